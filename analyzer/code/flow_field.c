/*
 * Fields: constants of the declaration, and what this method wrote itself.
 */
#include "code/flow_internal.h"

#include "decode/dex_value.h"

#define ACC_STATIC   0x0008U
#define ACC_FINAL    0x0010U
#define ACC_VOLATILE 0x0040U
#define OBJECT_DEPTH 4 /* nesting of the object whose field is told */

static bool is_written(const aa_program *p, aa_field_id field)
{
    const aa_field_ref *const *refs = NULL;
    size_t count = aa_field_refs(p, field, &refs);
    for (size_t i = 0; i < count; i++)
        if (refs[i]->writes)
            return true;
    return false;
}

/* Of a type that the file has no record of nothing can be said. */
static aa_value class_value(aa_flows *flows, aa_type_id type)
{
    return type == AA_NO_ID ? AA_VALUE_UNKNOWN : aa_value_leaf(flows->values, AA_V_CLASS, type, 0);
}

aa_value aa_flow_field_value(aa_flows *flows, aa_field_id id)
{
    const aa_program *p = flows->program;
    const aa_field *f = aa_program_field(p, id);
    const aa_type *of = f == NULL ? NULL : aa_program_type(p, f->type);
    aa_bytes type = of == NULL ? aa_bytes_none() : of->descriptor;
    bool number = type.n == 1 && strchr("ZBSCIJ", type.p[0]) != NULL;
    if (f == NULL)
        return AA_VALUE_UNKNOWN;
    if (!f->has_value) /* a value that is the type's default is left out of the file */
        return number || type.n > 1 ? aa_value_int(flows->values, 0) : AA_VALUE_UNKNOWN;
    if (f->value_type == AA_DEX_VALUE_STRING)
        return aa_flow_string(flows, f->unit, (uint32_t)f->number);
    if (f->value_type == AA_DEX_VALUE_TYPE)
        return class_value(flows, aa_program_type_of(p, f->unit, (uint32_t)f->number));
    if (f->value_type == AA_DEX_VALUE_NULL)
        return aa_value_null(flows->values);
    return number ? aa_value_int(flows->values, f->number) : AA_VALUE_UNKNOWN;
}

aa_value aa_flow_field_constant(aa_flows *flows, aa_field_id id)
{
    const aa_field *f = aa_program_field(flows->program, id);
    size_t defined = 0;
    aa_program_field_count(flows->program, &defined);
    bool constant =
        f != NULL && id < defined && (f->flags & (ACC_STATIC | ACC_FINAL)) == (ACC_STATIC | ACC_FINAL);
    return constant && !is_written(flows->program, id) ? aa_flow_field_value(flows, id) : AA_VALUE_UNKNOWN;
}

/* The same abstract object twice is the same object: a parameter, and what was made last at a place. */
static bool is_one(const aa_reader *r, aa_value object)
{
    aa_value_kind kind = aa_value_kind_of(r->values, object);
    return kind == AA_V_PARAM || kind == AA_V_NEW;
}

static aa_value field_value(aa_reader *r, aa_field_id field, aa_value object, bool is_static)
{
    if (field == AA_NO_ID)
        return AA_VALUE_UNKNOWN;
    if (is_static) {
        aa_value v = aa_flow_field_constant(r->flows, field);
        if (v == AA_VALUE_UNKNOWN && r->evaluation != NULL)
            aa_evaluate_field(r, field, &v);
        return v != AA_VALUE_UNKNOWN ? v : aa_value_leaf(r->values, AA_V_FIELD, field, 0);
    }
    if (aa_value_at(r->values, object)->depth > OBJECT_DEPTH)
        object = aa_value_mix(r->values, &object, 1);
    return aa_value_node_of(r->values, AA_V_FIELD, field, 0, &object, 1);
}

void aa_reader_read_field(aa_reader *r, const aa_flow_insn *at, bool is_static)
{
    aa_value object = is_static ? AA_VALUE_UNKNOWN : aa_reader_get(r, at->v[1]);
    aa_value v = r->nothing;
    for (uint32_t i = 0; i < r->now->forward_count; i++) {
        const aa_flow_forward *f = &r->now->forwards[i];
        if (f->field == at->index && f->object == object)
            v = f->value;
    }
    if (v == r->nothing)
        v = field_value(r, at->index, object, is_static);
    if (at->op == OP_IGET_WIDE || at->op == OP_SGET_WIDE)
        aa_reader_set_wide(r, at->v[0], v);
    else
        aa_reader_set(r, at->v[0], v);
}

static void forward(aa_reader *r, aa_field_id field, aa_value object, aa_value v, bool is_static)
{
    aa_flow_state *now = r->now;
    const aa_field *f = aa_program_field(r->program, field);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < now->forward_count; i++)
        if (now->forwards[i].field != field)
            now->forwards[kept++] = now->forwards[i];
    now->forward_count = kept;
    if (kept < AA_FLOW_FORWARDS && (is_static || is_one(r, object)) && !(f->flags & ACC_VOLATILE) &&
        !r->blind)
        now->forwards[now->forward_count++] = (aa_flow_forward){field, object, v};
    r->dirty.heap = true;
}

void aa_reader_write_field(aa_reader *r, const aa_flow_insn *at, bool is_static)
{
    aa_value object = is_static ? AA_VALUE_UNKNOWN : aa_reader_get(r, at->v[1]);
    aa_value v = aa_reader_get(r, at->v[0]);
    if (at->index == AA_NO_ID)
        return;
    aa_flow_store *store = aa_reader_record(r, &r->stores);
    if (store != NULL)
        *store = (aa_flow_store){at->pc, at->block, at->index, object, aa_reader_snapshot(r, v)};
    forward(r, at->index, object, v, is_static);
}
