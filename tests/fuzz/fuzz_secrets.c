#include <stdlib.h>

#include "secrets/book.h"
#include "secrets/keystore.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What the header promises: matches lie in the text, in order, and do not overlap. */
static void check_matches(const aa_secret_book *book, const aa_vec *matches, size_t size)
{
    const aa_secret_match *m = matches->items;
    size_t end = 0;
    for (size_t i = 0; i < matches->count; i++) {
        if (m[i].rule >= aa_secret_rule_count(book) || m[i].length == 0 || m[i].offset < end ||
            m[i].offset > size || m[i].length > size - m[i].offset)
            abort();
        end = m[i].offset + m[i].length;
    }
}

/* The first byte says whether the rest is a text, a key store, or a book. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    aa_arena *arena = size == 0 ? NULL : aa_arena_new();
    const aa_secret_book *book = NULL;
    if (arena == NULL)
        return 0;
    aa_bytes rest = aa_bytes_of(data + 1, size - 1);
    aa_keystore store;
    if (data[0] == 'k') {
        if (aa_keystore_look(rest, &store) && store.kind == NULL)
            abort();
    } else if (data[0] == 'b') {
        aa_err err = aa_secret_book_read(arena, rest, &book);
        aa_vec matches = AA_VEC_INIT(aa_secret_match);
        if (err == AA_OK && aa_secret_find(book, arena, rest, &matches, NULL) == AA_OK)
            check_matches(book, &matches, rest.n);
    } else {
        aa_vec matches = AA_VEC_INIT(aa_secret_match);
        bool cut = false;
        if (aa_secret_book_new(arena, &book) != AA_OK ||
            aa_secret_find(book, arena, rest, &matches, &cut) != AA_OK)
            abort();
        check_matches(book, &matches, rest.n);
    }
    aa_arena_free(arena);
    return 0;
}
