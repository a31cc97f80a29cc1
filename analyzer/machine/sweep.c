#include "machine/arm64.h"
#include "machine/image_internal.h"

#include <stdlib.h>

/* What a register holds as far as a straight pass can tell: an address made of adrp, adr and add. Branches
 * are not looked at, so a mention can be wrong; none that a compiler writes is missed. */
typedef struct sweep {
    aa_arena *arena;
    aa_image *image;
    aa_vec calls, mentions, system_calls;
    uint64_t held[32];
    uint32_t known; /* bit n: held[n] */
    bool failed;
} sweep;

/* Room for one record in |every| instructions, so that the list does not move while it grows. */
static bool reserve(sweep *s, aa_vec *vec, size_t every)
{
    size_t count = 0;
    for (size_t i = 0; i < s->image->function_count; i++)
        count += (size_t)(s->image->functions[i].end - s->image->functions[i].address) / 4;
    vec->items = aa_arena_array(s->arena, count / every + 1, vec->item_size);
    vec->capacity = vec->items == NULL ? 0 : count / every + 1;
    return vec->items != NULL;
}

static void push(sweep *s, aa_vec *vec, uint64_t to, uint64_t at)
{
    aa_image_mention *m = aa_vec_push(s->arena, vec);
    if (m == NULL)
        s->failed = true;
    else
        *m = (aa_image_mention){to, at};
}

static void hold(sweep *s, unsigned reg, uint64_t address)
{
    if (reg > 30)
        return;
    s->held[reg] = address;
    s->known |= UINT32_C(1) << reg;
}

static bool holds(const sweep *s, unsigned reg)
{
    return reg <= 30 && (s->known >> reg & 1);
}

/* |word| may be of interest: decoded in full. */
static void look(sweep *s, uint32_t word, uint64_t at, const aa_image_function *f)
{
    aa_a64 i = aa_a64_decode(word, at);
    if (i.op == AA_A64_BL) {
        push(s, &s->calls, (uint64_t)i.imm, at);
    } else if (i.op == AA_A64_B) {
        if ((uint64_t)i.imm < f->address || (uint64_t)i.imm >= f->end)
            push(s, &s->calls, (uint64_t)i.imm, at);
    } else if (i.op == AA_A64_ADR) {
        hold(s, i.rd, (uint64_t)i.imm);
        if (!i.page)
            push(s, &s->mentions, (uint64_t)i.imm, at);
    } else if (i.op == AA_A64_ADD && i.has_imm && holds(s, i.rn)) {
        uint64_t address = s->held[i.rn] + (uint64_t)i.imm;
        push(s, &s->mentions, address, at);
        hold(s, i.rd, address);
    } else if ((i.op == AA_A64_LOAD || i.op == AA_A64_STORE) && i.has_imm && holds(s, i.rn)) {
        push(s, &s->mentions, s->held[i.rn] + (i.mode == AA_A64_POST_INDEX ? 0 : (uint64_t)i.imm), at);
    } else if (i.op == AA_A64_LITERAL) {
        push(s, &s->mentions, (uint64_t)i.imm, at);
    } else if (i.op == AA_A64_SVC) {
        uint64_t *place = aa_vec_push(s->arena, &s->system_calls);
        if (place == NULL)
            s->failed = true;
        else
            *place = at;
    }
}

/* bl, b, adr(p), add immediate, loads and stores with an offset, literals, svc: tested on the word alone. */
static bool is_of_interest(uint32_t word)
{
    return (word & UINT32_C(0x7c000000)) == UINT32_C(0x14000000) ||
           (word & UINT32_C(0x1f000000)) == UINT32_C(0x10000000) ||
           (word & UINT32_C(0x7f800000)) == UINT32_C(0x11000000) ||
           (word & UINT32_C(0x3b000000)) == UINT32_C(0x39000000) ||
           (word & UINT32_C(0x3a000000)) == UINT32_C(0x28000000) ||
           (word & UINT32_C(0x3b000000)) == UINT32_C(0x18000000) ||
           (word & UINT32_C(0xffe0001f)) == UINT32_C(0xd4000001);
}

