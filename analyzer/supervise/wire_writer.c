/* What a worker does. */
#include "supervise/wire.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static void put_le(uint8_t *at, uint64_t value, size_t n)
{
    for (size_t i = 0; i < n; i++)
        at[i] = (uint8_t)(value >> (8 * i));
}

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
