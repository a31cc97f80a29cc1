#include "engine/findings.h"

#include <string.h>

#include "engine/sink.h"
#include "support/fail_alloc.h"
#include "support/test.h"

static const aa_message messages[] = {{"first", {"F {0}", "甲 {0}"}}, {"second", {"S", "乙"}}};

static void record_out_of_order(const aa_check_input *in, aa_sink *sink)
{
    const aa_place b = {.artifact = "app-1.0.apk", .member = "b", .offset = 7, .line = 3, .path = "p"};
    const aa_place a = {.artifact = "app-1.0.apk", .member = "a", .offset = in->facts->manifest.version_code};
    aa_hit(sink, 1, &b, AA_NO_ARGS);
    aa_hit(sink, 0, &b, AA_ARGS("y"));
    aa_hit(sink, 0, &b, AA_ARGS("x"));
    aa_hit_as(sink, 0, AA_SEVERITY_LOW, AA_NOT_REACHED, AA_OWNER_LIBRARY, &a, AA_ARGS(aa_arg_int(sink, -42)));
    aa_hit(sink, 0, &b, AA_ARGS("x"));
}

static void record_each_kind(const aa_check_input *in, aa_sink *sink)
{
    (void)in;
    aa_clear(sink, 0, NULL, AA_NO_ARGS);
    aa_cannot_tell(sink, 0, NULL, AA_NO_ARGS);
    aa_absent(sink, 1, AA_NO_ARGS);
}

static const aa_check defect = {.platforms = AA_PLATFORM_ANDROID,
                                .kind = AA_KIND_DEFECT,
                                .severity = AA_SEVERITY_HIGH,
                                AA_MESSAGES(messages),
                                .run = record_out_of_order};
static const aa_check other = {
    .platforms = AA_PLATFORM_ANDROID, .kind = AA_KIND_HINT, AA_MESSAGES(messages), .run = record_each_kind};
static const aa_check foreign = {
    .platforms = AA_PLATFORM_IOS, AA_MESSAGES(messages), .run = record_each_kind};
static const aa_check_entry checks[] = {
    {"android-defect", &defect}, {"android-other", &other}, {"ios-foreign", &foreign}};

typedef struct records {
    aa_arena *arena;
    const aa_finding *items;
    size_t count;
} records;

/* What the checks record about an app in |file| whose version is |version|. */
static aa_err collect(records *r, const char *file, const char *split, uint64_t version)
{
    *r = (records){.arena = aa_arena_new()};
    if (r->arena == NULL)
        return AA_E_NOMEM;
    aa_artifact artifact = {.name = file, .split = split};
    aa_facts facts = {.platform = AA_PLATFORM_ANDROID, .artifacts = &artifact, .artifact_count = 1};
    facts.manifest.version_code = version;
    aa_check_input in = {.facts = &facts};
    return aa_findings_collect(r->arena, checks, 3, &in, 1, NULL, &r->items, &r->count);
}

/* Places are told in texts that are gone when the files of the app are closed. */
static void a_record_keeps_its_own_place(void **state)
{
    (void)state;
    char texts[5][2] = {"a", "m", "p", "c", "f"};
    const aa_place place = {.artifact = texts[0],
                            .member = texts[1],
                            .path = texts[2],
                            .class_name = texts[3],
                            .method = texts[4],
                            .offset = AA_NO_OFFSET};
    aa_sink sink;
    aa_arena *arena = aa_arena_new();
    assert_non_null(arena);
    aa_sink_init(&sink, arena);
    sink.check = &checks[0];
    aa_hit(&sink, 1, &place, AA_ARGS("x"));
    memset(texts, 'z', sizeof texts);
    assert_false(sink.failed);
    const aa_place *kept = &((const aa_finding *)sink.findings.items)[0].place;
    assert_string_equal(kept->artifact, "a");
    assert_string_equal(kept->member, "m");
    assert_string_equal(kept->path, "p");
    assert_string_equal(kept->class_name, "c");
    assert_string_equal(kept->method, "f");
    aa_arena_free(arena);
}

