/* From an archive to facts about iOS signatures. */
#include <stdio.h>
#include <unistd.h>

#include "facts/collect.h"
#include "facts/ios_signing.h"
#include "support/codesign_case.h"
#include "support/fail_alloc.h"
#include "support/test.h"

#define WORK TEST_BINARY_DIR "/test_ios_signing.ipa"

/* The archive |path| as facts. */
typedef struct reading {
    aa_arena *arena;
    aa_package *package;
    aa_facts *facts;
    aa_err err;
} reading;

static reading read_app(const char *path)
{
    const aa_limits limits = AA_LIMITS_INIT;
    const char *detail = NULL;
    aa_notes notes;
    reading r = {.arena = aa_arena_new(), .err = AA_E_NOMEM};
    if (r.arena == NULL)
        return r;
    aa_notes_init(&notes, r.arena, limits.note_repeats);
    r.err = aa_package_open(r.arena, &path, 1, &limits, &notes, &r.package, &detail);
    if (r.err == AA_OK)
        r.err = aa_facts_collect_declared(r.arena, r.package, &limits, 1, &notes, &r.facts);
    return r;
}

static void done(reading *r)
{
    aa_facts_release(r->facts);
    aa_package_close(r->package);
    aa_arena_free(r->arena);
}

/* The members of |t| as facts. */
static reading read_case(codesign_case *t)
{
    aa_bytes file = zb_build(t->arena, t->entries, t->count, NULL);
    FILE *f = fopen(WORK, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(file.p, 1, file.n, f), file.n);
    fclose(f);
    reading r = read_app(WORK);
    assert_int_equal(r.err, AA_OK);
    assert_non_null(r.facts->ios_signing);
    return r;
}

static const aa_gap *gap_of(const aa_facts *facts, const char *code)
{
    for (size_t i = 0; i < facts->coverage.gap_count; i++)
        if (strcmp(facts->coverage.gaps[i].code, code) == 0)
            return &facts->coverage.gaps[i];
    return NULL;
}

static void bundles_and_programs_are_found(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "good");
    reading r = read_case(t);
    const aa_ios_signing *s = r.facts->ios_signing;
    assert_int_equal(s->bundle_count, 2);
    assert_string_equal(s->bundles[0].path, "Payload/App.app");
    assert_true(s->bundles[0].main);
    assert_string_equal(s->bundles[0].identifier, "org.example.app");
    assert_non_null(s->bundles[0].profile);
    assert_int_equal(s->bundles[1].kind, AA_IOS_FRAMEWORK);
    assert_false(s->bundles[1].main);
    assert_int_equal(s->code_count, 2);
    const aa_ios_code *code = aa_ios_main_code(s);
    assert_string_equal(code->member, "Payload/App.app/App");
    assert_string_equal(code->slice, "arm64");
    assert_true(code->executable);
    assert_ptr_equal(code->bundle, &s->bundles[0]);
    assert_int_equal(code->entitlement_count, 5);
    const aa_ios_entitlement *e = aa_ios_entitlement_of(code, "keychain-access-groups");
    assert_string_equal(e->value, "[TEAM123456.org.example.app]");
    assert_int_equal(e->item_count, 1);
    assert_int_equal(aa_ios_entitlement_of(code, "get-task-allow")->truth, AA_YES);
    assert_null(aa_ios_entitlement_of(code, "get-task"));
    assert_non_null(aa_ios_signer(code));
    assert_int_equal(r.facts->coverage.area[AA_AREA_SIGNATURE], AA_AREA_READ);
    done(&r);
}

static void a_program_that_cannot_be_read_is_a_gap(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "good");
    zb_entry *program = codesign_case_member(t, "App");
    uint8_t *copy = aa_arena_alloc(t->arena, 64);
    memcpy(copy, program->body.p, 40); /* the header and half a load command */
    zb_entry broken = zb_stored("Payload/App.app/App", aa_bytes_of(copy, 40));
    *program = broken;
    reading r = read_case(t);
    const aa_ios_code *code = aa_ios_main_code(r.facts->ios_signing);
    assert_false(code->readable);
    assert_non_null(gap_of(r.facts, "sign.code_unread"));
    assert_int_equal(r.facts->coverage.area[AA_AREA_SIGNATURE], AA_AREA_PARTIAL);
    done(&r);
}

static void a_member_that_cannot_be_read_is_a_gap(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "good");
    zb_entry *list = codesign_case_member(t, "data/list.json");
    *list = zb_deflated(t->arena, "Payload/App.app/data/list.json", zb_noise(t->arena, 3000, 1));
    uint8_t *body = aa_arena_alloc(t->arena, list->body.n);
    memset(body, 0xff, list->body.n);
    list->body = aa_bytes_of(body, list->body.n);
    reading r = read_case(t);
    assert_int_equal(r.facts->ios_signing->bundles[0].seal->counts[AA_SEAL_UNREAD], 1);
    assert_non_null(gap_of(r.facts, "sign.member_unread"));
    done(&r);
}

static void an_app_without_its_program_has_no_code(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "good");
    codesign_case_remove(t, "App");
    codesign_case_remove(t, "Frameworks/Kit.framework/Kit");
    reading r = read_case(t);
    assert_int_equal(r.facts->ios_signing->code_count, 0);
    assert_false(r.facts->ios_signing->bundles[0].executable_there);
    assert_null(aa_ios_main_code(r.facts->ios_signing));
    done(&r);
}

static void a_link_is_no_program(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "good");
    zb_entry *program = codesign_case_member(t, "App");
    *program = zb_stored("Payload/App.app/App", zb_text("/bin/sh"));
    program->external_attributes = UINT32_C(0120755) << 16;
    reading r = read_case(t);
    assert_false(r.facts->ios_signing->bundles[0].executable_there);
    assert_true(r.facts->ios_signing->bundles[1].executable_there);
    assert_null(aa_ios_main_code(r.facts->ios_signing));
    done(&r);
}

static void a_program_under_a_name_used_twice_is_looked_at_twice(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "good");
    codesign_case_load(t, "unsigned");
    aa_bytes other = codesign_case_member(t, "App")->body;
    codesign_case_load(t, "good");
    t->entries[t->count++] = zb_stored("Payload/App.app/App", other);
    reading r = read_case(t);
    assert_int_equal(r.facts->ios_signing->code_count, 3);
    assert_true(r.facts->ios_signing->codes[0].signature->present);
    assert_false(r.facts->ios_signing->codes[2].signature->present);
    done(&r);
}

static bool attempt(void *context)
{
    (void)context;
    reading r = read_app(WORK);
    bool ok = r.err == AA_OK && r.facts->ios_signing->code_count == 2;
    done(&r);
    return ok;
}

static void memory_that_runs_out_is_an_error(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "agile");
    reading r = read_case(t);
    done(&r);
    assert_true(test_each_allocation_fails(attempt, t, 0) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        codesign_test(bundles_and_programs_are_found),
        codesign_test(a_program_that_cannot_be_read_is_a_gap),
        codesign_test(a_member_that_cannot_be_read_is_a_gap),
        codesign_test(an_app_without_its_program_has_no_code),
        codesign_test(a_link_is_no_program),
        codesign_test(a_program_under_a_name_used_twice_is_looked_at_twice),
        codesign_test(memory_that_runs_out_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
