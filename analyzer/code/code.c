#include "code/code_internal.h"

#include <stdlib.h>

/* ---- life ---------------------------------------------------------------------------------------------- */

/* An answer that is kept. */
typedef struct answer {
    const char *asked;
    aa_sites sites;
} answer;

/* What the user starts was written for this app; where there is nothing of the kind, every component counts.
 */
static bool find_owners(aa_code *code)
{
    code->owners = aa_owners_new(code->base.package);
    bool ok = code->owners != NULL;
    size_t count = 0;
    const aa_entry *entries = code->base.reach == NULL ? NULL : aa_reach_entries(code->base.reach, &count);
    bool front = false;
    for (size_t i = 0; i < count; i++)
        front = front || (entries[i].front && entries[i].name != NULL);
    for (size_t i = 0; ok && i < count; i++)
        if (entries[i].front || (!front && entries[i].kind == AA_ENTRY_COMPONENT))
            ok = aa_owners_add(code->owners, entries[i].name);
    return ok;
}

/* What a turn begins with. */
static bool begin(aa_code *code)
{
    code->arena = aa_arena_new();
    code->tracer = aa_tracer_new(code->flows);
    code->owner_of = code->arena == NULL ? NULL : aa_arena_alloc(code->arena, code->types);
    code->calls = (aa_vec)AA_VEC_INIT(answer);
    aa_code_init_answers(code);
    return code->tracer != NULL && code->owner_of != NULL;
}

aa_code *aa_code_new(const aa_code_base *base)
{
    aa_code *code = calloc(1, sizeof *code);
    if (code == NULL)
        return NULL;
    *code = (aa_code){.base = *base, .flows = aa_flows_new(base->program, base->limits)};
    aa_program_type_count(base->program, &code->types);
    aa_program_method_count(base->program, &code->methods);
    if (code->flows != NULL && begin(code) && find_owners(code))
        return code;
    aa_code_free(code);
    return NULL;
}

bool aa_code_next_turn(aa_code *code)
{
    aa_tracer_free(code->tracer);
    aa_arena_free(code->arena);
    aa_flows_next_turn(code->flows);
    code->failed = !begin(code);
    return !aa_code_failed(code);
}

void aa_code_free(aa_code *code)
{
    if (code == NULL)
        return;
    aa_owners_free(code->owners);
    aa_tracer_free(code->tracer);
    aa_flows_free(code->flows);
    aa_arena_free(code->arena);
    free(code);
}

bool aa_code_failed(const aa_code *code)
{
    return code->failed || aa_flows_failed(code->flows);
}

const aa_code_base *aa_code_base_of(const aa_code *code)
{
    return &code->base;
}

aa_arena *aa_code_arena(aa_code *code)
{
    return code->arena;
}

aa_values *aa_code_values(aa_code *code)
{
    return aa_flows_values(code->flows);
}

const aa_flow *aa_code_flow(aa_code *code, aa_method_id method)
{
    return aa_flow_of(code->flows, method);
}

/* ---- sites --------------------------------------------------------------------------------------------- */

/* For a call in code of which not everything could be read: nothing is known of what it gets. */
static const aa_flow_call *blind_call(aa_code *code, const aa_call_ref *ref)
{
    bool receiver = ref->kind != AA_CALL_STATIC && ref->kind != AA_CALL_CUSTOM;
    size_t count = aa_method_parameter_count(code->base.program, ref->to) + receiver;
    aa_flow_call *call = aa_arena_alloc(code->arena, sizeof *call);
    aa_value *arguments = aa_arena_array(code->arena, count, sizeof *arguments);
    if (call == NULL || arguments == NULL)
        return NULL;
    *call = (aa_flow_call){.pc = ref->pc,
                           .block = AA_NO_ID,
                           .to = ref->to,
                           .kind = (uint8_t)ref->kind,
                           .argument_count = (uint8_t)(count < UINT8_MAX ? count : UINT8_MAX),
                           .result_used = true,
                           .arguments = arguments,
                           .receiver = AA_NO_ID};
    return call;
}

static void add_site(aa_code *code, const aa_call_ref *ref, aa_vec *sites)
{
    const aa_flow *flow = aa_flow_of(code->flows, ref->in);
    const aa_flow_call *call = flow == NULL ? NULL : aa_flow_call_at(flow, ref->pc);
    if (flow == NULL) {
        code->failed = code->failed || aa_flows_failed(code->flows);
        return;
    }
    if (call == NULL && flow->complete)
        return;
    if (call == NULL)
        call = blind_call(code, ref);
    aa_site *site = call == NULL ? NULL : aa_vec_push(code->arena, sites);
    if (site == NULL)
        code->failed = true;
    else
        *site = (aa_site){.in = ref->in, .to = ref->to, .pc = ref->pc, .call = call, .flow = flow};
}

static int by_place(const void *a, const void *b)
{
    const aa_site *x = a;
    const aa_site *y = b;
    if (x->in != y->in)
        return x->in < y->in ? -1 : 1;
    if (x->pc != y->pc)
        return x->pc < y->pc ? -1 : 1;
    return x->to < y->to ? -1 : x->to > y->to;
}

