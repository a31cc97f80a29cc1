#include "facts/screens_code.h"

enum { MAX_CALLERS = 16, CLIMB = 3 };

static bool is_activity(const aa_program *p, aa_type_id type)
{
    return aa_type_is_platform(p, type, "Landroid/app/Activity;");
}

static aa_type_id activity_of(aa_code *code, aa_method_id method)
{
    const aa_program *p = aa_code_base_of(code)->program;
    for (unsigned i = 0; i < CLIMB; i++) {
        const aa_method *m = aa_program_method(p, method);
        const aa_call_ref *found[MAX_CALLERS];
        if (m == NULL)
            return AA_NO_ID;
        if (is_activity(p, m->owner))
            return m->owner;
        if (aa_method_callers(p, method, found, MAX_CALLERS) == 0)
            return AA_NO_ID;
        method = found[0]->in;
    }
    return AA_NO_ID;
}

typedef struct work {
    aa_code *code;
    aa_vec found; /* of aa_screen */
    size_t calls;
} work;

static void look(work *w, aa_sites sites)
{
    for (size_t i = 0; i < sites.count; i++) {
        const aa_site *site = &sites.items[i];
        if (site->call->argument_count < 2)
            continue;
        aa_origins ids = aa_code_constants(w->code, site, 1);
        w->calls++;
        for (size_t k = 0; k < ids.count; k++) {
            const aa_origin *id = &ids.items[k];
            aa_screen *screen = id->kind != AA_ORIGIN_INT ? NULL : aa_code_push(w->code, &w->found);
            aa_method_id in = id->in == AA_NO_ID ? site->in : id->in;
            if (screen != NULL)
                *screen = (aa_screen){in, id->pc, id->number, activity_of(w->code, in)};
        }
    }
}

/* A compatibility library defines setContentView() again in classes of the app; the name stays. */
static void look_at_activities(work *w)
{
    const aa_program *p = aa_code_base_of(w->code)->program;
    const aa_method_id *methods = NULL;
    size_t count = aa_methods_named(p, aa_bytes_of("setContentView", strlen("setContentView")), &methods);
    for (size_t i = 0; i < count; i++) {
        aa_str pattern;
        aa_str_init(&pattern, 4096);
        aa_method_put(p, methods[i], &pattern);
        if (aa_str_ok(&pattern))
            look(w, aa_code_calls(w->code, pattern.ptr));
        aa_str_done(&pattern);
    }
}

size_t aa_screens_shown(aa_code *code, const aa_screen **out, size_t *calls_out)
{
    work w = {.code = code, .found = AA_VEC_INIT(aa_screen)};
    look_at_activities(&w);
    look(&w, aa_code_calls(code, "Landroid/view/LayoutInflater;->inflate"));
    *out = w.found.items;
    *calls_out = w.calls;
    return w.found.count;
}

void aa_screen_calls_add(aa_code *code, aa_screen_calls *calls, aa_method_id in)
{
    const aa_program *p = aa_code_base_of(code)->program;
    const aa_method *m = aa_program_method(p, in);
    aa_method_id *slot = aa_code_push(code, &calls->methods);
    if (slot == NULL)
        return;
    *slot = in;
    calls->for_all |=
        m != NULL && aa_type_is_platform(p, m->owner, "Landroid/app/Application$ActivityLifecycleCallbacks;");
}

bool aa_screen_calls_run(aa_code *code, const aa_screen_calls *calls, aa_type_id activity)
{
    const aa_code_base *base = aa_code_base_of(code);
    if (calls->methods.count == 0 || calls->for_all || activity == AA_NO_ID)
        return calls->for_all;
    const uint8_t *reached =
        base->reach == NULL ? NULL : aa_reach_from(base->reach, aa_code_arena(code), activity, NULL);
    const aa_method_id *methods = calls->methods.items;
    for (size_t i = 0; i < calls->methods.count; i++) {
        const aa_method *m = aa_program_method(base->program, methods[i]);
        if ((reached != NULL && reached[methods[i]] != 0) ||
            (m != NULL && aa_type_is_a(base->program, activity, m->owner)))
            return true;
    }
    return false;
}
