/*
 * Verbs, options, help, suggestions: everything that needs no app.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/exit.h"
#include "cli/program.h"
#include "support/test.h"

static void help_is_there_in_both_languages(void **state)
{
    (void)state;
    expect_run("help", 0, "check +Judges one app", "^$");
    expect_run("--help", 0, "check +Judges one app", "^$");
    expect_run("help --lang zh-TW", 0, "check +判定一個應用程式", "^$");
    expect_run("help check", 0, "-o, --output FORMAT", "^$");
    expect_run("check --help", 0, "-o, --output FORMAT", "^$");
    expect_run("check -h --lang=zh-TW", 0, "選項：", "^$");
    expect_run("help inspect", 0, "manifest\\|resources\\|files\\|network", "^$");
}

static void a_verb_is_needed_and_suggested(void **state)
{
    (void)state;
    expect_run("", 2, "^$", "no verb given");
    expect_run("chekc a.apk", 2, "^$", "did you mean \"check\"");
    expect_run("frobnicate", 2, "^$", "no verb \"frobnicate\"");
    expect_run("help chek", 2, "^$", "did you mean \"check\"");
    expect_run("-q", 2, "^$", "options follow the verb");
}

static void options_are_suggested_and_checked(void **state)
{
    (void)state;
    expect_run("check --standrd broker a.apk", 2, "^$", "did you mean --standard");
    expect_run("check --fial-on=never a.apk", 2, "^$", "did you mean --fail-on");
    expect_run("check -x a.apk", 2, "^$", "there is no option -x");
    expect_run("check -qv a.apk", 2, "^$", "there is no option -qv");
    expect_run("check a.apk --tier", 2, "^$", "--tier needs a value");
    expect_run("check --quiet=yes a.apk", 2, "^$", "--quiet takes no value");
    expect_run("check --lang fr a.apk", 2, "^$", "en or zh-TW");
    expect_run("check --color blue a.apk", 2, "^$", "auto, always or never");
    expect_run("check --jobs many a.apk", 2, "^$", "not \"many\"");
    expect_run("check --jobs -1 a.apk", 2, "^$", "not \"-1\"");
    expect_run("check --today 2026-02-30 a.apk", 2, "^$", "not \"2026-02-30\"");
    expect_run("check --fail-on sometimes a.apk", 2, "^$", "fail, undecided or never");
    expect_run("check --fail-on-severity grave a.apk", 2, "^$", "critical, not \"grave\"");
    expect_run("check", 2, "^$", "name the files");
}

static void tables_tiers_and_formats_are_suggested(void **state)
{
    (void)state;
    expect_run("check --standard brokr a.apk", 2, "^$", "did you mean \"broker\"");
    expect_run("check --standard iso a.apk", 2, "^$", "there are broker, insurer, mas");
    expect_run("check --tier 9 a.apk", 2, "^$", "broker has no tier \"9\"; it has 一, 二, 三");
    expect_run("check -s mas -t 三 a.apk", 2, "^$", "mas has no tier");
    expect_run("check -t 三 -s mas a.apk", 2, "^$", "mas has no tier");
    expect_run("check -t L2 -s mas -t L3 a.apk", 2, "^$", "two tiers for mas");
    expect_run("check -t 3 -t 2 a.apk", 2, "^$", "two tiers for one table");
    expect_run("check -s mas -t L2 -t L3 a.apk", 2, "^$", "two tiers for mas");
    expect_run("check -o jsn a.apk", 2, "^$", "did you mean \"json\"");
    expect_run("check -o sculpture a.apk", 2, "^$", "there are .*json.*text");
}

static void outputs_may_not_collide(void **state)
{
    (void)state;
    expect_run("check -o text -o json a.apk", 2, "^$", "two outputs to standard output");
    expect_run("check -o text=- -o json a.apk", 2, "^$", "two outputs to standard output");
    expect_run("check -o text=r -o json=r a.apk", 2, "^$", "two outputs to");
    expect_run("check -o text= a.apk", 2, "^$", "no file name");
}

static void explain_finds_and_suggests_checks(void **state)
{
    (void)state;
    expect_run("explain android-sign-invalid", 0, "Severity +critical", "^$");
    expect_run("explain android-sign-invalid --lang zh-TW", 0, "嚴重程度 +嚴重", "^$");
    expect_run("explain android-sign-invlaid", 2, "^$", "did you mean \"android-sign-invalid\"");
    expect_run("explain", 2, "^$", "name a check");
    expect_run("explain --list", 0, "android-sign-invalid +", "^$");
    expect_run("explain a b", 2, "^$", "one check");
}

static void rules_show_tables_and_rows(void **state)
{
    (void)state;
    expect_run("rules", 0, "^broker: .*\ninsurer: .*\nmas: ", "^$");
    expect_run("rules list --lang zh-TW", 0, "版次", "^$");
    expect_run("rules show broker", 0, "19 +Validation of user input", "^$");
    expect_run("rules show broker 8", 0, "Criterion", "^$");
    expect_run("rules show brokr", 2, "^$", "did you mean \"broker\"");
    expect_run("rules show broker 99", 2, "^$", "broker has no row \"99\"");
    expect_run("rules show", 2, "^$", "needs a table");
    expect_run("rules lst", 2, "^$", "list or show");
    expect_run("rules show broker 8 9", 2, "^$", "what is \"9\" for");
}

static void version_has_a_form_for_tools(void **state)
{
    (void)state;
    expect_run("version", 0, "^appassay [0-9]+\\.[0-9]+\\.[0-9]+\n", "^$");
    expect_run("--version", 0, "^appassay ", "^$");
    expect_run("version -o json", 0, "^\\{\n  \"name\": \"appassay\"", "^$");
    expect_run("version -o xml", 2, "^$", "text or json");
}

static void inspect_wants_a_topic_and_a_file(void **state)
{
    (void)state;
    expect_run("inspect", 2, "^$",
               "manifest, resources, files, network, signature, dex, class, strings, calls, macho, plist or native");
    expect_run("inspect manifst a.apk", 2, "^$", "inspect manifest");
    expect_run("inspect a.apk", 2, "^$", "before the file");
    expect_run("inspect files", 2, "^$", "name a file");
    expect_run("inspect class a.apk", 2, "^$", "name a file and then a class");
    expect_run("inspect files --member x a.apk", 2, "^$", "goes with macho, plist and native");
    expect_run("inspect plist --slice arm64 a.apk", 2, "^$", "go with macho");
    expect_run("inspect files --facts a.apk", 2, "^$", "goes with manifest");
}

/* Each verb's help fits 24 lines of 80 columns, in both languages; two such screens for check. */
static void help_fits_a_screen(void **state)
{
    (void)state;
    static const char *const verbs[] = {"check", "report",  "bundle",  "verify", "explain",
                                        "rules", "inspect", "version", "help"};
    static const char *const langs[] = {"en", "zh-TW"};
    for (size_t i = 0; i < 2 * sizeof verbs / sizeof verbs[0]; i++) {
        char args[64];
        snprintf(args, sizeof args, "help %s --lang %s", verbs[i / 2], langs[i % 2]);
        program_result result = run_program(&(program_run){.args = args, .terminal = 80});
        assert_int_equal(result.code, 0);
        size_t lines = 0;
        for (const char *p = result.out; *p != '\0'; p++)
            lines += *p == '\n' ? 1 : 0;
        size_t most = strcmp(verbs[i / 2], "check") == 0 ? 48 : 24;
        if (lines < 4 || lines > most)
            fail_msg("%s has %zu lines:\n%s", args, lines, result.out);
        release_result(&result);
    }
}

