/*
 * Two passes over all code: the first counts what each method uses, so that the second can write every record
 * where it belongs, on as many threads as there are. Which thread does what does not show.
 */
#include "code/program_internal.h"

#include <stdlib.h>

#include "base/pool.h"
#include "code/program_uses.h"

#define RUN_METHODS 1024
#define HANDLERS    65536 /* offsets of handler lists have 16 bits */

typedef struct trouble {
    aa_method_id method;
    const char *code;
} trouble;

/* What indices of a unit stand for, by aa_use_kind; NULL: it is enough to be below |count|. */
typedef struct scope {
    const uint32_t *ids[AA_USE_KINDS];
    size_t count[AA_USE_KINDS];
} scope;

/* Some methods in a row. */
typedef struct run {
    struct sweep *sweep;
    aa_arena *arena; /* of |troubles| */
    aa_method_id begin, end;
    aa_vec troubles;
    uint64_t bytes, budget; /* of code: what there is, what may be read */
    uint64_t handlers;      /* that may be read */
    uint64_t insns;
    bool failed;
    uint64_t lists[HANDLERS / 64]; /* of handlers that were seen in this method */
} run;

typedef struct sweep {
    aa_program *p;
    aa_use_table table;
    scope *scopes; /* by unit */
    run *runs;
    size_t run_count;
    uint32_t *string_first; /* by defined method, into |strings| */
    aa_string_ref *strings; /* by method */
} sweep;

static bool make_scopes(sweep *s)
{
    const aa_program *p = s->p;
    s->scopes = aa_arena_array(p->scratch, p->unit_count + 1, sizeof *s->scopes);
    if (s->scopes == NULL)
        return false;
    for (size_t u = 0; u < p->unit_count; u++) {
        const aa_unit_maps *map = &p->maps[u];
        const aa_dex *dex = &p->units[u].dex;
        s->scopes[u] = (scope){
            .ids =
                {[AA_USES_METHOD] = map->methods, [AA_USES_FIELD] = map->fields, [AA_USES_TYPE] = map->types},
            .count = {[AA_USES_METHOD] = map->method_count,
                      [AA_USES_SITE] = map->site_count,
                      [AA_USES_HANDLE] = AA_DEX_HANDLE_COUNT(dex),
                      [AA_USES_FIELD] = map->field_count,
                      [AA_USES_TYPE] = map->type_count,
                      [AA_USES_STRING] = AA_DEX_STRING_COUNT(dex)},
        };
    }
    return true;
}

/* What |use| names; a string or another record without an id is its index. AA_NO_ID: it is not there. */
static uint32_t named(const scope *names, const aa_use *use)
{
    if (use->index >= names->count[use->kind])
        return AA_NO_ID;
    const uint32_t *ids = names->ids[use->kind];
    return ids == NULL ? use->index : ids[use->index];
}

/* ---- handlers ---------------------------------------------------------------------------------------- */

/* Lists of handlers are shared by many try items: each is read once. */
static bool is_new_list(run *r, uint32_t list)
{
    uint64_t bit = UINT64_C(1) << list % 64;
    bool seen = (r->lists[list / 64] & bit) != 0;
    r->lists[list / 64] |= bit;
    return !seen;
}

static void forget_lists(run *r, const aa_dex_code *code)
{
    for (uint32_t i = 0; i < aa_dex_try_count(code); i++)
        r->lists[aa_dex_try_at(code, i).handlers / 64] = 0;
}

/* Writes at most |room| of the types that are caught; |*count| tells how many there are. False: damaged, or
 * the budget of |r| ended. */
