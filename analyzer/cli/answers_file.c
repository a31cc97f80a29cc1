#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/answers.h"
#include "cli/console.h"
#include "cli/mapped.h"
#include "reports/answers/final.h"
#include "reports/document/document.h"

/* Writes what is wrong, in the order of the lines it was found in. */
static void tell(const aa_sheet_file *file)
{
    const aa_fault *faults = file->faults.items.items;
    for (size_t i = 0; i < file->faults.items.count; i++) {
        aa_str subject;
        aa_str_init(&subject, PATH_MAX + 64);
        aa_str_put(&subject, file->path);
        if (faults[i].line > 0)
            aa_str_printf(&subject, ":%zu:%zu", faults[i].line, faults[i].column);
        if (file->log != NULL)
            file->log(subject.ptr, faults[i].text);
        else
            aa_console_error(subject.ptr, "%s", faults[i].text);
        aa_str_done(&subject);
    }
    if (file->faults.items.count == AA_FAULTS_MAX)
        aa_console_error(file->path, "there may be more; the first %zu are told", AA_FAULTS_MAX);
}

static aa_exit exit_of(const aa_sheet_file *file, aa_err err)
{
    if (err == AA_E_NOMEM)
        return aa_console_out_of_memory();
    tell(file);
    return err == AA_OK && file->faults.items.count == 0 ? AA_EXIT_OK : AA_EXIT_USAGE;
}

/* |name| in the folder of the sheet. False when that is longer than a path can be. */
static bool beside(const aa_sheet_file *file, const char *name, char out[PATH_MAX])
{
    const char *slash = strrchr(file->path, '/');
    int folder = slash == NULL ? 0 : (int)(slash - file->path) + 1;
    int n = snprintf(out, PATH_MAX, "%.*s%s", folder, file->path, name);
    return n >= 0 && n < PATH_MAX;
}

static aa_err compare(aa_sheet_file *file, const aa_yaml *at, json_t *entry, size_t index)
{
    const json_t *evidence = json_array_get(json_object_get(entry, "evidence"), index);
    const char *name = json_string_value(json_object_get(evidence, "file"));
    const char *wanted = json_string_value(json_object_get(evidence, "sha256"));
    char path[PATH_MAX];
    char found[AA_SHA256_HEX];
    aa_bytes content = aa_bytes_none();
    file->evidence_count++;
    if (!beside(file, name, path) || access(path, F_OK) != 0)
        return aa_sheet_mark_evidence(entry, index, false) ? AA_OK : AA_E_NOMEM;
    if (aa_map_file(path, AA_EVIDENCE_BYTES, &content) != AA_OK) {
        aa_faults_add(&file->faults, at->line, at->column, "%s is there, but cannot be read", name);
        return AA_OK;
    }
    aa_err err = aa_sha256_hex(content, found);
    aa_unmap_file(content);
    if (err == AA_OK && strcmp(found, wanted) != 0)
        aa_faults_add(&file->faults, at->line, at->column, "%s is another file: its SHA-256 is %s", name,
                      found);
    file->evidence_seen++;
    return err != AA_OK || aa_sheet_mark_evidence(entry, index, true) ? err : AA_E_NOMEM;
}

static aa_err compare_all(aa_sheet_file *file)
{
    aa_err err = AA_OK;
    const aa_yaml *node = NULL;
    json_t *entry = NULL;
    for (size_t i = 0; aa_sheet_entry(&file->sheet, i, &node, &entry); i++) {
        const aa_yaml *list = aa_yaml_get(node, "evidence");
        const aa_yaml *at = list == NULL ? NULL : list->first;
        size_t count = json_array_size(json_object_get(entry, "evidence"));
        for (size_t k = 0; k < count && at != NULL && err == AA_OK; k++, at = at->next)
            err = compare(file, at, entry, k);
    }
    return err;
}

aa_exit aa_sheet_file_read(aa_sheet_file *file, const char *path)
{
    *file = (aa_sheet_file){.path = path, .arena = aa_arena_new()};
    if (file->arena == NULL)
        return exit_of(file, AA_E_NOMEM);
    aa_faults_init(&file->faults, file->arena);
    aa_bytes content = aa_bytes_none();
    aa_err err = aa_map_file(path, AA_YAML_BYTES, &content);
    if (err != AA_OK) {
        aa_console_error(path, err == AA_E_LIMIT ? "larger than an answer sheet can be" : "cannot be read");
        return AA_EXIT_USAGE;
    }
    err = aa_sheet_read(file->arena, content, &file->faults, &file->sheet);
    aa_unmap_file(content);
    if (err == AA_OK)
        err = compare_all(file);
    return exit_of(file, err);
}

void aa_sheet_file_done(aa_sheet_file *file)
{
    aa_sheet_done(&file->sheet);
    aa_arena_free(file->arena);
    file->arena = NULL;
}

aa_exit aa_sheet_file_apply(aa_sheet_file *file, const json_t *result, json_t **out)
{
    return exit_of(file, aa_answers_apply(result, &file->sheet, &file->faults, out));
}

bool aa_answers_dump(const json_t *root, aa_arena *arena, aa_bytes *out)
{
    char *text = json_dumps(root, JSON_INDENT(2));
    size_t n = text == NULL ? 0 : strlen(text);
    char *copy = text == NULL ? NULL : aa_arena_alloc(arena, n + 2);
    if (copy != NULL) {
        memcpy(copy, text, n);
        copy[n] = '\n';
        *out = aa_bytes_of(copy, n + 1);
    }
    free(text);
    return copy != NULL;
}

aa_exit aa_answers_put(aa_sheet_file *file, aa_arena *arena, aa_bytes *json)
{
    aa_document *document = NULL;
    json_t *merged = NULL;
    aa_exit code = aa_exit_of_error(aa_document_parse((const char *)json->p, json->n, &document));
    if (code == AA_EXIT_OK)
        code = aa_sheet_file_apply(file, aa_document_root(document), &merged);
    if (code == AA_EXIT_OK && !aa_answers_dump(merged, arena, json))
        code = aa_console_out_of_memory();
    json_decref(merged);
    aa_document_free(document);
    return code;
}

aa_exit aa_final_check(const char *name, aa_bytes json)
{
    aa_document *document = NULL;
    aa_exit code = aa_exit_of_error(aa_document_parse((const char *)json.p, json.n, &document));
    if (code != AA_EXIT_OK)
        return code;
    aa_final final = aa_final_look(aa_document_root(document));
    aa_document_free(document);
    if (final.undecided > 0) {
        aa_console_error(name, "no final report: %zu rows are undecided", final.undecided);
        code = AA_EXIT_UNDECIDED;
    }
    if (final.partial) {
        aa_console_error(name, "no final report: parts of the input could not be read");
        code = aa_exit_worse(code, AA_EXIT_INCOMPLETE);
    }
    for (size_t i = 0; i < final.missing_count; i++) {
        aa_console_error(name, "no final report: the answer sheet does not give report.%s", final.missing[i]);
        code = aa_exit_worse(code, AA_EXIT_USAGE);
    }
    return code;
}
