#include "code/reach_internal.h"

#include <stdlib.h>

#define MAX_PATH 4096 /* longest way from an entry that is written */

/* ---- entries ------------------------------------------------------------------------------------------ */

/* The class of |name| ("app.Main"); AA_NO_ID when the app does not define it. False: memory is out. */
static bool class_named(const aa_program *p, aa_arena *arena, const char *name, aa_type_id *out)
{
    size_t defined = 0;
    aa_program_type_count(p, &defined);
    char *descriptor = aa_arena_printf(arena, "L%s;", name);
    for (char *c = descriptor; c != NULL && *c != '\0'; c++)
        *c = *c == '.' ? '/' : *c;
    *out = AA_NO_ID;
    if (descriptor == NULL)
        return false;
    aa_type_id type = aa_program_find_type(p, aa_bytes_of(descriptor, strlen(descriptor)));
    if (type < defined)
        *out = type;
    return true;
}

static bool copy_entries(aa_reach_map *map, aa_arena *scratch, const aa_entry *entries, size_t count)
{
    aa_entry *copies = aa_arena_array(map->arena, count, sizeof *copies);
    map->entry_types = aa_arena_array(map->arena, count, sizeof *map->entry_types);
    map->entries = copies;
    map->entry_count = count;
    bool ok = copies != NULL && map->entry_types != NULL;
    for (size_t i = 0; ok && i < count; i++) {
        copies[i] = entries[i];
        copies[i].name = aa_arena_strdup(map->arena, entries[i].name);
        map->entry_types[i] = AA_NO_ID;
        ok = copies[i].name != NULL && (entries[i].kind == AA_ENTRY_ON_CLICK ||
                                        class_named(map->p, scratch, entries[i].name, &map->entry_types[i]));
    }
    return ok;
}

static int by_name(const void *a, const void *b)
{
    const aa_handler *x = a;
    const aa_handler *y = b;
    int order = strcmp(x->name, y->name);
    return order != 0 ? order : (x->entry > y->entry) - (x->entry < y->entry);
}

/* Handlers by name, each once: the first entry that names it. */
static bool list_handlers(aa_reach_map *map)
{
    aa_handler *handlers = aa_arena_array(map->arena, map->entry_count, sizeof *handlers);
    size_t count = 0;
    if (handlers == NULL)
        return false;
    for (size_t i = 0; i < map->entry_count; i++)
        if (map->entries[i].kind == AA_ENTRY_ON_CLICK)
            handlers[count++] = (aa_handler){.name = map->entries[i].name, .entry = (uint32_t)i};
    qsort(handlers, count, sizeof *handlers, by_name);
    map->handlers = handlers;
    for (size_t i = 0; i < count; i++)
        if (map->handler_count == 0 || strcmp(handlers[map->handler_count - 1].name, handlers[i].name) != 0)
            handlers[map->handler_count++] = handlers[i];
    return true;
}

/* False when no entry names a class that is there: then nothing can be said about what runs. */
static bool begin_at_entries(aa_reach_map *map)
{
    bool found = false;
    for (size_t i = 0; i < map->entry_count; i++) {
        const aa_entry *e = &map->entries[i];
        aa_type_id type = map->entry_types[i];
        if (type == AA_NO_ID)
            continue;
        found = found || (e->kind != AA_ENTRY_VIEW && e->kind != AA_ENTRY_NAMED);
        aa_walk_construct(&map->all, type, AA_FROM_ENTRY | (uint32_t)i);
    }
    return found;
}

/* ---- launch ---------------------------------------------------------------------------------------------
 */

/* What the platform calls of a component from the start of the process to the first frame. */
static const char *const launch_names[] = {"attachBaseContext",
                                           "attachInfo",
                                           "instantiateActivity",
                                           "instantiateApplication",
                                           "instantiateClassLoader",
                                           "instantiateProvider",
                                           "onApplyThemeResource",
                                           "onAttachedToWindow",
                                           "onContentChanged",
                                           "onCreate",
                                           "onCreateOptionsMenu",
                                           "onPostCreate",
                                           "onPostResume",
                                           "onPrepareOptionsMenu",
                                           "onRestoreInstanceState",
                                           "onResume",
                                           "onStart",
                                           "onTopResumedActivityChanged",
                                           "onWindowFocusChanged",
                                           "create", /* androidx.startup.Initializer */
                                           "dependencies",
                                           NULL};

static void walk_launch(aa_reach_map *map)
{
    aa_walk *w = &map->launch;
    w->launch = true;
    for (size_t i = 0; i < map->entry_count; i++) {
        if (!map->entries[i].launch || map->entry_types[i] == AA_NO_ID)
            continue;
        aa_walk_make(w, map->entry_types[i], AA_FROM_ENTRY | (uint32_t)i);
        aa_walk_begin(w, map->entry_types[i], launch_names, AA_FROM_ENTRY | (uint32_t)i);
    }
    aa_walk_run(w);
}

/* ---- building -------------------------------------------------------------------------------------------
 */