static void records_are_sorted_by_check_place_message_and_arguments(void **state)
{
    (void)state;
    records r;
    assert_int_equal(collect(&r, "app-1.0.apk", "", 5), AA_OK);
    assert_int_equal(r.count, 8);
    assert_string_equal(r.items[0].place.member, "a");
    assert_string_equal(r.items[0].args[0], "-42");
    assert_string_equal(r.items[1].args[0], "x");
    assert_string_equal(r.items[2].args[0], "x");
    assert_string_equal(r.items[3].args[0], "y");
    assert_int_equal(r.items[4].message, 1);
    assert_string_equal(r.items[5].check->id, "android-other");
    assert_int_equal(r.items[5].record, AA_RECORD_CLEAR);
    assert_int_equal(r.items[6].record, AA_RECORD_UNDECIDED);
    assert_int_equal(r.items[7].record, AA_RECORD_ABSENT);
    aa_arena_free(r.arena);
}

static void a_record_has_at_most_the_severity_of_its_check(void **state)
{
    (void)state;
    records r;
    assert_int_equal(collect(&r, "app-1.0.apk", "", 5), AA_OK);
    assert_int_equal(r.items[0].severity, AA_SEVERITY_LOW);
    assert_int_equal(r.items[0].reach, AA_NOT_REACHED);
    assert_int_equal(r.items[0].owner, AA_OWNER_LIBRARY);
    assert_int_equal(r.items[1].severity, AA_SEVERITY_HIGH);
    assert_int_equal(r.items[1].reach, AA_REACH_NONE_NEEDED);
    assert_int_equal(r.items[5].severity, AA_SEVERITY_INFO);
    assert_true(r.items[5].place.offset == AA_NO_OFFSET);
    aa_arena_free(r.arena);
}

static void fingerprints_are_unique_and_outlive_offsets_and_file_names(void **state)
{
    (void)state;
    records old;
    records new;
    assert_int_equal(collect(&old, "app-1.0.apk", "", 5), AA_OK);
    assert_int_equal(collect(&new, "app-1.0.apk", "", 6), AA_OK);
    for (size_t i = 0; i < old.count; i++) {
        assert_int_equal(strlen(old.items[i].fingerprint), AA_FINGERPRINT - 1);
        assert_string_equal(old.items[i].fingerprint, new.items[i].fingerprint);
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(old.items[i].fingerprint, old.items[k].fingerprint);
    }
    aa_arena_free(new.arena);
    assert_int_equal(collect(&new, "app-1.0.apk", "config.en", 5), AA_OK); /* another split of the app */
    assert_string_not_equal(old.items[0].fingerprint, new.items[0].fingerprint);
    assert_string_equal(old.items[5].fingerprint, new.items[5].fingerprint);
    aa_arena_free(new.arena);
    aa_arena_free(old.arena);
}

static void record_one(const aa_check_input *in, aa_sink *sink)
{
    (void)in;
    aa_hit(sink, 1, NULL, AA_NO_ARGS);
}

/* How many records a check of |areas| makes about |facts|. */
static size_t records_of(const aa_facts *facts, unsigned areas)
{
    aa_check check = {.platforms = AA_PLATFORM_ANDROID,
                      .kind = AA_KIND_DEFECT,
                      .severity = AA_SEVERITY_HIGH,
                      .areas = areas,
                      AA_MESSAGES(messages),
                      .run = record_one};
    aa_check_entry entry = {"android-one", &check};
    aa_check_input in = {.facts = facts};
    aa_arena *arena = aa_arena_new();
    const aa_finding *items = NULL;
    size_t count = 0;
    assert_int_equal(aa_findings_collect(arena, &entry, 1, &in, 1, NULL, &items, &count), AA_OK);
    aa_arena_free(arena);
    return count;
}

