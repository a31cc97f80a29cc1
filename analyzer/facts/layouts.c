#include "base/bisect.h"
#include "facts/layout_view.h"
#include "package/resources.h"

#include <stdlib.h>

/* ResChunk_header.type of a compiled XML document (ResourceTypes.h). */

/* A file that some resource of a part stands for. */
typedef struct file_use {
    const char *member; /* borrowed from the resource table */
    const char *name;   /* "layout/login"; NULL for a resource of another type */
    bool other;         /* of a type whose files are never layouts */
    uint32_t id;
} file_use;

typedef struct use_list {
    aa_source *source;
    aa_vec items; /* of file_use */
} use_list;

static bool never_layout(const char *type)
{
    static const char *const types[] = {"anim",         "animator", "color",  "drawable",   "font",
                                        "interpolator", "menu",     "mipmap", "navigation", "transition"};
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
        if (strcmp(type, types[i]) == 0)
            return true;
    return false;
}

static bool collect_use(void *context, uint32_t id, const char *type, const char *name,
                        const aa_arsc_value *values, size_t count)
{
    use_list *list = context;
    bool layout = strcmp(type, "layout") == 0;
    const char *full = NULL;
    for (size_t i = 0; i < count; i++) {
        const aa_res_value *value = &values[i].value;
        if (values[i].is_bag || value->type != AA_RES_STRING || value->text == NULL ||
            strchr(value->text, '/') == NULL)
            continue;
        if (layout && full == NULL)
            full = aa_arena_printf(list->source->arena, "layout/%s", name);
        file_use *use = aa_vec_push(list->source->scratch, &list->items);
        if (use == NULL || (layout && full == NULL)) {
            list->source->failed = true;
            return false;
        }
        *use = (file_use){value->text, full, never_layout(type), id};
    }
    return true;
}

/* By member; uses as a layout come first, then by id. */
static int by_member(const void *a, const void *b)
{
    const file_use *x = a;
    const file_use *y = b;
    int order = strcmp(x->member, y->member);
    if (order != 0)
        return order;
    if ((x->name == NULL) != (y->name == NULL))
        return x->name == NULL ? 1 : -1;
    return x->id < y->id ? -1 : x->id > y->id;
}

static const file_use *find_use(const use_list *list, const char *member)
{
    const file_use *uses = list->items.items;
    size_t low;
    AA_BISECT(low, list->items.count, middle, strcmp(uses[middle].member, member) < 0);
    return low < list->items.count && strcmp(uses[low].member, member) == 0 ? &uses[low] : NULL;
}

static bool starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

static bool ends_with_xml(const char *text)
{
    size_t n = strlen(text);
    return n >= 4 && strcmp(text + n - 4, ".xml") == 0;
}

/*
 * Whether compiled XML has the root of a layout. What is wrong with it is nobody's business here, except that
 * what is too large to tell counts as a layout: reading it in earnest then records the limit.
 */
static bool has_layout_root(aa_source *source, const aa_source_part *part, aa_arena *arena, aa_notes *notes,
                            aa_bytes bytes)
{
    aa_axml axml = {NULL};
    aa_err err = aa_part_xml(part->part, arena, bytes, source->limits, notes, &axml);
    source->failed |= err == AA_E_NOMEM;
    bool found = err == AA_E_LIMIT;
    if (err == AA_OK && axml.doc != NULL) {
        const xmlNode *root = xmlDocGetRootElement(axml.doc);
        found = root != NULL && aa_layout_is_root((const char *)root->name);
    }
    if (axml.doc != NULL)
        aa_axml_done(&axml);
    return found;
}

/* The same for a member, quietly: most members looked at in this way are no layouts. */
static bool looks_like_layout(aa_source *source, const aa_source_part *part, const aa_zip_entry *entry)
{
    aa_arena *arena = aa_arena_new();
    if (arena == NULL) {
        source->failed = true;
        return false;
    }
    aa_zip_content content = {.bytes = aa_bytes_none()};
    aa_notes notes;
    aa_notes_init(&notes, arena, 1);
    uint64_t left = source->package->budget_left;
    uint64_t cap = source->limits->axml_bytes < left ? source->limits->axml_bytes : left;
    aa_err err = aa_zip_read(part->part->zip, entry, AA_ZIP_ASSET, cap, &notes, &content);
    source->failed |= err == AA_E_NOMEM;
    source->package->budget_left -= content.bytes.n < left ? content.bytes.n : left;
    bool compiled = aa_part_is_compiled(part->part, content.bytes);
    bool found = compiled ? has_layout_root(source, part, arena, &notes, content.bytes) : err == AA_E_LIMIT;
    aa_zip_content_done(&content);
    aa_arena_free(arena);
    return found;
}

