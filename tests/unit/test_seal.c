/* Seals of bundles: files that changed, went or came; and the patterns of their rules. */
#include "signing/pattern.h"
#include "support/codesign_case.h"
#include "support/fail_alloc.h"
#include "support/test.h"

#define SEAL "_CodeSignature/CodeResources"

static void a_sealed_bundle_is_whole(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "good");
    codesign_case_seal(t);
    assert_string_equal(codesign_case_problems(t), "");
    assert_null(t->seal.error);
    assert_int_equal(t->seal.version, 2);
    assert_false(t->seal.sha1_only);
    /* list.json, the link, the strings, the profile, and four files of the framework */
    assert_int_equal(t->seal.sealed, 8);
    assert_int_equal(t->seal.matched, 8);
    assert_int_equal(t->seal.omitted, 2); /* Info.plist and .DS_Store */
}

static void changes_are_named(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "good");
    codesign_case_write(t, "data/list.json", "[]");
    codesign_case_write(t, "Frameworks/Kit.framework/readme.txt", "another framework\n");
    codesign_case_seal(t);
    assert_string_equal(codesign_case_problems(t),
                        "changed Frameworks/Kit.framework/readme.txt\nchanged data/list.json\n");
    assert_int_equal(t->seal.matched, 6);
}

static void files_that_went_or_came_are_named(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "good");
    codesign_case_remove(t, "data/list.json");
    codesign_case_write(t, "data/inject.dylib", "code");
    codesign_case_write(t, "sub/.DS_Store", "x");
    codesign_case_write(t, "SC_Info/App.sinf", "x");
    codesign_case_seal(t);
    assert_string_equal(codesign_case_problems(t), "added data/inject.dylib\nmissing data/list.json\n");
}

static void a_translation_may_go_and_not_change(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "good");
    codesign_case_remove(t, "zh-Hant.lproj/InfoPlist.strings");
    codesign_case_seal(t);
    assert_string_equal(codesign_case_problems(t), "");
    assert_int_equal(t->seal.absent, 1);
    codesign_case_write(t, "zh-Hant.lproj/InfoPlist.strings", "other");
    codesign_case_write(t, "fr.lproj/InfoPlist.strings", "new");
    codesign_case_seal(t);
    assert_string_equal(codesign_case_problems(t),
                        "changed zh-Hant.lproj/InfoPlist.strings\nadded fr.lproj/InfoPlist.strings\n");
}

static void a_link_must_lead_where_it_led(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "good");
    zb_entry *link = codesign_case_member(t, "current.json");
    uint32_t attributes = link->external_attributes;
    codesign_case_write(t, "current.json", "data/other.json");
    link->external_attributes = attributes;
    codesign_case_seal(t);
    assert_string_equal(codesign_case_problems(t), "changed current.json\n");
    codesign_case_write(t, "current.json", "data/list.json"); /* the same content, but a plain file */
    codesign_case_seal(t);
    assert_string_equal(codesign_case_problems(t), "changed current.json\n");
}

static void two_members_of_one_name_cannot_be_told(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "good");
    t->entries[t->count++] = zb_stored("Payload/App.app/data/list.json", zb_text("[1]"));
    codesign_case_seal(t);
    assert_int_equal(t->seal.counts[AA_SEAL_UNREAD], 1);
    assert_string_equal(t->seal.error, "seal.files_unread");
}

/* A seal of our own text: |rules| and |files| are the content of their dictionaries. */
static void seal_with(codesign_case *t, const char *rules, const char *files)
{
    codesign_case_load(t, "good");
    codesign_case_write(
        t, SEAL,
        aa_arena_printf(t->arena,
                        "<?xml version=\"1.0\"?><plist version=\"1.0\"><dict><key>rules2</key>"
                        "<dict>%s</dict><key>files2</key><dict>%s</dict></dict></plist>",
                        rules, files));
    codesign_case_seal(t);
}

static void the_heaviest_rule_decides(void **state)
{
    codesign_case *t = *state;
    seal_with(
        t,
        "<key>^.*</key><true/><key>.</key><dict><key>omit</key><true/><key>weight</key><real>2</real></dict>"
        "<key>^data/</key><dict><key>weight</key><real>3</real></dict>",
        "");
    assert_string_equal(codesign_case_problems(t), "added data/list.json\n");
    seal_with(t, "<key>^data/</key><false/>", "");
    assert_string_equal(codesign_case_problems(t), "");
    seal_with(t, "<key>^data/</key><true/>",
              "<key>data/list.json</key><dict><key>cdhash</key><data>AAAA</data></dict>");
    assert_string_equal(codesign_case_problems(t), "changed data/list.json\n");
    seal_with(t, "<key>^.*</key><false/>",
              "<key>Tool.app</key><dict><key>cdhash</key><data>AAAA</data></dict>");
    assert_string_equal(codesign_case_problems(t), "nested Tool.app\n");
    assert_string_equal(t->seal.error, "seal.files_unread");
}

