/* Resource tables: layouts of entries, packages and damage. */
#include <stdlib.h>

#include "support/arsc_case.h"

static const arsc_entry greetings[] = {{.key = "hello", .text = "Hello"}, {.key = "bye", .text = "Bye"}};

static void entries_are_found_in_every_layout(void **state)
{
    (void)state;
    const arsc_layout layouts[] = {ARSC_DENSE, ARSC_SPARSE, ARSC_OFFSET16};
    for (size_t i = 0; i < COUNT(layouts); i++) {
        for (int compact = 0; compact < 2; compact++) {
            const arsc_entry entries[] = {{.key = "first", .text = "1", .compact = compact == 1},
                                          {.key = NULL},
                                          {.key = "third", .type = 0x10, .data = 3, .compact = compact == 1}};
            arsc_builder b = {.layout = layouts[i], .keys.utf8 = true, .values.utf8 = i == 1};
            arsc_type(&b, "string", entries, 3);
            arsc_case d = arsc_case_decode_built(&b);
            assert_string_equal(arsc_case_values_of(&d, 0x7f010000, 1)->value.text, "1");
            arsc_case_values_of(&d, 0x7f010001, 0);
            assert_int_equal(arsc_case_values_of(&d, 0x7f010002, 1)->value.data, 3);
            arsc_case_values_of(&d, 0x7f010003, 0);
            arsc_case_values_of(&d, 0x7f020000, 0);
            const char *type = NULL;
            const char *name = NULL;
            assert_true(aa_arsc_name(d.arsc, 0x7f010002, &type, &name));
            assert_string_equal(type, "string");
            assert_string_equal(name, "third");
            assert_false(aa_arsc_name(d.arsc, 0x7f010001, &type, &name));
            assert_int_equal(d.notes->items.count, 0);
            arsc_case_release(&d);
        }
    }
}

static void an_answer_stays_where_it_is(void **state)
{
    (void)state;
    arsc_builder b = {0};
    arsc_type(&b, "string", greetings, 2);
    arsc_case d = arsc_case_decode_built(&b);
    const aa_arsc_value *first = arsc_case_values_of(&d, 0x7f010000, 1);
    arsc_case_values_of(&d, 0x7f010001, 1);
    assert_ptr_equal(arsc_case_values_of(&d, 0x7f010000, 1), first);
    assert_int_equal(aa_le16(d.bytes + first->offset), 8); /* the entry's size */
    arsc_case_release(&d);
}

static void the_default_configuration_comes_first(void **state)
{
    (void)state;
    const arsc_entry chinese[] = {{.key = "hello", .text = "zh"}};
    const arsc_entry night[] = {{.key = "hello", .text = "night"}};
    arsc_builder b = {0};
    memcpy(b.config + 8, "zhTW", 4);
    arsc_type(&b, "string", chinese, 1);
    memset(b.config, 0, sizeof b.config);
    b.config[29] = 0x20;
    b.config[24] = 23;
    b.config[14] = 160;
    arsc_type(&b, "string", night, 1);
    memset(b.config, 0, sizeof b.config);
    arsc_type(&b, "string", greetings, 2);
    arsc_case d = arsc_case_decode_built(&b);
    const aa_arsc_value *values = arsc_case_values_of(&d, 0x7f010000, 3);
    assert_string_equal(values[0].value.text, "Hello");
    assert_string_equal(values[0].config.locale, "");
    assert_string_equal(values[1].value.text, "zh");
    assert_string_equal(values[1].config.locale, "zh-TW");
    assert_string_equal(values[2].value.text, "night");
    assert_int_equal(values[2].config.ui_mode_night, 2);
    assert_int_equal(values[2].config.sdk_version, 23);
    assert_int_equal(values[2].config.density, 160);
    assert_false(values[2].config.other);
    arsc_case_release(&d);
}

