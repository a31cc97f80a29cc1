/*
 * Instructions and blocks of one method.
 */
#include "code/flow_internal.h"

/* ---- instructions ------------------------------------------------------------------------------------ */

/* The shape of prototype |proto|; remembered. NULL: there is none, or memory is out. */
static const aa_call_shape *shape_of(aa_reader *r, uint32_t proto)
{
    uint32_t unit = r->record->unit;
    uint32_t count = AA_DEX_PROTO_COUNT(r->dex);
    const aa_call_shape ***by_unit = r->flows->shapes;
    if (proto >= count)
        return NULL;
    if (by_unit[unit] == NULL)
        by_unit[unit] = aa_arena_array(r->flows->arena, count, sizeof **by_unit);
    if (by_unit[unit] == NULL) {
        r->failed = true;
        return NULL;
    }
    if (by_unit[unit][proto] != NULL)
        return by_unit[unit][proto];
    aa_dex_proto record;
    if (!aa_dex_proto_at(r->dex, proto, &record))
        return NULL;
    size_t n = aa_dex_list_count(record.parameters);
    n = n < 255 ? n : 255;
    aa_call_shape *shape = aa_arena_alloc(r->flows->arena, sizeof *shape);
    char *types = aa_arena_alloc(r->flows->arena, n + 1);
    if (shape == NULL || types == NULL) {
        r->failed = true;
        return NULL;
    }
    for (size_t i = 0; i < n; i++) {
        aa_bytes type = aa_dex_descriptor(r->dex, aa_dex_list_at(record.parameters, i));
        types[i] = type.n > 0 ? (char)type.p[0] : 'L';
    }
    aa_bytes result = aa_dex_descriptor(r->dex, record.return_type);
    *shape = (aa_call_shape){.count = (uint32_t)n,
                             .types = types,
                             .result = result.n > 0 ? (char)result.p[0] : 'V',
                             .element = result.n > 1 ? (char)result.p[1] : 'V'};
    by_unit[unit][proto] = shape;
    return shape;
}

static const aa_call_shape *call_shape(aa_reader *r, const aa_dex_insn *insn)
{
    aa_dex_ref ref;
    if (insn->index_kind == AA_DEX_INDEX_METHOD_PROTO)
        return shape_of(r, insn->proto);
    if (insn->index_kind == AA_DEX_INDEX_METHOD)
        return aa_dex_method_at(r->dex, insn->index, &ref) ? shape_of(r, ref.type) : NULL;
    aa_call_site site;
    aa_program_call_site(r->program, r->record->unit, insn->index, &site);
    return site.bootstrap == AA_NO_ID ? NULL : shape_of(r, site.proto);
}

static char element_of(const aa_reader *r, aa_type_id type)
{
    const aa_type *t = aa_program_type(r->program, type);
    return t != NULL && t->descriptor.n > 1 && t->descriptor.p[0] == '[' ? (char)t->descriptor.p[1] : 'L';
}

bool aa_flow_is_array_clone(const aa_program *p, aa_method_id method)
{
    const aa_method *m = aa_program_method(p, method);
    const aa_type *owner = m == NULL ? NULL : aa_program_type(p, m->owner);
    return owner != NULL && owner->descriptor.n > 1 && owner->descriptor.p[0] == '[' &&
           aa_bytes_is(m->name, "clone");
}

/* Whether what the instruction makes is followed: builders, arrays, and arrays that library calls make of
 * constants. */
static bool makes_cell(const aa_reader *r, const aa_flow_insn *at)
{
    if (at->shape != NULL)
        return at->element != 'V' && at->index != AA_NO_ID && at->op < OP_INVOKE_CUSTOM &&
               !aa_method_is_defined(r->program, at->index);
    if (at->op == OP_NEW_INSTANCE)
        return at->index != AA_NO_ID && (at->index == r->flows->builder || at->index == r->flows->buffer);
    return at->op >= OP_NEW_ARRAY && at->op <= OP_FILLED_NEW_ARRAY_R;
}

