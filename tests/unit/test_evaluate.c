/*
 * Methods of fixtures/code/evaluate run on constants.
 */
#include "code/origin.h"

#include <stdlib.h>

#include "support/fail_alloc.h"
#include "support/program_case.h"
#include "support/test.h"

#define MAX_INSNS 20000 /* as the header promises */

typedef struct evaluate_case {
    program_case program;
    aa_flows *flows;
    aa_tracer *tracer;
} evaluate_case;

static int begin(void **state)
{
    static evaluate_case t;
    program_case_begin(&t.program, "evaluate");
    t.flows = aa_flows_new(t.program.program, &t.program.limits);
    assert_non_null(t.flows);
    t.tracer = aa_tracer_new(t.flows);
    assert_non_null(t.tracer);
    *state = &t;
    return 0;
}

static int end(void **state)
{
    evaluate_case *t = *state;
    aa_tracer_free(t->tracer);
    aa_flows_free(t->flows);
    program_case_end(&t->program);
    return 0;
}

static aa_value text_of(evaluate_case *t, const char *text)
{
    return aa_value_text(aa_flows_values(t->flows), AA_V_STRING, aa_bytes_of(text, strlen(text)));
}

static aa_value shifted(evaluate_case *t, const char *method, const char *text, int64_t by)
{
    const aa_value arguments[] = {text_of(t, text), aa_value_int(aa_flows_values(t->flows), by)};
    return aa_evaluate(t->tracer, program_case_method(&t->program, method), arguments, 2);
}

/* What |method| of Ends gives for one number. */
static aa_value of_number(evaluate_case *t, const char *method, int64_t number)
{
    const aa_value argument = aa_value_int(aa_flows_values(t->flows), number);
    return aa_evaluate(t->tracer, program_case_method(&t->program, method), &argument, 1);
}

static void assert_text(evaluate_case *t, aa_value v, const char *expected)
{
    aa_bytes text;
    assert_true(aa_value_is_string(aa_flows_values(t->flows), v, &text));
    assert_true(aa_bytes_is(text, expected));
}

static void assert_number(evaluate_case *t, aa_value v, int64_t expected)
{
    int64_t number = 0;
    assert_true(aa_value_is_int(aa_flows_values(t->flows), v, &number));
    assert_int_equal(number, expected);
}

static void home_made_encryption_is_undone(void **state)
{
    evaluate_case *t = *state;
    assert_text(t, shifted(t, "Levaluate/Texts;->shift", "@DR", 1), "AES");
    assert_text(t, shifted(t, "Levaluate/Texts;->shiftInside", "bqq", 3), "arr");
}

static void loops_end_at_the_budget(void **state)
{
    evaluate_case *t = *state;
    assert_number(t, of_number(t, "Levaluate/Ends;->count", 1000), 1000);
    assert_int_equal(of_number(t, "Levaluate/Ends;->count", MAX_INSNS), AA_VALUE_UNKNOWN);
    assert_int_equal(of_number(t, "Levaluate/Ends;->count", INT32_MAX), AA_VALUE_UNKNOWN);
    assert_int_equal(of_number(t, "Levaluate/Ends;->forever", 0), AA_VALUE_UNKNOWN);
    assert_false(aa_tracer_failed(t->tracer));
}

/* What runs counts toward the budget of all methods, and nothing runs once that is gone. */
static void runs_end_at_the_budget_of_all_methods(void **state)
{
    evaluate_case t = {.program = ((evaluate_case *)*state)->program};
    t.program.limits.code_flow_total = 100000;
    t.flows = aa_flows_new(t.program.program, &t.program.limits);
    assert_non_null(t.flows);
    t.tracer = aa_tracer_new(t.flows);
    assert_non_null(t.tracer);
    assert_number(&t, of_number(&t, "Levaluate/Ends;->count", 1000), 1000);
    size_t runs = 0;
    while (runs < 100 && of_number(&t, "Levaluate/Ends;->count", 1000) != AA_VALUE_UNKNOWN)
        runs++;
    assert_true(runs < 10);
    aa_tracer_free(t.tracer);
    aa_flows_free(t.flows);
}

static void calls_end_at_their_depth(void **state)
{
    evaluate_case *t = *state;
    assert_number(t, of_number(t, "Levaluate/Ends;->again", 2), 0);
    assert_int_equal(of_number(t, "Levaluate/Ends;->again", 1000), AA_VALUE_UNKNOWN);
    assert_int_equal(of_number(t, "Levaluate/Ends;->ping", 1), AA_VALUE_UNKNOWN);
}

