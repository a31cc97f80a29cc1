/*
 * The quickest look at a function: one pass over its words for branches and messages of one name, and from
 * each of these backwards to where its receiver comes from. Most receivers were made a few instructions
 * before. Whatever is not plain is left to glance.c.
 */
#include "machine/a64_words.h"
#include "machine/arm64.h"
#include "machine/glance_internal.h"
#include "machine/runtime.h"

#define MAX_CODE     4096U /* instructions; longer ones are left to glance.c */
#define MAX_MESSAGES 64U
#define MAX_STEPS    256U /* back, from one message */

typedef struct back {
    aa_machine *machine;
    const aa_image *image;
    const aa_image_function *f;
    const uint8_t *code;
    size_t count;
    uint64_t led_to[MAX_CODE / 64 + 1]; /* a bit for each instruction that a branch leads to */
    uint16_t messages[MAX_MESSAGES];    /* of any name */
    size_t message_count;
    unsigned steps;
} back;

static uint64_t pc_of(const back *b, size_t i)
{
    return b->f->address + 4 * i;
}

static uint32_t word_of(const back *b, size_t i)
{
    return aa_le32(b->code + 4 * i);
}

static const aa_mcallee *callee_of(const back *b, size_t i)
{
    uint64_t distance = (uint64_t)aa_a64_word_distance(word_of(b, i), 0, 26);
    return aa_mflows_callee(b->machine->flows, b->image, pc_of(b, i) + distance);
}

/* ---- forwards: branches and messages */

static void lead(back *b, uint64_t to)
{
    if (to >= b->f->address && (to - b->f->address) / 4 < b->count)
        b->led_to[(to - b->f->address) / 4 / 64] |= UINT64_C(1) << ((to - b->f->address) / 4 % 64);
}

static bool is_led_to(const back *b, size_t i)
{
    return (b->led_to[i / 64] >> (i % 64) & 1) != 0;
}

static bool add_message(back *b, size_t i)
{
    if (b->message_count == MAX_MESSAGES)
        return false;
    b->messages[b->message_count++] = (uint16_t)i;
    return true;
}

/* A call, or a jump out of the function. False: only values tell what it does. */
static bool look_at_call(back *b, size_t i)
{
    const aa_mcallee *callee = callee_of(b, i);
    if (callee->is.kind == AA_CALLEE_SELECTOR || callee->effect == AA_RUNTIME_SEND ||
        callee->effect == AA_RUNTIME_SEND_SUPER)
        return add_message(b, i);
    return callee->effect != AA_RUNTIME_STORE_STRONG && callee->effect != AA_RUNTIME_SET_PROPERTY;
}

/* Stores below an address made of adrp may be over what is taken for constant. */
static bool is_store_to(uint32_t word, uint32_t held)
{
    return aa_a64_is_store(word) && (held >> aa_a64_word_rn(word) & 1) != 0;
}

/* Registers that may hold an address: what adrp wrote, and what was made or moved from it. */
static uint32_t hold(uint32_t word, uint32_t held)
{
    bool made = aa_a64_is_address(word) ||
                (aa_a64_is_add_number(word) && (held >> aa_a64_word_rn(word) & 1) != 0) ||
                (aa_a64_is_any_move(word) && (held >> aa_a64_word_rm(word) & 1) != 0);
    return made ? (held | UINT32_C(1) << aa_a64_word_rd(word)) & UINT32_C(0x7fffffff) : held;
}

static bool look_forwards(back *b)
{
    uint32_t held = 0;
    for (size_t i = 0; i < b->count; i++) {
        uint32_t word = word_of(b, i);
        if (aa_a64_is_bl(word)) {
            if (!look_at_call(b, i))
                return false;
        } else if (aa_a64_is_b(word)) {
            uint64_t to = pc_of(b, i) + (uint64_t)aa_a64_word_distance(word, 0, 26);
            lead(b, to);
            if ((to < b->f->address || to >= pc_of(b, b->count)) && !look_at_call(b, i))
                return false;
        } else if (aa_a64_is_branch_if(word)) {
            lead(b, pc_of(b, i) + (uint64_t)aa_a64_word_distance(word, 5, 19));
        } else if (aa_a64_is_branch_if_bit(word)) {
            lead(b, pc_of(b, i) + (uint64_t)aa_a64_word_distance(word, 5, 14));
        } else if (aa_a64_is_branch_register(word)) {
            if (!aa_a64_is_return(word))
                return false;
        } else if (is_store_to(word, held)) {
            return false;
        } else {
            held = hold(word, held);
        }
    }
    return true;
}

