/*
 * Texts: as they are, as values of names, and behind Base 64.
 */
#include "base/base64.h"
#include "facts/secrets_internal.h"

enum {
    SHORTEST = 8,           /* no form is shorter */
    ENCODED_LEAST = 24,     /* shorter than any credential with a form, encoded */
    ENCODED_MOST = 1 << 16, /* a key file of 48 KiB */
    NAME_MOST = 200,
};

void aa_secret_finder_init(aa_secret_finder *f, const aa_secret_book *book, const aa_limits *limits,
                           aa_arena *arena, aa_notes *notes)
{
    *f = (aa_secret_finder){.book = book,
                            .limits = limits,
                            .arena = arena,
                            .notes = notes,
                            .where = {.literal = aa_bytes_none()},
                            .hits = AA_VEC_INIT(aa_secret_hit),
                            .stores = AA_VEC_INIT(aa_key_store_fact),
                            .sources = AA_VEC_INIT(aa_source_fact),
                            .matches = AA_VEC_INIT(aa_secret_match)};
}

/* Copies what outlives |text|. */
static void keep(aa_secret_finder *f, aa_bytes text, const aa_secret_match *match, uint64_t base)
{
    char *value = aa_arena_strndup(f->arena, (const char *)text.p + match->offset, match->length);
    aa_secret_hit *hit = value == NULL ? NULL : aa_vec_push(f->arena, &f->hits);
    f->failed = f->failed || hit == NULL;
    if (hit == NULL)
        return;
    *hit = (aa_secret_hit){.match = *match, .value = aa_bytes_of(value, match->length), .spot = f->where};
    hit->spot.place.offset = base == AA_NO_OFFSET ? base : base + match->offset;
}

static bool find(aa_secret_finder *f, aa_bytes text, uint64_t base)
{
    bool cut = false;
    f->matches.count = 0;
    f->failed = aa_secret_find(f->book, f->arena, text, &f->matches, &cut) != AA_OK || f->failed;
    const aa_secret_match *matches = f->matches.items;
    for (size_t i = 0; i < f->matches.count && !f->failed; i++)
        if (matches[i].proof != AA_SECRET_REFUTED)
            keep(f, text, &matches[i], base);
    if (cut)
        aa_notes_add(f->notes, AA_NOTE_GAP, "limit.secrets", AA_NO_OFFSET, "%d", AA_SECRET_MATCHES);
    return f->matches.count > 0;
}

static bool is_text(aa_bytes b)
{
    for (size_t i = 0; i < b.n; i++)
        if (b.p[i] >= 0x7f || (b.p[i] < 0x20 && b.p[i] != '\n' && b.p[i] != '\r' && b.p[i] != '\t'))
            return false;
    return b.n > 0;
}

/* All of |text| is Base 64 of a text: what an app decodes when it runs. */
static void find_encoded(aa_secret_finder *f, aa_bytes text, uint64_t base)
{
    if (text.n < ENCODED_LEAST || text.n > ENCODED_MOST || !aa_base64_begins_text(text))
        return;
    for (size_t i = 0; i < text.n; i++)
        if (aa_base64_digit(text.p[i]) < 0 && text.p[i] != '=')
            return;
    aa_bytes decoded = aa_base64_decode(f->arena, text, &f->failed);
    size_t before = f->hits.count;
    if (!f->failed && is_text(decoded) && find(f, decoded, AA_NO_OFFSET)) {
        aa_secret_hit *hits = f->hits.items;
        for (size_t i = before; i < f->hits.count; i++)
            hits[i].spot.place.offset = base;
    }
}

void aa_secret_look(aa_secret_finder *f, aa_bytes text, uint64_t base)
{
    if (text.n < SHORTEST || f->failed)
        return;
    f->bytes += text.n;
    if (!find(f, text, base))
        find_encoded(f, text, base);
}

void aa_secret_look_named(aa_secret_finder *f, const char *name, aa_bytes value, uint64_t base)
{
    size_t n = strlen(name);
    if (value.n < SHORTEST || f->failed)
        return;
    if (n > NAME_MOST) {
        name += n - NAME_MOST;
        n = NAME_MOST;
    }
    char *text = aa_arena_alloc(f->arena, n + value.n + 4);
    f->failed = f->failed || text == NULL;
    if (text == NULL)
        return;
    memcpy(text, name, n);
    memcpy(text + n, "=\"", 2);
    memcpy(text + n + 2, value.p, value.n);
    text[n + 2 + value.n] = '"';
    f->bytes += value.n;
    if (!find(f, aa_bytes_of(text, n + value.n + 3), AA_NO_OFFSET))
        find_encoded(f, value, base);
    else
        for (size_t i = f->hits.count - f->matches.count; i < f->hits.count; i++)
            ((aa_secret_hit *)f->hits.items)[i].spot.place.offset = base;
}