static bool read_handlers(run *r, const scope *names, aa_method_id in, const aa_dex_code *code,
                          aa_type_ref *out, size_t room, size_t *count)
{
    bool sound = true;
    for (uint32_t i = 0; i < aa_dex_try_count(code); i++) {
        aa_dex_try at = aa_dex_try_at(code, i);
        if (!is_new_list(r, at.handlers))
            continue;
        aa_dex_handlers handlers = aa_dex_handlers_of(code, &at);
        uint32_t type = 0;
        uint32_t address = 0;
        while (r->handlers > 0 && aa_dex_next_handler(&handlers, &type, &address)) {
            r->handlers--;
            aa_type_id id = named(names, &(aa_use){.index = type, .kind = AA_USES_TYPE});
            sound = sound && (id != AA_NO_ID || type == AA_DEX_NO_INDEX);
            if (id == AA_NO_ID)
                continue;
            if (*count < room)
                out[*count] = (aa_type_ref){in, id, address, AA_USE_CATCH};
            ++*count;
        }
        sound = sound && !handlers.at.bad && r->handlers > 0;
    }
    forget_lists(r, code);
    return sound;
}

/* ---- first pass: count ------------------------------------------------------------------------------- */

static void add_trouble(run *r, aa_method_id method, const char *code)
{
    trouble *t = aa_vec_push(r->arena, &r->troubles);
    r->failed = r->failed || t == NULL;
    if (t != NULL)
        *t = (trouble){method, code};
}

static const scope *scope_of(const sweep *s, aa_method_id id)
{
    return &s->scopes[s->p->methods[id].unit];
}

static bool code_of(const aa_program *p, aa_method_id id, aa_dex_code *out)
{
    return aa_dex_code_at(&p->units[p->methods[id].unit].dex, p->methods[id].code, out);
}

/* How much there is to read. Compilers let equal methods share their code, hostile files much more so: more
 * than the files hold, and some, is not read. */
static void measure_run(void *context, size_t index)
{
    sweep *s = context;
    run *r = &s->runs[index];
    aa_dex_code code;
    for (aa_method_id id = r->begin; id < r->end; id++)
        r->bytes += code_of(s->p, id, &code) ? code.insns.n : 0;
}

/* Counts what |code| uses. Returns how many of these are not there. */
static uint32_t count_uses(const scope *names, aa_use_reader *reader, uint32_t counts[AA_USE_KINDS])
{
    uint32_t lost = 0;
    aa_use uses[AA_USES];
    for (size_t n = aa_next_uses(reader, uses); n > 0; n = aa_next_uses(reader, uses)) {
        for (size_t i = 0; i < n; i++) {
            bool there = named(names, &uses[i]) != AA_NO_ID;
            lost += !there;
            /* A call is one whether or not it can be told of what. */
            counts[uses[i].kind] += there || uses[i].kind < AA_USES_FIELD;
        }
    }
    return lost;
}

static void count_method(const sweep *s, run *r, aa_method_id id)
{
    const aa_program *p = s->p;
    aa_dex_code code;
    if (p->methods[id].code == 0)
        return;
    if (!code_of(p, id, &code)) {
        add_trouble(r, id, "code.method_unreadable");
        return;
    }
    if (r->budget < code.insns.n) {
        r->budget = 0;
        add_trouble(r, id, "limit.code_work");
        return;
    }
    r->budget -= code.insns.n;
    uint32_t counts[AA_USE_KINDS] = {0};
    aa_use_reader reader = {.table = &s->table, .code = code.insns};
    uint32_t lost = count_uses(scope_of(s, id), &reader, counts);
    size_t caught = 0;
    bool sound = read_handlers(r, scope_of(s, id), id, &code, NULL, 0, &caught);
    p->call_first[id + 1] = counts[AA_USES_METHOD] + counts[AA_USES_SITE] + counts[AA_USES_HANDLE];
    p->field_first[id + 1] = counts[AA_USES_FIELD];
    p->type_first[id + 1] = counts[AA_USES_TYPE] + (uint32_t)caught;
    s->string_first[id + 1] = counts[AA_USES_STRING];
    r->insns += reader.insns;
    if (reader.cut)
        add_trouble(r, id, "code.method_cut");
    else if (lost > 0 || !sound)
        add_trouble(r, id, r->handlers > 0 ? "code.method_damaged" : "limit.code_work");
}

/* No compiler makes lists of handlers that overlap, so this is far above what any app needs. */
static uint64_t handlers_of_run(const sweep *s)
{
    return s->p->limits->dex_work / s->run_count + HANDLERS;
}

