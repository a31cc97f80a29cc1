#include "engine/machine_record.h"

#include "engine/sink.h"

#define MAX_STEPS 24 /* lines of a way that are kept */

const char *aa_machine_text(aa_machine *machine, aa_bytes text)
{
    const char *copy = aa_arena_utf8(aa_machine_arena(machine), text);
    return copy != NULL ? copy : "";
}

/* "-[Login send:]" as class "Login" and method "-send:"; others have no class. */
static void name_place(aa_machine *machine, aa_mspot spot, const char **class_name, const char **method)
{
    const aa_image *image = &aa_machine_base_of(machine)->images[spot.image];
    aa_arena *arena = aa_machine_arena(machine);
    *class_name = NULL;
    *method = NULL;
    if (spot.function >= image->function_count)
        return;
    const aa_image_function *f = &image->functions[spot.function];
    if (f->class_name.n == 0) {
        *method = aa_image_function_name(arena, image, spot.function);
        return;
    }
    *class_name = aa_swift_demangle(arena, f->class_name);
    if (*class_name == NULL)
        *class_name = aa_machine_text(machine, f->class_name);
    *method =
        aa_arena_printf(arena, "%c%s", f->is_class_method ? '+' : '-', aa_machine_text(machine, f->selector));
}

aa_place aa_machine_place(aa_machine *machine, aa_mspot spot)
{
    const aa_image *image = &aa_machine_base_of(machine)->images[spot.image];
    aa_place place = {.offset = AA_NO_OFFSET, .artifact = image->artifact, .member = image->member};
    name_place(machine, spot, &place.class_name, &place.method);
    place.address = spot.at;
    if (place.address == 0 && spot.function < image->function_count)
        place.address = image->functions[spot.function].address;
    place.path = image->arch;
    return place;
}

aa_reach aa_machine_reach_of(aa_machine *machine, aa_mspot spot)
{
    switch ((aa_mreach_state)aa_machine_reach(machine, spot.image, spot.function).state) {
    case AA_MREACH_YES:
        return AA_REACHED;
    case AA_MREACH_NO:
        return AA_NOT_REACHED;
    case AA_MREACH_MAYBE:
        break;
    }
    return AA_REACH_UNKNOWN;
}

aa_owner aa_machine_owner_of(aa_machine *machine, aa_mspot spot)
{
    const aa_image *image = &aa_machine_base_of(machine)->images[spot.image];
    return image->is_app ? AA_OWNER_UNKNOWN : AA_OWNER_LIBRARY;
}

/* ---- ways -------------------------------------------------------------------------------------------------
 */

typedef struct way {
    aa_machine *machine;
    aa_trace_line lines[MAX_STEPS];
    size_t count;
} way;

static void put(way *w, aa_trace_kind kind, uint32_t image, uint32_t function, uint64_t at)
{
    aa_trace_line line = {.kind = kind};
    if (w->count == MAX_STEPS)
        return;
    (void)at;
    name_place(w->machine, (aa_mspot){image, function, at}, &line.class_name, &line.method);
    w->lines[w->count++] = line;
}

/* From the entry down to the function, itself left out: it is the place. */
static void put_reach(way *w, aa_mspot spot)
{
    aa_mspot path[MAX_STEPS / 2];
    size_t n = 0;
    aa_mreach r = aa_machine_reach(w->machine, spot.image, spot.function);
    while (r.state != AA_MREACH_NO && r.function != AA_NO_FUNCTION && n < MAX_STEPS / 2) {
        path[n++] = (aa_mspot){r.image, r.function, r.at};
        r = aa_machine_reach(w->machine, r.image, r.function);
    }
    for (size_t i = n; i > 0; i--)
        put(w, i == n ? AA_TRACE_ENTRY : AA_TRACE_CALL, path[i - 1].image, path[i - 1].function,
            path[i - 1].at);
}

static void put_origin(way *w, aa_mspot spot, const aa_morigin *origin)
{
    static const aa_trace_kind kinds[] = {[AA_MSTEP_ARGUMENT] = AA_TRACE_ARGUMENT,
                                          [AA_MSTEP_FIELD] = AA_TRACE_FIELD,
                                          [AA_MSTEP_RETURN] = AA_TRACE_RETURN,
                                          [AA_MSTEP_CALL] = AA_TRACE_RESULT,
                                          [AA_MSTEP_CAPTURE] = AA_TRACE_ARGUMENT};
    if (origin == NULL || (origin->way == NULL && origin->function == spot.function))
        return;
    put(w, AA_TRACE_VALUE, origin->image, origin->function, origin->at);
    for (const aa_mstep *step = origin->way; step != NULL && w->count < MAX_STEPS; step = step->next)
        put(w, kinds[step->kind], step->image, step->function, step->at);
}

/* ---- records
 * -------------------------------------------------------------------------------------------------- */

static void add(aa_sink *sink, aa_finding finding, aa_machine *machine, aa_mspot spot,
                const aa_morigin *origin, const char *const *args)
{
    aa_place place = aa_machine_place(machine, spot);
    way w = {.machine = machine};
    put_reach(&w, spot);
    put_origin(&w, spot, origin);
    finding.reach = aa_machine_reach_of(machine, spot);
    finding.owner = aa_machine_owner_of(machine, spot);
    finding.trace = w.lines;
    finding.trace_count = w.count;
    if (spot.at != 0 && spot.function != AA_NO_FUNCTION)
        finding.spot = (aa_listing_spot){
            .kind = AA_LISTING_ARM64, .image = spot.image, .function = spot.function, .at = spot.at};
    aa_sink_add(sink, finding, &place, args);
}

void aa_hit_spot(aa_sink *sink, unsigned message, aa_severity severity, aa_machine *machine, aa_mspot spot,
                 const aa_morigin *origin, const char *const *args)
{
    aa_finding finding = {.message = message, .record = AA_RECORD_HIT, .severity = severity};
    add(sink, finding, machine, spot, origin, args);
}

void aa_clear_spot(aa_sink *sink, unsigned message, aa_machine *machine, aa_mspot spot,
                   const char *const *args)
{
    aa_finding finding = {.message = message, .record = AA_RECORD_CLEAR, .severity = AA_SEVERITY_INFO};
    add(sink, finding, machine, spot, NULL, args);
}

void aa_cannot_tell_spot(aa_sink *sink, unsigned message, aa_machine *machine, aa_mspot spot,
                         const aa_morigin *origin, const char *const *args)
{
    aa_finding finding = {.message = message, .record = AA_RECORD_UNDECIDED, .severity = AA_SEVERITY_INFO};
    add(sink, finding, machine, spot, origin, args);
}
