/*
 * Parts of the program that need no process: exit codes and the gate that gives them, distance of words.
 */
#include "cli/exit.h"
#include "cli/gate.h"
#include "cli/suggest.h"
#include "support/demo_result.h"
#include "support/test.h"

static void the_larger_exit_code_wins_but_1_beats_3(void **state)
{
    (void)state;
    assert_int_equal(aa_exit_worse(AA_EXIT_OK, AA_EXIT_OK), 0);
    assert_int_equal(aa_exit_worse(AA_EXIT_FAILED, AA_EXIT_UNDECIDED), 1);
    assert_int_equal(aa_exit_worse(AA_EXIT_FAILED, AA_EXIT_INCOMPLETE), 5);
    assert_int_equal(aa_exit_worse(AA_EXIT_INTERNAL, AA_EXIT_OUTPUT), 74);
    aa_exit_meaning a;
    aa_exit_meaning b;
    for (size_t i = 0; aa_exit_at(i, &a); i++) {
        for (size_t j = 0; aa_exit_at(j, &b); j++)
            assert_int_equal(aa_exit_worse(a.code, b.code), aa_exit_worse(b.code, a.code));
    }
}

static void every_error_has_an_exit_code_that_help_explains(void **state)
{
    (void)state;
    for (int err = AA_E_INTERNAL; err <= AA_OK; err++) {
        aa_exit code = aa_exit_of_error((aa_err)err);
        bool known = false;
        aa_exit_meaning meaning;
        for (size_t i = 0; aa_exit_at(i, &meaning); i++)
            known = known || meaning.code == code;
        assert_true(known);
        assert_true((code == AA_EXIT_OK) == (err == AA_OK));
    }
}

/* A result with one row at |verdict|, read in full. */
static aa_exit gate_of(aa_verdict verdict, aa_analysis_state state, const aa_settings *settings)
{
    static const aa_row row = {.id = "1"};
    const aa_row_result rows[] = {{.row = &row, .verdict = verdict}};
    const aa_judgement judgements[] = {{.verdict = verdict, .rows = rows, .row_count = 1}};
    aa_facts facts = {.package_kind = "apk"};
    facts.coverage.area[AA_AREA_MANIFEST] = AA_AREA_READ;
    const aa_result result = {
        .facts = &facts, .state = state, .judgements = judgements, .judgement_count = 1};
    return aa_gate(&result, settings);
}

static void the_gate_follows_its_settings(void **state)
{
    (void)state;
    const aa_settings fail = {.fail_on_severity = -1};
    const aa_settings undecided = {.fail_on_severity = -1, .fail_on = AA_FAIL_ON_UNDECIDED};
    const aa_settings never = {.fail_on_severity = -1, .fail_on = AA_FAIL_ON_NEVER};
    const aa_settings allow = {.fail_on_severity = -1, .allow_incomplete = true};
    assert_int_equal(gate_of(AA_PASS, AA_ANALYSIS_COMPLETE, &undecided), 0);
    assert_int_equal(gate_of(AA_FAIL, AA_ANALYSIS_COMPLETE, &fail), 1);
    assert_int_equal(gate_of(AA_FAIL, AA_ANALYSIS_COMPLETE, &never), 0);
    assert_int_equal(gate_of(AA_UNDECIDED, AA_ANALYSIS_COMPLETE, &fail), 0);
    assert_int_equal(gate_of(AA_UNDECIDED, AA_ANALYSIS_COMPLETE, &undecided), 3);
    assert_int_equal(gate_of(AA_FAIL, AA_ANALYSIS_PARTIAL, &fail), 5);
    assert_int_equal(gate_of(AA_FAIL, AA_ANALYSIS_PARTIAL, &allow), 1);
    assert_int_equal(gate_of(AA_UNDECIDED, AA_ANALYSIS_PARTIAL, &never), 5);
    assert_int_equal(gate_of(AA_UNDECIDED, AA_ANALYSIS_NONE, &allow), 4);
    assert_int_equal(gate_of(AA_ERROR, AA_ANALYSIS_COMPLETE, &never), 70);
}

