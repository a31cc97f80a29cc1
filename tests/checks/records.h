/*
 * What checks record, as lines of text: record, severity of a hit, message key, arguments, and the place
 * where asked for:
 *
 *     hit critical debuggable @manifest/application/@android:debuggable
 *     clear activities_closed 1 2 @manifest/application
 *     cannot-tell activity_open org.example.Open - @manifest/application/activity[@android:name=".Open"]
 *     absent no_providers
 *     hit high (not reached) ecb AES @org.example.Crypto.seal([B)[B
 */
#ifndef AA_TEST_RECORDS_H
#define AA_TEST_RECORDS_H

#include "base/str.h"
#include "engine/sink.h"

/* Runs the check |id| on |facts| on the day |today| (NULL: the policy's). False when there is no such check
 * or memory is out. |sink| lives in |arena|. */
bool test_run_check(aa_arena *arena, const char *id, const aa_facts *facts, const char *today, aa_sink *sink);

/* Appends the line of one record. */
void test_put_record(aa_str *out, const aa_finding *finding, bool with_place);

/* Fails the running cmocka test unless the check's records, without places, are |expected|. */
void expect_records(const char *id, const aa_facts *facts, const char *expected);

/* The same on the day |today|, "YYYY-MM-DD". */
void expect_records_on(const char *today, const char *id, const aa_facts *facts, const char *expected);

/* An Android app with a manifest and nothing else: API 30 to 36, package "org.example.app". */
aa_facts test_app(void);

/* An attribute that is declared with |value|. */
aa_flag test_flag(aa_tri value);

#endif
