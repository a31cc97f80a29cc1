/* Tricks of the directory and the end record: which members there are, and what the platform says. */
#include "support/test.h"
#include "support/zip_case.h"

#define MANIFEST "AndroidManifest.xml"
#define CODE     "classes.dex"

static void assert_everything_reads(zip_case *t)
{
    assert_name_reads(t, MANIFEST, AA_ZIP_ASSET, AA_OK, "manifest");
    assert_name_reads(t, CODE, AA_ZIP_ART, AA_OK, "code code code code code code code");
    assert_name_reads(t, "resources.arsc", AA_ZIP_ASSET, AA_OK, "resources");
}

static void a_well_formed_archive_is_read_without_a_note(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zip_case_apk(t, e);
    zip_case_open(t, e, 3, NULL);
    assert_opens_as(t, AA_ZIP_OK);
    assert_int_equal(aa_zip_count(t->zip), 3);
    assert_string_equal(aa_zip_at(t->zip, 1)->name, CODE);
    assert_member_is(t, MANIFEST, AA_ZIP_OK);
    assert_null(aa_zip_find(t->zip, "androidmanifest.xml"));
    assert_null(aa_zip_find(t->zip, ""));
    assert_everything_reads(t);
    aa_zip_compare_views(t->zip, &t->notes);
    assert_no_notes(t);
}

static void trailing_bytes_make_the_platform_refuse(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zb_file f = ZB_FILE;
    f.trailing = zb_text("trailing");
    zip_case_apk(t, e);
    zip_case_open(t, e, 3, &f);
    assert_opens_as(t, AA_ZIP_INVALID_FILE);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.trailing", NULL);
    assert_everything_reads(t);
    assert_no_gap(t);
}

static void a_comment_longer_than_the_file_is_noted(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zb_file f = ZB_FILE;
    f.comment_size = 9;
    zip_case_apk(t, e);
    zip_case_open(t, e, 3, &f);
    assert_opens_as(t, AA_ZIP_INVALID_FILE);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.comment_length", NULL);
    assert_everything_reads(t);
}

static void a_dex_in_front_is_called_janus(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zb_file f = ZB_FILE;
    f.prefix = aa_bytes_of("dex\n035\0and so on", 17);
    f.shift = 17;
    zip_case_apk(t, e);
    zip_case_open(t, e, 3, &f);
    assert_opens_as(t, AA_ZIP_INVALID_FILE);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.janus", NULL);
    assert_not_noted(t, "zip.prefix");
    assert_everything_reads(t);
    assert_no_gap(t);
}

static void offsets_that_ignore_a_prefix_are_put_right(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zb_file f = ZB_FILE;
    f.prefix = zb_text("#!/bin/sh\nexit\n");
    zip_case_apk(t, e);
    for (int zip64 = 0; zip64 < 2; zip64++) {
        f.zip64 = zip64 == 1;
        zip_case_open(t, e, 3, &f);
        assert_opens_as(t, AA_ZIP_INVALID_FILE);
        assert_noted(t, AA_NOTE_ANOMALY, "zip.prefix", NULL);
        assert_int_equal(aa_zip_at(t->zip, 0)->header_offset, f.prefix.n);
        assert_everything_reads(t);
        assert_no_gap(t);
    }
}

static void the_last_end_record_decides_for_the_platform_only(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zb_file f = ZB_FILE;
    f.comment = aa_bytes_of("xxPK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0yy", 26);
    zip_case_apk(t, e);
    zip_case_open(t, e, 3, &f);
    assert_opens_as(t, AA_ZIP_INVALID_FILE);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.eocd_ambiguous", NULL);
    assert_not_noted(t, "zip.trailing");
    assert_everything_reads(t);
}

static void an_archive_in_the_comment_does_not_replace_the_outer_one(void **state)
{
    zip_case *t = *state;
    zb_entry inner = zb_stored("inner.txt", zb_text("inner"));
    zb_entry e[3];
    zb_file f = ZB_FILE;
    f.comment = zb_build(t->arena, &inner, 1, NULL);
    zip_case_apk(t, e);
    zip_case_open(t, e, 3, &f);
    assert_opens_as(t, AA_ZIP_INVALID_FILE);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.eocd_ambiguous", NULL);
    assert_everything_reads(t);
}

