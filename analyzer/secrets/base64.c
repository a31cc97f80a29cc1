#include "secrets/base64.h"

/* -1: no digit. */
static int digit(uint8_t c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    if (c == '+' || c == '-')
        return 62;
    return c == '/' || c == '_' ? 63 : -1;
}

static bool is_nothing(aa_bytes text, size_t *at)
{
    uint8_t c = text.p[*at];
    if (c == '\\' && *at + 1 < text.n && (text.p[*at + 1] == 'n' || text.p[*at + 1] == 'r')) {
        (*at)++;
        return true;
    }
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '"' || c == '\'' || c == '\\';
}

aa_bytes aa_base64_decode(aa_arena *arena, aa_bytes text, bool *failed)
{
    uint8_t *out = aa_arena_alloc(arena, text.n / 4 * 3 + 3);
    size_t n = 0;
    uint32_t bits = 0;
    unsigned held = 0;
    *failed = *failed || out == NULL;
    for (size_t i = 0; out != NULL && i < text.n && text.p[i] != '='; i++) {
        int d = digit(text.p[i]);
        if (d < 0 && is_nothing(text, &i))
            continue;
        if (d < 0)
            return aa_bytes_none();
        bits = bits << 6 | (uint32_t)d;
        held += 6;
        if (held >= 8) {
            held -= 8;
            out[n++] = (uint8_t)(bits >> held);
        }
    }
    return aa_bytes_of(out, n);
}

bool aa_base64_begins_text(aa_bytes text)
{
    uint32_t bits = 0;
    unsigned held = 0;
    for (size_t i = 0; i < text.n && i < 16; i++) {
        int d = digit(text.p[i]);
        if (d < 0)
            return false;
        bits = bits << 6 | (uint32_t)d;
        held += 6;
        if (held < 8)
            continue;
        held -= 8;
        uint8_t c = (uint8_t)(bits >> held);
        if (c >= 0x7f || (c < 0x20 && c != '\n' && c != '\r' && c != '\t'))
            return false;
    }
    return text.n > 0;
}
