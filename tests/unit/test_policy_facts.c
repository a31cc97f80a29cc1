/*
 * Network policy, backup, shared paths and layouts of two small apps: fixtures/policy, built by aapt from the
 * sources beside them.
 */
#include <stdio.h>
#include <stdlib.h>

#include "facts/collect.h"
#include "support/fail_alloc.h"
#include "support/test.h"

typedef struct app {
    aa_arena *arena;
    aa_notes notes;
    aa_facts *facts;
} app;

static app open_app(const char *name)
{
    app a = {.arena = aa_arena_new()};
    aa_limits limits = AA_LIMITS_INIT;
    aa_package *package = NULL;
    char path[1024];
    snprintf(path, sizeof(path), "%s/fixtures/policy/%s", TEST_SOURCE_DIR, name);
    const char *paths[] = {path};
    assert_non_null(a.arena);
    aa_notes_init(&a.notes, a.arena, 0);
    assert_int_equal(aa_package_open(a.arena, paths, 1, &limits, &a.notes, &package, NULL), AA_OK);
    assert_int_equal(aa_facts_collect(a.arena, package, &limits, 1, &a.notes, &a.facts), AA_OK);
    aa_facts_release(a.facts);
    aa_package_close(package);
    return a;
}

static void the_config_of_the_app_rules_its_hosts(void **state)
{
    (void)state;
    app a = open_app("one.apk");
    const aa_network_policy *policy = &a.facts->network;
    assert_true(policy->has_config);
    assert_null(policy->refusal);
    assert_false(policy->applies_since_24);
    assert_int_equal(policy->legacy.cleartext, AA_NO); /* Android 6 obeys the flag */
    assert_int_equal(policy->base.cleartext, AA_NO);
    assert_true(policy->base.cleartext_by_default);
    assert_int_equal(policy->base.anchor_count, 2);
    assert_true(policy->base.anchors[1].override_pins);
    assert_int_equal(policy->domain_count, 3);
    assert_int_equal(aa_network_policy_for(policy, "a.dev.example.org")->cleartext, AA_YES);
    assert_int_equal(aa_network_policy_for(policy, "10.0.2.2")->cleartext, AA_YES);
    const aa_host_policy *pinned = aa_network_policy_for(policy, "x.pinned.dev.example.org");
    assert_string_equal(pinned->domain, "pinned.dev.example.org");
    assert_int_equal(pinned->cleartext, AA_NO);
    assert_int_equal(pinned->pin_count, 2);
    assert_true(pinned->pins[0].well_formed && pinned->pins[1].well_formed);
    assert_int_equal(pinned->pin_expiration_day, 22095);
    assert_int_equal(pinned->anchor_count, 1);
    assert_int_equal(pinned->anchors[0].source, AA_ANCHOR_RAW);
    assert_string_equal(pinned->anchors[0].resource, "@raw/root_ca");
    assert_string_equal(pinned->place.member, "res/xml/network.xml");
    assert_int_equal(pinned->place.line, 7);
    assert_true(policy->has_debug_overrides);
    assert_int_equal(a.facts->coverage.area[AA_AREA_NETWORK_CONFIG], AA_AREA_READ);
    aa_arena_free(a.arena);
}

static void variants_for_devices_of_the_app_are_compared(void **state)
{
    (void)state;
    app a = open_app("two.apk");
    const aa_network_policy *policy = &a.facts->network;
    assert_true(aa_notes_has(&a.notes, "nsc.variants_differ"));
    assert_true(policy->applies_since_24);
    assert_int_equal(policy->base.cleartext, AA_UNKNOWN); /* -zh permits, -v26 and -v28 do not */
    assert_int_equal(policy->domain_count, 1);            /* no device from 26 on takes the plain one */
    assert_string_equal(policy->domains[0].domain, "old.example.org");
    assert_int_equal(policy->domains[0].cleartext, AA_YES);
    assert_true(policy->has_debug_overrides); /* network_debug.xml: the app is debuggable */
    assert_int_equal(policy->base.anchor_count, 2);
    assert_int_equal(policy->base.anchors[1].source, AA_ANCHOR_USER);
    aa_arena_free(a.arena);
}

