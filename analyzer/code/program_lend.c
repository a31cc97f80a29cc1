/*
 * A class can inherit what one of its interfaces asks for from a class that does not know the interface.
 * Such methods are listed, so that a call of the interface finds them.
 */
#include "code/program_internal.h"

#include <stdlib.h>

#define STEPS_PER_METHOD 64 /* far above what any app seen takes */

typedef struct lender {
    aa_program *p;
    uint32_t *stamps;        /* by type: the class + 1 whose superclass has it above itself */
    uint32_t *outside_first; /* by type, into |outside| */
    aa_method_id *outside;   /* methods not defined here, by owner */
    aa_vec lent, lent_out;   /* of aa_lent, aa_lent_out */
    aa_platform_class object;
    uint64_t budget;
    bool failed;
} lender;

static bool spend(lender *l)
{
    l->budget -= l->budget > 0;
    return l->budget > 0 && !l->failed;
}

static bool list_outside(lender *l)
{
    aa_program *p = l->p;
    l->outside_first = aa_arena_array(p->scratch, p->type_count + 2, sizeof *l->outside_first);
    l->outside = aa_arena_array(p->scratch, p->method_count - p->methods_defined + 1, sizeof *l->outside);
    if (l->outside_first == NULL || l->outside == NULL)
        return false;
    for (size_t i = p->methods_defined; i < p->method_count; i++)
        l->outside_first[p->methods[i].owner + 2]++;
    for (size_t i = 2; i < p->type_count + 2; i++)
        l->outside_first[i] += l->outside_first[i - 1];
    for (size_t i = p->methods_defined; i < p->method_count; i++)
        l->outside[l->outside_first[p->methods[i].owner + 1]++] = (aa_method_id)i;
    return true;
}

/* |wanted| is a method of an interface of |type|. */
static void lend_method(lender *l, aa_type_id type, aa_method_id wanted)
{
    const aa_program *p = l->p;
    const aa_method *want = &p->methods[wanted];
    aa_method_id found = aa_type_method(p, type, want->signature);
    if (found == AA_NO_ID || found == wanted || !aa_program_is_dispatched(p, found) ||
        p->methods[found].code == 0 || p->methods[found].owner == type ||
        aa_type_is_a(p, p->methods[found].owner, want->owner))
        return;
    aa_lent *slot = aa_vec_push(p->arena, &l->lent);
    l->failed = l->failed || slot == NULL;
    if (slot != NULL)
        *slot = (aa_lent){(uint32_t)want->signature, found, type};
}

static void lend_to_interface(lender *l, aa_type_id type, aa_type_id interface)
{
    const aa_program *p = l->p;
    if (interface < p->types_defined) {
        const aa_type *t = &p->types[interface];
        for (uint32_t i = 0; i < t->method_count && spend(l); i++)
            if (aa_program_is_dispatched(p, t->first_method + i))
                lend_method(l, type, t->first_method + i);
        return;
    }
    for (uint32_t i = l->outside_first[interface]; i < l->outside_first[interface + 1] && spend(l); i++)
        lend_method(l, type, l->outside[i]);
}

/* What the platform can call through |interface| in the superclasses of |type|, whether the app names it or
 * not. */
static void lend_to_platform(lender *l, aa_type_id type, aa_platform_class interface)
{
    const aa_program *p = l->p;
    const aa_type_id *up = NULL;
    size_t count = aa_program_supertypes(p, type, &up);
    for (size_t i = 1; i < count && p->types[up[i - 1]].superclass == up[i] && up[i] < p->types_defined;
         i++) {
        const aa_type *t = &p->types[up[i]];
        for (uint32_t k = 0; k < t->method_count && spend(l); k++) {
            aa_method_id id = t->first_method + k;
            if (p->methods[id].code == 0 || !aa_program_is_dispatched(p, id))
                continue;
            aa_platform_class declarer = aa_platform_declarer(interface, p->methods[id].name);
            if (declarer == AA_PLATFORM_NONE || declarer == l->object)
                continue;
            aa_lent_out *slot = aa_vec_push(p->arena, &l->lent_out);
            l->failed = l->failed || slot == NULL;
            if (slot != NULL)
                *slot = (aa_lent_out){id, declarer};
        }
    }
}

static void lend_to(lender *l, aa_type_id type)
{
    const aa_program *p = l->p;
    aa_type_id superclass = p->types[type].superclass;
    if (superclass >= p->types_defined || p->types[type].interface_count == 0)
        return;
    const aa_type_id *up = NULL;
    size_t count = aa_program_supertypes(p, superclass, &up);
    for (size_t i = 0; i < count; i++)
        l->stamps[up[i]] = type + 1;
    count = aa_program_supertypes(p, type, &up);
    for (size_t i = 1; i < count; i++) {
        if (l->stamps[up[i]] == type + 1)
            continue;
        lend_to_interface(l, type, up[i]);
        if (up[i] >= p->types_defined && p->types[up[i]].platform != AA_PLATFORM_NONE)
            lend_to_platform(l, type, p->types[up[i]].platform);
    }
}

static int compare_lent(const void *a, const void *b)
{
    const aa_lent *x = a;
    const aa_lent *y = b;
    if (x->signature != y->signature)
        return x->signature < y->signature ? -1 : 1;
    if (x->method != y->method)
        return x->method < y->method ? -1 : 1;
    return x->type < y->type ? -1 : x->type > y->type;
}

static int compare_lent_out(const void *a, const void *b)
{
    const aa_lent_out *x = a;
    const aa_lent_out *y = b;
    if (x->method != y->method)
        return x->method < y->method ? -1 : 1;
    return x->interface < y->interface ? -1 : x->interface > y->interface;
}

bool aa_program_lend(aa_program *p, aa_notes *notes)
{
    lender l = {.p = p,
                .stamps = aa_arena_array(p->scratch, p->type_count + 1, sizeof *l.stamps),
                .lent = AA_VEC_INIT(aa_lent),
                .lent_out = AA_VEC_INIT(aa_lent_out),
                .object = aa_platform_find(aa_bytes_of("Ljava/lang/Object;", 18)),
                .budget = STEPS_PER_METHOD * ((uint64_t)p->method_count + 1024)};
    if (l.stamps == NULL || !list_outside(&l))
        return false;
    for (aa_type_id id = 0; id < p->types_defined && !l.failed; id++)
        lend_to(&l, id);
    if (l.budget == 0)
        aa_program_note(p, notes, 0, AA_NOTE_GAP, "limit.code_hierarchy", aa_bytes_none());
    if (l.lent.count > 1)
        qsort(l.lent.items, l.lent.count, sizeof(aa_lent), compare_lent);
    if (l.lent_out.count > 1)
        qsort(l.lent_out.items, l.lent_out.count, sizeof(aa_lent_out), compare_lent_out);
    p->lent = l.lent.items;
    p->lent_count = l.lent.count;
    p->lent_out = l.lent_out.items;
    p->lent_out_count = l.lent_out.count;
    return !l.failed;
}
