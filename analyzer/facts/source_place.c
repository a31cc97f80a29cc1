#include "facts/source.h"

#include <string.h>

#include "base/str.h"

#define PATH_STEPS     32  /* elements named in a path, from the inside out */
#define NAME_BYTES     128 /* of an element or attribute name shown in a path */
#define SELECTOR_BYTES 200 /* a longer android:name does not select */
#define PATH_BYTES     ((size_t)PATH_STEPS * (NAME_BYTES + SELECTOR_BYTES + 32))

/* ---- walking -------------------------------------------------------------------------------------- */

bool aa_source_is(const xmlNode *node, const char *name)
{
    return node != NULL && node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static const xmlNode *first_match(const xmlNode *node, const char *name)
{
    for (; node != NULL; node = node->next) {
        if (node->type == XML_ELEMENT_NODE && (name == NULL || aa_source_is(node, name)))
            return node;
    }
    return NULL;
}

const xmlNode *aa_source_child(const xmlNode *parent, const char *name)
{
    return parent == NULL ? NULL : first_match(parent->children, name);
}

const xmlNode *aa_source_next(const xmlNode *node, const char *name)
{
    return node == NULL ? NULL : first_match(node->next, name);
}

/* ---- places --------------------------------------------------------------------------------------- */

/* At most NAME_BYTES of a name, ending between characters. */
static void put_name(aa_str *path, const xmlChar *name)
{
    const char *text = (const char *)name;
    size_t n = strlen(text);
    if (n > NAME_BYTES) {
        n = NAME_BYTES;
        while (n > 0 && ((unsigned char)text[n] & 0xc0) == 0x80)
            n--;
    }
    aa_str_putn(path, text, n);
}

/* android:name tells siblings apart in a way that survives the next build; a position would not. */
static void put_selector(aa_str *path, const xmlNode *element)
{
    const xmlAttr *attr = aa_source_attr(element, AA_ATTR_NAME);
    if (attr == NULL || attr->children == NULL || attr->children->content == NULL)
        return;
    const char *name = (const char *)attr->children->content;
    if (strlen(name) <= SELECTOR_BYTES && strchr(name, '"') == NULL)
        aa_str_printf(path, "[@android:name=\"%s\"]", name);
}

static void put_attribute(aa_str *path, const xmlAttr *attr)
{
    aa_str_put(path, "/@");
    if (attr->ns != NULL && strcmp((const char *)attr->ns->href, AA_ANDROID_NS) == 0)
        aa_str_put(path, "android:");
    put_name(path, attr->name);
}

static const char *path_of(aa_source *source, const xmlNode *node, const xmlAttr *attr)
{
    const xmlNode *steps[PATH_STEPS];
    size_t count = 0;
    for (; node != NULL && node->type == XML_ELEMENT_NODE && count < PATH_STEPS; node = node->parent)
        steps[count++] = node;
    aa_str path;
    aa_str_init(&path, PATH_BYTES);
    while (count-- > 0) {
        put_name(&path, steps[count]->name);
        put_selector(&path, steps[count]);
        if (count > 0)
            aa_str_putc(&path, '/');
    }
    if (attr != NULL)
        put_attribute(&path, attr);
    if (!aa_str_ok(&path))
        source->failed = true;
    const char *copy = aa_source_copy(source, path.ptr);
    aa_str_done(&path);
    return copy;
}

aa_place aa_source_place(aa_source *source, const aa_source_doc *doc, const xmlNode *node,
                         const xmlAttr *attr)
{
    aa_axml_origin element = aa_axml_origin_of(node);
    aa_axml_origin origin = attr == NULL ? element : aa_axml_attr_origin(attr);
    return (aa_place){.artifact = doc->part->artifact,
                      .member = doc->member,
                      .offset =
                          origin.offset == 0 || doc->part->part->is_module ? AA_NO_OFFSET : origin.offset,
                      .line = origin.line == 0 ? element.line : origin.line,
                      .path = path_of(source, node, attr)};
}
