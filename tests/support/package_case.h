/*
 * Files in a folder of their own, opened as one package.
 */
#ifndef AA_TEST_PACKAGE_CASE_H
#define AA_TEST_PACKAGE_CASE_H

#include "package/package.h"
#include "support/zip_builder.h"

#define PACKAGE_CASE_FILES 8

typedef struct package_case {
    aa_arena *arena;
    aa_limits limits;
    aa_notes notes;
    char folder[256];
    const char *paths[PACKAGE_CASE_FILES]; /* files written so far, in order */
    size_t count;
    aa_package *package; /* NULL when it did not open */
    const char *detail;
} package_case;

/* cmocka set-up and tear-down; *state is a package_case. */
int package_case_setup(void **state);
int package_case_teardown(void **state);

#define package_test(f) cmocka_unit_test_setup_teardown(f, package_case_setup, package_case_teardown)

/* Another path of the case, inside its folder. */
const char *package_case_path(package_case *t, const char *name);

/* Another file of the case. */
void package_case_write(package_case *t, const char *name, aa_bytes data);

/* Opens all files, or the same ones again, and expects |err|. */
void package_case_open(package_case *t, aa_err err);

/* An APK with a binary manifest of that package; |split| NULL: the base. */
aa_bytes package_case_apk(package_case *t, const char *package, const char *split);

/* An archive of |count| members, each stored. */
aa_bytes package_case_zip(package_case *t, const char *const *names, const aa_bytes *data, size_t count);

/* It opened as that kind, in so many parts. */
void assert_package_kind(const package_case *t, aa_package_kind kind, size_t parts);

const aa_part *package_case_part(const package_case *t, const char *name);
void assert_package_note(const package_case *t, aa_note_kind kind, const char *code, const char *artifact,
                         const char *member);
void assert_package_has_no_gap(const package_case *t);

#endif