static void resolve_call(aa_reader *r, const aa_dex_insn *insn, aa_flow_insn *at)
{
    at->shape = call_shape(r, insn);
    at->element = at->shape != NULL && at->shape->result == '[' ? at->shape->element : 'V';
    if (insn->index_kind == AA_DEX_INDEX_CALL_SITE)
        return;
    at->index = aa_program_method_of(r->program, r->record->unit, insn->index);
    if (at->shape != NULL && at->shape->result == 'L' && at->shape->count == 0 &&
        aa_flow_is_array_clone(r->program, at->index))
        at->element = element_of(r, aa_program_method(r->program, at->index)->owner);
}

/* What an index stands for, looked up once instead of at every visit. */
static void resolve(aa_reader *r, const aa_dex_insn *insn, aa_flow_insn *at)
{
    uint32_t unit = r->record->unit;
    switch (insn->index_kind) {
    case AA_DEX_INDEX_STRING:
        at->value = aa_flow_string(r->flows, unit, insn->index);
        break;
    case AA_DEX_INDEX_TYPE:
        at->index = aa_program_type_of(r->program, unit, insn->index);
        if (at->op == OP_CONST_CLASS && at->index != AA_NO_ID)
            at->value = aa_value_leaf(r->values, AA_V_CLASS, at->index, 0);
        else if (at->op >= OP_NEW_ARRAY && at->op <= OP_FILLED_NEW_ARRAY_R)
            at->element = element_of(r, at->index);
        break;
    case AA_DEX_INDEX_FIELD:
        at->index = aa_program_field_of(r->program, unit, insn->index);
        break;
    case AA_DEX_INDEX_METHOD:
    case AA_DEX_INDEX_METHOD_PROTO:
    case AA_DEX_INDEX_CALL_SITE:
        resolve_call(r, insn, at);
        break;
    default:
        if (at->op >= OP_CONST_4 && at->op <= OP_CONST_WIDE_HIGH16)
            at->value = aa_value_int(r->values, insn->literal);
        break;
    }
}

static void convert(aa_reader *r, const aa_dex_insn *insn, aa_flow_insn *at)
{
    *at = (aa_flow_insn){.literal = insn->literal,
                         .pc = insn->pc,
                         .target = insn->target,
                         .index = insn->index,
                         .op = insn->op,
                         .count = insn->count,
                         .flow = insn->flow,
                         .units = (uint8_t)insn->units,
                         .range = insn->range};
    memcpy(at->v, insn->v, sizeof at->v);
    resolve(r, insn, at);
    if (makes_cell(r, at) && r->slots < AA_FLOW_SLOTS) {
        r->slot_pcs[r->slots] = at->pc;
        at->slot = ++r->slots;
    }
}

static bool decode(aa_reader *r)
{
    size_t units = r->code.insns.n / 2;
    r->insns = aa_reader_get_memory(r, units + 1, sizeof *r->insns);
    r->by_pc = aa_reader_get_memory(r, units + 1, sizeof *r->by_pc);
    if (r->insns == NULL || r->by_pc == NULL)
        return false;
    memset(r->by_pc, 0xFF, (units + 1) * sizeof *r->by_pc);
    aa_dex_insns walk = aa_dex_insns_of(&r->code);
    aa_dex_insn insn;
    while (aa_dex_next_insn(&walk, &insn)) {
        if (insn.payload != AA_DEX_NO_PAYLOAD)
            continue;
        r->by_pc[insn.pc] = r->insn_count;
        convert(r, &insn, &r->insns[r->insn_count++]);
    }
    if (walk.invalid)
        r->trouble = "code.method_cut";
    aa_reader_count(r, r->insn_count);
    return r->insn_count > 0;
}

uint32_t aa_reader_insn_at(const aa_reader *r, uint64_t pc)
{
    return pc < r->code.insns.n / 2 ? r->by_pc[pc] : AA_NO_ID;
}

