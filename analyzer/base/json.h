/*
 * A streaming JSON writer: two-space indent, keys in the order written, no trailing space. Same calls, same
 * bytes.
 */
#ifndef AA_BASE_JSON_H
#define AA_BASE_JSON_H

#include "base/str.h"

#define AA_JSON_DEPTH 32 /* open objects and arrays; our own output, never input, sets the depth */

typedef struct aa_json {
    aa_str *out;
    unsigned depth;
    bool first[AA_JSON_DEPTH];
    bool compact; /* set after aa_json_init(): one line, nothing between values */
} aa_json;

void aa_json_init(aa_json *j, aa_str *out);

/* Containers. |key| is NULL inside arrays and at the top. */
void aa_json_open_object(aa_json *j, const char *key);
void aa_json_close_object(aa_json *j);
void aa_json_open_array(aa_json *j, const char *key);
void aa_json_close_array(aa_json *j);

/* Values. A NULL |text| writes nothing at all, not even the key. Invalid UTF-8 becomes U+FFFD. */
void aa_json_text(aa_json *j, const char *key, const char *text);
/* Readers hold integers in 64 signed bits: what is above, as in damaged input, is written as the largest. */
void aa_json_uint(aa_json *j, const char *key, uint64_t value);
void aa_json_int(aa_json *j, const char *key, int64_t value);
void aa_json_bool(aa_json *j, const char *key, bool value);

#endif
