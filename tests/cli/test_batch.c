/*
 * Batches: one record for each target in the order of the list, whatever happens meanwhile.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <jansson.h>

#include "cli/demo_app.h"
#include "cli/program.h"
#include "support/test.h"

#define SAMPLES PROJECT_SOURCE_DIR "/samples/"

static void write_text(const char *path, const char *text)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fputs(text, f);
    assert_int_equal(fclose(f), 0);
}

static char *read_text(const char *path)
{
    aa_bytes b = test_read_file(path);
    char *text = strndup((const char *)b.p, b.n);
    free((void *)(uintptr_t)b.p);
    assert_non_null(text);
    return text;
}

static void assert_same_files(const char *a, const char *b)
{
    char *x = read_text(a);
    char *y = read_text(b);
    assert_string_equal(x, y);
    free(x);
    free(y);
}

/* Record |index| of an output. */
static json_t *record_at(const char *path, size_t index)
{
    char *text = read_text(path);
    const char *line = text;
    for (size_t i = 0; i < index; i++) {
        line = strchr(line, '\n');
        assert_non_null(line);
        line++;
    }
    json_t *record = json_loadb(line, strcspn(line, "\n"), JSON_REJECT_DUPLICATES, NULL);
    free(text);
    assert_true(json_is_object(record));
    return record;
}

static void expect_record(const char *path, size_t index, const char *id, int code, const char *status)
{
    json_t *record = record_at(path, index);
    assert_int_equal(json_integer_value(json_object_get(record, "index")), (json_int_t)index);
    assert_string_equal(json_string_value(json_object_get(record, "id")), id);
    assert_int_equal(json_integer_value(json_object_get(record, "exit")), code);
    assert_string_equal(json_string_value(json_object_get(record, "status")), status);
    assert_true(json_is_array(json_object_get(record, "verdicts")));
    assert_true(json_is_array(json_object_get(record, "findings")));
    json_decref(record);
}

static size_t count_lines(const char *path)
{
    char *text = read_text(path);
    size_t lines = 0;
    for (const char *p = text; *p != '\0'; p++)
        lines += *p == '\n';
    free(text);
    return lines;
}

/* Seven targets: sound and flawed apps, one of them twice, and three that are none. */
static void write_list(void)
{
    write_text("broken.apk", "no app");
    write_text("list", SAMPLES "broker-flawed.apk\n"
                               "{\"path\":\"" SAMPLES "broker-sound.apk\",\"id\":\"sound\"}\n"
                               "\n"
                               "missing.apk\r\n"
                               "broken.apk\n" SAMPLES "broker-ios-flawed.ipa\n" SAMPLES "broker-flawed.apk\n"
                               "{\"path\":\"broken.apk\",\"id\":\"other\",\"sha256\":"
                               "\"0000000000000000000000000000000000000000000000000000000000000000\"}");
}

