/*
 * The bytecode of an app as a program, ready for questions. Owned by the facts.
 */
#ifndef AA_FACTS_CODE_H
#define AA_FACTS_CODE_H

#include "code/code.h"
#include "facts/facts.h"

/* What a new aa_code is made over; NULL when the app has no bytecode, or it was not read. */
const aa_code_base *aa_facts_code(const aa_facts *facts);

/*
 * An aa_code that asked before: what it read of methods need not be read again (aa_code_next_turn()). It is
 * the taker's, who may have to make a new one: NULL: there is none. The one given is the facts', which have
 * bytecode.
 */
aa_code *aa_facts_take_read(const aa_facts *facts);
void aa_facts_give_read(const aa_facts *facts, aa_code *read);

/* Processor time in nanoseconds, of all threads. */
typedef struct aa_code_times {
    uint64_t read; /* inflating, and looking for what cannot be read */
    uint64_t program, reach, shapes;
} aa_code_times;

aa_code_times aa_facts_code_times(const aa_facts *facts);

/* Releases |store| with everything read into it; NULL is allowed. */
void aa_code_store_free(aa_code_store *store);

#endif