static bool build(aa_reach_map *map, const aa_entry *entries, size_t count)
{
    aa_arena *scratch = aa_arena_new();
    bool ok = scratch != NULL && copy_entries(map, scratch, entries, count) && list_handlers(map) &&
              aa_walk_init(&map->all, map->p, map->arena) && aa_walk_init(&map->launch, map->p, map->arena) &&
              aa_reach_named_types(map->p, scratch, &map->all.named, &map->all.named_count);
    if (ok) {
        map->all.handlers = map->handlers;
        map->all.handler_count = map->handler_count;
        bool unsure = !begin_at_entries(map);
        for (size_t i = 0; i < count; i++)
            unsure = unsure || entries[i].kind == AA_ENTRY_INSTRUMENTATION;
        aa_walk_run(&map->all);
        walk_launch(map);
        ok = aa_reach_maybe(&map->all, scratch, unsure);
        map->all.named = NULL;
        map->all.named_count = 0;
    }
    aa_arena_free(scratch);
    return ok;
}

aa_err aa_reach_build(const aa_program *program, const aa_entry *entries, size_t count, aa_reach_map **out)
{
    aa_arena *arena = aa_arena_new();
    aa_reach_map *map = arena == NULL ? NULL : aa_arena_alloc(arena, sizeof *map);
    *out = NULL;
    if (map != NULL) {
        *map = (aa_reach_map){.arena = arena, .p = program};
        if (build(map, entries, count)) {
            *out = map;
            return AA_OK;
        }
    }
    aa_arena_free(arena);
    return AA_E_NOMEM;
}

void aa_reach_free(aa_reach_map *map)
{
    if (map != NULL)
        aa_arena_free(map->arena);
}

/* ---- questions ------------------------------------------------------------------------------------------
 */

bool aa_reach_complete(const aa_reach_map *map)
{
    return !map->all.over;
}

const aa_entry *aa_reach_entries(const aa_reach_map *map, size_t *count)
{
    *count = map->entry_count;
    return map->entries;
}

aa_code_reach aa_reach_state(const aa_reach_map *map, aa_method_id method)
{
    if (method >= map->all.methods)
        return AA_CODE_MAYBE;
    switch (map->all.reached[method]) {
    case AA_WALK_REACHED:
        return AA_CODE_REACHED;
    case AA_WALK_MAYBE:
        return AA_CODE_MAYBE;
    default:
        return AA_CODE_UNREACHED;
    }
}

/* From the entry to |method|. Of a way that is too long for |max| the end near the entry is left out. */
static size_t path(const aa_walk *w, aa_method_id method, aa_method_id *out, size_t max, uint32_t *from)
{
    *from = AA_NO_ID;
    if (method >= w->methods || w->reached[method] != AA_WALK_REACHED)
        return 0;
    size_t length = 1;
    aa_method_id at = method;
    while (w->from[at] < w->methods && length < MAX_PATH) {
        at = w->from[at];
        length++;
    }
    *from = w->from[at];
    size_t kept = length < max ? length : max;
    at = method;
    for (size_t i = kept; i > 0; i--) {
        out[i - 1] = at;
        at = w->from[at];
    }
    return kept;
}

size_t aa_reach_path(const aa_reach_map *map, aa_method_id method, aa_method_id *out, size_t max,
                     uint32_t *entry)
{
    uint32_t from = AA_NO_ID;
    size_t count = path(&map->all, method, out, max, &from);
    uint32_t number = from & ~AA_FROM_ENTRY;
    if (entry != NULL)
        *entry = from >= AA_FROM_ENTRY && number < map->entry_count ? number : AA_NO_ID;
    return count;
}

/* The walk at launch goes by the names of callbacks alone: what only shares one is not run for that. */
bool aa_reach_at_launch(const aa_reach_map *map, aa_method_id method)
{
    return method < map->launch.methods && map->launch.reached[method] != 0 &&
           map->all.reached[method] == AA_WALK_REACHED;
}

size_t aa_reach_launch_path(const aa_reach_map *map, aa_method_id method, aa_method_id *out, size_t max)
{
    uint32_t from = AA_NO_ID;
    return aa_reach_at_launch(map, method) ? path(&map->launch, method, out, max, &from) : 0;
}

static const uint8_t *walk_from(const aa_reach_map *map, aa_arena *arena, aa_arena *scratch,
                                aa_type_id component, const char *const *names)
{
    aa_walk w;
    if (!aa_walk_init(&w, map->p, scratch))
        return NULL;
    if (component < w.types && names == NULL)
        aa_walk_construct(&w, component, AA_NO_ID);
    else if (component < w.types)
        aa_walk_begin(&w, component, names, AA_NO_ID);
    aa_walk_run(&w);
    uint8_t *out = aa_arena_alloc(arena, w.methods);
    if (out != NULL)
        memcpy(out, w.reached, w.methods);
    return out;
}

const uint8_t *aa_reach_from(const aa_reach_map *map, aa_arena *arena, aa_type_id component,
                             const char *const *names)
{
    aa_arena *scratch = aa_arena_new();
    const uint8_t *out = scratch == NULL ? NULL : walk_from(map, arena, scratch, component, names);
    aa_arena_free(scratch);
    return out;
}
