/* Property lists: questions, lists that other tools wrote, archives, failing allocations. */
#include <stdio.h>
#include <stdlib.h>

#include "support/fail_alloc.h"
#include "support/plist_case.h"

#define COUNT(a)  (sizeof(a) / sizeof *(a))
#define MADE_MAX  8192
#define XML(text) "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<plist version=\"1.0\">" text "</plist>"

static bool count_visits(void *context, const aa_plist *plist, uint32_t node, const char *path)
{
    (void)plist;
    (void)node;
    (void)path;
    ++*(uint32_t *)context;
    return true;
}

/* ---- questions ---- */

static void a_key_that_is_there_twice_is_the_first_in_binary_and_the_last_in_text(void **state)
{
    (void)state;
    test_bplist p = bplist_new();
    BPLIST_OBJECT(&p, "\xD2\x01\x01\x02\x03");
    BPLIST_OBJECT(&p, "\x51"
                      "k");
    BPLIST_OBJECT(&p, "\x08");
    BPLIST_OBJECT(&p, "\x09");
    plist_case c = bplist_read(&p);
    assert_string_equal(plist_case_show(&c, "k"), "false");
    plist_case_release(&c);
    c = plist_case_read_text(XML("<dict><key>k</key><false/><key>k</key><true/></dict>"));
    assert_string_equal(plist_case_show(&c, "k"), "true");
    plist_case_release(&c);
}

static void paths_and_kinds_are_checked(void **state)
{
    (void)state;
    plist_case c = plist_case_read_text(XML("<dict><key>a</key><array><string>x</string><dict><key>b/c</key>"
                                            "<integer>5</integer></dict></array></dict>"));
    const aa_plist *p = &c.plist;
    assert_string_equal(plist_case_show(&c, "a/0"), "\"x\"");
    assert_string_equal(plist_case_show(&c, "a/2"), "none");
    assert_string_equal(plist_case_show(&c, "a/x"), "none");
    assert_string_equal(plist_case_show(&c, "a/0/b"), "none");
    assert_string_equal(plist_case_show(&c, "b"), "none");
    uint32_t inner = aa_plist_path(p, p->root, "a/1");
    int64_t number = 0;
    assert_true(aa_plist_int(p, aa_plist_get(p, inner, "b/c"), &number));
    assert_int_equal(number, 5);
    bool truth = false;
    assert_false(aa_plist_bool(p, inner, &truth));
    assert_true(aa_plist_is(p, aa_plist_path(p, p->root, "a/0"), "x"));
    assert_string_equal(aa_plist_text(c.arena, p, aa_plist_path(p, p->root, "a/0")), "x");
    assert_null(aa_plist_text(c.arena, p, inner));
    assert_null(aa_plist_at(p, AA_PLIST_NONE));
    assert_int_equal(aa_plist_at(p, inner)->line, 2);
    plist_case_release(&c);
}

static void truth_is_what_foundation_makes_of_it(void **state)
{
    (void)state;

    static const struct {
        const char *value;
        bool truth;
        bool strict;
    } cases[] = {
        {"<true/>", true, true},
        {"<false/>", false, true},
        {"<integer>1</integer>", true, false},
        {"<integer>0</integer>", false, false},
        {"<real>0.5</real>", true, false},
        {"<string>YES</string>", true, false},
        {"<string>true</string>", true, false},
        {"<string> -007</string>", true, false},
        {"<string>NO</string>", false, false},
        {"<string></string>", false, false},
        {"<string>0</string>", false, false},
        {"<array/>", false, false},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        plist_case c = plist_case_read_text(cases[i].value);
        bool strict = !cases[i].strict;
        assert_int_equal(aa_plist_truth(&c.plist, c.plist.root, &strict), cases[i].truth);
        assert_int_equal(strict, cases[i].strict);
        plist_case_release(&c);
    }
}

static bool gather_paths(void *context, const aa_plist *plist, uint32_t node, const char *path)
{
    (void)plist;
    (void)node;
    char *all = context;
    size_t n = strlen(all);
    snprintf(all + n, MADE_MAX - n, "[%s]", path);
    return true;
}

static void a_walk_tells_the_way(void **state)
{
    (void)state;
    plist_case c = plist_case_read_text("{a = (x, {b = y;}); c = z;}");
    char all[MADE_MAX] = "";
    assert_true(aa_plist_walk(c.arena, &c.plist, c.plist.root, 100, gather_paths, all));
    assert_string_equal(all, "[][a][a/0][a/1][a/1/b][c]");
    plist_case_release(&c);
}

/* ---- real lists ---- */

