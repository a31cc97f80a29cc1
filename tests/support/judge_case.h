/*
 * A small world to judge: a few checks, findings by hand, areas that are all read, one table.
 */
#ifndef AA_TEST_JUDGE_CASE_H
#define AA_TEST_JUDGE_CASE_H

#include "engine/judge.h"

enum test_check {
    TEST_COVERAGE,  /* "android-coverage", bears on row 1 */
    TEST_DEFECT,    /* "android-defect", bears on rows 1 and 2, needs the manifest */
    TEST_HINT,      /* "android-hint", bears on row 1 */
    TEST_INVENTORY, /* "android-inventory", bears on row 1 */
    TEST_LOCK,      /* "android-lock", a control that needs the code */
    TEST_MANUAL,    /* "android-manual", bears on row 1 */
    TEST_IOS,       /* "ios-defect", bears on row 1 */
    TEST_CHECK_COUNT
};

extern const aa_check_entry test_checks[TEST_CHECK_COUNT];

#define TEST_FINDINGS 8

typedef struct test_case {
    aa_arena *arena;
    aa_facts facts;
    aa_finding findings[TEST_FINDINGS];
    aa_row rows[3];
    aa_tier tiers[2];
    aa_table table;
    const aa_table *tables[2];
    aa_case c;
} test_case;

/* Everything read, nothing found, a table "t" with rows 1, 2 and 3, of which only 1 binds tier "A" and all
 * bind tier "B"; |policy| lines are added to "fail_at medium". Free with test_case_done(). */
void test_case_init(test_case *t, const char *policy);
void test_case_done(test_case *t);

/* Adds a record. Findings must be added in the order of the checks. */
aa_finding *test_case_find(test_case *t, enum test_check check, aa_record_kind record);

/* The judgement of the table at |tier|; fails the running test when there is none. */
aa_judgement test_case_judge(test_case *t, const char *tier);

/* The verdict of the row at |index| of the table at tier "B". */
aa_verdict test_case_row(test_case *t, size_t index);

/* The reason |code| of the row at |index|, or NULL. */
const aa_reason *test_case_reason(test_case *t, size_t index, aa_reason_code code);

#endif
