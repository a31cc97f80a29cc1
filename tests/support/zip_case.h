/*
 * One archive under test: built, copied to a block of exactly its size (so that AddressSanitizer sees a
 * read past the end), opened as Android 14 does.
 */
#ifndef AA_TEST_ZIP_CASE_H
#define AA_TEST_ZIP_CASE_H

#include "archive/zip.h"
#include "support/zip_builder.h"

typedef struct zip_case {
    aa_arena *arena;
    aa_limits limits;
    aa_notes notes;
    void *copy;
    aa_zip *zip; /* NULL when it did not open */
    aa_err err;
    aa_zip_content content; /* of the last read */
} zip_case;

/* cmocka set-up and tear-down; *state is a zip_case. */
int zip_case_setup(void **state);
int zip_case_teardown(void **state);

#define zip_test(f) cmocka_unit_test_setup_teardown(f, zip_case_setup, zip_case_teardown)

void zip_case_open_bytes(zip_case *t, aa_bytes data, int api);
void zip_case_open(zip_case *t, const zb_entry *entries, size_t count, const zb_file *file);

/* An APK of three members, manifest first, with right values everywhere. */
void zip_case_apk(zip_case *t, zb_entry entries[3]);

/* Status of the archive, and of the member |name|. */
void assert_opens_as(const zip_case *t, aa_zip_status status);
void assert_member_is(const zip_case *t, const char *name, aa_zip_status status);

/* A note of |code| and |kind| about |member| (NULL: the file). */
void assert_noted(const zip_case *t, aa_note_kind kind, const char *code, const char *member);
void assert_not_noted(const zip_case *t, const char *code);
void assert_no_gap(const zip_case *t);
void assert_no_notes(const zip_case *t);

/* Reads |entry| under |reader| and compares the result and, when |text| is not NULL, the content. */
void assert_reads(zip_case *t, const aa_zip_entry *entry, aa_zip_reader reader, aa_err err, const char *text);
void assert_name_reads(zip_case *t, const char *name, aa_zip_reader reader, aa_err err, const char *text);

#endif
