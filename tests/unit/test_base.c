#include <stdatomic.h>

#include "base/arena.h"
#include "base/buckets.h"
#include "base/json.h"
#include "base/notes.h"
#include "base/pool.h"
#include "base/utf8.h"
#include "support/test.h"

static void cursor_failure_sticks(void **state)
{
    (void)state;
    aa_cursor c = aa_cursor_at(aa_bytes_of("\x01\x02\x03", 3), 0);
    assert_int_equal(aa_read_u16le(&c), 0x0201);
    assert_int_equal(aa_read_u32le(&c), 0);
    assert_true(c.bad);
    assert_int_equal(aa_read_u8(&c), 0);
    assert_true(c.bad);
}

static void a_table_that_would_wrap_is_refused(void **state)
{
    (void)state;
    aa_bytes b = aa_bytes_of("0123456789", 10);
    aa_bytes t = aa_bytes_none();
    assert_false(aa_bytes_table(b, 2, UINT64_MAX / 2, 4, &t));
    assert_false(aa_bytes_table(b, 2, 3, 4, &t));
    assert_true(aa_bytes_table(b, 2, 2, 4, &t));
    assert_int_equal(t.n, 8);
    assert_false(aa_bytes_table(b, UINT64_MAX, 0, 1, &t));
}

static void arena_pieces_are_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    aa_arena *arena = aa_arena_new();
    assert_non_null(arena);
    char *small = aa_arena_alloc(arena, 3);
    char *large = aa_arena_alloc(arena, 1U << 20);
    char *next = aa_arena_alloc(arena, 3);
    assert_non_null(small);
    assert_non_null(large);
    assert_non_null(next);
    assert_int_equal((uintptr_t)next % _Alignof(max_align_t), 0);
    assert_int_equal(large[(1U << 20) - 1], 0);
    assert_null(aa_arena_array(arena, SIZE_MAX, 16));
    assert_null(aa_arena_alloc(arena, SIZE_MAX));
    aa_arena_free(arena);
}

static void steps_find_what_a_search_finds(void **state)
{
    enum { N = 300 };

    aa_arena *arena = aa_arena_new();
    uint64_t keys[N];
    (void)state;
    for (unsigned spread = 0; spread < 60; spread += 6) {
        aa_buckets steps;
        for (size_t i = 0; i < N; i++) /* unequal gaps, some of them none */
            keys[i] = i < 2 ? i : keys[i - 1] + (i % 7 == 0 ? UINT64_C(1) << spread : i % 3);
        keys[N - 1] = spread > 50 ? UINT64_MAX : keys[N - 1];
        assert_true(aa_buckets_make(arena, keys, N, sizeof keys[0], &steps));
        for (size_t i = 0; i < N; i++) {
            for (uint64_t off = 0; off < 3; off++) {
                uint64_t key = keys[i] + off - 1;
                size_t low, high;
                aa_buckets_find(&steps, N, key, &low, &high);
                assert_true(low <= high && high <= N);
                assert_true(low == 0 || keys[low - 1] < key);
                assert_true(high == N || keys[high] > key);
            }
        }
    }
    aa_arena_free(arena);
}

static void invalid_utf8_becomes_replacement_characters(void **state)
{
    (void)state;
    aa_arena *arena = aa_arena_new();
    assert_string_equal(aa_arena_utf8(arena, aa_bytes_of("a\xC0\x80z\xED\xA0\x80", 7)),
                        "a\xEF\xBF\xBD\xEF\xBF\xBDz\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    assert_string_equal(aa_utf16le_to_utf8(arena, aa_bytes_of("\x3D\xD8\x00\xDE\x00\xD8", 6)),
                        "\xF0\x9F\x98\x80\xEF\xBF\xBD");
    aa_arena_free(arena);
}

static void columns_follow_east_asian_width(void **state)
{
    (void)state;
    assert_int_equal(aa_utf8_columns("abc"), 3);
    assert_int_equal(aa_utf8_columns("\xE6\x9C\xAA\xE5\x88\xA4\xE5\xAE\x9A"), 6); /* three ideographs */
    assert_int_equal(aa_utf8_columns("e\xCC\x81"), 1);                            /* combining acute */
    assert_int_equal(aa_utf8_columns("\xCD\xB8"), 1);                             /* unassigned */
}

static void text_from_an_app_cannot_move_the_cursor(void **state)
{
    (void)state;
    aa_str s;
    aa_str_init(&s, 1000);
    aa_utf8_put_safe(&s, "a\x1b[2J\r\xE2\x80\xAE.");
    assert_string_equal(s.ptr, "a\\x1b[2J\\x0d\\u{202e}.");
    aa_str_done(&s);
}

static void a_string_that_reached_its_maximum_stays_failed(void **state)
{
    (void)state;
    aa_str s;
    aa_str_init(&s, 4);
    aa_str_put(&s, "abcd");
    assert_true(aa_str_ok(&s));
    aa_str_putc(&s, 'e');
    assert_false(aa_str_ok(&s));
    aa_str_clear(&s);
    aa_str_put(&s, "x");
    assert_false(aa_str_ok(&s));
    assert_string_equal(s.ptr, "");
    aa_str_done(&s);
}

