/*
 * What checks record, as lines of text:
 *
 *     hit critical debuggable
 *     clear activities_closed 1 2
 *     cannot-tell activity_open org.example.Open
 *     absent no_providers
 *
 * With places: "hit critical debuggable @manifest/application/@android:debuggable".
 */
#ifndef AA_TEST_RECORDS_H
#define AA_TEST_RECORDS_H

#include "base/str.h"
#include "engine/check.h"

typedef enum test_show { TEST_SHOW_ARGS, TEST_SHOW_PLACES } test_show;

/* Runs the check |id| on |facts| on the day |today| (NULL: the policy's) and appends its records. False when
 * there is no such check or memory is out. */
bool test_records(const char *id, const aa_facts *facts, const char *today, test_show show, aa_str *out);

/* Fails the running cmocka test unless the check's records, with their arguments, are |expected|. */
void expect_records(const char *id, const aa_facts *facts, const char *expected);

/* The same on the day |today|, "YYYY-MM-DD". */
void expect_records_on(const char *today, const char *id, const aa_facts *facts, const char *expected);

/* An Android app with a manifest and nothing else: API 30 to 36, package "org.example.app". */
aa_facts test_app(void);

/* An attribute that is declared with |value|. */
aa_flag test_flag(aa_tri value);

#endif
