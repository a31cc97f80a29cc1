/* Binary XML: structure, names, values and damage. */
#include <stdio.h>
#include <stdlib.h>

#include "support/axml_case.h"

static void a_document_becomes_a_tree_with_its_origins(void **state)
{
    (void)state;
    axml_builder b = axml_case_small();
    axml_case_fill_small(&b);
    axml_case d = axml_case_decode_built(&b);
    axml_case_check_small(&d);
    assert_int_equal(d.notes.items.count, 0);
    xmlNode *app = axml_case_root_of(&d)->children;
    const xmlAttr *debuggable = aa_axml_attr(app, ID_DEBUGGABLE, "debuggable");
    aa_axml_origin origin = aa_axml_attr_origin(debuggable);
    assert_int_equal(origin.resource_id, ID_DEBUGGABLE);
    assert_int_equal(origin.value.type, AA_RES_INT_BOOLEAN);
    assert_int_equal(origin.line, 7);
    assert_int_equal(aa_le32(d.bytes + origin.offset + 4), 1); /* the record's name index */
    origin = aa_axml_origin_of(app);
    assert_int_equal(origin.line, 7);
    assert_int_equal(aa_le16(d.bytes + origin.offset), 0x102);
    axml_case_release(&d);
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
        axml_case_fill_small(&b);
        axml_case d = axml_case_decode_built(&b);
        axml_case_check_small(&d);
        assert_false(axml_case_has_gap(&d));
        if (cases[i].code != NULL)
            assert_axml_note(&d, cases[i].code, AA_NOTE_ANOMALY);
        else
            assert_int_equal(d.notes.items.count, 0);
        axml_case_release(&d);
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
        axml_builder b = axml_case_small();
        b.root_size = cases[i].size;
        axml_case_fill_small(&b);
        axml_case d = axml_case_decode_built(&b);
        axml_case_check_small(&d);
        assert_axml_note(&d, cases[i].code, AA_NOTE_GAP);
        axml_case_release(&d);
    }
}

static void string_counts_are_bounded_by_the_pool(void **state)
{
    (void)state;
    axml_builder b = axml_case_small();
    b.pool.count_written = 20; /* runs into the strings, as Android allows */
    axml_case_fill_small(&b);
    axml_case d = axml_case_decode_built(&b);
    axml_case_check_small(&d);
    assert_axml_note(&d, "axml.string_count", AA_NOTE_ANOMALY);
    axml_case_release(&d);
    b = axml_case_small();
    b.pool.count_written = 0x3FFFFFFF;
    axml_case_fill_small(&b);
    d = axml_case_decode_built(&b);
    axml_case_check_small(&d);
    assert_axml_note(&d, "axml.string_count", AA_NOTE_GAP);
    assert_true(aa_arena_used(d.arena) < 100000);
    axml_case_release(&d);
}

static void of_two_string_pools_the_last_holds(void **state)
{
    (void)state;
    axml_builder b = axml_case_small();
    axml_case_fill_small(&b);
    test_pool evil = b.pool;
    for (size_t i = 0; i < evil.count; i++)
        evil.strings[i] = "EVIL";
    put_pool(&b.extra, &evil);
    axml_case d = axml_case_decode_built(&b);
    assert_string_equal((const char *)axml_case_root_of(&d)->name, "EVIL");
    assert_axml_note(&d, "axml.two_pools", AA_NOTE_ANOMALY);
    axml_case_release(&d);
}

static void unknown_chunks_are_skipped_by_their_size(void **state)
{
    (void)state;
    axml_builder b = axml_case_small();
    put_u16(&b.extra, 0x7777);
    put_u16(&b.extra, 8);
    put_u32(&b.extra, 24);
    put_zeros(&b.extra, 16);
    axml_chunk(&b, 0x199, 16, 24, 8);
    axml_case_fill_small(&b);
    axml_chunk(&b, 0x199, 16, 24, 8);
    axml_case d = axml_case_decode_built(&b);
    axml_case_check_small(&d);
    assert_axml_note(&d, "axml.unknown_chunk", AA_NOTE_ANOMALY);
    assert_false(axml_case_has_gap(&d));
    axml_case_release(&d);
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
    axml_case d = axml_case_decode_built(&b);
    xmlNode *app = axml_case_root_of(&d);
    assert_string_equal(axml_case_text_of(aa_axml_attr(app, ID_DEBUGGABLE, "debuggable")), "true");
    assert_string_equal((const char *)app->properties->name, "debuggable");
    assert_string_equal(axml_case_text_of(aa_axml_attr(app, ID_BACKUP, "allowBackup")), "false");
    assert_axml_note(&d, "axml.name_id_mismatch", AA_NOTE_ANOMALY);
    assert_false(aa_notes_has(&d.notes, "axml.attribute_order"));
    axml_case_release(&d);
}

