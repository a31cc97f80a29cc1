#include "supervise/wire.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define REPORT_BYTES (UINT64_C(256) << 20) /* <appassay/report.h> */
#define FIRST_BYTES  65536

static void put_le(uint8_t *at, uint64_t value, size_t n)
{
    for (size_t i = 0; i < n; i++)
        at[i] = (uint8_t)(value >> (8 * i));
}

static uint64_t get_le(const uint8_t *at, size_t n)
{
    uint64_t value = 0;
    for (size_t i = n; i-- > 0;)
        value = value << 8 | at[i];
    return value;
}

/* ---- the worker's side ----------------------------------------------------------------------------------
 */

static bool write_all(int fd, const uint8_t *bytes, size_t n)
{
    while (n > 0) {
        ssize_t written = write(fd, bytes, n);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes += written;
        n -= (size_t)written;
    }
    return true;
}

bool aa_wire_put(int fd, aa_wire_kind kind, uint32_t tag, const void *payload, size_t n)
{
    uint8_t record[AA_WIRE_HEADER + AA_WIRE_SMALL];
    put_le(record, (uint64_t)kind, 4);
    put_le(record + 4, tag, 4);
    put_le(record + 8, n, 8);
    if (n > AA_WIRE_SMALL)
        return write_all(fd, record, AA_WIRE_HEADER) && write_all(fd, payload, n);
    if (n > 0)
        memcpy(record + AA_WIRE_HEADER, payload, n);
    return write_all(fd, record, AA_WIRE_HEADER + n);
}

/* Appends |text| and a NUL to |out|, cut to |room| bytes; the bytes used. */
static size_t put_text(char *out, size_t room, const char *text)
{
    size_t n = text == NULL ? 0 : strlen(text);
    if (n >= room)
        n = room - 1;
    if (n > 0)
        memcpy(out, text, n);
    out[n] = '\0';
    return n + 1;
}

bool aa_wire_put_log(int fd, aa_wire_log log, const char *subject, const char *text)
{
    char payload[AA_WIRE_SMALL];
    size_t n = put_text(payload, 1024, subject);
    n += put_text(payload + n, sizeof payload - n, text);
    return aa_wire_put(fd, AA_WIRE_LOG, (uint32_t)log, payload, n);
}

/* ---- the supervisor's side ------------------------------------------------------------------------------
 */

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
    uint64_t kind = get_le(at, 4);
    uint64_t length = get_le(at + 8, 8);
    if (most_of(kind) == 0 || length > most_of(kind))
        return AA_E_FORMAT;
    if (length > left - AA_WIRE_HEADER)
        return AA_E_NOTFOUND;
    *out = (aa_wire_record){.kind = (aa_wire_kind)kind,
                            .tag = (uint32_t)get_le(at + 4, 4),
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
