#include <stdlib.h>

#include "reports/document/document.h"
#include "reports/mapping/mapping.h"

typedef struct applier {
    aa_arena *arena;
    const aa_mapping *mapping;
    const aa_sources *sources;
    bool failed; /* memory is out */
} applier;

static void set_text(applier *a, json_t *object, const char *key, const char *text)
{
    if (text != NULL && json_object_set_new(object, key, json_string(text)) != 0)
        a->failed = true;
}

/* |where| is a place or a line of a trace: both name class, method and line. */
static void restore(applier *a, json_t *where)
{
    const char *class_name = aa_member_text(where, "class");
    if (class_name == NULL)
        return;
    const aa_code_name before = {class_name, aa_member_text(where, "method"),
                                 (uint32_t)aa_member_uint(where, "line", 0)};
    aa_code_name after = {aa_arena_strdup(a->arena, class_name), NULL, before.line};
    if (a->mapping != NULL && !aa_mapping_restore(a->arena, a->mapping, &before, &after))
        a->failed = true;
    if (a->failed || after.class_name == NULL) {
        a->failed = true;
        return;
    }
    const char *source = a->sources == NULL ? NULL : aa_sources_of(a->arena, a->sources, after.class_name);
    set_text(a, where, "class", after.class_name);
    if (after.method != before.method)
        set_text(a, where, "method", after.method);
    if (after.line != before.line && json_object_set_new(where, "line", json_integer(after.line)) != 0)
        a->failed = true;
    set_text(a, where, "source", source);
}

static void restore_all(applier *a, const json_t *root)
{
    const json_t *findings = json_object_get(root, "findings");
    for (size_t i = 0; i < json_array_size(findings) && !a->failed; i++) {
        const json_t *finding = json_array_get(findings, i);
        const json_t *trace = json_object_get(finding, "trace");
        restore(a, json_object_get(finding, "place"));
        for (size_t k = 0; k < json_array_size(trace); k++)
            restore(a, json_array_get(trace, k));
    }
}

/* Classes of bytecode have names that lead to their files; machine code needs the dSYM. */
static bool has_bytecode(const json_t *root)
{
    const char *platform = aa_member_text(json_object_get(root, "target"), "platform");
    return platform == NULL || strcmp(platform, "ios") != 0;
}

aa_err aa_mapping_apply(const aa_origins *origins, aa_bytes json, aa_mapping_failure *failure, char **out,
                        size_t *out_len)
{
    aa_document *document = NULL;
    aa_err err = aa_document_parse((const char *)json.p, json.n, &document);
    if (err != AA_OK)
        return err;
    const json_t *root = aa_document_root(document);
    applier a = {.arena = aa_arena_new(), .mapping = origins->mapping, .sources = origins->sources};
    a.failed = a.arena == NULL;
    if (!a.failed && has_bytecode(root))
        restore_all(&a, root);
    if (!a.failed && origins->debug.count > 0)
        err = aa_debug_apply(origins, a.arena, root, failure);
    char *text = a.failed || err != AA_OK ? NULL : json_dumps(root, JSON_INDENT(2));
    aa_arena_free(a.arena);
    aa_document_free(document);
    if (err != AA_OK)
        return err;
    if (text == NULL)
        return AA_E_NOMEM;
    *out = text;
    *out_len = strlen(text);
    return AA_OK;
}