/* ---- backwards: one register */

static bool decoded_writes(const aa_a64 *i, unsigned reg)
{
    bool indexed = i->mode == AA_A64_PRE_INDEX || i->mode == AA_A64_POST_INDEX || i->op == AA_A64_OTHER;
    if (indexed && i->rn == reg)
        return true;
    return i->op != AA_A64_STORE && ((!i->vector && i->rd == reg) || i->rd2 == reg);
}

/* False when the word neither changes the way nor names |reg| where a register that is written can stand. */
static bool may_matter(uint32_t word, unsigned reg)
{
    return aa_a64_may_branch(word) || (word >> 25 & 15) == 0 || (word & 31) == reg ||
           (word >> 5 & 31) == reg || (word >> 10 & 31) == reg || (word >> 16 & 31) == reg;
}

typedef enum step { PASSES, WRITES, TURNS } step;

/* What |word|, no bl, does to |reg|. Most words are of the few forms that need no decoding. */
static step step_of(uint32_t word, uint64_t pc, unsigned reg)
{
    if (!may_matter(word, reg))
        return PASSES;
    if (aa_a64_is_plain_load(word) || aa_a64_is_move(word) || aa_a64_is_address(word) ||
        aa_a64_is_add_number(word))
        return aa_a64_word_rd(word) == reg ? WRITES : PASSES;
    if (aa_a64_is_plain_word(word))
        return PASSES;
    aa_a64 insn = aa_a64_decode(word, pc);
    if (insn.op == AA_A64_B || insn.op == AA_A64_RET || insn.op == AA_A64_TRAP || insn.op == AA_A64_SVC ||
        insn.op == AA_A64_BR || insn.op == AA_A64_BLR)
        return TURNS;
    return decoded_writes(&insn, reg) ? WRITES : PASSES;
}

/* The instruction before |from| that writes |reg|, alone on the way: 0 and *at. False: it cannot be told.
 * *at is |count| when none does, and the function's argument is still there. */
static bool find_writer(back *b, unsigned reg, size_t from, size_t *at)
{
    for (size_t i = from; i > 0; i--) {
        if (is_led_to(b, i) || b->steps++ >= MAX_STEPS)
            return false;
        uint32_t word = word_of(b, i - 1);
        if (aa_a64_is_bl(word)) {
            if ((reg <= 18 || reg == 30) && callee_of(b, i - 1)->effect != AA_RUNTIME_KEEPS) {
                *at = i - 1;
                return true;
            }
            continue;
        }
        step done = step_of(word, pc_of(b, i - 1), reg);
        if (done == TURNS)
            return false;
        if (done == WRITES) {
            *at = i - 1;
            return true;
        }
    }
    *at = b->count;
    return !is_led_to(b, 0);
}

/* The address in |reg| before |from|: of adrp, or of adrp and add. */
static bool address_in(back *b, unsigned reg, size_t from, uint64_t *out)
{
    uint64_t more = 0;
    size_t at;
    while (reg <= 30 && find_writer(b, reg, from, &at) && at < b->count) {
        uint32_t word = word_of(b, at);
        if (aa_a64_is_address(word)) {
            *out = (uint64_t)aa_a64_decode(word, pc_of(b, at)).imm + more;
            return true;
        }
        if (!aa_a64_is_add_number(word) || word >> 31 == 0 || aa_a64_word_number(word) == 0)
            return false;
        more += aa_a64_word_number(word);
        reg = aa_a64_word_rn(word);
        from = at;
    }
    return false;
}

/* The constant address that |reg| was loaded from, before |from|. False: it cannot be told. */
static bool loaded_from(back *b, unsigned reg, size_t from, uint64_t *out)
{
    size_t at;
    while (reg <= 30 && find_writer(b, reg, from, &at) && at < b->count) {
        uint32_t word = word_of(b, at);
        if (aa_a64_is_plain_load(word) && address_in(b, aa_a64_word_rn(word), at, out)) {
            *out += aa_a64_plain_distance(word);
            return true;
        }
        if (!aa_a64_is_move(word))
            return false;
        reg = aa_a64_word_rm(word);
        from = at;
    }
    return false;
}

/* The selector of the message at |at|; empty: it cannot be told. */
static aa_bytes selector_at(back *b, size_t at)
{
    const aa_mcallee *callee = callee_of(b, at);
    uint64_t address;
    if (callee->is.kind == AA_CALLEE_SELECTOR)
        return callee->is.name;
    return loaded_from(b, 1, at, &address) ? aa_objc_selector_at(b->image->objc, address) : aa_bytes_none();
}