static void sweep_function(sweep *s, const aa_image_function *f)
{
    const aa_image_range *r = aa_image_range_at(s->image, f->address);
    const uint8_t *p = r->data.p + (f->address - r->address);
    s->known = 0;
    for (uint64_t at = f->address; at + 4 <= f->end && !s->failed; at += 4, p += 4) {
        uint32_t word = aa_le32(p);
        if (is_of_interest(word))
            look(s, word, at, f);
    }
}

#define DIGIT_BITS 11U
#define DIGITS     (1U << DIGIT_BITS)

/* One round of a sort by digits: |from| into |to| by the bits from |shift| on, equals in the order they have.
 */
static void distribute(const aa_image_mention *from, aa_image_mention *to, size_t count, uint64_t least,
                       unsigned shift)
{
    size_t first[DIGITS + 1] = {0};
    for (size_t i = 0; i < count; i++)
        first[((from[i].to - least) >> shift & (DIGITS - 1)) + 1]++;
    for (size_t d = 1; d <= DIGITS; d++)
        first[d] += first[d - 1];
    for (size_t i = 0; i < count; i++)
        to[first[(from[i].to - least) >> shift & (DIGITS - 1)]++] = from[i];
}

/* A large program has a million records in some ten megabytes: two or three rounds instead of twenty. */
const aa_image_mention *aa_image_sort_by_to(aa_arena *arena, const aa_vec *vec)
{
    const aa_image_mention *items = vec->items;
    aa_image_mention *out = aa_arena_array(arena, vec->count, sizeof *out);
    uint64_t least = UINT64_MAX, most = 0;
    if (out == NULL)
        return NULL;
    for (size_t i = 0; i < vec->count; i++) {
        least = items[i].to < least ? items[i].to : least;
        most = items[i].to > most ? items[i].to : most;
    }
    if (vec->count == 0)
        return out;
    memcpy(out, items, vec->count * sizeof *out);
    aa_image_mention *other = malloc(vec->count * sizeof *other);
    if (other == NULL)
        return NULL;
    for (unsigned shift = 0; shift < 64 && (most - least) >> shift != 0; shift += DIGIT_BITS) {
        distribute(out, other, vec->count, least, shift);
        memcpy(out, other, vec->count * sizeof *out);
    }
    free(other);
    return out;
}

aa_err aa_image_sweep(aa_arena *arena, aa_image *image)
{
    sweep s = {.arena = arena,
               .image = image,
               .calls = AA_VEC_INIT(aa_image_mention),
               .mentions = AA_VEC_INIT(aa_image_mention),
               .system_calls = AA_VEC_INIT(uint64_t)};
    size_t *first_call = aa_arena_array(arena, image->function_count + 1, sizeof *first_call);
    size_t *first_mention = aa_arena_array(arena, image->function_count + 1, sizeof *first_mention);
    s.failed = first_call == NULL || first_mention == NULL || !reserve(&s, &s.calls, 8) ||
               !reserve(&s, &s.mentions, 8);
    for (size_t i = 0; i < image->function_count && !s.failed; i++) {
        sweep_function(&s, &image->functions[i]);
        first_call[i + 1] = s.calls.count;
        first_mention[i + 1] = s.mentions.count;
    }
    if (s.failed)
        return AA_E_NOMEM;
    image->first_call = first_call;
    image->first_mention = first_mention;
    image->calls_by_place = s.calls.items; /* functions are in order and do not overlap */
    image->calls = aa_image_sort_by_to(arena, &s.calls);
    image->call_count = s.calls.count;
    image->mentions_by_place = s.mentions.items;
    image->mentions = aa_image_sort_by_to(arena, &s.mentions);
    image->mention_count = s.mentions.count;
    image->system_calls = s.system_calls.items;
    image->system_call_count = s.system_calls.count;
    if (image->calls == NULL || image->mentions == NULL ||
        !aa_buckets_make(arena, image->calls, s.calls.count, sizeof *image->calls, &image->call_steps) ||
        !aa_buckets_make(arena, image->mentions, s.mentions.count, sizeof *image->mentions,
                         &image->mention_steps))
        return AA_E_NOMEM;
    return AA_OK;
}
