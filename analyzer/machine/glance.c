/*
 * One straight look over a function, which costs far less than following its values: is what a message goes
 * to for certain an object of another class? Exact or unknown: where it names a class, flow.h and
 * aa_msite_receiver() name the same one. Memory is not followed, places where ways meet keep what all of
 * them agree on, and heads of loops nothing.
 */
#include <stdlib.h>

#include "machine/arm64.h"
#include "machine/glance_internal.h"
#include "machine/runtime.h"

#define REGISTERS   31
#define MAX_LEADERS 1024U  /* places that branches lead to; more are not looked at */
#define MAX_CODE    65536U /* instructions */
#define DEPTH       6U     /* messages between a class and the object, as classes.c follows them */
#define PLAIN       0U     /* no branch leads there */
#define LOOP_HEAD   UINT16_MAX

typedef struct state {
    aa_mthing x[REGISTERS];
} state;

struct aa_mglance {
    aa_a64 *code;
    uint16_t *leader; /* by instruction: PLAIN, LOOP_HEAD, or 1 + number of its state */
    size_t code_space;
    state *states; /* what branches bring to a leader */
    bool *brought;
    size_t state_space;
};

typedef struct look {
    aa_machine *machine;
    struct aa_mglance *room;
    const aa_image *image;
    const aa_image_function *f;
    const char *selector, *class_name;
    size_t count;
    state now;
    bool live, may_send;
} look;

void aa_mglance_free(struct aa_mglance *room)
{
    if (room == NULL)
        return;
    free(room->code);
    free(room->leader);
    free(room->states);
    free(room->brought);
    free(room);
}

static bool make_room(struct aa_mglance *room, size_t count)
{
    if (count + 1 <= room->code_space)
        return true;
    size_t space = count * 2 + 256;
    aa_a64 *code = realloc(room->code, space * sizeof *code);
    room->code = code != NULL ? code : room->code;
    uint16_t *leader = realloc(room->leader, space * sizeof *leader);
    room->leader = leader != NULL ? leader : room->leader;
    if (code == NULL || leader == NULL)
        return false;
    room->code_space = space;
    return true;
}

static bool make_states(struct aa_mglance *room, size_t count)
{
    if (count > room->state_space) {
        state *states = realloc(room->states, count * 2 * sizeof *states);
        room->states = states != NULL ? states : room->states;
        bool *brought = realloc(room->brought, count * 2 * sizeof *brought);
        room->brought = brought != NULL ? brought : room->brought;
        if (states == NULL || brought == NULL)
            return false;
        room->state_space = count * 2;
    }
    if (count > 0)
        memset(room->brought, 0, count * sizeof *room->brought);
    return true;
}

/* ---- things ---------------------------------------------------------------------------------- */

aa_mthing aa_mthing_at(const aa_image *image, uint64_t address)
{
    aa_word word = aa_image_word(image, address, 8);
    if (word.kind == AA_WORD_NUMBER)
        return (aa_mthing){.kind = AA_MTHING_NUMBER, .what = word.value};
    if (word.kind == AA_WORD_IMPORT && word.value == 0 && word.import < image->macho->import_count)
        return (aa_mthing){.kind = AA_MTHING_IMPORT, .what = word.import};
    return (aa_mthing){.kind = AA_MTHING_UNKNOWN};
}

aa_bytes aa_mthing_class(const aa_image *image, const aa_image_function *f, const aa_mthing *t)
{
    switch ((aa_mthing_kind)t->kind) {
    case AA_MTHING_NUMBER:
    case AA_MTHING_OBJECT:
        return aa_image_class_at(image, t->what);
    case AA_MTHING_IMPORT:
    case AA_MTHING_OBJECT_OF_IMPORT:
        return aa_mclass_symbol(image->macho->imports[t->what].name);
    case AA_MTHING_SELF:
        return f->class_name;
    case AA_MTHING_UNKNOWN:
    default:
        return aa_bytes_none();
    }
}

aa_mthing aa_mthing_made_of(const aa_image *image, aa_mthing of, uint64_t pc)
{
    static const uint8_t kinds[] = {[AA_MTHING_UNKNOWN] = AA_MTHING_UNKNOWN,
                                    [AA_MTHING_NUMBER] = AA_MTHING_OBJECT,
                                    [AA_MTHING_IMPORT] = AA_MTHING_OBJECT_OF_IMPORT,
                                    [AA_MTHING_OBJECT] = AA_MTHING_OBJECT,
                                    [AA_MTHING_OBJECT_OF_IMPORT] = AA_MTHING_OBJECT_OF_IMPORT,
                                    [AA_MTHING_SELF] = AA_MTHING_SELF};
    if (of.depth >= DEPTH)
        return (aa_mthing){.kind = AA_MTHING_UNKNOWN};
    of.kind = kinds[of.kind];
    of.depth++;
    of.at = (uint32_t)(pc - image->base);
    return of;
}