static void configurations_are_read_as_far_as_they_go(void **state)
{
    (void)state;

    const struct {
        size_t at;
        uint8_t bytes[16];
        uint32_t size;
        const char *locale;
        bool other;
    } cases[] = {
        {8, {'d', 'e'}, 0, "de", false},
        {8, {0xAD, 0x05}, 0, "fil", false},              /* three letters of five bits */
        {8, {'e', 's', 0xA4, 0x24}, 0, "es-419", false}, /* UN M.49 region */
        {8, {'d', 'e'}, 28, "de", false},                /* older, shorter structure */
        {36, {'L', 'a', 't', 'n'}, 36, "", false},       /* beyond the declared size */
        {40, {'p', 'o', 's', 'i', 'x'}, 0, "b++posix", false},
        {4, {0x04, 0x01}, 0, "", true},  /* mobile country code */
        {30, {0x58, 0x02}, 0, "", true}, /* smallest width */
        {29, {0x05}, 0, "", true},       /* a car */
        {49, {0x02}, 0, "", true},       /* wide colour */
        {8, {'<', 'x'}, 0, "?x", false},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        arsc_builder b = {.config_size = cases[i].size};
        memcpy(b.config + cases[i].at, cases[i].bytes,
               sizeof cases[i].bytes < CONFIG_BYTES - cases[i].at ? sizeof cases[i].bytes
                                                                  : CONFIG_BYTES - cases[i].at);
        arsc_type(&b, "string", greetings, 2);
        arsc_case d = arsc_case_decode_built(&b);
        const aa_arsc_value *value = arsc_case_values_of(&d, 0x7f010000, 1);
        assert_string_equal(value->config.locale, cases[i].locale);
        assert_int_equal(value->config.other, cases[i].other);
        arsc_case_release(&d);
    }
}

static void a_script_of_its_own_makes_a_long_locale(void **state)
{
    (void)state;
    for (int guessed = 0; guessed < 2; guessed++) {
        arsc_builder b = {0};
        memcpy(b.config + 8, "srRS", 4);
        memcpy(b.config + 36, "Latn", 4);
        b.config[52] = (uint8_t)guessed;
        arsc_type(&b, "string", greetings, 2);
        arsc_case d = arsc_case_decode_built(&b);
        assert_string_equal(arsc_case_values_of(&d, 0x7f010000, 1)->config.locale,
                            guessed ? "sr-RS" : "b+sr+Latn+RS");
        arsc_case_release(&d);
    }
}

static void bags_have_parents_and_items(void **state)
{
    (void)state;
    const arsc_item items[] = {{0x01010003, 0x12, 1}, {0x7f010000, 0x01, 0x7f020000}};
    const arsc_entry styles[] = {
        {.key = "Theme", .items = items, .item_count = 2, .parent = 0x01030005},
        {.key = "Empty", .items = items, .item_count = 0},
    };
    arsc_builder b = {0};
    arsc_type(&b, "style", styles, 2);
    arsc_case d = arsc_case_decode_built(&b);
    const aa_arsc_value *style = arsc_case_values_of(&d, 0x7f010000, 1);
    assert_true(style->is_bag);
    assert_int_equal(style->parent, 0x01030005);
    assert_int_equal(style->item_count, 2);
    assert_int_equal(style->items[1].key, 0x7f010000);
    assert_int_equal(style->items[1].value.type, AA_RES_REFERENCE);
    assert_int_equal(style->items[1].value.data, 0x7f020000);
    assert_true(arsc_case_values_of(&d, 0x7f010001, 1)->is_bag);
    assert_int_equal(arsc_case_values_of(&d, 0x7f010001, 1)->item_count, 0);
    arsc_case_release(&d);
}

static void packages_of_one_id_count_as_one(void **state)
{
    (void)state;
    const arsc_entry other[] = {{.key = "again", .text = "again"}};
    arsc_builder b = {0};
    arsc_type(&b, "string", greetings, 2);
    arsc_end_package(&b, 0x7f);
    arsc_type(&b, "string", other, 1);
    arsc_end_package(&b, 0x7f);
    arsc_type(&b, "string", other, 1);
    arsc_end_package(&b, 0xff);
    arsc_case d = arsc_case_decode_built(&b);
    const aa_arsc_value *values = arsc_case_values_of(&d, 0x7f010000, 2);
    assert_string_equal(values[1].value.text, "again");
    arsc_case_values_of(&d, 0xff010000, 1);
    assert_int_equal(aa_arsc_find(d.arsc, "string", "bye"), 0x7f010001);
    assert_int_equal(aa_arsc_find(d.arsc, "string", "again"), 0x7f010000);
    assert_int_equal(aa_arsc_find(d.arsc, "xml", "again"), 0);
    assert_int_equal(aa_arsc_find(d.arsc, "string", "none"), 0);
    assert_int_equal(d.notes->items.count, 0);
    arsc_case_release(&d);
}