static void an_attribute_without_a_name_is_named_by_its_id(void **state)
{
    (void)state;
    const axml_attr attrs[] = {{NS, "", BOOL(true)}};
    axml_builder b = {0};
    axml_name_id(&b, "", ID_DEBUGGABLE);
    axml_start(&b, "application", attrs, 1);
    axml_end(&b, "application");
    axml_case d = axml_case_decode_built(&b);
    assert_string_equal((const char *)axml_case_root_of(&d)->properties->name, "debuggable");
    assert_axml_note(&d, "axml.names_missing", AA_NOTE_ANOMALY);
    axml_case_release(&d);
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
    axml_case d = axml_case_decode_built(&b);
    xmlNode *app = axml_case_root_of(&d);
    assert_null(aa_axml_attr(app, ID_DEBUGGABLE, "debuggable"));
    assert_string_equal((const char *)app->properties->name, "attr.01017777");
    assert_string_equal((const char *)app->properties->next->name, "fromTheFuture");
    assert_axml_note(&d, "axml.name_id_mismatch", AA_NOTE_ANOMALY);
    axml_case_release(&d);
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
    axml_case d = axml_case_decode_built(&b);
    xmlNode *root = axml_case_root_of(&d);
    assert_string_equal(axml_case_text_of(aa_axml_plain_attr(root, "package")), "a.b");
    assert_string_equal(axml_case_text_of(aa_axml_attr(root, ID_NAME, "name")), "a.b");
    const xmlAttr *debuggable = aa_axml_attr(root, ID_DEBUGGABLE, "debuggable");
    assert_string_equal((const char *)debuggable->ns->href, NS);
    assert_axml_note(&d, "axml.namespace", AA_NOTE_ANOMALY);
    axml_case_release(&d);
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
    axml_case d = axml_case_decode_built(&b);
    const xmlAttr *layout = axml_case_root_of(&d)->properties;
    assert_string_equal((const char *)layout->ns->prefix, "app");
    assert_int_equal(aa_axml_attr_origin(layout).resource_id, 0x7f010001);
    assert_string_equal(axml_case_text_of(aa_axml_attr(axml_case_root_of(&d), 0, "elsewhere")), "y");
    axml_case_release(&d);
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
    axml_case d = axml_case_decode_built(&b);
    xmlNode *root = axml_case_root_of(&d);
    assert_string_equal(axml_case_text_of(aa_axml_attr(root, ID_DEBUGGABLE, "debuggable")), "true");
    assert_string_equal(axml_case_text_of(aa_axml_attr(root, 0x0101021b, "versionCode")), "7");
    /* XmlBlock.getAttributeValue(), which reads the package, prefers the raw string */
    assert_string_equal(axml_case_text_of(aa_axml_plain_attr(root, "package")), "raw.name");
    assert_axml_note(&d, "axml.raw_value", AA_NOTE_ANOMALY);
    assert_int_equal(d.notes.items.count, 3);
    axml_case_release(&d);
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
    axml_case d = axml_case_decode_built(&b);
    xmlNode *root = axml_case_root_of(&d);
    assert_string_equal(axml_case_text_of(aa_axml_attr(root, ID_DEBUGGABLE, "debuggable")), "false");
    assert_string_equal(axml_case_text_of(aa_axml_plain_attr(root, "package")), "first");
    assert_null(root->properties->next->next);
    assert_axml_note(&d, "axml.duplicate_attribute", AA_NOTE_ANOMALY);
    axml_case_release(&d);
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
    axml_case d = axml_case_decode_built(&b);
    const xmlAttr *debuggable = axml_case_root_of(&d)->properties;
    assert_string_equal(axml_case_text_of(debuggable), "true");
    assert_int_equal(aa_axml_attr_origin(debuggable).resource_id, ID_DEBUGGABLE);
    assert_null(debuggable->next);
    axml_case_release(&d);
}