static void count_run(void *context, size_t index)
{
    sweep *s = context;
    run *r = &s->runs[index];
    r->handlers = handlers_of_run(s);
    for (aa_method_id id = r->begin; id < r->end && !r->failed; id++)
        count_method(s, r, id);
}

/* ---- second pass: write ------------------------------------------------------------------------------ */

/* Where the records of one method go. */
typedef struct writer {
    aa_call_ref *call, *call_end;
    aa_field_ref *field, *field_end;
    aa_type_ref *type, *type_end;
    aa_string_ref *string, *string_end;
} writer;

static int compare_types(const void *a, const void *b)
{
    const aa_type_ref *x = a;
    const aa_type_ref *y = b;
    if (x->pc != y->pc)
        return x->pc < y->pc ? -1 : 1;
    if (x->use != y->use)
        return x->use < y->use ? -1 : 1;
    return x->type < y->type ? -1 : x->type > y->type;
}

static void write_call(const aa_program *p, writer *to, aa_method_id id, const aa_use *use, uint32_t target)
{
    const aa_unit_maps *map = &p->maps[p->methods[id].unit];
    if (to->call == to->call_end)
        return;
    if (use->kind == AA_USES_SITE && target != AA_NO_ID)
        target = map->sites[target];
    else if (use->kind == AA_USES_HANDLE && target != AA_NO_ID)
        target = aa_program_handle(p, p->methods[id].unit, target);
    *to->call++ = (aa_call_ref){id, target, use->pc, use->how};
}

static void write_use(const aa_program *p, writer *to, aa_method_id id, const aa_use *use, uint32_t target)
{
    if (use->kind < AA_USES_FIELD)
        write_call(p, to, id, use, target);
    else if (target == AA_NO_ID)
        return;
    else if (use->kind == AA_USES_FIELD && to->field < to->field_end)
        *to->field++ = (aa_field_ref){id, target, use->pc, use->how};
    else if (use->kind == AA_USES_TYPE && to->type < to->type_end)
        *to->type++ = (aa_type_ref){id, target, use->pc, use->how};
    else if (use->kind == AA_USES_STRING && to->string < to->string_end)
        *to->string++ = (aa_string_ref){id, target, use->pc};
}

static void write_method(const sweep *s, run *r, aa_method_id id)
{
    aa_program *p = s->p;
    writer to = {.call = p->calls + p->call_first[id],
                 .call_end = p->calls + p->call_first[id + 1],
                 .field = p->field_refs + p->field_first[id],
                 .field_end = p->field_refs + p->field_first[id + 1],
                 .type = p->type_refs + p->type_first[id],
                 .type_end = p->type_refs + p->type_first[id + 1],
                 .string = s->strings + s->string_first[id],
                 .string_end = s->strings + s->string_first[id + 1]};
    aa_type_ref *types = to.type;
    aa_dex_code code;
    if ((to.call == to.call_end && to.field == to.field_end && to.type == to.type_end &&
         to.string == to.string_end) ||
        !code_of(p, id, &code))
        return;
    aa_use_reader reader = {.table = &s->table, .code = code.insns};
    aa_use uses[AA_USES];
    for (size_t n = aa_next_uses(&reader, uses); n > 0; n = aa_next_uses(&reader, uses))
        for (size_t i = 0; i < n; i++)
            write_use(p, &to, id, &uses[i], named(scope_of(s, id), &uses[i]));
    size_t room = (size_t)(to.type_end - to.type);
    size_t caught = 0;
    if (room == 0)
        return;
    read_handlers(r, scope_of(s, id), id, &code, to.type, room, &caught);
    qsort(types, (size_t)(to.type_end - types), sizeof *types, compare_types);
}

static void write_run(void *context, size_t index)
{
    sweep *s = context;
    run *r = &s->runs[index];
    r->handlers = handlers_of_run(s);
    for (aa_method_id id = r->begin; id < r->end; id++)
        write_method(s, r, id);
}

/* ---- both -------------------------------------------------------------------------------------------- */

