/*
 * The manifest as XML for people: attributes by their platform names, references by resource name.
 * What could harm a terminal is escaped as \xNN, so the text is not meant to be parsed again.
 */
#include "base/utf8.h"
#include "cli/inspect.h"
#include "package/resources.h"

#define INDENT   ((size_t)2)
#define MANIFEST "AndroidManifest.xml"

static void put_spaces(aa_str *s, size_t count)
{
    for (size_t i = 0; i < count; i++)
        aa_str_putc(s, ' ');
}

/* |text| with the characters of markup as entities and those of terminals as escapes. */
static void put_xml_text(aa_str *s, const char *text)
{
    while (*text != '\0') {
        size_t plain = strcspn(text, "&<>\"");
        aa_str run;
        aa_str_init(&run, plain);
        aa_str_putn(&run, text, plain);
        aa_utf8_put_safe(s, run.ptr);
        aa_str_done(&run);
        text += plain;
        switch (*text) {
        case '&':
            aa_str_put(s, "&amp;");
            break;
        case '<':
            aa_str_put(s, "&lt;");
            break;
        case '>':
            aa_str_put(s, "&gt;");
            break;
        case '"':
            aa_str_put(s, "&quot;");
            break;
        default:
            return;
        }
        text++;
    }
}

static void put_name(aa_str *s, const xmlNs *ns, const xmlChar *name)
{
    if (ns != NULL && ns->prefix != NULL) {
        put_xml_text(s, (const char *)ns->prefix);
        aa_str_putc(s, ':');
    }
    put_xml_text(s, (const char *)name);
}

static void put_attribute_value(aa_str *s, const aa_arsc *arsc, const xmlAttr *attr)
{
    aa_axml_origin origin = aa_axml_attr_origin(attr);
    bool reference = origin.value.type == AA_RES_REFERENCE || origin.value.type == AA_RES_ATTRIBUTE;
    if (reference && origin.value.data != 0) {
        aa_str name;
        aa_str_init(&name, 1U << 16);
        aa_put_res_value(&name, arsc, &origin.value);
        put_xml_text(s, name.ptr);
        aa_str_done(&name);
    } else if (attr->children != NULL && attr->children->content != NULL) {
        put_xml_text(s, (const char *)attr->children->content);
    }
}

static void put_start(aa_str *s, const aa_arsc *arsc, const xmlNode *node, size_t depth)
{
    size_t attributes = 0;
    for (const xmlAttr *a = node->properties; a != NULL; a = a->next)
        attributes++;
    put_spaces(s, depth * INDENT);
    aa_str_putc(s, '<');
    put_name(s, node->ns, node->name);
    for (const xmlNs *ns = node->nsDef; ns != NULL; ns = ns->next) {
        aa_str_put(s, " xmlns");
        if (ns->prefix != NULL) {
            aa_str_putc(s, ':');
            put_xml_text(s, (const char *)ns->prefix);
        }
        aa_str_put(s, "=\"");
        put_xml_text(s, ns->href == NULL ? "" : (const char *)ns->href);
        aa_str_putc(s, '"');
    }
    for (const xmlAttr *a = node->properties; a != NULL; a = a->next) {
        if (attributes > 1) {
            aa_str_putc(s, '\n');
            put_spaces(s, depth * INDENT + 2 * INDENT);
        } else {
            aa_str_putc(s, ' ');
        }
        put_name(s, a->ns, a->name);
        aa_str_put(s, "=\"");
        put_attribute_value(s, arsc, a);
        aa_str_putc(s, '"');
    }
    aa_str_put(s, node->children == NULL ? "/>\n" : ">\n");
}

static void put_end(aa_str *s, const xmlNode *node, size_t depth)
{
    put_spaces(s, depth * INDENT);
    aa_str_put(s, "</");
    put_name(s, node->ns, node->name);
    aa_str_put(s, ">\n");
}

/* Walks without recursion: the tree's depth is the app's choice. */
static void put_tree(aa_inspection *in, const aa_arsc *arsc, const xmlNode *root)
{
    const xmlNode *node = root;
    size_t depth = 0;
    while (node != NULL) {
        if (node->type == XML_ELEMENT_NODE) {
            put_start(&in->out, arsc, node, depth);
        } else if (node->content != NULL) {
            put_spaces(&in->out, depth * INDENT);
            put_xml_text(&in->out, (const char *)node->content);
            aa_str_putc(&in->out, '\n');
        }
        aa_inspection_flush(in);
        if (node->type == XML_ELEMENT_NODE && node->children != NULL) {
            node = node->children;
            depth++;
            continue;
        }
        while (node != root && node->next == NULL) {
            node = node->parent;
            put_end(&in->out, node, --depth);
        }
        node = node == root ? NULL : node->next;
    }
}

static void show_part(aa_inspection *in, const aa_part *part)
{
    aa_zip_content content;
    if (!aa_inspection_read(in, part, MANIFEST, in->limits.axml_bytes, &content)) {
        aa_inspection_error(in, part, MANIFEST, AA_E_NOTFOUND);
        return;
    }
    aa_axml axml = {NULL};
    in->notes.artifact = part->name;
    in->notes.member = MANIFEST;
    aa_err err = aa_part_xml(part, in->arena, content.bytes, &in->limits, &in->notes, &axml);
    const xmlNode *root = err == AA_OK && axml.doc != NULL ? xmlDocGetRootElement(axml.doc) : NULL;
    if (root != NULL) {
        const aa_arsc *arsc = aa_inspection_arsc(in, part);
        aa_inspection_part(in, part);
        put_tree(in, arsc, root);
    } else {
        aa_inspection_error(in, part, MANIFEST, err == AA_OK ? AA_E_FORMAT : err);
    }
    aa_axml_done(&axml);
    aa_zip_content_done(&content);
}

void aa_inspect_manifest(aa_inspection *in)
{
    size_t apks = 0;
    for (size_t i = 0; i < in->package->part_count; i++) {
        if (!in->package->parts[i].is_apk)
            continue;
        show_part(in, &in->package->parts[i]);
        apks++;
    }
    if (apks == 0)
        aa_inspection_error(in, &in->package->parts[0], MANIFEST, AA_E_UNSUPPORTED);
}
