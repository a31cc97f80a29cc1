/*
 * What happens around a worker that does not end as it should: nothing is passed, nothing else is lost.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/demo_app.h"
#include "cli/program.h"
#include "support/test.h"

#define APP PROJECT_SOURCE_DIR "/samples/broker-flawed.apk"

/* result.json as the program wrote it; NULL: it wrote none. */
static json_t *read_result(void)
{
    return json_load_file("r.json", 0, NULL);
}

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text == NULL ? "" : text;
}

/* True when the ledger has a gap with that code about |what|, a member or the end of the detail. */
static bool has_gap(const json_t *result, const char *code, const char *what)
{
    size_t a = 0;
    const json_t *area = NULL;
    json_array_foreach(json_object_get(result, "coverage"), a, area)
    {
        size_t g = 0;
        const json_t *gap = NULL;
        json_array_foreach(json_object_get(area, "gaps"), g, gap)
        {
            bool about =
                strcmp(text_of(gap, "member"), what) == 0 || strstr(text_of(gap, "detail"), what) != NULL;
            if (about && strcmp(text_of(gap, "code"), code) == 0)
                return true;
        }
    }
    return false;
}

static size_t count_rows(const json_t *result, const char *verdict)
{
    const json_t *judgement = json_array_get(json_object_get(result, "judgements"), 0);
    size_t count = 0;
    size_t i = 0;
    const json_t *row = NULL;
    json_array_foreach(json_object_get(judgement, "rows"), i, row) count +=
        strcmp(text_of(row, "verdict"), verdict) == 0;
    return count;
}

typedef struct fault_case {
    const char *fault; /* of APPASSAY_TEST_FAULT */
    const char *code, *what;
    const char *said; /* on standard error */
} fault_case;

static void a_part_that_breaks_a_worker_is_left_out_and_told(void **state)
{
    (void)state;
    static const fault_case cases[] = {
        {"crash:read:classes.dex", "worker.crash", "classes.dex",
         "crashed \\(signal 11\\) at: read classes.dex"},
        {"abort:check:android-debuggable", "worker.crash", "check android-debuggable", "signal 6"},
        {"crash:program", "worker.crash", "program", "at: program"},
        {"crash:read:AndroidManifest.xml", "worker.crash", "AndroidManifest.xml", "AndroidManifest.xml"},
        {"hang:read:resources.arsc", "limit.time", "resources.arsc", "more time than the limit"},
        {"hang:check:android-debuggable", "limit.time", "check android-debuggable",
         "more time than the limit"},
        {"flood:check:android-debuggable", "limit.report", "check android-debuggable", "no worker sends"},
#ifndef __SANITIZE_ADDRESS__ /* which keeps neither to a limit of memory nor from opening files */
        {"memory:read:resources.arsc", "limit.memory", "resources.arsc", "more memory than the limit"},
        {"open:read:classes.dex", "worker.policy", "classes.dex", "system call"},
        {"socket:check:android-debuggable", "worker.policy", "check android-debuggable", "system call"},
#endif
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char env[128];
        snprintf(env, sizeof env, "APPASSAY_TEST_FAULT=%s", cases[i].fault);
        bool slow = strncmp(cases[i].fault, "memory", 6) == 0;
        program_run run = {.args = slow ? "check " APP " -q -o json=r.json --max-memory 64M"
                                        : "check " APP " -q -j2 -o json=r.json --timeout 20",
                           .env = env};
        if (strncmp(cases[i].fault, "hang", 4) == 0)
            run.args = "check " APP " -q -j2 -o json=r.json --timeout 3";
#ifdef __SANITIZE_ADDRESS__
        expect_result(&run, 5, "^$", "analysed again without that");
#else
        expect_result(&run, 5, "^$", cases[i].said);
#endif
        json_t *result = read_result();
        assert_non_null(result);
        if (!has_gap(result, cases[i].code, cases[i].what))
            fail_msg("%s: no gap %s about %s", cases[i].fault, cases[i].code, cases[i].what);
        assert_string_equal(text_of(result, "state"), "partial");
        assert_true(count_rows(result, "pass") == 0);
        assert_true(json_array_size(json_object_get(result, "findings")) > 40);
        json_decref(result);
    }
}

