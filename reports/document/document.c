#include "reports/document/document.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "reports/document/shape.h"

struct aa_document {
    json_t *root;
    const aa_result *lent;         /* NULL: none */
    const aa_check_entry **checks; /* of its findings: neighbours of one check once */
    size_t check_count;
};

/*
 * True when no value lies deeper than AA_DOCUMENT_DEPTH. The parser calls itself for each level, so this is
 * known before it begins. Brackets inside texts do not count.
 */
static bool is_flat(const char *json, size_t len)
{
    size_t depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < len; i++) {
        char c = json[i];
        if (quoted && c == '\\')
            i++;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '{' || c == '['))
            depth++;
        else if (!quoted && (c == '}' || c == ']') && depth > 0)
            depth--;
        if (depth > AA_DOCUMENT_DEPTH)
            return false;
    }
    return true;
}

/* What the parser says quotes the input. */
static aa_err refuse_syntax(const json_error_t *error, char why[AA_DOCUMENT_WHY])
{
    if (json_error_code(error) == json_error_out_of_memory)
        return AA_E_NOMEM;
    aa_str safe;
    aa_str_init(&safe, AA_DOCUMENT_BYTES);
    aa_utf8_put_safe(&safe, error->text);
    snprintf(why, AA_DOCUMENT_WHY, "line %d: %s", error->line, safe.ptr);
    aa_str_done(&safe);
    return AA_E_FORMAT;
}

aa_err aa_document_read(const char *json, size_t len, char why[AA_DOCUMENT_WHY], aa_document **out)
{
    json_error_t error;
    snprintf(why, AA_DOCUMENT_WHY, "out of memory");
    if (len > AA_DOCUMENT_BYTES || !is_flat(json, len)) {
        snprintf(why, AA_DOCUMENT_WHY, "it is larger or deeper than a result can be");
        return AA_E_LIMIT;
    }
    json_t *root = json_loadb(json, len, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL)
        return refuse_syntax(&error, why);
    if (!aa_shape_is_result(root, why)) {
        json_decref(root);
        return AA_E_FORMAT;
    }
    aa_document *document = malloc(sizeof *document);
    if (document == NULL) {
        json_decref(root);
        return AA_E_NOMEM;
    }
    *document = (aa_document){.root = root};
    *out = document;
    return AA_OK;
}

aa_err aa_document_parse(const char *json, size_t len, aa_document **out)
{
    char why[AA_DOCUMENT_WHY];
    return aa_document_read(json, len, why, out);
}

const json_t *aa_document_root(const aa_document *document)
{
    return document->root;
}

void aa_document_free(aa_document *document)
{
    if (document == NULL)
        return;
    json_decref(document->root);
    free(document->checks);
    free(document);
}

bool aa_document_lend(aa_document *document, const aa_result *result)
{
    document->checks = calloc(result->finding_count + 1, sizeof *document->checks);
    if (document->checks == NULL)
        return false;
    document->lent = result;
    for (size_t i = 0; i < result->finding_count; i++) {
        if (i == 0 || result->findings[i].check != result->findings[i - 1].check)
            document->checks[document->check_count++] = result->findings[i].check;
    }
    return true;
}

const aa_check_entry *aa_document_check(const aa_document *document, const char *id)
{
    size_t index = aa_check_find(id);
    for (size_t i = 0; i < document->check_count; i++) {
        if (strcmp(document->checks[i]->id, id) == 0)
            return document->checks[i];
    }
    return index < aa_check_registry_count ? &aa_check_registry[index] : NULL;
}

bool aa_document_table(const aa_document *document, aa_arena *arena, const char *id, const aa_table **out)
{
    const aa_result *lent = document->lent;
    *out = NULL;
    for (size_t i = 0; lent != NULL && i < lent->judgement_count && *out == NULL; i++)
        *out = strcmp(lent->judgements[i].table->id, id) == 0 ? lent->judgements[i].table : NULL;
    for (size_t i = 0; *out == NULL; i++) {
        aa_table *table = NULL;
        aa_err err = aa_table_builtin(arena, i, &table);
        if (err != AA_OK)
            return err == AA_E_NOTFOUND;
        *out = strcmp(table->id, id) == 0 ? table : NULL;
    }
    return true;
}
