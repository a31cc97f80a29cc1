#include "support/tree.h"

#include <libxml/parser.h>
#include <stdlib.h>

static const aa_attr_id known_ids[] = {
    AA_ATTR_THEME,
    AA_ATTR_NAME,
    AA_ATTR_ID,
    AA_ATTR_TEXT,
    AA_ATTR_HINT,
    AA_ATTR_PASSWORD,
    AA_ATTR_ON_CLICK,
    AA_ATTR_INPUT_TYPE,
    AA_ATTR_IME_OPTIONS,
    AA_ATTR_CONTENT_DESCRIPTION,
    AA_ATTR_FILTER_TOUCHES_WHEN_OBSCURED,
    AA_ATTR_AUTOFILL_HINTS,
    AA_ATTR_IMPORTANT_FOR_AUTOFILL,
};

bool test_source_init(test_source *t)
{
    *t = (test_source){.limits = AA_LIMITS_INIT};
    aa_arena *arena = aa_arena_new();
    aa_arena *scratch = aa_arena_new();
    t->source = (aa_source){.arena = arena,
                            .scratch = scratch,
                            .limits = &t->limits,
                            .notes = &t->notes,
                            .threads = 1,
                            .gaps = AA_VEC_INIT(aa_gap),
                            .reads = AA_VEC_INIT(aa_source_read_mark)};
    if (arena == NULL || scratch == NULL)
        return false;
    t->package_part = (aa_part){.name = "app.apk", .is_apk = true, .config = ""};
    t->part =
        (aa_source_part){.part = &t->package_part, .artifact = "app.apk", .split = "", .is_feature = true};
    aa_notes_init(&t->notes, arena, 0);
    return true;
}

void test_source_done(test_source *t)
{
    aa_arena_free(t->source.scratch);
    aa_arena_free(t->source.arena);
}

static aa_res_value typed(const char *text)
{
    char *end = NULL;
    if (*text == '@')
        return (aa_res_value){AA_RES_REFERENCE, (uint32_t)strtoul(text + 1, NULL, 16), NULL};
    if (*text == '?')
        return (aa_res_value){AA_RES_ATTRIBUTE, (uint32_t)strtoul(text + 1, NULL, 16), NULL};
    if (strcmp(text, "true") == 0)
        return (aa_res_value){AA_RES_INT_BOOLEAN, UINT32_MAX, NULL};
    if (strcmp(text, "false") == 0)
        return (aa_res_value){AA_RES_INT_BOOLEAN, 0, NULL};
    bool hex = strncmp(text, "0x", 2) == 0;
    unsigned long number = strtoul(text, &end, hex ? 16 : 10);
    if (*text != '\0' && *end == '\0')
        return (aa_res_value){hex ? AA_RES_INT_HEX : AA_RES_INT_DEC, (uint32_t)number, NULL};
    return (aa_res_value){AA_RES_STRING, 0, text};
}

static uint32_t id_of(const xmlAttr *attr)
{
    if (attr->ns == NULL || strcmp((const char *)attr->ns->href, AA_ANDROID_NS) != 0)
        return 0;
    for (size_t i = 0; i < sizeof(known_ids) / sizeof(known_ids[0]); i++) {
        const char *name = aa_axml_platform_attr_name((uint32_t)known_ids[i]);
        if (name != NULL && strcmp(name, (const char *)attr->name) == 0)
            return (uint32_t)known_ids[i];
    }
    return 0;
}

static aa_axml_origin *new_origin(aa_source_doc *doc, const xmlNode *node)
{
    aa_axml_origin *origin = aa_arena_alloc(doc->scratch, sizeof(*origin));
    if (origin != NULL)
        *origin = (aa_axml_origin){.offset = 8, .line = (uint32_t)xmlGetLineNo(node)};
    return origin;
}

static bool decorate(aa_source_doc *doc, xmlNode *node)
{
    node->_private = new_origin(doc, node);
    if (node->_private == NULL)
        return false;
    for (xmlAttr *attr = node->properties; attr != NULL; attr = attr->next) {
        aa_axml_origin *origin = new_origin(doc, node);
        if (origin == NULL)
            return false;
        origin->resource_id = id_of(attr);
        origin->value = typed(attr->children == NULL ? "" : (const char *)attr->children->content);
        attr->_private = origin;
    }
    return true;
}

static bool decorate_all(aa_source_doc *doc)
{
    xmlNode *root = xmlDocGetRootElement(doc->axml.doc);
    xmlNode *at = root;
    while (at != NULL) {
        if (at->type == XML_ELEMENT_NODE && !decorate(doc, at))
            return false;
        if (at->children != NULL && at->type == XML_ELEMENT_NODE) {
            at = at->children;
            continue;
        }
        while (at != root && at->next == NULL)
            at = at->parent;
        at = at == root ? NULL : at->next;
    }
    return true;
}

bool test_doc(test_source *t, const char *member, const char *xml, aa_source_doc *out)
{
    *out = (aa_source_doc){.part = &t->part, .member = member, .scratch = aa_arena_new()};
    int options = XML_PARSE_NOBLANKS | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
    if (out->scratch != NULL)
        out->axml.doc = xmlReadMemory(xml, (int)strlen(xml), member, NULL, options);
    if (out->axml.doc != NULL && xmlDocGetRootElement(out->axml.doc) != NULL && decorate_all(out))
        return true;
    t->source.failed = true;
    aa_source_close(out);
    return false;
}