/* What nothing can be said without is no result, and not a pass. */
static void what_cannot_be_left_out_ends_incomplete(void **state)
{
    (void)state;
    static const char *const faults[] = {"APPASSAY_TEST_FAULT=crash:open", "APPASSAY_TEST_FAULT=crash:judge"};
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        remove("r.json");
        program_run run = {.args = "check " APP " -q -o json=r.json", .env = faults[i]};
        expect_result(&run, 5, "^$", "the worker crashed");
        assert_null(read_result());
    }
}

/* Reports that were made before the crash are written. */
static void reports_before_a_crash_are_kept(void **state)
{
    (void)state;
    program_run run = {.args = "check " APP " -q -o json=r.json -o text=r.txt",
                       .env = "APPASSAY_TEST_FAULT=crash:report:text"};
    expect_result(&run, 5, "^$", "report text");
    json_t *result = read_result();
    assert_non_null(result);
    json_decref(result);
    assert_null(fopen("r.txt", "rb"));
}

static void a_report_past_its_limit_is_not_written(void **state)
{
    (void)state;
    remove("r.json");
    expect_run("check " APP " -q -o json=r.json --limit report-bytes=20000", 5, "^$", "at: report json");
    assert_null(read_result());
    expect_run("check " APP " -q -o json=r.json --limit report-bytes=2000000", 1, "^$", "^$");
    json_decref(read_result());
}

typedef struct other_case {
    const char *args, *fault;
    int code;
    const char *out, *said;
} other_case;

/* The other verbs that read what somebody else made work in such a process, too. */
static void inspect_and_report_say_what_broke_them(void **state)
{
    (void)state;
    static const other_case cases[] = {
        {"inspect manifest " APP, "crash:inspect:manifest", 5, "^$",
         "broker-flawed.apk: the worker crashed \\(signal 11\\) at: inspect manifest"},
        {"inspect plist " APP, "abort:inspect:plist", 5, "^$", "signal 6"},
        {"inspect files " APP, "flood:inspect", 5, "^$", "no worker sends"},
        {"report whole.json -o csv=r.csv -o text=r.txt", "crash:open", 74, "^$",
         "whole.json: the worker crashed \\(signal 11\\) at: open"},
        {"report whole.json -o text=r.txt", "abort:report:text", 74, "^$", "at: report text"},
#ifndef __SANITIZE_ADDRESS__ /* which keeps neither to a limit of memory nor from opening files */
        {"inspect manifest " APP, "open:inspect:manifest", 5, "^$", "system call"},
        {"inspect dex " APP, "socket:inspect:dex", 5, "^$", "system call"},
        {"report whole.json -o text=r.txt", "open:report:text", 74, "^$", "system call"},
        {"report whole.json -o text=r.txt", "socket:open", 74, "^$", "system call"},
#endif
    };
    expect_run("check " APP " -q -o json=whole.json", 1, "^$", "^$");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char env[128];
        snprintf(env, sizeof env, "APPASSAY_TEST_FAULT=%s", cases[i].fault);
        program_run run = {.args = cases[i].args, .env = env};
        remove("r.csv");
        remove("r.txt");
#ifdef __SANITIZE_ADDRESS__
        expect_result(&run, cases[i].code, cases[i].out, NULL);
#else
        expect_result(&run, cases[i].code, cases[i].out, cases[i].said);
#endif
        assert_int_not_equal(access("r.csv", F_OK), 0);
        assert_int_not_equal(access("r.txt", F_OK), 0);
    }
}

