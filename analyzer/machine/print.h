/*
 * A64 instructions as people read them, as far as aa_a64 tells them apart: the spelling is that of the
 * manual, without what a register holds.
 *
 * Source: Arm Architecture Reference Manual for A-profile (DDI 0487), C3 and C6.
 */
#ifndef AA_MACHINE_PRINT_H
#define AA_MACHINE_PRINT_H

#include "base/str.h"
#include "machine/arm64.h"

/*
 * "ldr x0, [x1, #8]"; ".inst 0x…" for |word| when the decoder only knows what it writes. Branches end behind
 * the address. Constants that spell a text ("#…") are left out: Swift keeps short texts, and so passwords, in
 * registers.
 */
void aa_a64_put(aa_str *s, const aa_a64 *insn, uint32_t word);

#endif
