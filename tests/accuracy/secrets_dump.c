/*
 * secrets_dump [FILE…]: what the book of credentials finds in each file (standard input without one), a line
 * a match: file, offset, length, rule, provider, power, proof. The values themselves are not printed.
 */
#include <stdio.h>

#include "secrets/book.h"

#define FILE_BYTES ((size_t)256 << 20)

static aa_bytes read_all(aa_arena *arena, FILE *in)
{
    size_t room = 1 << 16;
    size_t n = 0;
    uint8_t *bytes = aa_arena_alloc(arena, room);
    while (bytes != NULL && n < FILE_BYTES) {
        size_t got = fread(bytes + n, 1, room - n, in);
        n += got;
        if (got == 0)
            return aa_bytes_of(bytes, n);
        if (n < room)
            continue;
        uint8_t *more = aa_arena_alloc(arena, room * 2);
        if (more != NULL)
            memcpy(more, bytes, n);
        bytes = more;
        room *= 2;
    }
    return aa_bytes_none();
}

static bool dump(const aa_secret_book *book, const char *name, FILE *in)
{
    static const char *const proofs[] = {"form", "proved", "refuted"};
    aa_arena *arena = aa_arena_new();
    aa_vec matches = AA_VEC_INIT(aa_secret_match);
    bool ok = arena != NULL && aa_secret_find(book, arena, read_all(arena, in), &matches, NULL) == AA_OK;
    for (size_t i = 0; ok && i < matches.count; i++) {
        const aa_secret_match *m = (const aa_secret_match *)matches.items + i;
        const aa_secret_rule *rule = aa_secret_rule_at(book, m->rule);
        printf("%s\t%zu\t%zu\t%s\t%s\t%s\t%s\n", name, m->offset, m->length, rule->id, rule->provider,
               aa_secret_power_name(m->power), proofs[m->proof]);
    }
    aa_arena_free(arena);
    return ok;
}

int main(int argc, char **argv)
{
    aa_arena *arena = aa_arena_new();
    const aa_secret_book *book = NULL;
    bool ok = arena != NULL && aa_secret_book_new(arena, &book) == AA_OK;
    if (ok && argc < 2)
        ok = dump(book, "-", stdin);
    for (int i = 1; ok && i < argc; i++) {
        FILE *in = fopen(argv[i], "rb");
        if (in == NULL) {
            perror(argv[i]);
            continue;
        }
        ok = dump(book, argv[i], in);
        fclose(in);
    }
    aa_arena_free(arena);
    return ok ? 0 : 1;
}