static void every_target_has_its_record_in_order(void **state)
{
    (void)state;
    write_list();
    expect_run("check --targets list -j 3 -o ndjson=a.nd", 4, "^$", "^$");
    assert_int_equal(count_lines("a.nd"), 7);
    expect_record("a.nd", 0, SAMPLES "broker-flawed.apk", 1, "judged");
    expect_record("a.nd", 1, "sound", 0, "judged");
    expect_record("a.nd", 2, "missing.apk", 4, "error");
    expect_record("a.nd", 3, "broken.apk", 4, "error");
    expect_record("a.nd", 4, SAMPLES "broker-ios-flawed.ipa", 1, "judged");
    expect_record("a.nd", 5, SAMPLES "broker-flawed.apk", 1, "judged");
    expect_record("a.nd", 6, "other", 4, "error");
    expect_run("check --targets list -j 1", 4, NULL, "^$");
    assert_same_files("a.nd", "out");
    struct stat st;
    assert_int_equal(stat("a.nd", &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
}

static void lists_may_be_separated_by_nuls(void **state)
{
    (void)state;
    FILE *f = fopen("nuls", "wb");
    assert_non_null(f);
    static const char list[] = "a\nb.apk\0missing.apk";
    fwrite(list, 1, sizeof list, f);
    fclose(f);
    expect_run("check --targets nuls -0 -o ndjson=a.nd", 4, "^$", "^$");
    assert_int_equal(count_lines("a.nd"), 2);
    expect_record("a.nd", 0, "a\nb.apk", 4, "error");
}

static void a_broken_list_is_refused_by_line(void **state)
{
    (void)state;
    write_text("bad", "a.apk\n{\"path\":1}\n");
    expect_run("check --targets bad", 2, "^$", "bad: line 2 has no \"path\"");
    write_text("bad", "{\"path\":\"a\"} x\n");
    expect_run("check --targets bad", 2, "^$", "line 1 is no JSON object");
    write_text("bad", "{\"path\":\"a\",\"sha256\":\"12\"}\n");
    expect_run("check --targets bad", 2, "^$", "64 lower-case hex digits");
    expect_run("check --targets absent", 2, "^$", "cannot read");
}

static void options_of_a_batch_fit_together(void **state)
{
    (void)state;
    write_list();
    expect_run("check a.apk --targets list", 2, "^$", "either files");
    expect_run("check a.apk --journal j", 2, "^$", "go with --targets");
    expect_run("check a.apk -o ndjson", 2, "^$", "go with --targets");
    expect_run("check --targets list --previous a.apk", 2, "^$", "--previous");
    expect_run("check --targets list -o text", 2, "^$", "\\{sha256\\}");
    expect_run("check --targets list --shard 2/2", 2, "^$", "--shard");
    expect_run("check --targets list --shard 1", 2, "^$", "--shard");
    expect_run("check --targets list --progress fast", 2, "^$", "--progress");
    expect_run("check --targets list -o json={sha256}.json --cache c", 2, "^$", "--cache keeps records only");
}

static void a_shard_is_stable_and_all_of_them_are_the_list(void **state)
{
    (void)state;
    write_list();
    size_t lines = 0;
    static const char *const runs[] = {"check --targets list --shard 0/3 -o ndjson=s.nd",
                                       "check --targets list --shard 1/3 -o ndjson=s.nd",
                                       "check --targets list --shard 2/3 -o ndjson=s.nd"};
    for (size_t i = 0; i < 3; i++) {
        program_result result = run_program(&(program_run){.args = runs[i]});
        lines += count_lines("s.nd");
        release_result(&result);
    }
    assert_int_equal(lines, 7);
}

/* One worker that breaks has a record; the rest of the batch does not notice. */
static void a_worker_that_breaks_costs_its_own_record_only(void **state)
{
    (void)state;
    write_list();
    program_run run = {.args = "check --targets list -j 2 -o ndjson=a.nd",
                       .env = "APPASSAY_TEST_FAULT=crash:read:AndroidManifest.xml"};
    expect_result(&run, 5, "^$", NULL);
    assert_int_equal(count_lines("a.nd"), 7);
    expect_record("a.nd", 0, SAMPLES "broker-flawed.apk", 5, "partial");
    expect_record("a.nd", 4, SAMPLES "broker-ios-flawed.ipa", 1, "judged");
    run.env = "APPASSAY_TEST_FAULT=crash:open";
    expect_result(&run, 5, "^$", NULL);
    expect_record("a.nd", 0, SAMPLES "broker-flawed.apk", 5, "error");
    assert_int_equal(count_lines("a.nd"), 7);
}

static void reports_of_single_apps_are_named_by_digest(void **state)
{
    (void)state;
    write_text("one", SAMPLES "broker-flawed.apk\n");
    expect_run("check --targets one -o ndjson=a.nd -o json=r-{sha256}.json", 1, "^$", "^$");
    json_t *record = record_at("a.nd", 0);
    char path[128];
    snprintf(path, sizeof path, "r-%s.json", json_string_value(json_object_get(record, "sha256")));
    json_decref(record);
    json_t *result = json_load_file(path, 0, NULL);
    assert_non_null(result);
    json_decref(result);
}

static void what_is_cached_is_the_same(void **state)
{
    (void)state;
    write_list();
    mkdir("folder", 0700);
    expect_run("check --targets list -o ndjson=a.nd --cache folder/c", 4, "^$", "^$");
    program_run run = {.args = "check --targets list -o ndjson=b.nd --cache folder/c",
                       .env = "APPASSAY_TEST_FAULT=crash:open"}; /* nothing is opened again */
    expect_result(&run, 4, "^$", "^$");
    json_t *record = record_at("b.nd", 0);
    assert_int_equal(json_integer_value(json_object_get(record, "exit")), 1);
    json_decref(record);
    expect_run("check --targets list -t 1 -o ndjson=c.nd --cache folder/c", 4, "^$", "^$");
    char *a = read_text("a.nd");
    char *c = read_text("c.nd");
    assert_string_not_equal(a, c);
    free(a);
    free(c);
    assert_int_equal(system("rm -rf folder/c"), 0); /* NOLINT: a fixed text */
}

static void pause_ms(long ms)
{
    const struct timespec time = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};
    nanosleep(&time, NULL);
}

/* Killed again and again at moments that differ, the command comes to the same bytes in the end. */
static void a_killed_batch_goes_on_where_it_was(void **state)
{
    (void)state;
    write_list();
    expect_run("check --targets list -o ndjson=whole.nd", 4, "^$", "^$");
    remove("j");
    int code = -1;
    unsigned kills = 0;
    for (long ms = 5; code < 0; ms += 7) {
        pid_t pid =
            start_program(&(program_run){.args = "check --targets list -j 1 --journal j -o ndjson=a.nd"});
        pause_ms(ms);
        kill(pid, SIGKILL);
        code = wait_for_program(pid);
        if (code == 128 + SIGKILL) {
            kills++;
            code = -1;
        }
    }
    assert_int_equal(code, 4);
    assert_true(kills > 1);
    assert_same_files("whole.nd", "a.nd");
}

/* A line that a kill cut short is as if never written; so is one that was changed. */
static void a_torn_journal_is_read_up_to_the_tear(void **state)
{
    (void)state;
    write_list();
    remove("j");
    expect_run("check --targets list --journal j -o ndjson=whole.nd", 4, "^$", "^$");
    struct stat st;
    assert_int_equal(stat("j", &st), 0);
    for (off_t size = st.st_size - 1; size >= 0; size -= st.st_size / 9) {
        assert_int_equal(truncate("j", size), 0);
        expect_run("check --targets list --journal j -o ndjson=a.nd", 4, "^$", "^$");
        assert_same_files("whole.nd", "a.nd");
    }
    expect_run("check --targets list --journal j -t 1 -o ndjson=a.nd", 2, "^$", "the journal of other work");
}

static void a_file_that_changed_is_read_again(void **state)
{
    (void)state;
    remove("j");
    write_text("app.apk", "one");
    write_text("one", "app.apk\n");
    expect_run("check --targets one --journal j -o ndjson=a.nd", 4, "^$", "^$");
    write_text("app.apk", "two");
    expect_run("check --targets one --journal j -o ndjson=b.nd", 4, "^$", "^$");
    char *a = read_text("a.nd");
    char *b = read_text("b.nd");
    assert_string_not_equal(a, b);
    free(a);
    free(b);
}

/* One app hangs, so the batch is at work when the signal comes. */
static void sigterm_ends_with_75_and_the_journal_goes_on(void **state)
{
    (void)state;
    struct stat st;
    write_list();
    remove("j");
    pid_t pid = start_program(&(program_run){.args = "check --targets list --journal j -o ndjson=a.nd",
                                             .env = "APPASSAY_TEST_FAULT=hang:open"});
    while (stat("j", &st) != 0 || st.st_size == 0)
        pause_ms(10);
    kill(pid, SIGTERM);
    assert_int_equal(wait_for_program(pid), 75);
    expect_run("check --targets list --journal j -o ndjson=a.nd", 4, "^$", "^$");
    expect_run("check --targets list -o ndjson=whole.nd", 4, "^$", "^$");
    assert_same_files("whole.nd", "a.nd");
}

static void programs_can_follow_the_progress(void **state)
{
    (void)state;
    write_list();
    program_run run = {.args = "check --targets list --progress json -o ndjson=a.nd"};
    expect_result(&run, 4, "^$", "\"event\":\"target\",\"done\":7,\"total\":7");
    run.args = "check --targets list --progress bar -o ndjson=a.nd";
    expect_result(&run, 4, "^$", "7/7");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_target_has_its_record_in_order),
        cmocka_unit_test(lists_may_be_separated_by_nuls),
        cmocka_unit_test(a_broken_list_is_refused_by_line),
        cmocka_unit_test(options_of_a_batch_fit_together),
        cmocka_unit_test(a_shard_is_stable_and_all_of_them_are_the_list),
        cmocka_unit_test(a_worker_that_breaks_costs_its_own_record_only),
        cmocka_unit_test(reports_of_single_apps_are_named_by_digest),
        cmocka_unit_test(what_is_cached_is_the_same),
        cmocka_unit_test(a_killed_batch_goes_on_where_it_was),
        cmocka_unit_test(a_torn_journal_is_read_up_to_the_tear),
        cmocka_unit_test(a_file_that_changed_is_read_again),
        cmocka_unit_test(sigterm_ends_with_75_and_the_journal_goes_on),
        cmocka_unit_test(programs_can_follow_the_progress),
    };
    return cmocka_run_group_tests(tests, enter_test_folder, leave_test_folder);
}
