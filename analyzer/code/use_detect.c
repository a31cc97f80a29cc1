#include "code/use_detect.h"

#include "base/vec.h"

#define MAX_LABEL 80U

typedef struct finder {
    aa_code *code;
    const aa_program *p;
    aa_values *values;
    const aa_technique *technique;
    size_t index;
    aa_vec found; /* aa_detection */
} finder;

/* ---- words -------------------------------------------------------------------------------------------- */

static bool words_fit(const aa_technique *t, aa_bytes text)
{
    return aa_words_fit(t->words, text);
}

/* ---- what was found ----------------------------------------------------------------------------------- */

static const char *label_of(finder *f, aa_method_id asked, const char *name, aa_bytes what)
{
    aa_str text;
    aa_str_init(&text, 1 << 12);
    if (name != NULL)
        aa_str_put(&text, name);
    if (asked != AA_NO_ID && (name == NULL || what.n == 0)) {
        if (name != NULL)
            aa_str_putc(&text, ' ');
        aa_str_put(&text, aa_call_name(f->code, asked));
    }
    if (what.n > 0)
        aa_str_putc(&text, ' ');
    for (size_t i = 0; i < what.n && i < MAX_LABEL; i++)
        aa_str_putc(&text, what.p[i] >= 0x20 && what.p[i] < 0x7f ? (char)what.p[i] : '?');
    const char *copy = aa_str_ok(&text) ? aa_arena_strdup(aa_code_arena(f->code), text.ptr) : NULL;
    aa_str_done(&text);
    return copy == NULL ? "-" : copy;
}

static void add(finder *f, const aa_test *test, aa_method_id asked, const char *name, aa_bytes what)
{
    aa_detection *found = f->found.items;
    const aa_step *first = aa_test_begins(test->way);
    aa_method_id in = first == NULL ? test->in : first->in;
    uint32_t pc = first == NULL ? test->pc : first->pc;
    for (size_t i = 0; i < f->found.count; i++)
        if (found[i].in == in && found[i].pc == pc && found[i].technique == f->index)
            return;
    aa_detection made = {.technique = f->index,
                         .in = in,
                         .pc = pc,
                         .what = what,
                         .label = label_of(f, asked, name, what),
                         .library = aa_code_is_library(f->code, in),
                         .outcome = aa_outcome_of(f->code, test)};
    aa_detection *slot = aa_vec_push(aa_code_arena(f->code), &f->found);
    if (slot != NULL)
        *slot = made;
}

/* ---- calls with a constant ---------------------------------------------------------------------------- */

static const aa_origin *constant_among(const aa_technique *t, const aa_origins *origins)
{
    for (size_t i = 0; i < origins->count; i++)
        if (origins->items[i].kind == AA_ORIGIN_STRING && words_fit(t, origins->items[i].text))
            return &origins->items[i];
    return NULL;
}

/* Steps of a way before its last field or result lead to other uses too: only what follows them counts. */
static const aa_step *last_arguments(const aa_step *way)
{
    const aa_step *from = way;
    for (const aa_step *s = way; s != NULL; s = s->next)
        if (s->kind == AA_STEP_FIELD || s->kind == AA_STEP_RETURN)
            from = s->next;
    return from;
}

static void look_at_call(finder *f, const aa_site *site)
{
    aa_test test = {
        .in = site->in, .pc = site->pc, .result = site->call->result, .throws = f->technique->throws};
    if (f->technique->words == NULL) {
        add(f, &test, site->to, NULL, aa_bytes_none());
        return;
    }
    for (size_t i = 0; i < site->call->argument_count; i++) {
        aa_origins origins = aa_code_whence(f->code, site, i);
        for (size_t k = 0; k < origins.count; k++) {
            const aa_origin *what = &origins.items[k];
            if (what->kind != AA_ORIGIN_STRING || !words_fit(f->technique, what->text))
                continue;
            test.way = last_arguments(what->way);
            add(f, &test, site->to, NULL, what->text);
        }
    }
}

static void find_calls(finder *f)
{
    if (f->technique->words != NULL && !aa_code_has_literal(f->code, f->technique->words))
        return;
    aa_sites sites = aa_code_calls_of(f->code, f->technique->calls);
    for (size_t i = 0; i < sites.count; i++)
        look_at_call(f, &sites.items[i]);
}

