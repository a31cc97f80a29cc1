#include "decode/axml.h"

#include <stdio.h>
#include <stdlib.h>

#include "support/axml_builder.h"
#include "support/fail_alloc.h"
#include "support/test.h"

#define NS            AA_ANDROID_NS
#define ID_NAME       0x01010003
#define ID_DEBUGGABLE 0x0101000f
#define ID_BACKUP     0x01010280
#define COUNT(a)      (sizeof(a) / sizeof *(a))

#define BOOL(value) NULL, AA_RES_INT_BOOLEAN, (value) ? UINT32_MAX : 0

/* One decoded document and everything that belongs to it. */
typedef struct decoded {
    aa_arena *arena;
    aa_notes notes;
    aa_axml axml;
    aa_err err;
    uint8_t *bytes;
} decoded;

static decoded decode_with(aa_bytes data, const aa_limits *limits)
{
    decoded d = {.arena = aa_arena_new()};
    assert_non_null(d.arena);
    aa_notes_init(&d.notes, d.arena, 0);
    d.bytes = malloc(data.n + 1); /* a copy without slack, so that a read past its end is seen */
    assert_non_null(d.bytes);
    memcpy(d.bytes, data.p, data.n);
    d.err = aa_axml_parse(d.arena, aa_bytes_of(d.bytes, data.n), limits, &d.notes, &d.axml);
    return d;
}

static decoded decode(aa_bytes data)
{
    aa_limits limits = AA_LIMITS_INIT;
    return decode_with(data, &limits);
}

static void release(decoded *d)
{
    aa_axml_done(&d->axml);
    aa_arena_free(d->arena);
    free(d->bytes);
}

static decoded decode_built(axml_builder *b)
{
    aa_bytes data = axml_finish(b);
    decoded d = decode(data);
    free((void *)(uintptr_t)data.p);
    return d;
}

static xmlNode *root_of(const decoded *d)
{
    assert_int_equal(d->err, AA_OK);
    xmlNode *root = xmlDocGetRootElement(d->axml.doc);
    assert_non_null(root);
    return root;
}

static const char *text_of(const xmlAttr *attr)
{
    assert_non_null(attr);
    assert_non_null(attr->children);
    return (const char *)attr->children->content;
}

static bool has_gap(const decoded *d)
{
    for (size_t i = 0; i < d->notes.items.count; i++)
        if (aa_notes_at(&d->notes, i)->kind == AA_NOTE_GAP)
            return true;
    return false;
}

static void assert_note(const decoded *d, const char *code, aa_note_kind kind)
{
    for (size_t i = 0; i < d->notes.items.count; i++)
        if (strcmp(aa_notes_at(&d->notes, i)->code, code) == 0) {
            assert_int_equal(aa_notes_at(&d->notes, i)->kind, kind);
            return;
        }
    fail_msg("no note %s", code);
}

/* <manifest package="a.b"><application android:name=".App" android:debuggable="true"/></manifest> */
static axml_builder small(void)
{
    axml_builder b = {0};
    axml_name_id(&b, "name", ID_NAME);
    axml_name_id(&b, "debuggable", ID_DEBUGGABLE);
    return b;
}

static void fill_small(axml_builder *b)
{
    const axml_attr package[] = {{NULL, "package", "a.b", 0, 0}};
    const axml_attr application[] = {{NS, "name", ".App", 0, 0}, {NS, "debuggable", BOOL(true)}};
    axml_namespace(b, true, "android", NS);
    axml_start(b, "manifest", package, 1);
    axml_start(b, "application", application, 2);
    axml_end(b, "application");
    axml_end(b, "manifest");
    axml_namespace(b, false, "android", NS);
}

static void check_small(const decoded *d)
{
    xmlNode *root = root_of(d);
    assert_string_equal((const char *)root->name, "manifest");
    assert_string_equal(text_of(aa_axml_plain_attr(root, "package")), "a.b");
    assert_string_equal((const char *)root->nsDef->href, NS);
    assert_string_equal((const char *)root->nsDef->prefix, "android");
    xmlNode *app = root->children;
    assert_string_equal((const char *)app->name, "application");
    assert_string_equal(text_of(aa_axml_attr(app, ID_NAME, "name")), ".App");
    assert_string_equal(text_of(aa_axml_attr(app, ID_DEBUGGABLE, "debuggable")), "true");
    assert_null(aa_axml_attr(app, ID_BACKUP, "allowBackup"));
    assert_null(aa_axml_plain_attr(app, "name"));
    assert_null(app->next);
}

static void a_document_becomes_a_tree_with_its_origins(void **state)
{
    (void)state;
    axml_builder b = small();
    fill_small(&b);
    decoded d = decode_built(&b);
    check_small(&d);
    assert_int_equal(d.notes.items.count, 0);
    xmlNode *app = root_of(&d)->children;
    const xmlAttr *debuggable = aa_axml_attr(app, ID_DEBUGGABLE, "debuggable");
    aa_axml_origin origin = aa_axml_attr_origin(debuggable);
    assert_int_equal(origin.resource_id, ID_DEBUGGABLE);
    assert_int_equal(origin.value.type, AA_RES_INT_BOOLEAN);
    assert_int_equal(origin.line, 7);
    assert_int_equal(aa_le32(d.bytes + origin.offset + 4), 1); /* the record's name index */
    origin = aa_axml_origin_of(app);
    assert_int_equal(origin.line, 7);
    assert_int_equal(aa_le16(d.bytes + origin.offset), 0x102);
    release(&d);
}

