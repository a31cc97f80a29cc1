/* Answer sheets: what they may say, what they make of a result, the form. */
#include "reports/answers/form.h"
#include "reports/answers/merge.h"

#include <stdio.h>
#include <stdlib.h>

#include "support/answers_case.h"
#include "support/test.h"

static const char head[] = "schema: appassay.answers/1\n"
                           "target: {sha256: " HASH "}\n"
                           "standards: [{standard: broker, edition: 2018-10-24 (2023-09-13), tier: 三}]\n"
                           "answers:\n";

typedef struct fixture {
    aa_arena *arena;
    aa_faults faults;
    aa_sheet sheet;
    json_t *result, *merged;
} fixture;

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    f->arena = aa_arena_new();
    aa_faults_init(&f->faults, f->arena);
    f->result = json_loads(answers_case_result, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(f->result);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    aa_sheet_done(&f->sheet);
    json_decref(f->merged);
    json_decref(f->result);
    aa_arena_free(f->arena);
    free(f);
    return 0;
}

static aa_err read_whole(fixture *f, const char *text)
{
    aa_sheet_done(&f->sheet);
    aa_faults_init(&f->faults, f->arena);
    return aa_sheet_read(f->arena, aa_bytes_of(text, strlen(text)), &f->faults, &f->sheet);
}

static const char *first_fault(const fixture *f)
{
    const aa_fault *fault = f->faults.items.items;
    return f->faults.items.count == 0
               ? ""
               : aa_arena_printf(f->arena, "%zu:%zu: %s", fault->line, fault->column, fault->text);
}

static aa_err apply(fixture *f, const char *entries)
{
    const char *text = aa_arena_printf(f->arena, "%s%s", head, entries);
    if (read_whole(f, text) != AA_OK)
        fail_msg("%s", first_fault(f));
    json_decref(f->merged);
    f->merged = NULL;
    return aa_answers_apply(f->result, &f->sheet, &f->faults, &f->merged);
}

static void expect_applied(fixture *f, const char *entries)
{
    if (apply(f, entries) != AA_OK)
        fail_msg("%s", first_fault(f));
}

static json_t *row_of(const fixture *f, const char *id)
{
    json_t *rows = json_object_get(json_array_get(json_object_get(f->merged, "judgements"), 0), "rows");
    for (size_t i = 0; i < json_array_size(rows); i++) {
        if (strcmp(json_string_value(json_object_get(json_array_get(rows, i), "id")), id) == 0)
            return json_array_get(rows, i);
    }
    fail_msg("no row %s", id);
    return NULL;
}

static const char *member(const json_t *object, const char *key)
{
    const char *value = json_string_value(json_object_get(object, key));
    return value == NULL ? "" : value;
}

static void expect_row(const fixture *f, const char *id, const char *verdict)
{
    assert_string_equal(member(row_of(f, id), "verdict"), verdict);
}

#define SAYS(verdict) "verdict: " verdict ", method: 訪談, by: 王小明, date: 2026-11-01"

static const char row3[] = "- {row: 3, slot: report-channel, " SAYS(
    "符合") "}\n"
            "- {row: 3, slot: report-channel-test, " SAYS("pass") ", valid_until: 2026-11-22}\n";

static void answers_decide_a_row_when_all_are_there(void **state)
{
    fixture *f = *state;
    expect_applied(f, row3);
    expect_row(f, "3", "undecided");
    const char *all =
        aa_arena_printf(f->arena, "%s- {row: 3, slot: report-response-time, " SAYS("不符合") "}\n", row3);
    expect_applied(f, all);
    expect_row(f, "3", "fail");
    all = aa_arena_printf(f->arena, "%s- {row: 3, slot: report-response-time, " SAYS("符合") "}\n", row3);
    expect_applied(f, all);
    expect_row(f, "3", "pass");
    const json_t *reasons = json_object_get(row_of(f, "3"), "reasons");
    assert_int_equal(json_array_size(reasons), 4);
    assert_string_equal(member(json_array_get(reasons, 0), "code"), "slot-answered");
    assert_string_equal(member(json_array_get(reasons, 3), "code"), "clean");
    const json_t *answer = json_object_get(json_array_get(reasons, 0), "answer");
    assert_string_equal(member(answer, "by"), "王小明");
    assert_string_equal(member(answer, "method"), "interview");
    assert_null(json_object_get(answer, "slot"));
    assert_int_equal(json_integer_value(json_object_get(json_object_get(f->merged, "answers"), "applied")),
                     3);
    expect_row(f, "9", "fail");
}

