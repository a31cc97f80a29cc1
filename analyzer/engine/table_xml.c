#include "engine/table_xml.h"

#include <string.h>

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#define WHITE " \t\r\n"

void aa_xml_fault(aa_xml_reader *r, const xmlNode *node, const char *format, ...)
{
    if (r->err != AA_OK)
        return;
    r->err = AA_E_FORMAT;
    va_list args;
    va_start(args, format);
    const char *what = aa_arena_vprintf(r->arena, format, args);
    va_end(args);
    if (what == NULL)
        r->err = AA_E_NOMEM;
    else
        r->detail = aa_arena_printf(r->arena, "line %ld: %s", node != NULL ? xmlGetLineNo(node) : 0L, what);
}

static void out_of_memory(aa_xml_reader *r)
{
    if (r->err == AA_OK)
        r->err = AA_E_NOMEM;
}

static void parse_fault(aa_xml_reader *r, const xmlParserCtxt *parser)
{
    if (parser->lastError.code == XML_ERR_NO_MEMORY) {
        out_of_memory(r);
        return;
    }
    r->err = AA_E_FORMAT;
    r->detail = aa_arena_printf(r->arena, "line %d: not well-formed XML", parser->lastError.line);
}

xmlDoc *aa_xml_parse(aa_xml_reader *r, aa_bytes xml)
{
    xmlParserCtxt *parser = xml.n > INT32_MAX ? NULL : xmlNewParserCtxt();
    if (parser == NULL) {
        out_of_memory(r);
        return NULL;
    }
    const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA;
    xmlDoc *doc = xmlCtxtReadMemory(parser, (const char *)xml.p, (int)xml.n, NULL, NULL, options);
    if (doc == NULL)
        parse_fault(r, parser);
    xmlFreeParserCtxt(parser);
    if (doc != NULL && doc->intSubset != NULL) {
        aa_xml_fault(r, NULL, "a document type is not allowed");
        xmlFreeDoc(doc);
        doc = NULL;
    }
    return doc;
}

