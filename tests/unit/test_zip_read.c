/* Tricks of local headers and content, limits, and what happens when memory is out. */
#include <stdlib.h>

#include "support/fail_alloc.h"
#include "support/test.h"
#include "support/zip_case.h"

#define MANIFEST "AndroidManifest.xml"
#define CODE     "classes.dex"
#define CODE_IS  "code code code code code code code"

static void the_method_of_the_local_header_does_not_count(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zip_case_apk(t, e);
    e[1].local.method = 4039;
    zip_case_open(t, e, 3, NULL);
    assert_opens_as(t, AA_ZIP_OK);
    assert_member_is(t, CODE, AA_ZIP_OK);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.method_mismatch", CODE);
    assert_not_noted(t, "zip.method_bogus");
    assert_name_reads(t, CODE, AA_ZIP_ART, AA_OK, CODE_IS);
    assert_no_gap(t);
}

static void each_reader_has_a_rule_for_unknown_methods(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zip_case_apk(t, e);
    e[0].central.method = e[0].local.method = 22688;
    zip_case_open(t, e, 3, NULL);
    assert_member_is(t, MANIFEST, AA_ZIP_OK);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.method_bogus", MANIFEST);
    assert_name_reads(t, MANIFEST, AA_ZIP_ASSET, AA_OK, "manifest");
    assert_false(t->content.fallback);
    assert_name_reads(t, MANIFEST, AA_ZIP_ART, AA_E_UNSUPPORTED, "");
    assert_name_reads(t, MANIFEST, AA_ZIP_JAR, AA_E_FORMAT, NULL);
    assert_no_gap(t);
}

static void deflated_under_an_unknown_method_is_a_fallback(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zip_case_apk(t, e);
    e[1].central.method = 22688;
    zip_case_open(t, e, 3, NULL);
    assert_name_reads(t, CODE, AA_ZIP_ASSET, AA_OK, CODE_IS);
    assert_true(t->content.fallback);
    assert_name_reads(t, CODE, AA_ZIP_JAR, AA_OK, CODE_IS);
    assert_false(t->content.fallback);
    assert_no_gap(t);
}

static void raw_bytes_stay_raw_when_no_checksum_fits(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zip_case_apk(t, e);
    aa_bytes body = e[1].body;
    e[1].central.method = e[1].local.method = 22688;
    e[1].central.crc32 = e[1].local.crc32 = 0x11111111;
    zip_case_open(t, e, 3, NULL);
    assert_name_reads(t, CODE, AA_ZIP_ASSET, AA_OK, NULL);
    assert_false(t->content.fallback);
    assert_int_equal(t->content.bytes.n, sizeof CODE_IS - 1);
    assert_memory_equal(t->content.bytes.p, body.p, body.n);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.crc", CODE);
}

static void an_encryption_bit_means_nothing(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zip_case_apk(t, e);
    e[0].central.flags = 1;
    e[1].local.flags = 1;
    e[2].central.flags = e[2].local.flags = 0x41;
    zip_case_open(t, e, 3, NULL);
    for (size_t i = 0; i < 3; i++) {
        const aa_zip_entry *entry = aa_zip_at(t->zip, i);
        assert_noted(t, AA_NOTE_ANOMALY, "zip.fake_encryption", entry->name);
        assert_int_equal(entry->status, AA_ZIP_OK);
        assert_reads(t, entry, AA_ZIP_ASSET, AA_OK, NULL);
    }
    assert_not_noted(t, "zip.crc");
}

static void local_sizes_count_unless_bit_3_is_set(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zip_case_apk(t, e);
    e[0].local.compressed = 17;
    e[1].local.crc32 = 5;
    e[1].local.compressed = 0xeeddccbb;
    e[1].local.flags = e[1].central.flags = 8;
    zip_case_open(t, e, 3, NULL);
    assert_opens_as(t, AA_ZIP_OK);
    assert_member_is(t, MANIFEST, AA_ZIP_INCONSISTENT);
    assert_member_is(t, CODE, AA_ZIP_OK);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.lfh_sizes", MANIFEST);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.lfh_sizes", CODE);
    assert_name_reads(t, MANIFEST, AA_ZIP_ASSET, AA_OK, "manifest");
    assert_name_reads(t, CODE, AA_ZIP_ART, AA_OK, CODE_IS);
    assert_no_gap(t);
}