static void records_past_the_count_are_hidden_from_the_platform(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zb_file f = ZB_FILE;
    f.count = 2;
    zip_case_apk(t, e);
    zip_case_open(t, e, 3, &f);
    assert_opens_as(t, AA_ZIP_OK);
    assert_int_equal(aa_zip_count(t->zip), 3);
    assert_true(aa_zip_at(t->zip, 2)->hidden);
    assert_int_equal(aa_zip_at(t->zip, 2)->status, AA_ZIP_ENTRY_NOT_FOUND);
    assert_null(aa_zip_find(t->zip, "resources.arsc"));
    assert_noted(t, AA_NOTE_ANOMALY, "zip.hidden_entries", NULL);
    assert_reads(t, aa_zip_at(t->zip, 2), AA_ZIP_ASSET, AA_OK, "resources");
    assert_no_gap(t);
}

static void a_count_of_zero_hides_everything(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zb_file f = ZB_FILE;
    f.count = 0;
    zip_case_apk(t, e);
    zip_case_open(t, e, 3, &f);
    assert_opens_as(t, AA_ZIP_EMPTY_ARCHIVE);
    assert_int_equal(aa_zip_count(t->zip), 3);
    assert_null(aa_zip_find(t->zip, MANIFEST));
}

static void a_count_that_is_too_high_is_refused_but_listed(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zb_file f = ZB_FILE;
    f.count = 9;
    zip_case_apk(t, e);
    zip_case_open(t, e, 3, &f);
    assert_opens_as(t, AA_ZIP_INVALID_FILE);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.count", NULL);
    assert_everything_reads(t);
    assert_no_gap(t);
}

static void a_directory_size_that_is_too_small_is_not_believed(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zb_file f = ZB_FILE;
    f.central_size = 60;
    zip_case_apk(t, e);
    zip_case_open(t, e, 3, &f);
    assert_opens_as(t, AA_ZIP_INVALID_ENTRY_NAME);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.central_size", NULL);
    assert_everything_reads(t);
    assert_no_gap(t);
}

static void disk_numbers_are_ignored(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zb_file f = ZB_FILE;
    f.disk = 0x1234;
    zip_case_apk(t, e);
    e[0].disk = 7;
    zip_case_open(t, e, 3, &f);
    assert_opens_as(t, AA_ZIP_OK);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.disk_fields", NULL);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.disk_fields", MANIFEST);
    assert_everything_reads(t);
}

static void zip64_needs_android_12(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zb_file f = ZB_FILE;
    f.zip64 = true;
    zip_case_apk(t, e);
    aa_bytes data = zb_build(t->arena, e, 3, &f);
    zip_case_open_bytes(t, data, 31);
    assert_opens_as(t, AA_ZIP_OK);
    assert_everything_reads(t);
    assert_no_notes(t);
    zip_case_open_bytes(t, data, 30);
    assert_opens_as(t, AA_ZIP_INVALID_OFFSET);
    assert_everything_reads(t);
}

static void a_huge_zip64_count_costs_no_memory(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zb_file f = ZB_FILE;
    f.zip64 = true;
    f.zip64_count = INT64_C(1) << 47;
    zip_case_apk(t, e);
    size_t before = aa_arena_used(t->arena);
    zip_case_open(t, e, 3, &f);
    assert_true(aa_arena_used(t->arena) - before < 64 * 1024);
    assert_opens_as(t, AA_ZIP_INVALID_FILE);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.count", NULL);
    assert_everything_reads(t);
    aa_zip_compare_views(t->zip, &t->notes); /* libzip would allocate by the count */
    assert_noted(t, AA_NOTE_ANOMALY, "limit.second_view", NULL);
}

static void duplicate_names_are_both_kept(void **state)
{
    zip_case *t = *state;
    zb_entry e[4];
    zip_case_apk(t, e);
    e[3] = zb_stored(CODE, zb_text("other code"));
    zip_case_open(t, e, 4, NULL);
    assert_opens_as(t, AA_ZIP_DUPLICATE_ENTRY);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.duplicate_entry", CODE);
    assert_true(aa_zip_at(t->zip, 1)->duplicate && aa_zip_at(t->zip, 3)->duplicate);
    assert_false(aa_zip_at(t->zip, 0)->duplicate);
    assert_ptr_equal(aa_zip_find(t->zip, CODE), aa_zip_at(t->zip, 1));
    assert_reads(t, aa_zip_at(t->zip, 3), AA_ZIP_ART, AA_OK, "other code");
}

static void a_hidden_duplicate_is_no_reason_to_refuse(void **state)
{
    zip_case *t = *state;
    zb_entry e[4];
    zb_file f = ZB_FILE;
    f.count = 3;
    zip_case_apk(t, e);
    e[3] = zb_stored(CODE, zb_text("other code"));
    zip_case_open(t, e, 4, &f);
    assert_opens_as(t, AA_ZIP_OK);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.duplicate_entry", CODE);
}