/* ---- ways ------------------------------------------------------------------------------------ */

static bool leads(const aa_a64 *i)
{
    return i->op == AA_A64_B || i->op == AA_A64_B_COND || i->op == AA_A64_CBZ || i->op == AA_A64_TBZ;
}

/* The instruction that |i| leads to; |count| when it leaves the function. */
static size_t target_of(const look *l, const aa_a64 *i)
{
    uint64_t to = (uint64_t)i->imm;
    return to >= l->f->address && to < l->f->address + 4 * l->count && (to & 3) == 0
               ? (size_t)(to - l->f->address) / 4
               : l->count;
}

/* False when there is too much of it, or no memory. */
static bool decode(look *l)
{
    const aa_image_range *r = aa_image_range_at(l->image, l->f->address);
    const uint8_t *p = r->data.p + (l->f->address - r->address);
    size_t states = 0;
    l->count = (size_t)(l->f->end - l->f->address) / 4;
    if (l->count > MAX_CODE || !make_room(l->room, l->count))
        return false;
    memset(l->room->leader, 0, (l->count + 1) * sizeof *l->room->leader);
    for (size_t i = 0; i < l->count; i++) {
        aa_a64 *code = &l->room->code[i];
        *code = aa_a64_decode(aa_le32(p + 4 * i), l->f->address + 4 * i);
        size_t to = leads(code) ? target_of(l, code) : l->count;
        if (to <= i)
            l->room->leader[to] = LOOP_HEAD;
        else if (to < l->count && l->room->leader[to] == PLAIN)
            l->room->leader[to] = (uint16_t)++states;
        if (states > MAX_LEADERS)
            return false;
    }
    return make_states(l->room, states);
}

static bool same(const aa_mthing *a, const aa_mthing *b)
{
    return a->kind == b->kind && a->what == b->what && a->at == b->at && a->depth == b->depth;
}

static void meet(state *to, const state *from)
{
    for (size_t r = 0; r < REGISTERS; r++)
        if (!same(&to->x[r], &from->x[r]))
            to->x[r] = (aa_mthing){.kind = AA_MTHING_UNKNOWN};
}

static void bring(look *l, size_t to)
{
    uint16_t leader = to < l->count ? l->room->leader[to] : PLAIN;
    if (leader == PLAIN || leader == LOOP_HEAD)
        return;
    if (l->room->brought[leader - 1])
        meet(&l->room->states[leader - 1], &l->now);
    else
        l->room->states[leader - 1] = l->now;
    l->room->brought[leader - 1] = true;
}

static void arrive(look *l, size_t at)
{
    uint16_t leader = l->room->leader[at];
    bool brought = leader != PLAIN && leader != LOOP_HEAD && l->room->brought[leader - 1];
    if (leader == LOOP_HEAD || (!l->live && !brought))
        l->now = (state){0};
    else if (brought && !l->live)
        l->now = l->room->states[leader - 1];
    else if (brought)
        meet(&l->now, &l->room->states[leader - 1]);
    l->live = true;
}

/* ---- values ---------------------------------------------------------------------------------- */

static aa_mthing get(const look *l, unsigned reg)
{
    if (reg == AA_A64_ZR)
        return (aa_mthing){.kind = AA_MTHING_NUMBER};
    return reg < REGISTERS ? l->now.x[reg] : (aa_mthing){.kind = AA_MTHING_UNKNOWN};
}

static void set(look *l, unsigned reg, aa_mthing t)
{
    if (reg < REGISTERS)
        l->now.x[reg] = t;
}

static void forget(look *l, unsigned reg)
{
    set(l, reg, (aa_mthing){.kind = AA_MTHING_UNKNOWN});
}

static void set_number(look *l, const aa_a64 *i, uint64_t n)
{
    set(l, i->rd, (aa_mthing){.kind = AA_MTHING_NUMBER, .what = i->is64 ? n : n & UINT64_C(0xffffffff)});
}

