#include "engine/policy.h"

#include "support/fail_alloc.h"
#include "support/test.h"

static const char text[] = "# thresholds\r\n"
                           "date 2026-11-01\n"
                           "\n"
                           "\tsdk.target_floor\t 34   # Android 14\n"
                           "self_check ask\n"
                           "note two words";

static aa_err parse(aa_arena *arena, const char *policy, size_t *line, aa_policy **out)
{
    return aa_policy_parse(arena, aa_bytes_of(policy, strlen(policy)), line, out);
}

static void a_policy_answers_by_key_and_in_order(void **state)
{
    (void)state;
    aa_arena *arena = aa_arena_new();
    aa_policy *policy = NULL;
    assert_int_equal(parse(arena, text, NULL, &policy), AA_OK);
    assert_string_equal(aa_policy_date(policy), "2026-11-01");
    assert_int_equal(aa_policy_number(policy, "sdk.target_floor"), 34);
    assert_string_equal(aa_policy_word(policy, "self_check"), "ask");
    assert_string_equal(aa_policy_word(policy, "note"), "two words");
    assert_true(aa_policy_has(policy, "note"));
    assert_false(aa_policy_has(policy, "not"));
    const char *key = NULL;
    const char *value = NULL;
    assert_true(aa_policy_at(policy, 1, &key, &value));
    assert_string_equal(key, "sdk.target_floor");
    assert_string_equal(value, "34");
    assert_false(aa_policy_at(policy, 4, &key, &value));
    aa_arena_free(arena);
}

static void today_is_the_policys_own_date_until_it_is_set(void **state)
{
    (void)state;
    aa_arena *arena = aa_arena_new();
    aa_policy *policy = NULL;
    assert_int_equal(parse(arena, text, NULL, &policy), AA_OK);
    assert_int_equal(aa_policy_today(policy), 20758);
    aa_policy_set_today(policy, 1);
    assert_int_equal(aa_policy_today(policy), 1);
    assert_string_equal(aa_policy_date(policy), "2026-11-01");
    aa_arena_free(arena);
}

static void a_bad_policy_is_refused_with_its_line(void **state)
{
    (void)state;

    static const struct {
        const char *policy;
        size_t line;
    } bad[] = {
        {"", 0},
        {"a 1\n", 1},                       /* no date */
        {"date 2026-02-30\n", 1},           /* no such day */
        {"date 2026-11-01\na 1\na 2\n", 3}, /* twice */
        {"date 2026-11-01\n\nlonely\nb 1\n", 3},
        {"date 2026-11-01\nlonely # comment\n", 2},
    };

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        aa_arena *arena = aa_arena_new();
        aa_policy *policy = NULL;
        size_t line = 99;
        assert_int_equal(parse(arena, bad[i].policy, &line, &policy), AA_E_FORMAT);
        assert_int_equal(line, bad[i].line);
        assert_null(policy);
        aa_arena_free(arena);
    }
}

static void dates_count_days_of_the_gregorian_calendar(void **state)
{
    (void)state;
    assert_int_equal(aa_day_from_text("1970-01-01"), 0);
    assert_int_equal(aa_day_from_text("1969-12-31"), -1);
    assert_int_equal(aa_day_from_text("2000-02-29"), 11016);
    assert_int_equal(aa_day_from_text("2000-03-01"), 11017);
    assert_int_equal(aa_day_from_text("2100-03-01") - aa_day_from_text("2100-02-28"), 1);
    assert_int_equal(aa_day_from_text("0001-01-01"), -719162);
    assert_int_equal(aa_day_from_text("9999-12-31"), 2932896);
    static const char *const no_dates[] = {
        "",           "2026",       "2026-13-01", "2026-00-01",  "2026-01-00", "2026-01-32",
        "2026-04-31", "2100-02-29", "0000-01-01", "2026-01-011", "2026/01/01", "2O26-01-01",
    };
    assert_true(aa_day_from_text(NULL) == INT64_MIN);
    for (size_t i = 0; i < sizeof no_dates / sizeof no_dates[0]; i++)
        assert_true(aa_day_from_text(no_dates[i]) == INT64_MIN);
}

static void the_policy_compiled_in_can_be_read(void **state)
{
    (void)state;
    aa_arena *arena = aa_arena_new();
    aa_policy *policy = NULL;
    assert_int_equal(aa_policy_builtin(arena, &policy), AA_OK);
    assert_true(aa_policy_today(policy) > 0);
    aa_arena_free(arena);
}

static bool parse_once(void *context)
{
    (void)context;
    aa_arena *arena = aa_arena_new();
    aa_policy *policy = NULL;
    bool done = arena != NULL && parse(arena, text, NULL, &policy) == AA_OK;
    aa_arena_free(arena);
    return done;
}

static void each_allocation_may_fail(void **state)
{
    (void)state;
    assert_true(test_each_allocation_fails(parse_once, NULL, 0) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_policy_answers_by_key_and_in_order),
        cmocka_unit_test(today_is_the_policys_own_date_until_it_is_set),
        cmocka_unit_test(a_bad_policy_is_refused_with_its_line),
        cmocka_unit_test(dates_count_days_of_the_gregorian_calendar),
        cmocka_unit_test(the_policy_compiled_in_can_be_read),
        cmocka_unit_test(each_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
