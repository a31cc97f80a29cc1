/*
 * Names in binary XML: strings made fit for XML, namespaces, and attributes named by resource id.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "decode/axml_tree.h"
#include "decode/platform_attrs.h"

#define REPLACEMENT  0xFFFD
#define OWN_PREFIXES 16 /* namespaces that get the prefix they declare; the others are numbered */

static bool in(uint32_t cp, uint32_t first, uint32_t last)
{
    return cp >= first && cp <= last;
}

/* NameStartChar and NameChar of XML 1.0 (fifth edition) section 2.3, without the colon. */
static bool starts_name(uint32_t cp)
{
    return in(cp, 'a', 'z') || in(cp, 'A', 'Z') || cp == '_' || in(cp, 0xC0, 0xD6) || in(cp, 0xD8, 0xF6) ||
           in(cp, 0xF8, 0x2FF) || in(cp, 0x370, 0x37D) || in(cp, 0x37F, 0x1FFF) || in(cp, 0x200C, 0x200D) ||
           in(cp, 0x2070, 0x218F) || in(cp, 0x2C00, 0x2FEF) || in(cp, 0x3001, 0xD7FF) ||
           in(cp, 0xF900, 0xFDCF) || in(cp, 0xFDF0, 0xFFFD) || in(cp, 0x10000, 0xEFFFF);
}

static bool continues_name(uint32_t cp)
{
    return starts_name(cp) || in(cp, '0', '9') || cp == '-' || cp == '.' || cp == 0xB7 ||
           in(cp, 0x300, 0x36F) || in(cp, 0x203F, 0x2040);
}

static bool is_name(aa_bytes text)
{
    for (size_t pos = 0; pos < text.n;) {
        bool first = pos == 0;
        uint32_t cp = aa_utf8_next(text, &pos);
        if (first ? !starts_name(cp) : !continues_name(cp))
            return false;
    }
    return text.n > 0;
}

static const xmlChar *intern(aa_axml_tree *tree, const char *text, size_t n)
{
    const xmlChar *name = xmlDictLookup(tree->doc->dict, (const xmlChar *)text, (int)n);
    tree->failed = tree->failed || name == NULL;
    return name;
}

static const xmlChar *intern_mended(aa_axml_tree *tree, aa_bytes text)
{
    aa_str s;
    aa_str_init(&s, SIZE_MAX / 4);
    for (size_t pos = 0; pos < text.n;) {
        bool first = pos == 0;
        uint32_t cp = aa_utf8_next(text, &pos);
        aa_utf8_put(&s, (first ? starts_name(cp) : continues_name(cp)) ? cp : REPLACEMENT);
    }
    if (text.n == 0)
        aa_utf8_put(&s, REPLACEMENT);
    const xmlChar *name = aa_str_ok(&s) ? intern(tree, s.ptr, s.len) : NULL;
    tree->failed = tree->failed || name == NULL;
    aa_str_done(&s);
    return name;
}

const xmlChar *aa_axml_name(aa_axml_tree *tree, uint32_t index)
{
    aa_pool_entry *entry = aa_string_pool_entry(tree->pool, index);
    if (entry == NULL || entry->text == NULL)
        return intern_mended(tree, aa_bytes_none());
    if (entry->name == NULL) {
        aa_bytes text = aa_bytes_of(entry->text, entry->length);
        entry->name = is_name(text) ? intern(tree, entry->text, entry->length) : intern_mended(tree, text);
    }
    return entry->name;
}

static bool prefix_is_free(const aa_axml_tree *tree, const xmlChar *prefix)
{
    if (xmlStrncmp(prefix, (const xmlChar *)"xml", 3) == 0 ||
        xmlStrncmp(prefix, (const xmlChar *)"ns", 2) == 0)
        return false;
    if (tree->ns_count >= OWN_PREFIXES)
        return false;
    for (size_t i = 0; i < tree->ns_count; i++)
        if (xmlStrEqual(tree->spaces[i]->prefix, prefix))
            return false;
    return true;
}

static const xmlChar *declared_prefix(const aa_axml_tree *tree, const xmlChar *uri)
{
    for (size_t i = 0; i < tree->prefix_count; i++)
        if (tree->prefixes[i].uri == uri && prefix_is_free(tree, tree->prefixes[i].prefix))
            return tree->prefixes[i].prefix;
    return NULL;
}

/* Declares |uri| at the root. Links by hand: xmlNewNs() would walk the list each time. */
static xmlNs *declare(aa_axml_tree *tree, const xmlChar *uri, const xmlChar *prefix)
{
    xmlNs *ns = xmlNewNs(NULL, uri, prefix);
    if (ns == NULL || ns->href == NULL || ns->prefix == NULL) {
        xmlFreeNs(ns);
        tree->failed = true;
        return NULL;
    }
    if (tree->ns_count == 0)
        xmlDocGetRootElement(tree->doc)->nsDef = ns;
    else
        tree->spaces[tree->ns_count - 1]->next = ns;
    tree->uris[tree->ns_count] = uri;
    tree->spaces[tree->ns_count++] = ns;
    return ns;
}

void aa_axml_declare_android(aa_axml_tree *tree)
{
    const xmlChar *uri = intern(tree, AA_ANDROID_NS, strlen(AA_ANDROID_NS));
    tree->android = uri == NULL ? NULL : declare(tree, uri, (const xmlChar *)"android");
}

