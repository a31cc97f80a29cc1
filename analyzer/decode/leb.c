#include "decode/leb.h"

uint64_t aa_read_uleb(aa_cursor *c)
{
    uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
        uint8_t byte = aa_read_u8(c);
        uint64_t bits = byte & 0x7f;
        if (shift > 63 || (shift == 63 && bits > 1)) {
            c->bad = true;
            return 0;
        }
        value |= bits << shift;
        if (byte < 0x80)
            return c->bad ? 0 : value;
    }
}

int64_t aa_read_sleb(aa_cursor *c)
{
    uint64_t value = 0;
    for (unsigned shift = 0;;) {
        uint8_t byte = aa_read_u8(c);
        if (shift > 63) {
            c->bad = true;
            return 0;
        }
        value |= (uint64_t)(byte & 0x7f) << shift;
        shift += 7;
        if (byte >= 0x80)
            continue;
        if ((byte & 0x40) != 0 && shift < 64)
            value |= UINT64_MAX << shift;
        return c->bad ? 0 : (int64_t)value;
    }
}

aa_bytes aa_read_cstring(aa_cursor *c)
{
    size_t left = aa_cursor_left(c);
    const uint8_t *start = c->b.p + c->pos;
    const uint8_t *end = left == 0 || c->bad ? NULL : memchr(start, 0, left);
    if (end == NULL) {
        c->bad = true;
        return aa_bytes_none();
    }
    aa_bytes text = aa_read_bytes(c, (uint64_t)(end - start));
    c->pos++;
    return text;
}
