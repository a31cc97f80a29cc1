#include "machine/a64_words.h"
#include "machine/arm64.h"
#include "machine/image_internal.h"

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

static void push(sweep *s, aa_vec *vec, uint64_t to, uint64_t at)
{
    if (to - s->image->low >= AA_IMAGE_SPAN)
        return; /* nothing of the image lies there */
    aa_image_mention *m = aa_vec_push(s->arena, vec);
    if (m == NULL)
        s->failed = true;
    else
        *m = (aa_image_mention){(uint32_t)(to - s->image->low), (uint32_t)(at - s->image->low)};
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

static void add(sweep *s, uint32_t word, uint64_t at)
{
    uint64_t number = aa_a64_word_number(word);
    if (number == 0)
        return; /* that is how moves from and to the stack pointer are written */
    uint64_t address = s->held[aa_a64_word_rn(word)] + number;
    push(s, &s->mentions, address, at);
    hold(s, aa_a64_word_rd(word), address);
}

static void go(sweep *s, uint32_t word, uint64_t at, const aa_image_function *f)
{
    uint64_t to = at + (uint64_t)aa_a64_word_distance(word, 0, 26);
    if (aa_a64_is_bl(word) || to < f->address || to >= f->end)
        push(s, &s->calls, to, at);
}

static void look_closer(sweep *s, uint32_t word, uint64_t at)
{
    aa_a64 i = aa_a64_decode(word, at);
    if (i.op == AA_A64_ADR) {
        hold(s, i.rd, (uint64_t)i.imm);
        if (!i.page)
            push(s, &s->mentions, (uint64_t)i.imm, at);
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

/* Tested on the word alone: few are decoded. */
static void look(sweep *s, uint32_t word, uint64_t at, const aa_image_function *f)
{
    if (aa_a64_is_branch(word)) {
        go(s, word, at, f);
    } else if (aa_a64_is_add_number(word)) {
        if (holds(s, aa_a64_word_rn(word)))
            add(s, word, at);
    } else if (aa_a64_is_access(word)) {
        if (!holds(s, aa_a64_word_rn(word)))
            return;
        if (aa_a64_is_plain_word(word))
            push(s, &s->mentions, s->held[aa_a64_word_rn(word)] + aa_a64_plain_distance(word), at);
        else
            look_closer(s, word, at);
    } else if (aa_a64_is_address(word) || aa_a64_is_literal(word) || aa_a64_is_system_call(word)) {
        look_closer(s, word, at);
    }
}

static const uint8_t *code_of(const aa_image *image, const aa_image_function *f)
{
    const aa_image_range *r = aa_image_range_at(image, f->address);
    return r->data.p + (f->address - r->address);
}

static void sweep_function(sweep *s, const aa_image_function *f)
{
    const uint8_t *p = code_of(s->image, f);
    s->known = 0;
    for (uint64_t at = f->address; at + 4 <= f->end && !s->failed; at += 4, p += 4)
        look(s, aa_le32(p), at, f);
}

/* Room for all that may be found, so that lists do not move while they grow; what is not used is never
 * touched. */
static bool reserve(sweep *s)
{
    size_t calls = 0, mentions = 0;
    for (size_t i = 0; i < s->image->function_count; i++) {
        const aa_image_function *f = &s->image->functions[i];
        const uint8_t *p = code_of(s->image, f);
        for (uint64_t at = f->address; at + 4 <= f->end; at += 4, p += 4) {
            uint32_t word = aa_le32(p);
            calls += aa_a64_is_branch(word);
            mentions +=
                ((aa_a64_is_add_number(word) || aa_a64_is_access(word)) && aa_a64_word_rn(word) != 31) ||
                aa_a64_is_literal(word) || (aa_a64_is_address(word) && word >> 31 == 0);
        }
    }
    s->calls.items = aa_arena_array(s->arena, calls, s->calls.item_size);
    s->calls.capacity = calls;
    s->mentions.items = aa_arena_array(s->arena, mentions, s->mentions.item_size);
    s->mentions.capacity = mentions;
    return s->calls.items != NULL && s->mentions.items != NULL;
}

aa_err aa_image_sweep(aa_arena *arena, aa_image *image)
{
    sweep s = {.arena = arena,
               .image = image,
               .calls = AA_VEC_INIT(aa_image_mention),
               .mentions = AA_VEC_INIT(aa_image_mention),
               .system_calls = AA_VEC_INIT(uint64_t)};
    uint32_t *first_call = aa_arena_array(arena, image->function_count + 1, sizeof *first_call);
    uint32_t *first_mention = aa_arena_array(arena, image->function_count + 1, sizeof *first_mention);
    s.failed = first_call == NULL || first_mention == NULL || !reserve(&s);
    for (size_t i = 0; i < image->function_count && !s.failed; i++) {
        sweep_function(&s, &image->functions[i]);
        first_call[i + 1] = (uint32_t)s.calls.count; /* less than 2^30 instructions within AA_IMAGE_SPAN */
        first_mention[i + 1] = (uint32_t)s.mentions.count;
    }
    if (s.failed)
        return AA_E_NOMEM;
    image->first_call = first_call;
    image->first_mention = first_mention;
    image->calls_by_place = s.calls.items; /* functions are in order and do not overlap */
    image->mentions_by_place = s.mentions.items;
    image->system_calls = s.system_calls.items;
    image->system_call_count = s.system_calls.count;
    return aa_image_index_make(arena, s.calls.items, s.calls.count, &image->calls) &&
                   aa_image_index_make(arena, s.mentions.items, s.mentions.count, &image->mentions)
               ? AA_OK
               : AA_E_NOMEM;
}
