/* YAML as people write it: the tree, the places of faults, what is refused. */
#include "reports/answers/yaml.h"

#include <stdio.h>
#include <stdlib.h>

#include "support/fail_alloc.h"
#include "support/test.h"

static aa_err parse(aa_arena *arena, const char *text, aa_faults *faults, aa_yaml **out)
{
    aa_faults_init(faults, arena);
    return aa_yaml_parse(arena, aa_bytes_of(text, strlen(text)), faults, out);
}

static void a_tree_keeps_texts_and_places(void **state)
{
    (void)state;
    aa_arena *arena = aa_arena_new();
    aa_faults faults;
    aa_yaml *root = NULL;
    assert_int_equal(parse(arena, "a: no\nb:\n  - 01\n  - {c: '符合'}\nd: |\n  x\n  y\ne:\n", &faults, &root),
                     AA_OK);
    assert_int_equal(root->count, 4);
    assert_string_equal(aa_yaml_get(root, "a")->text, "no");
    const aa_yaml *list = aa_yaml_get(root, "b");
    assert_int_equal(list->kind, AA_YAML_LIST);
    assert_string_equal(list->first->text, "01");
    assert_int_equal(list->first->line, 3);
    assert_int_equal(list->first->column, 5);
    assert_null(list->first->key);
    assert_string_equal(aa_yaml_get(list->first->next, "c")->text, "符合");
    assert_string_equal(aa_yaml_get(root, "d")->text, "x\ny\n");
    assert_string_equal(aa_yaml_get(root, "e")->text, "");
    assert_int_equal(aa_yaml_get(root, "e")->key_line, 8);
    assert_null(aa_yaml_get(root, "f"));
    assert_null(aa_yaml_get(list, "c"));
    aa_arena_free(arena);
}

static void what_surprises_is_refused_with_its_place(void **state)
{
    (void)state;

    static const struct {
        const char *text;
        size_t line, column;
        const char *says;
    } bad[] = {
        {"a: 1\nb: 2\na: 3\n", 3, 1, "the key \"a\" comes twice; the first is in line 1"},
        {"a: &x 1\n", 1, 4, "anchors"},
        {"a: &x [1]\n", 1, 4, "anchors"},
        {"a: *x\n", 1, 4, "aliases"},
        {"a: !!str 1\n", 1, 4, "tags"},
        {"a: !x {b: 1}\n", 1, 4, "tags"},
        {"? [a]\n: 1\n", 1, 3, "a key is a word"},
        {"a: 1\n---\nb: 2\n", 2, 1, "second document"},
        {"%YAML 1.1\n---\na: 1\n", 1, 1, "directives"},
        {"a: \"\\0\"\n", 1, 4, "control character"},
        {"a: \"\\x1b[31m\"\n", 1, 4, "control character"},
        {"a: [1\nb: 2\n", 2, 2, "no YAML"},
        {"a: 1\n\tb: 2\n", 2, 1, "no YAML"},
        {"a: \xff\n", 1, 1, "no UTF-8"},
        {"- 1\n", 1, 1, "no map"},
        {"", 1, 1, "no map"},
        {"a: [[[[[[[[[[1]]]]]]]]]]\n", 1, 13, "nested too deep"},
    };

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        aa_arena *arena = aa_arena_new();
        aa_faults faults;
        aa_yaml *root = NULL;
        assert_int_not_equal(parse(arena, bad[i].text, &faults, &root), AA_OK);
        assert_int_equal(faults.items.count, 1);
        const aa_fault *fault = faults.items.items;
        if (strstr(fault->text, bad[i].says) == NULL || fault->line != bad[i].line ||
            fault->column != bad[i].column)
            fail_msg("%s: %zu:%zu %s", bad[i].text, fault->line, fault->column, fault->text);
        aa_arena_free(arena);
    }
}

static void a_file_has_limits(void **state)
{
    (void)state;
    aa_arena *arena = aa_arena_new();
    aa_faults faults;
    aa_yaml *root = NULL;
    size_t size = AA_YAML_BYTES + 1;
    char *text = malloc(size + 1);
    assert_non_null(text);
    memset(text, '\n', size);
    text[size] = '\0';
    assert_int_equal(parse(arena, text, &faults, &root), AA_E_LIMIT);
    size_t n = (size_t)snprintf(text, size, "a: [");
    for (size_t i = 0; i <= AA_YAML_MEMBERS; i++)
        n += (size_t)snprintf(text + n, size - n, "1,");
    snprintf(text + n, size - n, "]\n");
    assert_int_equal(parse(arena, text, &faults, &root), AA_E_LIMIT);
    free(text);
    aa_arena_free(arena);
}

static void a_mark_of_byte_order_is_skipped(void **state)
{
    (void)state;
    aa_arena *arena = aa_arena_new();
    aa_faults faults;
    aa_yaml *root = NULL;
    assert_int_equal(parse(arena,
                           "\xef\xbb\xbf"
                           "a: 1\r\nb: 2\r\n",
                           &faults, &root),
                     AA_OK);
    assert_string_equal(aa_yaml_get(root, "b")->text, "2");
    aa_arena_free(arena);
}

static bool parse_once(void *context)
{
    (void)context;
    aa_arena *arena = aa_arena_new();
    if (arena == NULL)
        return false;
    aa_faults faults;
    aa_yaml *root = NULL;
    aa_err err = parse(arena, "a: {b: [1, 2]}\nc: text\n", &faults, &root);
    aa_arena_free(arena);
    assert_true(err == AA_OK || err == AA_E_NOMEM);
    return err == AA_OK;
}

static void each_allocation_may_fail(void **state)
{
    (void)state;
    assert_true(test_each_allocation_fails(parse_once, NULL, 0) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tree_keeps_texts_and_places),
        cmocka_unit_test(what_surprises_is_refused_with_its_place),
        cmocka_unit_test(a_file_has_limits),
        cmocka_unit_test(a_mark_of_byte_order_is_skipped),
        cmocka_unit_test(each_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
