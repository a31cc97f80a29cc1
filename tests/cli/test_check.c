/*
 * Judging an app: reports, gates, exit codes, and files that survive trouble.
 */
#define _XOPEN_SOURCE 700 /* DIR, mkfifo() and nanosleep() beside C17 */

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cli/demo_app.h"
#include "cli/program.h"
#include "support/test.h"

static int setup(void **state)
{
    if (enter_test_folder(state) != 0)
        return -1;
    write_demo_app("good.apk", &(demo_app){.label = "Good"});
    write_demo_app("bad.apk", &(demo_app){.debuggable = true});
    write_demo_app("cut.apk", &(demo_app){.broken_strings = true});
    write_demo_app("hostile.apk", &(demo_app){.label = "\033[2J\033]0;x\007\xE2\x80\xAE!"});
    write_text_file("page.apk", "<!DOCTYPE html><html><body>404</body></html>");
    return mkdir("folder", 0700);
}

/* The file |path| begins with |start|. */
static void expect_file(const char *path, const char *start)
{
    aa_bytes b = test_read_file(path);
    if (b.n < strlen(start) || memcmp(b.p, start, strlen(start)) != 0)
        fail_msg("%s does not begin with \"%s\"", path, start);
    free((void *)(uintptr_t)b.p);
}

static void expect_no_temporary_files(const char *folder)
{
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    const struct dirent *entry = NULL;
    while ((entry = readdir(dir)) != NULL)
        assert_null(strstr(entry->d_name, ".tmp"));
    closedir(dir);
}

static void a_failing_row_fails_the_gate(void **state)
{
    (void)state;
    expect_run("check bad.apk", 1, "✗ fail", "^$");
    expect_run("check bad.apk --lang zh-TW", 1, "✗ 不符合", "^$");
    expect_run("check bad.apk --fail-on never", 0, "✗ fail", "^$");
    expect_run("check bad.apk --fail-on undecided", 1, "✗ fail", "^$");
    expect_run("check --fail-on never -- bad.apk", 0, "✗ fail", "^$");
}

static void undecided_rows_fail_the_gate_only_when_asked(void **state)
{
    (void)state;
    expect_run("check good.apk", 0, "\\? undecided", "^$");
    expect_run("check good.apk --fail-on undecided", 3, "\\? undecided", "^$");
}

static void a_severity_can_be_the_gate(void **state)
{
    (void)state;
    expect_run("check bad.apk --fail-on never --fail-on-severity low", 1, NULL, "^$");
    expect_run("check good.apk --fail-on never --fail-on-severity critical", 0, NULL, "^$");
}

static void an_incomplete_analysis_is_5_unless_allowed(void **state)
{
    (void)state;
    expect_run("check cut.apk", 5, "incomplete", "cut.apk: analysis incomplete");
    expect_run("check cut.apk --allow-incomplete", 0, "incomplete", "analysis incomplete");
    expect_run("check cut.apk --allow-incomplete -q", 0, NULL, "^$");
    expect_run("check cut.apk --allow-incomplete --fail-on undecided", 3, NULL, NULL);
}

static void what_is_no_app_is_4(void **state)
{
    (void)state;
    expect_run("check page.apk", 4, "^$", "^appassay: page.apk: .*\n$");
    expect_run("check missing.apk", 4, "^$", "^appassay: missing.apk: .*\n$");
    expect_run("check folder", 2, "^$", "^appassay: folder: is a directory\n$");
    expect_run("check ./folder/../page.apk", 4, "^$", "^appassay: ./folder/../page.apk: .*\n$");
    expect_run("check good.apk missing.apk", 4, "^$", "^appassay: missing.apk: .*\n$");
    expect_run("check missing.apk -o json=kept.json", 4, "^$", "missing.apk");
}

static void several_tables_are_judged_at_once(void **state)
{
    (void)state;
    expect_run("check bad.apk -s broker -t 2 -s mas -t L3+F -q", 1, "Insurance-broker rules.*V4\\.0", "^$");
    expect_run("check bad.apk --standard mas --fail-on never -o json", 0, "\"standard\": \"mas\"", "^$");
}

