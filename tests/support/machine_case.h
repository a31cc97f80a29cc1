/*
 * A program that tests/fixtures/machine builds, ready for questions.
 */
#ifndef AA_TEST_MACHINE_CASE_H
#define AA_TEST_MACHINE_CASE_H

#include "machine/machine.h"
#include "support/macho_case.h"

typedef struct machine_case {
    macho_case file;
    aa_objc objc;
    aa_image image;
    const aa_mreach_map *reach;
    aa_machine_base base;
    aa_machine *machine;
} machine_case;

machine_case *machine_case_open(const char *name);
void machine_case_done(machine_case *c);

/* The call of that kind in the function of that name ("loop", "-[Store setUp]"); fails when there is none. */
aa_msite machine_call(machine_case *c, const char *symbol, const char *in);
aa_msite machine_send(machine_case *c, const char *selector, const char *in);

#endif
