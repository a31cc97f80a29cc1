/* Reads one archive as an app: from bytes to facts and the coverage ledger. */
#include <stdint.h>
#include <stdlib.h>

#include "facts/collect.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
    if (!condition)
        abort();
}

/* What every report and every check takes for granted. */
static void check_facts(const aa_facts *facts)
{
    const aa_coverage *coverage = &facts->coverage;
    for (size_t i = 0; i < coverage->gap_count; i++)
        require(coverage->area[coverage->gaps[i].area] > AA_AREA_READ && coverage->gaps[i].code != NULL);
    require((facts->installable == AA_NO) == (facts->install_refusal != NULL));
    require(facts->artifact_count == 1 && facts->artifacts[0].name != NULL);
    for (size_t i = 0; i < facts->manifest.component_count; i++) {
        const aa_component *c = &facts->manifest.components[i];
        require(c->name != NULL && c->place.path != NULL);
        require((c->exported == AA_UNKNOWN) == (c->exported_reason == AA_EXPORT_UNRESOLVED));
        require((c->protection == AA_PROTECT_NONE) == (c->permission == NULL || c->permission[0] == '\0'));
    }
    for (size_t i = 0; i < facts->manifest.permission_count; i++)
        require(facts->manifest.permissions[i].name != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    aa_limits limits = AA_LIMITS_INIT;
    limits.entry_bytes = 1 << 20;
    limits.axml_nodes = 10000;
    limits.arsc_entries = 10000;
    aa_arena *arena = aa_arena_new();
    aa_part part = {.name = "app.apk", .data = aa_bytes_of(data, size), .is_apk = true};
    aa_package package = {.kind = AA_PACKAGE_APK, .parts = &part, .part_count = 1, .budget_left = 16 << 20};
    aa_facts *facts = NULL;
    aa_notes notes;
    if (arena == NULL)
        return 0;
    aa_notes_init(&notes, arena, limits.note_repeats);
    notes.artifact = part.name;
    if (aa_zip_open(arena, part.data, 34, &limits, &notes, &part.zip) == AA_OK) {
        aa_err err = aa_facts_collect(arena, &package, &limits, 1, &notes, &facts);
        require((err == AA_OK) == (facts != NULL));
        if (facts != NULL)
            check_facts(facts);
        aa_facts_release(facts);
    }
    aa_arena_free(arena);
    return 0;
}
