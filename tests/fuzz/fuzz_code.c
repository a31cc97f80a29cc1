/*
 * Any bytes as the bytecode of an app: the program of up to three DEX files, every method as a flow, where
 * arguments of calls come from, what methods give for constants, reach and shapes.
 */
#include <stdlib.h>
#include <string.h>

#include "code/code.h"

#define MAX_UNITS     3U
#define MAX_METHODS   400U
#define MAX_QUESTIONS 150U  /* about arguments */
#define MAX_RUNS      40U   /* of methods on constants */
#define MAX_TEXT      4096U /* of a value in a form to be read */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
    if (!condition)
        abort();
}

typedef struct fuzz_case {
    aa_arena *arena;
    aa_limits limits;
    aa_notes notes;
    aa_unit units[MAX_UNITS];
    size_t unit_count;
    aa_program *program;
    aa_reach_map *reach;
    aa_shapes *shapes;
    aa_code *code;
    size_t questions, runs; /* left */
    aa_str text;
} fuzz_case;

/* ---- from bytes to a program ----------------------------------------------------------------------------
 */

/* DEX files behind each other, each as long as its header says. */
static void open_units(fuzz_case *t, aa_bytes file)
{
    enum { FILE_SIZE = 32, HEADER = 0x70 };

    while (t->unit_count < MAX_UNITS && file.n >= HEADER) {
        size_t n = aa_le32(file.p + FILE_SIZE);
        n = n < HEADER || n > file.n ? file.n : n;
        aa_unit *unit = &t->units[t->unit_count];
        *unit = (aa_unit){.artifact = "a.apk", .member = "classes.dex"};
        t->unit_count += aa_dex_open(aa_bytes_of(file.p, n), 0, &t->limits, &t->notes, &unit->dex) == AA_OK;
        file = aa_bytes_of(file.p + n, file.n - n);
    }
}

/* The first class is the Application, the next two are screens. */
static bool build(fuzz_case *t)
{
    if (aa_program_build(t->units, t->unit_count, &t->limits, 1, &t->notes, &t->program) != AA_OK)
        return false;
    aa_entry entries[3];
    size_t count = 0;
    size_t defined = 0;
    aa_program_type_count(t->program, &defined);
    for (aa_type_id id = 0; id < defined && count < 3; id++) {
        aa_bytes descriptor = aa_program_type(t->program, id)->descriptor;
        if (descriptor.n < 3)
            continue;
        char *name = aa_arena_utf8(t->arena, aa_bytes_of(descriptor.p + 1, descriptor.n - 2));
        require(name != NULL);
        for (char *slash = strchr(name, '/'); slash != NULL; slash = strchr(slash, '/'))
            *slash = '.';
        entries[count] = (aa_entry){.kind = count == 0 ? AA_ENTRY_APPLICATION : AA_ENTRY_COMPONENT,
                                    .name = name,
                                    .launch = count < 2,
                                    .exported = true};
        count++;
    }
    if (aa_reach_build(t->program, entries, count, &t->reach) != AA_OK)
        return false;
    if (aa_shapes_find(t->program, &t->shapes) != AA_OK)
        return false;
    const aa_code_base base = {.program = t->program,
                               .reach = t->reach,
                               .shapes = t->shapes,
                               .limits = &t->limits,
                               .package = "app",
                               .complete = true};
    t->code = aa_code_new(&base);
    return t->code != NULL;
}

/* ---- what everyone takes for granted ---------------------------------------------------------------------
 */

static void check_origins(const aa_origins *origins, const fuzz_case *t)
{
    bool unknown = false;
    for (size_t i = 0; i < origins->count; i++) {
        const aa_origin *o = &origins->items[i];
        unknown = unknown || o->kind == AA_ORIGIN_UNKNOWN;
        require(aa_program_method(t->program, o->in) != NULL);
        require(o->kind != AA_ORIGIN_CALL || aa_program_method(t->program, o->method) != NULL);
        require(o->kind != AA_ORIGIN_FIELD || aa_program_field(t->program, o->field) != NULL);
        require((o->kind != AA_ORIGIN_CLASS && o->kind != AA_ORIGIN_NEW) ||
                aa_program_type(t->program, o->type) != NULL);
    }
    require(origins->complete == !unknown);
}