static void a_check_does_not_run_on_what_was_not_read(void **state)
{
    (void)state;
    const unsigned manifest = AA_AREA_BIT(AA_AREA_MANIFEST);
    const unsigned layouts = AA_AREA_BIT(AA_AREA_LAYOUTS);
    aa_facts facts = {.platform = AA_PLATFORM_ANDROID, .manifest.package.value = "tw.example.demo"};
    facts.coverage.area[AA_AREA_MANIFEST] = AA_AREA_PARTIAL;
    facts.coverage.area[AA_AREA_LAYOUTS] = AA_AREA_UNREAD;
    assert_int_equal(records_of(&facts, 0), 1);
    assert_int_equal(records_of(&facts, manifest), 1);
    assert_int_equal(records_of(&facts, manifest | layouts), 1);
    assert_int_equal(records_of(&facts, layouts), 0);
    facts.coverage.area[AA_AREA_LAYOUTS] = AA_AREA_READ;
    facts.coverage.area[AA_AREA_MANIFEST] = AA_AREA_UNREAD;
    assert_int_equal(records_of(&facts, manifest | layouts), 0);
    assert_int_equal(records_of(&facts, layouts), 1);
    facts.coverage.area[AA_AREA_MANIFEST] = AA_AREA_PARTIAL;
    facts.manifest.package.value = NULL;
    assert_int_equal(records_of(&facts, manifest | layouts), 0);
}

static void record_as_asked(const aa_check_input *in, aa_sink *sink)
{
    const aa_place here = {.member = "a", .path = "p", .class_name = "C", .method = "m"};
    aa_place place = here;
    const char *arg = "x";
    unsigned message = 0;
    switch (in->facts->manifest.version_code) {
    case 1:
        message = 1;
        break;
    case 2:
        arg = "y";
        break;
    case 3:
        place.member = "b";
        break;
    case 4:
        place.path = "q";
        break;
    case 5:
        place.class_name = "D";
        break;
    case 6:
        place.method = "n";
        break;
    case 7:
        place = (aa_place){
            .member = "a", .path = "p", .class_name = "Cm", .method = ""}; /* joined, it reads the same */
        break;
    default:
        break;
    }
    aa_hit(sink, message, &place, AA_ARGS(arg));
}

static void fingerprints_differ_with_anything_that_lasts(void **state)
{
    (void)state;

    enum { VARIANTS = 8 };

    char seen[VARIANTS][AA_FINGERPRINT];
    const aa_check check = {.platforms = AA_PLATFORM_ANDROID, AA_MESSAGES(messages), .run = record_as_asked};
    const aa_check_entry entry = {"android-one", &check};
    for (size_t i = 0; i < VARIANTS; i++) {
        aa_arena *arena = aa_arena_new();
        aa_facts facts = {.platform = AA_PLATFORM_ANDROID, .manifest.version_code = i};
        aa_check_input in = {.facts = &facts};
        const aa_finding *items = NULL;
        size_t count = 0;
        assert_int_equal(aa_findings_collect(arena, &entry, 1, &in, 1, NULL, &items, &count), AA_OK);
        assert_int_equal(count, 1);
        memcpy(seen[i], items[0].fingerprint, AA_FINGERPRINT);
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(seen[k], seen[i]);
        aa_arena_free(arena);
    }
}

static bool collect_once(void *context)
{
    (void)context;
    records r;
    bool done = collect(&r, "app-1.0.apk", "", 5) == AA_OK;
    aa_arena_free(r.arena);
    return done;
}

static void each_allocation_may_fail(void **state)
{
    (void)state;
    assert_true(test_each_allocation_fails(collect_once, NULL, 0) > 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_keeps_its_own_place),
        cmocka_unit_test(records_are_sorted_by_check_place_message_and_arguments),
        cmocka_unit_test(a_record_has_at_most_the_severity_of_its_check),
        cmocka_unit_test(fingerprints_are_unique_and_outlive_offsets_and_file_names),
        cmocka_unit_test(fingerprints_differ_with_anything_that_lasts),
        cmocka_unit_test(a_check_does_not_run_on_what_was_not_read),
        cmocka_unit_test(each_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