/* What a call leaves in register 0, said by what it was given there: 0 when that is not known. */
typedef enum change { NOTHING_KNOWN, SAME, MADE, MADE_OF_CLASS } change;

static change change_by(back *b, size_t at)
{
    const aa_mcallee *callee = callee_of(b, at);
    if (callee->is.kind == AA_CALLEE_SELECTOR || callee->effect == AA_RUNTIME_SEND) {
        aa_bytes selector = selector_at(b, at);
        return aa_mkeeps_class(selector) ? MADE : aa_mis_factory(selector) ? MADE_OF_CLASS : NOTHING_KNOWN;
    }
    if (callee->is.kind != AA_CALLEE_IMPORT)
        return NOTHING_KNOWN;
    if (callee->effect == AA_RUNTIME_SAME)
        return SAME;
    return callee->effect == AA_RUNTIME_NONE && aa_mmakes_object(callee->is.name) ? MADE : NOTHING_KNOWN;
}

static bool is_class(const aa_mthing *t)
{
    return t->kind == AA_MTHING_NUMBER || t->kind == AA_MTHING_IMPORT;
}

/* Calls between the value and the message, innermost last. */
typedef struct made {
    uint64_t pc[8];
    change by[8];
    size_t count;
} made;

static aa_mthing apply(const back *b, aa_mthing t, const made *calls)
{
    for (size_t i = calls->count; i > 0; i--) {
        if (calls->by[i - 1] == MADE_OF_CLASS && !is_class(&t))
            return (aa_mthing){.kind = AA_MTHING_UNKNOWN};
        t = aa_mthing_made_of(b->image, t, calls->pc[i - 1]);
    }
    return t;
}

static aa_mthing receiver_of(back *b, size_t message)
{
    const aa_mthing unknown = {.kind = AA_MTHING_UNKNOWN};
    made calls = {.count = 0};
    unsigned reg = 0;
    size_t from = message, at;
    while (reg <= 30 && find_writer(b, reg, from, &at)) {
        if (at == b->count)
            return reg == 0 && b->f->class_name.n > 0 ? apply(b, (aa_mthing){.kind = AA_MTHING_SELF}, &calls)
                                                      : unknown;
        from = at;
        uint32_t word = word_of(b, at);
        if (aa_a64_is_bl(word)) {
            change by = reg == 0 ? change_by(b, at) : NOTHING_KNOWN;
            if (by == NOTHING_KNOWN || calls.count == sizeof calls.pc / sizeof calls.pc[0])
                return unknown;
            if (by != SAME) {
                calls.pc[calls.count] = pc_of(b, at);
                calls.by[calls.count++] = by;
            }
            continue;
        }
        uint64_t address;
        if (aa_a64_is_move(word)) {
            reg = aa_a64_word_rm(word);
        } else if (aa_a64_is_plain_load(word) && aa_a64_word_rd(word) == reg &&
                   address_in(b, aa_a64_word_rn(word), at, &address)) {
            return apply(b, aa_mthing_at(b->image, address + aa_a64_plain_distance(word)), &calls);
        } else if (address_in(b, reg, at + 1, &address)) {
            return apply(b, (aa_mthing){.kind = AA_MTHING_NUMBER, .what = address}, &calls);
        } else {
            return unknown;
        }
    }
    return unknown;
}

aa_mguess aa_mglance_back(aa_machine *machine, const aa_image *image, const aa_image_function *f,
                          const char *selector, const char *class_name)
{
    const aa_image_range *r = aa_image_range_at(image, f->address);
    back b = {.machine = machine,
              .image = image,
              .f = f,
              .code = r->data.p + (f->address - r->address),
              .count = (size_t)(f->end - f->address) / 4};
    if (b.count > MAX_CODE || !look_forwards(&b))
        return AA_MGUESS_UNSURE;
    for (size_t i = 0; i < b.message_count; i++) {
        size_t at = b.messages[i];
        b.steps = 0;
        aa_bytes name = selector_at(&b, at);
        if (name.n == 0)
            return AA_MGUESS_UNSURE;
        if (!aa_mname_fits(name, selector))
            continue;
        aa_mthing to = receiver_of(&b, at);
        name = callee_of(&b, at)->effect == AA_RUNTIME_SEND_SUPER ? aa_bytes_none()
                                                                  : aa_mthing_class(image, f, &to);
        if (name.n == 0)
            return AA_MGUESS_UNSURE;
        if (aa_bytes_is(name, class_name))
            return AA_MGUESS_YES;
    }
    return AA_MGUESS_NO;
}