static void backup_rules_of_each_version_are_told(void **state)
{
    (void)state;
    app a = open_app("one.apk");
    const aa_backup *backup = &a.facts->backup;
    assert_int_equal(backup->allowed, AA_YES);
    assert_int_equal(backup->device_allowed, AA_YES);
    assert_true(backup->has_full_backup_rules && backup->has_extraction_rules);
    assert_true(aa_backup_covers(&backup->full_backup, "sharedpref", "settings.xml"));
    assert_false(aa_backup_covers(&backup->full_backup, "sharedpref", "token.xml"));
    assert_false(aa_backup_covers(&backup->full_backup, "database", "accounts.db"));
    assert_string_equal(backup->full_backup.rules[0].require_flags, "clientSideEncryption");
    assert_true(backup->cloud.present);
    assert_int_equal(backup->cloud.disable_if_no_encryption.value, AA_YES);
    assert_true(aa_backup_covers(&backup->cloud, "sharedpref", "token.xml"));
    assert_false(aa_backup_covers(&backup->cloud, "database", "accounts.db-wal"));
    assert_false(backup->device.present);
    assert_true(aa_backup_covers(&backup->device, "database", "accounts.db")); /* target 33: all */
    aa_arena_free(a.arena);
}

static void backup_switched_off_by_the_older_attribute(void **state)
{
    (void)state;
    app a = open_app("two.apk");
    const aa_backup *backup = &a.facts->backup;
    assert_true(backup->full_backup_off);
    assert_false(aa_backup_covers(&backup->full_backup, "file", "a"));
    assert_false(aa_backup_covers(&backup->cloud, "file", "a"));
    assert_false(aa_backup_covers(&backup->device, "file", "a")); /* target 30 */
    assert_false(backup->cloud.present);
    aa_arena_free(a.arena);
}

static void shared_paths_are_listed_for_every_provider(void **state)
{
    (void)state;

    static const struct {
        const char *provider, *kind, *name, *path;
    } rows[] = {
        {"org.example.policy.one.Files", "root-path", "root", "."},
        {"org.example.policy.one.Files", "files-path", "docs", "docs/"},
        {"org.example.policy.one.Files", "external-media-path", "media", NULL},
        {"org.example.policy.one.Other", "cache-path", "cache", "1"},
    };

    app a = open_app("one.apk");
    assert_int_equal(a.facts->shared_path_count, sizeof(rows) / sizeof(rows[0]));
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const aa_shared_path *path = &a.facts->shared_paths[i];
        assert_string_equal(path->provider, rows[i].provider);
        assert_string_equal(path->kind, rows[i].kind);
        assert_string_equal(path->name, rows[i].name);
        if (rows[i].path == NULL)
            assert_null(path->path);
        else
            assert_string_equal(path->path, rows[i].path);
    }
    aa_arena_free(a.arena);
}

static void a_paths_resource_without_a_file_is_a_gap(void **state)
{
    (void)state;
    app a = open_app("two.apk");
    const aa_coverage *coverage = &a.facts->coverage;
    bool found = false;
    for (size_t i = 0; i < coverage->gap_count; i++)
        found |= coverage->gaps[i].area == AA_AREA_RESOURCES && coverage->gaps[i].member != NULL &&
                 strcmp(coverage->gaps[i].member, "no file") == 0;
    assert_true(found);
    assert_int_equal(coverage->area[AA_AREA_RESOURCES], AA_AREA_PARTIAL);
    aa_arena_free(a.arena);
}

static const aa_layout *find_layout(const aa_layouts *layouts, const char *member)
{
    for (size_t i = 0; i < layouts->count; i++)
        if (strcmp(layouts->items[i].place.member, member) == 0)
            return &layouts->items[i];
    fail_msg("no layout %s", member);
    return NULL;
}

static const aa_input_field *find_field(const aa_layouts *layouts, const char *member, size_t skip)
{
    for (size_t i = 0; i < layouts->field_count; i++)
        if (strcmp(layouts->fields[i].place.member, member) == 0 && skip-- == 0)
            return &layouts->fields[i];
    fail_msg("no such field in %s", member);
    return NULL;
}

static void layouts_are_found_in_every_configuration_and_type(void **state)
{
    (void)state;
    app a = open_app("one.apk");
    const aa_layouts *layouts = &a.facts->layouts;
    assert_int_equal(layouts->count, 3);
    const aa_layout *login = find_layout(layouts, "res/layout/login.xml");
    assert_string_equal(login->name, "layout/login");
    assert_true(login->filters_obscured_touches); /* a style, through a reference to a boolean */
    assert_true(login->has_web_view);
    assert_int_equal(login->click_handler_count, 1);
    assert_string_equal(login->click_handlers[0], "onSend");
    assert_string_equal(find_layout(layouts, "res/layout-land/login.xml")->name, "layout/login");
    assert_string_equal(find_layout(layouts, "res/xml/hidden.xml")->name, "res/xml/hidden.xml");
    assert_false(layouts->theme_filters_obscured);
    assert_int_equal(a.facts->coverage.area[AA_AREA_LAYOUTS], AA_AREA_READ);
    aa_arena_free(a.arena);
}

