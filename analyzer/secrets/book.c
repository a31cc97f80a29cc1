#include "secrets/book.h"

#include <stdlib.h>

#include "base/embedded.h"
#include "base/tsv.h"
#include "secrets/book_internal.h"

enum { ID, PROVIDER, WHAT, POWER, PROOF, FORM, SOURCE, COLUMNS };

const char *aa_secret_power_name(aa_secret_power power)
{
    static const char *const names[] = {[AA_SECRET_HINT] = "hint",
                                        [AA_SECRET_PUBLIC] = "public",
                                        [AA_SECRET_CLIENT] = "client",
                                        [AA_SECRET_SERVER] = "server"};
    return names[power];
}

size_t aa_secret_rule_count(const aa_secret_book *book)
{
    return book->count;
}

const aa_secret_rule *aa_secret_rule_at(const aa_secret_book *book, size_t index)
{
    return &book->lines[index].rule;
}

/* ---- lines --------------------------------------------------------------------------------------------- */

static bool read_power(aa_bytes text, aa_secret_power *out)
{
    for (int p = AA_SECRET_HINT; p <= AA_SECRET_SERVER; p++) {
        if (!aa_bytes_is(text, aa_secret_power_name((aa_secret_power)p)))
            continue;
        *out = (aa_secret_power)p;
        return true;
    }
    return false;
}

static const char *copy(aa_arena *arena, aa_bytes text, bool *failed)
{
    const char *out = aa_arena_strndup(arena, (const char *)text.p, text.n);
    *failed = *failed || out == NULL;
    return out;
}

/* "word:=form" */
static aa_bytes split_word(aa_bytes *form)
{
    for (size_t i = 1; i + 1 < form->n && form->p[i] != '<'; i++) {
        if (form->p[i] != ':' || form->p[i + 1] != '=')
            continue;
        aa_bytes word = {form->p, i};
        *form = aa_bytes_from(*form, i + 2);
        return word;
    }
    return aa_bytes_none();
}

static bool read_line(aa_arena *arena, const aa_bytes *fields, secret_line *out, bool *failed)
{
    aa_bytes form = fields[FORM];
    out->word = split_word(&form);
    out->rule.id = copy(arena, fields[ID], failed);
    out->rule.provider = copy(arena, fields[PROVIDER], failed);
    out->rule.what = copy(arena, fields[WHAT], failed);
    out->judge = secret_judge_named(fields[PROOF]);
    out->rule.is_key =
        out->judge == secret_judge_pem || out->judge == secret_judge_pgp || out->judge == secret_judge_putty;
    return out->judge != NULL && fields[SOURCE].n > 0 && read_power(fields[POWER], &out->rule.power) &&
           aa_form_read(arena, form, &out->form, failed) && !*failed &&
           (out->word.n >= 4 || out->form.anchor < out->form.count);
}

/* ---- windows ------------------------------------------------------------------------------------------- */

/* How common a character is in packages: small letters of words most. */
static unsigned commonness(uint8_t c)
{
    if (c >= 'A' && c <= 'Z')
        c = (uint8_t)(c | 0x20);
    if (c >= 'a' && c <= 'z')
        return strchr("etaoinsrl", c) != NULL ? 6 : strchr("dcumphgyfb", c) != NULL ? 4 : 2;
    return strchr("./-0:", c) != NULL ? 4 : 3;
}

static size_t rarest(aa_bytes literal)
{
    size_t best = 0;
    unsigned least = UINT32_MAX;
    for (size_t i = 0; i + 4 <= literal.n && i < 255; i++) {
        unsigned sum = 0;
        for (size_t k = i; k < i + 4; k++)
            sum += commonness(literal.p[k]);
        if (sum < least) {
            least = sum;
            best = i;
        }
    }
    return best;
}

static bool add_window(aa_arena *arena, aa_vec *windows, uint32_t word, size_t line, size_t before)
{
    const secret_window *items = windows->items;
    uint32_t folded = fold(word);
    for (size_t i = windows->count; i > 1 && items[i - 1].line == line; i--)
        if (items[i - 1].folded == folded)
            return true;
    secret_window *slot = aa_vec_push(arena, windows);
    if (slot != NULL)
        *slot = (secret_window){.folded = folded, .line = (uint16_t)line, .before = (uint8_t)before};
    return slot != NULL;
}