/* ---- blocks ------------------------------------------------------------------------------------------ */

static bool switch_of(const aa_reader *r, const aa_flow_insn *at, aa_dex_payload *out)
{
    return (at->flow & AA_DEX_SWITCH) && aa_dex_payload_at(r->code.insns, at->target, out) &&
           out->kind != AA_DEX_ARRAY_DATA;
}

static void mark(const aa_reader *r, bool *leaders, uint64_t pc)
{
    uint32_t at = aa_reader_insn_at(r, pc);
    if (at != AA_NO_ID)
        leaders[at] = true;
}

static void mark_tries(aa_reader *r, bool *leaders)
{
    for (uint32_t i = 0; i < aa_dex_try_count(&r->code); i++) {
        aa_dex_try at = aa_dex_try_at(&r->code, i);
        mark(r, leaders, at.start);
        mark(r, leaders, at.end);
        aa_dex_handlers handlers = aa_dex_handlers_of(&r->code, &at);
        uint32_t type = 0;
        uint32_t address = 0;
        while (aa_dex_next_handler(&handlers, &type, &address) && aa_reader_count(r, 1))
            mark(r, leaders, address);
    }
}

static void mark_jumps(aa_reader *r, bool *leaders)
{
    for (uint32_t i = 0; i < r->insn_count; i++) {
        const aa_flow_insn *at = &r->insns[i];
        aa_dex_payload payload;
        if (at->flow & AA_DEX_BRANCH)
            mark(r, leaders, at->target);
        if (switch_of(r, at, &payload) && aa_reader_count(r, payload.count))
            for (uint32_t k = 0; k < payload.count; k++)
                mark(r, leaders, aa_dex_switch_target(&payload, k, at->pc));
        if ((at->flow & (AA_DEX_BRANCH | AA_DEX_SWITCH | AA_DEX_RETURNS)) || !(at->flow & AA_DEX_NEXT))
            leaders[i + 1] = true;
    }
}

static bool split(aa_reader *r)
{
    bool *leaders = aa_reader_get_memory(r, (size_t)r->insn_count + 1, sizeof *leaders);
    if (leaders == NULL)
        return false;
    memset(leaders, 0, (size_t)r->insn_count + 1);
    leaders[0] = true;
    mark_jumps(r, leaders);
    mark_tries(r, leaders);
    for (uint32_t i = 0; i < r->insn_count; i++)
        r->node_count += leaders[i];
    r->nodes = aa_reader_get_memory(r, r->node_count, sizeof *r->nodes);
    if (r->nodes == NULL)
        return false;
    uint32_t node = 0;
    for (uint32_t i = 0; i < r->insn_count; i++) {
        if (leaders[i])
            r->nodes[node++] = (aa_flow_node){.first = i};
        r->insns[i].block = node - 1;
        r->nodes[node - 1].last = i;
    }
    return true;
}

/* ---- edges ------------------------------------------------------------------------------------------- */

static void add_edge(aa_reader *r, uint32_t from, uint64_t pc)
{
    aa_flow_node *node = &r->nodes[from];
    uint32_t at = aa_reader_insn_at(r, pc);
    if (at == AA_NO_ID) {
        node->leads_out = true; /* the no-operation that aligns a table does, but it is never run */
        return;
    }
    uint32_t to = r->insns[at].block;
    node->successors[node->successor_count++] = to;
    if (to <= from)
        r->nodes[to].head = true;
}