static void check_value(const aa_values *values, aa_value v)
{
    size_t members = aa_value_members(values, v);
    require(members >= 1 && members <= AA_VALUE_MEMBERS);
    require(aa_value_at(values, v)->depth <= AA_VALUE_DEPTH);
    for (size_t i = 0; i < members; i++)
        require(aa_value_kind_of(values, aa_value_member(values, v, i)) != AA_V_UNION);
}

static void check_blocks(const aa_flow *flow)
{
    uint32_t at = 0;
    for (size_t i = 0; i < flow->block_count; i++) {
        const aa_flow_block *block = &flow->blocks[i];
        require(block->start >= at && block->end >= block->start);
        at = block->end;
        require(block->handler_count <= block->successor_count);
        for (uint32_t k = 0; k < block->successor_count; k++)
            require(block->successors[k] < flow->block_count);
    }
}

static void check_control(const aa_flow *flow)
{
    aa_flow_guard guards[4];
    for (size_t i = 0; i < flow->block_count && i < 20; i++) {
        uint32_t block = (uint32_t)i;
        aa_flow_guards(flow, block, guards, 4);
        if (flow->complete && flow->blocks[i].live)
            require(aa_flow_dominates(flow, 0, block));
        aa_flow_can_go(flow, 0, block, (uint32_t)flow->block_count - 1);
    }
    aa_flow_can_return(flow, NULL);
    for (size_t i = 0; i < flow->branch_count; i++)
        require(flow->branches[i].block < flow->block_count);
}

/* ---- questions --------------------------------------------------------------------------------------------
 */

static void ask(fuzz_case *t, const aa_flow *flow, const aa_flow_call *call)
{
    const aa_site site = {.in = flow->method, .to = call->to, .pc = call->pc, .call = call, .flow = flow};
    aa_origins (*const questions[])(aa_code *, const aa_site *, size_t) = {aa_code_constants, aa_code_whence,
                                                                           aa_code_whence_apart};
    for (size_t i = 0; i < call->argument_count && t->questions > 0; i++) {
        check_value(aa_code_values(t->code), call->arguments[i]);
        for (size_t k = 0; k < 3 && t->questions > 0; k++, t->questions--) {
            aa_origins origins = questions[k](t->code, &site, i);
            check_origins(&origins, t);
        }
    }
    if (call->argument_count > 0) {
        aa_bytes text;
        int64_t number = 0;
        aa_site_text(t->code, &site, 0, &text);
        aa_site_int(t->code, &site, 0, &number);
    }
    aa_site_result_is_used(t->code, &site);
    aa_code_line(t->code, flow->method, call->pc);
}

static void look_at(fuzz_case *t, aa_method_id method)
{
    const aa_flow *flow = aa_code_flow(t->code, method);
    if (flow == NULL)
        return;
    require(flow->method == method && (flow->complete || flow->trouble != NULL));
    check_blocks(flow);
    check_control(flow);
    const aa_values *values = aa_code_values(t->code);
    check_value(values, flow->result);
    for (size_t i = 0; i < flow->call_count; i++) {
        require(i == 0 || flow->calls[i].pc > flow->calls[i - 1].pc);
        require(flow->calls[i].block < flow->block_count);
        ask(t, flow, &flow->calls[i]);
    }
    for (size_t i = 0; i < flow->store_count; i++) {
        check_value(values, flow->stores[i].value);
        require(aa_program_field(t->program, flow->stores[i].field) != NULL);
    }
    for (size_t i = 0; i < flow->exit_count; i++)
        check_value(values, flow->exits[i].value);
    aa_code_class_name(t->code, method);
    aa_code_method_name(t->code, method);
}

/* Every method on constants that suit its parameters, as what undoes the encryption of texts is asked. */
static void run(fuzz_case *t, aa_flows *flows, aa_tracer *tracer, aa_method_id method)
{
    aa_value arguments[8];
    aa_values *values = aa_flows_values(flows);
    size_t count = aa_method_parameter_count(t->program, method);
    if (count > 8 || !aa_method_is_static(t->program, method))
        return;
    for (size_t i = 0; i < count; i++) {
        aa_bytes type = aa_method_parameter(t->program, method, i);
        bool text = type.n > 0 && type.p[0] == 'L';
        bool array = type.n > 0 && type.p[0] == '[';
        arguments[i] = text    ? aa_value_text(values, AA_V_STRING, aa_bytes_of("a/Bc", 4))
                       : array ? aa_value_text(values, AA_V_BYTES, aa_bytes_of("\x01\x80\x7f", 3))
                               : aa_value_int(values, 3);
    }
    aa_value v = aa_evaluate(tracer, method, arguments, count);
    check_value(values, v);
    aa_str_clear(&t->text);
    aa_flow_put_value(flows, method, v, &t->text);
    t->runs--;
}

