/* What the supervisor does. */
#include "supervise/wire.h"

#include <stdlib.h>
#include <string.h>

#define REPORT_BYTES (UINT64_C(256) << 20) /* <appassay/report.h> */
#define FIRST_BYTES  65536

void aa_wire_reader_init(aa_wire_reader *reader, uint64_t most)
{
    *reader = (aa_wire_reader){.most = most};
}

void aa_wire_reader_done(aa_wire_reader *reader)
{
    free(reader->bytes);
    *reader = (aa_wire_reader){.most = reader->most};
}

/* Room for |n| more bytes; what was read goes first. */
static bool make_room(aa_wire_reader *reader, size_t n)
{
    if (reader->begin > 0) {
        memmove(reader->bytes, reader->bytes + reader->begin, reader->len - reader->begin);
        reader->len -= reader->begin;
        reader->begin = 0;
    }
    if (n <= reader->cap - reader->len)
        return true;
    size_t cap = reader->cap == 0 ? FIRST_BYTES : reader->cap;
    while (cap - reader->len < n) {
        if (cap > SIZE_MAX / 2)
            return false;
        cap *= 2;
    }
    uint8_t *bytes = realloc(reader->bytes, cap);
    if (bytes == NULL)
        return false;
    reader->bytes = bytes;
    reader->cap = cap;
    return true;
}

aa_err aa_wire_feed(aa_wire_reader *reader, const void *bytes, size_t n)
{
    if (n > reader->most - reader->total)
        return AA_E_LIMIT;
    if (n == 0)
        return AA_OK;
    if (!make_room(reader, n))
        return AA_E_NOMEM;
    memcpy(reader->bytes + reader->len, bytes, n);
    reader->len += n;
    reader->total += n;
    return AA_OK;
}

/* The largest payload of |kind|; 0: there is no such kind. Every kind has a payload of at least a byte. */
static uint64_t most_of(uint64_t kind)
{
    switch (kind) {
    case AA_WIRE_LOG:
        return AA_WIRE_SMALL;
    case AA_WIRE_FAULT:
    case AA_WIRE_DONE:
        return 4;
    case AA_WIRE_REPORT:
        return REPORT_BYTES;
    default:
        return 0;
    }
}

aa_err aa_wire_next(aa_wire_reader *reader, aa_wire_record *out)
{
    const uint8_t *at = reader->bytes + reader->begin;
    size_t left = reader->len - reader->begin;
    if (left < AA_WIRE_HEADER)
        return AA_E_NOTFOUND;
    uint32_t kind = aa_le32(at);
    uint64_t length = aa_le64(at + 8);
    if (most_of(kind) == 0 || length > most_of(kind))
        return AA_E_FORMAT;
    if (length > left - AA_WIRE_HEADER)
        return AA_E_NOTFOUND;
    *out = (aa_wire_record){.kind = (aa_wire_kind)kind,
                            .tag = aa_le32(at + 4),
                            .payload = aa_bytes_of(at + AA_WIRE_HEADER, (size_t)length)};
    reader->begin += AA_WIRE_HEADER + (size_t)length;
    return AA_OK;
}

const char *aa_wire_text(const aa_wire_record *record, size_t index)
{
    const uint8_t *at = record->payload.p;
    size_t left = record->payload.n;
    for (; left > 0; index--) {
        const uint8_t *end = memchr(at, 0, left);
        if (end == NULL)
            return NULL;
        if (index == 0)
            return (const char *)at;
        left -= (size_t)(end - at) + 1;
        at = end + 1;
    }
    return NULL;
}