static void load(look *l, const aa_a64 *i)
{
    aa_mthing base = get(l, i->rn);
    bool known = base.kind == AA_MTHING_NUMBER && i->size == 8 && i->mode == AA_A64_AT_OFFSET;
    if (!i->vector) {
        set(l, i->rd,
            known ? aa_mthing_at(l->image, base.what + (uint64_t)i->imm)
                  : (aa_mthing){.kind = AA_MTHING_UNKNOWN});
        forget(l, i->rd2);
    }
    if (i->mode == AA_A64_PRE_INDEX || i->mode == AA_A64_POST_INDEX)
        forget(l, i->rn);
}

/* What is written over constants would be read again: then nothing is said of the function. */
static void write_to(look *l, aa_mthing address, uint64_t offset)
{
    const aa_image_range *r =
        address.kind == AA_MTHING_NUMBER ? aa_image_range_at(l->image, address.what + offset) : NULL;
    l->may_send = l->may_send || (r != NULL && r->memory == AA_MEMORY_CONSTANT);
}

static void store(look *l, const aa_a64 *i)
{
    write_to(l, get(l, i->rn), i->mode == AA_A64_AT_OFFSET ? (uint64_t)i->imm : 0);
    if (i->mode == AA_A64_PRE_INDEX || i->mode == AA_A64_POST_INDEX)
        forget(l, i->rn);
}

static void step(look *l, const aa_a64 *i)
{
    aa_mthing a = get(l, i->rn);
    switch (i->op) {
    case AA_A64_MOVI:
    case AA_A64_ADR:
        set_number(l, i, (uint64_t)i->imm);
        return;
    case AA_A64_MOV:
        if (!i->vector && a.kind == AA_MTHING_NUMBER)
            set_number(l, i, a.what);
        else if (!i->vector)
            set(l, i->rd, a);
        return;
    case AA_A64_ADD:
        if (i->has_imm && a.kind == AA_MTHING_NUMBER)
            set_number(l, i, a.what + (uint64_t)i->imm);
        else
            forget(l, i->rd);
        return;
    case AA_A64_LOAD:
        load(l, i);
        return;
    case AA_A64_STORE:
        store(l, i);
        return;
    case AA_A64_TO_VECTOR:
    case AA_A64_SPLAT:
    case AA_A64_VECTOR_ZERO:
        return;
    case AA_A64_OTHER:
        if (!i->vector)
            forget(l, i->rd);
        forget(l, i->rd2);
        if (i->mode != AA_A64_AT_OFFSET)
            forget(l, i->rn);
        return;
    case AA_A64_LITERAL:
        if (!i->vector && i->size == 8)
            set(l, i->rd, aa_mthing_at(l->image, (uint64_t)i->imm));
        else if (!i->vector)
            forget(l, i->rd);
        return;
    default:
        forget(l, i->rd);
        return;
    }
}

/* ---- calls ----------------------------------------------------------------------------------- */

static void leave_results(look *l, aa_mthing first)
{
    for (unsigned r = 0; r <= 18; r++)
        forget(l, r);
    forget(l, 30);
    set(l, 0, first);
}

static aa_mthing send(look *l, uint64_t pc, aa_bytes selector, bool to_super)
{
    aa_mthing to = l->now.x[0];
    if (aa_mname_fits(selector, l->selector)) {
        aa_bytes name = to_super ? aa_bytes_none() : aa_mthing_class(l->image, l->f, &to);
        l->may_send = l->may_send || name.n == 0 || aa_bytes_is(name, l->class_name);
    }
    if (to_super)
        return (aa_mthing){.kind = AA_MTHING_UNKNOWN};
    bool is_class = to.kind == AA_MTHING_NUMBER || to.kind == AA_MTHING_IMPORT;
    if (aa_mkeeps_class(selector) || (is_class && aa_mis_factory(selector)))
        return aa_mthing_made_of(l->image, to, pc);
    return (aa_mthing){.kind = AA_MTHING_UNKNOWN};
}

/* A message whose selector is in register 1. */
static aa_mthing send_by_register(look *l, uint64_t pc, bool to_super)
{
    aa_bytes selector;
    aa_mthing name = l->now.x[1];
    if (name.kind == AA_MTHING_NUMBER && aa_macho_cstring(l->image->macho, name.what, &selector))
        return send(l, pc, selector, to_super);
    l->may_send = l->may_send || name.kind == AA_MTHING_UNKNOWN;
    return (aa_mthing){.kind = AA_MTHING_UNKNOWN};
}

