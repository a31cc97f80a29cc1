#include "facts/previous.h"

#include <stdlib.h>

#include <jansson.h>

#include "facts/signing.h"

#define SCHEMA_PREFIX "appassay.result/1"
#define MAX_NAMES     100000 /* of signers or permissions in a result */

typedef struct builder {
    aa_arena *arena;
    aa_vec signers, permissions; /* of const char * */
    bool failed;
} builder;

static void add(builder *b, aa_vec *list, const char *text)
{
    const char *copy = text == NULL || list->count >= MAX_NAMES ? NULL : aa_arena_strdup(b->arena, text);
    const char **slot = copy == NULL ? NULL : aa_vec_push(b->arena, list);
    if (slot == NULL)
        b->failed = true;
    else
        *slot = copy;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Sorts and keeps each text once. */
static size_t sort_once(aa_vec *list)
{
    const char **items = list->items;
    size_t kept = 0;
    if (list->count > 1)
        qsort(items, list->count, sizeof(*items), by_text);
    for (size_t i = 0; i < list->count; i++) {
        if (kept == 0 || strcmp(items[kept - 1], items[i]) != 0)
            items[kept++] = items[i];
    }
    return kept;
}

static aa_previous *finish(builder *b, const char *source)
{
    aa_previous *p = aa_arena_alloc(b->arena, sizeof *p);
    const char *name = aa_arena_strdup(b->arena, source);
    if (p == NULL || name == NULL || b->failed)
        return NULL;
    *p = (aa_previous){.source = name};
    p->signer_count = sort_once(&b->signers);
    p->signers = b->signers.items;
    p->permission_count = sort_once(&b->permissions);
    p->permissions = b->permissions.items;
    return p;
}

static builder builder_in(aa_arena *arena)
{
    return (builder){
        .arena = arena, .signers = AA_VEC_INIT(const char *), .permissions = AA_VEC_INIT(const char *)};
}

const aa_previous *aa_previous_of(aa_arena *arena, const aa_facts *facts, const char *source)
{
    builder b = builder_in(arena);
    const aa_manifest *m = &facts->manifest;
    if (facts->signing != NULL && facts->signing->count > 0) {
        const aa_signature *s = facts->signing->parts[0].signature;
        for (size_t i = 0; i < s->current_count; i++)
            add(&b, &b.signers, s->current[i]->sha256);
    }
    for (size_t i = 0; i < m->permission_count; i++)
        add(&b, &b.permissions, m->permissions[i].name);
    aa_previous *p = finish(&b, source);
    const char *package = m->package.value == NULL ? NULL : aa_arena_strdup(arena, m->package.value);
    if (p == NULL || (package == NULL && m->package.value != NULL))
        return NULL;
    p->package = package;
    p->version_code = m->version_code;
    return p;
}

/* ---- result.json -------------------------------------------------------------------------------------- */

static void read_names(builder *b, const json_t *root)
{
    const json_t *parts =
        json_object_get(json_object_get(json_object_get(root, "target"), "signing"), "parts");
    const json_t *signers = json_object_get(json_array_get(parts, 0), "signers");
    const json_t *permissions = json_object_get(json_object_get(root, "inventory"), "permissions");
    for (size_t i = 0; i < json_array_size(signers); i++)
        add(b, &b->signers, json_string_value(json_array_get(signers, i)));
    for (size_t i = 0; i < json_array_size(permissions); i++)
        add(b, &b->permissions, json_string_value(json_object_get(json_array_get(permissions, i), "name")));
}

static aa_err read_root(aa_arena *arena, const json_t *root, const char *source, const char **detail_out,
                        const aa_previous **out)
{
    const char *schema = json_string_value(json_object_get(root, "schema"));
    if (schema == NULL || strcmp(schema, SCHEMA_PREFIX) != 0) {
        *detail_out = "it is JSON, but no " SCHEMA_PREFIX;
        return AA_E_FORMAT;
    }
    builder b = builder_in(arena);
    read_names(&b, root);
    aa_previous *p = finish(&b, source);
    if (p == NULL)
        return AA_E_NOMEM;
    const json_t *target = json_object_get(root, "target");
    const char *package = json_string_value(json_object_get(target, "package"));
    p->package = package == NULL ? NULL : aa_arena_strdup(arena, package);
    p->version_code = (uint64_t)json_integer_value(json_object_get(target, "version_code"));
    *out = p;
    return package != NULL && p->package == NULL ? AA_E_NOMEM : AA_OK;
}

aa_err aa_previous_parse(aa_arena *arena, aa_bytes json, const char *source, const char **detail_out,
                         const aa_previous **out)
{
    json_error_t error;
    json_t *root = json_loadb((const char *)json.p, json.n, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL) {
        if (json_error_code(&error) == json_error_out_of_memory)
            return AA_E_NOMEM;
        *detail_out = aa_arena_printf(arena, "line %d: %s", error.line, error.text);
        return *detail_out == NULL ? AA_E_NOMEM : AA_E_FORMAT;
    }
    aa_err err = read_root(arena, root, source, detail_out, out);
    json_decref(root);
    return err;
}
