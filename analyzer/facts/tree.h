/*
 * Walking a decoded tree without recursion, and reading attributes as XmlBlock.Parser gives them to those
 * parts of the platform that do not go through TypedArray.
 */
#ifndef AA_FACTS_TREE_H
#define AA_FACTS_TREE_H

#include "decode/axml.h"

/* The element after |at| in document order that lies below |top|, or NULL. |at| may be |top|. */
const xmlNode *aa_tree_next(const xmlNode *top, const xmlNode *at);

/* The same without the elements inside |at|. */
const xmlNode *aa_tree_skip(const xmlNode *top, const xmlNode *at);

/*
 * What XmlBlock.Parser.getAttributeBooleanValue() answers: an integer type is compared with 0; a
 * reference is not followed, and like a string or an absent attribute gives |fallback|.
 */
bool aa_tree_bool(const xmlAttr *attr, bool fallback);

/*
 * The only text inside |element|, borrowed; NULL unless its content is exactly one run of text, which is
 * what the platform's parsers ask for.
 */
const char *aa_tree_text(const xmlNode *element);

#endif