/* Texts are compared in many places: only those are looked at that have the constant themselves. */
static void find_scans(finder *f)
{
    const aa_literal *literals = NULL;
    size_t count = aa_code_literals_with(f->code, f->technique->words, &literals);
    for (size_t i = 0; i < count; i++) {
        const aa_flow *flow = aa_code_flow(f->code, literals[i].in);
        if (flow == NULL || (i > 0 && literals[i].in == literals[i - 1].in))
            continue;
        for (size_t k = 0; k < flow->call_count; k++) {
            const aa_flow_call *call = &flow->calls[k];
            aa_site site = {.in = flow->method, .to = call->to, .pc = call->pc, .call = call, .flow = flow};
            if (aa_method_is_any(f->code, call->to, f->technique->calls))
                look_at_call(f, &site);
        }
    }
}

static void find_numbers(finder *f)
{
    aa_sites sites = aa_code_calls_of(f->code, f->technique->calls);
    for (size_t i = 0; i < sites.count; i++) {
        const aa_site *site = &sites.items[i];
        aa_test test = {
            .in = site->in, .pc = site->pc, .result = site->call->result, .throws = f->technique->throws};
        for (size_t k = 0; k < site->call->argument_count; k++) {
            aa_origins origins = aa_code_constants(f->code, site, k);
            for (size_t o = 0; o < origins.count; o++)
                if (origins.items[o].kind == AA_ORIGIN_INT && origins.items[o].exact &&
                    origins.items[o].number == f->technique->number)
                    add(f, &test, site->to, NULL, aa_bytes_none());
        }
    }
}

/* ---- fields ------------------------------------------------------------------------------------------- */

static bool is_of_field(finder *f, const aa_origins *origins)
{
    for (size_t i = 0; i < origins->count; i++) {
        const aa_origin *o = &origins->items[i];
        const aa_field *field = o->kind == AA_ORIGIN_FIELD ? aa_program_field(f->p, o->field) : NULL;
        if (field != NULL && aa_bytes_is(field->name, f->technique->field) &&
            aa_bytes_is(aa_program_type(f->p, field->owner)->descriptor, f->technique->owner))
            return true;
    }
    return false;
}

static bool is_text_test(const finder *f, const aa_flow_call *call)
{
    static const char *const names[] = {"equals",     "equalsIgnoreCase", "contains",
                                        "startsWith", "endsWith",         "indexOf",
                                        "matches",    "contentEquals",    NULL};
    const aa_method *m = call->to == AA_NO_ID ? NULL : aa_program_method(f->p, call->to);
    if (m == NULL || call->argument_count < 2)
        return false;
    for (size_t i = 0; names[i] != NULL; i++)
        if (aa_bytes_is(m->name, names[i]))
            return true;
    /* a helper of the app's that compares two things, renamed perhaps, with switches behind them */
    return aa_method_is_defined(f->p, call->to) && aa_bytes_is(aa_method_result(f->p, call->to), "Z");
}

static void look_at_comparison(finder *f, const aa_site *site)
{
    const aa_origin *what = NULL;
    bool field = false;
    bool whole = !aa_method_is_defined(f->p, site->to);
    aa_origins sides[2];
    for (size_t i = 0; i < 2; i++)
        sides[i] = aa_code_whence(f->code, site, i);
    for (size_t i = 0; i < 2 && what == NULL; i++) {
        what = constant_among(f->technique, &sides[i]);
        field = is_of_field(f, &sides[1 - i]);
    }
    if (what == NULL || !field || (whole && what->way != NULL && what->way->kind == AA_STEP_ARGUMENT))
        return;
    aa_test test = {.in = site->in, .pc = site->pc, .result = site->call->result};
    add(f, &test, site->to, f->technique->name, what->text);
}

static void find_compared(finder *f)
{
    const aa_field_ref *const *reads = NULL;
    size_t count = aa_code_reads(f->code, f->technique->owner, f->technique->field, &reads);
    for (size_t i = 0; i < count; i++) {
        const aa_flow *flow = aa_code_flow(f->code, reads[i]->in);
        if (flow == NULL || (i > 0 && reads[i]->in == reads[i - 1]->in))
            continue;
        for (size_t k = 0; k < flow->call_count; k++) {
            const aa_flow_call *call = &flow->calls[k];
            aa_site site = {.in = flow->method, .to = call->to, .pc = call->pc, .call = call, .flow = flow};
            if (is_text_test(f, call))
                look_at_comparison(f, &site);
        }
    }
}

