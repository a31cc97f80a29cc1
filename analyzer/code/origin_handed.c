/*
 * What a method's parameter gets: by calls of it, and by calls of the platform that hand it on.
 */
#include "code/origin_internal.h"

enum { GIVES_RESULT = 0xFF };

/*
 * A call of the platform that runs a method of the object it is made on, and what it hands to it
 * (android.os.AsyncTask, AOSP core/java/android/os/AsyncTask.java).
 */
typedef struct handing {
    const char *callback;
    uint8_t parameter;
    const char *trigger;
    uint8_t
        argument; /* GIVES_RESULT: the trigger is a method of the same class, and its result is handed on */
} handing;

static const handing handings[] = {
    {"doInBackground", 1, "Landroid/os/AsyncTask;->execute", 1},
    {"doInBackground", 1, "Landroid/os/AsyncTask;->executeOnExecutor", 2},
    {"onProgressUpdate", 1, "Landroid/os/AsyncTask;->publishProgress", 1},
    {"onPostExecute", 1, "doInBackground", GIVES_RESULT},
};

typedef struct gathering {
    aa_trace_run *run;
    aa_method_id method;
    aa_giver *givers; /* room for AA_TRACE_CALLERS */
    size_t count;
    bool open; /* something else may be given, too */
} gathering;

static void add(gathering *g, aa_giver giver)
{
    if (g->count < AA_TRACE_CALLERS)
        g->givers[g->count++] = giver;
    else
        g->run->cut = true;
}

static void add_callers(gathering *g, uint32_t number)
{
    const aa_call_ref *const *callers = NULL;
    size_t count = aa_trace_callers(g->run, g->method, &callers);
    for (size_t i = 0; i < count; i++)
        add(g, (aa_giver){callers[i]->in, callers[i]->pc, number, false});
}

/* ---- what the platform hands on ----------------------------------------------------------------------- */

/* The call at |ref| is made on an object whose class has |g->method|. |*sure| is false when it may be. */
static bool runs(gathering *g, const aa_call_ref *ref, bool *sure)
{
    const aa_program *p = g->run->t->program;
    const aa_method *m = aa_program_method(p, g->method);
    const aa_flow_call *call = aa_trace_call(g->run, ref->in, ref->pc);
    *sure = true;
    if (call == NULL || call->argument_count == 0)
        return false;
    const aa_value_node *n = aa_value_at(g->run->t->values, call->arguments[0]);
    bool made = n->kind == AA_V_NEW;
    aa_type_id type = made ? (aa_type_id)n->number : call->receiver;
    const aa_type *class = type == AA_NO_ID ? NULL : aa_program_type(p, type);
    *sure = class != NULL && class->platform == AA_PLATFORM_NONE;
    return *sure &&
           (aa_type_method(p, type, m->signature) == g->method || (!made && aa_type_is_a(p, m->owner, type)));
}

static void add_triggers(gathering *g, const handing *h)
{
    aa_tracer *t = g->run->t;
    const aa_method_id *ids = NULL;
    size_t id_count = 0;
    if (aa_program_match(t->program, t->scratch, h->trigger, &ids, &id_count) != AA_OK)
        t->failed = true;
    for (size_t i = 0; i < id_count; i++) {
        const aa_call_ref *const *calls = NULL;
        size_t count = aa_trace_callers(g->run, ids[i], &calls);
        for (size_t k = 0; k < count && aa_trace_spend(g->run, 1); k++) {
            bool sure = true;
            if (runs(g, calls[k], &sure))
                add(g, (aa_giver){calls[k]->in, calls[k]->pc, h->argument, false});
            g->open = g->open || !sure;
        }
    }
}

/* The method of the same class that overrides the platform's of that name, as a compiler's bridge does. */
static void add_result(gathering *g, const char *name)
{
    const aa_program *p = g->run->t->program;
    aa_type_id owner = aa_program_method(p, g->method)->owner;
    aa_method_id id = aa_type_callback_named(p, owner, name);
    g->open = g->open || id == AA_NO_ID;
    if (id != AA_NO_ID)
        add(g, (aa_giver){id, 0, 0, true});
}

/* True when the platform calls the method with what code hands to it. */
static bool add_handed(gathering *g, uint32_t number)
{
    aa_bytes name = aa_program_method(g->run->t->program, g->method)->name;
    size_t before = g->count;
    for (size_t i = 0; i < sizeof handings / sizeof handings[0]; i++) {
        const handing *h = &handings[i];
        if (h->parameter != number || !aa_bytes_is(name, h->callback))
            continue;
        if (h->argument == GIVES_RESULT)
            add_result(g, h->trigger);
        else
            add_triggers(g, h);
    }
    return g->count > before;
}

size_t aa_trace_givers(aa_trace_run *run, aa_method_id method, uint32_t number, const aa_giver **out,
                       bool *open)
{
    gathering g = {.run = run, .method = method};
    bool entered = aa_method_overrides_platform(run->t->program, method) != AA_PLATFORM_NONE;
    size_t direct = entered ? AA_TRACE_CALLERS : aa_method_callers(run->t->program, method, NULL, 0);
    direct = direct < AA_TRACE_CALLERS ? direct : AA_TRACE_CALLERS;
    g.givers = aa_arena_array(run->t->scratch, direct + 1, sizeof *g.givers);
    *out = g.givers;
    if (g.givers == NULL) {
        run->t->failed = true;
        return 0;
    }
    add_callers(&g, number);
    bool handed = entered && add_handed(&g, number);
    *open = g.count == 0 || g.open || (entered && !handed);
    return g.count;
}

aa_given aa_trace_given(aa_trace_run *run, const aa_giver *giver, uint32_t *pc, aa_value *out)
{
    const aa_flow *flow = giver->result ? aa_trace_flow(run, giver->in) : NULL;
    const aa_flow_call *call = giver->result ? NULL : aa_trace_call(run, giver->in, giver->pc);
    *pc = giver->pc;
    *out = AA_VALUE_UNKNOWN;
    if (flow == NULL && call == NULL)
        return AA_GIVEN_NOT;
    if (flow != NULL) {
        *pc = flow->exit_count > 0 ? flow->exits[0].pc : 0;
        *out = flow->result;
    } else if (giver->argument < call->argument_count) {
        *out = call->arguments[giver->argument];
    } else {
        return AA_GIVEN_UNSAID;
    }
    return AA_GIVEN;
}