static void fields_take_values_from_their_styles(void **state)
{
    (void)state;
    app a = open_app("one.apk");
    const aa_layouts *layouts = &a.facts->layouts;
    const char *login = "res/layout/login.xml";
    assert_int_equal(layouts->field_count, 6);
    const aa_input_field *field = find_field(layouts, login, 0);
    assert_string_equal(field->id, "user");
    assert_string_equal(field->hint, "User");
    assert_int_equal(field->input_type, 0x80021);
    field = find_field(layouts, login, 1);
    assert_string_equal(field->id, "secret");
    assert_int_equal(field->input_type, 0x81); /* of the style's parent */
    assert_int_equal(field->ime_options, 0x1000000);
    assert_string_equal(field->hint, "Password"); /* a reference to a reference, default language */
    field = find_field(layouts, login, 2);
    assert_int_equal(field->input_type, 1); /* the element wins over its style */
    field = find_field(layouts, login, 3);
    assert_false(field->input_type_declared); /* styles that inherit from each other */
    assert_null(field->id);
    field = find_field(layouts, "res/layout-land/login.xml", 0);
    assert_int_equal(field->input_type, 0x91);
    assert_string_equal(field->id, "secret");
    assert_string_equal(find_field(layouts, "res/xml/hidden.xml", 0)->id, "hidden_field");
    aa_arena_free(a.arena);
}

static void the_theme_can_filter_obscured_touches(void **state)
{
    (void)state;
    app a = open_app("two.apk");
    assert_true(a.facts->layouts.theme_filters_obscured);
    assert_int_equal(a.facts->layouts.count, 1);
    assert_false(a.facts->layouts.items[0].filters_somewhere);
    aa_arena_free(a.arena);
}

typedef struct collection {
    const char *path;
    bool lost; /* a run answered AA_OK and had less than it should */
} collection;

static bool is_whole(const aa_facts *facts)
{
    return facts->layouts.count == 3 && facts->layouts.field_count == 6 && facts->network.domain_count == 3 &&
           facts->shared_path_count == 4 && facts->backup.cloud.rule_count == 1 &&
           facts->backup.full_backup.rule_count == 2;
}

static bool collect_once(void *context)
{
    collection *c = context;
    aa_limits limits = AA_LIMITS_INIT;
    aa_arena *arena = aa_arena_new();
    aa_package *package = NULL;
    aa_facts *facts = NULL;
    aa_notes notes;
    aa_notes_init(&notes, arena, 0);
    bool ok = arena != NULL &&
              aa_package_open(arena, &c->path, 1, &limits, &notes, &package, NULL) == AA_OK &&
              aa_facts_collect(arena, package, &limits, 1, &notes, &facts) == AA_OK;
    c->lost |= ok && !is_whole(facts);
    aa_facts_release(facts);
    aa_package_close(package);
    aa_arena_free(arena);
    return ok;
}

static void memory_running_out_loses_nothing_silently(void **state)
{
    (void)state;
    collection c = {.path = TEST_SOURCE_DIR "/fixtures/policy/one.apk"};
    assert_true(test_each_allocation_fails(collect_once, &c, 0) > 100);
    assert_false(c.lost);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_config_of_the_app_rules_its_hosts),
        cmocka_unit_test(variants_for_devices_of_the_app_are_compared),
        cmocka_unit_test(backup_rules_of_each_version_are_told),
        cmocka_unit_test(backup_switched_off_by_the_older_attribute),
        cmocka_unit_test(shared_paths_are_listed_for_every_provider),
        cmocka_unit_test(a_paths_resource_without_a_file_is_a_gap),
        cmocka_unit_test(layouts_are_found_in_every_configuration_and_type),
        cmocka_unit_test(fields_take_values_from_their_styles),
        cmocka_unit_test(the_theme_can_filter_obscured_touches),
        cmocka_unit_test(memory_running_out_loses_nothing_silently),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
