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

#define AA_RES_TEXT_MAX 48 /* bytes that aa_res_value_text() needs at most, with the NUL */

/*
 * The canonical text of |value|: a string as it is (NULL for a null string), "@null", "@empty", "true",
 * "false", decimal integers (signed), "#ff00ff00", "1.5", "12dp", "50%", "50%p", "@0x7f010001" for
 * references,
 * "?0x7f010001" for theme attributes. Anything but a string is written into |buffer|.
 */
const char *aa_res_value_text(aa_res_value value, char buffer[AA_RES_TEXT_MAX]);

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
 * id; the name string can lie): an id of the framework (0x01......) puts the attribute in the AA_ANDROID_NS
 * namespace under the platform's name for the id. An id that the platform does not know keeps its own name
 * there, unless that name belongs to another id: then it is "attr.01017777". One that has such an id and no
 * namespace stands there twice, since it can be asked for both ways: by id, and by its string without
 * namespace. Element names and all other attributes keep their strings and namespaces. In names, what XML
 * does not allow becomes U+FFFD, and a missing name is one U+FFFD. All namespaces are declared at the root
 * element, the android one always.
 *
 * The text of an attribute node is that of aa_res_value_text(), "" for a null string. The typed value wins
 * over the raw text, but for a string without resource id, where XmlBlock.getAttributeValue() gives the raw
 * one (a manifest's package is read so). Of attributes of one name in one element the first wins, as in the
 * platform, and one with an id wins over one without; the others are left out with a note. Notes axml.*
 * anomalies; a document of which only a part could be read gives AA_OK with a gap note. Origins live in
 * |arena|. aa_axml_done() releases the tree. Errors: AA_E_FORMAT not binary XML or nothing readable (a gap
 * note says what it is), AA_E_LIMIT, AA_E_NOMEM.
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