static void a_dynamic_id_means_the_tables_own_package(void **state)
{
    (void)state;
    const uint32_t ids[] = {0x7f, 0x00};
    for (size_t i = 0; i < COUNT(ids); i++) {
        arsc_builder b = {0};
        arsc_type(&b, "string", greetings, 2);
        arsc_end_package(&b, ids[i]);
        arsc_case d = arsc_case_decode_built(&b);
        arsc_case_values_of(&d, 0x00010001, 1);
        arsc_case_values_of(&d, 0x02010001, 0);
        arsc_case_release(&d);
    }
}

static void a_type_offset_moves_ids_but_not_names(void **state)
{
    (void)state;
    arsc_builder b = {.type_offset = 0x10};
    arsc_type(&b, "string", greetings, 2);
    arsc_case d = arsc_case_decode_built(&b);
    arsc_case_values_of(&d, 0x7f110000, 1);
    assert_int_equal(aa_arsc_find(d.arsc, "string", "hello"), 0x7f110000);
    arsc_case_release(&d);
    b = (arsc_builder){.type_offset = 300};
    arsc_type(&b, "string", greetings, 2);
    d = arsc_case_decode_built(&b);
    arsc_case_values_of(&d, 0x7f010000, 1);
    assert_arsc_note(&d, "arsc.type_offset", AA_NOTE_GAP);
    arsc_case_release(&d);
    b = (arsc_builder){.type_offset = 255};
    arsc_type(&b, "string", greetings, 2);
    d = arsc_case_decode_built(&b);
    assert_arsc_note(&d, "arsc.type_id", AA_NOTE_GAP);
    arsc_case_release(&d);
}

static void package_counts_that_lie_are_noted_when_android_refuses_them(void **state)
{
    (void)state;
    arsc_builder b = {.no_packages = true};
    arsc_type(&b, "string", greetings, 2);
    arsc_case d = arsc_case_decode_built(&b);
    arsc_case_values_of(&d, 0x7f010000, 1);
    assert_arsc_note(&d, "arsc.package_count", AA_NOTE_ANOMALY);
    assert_false(arsc_case_has_gap(&d));
    arsc_case_release(&d);
    b = (arsc_builder){.package_count = 50};
    arsc_type(&b, "string", greetings, 2);
    d = arsc_case_decode_built(&b);
    assert_int_equal(d.notes->items.count, 0);
    arsc_case_release(&d);
}

static void a_type_without_specification_is_read(void **state)
{
    (void)state;
    arsc_builder b = {.no_spec = true};
    arsc_type(&b, "string", greetings, 2);
    arsc_case d = arsc_case_decode_built(&b);
    arsc_case_values_of(&d, 0x7f010000, 1);
    assert_arsc_note(&d, "arsc.no_spec", AA_NOTE_ANOMALY);
    assert_false(arsc_case_has_gap(&d));
    arsc_case_release(&d);
}

static void a_type_that_does_not_fit_is_a_gap_and_others_are_read(void **state)
{
    (void)state;

    const struct {
        size_t field;
        uint32_t value;
    } cases[] = {{12, 0xFFFFFF}, {12, 0xFFFF}, {16, 0xFFFFFFF0}, {16, 90}, {16, 4}};

    for (size_t i = 0; i < COUNT(cases); i++) {
        arsc_builder b = {0};
        arsc_type(&b, "bad", greetings, 2);
        patch_u32(&b.children, arsc_case_type_at(&b) + cases[i].field, cases[i].value);
        arsc_type(&b, "good", greetings, 2);
        arsc_case d = arsc_case_decode_built(&b);
        assert_arsc_note(&d, "arsc.bounds", AA_NOTE_GAP);
        arsc_case_values_of(&d, 0x7f010000, 0);
        arsc_case_values_of(&d, 0x7f020001, 1);
        arsc_case_release(&d);
    }
}

static void an_entry_that_does_not_fit_is_a_gap_and_others_are_read(void **state)
{
    (void)state;

    const struct {
        size_t at; /* bytes into the first entry */
        uint32_t value;
    } cases[] = {
        {0, 0x00000004}, /* size below the least */
        {0, 0x0000FFF8}, /* size past the chunk */
        {8, 0x03000004}, /* the value's own size */
        {0, 0x00010008}, /* a bag with no room for a bag's header */
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        arsc_builder b = {0};
        arsc_type(&b, "string", greetings, 2);
        size_t type = arsc_case_type_at(&b);
        size_t entry = type + aa_le32(b.children.p + type + 16);
        patch_u32(&b.children, entry + cases[i].at, cases[i].value);
        arsc_case d = arsc_case_decode_built(&b);
        assert_arsc_note(&d, "arsc.bounds", AA_NOTE_GAP);
        arsc_case_values_of(&d, 0x7f010000, 0);
        arsc_case_values_of(&d, 0x7f010001, 1);
        arsc_case_release(&d);
    }
}

