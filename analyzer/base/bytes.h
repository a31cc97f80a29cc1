/*
 * Bounded reading of hostile bytes. The only place where an offset becomes a pointer.
 */
#ifndef AA_BASE_BYTES_H
#define AA_BASE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A borrowed, read-only run of bytes. Never owns. |p| is never NULL, even when |n| is 0. */
typedef struct aa_bytes {
    const uint8_t *p;
    size_t n; /* bytes */
} aa_bytes;

/* A reading position. Once a read fails, |bad| stays true and every later read gives 0. */
typedef struct aa_cursor {
    aa_bytes b;
    size_t pos; /* bytes from b.p; never above b.n */
    bool bad;
} aa_cursor;

static inline aa_bytes aa_bytes_none(void)
{
    return (aa_bytes){(const uint8_t *)"", 0};
}

static inline aa_bytes aa_bytes_of(const void *p, size_t n)
{
    return p ? (aa_bytes){p, n} : aa_bytes_none();
}

/* Bytes [off, off+len) of |b|. False, with |*out| untouched, when they do not all exist. */
static inline bool aa_bytes_sub(aa_bytes b, uint64_t off, uint64_t len, aa_bytes *out)
{
    if (off > b.n || len > b.n - off)
        return false;
    *out = (aa_bytes){b.p + off, (size_t)len};
    return true;
}

/* |count| records of |size| bytes (not 0) at |off|. Divides what is left: a product can wrap. */
static inline bool aa_bytes_table(aa_bytes b, uint64_t off, uint64_t count, size_t size, aa_bytes *out)
{
    if (off > b.n || count > (b.n - off) / size)
        return false;
    return aa_bytes_sub(b, off, count * size, out);
}

/* Everything from |off| on; no bytes when |off| lies past the end. */
static inline aa_bytes aa_bytes_from(aa_bytes b, uint64_t off)
{
    return off > b.n ? (aa_bytes){b.p + b.n, 0} : (aa_bytes){b.p + off, b.n - (size_t)off};
}

static inline bool aa_bytes_equal(aa_bytes a, aa_bytes b)
{
    return a.n == b.n && memcmp(a.p, b.p, a.n) == 0;
}

static inline bool aa_bytes_is(aa_bytes b, const char *text)
{
    size_t n = strlen(text);
    return b.n == n && memcmp(b.p, text, n) == 0;
}

/* True when |b| is one of |texts| (NULL-terminated). */
static inline bool aa_bytes_is_any(aa_bytes b, const char *const *texts)
{
    for (; *texts != NULL; texts++)
        if (aa_bytes_is(b, *texts))
            return true;
    return false;
}

static inline bool aa_text_is_any(const char *text, const char *const *texts)
{
    return aa_bytes_is_any(aa_bytes_of(text, strlen(text)), texts);
}

/* The value of a hexadecimal digit of either case; -1 when |c| is none. */
static inline int aa_hex_digit(uint8_t c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Orders by content, then by length: a total order, so sorting is deterministic. */
static inline int aa_bytes_compare(aa_bytes a, aa_bytes b)
{
    int order = memcmp(a.p, b.p, a.n < b.n ? a.n : b.n);
    if (order != 0)
        return order;
    return a.n < b.n ? -1 : a.n > b.n;
}

static inline uint16_t aa_le16(const uint8_t *p)
{
    return (uint16_t)(p[0] | (unsigned)p[1] << 8);
}

static inline uint32_t aa_le32(const uint8_t *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static inline uint64_t aa_le64(const uint8_t *p)
{
    return (uint64_t)aa_le32(p) | (uint64_t)aa_le32(p + 4) << 32;
}

static inline aa_cursor aa_cursor_at(aa_bytes b, uint64_t pos)
{
    if (pos > b.n)
        return (aa_cursor){b, b.n, true};
    return (aa_cursor){b, (size_t)pos, false};
}

static inline size_t aa_cursor_left(const aa_cursor *c)
{
    return c->b.n - c->pos;
}

/* The next |len| bytes, or no bytes and |bad|. */
static inline aa_bytes aa_read_bytes(aa_cursor *c, uint64_t len)
{
    aa_bytes out = {c->b.p + c->b.n, 0};
    if (!aa_bytes_sub(c->b, c->pos, len, &out)) {
        c->bad = true;
        c->pos = c->b.n; /* so that the next read of a byte fails too */
        return out;
    }
    c->pos += out.n;
    return out;
}

static inline uint8_t aa_read_u8(aa_cursor *c)
{
    aa_bytes b = aa_read_bytes(c, 1);
    return b.n == 1 ? b.p[0] : 0;
}

static inline uint16_t aa_read_u16le(aa_cursor *c)
{
    aa_bytes b = aa_read_bytes(c, 2);
    return b.n == 2 ? aa_le16(b.p) : 0;
}

static inline uint32_t aa_read_u32le(aa_cursor *c)
{
    aa_bytes b = aa_read_bytes(c, 4);
    return b.n == 4 ? aa_le32(b.p) : 0;
}

static inline uint64_t aa_read_u64le(aa_cursor *c)
{
    aa_bytes b = aa_read_bytes(c, 8);
    return b.n == 8 ? aa_le64(b.p) : 0;
}

#endif