xmlNode *aa_xml_element(xmlNode *node)
{
    while (node != NULL && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return node;
}

bool aa_xml_is(const xmlNode *node, const char *name)
{
    return node->ns == NULL && strcmp((const char *)node->name, name) == 0;
}

size_t aa_xml_count(xmlNode *parent, const char *name)
{
    size_t count = 0;
    for (xmlNode *n = aa_xml_element(parent->children); n != NULL; n = aa_xml_element(n->next))
        count += aa_xml_is(n, name);
    return count;
}

static bool is_listed(const char *name, const char *const *names)
{
    for (; *names != NULL; names++) {
        if (strcmp(name, *names) == 0)
            return true;
    }
    return false;
}

void aa_xml_allow(aa_xml_reader *r, xmlNode *node, const char *const *names, const char *const *children)
{
    for (const xmlAttr *a = node->properties; a != NULL; a = a->next) {
        if (a->ns != NULL || !is_listed((const char *)a->name, names))
            aa_xml_fault(r, node, "<%s> knows no attribute %s", (const char *)node->name,
                         (const char *)a->name);
    }
    for (xmlNode *n = aa_xml_element(node->children); n != NULL; n = aa_xml_element(n->next)) {
        if (n->ns != NULL || !is_listed((const char *)n->name, children))
            aa_xml_fault(r, n, "<%s> knows no element <%s>", (const char *)node->name, (const char *)n->name);
    }
}

/* |raw|, which it frees, with each run of white space as one space and none at the ends. */
static char *tidy(aa_xml_reader *r, xmlChar *raw)
{
    const char *in = (const char *)raw;
    char *text = in == NULL ? NULL : aa_arena_alloc(r->arena, strlen(in) + 1);
    if (text == NULL) {
        out_of_memory(r);
        xmlFree(raw);
        return NULL;
    }
    size_t n = 0;
    for (in += strspn(in, WHITE); *in != '\0'; in += strspn(in, WHITE)) {
        if (n > 0)
            text[n++] = ' ';
        size_t word = strcspn(in, WHITE);
        memcpy(text + n, in, word);
        n += word;
        in += word;
    }
    text[n] = '\0';
    xmlFree(raw);
    return text;
}

const char *aa_xml_attr(aa_xml_reader *r, xmlNode *node, const char *name)
{
    xmlAttr *attr = r->err == AA_OK ? xmlHasNsProp(node, (const xmlChar *)name, NULL) : NULL;
    return attr == NULL ? NULL : tidy(r, xmlNodeGetContent((const xmlNode *)attr));
}

const char *aa_xml_need(aa_xml_reader *r, xmlNode *node, const char *name)
{
    const char *value = aa_xml_attr(r, node, name);
    if (value == NULL || *value == '\0')
        aa_xml_fault(r, node, "<%s> has no %s", (const char *)node->name, name);
    return value;
}

bool aa_xml_flag(aa_xml_reader *r, xmlNode *node, const char *name)
{
    const char *value = aa_xml_attr(r, node, name);
    if (value == NULL || strcmp(value, "false") == 0)
        return false;
    if (strcmp(value, "true") != 0)
        aa_xml_fault(r, node, "%s is \"%s\", not true or false", name, value);
    return true;
}

static size_t count_words(const char *text)
{
    size_t count = *text != '\0';
    for (; *text != '\0'; text++)
        count += *text == ' ';
    return count;
}

const char *const *aa_xml_list(aa_xml_reader *r, xmlNode *node, const char *name, size_t *count_out)
{
    *count_out = 0;
    const char *text = aa_xml_attr(r, node, name);
    if (text == NULL)
        return NULL;
    size_t count = count_words(text);
    if (count == 0)
        aa_xml_fault(r, node, "%s is empty", name);
    const char **words = aa_xml_array(r, count, sizeof *words);
    if (words == NULL)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        size_t n = strcspn(text, " ");
        words[i] = aa_arena_strndup(r->arena, text, n);
        if (words[i] == NULL) {
            out_of_memory(r);
            return NULL;
        }
        for (size_t k = 0; k < i; k++) {
            if (strcmp(words[k], words[i]) == 0)
                aa_xml_fault(r, node, "%s names %s twice", name, words[i]);
        }
        text += text[n] == ' ' ? n + 1 : n;
    }
    *count_out = count;
    return words;
}

void aa_xml_texts(aa_xml_reader *r, xmlNode *node, const char *name, const char *out[AA_LANG_COUNT])
{
    for (xmlNode *n = aa_xml_element(node->children); n != NULL; n = aa_xml_element(n->next)) {
        if (!aa_xml_is(n, name) || r->err != AA_OK)
            continue;
        const char *lang = tidy(r, xmlNodeGetLang(n));
        int which = AA_LANG_COUNT;
        for (int i = 0; lang != NULL && i < AA_LANG_COUNT; i++) {
            if (strcmp(lang, aa_lang_name((aa_lang)i)) == 0)
                which = i;
        }
        if (which == AA_LANG_COUNT || out[which] != NULL || aa_xml_element(n->children) != NULL)
            aa_xml_fault(r, n, "<%s> is not one plain text for each language", name);
        else
            out[which] = tidy(r, xmlNodeGetContent(n));
    }
    for (int i = 0; i < AA_LANG_COUNT; i++) {
        if (out[i] == NULL || *out[i] == '\0')
            aa_xml_fault(r, node, "<%s> has no <%s> in %s", (const char *)node->name, name,
                         aa_lang_name((aa_lang)i));
    }
}

void *aa_xml_array(aa_xml_reader *r, size_t count, size_t size)
{
    void *items = r->err == AA_OK ? aa_arena_array(r->arena, count, size) : NULL;
    if (items == NULL)
        out_of_memory(r);
    return items;
}