static void names_are_judged_as_the_platform_does(void **state)
{
    static const struct {
        const char *bytes;
        size_t size;
        aa_zip_status status;
        const char *code, *shown;
    } cases[] = {
        {"", 0, AA_ZIP_OK, "zip.empty_name", ""},
        {"a\0b", 3, AA_ZIP_INVALID_ENTRY_NAME, "zip.bad_name",
         "a\xEF\xBF\xBD"
         "b"},
        {"\xff.bin", 5, AA_ZIP_INVALID_ENTRY_NAME, "zip.bad_name", "\xEF\xBF\xBD.bin"},
        {"\xc0\xaf", 2, AA_ZIP_OK, "zip.bad_name", "\xEF\xBF\xBD\xEF\xBF\xBD"}, /* overlong */
        {"a\xe4\xb8", 3, AA_ZIP_INVALID_ENTRY_NAME, "zip.bad_name", NULL},      /* cut off */
        {"a\x1b[2J", 5, AA_ZIP_OK, "zip.name_control", "a\x1b[2J"},
        {"\xE2\x80\xAEgnp.exe", 10, AA_ZIP_OK, "zip.name_control", NULL},
        {"../x", 4, AA_ZIP_OK, "zip.path_traversal", "../x"},
        {"a/..", 4, AA_ZIP_OK, "zip.path_traversal", "a/.."},
        {"/etc/x", 6, AA_ZIP_OK, "zip.path_traversal", "/etc/x"},
        {"a\\..\\x", 6, AA_ZIP_OK, "zip.path_traversal", "a\\..\\x"},
        {"C:\\x", 4, AA_ZIP_OK, "zip.path_traversal", "C:\\x"},
        {"folder/", 7, AA_ZIP_OK, "zip.directory_data", "folder/"},
    };

    zip_case *t = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        zb_entry e[4];
        zip_case_apk(t, e);
        e[3] = zb_stored("x", zb_text("content"));
        zb_rename(&e[3], aa_bytes_of(cases[i].bytes, cases[i].size));
        zip_case_open(t, e, 4, NULL);
        assert_opens_as(t, cases[i].status);
        const aa_zip_entry *entry = aa_zip_at(t->zip, 3);
        assert_noted(t, AA_NOTE_ANOMALY, cases[i].code, entry->name);
        if (cases[i].shown != NULL)
            assert_string_equal(entry->name, cases[i].shown);
        assert_true(aa_bytes_equal(entry->raw_name, aa_bytes_of(cases[i].bytes, cases[i].size)));
        assert_reads(t, entry, AA_ZIP_ASSET, AA_OK, "content");
        assert_no_gap(t);
    }
}

static void nobody_can_ask_for_the_empty_name(void **state)
{
    zip_case *t = *state;
    zb_entry e[2] = {zb_stored("", zb_text("junk")), zb_stored(MANIFEST, zb_text("manifest"))};
    e[0].local.name_size = 0xddee;
    zip_case_open(t, e, 2, NULL);
    assert_opens_as(t, AA_ZIP_OK);
    assert_int_equal(aa_zip_at(t->zip, 0)->status, AA_ZIP_INVALID_ENTRY_NAME);
    assert_no_gap(t); /* although its content is out of reach */
    assert_reads(t, aa_zip_at(t->zip, 0), AA_ZIP_ASSET, AA_E_FORMAT, "");
}

static void names_that_meet_on_a_disk_are_noted(void **state)
{
    static const char *const others[] = {"AndroidManifest.xml/", "classes.dex/x", "./classes.dex",
                                         "resources.arsc\\\\", "lib//../x"};
    zip_case *t = *state;
    for (size_t i = 0; i < 5; i++) {
        zb_entry e[4];
        zip_case_apk(t, e);
        e[3] = zb_stored(others[i], zb_text(""));
        zip_case_open(t, e, 4, NULL);
        assert_opens_as(t, AA_ZIP_OK);
        if (i < 4)
            assert_true(aa_notes_has(&t->notes, "zip.path_collision"));
        else
            assert_not_noted(t, "zip.path_collision");
        assert_everything_reads(t);
    }
}

static void names_of_every_length_are_found(void **state)
{
    zip_case *t = *state;
    zb_entry e = zb_stored("x", zb_text("content"));
    size_t lengths[] = {1, 255, 256, 65535};
    for (size_t i = 0; i < 4; i++) {
        char *name = aa_arena_alloc(t->arena, lengths[i] + 1);
        memset(name, 'a', lengths[i]);
        zb_rename(&e, aa_bytes_of(name, lengths[i]));
        zip_case_open(t, &e, 1, NULL);
        assert_opens_as(t, AA_ZIP_OK);
        assert_int_equal(aa_notes_has(&t->notes, "zip.long_name"), lengths[i] > 255);
        assert_name_reads(t, name, AA_ZIP_ASSET, AA_OK, "content");
    }
}

