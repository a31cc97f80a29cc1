#include "code/flow_scratch.h"

#include <stdint.h>
#include <stdlib.h>

#define CHUNK_BYTES ((size_t)256 << 10)
#define ALIGNMENT   16U

struct aa_scratch_chunk {
    aa_scratch_chunk *next;
    size_t used, size; /* of |bytes| */
    _Alignas(ALIGNMENT) char bytes[];
};

static aa_scratch_chunk *new_chunk(size_t bytes)
{
    size_t size = bytes < CHUNK_BYTES ? CHUNK_BYTES : bytes;
    if (size > SIZE_MAX - sizeof(aa_scratch_chunk))
        return NULL;
    aa_scratch_chunk *chunk = malloc(sizeof *chunk + size);
    if (chunk == NULL)
        return NULL;
    chunk->next = NULL;
    chunk->used = 0;
    chunk->size = size;
    return chunk;
}

static void *take(aa_scratch_chunk *chunk, size_t bytes)
{
    if (chunk == NULL || bytes > chunk->size - chunk->used)
        return NULL;
    void *p = chunk->bytes + chunk->used;
    chunk->used += bytes;
    return p;
}

void *aa_scratch_get(aa_scratch *scratch, size_t count, size_t size)
{
    if (size != 0 && count > (SIZE_MAX - ALIGNMENT) / size) {
        scratch->failed = true;
        return NULL;
    }
    size_t bytes = (count * size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    void *p = take(scratch->current, bytes);
    if (p != NULL)
        return p;
    /* A chunk kept from an earlier method, if it is large enough; else a new one goes in between. */
    aa_scratch_chunk *next = scratch->current == NULL ? scratch->first : scratch->current->next;
    if (next == NULL || bytes > next->size) {
        aa_scratch_chunk *chunk = new_chunk(bytes);
        if (chunk == NULL) {
            scratch->failed = true;
            return NULL;
        }
        chunk->next = next;
        if (scratch->current == NULL)
            scratch->first = chunk;
        else
            scratch->current->next = chunk;
        next = chunk;
    }
    next->used = 0;
    scratch->current = next;
    return take(next, bytes);
}

void aa_scratch_reset(aa_scratch *scratch)
{
    aa_scratch_chunk **link = &scratch->first;
    while (*link != NULL) {
        aa_scratch_chunk *chunk = *link;
        if (chunk->size > CHUNK_BYTES) {
            *link = chunk->next;
            free(chunk);
        } else {
            chunk->used = 0;
            link = &chunk->next;
        }
    }
    scratch->current = scratch->first;
    scratch->failed = false;
}

void aa_scratch_free(aa_scratch *scratch)
{
    while (scratch->first != NULL) {
        aa_scratch_chunk *next = scratch->first->next;
        free(scratch->first);
        scratch->first = next;
    }
    scratch->current = NULL;
}