static plist_case read_made(const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/plist/%s", TEST_BINARY_DIR, name);
    aa_bytes data = test_read_file(path);
    plist_case c = plist_case_read(data);
    free((void *)(uintptr_t)data.p);
    assert_int_equal(c.err, AA_OK);
    assert_int_equal(c.notes.items.count, 0);
    return c;
}

static int make_lists(void **state)
{
    (void)state;
    char command[1024];
    snprintf(command, sizeof command, "'%s/fixtures/plist/make_plists' '%s/plist'", TEST_SOURCE_DIR,
             TEST_BINARY_DIR);
    return system(command);
}

static void lists_of_other_writers_are_read(void **state)
{
    (void)state;
    static const char *const files[] = {"values.bin", "values.xml", "values.util.bin", "values.util.xml"};
    static const char *const values[][2] = {
        {"Text", "\"plain\""},
        {"Umlaut", "\"Gr\u00fc\u00dfe \u4f60\u597d \U0001f600\""},
        {"Marked", "\"<&>\"'\""},
        {"Empty", "\"\""},
        {"Yes", "true"},
        {"No", "false"},
        {"Small", "7"},
        {"Medium", "70000"},
        {"Negative", "-5"},
        {"Large", "18446744073709551615"},
        {"Real", "1.5"},
        {"Date", "date:730902645"},
        {"Data", "data:000102030405060708090a0b0c0d0e0f10111213"},
        {"List", "[1, [2, {\"Deep\": \"here\"}], []]"},
        {"Shared", "[\"one\", \"one\"]"},
    };
    for (size_t i = 0; i < COUNT(files); i++) {
        plist_case c = read_made(files[i]);
        assert_int_equal(c.plist.form, i % 2 == 0 ? AA_PLIST_BINARY : AA_PLIST_XML);
        for (size_t k = 0; k < COUNT(values); k++)
            assert_string_equal(plist_case_show(&c, values[k][0]), values[k][1]);
        plist_case_release(&c);
    }
}

static void archives_are_followed(void **state)
{
    (void)state;
    static const char *const files[] = {"archive.bin", "archive.xml"};
    for (size_t i = 0; i < COUNT(files); i++) {
        plist_case c = read_made(files[i]);
        const aa_plist *p = &c.plist;
        uint32_t root = aa_plist_path(p, p->root, "$top/root");
        assert_true(aa_plist_is(p, aa_plist_archived_class(p, root), "Thing"));
        assert_true(aa_plist_is(p, aa_plist_archived(p, root, "name"), "a name"));
        assert_int_equal(aa_plist_archived(p, root, "none"), AA_PLIST_NONE);
        assert_int_equal(aa_plist_archived(p, root, "far"), AA_PLIST_NONE);
        assert_int_equal(aa_plist_archived(p, root, "absent"), AA_PLIST_NONE);
        plist_case_release(&c);
    }
}

/* ---- memory ---- */

static bool read_once(void *context)
{
    const aa_bytes *data = context;
    aa_arena *arena = aa_arena_new();
    if (arena == NULL)
        return false;
    aa_limits limits = AA_LIMITS_INIT;
    aa_notes notes;
    aa_notes_init(&notes, arena, 0);
    aa_plist plist;
    aa_err err = aa_plist_read(arena, *data, &limits, &notes, &plist);
    uint32_t visits = 0;
    bool whole = err == AA_OK && aa_plist_walk(arena, &plist, plist.root, 1000, count_visits, &visits);
    assert_true(err == AA_OK || err == AA_E_NOMEM);
    assert_true(err == AA_OK || notes.failed);
    aa_arena_free(arena);
    return whole;
}

static void each_allocation_may_fail(void **state)
{
    (void)state;
    static const char *const files[] = {"values.bin", "values.xml"};
    for (size_t i = 0; i < COUNT(files); i++) {
        char path[512];
        snprintf(path, sizeof path, "%s/plist/%s", TEST_BINARY_DIR, files[i]);
        aa_bytes data = test_read_file(path);
        assert_true(test_each_allocation_fails(read_once, &data, 0) >= 4);
        free((void *)(uintptr_t)data.p);
    }
    char strings[60000] = "a = \"\\U0041";
    memset(strings + strlen(strings), 'x', 50000);
    memcpy(strings + 50011, "\";", 3);
    aa_bytes data = aa_bytes_of(strings, strlen(strings));
    assert_true(test_each_allocation_fails(read_once, &data, 0) >= 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_that_is_there_twice_is_the_first_in_binary_and_the_last_in_text),
        cmocka_unit_test(paths_and_kinds_are_checked),
        cmocka_unit_test(truth_is_what_foundation_makes_of_it),
        cmocka_unit_test(a_walk_tells_the_way),
        cmocka_unit_test(lists_of_other_writers_are_read),
        cmocka_unit_test(archives_are_followed),
        cmocka_unit_test(each_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, make_lists, NULL);
}