static void sizes_are_taken_from_the_headers(void **state)
{
    (void)state;

    const struct {
        axml_builder b;
        const char *code;
    } cases[] = {
        {{.root_header = 28}, "axml.header_size"},
        {{.attr_size = 24}, "axml.attr_size"},
        {{.attr_start = 28}, "axml.attr_start"},
        {{.node_header = 20}, NULL},
        {{.root_type = 0x77}, "axml.root_type"},
        {{.trailing = 100}, "axml.trailing"},
        {{.pool.utf8 = true}, NULL},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        axml_builder b = cases[i].b;
        axml_name_id(&b, "name", ID_NAME);
        axml_name_id(&b, "debuggable", ID_DEBUGGABLE);
        fill_small(&b);
        decoded d = decode_built(&b);
        check_small(&d);
        assert_false(has_gap(&d));
        if (cases[i].code != NULL)
            assert_note(&d, cases[i].code, AA_NOTE_ANOMALY);
        else
            assert_int_equal(d.notes.items.count, 0);
        release(&d);
    }
}

static void a_root_size_that_lies_is_a_gap_and_the_rest_is_read(void **state)
{
    (void)state;

    const struct {
        uint32_t size;
        const char *code;
    } cases[] = {{0x00FFFFFF, "axml.size"}, {300, "axml.truncated"}, {AXML_NO_SIZE, "axml.size"}};

    for (size_t i = 0; i < COUNT(cases); i++) {
        axml_builder b = small();
        b.root_size = cases[i].size;
        fill_small(&b);
        decoded d = decode_built(&b);
        check_small(&d);
        assert_note(&d, cases[i].code, AA_NOTE_GAP);
        release(&d);
    }
}

static void string_counts_are_bounded_by_the_pool(void **state)
{
    (void)state;
    axml_builder b = small();
    b.pool.count_written = 20; /* runs into the strings, as Android allows */
    fill_small(&b);
    decoded d = decode_built(&b);
    check_small(&d);
    assert_note(&d, "axml.string_count", AA_NOTE_ANOMALY);
    release(&d);
    b = small();
    b.pool.count_written = 0x3FFFFFFF;
    fill_small(&b);
    d = decode_built(&b);
    check_small(&d);
    assert_note(&d, "axml.string_count", AA_NOTE_GAP);
    assert_true(aa_arena_used(d.arena) < 100000);
    release(&d);
}

static void of_two_string_pools_the_last_holds(void **state)
{
    (void)state;
    axml_builder b = small();
    fill_small(&b);
    test_pool evil = b.pool;
    for (size_t i = 0; i < evil.count; i++)
        evil.strings[i] = "EVIL";
    put_pool(&b.extra, &evil);
    decoded d = decode_built(&b);
    assert_string_equal((const char *)root_of(&d)->name, "EVIL");
    assert_note(&d, "axml.two_pools", AA_NOTE_ANOMALY);
    release(&d);
}

static void unknown_chunks_are_skipped_by_their_size(void **state)
{
    (void)state;
    axml_builder b = small();
    put_u16(&b.extra, 0x7777);
    put_u16(&b.extra, 8);
    put_u32(&b.extra, 24);
    put_zeros(&b.extra, 16);
    axml_chunk(&b, 0x199, 16, 24, 8);
    fill_small(&b);
    axml_chunk(&b, 0x199, 16, 24, 8);
    decoded d = decode_built(&b);
    check_small(&d);
    assert_note(&d, "axml.unknown_chunk", AA_NOTE_ANOMALY);
    assert_false(has_gap(&d));
    release(&d);
}

static void the_resource_id_names_an_attribute(void **state)
{
    (void)state;
    const axml_attr attrs[] = {{NS, "allowBackup", BOOL(true)}, {NS, "debuggable", BOOL(false)}};
    axml_builder b = {0};
    axml_name_id(&b, "allowBackup", ID_DEBUGGABLE);
    axml_name_id(&b, "debuggable", ID_BACKUP);
    axml_start(&b, "application", attrs, 2);
    axml_end(&b, "application");
    decoded d = decode_built(&b);
    xmlNode *app = root_of(&d);
    assert_string_equal(text_of(aa_axml_attr(app, ID_DEBUGGABLE, "debuggable")), "true");
    assert_string_equal((const char *)app->properties->name, "debuggable");
    assert_string_equal(text_of(aa_axml_attr(app, ID_BACKUP, "allowBackup")), "false");
    assert_note(&d, "axml.name_id_mismatch", AA_NOTE_ANOMALY);
    assert_false(aa_notes_has(&d.notes, "axml.attribute_order"));
    release(&d);
}

static void an_attribute_without_a_name_is_named_by_its_id(void **state)
{
    (void)state;
    const axml_attr attrs[] = {{NS, "", BOOL(true)}};
    axml_builder b = {0};
    axml_name_id(&b, "", ID_DEBUGGABLE);
    axml_start(&b, "application", attrs, 1);
    axml_end(&b, "application");
    decoded d = decode_built(&b);
    assert_string_equal((const char *)root_of(&d)->properties->name, "debuggable");
    assert_note(&d, "axml.names_missing", AA_NOTE_ANOMALY);
    release(&d);
}

