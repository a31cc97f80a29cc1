/*
 * Reading of our own XML data: texts, lists and names of one element, each fault with its line.
 */
#ifndef AA_ENGINE_TABLE_XML_H
#define AA_ENGINE_TABLE_XML_H

#include <libxml/tree.h>

#include <appassay/result.h>

#include "base/arena.h"

/* A reading under way. After the first fault |err| stays and every later call gives nothing. */
typedef struct aa_xml_reader {
    aa_arena *arena;
    aa_err err;
    const char *detail; /* "line 12: <row> has no id"; NULL while there is no fault */
} aa_xml_reader;

/* Remembers a fault at |node|. |format| is one fragment without a full stop. */
void aa_xml_fault(aa_xml_reader *r, const xmlNode *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Parses |xml| without network, entities or DTD. The caller frees it with xmlFreeDoc(). NULL: a fault. */
xmlDoc *aa_xml_parse(aa_xml_reader *r, aa_bytes xml);

/* The first element at or after |node| among its siblings, or NULL. */
xmlNode *aa_xml_element(xmlNode *node);
bool aa_xml_is(const xmlNode *node, const char *name);

/* How many child elements |parent| has with that name. */
size_t aa_xml_count(xmlNode *parent, const char *name);

/* A fault unless every attribute of |node| is in |names| and every child element in |children|. Both end
 * with NULL. */
void aa_xml_allow(aa_xml_reader *r, xmlNode *node, const char *const *names, const char *const *children);

/* The attribute with outer and repeated white space removed. NULL when it is not there. */
const char *aa_xml_attr(aa_xml_reader *r, xmlNode *node, const char *name);
/* The same, but missing or empty is a fault. */
const char *aa_xml_need(aa_xml_reader *r, xmlNode *node, const char *name);
/* True for "true", false for "false" and when it is not there; anything else is a fault. */
bool aa_xml_flag(aa_xml_reader *r, xmlNode *node, const char *name);
/* The words of an attribute; none when it is not there, a fault when it is empty or a word comes twice. */
const char *const *aa_xml_list(aa_xml_reader *r, xmlNode *node, const char *name, size_t *count_out);

/* The children |name| of |node|, one for each language by xml:lang. */
void aa_xml_texts(aa_xml_reader *r, xmlNode *node, const char *name, const char *out[AA_LANG_COUNT]);

/* |count| zeroed records from the arena, or NULL and a fault. */
void *aa_xml_array(aa_xml_reader *r, size_t count, size_t size);

#endif
