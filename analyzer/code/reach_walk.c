#include "code/reach_internal.h"

#include "base/bisect.h"

#define ACC_PRIVATE     0x0002U
#define ACC_STATIC      0x0008U
#define ACC_CONSTRUCTOR 0x10000U

enum { TYPE_READY = 1, TYPE_LIVE = 2, TYPE_MADE = 4 };

#define STEPS     UINT64_C(100000000) /* the largest apps seen take less than a twentieth */
#define MAX_BASES 64

bool aa_walk_init(aa_walk *w, const aa_program *p, aa_arena *arena)
{
    size_t all = aa_program_method_count(p, NULL);
    *w = (aa_walk){.p = p, .mark = AA_WALK_REACHED, .budget = STEPS};
    aa_program_method_count(p, &w->methods);
    size_t types = aa_program_type_count(p, &w->types);
    w->reached = aa_arena_array(arena, w->methods, sizeof *w->reached);
    w->from = aa_arena_array(arena, w->methods, sizeof *w->from);
    w->wanted = aa_arena_array(arena, w->methods, sizeof *w->wanted);
    w->called = aa_arena_array(arena, all, sizeof *w->called);
    w->state = aa_arena_array(arena, w->types, sizeof *w->state);
    w->queue = aa_arena_array(arena, w->methods, sizeof *w->queue);
    w->stamp = aa_arena_array(arena, types, sizeof *w->stamp);
    w->stack = aa_arena_array(arena, 2 * types + 1, sizeof *w->stack);
    return w->reached != NULL && w->from != NULL && w->wanted != NULL && w->called != NULL &&
           w->state != NULL && w->queue != NULL && w->stamp != NULL && w->stack != NULL;
}

static bool spend(aa_walk *w, uint64_t steps)
{
    if (w->budget < steps)
        w->over = true;
    w->budget -= w->over ? w->budget : steps;
    return !w->over;
}

static bool is_virtual(const aa_method *m)
{
    return (m->flags & (ACC_PRIVATE | ACC_STATIC | ACC_CONSTRUCTOR)) == 0 &&
           !(m->name.n > 0 && m->name.p[0] == '<');
}

void aa_walk_reach(aa_walk *w, aa_method_id method, uint32_t from)
{
    if (method >= w->methods || w->reached[method] != 0)
        return;
    w->reached[method] = w->mark;
    w->from[method] = from;
    w->queue[w->tail++] = method;
}

bool aa_walk_is_live(const aa_walk *w, aa_type_id type)
{
    return type < w->types && (w->state[type] & TYPE_LIVE) != 0;
}

/* The class is used: its initializer runs, and those above it before. */
static void ready(aa_walk *w, aa_type_id type, uint32_t from)
{
    while (type < w->types && (w->state[type] & TYPE_READY) == 0) {
        w->state[type] |= TYPE_READY;
        aa_walk_reach(w, aa_type_method_named(w->p, type, "<clinit>", AA_NO_ID), from);
        type = aa_program_type(w->p, type)->superclass;
    }
}

/* ---- what the platform calls of an object ------------------------------------------------------------ */

/* The platform's classes that a class of the app stands below, the nearest only. */
typedef struct bases {
    aa_platform_class items[MAX_BASES];
    size_t count;
    bool unknown; /* there is a class above it that nobody knows, or there are too many */
} bases;

static void add_base(bases *b, aa_platform_class base)
{
    for (size_t i = 0; i < b->count; i++)
        if (b->items[i] == base)
            return;
    if (b->count == MAX_BASES)
        b->unknown = true;
    else
        b->items[b->count++] = base;
}

/* Pushes what is directly above |type| and not yet seen in this search. */
static size_t push_above(aa_walk *w, aa_type_id type, size_t top)
{
    const aa_type_id *interfaces = NULL;
    size_t count = aa_type_interfaces(w->p, type, &interfaces);
    for (size_t i = 0; i <= count; i++) {
        aa_type_id up = i == 0 ? aa_program_type(w->p, type)->superclass : interfaces[i - 1];
        if (up == AA_NO_ID || w->stamp[up] == w->stamp_now)
            continue;
        w->stamp[up] = w->stamp_now;
        w->stack[top++] = up;
    }
    return top;
}