static void an_unknown_id_cannot_take_a_known_name(void **state)
{
    (void)state;
    const axml_attr attrs[] = {{NS, "debuggable", BOOL(false)}, {NS, "fromTheFuture", BOOL(true)}};
    axml_builder b = {0};
    axml_name_id(&b, "debuggable", 0x01017777);
    axml_name_id(&b, "fromTheFuture", 0x01017778);
    axml_start(&b, "application", attrs, 2);
    axml_end(&b, "application");
    decoded d = decode_built(&b);
    xmlNode *app = root_of(&d);
    assert_null(aa_axml_attr(app, ID_DEBUGGABLE, "debuggable"));
    assert_string_equal((const char *)app->properties->name, "attr.01017777");
    assert_string_equal((const char *)app->properties->next->name, "fromTheFuture");
    assert_note(&d, "axml.name_id_mismatch", AA_NOTE_ANOMALY);
    release(&d);
}

static void an_id_needs_no_namespace_and_a_plain_name_stays_plain(void **state)
{
    (void)state;
    const axml_attr attrs[] = {{NULL, "package", "a.b", 0, 0}, {"http://evil/", "debuggable", BOOL(true)}};
    axml_builder b = {0};
    axml_name_id(&b, "package", ID_NAME); /* a resource map that goes on over other strings */
    axml_name_id(&b, "debuggable", ID_DEBUGGABLE);
    axml_start(&b, "manifest", attrs, 2);
    axml_end(&b, "manifest");
    decoded d = decode_built(&b);
    xmlNode *root = root_of(&d);
    assert_string_equal(text_of(aa_axml_plain_attr(root, "package")), "a.b");
    assert_string_equal(text_of(aa_axml_attr(root, ID_NAME, "name")), "a.b");
    const xmlAttr *debuggable = aa_axml_attr(root, ID_DEBUGGABLE, "debuggable");
    assert_string_equal((const char *)debuggable->ns->href, NS);
    assert_note(&d, "axml.namespace", AA_NOTE_ANOMALY);
    release(&d);
}

static void attributes_of_the_app_keep_their_namespace(void **state)
{
    (void)state;
    const axml_attr attrs[] = {{"http://schemas.android.com/apk/res-auto", "layout", "x", 0, 0},
                               {NS, "elsewhere", "y", 0, 0}};
    axml_builder b = {0};
    axml_name_id(&b, "layout", 0x7f010001);
    axml_namespace(&b, true, "app", "http://schemas.android.com/apk/res-auto");
    axml_start(&b, "View", attrs, 2);
    axml_end(&b, "View");
    decoded d = decode_built(&b);
    const xmlAttr *layout = root_of(&d)->properties;
    assert_string_equal((const char *)layout->ns->prefix, "app");
    assert_int_equal(aa_axml_attr_origin(layout).resource_id, 0x7f010001);
    assert_string_equal(text_of(aa_axml_attr(root_of(&d), 0, "elsewhere")), "y");
    release(&d);
}

static void the_typed_value_wins_over_the_raw_text(void **state)
{
    (void)state;
    const axml_attr attrs[] = {{NS, "debuggable", "false", AA_RES_INT_BOOLEAN, UINT32_MAX},
                               {NS, "versionCode", "8", AA_RES_INT_DEC, 7},
                               {NULL, "package", "raw.name", AA_RES_STRING, 0}};
    axml_builder b = {0};
    axml_name_id(&b, "debuggable", ID_DEBUGGABLE);
    axml_name_id(&b, "versionCode", 0x0101021b);
    axml_start(&b, "manifest", attrs, 3);
    axml_end(&b, "manifest");
    decoded d = decode_built(&b);
    xmlNode *root = root_of(&d);
    assert_string_equal(text_of(aa_axml_attr(root, ID_DEBUGGABLE, "debuggable")), "true");
    assert_string_equal(text_of(aa_axml_attr(root, 0x0101021b, "versionCode")), "7");
    /* XmlBlock.getAttributeValue(), which reads the package, prefers the raw string */
    assert_string_equal(text_of(aa_axml_plain_attr(root, "package")), "raw.name");
    assert_note(&d, "axml.raw_value", AA_NOTE_ANOMALY);
    assert_int_equal(d.notes.items.count, 3);
    release(&d);
}

static void of_equal_attributes_the_first_wins_but_an_id_beats_none(void **state)
{
    (void)state;
    const axml_attr attrs[] = {{NS, "debuggable", BOOL(false)},
                               {NS, "debuggable", BOOL(true)},
                               {NULL, "package", "first", 0, 0},
                               {NULL, "package", "second", 0, 0}};
    axml_builder b = {0};
    axml_name_id(&b, "debuggable", ID_DEBUGGABLE);
    axml_start(&b, "manifest", attrs, 4);
    axml_end(&b, "manifest");
    decoded d = decode_built(&b);
    xmlNode *root = root_of(&d);
    assert_string_equal(text_of(aa_axml_attr(root, ID_DEBUGGABLE, "debuggable")), "false");
    assert_string_equal(text_of(aa_axml_plain_attr(root, "package")), "first");
    assert_null(root->properties->next->next);
    assert_note(&d, "axml.duplicate_attribute", AA_NOTE_ANOMALY);
    release(&d);
}

