#include "base/base64.h"

enum { FIRST_SIGNS = 16 };

int aa_base64_digit(uint8_t c)
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

bool aa_base64_is_standard(aa_bytes text)
{
    for (size_t i = 0; i < text.n; i++)
        if (aa_base64_digit(text.p[i]) < 0 || text.p[i] == '-' || text.p[i] == '_')
            return false;
    return true;
}

static bool is_quoted(aa_bytes text, size_t *at)
{
    uint8_t c = text.p[*at];
    if (c == '\\' && *at + 1 < text.n && (text.p[*at + 1] == 'n' || text.p[*at + 1] == 'r')) {
        (*at)++;
        return true;
    }
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '"' || c == '\'' || c == '\\';
}

/* The sign at |*at|, which is no digit, is passed over; moves on to the last one that is. */
static bool passes(aa_bytes text, aa_base64_between between, size_t *at)
{
    switch (between) {
    case AA_BASE64_NOTHING:
        return false;
    case AA_BASE64_LINES:
        return text.p[*at] == '\n' || text.p[*at] == '\r';
    case AA_BASE64_QUOTED:
        return is_quoted(text, at);
    case AA_BASE64_ANYTHING:
        return true;
    }
    return false;
}

bool aa_base64_read(aa_bytes text, aa_base64_between between, uint8_t *out, size_t room, size_t *n)
{
    uint32_t bits = 0;
    unsigned held = 0;
    *n = 0;
    for (size_t i = 0; i < text.n && text.p[i] != '='; i++) {
        int digit = aa_base64_digit(text.p[i]);
        if (digit < 0) {
            if (!passes(text, between, &i))
                return false;
            continue;
        }
        bits = (bits << 6 | (uint32_t)digit) & 0xffffU;
        held += 6;
        if (held < 8)
            continue;
        held -= 8;
        if (*n == room)
            return false;
        out[(*n)++] = (uint8_t)(bits >> held);
    }
    return true;
}

aa_bytes aa_base64_decode(aa_arena *arena, aa_bytes text, bool *failed)
{
    size_t n = 0, room = text.n / 4 * 3 + 3;
    uint8_t *out = aa_arena_alloc(arena, room);
    *failed = *failed || out == NULL;
    if (out == NULL || !aa_base64_read(text, AA_BASE64_QUOTED, out, room, &n))
        return aa_bytes_none();
    return aa_bytes_of(out, n);
}

bool aa_base64_begins_text(aa_bytes text)
{
    uint8_t first[FIRST_SIGNS];
    size_t n = 0;
    aa_bytes begin = aa_bytes_of(text.p, text.n < FIRST_SIGNS ? text.n : FIRST_SIGNS);
    if (begin.n == 0 || memchr(begin.p, '=', begin.n) != NULL ||
        !aa_base64_read(begin, AA_BASE64_NOTHING, first, sizeof first, &n))
        return false;
    for (size_t i = 0; i < n; i++)
        if (first[i] >= 0x7f || (first[i] < 0x20 && first[i] != '\n' && first[i] != '\r' && first[i] != '\t'))
            return false;
    return true;
}
