/*
 * Shared by the files that collect iOS signatures.
 */
#ifndef AA_FACTS_IOS_SIGNING_INTERNAL_H
#define AA_FACTS_IOS_SIGNING_INTERNAL_H

#include "facts/ios_signing.h"

/* ios_signing_fit.c: fills |code->issues|. False: memory is out. */
bool aa_ios_judge_code(aa_arena *arena, aa_ios_code *code);

#endif