static void quiet_shows_tables_only_and_verbose_more(void **state)
{
    (void)state;
    program_result plain = run_program(&(program_run){.args = "check bad.apk"});
    program_result quiet = run_program(&(program_run){.args = "check bad.apk -q"});
    program_result verbose = run_program(&(program_run){.args = "check bad.apk -v"});
    assert_null(strstr(quiet.out, "HOW TO FIX IT"));
    assert_non_null(strstr(plain.out, "HOW TO FIX IT"));
    assert_true(strlen(verbose.out) > strlen(plain.out));
    release_result(&plain);
    release_result(&quiet);
    release_result(&verbose);
}

static void reports_go_to_files_and_are_whole(void **state)
{
    (void)state;
    expect_run("check bad.apk -o json=r.json -o text=folder/r.txt", 1, "^$",
               "bad.apk: broker 三: fail; rows: ");
    expect_file("r.json", "{\n");
    expect_file("folder/r.txt", "appassay ");
    struct stat st;
    assert_int_equal(stat("r.json", &st), 0);
    assert_int_equal(st.st_mode & 0777 & 0133, 0);
    expect_run("check bad.apk -q -o json=r.json -o text=-", 1, "✗ fail", "^$");
    expect_no_temporary_files(".");
    expect_no_temporary_files("folder");
}

static void the_same_input_gives_the_same_bytes(void **state)
{
    (void)state;
    expect_run("check bad.apk -q -j 1 -o json=one.json", 1, NULL, NULL);
    expect_run("check bad.apk -q -j 4 -o json=two.json --lang zh-TW", 1, NULL, NULL);
    aa_bytes one = test_read_file("one.json");
    aa_bytes two = test_read_file("two.json");
    assert_true(aa_bytes_equal(one, two));
    free((void *)(uintptr_t)one.p);
    free((void *)(uintptr_t)two.p);
}

static void outputs_that_cannot_be_written_are_refused_first(void **state)
{
    (void)state;
    expect_run("check bad.apk -o json=folder", 74, "^$", "folder: is a directory");
    expect_run("check bad.apk -o json=nowhere/r.json", 74, "^$", "nowhere/r.json: cannot write");
    expect_run("check bad.apk -o json=bad.apk", 74, "^$", "is an input");
    expect_run("check bad.apk -o json=./folder/../bad.apk", 74, "^$", "is an input");
    expect_file("bad.apk", "PK");
}

static void an_existing_report_survives_a_failed_write(void **state)
{
    (void)state;
    write_text_file("old.json", "old");
    expect_result(&(program_run){.args = "check bad.apk -o json=old.json", .file_bytes = 512}, 74, "^$",
                  "old.json: cannot write: File too large");
    expect_file("old.json", "old");
    expect_no_temporary_files(".");
    expect_run("check bad.apk -q -o json=old.json", 1, "^$", "^$");
    expect_file("old.json", "{\n");
}