/* In order, each place once. */
static aa_sites finish(aa_vec *sites)
{
    aa_site *items = sites->items;
    size_t kept = 0;
    if (sites->count > 1)
        qsort(items, sites->count, sizeof *items, by_place);
    for (size_t i = 0; i < sites->count; i++)
        if (kept == 0 || by_place(&items[kept - 1], &items[i]) != 0)
            items[kept++] = items[i];
    return (aa_sites){.items = items, .count = kept};
}

static aa_sites find_calls(aa_code *code, const char *pattern)
{
    const aa_method_id *ids = NULL;
    size_t count = 0;
    aa_vec sites = AA_VEC_INIT(aa_site);
    aa_err err = aa_program_match(code->base.program, code->arena, pattern, &ids, &count);
    code->failed = code->failed || err != AA_OK;
    for (size_t i = 0; i < count; i++) {
        const aa_call_ref *const *refs = NULL;
        size_t ref_count = aa_calls_to(code->base.program, ids[i], &refs);
        for (size_t k = 0; k < ref_count && !code->failed; k++)
            add_site(code, refs[k], &sites);
    }
    return finish(&sites);
}

aa_sites aa_code_calls(aa_code *code, const char *pattern)
{
    const answer *answers = code->calls.items;
    for (size_t i = 0; i < code->calls.count; i++)
        if (strcmp(answers[i].asked, pattern) == 0)
            return answers[i].sites;
    aa_sites sites = find_calls(code, pattern);
    answer *slot = aa_vec_push(code->arena, &code->calls);
    const char *asked = aa_arena_strdup(code->arena, pattern);
    if (slot == NULL || asked == NULL) {
        code->failed = true;
        code->calls.count -= slot != NULL;
        return sites;
    }
    *slot = (answer){.asked = asked, .sites = sites};
    return sites;
}

aa_sites aa_code_calls_of(aa_code *code, const char *const *patterns)
{
    aa_vec all = AA_VEC_INIT(aa_site);
    for (size_t i = 0; patterns[i] != NULL; i++) {
        aa_sites some = aa_code_calls(code, patterns[i]);
        for (size_t k = 0; k < some.count; k++) {
            aa_site *slot = aa_vec_push(code->arena, &all);
            if (slot == NULL) {
                code->failed = true;
                return finish(&all);
            }
            *slot = some.items[k];
        }
    }
    return finish(&all);
}

/* Not remembered: what is left out is left out before its method is read, which is what costs. */
static void add_own_sites(aa_code *code, aa_method_id to, aa_vec *sites)
{
    const aa_call_ref *const *refs = NULL;
    size_t count = aa_calls_to(code->base.program, to, &refs);
    for (size_t i = 0; i < count && !code->failed; i++)
        if (!aa_code_is_library(code, refs[i]->in))
            add_site(code, refs[i], sites);
}

aa_sites aa_code_own_calls_of(aa_code *code, const char *const *patterns)
{
    aa_vec sites = AA_VEC_INIT(aa_site);
    for (size_t i = 0; patterns[i] != NULL; i++) {
        const aa_method_id *ids = NULL;
        size_t count = 0;
        aa_err err = aa_program_match(code->base.program, code->arena, patterns[i], &ids, &count);
        code->failed = code->failed || err != AA_OK;
        for (size_t k = 0; k < count; k++)
            add_own_sites(code, ids[k], &sites);
    }
    return finish(&sites);
}

aa_sites aa_code_own_calls_to(aa_code *code, aa_method_id method)
{
    aa_vec sites = AA_VEC_INIT(aa_site);
    add_own_sites(code, method, &sites);
    return finish(&sites);
}

aa_sites aa_code_calls_within(aa_code *code, const aa_method_id *methods, size_t count,
                              const char *const *patterns)
{
    const aa_program *p = code->base.program;
    aa_vec sites = AA_VEC_INIT(aa_site);
    for (size_t i = 0; i < count; i++) {
        const aa_call_ref *refs = NULL;
        size_t ref_count = aa_calls_in(p, methods[i], &refs);
        for (size_t k = 0; k < ref_count && !code->failed; k++)
            if (aa_method_is_any(code, refs[k].to, patterns))
                add_site(code, &refs[k], &sites);
    }
    return finish(&sites);
}

bool aa_method_is(aa_code *code, aa_method_id method, const char *pattern)
{
    return aa_program_fits(code->base.program, method, pattern);
}

bool aa_method_is_any(aa_code *code, aa_method_id method, const char *const *patterns)
{
    for (size_t i = 0; method != AA_NO_ID && patterns[i] != NULL; i++)
        if (aa_method_is(code, method, patterns[i]))
            return true;
    return false;
}

bool aa_site_is(aa_code *code, const aa_site *site, const char *pattern)
{
    return aa_method_is(code, site->to, pattern);
}