static void another_local_name_hides_the_member_from_android(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zip_case_apk(t, e);
    e[0].local.name = zb_text("AndroidManifest.xmm");
    e[1].local.name = zb_text("classes.dexAAAA");
    e[1].local.name_size = 15;
    zip_case_open(t, e, 3, NULL);
    assert_opens_as(t, AA_ZIP_OK);
    assert_member_is(t, MANIFEST, AA_ZIP_INCONSISTENT);
    assert_member_is(t, CODE, AA_ZIP_INCONSISTENT);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.lfh_name", MANIFEST);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.lfh_name", CODE);
    assert_name_reads(t, MANIFEST, AA_ZIP_ASSET, AA_OK, "manifest");
    assert_name_reads(t, CODE, AA_ZIP_ART, AA_OK, CODE_IS);
    assert_no_gap(t);
}

static void a_local_extra_field_past_the_end_is_a_gap(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zip_case_apk(t, e);
    e[1].local.extra_size = 0xfffd;
    zip_case_open(t, e, 3, NULL);
    assert_member_is(t, CODE, AA_ZIP_INVALID_OFFSET);
    assert_noted(t, AA_NOTE_GAP, "zip.entry_unreadable", CODE);
    assert_name_reads(t, CODE, AA_ZIP_ART, AA_E_FORMAT, "");
    assert_name_reads(t, MANIFEST, AA_ZIP_ASSET, AA_OK, "manifest");
}

static void a_wrong_local_signature_leaves_the_content_readable(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zip_case_apk(t, e);
    e[1].local.signature = 0x05034b50;
    zip_case_open(t, e, 3, NULL);
    assert_member_is(t, CODE, AA_ZIP_INVALID_OFFSET);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.lfh_signature", CODE);
    assert_name_reads(t, CODE, AA_ZIP_ART, AA_OK, CODE_IS);
    assert_no_gap(t);
}

static void an_offset_behind_the_directory_is_a_gap(void **state)
{
    zip_case *t = *state;
    zb_entry e[4];
    zip_case_apk(t, e);
    e[3] = zb_stored("x", zb_text("x"));
    e[3].own_offset = true;
    e[3].offset = 0x7fffffff;
    zip_case_open(t, e, 4, NULL);
    assert_opens_as(t, AA_ZIP_INVALID_FILE);
    assert_noted(t, AA_NOTE_GAP, "zip.entry_unreadable", "x");
    assert_name_reads(t, CODE, AA_ZIP_ART, AA_OK, CODE_IS);
    assert_name_reads(t, "x", AA_ZIP_ASSET, AA_E_FORMAT, "");
}

static void entries_that_share_a_header_overlap(void **state)
{
    zip_case *t = *state;
    zb_entry e[4];
    zip_case_apk(t, e);
    e[3] = e[1];
    zb_rename(&e[3], zb_text("other.dex"));
    e[3].no_local = e[3].own_offset = true;
    e[3].offset = 30 + 19 + 8;
    zip_case_open(t, e, 4, NULL);
    assert_member_is(t, "other.dex", AA_ZIP_INCONSISTENT);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.overlap", "other.dex");
    assert_name_reads(t, "other.dex", AA_ZIP_ART, AA_OK, CODE_IS);
}

static void a_stored_size_may_run_into_the_next_entry(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zip_case_apk(t, e);
    e[0].central.compressed = e[0].central.uncompressed = 8 + 4;
    e[0].local = e[0].central;
    e[0].local.signature = 0x04034b50;
    zip_case_open(t, e, 3, NULL);
    assert_member_is(t, MANIFEST, AA_ZIP_OK);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.overlap", CODE);
    assert_name_reads(t, MANIFEST, AA_ZIP_ASSET, AA_OK, "manifestPK\3\4");
    assert_noted(t, AA_NOTE_ANOMALY, "zip.crc", MANIFEST);
}