/* `field & number`, in any order. */
static bool is_bit(const finder *f, aa_value v)
{
    const aa_value_node *n = aa_value_at(f->values, v);
    bool bit = false;
    bool field = false;
    for (size_t i = 0; n->kind == AA_V_OP && i < n->part_count; i++) {
        const aa_value_node *part = aa_value_at(f->values, n->parts[i]);
        const aa_field *read = part->kind == AA_V_FIELD ? aa_program_field(f->p, part->at) : NULL;
        bit = bit || (part->kind == AA_V_INT && part->number == f->technique->number);
        field = field || (read != NULL && aa_bytes_is(read->name, f->technique->field));
    }
    return bit && field;
}

static void find_bits(finder *f)
{
    const aa_field_ref *const *reads = NULL;
    size_t count = aa_code_reads(f->code, f->technique->owner, f->technique->field, &reads);
    for (size_t i = 0; i < count; i++) {
        const aa_flow *flow = aa_code_flow(f->code, reads[i]->in);
        for (size_t k = 0; flow != NULL && k < flow->branch_count; k++) {
            const aa_flow_branch *branch = &flow->branches[k];
            aa_value v = is_bit(f, branch->a) ? branch->a : branch->b;
            aa_test test = {.in = flow->method, .pc = branch->pc, .result = v};
            if (is_bit(f, v))
                add(f, &test, AA_NO_ID, f->technique->name, aa_bytes_none());
        }
        for (size_t k = 0; flow != NULL && k < flow->exit_count; k++) {
            aa_test test = {.in = flow->method, .pc = flow->exits[k].pc, .result = flow->exits[k].value};
            if (!flow->exits[k].throws && is_bit(f, test.result))
                add(f, &test, AA_NO_ID, f->technique->name, aa_bytes_none());
        }
    }
}

/* ---- all ---------------------------------------------------------------------------------------------- */

static void find(finder *f)
{
    switch (f->technique->form) {
    case AA_TECHNIQUE_CALL:
        find_calls(f);
        break;
    case AA_TECHNIQUE_SCAN:
        find_scans(f);
        break;
    case AA_TECHNIQUE_COMPARED:
        find_compared(f);
        break;
    case AA_TECHNIQUE_BIT:
        find_bits(f);
        break;
    case AA_TECHNIQUE_NUMBER:
        find_numbers(f);
        break;
    }
}

static finder finder_of(aa_code *code)
{
    return (finder){.code = code,
                    .p = aa_code_base_of(code)->program,
                    .values = aa_code_values(code),
                    .found = AA_VEC_INIT(aa_detection)};
}

size_t aa_detections(aa_code *code, const aa_technique *techniques, size_t count, const aa_detection **out)
{
    finder f = finder_of(code);
    for (size_t i = 0; i < count; i++) {
        f.technique = &techniques[i];
        f.index = i;
        find(&f);
    }
    *out = f.found.items;
    return f.found.count;
}

size_t aa_detections_of_shape(aa_code *code, aa_shape_kind shape, size_t technique, const aa_detection **out)
{
    finder f = finder_of(code);
    const aa_shape *shapes = NULL;
    size_t count = aa_shapes_of(aa_code_base_of(code)->shapes, shape, &shapes);
    f.index = technique;
    for (size_t i = 0; i < count; i++) {
        if (shapes[i].part != AA_PART_DETECT || shapes[i].method == AA_NO_ID)
            continue;
        aa_sites sites = aa_code_calls_to(code, shapes[i].method);
        for (size_t k = 0; k < sites.count; k++) {
            const aa_site *site = &sites.items[k];
            aa_test test = {.in = site->in, .pc = site->pc, .result = site->call->result};
            if (aa_program_method(f.p, site->in)->owner != shapes[i].type)
                add(&f, &test, site->to, aa_shape_name(shape), aa_bytes_none());
        }
    }
    *out = f.found.items;
    return f.found.count;
}
