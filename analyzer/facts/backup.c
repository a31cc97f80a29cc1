#include "facts/backup_rules.h"
#include "facts/variants.h"

/* The first levels to read <full-backup-content> and <data-extraction-rules>. */
#define FULL_BACKUP_LEVEL      23
#define EXTRACTION_RULES_LEVEL 31

static int floor_of(const aa_manifest *manifest, int level)
{
    return manifest->min_sdk > level ? manifest->min_sdk : level;
}

static void report_refusal(aa_source *source, const aa_source_doc *doc, const aa_backup_set *set)
{
    if (set->refusal != NULL)
        aa_source_anomaly(source, "backup.rules_refused", doc, set->place.offset, set->refusal);
}

static void add_set(aa_source *source, aa_vec *sets, aa_backup_set set)
{
    aa_backup_set *added = aa_source_push(source, sets);
    if (added != NULL)
        *added = set;
}

/* All of |sets| as one: a chain with the first as its head. Only now do the records stay where they are. */
static aa_backup_set chained(const aa_vec *sets)
{
    aa_backup_set *items = sets->items;
    for (size_t i = 0; i < sets->count; i++)
        items[i].other_variant = i + 1 < sets->count ? &items[i + 1] : NULL;
    return sets->count == 0 ? (aa_backup_set){0} : items[0];
}

static void report_missing(aa_source *source, uint32_t id)
{
    aa_source_gap(source, AA_AREA_RESOURCES, AA_GAP_INPUT, "backup.missing", NULL, NULL,
                  aa_source_resource_name(source, id));
}

/* A file that cannot be read is a gap, and until somebody reads it everything may be copied. */
static void read_full(aa_source *source, const aa_manifest *manifest, aa_backup *out)
{
    const aa_source_file *files = NULL;
    uint32_t id = manifest->full_backup_content_id;
    size_t count = aa_variants_of(source, id, floor_of(manifest, FULL_BACKUP_LEVEL), &files);
    aa_vec sets = AA_VEC_INIT(aa_backup_set);
    if (count == 0)
        report_missing(source, id);
    for (size_t i = 0; i < count && !source->failed; i++) {
        aa_source_doc doc;
        aa_backup_set set = {0};
        if (aa_variants_open(source, AA_AREA_RESOURCES, &files[i], &doc)) {
            set = aa_backup_read_full(source, &doc);
            report_refusal(source, &doc, &set);
            out->has_full_backup_rules = true;
            aa_source_close(&doc);
        }
        add_set(source, &sets, set);
    }
    out->full_backup = chained(&sets);
}

/* What goes to a place for which the newer rules say nothing: parseSchemeForBackupDestination(). */
static void add_fallback(aa_source *source, const aa_manifest *manifest, const aa_backup *backup, bool device,
                         aa_vec *sets)
{
    if (device && manifest->target_sdk >= EXTRACTION_RULES_LEVEL) {
        add_set(source, sets, (aa_backup_set){0});
        return;
    }
    for (const aa_backup_set *at = &backup->full_backup; at != NULL; at = at->other_variant) {
        aa_backup_set set = *at;
        set.present = false;
        add_set(source, sets, set);
    }
}

static void add_section(aa_source *source, const aa_manifest *manifest, const aa_source_doc *doc,
                        const aa_backup *backup, bool device, aa_vec *sets)
{
    aa_backup_set set = aa_backup_read_section(source, doc, device ? "device-transfer" : "cloud-backup");
    report_refusal(source, doc, &set);
    if (set.present || set.off)
        add_set(source, sets, set);
    else
        add_fallback(source, manifest, backup, device, sets);
}

static void read_extraction(aa_source *source, const aa_manifest *manifest, aa_backup *out)
{
    const aa_source_file *files = NULL;
    uint32_t id = manifest->data_extraction_rules_id;
    size_t count = aa_variants_of(source, id, floor_of(manifest, EXTRACTION_RULES_LEVEL), &files);
    aa_vec cloud = AA_VEC_INIT(aa_backup_set);
    aa_vec device = AA_VEC_INIT(aa_backup_set);
    if (count == 0)
        report_missing(source, id);
    for (size_t i = 0; i < count && !source->failed; i++) {
        aa_source_doc doc;
        if (!aa_variants_open(source, AA_AREA_RESOURCES, &files[i], &doc)) {
            add_set(source, &cloud, (aa_backup_set){0});
            add_set(source, &device, (aa_backup_set){0});
            continue;
        }
        add_section(source, manifest, &doc, out, false, &cloud);
        add_section(source, manifest, &doc, out, true, &device);
        out->has_extraction_rules = true;
        aa_source_close(&doc);
    }
    out->cloud = chained(&cloud);
    out->device = chained(&device);
}

static void without_extraction(aa_source *source, const aa_manifest *manifest, aa_backup *out)
{
    aa_vec cloud = AA_VEC_INIT(aa_backup_set);
    aa_vec device = AA_VEC_INIT(aa_backup_set);
    add_fallback(source, manifest, out, false, &cloud);
    add_fallback(source, manifest, out, true, &device);
    out->cloud = chained(&cloud);
    out->device = chained(&device);
}

aa_err aa_collect_backup(aa_source *source, aa_facts *facts)
{
    const aa_manifest *manifest = &facts->manifest;
    aa_backup *out = &facts->backup;
    out->allowed = manifest->allow_backup.declared ? manifest->allow_backup.value : AA_YES;
    /* BackupEligibilityRules: from target 31 on the attribute does not hold for transfers between devices. */
    out->device_allowed = manifest->target_sdk >= EXTRACTION_RULES_LEVEL ? AA_YES : out->allowed;
    if (manifest->full_backup_content_id != 0) {
        read_full(source, manifest, out);
    } else if (manifest->full_backup_content.declared && manifest->full_backup_content.value == AA_NO) {
        out->full_backup_off = true;
        out->full_backup.off = true;
        out->full_backup.place = manifest->full_backup_content.place;
    }
    if (manifest->data_extraction_rules_id != 0)
        read_extraction(source, manifest, out);
    else
        without_extraction(source, manifest, out);
    return aa_source_status(source);
}
