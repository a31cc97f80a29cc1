#include "engine/sink.h"

#include <assert.h>

#include "code/code.h"

void aa_sink_init(aa_sink *sink, aa_arena *arena)
{
    *sink = (aa_sink){.arena = arena, .findings = AA_VEC_INIT(aa_finding)};
}

void aa_sink_run(aa_sink *sink, const aa_check_entry *entry, const aa_check_input *in)
{
    sink->check = entry;
    entry->check->run(in, sink);
    sink->check = NULL;
    sink->failed = sink->failed || (in->code != NULL && aa_code_failed(in->code));
}

/* A copy of a NULL-terminated list. */
static const char *const *copy_args(aa_arena *arena, const char *const *args)
{
    size_t count = 0;
    while (args[count] != NULL)
        count++;
    const char **copy = aa_arena_array(arena, count + 1, sizeof *copy);
    for (size_t i = 0; copy != NULL && i < count; i++) {
        copy[i] = aa_arena_strdup(arena, args[i]);
        if (copy[i] == NULL)
            copy = NULL;
    }
    return copy;
}

/* A copy of a text that may die with the code it came from. */
static const char *keep(aa_sink *sink, const char *text)
{
    const char *copy = text == NULL ? NULL : aa_arena_strdup(sink->arena, text);
    sink->failed = sink->failed || (text != NULL && copy == NULL);
    return copy;
}

static const aa_trace_line *copy_trace(aa_sink *sink, const aa_trace_line *lines, size_t count)
{
    aa_trace_line *copy = count == 0 ? NULL : aa_arena_array(sink->arena, count, sizeof *copy);
    sink->failed = sink->failed || (count > 0 && copy == NULL);
    for (size_t i = 0; copy != NULL && i < count; i++) {
        copy[i] = lines[i];
        copy[i].class_name = keep(sink, lines[i].class_name);
        copy[i].method = keep(sink, lines[i].method);
    }
    return copy;
}

void aa_sink_add(aa_sink *sink, aa_finding finding, const aa_place *place, const char *const *args)
{
    const aa_check *check = sink->check->check;
    assert(finding.message < check->message_count);
    finding.check = sink->check;
    if (finding.severity > check->severity)
        finding.severity = check->severity;
    finding.place = place != NULL ? *place : (aa_place){.offset = AA_NO_OFFSET};
    finding.place.artifact = keep(sink, finding.place.artifact);
    finding.place.member = keep(sink, finding.place.member);
    finding.place.path = keep(sink, finding.place.path);
    finding.place.class_name = keep(sink, finding.place.class_name);
    finding.place.method = keep(sink, finding.place.method);
    finding.trace = copy_trace(sink, finding.trace, finding.trace_count);
    finding.args = copy_args(sink->arena, args);
    aa_finding *slot = finding.args == NULL ? NULL : aa_vec_push(sink->arena, &sink->findings);
    if (slot == NULL)
        sink->failed = true;
    else
        *slot = finding;
}

void aa_hit(aa_sink *sink, unsigned message, const aa_place *place, const char *const *args)
{
    aa_hit_as(sink, message, AA_SEVERITY_CRITICAL, AA_REACH_NONE_NEEDED, AA_OWNER_APP, place, args);
}

void aa_hit_as(aa_sink *sink, unsigned message, aa_severity severity, aa_reach reach, aa_owner owner,
               const aa_place *place, const char *const *args)
{
    aa_finding hit = {
        .message = message, .record = AA_RECORD_HIT, .severity = severity, .reach = reach, .owner = owner};
    aa_sink_add(sink, hit, place, args);
}

void aa_clear(aa_sink *sink, unsigned message, const aa_place *place, const char *const *args)
{
    aa_sink_add(sink, (aa_finding){.message = message, .record = AA_RECORD_CLEAR}, place, args);
}

void aa_cannot_tell(aa_sink *sink, unsigned message, const aa_place *place, const char *const *args)
{
    aa_sink_add(sink, (aa_finding){.message = message, .record = AA_RECORD_UNDECIDED}, place, args);
}

void aa_absent(aa_sink *sink, unsigned message, const char *const *args)
{
    aa_sink_add(sink, (aa_finding){.message = message, .record = AA_RECORD_ABSENT}, NULL, args);
}

const char *aa_arg_int(aa_sink *sink, long long value)
{
    const char *text = aa_arena_printf(sink->arena, "%lld", value);
    if (text == NULL)
        sink->failed = true;
    return text != NULL ? text : "";
}