static void what_would_throw_or_is_too_large_has_no_result(void **state)
{
    evaluate_case *t = *state;
    assert_int_equal(of_number(t, "Levaluate/Ends;->divide", 1), AA_VALUE_UNKNOWN);
    assert_int_equal(of_number(t, "Levaluate/Ends;->outside", 2), AA_VALUE_UNKNOWN);
    assert_int_equal(of_number(t, "Levaluate/Ends;->outside", -1), AA_VALUE_UNKNOWN);
    assert_number(t, of_number(t, "Levaluate/Ends;->outside", 1), 0);
    assert_int_equal(of_number(t, "Levaluate/Ends;->large", -1), AA_VALUE_UNKNOWN);
    assert_int_equal(of_number(t, "Levaluate/Ends;->thrown", 1), AA_VALUE_UNKNOWN);
    assert_text(t, of_number(t, "Levaluate/Ends;->doubled", 1), "0123456789abcdef0123456789abcdef");
    assert_int_equal(of_number(t, "Levaluate/Ends;->doubled", 40), AA_VALUE_UNKNOWN);
}

static void what_cannot_be_run_is_not(void **state)
{
    evaluate_case *t = *state;
    aa_values *values = aa_flows_values(t->flows);
    assert_int_equal(of_number(t, "Levaluate/Ends;->missing", 1), AA_VALUE_UNKNOWN);
    assert_int_equal(aa_evaluate(t->tracer, AA_NO_ID, NULL, 0), AA_VALUE_UNKNOWN);
    aa_method_id shift = program_case_method(&t->program, "Levaluate/Texts;->shift");
    assert_int_equal(aa_evaluate(t->tracer, shift, NULL, 0), AA_VALUE_UNKNOWN);
    const aa_value wrong[] = {aa_value_int(values, 1), text_of(t, "x"), text_of(t, "y"), text_of(t, "z")};
    assert_int_equal(aa_evaluate(t->tracer, shift, wrong, 4), AA_VALUE_UNKNOWN);
    assert_int_equal(shifted(t, "Levaluate/Ends;->count", "x", 1), AA_VALUE_UNKNOWN);
}

/* ---- damage ------------------------------------------------------------------------------------------- */

/* Builds the program with byte |at| of a method's code changed, and runs the method. */
static void run_damaged(size_t at, uint8_t flip)
{
    evaluate_case t;
    program_case_read(&t.program, "evaluate");
    t.program.bytes[at] ^= flip;
    assert_int_equal(program_case_build(&t.program), AA_OK);
    t.flows = aa_flows_new(t.program.program, &t.program.limits);
    t.tracer = t.flows == NULL ? NULL : aa_tracer_new(t.flows);
    assert_non_null(t.tracer);
    aa_value v = shifted(&t, "Levaluate/Texts;->shiftInside", "bqq", 3);
    assert_true(aa_value_at(aa_flows_values(t.flows), v)->kind != AA_V_UNION);
    assert_false(aa_tracer_failed(t.tracer));
    aa_tracer_free(t.tracer);
    aa_flows_free(t.flows);
    program_case_end(&t.program);
}

static void damaged_code_ends_too(void **state)
{
    evaluate_case *t = *state;
    static const char *const methods[] = {"Levaluate/Texts;->shiftInside", "Levaluate/Texts;->change"};
    static const uint8_t flips[] = {0x01, 0x10, 0x80, 0xff};
    for (size_t m = 0; m < 2; m++) {
        aa_method_id id = program_case_method(&t->program, methods[m]);
        uint32_t code = aa_program_method(t->program.program, id)->code;
        aa_dex_code body;
        assert_true(aa_dex_code_at(&t->program.unit.dex, code, &body));
        for (size_t at = code; at < code + 16 + body.insns.n; at++)
            for (size_t i = 0; i < sizeof flips; i++)
                run_damaged(at, flips[i]);
    }
}

/* ---- memory ------------------------------------------------------------------------------------------- */

static bool evaluate_once(void *context)
{
    evaluate_case t = {.program = ((evaluate_case *)context)->program};
    t.flows = aa_flows_new(t.program.program, &t.program.limits);
    t.tracer = t.flows == NULL ? NULL : aa_tracer_new(t.flows);
    bool ok = t.tracer != NULL;
    if (ok) {
        aa_value v = shifted(&t, "Levaluate/Texts;->shiftInside", "bqq", 3);
        ok = !aa_tracer_failed(t.tracer);
        if (ok)
            assert_text(&t, v, "arr");
    }
    aa_tracer_free(t.tracer);
    aa_flows_free(t.flows);
    return ok;
}

static void memory_running_out_is_told(void **state)
{
    assert_true(test_each_allocation_fails(evaluate_once, *state, 0) > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(home_made_encryption_is_undone),
        cmocka_unit_test(loops_end_at_the_budget),
        cmocka_unit_test(runs_end_at_the_budget_of_all_methods),
        cmocka_unit_test(calls_end_at_their_depth),
        cmocka_unit_test(what_would_throw_or_is_too_large_has_no_result),
        cmocka_unit_test(what_cannot_be_run_is_not),
        cmocka_unit_test(damaged_code_ends_too),
        cmocka_unit_test(memory_running_out_is_told),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