/*
 * Members that the resource table calls layouts are layouts. The table does not know all of them, or
 * knows them by a renamed type, so other compiled XML is judged by its root.
 */
static bool is_layout(aa_source *source, const aa_source_part *part, const aa_zip_entry *entry,
                      const file_use *use)
{
    if (use != NULL && (use->name != NULL || use->other))
        return use->name != NULL;
    if (starts_with(entry->name, "res/layout"))
        return ends_with_xml(entry->name);
    bool resource = use != NULL || starts_with(entry->name, "res/") || starts_with(entry->name, "r/");
    return resource && ends_with_xml(entry->name) && looks_like_layout(source, part, entry);
}

static void read_layout(aa_layout_reader *reader, const aa_source_part *part, const char *member,
                        const file_use *use)
{
    aa_source_doc doc;
    if (!aa_source_open(reader->source, AA_AREA_LAYOUTS, part, member, &doc))
        return;
    if (xmlDocGetRootElement(doc.axml.doc) != NULL)
        aa_layout_read(reader, &doc, use == NULL ? NULL : use->name,
                       use == NULL || use->name == NULL ? 0 : use->id);
    aa_source_close(&doc);
}

static void read_part(aa_layout_reader *reader, const aa_source_part *part)
{
    aa_source *source = reader->source;
    const aa_zip *zip = part->part->zip;
    use_list list = {.source = source, .items = AA_VEC_INIT(file_use)};
    if (part->arsc != NULL)
        aa_arsc_each(part->arsc, collect_use, &list);
    if (list.items.count > 1)
        qsort(list.items.items, list.items.count, sizeof(file_use), by_member);
    size_t count = zip == NULL ? 0 : aa_zip_count(zip);
    for (size_t i = 0; i < count && !source->failed; i++) {
        const aa_zip_entry *entry = aa_zip_at(zip, i);
        if (entry->hidden || (entry->duplicate && aa_zip_find(zip, entry->name) != entry))
            continue;
        const file_use *use = find_use(&list, entry->name);
        if (is_layout(source, part, entry, use))
            read_layout(reader, part, entry->name, use);
    }
}

/* Without its table or archive a part may have layouts that nobody sees, and references lead nowhere. */
static void report_blind(aa_source *source, const aa_source_part *part)
{
    const aa_zip *zip = part->part->zip;
    if (zip == NULL)
        aa_source_gap(source, AA_AREA_LAYOUTS, AA_GAP_INPUT, "layout.no_archive", part, NULL, "");
    else if (part->arsc == NULL && aa_zip_find(zip, "resources.arsc") != NULL)
        aa_source_gap(source, AA_AREA_LAYOUTS, AA_GAP_INPUT, "layout.no_table", part, "resources.arsc", "");
}

/* The application's theme reaches every view: View's constructor falls back to it for each attribute. */
static bool theme_filters(aa_layout_reader *reader)
{
    const aa_source *source = reader->source;
    const xmlDoc *manifest = source->part_count == 0 ? NULL : source->parts[0].manifest.axml.doc;
    if (manifest == NULL)
        return false;
    const xmlNode *application = aa_source_child(xmlDocGetRootElement(manifest), "application");
    const xmlAttr *theme = aa_source_attr(application, AA_ATTR_THEME);
    uint32_t id = theme == NULL ? 0 : aa_source_reference(theme);
    return id != 0 && aa_layout_style_filters(reader, id);
}

aa_err aa_collect_layouts(aa_source *source, aa_facts *facts)
{
    aa_layout_reader reader = {.source = source,
                               .layouts = AA_VEC_INIT(aa_layout),
                               .fields = AA_VEC_INIT(aa_input_field),
                               .texts = AA_VEC_INIT(aa_text_view)};
    for (size_t i = 0; i < source->part_count; i++) {
        report_blind(source, &source->parts[i]);
        read_part(&reader, &source->parts[i]);
    }
    bool filters = theme_filters(&reader);
    if (reader.limit_code != NULL)
        aa_source_gap(source, AA_AREA_LAYOUTS, AA_GAP_INPUT, reader.limit_code, NULL, NULL, "");
    facts->layouts = (aa_layouts){.items = reader.layouts.items,
                                  .count = reader.layouts.count,
                                  .fields = reader.fields.items,
                                  .field_count = reader.fields.count,
                                  .texts = reader.texts.items,
                                  .text_count = reader.texts.count,
                                  .theme_filters_obscured = filters};
    return aa_source_status(source);
}
