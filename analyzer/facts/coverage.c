/*
 * The coverage ledger: which part of the app each note and each unread kind of member takes away.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "base/bisect.h"
#include "facts/manifest.h"
#include "facts/members.h"

#define ALL_AREAS (AA_AREA_BIT(AA_AREA_COUNT) - 1)

/* ---- what this version does not read -------------------------------------------------------------- */

/* Members of one part by area, with the first of each as an example. */
typedef struct tally {
    size_t count[AA_AREA_COUNT];
    const char *first[AA_AREA_COUNT];
} tally;

static tally count_members(const aa_zip *zip)
{
    tally t = {0};
    for (size_t i = 0; zip != NULL && i < aa_zip_count(zip); i++) {
        const aa_zip_entry *entry = aa_zip_at(zip, i);
        size_t n = strlen(entry->name);
        if (n == 0 || entry->name[n - 1] == '/')
            continue;
        aa_area area = aa_member_area(entry->name);
        if (t.count[area]++ == 0)
            t.first[area] = entry->name;
    }
    return t;
}

static void scope_gap(aa_source *source, aa_area area, const char *code, const aa_source_part *part,
                      const tally *t)
{
    if (t->count[area] == 0)
        return;
    const char *detail = aa_arena_printf(source->scratch, "%zu", t->count[area]);
    aa_source_gap(source, area, AA_GAP_SCOPE, code, part, t->first[area], detail);
}

/* What is run by an engine of the app's own, or in a web view. */
static bool is_script(const char *name)
{
    static const char *const endings[] = {".js",  ".mjs", ".html", ".htm", ".bundle", ".jsbundle", ".hbc",
                                          ".dll", ".lua", ".luac", ".py",  ".pyc",    ".wasm",     ".swf"};
    size_t n = strlen(name);
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        size_t k = strlen(endings[i]);
        if (n > k && strcmp(name + n - k, endings[i]) == 0)
            return true;
    }
    return false;
}

/* Other files are read for what they hold; what scripts do is not followed. */
static void mark_scripts(aa_source *source, const aa_part *part, const aa_source_part *of)
{
    size_t count = 0;
    const char *first = NULL;
    for (size_t i = 0; part->zip != NULL && i < aa_zip_count(part->zip); i++) {
        const char *name = aa_zip_at(part->zip, i)->name;
        if (is_script(name) && count++ == 0)
            first = name;
    }
    if (count > 0)
        aa_source_gap(source, AA_AREA_ASSETS, AA_GAP_SCOPE, "scope.scripts", of, first,
                      aa_arena_printf(source->scratch, "%zu", count));
}

/* Calls of the platform are looked for in ARM64 code; nobody follows what else a library does. */
static void mark_native(aa_source *source, const aa_facts *facts, const aa_source_part *part, const tally *t)
{
    bool read = facts->native_libraries != NULL;
    if (read && t->count[AA_AREA_NATIVE] > 0)
        aa_source_mark(source, AA_AREA_NATIVE, AA_AREA_READ);
    scope_gap(source, AA_AREA_NATIVE, read ? "scope.native_flow" : "scope.native", part, t);
}

static void mark_unread_content(aa_source *source, const aa_facts *facts)
{
    bool with_code = facts->code != NULL || source->code_left_out;
    for (size_t i = 0; i < source->part_count; i++) {
        const aa_source_part *part = &source->parts[i];
        tally t = count_members(part->part->zip);
        if (!with_code)
            scope_gap(source, AA_AREA_CODE, "scope.bytecode", part, &t);
        mark_native(source, facts, part, &t);
        if (facts->secrets == NULL)
            scope_gap(source, AA_AREA_ASSETS, "scope.assets", part, &t);
        else
            mark_scripts(source, part->part, part);
    }
}

/* A bundle without a module: nothing of the app is there. */
static void mark_unread_bundle(aa_source *source)
{
    for (int area = AA_AREA_MANIFEST; area < AA_AREA_COUNT; area++) {
        if (source->area[area] == AA_AREA_ABSENT) /* a signature can be read without the rest */
            aa_source_gap(source, (aa_area)area, AA_GAP_INPUT, "aab.no_base", NULL, NULL, "");
    }
}

/* What could not be read of the code could hold any component. */
static void mark_libraries(aa_source *source, bool looked)
{
    size_t count = source->gaps.count;
    if (!looked)
        aa_source_gap(source, AA_AREA_LIBRARIES, AA_GAP_SCOPE, "scope.libraries", NULL, NULL, "");
    for (size_t i = 0; i < count && looked && !source->failed; i++) {
        aa_gap gap = *((const aa_gap *)source->gaps.items + i);
        aa_gap *copy = gap.area != AA_AREA_CODE || gap.cause != AA_GAP_INPUT
                           ? NULL
                           : aa_source_push(source, &source->gaps);
        gap.area = AA_AREA_LIBRARIES;
        if (copy == NULL)
            continue;
        *copy = gap;
        aa_source_mark(source, AA_AREA_LIBRARIES, AA_AREA_PARTIAL);
    }
}

static void mark_ipa_files(aa_source *source, const aa_facts *facts)
{
    if (facts->secrets == NULL)
        aa_source_gap(source, AA_AREA_ASSETS, AA_GAP_SCOPE, "scope.ipa_files", NULL, NULL, "");
    for (size_t i = 0; facts->secrets != NULL && i < source->package->part_count; i++)
        mark_scripts(source, &source->package->parts[i], NULL);
}

