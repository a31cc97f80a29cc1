/*
 * appassay report: reports of a result, without the app.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/exit.h"
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

static void expect_same_files(const char *a, const char *b)
{
    aa_bytes left = test_read_file(a);
    aa_bytes right = test_read_file(b);
    assert_true(left.n > 100);
    assert_true(aa_bytes_equal(left, right));
    free((void *)(uintptr_t)left.p);
    free((void *)(uintptr_t)right.p);
}

static void a_report_of_the_result_is_the_report_of_the_app(void **state)
{
    (void)state;
    expect_run("check " SAMPLE " -q -v -o json=r.json -o text=direct.txt", 0, NULL, "^$");
    expect_run("report r.json -v -o text=later.txt -o json=copy.json", 0, "^$", "^$");
    expect_same_files("direct.txt", "later.txt");
    expect_same_files("r.json", "copy.json");
    expect_run("report r.json", 0, "accredited laboratory", "^$");
    expect_run("report r.json -q", 0, "Of 19 rows", "^$");
    expect_run("report r.json --lang zh-TW", 0, "符合", "^$");
    expect_run("report r.json --color always", 0, "\033\\[", "^$");
}

static void what_is_no_result_is_said(void **state)
{
    (void)state;
    write_file("empty.json", "");
    write_file("other.json", "{\"schema\": \"cyclonedx\"}");
    write_file("cut.json", "{\"schema\": \"appassay.result/1\",");
    expect_run("report empty.json", 4, "^$", "empty.json: is no result: line 1");
    expect_run("report other.json", 4, "^$", "is JSON, but no appassay.result/1");
    expect_run("report cut.json", 4, "^$", "is no result: line 1");
    expect_run("report " SAMPLE, 4, "^$", "is no result");
    expect_run("report nothing.json", 4, "^$", "nothing.json: cannot read");
    expect_run("report .", 4, "^$", "cannot read");
}

static void wrong_usage_is_said(void **state)
{
    (void)state;
    expect_run("report", 2, "^$", "name a result.json");
    expect_run("report a.json b.json", 2, "^$", "one result at a time");
    expect_run("report a.json -o txt", 2, "^$", "did you mean \"text\"");
    expect_run("report a.json -o text -o json", 2, "^$", "two outputs to standard output");
    expect_run("report a.json --tier 3", 2, "^$", "option --tier");
    expect_run("reprot a.json", 2, "^$", "did you mean \"report\"");
    expect_run("help report --lang zh-TW", 0, "result.json", "^$");
}

static void a_result_is_not_overwritten(void **state)
{
    (void)state;
    expect_run("check " SAMPLE " -q -o json=r.json", 0, NULL, "^$");
    expect_run("report r.json -o text=r.json", 74, "^$", "is an input");
    expect_run("report r.json -o text=no/such/folder", 74, "^$", "cannot write");
    expect_result(&(program_run){.args = "report r.json", .closed_pipe = true}, 74, NULL, "standard output");
}

static bool exists(const char *path)
{
    return access(path, F_OK) == 0;
}

static void a_report_that_is_a_folder_is_whole_or_not_there(void **state)
{
    (void)state;
    expect_run("check " SAMPLE " -q -o json=r.json -o html=direct.html -o html-dir=direct/", 0, NULL, "^$");
    expect_run("report r.json -o html=later.html -o html-dir=later", 0, "^$", "^$");
    expect_same_files("direct.html", "later.html");
    expect_same_files("direct/index.html", "later/index.html");
    assert_true(exists("later/report.css"));
    assert_true(exists("later/report.js"));
    expect_run("report r.json -o html-dir=later", 74, "^$", "later: is a folder that is not empty");
    expect_run("report r.json -o html-dir=r.json", 74, "^$", "r.json: is not a folder");
    expect_run("report r.json -o html-dir=no/such", 74, "^$", "cannot write");
    expect_run("report r.json -o html-dir", 2, "^$", "this report is a folder");
    assert_int_equal(mkdir("empty", 0755), 0);
    expect_run("report r.json -o html-dir=empty", 0, "^$", "^$");
    assert_true(exists("empty/index.html"));
    /* no room for the page: nothing is left */
    expect_result(&(program_run){.args = "report r.json -o html-dir=full", .file_bytes = 4096}, 74, NULL,
                  "full: cannot write");
    assert_false(exists("full"));
    DIR *folder = opendir(".");
    assert_non_null(folder);
    for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder))
        assert_null(strstr(entry->d_name, ".tmp"));
    closedir(folder);
}

static void places_are_mapped_to_sources(void **state)
{
    (void)state;
    write_file("mapping.txt", "com.example.real.Start -> com.example.broker.LoginActivity:\n");
    write_file("words.txt", "nothing of the kind\n");
    expect_run("check " PROJECT_SOURCE_DIR "/samples/broker-flawed.apk -q --fail-on never -o json=f.json", 0,
               NULL, "^$");
    expect_run("report f.json -v --lang en", 0, "com.example.broker.LoginActivity.on", "^$");
    expect_run("report f.json -v --lang en --mapping mapping.txt", 0, "com.example.real.Start.on", "^$");
    expect_run("report f.json --mapping words.txt", 2, "^$", "no mapping file");
    expect_run("report f.json --mapping nothing.txt", 2, "^$", "cannot read");
    expect_run("report f.json --source-root nowhere", 2, "^$", "nowhere: cannot be read");
    expect_run("report f.json -q --source-root .", 0, "Of 19 rows", "^$");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_report_of_the_result_is_the_report_of_the_app),
        cmocka_unit_test(what_is_no_result_is_said),
        cmocka_unit_test(wrong_usage_is_said),
        cmocka_unit_test(a_result_is_not_overwritten),
        cmocka_unit_test(places_are_mapped_to_sources),
        cmocka_unit_test(a_report_that_is_a_folder_is_whole_or_not_there),
    };
    return cmocka_run_group_tests(tests, enter_test_folder, leave_test_folder);
}