static void stored_content_is_as_long_as_its_uncompressed_size(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zip_case_apk(t, e);
    e[0].central.compressed = e[0].local.compressed = 3;
    zip_case_open(t, e, 3, NULL);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.stored_size", MANIFEST);
    assert_name_reads(t, MANIFEST, AA_ZIP_ASSET, AA_OK, "manifest");
    assert_not_noted(t, "zip.gap");
    assert_not_noted(t, "zip.crc");
}

static void a_stored_size_past_the_file_gives_what_is_there(void **state)
{
    zip_case *t = *state;
    zb_entry e = zb_stored("x", zb_text("content"));
    e.central.uncompressed = e.local.uncompressed = 0xfffffffe;
    zip_case_open(t, &e, 1, NULL);
    assert_member_is(t, "x", AA_ZIP_INVALID_OFFSET);
    assert_noted(t, AA_NOTE_GAP, "zip.entry_unreadable", "x");
    assert_name_reads(t, "x", AA_ZIP_ASSET, AA_E_FORMAT, NULL);
    assert_int_equal(t->content.bytes.n, aa_zip_data(t->zip).n - aa_zip_at(t->zip, 0)->data_offset);
}

static void a_wrong_crc_is_never_fatal(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zip_case_apk(t, e);
    for (size_t i = 0; i < 2; i++)
        e[i].central.crc32 = e[i].local.crc32 = 0x11111111;
    zip_case_open(t, e, 3, NULL);
    assert_not_noted(t, "zip.crc");
    assert_name_reads(t, MANIFEST, AA_ZIP_ASSET, AA_OK, "manifest");
    assert_name_reads(t, CODE, AA_ZIP_ART, AA_OK, CODE_IS);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.crc", MANIFEST);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.crc", CODE);
    assert_no_gap(t);
}

static void a_truncated_stream_gives_its_beginning(void **state)
{
    zip_case *t = *state;
    aa_bytes noise = zb_noise(t->arena, 200000, 7);
    zb_entry e = zb_deflated(t->arena, "x", noise);
    e.body.n -= 5;
    e.central.compressed = e.local.compressed = (uint32_t)e.body.n;
    zip_case_open(t, &e, 1, NULL);
    assert_name_reads(t, "x", AA_ZIP_ASSET, AA_E_FORMAT, NULL);
    assert_noted(t, AA_NOTE_GAP, "zip.deflate_error", "x");
    assert_in_range(t->content.bytes.n, noise.n - 1000, noise.n - 1);
    assert_memory_equal(t->content.bytes.p, noise.p, t->content.bytes.n);
}

static void bytes_behind_the_last_block_are_noted(void **state)
{
    zip_case *t = *state;
    zb_entry e = zb_deflated(t->arena, "x", zb_text("content content content"));
    uint8_t *body = aa_arena_alloc(t->arena, e.body.n + 4);
    memcpy(body, e.body.p, e.body.n);
    memcpy(body + e.body.n, "JUNK", 4);
    e.body = aa_bytes_of(body, e.body.n + 4);
    e.central.compressed = e.local.compressed = (uint32_t)e.body.n;
    zip_case_open(t, &e, 1, NULL);
    assert_name_reads(t, "x", AA_ZIP_ASSET, AA_OK, "content content content");
    assert_noted(t, AA_NOTE_ANOMALY, "zip.deflate_trailing", "x");
    assert_no_gap(t);
}

static void a_stream_longer_than_declared_is_cut_there(void **state)
{
    zip_case *t = *state;
    zb_entry e = zb_deflated(t->arena, "x", zb_zeros(t->arena, 5000000));
    zb_entry small = zb_deflated(t->arena, "small", zb_text("twelve bytes"));
    zb_entry both[2] = {e, small};
    for (size_t i = 0; i < 2; i++)
        both[i].central.uncompressed = both[i].local.uncompressed = 10;
    zip_case_open(t, both, 2, NULL);
    assert_noted(t, AA_NOTE_GAP, "zip.size_lie", "x"); /* known without a read */
    assert_true(aa_zip_at(t->zip, 0)->size_lie);
    assert_name_reads(t, "x", AA_ZIP_ASSET, AA_E_FORMAT, NULL);
    assert_int_equal(t->content.bytes.n, 10);
    assert_false(aa_zip_at(t->zip, 1)->size_lie);
    assert_name_reads(t, "small", AA_ZIP_ASSET, AA_E_FORMAT, "twelve byt");
    assert_noted(t, AA_NOTE_GAP, "zip.size_lie", "small");
}