static void the_signing_block_is_where_the_directory_begins(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zb_file f = ZB_FILE;
    f.before_central = zb_signing_block(t->arena, 40);
    zip_case_apk(t, e);
    zip_case_open(t, e, 3, &f);
    aa_zip_layout layout = aa_zip_get_layout(t->zip);
    assert_int_equal(layout.signing_block_size, f.before_central.n);
    assert_int_equal(layout.signing_block_offset + layout.signing_block_size, layout.central_offset);
    assert_int_equal(layout.central_offset + layout.central_size, layout.eocd_offset);
    assert_int_equal(layout.eocd_offset + 22, aa_zip_data(t->zip).n);
    assert_no_notes(t);
}

static void a_signing_block_of_impossible_size_is_none(void **state)
{
    static const char *const sizes[] = {"\xff\xff\xff\xff\xff\xff\xff\xff", "\0\0\1\0\0\0\0\0",
                                        "\27\0\0\0\0\0\0\0"};
    zip_case *t = *state;
    aa_bytes block = zb_signing_block(t->arena, 40);
    for (size_t i = 0; i < 3; i++) {
        zb_entry e[3];
        zb_file f = ZB_FILE;
        uint8_t *copy = aa_arena_alloc(t->arena, block.n);
        memcpy(copy, block.p, block.n);
        memcpy(copy + block.n - 24, sizes[i], 8);
        f.before_central = aa_bytes_of(copy, block.n);
        zip_case_apk(t, e);
        zip_case_open(t, e, 3, &f);
        assert_int_equal(aa_zip_get_layout(t->zip).signing_block_size, 0);
        assert_noted(t, AA_NOTE_ANOMALY, "zip.gap", NULL);
    }
}

static void unused_bytes_are_noted_unless_they_are_padding(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zb_file f = ZB_FILE;
    zip_case_apk(t, e);
    f.before_central = zb_zeros(t->arena, 4096);
    zip_case_open(t, e, 3, &f);
    assert_no_notes(t);
    f.before_central = zb_text("hidden");
    zip_case_open(t, e, 3, &f);
    assert_opens_as(t, AA_ZIP_OK);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.gap", NULL);
    f.before_central = aa_bytes_none();
    f.after_central = zb_text("hidden too");
    zip_case_open(t, e, 3, &f);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.gap", NULL);
    assert_everything_reads(t);
}

static void an_archive_without_entries_opens_empty(void **state)
{
    zip_case *t = *state;
    zip_case_open(t, NULL, 0, NULL);
    assert_opens_as(t, AA_ZIP_EMPTY_ARCHIVE);
    assert_int_equal(aa_zip_count(t->zip), 0);
    assert_null(aa_zip_find(t->zip, MANIFEST));
    aa_zip_compare_views(t->zip, &t->notes);
    assert_no_notes(t);
}

static void what_is_no_archive_does_not_open(void **state)
{
    zip_case *t = *state;
    const char *const others[] = {"", "PK", "PK\3\4", "<!DOCTYPE html><html></html>",
                                  "\x1f\x8b\x08 gzip it is"};
    for (size_t i = 0; i < 5; i++) {
        zip_case_open_bytes(t, zb_text(others[i]), 34);
        assert_int_equal(t->err, AA_E_FORMAT);
        assert_null(t->zip);
    }
}

static void without_end_record_local_headers_are_salvaged(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zip_case_apk(t, e);
    zb_use_descriptor(t->arena, &e[1]);
    aa_bytes data = zb_build(t->arena, e, 3, NULL);
    zip_case_open_bytes(t, data, 34);
    data.n = aa_zip_at(t->zip, 2)->data_offset + 3; /* the download stopped here */
    zip_case_open_bytes(t, data, 34);
    assert_int_equal(t->err, AA_OK);
    assert_opens_as(t, AA_ZIP_INVALID_FILE);
    assert_noted(t, AA_NOTE_GAP, "zip.no_eocd", NULL);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.salvaged", NULL);
    assert_noted(t, AA_NOTE_GAP, "zip.entry_unreadable", "resources.arsc");
    assert_name_reads(t, MANIFEST, AA_ZIP_ASSET, AA_OK, "manifest");
    assert_name_reads(t, CODE, AA_ZIP_ART, AA_OK, "code code code code code code code");
    assert_name_reads(t, "resources.arsc", AA_ZIP_ASSET, AA_E_FORMAT, "res");
}

