/*
 * Prints the facts of one app in the columns of the aapt2 oracle, for compare_aapt2.
 *
 *   facts_dump FILE...    all files are one app
 *
 * "state<TAB>ok|error|refusal", one "manifest" line, then a "component" line each.
 */
#include <inttypes.h>
#include <stdio.h>

#include "base/str.h"
#include "facts/collect.h"

static void put(const char *text)
{
    putchar('\t');
    for (; text != NULL && *text != '\0'; text++)
        putchar(*text == '\t' || *text == '\n' || *text == '\r' ? ' ' : *text);
}

static void put_id(uint32_t id, const char *otherwise)
{
    if (id != 0)
        printf("\t@0x%08" PRIx32, id);
    else
        put(otherwise);
}

static void print_manifest(const aa_facts *facts)
{
    const aa_manifest *m = &facts->manifest;
    size_t dex = 0;
    for (size_t i = 0; i < facts->artifact_count; i++)
        dex += facts->artifacts[i].dex_count;
    printf("manifest");
    put(m->package.value);
    put(m->min_sdk_text);
    put(m->target_sdk_text);
    put(m->debuggable.text);
    put(m->allow_backup.text);
    put(m->uses_cleartext.text);
    put_id(m->network_config_id, NULL);
    put_id(m->full_backup_content_id, m->full_backup_content.text);
    put_id(m->data_extraction_rules_id, NULL);
    put(m->test_only.text);
    put(m->extract_native_libs.text);
    printf("\t%zu\t%zu\t%zu\t", m->component_count, dex, facts->native_count);
    for (size_t i = 0; i < m->permission_count; i++)
        printf("%s%s", i == 0 ? "" : ";", m->permissions[i].name);
    putchar('\n');
}

static void print_components(const aa_manifest *m)
{
    static const char *const types[] = {"activity", "activity-alias", "service", "receiver", "provider"};
    for (size_t i = 0; i < m->component_count; i++) {
        const aa_component *c = &m->components[i];
        printf("component");
        put(types[c->type]);
        put(c->name);
        put(c->exported_attr.text);
        printf("\t%zu", c->filter_count);
        put(c->permission_inherited ? NULL : c->permission);
        put(c->enabled.text);
        putchar('\n');
    }
}

static void print_coverage(const aa_facts *facts)
{
    static const char *const states[] = {"absent", "read", "partial", "unread", "failed"};
    for (int area = 0; area < AA_AREA_COUNT; area++)
        printf("area\t%s\t%s\n", aa_area_name((aa_area)area), states[facts->coverage.area[area]]);
    for (size_t i = 0; i < facts->coverage.gap_count; i++) {
        const aa_gap *gap = &facts->coverage.gaps[i];
        printf("gap\t%s\t%s\t%s", aa_area_name(gap->area), gap->cause == AA_GAP_INPUT ? "input" : "scope",
               gap->code);
        put(gap->member);
        put(gap->detail);
        putchar('\n');
    }
    for (size_t i = 0; i < facts->anomaly_count; i++) {
        printf("anomaly\t%s", facts->anomalies[i].code);
        put(facts->anomalies[i].place.member);
        put(facts->anomalies[i].detail);
        putchar('\n');
    }
}

static aa_err dump(aa_arena *arena, const char *const *paths, size_t count)
{
    const aa_limits limits = AA_LIMITS_INIT;
    aa_package *package = NULL;
    aa_facts *facts = NULL;
    const char *detail = "";
    aa_notes notes;
    aa_notes_init(&notes, arena, limits.note_repeats);
    aa_err err = aa_package_open(arena, paths, count, &limits, &notes, &package, &detail);
    if (err == AA_OK)
        err = aa_facts_collect_declared(arena, package, &limits, 1, &notes, &facts);
    aa_package_close(package);
    if (err != AA_OK) {
        printf("state\t%s\n", aa_err_name(err));
        return err;
    }
    static const char *const installable[] = {"unknown", "no", "yes"};
    printf("state\tok\t%s\t%s\n", installable[facts->installable],
           facts->install_refusal == NULL ? "" : facts->install_refusal);
    print_manifest(facts);
    print_components(&facts->manifest);
    print_coverage(facts);
    return AA_OK;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: facts_dump FILE...\n");
        return 2;
    }
    aa_arena *arena = aa_arena_new();
    aa_err err = arena == NULL ? AA_E_NOMEM : dump(arena, (const char *const *)(argv + 1), (size_t)argc - 1);
    aa_arena_free(arena);
    return err == AA_OK ? 0 : 4;
}