/* Reports that were made before are written, the one that was not leaves the file as it was. */
static void a_report_that_breaks_leaves_no_half_file(void **state)
{
    (void)state;
    expect_run("check " APP " -q -o json=whole.json", 1, "^$", "^$");
    expect_run("report whole.json -o text=r.txt -o csv=whole.csv", 0, "^$", "^$");
    aa_bytes before = test_read_file("r.txt");
    aa_bytes table = test_read_file("whole.csv");
    program_run run = {.args = "report whole.json -o csv=r.csv -o text=r.txt --verbose",
                       .env = "APPASSAY_TEST_FAULT=crash:report:text"};
    expect_result(&run, 74, "^$", NULL);
    aa_bytes after = test_read_file("r.txt");
    aa_bytes made = test_read_file("r.csv");
    assert_true(before.n > 100 && table.n > 100);
    assert_true(aa_bytes_equal(before, after));
    assert_true(aa_bytes_equal(table, made));
    free((void *)(uintptr_t)before.p);
    free((void *)(uintptr_t)after.p);
    free((void *)(uintptr_t)table.p);
    free((void *)(uintptr_t)made.p);
}

/* Standard output comes out of the process in order, and its end is not lost. */
static void what_is_inspected_flows_through(void **state)
{
    (void)state;
    program_run full = {.args = "inspect strings " APP, .to = "/dev/full"};
    program_run closed = {.args = "inspect strings " APP, .closed_pipe = true};
    expect_result(&full, 74, NULL, "^appassay: standard output: cannot write: No space left on device\n$");
    expect_result(&closed, 74, NULL, "^appassay: standard output: cannot write: Broken pipe\n$");
    expect_run("inspect macho " APP " nothing.ipa " APP, 5, NULL, "nothing.ipa: neither a Mach-O file nor");
    expect_run("inspect files nothing.apk", 4, "^$", "^appassay: nothing.apk: ");
}

/* How far the system confines a worker is part of the result, and the same in two runs. */
static void results_say_how_workers_are_confined(void **state)
{
    (void)state;
    expect_run("check " APP " -q -o json=r.json", 1, "^$", "^$");
    json_t *result = read_result();
    const char *isolation = text_of(json_object_get(result, "tool"), "isolation");
    int code = strcmp(isolation, "full") == 0 ? 1 : 2;
    assert_true(strcmp(isolation, "full") == 0 || strcmp(isolation, "seccomp") == 0 ||
                strcmp(isolation, "limits") == 0);
    expect_run("check " APP " -q -o json=r.json --require-sandbox", code, "^$", NULL);
    expect_run("inspect files " APP " --require-sandbox", code == 1 ? 0 : 2, NULL, NULL);
    expect_run("report r.json -q --require-sandbox", code == 1 ? 0 : 2, NULL, NULL);
    json_decref(result);
}

static void limits_are_numbers_with_units(void **state)
{
    (void)state;
    expect_run("check " APP " --timeout 0", 2, "^$", "--timeout");
    expect_run("check " APP " --timeout 86401", 2, "^$", "--timeout");
    expect_run("check " APP " --max-memory 63M", 2, "^$", "--max-memory");
    expect_run("check " APP " --max-memory 2T", 2, "^$", "--max-memory");
    expect_run("check " APP " -q --max-memory 1G --timeout 86400 -o json=r.json", 1, "^$", "^$");
}

/* One open file is what is hashed and read; a link could name another one the next moment. */
static void links_are_not_followed(void **state)
{
    (void)state;
    assert_int_equal(symlink(APP, "link.apk"), 0);
    expect_run("check link.apk", 4, "^$", "link.apk: is a symbolic link");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_part_that_breaks_a_worker_is_left_out_and_told),
        cmocka_unit_test(what_cannot_be_left_out_ends_incomplete),
        cmocka_unit_test(reports_before_a_crash_are_kept),
        cmocka_unit_test(inspect_and_report_say_what_broke_them),
        cmocka_unit_test(a_report_that_breaks_leaves_no_half_file),
        cmocka_unit_test(what_is_inspected_flows_through),
        cmocka_unit_test(results_say_how_workers_are_confined),
        cmocka_unit_test(a_report_past_its_limit_is_not_written),
        cmocka_unit_test(limits_are_numbers_with_units),
        cmocka_unit_test(links_are_not_followed),
    };
    return cmocka_run_group_tests(tests, enter_test_folder, leave_test_folder);
}
