/*
 * What a worker that was taken over may send: the first byte says in which pieces it comes.
 */
#include <stdlib.h>

#include "cli/record.h"
#include "supervise/wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t use(const aa_wire_record *record)
{
    size_t seen = 0;
    for (size_t i = 0; i < 4; i++) {
        const char *text = aa_wire_text(record, i);
        seen += text == NULL ? 0 : strlen(text);
    }
    return record->kind == AA_WIRE_REPORT ? seen + (aa_record_is_sound(record->payload) ? 1 : 0) : seen;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    aa_wire_reader reader;
    aa_wire_record record;
    size_t piece = size == 0 ? 1 : (size_t)data[0] + 1;
    size_t seen = 0;
    aa_err err = AA_E_NOTFOUND;
    aa_wire_reader_init(&reader, 1 << 20);
    for (size_t at = size == 0 ? 0 : 1; at < size && err == AA_E_NOTFOUND; at += piece) {
        size_t n = size - at < piece ? size - at : piece;
        err = aa_wire_feed(&reader, data + at, n);
        while (err == AA_OK) {
            err = aa_wire_next(&reader, &record);
            seen += err == AA_OK ? use(&record) : 0;
        }
    }
    if (reader.cap > (size_t)4 << 20 || seen > 8 * size)
        abort();
    aa_wire_reader_done(&reader);
    return 0;
}
