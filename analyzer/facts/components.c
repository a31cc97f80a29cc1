/*
 * Components with the export state and the permissions that the platform gives them.
 *
 * Source: AOSP frameworks/base/core/java/com/android/internal/pm/pkg/component/ParsedActivityUtils.java,
 * ParsedServiceUtils.java, ParsedProviderUtils.java, ParsedMainComponentUtils.java,
 * ParsedComponentUtils.java.
 */
#include "facts/manifest.h"

#define S_TARGET               31 /* android:exported is required where there is an intent filter */
#define PROVIDER_CLOSED_TARGET 17 /* providers are closed by default */

static const struct {
    const char *element;
    aa_component_type type;
} kinds[] = {
    {"activity", AA_ACTIVITY}, {"activity-alias", AA_ACTIVITY_ALIAS},
    {"service", AA_SERVICE},   {"receiver", AA_RECEIVER},
    {"provider", AA_PROVIDER},
};

/* What all components of one app are read against. */
typedef struct reader {
    aa_source *source;
    const aa_permission_book *book;
    const aa_manifest *manifest;
    const aa_source_doc *doc;
} reader;

static const char *text(const reader *r, const xmlNode *element, aa_attr_id id)
{
    return aa_source_text(r->source, aa_source_attr(element, id));
}

static aa_flag flag(const reader *r, const xmlNode *element, aa_attr_id id)
{
    return aa_source_flag(r->source, r->doc, aa_source_attr(element, id));
}

/* ---- export --------------------------------------------------------------------------------------- */

/* Activities and receivers drop a filter without an action (failOnNoActions), services keep it. */
static bool has_live_filter(const aa_component *component)
{
    if (component->type == AA_SERVICE)
        return component->filter_count > 0;
    for (size_t i = 0; i < component->filter_count; i++) {
        if (component->filters[i].action_count > 0)
            return true;
    }
    return false;
}

static void decide_export(const reader *r, const xmlNode *element, aa_component *c)
{
    int target = r->manifest->target_sdk;
    if (c->exported_attr.declared) {
        c->exported = c->exported_attr.value;
        c->exported_reason = c->exported == AA_UNKNOWN ? AA_EXPORT_UNRESOLVED : AA_EXPORT_EXPLICIT;
    } else if (c->type == AA_PROVIDER) {
        c->exported = target < PROVIDER_CLOSED_TARGET ? AA_YES : AA_NO;
        c->exported_reason = c->exported == AA_YES ? AA_EXPORT_PROVIDER_DEFAULT : AA_EXPORT_NO_FILTER;
    } else if (!has_live_filter(c)) {
        c->exported = AA_NO;
        c->exported_reason = AA_EXPORT_NO_FILTER;
    } else if (target >= S_TARGET) {
        c->exported = AA_YES;
        c->exported_reason = AA_EXPORT_REFUSED;
        aa_source_refuse(r->source, "manifest.exported_missing", r->doc, element, c->name);
    } else {
        c->exported = AA_YES;
        c->exported_reason = AA_EXPORT_FILTER_DEFAULT;
    }
}

/* ---- permissions ---------------------------------------------------------------------------------- */

/*
 * Activities, services, receivers and providers without a permission get the one of <application>; an
 * alias does not. "" asks for none (ParsedMainComponent.setPermission).
 */
static void decide_permissions(const reader *r, const xmlNode *element, aa_component *c)
{
    const char *app = r->manifest->app_permission;
    c->permission = text(r, element, AA_ATTR_PERMISSION);
    if (c->type == AA_PROVIDER) {
        const char *read = text(r, element, AA_ATTR_READ_PERMISSION);
        const char *write = text(r, element, AA_ATTR_WRITE_PERMISSION);
        const char *both = c->permission != NULL ? c->permission : app;
        c->read_permission = read != NULL ? read : both;
        c->write_permission = write != NULL ? write : both;
        c->read_protection = aa_permission_protects(r->book, c->read_permission);
        c->write_protection = aa_permission_protects(r->book, c->write_permission);
    }
    if (c->permission == NULL && app != NULL && c->type != AA_ACTIVITY_ALIAS) {
        c->permission = app;
        c->permission_inherited = true;
    }
    c->protection = aa_permission_protects(r->book, c->permission);
}

/* ---- provider paths ------------------------------------------------------------------------------- */

