/*
 * What file providers share. Source: androidx.core.content.FileProvider.parsePathStrategy(), which takes
 * every element of a known name at any depth, whatever the root is called.
 */
#include "facts/tree.h"
#include "facts/variants.h"

#define PATHS_META_DATA "android.support.FILE_PROVIDER_PATHS"

static bool is_path_kind(const xmlNode *node)
{
    static const char *const kinds[] = {"root-path",          "files-path",          "cache-path",
                                        "external-path",      "external-files-path", "external-cache-path",
                                        "external-media-path"};
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (aa_source_is(node, kinds[i]))
            return true;
    return false;
}

static void add_path(aa_source *source, const aa_source_doc *doc, const char *provider, const xmlNode *node,
                     aa_vec *paths)
{
    aa_shared_path *path = aa_source_push(source, paths);
    if (path == NULL)
        return;
    path->provider = provider;
    path->kind = aa_source_copy(source, (const char *)node->name);
    path->name = aa_source_written(source, aa_axml_plain_attr(node, "name"));
    path->path = aa_source_written(source, aa_axml_plain_attr(node, "path"));
    path->place = aa_source_place(source, doc, node, NULL);
}

static void read_paths(aa_source *source, const aa_source_doc *doc, const char *provider, aa_vec *paths)
{
    const xmlNode *root = xmlDocGetRootElement(doc->axml.doc);
    for (const xmlNode *at = root; at != NULL && !source->failed; at = aa_tree_next(root, at))
        if (is_path_kind(at))
            add_path(source, doc, provider, at, paths);
}

/* Providers of other libraries name their meta-data as they like; the root then has to say what it is. */
static void read_meta_data(aa_source *source, const aa_facts *facts, const aa_component *provider,
                           const aa_meta_data *data, aa_vec *paths)
{
    bool known = data->name != NULL && strcmp(data->name, PATHS_META_DATA) == 0;
    const char *name = aa_source_resource_name(source, data->resource_id);
    if (!known && (name == NULL || strncmp(name, "xml/", 4) != 0))
        return;
    const aa_source_file *files = NULL;
    size_t count = aa_variants_of(source, data->resource_id, facts->manifest.min_sdk, &files);
    if (known && count == 0)
        aa_source_gap(source, AA_AREA_RESOURCES, AA_GAP_INPUT, "paths.missing", NULL, NULL, name);
    for (size_t i = 0; i < count && !source->failed; i++) {
        aa_source_doc doc;
        if (!aa_variants_open(source, AA_AREA_RESOURCES, &files[i], &doc))
            continue;
        if (known || aa_source_is(xmlDocGetRootElement(doc.axml.doc), "paths"))
            read_paths(source, &doc, provider->name, paths);
        aa_source_close(&doc);
    }
}

aa_err aa_collect_shared_paths(aa_source *source, aa_facts *facts)
{
    aa_vec paths = AA_VEC_INIT(aa_shared_path);
    for (size_t i = 0; i < facts->manifest.component_count; i++) {
        const aa_component *component = &facts->manifest.components[i];
        if (component->type != AA_PROVIDER)
            continue;
        for (size_t m = 0; m < component->meta_data_count; m++)
            if (component->meta_data[m].resource_id != 0)
                read_meta_data(source, facts, component, &component->meta_data[m], &paths);
    }
    facts->shared_paths = paths.items;
    facts->shared_path_count = paths.count;
    return aa_source_status(source);
}
