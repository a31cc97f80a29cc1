/*
 * Attributes of binary XML: which of several of one name holds, and what its text is.
 *
 * Source: AOSP frameworks/base/libs/androidfw/AttributeResolution.cpp (RetrieveAttributes walks the requested
 * ids and the document's attributes side by side, both ascending: the first of equal ids is taken, one
 * that stands behind a higher id is never reached), core/java/android/content/res/XmlBlock.java.
 */
#include "decode/axml_tree.h"

static size_t slot_of(const aa_axml_tree *tree, aa_axml_naming naming)
{
    uintptr_t hash = (uintptr_t)naming.name / sizeof(void *) * 31 + (uintptr_t)naming.ns / sizeof(void *);
    hash *= (uintptr_t)UINT64_C(0x9E3779B97F4A7C15);
    return (size_t)(hash >> 20) & (tree->slot_count - 1);
}

static bool same(const xmlAttr *attr, aa_axml_naming naming)
{
    return attr->name == naming.name && attr->ns == naming.ns;
}

/* The attribute of that name that |element| has already, or NULL. |*slot|: where a new one goes. */
static xmlAttr *find(aa_axml_tree *tree, const xmlNode *element, aa_axml_naming naming, aa_axml_slot **slot)
{
    *slot = NULL;
    if (!tree->many) {
        xmlAttr *attr = element->properties;
        while (attr != NULL && !same(attr, naming))
            attr = attr->next;
        return attr;
    }
    for (size_t i = slot_of(tree, naming);; i = (i + 1) & (tree->slot_count - 1)) {
        if (tree->slots[i].element != tree->elements) {
            *slot = &tree->slots[i];
            return NULL;
        }
        if (same(tree->slots[i].attr, naming))
            return tree->slots[i].attr;
    }
}

static void append(aa_axml_tree *tree, xmlNode *element, xmlAttr *attr)
{
    attr->parent = element;
    attr->prev = tree->last_attr;
    if (tree->last_attr == NULL)
        element->properties = attr;
    else
        tree->last_attr->next = attr;
    tree->last_attr = attr;
}

/* By hand: libxml2 would look up the name's text again and walk the list of attributes. */
static xmlAttr *add(aa_axml_tree *tree, xmlNode *element, aa_axml_naming naming, aa_axml_slot *slot)
{
    aa_axml_origin *origin = aa_arena_alloc(tree->arena, sizeof *origin);
    xmlAttr *attr = origin == NULL ? NULL : xmlMalloc(sizeof *attr);
    if (attr == NULL) {
        tree->failed = true;
        return NULL;
    }
    *attr = (xmlAttr){.type = XML_ATTRIBUTE_NODE,
                      .name = naming.name,
                      .ns = naming.ns,
                      .doc = tree->doc,
                      ._private = origin};
    append(tree, element, attr);
    if (slot != NULL)
        *slot = (aa_axml_slot){attr, tree->elements};
    return attr;
}

static bool is_canonical_integer(const char *text)
{
    const char *digits = text[0] == '-' ? text + 1 : text;
    size_t n = strnlen(digits, 11);
    return n > 0 && n < 11 && strspn(digits, "0123456789") == n && (digits[0] != '0' || n == 1);
}

/* Whether the raw text says something else than the typed value. Only forms that can be compared count. */
static bool contradicts(aa_res_value value, const char *raw)
{
    char buffer[AA_RES_TEXT_MAX];
    const char *typed = aa_res_value_text(value, buffer);
    switch (value.type) {
    case AA_RES_INT_BOOLEAN:
        return (strcmp(raw, "true") == 0 || strcmp(raw, "false") == 0) && strcmp(typed, raw) != 0;
    case AA_RES_INT_DEC:
        return is_canonical_integer(raw) && strcmp(typed, raw) != 0;
    default:
        return false;
    }
}

/* Two strings; lengths first, and nothing longer than what may still be copied, so that comparing stays
 * cheap. */
