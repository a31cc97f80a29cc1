#include <stdlib.h>
#include <string.h>

#include <appassay/report.h>

#include "cli/answers.h"
#include "reports/answers/rejudge.h"
#include "reports/document/document.h"

/* The judgements of |result| with the verdicts of |root|, which has the same tables and rows. */
static bool take_verdicts(aa_answered *answered, const aa_result *result, const json_t *root)
{
    const json_t *judgements = json_object_get(root, "judgements");
    aa_judgement *copies = aa_arena_array(answered->arena, result->judgement_count, sizeof *copies);
    answered->result = *result;
    answered->result.judgements = copies;
    for (size_t j = 0; copies != NULL && j < result->judgement_count; j++) {
        const json_t *judgement = json_array_get(judgements, j);
        const json_t *rows = json_object_get(judgement, "rows");
        copies[j] = result->judgements[j];
        copies[j].verdict = aa_verdict_named(aa_member_text(judgement, "verdict"));
        aa_row_result *row_copies = aa_arena_array(answered->arena, copies[j].row_count, sizeof *row_copies);
        if (row_copies == NULL)
            return false;
        for (size_t r = 0; r < copies[j].row_count; r++) {
            row_copies[r] = result->judgements[j].rows[r];
            row_copies[r].verdict = aa_verdict_named(aa_member_text(json_array_get(rows, r), "verdict"));
        }
        copies[j].rows = row_copies;
    }
    return copies != NULL;
}

static aa_exit put_answers(aa_answered *answered, aa_sheet_file *file, const aa_result *result)
{
    const aa_report_options how = {.lang = AA_LANG_EN};
    char *text = NULL;
    size_t len = 0;
    json_t *merged = NULL;
    aa_document *document = NULL;
    aa_err err = answered->arena == NULL ? AA_E_NOMEM : aa_report_render(result, "json", &how, &text, &len);
    if (err == AA_OK)
        err = aa_document_parse(text, len, &document);
    free(text);
    aa_exit code = aa_exit_of_error(err);
    if (err == AA_OK)
        code = aa_sheet_file_apply(file, aa_document_root(document), &merged);
    if (code == AA_EXIT_OK && (!aa_answers_dump(merged, answered->arena, &answered->json) ||
                               !take_verdicts(answered, result, merged)))
        code = AA_EXIT_TEMPORARY;
    json_decref(merged);
    aa_document_free(document);
    return code;
}

aa_exit aa_answered_make(aa_answered *answered, aa_sheet_file *file, const aa_result *result)
{
    *answered = (aa_answered){.arena = aa_arena_new()};
    return put_answers(answered, file, result);
}

void aa_answered_done(aa_answered *answered)
{
    aa_arena_free(answered->arena);
}
