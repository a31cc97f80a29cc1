/*
 * Limits of a whole analysis: each has a name, and none is silent.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <appassay/analysis.h>
#include <appassay/report.h>

#include "cli/limits.h"
#include "support/test.h"

/* Every byte of aa_limits belongs to a row of the table, but for what alignment leaves open. */
static void each_limit_has_a_row(void **state)
{
    (void)state;
    aa_limits limits;
    const aa_limit *limit = NULL;
    size_t covered = 0;
    size_t open = 0;
    memset(&limits, 0, sizeof limits);
    for (size_t i = 0; (limit = aa_limit_at(i)) != NULL; i++) {
        assert_int_equal(aa_limit_get(&limits, limit), 0); /* no two rows are one member */
        assert_true(aa_limit_set(&limits, limit, UINT32_MAX));
        assert_int_equal(aa_limit_get(&limits, limit), UINT32_MAX);
        assert_int_equal(aa_limit_set(&limits, limit, UINT64_MAX), limit->size == 8);
        covered += limit->size;
        open += 4;
        assert_true(strlen(limit->what) > 5);
    }
    assert_true(covered <= sizeof limits);
    for (size_t i = 0; i < sizeof limits; i += 4) {
        uint32_t word = 0;
        memcpy(&word, (const char *)&limits + i, sizeof word);
        bool padding = i % 8 == 4; /* before an 8-byte member, or at the end */
        if (word != UINT32_MAX && !padding)
            fail_msg("aa_limits has a member at offset %zu that analyzer/cli/limits.c does not name", i);
    }
    assert_true(open > 0);
}

typedef struct outcome {
    aa_err err;
    char *json; /* malloc'd; NULL unless |err| is AA_OK */
} outcome;

static outcome analyse(const char *path, const aa_limit *limit, uint64_t value)
{
    aa_options options = AA_OPTIONS_INIT;
    options.threads = 1;
    if (limit != NULL)
        assert_true(aa_limit_set(&options.limits, limit, value));
    aa_analysis *analysis = aa_analysis_new(&options);
    assert_non_null(analysis);
    outcome o = {.err = aa_analysis_run(analysis, &path, 1)};
    size_t n = 0;
    const aa_report_options plain = {.lang = AA_LANG_EN};
    if (o.err == AA_OK)
        assert_int_equal(aa_report_render(aa_analysis_result(analysis), "json", &plain, &o.json, &n), AA_OK);
    aa_analysis_free(analysis);
    return o;
}

static bool same(const outcome *a, const outcome *b)
{
    return a->err == b->err && (a->json == NULL || strcmp(a->json, b->json) == 0);
}

static size_t count_texts(const outcome *o, const char *text)
{
    size_t count = 0;
    for (const char *at = o->json; at != NULL && (at = strstr(at, text)) != NULL; at++)
        count++;
    return count;
}

/* More entries of the ledger and anomalies, more records of checks that could not tell, or a document that
 * counts as malformed because it was given up. */
static bool has_more_doubts(const outcome *o, const outcome *whole)
{
    static const char *const texts[] = {"\"code\": \"", "\"record\": \"undecided\"", ".malformed\""};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (count_texts(o, texts[i]) > count_texts(whole, texts[i]))
            return true;
    }
    return false;
}

/* What a check asks of a method that was not followed is unknown to it, and it is the check that tells. */
static bool is_told_by_checks(const aa_limit *limit)
{
    return strncmp(limit->name, "code_flow_", 10) == 0;
}

/* An app that could not be read at all; or a limit is named, or there is another entry that says what is
 * missing. */
static bool is_told(const outcome *o, const outcome *whole)
{
    return o->err == AA_E_LIMIT || o->err == AA_E_FORMAT ||
           (o->json != NULL && (strstr(o->json, "\"limit.") != NULL || has_more_doubts(o, whole)));
}

/* The least value that changes nothing. What one less does must be told. False: the app does not come near.
 */
static bool expect_told_below(const char *path, const aa_limit *limit, const outcome *whole)
{
    uint64_t high = 1;
    for (;; high *= 2) {
        outcome o = analyse(path, limit, high);
        bool equal = same(&o, whole);
        free(o.json);
        if (equal)
            break;
        if (high > UINT64_C(1) << 31)
            fail_msg("%s: %s changes the result whatever its value", path, limit->name);
    }
    if (high == 1)
        return false;
    uint64_t low = high / 2; /* changes the result */
    while (low + 1 < high) {
        uint64_t middle = low + (high - low) / 2;
        outcome o = analyse(path, limit, middle);
        bool equal = same(&o, whole);
        free(o.json);
        low = equal ? low : middle;
        high = equal ? middle : high;
    }
    outcome o = analyse(path, limit, high - 1);
    if (!is_told(&o, whole) && !is_told_by_checks(limit))
        fail_msg("%s: %s=%llu changes the result, and no limit is named in it", path, limit->name,
                 (unsigned long long)high - 1);
    free(o.json);
    return true;
}

/* At the limit everything is as without it; one past it, the ledger says so. */
static void no_limit_is_silent(void **state)
{
    (void)state;
    static const char *const apps[] = {PROJECT_SOURCE_DIR "/samples/broker-flawed.apk",
                                       PROJECT_SOURCE_DIR "/samples/broker-ios-flawed.ipa"};
    size_t reached = 0;
    for (size_t a = 0; a < sizeof apps / sizeof *apps; a++) {
        outcome whole = analyse(apps[a], NULL, 0);
        const aa_limit *limit = NULL;
        for (size_t i = 0; (limit = aa_limit_at(i)) != NULL; i++) {
            bool near = expect_told_below(apps[a], limit, &whole);
            if (near)
                print_message("%s: %s\n", strrchr(apps[a], '/') + 1, limit->name);
            reached += near ? 1 : 0;
        }
        free(whole.json);
    }
    assert_true(reached > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_limit_has_a_row),
        cmocka_unit_test(no_limit_is_silent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
