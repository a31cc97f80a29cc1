/*
 * Memory that runs out, for what has no such test beside its own: native libraries, credentials, answer
 * sheets, and the whole way from a bundle and from an iOS app to a report.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <appassay/analysis.h>
#include <appassay/report.h>

#include "decode/elf.h"
#include "reports/answers/sheet.h"
#include "secrets/book.h"
#include "support/fail_alloc.h"
#include "support/test.h"

#define CORPUS PROJECT_SOURCE_DIR "/tests/fuzz/corpus/"

static bool read_library(void *context)
{
    const aa_bytes *file = context;
    const aa_limits limits = AA_LIMITS_INIT;
    aa_notes notes;
    aa_elf *elf = NULL;
    aa_arena *arena = aa_arena_new();
    if (arena == NULL)
        return false;
    aa_notes_init(&notes, arena, 10);
    aa_err err = aa_elf_read(arena, *file, &limits, &notes, &elf);
    bool whole = err == AA_OK && !notes.failed;
    assert_true(err == AA_OK || err == AA_E_NOMEM);
    assert_true(!whole || elf->symbol_count > 0);
    aa_arena_free(arena);
    return whole;
}

static void of_a_native_library(void **state)
{
    (void)state;
    const char *path = TEST_BINARY_DIR "/elf/good64.so";
    if (access(path, R_OK) != 0)
        skip();
    aa_bytes file = test_read_file(path);
    assert_true(test_each_allocation_fails(read_library, &file, 0) > 3);
    free((void *)(uintptr_t)file.p);
}

static bool find_secrets(void *context)
{
    const char *text = context;
    const aa_secret_book *book = NULL;
    aa_vec matches = AA_VEC_INIT(aa_secret_match);
    aa_arena *arena = aa_arena_new();
    if (arena == NULL)
        return false;
    aa_err err = aa_secret_book_new(arena, &book);
    if (err == AA_OK)
        err = aa_secret_find(book, arena, aa_bytes_of(text, strlen(text)), &matches, NULL);
    assert_true(err == AA_OK || err == AA_E_NOMEM);
    bool whole = err == AA_OK;
    assert_true(!whole || matches.count == 1);
    aa_arena_free(arena);
    return whole;
}

static void of_the_search_for_credentials(void **state)
{
    (void)state;
    char text[] = "id = 'AKIAQ3EGRB7XZ5KTJ2MW'";
    test_some_allocations_fail(find_secrets, text, 7);
}

static bool read_sheet(void *context)
{
    const aa_bytes *file = context;
    aa_faults faults;
    aa_sheet sheet;
    aa_arena *arena = aa_arena_new();
    if (arena == NULL)
        return false;
    aa_faults_init(&faults, arena);
    aa_err err = aa_sheet_read(arena, *file, &faults, &sheet);
    assert_true(err == AA_OK || err == AA_E_NOMEM);
    aa_sheet_done(&sheet);
    aa_arena_free(arena);
    return err == AA_OK;
}

static void of_an_answer_sheet(void **state)
{
    (void)state;
    aa_bytes file = test_read_file(CORPUS "answers/whole.yaml");
    assert_true(test_each_allocation_fails(read_sheet, &file, 0) > 3);
    free((void *)(uintptr_t)file.p);
}

/* ---- the whole way ---------------------------------------------------------------------------------------
 */

static bool judge_and_report(void *context)
{
    const char *path = context;
    const aa_report_options plain = {.lang = AA_LANG_ZH_TW};
    aa_options options = AA_OPTIONS_INIT;
    options.threads = 1;
    char *text = NULL;
    size_t len = 0;
    aa_analysis *analysis = aa_analysis_new(&options);
    if (analysis == NULL)
        return false;
    aa_err err = aa_analysis_run(analysis, &path, 1);
    if (err == AA_OK)
        err = aa_report_render(aa_analysis_result(analysis), "sarif", &plain, &text, &len);
    /* libxml2 can lose what it had no memory for, and the rule book then lacks it. */
    if (err != AA_OK && err != AA_E_NOMEM && err != AA_E_INTERNAL)
        fail_msg("%s: %s", aa_err_name(err), aa_analysis_error(analysis));
    assert_true((err == AA_OK) == (text != NULL));
    free(text);
    aa_analysis_free(analysis);
    return err == AA_OK;
}

static void of_a_whole_analysis(void **state)
{
    (void)state;
    static const char *const apps[][2] = {{CORPUS "app/B01_control", TEST_BINARY_DIR "/memory.aab"},
                                          {CORPUS "app/I01_control", TEST_BINARY_DIR "/memory.ipa"}};
    for (size_t i = 0; i < sizeof apps / sizeof *apps; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s", apps[i][1]);
        test_copy_file(apps[i][0], path);
        assert_true(test_some_allocations_fail(judge_and_report, path, 61) > 20);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_a_native_library),
        cmocka_unit_test(of_the_search_for_credentials),
        cmocka_unit_test(of_an_answer_sheet),
        cmocka_unit_test(of_a_whole_analysis),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