static void an_expired_answer_is_kept_and_counts_for_nothing(void **state)
{
    fixture *f = *state;
    assert_int_equal(
        apply(f, "- {row: 7, slot: password-complexity, " SAYS("pass") ", valid_until: 2026-11-21}\n"),
        AA_OK);
    expect_row(f, "7", "undecided");
    const json_t *reason = json_array_get(json_object_get(row_of(f, "7"), "reasons"), 0);
    assert_string_equal(member(reason, "code"), "slot-open");
    assert_string_equal(member(json_object_get(reason, "expired"), "by"), "王小明");
    assert_int_equal(json_integer_value(json_object_get(json_object_get(f->merged, "answers"), "expired")),
                     1);
}

static void nothing_to_judge_is_not_applicable_only_where_that_can_be(void **state)
{
    fixture *f = *state;
    assert_int_equal(apply(f, "- {row: 7, slot: password-complexity, " SAYS(
                                  "不適用") "}\n"
                                            "- {row: 7, slot: password-change, " SAYS("不適用") "}\n"),
                     AA_OK);
    expect_row(f, "7", "not-applicable");
    assert_int_equal(
        apply(f, "- {row: 3, slot: report-channel, " SAYS(
                     "不適用") "}\n"
                               "- {row: 3, slot: report-channel-test, " SAYS(
                                   "不適用") "}\n"
                                             "- {row: 3, slot: report-response-time, " SAYS("不適用") "}\n"),
        AA_E_FORMAT);
    assert_non_null(strstr(first_fault(f), "row 3 is never not-applicable"));
}

static aa_err apply_with(fixture *f, const char *absent, const char *entries)
{
    const char *text = aa_arena_printf(f->arena,
                                       "schema: appassay.answers/1\ntarget: {sha256: " HASH "}\n"
                                       "standards:\n- standard: broker\n  edition: 2018-10-24 (2023-09-13)\n"
                                       "  tier: 三\n  absent: [%s]\nanswers: [%s]\n",
                                       absent, entries);
    aa_err err = read_whole(f, text);
    json_decref(f->merged);
    f->merged = NULL;
    return err != AA_OK ? err : aa_answers_apply(f->result, &f->sheet, &f->faults, &f->merged);
}

