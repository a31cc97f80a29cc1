#include "decode/dart.h"

#define HASH          32U
#define HEADER        20U /* magic, length of 8 bytes, kind of 8 bytes */
#define FEATURES_MOST 2000U

static bool is_hash(aa_bytes text)
{
    for (size_t i = 0; i < text.n; i++)
        if (!(text.p[i] >= '0' && text.p[i] <= '9') && !(text.p[i] >= 'a' && text.p[i] <= 'f'))
            return false;
    return true;
}

static bool is_printable(uint8_t c)
{
    return c >= 0x20 && c < 0x7F;
}

static bool read_header(aa_bytes file, size_t at, aa_dart *out)
{
    aa_bytes hash;
    if (!aa_bytes_sub(file, (uint64_t)at + HEADER, HASH, &hash) || !is_hash(hash))
        return false;
    size_t begin = at + HEADER + HASH;
    size_t n = 0;
    while (begin + n < file.n && n < FEATURES_MOST && is_printable(file.p[begin + n]))
        n++;
    *out = (aa_dart){true, at, hash, aa_bytes_of(file.p + begin, n)};
    return true;
}

aa_dart aa_dart_read(aa_bytes file)
{
    static const uint8_t magic[] = {0xF5, 0xF5, 0xDC, 0xDC};
    aa_dart out = {.hash = aa_bytes_none(), .features = aa_bytes_none()};
    for (size_t at = 0; file.n >= sizeof magic && at <= file.n - sizeof magic;
         at += 4) /* snapshots are aligned */
        if (memcmp(file.p + at, magic, sizeof magic) == 0 && read_header(file, at, &out))
            break;
    return out;
}

bool aa_dart_next(aa_bytes file, size_t *pos, size_t least, aa_bytes *out)
{
    while (*pos < file.n) {
        size_t begin = *pos;
        while (*pos < file.n && is_printable(file.p[*pos]))
            ++*pos;
        *out = aa_bytes_of(file.p + begin, *pos - begin);
        *pos += *pos < file.n ? 1 : 0;
        if (out->n >= least && out->n > 0)
            return true;
    }
    return false;
}

/* Characters of "3.4.3" and "3.4.0-99.0.dev" right before |at|. */
static size_t number_before(aa_bytes library, size_t at)
{
    size_t begin = at;
    while (begin > 0 && at - begin < 40) {
        uint8_t c = library.p[begin - 1];
        if (!(c >= '0' && c <= '9') && c != '.' && c != '-' && !(c >= 'a' && c <= 'z'))
            break;
        begin--;
    }
    return begin;
}

aa_bytes aa_dart_engine_version(aa_bytes library)
{
    static const char *const channels[] = {" (stable) (", " (beta) (", " (dev) (", " (main) ("};
    for (size_t at = 0; at < library.n; at++) {
        const uint8_t *open = memchr(library.p + at, '(', library.n - at);
        if (open == NULL || open == library.p)
            break;
        at = (size_t)(open - library.p);
        for (size_t i = 0; i < sizeof channels / sizeof channels[0]; i++) {
            size_t n = strlen(channels[i]);
            aa_bytes text;
            if (!aa_bytes_sub(library, at - 1, n, &text) || !aa_bytes_is(text, channels[i]))
                continue;
            size_t begin = number_before(library, at - 1);
            if (begin < at - 1 && library.p[begin] >= '0' && library.p[begin] <= '9')
                return aa_bytes_of(library.p + begin, at - 1 - begin + n - 2);
        }
    }
    return aa_bytes_none();
}