static void reference_rows_do_not_fail_the_gate(void **state)
{
    (void)state;
    const aa_row row = {.id = "1", .reference = true};
    const aa_row_result rows[] = {{.row = &row, .verdict = AA_FAIL}};
    const aa_judgement judgement = {.verdict = AA_NOT_APPLICABLE, .rows = rows, .row_count = 1};
    assert_int_equal(aa_gate_count(&judgement, AA_FAIL), 0);
}

static void a_package_whose_manifest_is_not_read_is_incomplete(void **state)
{
    (void)state;
    aa_facts facts = {.package_kind = "aab"};
    facts.coverage.area[AA_AREA_MANIFEST] = AA_AREA_UNREAD;
    const aa_result result = {.facts = &facts, .state = AA_ANALYSIS_COMPLETE};
    const aa_settings settings = {.fail_on_severity = -1};
    assert_int_equal(aa_gate(&result, &settings), 5);
}

static void findings_count_by_severity_when_reached(void **state)
{
    (void)state;
    aa_arena *arena = aa_arena_new();
    assert_non_null(arena);
    const aa_result *demo = test_demo_result(arena);
    aa_result result = *demo;
    result.state = AA_ANALYSIS_COMPLETE;
    const aa_settings critical = {
        .fail_on = AA_FAIL_ON_NEVER, .fail_on_severity = AA_SEVERITY_CRITICAL, .allow_incomplete = true};
    assert_int_equal(aa_gate(&result, &critical), 1);
    aa_finding *findings = aa_arena_array(arena, result.finding_count, sizeof *findings);
    assert_non_null(findings);
    for (size_t i = 0; i < result.finding_count; i++) {
        findings[i] = demo->findings[i];
        findings[i].reach = AA_NOT_REACHED;
    }
    result.findings = findings;
    assert_int_equal(aa_gate(&result, &critical), 0);
    aa_arena_free(arena);
}

static void distances_count_edits(void **state)
{
    (void)state;
    assert_int_equal(aa_edit_distance("", ""), 0);
    assert_int_equal(aa_edit_distance("", "abc"), 3);
    assert_int_equal(aa_edit_distance("abc", ""), 3);
    assert_int_equal(aa_edit_distance("check", "check"), 0);
    assert_int_equal(aa_edit_distance("chekc", "check"), 1);
    assert_int_equal(aa_edit_distance("chek", "check"), 1);
    assert_int_equal(aa_edit_distance("kitten", "sitting"), 3);
    char word[66] = {0};
    for (size_t i = 0; i < 65; i++)
        word[i] = 'a';
    assert_int_equal(aa_edit_distance(word, "a"), SIZE_MAX);
    word[64] = '\0';
    assert_int_equal(aa_edit_distance(word, ""), 64);
}

static void only_near_words_are_suggested(void **state)
{
    (void)state;
    aa_suggestion s = {.typed = "frobnicate"};
    aa_suggest_offer(&s, "check");
    assert_null(s.best);
    s = (aa_suggestion){.typed = "xy"};
    aa_suggest_offer(&s, "mas");
    assert_null(s.best);
    s = (aa_suggestion){.typed = "mass"};
    aa_suggest_offer(&s, "mast");
    aa_suggest_offer(&s, "mas");
    assert_string_equal(s.best, "mast");
    s = (aa_suggestion){.typed = "insp"};
    aa_suggest_offer(&s, "inspect");
    assert_string_equal(s.best, "inspect");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_larger_exit_code_wins_but_1_beats_3),
        cmocka_unit_test(every_error_has_an_exit_code_that_help_explains),
        cmocka_unit_test(the_gate_follows_its_settings),
        cmocka_unit_test(reference_rows_do_not_fail_the_gate),
        cmocka_unit_test(a_package_whose_manifest_is_not_read_is_incomplete),
        cmocka_unit_test(findings_count_by_severity_when_reached),
        cmocka_unit_test(distances_count_edits),
        cmocka_unit_test(only_near_words_are_suggested),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