static void what_cannot_be_followed_is_told(void **state)
{
    codesign_case *t = *state;
    seal_with(t, "<key>a{2,3}</key><true/>", "");
    assert_string_equal(t->seal.error, "seal.pattern");
    assert_string_equal(t->seal.detail, "a{2,3}");
    codesign_case_write(t, SEAL, "no list");
    codesign_case_seal(t);
    assert_string_equal(t->seal.error, "seal.malformed");
    codesign_case_write(t, SEAL, "<plist version=\"1.0\"><dict><key>files</key><true/></dict></plist>");
    codesign_case_seal(t);
    assert_string_equal(t->seal.error, "seal.no_rules");
    codesign_case_remove(t, SEAL);
    codesign_case_seal(t);
    assert_false(t->seal.present);
}

static void the_old_form_is_followed_too(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "good");
    codesign_case_write(t, SEAL,
                        "<plist version=\"1.0\"><dict><key>rules</key><dict><key>^data/</key><true/></dict>"
                        "<key>files</key><dict><key>data/list.json</key><data>"
                        "7Bea5idR/GoeosoFHmlBHiHLdEc=</data></dict></dict></plist>");
    codesign_case_seal(t);
    assert_int_equal(t->seal.version, 1);
    assert_true(t->seal.sha1_only);
    assert_string_equal(codesign_case_problems(t), "");
    assert_int_equal(t->seal.matched, 1);
}

/* ---- patterns ------------------------------------------------------------------------------------- */

static void patterns_match_as_extended_expressions_do(void **state)
{
    static const struct {
        const char *pattern, *text;
        bool matches;
    } cases[] = {{"^.*", "", true},
                 {"^", "x", true},
                 {"b", "abc", true},
                 {"^b", "abc", false},
                 {"c$", "abc", true},
                 {"b$", "abc", false},
                 {"^a.c$", "abc", true},
                 {"^(.*/)?\\.DS_Store$", ".DS_Store", true},
                 {"^(.*/)?\\.DS_Store$", "a/b/.DS_Store", true},
                 {"^(.*/)?\\.DS_Store$", "a.DS_Store", false},
                 {".*\\.dSYM($|/)", "a.dSYM", true},
                 {".*\\.dSYM($|/)", "a.dSYM/x", true},
                 {".*\\.dSYM($|/)", "a.dSYMx", false},
                 {"^[^/]+$", "a", true},
                 {"^[^/]+$", "a/b", false},
                 {"^(Frameworks|PlugIns|Library/(Automator|Spotlight))/", "Library/Spotlight/x", true},
                 {"^(Frameworks|PlugIns|Library/(Automator|Spotlight))/", "Library/x", false},
                 {"^a+b*c?$", "aab", true},
                 {"^a+b*c?$", "b", false},
                 {"^(ab)+$", "ababab", true},
                 {"^(ab)+$", "aba", false},
                 {"[]x]", "]", true},
                 {"^[a-c]*$", "abcab", true},
                 {"(a*)*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", false}};

    aa_arena *arena = aa_arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        aa_pattern *p = NULL;
        uint64_t budget = 10000;
        assert_int_equal(aa_pattern_compile(arena, zb_text(cases[i].pattern), &p), AA_OK);
        if (aa_pattern_matches(p, zb_text(cases[i].text), &budget) != cases[i].matches || budget == 0)
            fail_msg("%s on %s", cases[i].pattern, cases[i].text);
    }
    aa_arena_free(arena);
}

static void patterns_of_other_kinds_are_refused(void **state)
{
    static const char *const cases[] = {"a{2}", "(",  ")",  "(a", "a)",          "[a", "*",
                                        "|a",   "a|", "()", "\\", "[[:alpha:]]", ""};
    aa_arena *arena = aa_arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        aa_pattern *p = NULL;
        assert_int_equal(aa_pattern_compile(arena, zb_text(cases[i]), &p), AA_E_UNSUPPORTED);
    }
    char *deep = aa_arena_alloc(arena, 2000);
    memset(deep, '(', 1999);
    aa_pattern *p = NULL;
    assert_int_equal(aa_pattern_compile(arena, zb_text(deep), &p), AA_E_LIMIT);
    deep[900] = '\0';
    assert_int_equal(aa_pattern_compile(arena, zb_text(deep), &p), AA_E_UNSUPPORTED);
    aa_arena_free(arena);
}

