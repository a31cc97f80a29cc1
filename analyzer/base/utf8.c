#include "base/utf8.h"

#include "base/utf8_width.h"

#define REPLACEMENT 0xFFFD

/* The bytes that follow a lead byte, the bits the lead carries, and the least value that needs them. */
static int sequence(uint8_t lead, uint32_t *bits, uint32_t *least)
{
    if (lead >= 0xC2 && lead <= 0xDF) {
        *bits = lead & 0x1FU;
        *least = 0x80;
        return 1;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        *bits = lead & 0x0FU;
        *least = 0x800;
        return 2;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        *bits = lead & 0x07U;
        *least = 0x10000;
        return 3;
    }
    return 0;
}

uint32_t aa_utf8_next(aa_bytes b, size_t *pos)
{
    uint8_t lead = b.p[(*pos)++];
    if (lead < 0x80)
        return lead;
    uint32_t cp = 0;
    uint32_t least = 0;
    int more = sequence(lead, &cp, &least);
    if (more == 0 || (size_t)more > b.n - *pos)
        return REPLACEMENT;
    for (int i = 0; i < more; i++) {
        uint8_t byte = b.p[*pos + (size_t)i];
        if ((byte & 0xC0) != 0x80)
            return REPLACEMENT;
        cp = cp << 6 | (byte & 0x3FU);
    }
    if (cp < least || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        return REPLACEMENT;
    *pos += (size_t)more;
    return cp;
}

void aa_utf8_put(aa_str *s, uint32_t cp)
{
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        cp = REPLACEMENT;
    char out[4];
    size_t n = 0;
    if (cp < 0x80) {
        out[n++] = (char)cp;
    } else if (cp < 0x800) {
        out[n++] = (char)(0xC0 | cp >> 6);
        out[n++] = (char)(0x80 | (cp & 0x3F));
    } else if (cp < 0x10000) {
        out[n++] = (char)(0xE0 | cp >> 12);
        out[n++] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[n++] = (char)(0x80 | (cp & 0x3F));
    } else {
        out[n++] = (char)(0xF0 | cp >> 18);
        out[n++] = (char)(0x80 | (cp >> 12 & 0x3F));
        out[n++] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[n++] = (char)(0x80 | (cp & 0x3F));
    }
    aa_str_putn(s, out, n);
}

char *aa_utf16le_to_utf8(aa_arena *arena, aa_bytes units)
{
    aa_str s;
    aa_str_init(&s, SIZE_MAX / 4);
    for (size_t i = 0; i + 1 < units.n && aa_str_ok(&s); i += 2) {
        uint32_t cp = aa_le16(units.p + i);
        if (cp >= 0xD800 && cp <= 0xDBFF && i + 3 < units.n) {
            uint32_t low = aa_le16(units.p + i + 2);
            if (low >= 0xDC00 && low <= 0xDFFF) {
                cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        aa_utf8_put(&s, cp == 0 ? REPLACEMENT : cp);
    }
    char *copy = aa_str_ok(&s) ? aa_arena_strndup(arena, s.ptr, s.len) : NULL;
    aa_str_done(&s);
    return copy;
}

size_t aa_utf8_columns(const char *text)
{
    aa_bytes b = aa_bytes_of(text, strlen(text));
    size_t columns = 0;
    for (size_t pos = 0; pos < b.n;)
        columns += aa_code_point_columns(aa_utf8_next(b, &pos));
    return columns;
}

bool aa_code_point_is_unsafe(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp <= 0x9F) || cp == 0x061C || (cp >= 0x200E && cp <= 0x200F) ||
           (cp >= 0x2028 && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069) || cp == 0xFEFF;
}

void aa_utf8_put_safe(aa_str *s, const char *text)
{
    aa_bytes b = aa_bytes_of(text, strlen(text));
    for (size_t pos = 0; pos < b.n;) {
        uint32_t cp = aa_utf8_next(b, &pos);
        if (!aa_code_point_is_unsafe(cp))
            aa_utf8_put(s, cp);
        else if (cp < 0x100)
            aa_str_printf(s, "\\x%02x", (unsigned)cp);
        else
            aa_str_printf(s, "\\u{%x}", (unsigned)cp);
    }
}
