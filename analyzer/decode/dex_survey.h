/*
 * A walk over everything in a DEX file that tells what cannot be read, by class and method. The verifier of
 * the platform would refuse most of it; an app can still load such a file with code of its own.
 */
#ifndef AA_DECODE_DEX_SURVEY_H
#define AA_DECODE_DEX_SURVEY_H

#include "decode/dex_code.h"

/* How much there is, as far as it could be read. */
typedef struct aa_dex_survey {
    uint64_t strings, classes, fields, methods; /* members that classes of this file define */
    uint64_t code_items, insns, units; /* units: 16-bit, payloads included; insns: without payloads */
    uint64_t handlers, lines, annotations, values;
} aa_dex_survey;

/*
 * Reads all strings, ids, classes, code, lines, values and annotations of |dex|. Notes dex.* gaps where
 * something is lost and limit.dex_* where work ends early; anomalies for what ART refuses but can be read.
 */
aa_dex_survey aa_dex_look(const aa_dex *dex, aa_notes *notes);

#endif