static void help_lists_each_exit_code(void **state)
{
    (void)state;
    program_result result = run_program(&(program_run){.args = "help exit-codes"});
    aa_exit_meaning meaning;
    for (size_t i = 0; aa_exit_at(i, &meaning); i++) {
        char line[32];
        snprintf(line, sizeof line, "%2d  %.16s", (int)meaning.code, meaning.text[AA_LANG_EN]);
        if (strstr(result.out, line) == NULL)
            fail_msg("no line \"%s\"", line);
    }
    release_result(&result);
}

static void the_language_comes_from_the_locale(void **state)
{
    (void)state;
    expect_result(&(program_run){.args = "help", .env = "LANG=zh_TW.UTF-8"}, 0, "判定", "^$");
    expect_result(&(program_run){.args = "help", .env = "LC_ALL=zh_HK"}, 0, "判定", "^$");
    expect_result(&(program_run){.args = "help", .env = "LC_ALL=zh_CN.UTF-8"}, 0, "Judges", "^$");
    expect_result(&(program_run){.args = "help --lang en", .env = "LANG=zh_TW.UTF-8"}, 0, "Judges", "^$");
}

static void a_write_that_fails_is_noticed(void **state)
{
    (void)state;
    expect_result(&(program_run){.args = "help", .to = "/dev/full"}, 74, NULL,
                  "standard output: cannot write");
    expect_result(&(program_run){.args = "help", .closed_pipe = true}, 74, NULL, "cannot write: Broken pipe");
}

static void what_a_user_typed_is_escaped(void **state)
{
    (void)state;
    expect_run("\033[2Jx", 2, "^$", "\\\\x1b\\[2Jx");
    expect_run("check --\033[2J a", 2, "^$", "\\\\x1b\\[2J");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(help_is_there_in_both_languages),
        cmocka_unit_test(a_verb_is_needed_and_suggested),
        cmocka_unit_test(options_are_suggested_and_checked),
        cmocka_unit_test(tables_tiers_and_formats_are_suggested),
        cmocka_unit_test(outputs_may_not_collide),
        cmocka_unit_test(explain_finds_and_suggests_checks),
        cmocka_unit_test(rules_show_tables_and_rows),
        cmocka_unit_test(version_has_a_form_for_tools),
        cmocka_unit_test(inspect_wants_a_topic_and_a_file),
        cmocka_unit_test(help_fits_a_screen),
        cmocka_unit_test(help_lists_each_exit_code),
        cmocka_unit_test(the_language_comes_from_the_locale),
        cmocka_unit_test(a_write_that_fails_is_noticed),
        cmocka_unit_test(what_a_user_typed_is_escaped),
    };
    return cmocka_run_group_tests(tests, enter_test_folder, leave_test_folder);
}