/* |stack| from |top| on is free: it has room for every type twice. */
static bases bases_of(aa_walk *w, aa_type_id type, size_t top)
{
    bases b = {.count = 0};
    size_t bottom = top;
    w->stamp_now++;
    w->stamp[type] = w->stamp_now;
    w->stack[top++] = type;
    while (top > bottom && spend(w, 1)) {
        aa_type_id at = w->stack[--top];
        aa_platform_class platform = aa_program_type(w->p, at)->platform;
        if (at < w->types)
            top = push_above(w, at, top);
        else if (platform == AA_PLATFORM_NONE)
            b.unknown = true;
        else
            add_base(&b, platform);
    }
    return b;
}

/* Callbacks that come without a user, in order. */
static bool comes_by_itself(aa_bytes name)
{
    static const char *const names[] = {
        "accept",
        "apply",
        "attachBaseContext",
        "attachInfo",
        "call",
        "compare",
        "compareTo",
        "doFrame",
        "doInBackground",
        "equals",
        "get",
        "handleMessage",
        "hasNext",
        "hashCode",
        "instantiateActivity",
        "instantiateApplication",
        "instantiateClassLoader",
        "instantiateProvider",
        "invoke",
        "iterator",
        "next",
        "onActivityCreated",
        "onActivityPreCreated",
        "onActivityResumed",
        "onActivityStarted",
        "onAttach",
        "onAttachedToWindow",
        "onCreate",
        "onCreateView",
        "onFinishInflate",
        "onGlobalLayout",
        "onLayout",
        "onLooperPrepared",
        "onMeasure",
        "onPostCreate",
        "onPostExecute",
        "onPostResume",
        "onPreDraw",
        "onPreExecute",
        "onResume",
        "onServiceConnected",
        "onStart",
        "onViewCreated",
        "queueIdle",
        "run",
        "test",
        "toString",
        "uncaughtException",
    };
    size_t low = 0;
    size_t high = sizeof names / sizeof names[0];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = aa_bytes_compare(aa_bytes_of(names[middle], strlen(names[middle])), name);
        if (order == 0)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static bool platform_calls(const aa_walk *w, const bases *b, aa_method_id id)
{
    aa_bytes name = aa_program_method(w->p, id)->name;
    if (w->launch && !comes_by_itself(name))
        return false;
    if (b->unknown)
        return true;
    size_t parameters = aa_method_parameter_count(w->p, id);
    for (size_t i = 0; i < b->count; i++)
        if (aa_platform_declarer_with(b->items[i], name, parameters) != AA_PLATFORM_NONE)
            return true;
    return false;
}

/* Of a layout a View, of a menu a MenuItem. */
static bool takes_what_was_touched(const aa_program *p, aa_method_id id)
{
    aa_bytes type = aa_method_parameter(p, id, 0);
    return aa_method_parameter_count(p, id) == 1 &&
           (aa_bytes_is(type, "Landroid/view/View;") || aa_bytes_is(type, "Landroid/view/MenuItem;"));
}

/* The entry whose layout or menu names |id| as its handler: View.DeclaredOnClickListener.resolveMethod(),
 * MenuInflater.InflatedOnMenuItemClickListener. */
static uint32_t handler_of(const aa_walk *w, aa_method_id id)
{
    aa_bytes name = aa_program_method(w->p, id)->name;
    size_t low = 0;
    size_t high = w->launch ? 0 : w->handler_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *at = w->handlers[middle].name;
        int order = aa_bytes_compare(aa_bytes_of(at, strlen(at)), name);
        if (order == 0)
            return takes_what_was_touched(w->p, id) ? w->handlers[middle].entry : AA_NO_ID;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return AA_NO_ID;
}

/* Private methods that java.io.ObjectStreamClass looks up by name. */
static bool is_serial_hook(aa_bytes name)
{
    return aa_bytes_is(name, "readObject") || aa_bytes_is(name, "writeObject") ||
           aa_bytes_is(name, "readResolve") || aa_bytes_is(name, "writeReplace");
}

static void enter_live(aa_walk *w, aa_type_id type, uint32_t from, size_t top)
{
    const aa_type *t = aa_program_type(w->p, type);
    bases b = bases_of(w, type, top);
    for (uint32_t i = 0; i < t->method_count && spend(w, 1 + b.count); i++) {
        aa_method_id id = t->first_method + i;
        const aa_method *m = aa_program_method(w->p, id);
        if (w->reached[id] != 0)
            continue;
        uint32_t entry = handler_of(w, id);
        if (w->wanted[id])
            aa_walk_reach(w, id, w->from[id]);
        else if (is_virtual(m) ? platform_calls(w, &b, id) : is_serial_hook(m->name))
            aa_walk_reach(w, id, from);
        else if (entry != AA_NO_ID)
            aa_walk_reach(w, id, AA_FROM_ENTRY | entry);
    }
    if (!w->launch)
        aa_walk_annotated(w, type, from, w->mark == AA_WALK_MAYBE);
}

/*
 * A class can inherit what an interface of the platform asks for from a class that does not know the
 * interface.
 */
static void lend_inherited(aa_walk *w, aa_type_id type, uint32_t from)
{
    const aa_type_id *interfaces = NULL;
    size_t count = aa_type_interfaces(w->p, type, &interfaces);
    for (size_t i = 0; i < count; i++) {
        aa_platform_class platform =
            interfaces[i] < w->types ? AA_PLATFORM_NONE : aa_program_type(w->p, interfaces[i])->platform;
        bases b = {.items = {platform}, .count = platform != AA_PLATFORM_NONE};
        aa_type_id up = aa_program_type(w->p, type)->superclass;
        for (size_t steps = 0; b.count > 0 && up < w->types && steps < MAX_BASES; steps++) {
            const aa_type *t = aa_program_type(w->p, up);
            for (uint32_t k = 0; k < t->method_count && spend(w, 1); k++)
                if (is_virtual(aa_program_method(w->p, t->first_method + k)) &&
                    platform_calls(w, &b, t->first_method + k))
                    aa_walk_reach(w, t->first_method + k, from);
            up = t->superclass;
        }
    }
}

void aa_walk_make(aa_walk *w, aa_type_id type, uint32_t from)
{
    if (type >= w->types || (w->state[type] & TYPE_MADE) != 0)
        return;
    w->state[type] |= TYPE_MADE;
    ready(w, type, from);
    lend_inherited(w, type, from);
    size_t top = 0;
    if ((w->state[type] & TYPE_LIVE) == 0)
        w->stack[top++] = type;
    w->state[type] |= TYPE_LIVE;
    while (top > 0) {
        aa_type_id at = w->stack[--top];
        const aa_type_id *interfaces = NULL;
        size_t count = aa_type_interfaces(w->p, at, &interfaces);
        enter_live(w, at, from, top);
        for (size_t i = 0; i <= count; i++) {
            aa_type_id up = i == 0 ? aa_program_type(w->p, at)->superclass : interfaces[i - 1];
            if (up >= w->types || (w->state[up] & TYPE_LIVE) != 0)
                continue;
            w->state[up] |= TYPE_LIVE;
            w->stack[top++] = up;
        }
    }
}

static void reach_named(aa_walk *w, aa_type_id type, const char *name, uint32_t from)
{
    for (aa_method_id id = aa_type_method_named(w->p, type, name, AA_NO_ID); id != AA_NO_ID;
         id = aa_type_method_named(w->p, type, name, id))
        aa_walk_reach(w, id, from);
}

void aa_walk_construct(aa_walk *w, aa_type_id type, uint32_t from)
{
    reach_named(w, type, "<init>", from);
    aa_walk_make(w, type, from);
}

void aa_walk_begin(aa_walk *w, aa_type_id type, const char *const *names, uint32_t from)
{
    ready(w, type, from);
    reach_named(w, type, "<init>", from);
    for (size_t steps = 0; type < w->types && steps < MAX_BASES; steps++) {
        w->state[type] |= TYPE_LIVE;
        for (size_t i = 0; names[i] != NULL; i++)
            reach_named(w, type, names[i], from);
        type = aa_program_type(w->p, type)->superclass;
    }
}

void aa_walk_all_of(aa_walk *w, aa_type_id type, uint32_t from)
{
    const aa_type *t = aa_program_type(w->p, type);
    aa_walk_make(w, type, from);
    for (uint32_t i = 0; i < t->method_count; i++)
        aa_walk_reach(w, t->first_method + i, from);
}

/* ---- calls -------------------------------------------------------------------------------------------- */

static void want(aa_walk *w, aa_method_id method, uint32_t from)
{
    if (method >= w->methods || w->reached[method] != 0)
        return;
    if (aa_walk_is_live(w, aa_program_method(w->p, method)->owner)) {
        aa_walk_reach(w, method, from);
    } else if (!w->wanted[method]) {
        w->wanted[method] = 1;
        w->from[method] = from;
    }
}

/*
 * Everything below the owner of |to| that can stand in for it. A class that comes to an interface from the
 * side may answer with a method it inherits.
 */
static void dispatch(aa_walk *w, aa_method_id to, uint32_t from)
{
    const aa_method *m = aa_program_method(w->p, to);
    size_t top = 0;
    w->stamp_now++;
    w->stamp[m->owner] = w->stamp_now;
    w->stack[top++] = m->owner;
    while (top > 0 && spend(w, 1)) {
        aa_type_id at = w->stack[--top];
        bool of_interface = at >= w->types || (aa_program_type(w->p, at)->flags & 0x0200U) != 0;
        want(w, aa_type_own_method(w->p, at, m->signature), from);
        const aa_type_id *children = NULL;
        size_t count = aa_type_children(w->p, at, &children);
        for (size_t i = 0; i < count && spend(w, 1); i++) {
            if (of_interface)
                want(w, aa_type_method(w->p, children[i], m->signature), from);
            if (w->stamp[children[i]] == w->stamp_now)
                continue;
            w->stamp[children[i]] = w->stamp_now;
            w->stack[top++] = children[i];
        }
    }
}

static void follow_call(aa_walk *w, const aa_call_ref *call)
{
    const aa_method *to = aa_program_method(w->p, call->to);
    if (to == NULL)
        return;
    bool defined = call->to < w->methods;
    bool chooses = call->kind == AA_CALL_VIRTUAL || call->kind == AA_CALL_INTERFACE;
    if (call->kind == AA_CALL_STATIC && defined)
        ready(w, to->owner, call->in);
    if (!chooses || (defined && !is_virtual(to))) {
        aa_walk_reach(w, call->to, call->in);
        return;
    }
    /* Overrides of the platform's methods run anyway, once there is an object. */
    bool platform = to->owner >= w->types && aa_program_type(w->p, to->owner)->platform != AA_PLATFORM_NONE;
    if (w->called[call->to] || (platform && (!w->launch || comes_by_itself(to->name))))
        return;
    w->called[call->to] = 1;
    dispatch(w, call->to, call->in);
}

/* ---- methods ------------------------------------------------------------------------------------------ */

/* Components are made by the platform alone, and only those of the manifest. */
static bool is_component(const aa_walk *w, aa_type_id type)
{
    aa_platform_role role = aa_platform_role_of(aa_type_platform_base(w->p, type));
    return role >= AA_ROLE_ACTIVITY && role <= AA_ROLE_PROVIDER;
}

static void follow_types(aa_walk *w, aa_method_id method)
{
    const aa_type_ref *refs = NULL;
    size_t count = aa_type_refs_in(w->p, method, &refs);
    for (size_t i = 0; i < count; i++) {
        if (refs[i].use == AA_USE_NEW)
            aa_walk_make(w, refs[i].type, method);
        else if (refs[i].use == AA_USE_CLASS && refs[i].type < w->types && !is_component(w, refs[i].type))
            aa_walk_construct(w, refs[i].type, method);
    }
}

static void follow_fields(aa_walk *w, aa_method_id method)
{
    const aa_field_ref *refs = NULL;
    size_t count = aa_field_refs_in(w->p, method, &refs);
    for (size_t i = 0; i < count; i++) {
        const aa_field *field = aa_program_field(w->p, refs[i].field);
        if (field != NULL && (field->flags & ACC_STATIC) != 0)
            ready(w, field->owner, method);
    }
}

static void follow_names(aa_walk *w, aa_method_id method)
{
    size_t low;
    AA_BISECT(low, w->named_count, middle, w->named[middle].in < method);
    for (; low < w->named_count && w->named[low].in == method; low++)
        aa_walk_all_of(w, w->named[low].type, method);
}

void aa_walk_run(aa_walk *w)
{
    while (w->head < w->tail) {
        aa_method_id at = w->queue[w->head++];
        const aa_call_ref *calls = NULL;
        size_t count = aa_calls_in(w->p, at, &calls);
        follow_types(w, at);
        follow_fields(w, at);
        for (size_t i = 0; i < count; i++)
            follow_call(w, &calls[i]);
        if (w->mark == AA_WALK_MAYBE)
            follow_names(w, at);
    }
}