static void add_path(const reader *r, const xmlNode *node, aa_vec *paths)
{
    static const struct {
        aa_attr_id id;
        const char *kind;
    } attrs[] = {
        {AA_ATTR_PATH, "path"},
        {AA_ATTR_PATH_PREFIX, "pathPrefix"},
        {AA_ATTR_PATH_PATTERN, "pathPattern"},
        {AA_ATTR_PATH_ADVANCED_PATTERN, "pathAdvancedPattern"},
        {AA_ATTR_PATH_SUFFIX, "pathSuffix"},
    };

    const char *path = NULL;
    const char *kind = NULL;
    for (size_t i = 0; i < sizeof(attrs) / sizeof(attrs[0]) && path == NULL; i++) {
        path = text(r, node, attrs[i].id);
        kind = attrs[i].kind;
    }
    aa_path_permission *item = path == NULL ? NULL : aa_source_push(r->source, paths);
    if (item == NULL)
        return;
    const char *both = text(r, node, AA_ATTR_PERMISSION);
    const char *read = text(r, node, AA_ATTR_READ_PERMISSION);
    const char *write = text(r, node, AA_ATTR_WRITE_PERMISSION);
    *item = (aa_path_permission){.path = path,
                                 .kind = kind,
                                 .permission = both,
                                 .read_permission = read != NULL ? read : both,
                                 .write_permission = write != NULL ? write : both,
                                 .place = aa_source_place(r->source, r->doc, node, NULL)};
}

static void read_provider(const reader *r, const xmlNode *element, aa_component *c)
{
    aa_vec permissions = AA_VEC_INIT(aa_path_permission);
    aa_vec grants = AA_VEC_INIT(aa_path_permission);
    for (const xmlNode *n = aa_source_child(element, NULL); n != NULL; n = aa_source_next(n, NULL)) {
        if (aa_source_is(n, "path-permission"))
            add_path(r, n, &permissions);
        else if (aa_source_is(n, "grant-uri-permission"))
            add_path(r, n, &grants);
    }
    c->authorities = text(r, element, AA_ATTR_AUTHORITIES);
    c->grant_uri_permissions = flag(r, element, AA_ATTR_GRANT_URI_PERMISSIONS);
    c->path_permissions = permissions.items;
    c->path_permission_count = permissions.count;
    c->grant_paths = grants.items;
    c->grant_path_count = grants.count;
    if (c->authorities == NULL || c->authorities[0] == '\0')
        aa_source_refuse(r->source, "manifest.provider_authorities", r->doc, element, c->name);
}

/* ---- components ----------------------------------------------------------------------------------- */

/* R.attr.launchMode */
static const char *launch_mode(const reader *r, const xmlNode *element)
{
    static const char *const names[] = {"standard", "singleTop", "singleTask", "singleInstance",
                                        "singleInstancePerTask"};
    const xmlAttr *attr = aa_source_attr(element, AA_ATTR_LAUNCH_MODE);
    int64_t value = 0;
    if (!aa_source_int(r->source, attr, &value))
        return aa_source_written(r->source, attr);
    return value >= 0 && value < (int64_t)(sizeof(names) / sizeof(names[0]))
               ? names[value]
               : aa_source_written(r->source, attr);
}

static const char *class_attr(const reader *r, const xmlNode *element, aa_attr_id id)
{
    return aa_manifest_class_name(r->source, r->manifest->package.value, text(r, element, id));
}

static void read_component(const reader *r, const xmlNode *element, aa_component_type type, aa_component *c)
{
    c->type = type;
    c->place = aa_source_place(r->source, r->doc, element, NULL);
    c->name = class_attr(r, element, AA_ATTR_NAME);
    if (c->name == NULL || c->name[0] == '\0') {
        c->name = "";
        aa_source_refuse(r->source, "manifest.component_name", r->doc, element, "");
    }
    c->target = type == AA_ACTIVITY_ALIAS ? class_attr(r, element, AA_ATTR_TARGET_ACTIVITY) : NULL;
    c->exported_attr = flag(r, element, AA_ATTR_EXPORTED);
    c->enabled = flag(r, element, AA_ATTR_ENABLED);
    c->process = text(r, element, AA_ATTR_PROCESS);
    c->task_affinity = text(r, element, AA_ATTR_TASK_AFFINITY);
    c->launch_mode = launch_mode(r, element);
    c->allow_task_reparenting = flag(r, element, AA_ATTR_ALLOW_TASK_REPARENTING);
    c->direct_boot_aware = flag(r, element, AA_ATTR_DIRECT_BOOT_AWARE);
    c->grant_uri_permissions = (aa_flag){.place = {.offset = AA_NO_OFFSET}};
    c->meta_data = aa_collect_meta_data(r->source, r->doc, element, &c->meta_data_count);
    aa_collect_filters(r->source, r->doc, element, c);
    decide_permissions(r, element, c);
    decide_export(r, element, c);
    if (type == AA_PROVIDER)
        read_provider(r, element, c);
}

static void read_application(const reader *r, const xmlNode *application, aa_vec *components)
{
    for (const xmlNode *n = aa_source_child(application, NULL); n != NULL; n = aa_source_next(n, NULL)) {
        for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
            aa_component *c = NULL;
            if (aa_source_is(n, kinds[k].element) && (c = aa_source_push(r->source, components)) != NULL)
                read_component(r, n, kinds[k].type, c);
        }
    }
}

/* ---- meta-data, queries, features ----------------------------------------------------------------- */