static void an_offset_that_is_wild_or_unaligned_is_a_gap(void **state)
{
    (void)state;
    const uint32_t offsets[] = {2, 0xFFFFFFF0, 1000, 28};
    for (size_t i = 0; i < COUNT(offsets); i++) {
        arsc_builder b = {0};
        arsc_type(&b, "string", greetings, 2);
        patch_u32(&b.children, arsc_case_type_at(&b) + 84, offsets[i]);
        arsc_case d = arsc_case_decode_built(&b);
        assert_arsc_note(&d, "arsc.bounds", AA_NOTE_GAP);
        arsc_case_values_of(&d, 0x7f010001, 1);
        arsc_case_release(&d);
    }
}

static void a_bag_that_declares_too_many_items_is_a_gap(void **state)
{
    (void)state;
    const arsc_item items[] = {{0x01010003, 0x12, 1}};
    const arsc_entry styles[] = {{.key = "Theme", .items = items, .item_count = 1}};
    arsc_builder b = {0};
    arsc_type(&b, "style", styles, 1);
    size_t type = arsc_case_type_at(&b);
    patch_u32(&b.children, type + 88 + 12, 0x7FFFFFFF);
    arsc_case d = arsc_case_decode_built(&b);
    assert_arsc_note(&d, "arsc.bounds", AA_NOTE_GAP);
    arsc_case_values_of(&d, 0x7f010000, 0);
    arsc_case_release(&d);
}

static void sparse_entries_out_of_order_are_noted_and_the_first_of_two_holds(void **state)
{
    (void)state;
    arsc_builder b = {.layout = ARSC_SPARSE};
    const arsc_entry entries[] = {
        {.key = "a", .text = "0"}, {.key = "b", .text = "1"}, {.key = "c", .text = "2"}};
    arsc_type(&b, "string", entries, 3);
    size_t index = arsc_case_type_at(&b) + 84;
    b.children.p[index] = 7;
    b.children.p[index + 4] = 3;
    b.children.p[index + 8] = 3;
    arsc_case d = arsc_case_decode_built(&b);
    assert_string_equal(arsc_case_values_of(&d, 0x7f010007, 1)->value.text, "0");
    assert_string_equal(arsc_case_values_of(&d, 0x7f010003, 1)->value.text, "1");
    assert_arsc_note(&d, "arsc.sparse_order", AA_NOTE_ANOMALY);
    arsc_case_release(&d);
}

static void unknown_chunks_are_skipped(void **state)
{
    (void)state;
    arsc_builder b = {0};
    arsc_chunk(&b.children, 0x8888, 8, 8);
    arsc_chunk(&b.children, 0x204, 1040, 1040); /* overlayable: known, changes nothing */
    arsc_type(&b, "string", greetings, 2);
    arsc_chunk(&b.body, 0x9999, 8, 16);
    arsc_case d = arsc_case_decode_built(&b);
    arsc_case_values_of(&d, 0x7f010000, 1);
    assert_arsc_note(&d, "arsc.unknown_chunk", AA_NOTE_ANOMALY);
    assert_int_equal(d.notes->items.count, 2);
    arsc_case_release(&d);
}

static void a_library_id_out_of_range_is_a_gap(void **state)
{
    (void)state;
    for (uint32_t id = 0xFE; id <= 0xFF; id++) {
        arsc_builder b = {0};
        size_t at = arsc_chunk(&b.children, 0x203, 12, 12 + 260);
        patch_u32(&b.children, at + 8, 1);
        patch_u32(&b.children, at + 12, id);
        arsc_type(&b, "string", greetings, 2);
        arsc_case d = arsc_case_decode_built(&b);
        arsc_case_values_of(&d, 0x7f010000, 1);
        assert_int_equal(aa_notes_has(d.notes, "arsc.library_id"), id == 0xFF);
        assert_int_equal(arsc_case_has_gap(&d), id == 0xFF);
        arsc_case_release(&d);
    }
}