/* The namespace of an interned URI, new where it is the first time. */
static xmlNs *find_or_declare(aa_axml_tree *tree, const xmlChar *uri)
{
    for (size_t i = 0; i < tree->ns_count; i++)
        if (tree->uris[i] == uri)
            return tree->spaces[i];
    if (tree->ns_count == AA_AXML_NAMESPACES) {
        if (aa_axml_tree_once(tree, AA_AXML_ONCE_NAMESPACES))
            aa_notes_add(tree->notes, AA_NOTE_GAP, "limit.namespaces", AA_NO_OFFSET, "%d",
                         AA_AXML_NAMESPACES);
        return &tree->no_ns;
    }
    const xmlChar *prefix = declared_prefix(tree, uri);
    char numbered[24];
    snprintf(numbered, sizeof numbered, "ns%zu", tree->ns_count);
    return declare(tree, uri, prefix != NULL ? prefix : (const xmlChar *)numbered);
}

xmlNs *aa_axml_ns(aa_axml_tree *tree, uint32_t uri)
{
    aa_pool_entry *entry = aa_string_pool_entry(tree->pool, uri);
    if (entry == NULL || entry->text == NULL || entry->length == 0)
        return NULL;
    if (entry->ns == NULL) {
        const xmlChar *interned = intern(tree, entry->text, entry->length);
        entry->ns = interned == NULL ? NULL : find_or_declare(tree, interned);
    }
    return entry->ns == &tree->no_ns ? NULL : entry->ns;
}

void aa_axml_tree_prefix(aa_axml_tree *tree, uint32_t prefix, uint32_t uri)
{
    const aa_pool_entry *from = aa_string_pool_entry(tree->pool, prefix);
    const aa_pool_entry *to = aa_string_pool_entry(tree->pool, uri);
    if (from == NULL || to == NULL || from->text == NULL || to->text == NULL ||
        tree->prefix_count == AA_AXML_NAMESPACES || !is_name(aa_bytes_of(from->text, from->length)))
        return;
    const xmlChar *name = intern(tree, from->text, from->length);
    const xmlChar *target = intern(tree, to->text, to->length);
    tree->prefixes[tree->prefix_count++] = (aa_axml_prefix){target, name};
}

static int by_text(const void *a, const void *b)
{
    return strcmp(a, *(const char *const *)b);
}

/* Whether the platform has an attribute called |name|. */
static bool is_known(aa_axml_tree *tree, const char *name)
{
    if (tree->known == NULL) {
        tree->known = aa_arena_array(tree->arena, AA_PLATFORM_ATTRS, sizeof(char *));
        if (tree->known == NULL) {
            tree->failed = true;
            return false;
        }
        tree->known_count = aa_platform_attrs_sorted(tree->known);
    }
    return bsearch(name, tree->known, tree->known_count, sizeof(char *), by_text) != NULL;
}

static void note_lie(aa_axml_tree *tree, const aa_axml_record *record, const char *said, const char *expected)
{
    aa_notes_add(tree->notes, AA_NOTE_ANOMALY, "axml.name_id_mismatch", record->offset, "%.64s 0x%08x %s",
                 said, (unsigned)record->resource_id, expected);
}

/* A framework id that the platform's table does not hold: newer than the table, or made up. */
static const xmlChar *unknown_id_name(aa_axml_tree *tree, const aa_axml_record *record, const char *said)
{
    if (said != NULL && said[0] != '\0' && !is_known(tree, said))
        return aa_axml_name(tree, record->name);
    char name[16];
    int n = snprintf(name, sizeof name, "attr.%08x", (unsigned)record->resource_id);
    if (said != NULL && said[0] != '\0')
        note_lie(tree, record, said, name);
    return intern(tree, name, (size_t)n);
}

static const xmlChar *framework_name(aa_axml_tree *tree, const aa_axml_record *record, const char *said)
{
    const char *expected = aa_axml_platform_attr_name(record->resource_id);
    if (expected == NULL)
        return unknown_id_name(tree, record, said);
    if (said != NULL && strcmp(said, expected) == 0)
        return aa_axml_name(tree, record->name);
    if (said != NULL && is_known(tree, said))
        note_lie(tree, record, said, expected);
    else if (aa_axml_tree_once(tree, AA_AXML_ONCE_NAMES_MISSING))
        aa_notes_add(tree->notes, AA_NOTE_ANOMALY, "axml.names_missing", record->offset, "0x%08x %s",
                     (unsigned)record->resource_id, expected);
    return intern(tree, expected, strlen(expected));
}

aa_axml_naming aa_axml_attribute_naming(aa_axml_tree *tree, const aa_axml_record *record)
{
    aa_axml_naming naming = {NULL, aa_axml_ns(tree, record->ns), NULL};
    const char *said = aa_string_pool_text(tree->pool, record->name);
    if (record->resource_id >> 24 != 0x01) {
        naming.name = aa_axml_name(tree, record->name);
        if ((said == NULL || said[0] == '\0') && aa_axml_tree_once(tree, AA_AXML_ONCE_NAME_INDEX))
            aa_notes_add(tree->notes, AA_NOTE_ANOMALY, "axml.name_index", record->offset, "%u",
                         (unsigned)record->name);
        return naming;
    }
    naming.name = framework_name(tree, record, said);
    if (naming.ns != tree->android && aa_axml_tree_once(tree, AA_AXML_ONCE_NAMESPACE))
        aa_notes_add(tree->notes, AA_NOTE_ANOMALY, "axml.namespace", record->offset, "%.64s",
                     (const char *)naming.name);
    if (naming.ns == NULL && said != NULL && said[0] != '\0')
        naming.plain = aa_axml_name(tree, record->name);
    naming.ns = tree->android;
    return naming;
}
