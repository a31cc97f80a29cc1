/* Decoded instructions around findings: which are shown, and which of their texts are not. */
#include <stdio.h>
#include <stdlib.h>

#include "engine/listing_internal.h"
#include "facts/code.h"
#include "support/app.h"
#include "support/fail_alloc.h"
#include "support/machine_case.h"
#include "support/test.h"

static const aa_facts *read_app(test_app *app)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/code/listing.dex", TEST_BINARY_DIR);
    test_app_init(app);
    aa_bytes file = test_read_file(path);
    uint8_t *copy = aa_arena_alloc(app->arena, file.n);
    assert_non_null(copy);
    memcpy(copy, file.p, file.n);
    const zb_entry dex = zb_deflated(app->arena, "classes.dex", aa_bytes_of(copy, file.n));
    free((void *)(uintptr_t)file.p);
    test_app_add(app, "app.apk", TEST_MANIFEST("app", "<application/>"), &dex, 1);
    return test_app_facts(app);
}

/* A finding at the code unit |at| of a method of Lapp/Vault;. */
static aa_finding finding_at(const aa_facts *facts, const char *name, uint64_t at)
{
    static const char *const args[] = {"Vault", "it is told by the finding", NULL};
    const aa_program *p = aa_facts_code(facts)->program;
    aa_type_id type = aa_program_find_type(p, aa_bytes_of("Lapp/Vault;", 11));
    aa_method_id method = aa_type_method_named(p, type, name, AA_NO_ID);
    assert_true(method != AA_NO_ID);
    return (aa_finding){.record = AA_RECORD_HIT,
                        .args = args,
                        .spot = {.kind = AA_LISTING_DALVIK, .function = method, .at = at}};
}

/* |lines| end with NULL; the line of the place begins with '>'. */
static void expect(const char *method, uint64_t at, const char *const *lines)
{
    test_app app;
    const aa_facts *facts = read_app(&app);
    aa_finding finding = finding_at(facts, method, at);
    assert_int_equal(aa_findings_list_code(app.arena, facts, &finding, 1), AA_OK);
    size_t i = 0;
    for (; lines[i] != NULL; i++) {
        bool here = lines[i][0] == '>';
        assert_true(i < finding.code_count);
        assert_string_equal(finding.code[i].text, lines[i] + (here ? 1 : 0));
        assert_int_equal(finding.code[i].here, here);
    }
    assert_int_equal(finding.code_count, i);
    test_app_done(&app);
}

#define LINES(...) ((const char *const[]){__VA_ARGS__, NULL})
#define TAKE       "invoke-static {v0}, Lapp/Vault;->take(Ljava/lang/String;)V"

static void a_text_is_whole_when_it_is_told_or_the_platforms(void **state)
{
    (void)state;
    expect("open", 6,
           LINES("0000 const-string v0, \"co…\" (21)", "0002 const-string v1, \"AES/CBC/PKCS5Padding\"",
                 "0004 const-string v2, \"told by the finding\"", ">0006 " TAKE,
                 "0009 const-string v0, \"android.intent.action.VIEW\""));
    expect("last", 6,
           LINES("0000 const-string v0, \"…\" (3)", "0002 const-string v1, \"…\" (12)",
                 "0004 const-string v1, \"MD5\"", ">0006 " TAKE));
    expect("marks", 6,
           LINES("0000 const-string v0, \",\"", "0002 const-string v1, \"an…\" (18)",
                 "0004 const-string v1, \"AE…\" (19)", ">0006 " TAKE, "0009 return-void"));
}

static void a_place_at_an_end_has_fewer_lines(void **state)
{
    (void)state;
    expect("first", 0, LINES(">0000 " TAKE, "0003 const-string v0, \"k…\" (4)"));
}

static void a_long_line_is_cut(void **state)
{
    test_app app;
    (void)state;
    const aa_facts *facts = read_app(&app);
    aa_finding finding = finding_at(facts, "long", 0);
    assert_int_equal(aa_findings_list_code(app.arena, facts, &finding, 1), AA_OK);
    assert_int_equal(finding.code_count, 2);
    size_t length = strlen(finding.code[1].text);
    assert_true(length < 170);
    assert_string_equal(finding.code[1].text + length - 3, "…");
    test_app_done(&app);
}