static void a_stream_shorter_than_declared_is_whole(void **state)
{
    zip_case *t = *state;
    zb_entry e[2] = {zb_deflated(t->arena, "x", zb_text("content")),
                     zb_deflated(t->arena, "y", zb_text("content"))};
    e[0].central.uncompressed = e[0].local.uncompressed = 0xfffffffe; /* no stream of 9 bytes gives that */
    e[1].central.uncompressed = e[1].local.uncompressed = 1000;
    zip_case_open(t, e, 2, NULL);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.size_lie", "x");
    assert_name_reads(t, "x", AA_ZIP_ASSET, AA_OK, "content");
    assert_name_reads(t, "y", AA_ZIP_ASSET, AA_OK, "content");
    assert_noted(t, AA_NOTE_ANOMALY, "zip.size_lie", "y");
    assert_no_gap(t);
}

static void a_bomb_is_suspected_and_still_read(void **state)
{
    zip_case *t = *state;
    const size_t size = (17U << 20) + 1;
    zb_entry e = zb_deflated(t->arena, "x", zb_zeros(t->arena, size));
    zip_case_open(t, &e, 1, NULL);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.bomb_suspect", "x");
    assert_name_reads(t, "x", AA_ZIP_ASSET, AA_OK, NULL);
    assert_int_equal(t->content.bytes.n, size);
}

static void data_descriptors_are_compared(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zip_case_apk(t, e);
    zb_use_descriptor(t->arena, &e[0]);
    zb_use_descriptor(t->arena, &e[1]);
    e[1].descriptor = aa_bytes_from(e[1].descriptor, 4); /* the signature may be left out */
    zip_case_open(t, e, 3, NULL);
    assert_no_notes(t);
    zb_use_descriptor(t->arena, &e[0]);
    e[0].descriptor = aa_bytes_of("PK\7\10\1\0\0\0\2\0\0\0\3\0\0\0", 16);
    e[1].descriptor = aa_bytes_none();
    zip_case_open(t, e, 3, NULL);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.descriptor", MANIFEST);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.descriptor", CODE);
    assert_not_noted(t, "zip.gap");
    assert_name_reads(t, MANIFEST, AA_ZIP_ASSET, AA_OK, "manifest");
    assert_name_reads(t, CODE, AA_ZIP_ART, AA_OK, CODE_IS);
}

static void extra_fields_are_looked_at_but_not_needed(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zip_case_apk(t, e);
    zb_set_extra(&e[0].central, zb_extra(t->arena, 1, zb_text("four"))); /* zip64 of a size it cannot have */
    zb_set_extra(&e[1].local, zb_extra(t->arena, 0x4141, zb_noise(t->arena, 20000, 1)));
    zb_set_extra(&e[2].local, zb_extra(t->arena, 0xd935, zb_zeros(t->arena, 16000))); /* alignment */
    zip_case_open(t, e, 3, NULL);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.extra_malformed", MANIFEST);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.lfh_extra_large", CODE);
    assert_int_equal(t->notes.items.count, 2);
    zb_set_extra(&e[0].central, zb_zeros(t->arena, 7)); /* old zipalign */
    zb_set_extra(&e[1].local, aa_bytes_none());
    zip_case_open(t, e, 3, NULL);
    assert_no_notes(t);
}

