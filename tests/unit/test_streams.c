#include "facts/streams_code.h"

#include "support/program_case.h"
#include "support/test.h"

/* What is seen of the program "writes" when |most| writes are looked at. */
static size_t writes_seen(uint32_t most, size_t *unread)
{
    program_case t;
    program_case_begin(&t, "writes");
    t.limits.code_writes = most;
    aa_reach_map *reach = NULL;
    aa_shapes *shapes = NULL;
    assert_int_equal(aa_reach_build(t.program, NULL, 0, &reach), AA_OK);
    assert_int_equal(aa_shapes_find(t.program, &shapes), AA_OK);
    const aa_code_base base = {.program = t.program, .reach = reach, .shapes = shapes, .limits = &t.limits};
    aa_code *code = aa_code_new(&base);
    assert_non_null(code);
    const aa_facts facts = {.platform = AA_PLATFORM_ANDROID};
    const aa_file_out *files = NULL;
    assert_int_equal(aa_files_written(code, &facts, &files, unread), 1);
    size_t writes = files[0].writes;
    aa_code_free(code);
    aa_shapes_free(shapes);
    aa_reach_free(reach);
    program_case_end(&t);
    return writes;
}

static void writes_beyond_the_limit_are_told(void **state)
{
    (void)state;
    size_t unread = 0;
    assert_int_equal(writes_seen(4000, &unread), 3);
    assert_int_equal(unread, 0);
    assert_int_equal(writes_seen(2, &unread), 2);
    assert_int_equal(unread, 1);
    assert_int_equal(writes_seen(0, &unread), 0);
    assert_int_equal(unread, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_beyond_the_limit_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
