/*
 * What people answered: verdict, method, who and when, the remark, the files of evidence; and beside each row
 * that a person decided, what the program had said.
 */
#include "reports/document/document.h"
#include "reports/text/sections.h"

#define INDENT ((size_t)2)

/* |a| and |b| with a middle dot between; either may be "". */
static const char *join(aa_page *page, const char *a, const char *b)
{
    if (a[0] == '\0' || b[0] == '\0')
        return a[0] == '\0' ? b : a;
    return aa_page_fill(page, "list.check", AA_ARGS(a, b));
}

static const char *member(aa_page *page, const json_t *object, const char *key)
{
    const char *text = aa_member_text(object, key);
    return text == NULL ? "" : aa_words_excerpt(&page->words, text);
}

/* "document review · Test unit · Wang · 2026-11-05 · valid until 2027-11-04 · second person: Li" */
static void put_who(aa_page *page, const json_t *answer, bool expired)
{
    const char *method = aa_member_text(answer, "method");
    const char *until = member(page, answer, "valid_until");
    const char *second = member(page, answer, "approved_by");
    const char *line = method == NULL ? "" : aa_page_family(page, "method", method);
    line = join(page, line, member(page, answer, "unit"));
    line = join(page, line, member(page, answer, "by"));
    line = join(page, line, member(page, answer, "date"));
    if (until[0] != '\0')
        line = join(page, line,
                    aa_page_fill(page, expired ? "answers.expired" : "answers.valid", AA_ARGS(until)));
    if (second[0] != '\0')
        line = join(page, line, aa_page_fill(page, "answers.second", AA_ARGS(second)));
    aa_page_text(page, 2 * INDENT, AA_STYLE_FAINT, line);
}

static void put_evidence(aa_page *page, const json_t *answer)
{
    const json_t *evidence = json_object_get(answer, "evidence");
    for (size_t i = 0; i < json_array_size(evidence); i++) {
        const json_t *file = json_array_get(evidence, i);
        bool seen = json_is_true(json_object_get(file, "checked"));
        aa_page_text(page, 2 * INDENT, AA_STYLE_FAINT,
                     aa_page_fill(page, seen ? "answers.evidence" : "answers.evidence_unseen",
                                  AA_ARGS(member(page, file, "file"), member(page, file, "sha256"))));
    }
}

static void put_answer(aa_page *page, const json_t *answer, bool expired)
{
    const char *remark = member(page, answer, "remark");
    put_who(page, answer, expired);
    if (remark[0] != '\0')
        aa_page_text(page, 2 * INDENT, AA_STYLE_PLAIN, remark);
    put_evidence(page, answer);
}

static const char *question(aa_page *page, const aa_row *row, const char *slot)
{
    for (size_t i = 0; row != NULL && slot != NULL && i < row->slot_count; i++) {
        if (strcmp(row->slots[i].id, slot) == 0)
            return row->slots[i].question[page->words.lang];
    }
    return "";
}

/* A heading before the first answer only. */
static void begin(aa_page *page, bool *any)
{
    if (!*any)
        aa_page_heading(page, aa_page_word(page, "heading.answers"));
    *any = true;
    aa_page_blank(page);
}

static void put_line(aa_page *page, const char *standard, const char *row, const char *text)
{
    aa_page_text(page, INDENT, AA_STYLE_STRONG,
                 aa_page_fill(page, "answers.line", AA_ARGS(standard, row, text)));
}

static void put_reason(aa_page *page, const char *standard, const aa_row *row, const json_t *reason,
                       bool *any)
{
    const json_t *answer = json_object_get(reason, "answer");
    const json_t *expired = json_object_get(reason, "expired");
    const char *old = aa_member_text(reason, "old");
    bool chosen = answer == NULL && expired == NULL && old != NULL; /* what an absence makes of the row */
    if (answer == NULL && expired == NULL && !chosen)
        return;
    begin(page, any);
    const char *verdict = aa_page_family(page, "verdict", aa_member_text(reason, "verdict"));
    if (chosen) {
        put_line(
            page, standard, row->id,
            aa_page_fill(page, "answers.absent", AA_ARGS(verdict, aa_page_family(page, "verdict", old))));
        return;
    }
    if (old != NULL)
        put_line(
            page, standard, row->id,
            aa_page_fill(page, "answers.overridden", AA_ARGS(verdict, aa_page_family(page, "verdict", old))));
    else
        put_line(page, standard, row->id,
                 aa_page_fill(page, "answers.question",
                              AA_ARGS(question(page, row, aa_member_text(reason, "slot")), verdict)));
    put_answer(page, answer == NULL ? expired : answer, answer == NULL);
}

static void put_row(aa_page *page, const char *standard, const aa_row *row, const json_t *result, bool *any)
{
    const json_t *reasons = json_object_get(result, "reasons");
    const json_t *old = json_object_get(result, "overridden");
    const json_t *expired = json_object_get(old, "expired");
    for (size_t i = 0; i < json_array_size(reasons); i++)
        put_reason(page, standard, row, json_array_get(reasons, i), any);
    if (expired == NULL)
        return;
    begin(page, any);
    put_line(page, standard, row->id, aa_page_family(page, "verdict", aa_member_text(old, "verdict")));
    put_answer(page, expired, true);
}

void aa_text_answers(aa_page *page)
{
    const json_t *judgements = json_object_get(page->root, "judgements");
    bool any = false;
    for (size_t j = 0; j < json_array_size(judgements) && j < page->result->judgement_count; j++) {
        const aa_judgement *judgement = &page->result->judgements[j];
        const json_t *rows = json_object_get(json_array_get(judgements, j), "rows");
        for (size_t r = 0; r < json_array_size(rows) && r < judgement->row_count; r++)
            put_row(page, judgement->table->id, judgement->rows[r].row, json_array_get(rows, r), &any);
    }
}
