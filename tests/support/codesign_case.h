/*
 * One signed app under test: the members of an archive that fixtures/signing made, changed as a test likes,
 * and what is read of its signature.
 */
#ifndef AA_TEST_CODESIGN_CASE_H
#define AA_TEST_CODESIGN_CASE_H

#include "signing/codesign_internal.h"
#include "signing/macho_signature.h"
#include "signing/seal.h"
#include "support/zip_builder.h"

#define CODESIGN_MEMBERS 32

typedef struct codesign_case {
    aa_arena *arena;
    aa_limits limits;
    zb_entry entries[CODESIGN_MEMBERS]; /* stored, in the order of the archive */
    size_t count;
    uint8_t *program; /* a copy of the app's executable that may be changed */
    size_t size;
    aa_macho_signature found; /* in |program| */
    aa_codesign_request request;
    aa_codesign signature;
    aa_seal seal;
} codesign_case;

/* cmocka set-up and tear-down; skips the test, saying why, when there are no fixtures. */
int codesign_case_setup(void **state);
int codesign_case_teardown(void **state);

#define codesign_test(f) cmocka_unit_test_setup_teardown(f, codesign_case_setup, codesign_case_teardown)

/* Reads tests/signing/|name|.ipa of the build folder. */
void codesign_case_load(codesign_case *t, const char *name);

/* The member Payload/App.app/|path|; |path| "App" is the executable. Fails the test when it is not there. */
zb_entry *codesign_case_member(codesign_case *t, const char *path);
void codesign_case_remove(codesign_case *t, const char *path);
/* Adds or replaces a file. */
void codesign_case_write(codesign_case *t, const char *path, const char *text);

/* Verifies the executable in |t->program| with the members as they are. */
void codesign_case_verify(codesign_case *t);
/* Verifies the app's seal. */
void codesign_case_seal(codesign_case *t);

/* Where the blob of |type| lies in |t->program|; fails the test when there is none. */
size_t codesign_case_blob(codesign_case *t, uint32_t type);

/* The codes and details of all issues, a line each: "codesign.slot_changed Info.plist, SHA-256\n". */
const char *codesign_case_issues(codesign_case *t);

/* Problems of the seal, a line each: "added x.txt\n". */
const char *codesign_case_problems(codesign_case *t);

#endif
