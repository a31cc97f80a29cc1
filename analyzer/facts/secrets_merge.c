/*
 * Values that were found, brought together: one record a value, with all its places.
 */
#include <stdlib.h>

#include "facts/secrets_internal.h"

/* The first 64 bits of a hash over the app's name and the value. */
static bool digest(aa_secret_merge *m, aa_bytes value, char out[AA_SECRET_DIGEST])
{
    const char *name = m->facts->manifest.package.value;
    uint8_t hash[32];
    char *salted = aa_arena_printf(m->source->scratch, "appassay secret %s %.*s", name == NULL ? "" : name,
                                   (int)value.n, (const char *)value.p);
    if (salted == NULL || aa_sha256(aa_bytes_of(salted, strlen(salted)), hash) != AA_OK)
        return false;
    aa_hex(aa_bytes_of(hash, 8), out);
    return true;
}

static int by_value(const void *a, const void *b)
{
    const aa_secret_hit *const *x = a;
    const aa_secret_hit *const *y = b;
    if ((*x)->match.rule != (*y)->match.rule)
        return (*x)->match.rule < (*y)->match.rule ? -1 : 1;
    int order = aa_bytes_compare((*x)->value, (*y)->value);
    return order != 0 ? order : *x < *y ? -1 : *x > *y; /* of one array, in the order found */
}

_Static_assert((int)AA_SECRET_NAMED == (int)AA_SECRET_HINT && (int)AA_SECRET_MASTER == (int)AA_SECRET_SERVER,
               "grades are powers");

static bool same_value(const aa_secret_hit *a, const aa_secret_hit *b)
{
    return a->match.rule == b->match.rule && aa_bytes_equal(a->value, b->value);
}

/* Each member once, up to a few. */
static const char *members_of(aa_secret_merge *m, const aa_secret_spot *spots, size_t count)
{
    enum { NAMED = 5 };

    const char *list = "";
    size_t named = 0;
    for (size_t i = 0; i < count && list != NULL; i++) {
        const char *member = spots[i].place.member;
        size_t k = 0;
        while (k < i && (spots[k].place.member == NULL || member == NULL ||
                         strcmp(spots[k].place.member, member) != 0))
            k++;
        if (k < i || member == NULL)
            continue;
        if (named++ == NAMED)
            return aa_arena_printf(m->source->arena, "%s, …", list);
        list = aa_arena_printf(m->source->arena, "%s%s%s", list, list[0] == '\0' ? "" : ", ", member);
    }
    return list;
}

static void add_secret(aa_secret_merge *m, const aa_secret_hit *const *hits, size_t count, aa_vec *secrets)
{
    enum { SHOWN = 4 };

    const aa_secret_hit *first = hits[0];
    const aa_secret_rule *rule = aa_secret_rule_at(m->book, first->match.rule);
    aa_secret *secret = aa_source_push(m->source, secrets);
    aa_secret_spot *spots = aa_arena_array(m->source->arena, count, sizeof *spots);
    const char *value = aa_arena_utf8(m->source->arena, first->value);
    m->source->failed = m->source->failed || spots == NULL || value == NULL;
    if (secret == NULL || m->source->failed)
        return;
    *secret = (aa_secret){.rule = aa_source_copy(m->source, rule->id),
                          .provider = aa_source_copy(m->source, rule->provider),
                          .what = aa_source_copy(m->source, rule->what),
                          .power = (aa_secret_grade)first->match.power,
                          .proved = first->match.proof == AA_SECRET_PROVED,
                          .is_key = rule->is_key,
                          .length = first->value.n,
                          .value = value,
                          .spots = spots,
                          .spot_count = count};
    aa_bytes head = {first->value.p, first->value.n < SHOWN ? first->value.n : SHOWN};
    secret->begins = rule->is_key ? "" : aa_arena_utf8(m->source->arena, head);
    m->source->failed =
        m->source->failed || secret->begins == NULL || !digest(m, first->value, secret->digest);
    for (size_t i = 0; i < count; i++)
        spots[i] = hits[i]->spot;
    secret->members = members_of(m, spots, count);
    m->source->failed = m->source->failed || secret->members == NULL;
}

void aa_secrets_merge(aa_secret_merge *m)
{
    const aa_secret_hit *hits = m->hits->items;
    const aa_secret_hit **order = aa_arena_array(m->source->scratch, m->hits->count + 1, sizeof *order);
    aa_vec secrets = AA_VEC_INIT(aa_secret);
    m->source->failed = m->source->failed || order == NULL;
    if (order == NULL)
        return;
    for (size_t i = 0; i < m->hits->count; i++)
        order[i] = &hits[i];
    if (m->hits->count > 1)
        qsort(order, m->hits->count, sizeof *order, by_value);
    for (size_t i = 0, end; i < m->hits->count && !m->source->failed; i = end) {
        for (end = i + 1; end < m->hits->count && same_value(order[i], order[end]);)
            end++;
        add_secret(m, order + i, end - i, &secrets);
    }
    m->out->items = secrets.items;
    m->out->count = secrets.count;
}

aa_place aa_secret_keep_place(aa_source *source, aa_place place)
{
    place.artifact = aa_source_copy(source, place.artifact);
    place.member = aa_source_copy(source, place.member);
    place.path = aa_source_copy(source, place.path);
    place.class_name = aa_source_copy(source, place.class_name);
    place.method = aa_source_copy(source, place.method);
    return place;
}

void aa_secrets_keep(aa_source *source, const aa_secret_finder *f, aa_vec *out)
{
    const aa_secret_hit *hits = f->hits.items;
    for (size_t i = 0; i < f->hits.count; i++) {
        aa_secret_hit *slot = aa_source_push(source, out);
        char *value = aa_arena_strndup(source->arena, (const char *)hits[i].value.p, hits[i].value.n);
        source->failed = source->failed || value == NULL;
        if (slot == NULL || value == NULL)
            return;
        *slot = hits[i];
        slot->value.p = (const uint8_t *)value;
        slot->spot.place = aa_secret_keep_place(source, hits[i].spot.place);
    }
}