/* What is known of library methods, on constants: with a receiver and without, as bytecode may call any of
 * them. */
static void apply_models(fuzz_case *t, aa_flows *flows)
{
    static const char *const texts[] = {"a/Bc", "%5d|%-8s|%x", "QUJD", "", "A,B,C"};
    static const int64_t numbers[] = {3, 0, 0x41, -1, 16};
    aa_values *values = aa_flows_values(flows);
    aa_models *models = aa_models_new(t->program);
    size_t defined = 0;
    size_t methods = aa_program_method_count(t->program, &defined);
    require(models != NULL);
    for (aa_method_id id = (aa_method_id)defined; id < methods && id - defined < MAX_METHODS; id++) {
        const aa_model *model = aa_model_of(models, id);
        size_t count = aa_method_parameter_count(t->program, id);
        for (size_t round = 0; model != NULL && count < 7 && round < 10; round++) {
            aa_value arguments[8];
            arguments[0] = aa_value_text(values, round < 5 ? AA_V_STRING : AA_V_BYTES,
                                         aa_bytes_of(texts[round % 5], strlen(texts[round % 5])));
            for (size_t i = 0; i < count; i++) {
                aa_bytes type = aa_method_parameter(t->program, id, i);
                const char *text = texts[(round + i) % 5];
                bool array = type.n > 0 && type.p[0] == '[';
                arguments[i + 1] = array || (type.n > 0 && type.p[0] == 'L')
                                       ? aa_value_text(values, array ? AA_V_BYTES : AA_V_STRING,
                                                       aa_bytes_of(text, strlen(text)))
                                       : aa_value_int(values, numbers[(round + i) % 5]);
            }
            check_value(values, aa_model_apply(model, values, arguments, count + 1));
            check_value(values, aa_model_apply(model, values, arguments + 1, count));
        }
    }
    aa_models_free(models);
}

static void ask_all(fuzz_case *t)
{
    size_t methods = 0;
    aa_program_method_count(t->program, &methods);
    aa_flows *flows = aa_flows_new(t->program, &t->limits);
    aa_tracer *tracer = flows == NULL ? NULL : aa_tracer_new(flows);
    require(tracer != NULL);
    for (aa_method_id id = 0; id < methods && id < MAX_METHODS; id++) {
        aa_method_id way[8];
        uint32_t entry = 0;
        look_at(t, id);
        size_t n = aa_reach_path(t->reach, id, way, 8, &entry);
        require((n > 0) == (aa_reach_state(t->reach, id) == AA_CODE_REACHED));
        require(!aa_reach_at_launch(t->reach, id) || n > 0);
        if (t->runs > 0)
            run(t, flows, tracer, id);
    }
    apply_models(t, flows);
    const aa_shape *shapes = NULL;
    size_t count = aa_shapes_all(t->shapes, &shapes);
    for (size_t i = 0; i < count; i++)
        require(aa_program_type(t->program, shapes[i].type) != NULL);
    require(!aa_code_failed(t->code) && !aa_tracer_failed(tracer));
    aa_tracer_free(tracer);
    aa_flows_free(flows);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_case t = {
        .arena = aa_arena_new(), .limits = AA_LIMITS_INIT, .questions = MAX_QUESTIONS, .runs = MAX_RUNS};
    if (t.arena == NULL)
        return 0;
    t.limits.dex_bytes = 1U << 20;
    t.limits.dex_string = 1U << 12;
    t.limits.dex_text = 1U << 20;
    t.limits.dex_work = 1U << 16;
    t.limits.code_flow_steps = 1U << 14;
    t.limits.code_flow_total = 1U << 18;
    aa_notes_init(&t.notes, t.arena, 10);
    aa_str_init(&t.text, MAX_TEXT);
    open_units(&t, aa_bytes_of(data, size));
    if (t.unit_count > 0 && build(&t))
        ask_all(&t);
    aa_code_free(t.code);
    aa_shapes_free(t.shapes);
    aa_reach_free(t.reach);
    aa_program_free(t.program);
    aa_str_done(&t.text);
    aa_arena_free(t.arena);
    return 0;
}