/* Handlers come in the order of the list; one that is there already is not told twice. */
static void add_handlers(aa_reader *r, uint32_t from, const aa_dex_try *at)
{
    aa_flow_node *node = &r->nodes[from];
    uint32_t normal = node->successor_count;
    aa_dex_handlers handlers = aa_dex_handlers_of(&r->code, at);
    uint32_t type = 0;
    uint32_t address = 0;
    while (aa_dex_next_handler(&handlers, &type, &address) && aa_reader_count(r, 1)) {
        if (node->handler_count == AA_FLOW_HANDLERS) {
            r->trouble = "limit.code_handlers";
            return;
        }
        uint32_t before = node->successor_count;
        add_edge(r, from, address);
        for (uint32_t i = normal; i < before && node->successor_count > before; i++)
            if (node->successors[i] == node->successors[before])
                node->successor_count = before;
        node->handler_count = node->successor_count - normal;
    }
    if (handlers.at.bad)
        r->trouble = "code.handlers_lost";
}

/* The try around |pc|. Blocks do not cross its borders. */
static bool try_around(const aa_reader *r, uint32_t pc, aa_dex_try *out)
{
    uint32_t low = 0;
    uint32_t high = aa_dex_try_count(&r->code);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        *out = aa_dex_try_at(&r->code, middle);
        if (pc < out->start)
            high = middle;
        else if (pc >= out->end)
            low = middle + 1;
        else
            return true;
    }
    return false;
}

static bool throws(const aa_reader *r, const aa_flow_node *node)
{
    for (uint32_t i = node->first; i <= node->last; i++)
        if (r->insns[i].flow & AA_DEX_THROWS)
            return true;
    return false;
}

static bool connect(aa_reader *r, uint32_t from)
{
    aa_flow_node *node = &r->nodes[from];
    const aa_flow_insn *last = &r->insns[node->last];
    aa_dex_payload payload = {0};
    aa_dex_try around;
    uint32_t cases = switch_of(r, last, &payload) ? payload.count : 0;
    bool caught =
        aa_dex_try_count(&r->code) > 0 && throws(r, node) && try_around(r, r->insns[node->first].pc, &around);
    size_t room = (size_t)cases + 3 + (caught ? AA_FLOW_HANDLERS : 0);
    node->successors = aa_reader_get_memory(r, room, sizeof *node->successors);
    node->taken = aa_reader_get_memory(r, room, sizeof *node->taken);
    if (node->successors == NULL || node->taken == NULL)
        return false;
    memset(node->taken, 0, room);
    if (last->flow & AA_DEX_NEXT)
        add_edge(r, from, (uint64_t)last->pc + last->units);
    if (last->flow & AA_DEX_BRANCH)
        add_edge(r, from, last->target);
    for (uint32_t i = 0; i < cases && aa_reader_count(r, 1); i++)
        add_edge(r, from, aa_dex_switch_target(&payload, i, last->pc));
    if (caught)
        add_handlers(r, from, &around);
    return true;
}

/* For methods with edges back: an order of their blocks, and which ones edges lead back to. */
static bool order(aa_reader *r)
{
    uint32_t n = r->node_count;
    aa_flow_edges *edges = aa_reader_get_memory(r, n, sizeof *edges);
    uint32_t *place = aa_reader_get_memory(r, n, sizeof *place);
    r->rpo = aa_reader_get_memory(r, n, sizeof *r->rpo);
    if (edges == NULL || place == NULL || r->rpo == NULL)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        edges[i] = (aa_flow_edges){r->nodes[i].successors, r->nodes[i].successor_count};
        r->nodes[i].head = false;
    }
    if (!aa_flow_order(r->scratch, edges, n, r->rpo, place, &r->rpo_count))
        return false;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; place[i] != AA_NO_ID && k < edges[i].count; k++)
            if (place[edges[i].to[k]] <= place[i])
                r->nodes[edges[i].to[k]].head = true;
    return true;
}

bool aa_reader_graph(aa_reader *r)
{
    if (!decode(r) || !split(r))
        return false;
    bool forward = true;
    for (uint32_t i = 0; i < r->node_count; i++)
        if (!connect(r, i))
            return false;
    for (uint32_t i = 0; i < r->node_count; i++)
        forward = forward && !r->nodes[i].head;
    return forward || order(r);
}
