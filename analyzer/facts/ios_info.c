#include "facts/ios_internal.h"

#define VALUES_MAX 5000U /* of one Info.plist */

aa_place aa_ios_place(const aa_ios_list *list, uint32_t node, const char *path)
{
    const aa_plist_node *n = aa_plist_at(list->plist, node);
    return (aa_place){.artifact = list->artifact,
                      .member = list->member,
                      .offset = n != NULL ? n->offset : AA_NO_OFFSET,
                      .line = n != NULL ? n->line : 0,
                      .path = path};
}

const char *aa_ios_text(const aa_ios_list *list, uint32_t node)
{
    const aa_plist_node *n = aa_plist_at(list->plist, node);
    if (n == NULL || n->kind != AA_PLIST_STRING)
        return NULL;
    const char *text = aa_plist_text(list->source->arena, list->plist, node);
    list->source->failed = list->source->failed || text == NULL;
    return text;
}

const char *const *aa_ios_texts(const aa_ios_list *list, uint32_t node, size_t *count)
{
    aa_vec out = AA_VEC_INIT(const char *);
    const aa_plist_node *n = aa_plist_at(list->plist, node);
    bool array = n != NULL && (n->kind == AA_PLIST_ARRAY || n->kind == AA_PLIST_SET);
    uint32_t items = array ? n->count : n != NULL ? 1 : 0;
    for (uint32_t i = 0; i < items; i++) {
        const char *text = aa_ios_text(list, array ? aa_plist_child(list->plist, node, i) : node);
        const char **item = text != NULL ? aa_source_push(list->source, &out) : NULL;
        if (item != NULL)
            *item = text;
    }
    *count = out.count;
    return out.items;
}

aa_tri aa_ios_switch(const aa_ios_list *list, uint32_t node)
{
    if (aa_plist_at(list->plist, node) == NULL)
        return AA_UNKNOWN;
    return aa_plist_truth(list->plist, node, NULL) ? AA_YES : AA_NO;
}

const char *aa_ios_key(const aa_ios_list *list, uint32_t dict, uint32_t i, uint32_t *value)
{
    uint32_t key;
    return aa_plist_pair(list->plist, dict, i, &key, value) ? aa_ios_text(list, key) : NULL;
}

static bool is_purpose(const char *key)
{
    size_t n = strlen(key);
    static const char end[] = "UsageDescription";
    size_t k = sizeof end - 1;
    return n > k && strncmp(key, "NS", 2) == 0 && strcmp(key + n - k, end) == 0;
}

void aa_ios_read_purposes(const aa_ios_list *list, const aa_ios_purpose **out, size_t *count)
{
    aa_vec found = AA_VEC_INIT(aa_ios_purpose);
    const aa_plist_node *root = aa_plist_at(list->plist, list->plist->root);
    for (uint32_t i = 0; root != NULL && root->kind == AA_PLIST_DICT && i < root->count; i++) {
        uint32_t value;
        const char *key = aa_ios_key(list, list->plist->root, i, &value);
        aa_ios_purpose *p = key != NULL && is_purpose(key) ? aa_source_push(list->source, &found) : NULL;
        if (p == NULL)
            continue;
        const char *text = aa_ios_text(list, value);
        *p = (aa_ios_purpose){key, text != NULL ? text : "", aa_ios_place(list, value, key)};
    }
    *out = found.items;
    *count = found.count;
}

static void read_schemes(const aa_ios_list *list, aa_ios_bundle *out)
{
    aa_vec found = AA_VEC_INIT(aa_ios_scheme);
    uint32_t types = aa_plist_get(list->plist, list->plist->root, "CFBundleURLTypes");
    const aa_plist_node *array = aa_plist_at(list->plist, types);
    for (uint32_t i = 0; array != NULL && array->kind == AA_PLIST_ARRAY && i < array->count; i++) {
        uint32_t type = aa_plist_child(list->plist, types, i);
        uint32_t schemes = aa_plist_get(list->plist, type, "CFBundleURLSchemes");
        const char *name = aa_ios_text(list, aa_plist_get(list->plist, type, "CFBundleURLName"));
        size_t count;
        const char *const *texts = aa_ios_texts(list, schemes, &count);
        for (size_t k = 0; k < count; k++) {
            aa_ios_scheme *s = aa_source_push(list->source, &found);
            if (s != NULL)
                *s = (aa_ios_scheme){
                    texts[k], name,
                    aa_ios_place(list, schemes,
                                 aa_arena_printf(list->source->arena,
                                                 "CFBundleURLTypes/%u/CFBundleURLSchemes/%zu", i, k))};
        }
    }
    out->schemes = found.items;
    out->scheme_count = found.count;
}

