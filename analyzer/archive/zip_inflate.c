#include <libdeflate.h>
#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

#include "archive/zip_internal.h"

#define FIRST_BYTES 65536U

static zip_stream from_libdeflate(enum libdeflate_result result)
{
    switch (result) {
    case LIBDEFLATE_SUCCESS:
        return ZIP_STREAM_ENDED;
    case LIBDEFLATE_INSUFFICIENT_SPACE:
        return ZIP_STREAM_MORE;
    case LIBDEFLATE_BAD_DATA:
    case LIBDEFLATE_SHORT_OUTPUT:
    default:
        return ZIP_STREAM_DAMAGED;
    }
}

zip_stream zip_inflate_whole(aa_bytes in, uint64_t max, aa_zip_content *out, uint64_t *used)
{
    size_t consumed = 0;
    size_t made = 0;
    uint8_t *buffer = max < SIZE_MAX ? malloc((size_t)max + 1) : NULL; /* + 1: malloc(0) may give NULL */
    struct libdeflate_decompressor *d = buffer == NULL ? NULL : libdeflate_alloc_decompressor();
    if (d == NULL) {
        free(buffer);
        return ZIP_STREAM_NOMEM;
    }
    zip_stream end = from_libdeflate(
        libdeflate_deflate_decompress_ex(d, in.p, in.n, buffer, (size_t)max, &consumed, &made));
    libdeflate_free_decompressor(d);
    if (end != ZIP_STREAM_ENDED) {
        free(buffer);
        return end;
    }
    *used = consumed;
    *out = (aa_zip_content){.bytes = aa_bytes_of(buffer, made), .owned = buffer};
    return end;
}

/* A raw deflate stream that is read in pieces: zlib counts in unsigned int. */
typedef struct piecewise {
    z_stream z;
    aa_bytes in; /* not handed over yet */
} piecewise;

static bool piecewise_begin(piecewise *p, aa_bytes in)
{
    *p = (piecewise){.in = in};
    return inflateInit2(&p->z, -MAX_WBITS) == Z_OK;
}

/* Inflates up to |n| bytes into |out|; |*made| is how many came. */
static zip_stream piecewise_read(piecewise *p, uint8_t *out, size_t n, size_t *made)
{
    uInt room = n > UINT_MAX ? UINT_MAX : (uInt)n;
    p->z.next_out = out;
    p->z.avail_out = room;
    int rc = Z_OK;
    while (rc == Z_OK && p->z.avail_out > 0) {
        if (p->z.avail_in == 0) {
            uInt piece = p->in.n > UINT_MAX ? UINT_MAX : (uInt)p->in.n;
            p->z.next_in = (Bytef *)(uintptr_t)p->in.p; /* zlib only reads it */
            p->z.avail_in = piece;
            p->in = aa_bytes_from(p->in, piece);
        }
        rc = inflate(&p->z, Z_NO_FLUSH);
    }
    *made = room - p->z.avail_out;
    if (rc == Z_STREAM_END)
        return ZIP_STREAM_ENDED;
    if (rc == Z_MEM_ERROR)
        return ZIP_STREAM_NOMEM;
    return rc == Z_OK ? ZIP_STREAM_MORE : ZIP_STREAM_DAMAGED;
}

/* Makes room for more output: twice as much, up to |max|. */
static bool grow(uint8_t **buffer, size_t *capacity, uint64_t max)
{
    uint64_t wanted = *capacity == 0 ? FIRST_BYTES : (uint64_t)*capacity * 2;
    wanted = wanted > max ? max : wanted;
    uint8_t *larger = wanted < SIZE_MAX ? realloc(*buffer, (size_t)wanted + 1) : NULL;
    if (larger == NULL)
        return false;
    *buffer = larger;
    *capacity = (size_t)wanted;
    return true;
}

zip_stream zip_inflate_part(aa_bytes in, uint64_t max, aa_zip_content *out)
{
    piecewise p;
    if (!piecewise_begin(&p, in))
        return ZIP_STREAM_NOMEM;
    uint8_t *buffer = NULL;
    size_t capacity = 0;
    size_t size = 0;
    zip_stream state = ZIP_STREAM_MORE;
    while (state == ZIP_STREAM_MORE && size < max) {
        size_t made = 0;
        if (size == capacity && !grow(&buffer, &capacity, max)) {
            state = ZIP_STREAM_NOMEM;
            break;
        }
        state = piecewise_read(&p, buffer + size, capacity - size, &made);
        size += made;
    }
    inflateEnd(&p.z);
    if (state == ZIP_STREAM_NOMEM) {
        free(buffer);
        return state;
    }
    *out = (aa_zip_content){.bytes = aa_bytes_of(buffer, size), .owned = buffer};
    return state;
}

bool zip_inflates_past(aa_bytes in, uint64_t size)
{
    piecewise p;
    uint8_t *scratch = malloc(FIRST_BYTES);
    if (scratch == NULL || !piecewise_begin(&p, in)) {
        free(scratch);
        return false;
    }
    uint64_t total = 0;
    zip_stream state = ZIP_STREAM_MORE;
    while (state == ZIP_STREAM_MORE && total <= size) {
        size_t made = 0;
        uint64_t left = size + 1 - total;
        state = piecewise_read(&p, scratch, left < FIRST_BYTES ? (size_t)left : FIRST_BYTES, &made);
        total += made;
    }
    inflateEnd(&p.z);
    free(scratch);
    return total > size;
}