static void staged_aliases_are_those_of_the_framework(void **state)
{
    (void)state;
    const uint32_t packages[] = {0x01, 0x7f};
    for (size_t i = 0; i < COUNT(packages); i++) {
        arsc_builder b = {0};
        size_t at = arsc_chunk(&b.children, 0x206, 12, 12 + 16);
        patch_u32(&b.children, at + 8, 2);
        patch_u32(&b.children, at + 12, 0x01ff0001);
        patch_u32(&b.children, at + 16, 0x01010001);
        patch_u32(&b.children, at + 20, 0x01ff0000);
        patch_u32(&b.children, at + 24, 0x01010000);
        arsc_type(&b, "attr", greetings, 2);
        arsc_end_package(&b, packages[i]);
        arsc_case d = arsc_case_decode_built(&b);
        arsc_case_values_of(&d, 0x01ff0000, packages[i] == 0x01 ? 1 : 0);
        if (packages[i] == 0x01)
            assert_string_equal(arsc_case_values_of(&d, 0x01ff0001, 1)->value.text, "Bye");
        assert_false(arsc_case_has_gap(&d));
        arsc_case_release(&d);
    }
}

static void resources_behind_a_flag_count(void **state)
{
    (void)state;
    const arsc_entry flagged[] = {{.key = "hello", .text = "flagged"}};
    arsc_builder b = {0};
    arsc_type(&b, "string", greetings, 2);
    size_t at = arsc_chunk(&b.children, 0x207, 16, 16);
    b.no_spec = true;
    arsc_type(&b, "string", flagged, 1);
    patch_u32(&b.children, at + 4, (uint32_t)(b.children.n - at));
    arsc_case d = arsc_case_decode_built(&b);
    assert_string_equal(arsc_case_values_of(&d, 0x7f010000, 2)[1].value.text, "flagged");
    assert_int_equal(d.notes->items.count, 0);
    arsc_case_release(&d);
}

static void a_truncated_table_is_read_as_far_as_it_goes(void **state)
{
    (void)state;
    arsc_builder b = {0};
    arsc_type(&b, "string", greetings, 2);
    arsc_end_package(&b, 0x7f);
    arsc_type(&b, "string", greetings, 2);
    arsc_end_package(&b, 0x80);
    aa_bytes data = arsc_finish(&b);
    arsc_case d = arsc_case_decode(aa_bytes_of(data.p, data.n - 4));
    assert_arsc_note(&d, "arsc.truncated", AA_NOTE_GAP);
    arsc_case_values_of(&d, 0x7f010000, 1);
    arsc_case_values_of(&d, 0x80010000, 0);
    arsc_case_release(&d);
    for (size_t n = 0; n < data.n; n++) {
        d = arsc_case_decode(aa_bytes_of(data.p, n));
        assert_true(arsc_case_has_gap(&d));
        arsc_case_release(&d);
    }
    free((void *)(uintptr_t)data.p);
}

static void what_is_no_table_says_so(void **state)
{
    (void)state;
    arsc_case d = arsc_case_decode(aa_bytes_none());
    assert_int_equal(d.err, AA_E_FORMAT);
    assert_arsc_note(&d, "arsc.empty", AA_NOTE_GAP);
    arsc_case_release(&d);
    d = arsc_case_decode(aa_bytes_of("\x03\x00\x08\x00\x08\x00\x00\x00", 8));
    assert_int_equal(d.err, AA_E_FORMAT);
    assert_null(d.arsc);
    assert_arsc_note(&d, "arsc.no_package", AA_NOTE_GAP);
    arsc_case_release(&d);
}

/* What aapt2 writes for an app without resources. */
static void a_table_without_packages_is_whole(void **state)
{
    (void)state;
    arsc_builder b = {0};
    arsc_case d = arsc_case_decode_built(&b);
    assert_int_equal(d.err, AA_OK);
    arsc_case_values_of(&d, 0x7f010000, 0);
    assert_int_equal(d.notes->items.count, 0);
    arsc_case_release(&d);
    b = (arsc_builder){.package_count = 1};
    d = arsc_case_decode_built(&b);
    assert_int_equal(d.err, AA_E_FORMAT);
    assert_arsc_note(&d, "arsc.no_package", AA_NOTE_GAP);
    arsc_case_release(&d);
}