static bool differs(const aa_axml_tree *tree, const aa_pool_entry *typed, const aa_pool_entry *raw)
{
    if (typed == NULL || typed->text == NULL || typed->length != raw->length)
        return true;
    return typed != raw && typed->length <= tree->text_left &&
           memcmp(typed->text, raw->text, raw->length) != 0;
}

static aa_res_value effective_value(aa_axml_tree *tree, const aa_axml_record *record)
{
    aa_res_value value = record->value;
    bool is_string = value.type == AA_RES_STRING;
    const aa_pool_entry *typed = is_string ? aa_string_pool_entry(tree->pool, value.data) : NULL;
    value.text = typed == NULL ? NULL : typed->text;
    const aa_pool_entry *raw = aa_string_pool_entry(tree->pool, record->raw);
    if (raw == NULL || raw->text == NULL ||
        !(is_string ? differs(tree, typed, raw) : contradicts(value, raw->text)))
        return value;
    aa_notes_add(tree->notes, AA_NOTE_ANOMALY, "axml.raw_value", record->offset, "%.64s", raw->text);
    if (is_string && record->resource_id == 0)
        value.text = raw->text;
    return value;
}

static void set_value(aa_axml_tree *tree, xmlAttr *attr, const aa_axml_record *record)
{
    aa_axml_origin *origin = attr->_private;
    const aa_axml_origin *element = attr->parent->_private;
    *origin = (aa_axml_origin){.offset = record->offset,
                               .line = element->line,
                               .resource_id = record->resource_id,
                               .value = effective_value(tree, record)};
    char buffer[AA_RES_TEXT_MAX];
    const char *text = aa_res_value_text(origin->value, buffer);
    xmlNode *node = aa_axml_tree_new_text(tree, text == NULL ? "" : text, record->offset);
    if (node == NULL)
        return;
    xmlFreeNodeList(attr->children);
    node->parent = (xmlNode *)attr;
    attr->children = node;
    attr->last = node;
}

static void check_order(aa_axml_tree *tree, const aa_axml_record *record)
{
    if (record->resource_id == 0)
        return;
    if (record->resource_id < tree->max_id && aa_axml_tree_once(tree, AA_AXML_ONCE_ORDER))
        aa_notes_add(tree->notes, AA_NOTE_ANOMALY, "axml.attribute_order", record->offset,
                     "0x%08x after 0x%08x", (unsigned)record->resource_id, (unsigned)tree->max_id);
    if (record->resource_id > tree->max_id)
        tree->max_id = record->resource_id;
}

/* A second attribute of one name: an id beats no id, else the first holds. */
static void settle(aa_axml_tree *tree, xmlAttr *first, const aa_axml_record *record)
{
    const aa_axml_origin *origin = first->_private;
    if (!tree->duplicate)
        aa_notes_add(tree->notes, AA_NOTE_ANOMALY, "axml.duplicate_attribute", record->offset, "%.64s",
                     (const char *)first->name);
    tree->duplicate = true;
    if (origin->resource_id == 0 && record->resource_id != 0)
        set_value(tree, first, record);
}

static void add_or_settle(aa_axml_tree *tree, xmlNode *element, aa_axml_naming naming,
                          const aa_axml_record *record)
{
    aa_axml_slot *slot = NULL;
    xmlAttr *attr = find(tree, element, naming, &slot);
    if (attr != NULL) {
        settle(tree, attr, record);
        return;
    }
    attr = add(tree, element, naming, slot);
    if (attr != NULL)
        set_value(tree, attr, record);
}

bool aa_axml_tree_attribute(aa_axml_tree *tree, xmlNode *element, aa_axml_record record)
{
    if (!aa_axml_tree_count(tree, record.offset))
        return false;
    aa_axml_naming naming = aa_axml_attribute_naming(tree, &record);
    if (tree->failed)
        return false;
    check_order(tree, &record);
    add_or_settle(tree, element, naming, &record);
    if (naming.plain != NULL && !tree->failed) {
        record.resource_id = 0;
        add_or_settle(tree, element, (aa_axml_naming){naming.plain, NULL, NULL}, &record);
    }
    return !tree->failed;
}
