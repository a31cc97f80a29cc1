#include "support/app.h"

#include <libxml/parser.h>
#include <stdlib.h>

#include "decode/axml.h"
#include "support/axml_builder.h"
#include "support/test.h"

#define MAX_ATTRS 24

/* ---- binary XML ----------------------------------------------------------------------------------- */

static bool is_android(const xmlAttr *attr)
{
    return attr->ns != NULL && strcmp((const char *)attr->ns->href, AA_ANDROID_NS) == 0;
}

static uint32_t platform_id(const char *name)
{
    for (uint32_t id = 0x01010000; id < 0x01010800; id++) {
        const char *known = aa_axml_platform_attr_name(id);
        if (known != NULL && strcmp(known, name) == 0)
            return id;
    }
    fail_msg("no platform attribute is called %s", name);
    return 0;
}

static const xmlNode *next_element(const xmlNode *top, const xmlNode *at)
{
    if (at->children != NULL)
        return at->children;
    while (at != top && at->next == NULL)
        at = at->parent;
    return at == top ? NULL : at->next;
}

static void add_name(axml_builder *b, const xmlAttr *attr)
{
    for (size_t i = 0; i < b->id_count; i++) {
        if (strcmp(b->pool.strings[i], (const char *)attr->name) == 0)
            return;
    }
    axml_name_id(b, (const char *)attr->name, platform_id((const char *)attr->name));
}

static axml_attr convert(const xmlAttr *attr)
{
    const char *text = attr->children == NULL ? "" : (const char *)attr->children->content;
    axml_attr out = {is_android(attr) ? AA_ANDROID_NS : NULL, (const char *)attr->name, NULL, 0, 0};
    char *end = NULL;
    long number = strtol(text, &end, 0);
    if (text[0] == '@') {
        out.type = AA_RES_REFERENCE;
        out.data = (uint32_t)strtoul(text + 1, NULL, 16);
    } else if (strcmp(text, "true") == 0 || strcmp(text, "false") == 0) {
        out.type = AA_RES_INT_BOOLEAN;
        out.data = text[0] == 't' ? UINT32_MAX : 0;
    } else if (text[0] != '\0' && *end == '\0') {
        out.type = AA_RES_INT_DEC;
        out.data = (uint32_t)number;
    } else {
        out.text = text[0] == '\\' ? text + 1 : text;
    }
    return out;
}

static void start(axml_builder *b, const xmlNode *element)
{
    axml_attr attrs[MAX_ATTRS];
    size_t count = 0;
    for (const xmlAttr *attr = element->properties; attr != NULL; attr = attr->next) {
        assert_true(count < MAX_ATTRS);
        attrs[count++] = convert(attr);
    }
    axml_start(b, (const char *)element->name, attrs, count);
}

static void write_elements(axml_builder *b, const xmlNode *root)
{
    const xmlNode *at = root;
    start(b, root);
    while (at != NULL) {
        if (at->children != NULL) {
            at = at->children;
        } else {
            while (at != root && at->next == NULL) {
                if (at->type == XML_ELEMENT_NODE)
                    axml_end(b, (const char *)at->name);
                at = at->parent;
            }
            if (at->type == XML_ELEMENT_NODE)
                axml_end(b, (const char *)at->name);
            at = at == root ? NULL : at->next;
        }
        if (at != NULL && at->type == XML_ELEMENT_NODE)
            start(b, at);
        else if (at != NULL && at->type == XML_TEXT_NODE)
            axml_text(b, (const char *)at->content);
    }
}

aa_bytes test_binary_xml(aa_arena *arena, const char *xml)
{
    xmlDoc *doc = xmlReadMemory(xml, (int)strlen(xml), NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOBLANKS);
    assert_non_null(doc);
    const xmlNode *root = xmlDocGetRootElement(doc);
    axml_builder *b = calloc(1, sizeof(*b));
    assert_non_null(b);
    for (const xmlNode *n = root; n != NULL; n = next_element(root, n)) {
        for (const xmlAttr *attr = n->type == XML_ELEMENT_NODE ? n->properties : NULL; attr != NULL;
             attr = attr->next) {
            if (is_android(attr))
                add_name(b, attr);
        }
    }
    axml_namespace(b, true, "android", AA_ANDROID_NS);
    write_elements(b, root);
    axml_namespace(b, false, "android", AA_ANDROID_NS);
    aa_bytes bytes = axml_finish(b);
    uint8_t *copy = aa_arena_alloc(arena, bytes.n);
    assert_non_null(copy);
    memcpy(copy, bytes.p, bytes.n);
    free((void *)(uintptr_t)bytes.p);
    free(b);
    xmlFreeDoc(doc);
    return aa_bytes_of(copy, bytes.n);
}

/* ---- apps ----------------------------------------------------------------------------------------- */

void test_app_init(test_app *app)
{
    *app = (test_app){.arena = aa_arena_new(), .limits = AA_LIMITS_INIT};
    assert_non_null(app->arena);
    aa_notes_init(&app->notes, app->arena, app->limits.note_repeats);
    app->package = (aa_package){.kind = AA_PACKAGE_APK, .parts = app->parts, .budget_left = UINT64_MAX};
}

void test_app_done(test_app *app)
{
    aa_facts_release(app->facts);
    aa_arena_free(app->arena);
}

void test_app_add(test_app *app, const char *name, const char *manifest, const zb_entry *more, size_t count)
{
    zb_entry entries[16];
    size_t n = 0;
    assert_true(count < 16 && app->package.part_count < TEST_APP_PARTS);
    if (manifest != NULL)
        entries[n++] = zb_stored("AndroidManifest.xml", test_binary_xml(app->arena, manifest));
    for (size_t i = 0; i < count; i++)
        entries[n++] = more[i];
    aa_part *part = &app->parts[app->package.part_count++];
    *part = (aa_part){.name = name, .data = zb_build(app->arena, entries, n, NULL), .is_apk = true};
    app->notes.artifact = name;
    app->notes.member = NULL;
    assert_int_equal(aa_zip_open(app->arena, part->data, 34, &app->limits, &app->notes, &part->zip), AA_OK);
    assert_int_equal(aa_sha256_hex(part->data, part->sha256), AA_OK);
    app->package.kind = app->package.part_count > 1 ? AA_PACKAGE_SPLITS : AA_PACKAGE_APK;
}

const aa_facts *test_app_facts(test_app *app)
{
    aa_facts_release(app->facts);
    app->facts = NULL;
    assert_int_equal(aa_facts_collect(app->arena, &app->package, &app->limits, 1, &app->notes, &app->facts),
                     AA_OK);
    assert_non_null(app->facts);
    return app->facts;
}

const aa_facts *test_manifest_facts(test_app *app, const char *manifest)
{
    test_app_init(app);
    test_app_add(app, "app.apk", manifest, NULL, 0);
    return test_app_facts(app);
}

bool test_has_gap(const aa_facts *facts, aa_area area, const char *code)
{
    for (size_t i = 0; i < facts->coverage.gap_count; i++) {
        if (facts->coverage.gaps[i].area == area && strcmp(facts->coverage.gaps[i].code, code) == 0)
            return true;
    }
    return false;
}

bool test_has_anomaly(const aa_facts *facts, const char *code)
{
    for (size_t i = 0; i < facts->anomaly_count; i++) {
        if (strcmp(facts->anomalies[i].code, code) == 0)
            return true;
    }
    return false;
}
