#include "engine/code_record.h"

#include "engine/sink.h"

#define MAX_STEPS 24 /* lines of a way that are kept */

aa_place aa_code_place(aa_code *code, aa_method_id method, uint32_t pc)
{
    const aa_program *p = aa_code_base_of(code)->program;
    const aa_method *m = aa_program_method(p, method);
    const aa_unit *unit = m == NULL ? NULL : aa_program_unit(p, m->unit);
    aa_place place = {.offset = AA_NO_OFFSET};
    if (unit == NULL)
        return place;
    place.artifact = unit->artifact;
    place.member = unit->member;
    place.class_name = aa_code_class_name(code, method);
    place.method = aa_code_method_name(code, method);
    place.line = aa_code_line(code, method, pc == AA_NO_ID ? 0 : pc);
    if (m->code != 0) /* behind the header of the code_item, in units of two bytes */
        place.offset = m->code + (pc == AA_NO_ID ? 0 : 16 + 2 * (uint64_t)pc);
    return place;
}

aa_reach aa_code_reach_of(aa_code *code, aa_method_id method)
{
    const aa_reach_map *map = aa_code_base_of(code)->reach;
    switch (map == NULL ? AA_CODE_MAYBE : aa_reach_state(map, method)) {
    case AA_CODE_REACHED:
        return AA_REACHED;
    case AA_CODE_UNREACHED:
        return AA_NOT_REACHED;
    case AA_CODE_MAYBE:
        break;
    }
    return AA_REACH_UNKNOWN;
}

aa_owner aa_code_record_owner(aa_code *code, aa_method_id method)
{
    const aa_method *m = aa_program_method(aa_code_base_of(code)->program, method);
    switch (m == NULL ? AA_CODE_OWNER_UNKNOWN : aa_code_owner_of(code, m->owner)) {
    case AA_CODE_OWN:
        return AA_OWNER_APP;
    case AA_CODE_LIBRARY:
        return AA_OWNER_LIBRARY;
    case AA_CODE_OWNER_UNKNOWN:
        break;
    }
    return AA_OWNER_UNKNOWN;
}

/* ---- ways ---------------------------------------------------------------------------------------------- */

typedef struct way {
    aa_code *code;
    aa_trace_line lines[MAX_STEPS];
    size_t count;
} way;

static void put(way *w, aa_trace_kind kind, aa_method_id method, uint32_t pc)
{
    if (w->count == MAX_STEPS)
        return;
    w->lines[w->count++] = (aa_trace_line){.kind = kind,
                                           .class_name = aa_code_class_name(w->code, method),
                                           .method = aa_code_method_name(w->code, method),
                                           .line = aa_code_line(w->code, method, pc)};
}

/*
 * Where |from| leads on to |to|: a call of it or of what it overrides, or where its class is made. 0, the
 * beginning of the method, when it shows nowhere.
 */
static uint32_t step_at(const aa_program *p, aa_method_id from, aa_method_id to)
{
    const aa_method *target = aa_program_method(p, to);
    const aa_call_ref *calls = NULL;
    const aa_type_ref *types = NULL;
    size_t count = aa_calls_in(p, from, &calls);
    uint32_t like = AA_NO_ID;
    for (size_t i = 0; i < count; i++) {
        const aa_method *called = aa_program_method(p, calls[i].to);
        if (calls[i].to == to)
            return calls[i].pc;
        if (like == AA_NO_ID && called != NULL && called->signature == target->signature)
            like = calls[i].pc;
    }
    count = aa_type_refs_in(p, from, &types);
    for (size_t i = 0; i < count && like == AA_NO_ID; i++)
        if (types[i].use <= AA_USE_CLASS && aa_type_is_a(p, types[i].type, target->owner))
            like = types[i].pc;
    return like == AA_NO_ID ? 0 : like;
}

/* From the entry down to |method|, itself left out: it is the place. */
static void put_reach(way *w, aa_method_id method)
{
    const aa_program *p = aa_code_base_of(w->code)->program;
    const aa_reach_map *map = aa_code_base_of(w->code)->reach;
    aa_method_id path[MAX_STEPS / 2];
    uint32_t entry = AA_NO_ID;
    size_t count = map == NULL ? 0 : aa_reach_path(map, method, path, MAX_STEPS / 2, &entry);
    for (size_t i = 0; i + 1 < count; i++)
        put(w, i == 0 ? AA_TRACE_ENTRY : AA_TRACE_CALL, path[i], step_at(p, path[i], path[i + 1]));
}