static aa_flag read_flag(const aa_ios_list *list, const char *key)
{
    uint32_t node = aa_plist_get(list->plist, list->plist->root, key);
    aa_tri value = aa_ios_switch(list, node);
    return (aa_flag){.value = value,
                     .declared = value != AA_UNKNOWN,
                     .place = aa_ios_place(list, node, key),
                     .text = value == AA_YES  ? "true"
                             : value == AA_NO ? "false"
                                              : NULL};
}

/* ---- all values
 * ---------------------------------------------------------------------------------------------- */

typedef struct values {
    const aa_ios_list *list;
    aa_vec out; /* aa_meta_data */
} values;

static const char *scalar(const aa_ios_list *list, const aa_plist_node *n, uint32_t node)
{
    aa_arena *arena = list->source->arena;
    switch (n->kind) {
    case AA_PLIST_BOOL:
        return n->boolean ? "true" : "false";
    case AA_PLIST_INT:
        return aa_arena_printf(arena, "%lld", (long long)n->integer);
    case AA_PLIST_STRING:
        return aa_plist_text(arena, list->plist, node);
    case AA_PLIST_NULL:
    case AA_PLIST_REAL:
    case AA_PLIST_DATE:
    case AA_PLIST_DATA:
    case AA_PLIST_UID:
    case AA_PLIST_ARRAY:
    case AA_PLIST_SET:
    case AA_PLIST_DICT:
        break;
    }
    return NULL;
}

static bool push_value(void *context, const aa_plist *plist, uint32_t node, const char *path)
{
    values *v = context;
    const aa_plist_node *n = aa_plist_at(plist, node);
    const char *text = n != NULL ? scalar(v->list, n, node) : NULL;
    if (text == NULL)
        return true;
    aa_meta_data *m = aa_source_push(v->list->source, &v->out);
    const char *name = aa_source_copy(v->list->source, path);
    if (m != NULL && name != NULL)
        *m = (aa_meta_data){.name = name, .value = text, .place = aa_ios_place(v->list, node, name)};
    return m != NULL && name != NULL;
}

void aa_ios_read_info(const aa_ios_list *list, aa_ios_bundle *out)
{
    const aa_plist *p = list->plist;
    static const char *const keys[] = {"CFBundleIdentifier",  "CFBundleName",
                                       "CFBundleDisplayName", "CFBundleShortVersionString",
                                       "CFBundleVersion",     "CFBundleExecutable",
                                       "MinimumOSVersion",    "DTPlatformName",
                                       "DTSDKName",           "DTXcode"};
    const char **const to[] = {&out->identifier, &out->name,       &out->display_name, &out->version,
                               &out->build,      &out->executable, &out->min_os,       &out->platform,
                               &out->sdk,        &out->xcode};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        *to[i] = aa_ios_text(list, aa_plist_get(p, p->root, keys[i]));
    out->has_info = true;
    out->info = aa_ios_place(list, p->root, NULL);
    out->min_os_place = aa_ios_place(list, aa_plist_get(p, p->root, "MinimumOSVersion"), "MinimumOSVersion");
    out->extension_point =
        aa_ios_text(list, aa_plist_path(p, p->root, "NSExtension/NSExtensionPointIdentifier"));
    aa_ios_read_purposes(list, &out->purposes, &out->purpose_count);
    read_schemes(list, out);
    out->queries =
        aa_ios_texts(list, aa_plist_get(p, p->root, "LSApplicationQueriesSchemes"), &out->query_count);
    out->background_modes =
        aa_ios_texts(list, aa_plist_get(p, p->root, "UIBackgroundModes"), &out->background_count);
    out->file_sharing = read_flag(list, "UIFileSharingEnabled");
    out->open_in_place = read_flag(list, "LSSupportsOpeningDocumentsInPlace");
    aa_ios_read_ats(list, &out->ats);
    aa_ios_read_trustkit(list, &out->trustkit);
    values v = {.list = list, .out = AA_VEC_INIT(aa_meta_data)};
    (void)aa_plist_walk(list->source->scratch, p, p->root, VALUES_MAX, push_value, &v);
    out->values = v.out.items;
    out->value_count = v.out.count;
}

const char *aa_ios_value(const aa_ios_bundle *bundle, const char *path)
{
    for (size_t i = 0; i < bundle->value_count; i++)
        if (strcmp(bundle->values[i].name, path) == 0)
            return bundle->values[i].value;
    return NULL;
}
