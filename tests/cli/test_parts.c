/*
 * Parts of the program that need no process: precedence of exit codes, distance of words.
 */
#include "cli/exit.h"
#include "cli/suggest.h"
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
        cmocka_unit_test(distances_count_edits),
        cmocka_unit_test(only_near_words_are_suggested),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