/* A literal of three characters is told by them and each that the run behind it can begin with. */
static bool add_short(aa_arena *arena, aa_vec *windows, const secret_line *line, size_t number, bool *failed)
{
    const aa_form *form = &line->form;
    aa_bytes literal = form->items[form->anchor].literal;
    if (literal.n != 3 || form->anchor + 1 >= form->count)
        return false;
    for (unsigned c = 0; c < 256; c++) {
        if (!aa_form_has(&form->items[form->anchor + 1].set, (uint8_t)c))
            continue;
        const uint8_t four[4] = {literal.p[0], literal.p[1], literal.p[2], (uint8_t)c};
        *failed = *failed || !add_window(arena, windows, aa_le32(four), number, 0);
    }
    return true;
}

static bool add_windows(aa_arena *arena, aa_vec *windows, const secret_line *line, size_t number,
                        bool *failed)
{
    aa_bytes literal = line->word.n > 0 ? line->word : line->form.items[line->form.anchor].literal;
    if (literal.n < 4)
        return add_short(arena, windows, line, number, failed);
    size_t before = rarest(literal);
    *failed = *failed || !add_window(arena, windows, aa_le32(literal.p + before), number, before);
    return true;
}

/* Chains keep the order of the book. */
static void hash_windows(aa_secret_book *book, secret_window *windows, size_t count)
{
    book->plain = true;
    for (size_t i = count; i > 1; i--) {
        secret_window *w = &windows[i - 1];
        uint32_t hash = secret_hash(w->folded);
        book->plain = book->plain && (w->folded & UINT32_C(0x80808080)) == 0;
        uint32_t bit = hash >> (32 - FILTER_BITS);
        uint16_t *head = &book->heads[hash >> (32 - TABLE_BITS)];
        book->filter[bit >> 3] |= (uint8_t)(1U << (bit & 7));
        w->next = *head;
        *head = (uint16_t)(i - 1);
    }
    book->windows = windows;
}

/* ---- samples ------------------------------------------------------------------------------------------- */

static int by_bytes(const void *a, const void *b)
{
    return memcmp(a, b, 16);
}

static unsigned nibble(uint8_t c)
{
    return c <= '9' ? c - 48U : (c | 0x20U) - 87U; /* ASCII */
}

static bool read_samples(aa_arena *arena, aa_secret_book *book)
{
    aa_vec samples = {.item_size = 16};
    aa_tsv table = aa_tsv_open("secret-samples.tsv");
    aa_bytes field;
    while (aa_tsv_next(&table, &field, 1)) {
        uint8_t *slot = field.n < 32 ? NULL : aa_vec_push(arena, &samples);
        if (slot == NULL)
            return false;
        for (size_t i = 0; i < 16; i++)
            slot[i] = (uint8_t)(nibble(field.p[2 * i]) << 4 | nibble(field.p[2 * i + 1]));
    }
    if (samples.count > 1)
        qsort(samples.items, samples.count, 16, by_bytes);
    book->samples = samples.items;
    book->sample_count = samples.count;
    return true;
}

/* ---- all ----------------------------------------------------------------------------------------------- */

aa_err aa_secret_book_read(aa_arena *arena, aa_bytes table, const aa_secret_book **out)
{
    aa_vec lines = AA_VEC_INIT(secret_line);
    aa_vec windows = AA_VEC_INIT(secret_window);
    aa_secret_book *book = aa_arena_alloc(arena, sizeof *book);
    aa_tsv reader = aa_tsv_of(table);
    aa_bytes fields[COLUMNS];
    bool failed = book == NULL || aa_vec_push(arena, &windows) == NULL; /* number 0 ends a chain */
    while (!failed && aa_tsv_next(&reader, fields, COLUMNS)) {
        secret_line *line = aa_vec_push(arena, &lines);
        failed = line == NULL;
        if (failed)
            break;
        bool good = read_line(arena, fields, line, &failed) && lines.count < UINT16_MAX &&
                    add_windows(arena, &windows, line, lines.count - 1, &failed);
        if (!failed && (!good || windows.count >= UINT16_MAX))
            return AA_E_FORMAT;
    }
    if (failed || !read_samples(arena, book))
        return AA_E_NOMEM;
    book->lines = lines.items;
    book->count = lines.count;
    hash_windows(book, windows.items, windows.count);
    *out = book;
    return AA_OK;
}

aa_err aa_secret_book_new(aa_arena *arena, const aa_secret_book **out)
{
    return aa_secret_book_read(arena, aa_embedded_find("secret-providers.tsv"), out);
}
