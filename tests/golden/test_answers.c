/*
 * The blank form of answers, and a result that answers were put into, as a person reviewed them.
 */
#include <stdlib.h>
#include <string.h>

#include "reports/answers/form.h"
#include "reports/answers/merge.h"
#include "support/answers_case.h"
#include "support/golden.h"
#include "support/test.h"

static const char sheet_text[] =
    "schema: appassay.answers/1\n"
    "target: {sha256: " HASH "}\n"
    "standards: [{standard: broker, edition: 2018-10-24 (2023-09-13), tier: 三}]\n"
    "report: {number: R-1, laboratory: {name: 實驗室}, dates: {issued: 2026-11-20}, testers: [{name: 王小明, "
    "rows: [\"1\"]}]}\n"
    "answers:\n"
    "- {row: 7, slot: password-complexity, verdict: 符合, method: 動態, by: 王小明, date: 2026-11-01}\n"
    "- {row: 7, slot: password-change, verdict: 符合, method: 訪談, by: 王小明, date: 2025-11-01, "
    "valid_until: 2026-11-01}\n"
    "- {row: 9, overrides: 不符合, verdict: 符合, method: 動態, by: 王小明, approved_by: 李大華, date: "
    "2026-11-02,\n"
    "   remark: 實測均為加密連線, evidence: [{file: ev/9.png, sha256: " HASH ", what: 畫面}]}\n";

static void a_form_is_as_reviewed(void **state)
{
    (void)state;
    aa_arena *arena = aa_arena_new();
    json_t *result = json_loads(answers_case_result, 0, NULL);
    aa_str form;
    aa_str_init(&form, 1 << 20);
    assert_int_equal(aa_form_put(&form, result, arena), AA_OK);
    test_golden("answers/form.yaml", form.ptr, form.len);
    aa_str_done(&form);
    json_decref(result);
    aa_arena_free(arena);
}

static void an_answered_result_is_as_reviewed(void **state)
{
    (void)state;
    aa_arena *arena = aa_arena_new();
    json_t *result = json_loads(answers_case_result, 0, NULL);
    json_t *merged = NULL;
    aa_faults faults;
    aa_sheet sheet;
    aa_faults_init(&faults, arena);
    assert_int_equal(aa_sheet_read(arena, aa_bytes_of(sheet_text, strlen(sheet_text)), &faults, &sheet),
                     AA_OK);
    assert_int_equal(aa_answers_apply(result, &sheet, &faults, &merged), AA_OK);
    char *text = json_dumps(merged, JSON_INDENT(2));
    assert_non_null(text);
    test_golden("answers/answered.json", text, strlen(text));
    free(text);
    json_decref(merged);
    aa_sheet_done(&sheet);
    json_decref(result);
    aa_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_form_is_as_reviewed),
        cmocka_unit_test(an_answered_result_is_as_reviewed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
