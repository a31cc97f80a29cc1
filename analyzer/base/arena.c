#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"

#define CHUNK_BYTES 65536
#define LARGE_BYTES (CHUNK_BYTES / 4) /* a larger piece gets a chunk of its own */

typedef struct chunk {
    struct chunk *next;
    max_align_t start[]; /* the content, aligned for any type */
} chunk;

struct aa_arena {
    chunk *chunks; /* newest first */
    char *free;    /* next free byte of the chunk that is being filled */
    size_t left;   /* bytes left in it */
    size_t used;
};

aa_arena *aa_arena_new(void)
{
    return calloc(1, sizeof(aa_arena));
}

void aa_arena_free(aa_arena *arena)
{
    if (arena == NULL)
        return;
    chunk *next = NULL;
    for (chunk *c = arena->chunks; c != NULL; c = next) {
        next = c->next;
        free(c);
    }
    free(arena);
}

static char *add_chunk(aa_arena *arena, size_t size)
{
    if (size > SIZE_MAX - sizeof(chunk))
        return NULL;
    chunk *c = calloc(1, sizeof(chunk) + size);
    if (c == NULL)
        return NULL;
    c->next = arena->chunks;
    arena->chunks = c;
    return (char *)c->start;
}

void *aa_arena_alloc(aa_arena *arena, size_t size)
{
    const size_t align = _Alignof(max_align_t);
    if (size > SIZE_MAX - align)
        return NULL;
    size = size == 0 ? align : (size + align - 1) / align * align;
    char *p = NULL;
    if (size <= arena->left) {
        p = arena->free;
        arena->free += size;
        arena->left -= size;
    } else if (size > LARGE_BYTES) {
        p = add_chunk(arena, size);
    } else {
        p = add_chunk(arena, CHUNK_BYTES);
        if (p != NULL) {
            arena->free = p + size;
            arena->left = CHUNK_BYTES - size;
        }
    }
    if (p != NULL)
        arena->used += size;
    return p;
}

void *aa_arena_array(aa_arena *arena, size_t count, size_t size)
{
    size_t bytes = 0;
    if (__builtin_mul_overflow(count, size, &bytes))
        return NULL;
    return aa_arena_alloc(arena, bytes);
}

char *aa_arena_strndup(aa_arena *arena, const char *text, size_t n)
{
    char *copy = n == SIZE_MAX ? NULL : aa_arena_alloc(arena, n + 1);
    if (copy != NULL)
        memcpy(copy, text, n);
    return copy;
}

bool aa_arena_bytes(aa_arena *arena, aa_bytes raw, aa_bytes *out)
{
    uint8_t *copy = aa_arena_alloc(arena, raw.n);
    if (copy == NULL)
        return false;
    if (raw.n != 0)
        memcpy(copy, raw.p, raw.n);
    *out = aa_bytes_of(copy, raw.n);
    return true;
}

char *aa_arena_strdup(aa_arena *arena, const char *text)
{
    return aa_arena_strndup(arena, text, strlen(text));
}

char *aa_arena_vprintf(aa_arena *arena, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    char *text = n < 0 ? NULL : aa_arena_alloc(arena, (size_t)n + 1);
    if (text != NULL)
        vsnprintf(text, (size_t)n + 1, format, again);
    va_end(again);
    return text;
}

char *aa_arena_printf(aa_arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = aa_arena_vprintf(arena, format, args);
    va_end(args);
    return text;
}

char *aa_arena_utf8(aa_arena *arena, aa_bytes raw)
{
    aa_str s;
    aa_str_init(&s, SIZE_MAX / 4);
    size_t pos = 0;
    while (pos < raw.n && aa_str_ok(&s)) {
        uint32_t cp = aa_utf8_next(raw, &pos);
        aa_utf8_put(&s, cp == 0 ? 0xFFFD : cp);
    }
    char *copy = aa_str_ok(&s) ? aa_arena_strndup(arena, s.ptr, s.len) : NULL;
    aa_str_done(&s);
    return copy;
}

size_t aa_arena_used(const aa_arena *arena)
{
    return arena->used;
}