static void zip64_sizes_replace_saturated_ones_only(void **state)
{
    zip_case *t = *state;
    zb_entry e = zb_deflated(t->arena, "x", zb_text("content content"));
    uint8_t sizes[16] = {(uint8_t)e.central.uncompressed, [8] = (uint8_t)e.central.compressed};
    zb_set_extra(&e.central, zb_extra(t->arena, 1, aa_bytes_of(sizes, 16)));
    e.central.uncompressed = e.central.compressed = UINT32_MAX;
    zip_case_open(t, &e, 1, NULL);
    assert_opens_as(t, AA_ZIP_OK);
    assert_member_is(t, "x", AA_ZIP_OK);
    assert_int_equal(aa_zip_at(t->zip, 0)->uncompressed_size, 15);
    assert_name_reads(t, "x", AA_ZIP_ASSET, AA_OK, "content content");
    uint8_t all[28] = {sizes[0], [8] = sizes[8]}; /* with offset and disk, saturated or not */
    zb_set_extra(&e.central, zb_extra(t->arena, 1, aa_bytes_of(all, 28)));
    zip_case_open(t, &e, 1, NULL);
    assert_member_is(t, "x", AA_ZIP_OK);
    assert_name_reads(t, "x", AA_ZIP_ASSET, AA_OK, "content content");
    zb_set_extra(&e.central, aa_bytes_none());
    zip_case_open(t, &e, 1, NULL);
    assert_opens_as(t, AA_ZIP_OK);
    assert_member_is(t, "x", AA_ZIP_INVALID_FILE);
    assert_noted(t, AA_NOTE_GAP, "zip.entry_unreadable", "x");
}

static void attributes_and_versions_are_noted(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zip_case_apk(t, e);
    e[0].made_by = 0x031e;
    e[0].external_attributes = 0120777U << 16;
    e[1].central.version = 4095;
    e[2].central.flags = 0x20;
    zip_case_open(t, e, 3, NULL);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.symlink", MANIFEST);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.version_needed", CODE);
    assert_noted(t, AA_NOTE_ANOMALY, "zip.flags", "resources.arsc");
    assert_name_reads(t, MANIFEST, AA_ZIP_ASSET, AA_OK, "manifest");
    assert_no_gap(t);
}

static void entries_stop_at_the_limit(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zip_case_apk(t, e);
    t->limits.entries = 3;
    zip_case_open(t, e, 3, NULL);
    assert_no_notes(t);
    t->limits.entries = 2;
    zip_case_open(t, e, 3, NULL);
    assert_int_equal(aa_zip_count(t->zip), 2);
    assert_noted(t, AA_NOTE_GAP, "limit.entries", NULL);
    aa_bytes data = zb_build(t->arena, e, 3, NULL);
    data.n -= 22;
    zip_case_open_bytes(t, data, 34);
    assert_int_equal(aa_zip_count(t->zip), 2);
    assert_noted(t, AA_NOTE_GAP, "limit.entries", NULL);
}

static void content_stops_at_the_limit(void **state)
{
    zip_case *t = *state;
    zb_entry e[3];
    zip_case_apk(t, e);

    const struct {
        const char *name;
        uint64_t size;
    } members[] = {{MANIFEST, 8}, {CODE, sizeof CODE_IS - 1}};

    for (size_t i = 0; i < 2; i++) {
        t->limits.entry_bytes = members[i].size;
        zip_case_open(t, e, 3, NULL);
        assert_name_reads(t, members[i].name, AA_ZIP_ASSET, AA_OK, NULL);
        t->limits.entry_bytes = members[i].size - 1;
        zip_case_open(t, e, 3, NULL);
        assert_name_reads(t, members[i].name, AA_ZIP_ASSET, AA_E_LIMIT, "");
        assert_noted(t, AA_NOTE_GAP, "limit.entry_bytes", members[i].name);
    }
    t->limits.entry_bytes = UINT64_MAX;
    zip_case_open(t, e, 3, NULL);
    aa_err err = aa_zip_read(t->zip, aa_zip_find(t->zip, CODE), AA_ZIP_ART, 3, &t->notes, &t->content);
    assert_int_equal(err, AA_E_LIMIT);
}

/* Opens, compares and reads everything; whole only when nothing failed. */
static bool open_and_read(void *context)
{
    const aa_bytes *data = context;
    aa_limits limits = AA_LIMITS_INIT;
    aa_arena *arena = aa_arena_new();
    aa_zip *zip = NULL;
    aa_notes notes;
    if (arena == NULL)
        return false;
    aa_notes_init(&notes, arena, 0);
    aa_err err = aa_zip_open(arena, *data, 34, &limits, &notes, &zip);
    bool whole = err == AA_OK;
    for (size_t i = 0; err == AA_OK && i < aa_zip_count(zip); i++) {
        for (aa_zip_reader reader = AA_ZIP_ASSET; reader <= AA_ZIP_JAR; reader++) {
            aa_zip_content content;
            aa_err read = aa_zip_read(zip, aa_zip_at(zip, i), reader, UINT64_MAX, &notes, &content);
            whole = whole && read != AA_E_NOMEM;
            aa_zip_content_done(&content);
        }
    }
    whole = whole && !notes.failed;
    aa_arena_free(arena);
    return whole;
}

