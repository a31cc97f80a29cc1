/*
 * Classes and handlers that resources name beside layouts: destinations of navigation graphs, fragments of
 * settings screens, actions of menus, targets of shortcuts.
 */
#include <stdlib.h>

#include "facts/code_store.h"
#include "facts/manifest.h"
#include "facts/text.h"
#include "facts/tree.h"

#define MAX_NAMES 100000 /* no app comes near; the number is the app's */

typedef struct finder {
    aa_source *source;
    const aa_facts *facts;
    aa_vec *entries;
    aa_vec members; /* of const char * */
    bool over;      /* more names than MAX_NAMES */
} finder;

static bool names_classes(const char *type)
{
    static const char *const types[] = {"menu", "navigation", "transition", "xml"};
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
        if (strcmp(type, types[i]) == 0)
            return true;
    return false;
}

static bool collect_member(void *context, uint32_t id, const char *type, const char *name,
                           const aa_arsc_value *values, size_t count)
{
    finder *f = context;
    (void)id;
    (void)name;
    for (size_t i = 0; i < count && names_classes(type); i++) {
        const aa_res_value *value = &values[i].value;
        bool file = !values[i].is_bag && value->type == AA_RES_STRING && value->text != NULL &&
                    strchr(value->text, '/') != NULL;
        const char **slot = file ? aa_vec_push(f->source->scratch, &f->members) : NULL;
        f->source->failed = f->source->failed || (file && slot == NULL);
        if (slot != NULL)
            *slot = value->text;
    }
    return !f->source->failed;
}

static void add(finder *f, aa_entry_kind kind, const char *name)
{
    f->over = f->over || f->entries->count >= MAX_NAMES;
    aa_entry *slot = f->over || name == NULL ? NULL : aa_source_push(f->source, f->entries);
    if (slot != NULL)
        *slot = (aa_entry){.kind = kind, .name = aa_source_copy(f->source, name)};
}

/* Navigation graphs complete ".Home" with the app's package, as the manifest does. */
static void add_class(finder *f, const char *text)
{
    const char *package = f->facts->manifest.package.value;
    if (aa_text_is_class(text))
        add(f, AA_ENTRY_NAMED, text);
    else if (text[0] == '.' && text[1] != '\0' && strlen(text) <= AA_CLASS_BYTES && package != NULL)
        add(f, AA_ENTRY_NAMED, aa_manifest_class_name(f->source, package, text));
}

static void read_element(finder *f, const xmlNode *node)
{
    add_class(f, (const char *)node->name);
    for (const xmlAttr *attr = node->properties; attr != NULL; attr = attr->next)
        if (attr->children != NULL && attr->children->content != NULL)
            add_class(f, (const char *)attr->children->content);
    const xmlAttr *handler = aa_source_attr(node, AA_ATTR_ON_CLICK);
    if (handler != NULL)
        add(f, AA_ENTRY_ON_CLICK, aa_text_cut(f->source, aa_source_text(f->source, handler)));
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void read_member(finder *f, const aa_source_part *part, const char *member)
{
    aa_source_doc doc;
    if (aa_zip_find(part->part->zip, member) == NULL ||
        !aa_source_open(f->source, AA_AREA_CODE, part, member, &doc))
        return;
    const xmlNode *root = xmlDocGetRootElement(doc.axml.doc);
    for (const xmlNode *at = root; at != NULL && !f->source->failed && !f->over; at = aa_tree_next(root, at))
        read_element(f, at);
    aa_source_close(&doc);
}

void aa_collect_resource_entries(aa_source *source, const aa_facts *facts, aa_vec *entries)
{
    finder f = {.source = source, .facts = facts, .entries = entries};
    for (size_t i = 0; i < source->part_count && !source->failed; i++) {
        const aa_source_part *part = &source->parts[i];
        f.members = (aa_vec)AA_VEC_INIT(const char *);
        if (part->arsc == NULL || part->part->zip == NULL)
            continue;
        aa_arsc_each(part->arsc, collect_member, &f);
        const char **members = f.members.items;
        if (f.members.count > 1)
            qsort(members, f.members.count, sizeof(*members), by_text);
        for (size_t k = 0; k < f.members.count && !source->failed; k++)
            if (k == 0 || strcmp(members[k - 1], members[k]) != 0)
                read_member(&f, part, members[k]);
    }
    if (f.over)
        aa_source_gap(source, AA_AREA_CODE, AA_GAP_INPUT, "limit.code_reach", NULL, NULL, "");
}
