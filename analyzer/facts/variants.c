#include "facts/variants.h"

#include "facts/tree.h"

/* True when the API level is the only thing that |config| asks of a device. */
static bool level_only(const aa_arsc_config *config)
{
    return config->locale[0] == '\0' && config->density == 0 && config->ui_mode_night == 0 && !config->other;
}

static bool same_file(const aa_source_file *a, const aa_source_file *b)
{
    return a->part == b->part && strcmp(a->member, b->member) == 0;
}

static bool never_taken(const aa_source_file *file, const aa_source_file *files, size_t count, int floor)
{
    if (!level_only(&file->config))
        return false;
    for (size_t i = 0; i < count; i++)
        if (level_only(&files[i].config) && files[i].config.sdk_version > file->config.sdk_version &&
            files[i].config.sdk_version <= floor)
            return true;
    return false;
}

size_t aa_variants_of(aa_source *source, uint32_t id, int floor, const aa_source_file **out)
{
    const aa_source_file *files = NULL;
    size_t count = aa_source_files(source, id, &files);
    aa_source_file *kept = aa_arena_array(source->scratch, count, sizeof(*kept));
    if (kept == NULL) {
        source->failed = true;
        return 0;
    }
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        size_t same = 0;
        while (same < n && !same_file(&kept[same], &files[i]))
            same++;
        if (same == n && !never_taken(&files[i], files, count, floor))
            kept[n++] = files[i];
    }
    *out = kept;
    return n;
}

bool aa_variants_open(aa_source *source, aa_area area, const aa_source_file *file, aa_source_doc *out)
{
    if (!aa_source_open(source, area, file->part, file->member, out))
        return false;
    const xmlNode *root = xmlDocGetRootElement(out->axml.doc);
    size_t count = 0;
    for (const xmlNode *at = root; at != NULL && count <= AA_MAX_RULE_ELEMENTS; at = aa_tree_next(root, at))
        count++;
    if (count > 0 && count <= AA_MAX_RULE_ELEMENTS)
        return true;
    aa_source_gap(source, area, AA_GAP_INPUT, "limit.rule_elements", file->part, file->member, "");
    aa_source_close(out);
    return false;
}
