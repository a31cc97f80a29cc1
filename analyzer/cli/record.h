/*
 * One app as one line of NDJSON: verdicts, rows, findings and gaps, without texts.
 */
#ifndef AA_CLI_RECORD_H
#define AA_CLI_RECORD_H

#include "base/str.h"
#include "engine/result.h"

#define AA_RECORD_BYTES ((size_t)16 << 20) /* a thousand findings take some hundred kilobytes */

/* Appends what the result says: members of a JSON object without its braces, in one line. */
void aa_record_put(aa_str *out, const aa_result *result);

/*
 * True when |text| is what aa_record_put() can have written: members of one JSON object in one line of valid
 * UTF-8. A worker that was taken over may send anything.
 */
bool aa_record_is_sound(aa_bytes text);

#endif