/* What is lent is what everybody reads, within the limits of each. */
static void lent_content_is_read_by_all(void **state)
{
    static const uint8_t other[] = "lent";
    const aa_zip_content content = {.bytes = aa_bytes_of(other, 4)};
    zip_case *t = *state;
    zb_entry e[3];
    zip_case_apk(t, e);
    zip_case_open(t, e, 3, NULL);
    aa_zip_lend(t->zip, aa_zip_find(t->zip, CODE), &content);
    assert_name_reads(t, CODE, AA_ZIP_ART, AA_OK, "lent");
    assert_null(t->content.owned);
    assert_name_reads(t, CODE, AA_ZIP_JAR, AA_OK, "lent");
    assert_name_reads(t, MANIFEST, AA_ZIP_ART, AA_OK, "manifest");
    aa_notes notes;
    aa_notes_init(&notes, t->arena, 1);
    assert_int_equal(aa_zip_read(t->zip, aa_zip_find(t->zip, CODE), AA_ZIP_ART, 3, &notes, &t->content),
                     AA_E_LIMIT);
    aa_zip_content_done(&t->content);
}

static void memory_that_runs_out_is_an_error(void **state)
{
    zip_case *t = *state;
    zb_entry e[6];
    zip_case_apk(t, e);
    e[3] = zb_deflated(t->arena, "cut", zb_noise(t->arena, 300, 3));
    e[3].body.n -= 9;
    e[3].central.compressed = e[3].local.compressed = (uint32_t)e[3].body.n;
    e[4] = zb_deflated(t->arena, "old", zb_text(CODE_IS));
    e[4].central.method = 7;
    e[5] = zb_deflated(t->arena, "lie", zb_noise(t->arena, 300, 3));
    e[5].central.uncompressed = e[5].local.uncompressed = 10;
    aa_bytes data = zb_build(t->arena, e, 6, NULL);
    assert_true(test_each_allocation_fails(open_and_read, &data, 0) > 10);
    data.n -= 22; /* salvage */
    assert_true(test_each_allocation_fails(open_and_read, &data, 0) > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        zip_test(the_method_of_the_local_header_does_not_count),
        zip_test(each_reader_has_a_rule_for_unknown_methods),
        zip_test(deflated_under_an_unknown_method_is_a_fallback),
        zip_test(raw_bytes_stay_raw_when_no_checksum_fits),
        zip_test(an_encryption_bit_means_nothing),
        zip_test(local_sizes_count_unless_bit_3_is_set),
        zip_test(another_local_name_hides_the_member_from_android),
        zip_test(a_local_extra_field_past_the_end_is_a_gap),
        zip_test(a_wrong_local_signature_leaves_the_content_readable),
        zip_test(an_offset_behind_the_directory_is_a_gap),
        zip_test(entries_that_share_a_header_overlap),
        zip_test(a_stored_size_may_run_into_the_next_entry),
        zip_test(stored_content_is_as_long_as_its_uncompressed_size),
        zip_test(a_stored_size_past_the_file_gives_what_is_there),
        zip_test(a_wrong_crc_is_never_fatal),
        zip_test(a_truncated_stream_gives_its_beginning),
        zip_test(bytes_behind_the_last_block_are_noted),
        zip_test(a_stream_longer_than_declared_is_cut_there),
        zip_test(a_stream_shorter_than_declared_is_whole),
        zip_test(a_bomb_is_suspected_and_still_read),
        zip_test(data_descriptors_are_compared),
        zip_test(extra_fields_are_looked_at_but_not_needed),
        zip_test(zip64_sizes_replace_saturated_ones_only),
        zip_test(attributes_and_versions_are_noted),
        zip_test(entries_stop_at_the_limit),
        zip_test(content_stops_at_the_limit),
        zip_test(lent_content_is_read_by_all),
        zip_test(memory_that_runs_out_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