static aa_trace_kind kind_of(const aa_step *step)
{
    switch (step->kind) {
    case AA_STEP_ARGUMENT:
        return AA_TRACE_ARGUMENT;
    case AA_STEP_FIELD:
        return AA_TRACE_FIELD;
    case AA_STEP_RETURN:
        return AA_TRACE_RETURN;
    case AA_STEP_CALL:
        break;
    }
    return AA_TRACE_RESULT;
}

static void put_origin(way *w, const aa_site *site, const aa_origin *origin)
{
    if (origin == NULL || (origin->way == NULL && origin->in == site->in && origin->pc == site->pc))
        return;
    put(w, AA_TRACE_VALUE, origin->in, origin->pc);
    for (const aa_step *step = origin->way; step != NULL && w->count < MAX_STEPS; step = step->next)
        put(w, kind_of(step), step->in, step->pc);
}

/* ---- records ------------------------------------------------------------------------------------------- */

typedef struct record {
    aa_sink *sink;
    aa_record_kind kind;
    unsigned message;
    aa_severity severity;
    const char *const *args;
} record;

static void add(const record *r, aa_code *code, aa_method_id method, uint32_t pc, const aa_site *site,
                const aa_origin *origin)
{
    aa_place place = aa_code_place(code, method, pc);
    way w = {.code = code};
    put_reach(&w, method);
    if (site != NULL)
        put_origin(&w, site, origin);
    aa_finding finding = {.message = r->message,
                          .record = r->kind,
                          .severity = r->severity,
                          .reach = aa_code_reach_of(code, method),
                          .owner = aa_code_record_owner(code, method),
                          .trace = w.lines,
                          .trace_count = w.count};
    if (pc != AA_NO_ID)
        finding.spot = (aa_listing_spot){.kind = AA_LISTING_DALVIK, .function = method, .at = pc};
    aa_sink_add(r->sink, finding, &place, r->args);
}

void aa_hit_site(aa_sink *sink, unsigned message, aa_severity severity, aa_code *code, const aa_site *site,
                 const char *const *args)
{
    aa_hit_origin(sink, message, severity, code, site, NULL, args);
}

void aa_hit_origin(aa_sink *sink, unsigned message, aa_severity severity, aa_code *code, const aa_site *site,
                   const aa_origin *origin, const char *const *args)
{
    const record r = {sink, AA_RECORD_HIT, message, severity, args};
    add(&r, code, site->in, site->pc, site, origin);
}

void aa_clear_site(aa_sink *sink, unsigned message, aa_code *code, const aa_site *site,
                   const char *const *args)
{
    aa_clear_method(sink, message, code, site->in, site->pc, args);
}

void aa_cannot_tell_site(aa_sink *sink, unsigned message, aa_code *code, const aa_site *site,
                         const char *const *args)
{
    aa_cannot_tell_origin(sink, message, code, site, NULL, args);
}

void aa_cannot_tell_origin(aa_sink *sink, unsigned message, aa_code *code, const aa_site *site,
                           const aa_origin *origin, const char *const *args)
{
    const record r = {sink, AA_RECORD_UNDECIDED, message, AA_SEVERITY_INFO, args};
    add(&r, code, site->in, site->pc, site, origin);
}

void aa_hit_method(aa_sink *sink, unsigned message, aa_severity severity, aa_code *code, aa_method_id method,
                   uint32_t pc, const char *const *args)
{
    const record r = {sink, AA_RECORD_HIT, message, severity, args};
    add(&r, code, method, pc, NULL, NULL);
}

void aa_clear_method(aa_sink *sink, unsigned message, aa_code *code, aa_method_id method, uint32_t pc,
                     const char *const *args)
{
    const record r = {sink, AA_RECORD_CLEAR, message, AA_SEVERITY_INFO, args};
    add(&r, code, method, pc, NULL, NULL);
}

void aa_cannot_tell_method(aa_sink *sink, unsigned message, aa_code *code, aa_method_id method, uint32_t pc,
                           const char *const *args)
{
    const record r = {sink, AA_RECORD_UNDECIDED, message, AA_SEVERITY_INFO, args};
    add(&r, code, method, pc, NULL, NULL);
}
