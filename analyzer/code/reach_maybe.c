/*
 * What may be reached in ways that a call graph does not show.
 */
#include "code/owner.h"
#include "code/reach_internal.h"

#define ACC_NATIVE 0x0100U

/* Native code can call any method of the classes it belongs to. */
static void add_native(aa_walk *w)
{
    for (aa_type_id type = 0; type < w->types; type++) {
        const aa_type *t = aa_program_type(w->p, type);
        bool native = false;
        for (uint32_t i = 0; i < t->method_count; i++) {
            aa_method_id id = t->first_method + i;
            native =
                native || ((aa_program_method(w->p, id)->flags & ACC_NATIVE) != 0 && w->reached[id] != 0);
        }
        for (uint32_t i = 0; i < t->method_count && native; i++)
            aa_walk_reach(w, t->first_method + i, AA_NO_ID);
    }
}

static void add_names_and_annotations(aa_walk *w)
{
    for (size_t i = 0; i < w->named_count; i++)
        if (w->reached[w->named[i].in] != 0)
            aa_walk_all_of(w, w->named[i].type, w->named[i].in);
    for (aa_type_id type = 0; type < w->types; type++) {
        const aa_type *t = aa_program_type(w->p, type);
        if (aa_walk_is_live(w, type) && t->method_count > 0)
            aa_walk_annotated(w, type, AA_NO_ID, true);
    }
}

/* ---- reflection ---------------------------------------------------------------------------------------- */

typedef enum finder { FINDS_CLASS, FINDS_METHOD, LOADS } finder;

static const struct {
    finder kind;
    const char *pattern;
} finders[] = {
    {FINDS_CLASS, "Ljava/lang/Class;->forName"},
    {FINDS_CLASS, "Ljava/lang/ClassLoader;->loadClass"},
    {FINDS_METHOD, "Ljava/lang/Class;->getMethod"},
    {FINDS_METHOD, "Ljava/lang/Class;->getDeclaredMethod"},
    {LOADS, "Ldalvik/system/DexClassLoader;-><init>"},
    {LOADS, "Ldalvik/system/PathClassLoader;-><init>"},
    {LOADS, "Ldalvik/system/InMemoryDexClassLoader;-><init>"},
    {LOADS, "Ldalvik/system/DexFile;->loadDex"},
};

enum { HAS_CLASS_NAME = 1, HAS_TEXT = 2, FINDS = 4 };

/* Texts in methods that look for methods by name: those of that name in the app's classes may be meant. */
static void add_method_names(aa_walk *w, const aa_owners *owners, uint8_t *seen)
{
    const aa_string_ref *refs = NULL;
    size_t count = aa_string_refs(w->p, &refs);
    for (size_t i = 0; i < count; i++) {
        if ((seen[refs[i].in] & FINDS) == 0)
            continue;
        const aa_unit *unit = aa_program_unit(w->p, aa_program_method(w->p, refs[i].in)->unit);
        const aa_method_id *ids = NULL;
        size_t id_count = aa_methods_named(w->p, aa_dex_text(&unit->dex, refs[i].string), &ids);
        seen[refs[i].in] |= HAS_TEXT;
        for (size_t k = 0; k < id_count && ids[k] < w->methods; k++) {
            aa_type_id type = aa_program_method(w->p, ids[k])->owner;
            if (w->reached[ids[k]] == 0 &&
                aa_owner_of(owners, aa_program_type(w->p, type)->descriptor) != AA_CODE_LIBRARY)
                aa_walk_reach(w, ids[k], AA_NO_ID);
        }
    }
}

typedef struct search {
    aa_walk *w;
    const aa_owners *owners;
    uint8_t *seen; /* by method */
    bool dynamic;  /* code of the app looks for what no text in the same method names */
} search;

/* Libraries that look for classes by name get the names from resources and from classes given to them. */
static void look_at_calls(search *s, aa_arena *arena, size_t number, bool *ok)
{
    const aa_method_id *ids = NULL;
    size_t count = 0;
    aa_err err = aa_program_match(s->w->p, arena, finders[number].pattern, &ids, &count);
    *ok = *ok && err == AA_OK;
    for (size_t i = 0; i < count; i++) {
        const aa_call_ref *const *calls = NULL;
        size_t call_count = aa_calls_to(s->w->p, ids[i], &calls);
        for (size_t k = 0; k < call_count; k++) {
            aa_method_id in = calls[k]->in;
            const aa_type *owner = aa_program_type(s->w->p, aa_program_method(s->w->p, in)->owner);
            if (s->w->reached[in] == 0 || aa_owner_of(s->owners, owner->descriptor) == AA_CODE_LIBRARY)
                continue;
            if (finders[number].kind == FINDS_METHOD)
                s->seen[in] |= FINDS;
            else
                s->dynamic =
                    s->dynamic || finders[number].kind == LOADS || (s->seen[in] & HAS_CLASS_NAME) == 0;
        }
    }
}

static bool find_reflection(aa_walk *w, aa_arena *arena, const aa_owners *owners, bool *dynamic)
{
    search s = {.w = w, .owners = owners};
    s.seen = aa_arena_array(arena, w->methods, sizeof *s.seen);
    bool ok = s.seen != NULL;
    for (size_t i = 0; ok && i < w->named_count; i++)
        s.seen[w->named[i].in] |= HAS_CLASS_NAME;
    for (size_t i = 0; ok && i < sizeof finders / sizeof finders[0]; i++)
        look_at_calls(&s, arena, i, &ok);
    if (ok)
        add_method_names(w, owners, s.seen);
    for (aa_method_id id = 0; ok && id < w->methods; id++)
        s.dynamic = s.dynamic || (s.seen[id] & (FINDS | HAS_TEXT)) == FINDS;
    *dynamic = s.dynamic;
    return ok;
}

/* ---- all ------------------------------------------------------------------------------------------------
 */

/* Every class that is no library's. */
static void add_own(aa_walk *w, const aa_owners *owners)
{
    for (aa_type_id type = 0; type < w->types; type++)
        if (aa_owner_of(owners, aa_program_type(w->p, type)->descriptor) != AA_CODE_LIBRARY)
            aa_walk_all_of(w, type, AA_NO_ID);
}

static void doubt_everything(aa_walk *w)
{
    for (aa_method_id id = 0; id < w->methods; id++)
        if (w->reached[id] == 0)
            w->reached[id] = AA_WALK_MAYBE;
}

static bool follow_doubts(aa_walk *w, aa_arena *scratch, const aa_owners *owners)
{
    bool dynamic = false;
    w->mark = AA_WALK_MAYBE;
    add_native(w);
    add_names_and_annotations(w);
    aa_walk_run(w);
    if (!find_reflection(w, scratch, owners, &dynamic))
        return false;
    if (dynamic)
        add_own(w, owners);
    aa_walk_run(w);
    return true;
}

bool aa_reach_maybe(aa_walk *w, aa_arena *scratch, bool unsure)
{
    bool ok = true;
    if (!unsure) {
        aa_owners *owners = aa_owners_new(NULL);
        ok = owners != NULL && follow_doubts(w, scratch, owners);
        aa_owners_free(owners);
    }
    if (unsure || w->over)
        doubt_everything(w);
    return ok;
}
