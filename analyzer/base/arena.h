/*
 * Memory that dies together. Facts, findings and names come from one arena; nothing in it is freed alone.
 */
#ifndef AA_BASE_ARENA_H
#define AA_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/bytes.h"

typedef struct aa_arena aa_arena;

/* A new, empty arena, or NULL when memory is out. Freed by aa_arena_free(), which takes NULL. */
aa_arena *aa_arena_new(void);
void aa_arena_free(aa_arena *arena);

/* |size| zeroed bytes, aligned for any type; NULL when memory is out. A size of 0 gives a valid pointer. */
void *aa_arena_alloc(aa_arena *arena, size_t size);

/* |count| zeroed records of |size| bytes; NULL when memory is out or the product wraps. */
void *aa_arena_array(aa_arena *arena, size_t count, size_t size);

/* |*out| becomes a copy of |raw|; false, and |*out| as it was, when memory is out. */
bool aa_arena_bytes(aa_arena *arena, aa_bytes raw, aa_bytes *out);

/* Copies, NUL-terminated; NULL when memory is out. */
char *aa_arena_strdup(aa_arena *arena, const char *text);
char *aa_arena_strndup(aa_arena *arena, const char *text, size_t n);
char *aa_arena_printf(aa_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *aa_arena_vprintf(aa_arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/* Any bytes as valid UTF-8: invalid sequences and NUL become U+FFFD. NULL when memory is out. */
char *aa_arena_utf8(aa_arena *arena, aa_bytes raw);

/* Bytes handed out so far. */
size_t aa_arena_used(const aa_arena *arena);

#endif
