#include "decode/dex.h"

#include <libdeflate.h>
#include <stdlib.h>

#include "decode/dex_survey.h"
#include "support/dex_case.h"
#include "support/fail_alloc.h"
#include "support/test.h"

#define SAMPLE   TEST_SOURCE_DIR "/fixtures/dex/sample.dex"
#define COUNT(a) (sizeof(a) / sizeof *(a))
#define IS(b, t) assert_true(aa_bytes_is(b, t))

/* ---- a sound file ---- */

static void a_sound_file_gives_no_note(void **state)
{
    (void)state;
    dex_case t;
    dex_case_begin(&t);
    assert_int_equal(dex_case_open(&t), AA_OK);
    aa_dex_survey seen = aa_dex_look(&t.dex, &t.notes);
    assert_int_equal(t.notes.items.count, 0);
    assert_null(t.dex.refusal);
    assert_int_equal(t.dex.version, 39);
    assert_int_equal(seen.classes, 2);
    assert_int_equal(seen.fields, 9);
    assert_int_equal(seen.methods, 6);
    assert_int_equal(seen.code_items, 4);
    assert_int_equal(seen.annotations, 1);
    assert_int_equal(aa_dex_next(&t.dex, aa_bytes_of(t.bytes, t.n), 1, &t.notes), 0);
    assert_int_equal(t.notes.items.count, 0);
    dex_case_end(&t);
}

static void a_class_names_its_family_and_source(void **state)
{
    (void)state;
    dex_case t;
    dex_case_begin(&t);
    assert_int_equal(dex_case_open(&t), AA_OK);
    aa_dex_class class = dex_case_class(&t.dex, "Lapp/Sample;");
    assert_int_equal(class.flags, 0x11);
    IS(aa_dex_descriptor(&t.dex, class.superclass), "Ljava/lang/Object;");
    assert_int_equal(aa_dex_list_count(class.interfaces), 2);
    IS(aa_dex_descriptor(&t.dex, aa_dex_list_at(class.interfaces, 0)), "Ljava/lang/Runnable;");
    IS(aa_dex_text(&t.dex, class.source), "Sample.java");
    dex_case_end(&t);
}

static void a_method_has_flags_and_a_prototype(void **state)
{
    (void)state;
    dex_case t;
    dex_case_begin(&t);
    assert_int_equal(dex_case_open(&t), AA_OK);
    aa_dex_member member;
    aa_dex_ref ref;
    aa_dex_proto proto;
    assert_true(dex_case_member(&t.dex, "choose", &member));
    assert_int_equal(member.kind, AA_DEX_DIRECT_METHOD);
    assert_int_equal(member.flags, 9);
    assert_true(aa_dex_method_at(&t.dex, member.index, &ref));
    assert_true(aa_dex_proto_at(&t.dex, ref.type, &proto));
    IS(aa_dex_text(&t.dex, proto.shorty), "II");
    IS(aa_dex_descriptor(&t.dex, proto.return_type), "I");
    assert_int_equal(aa_dex_list_count(proto.parameters), 1);
    assert_true(dex_case_member(&t.dex, "run", &member));
    assert_int_equal(member.code_offset, 0);
    assert_false(dex_case_member(&t.dex, "absent", &member));
    dex_case_end(&t);
}

/* ---- text ---- */