static void an_attribute_with_an_id_replaces_one_without(void **state)
{
    (void)state;
    axml_builder b = {0};
    axml_name_id(&b, "debuggable", ID_DEBUGGABLE);
    b.pool.strings[1] = "debuggable"; /* the same name again, beyond the resource map */
    b.pool.count = 2;
    const axml_attr attrs[] = {{NS, "debuggable", BOOL(false)}, {NS, "debuggable", BOOL(true)}};
    axml_start(&b, "application", attrs, 2);
    axml_end(&b, "application");
    patch_u32(&b.nodes, 16 + 20 + 4, 1);
    decoded d = decode_built(&b);
    const xmlAttr *debuggable = root_of(&d)->properties;
    assert_string_equal(text_of(debuggable), "true");
    assert_int_equal(aa_axml_attr_origin(debuggable).resource_id, ID_DEBUGGABLE);
    assert_null(debuggable->next);
    release(&d);
}

static void attributes_out_of_order_are_noted(void **state)
{
    (void)state;
    const axml_attr attrs[] = {{NS, "debuggable", BOOL(false)}, {NS, "name", "x", 0, 0}};
    axml_builder b = small();
    axml_start(&b, "application", attrs, 2);
    axml_end(&b, "application");
    decoded d = decode_built(&b);
    assert_note(&d, "axml.attribute_order", AA_NOTE_ANOMALY);
    release(&d);
}

static void a_damaged_string_is_no_string(void **state)
{
    (void)state;
    for (int utf8 = 0; utf8 < 2; utf8++) {
        axml_builder b = small();
        b.pool.utf8 = utf8 == 1;
        fill_small(&b);
        b.pool.wild_length = (int)pool_index(&b.pool, ".App") + 1;
        decoded d = decode_built(&b);
        const xmlAttr *name = aa_axml_attr(root_of(&d)->children, ID_NAME, "name");
        assert_string_equal(text_of(name), "");
        assert_null(aa_axml_attr_origin(name).value.text);
        assert_note(&d, "axml.string_bounds", AA_NOTE_ANOMALY);
        assert_false(has_gap(&d));
        release(&d);
    }
}

static void strings_without_terminators_are_a_gap(void **state)
{
    (void)state;
    for (int utf8 = 0; utf8 < 2; utf8++) {
        axml_builder b = small();
        b.pool.utf8 = utf8 == 1;
        b.pool.unterminated = true;
        fill_small(&b);
        decoded d = decode_built(&b);
        assert_note(&d, "axml.string_pool", AA_NOTE_GAP);
        release(&d);
    }
}

static void a_damaged_pool_is_a_gap_and_read_as_far_as_it_goes(void **state)
{
    (void)state;

    const struct {
        size_t field; /* bytes into the pool's header */
        uint32_t value;
    } cases[] = {{20, 0x00FFFFFF}, {24, 0x00FFFFFF}, {24, 1}};

    for (size_t i = 0; i < COUNT(cases); i++) {
        axml_builder b = small();
        fill_small(&b);
        aa_bytes data = axml_finish(&b);
        byte_builder bytes = {(uint8_t *)(uintptr_t)data.p, data.n, data.n};
        patch_u32(&bytes, 8 + 12, 1); /* a style */
        patch_u32(&bytes, 8 + cases[i].field, cases[i].value);
        decoded d = decode(data);
        assert_note(&d, "axml.string_pool", AA_NOTE_GAP);
        if (cases[i].field == 24)
            check_small(&d);
        release(&d);
        bytes_done(&bytes);
    }
}

static void text_ends_where_styles_begin(void **state)
{
    (void)state;
    axml_builder b = small();
    fill_small(&b);
    aa_bytes data = axml_finish(&b);
    byte_builder bytes = {(uint8_t *)(uintptr_t)data.p, data.n, data.n};
    uint32_t start = aa_le32(data.p + 8 + 20);
    patch_u32(&bytes, 8 + 12, 1);
    patch_u32(&bytes, 8 + 24, start + 2 + 2 * 4 + 2); /* behind the first string */
    decoded d = decode(data);
    assert_string_equal((const char *)root_of(&d)->name, "\xEF\xBF\xBD");
    assert_note(&d, "axml.string_bounds", AA_NOTE_ANOMALY);
    release(&d);
    bytes_done(&bytes);
}

static void a_document_without_strings_is_a_gap(void **state)
{
    (void)state;
    byte_builder b = {NULL, 0, 0};
    put_u16(&b, 3);
    put_u16(&b, 8);
    put_u32(&b, 8 + 24);
    put_u16(&b, 0x103);
    put_u16(&b, 16);
    put_u32(&b, 24);
    put_zeros(&b, 16);
    decoded d = decode(aa_bytes_of(b.p, b.n));
    assert_int_equal(d.err, AA_E_FORMAT);
    assert_note(&d, "axml.string_pool", AA_NOTE_GAP);
    release(&d);
    bytes_done(&b);
}

