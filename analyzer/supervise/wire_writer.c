/* What a worker does. */
#include "supervise/wire.h"

#include <string.h>

#include "base/file.h"

static void put_le(uint8_t *at, uint64_t value, size_t n)
{
    for (size_t i = 0; i < n; i++)
        at[i] = (uint8_t)(value >> (8 * i));
}

bool aa_wire_put(int fd, aa_wire_kind kind, uint32_t tag, const void *payload, size_t n)
{
    uint8_t record[AA_WIRE_HEADER + AA_WIRE_SMALL];
    put_le(record, (uint64_t)kind, 4);
    put_le(record + 4, tag, 4);
    put_le(record + 8, n, 8);
    if (n > AA_WIRE_SMALL)
        return aa_write_all(fd, record, AA_WIRE_HEADER) && aa_write_all(fd, payload, n);
    if (n > 0)
        memcpy(record + AA_WIRE_HEADER, payload, n);
    return aa_write_all(fd, record, AA_WIRE_HEADER + n);
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