static void without_a_place_in_code_there_is_nothing(void **state)
{
    test_app app;
    (void)state;
    const aa_facts *facts = read_app(&app);
    aa_finding findings[5];
    for (size_t i = 0; i < 5; i++)
        findings[i] = finding_at(facts, "open", 6);
    findings[0].spot.kind = AA_LISTING_NONE;
    findings[1].record = AA_RECORD_CLEAR;
    findings[2].spot.at = 7; /* within an instruction */
    findings[3].spot.at = 70000;
    findings[4].spot.function = AA_NO_ID;
    assert_int_equal(aa_findings_list_code(app.arena, facts, findings, 5), AA_OK);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(findings[i].code_count, 0);
    test_app_done(&app);
}

/* ---- machine code -------------------------------------------------------------------------------------- */

static const aa_listing_line *here_of(const aa_listing *l)
{
    const aa_listing_line *here = NULL;
    for (size_t i = 0; i < l->count; i++) {
        assert_true(here == NULL || !l->lines[i].here);
        here = l->lines[i].here ? &l->lines[i] : here;
    }
    assert_non_null(here);
    return here;
}

static aa_listing list_call(machine_case *c, const aa_msite *site, aa_finding *finding, uint64_t off)
{
    finding->spot = (aa_listing_spot){.kind = AA_LISTING_ARM64,
                                      .image = site->image,
                                      .function = site->function,
                                      .at = site->call->at + off};
    aa_listing l = {.arena = aa_machine_arena(c->machine), .finding = finding};
    aa_listing_arm64(&l, &c->base);
    return l;
}

/* True when a line holds |text|. */
static bool shows(const aa_listing *l, const char *text)
{
    bool found = false;
    for (size_t i = 0; i < l->count; i++)
        found = found || strstr(l->lines[i].text, text) != NULL;
    return found;
}

static void calls_and_texts_of_machine_code_have_names(void **state)
{
    static const char *const programs[] = {"values_O0", "values_O2", "values_Os"};
    static const char *const told[] = {"format %@", NULL};
    static const char *const silent[] = {NULL};
    (void)state;
    bool texts = false;
    for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++) {
        machine_case *c = machine_case_open(programs[i]);
        aa_msite site = machine_call(c, "_CC_MD5", "loop");
        aa_finding finding = {.args = told};
        aa_listing l = list_call(c, &site, &finding, 0);
        assert_in_range(l.count, 2, AA_LISTING_BEFORE + 1 + AA_LISTING_BEHIND);
        assert_non_null(strstr(here_of(&l)->text, " ; _CC_MD5"));
        assert_non_null(strstr(here_of(&l)->text, " 0x"));
        site = machine_call(c, "_NSLog", "__main_block_invoke");
        l = list_call(c, &site, &finding, 0);
        bool whole = shows(&l, "; \"%@\"");
        finding.args = silent;
        l = list_call(c, &site, &finding, 0);
        assert_false(shows(&l, "%@"));
        texts = texts || (whole && shows(&l, "; \"…\" (2)"));
        l = list_call(c, &site, &finding, 2); /* within an instruction */
        assert_int_equal(l.count, 0);
        l = list_call(c, &site, &finding, UINT64_C(1) << 40); /* outside */
        assert_int_equal(l.count, 0);
        machine_case_done(c);
    }
    assert_true(texts);
}

static bool list_once(void *context)
{
    test_app *app = context;
    aa_arena *arena = aa_arena_new();
    if (arena == NULL)
        return false;
    aa_finding finding = finding_at(app->facts, "open", 6);
    aa_err err = aa_findings_list_code(arena, app->facts, &finding, 1);
    assert_true(err == AA_E_NOMEM || (err == AA_OK && finding.code_count == 5));
    aa_arena_free(arena);
    return err == AA_OK;
}

static void running_out_of_memory_is_told(void **state)
{
    test_app app;
    (void)state;
    read_app(&app);
    assert_true(test_each_allocation_fails(list_once, &app, 0) > 5);
    test_app_done(&app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_whole_when_it_is_told_or_the_platforms),
        cmocka_unit_test(a_place_at_an_end_has_fewer_lines),
        cmocka_unit_test(a_long_line_is_cut),
        cmocka_unit_test(without_a_place_in_code_there_is_nothing),
        cmocka_unit_test(calls_and_texts_of_machine_code_have_names),
        cmocka_unit_test(running_out_of_memory_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