static void a_link_stays_and_what_it_names_is_replaced(void **state)
{
    (void)state;
    write_text_file("folder/real.json", "old");
    assert_int_equal(symlink("folder/real.json", "link.json"), 0);
    expect_run("check bad.apk -q -o json=link.json", 1, "^$", "^$");
    struct stat st;
    assert_int_equal(lstat("link.json", &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    expect_file("folder/real.json", "{\n");
}

static void devices_are_written_to_not_renamed_over(void **state)
{
    (void)state;
    expect_run("check bad.apk -q -o json=/dev/null", 1, "^$", "^$");
    expect_run("check bad.apk -q -o json=/dev/full", 74, "^$", "/dev/full: cannot write: No space left");
    struct stat st;
    assert_int_equal(stat("/dev/null", &st), 0);
    assert_true(S_ISCHR(st.st_mode));
    expect_result(&(program_run){.args = "check bad.apk -q", .to = "/dev/full"}, 74, NULL, "standard output");
    expect_result(&(program_run){.args = "check bad.apk", .closed_pipe = true}, 74, NULL, "Broken pipe");
}

/* The program waits for a reader of the pipe, so the signal comes while it is writing reports. */
static void a_signal_ends_with_75_and_leaves_no_half_file(void **state)
{
    (void)state;
    static const int signals[] = {SIGTERM, SIGINT, SIGHUP};
    assert_int_equal(mkfifo("pipe", 0600), 0);
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        unlink("first.txt");
        pid_t pid = start_program(&(program_run){.args = "check bad.apk -q -o text=first.txt -o json=pipe"});
        struct stat st;
        const struct timespec pause = {.tv_nsec = 10000000};
        for (int tries = 0; tries < 3000 && stat("first.txt", &st) != 0; tries++)
            nanosleep(&pause, NULL);
        assert_int_equal(kill(pid, signals[i]), 0);
        assert_int_equal(wait_for_program(pid), 75);
        expect_file("first.txt", "appassay ");
        expect_no_temporary_files(".");
    }
}

static void colour_is_for_terminals_and_can_be_forced_or_forbidden(void **state)
{
    (void)state;
    expect_run("check bad.apk -q", 1, "^[^\033]*$", "^$");
    expect_run("check bad.apk -q --color always", 1, "\033\\[", "^$");
    expect_result(&(program_run){.args = "check bad.apk -q", .env = "CLICOLOR_FORCE=1"}, 1, "\033\\[", "^$");
    expect_result(&(program_run){.args = "check bad.apk -q", .terminal = 100}, 1, "\033\\[", "^$");
    expect_result(&(program_run){.args = "check bad.apk -q --color never", .terminal = 100}, 1, "^[^\033]*$",
                  "^$");
    expect_result(&(program_run){.args = "check bad.apk -q", .terminal = 100, .env = "NO_COLOR=1"}, 1,
                  "^[^\033]*$", "^$");
    expect_result(&(program_run){.args = "check bad.apk -q", .terminal = 100, .env = "TERM=dumb"}, 1,
                  "^[^\033]*$", "^$");
}

static void nothing_of_the_app_steers_the_terminal(void **state)
{
    (void)state;
    expect_run("check hostile.apk -v --fail-on never", 0, "\\\\x1b\\[2J\\\\x1b\\]0;x\\\\x07\\\\u\\{202e\\}!",
               "^$");
    expect_run("inspect manifest hostile.apk", 0, "\\\\x1b\\[2J", "^$");
    expect_run("check hostile.apk -v --fail-on never", 0, "^[^\033\007]*$", "^$");
}

static void inspect_shows_what_was_decoded(void **state)
{
    (void)state;
    expect_run("inspect manifest bad.apk", 0, "android:debuggable=\"true\"", "^$");
    expect_run("inspect manifest bad.apk --facts", 0, "debuggable +yes", "^$");
    expect_run("inspect files bad.apk", 0, "deflate .*AndroidManifest.xml", "^$");
    expect_run("inspect network bad.apk", 0, "every host\n +cleartext +no", "^$");
    expect_run("inspect resources bad.apk", 0, "^$", "^$");
    expect_run("inspect resources cut.apk", 5, NULL, "resources.arsc");
    expect_run("inspect files page.apk", 4, "^$", "page.apk: ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_failing_row_fails_the_gate),
        cmocka_unit_test(undecided_rows_fail_the_gate_only_when_asked),
        cmocka_unit_test(a_severity_can_be_the_gate),
        cmocka_unit_test(an_incomplete_analysis_is_5_unless_allowed),
        cmocka_unit_test(what_is_no_app_is_4),
        cmocka_unit_test(several_tables_are_judged_at_once),
        cmocka_unit_test(quiet_shows_tables_only_and_verbose_more),
        cmocka_unit_test(reports_go_to_files_and_are_whole),
        cmocka_unit_test(the_same_input_gives_the_same_bytes),
        cmocka_unit_test(outputs_that_cannot_be_written_are_refused_first),
        cmocka_unit_test(an_existing_report_survives_a_failed_write),
        cmocka_unit_test(a_link_stays_and_what_it_names_is_replaced),
        cmocka_unit_test(devices_are_written_to_not_renamed_over),
        cmocka_unit_test(a_signal_ends_with_75_and_leaves_no_half_file),
        cmocka_unit_test(colour_is_for_terminals_and_can_be_forced_or_forbidden),
        cmocka_unit_test(nothing_of_the_app_steers_the_terminal),
        cmocka_unit_test(inspect_shows_what_was_decoded),
    };
    return cmocka_run_group_tests(tests, setup, leave_test_folder);
}