static void a_damaged_part_of_a_package_is_a_gap_and_the_rest_is_read(void **state)
{
    (void)state;

    const struct {
        uint32_t type;
        uint32_t header;
        uint32_t size;
        size_t field; /* +8 of a list: its count; +8 of a type: its id */
        uint32_t value;
        const char *code;
    } cases[] = {
        {0x203, 12, 16, 8, 0x7FFFFFFF, "arsc.bounds"}, {0x203, 8, 16, 8, 0, "arsc.header_size"},
        {0x202, 16, 16, 12, 0x10000, "arsc.bounds"},   {0x202, 16, 16, 8, 0, "arsc.type_id"},
        {0x202, 8, 16, 8, 0, "arsc.header_size"},      {0x201, 84, 84, 8, 0, "arsc.type_id"},
        {0x201, 20, 84, 8, 1, "arsc.header_size"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        arsc_builder b = {0};
        size_t at = arsc_chunk(&b.children, cases[i].type, cases[i].header, cases[i].size);
        patch_u32(&b.children, at + 8, 1);
        patch_u32(&b.children, at + cases[i].field, cases[i].value);
        arsc_type(&b, "string", greetings, 2);
        arsc_case d = arsc_case_decode_built(&b);
        assert_arsc_note(&d, cases[i].code, AA_NOTE_GAP);
        arsc_case_values_of(&d, 0x7f010001, 1);
        arsc_case_release(&d);
    }
}

static void a_chunk_of_impossible_size_ends_its_package(void **state)
{
    (void)state;
    const uint32_t sizes[] = {0, 4, 9};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        arsc_builder b = {0};
        arsc_type(&b, "string", greetings, 2);
        size_t at = arsc_chunk(&b.children, 0x8888, 8, 12);
        patch_u32(&b.children, at + 4, sizes[i]);
        arsc_end_package(&b, 0x7f);
        arsc_type(&b, "string", greetings, 2);
        arsc_end_package(&b, 0x80);
        arsc_case d = arsc_case_decode_built(&b);
        assert_arsc_note(&d, "arsc.chunk_size", AA_NOTE_GAP);
        arsc_case_values_of(&d, 0x7f010000, 1);
        arsc_case_values_of(&d, 0x80010000, 1);
        arsc_case_release(&d);
    }
}

static void spare_string_pools_are_ignored(void **state)
{
    (void)state;
    test_pool evil = {.strings = {"EVIL", "EVIL"}, .count = 2};
    arsc_builder b = {0};
    put_pool(&b.children, &evil);
    arsc_type(&b, "string", greetings, 2);
    put_pool(&b.body, &evil);
    arsc_case d = arsc_case_decode_built(&b);
    assert_string_equal(arsc_case_values_of(&d, 0x7f010000, 1)->value.text, "Hello");
    assert_int_equal(aa_arsc_find(d.arsc, "string", "hello"), 0x7f010000);
    assert_arsc_note(&d, "arsc.two_pools", AA_NOTE_ANOMALY);
    assert_int_equal(d.notes->items.count, 2);
    arsc_case_release(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_are_found_in_every_layout),
        cmocka_unit_test(an_answer_stays_where_it_is),
        cmocka_unit_test(the_default_configuration_comes_first),
        cmocka_unit_test(configurations_are_read_as_far_as_they_go),
        cmocka_unit_test(a_script_of_its_own_makes_a_long_locale),
        cmocka_unit_test(bags_have_parents_and_items),
        cmocka_unit_test(packages_of_one_id_count_as_one),
        cmocka_unit_test(a_dynamic_id_means_the_tables_own_package),
        cmocka_unit_test(a_type_offset_moves_ids_but_not_names),
        cmocka_unit_test(package_counts_that_lie_are_noted_when_android_refuses_them),
        cmocka_unit_test(a_type_without_specification_is_read),
        cmocka_unit_test(a_type_that_does_not_fit_is_a_gap_and_others_are_read),
        cmocka_unit_test(an_entry_that_does_not_fit_is_a_gap_and_others_are_read),
        cmocka_unit_test(an_offset_that_is_wild_or_unaligned_is_a_gap),
        cmocka_unit_test(a_bag_that_declares_too_many_items_is_a_gap),
        cmocka_unit_test(sparse_entries_out_of_order_are_noted_and_the_first_of_two_holds),
        cmocka_unit_test(unknown_chunks_are_skipped),
        cmocka_unit_test(a_library_id_out_of_range_is_a_gap),
        cmocka_unit_test(staged_aliases_are_those_of_the_framework),
        cmocka_unit_test(resources_behind_a_flag_count),
        cmocka_unit_test(a_truncated_table_is_read_as_far_as_it_goes),
        cmocka_unit_test(what_is_no_table_says_so),
        cmocka_unit_test(a_table_without_packages_is_whole),
        cmocka_unit_test(a_damaged_part_of_a_package_is_a_gap_and_the_rest_is_read),
        cmocka_unit_test(a_chunk_of_impossible_size_ends_its_package),
        cmocka_unit_test(spare_string_pools_are_ignored),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