static void mark_scope(aa_source *source, const aa_facts *facts)
{
    switch (source->package->kind) {
    case AA_PACKAGE_IPA: /* resource tables and native libraries are Android's */
        mark_ipa_files(source, facts);
        if (facts->machine == NULL && !source->code_left_out && source->area[AA_AREA_CODE] == AA_AREA_ABSENT)
            aa_source_gap(source, AA_AREA_CODE, AA_GAP_SCOPE, "scope.machine_code", NULL, NULL, "");
        return;
    case AA_PACKAGE_APK:
    case AA_PACKAGE_SPLITS:
    case AA_PACKAGE_AAB:
        break;
    }
    aa_source_mark(source, AA_AREA_CONTAINER, AA_AREA_READ);
    if (source->package->kind == AA_PACKAGE_AAB && source->part_count == 0)
        mark_unread_bundle(source);
    mark_unread_content(source, facts);
}

/* ---- notes ---------------------------------------------------------------------------------------- */

static int compare_text(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return (a != NULL) - (b != NULL);
    return strcmp(a, b);
}

static int by_member(const void *a, const void *b)
{
    const aa_source_read_mark *x = a;
    const aa_source_read_mark *y = b;
    int order = compare_text(x->artifact, y->artifact);
    if (order == 0)
        order = compare_text(x->member, y->member);
    return order != 0 ? order : (int)x->area - (int)y->area;
}

/* The areas for which a member was read, from the sorted marks. */
static unsigned areas_read_for(const aa_source *source, const aa_note *note)
{
    const aa_source_read_mark *marks = source->reads.items;
    aa_source_read_mark key = {note->artifact, note->member, AA_AREA_CONTAINER};
    size_t low;
    unsigned areas = 0;
    AA_BISECT(low, source->reads.count, middle, by_member(&marks[middle], &key) < 0);
    for (; low < source->reads.count; low++) {
        if (compare_text(marks[low].artifact, note->artifact) != 0 ||
            compare_text(marks[low].member, note->member) != 0)
            break;
        areas |= AA_AREA_BIT(marks[low].area);
    }
    return areas;
}

/* The APK that |artifact| is, or lies in ("app.apk!assets/plugin.apk"); NULL: none of the app's. */
static const aa_source_part *part_of(const aa_source *source, const char *artifact)
{
    for (size_t i = 0; i < source->part_count; i++) {
        size_t n = strlen(source->parts[i].artifact);
        if (strncmp(source->parts[i].artifact, artifact, n) == 0 &&
            (artifact[n] == '\0' || artifact[n] == '!'))
            return &source->parts[i];
    }
    return NULL;
}

/*
 * What a gap takes away. One without a member, or in a container of APKs, can have withheld anything; one in
 * an archive among the app's files, what such files can hold.
 */
static unsigned areas_of(const aa_source *source, const aa_note *note)
{
    const aa_source_part *part = note->artifact == NULL ? NULL : part_of(source, note->artifact);
    unsigned known = source->package->kind == AA_PACKAGE_IPA ? areas_read_for(source, note) : 0;
    if (part == NULL)
        return known != 0 ? known : ALL_AREAS;
    if (strcmp(part->artifact, note->artifact) != 0)
        return AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_NATIVE) | AA_AREA_BIT(AA_AREA_ASSETS);
    if (note->member == NULL)
        return ALL_AREAS;
    unsigned areas = areas_read_for(source, note);
    return areas != 0 ? areas : AA_AREA_BIT(aa_member_area(note->member));
}

static void add_gap(aa_source *source, const aa_note *note)
{
    unsigned areas = areas_of(source, note);
    if ((areas & AA_AREA_BIT(AA_AREA_CODE)) != 0)
        areas |= AA_AREA_BIT(AA_AREA_LIBRARIES);
    if (strncmp(note->code, "elf.", 4) == 0) /* components are found by texts, whatever the headers say */
        areas &= ~AA_AREA_BIT(AA_AREA_LIBRARIES);
    for (int area = 0; area < AA_AREA_COUNT; area++) {
        aa_gap *gap = (areas & AA_AREA_BIT(area)) == 0 ? NULL : aa_source_push(source, &source->gaps);
        if (gap == NULL)
            continue;
        *gap = (aa_gap){.area = (aa_area)area,
                        .cause = AA_GAP_INPUT,
                        .code = note->code,
                        .artifact = note->artifact,
                        .member = note->member,
                        .detail = note->detail,
                        .offset = note->offset};
        if (source->area[area] != AA_AREA_UNREAD)
            aa_source_mark(source, (aa_area)area, AA_AREA_PARTIAL);
    }
}

static void add_anomaly(aa_source *source, const aa_note *note, aa_vec *anomalies)
{
    aa_anomaly *anomaly = aa_source_push(source, anomalies);
    if (anomaly != NULL)
        *anomaly = (aa_anomaly){note->code,
                                note->detail,
                                {.artifact = note->artifact, .member = note->member, .offset = note->offset}};
}

void aa_collect_coverage(aa_source *source, aa_facts *facts)
{
    aa_vec anomalies = AA_VEC_INIT(aa_anomaly);
    mark_scope(source, facts);
    mark_libraries(source, facts->libraries != NULL);
    if (source->reads.count > 0)
        qsort(source->reads.items, source->reads.count, sizeof(aa_source_read_mark), by_member);
    for (size_t i = 0; i < source->notes->items.count; i++) {
        const aa_note *note = aa_notes_at(source->notes, i);
        if (note->kind == AA_NOTE_GAP)
            add_gap(source, note);
        else
            add_anomaly(source, note, &anomalies);
    }
    memcpy(facts->coverage.area, source->area, sizeof(source->area));
    facts->coverage.gaps = source->gaps.items;
    facts->coverage.gap_count = source->gaps.count;
    facts->anomalies = anomalies.items;
    facts->anomaly_count = anomalies.count;
}