static void text_becomes_valid_utf8(void **state)
{
    (void)state;
    const axml_attr attrs[] = {{NULL, "a", "\xC3\xA9\xC0\x80\xED\xA0\x80", 0, 0}};
    axml_builder b = {0};
    b.pool.utf8 = true;
    axml_start(&b, "\xE8\xB3\x87", attrs, 1);
    axml_end(&b, "\xE8\xB3\x87");
    decoded d = decode_built(&b);
    assert_string_equal((const char *)root_of(&d)->name, "\xE8\xB3\x87");
    assert_string_equal(text_of(root_of(&d)->properties),
                        "\xC3\xA9\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    release(&d);
}

static void namespaces_past_their_limit_are_a_gap(void **state)
{
    (void)state;
    for (size_t count = 63; count <= 64; count++) { /* android is one more */
        axml_builder b = {0};
        char uris[64][24];
        axml_start(&b, "e", NULL, 0);
        for (size_t i = 0; i < count; i++) {
            snprintf(uris[i], sizeof uris[i], "u%zu", i);
            const axml_attr attr = {uris[i], "e", NULL, AA_RES_INT_DEC, 1};
            axml_start(&b, "e", &attr, 1);
            axml_end(&b, "e");
        }
        axml_end(&b, "e");
        decoded d = decode_built(&b);
        const xmlAttr *last = root_of(&d)->last->properties;
        assert_int_equal(aa_notes_has(&d.notes, "limit.namespaces"), count > 63);
        assert_int_equal(last->ns == NULL, count > 63);
        release(&d);
    }
}

static void a_long_utf8_string_is_read_whole(void **state)
{
    (void)state;
    const size_t n = 100001; /* the format's lengths hold 15 bits */
    char *text = malloc(n + 1);
    assert_non_null(text);
    memset(text, 'A', n);
    text[n] = '\0';
    const axml_attr attrs[] = {{NS, "name", text, 0, 0}};
    axml_builder b = small();
    b.pool.utf8 = true;
    axml_start(&b, "application", attrs, 1);
    axml_end(&b, "application");
    decoded d = decode_built(&b);
    assert_string_equal(text_of(aa_axml_attr(root_of(&d), ID_NAME, "name")), text);
    assert_int_equal(d.notes.items.count, 0);
    release(&d);
    free(text);
}

static void names_are_made_fit_for_xml(void **state)
{
    (void)state;
    const axml_attr attrs[] = {{NULL, "a=\"b\" c", "1", 0, 0}, {NULL, "9lives", "2", 0, 0}};
    axml_builder b = {0};
    b.pool.utf8 = true;
    axml_start(&b, "x><y", attrs, 2);
    axml_end(&b, "x><y");
    decoded d = decode_built(&b);
    xmlNode *root = root_of(&d);
    assert_string_equal((const char *)root->name, "x\xEF\xBF\xBD\xEF\xBF\xBDy");
    assert_non_null(aa_axml_plain_attr(root, "\xEF\xBF\xBDlives"));
    release(&d);
}

static void an_element_without_a_name_is_odd_but_read(void **state)
{
    (void)state;
    axml_builder b = small();
    axml_start(&b, "manifest", NULL, 0);
    axml_start(&b, NULL, NULL, 0);
    axml_end(&b, NULL);
    axml_end(&b, "manifest");
    decoded d = decode_built(&b);
    assert_string_equal((const char *)root_of(&d)->children->name, "\xEF\xBF\xBD");
    assert_note(&d, "axml.name_index", AA_NOTE_ANOMALY);
    assert_false(has_gap(&d));
    release(&d);
}

static void texts_stand_where_they_stood(void **state)
{
    (void)state;
    axml_builder b = small();
    axml_start(&b, "a", NULL, 0);
    axml_text(&b, "one <b>&amp;</b>");
    axml_start(&b, "c", NULL, 0);
    axml_end(&b, "c");
    axml_text(&b, "two");
    axml_end(&b, "a");
    decoded d = decode_built(&b);
    xmlNode *root = root_of(&d);
    assert_string_equal((const char *)root->children->content, "one <b>&amp;</b>");
    assert_string_equal((const char *)root->last->content, "two");
    assert_int_equal(root->last->prev->type, XML_ELEMENT_NODE);
    release(&d);
}

static void a_bad_chunk_inside_the_root_is_a_gap_and_behind_it_an_anomaly(void **state)
{
    (void)state;
    const uint32_t sizes[] = {0, 29};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        axml_builder b = small();
        axml_start(&b, "manifest", NULL, 0);
        axml_chunk(&b, 0x104, 16, sizes[i], 16);
        axml_start(&b, "lost", NULL, 0);
        decoded d = decode_built(&b);
        assert_null(root_of(&d)->children);
        assert_note(&d, "axml.chunk_size", AA_NOTE_GAP);
        release(&d);
        b = small();
        fill_small(&b);
        axml_chunk(&b, 0x101, 16, sizes[i], 16);
        d = decode_built(&b);
        check_small(&d);
        assert_note(&d, "axml.chunk_size", AA_NOTE_ANOMALY);
        assert_false(has_gap(&d));
        release(&d);
    }
}

static void attributes_that_do_not_fit_their_chunk_are_a_gap(void **state)
{
    (void)state;
    axml_builder b = small();
    const axml_attr attrs[] = {{NS, "name", "x", 0, 0}, {NS, "debuggable", BOOL(true)}};
    axml_start(&b, "application", attrs, 2);
    b.nodes.p[16 + 12] = 200; /* attributeCount */
    axml_end(&b, "application");
    decoded d = decode_built(&b);
    assert_note(&d, "axml.attributes", AA_NOTE_GAP);
    assert_string_equal(text_of(aa_axml_attr(root_of(&d), ID_DEBUGGABLE, "debuggable")), "true");
    release(&d);
}

static void ends_without_a_start_are_ignored(void **state)
{
    (void)state;
    axml_builder b = small();
    axml_end(&b, "manifest");
    fill_small(&b);
    axml_end(&b, "manifest");
    axml_start(&b, "second", NULL, 0);
    decoded d = decode_built(&b);
    check_small(&d);
    assert_note(&d, "axml.unbalanced", AA_NOTE_ANOMALY);
    assert_note(&d, "axml.after_root", AA_NOTE_ANOMALY);
    release(&d);
}

