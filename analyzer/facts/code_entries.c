/*
 * Where the platform enters the app's code: what the manifest and the layouts name.
 */
#include "facts/code_store.h"
#include "facts/exposure.h"
#include "facts/manifest.h"

static const char *class_name(aa_source *source, const aa_facts *facts, const char *name)
{
    return aa_manifest_class_name(source, facts->manifest.package.value, name);
}

static void add(aa_source *source, aa_vec *entries, aa_entry entry)
{
    aa_entry *slot = entry.name == NULL ? NULL : aa_source_push(source, entries);
    if (slot != NULL)
        *slot = entry;
}

/* Meta-data hold class names as key, as value, or behind a colon in the key. */
static void add_meta_data(aa_source *source, aa_vec *entries, const aa_meta_data *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *value = items[i].value;
        const char *colon = items[i].name == NULL ? NULL : strrchr(items[i].name, ':');
        bool startup = value != NULL && strcmp(value, "androidx.startup") == 0;
        const char *name = colon != NULL ? colon + 1 : items[i].name;
        add(source, entries, (aa_entry){.kind = AA_ENTRY_NAMED, .name = name, .launch = startup});
        add(source, entries, (aa_entry){.kind = AA_ENTRY_NAMED, .name = startup ? NULL : value});
    }
}

/* Other apps can start, bind, send to or query it. */
static bool is_open(const aa_component *c)
{
    const char *by = NULL;
    if (aa_component_open(c) == AA_NO)
        return false;
    if (c->type == AA_PROVIDER)
        return aa_guard_is_weak(aa_provider_guard(c, false, &by)) ||
               aa_guard_is_weak(aa_provider_guard(c, true, &by));
    return aa_guard_is_weak(aa_component_guard(c));
}

/* The launcher can name its activity by an alias. */
static void add_component(aa_source *source, const aa_facts *facts, aa_vec *entries, const aa_component *c)
{
    const char *name = c->type == AA_ACTIVITY_ALIAS ? c->target : c->name;
    aa_entry entry = {.kind = AA_ENTRY_COMPONENT,
                      .name = class_name(source, facts, name),
                      .launch = c->type == AA_PROVIDER || c->is_launcher,
                      .front = c->is_launcher,
                      .exported = c->exported != AA_NO,
                      .open = is_open(c)};
    if (c->type == AA_PROVIDER && c->enabled.value == AA_NO)
        entry.launch = false;
    add(source, entries, entry);
    add_meta_data(source, entries, c->meta_data, c->meta_data_count);
}

/* What the manifest names beside components; facts do not keep it. */
static void add_others(aa_source *source, const aa_facts *facts, aa_vec *entries)
{
    for (size_t i = 0; i < source->part_count; i++) {
        const xmlNode *root = aa_manifest_root(&source->parts[i]);
        const xmlNode *application = aa_source_child(root, "application");
        const xmlAttr *preload = aa_source_attr(application, AA_ATTR_ZYGOTE_PRELOAD_NAME);
        add(source, entries,
            (aa_entry){.kind = AA_ENTRY_FACTORY,
                       .name = class_name(source, facts, aa_source_text(source, preload))});
        for (const xmlNode *node = aa_source_child(root, "instrumentation"); node != NULL;
             node = aa_source_next(node, "instrumentation")) {
            const char *name = aa_source_text(source, aa_source_attr(node, AA_ATTR_NAME));
            add(source, entries,
                (aa_entry){.kind = AA_ENTRY_INSTRUMENTATION, .name = class_name(source, facts, name)});
        }
    }
}

static void add_layouts(aa_source *source, const aa_layouts *layouts, aa_vec *entries)
{
    for (size_t i = 0; i < layouts->count; i++) {
        const aa_layout *layout = &layouts->items[i];
        for (size_t k = 0; k < layout->click_handler_count; k++)
            add(source, entries, (aa_entry){.kind = AA_ENTRY_ON_CLICK, .name = layout->click_handlers[k]});
        for (size_t k = 0; k < layout->class_count; k++)
            add(source, entries, (aa_entry){.kind = AA_ENTRY_VIEW, .name = layout->classes[k]});
    }
}

void aa_collect_entries(aa_source *source, const aa_facts *facts, aa_vec *entries)
{
    const aa_manifest *m = &facts->manifest;
    add(source, entries,
        (aa_entry){
            .kind = AA_ENTRY_APPLICATION, .name = m->application_class, .launch = true, .front = true});
    add(source, entries,
        (aa_entry){.kind = AA_ENTRY_FACTORY,
                   .name = class_name(source, facts, m->app_component_factory),
                   .launch = true});
    add(source, entries,
        (aa_entry){.kind = AA_ENTRY_FACTORY, .name = class_name(source, facts, m->backup_agent)});
    for (size_t i = 0; i < m->component_count; i++)
        add_component(source, facts, entries, &m->components[i]);
    add_meta_data(source, entries, m->meta_data, m->meta_data_count);
    add_others(source, facts, entries);
    add_layouts(source, &facts->layouts, entries);
}
