/*
 * Whether there is anything to tell about the instructions of a method, passed over fast: nearly all methods
 * of nearly all files are as they should be.
 */
#ifndef AA_DECODE_DEX_SOUND_H
#define AA_DECODE_DEX_SOUND_H

#include "decode/dex_insn.h"

/* What every instruction of an opcode has. */
typedef struct aa_dex_sound_row {
    uint8_t units, index_kind, flags;
} aa_dex_sound_row;

typedef struct aa_dex_sound {
    aa_dex_sound_row rows[256];
    uint32_t limits[AA_DEX_INDEX_PROTO + 1]; /* by aa_dex_index_kind: below which an index must be */
} aa_dex_sound;

void aa_dex_sound_fill(aa_dex_sound *sound, const aa_dex *dex);

typedef struct aa_dex_sound_size {
    uint64_t insns;   /* payloads are none */
    uint64_t targets; /* of all switches */
} aa_dex_sound_size;

/*
 * True when aa_dex_next_insn() reads the method to its end, every index names something, and every switch and
 * every filled array has its table; |*size| is then how much there is. False: one of these is not so.
 */
bool aa_dex_is_sound(const aa_dex_sound *sound, const aa_dex_code *code, aa_dex_sound_size *size);

#endif
