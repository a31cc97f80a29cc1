/*
 * Big-endian numbers: everything in a code signature has its highest byte first.
 */
#ifndef AA_SIGNING_CODESIGN_BYTES_H
#define AA_SIGNING_CODESIGN_BYTES_H

#include "base/bytes.h"

static inline uint32_t cs_u32(aa_cursor *c)
{
    aa_bytes b = aa_read_bytes(c, 4);
    return b.n == 4 ? (uint32_t)b.p[0] << 24 | (uint32_t)b.p[1] << 16 | (uint32_t)b.p[2] << 8 | b.p[3] : 0;
}

static inline uint64_t cs_u64(aa_cursor *c)
{
    uint64_t high = cs_u32(c);
    return high << 32 | cs_u32(c);
}

#endif