/* Sources disagree on what an app gets for a row whose subject it does not have: the sheet may choose. */
static void what_an_absence_makes_of_a_row_is_chosen_row_by_row(void **state)
{
    fixture *f = *state;
    static const char answers[] = "{row: 7, slot: password-complexity, " SAYS(
        "不適用") "}, {row: 7, slot: password-change, " SAYS("不適用") "}";
    assert_int_equal(apply_with(f, "", answers), AA_OK);
    expect_row(f, "7", "not-applicable");
    assert_int_equal(apply_with(f, "{row: 7, verdict: 符合}", answers), AA_OK);
    expect_row(f, "7", "pass");
    assert_null(json_object_get(row_of(f, "7"), "absent_as"));

    /* what the machine proved to be absent */
    json_t *rows = json_object_get(json_array_get(json_object_get(f->result, "judgements"), 0), "rows");
    json_t *row = json_array_get(rows, 2);
    json_t *absent = json_pack("[{s:s, s:s, s:[]}]", "code", "absent", "verdict", "not-applicable", "args");
    assert_string_equal(member(row, "id"), "7");
    assert_int_equal(json_object_set_new(row, "reasons", absent), 0);
    assert_int_equal(json_object_set_new(row, "verdict", json_string("not-applicable")), 0);
    assert_int_equal(apply_with(f, "{row: 7, verdict: 符合}, {row: 8, verdict: 符合}", ""), AA_OK);
    expect_row(f, "7", "pass");
    const json_t *reason = json_array_get(json_object_get(row_of(f, "7"), "reasons"), 0);
    assert_string_equal(member(reason, "verdict"), "pass");
    assert_string_equal(member(reason, "old"), "not-applicable");
    assert_int_equal(apply_with(f, "{row: 7, verdict: 不適用}", ""), AA_OK);
    expect_row(f, "7", "not-applicable");
    assert_string_equal(member(json_array_get(json_object_get(row_of(f, "7"), "reasons"), 0), "old"), "");

    static const char *const bad[][2] = {
        {"{row: 3, verdict: 符合}", "7:18: row 3 is never not-applicable"},
        {"{row: 77, verdict: 符合}", "broker has no row 77 at tier 三"},
        {"{row: 7, verdict: 符合}, {row: 7, verdict: 不適用}", "row 7 comes twice"},
        {"{row: 7, verdict: 不符合}", "one of pass, not-applicable"},
        {"{row: 7}", "\"verdict\" is missing"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(apply_with(f, bad[i][0], ""), AA_E_FORMAT);
        if (strstr(first_fault(f), bad[i][1]) == NULL)
            fail_msg("%s: %s", bad[i][0], first_fault(f));
    }
}

static void what_was_not_tested_does_not_pass(void **state)
{
    fixture *f = *state;
    assert_int_equal(apply(f, "- {row: 7, slot: password-complexity, " SAYS(
                                  "pass") "}\n"
                                          "- {row: 7, slot: password-change, " SAYS(
                                              "未檢測") ", remark: 未提供測試帳號}\n"),
                     AA_OK);
    expect_row(f, "7", "not-tested");
}

static void a_person_decides_what_the_machine_left_open_but_not_the_questions(void **state)
{
    fixture *f = *state;
    const char *gap = "- {row: 8, overrides: 未判定, remark: 以動態測試確認, " SAYS("pass") "}\n";
    expect_applied(f, gap);
    expect_row(f, "8", "undecided");
    const char *both =
        aa_arena_printf(f->arena, "%s- {row: 8, slot: sensitive-data-list, " SAYS("pass") "}\n", gap);
    expect_applied(f, both);
    expect_row(f, "8", "pass");
    const json_t *row = row_of(f, "8");
    const json_t *kept = json_object_get(row, "overridden");
    assert_string_equal(member(kept, "verdict"), "undecided");
    assert_string_equal(member(json_array_get(json_object_get(kept, "reasons"), 0), "code"), "area-gap");
    /* What row 4 sums up now is the defect alone. */
    expect_row(f, "4", "fail");
    assert_int_equal(json_array_size(json_object_get(row_of(f, "4"), "reasons")), 1);
}

static void overriding_a_failure_is_visible_and_reaches_the_row_that_sums_up(void **state)
{
    fixture *f = *state;
    assert_int_equal(
        apply(f, "- {row: 9, overrides: fail, remark: 僅回傳公開資料, approved_by: 李大華, " SAYS(
                     "pass") "}\n"
                             "- {row: 8, overrides: undecided, remark: 已測, " SAYS(
                                 "pass") "}\n"
                                         "- {row: 8, slot: sensitive-data-list, " SAYS("pass") "}\n"),
        AA_OK);
    const json_t *row = row_of(f, "9");
    expect_row(f, "9", "pass");
    const json_t *reason = json_array_get(json_object_get(row, "reasons"), 0);
    assert_int_equal(json_array_size(json_object_get(row, "reasons")), 1);
    assert_string_equal(member(reason, "code"), "overridden");
    assert_string_equal(member(reason, "old"), "fail");
    assert_string_equal(member(json_object_get(reason, "answer"), "approved_by"), "李大華");
    assert_string_equal(member(json_object_get(row, "overridden"), "verdict"), "fail");
    assert_null(json_object_get(row, AA_CLAIM));
    expect_row(f, "4", "pass");
    expect_applied(f, "- {row: 8, overrides: undecided, remark: 已測, " SAYS("fail") "}\n");
    assert_int_equal(json_array_size(json_object_get(row_of(f, "4"), "reasons")), 2);
}

static void an_override_states_what_the_machine_said(void **state)
{
    fixture *f = *state;

    static const struct {
        const char *entry, *says;
    } bad[] = {
        {"- {row: 9, overrides: undecided, remark: x, " SAYS("pass") "}\n",
         "5:23: the verdict of the machine on row 9 is \"fail\", not \"undecided\""},
        {"- {row: 3, overrides: undecided, remark: x, " SAYS("pass") "}\n",
         "row 3 has no verdict of the machine"},
        {"- {row: 4, overrides: fail, approved_by: x, remark: x, " SAYS("不適用") "}\n", "row 4 is never"},
        {"- {row: 99, slot: a, " SAYS("pass") "}\n", "5:9: broker has no row 99 at tier 三"},
        {"- {row: 3, slot: a, " SAYS("pass") "}\n", "5:18: row 3 does not ask \"a\" in this result"},
        {"- {row: 3, slot: a}\n", "5:18: row 3 does not ask \"a\""},
        {"- {standard: mas, row: 3, slot: a}\n", "5:14: \"standards\" does not name mas"},
    };

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(apply(f, bad[i].entry), AA_E_FORMAT);
        if (strstr(first_fault(f), bad[i].says) == NULL)
            fail_msg("%s: %s", bad[i].entry, first_fault(f));
        assert_null(f->merged);
    }
}

