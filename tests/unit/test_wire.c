#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "supervise/wire.h"
#include "support/test.h"

typedef struct stream {
    uint8_t bytes[8192];
    size_t len;
} stream;

/* What |put| writes, as it comes out of a pipe. */
static stream written(bool (*put)(int fd))
{
    int ends[2];
    stream s = {.len = 0};
    assert_int_equal(pipe(ends), 0);
    assert_true(put(ends[1]));
    close(ends[1]);
    ssize_t n = read(ends[0], s.bytes, sizeof s.bytes);
    assert_true(n > 0);
    s.len = (size_t)n;
    close(ends[0]);
    return s;
}

static bool put_three(int fd)
{
    static const uint8_t number[4] = {11};
    return aa_wire_put_log(fd, AA_WIRE_ERROR, "a.apk", "") && aa_wire_put(fd, AA_WIRE_FAULT, 7, number, 4) &&
           aa_wire_put_log(fd, AA_WIRE_INPUT, "a.apk", "is empty");
}

static void records_come_out_as_they_went_in_whatever_the_pieces(void **state)
{
    (void)state;
    stream s = written(put_three);
    for (size_t piece = 1; piece <= s.len; piece = piece < 40 ? piece + 1 : piece * 2) {
        aa_wire_reader reader;
        aa_wire_record record;
        size_t seen = 0;
        aa_wire_reader_init(&reader, s.len);
        for (size_t at = 0; at < s.len; at += piece) {
            size_t n = s.len - at < piece ? s.len - at : piece;
            assert_int_equal(aa_wire_feed(&reader, s.bytes + at, n), AA_OK);
            while (aa_wire_next(&reader, &record) == AA_OK) {
                seen++;
                if (seen == 1) {
                    assert_int_equal(record.kind, AA_WIRE_LOG);
                    assert_int_equal(record.tag, AA_WIRE_ERROR);
                    assert_string_equal(aa_wire_text(&record, 0), "a.apk");
                    assert_string_equal(aa_wire_text(&record, 1), "");
                    assert_null(aa_wire_text(&record, 2));
                } else if (seen == 2) {
                    assert_int_equal(record.kind, AA_WIRE_FAULT);
                    assert_int_equal(record.tag, 7);
                    assert_int_equal(record.payload.n, 4);
                } else {
                    assert_int_equal(record.kind, AA_WIRE_LOG);
                    assert_int_equal(record.tag, AA_WIRE_INPUT);
                    assert_string_equal(aa_wire_text(&record, 1), "is empty");
                }
            }
        }
        assert_int_equal(seen, 3);
        aa_wire_reader_done(&reader);
    }
}

static void feed_header(aa_wire_reader *reader, uint32_t kind, uint64_t length)
{
    uint8_t header[AA_WIRE_HEADER] = {(uint8_t)kind};
    for (unsigned i = 0; i < 8; i++)
        header[8 + i] = (uint8_t)(length >> (8 * i));
    aa_wire_reader_init(reader, 1 << 20);
    assert_int_equal(aa_wire_feed(reader, header, sizeof header), AA_OK);
}

/* A length is believed up to the most that its kind can have, and nothing is allocated for it. */
static void what_no_worker_writes_is_refused(void **state)
{
    (void)state;

    static const struct {
        uint32_t kind;
        uint64_t length;
        aa_err err;
    } cases[] = {
        {0, 0, AA_E_FORMAT},
        {99, 0, AA_E_FORMAT},
        {AA_WIRE_LOG, AA_WIRE_SMALL, AA_E_NOTFOUND},
        {AA_WIRE_LOG, AA_WIRE_SMALL + 1, AA_E_FORMAT},
        {AA_WIRE_DONE, 4, AA_E_NOTFOUND},
        {AA_WIRE_DONE, 5, AA_E_FORMAT},
        {AA_WIRE_REPORT, UINT64_C(256) << 20, AA_E_NOTFOUND},
        {AA_WIRE_REPORT, (UINT64_C(256) << 20) + 1, AA_E_FORMAT},
        {AA_WIRE_REPORT, UINT64_MAX, AA_E_FORMAT},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        aa_wire_reader reader;
        aa_wire_record record;
        feed_header(&reader, cases[i].kind, cases[i].length);
        assert_int_equal(aa_wire_next(&reader, &record), cases[i].err);
        assert_true(reader.cap <= 1 << 20);
        aa_wire_reader_done(&reader);
    }
}

static void the_total_has_a_limit(void **state)
{
    (void)state;
    aa_wire_reader reader;
    uint8_t bytes[100] = {AA_WIRE_LOG};
    aa_wire_reader_init(&reader, sizeof bytes);
    assert_int_equal(aa_wire_feed(&reader, bytes, 100), AA_OK);
    assert_int_equal(aa_wire_feed(&reader, bytes, 1), AA_E_LIMIT);
    aa_wire_reader_done(&reader);
}

/* Texts without an end are none. */
static void texts_end_within_their_record(void **state)
{
    (void)state;
    static const char open_ended[] = {'a', '\0', 'b'};
    const aa_wire_record record = {.payload = aa_bytes_of(open_ended, sizeof open_ended)};
    assert_string_equal(aa_wire_text(&record, 0), "a");
    assert_null(aa_wire_text(&record, 1));
    assert_null(aa_wire_text(&record, SIZE_MAX));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_come_out_as_they_went_in_whatever_the_pieces),
        cmocka_unit_test(what_no_worker_writes_is_refused),
        cmocka_unit_test(the_total_has_a_limit),
        cmocka_unit_test(texts_end_within_their_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
