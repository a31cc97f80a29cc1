/*
 * LEB128 as DEX has it. A fifth byte always ends a number, as in art/libartbase/base/leb128.h.
 */
#ifndef AA_DECODE_DEX_LEB_H
#define AA_DECODE_DEX_LEB_H

#include "base/bytes.h"

static inline uint32_t aa_read_uleb128(aa_cursor *c)
{
    uint32_t value = 0;
    for (unsigned shift = 0; shift < 35; shift += 7) {
        uint8_t byte = aa_read_u8(c);
        value |= (uint32_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            break;
    }
    return value;
}

static inline int32_t aa_read_sleb128(aa_cursor *c)
{
    uint32_t value = 0;
    for (unsigned shift = 0; shift < 35; shift += 7) {
        uint8_t byte = aa_read_u8(c);
        value |= (uint32_t)(byte & 0x7F) << shift;
        if (byte < 0x80) {
            if ((byte & 0x40) != 0 && shift < 28)
                value |= UINT32_MAX << (shift + 7);
            break;
        }
    }
    return (int32_t)value;
}

/* A number plus one; 0 stands for none, which becomes UINT32_MAX. */
static inline uint32_t aa_read_uleb128p1(aa_cursor *c)
{
    return aa_read_uleb128(c) - 1;
}

#endif