static void what_is_not_binary_xml_says_what_it_is(void **state)
{
    (void)state;

    const struct {
        const char *text;
        const char *code;
    } cases[] = {{"", "axml.empty"},
                 {"\xEF\xBB\xBF <?xml version=\"1.0\"?><manifest/>", "axml.text_manifest"},
                 {"\x0A\x05hello", "axml.format"},
                 {"\x03\x01\x08\x01\x08\x01\x01\x01", "axml.no_root"}};

    for (size_t i = 0; i < COUNT(cases); i++) {
        decoded d = decode(aa_bytes_of(cases[i].text, strlen(cases[i].text)));
        assert_int_equal(d.err, AA_E_FORMAT);
        assert_null(d.axml.doc);
        if (i < 3)
            assert_note(&d, cases[i].code, AA_NOTE_GAP);
        assert_true(has_gap(&d));
        release(&d);
    }
}

static aa_bytes nested(size_t depth)
{
    axml_builder b = {0};
    for (size_t i = 0; i < depth; i++)
        axml_start(&b, "e", NULL, 0);
    for (size_t i = 0; i < depth; i++)
        axml_end(&b, "e");
    return axml_finish(&b);
}

static size_t depth_of(const decoded *d)
{
    size_t depth = 0;
    for (const xmlNode *node = root_of(d); node != NULL; node = node->children)
        depth++;
    return depth;
}

static void elements_below_the_depth_limit_are_left_out(void **state)
{
    (void)state;
    aa_limits limits = AA_LIMITS_INIT;
    limits.axml_depth = 10;
    for (size_t depth = 9; depth <= 11; depth++) {
        aa_bytes data = nested(depth);
        decoded d = decode_with(data, &limits);
        assert_int_equal(depth_of(&d), depth > 10 ? 10 : depth);
        assert_int_equal(aa_notes_has(&d.notes, "limit.depth"), depth > 10);
        assert_int_equal(has_gap(&d), depth > 10);
        release(&d);
        free((void *)(uintptr_t)data.p);
    }
}

static void a_hundred_thousand_levels_cost_no_stack(void **state)
{
    (void)state;
    aa_bytes data = nested(100000);
    decoded d = decode(data);
    assert_int_equal(depth_of(&d), 256);
    assert_note(&d, "limit.depth", AA_NOTE_GAP);
    assert_int_equal(d.notes.items.count, 1);
    release(&d);
    free((void *)(uintptr_t)data.p);
}

static void what_follows_a_part_that_is_too_deep_is_read(void **state)
{
    (void)state;
    aa_limits limits = AA_LIMITS_INIT;
    limits.axml_depth = 2;
    axml_builder b = {0};
    axml_start(&b, "a", NULL, 0);
    axml_start(&b, "b", NULL, 0);
    axml_start(&b, "deep", NULL, 0);
    axml_end(&b, "deep");
    axml_end(&b, "b");
    axml_start(&b, "c", NULL, 0);
    axml_end(&b, "c");
    axml_end(&b, "a");
    aa_bytes data = axml_finish(&b);
    decoded d = decode_with(data, &limits);
    assert_null(root_of(&d)->children->children);
    assert_string_equal((const char *)root_of(&d)->last->name, "c");
    assert_false(aa_notes_has(&d.notes, "axml.unbalanced"));
    release(&d);
    free((void *)(uintptr_t)data.p);
}

static void nodes_past_their_limit_are_a_gap(void **state)
{
    (void)state;
    for (uint32_t max = 3; max <= 6; max++) {
        aa_limits limits = AA_LIMITS_INIT;
        limits.axml_nodes = max; /* the document has 2 elements and 3 attributes */
        axml_builder b = small();
        fill_small(&b);
        aa_bytes data = axml_finish(&b);
        decoded d = decode_with(data, &limits);
        assert_int_equal(d.err, AA_OK);
        assert_int_equal(aa_notes_has(&d.notes, "limit.nodes"), max < 5);
        release(&d);
        free((void *)(uintptr_t)data.p);
    }
}

static void bytes_past_their_limit_are_refused(void **state)
{
    (void)state;
    axml_builder b = small();
    fill_small(&b);
    aa_bytes data = axml_finish(&b);
    aa_limits limits = AA_LIMITS_INIT;
    limits.axml_bytes = data.n - 1;
    decoded d = decode_with(data, &limits);
    assert_int_equal(d.err, AA_E_LIMIT);
    assert_note(&d, "limit.axml_bytes", AA_NOTE_GAP);
    release(&d);
    free((void *)(uintptr_t)data.p);
}

static void one_long_string_used_often_does_not_fill_memory(void **state)
{
    (void)state;
    const size_t n = 1000000;
    char *text = malloc(n + 1);
    assert_non_null(text);
    memset(text, 'A', n);
    text[n] = '\0';
    axml_builder b = {0};
    b.pool.utf8 = true;
    const axml_attr attrs[] = {{NULL, "a", text, 0, 0}};
    axml_start(&b, "e", NULL, 0);
    for (int i = 0; i < 1000; i++) {
        axml_start(&b, "e", attrs, 1);
        axml_end(&b, "e");
    }
    axml_end(&b, "e");
    decoded d = decode_built(&b); /* 1 GB, were each copied */
    assert_note(&d, "limit.text", AA_NOTE_GAP);
    release(&d);
    free(text);
}

