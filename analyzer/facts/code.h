/*
 * The bytecode of an app as a program, ready for questions. Owned by the facts.
 */
#ifndef AA_FACTS_CODE_H
#define AA_FACTS_CODE_H

#include "code/code.h"
#include "facts/facts.h"

/* What a new aa_code is made over; NULL when the app has no bytecode, or it was not read. */
const aa_code_base *aa_facts_code(const aa_facts *facts);

/* Processor time in nanoseconds, of all threads. */
typedef struct aa_code_times {
    uint64_t read; /* inflating, and looking for what cannot be read */
    uint64_t program, reach, shapes;
} aa_code_times;

aa_code_times aa_facts_code_times(const aa_facts *facts);

/* Releases |store| with everything read into it; NULL is allowed. */
void aa_code_store_free(aa_code_store *store);

#endif