static bool begin_runs(sweep *s)
{
    size_t methods = s->p->methods_defined;
    s->run_count = (methods + RUN_METHODS - 1) / RUN_METHODS;
    s->runs = aa_arena_array(s->p->scratch, s->run_count + 1, sizeof *s->runs);
    if (s->runs == NULL)
        return false;
    bool ok = true;
    for (size_t i = 0; i < s->run_count; i++) {
        size_t end = (i + 1) * RUN_METHODS;
        s->runs[i].sweep = s;
        s->runs[i].arena = aa_arena_new();
        s->runs[i].troubles = (aa_vec)AA_VEC_INIT(trouble);
        s->runs[i].begin = (aa_method_id)(i * RUN_METHODS);
        s->runs[i].end = (aa_method_id)(end < methods ? end : methods);
        ok = ok && s->runs[i].arena != NULL;
    }
    return ok;
}

static bool make_counters(sweep *s)
{
    aa_program *p = s->p;
    size_t n = p->methods_defined + 2;
    p->call_first = aa_arena_array(p->arena, n, sizeof *p->call_first);
    p->field_first = aa_arena_array(p->arena, n, sizeof *p->field_first);
    p->type_first = aa_arena_array(p->arena, n, sizeof *p->type_first);
    s->string_first = aa_arena_array(p->scratch, n, sizeof *s->string_first);
    return p->call_first != NULL && p->field_first != NULL && p->type_first != NULL &&
           s->string_first != NULL;
}

/* From what each method has to where its records begin. False: there are too many. */
static bool sum_up(uint32_t *first, size_t methods, size_t *count)
{
    uint64_t sum = 0;
    for (size_t i = 1; i <= methods; i++) {
        sum += first[i];
        first[i] = (uint32_t)sum;
    }
    *count = (size_t)sum;
    return sum < AA_NO_ID;
}

static bool make_records(sweep *s)
{
    aa_program *p = s->p;
    size_t n = p->methods_defined;
    if (!sum_up(p->call_first, n, &p->call_count) || !sum_up(p->field_first, n, &p->field_ref_count) ||
        !sum_up(p->type_first, n, &p->type_ref_count) || !sum_up(s->string_first, n, &p->string_ref_count))
        return false;
    p->calls = aa_arena_array(p->arena, p->call_count + 1, sizeof *p->calls);
    p->field_refs = aa_arena_array(p->arena, p->field_ref_count + 1, sizeof *p->field_refs);
    p->type_refs = aa_arena_array(p->arena, p->type_ref_count + 1, sizeof *p->type_refs);
    s->strings = aa_arena_array(p->scratch, p->string_ref_count + 1, sizeof *s->strings);
    p->string_refs = s->strings;
    return p->calls != NULL && p->field_refs != NULL && p->type_refs != NULL && s->strings != NULL;
}

static bool sweep_all(sweep *s, unsigned threads, aa_notes *notes)
{
    aa_program *p = s->p;
    if (!begin_runs(s) || !make_scopes(s) || !make_counters(s))
        return false;
    aa_use_table_fill(&s->table);
    aa_pool_for(threads, s->run_count, measure_run, s);
    uint64_t left = p->limits->dex_work / 4;
    for (size_t u = 0; u < p->unit_count; u++)
        left += p->units[u].dex.size;
    for (size_t i = 0; i < s->run_count; i++) {
        s->runs[i].budget = left;
        left -= s->runs[i].bytes < left ? s->runs[i].bytes : left;
    }
    aa_pool_for(threads, s->run_count, count_run, s);
    bool ok = true;
    for (size_t i = 0; i < s->run_count; i++) {
        const trouble *troubles = s->runs[i].troubles.items;
        ok = ok && !s->runs[i].failed;
        p->insns += s->runs[i].insns;
        for (size_t k = 0; k < s->runs[i].troubles.count; k++)
            aa_program_note_method(p, notes, troubles[k].code, troubles[k].method);
    }
    if (!ok || !make_records(s))
        return false;
    aa_pool_for(threads, s->run_count, write_run, s);
    return true;
}

bool aa_program_sweep(aa_program *p, unsigned threads, aa_notes *notes)
{
    sweep s = {.p = p};
    bool ok = sweep_all(&s, threads, notes);
    for (size_t i = 0; s.runs != NULL && i < s.run_count; i++)
        aa_arena_free(s.runs[i].arena);
    return ok;
}
