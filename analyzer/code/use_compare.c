#include "code/use_compare.h"

#include <stdlib.h>

#include "code/code_internal.h"

enum {
    MOST_COMPARERS = 64, /* real programs have some ten */
    ROUNDS = 3,          /* Kotlin hands on twice: equals$default(), equals() */
};

/* A method that compares two of its arguments. */
typedef struct comparer {
    aa_method_id method;
    uint8_t left, right;
    bool own; /* of the program, not of the platform */
} comparer;

typedef struct comparers {
    aa_code *code;
    const aa_program *p;
    comparer items[MOST_COMPARERS];
    size_t count;
} comparers;

static const char *const tests[] = {
    "Ljava/lang/String;->equals",        "Ljava/lang/String;->equalsIgnoreCase",
    "Ljava/lang/String;->contentEquals", "Landroid/text/TextUtils;->equals",
    "Ljava/util/Objects;->equals",       NULL,
};

/* Says nothing of texts where it is called, and is what a comparison of any two values is made of. */
static const char any_objects[] = "Ljava/lang/Object;->equals";

static const comparer *find(const comparers *c, aa_method_id method)
{
    for (size_t i = 0; i < c->count; i++)
        if (c->items[i].method == method)
            return &c->items[i];
    return NULL;
}

static void add(comparers *c, comparer one)
{
    if (c->count < MOST_COMPARERS && find(c, one.method) == NULL)
        c->items[c->count++] = one;
}

static void add_platform(comparers *c, const char *pattern)
{
    const aa_method_id *ids = NULL;
    size_t count = 0;
    if (aa_program_match(c->p, c->code->arena, pattern, &ids, &count) != AA_OK)
        c->code->failed = true;
    for (size_t i = 0; i < count; i++)
        if (!aa_method_is_defined(c->p, ids[i]))
            add(c, (comparer){.method = ids[i], .left = 0, .right = 1});
}

static bool is_text(aa_bytes type)
{
    return aa_bytes_is(type, "Ljava/lang/String;") || aa_bytes_is(type, "Ljava/lang/Object;") ||
           aa_bytes_is(type, "Ljava/lang/CharSequence;");
}

/* By what is declared: a question about two texts. */
static bool can_compare(const comparers *c, aa_method_id method)
{
    size_t texts = 0;
    if (!aa_method_is_defined(c->p, method) || !aa_bytes_is(aa_method_result(c->p, method), "Z"))
        return false;
    for (size_t i = 0; i < aa_method_parameter_count(c->p, method); i++)
        texts += is_text(aa_method_parameter(c->p, method, i));
    return texts >= 2;
}

static bool is_parameter(const comparers *c, aa_value v, uint8_t *out)
{
    const aa_value_node *n = aa_value_at(aa_code_values(c->code), v);
    *out = (uint8_t)n->at;
    return n->kind == AA_V_PARAM && n->at <= UINT8_MAX;
}

/* The method that |ref| stands in, when it hands two of its parameters on to what |by| compares. */
static void look_at(comparers *c, const aa_call_ref *ref, const comparer *by)
{
    if (!can_compare(c, ref->in) || find(c, ref->in) != NULL)
        return;
    comparer one = {.method = ref->in, .own = true};
    const aa_flow *flow = aa_code_flow(c->code, ref->in);
    const aa_flow_call *call = flow == NULL ? NULL : aa_flow_call_at(flow, ref->pc);
    if (call != NULL && call->argument_count > by->left && call->argument_count > by->right &&
        is_parameter(c, call->arguments[by->left], &one.left) &&
        is_parameter(c, call->arguments[by->right], &one.right) && one.left != one.right)
        add(c, one);
}

static void find_comparers(comparers *c)
{
    for (size_t i = 0; tests[i] != NULL; i++)
        add_platform(c, tests[i]);
    add_platform(c, any_objects);
    size_t done = 0;
    for (unsigned round = 0; round < ROUNDS; round++) {
        size_t end = c->count;
        for (; done < end; done++) {
            const aa_call_ref *const *refs = NULL;
            comparer by = c->items[done];
            size_t count = aa_calls_to(c->p, by.method, &refs);
            for (size_t k = 0; k < count; k++)
                look_at(c, refs[k], &by);
        }
    }
}

static int by_place(const void *a, const void *b)
{
    const aa_site *x = &((const aa_comparison *)a)->site;
    const aa_site *y = &((const aa_comparison *)b)->site;
    if (x->in != y->in)
        return x->in < y->in ? -1 : 1;
    return x->pc < y->pc ? -1 : x->pc > y->pc;
}

static void add_comparison(comparers *c, aa_vec *out, const aa_site *site)
{
    const comparer *by = find(c, site->to);
    if (by == NULL || find(c, site->in) != NULL || site->call->argument_count <= by->left ||
        site->call->argument_count <= by->right)
        return;
    aa_comparison *slot = aa_vec_push(c->code->arena, out);
    if (slot == NULL)
        c->code->failed = true;
    else
        *slot = (aa_comparison){.site = *site, .left = by->left, .right = by->right};
}

size_t aa_code_comparisons(aa_code *code, const aa_comparison **out)
{
    comparers c = {.code = code, .p = code->base.program};
    aa_vec found = AA_VEC_INIT(aa_comparison);
    find_comparers(&c);
    aa_sites sites = aa_code_own_calls_of(code, tests);
    for (size_t i = 0; i < sites.count; i++)
        add_comparison(&c, &found, &sites.items[i]);
    for (size_t k = 0; k < c.count; k++) {
        if (!c.items[k].own)
            continue;
        sites = aa_code_own_calls_to(code, c.items[k].method);
        for (size_t i = 0; i < sites.count; i++)
            add_comparison(&c, &found, &sites.items[i]);
    }
    if (found.count > 1)
        qsort(found.items, found.count, sizeof(aa_comparison), by_place);
    *out = found.items;
    return found.count;
}
