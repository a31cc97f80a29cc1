#include <stdlib.h>

#include "decode/axml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Reads what a user of the tree reads; aborts where the tree is not what the header promises. */
static void visit(const xmlNode *element)
{
    for (const xmlAttr *attr = element->properties; attr != NULL; attr = attr->next) {
        aa_axml_origin origin = aa_axml_attr_origin(attr);
        if (attr->parent != element || attr->name == NULL || attr->name[0] == '\0')
            abort();
        if (origin.resource_id != 0 && aa_axml_attr(element, origin.resource_id, "") == NULL)
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    aa_arena *arena = aa_arena_new();
    if (arena == NULL)
        return 0;
    aa_limits limits = AA_LIMITS_INIT;
    limits.axml_bytes = 1U << 20;
    limits.axml_nodes = 20000;
    aa_notes notes;
    aa_notes_init(&notes, arena, limits.note_repeats);
    aa_axml axml;
    aa_err err = aa_axml_parse(arena, aa_bytes_of(data, size), &limits, &notes, &axml);
    if ((err == AA_OK) != (axml.doc != NULL) || (err != AA_OK && notes.items.count == 0))
        abort();
    const xmlNode *node = axml.doc == NULL ? NULL : xmlDocGetRootElement(axml.doc);
    while (node != NULL) {
        if (node->type == XML_ELEMENT_NODE)
            visit(node);
        if (node->children != NULL && node->type == XML_ELEMENT_NODE) {
            node = node->children;
            continue;
        }
        while (node != NULL && node->next == NULL)
            node = node->parent;
        node = node == NULL ? NULL : node->next;
    }
    aa_axml_done(&axml);
    aa_arena_free(arena);
    return 0;
}