static void read_meta_data(aa_source *source, const aa_source_doc *doc, const xmlNode *node,
                           aa_meta_data *item)
{
    const xmlAttr *value = aa_source_attr(node, AA_ATTR_VALUE);
    const xmlAttr *resource = aa_source_attr(node, AA_ATTR_RESOURCE);
    item->name = aa_source_text(source, aa_source_attr(node, AA_ATTR_NAME));
    item->place = aa_source_place(source, doc, node, NULL);
    item->resource_id = aa_source_reference(resource != NULL ? resource : value);
    item->value = aa_source_text(source, value);
    if (resource == NULL || item->resource_id == 0)
        return;
    const char *name = aa_source_resource_name(source, item->resource_id);
    item->value =
        name == NULL ? aa_source_written(source, resource) : aa_arena_printf(source->arena, "@%s", name);
    if (item->value == NULL)
        source->failed = true;
}

static void add_meta_data(aa_source *source, const aa_source_doc *doc, const xmlNode *element, aa_vec *list)
{
    const xmlNode *n = aa_source_child(element, "meta-data");
    for (; n != NULL; n = aa_source_next(n, "meta-data")) {
        aa_meta_data *item = aa_source_push(source, list);
        if (item != NULL)
            read_meta_data(source, doc, n, item);
    }
}

const aa_meta_data *aa_collect_meta_data(aa_source *source, const aa_source_doc *doc, const xmlNode *element,
                                         size_t *count_out)
{
    aa_vec list = AA_VEC_INIT(aa_meta_data);
    add_meta_data(source, doc, element, &list);
    *count_out = list.count;
    return list.items;
}

static void add_query(const reader *r, const xmlNode *node, const char *kind, const char *value, aa_vec *list)
{
    aa_query *query = value == NULL ? NULL : aa_source_push(r->source, list);
    if (query != NULL)
        *query = (aa_query){kind, value, aa_source_place(r->source, r->doc, node, NULL)};
}

/* "action scheme://host type" of a queried intent, the parts that are there. */
static const char *intent_text(const reader *r, const xmlNode *node)
{
    const xmlNode *data = aa_source_child(node, "data");
    const char *parts[] = {
        text(r, aa_source_child(node, "action"), AA_ATTR_NAME),
        text(r, data, AA_ATTR_SCHEME),
        text(r, data, AA_ATTR_HOST),
        text(r, data, AA_ATTR_MIME_TYPE),
    };
    static const char *const before[] = {"", " scheme=", " host=", " type="};
    const char *joined = "";
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]) && joined != NULL; i++) {
        if (parts[i] != NULL)
            joined = aa_arena_printf(r->source->arena, "%s%s%s", joined, before[i], parts[i]);
    }
    if (joined == NULL)
        r->source->failed = true;
    return joined;
}

static void read_queries(const reader *r, const xmlNode *queries, aa_vec *list)
{
    for (const xmlNode *n = aa_source_child(queries, NULL); n != NULL; n = aa_source_next(n, NULL)) {
        if (aa_source_is(n, "package"))
            add_query(r, n, "package", text(r, n, AA_ATTR_NAME), list);
        else if (aa_source_is(n, "provider"))
            add_query(r, n, "provider", text(r, n, AA_ATTR_AUTHORITIES), list);
        else if (aa_source_is(n, "intent"))
            add_query(r, n, "intent", intent_text(r, n), list);
    }
}

static void read_root(const reader *r, const xmlNode *root, aa_vec *queries, aa_vec *features)
{
    for (const xmlNode *n = aa_source_child(root, NULL); n != NULL; n = aa_source_next(n, NULL)) {
        if (aa_source_is(n, "queries")) {
            read_queries(r, n, queries);
        } else if (aa_source_is(n, "uses-feature")) {
            const char *name = text(r, n, AA_ATTR_NAME);
            const char **item = name == NULL ? NULL : aa_source_push(r->source, features);
            if (item != NULL)
                *item = name;
        }
    }
}

void aa_collect_components(aa_source *source, const aa_permission_book *book, aa_facts *facts)
{
    aa_manifest *m = &facts->manifest;
    aa_vec components = AA_VEC_INIT(aa_component);
    aa_vec meta_data = AA_VEC_INIT(aa_meta_data);
    aa_vec queries = AA_VEC_INIT(aa_query);
    aa_vec features = AA_VEC_INIT(const char *);
    for (size_t i = 0; i < source->part_count; i++) {
        const aa_source_part *part = &source->parts[i];
        if (!part->is_feature)
            continue;
        reader r = {source, book, m, &part->manifest};
        read_application(&r, aa_manifest_application(part), &components);
        add_meta_data(source, &part->manifest, aa_manifest_application(part), &meta_data);
        read_root(&r, aa_manifest_root(part), &queries, &features);
    }
    m->components = components.items;
    m->component_count = components.count;
    m->meta_data = meta_data.items;
    m->meta_data_count = meta_data.count;
    m->queries = queries.items;
    m->query_count = queries.count;
    m->features = features.items;
    m->feature_count = features.count;
}
