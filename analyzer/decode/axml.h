/*
 * Android binary XML as a libxml2 tree.
 *
 * Source: AOSP frameworks/base/libs/androidfw/ResourceTypes.cpp (ResXMLTree::setTo, validateNode,
 * ResXMLParser::nextNode, ResStringPool::setTo) and include/androidfw/ResourceTypes.h.
 */
#ifndef AA_DECODE_AXML_H
#define AA_DECODE_AXML_H

#include <appassay/error.h>
#include <appassay/limits.h>
#include <libxml/tree.h>

#include "base/notes.h"

#define AA_ANDROID_NS "http://schemas.android.com/apk/res/android"

/* Res_value::dataType. */
typedef enum aa_res_type {
    AA_RES_NULL = 0x00,
    AA_RES_REFERENCE = 0x01,
    AA_RES_ATTRIBUTE = 0x02,
    AA_RES_STRING = 0x03,
    AA_RES_FLOAT = 0x04,
    AA_RES_DIMENSION = 0x05,
    AA_RES_FRACTION = 0x06,
    AA_RES_DYNAMIC_REFERENCE = 0x07,
    AA_RES_DYNAMIC_ATTRIBUTE = 0x08,
    AA_RES_INT_DEC = 0x10,
    AA_RES_INT_HEX = 0x11,
    AA_RES_INT_BOOLEAN = 0x12,
} aa_res_type; /* 0x1c to 0x1f are colours; other values occur and mean "integer of unknown form" */

typedef struct aa_res_value {
    uint8_t type; /* aa_res_type */
    uint32_t data;
    const char *text; /* AA_RES_STRING: the string; NULL when its index is out of range */
} aa_res_value;

/* What the tree's _private points at, on elements (id and value unused) and on attributes. */
typedef struct aa_axml_origin {
    uint64_t offset;      /* of the chunk or of the attribute record, bytes into the document */
    uint32_t line;        /* line in the developer's source, as the compiler left it; 0: unknown */
    uint32_t resource_id; /* of the attribute's name; 0: none */
    aa_res_value value;   /* typed value: it wins over the raw text */
} aa_axml_origin;

typedef struct aa_axml {
    xmlDoc *doc; /* owned; NULL when there is no element */
} aa_axml;

/*
 * Decodes |data|. Attributes are named by resource id where they have one (the framework looks them up by
 * id; the name string can lie): such an attribute is put in the AA_ANDROID_NS namespace under the
 * platform's name for the id, or under its own name when the id is not a known attribute of the
 * platform. Element names and attributes without id keep their strings. The text of an attribute node
 * is its value in canonical form: a string as it is, true/false, decimal integers, "@0x7f010001" for
 * references, "?0x..." for theme attributes.
 * Notes axml.* anomalies; a document of which only a part could be read gives AA_OK with a gap note.
 * Origins live in |arena|. aa_axml_done() releases the tree.
 * Errors: AA_E_FORMAT not binary XML or nothing readable (a gap note says what it is), AA_E_LIMIT,
 * AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_axml_parse(aa_arena *arena, aa_bytes data, const aa_limits *limits, aa_notes *notes,
                                  aa_axml *out);
void aa_axml_done(aa_axml *axml);

/* Where |node| came from; all zero for a node that was not decoded. */
aa_axml_origin aa_axml_origin_of(const xmlNode *node);
aa_axml_origin aa_axml_attr_origin(const xmlAttr *attr);

/* The attribute with this platform resource id, else the one of that android: name without an id; or NULL. */
const xmlAttr *aa_axml_attr(const xmlNode *element, uint32_t resource_id, const char *name);

/* The attribute without namespace of that name (such as "package"), or NULL. */
const xmlAttr *aa_axml_plain_attr(const xmlNode *element, const char *name);

/* The platform's name for an attribute resource id of package 0x01, or NULL. */
const char *aa_axml_platform_attr_name(uint32_t resource_id);

#endif