static void many_attributes_and_namespaces_cost_linear_time(void **state)
{
    (void)state;
    const uint32_t count = 60000;
    axml_builder b = {0};
    const axml_attr attr = {"http://x/", "a", "1", 0, 0};
    axml_start(&b, "e", &attr, 1);
    size_t at = b.nodes.n - 20;
    uint8_t record[20];
    memcpy(record, b.nodes.p + at, sizeof record);
    for (uint32_t i = 1; i < count; i++)
        put_bytes(&b.nodes, record, sizeof record);
    patch_u32(&b.nodes, 4, 36 + count * 20);
    b.nodes.p[16 + 12] = count & 0xFF;
    b.nodes.p[16 + 13] = (uint8_t)(count >> 8);
    axml_end(&b, "e");
    decoded d = decode_built(&b);
    assert_note(&d, "axml.duplicate_attribute", AA_NOTE_ANOMALY);
    assert_int_equal(d.notes.items.count, 1);
    assert_null(root_of(&d)->properties->next);
    release(&d);
}

static void values_have_a_canonical_text(void **state)
{
    (void)state;

    const struct {
        uint8_t type;
        uint32_t data;
        const char *text;
    } cases[] = {
        {AA_RES_NULL, 0, "@null"},
        {AA_RES_NULL, 1, "@empty"},
        {AA_RES_REFERENCE, 0x7f010001, "@0x7f010001"},
        {AA_RES_DYNAMIC_REFERENCE, 0x00010001, "@0x00010001"},
        {AA_RES_ATTRIBUTE, 0x01010031, "?0x01010031"},
        {AA_RES_FLOAT, 0x3FC00000, "1.5"},
        {AA_RES_FLOAT, 0x3DCCCCCD, "0.1"},
        {AA_RES_FLOAT, 0, "0"},
        {AA_RES_FLOAT, 0xC2C80000, "-100"},
        {AA_RES_FLOAT, 0x7F7FFFFF, "3.4028235e38"},
        {AA_RES_FLOAT, 0x00000001, "1e-45"},
        {AA_RES_FLOAT, 0x7FC00000, "NaN"},
        {AA_RES_FLOAT, 0xFF800000, "-Infinity"},
        {AA_RES_FLOAT, 0x38D1B717, "0.0001"},
        {AA_RES_FLOAT, 0x49742400, "1000000"},
        {AA_RES_DIMENSION, 0x00000C01, "12dp"},
        {AA_RES_DIMENSION, 0x00000E02, "14sp"},
        {AA_RES_DIMENSION, 0x0000C011, "1.5dp"},
        {AA_RES_DIMENSION, 0xFFFFFF00, "-1px"},
        {AA_RES_DIMENSION, 0x00000109, "1?"},
        {AA_RES_FRACTION, 0x40000030, "50%"},
        {AA_RES_FRACTION, 0x40000031, "50%p"},
        {AA_RES_FRACTION, 0x2A3D7130, "33%"},
        {AA_RES_INT_DEC, 0xFFFFFFFF, "-1"},
        {AA_RES_INT_HEX, 0x4A0, "1184"},
        {AA_RES_INT_BOOLEAN, 1, "true"},
        {AA_RES_INT_BOOLEAN, 0, "false"},
        {0x1c, 0xff00ff00, "#ff00ff00"},
        {0xEE, 5, "5"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        char buffer[AA_RES_TEXT_MAX];
        aa_res_value value = {cases[i].type, cases[i].data, NULL};
        assert_string_equal(aa_res_value_text(value, buffer), cases[i].text);
    }
}

static void the_platform_names_its_attributes(void **state)
{
    (void)state;
    assert_string_equal(aa_axml_platform_attr_name(0x01010000), "theme");
    assert_string_equal(aa_axml_platform_attr_name(0x0101000f), "debuggable");
    assert_string_equal(aa_axml_platform_attr_name(0x0101063e), "dataExtractionRules");
    assert_string_equal(aa_axml_platform_attr_name(0x010106ac), "wantsRoleHolderPriority");
    assert_null(aa_axml_platform_attr_name(0x010106ad));
    assert_null(aa_axml_platform_attr_name(0x0101FFFF));
    assert_null(aa_axml_platform_attr_name(0x7f010000));
    assert_null(aa_axml_platform_attr_name(0));
}

static decoded read_seed(const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/fuzz/corpus/axml/%s", TEST_SOURCE_DIR, name);
    aa_bytes data = test_read_file(path);
    decoded d = decode(data);
    free((void *)(uintptr_t)data.p);
    assert_int_equal(d.notes.items.count, 0);
    return d;
}

static void documents_made_by_aapt_are_read(void **state)
{
    (void)state;
    const char *const layouts[] = {"layout.utf8", "layout.utf16"};
    for (size_t i = 0; i < COUNT(layouts); i++) {
        decoded d = read_seed(layouts[i]);
        xmlNode *field = root_of(&d)->children;
        assert_string_equal((const char *)field->name, "EditText");
        assert_string_equal(text_of(aa_axml_attr(field, 0x01010220, "inputType")), "129");
        assert_string_equal(text_of(aa_axml_attr(field, 0x010100f4, "layout_width")), "100dp");
        assert_string_equal(text_of(aa_axml_plain_attr(field, "style")), "@0x7f0d0001");
        assert_int_equal(aa_axml_origin_of(field).line, 5);
        assert_string_equal((const char *)field->next->children->content, "text <&>");
        release(&d);
    }
    const char *const manifests[] = {"manifest.utf8", "manifest.utf16"};
    for (size_t i = 0; i < COUNT(manifests); i++) {
        decoded d = read_seed(manifests[i]);
        assert_string_equal(text_of(aa_axml_plain_attr(root_of(&d), "package")), "org.example.resources");
        xmlNode *app = root_of(&d)->last;
        assert_string_equal(text_of(aa_axml_attr(app, ID_BACKUP, "allowBackup")), "false");
        assert_string_equal(text_of(aa_axml_attr(app, ID_DEBUGGABLE, "debuggable")), "true");
        release(&d);
    }
}

static bool parse_once(void *context)
{
    const aa_bytes *data = context;
    aa_arena *arena = aa_arena_new();
    if (arena == NULL)
        return false;
    aa_limits limits = AA_LIMITS_INIT;
    aa_notes notes;
    aa_notes_init(&notes, arena, 0);
    aa_axml axml;
    aa_err err = aa_axml_parse(arena, *data, &limits, &notes, &axml);
    assert_true(err == AA_OK || err == AA_E_NOMEM);
    assert_int_equal(axml.doc != NULL, err == AA_OK);
    aa_axml_done(&axml);
    aa_arena_free(arena);
    return err == AA_OK;
}

static void each_allocation_may_fail(void **state)
{
    (void)state;
    axml_builder b = small();
    const axml_attr attrs[] = {{NS, "label", BOOL(true)},      {"http://x/", "d", "raw", 0, 0},
                               {NULL, "9", "x", 0, 0},         {NS, "debuggable", "false", 0x12, 1},
                               {NS, "debuggable", BOOL(true)}, {NULL, "name", "n", 0, 0}};
    axml_namespace(&b, true, "x", "http://x/");
    axml_start(&b, "root", attrs, COUNT(attrs));
    axml_text(&b, "text");
    axml_end(&b, "root");
    b.ids[b.id_count] = 0x01010001; /* a map that goes on: "label" would be a lie for "x" */
    b.id_count++;
    aa_bytes data = axml_finish(&b);
    assert_true(test_each_allocation_fails(parse_once, &data, 0) > 20);
    free((void *)(uintptr_t)data.p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_becomes_a_tree_with_its_origins),
        cmocka_unit_test(sizes_are_taken_from_the_headers),
        cmocka_unit_test(a_root_size_that_lies_is_a_gap_and_the_rest_is_read),
        cmocka_unit_test(string_counts_are_bounded_by_the_pool),
        cmocka_unit_test(of_two_string_pools_the_last_holds),
        cmocka_unit_test(unknown_chunks_are_skipped_by_their_size),
        cmocka_unit_test(the_resource_id_names_an_attribute),
        cmocka_unit_test(an_attribute_without_a_name_is_named_by_its_id),
        cmocka_unit_test(an_unknown_id_cannot_take_a_known_name),
        cmocka_unit_test(an_id_needs_no_namespace_and_a_plain_name_stays_plain),
        cmocka_unit_test(attributes_of_the_app_keep_their_namespace),
        cmocka_unit_test(the_typed_value_wins_over_the_raw_text),
        cmocka_unit_test(of_equal_attributes_the_first_wins_but_an_id_beats_none),
        cmocka_unit_test(an_attribute_with_an_id_replaces_one_without),
        cmocka_unit_test(attributes_out_of_order_are_noted),
        cmocka_unit_test(a_damaged_string_is_no_string),
        cmocka_unit_test(strings_without_terminators_are_a_gap),
        cmocka_unit_test(a_damaged_pool_is_a_gap_and_read_as_far_as_it_goes),
        cmocka_unit_test(text_ends_where_styles_begin),
        cmocka_unit_test(a_document_without_strings_is_a_gap),
        cmocka_unit_test(text_becomes_valid_utf8),
        cmocka_unit_test(namespaces_past_their_limit_are_a_gap),
        cmocka_unit_test(a_long_utf8_string_is_read_whole),
        cmocka_unit_test(names_are_made_fit_for_xml),
        cmocka_unit_test(an_element_without_a_name_is_odd_but_read),
        cmocka_unit_test(texts_stand_where_they_stood),
        cmocka_unit_test(a_bad_chunk_inside_the_root_is_a_gap_and_behind_it_an_anomaly),
        cmocka_unit_test(attributes_that_do_not_fit_their_chunk_are_a_gap),
        cmocka_unit_test(ends_without_a_start_are_ignored),
        cmocka_unit_test(what_is_not_binary_xml_says_what_it_is),
        cmocka_unit_test(elements_below_the_depth_limit_are_left_out),
        cmocka_unit_test(a_hundred_thousand_levels_cost_no_stack),
        cmocka_unit_test(what_follows_a_part_that_is_too_deep_is_read),
        cmocka_unit_test(nodes_past_their_limit_are_a_gap),
        cmocka_unit_test(bytes_past_their_limit_are_refused),
        cmocka_unit_test(one_long_string_used_often_does_not_fill_memory),
        cmocka_unit_test(many_attributes_and_namespaces_cost_linear_time),
        cmocka_unit_test(values_have_a_canonical_text),
        cmocka_unit_test(the_platform_names_its_attributes),
        cmocka_unit_test(documents_made_by_aapt_are_read),
        cmocka_unit_test(each_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
