/*
 * appassay answers, and answers put into results.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/program.h"
#include "support/test.h"

#define SAMPLE PROJECT_SOURCE_DIR "/samples/broker-sound.apk"

static void write_file(const char *name, const char *text)
{
    FILE *f = fopen(name, "wb");
    assert_non_null(f);
    assert_int_equal(fputs(text, f) >= 0, 1);
    assert_int_equal(fclose(f), 0);
}

/* The file |name| with each |from| replaced by |to|, as the file |out|. */
static void rewrite(const char *name, const char *from, const char *to, const char *out)
{
    aa_bytes text = test_read_file(name);
    FILE *f = fopen(out, "wb");
    assert_non_null(f);
    size_t n = strlen(from);
    bool found = false;
    for (size_t i = 0; i < text.n;) {
        bool here = text.n - i >= n && memcmp(text.p + i, from, n) == 0;
        found = found || here;
        if (here)
            assert_true(fputs(to, f) >= 0);
        else
            assert_int_equal(fputc(text.p[i], f), text.p[i]);
        i += here ? n : 1;
    }
    assert_int_equal(fclose(f), 0);
    free((void *)(uintptr_t)text.p);
    if (!found)
        fail_msg("%s has no \"%s\"", name, from);
}

static void the_form_of_a_result_is_a_sheet_without_faults(void **state)
{
    (void)state;
    expect_run("check " SAMPLE " -q -o json=r.json", 0, NULL, "^$");
    expect_run("answers init r.json -o form.yaml", 0, "^$", "^$");
    expect_run("answers init r.json", 0, "schema: appassay.answers/1", "^$");
    expect_run("answers lint form.yaml", 0, "^0 of [0-9]+ answered", "^$");
    expect_run("answers lint form.yaml r.json", 0, "^0 of [0-9]+ answered", "^$");
    expect_run("report r.json -q -a form.yaml -o json=same.json", 0, "^$", "^$");
    expect_run("report same.json -a form.yaml", 2, "^$", "holds answers already");
}

#define SAYS(verdict)                                                                                          \
    "    verdict: " verdict "\n    method: 訪談\n    by: 王小明\n    date: 2026-11-01\n    valid_until: " \
    "2027-01-01\n"
#define BLANK "    verdict:\n    method:\n    by:\n    date:\n    valid_until:\n"

static void answers_change_rows_and_the_exit_code(void **state)
{
    (void)state;
    rewrite("form.yaml", BLANK, SAYS("符合"), "named.yaml");
    rewrite("named.yaml", "    remark:\n", "    remark: 已查閱\n", "pass.yaml");
    rewrite("pass.yaml", "verdict: 符合", "verdict: 不符合", "fail.yaml");
    expect_run("answers lint named.yaml r.json", 2, "^$", "named.yaml:[0-9]+:5: \"remark\" is missing");
    expect_run("answers lint pass.yaml r.json", 0, "^[1-9]", "^$");
    expect_run("report r.json -q -a pass.yaml", 0, "Of 19 rows: .*pass 19", "^$");
    expect_run("report r.json -a pass.yaml --lang zh-TW", 0, "由人員判定：符合；程式原判定：未判定", "^$");
    expect_run("report r.json -a pass.yaml", 0, "interview · 王小明 · 2026-11-01 · valid until 2027-01-01",
               "^$");
    expect_run("report r.json -a pass.yaml -o html", 0, "interview.*王小明", "^$");
    expect_run("check " SAMPLE " -q --fail-on undecided", 3, NULL, "^$");
    expect_run("check " SAMPLE " -q --fail-on undecided -a pass.yaml", 0, "pass 19", "^$");
    expect_run("check " SAMPLE " -q -a fail.yaml", 1, "fail 19", "^$");
    expect_run("check " SAMPLE " -q -a pass.yaml -o json=checked.json", 0, "^$", "^$");
    expect_run("report r.json -a pass.yaml -o json=reported.json", 0, "^$", "^$");
    aa_bytes checked = test_read_file("checked.json");
    aa_bytes reported = test_read_file("reported.json");
    assert_true(aa_bytes_equal(checked, reported));
    free((void *)(uintptr_t)checked.p);
    free((void *)(uintptr_t)reported.p);
}

static void another_app_or_a_changed_file_of_evidence_is_refused(void **state)
{
    (void)state;
    write_file("e.txt", "abc");
    rewrite("pass.yaml", "evidence: []",
            "evidence: [{file: e.txt, sha256: "
            "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD}]",
            "e.yaml");
    expect_run("answers lint e.yaml", 0, "evidence files: ([1-9][0-9]*) named, [1-9][0-9]* found", "^$");
    write_file("e.txt", "abd");
    expect_run("answers lint e.yaml", 2, "^$",
               "e.yaml:[0-9]+:16: e.txt is another file: its SHA-256 is a52d");
    expect_run("check " SAMPLE " -a e.yaml", 2, "^$", "another file");
    expect_run("check " PROJECT_SOURCE_DIR "/samples/broker-flawed.apk -q -a pass.yaml", 2, "^$",
               "pass.yaml:7:5: these answers are about another file");
    rewrite("pass.yaml", "tier: \"三\"", "tier: 二", "tier.yaml");
    expect_run("report r.json -a tier.yaml", 2, "^$",
               "tier.yaml:[0-9]+:11: the result is judged by broker, tier 三");
    expect_run("report r.json -a nothing.yaml", 2, "^$", "nothing.yaml: cannot be read");
}

static void a_final_report_needs_rows_and_the_laboratory_s_data(void **state)
{
    (void)state;
    expect_run("report r.json --final -o json=no.json", 3, "^$", "no final report: 19 rows are undecided");
    expect_run("report r.json --final -a pass.yaml", 2, "^$",
               "does not give report.laboratory.accreditation");
}

static void wrong_usage_is_said(void **state)
{
    (void)state;
    expect_run("answers", 2, "^$", "say init or lint");
    expect_run("answers fill r.json", 2, "^$", "init or lint, not \"fill\"");
    expect_run("answers init", 2, "^$", "init takes one result.json");
    expect_run("answers lint", 2, "^$", "lint takes an answer sheet");
    expect_run("answers lint a b c", 2, "^$", "one file too many");
    expect_run("answers init form.yaml", 4, "^$", "form.yaml: ");
    expect_run("answers init r.json -o r.json", 74, "^$", "will not be overwritten");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_form_of_a_result_is_a_sheet_without_faults),
        cmocka_unit_test(answers_change_rows_and_the_exit_code),
        cmocka_unit_test(another_app_or_a_changed_file_of_evidence_is_refused),
        cmocka_unit_test(a_final_report_needs_rows_and_the_laboratory_s_data),
        cmocka_unit_test(wrong_usage_is_said),
    };
    return cmocka_run_group_tests(tests, enter_test_folder, leave_test_folder);
}