static void a_budget_ends_a_match(void **state)
{
    aa_arena *arena = aa_arena_new();
    aa_pattern *p = NULL;
    uint64_t budget = 5;
    (void)state;
    assert_int_equal(aa_pattern_compile(arena, zb_text("xyz$"), &p), AA_OK);
    assert_false(aa_pattern_matches(p, zb_text("aaaaaaaaaaaaxyz"), &budget));
    assert_int_equal(budget, 0);
    aa_arena_free(arena);
}

/* Code that is kept for later is digested when a seal asks, and then as everything else is. */
static void kept_code_is_digested_when_asked(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "good");
    codesign_case_write(t, "extra", "\xcf\xfa\xed\xfe\x0c\x01\x01\x01");
    aa_notes notes;
    aa_zip *zip = NULL;
    aa_member_digests kept, all;
    size_t seen = 0;
    aa_notes_init(&notes, t->arena, 10);
    aa_bytes file = zb_build(t->arena, t->entries, t->count, NULL);
    assert_int_equal(aa_zip_open(t->arena, file, 34, &t->limits, &notes, &zip), AA_OK);
    assert_int_equal(aa_member_digests_make(t->arena, zip, "Payload/", 1 << 20, 1 << 24, 1, false, &all),
                     AA_OK);
    assert_int_equal(aa_member_digests_make(t->arena, zip, "Payload/", 1 << 20, 1 << 24, 1, true, &kept),
                     AA_OK);
    for (size_t i = 0; i < kept.count; i++) {
        aa_member_digest d;
        aa_zip_content content = kept.items[i].content;
        assert_int_equal(all.items[i].digested, all.items[i].state == AA_MEMBER_READ);
        if (!kept.items[i].is_code)
            continue;
        assert_false(kept.items[i].digested);
        assert_int_equal(aa_member_digest_of(&kept, i, &d), AA_OK);
        assert_memory_equal(d.sha1, all.items[i].sha1, sizeof d.sha1);
        assert_memory_equal(d.sha256, all.items[i].sha256, sizeof d.sha256);
        aa_zip_content_done(&content);
        seen++;
    }
    assert_true(seen > 0);
}

static bool attempt(void *context)
{
    codesign_case *t = context;
    aa_arena *arena = aa_arena_new();
    aa_notes notes;
    aa_zip *zip = NULL;
    aa_member_digests members;
    aa_seal out;
    aa_seal_request request = {.members = &members,
                               .bundle = "Payload/App.app/",
                               .executable = "App",
                               .there = AA_CS_THERE,
                               .resources = codesign_case_member(t, SEAL)->body,
                               .limits = &t->limits};
    bool done = false;
    if (arena != NULL) {
        aa_notes_init(&notes, arena, 10);
        done =
            aa_zip_open(arena, t->request.slice, 34, &t->limits, &notes, &zip) == AA_OK &&
            aa_member_digests_make(arena, zip, "Payload/", 1 << 20, 1 << 24, 1, false, &members) == AA_OK &&
            aa_seal_verify(arena, &request, &out) == AA_OK && out.problem_count == 1;
    }
    aa_arena_free(arena);
    return done;
}

static void memory_that_runs_out_is_an_error(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "good");
    codesign_case_write(t, "extra", "x");
    t->request.slice = zb_build(t->arena, t->entries, t->count, NULL);
    assert_true(test_each_allocation_fails(attempt, t, 0) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        codesign_test(a_sealed_bundle_is_whole),
        codesign_test(changes_are_named),
        codesign_test(files_that_went_or_came_are_named),
        codesign_test(a_translation_may_go_and_not_change),
        codesign_test(a_link_must_lead_where_it_led),
        codesign_test(two_members_of_one_name_cannot_be_told),
        codesign_test(the_heaviest_rule_decides),
        codesign_test(what_cannot_be_followed_is_told),
        codesign_test(the_old_form_is_followed_too),
        codesign_test(kept_code_is_digested_when_asked),
        cmocka_unit_test(patterns_match_as_extended_expressions_do),
        cmocka_unit_test(patterns_of_other_kinds_are_refused),
        cmocka_unit_test(a_budget_ends_a_match),
        codesign_test(memory_that_runs_out_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