static void a_salvaged_stream_of_unknown_size_is_read_to_its_end(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zip_case_apk(t, e);
    zb_use_descriptor(t->arena, &e[1]);
    e[1].descriptor = aa_bytes_none();
    aa_bytes data = zb_build(t->arena, e, 3, NULL);
    data.n -= 22;
    zip_case_open_bytes(t, data, 34);
    assert_true(aa_zip_find(t->zip, CODE)->size_unknown);
    assert_name_reads(t, CODE, AA_ZIP_ART, AA_OK, "code code code code code code code");
    t->limits.entry_bytes = 10;
    zip_case_open_bytes(t, data, 34);
    assert_name_reads(t, CODE, AA_ZIP_ART, AA_E_FORMAT, "code code ");
    assert_noted(t, AA_NOTE_GAP, "limit.entry_bytes", CODE);
}

static void a_damaged_directory_is_completed_from_local_headers(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zip_case_apk(t, e);
    e[1].central.signature = 0;
    zip_case_open(t, e, 3, NULL);
    assert_opens_as(t, AA_ZIP_INVALID_FILE);
    assert_noted(t, AA_NOTE_GAP, "zip.central_directory", NULL);
    assert_int_equal(aa_zip_count(t->zip), 3);
    assert_false(aa_zip_find(t->zip, MANIFEST)->salvaged);
    assert_true(aa_zip_find(t->zip, CODE)->salvaged);
    assert_everything_reads(t);
    e[0].central.signature = 0;
    zip_case_open(t, e, 3, NULL);
    assert_noted(t, AA_NOTE_GAP, "zip.central_directory", NULL);
    assert_everything_reads(t);
}

static void the_second_view_tells_where_other_tools_differ(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zip_case_apk(t, e);
    zb_set_extra(&e[1].central, zb_unicode_path(t->arena, CODE, "assets/readme.txt"));
    zip_case_open(t, e, 3, NULL);
    assert_opens_as(t, AA_ZIP_OK);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.unicode_path_mismatch", CODE);
    aa_zip_compare_views(t->zip, &t->notes);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.second_view", CODE);
    assert_everything_reads(t);
}

static void the_second_view_may_refuse_what_android_installs(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zip_case_apk(t, e);
    zb_set_extra(&e[0].central, aa_bytes_of("\x34\x12\xff\xff"
                                            "abc",
                                            7));
    zip_case_open(t, e, 3, NULL);
    assert_opens_as(t, AA_ZIP_OK);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.extra_malformed", MANIFEST);
    assert_not_noted(t, "zip.second_view");
    aa_zip_compare_views(t->zip, &t->notes);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.second_view", NULL);
    assert_everything_reads(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        zip_test(a_well_formed_archive_is_read_without_a_note),
        zip_test(trailing_bytes_make_the_platform_refuse),
        zip_test(a_comment_longer_than_the_file_is_noted),
        zip_test(a_dex_in_front_is_called_janus),
        zip_test(offsets_that_ignore_a_prefix_are_put_right),
        zip_test(the_last_end_record_decides_for_the_platform_only),
        zip_test(an_archive_in_the_comment_does_not_replace_the_outer_one),
        zip_test(records_past_the_count_are_hidden_from_the_platform),
        zip_test(a_count_of_zero_hides_everything),
        zip_test(a_count_that_is_too_high_is_refused_but_listed),
        zip_test(a_directory_size_that_is_too_small_is_not_believed),
        zip_test(disk_numbers_are_ignored),
        zip_test(zip64_needs_android_12),
        zip_test(a_huge_zip64_count_costs_no_memory),
        zip_test(duplicate_names_are_both_kept),
        zip_test(a_hidden_duplicate_is_no_reason_to_refuse),
        zip_test(names_are_judged_as_the_platform_does),
        zip_test(nobody_can_ask_for_the_empty_name),
        zip_test(names_that_meet_on_a_disk_are_noted),
        zip_test(names_of_every_length_are_found),
        zip_test(the_signing_block_is_where_the_directory_begins),
        zip_test(a_signing_block_of_impossible_size_is_none),
        zip_test(unused_bytes_are_noted_unless_they_are_padding),
        zip_test(an_archive_without_entries_opens_empty),
        zip_test(what_is_no_archive_does_not_open),
        zip_test(without_end_record_local_headers_are_salvaged),
        zip_test(a_salvaged_stream_of_unknown_size_is_read_to_its_end),
        zip_test(a_damaged_directory_is_completed_from_local_headers),
        zip_test(the_second_view_tells_where_other_tools_differ),
        zip_test(the_second_view_may_refuse_what_android_installs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