static void mutf8_becomes_utf8(void **state)
{
    (void)state;

    static const struct {
        const char *in, *out;
        size_t in_n, out_n;
        uint32_t units;
    } cases[] = {
        {"a\xC3\xA9", "a\xC3\xA9", 3, 3, 2},
        {"\xC0\x80", "\0", 2, 1, 1},
        {"\xED\xA0\xBD\xED\xB8\x80", "\xF0\x9F\x98\x80", 6, 4, 2},
        {"\xED\xA0\x80", "\xEF\xBF\xBD", 3, 3, 1},
        {"\xED\xB8\x80\xED\xA0\xBD", "\xEF\xBF\xBD\xEF\xBF\xBD", 6, 6, 2},
        {"\xED\xA0\xBD!", "\xEF\xBF\xBD!", 4, 4, 2},
        {"\xF0\x9F\x98\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 4, 12, AA_DEX_NO_INDEX},
        {"\xE2\x82", "\xEF\xBF\xBD\xEF\xBF\xBD", 2, 6, AA_DEX_NO_INDEX},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        aa_bytes in = aa_bytes_of(cases[i].in, cases[i].in_n);
        aa_str s;
        aa_str_init(&s, 100);
        aa_mutf8_put(&s, in);
        assert_int_equal(s.len, cases[i].out_n);
        assert_memory_equal(s.ptr, cases[i].out, s.len);
        assert_int_equal(aa_mutf8_units(in), cases[i].units);
        aa_str_done(&s);
    }
}

/* ---- damage ---- */

typedef struct damage {
    size_t at;
    uint32_t value;
    aa_err err;
    const char *code;
    aa_note_kind kind;
    bool refused;
} damage;

static void damaged_headers_are_noted(void **state)
{
    (void)state;
    static const damage cases[] = {
        {0, 0x12345678, AA_E_FORMAT, "dex.magic", AA_NOTE_GAP, false},
        {0, 0x78656463, AA_E_UNSUPPORTED, "dex.compact", AA_NOTE_GAP, false},
        {0, 0x0A796564, AA_E_UNSUPPORTED, "dex.odex", AA_NOTE_GAP, false},
        {4, 0x00363330, AA_OK, "dex.version", AA_NOTE_ANOMALY, true},
        {4, 0x00313430, AA_OK, "dex.header_size", AA_NOTE_ANOMALY, true},
        {0x20, 0x7FFFFFFF, AA_OK, "dex.truncated", AA_NOTE_GAP, true},
        {0x24, 0x74, AA_OK, "dex.header_size", AA_NOTE_ANOMALY, true},
        {0x28, 0x78563412, AA_E_UNSUPPORTED, "dex.endian", AA_NOTE_GAP, false},
        {0x2C, 8, AA_OK, "dex.link", AA_NOTE_ANOMALY, false},
        {0x34, 0x7FFFFFF0, AA_OK, "dex.map", AA_NOTE_ANOMALY, true},
        {0x38, 0x20000000, AA_OK, "dex.bounds", AA_NOTE_GAP, true},
        {0x4C, UINT32_MAX, AA_OK, "dex.bounds", AA_NOTE_GAP, true},
        {0x3C, 0x71, AA_OK, "dex.alignment", AA_NOTE_ANOMALY, true},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        dex_case t;
        dex_case_begin(&t);
        dex_case_put(&t, cases[i].at, cases[i].value);
        dex_case_sum(&t);
        assert_int_equal(dex_case_open(&t), cases[i].err);
        if (cases[i].err == AA_OK)
            aa_dex_look(&t.dex, &t.notes);
        assert_int_not_equal(aa_notes_count(&t.notes, cases[i].code, cases[i].kind), 0);
        assert_int_equal(t.dex.refusal != NULL, cases[i].refused);
        dex_case_end(&t);
    }
}

static void a_wrong_checksum_is_an_anomaly(void **state)
{
    (void)state;
    dex_case t;
    dex_case_begin(&t);
    t.bytes[8] ^= 1;
    assert_int_equal(dex_case_open(&t), AA_OK);
    assert_int_equal(aa_notes_count(&t.notes, "dex.checksum", AA_NOTE_ANOMALY), 1);
    assert_string_equal(t.dex.refusal, "dex.checksum");
    dex_case_end(&t);
}

static void bytes_behind_the_file_are_an_anomaly(void **state)
{
    (void)state;
    dex_case t;
    dex_case_begin(&t);
    uint8_t *longer = realloc(t.bytes, t.n + 5);
    assert_non_null(longer);
    t.bytes = longer;
    memset(t.bytes + t.n, 'x', 5);
    t.n += 5;
    assert_int_equal(dex_case_open(&t), AA_OK);
    assert_null(t.dex.refusal);
    assert_int_equal(aa_dex_next(&t.dex, aa_bytes_of(t.bytes, t.n), 1, &t.notes), 0);
    assert_int_equal(aa_notes_count(&t.notes, "dex.trailing", AA_NOTE_ANOMALY), 1);
    dex_case_end(&t);
}

static void every_cut_is_survived_and_told(void **state)
{
    (void)state;
    for (size_t n = 0; n < 4000; n += 7) {
        dex_case t;
        dex_case_begin(&t);
        if (n >= t.n) {
            dex_case_end(&t);
            break;
        }
        uint8_t *cut = malloc(n + 1);
        assert_non_null(cut);
        memcpy(cut, t.bytes, n);
        cut = realloc(cut, n == 0 ? 1 : n);
        assert_non_null(cut);
        aa_err err = aa_dex_open(aa_bytes_of(cut, n), 0, &t.limits, &t.notes, &t.dex);
        assert_int_equal(err, n < 0x70 ? AA_E_FORMAT : AA_OK);
        if (err == AA_OK)
            aa_dex_look(&t.dex, &t.notes);
        assert_true(aa_notes_has(&t.notes, "dex.truncated"));
        free(cut);
        dex_case_end(&t);
    }
}

static void limits_end_work_with_a_gap(void **state)
{
    (void)state;
    dex_case t;
    dex_case_begin(&t);
    t.limits.dex_work = 20;
    t.limits.dex_text = 30;
    assert_int_equal(dex_case_open(&t), AA_OK);
    aa_dex_look(&t.dex, &t.notes);
    assert_int_equal(aa_notes_count(&t.notes, "limit.dex_work", AA_NOTE_GAP), 1);
    assert_int_equal(aa_notes_count(&t.notes, "limit.dex_text", AA_NOTE_GAP), 1);
    dex_case_end(&t);
    dex_case_begin(&t);
    t.limits.dex_depth = 1;
    t.limits.dex_method_units = 4;
    assert_int_equal(dex_case_open(&t), AA_OK);
    aa_dex_look(&t.dex, &t.notes);
    assert_int_equal(aa_notes_count(&t.notes, "limit.dex_depth", AA_NOTE_GAP), 1);
    assert_int_equal(aa_notes_count(&t.notes, "dex.code", AA_NOTE_GAP), 3);
    t.limits.dex_bytes = 100;
    assert_int_equal(dex_case_open(&t), AA_E_LIMIT);
    dex_case_end(&t);
}

/* ---- containers ---- */

static void a_container_holds_several_headers(void **state)
{
    (void)state;

    enum { SIZE = 0x78 + 4 };

    uint8_t file[2 * SIZE] = {0};
    aa_limits limits = AA_LIMITS_INIT;
    aa_arena *arena = aa_arena_new();
    aa_notes notes;
    assert_non_null(arena);
    aa_notes_init(&notes, arena, 0);
    for (uint32_t i = 0; i < 2; i++) {
        const uint32_t words[][2] = {
            {0x20, SIZE}, {0x24, 0x78}, {0x34, 0x78}, {0x70, 2 * SIZE}, {0x74, i * SIZE}};
        memcpy(file + (size_t)i * SIZE, "dex\n041", 8);
        for (size_t k = 0; k < COUNT(words); k++)
            file[i * SIZE + words[k][0]] = (uint8_t)words[k][1];
        memcpy(file + (size_t)i * SIZE + 0x28, "\x78\x56\x34\x12", 4);
        uint32_t sum = libdeflate_adler32(1, file + (size_t)i * SIZE + 12, SIZE - 12);
        for (size_t k = 0; k < 4; k++)
            file[i * SIZE + 8 + k] = (uint8_t)(sum >> (8 * k));
    }
    aa_bytes all = aa_bytes_of(file, sizeof file);
    aa_dex dex;
    assert_int_equal(aa_dex_open(all, 0, &limits, &notes, &dex), AA_OK);
    uint64_t next = aa_dex_next(&dex, all, 1, &notes);
    assert_int_equal(next, SIZE);
    assert_int_equal(aa_dex_next(&dex, all, limits.dex_headers, &notes), 0);
    assert_int_equal(aa_notes_count(&notes, "limit.dex_headers", AA_NOTE_GAP), 1);
    assert_int_equal(aa_dex_open(all, next, &limits, &notes, &dex), AA_OK);
    assert_int_equal(dex.data.n, sizeof file);
    assert_null(dex.refusal);
    assert_int_equal(aa_dex_next(&dex, all, 2, &notes), 0);
    assert_int_equal(notes.items.count, 1);
    file[SIZE + 0x74] = 4;
    assert_int_equal(aa_dex_open(all, next, &limits, &notes, &dex), AA_OK);
    assert_int_equal(aa_notes_count(&notes, "dex.container", AA_NOTE_GAP), 1);
    aa_arena_free(arena);
}

/* ---- memory ---- */

static bool survey_once(void *context)
{
    const aa_bytes *file = context;
    aa_arena *arena = aa_arena_new();
    if (arena == NULL)
        return false;
    aa_limits limits = AA_LIMITS_INIT;
    limits.dex_work = 20;
    aa_notes notes;
    aa_notes_init(&notes, arena, 0);
    aa_dex dex;
    bool ok = aa_dex_open(*file, 0, &limits, &notes, &dex) == AA_OK;
    if (ok)
        aa_dex_look(&dex, &notes);
    ok = ok && !notes.failed;
    aa_arena_free(arena);
    return ok;
}

static void lack_of_memory_shows_in_the_notes(void **state)
{
    (void)state;
    aa_bytes file = test_read_file(SAMPLE);
    assert_int_not_equal(test_each_allocation_fails(survey_once, &file, 0), 0);
    free((void *)(uintptr_t)file.p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sound_file_gives_no_note),
        cmocka_unit_test(a_class_names_its_family_and_source),
        cmocka_unit_test(a_method_has_flags_and_a_prototype),
        cmocka_unit_test(mutf8_becomes_utf8),
        cmocka_unit_test(damaged_headers_are_noted),
        cmocka_unit_test(a_wrong_checksum_is_an_anomaly),
        cmocka_unit_test(bytes_behind_the_file_are_an_anomaly),
        cmocka_unit_test(every_cut_is_survived_and_told),
        cmocka_unit_test(limits_end_work_with_a_gap),
        cmocka_unit_test(a_container_holds_several_headers),
        cmocka_unit_test(lack_of_memory_shows_in_the_notes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
