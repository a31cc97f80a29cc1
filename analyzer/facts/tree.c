#include "facts/tree.h"

/* Res_value::TYPE_FIRST_INT and TYPE_LAST_INT (ResourceTypes.h). */
#define FIRST_INT 0x10
#define LAST_INT  0x1f

static const xmlNode *element_from(const xmlNode *node)
{
    while (node != NULL && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return node;
}

const xmlNode *aa_tree_skip(const xmlNode *top, const xmlNode *at)
{
    while (at != top && at != NULL) {
        const xmlNode *next = element_from(at->next);
        if (next != NULL)
            return next;
        at = at->parent;
    }
    return NULL;
}

const xmlNode *aa_tree_next(const xmlNode *top, const xmlNode *at)
{
    const xmlNode *child = element_from(at->children);
    return child != NULL ? child : aa_tree_skip(top, at);
}

bool aa_tree_bool(const xmlAttr *attr, bool fallback)
{
    if (attr == NULL)
        return fallback;
    aa_res_value value = aa_axml_attr_origin(attr).value;
    if (value.type < FIRST_INT || value.type > LAST_INT)
        return fallback;
    return value.data != 0;
}

const char *aa_tree_text(const xmlNode *element)
{
    const xmlNode *text = element->children;
    if (text == NULL || text->next != NULL)
        return NULL;
    if (text->type != XML_TEXT_NODE && text->type != XML_CDATA_SECTION_NODE)
        return NULL;
    return (const char *)text->content;
}
