/* The release before: out of a result, out of facts. */
#include "facts/previous.h"
#include "support/test.h"

static const char result[] =
    "{\"schema\": \"appassay.result/1\", \"target\": {\"package\": \"tw.example\","
    "\"version_code\": 7, \"signing\": {\"parts\": [{\"signers\": [\"bb\", \"aa\"]},"
    "{\"signers\": [\"cc\"]}]}}, \"inventory\": {\"permissions\": [{\"name\": \"p.B\"},"
    "{\"name\": \"p.A\"}, {\"name\": \"p.B\"}]}}";

static aa_err parse(aa_arena *arena, const char *text, const aa_previous **out)
{
    const char *detail = NULL;
    aa_err err = aa_previous_parse(arena, aa_bytes_of(text, strlen(text)), "old.json", &detail, out);
    if (err == AA_E_FORMAT)
        assert_non_null(detail);
    return err;
}

static void a_result_gives_signers_of_the_base_and_permissions_once(void **state)
{
    (void)state;
    aa_arena *arena = aa_arena_new();
    const aa_previous *p = NULL;
    assert_int_equal(parse(arena, result, &p), AA_OK);
    assert_string_equal(p->source, "old.json");
    assert_string_equal(p->package, "tw.example");
    assert_int_equal(p->version_code, 7);
    assert_int_equal(p->signer_count, 2);
    assert_string_equal(p->signers[0], "aa");
    assert_int_equal(p->permission_count, 2);
    assert_string_equal(p->permissions[0], "p.A");
    assert_string_equal(p->permissions[1], "p.B");
    aa_arena_free(arena);
}

static void other_json_and_other_text_are_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {"{}",
                                        "[]",
                                        "{\"schema\": \"appassay.result/2\"}",
                                        "{",
                                        "",
                                        "{\"schema\": 1}",
                                        "{\"schema\": \"appassay.result/1\", \"schema\": \"x\"}"};
    aa_arena *arena = aa_arena_new();
    const aa_previous *p = NULL;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_int_equal(parse(arena, wrong[i], &p), AA_E_FORMAT);
    assert_int_equal(parse(arena, "{\"schema\": \"appassay.result/1\"}", &p), AA_OK);
    assert_null(p->package);
    assert_int_equal(p->signer_count, 0);
    aa_arena_free(arena);
}

static void facts_become_the_next_run_s_previous(void **state)
{
    (void)state;
    aa_arena *arena = aa_arena_new();
    const aa_permission_use uses[] = {{.name = "p.B"}, {.name = "p.A"}, {.name = "p.A"}};
    const aa_facts facts = {.manifest = {.package = {.value = "tw.example"},
                                         .version_code = 8,
                                         .permissions = uses,
                                         .permission_count = 3}};
    const aa_previous *p = aa_previous_of(arena, &facts, "old.apk");
    assert_non_null(p);
    assert_int_equal(p->permission_count, 2);
    assert_string_equal(p->permissions[0], "p.A");
    assert_int_equal(p->signer_count, 0);
    assert_int_equal(p->version_code, 8);
    aa_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_result_gives_signers_of_the_base_and_permissions_once),
        cmocka_unit_test(other_json_and_other_text_are_refused),
        cmocka_unit_test(facts_become_the_next_run_s_previous),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