static void attributes_out_of_order_are_noted(void **state)
{
    (void)state;
    const axml_attr attrs[] = {{NS, "debuggable", BOOL(false)}, {NS, "name", "x", 0, 0}};
    axml_builder b = axml_case_small();
    axml_start(&b, "application", attrs, 2);
    axml_end(&b, "application");
    axml_case d = axml_case_decode_built(&b);
    assert_axml_note(&d, "axml.attribute_order", AA_NOTE_ANOMALY);
    axml_case_release(&d);
}

static void a_damaged_string_is_no_string(void **state)
{
    (void)state;
    for (int utf8 = 0; utf8 < 2; utf8++) {
        axml_builder b = axml_case_small();
        b.pool.utf8 = utf8 == 1;
        axml_case_fill_small(&b);
        b.pool.wild_length = (int)pool_index(&b.pool, ".App") + 1;
        axml_case d = axml_case_decode_built(&b);
        const xmlAttr *name = aa_axml_attr(axml_case_root_of(&d)->children, ID_NAME, "name");
        assert_string_equal(axml_case_text_of(name), "");
        assert_null(aa_axml_attr_origin(name).value.text);
        assert_axml_note(&d, "axml.string_bounds", AA_NOTE_ANOMALY);
        assert_false(axml_case_has_gap(&d));
        axml_case_release(&d);
    }
}

static void strings_without_terminators_are_a_gap(void **state)
{
    (void)state;
    for (int utf8 = 0; utf8 < 2; utf8++) {
        axml_builder b = axml_case_small();
        b.pool.utf8 = utf8 == 1;
        b.pool.unterminated = true;
        axml_case_fill_small(&b);
        axml_case d = axml_case_decode_built(&b);
        assert_axml_note(&d, "axml.string_pool", AA_NOTE_GAP);
        axml_case_release(&d);
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
        axml_builder b = axml_case_small();
        axml_case_fill_small(&b);
        aa_bytes data = axml_finish(&b);
        byte_builder bytes = {(uint8_t *)(uintptr_t)data.p, data.n, data.n};
        patch_u32(&bytes, 8 + 12, 1); /* a style */
        patch_u32(&bytes, 8 + cases[i].field, cases[i].value);
        axml_case d = axml_case_decode(data);
        assert_axml_note(&d, "axml.string_pool", AA_NOTE_GAP);
        if (cases[i].field == 24)
            axml_case_check_small(&d);
        axml_case_release(&d);
        bytes_done(&bytes);
    }
}