static void json_escapes_and_nests(void **state)
{
    (void)state;
    aa_str s;
    aa_str_init(&s, 1000);
    aa_json j;
    aa_json_init(&j, &s);
    aa_json_open_object(&j, NULL);
    aa_json_text(&j, "a\"b", "x\n\xff");
    aa_json_text(&j, "left out", NULL);
    aa_json_open_array(&j, "list");
    aa_json_uint(&j, NULL, UINT64_MAX); /* what readers with signed numbers can hold */
    aa_json_int(&j, NULL, -1);
    aa_json_close_array(&j);
    aa_json_open_array(&j, "none");
    aa_json_close_array(&j);
    aa_json_close_object(&j);
    assert_string_equal(s.ptr, "{\n  \"a\\\"b\": \"x\\u000a\xEF\xBF\xBD\",\n  \"list\": [\n"
                               "    9223372036854775807,\n    -1\n  ],\n  \"none\": []\n}\n");
    aa_str_done(&s);
}

static void notes_of_one_code_stop_at_the_maximum(void **state)
{
    (void)state;
    aa_arena *arena = aa_arena_new();
    aa_notes notes;
    aa_notes_init(&notes, arena, 2);
    for (int i = 0; i < 5; i++)
        aa_notes_add(&notes, AA_NOTE_GAP, "limit.depth", AA_NO_OFFSET, "%d", i);
    aa_notes_add(&notes, AA_NOTE_ANOMALY, "zip.crc", 7, "%s", "");
    notes.artifact = "base.apk";
    aa_notes_add(&notes, AA_NOTE_ANOMALY, "limit.depth", AA_NO_OFFSET, "%s", "counted apart from the gaps");
    assert_int_equal(notes.items.count, 4);
    assert_null(aa_notes_at(&notes, 2)->artifact);
    assert_string_equal(aa_notes_at(&notes, 3)->artifact, "base.apk");
    assert_int_equal(aa_notes_count(&notes, "limit.depth", AA_NOTE_GAP), 5);
    assert_int_equal(aa_notes_count(&notes, "zip.crc", AA_NOTE_GAP), 0);
    assert_true(aa_notes_has(&notes, "zip.crc"));
    assert_false(aa_notes_has(&notes, "zip.cr"));
    aa_arena_free(arena);
}

static void joined_notes_are_copied_and_counted(void **state)
{
    (void)state;
    aa_arena *arena = aa_arena_new();
    aa_arena *other = aa_arena_new();
    aa_notes notes;
    aa_notes more;
    aa_notes_init(&notes, arena, 3);
    aa_notes_init(&more, other, 2);
    aa_notes_add(&notes, AA_NOTE_GAP, "limit.depth", AA_NO_OFFSET, "%s", "first");
    more.artifact = "split.apk";
    for (int i = 0; i < 5; i++)
        aa_notes_add(&more, AA_NOTE_GAP, "limit.depth", 9, "%d", i);
    aa_notes_add(&more, AA_NOTE_ANOMALY, "zip.crc", 7, "%s", "");
    aa_notes_join(&notes, &more);
    aa_arena_free(other);
    assert_int_equal(notes.items.count, 4);
    assert_string_equal(aa_notes_at(&notes, 0)->detail, "first");
    assert_string_equal(aa_notes_at(&notes, 2)->detail, "1");
    assert_string_equal(aa_notes_at(&notes, 2)->artifact, "split.apk");
    assert_int_equal(aa_notes_at(&notes, 2)->offset, 9);
    assert_string_equal(aa_notes_at(&notes, 3)->code, "zip.crc");
    assert_int_equal(aa_notes_count(&notes, "limit.depth", AA_NOTE_GAP), 6);
    assert_int_equal(aa_notes_count(&notes, "zip.crc", AA_NOTE_ANOMALY), 1);
    assert_false(notes.failed);
    aa_notes_init(&more, arena, 1);
    more.failed = true;
    aa_notes_join(&notes, &more);
    assert_true(notes.failed);
    aa_arena_free(arena);
}

static void square(void *context, size_t i)
{
    ((size_t *)context)[i] = i * i;
}

typedef struct desks {
    atomic_int taken[AA_POOL_THREADS]; /* by worker */
    atomic_int shared;
} desks;

static void sit_down(void *context, size_t index, unsigned worker)
{
    desks *d = context;
    (void)index;
    if (worker >= AA_POOL_THREADS || atomic_fetch_add(&d->taken[worker], 1) != 0)
        atomic_fetch_add(&d->shared, 1);
    else
        atomic_fetch_sub(&d->taken[worker], 1);
}

static void workers_of_the_pool_are_told_apart(void **state)
{
    (void)state;
    desks d = {.shared = 0};
    aa_pool_run(8, 20000, sit_down, &d);
    assert_int_equal(d.shared, 0);
    for (size_t i = 0; i < AA_POOL_THREADS; i++)
        assert_int_equal(d.taken[i], 0);
}

static void the_pool_runs_every_item_once(void **state)
{
    (void)state;
    size_t out[1000] = {0};
    aa_pool_for(4, 1000, square, out);
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(out[i], i * i);
    aa_pool_for(0, 0, square, out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cursor_failure_sticks),
        cmocka_unit_test(a_table_that_would_wrap_is_refused),
        cmocka_unit_test(arena_pieces_are_zeroed_aligned_and_apart),
        cmocka_unit_test(steps_find_what_a_search_finds),
        cmocka_unit_test(invalid_utf8_becomes_replacement_characters),
        cmocka_unit_test(columns_follow_east_asian_width),
        cmocka_unit_test(text_from_an_app_cannot_move_the_cursor),
        cmocka_unit_test(a_string_that_reached_its_maximum_stays_failed),
        cmocka_unit_test(json_escapes_and_nests),
        cmocka_unit_test(notes_of_one_code_stop_at_the_maximum),
        cmocka_unit_test(joined_notes_are_copied_and_counted),
        cmocka_unit_test(the_pool_runs_every_item_once),
        cmocka_unit_test(workers_of_the_pool_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