static void a_sheet_is_bound_to_app_edition_and_tier(void **state)
{
    fixture *f = *state;
    static const char *const bad[][2] = {
        {"target: {sha256: 1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef}\n"
         "standards: [{standard: broker, edition: 2018-10-24 (2023-09-13), tier: 三}]\n",
         "2:18: these answers are about another file"},
        {"target: {sha256: [" HASH ", " HASH "]}\n"
         "standards: [{standard: broker, edition: 2018-10-24 (2023-09-13), tier: 三}]\n",
         "2:18: these answers are about another file"},
        {"target: {sha256: " HASH ", package: other}\n"
         "standards: [{standard: broker, edition: 2018-10-24 (2023-09-13), tier: 三}]\n",
         ": the result is of package"},
        {"target: {sha256: " HASH "}\nstandards: [{standard: broker, edition: 2017, tier: 三}]\n",
         "3:41: the result is judged by broker, edition 2018"},
        {"target: {sha256: " HASH "}\n"
         "standards: [{standard: broker, edition: 2018-10-24 (2023-09-13), tier: 二}]\n",
         ": the result is judged by broker, tier 三"},
        {"target: {sha256: " HASH "}\nstandards: [{standard: mas, edition: V4.0, tier: L1}]\n",
         "3:13: the result is not judged by mas"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        const char *text = aa_arena_printf(f->arena, "schema: appassay.answers/1\n%s", bad[i][0]);
        assert_int_equal(read_whole(f, text), AA_OK);
        assert_int_equal(aa_answers_apply(f->result, &f->sheet, &f->faults, &f->merged), AA_E_FORMAT);
        if (strstr(first_fault(f), bad[i][1]) == NULL)
            fail_msg("%s: %s", bad[i][0], first_fault(f));
    }
    expect_applied(f, " []\n");
    json_t *merged = f->merged;
    f->merged = NULL;
    assert_int_equal(aa_answers_apply(merged, &f->sheet, &f->faults, &f->merged), AA_E_FORMAT);
    assert_non_null(strstr(first_fault(f), "holds answers already"));
    json_decref(merged);
}

static void what_a_sheet_says_wrong_is_told_with_its_line(void **state)
{
    fixture *f = *state;
    static const char *const bad[][2] = {
        {"- {row: 3, slot: a, verdict: maybe}\n",
         "5:30: \"verdict\" is one of pass, fail, not-applicable, not-tested"},
        {"- {row: 3, slot: a, verdikt: pass}\n",
         "5:21: there is no key \"verdikt\" here; there are standard, row"},
        {"- {row: 3, slot: a, verdict: pass}\n", "5:3: \"method\" is missing"},
        {"- {row: 3, slot: a, overrides: fail}\n", "either \"slot\" or \"overrides\""},
        {"- {row: 3}\n", "either \"slot\" or \"overrides\""},
        {"- {slot: a}\n", "5:3: \"row\" is missing"},
        {"- {row: [3], slot: a}\n", "\"row\" is one text"},
        {"- {row: 3, slot: a, date: 2026-02-30}\n", "5:27: \"date\" is a date"},
        {"- {row: 3, slot: a, date: 2026-02-3}\n", "a date such as"},
        {"- {row: 3, slot: a, " SAYS("pass") ", valid_until: 2026-10-31}\n", "\"valid_until\" is before"},
        {"- {row: 9, overrides: fail, remark: x, " SAYS("pass") "}\n", "\"approved_by\" is missing"},
        {"- {row: 9, overrides: fail, remark: x, approved_by: 王小明, " SAYS("pass") "}\n",
         "the same person"},
        {"- {row: 9, overrides: fail, approved_by: x, " SAYS("pass") "}\n", "\"remark\" is missing"},
        {"- {row: 9, slot: a, " SAYS("not-tested") "}\n", "\"remark\" is missing"},
        {"- {row: 9, slot: a, evidence: x}\n", "\"evidence\" is a list"},
        {"- {row: 9, slot: a, evidence: [{file: x}]}\n", "\"sha256\" is missing"},
        {"- {row: 9, slot: a, evidence: [{file: x, sha256: 12}]}\n", "64 hex digits"},
        {"- {row: 9, slot: a, evidence: [{file: ../x, sha256: " HASH "}]}\n", "without \"..\""},
        {"- {row: 9, slot: a, evidence: [{file: /x, sha256: " HASH "}]}\n", "relative"},
        {"- {row: 9, slot: a, evidence: [{file: a//x, sha256: " HASH "}]}\n", "relative"},
        {"- {row: 9, slot: a}\n- {row: 9, slot: a}\n", "6:3: the same is answered in line 5"},
        {"- text\n", "this is to be a map"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        const char *text = aa_arena_printf(f->arena, "%s%s", head, bad[i][0]);
        assert_int_equal(read_whole(f, text), AA_E_FORMAT);
        if (strstr(first_fault(f), bad[i][1]) == NULL)
            fail_msg("%s: %s", bad[i][0], first_fault(f));
    }
    assert_int_equal(read_whole(f, "schema: appassay.answers/2\ntarget: {}\n"), AA_E_FORMAT);
    assert_int_equal(f->faults.items.count, 3);
}

static void the_form_asks_what_is_open_and_reads_as_a_sheet(void **state)
{
    fixture *f = *state;
    aa_str form;
    aa_str_init(&form, 1 << 20);
    assert_int_equal(aa_form_put(&form, f->result, f->arena), AA_OK);
    if (read_whole(f, form.ptr) != AA_OK)
        fail_msg("%s", first_fault(f));
    assert_int_equal(json_array_size(json_object_get(f->sheet.content, "answers")), 7);
    assert_non_null(strstr(form.ptr, "# 安全性問題之回報管道為何？"));
    assert_non_null(strstr(form.ptr, "# area-gap: 原生函式庫 / native libraries"));
    assert_null(strstr(form.ptr, "row: \"9\""));
    assert_null(strstr(form.ptr, "\x1b"));
    assert_int_equal(aa_answers_apply(f->result, &f->sheet, &f->faults, &f->merged), AA_OK);
    expect_row(f, "3", "undecided");
    aa_str_done(&form);
}

/* What was seen stands below the question that it helps with, whatever is in it. */
static void the_form_shows_what_helps_to_answer(void **state)
{
    fixture *f = *state;
    aa_str form;
    aa_str_init(&form, 1 << 20);
    json_t *findings = json_object_get(f->result, "findings");
    json_t *rows = json_object_get(json_array_get(json_object_get(f->result, "judgements"), 0), "rows");
    json_t *evidence = json_object_get(json_array_get(rows, 0), "evidence");
    for (unsigned i = 0; i < 21; i++) {
        char print[33];
        snprintf(print, sizeof print, "%032x", 100 + i);
        json_t *finding =
            json_pack("{s:s, s:s, s:s, s:[s], s:s}", "check",
                      i == 19 ? "android-tls-cleartext" : "common-contact-channel", "record",
                      i == 20 ? "absent" : "hit", "message", "contact_text", "args",
                      i == 0 ? "a\nanswers: []\u2028\"" : "help@b.example", "fingerprint", print);
        assert_non_null(finding);
        assert_int_equal(json_array_append_new(findings, finding), 0);
        assert_int_equal(json_array_append_new(evidence, json_string(print)), 0);
    }
    assert_int_equal(aa_form_put(&form, f->result, f->arena), AA_OK);
    if (read_whole(f, form.ptr) != AA_OK)
        fail_msg("%s", first_fault(f));
    assert_int_equal(json_array_size(json_object_get(f->sheet.content, "answers")), 7);
    const char *seen = strstr(form.ptr, "# 安全性問題之回報管道為何？");
    assert_non_null(seen);
    seen = strstr(seen, "# 程式所見");
    assert_non_null(seen);
    assert_non_null(strstr(seen, "# - 聯絡管道：「help@b.example」"));
    assert_non_null(strstr(seen, "#   A way to make contact: \"help@b.example\""));
    assert_non_null(strstr(seen, "# … +7\n")); /* 19 texts, of which 12 are shown */
    const char *last = NULL;
    for (seen = form.ptr; (seen = strstr(seen, "# 程式所見")) != NULL; seen++)
        last = seen;
    assert_non_null(strstr(last, "report-channel-test")); /* nothing is known of how fast answers come */
    aa_str_done(&form);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(answers_decide_a_row_when_all_are_there),
        TEST(an_expired_answer_is_kept_and_counts_for_nothing),
        TEST(nothing_to_judge_is_not_applicable_only_where_that_can_be),
        TEST(what_an_absence_makes_of_a_row_is_chosen_row_by_row),
        TEST(what_was_not_tested_does_not_pass),
        TEST(a_person_decides_what_the_machine_left_open_but_not_the_questions),
        TEST(overriding_a_failure_is_visible_and_reaches_the_row_that_sums_up),
        TEST(an_override_states_what_the_machine_said),
        TEST(a_sheet_is_bound_to_app_edition_and_tier),
        TEST(what_a_sheet_says_wrong_is_told_with_its_line),
        TEST(the_form_asks_what_is_open_and_reads_as_a_sheet),
        TEST(the_form_shows_what_helps_to_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