static void text_ends_where_styles_begin(void **state)
{
    (void)state;
    axml_builder b = axml_case_small();
    axml_case_fill_small(&b);
    aa_bytes data = axml_finish(&b);
    byte_builder bytes = {(uint8_t *)(uintptr_t)data.p, data.n, data.n};
    uint32_t start = aa_le32(data.p + 8 + 20);
    patch_u32(&bytes, 8 + 12, 1);
    patch_u32(&bytes, 8 + 24, start + 2 + 2 * 4 + 2); /* behind the first string */
    axml_case d = axml_case_decode(data);
    assert_string_equal((const char *)axml_case_root_of(&d)->name, "\xEF\xBF\xBD");
    assert_axml_note(&d, "axml.string_bounds", AA_NOTE_ANOMALY);
    axml_case_release(&d);
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
    axml_case d = axml_case_decode(aa_bytes_of(b.p, b.n));
    assert_int_equal(d.err, AA_E_FORMAT);
    assert_axml_note(&d, "axml.string_pool", AA_NOTE_GAP);
    axml_case_release(&d);
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
    axml_case d = axml_case_decode_built(&b);
    assert_string_equal((const char *)axml_case_root_of(&d)->name, "\xE8\xB3\x87");
    assert_string_equal(axml_case_text_of(axml_case_root_of(&d)->properties),
                        "\xC3\xA9\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    axml_case_release(&d);
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
        axml_case d = axml_case_decode_built(&b);
        const xmlAttr *last = axml_case_root_of(&d)->last->properties;
        assert_int_equal(aa_notes_has(&d.notes, "limit.namespaces"), count > 63);
        assert_int_equal(last->ns == NULL, count > 63);
        axml_case_release(&d);
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
    axml_builder b = axml_case_small();
    b.pool.utf8 = true;
    axml_start(&b, "application", attrs, 1);
    axml_end(&b, "application");
    axml_case d = axml_case_decode_built(&b);
    assert_string_equal(axml_case_text_of(aa_axml_attr(axml_case_root_of(&d), ID_NAME, "name")), text);
    assert_int_equal(d.notes.items.count, 0);
    axml_case_release(&d);
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
    axml_case d = axml_case_decode_built(&b);
    xmlNode *root = axml_case_root_of(&d);
    assert_string_equal((const char *)root->name, "x\xEF\xBF\xBD\xEF\xBF\xBDy");
    assert_non_null(aa_axml_plain_attr(root, "\xEF\xBF\xBDlives"));
    axml_case_release(&d);
}

static void an_element_without_a_name_is_odd_but_read(void **state)
{
    (void)state;
    axml_builder b = axml_case_small();
    axml_start(&b, "manifest", NULL, 0);
    axml_start(&b, NULL, NULL, 0);
    axml_end(&b, NULL);
    axml_end(&b, "manifest");
    axml_case d = axml_case_decode_built(&b);
    assert_string_equal((const char *)axml_case_root_of(&d)->children->name, "\xEF\xBF\xBD");
    assert_axml_note(&d, "axml.name_index", AA_NOTE_ANOMALY);
    assert_false(axml_case_has_gap(&d));
    axml_case_release(&d);
}

static void texts_stand_where_they_stood(void **state)
{
    (void)state;
    axml_builder b = axml_case_small();
    axml_start(&b, "a", NULL, 0);
    axml_text(&b, "one <b>&amp;</b>");
    axml_start(&b, "c", NULL, 0);
    axml_end(&b, "c");
    axml_text(&b, "two");
    axml_end(&b, "a");
    axml_case d = axml_case_decode_built(&b);
    xmlNode *root = axml_case_root_of(&d);
    assert_string_equal((const char *)root->children->content, "one <b>&amp;</b>");
    assert_string_equal((const char *)root->last->content, "two");
    assert_int_equal(root->last->prev->type, XML_ELEMENT_NODE);
    axml_case_release(&d);
}

static void a_bad_chunk_inside_the_root_is_a_gap_and_behind_it_an_anomaly(void **state)
{
    (void)state;
    const uint32_t sizes[] = {0, 29};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        axml_builder b = axml_case_small();
        axml_start(&b, "manifest", NULL, 0);
        axml_chunk(&b, 0x104, 16, sizes[i], 16);
        axml_start(&b, "lost", NULL, 0);
        axml_case d = axml_case_decode_built(&b);
        assert_null(axml_case_root_of(&d)->children);
        assert_axml_note(&d, "axml.chunk_size", AA_NOTE_GAP);
        axml_case_release(&d);
        b = axml_case_small();
        axml_case_fill_small(&b);
        axml_chunk(&b, 0x101, 16, sizes[i], 16);
        d = axml_case_decode_built(&b);
        axml_case_check_small(&d);
        assert_axml_note(&d, "axml.chunk_size", AA_NOTE_ANOMALY);
        assert_false(axml_case_has_gap(&d));
        axml_case_release(&d);
    }
}

static void attributes_that_do_not_fit_their_chunk_are_a_gap(void **state)
{
    (void)state;
    axml_builder b = axml_case_small();
    const axml_attr attrs[] = {{NS, "name", "x", 0, 0}, {NS, "debuggable", BOOL(true)}};
    axml_start(&b, "application", attrs, 2);
    b.nodes.p[16 + 12] = 200; /* attributeCount */
    axml_end(&b, "application");
    axml_case d = axml_case_decode_built(&b);
    assert_axml_note(&d, "axml.attributes", AA_NOTE_GAP);
    assert_string_equal(axml_case_text_of(aa_axml_attr(axml_case_root_of(&d), ID_DEBUGGABLE, "debuggable")),
                        "true");
    axml_case_release(&d);
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
