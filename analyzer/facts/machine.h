/*
 * The machine code of an app as one program, ready for questions. Owned by the facts.
 */
#ifndef AA_FACTS_MACHINE_H
#define AA_FACTS_MACHINE_H

#include "archive/zip.h"
#include "facts/facts.h"
#include "machine/machine.h"

/* What a new aa_machine is made over; NULL when the app has no machine code that could be read. */
const aa_machine_base *aa_facts_machine(const aa_facts *facts);

/* A slice of a Mach-O file of the app. */
typedef struct aa_machine_input {
    const char *artifact, *member, *arch; /* copied */
    aa_bytes slice;                       /* outlives the store */
    bool is_app;                          /* a program (app, extension), not a framework */
} aa_machine_input;

/* Keeps |content| until the store is freed. Errors: AA_E_NOMEM, and |content| is done with. */
AA_NODISCARD aa_err aa_machine_store_keep(aa_machine_store *store, aa_zip_content *content);

/* NULL: memory is out. |limits| is copied. */
aa_machine_store *aa_machine_store_new(const aa_limits *limits);
void aa_machine_store_free(aa_machine_store *store); /* takes NULL */

/*
 * Reads one slice. What is damaged or encrypted goes to |notes|; a slice that cannot be read as code makes
 * the program incomplete. Errors: AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_machine_store_add(aa_machine_store *store, const aa_machine_input *input,
                                         aa_notes *notes);

/* All slices are in. |first|: classes of view controllers on the first screen; copied. Errors: AA_E_NOMEM. */
AA_NODISCARD aa_err aa_machine_store_finish(aa_machine_store *store, const aa_mreach_names *names,
                                            const char *const *first, size_t first_count);

/* Slices whose code could be followed, and all of them. */
size_t aa_machine_store_readable(const aa_machine_store *store);
size_t aa_machine_store_count(const aa_machine_store *store);

#endif