static void call_import(look *l, uint64_t pc, aa_bytes name, aa_runtime_effect effect)
{
    aa_mthing out = {.kind = AA_MTHING_UNKNOWN};
    switch (effect) {
    case AA_RUNTIME_KEEPS:
        return;
    case AA_RUNTIME_SAME:
        out = l->now.x[0];
        break;
    case AA_RUNTIME_SECOND:
        out = l->now.x[1];
        break;
    case AA_RUNTIME_STORE_STRONG:
        write_to(l, l->now.x[0], 0);
        out = l->now.x[1];
        break;
    case AA_RUNTIME_SEND:
    case AA_RUNTIME_SEND_SUPER:
        out = send_by_register(l, pc, effect == AA_RUNTIME_SEND_SUPER);
        break;
    case AA_RUNTIME_SET_PROPERTY:
        l->may_send = l->may_send || l->now.x[0].kind == AA_MTHING_NUMBER;
        break;
    case AA_RUNTIME_NONE:
        if (aa_mmakes_object(name))
            out = aa_mthing_made_of(l->image, l->now.x[0], pc);
        break;
    case AA_RUNTIME_LOAD:
    case AA_RUNTIME_GET_PROPERTY:
    case AA_RUNTIME_PROJECT_BOX:
    default:
        break;
    }
    leave_results(l, out);
}

static void call(look *l, uint64_t pc, const aa_a64 *i)
{
    bool direct = i->op == AA_A64_BL || i->op == AA_A64_B;
    aa_mthing target =
        direct ? (aa_mthing){.kind = AA_MTHING_NUMBER, .what = (uint64_t)i->imm} : get(l, i->rn);
    if (i->op == AA_A64_SVC) {
        leave_results(l, (aa_mthing){.kind = AA_MTHING_UNKNOWN});
    } else if (target.kind == AA_MTHING_NUMBER) {
        const aa_mcallee *callee = aa_mflows_callee(l->machine->flows, l->image, target.what);
        if (callee->is.kind == AA_CALLEE_IMPORT)
            call_import(l, pc, callee->is.name, callee->effect);
        else if (callee->is.kind == AA_CALLEE_SELECTOR)
            leave_results(l, send(l, pc, callee->is.name, false));
        else
            leave_results(l, (aa_mthing){.kind = AA_MTHING_UNKNOWN});
    } else if (target.kind == AA_MTHING_IMPORT) {
        aa_bytes name = l->image->macho->imports[target.what].name;
        call_import(l, pc, name, aa_runtime_effect_of(name));
    } else {
        l->may_send = true; /* to what, only its values tell */
    }
}

static void walk_one(look *l, size_t at)
{
    const aa_a64 *i = &l->room->code[at];
    uint64_t pc = l->f->address + 4 * at;
    size_t to = leads(i) ? target_of(l, i) : l->count;
    switch (i->op) {
    case AA_A64_BL:
    case AA_A64_BLR:
    case AA_A64_SVC:
        call(l, pc, i);
        return;
    case AA_A64_B_COND:
    case AA_A64_CBZ:
    case AA_A64_TBZ:
        bring(l, to);
        return;
    case AA_A64_B:
    case AA_A64_BR:
        if (to < l->count)
            bring(l, to);
        else
            call(l, pc, i);
        l->live = false;
        return;
    case AA_A64_RET:
    case AA_A64_TRAP:
        l->live = false;
        return;
    default:
        step(l, i);
        return;
    }
}

bool aa_mglance_may_send(aa_machine *machine, const aa_image *image, uint32_t function, const char *selector,
                         const char *class_name)
{
    aa_mguess guess = aa_mglance_back(machine, image, &image->functions[function], selector, class_name);
    if (guess != AA_MGUESS_UNSURE)
        return guess == AA_MGUESS_YES;
    if (machine->glance == NULL)
        machine->glance = calloc(1, sizeof *machine->glance);
    look l = {.machine = machine,
              .room = machine->glance,
              .image = image,
              .f = &image->functions[function],
              .selector = selector,
              .class_name = class_name,
              .live = true};
    if (l.room == NULL || !decode(&l))
        return true; /* then its values tell */
    if (l.f->class_name.n > 0)
        l.now.x[0] = (aa_mthing){.kind = AA_MTHING_SELF};
    for (size_t i = 0; i < l.count && !l.may_send; i++) {
        if (!l.live || l.room->leader[i] != PLAIN)
            arrive(&l, i);
        walk_one(&l, i);
    }
    return l.may_send;
}
