/*
 * Verdicts: of the tables, of every row, and the grounds of each row.
 */
#include "reports/document/codes.h"
#include "reports/pdf/lab.h"

#define PLACES_MAX 3 /* of one check in the grounds of a row; the findings have more */

static aa_verdict verdict_of(const json_t *object)
{
    aa_verdict verdict = AA_ERROR;
    (void)aa_known_verdict(aa_member_text(object, "verdict"), &verdict);
    return verdict;
}

static aa_reason_code code_of(const json_t *reason)
{
    aa_reason_code code = AA_REASON_CLEAN;
    (void)aa_known_reason(aa_member_text(reason, "code"), &code);
    return code;
}

static const char *verdict_word(aa_lab *lab, aa_verdict verdict, const char *separator)
{
    return aa_lab_family(lab, "verdict", aa_verdict_name(verdict), separator);
}

/* ---- summary
 * ------------------------------------------------------------------------------------------------------- */

/* "符合要求 3 項" and so on in one language, counting rows that are no reference rows. */
static const char *counts_in(aa_lab *lab, const json_t *judgement)
{
    const json_t *rows = json_object_get(judgement, "rows");
    const char *all = "";
    for (int v = AA_FAIL; v >= AA_NOT_APPLICABLE; v--) {
        uint64_t count = 0;
        for (size_t i = 0; i < json_array_size(rows); i++) {
            const json_t *row = json_array_get(rows, i);
            bool counts = !json_is_true(json_object_get(row, "reference"));
            count += counts && verdict_of(row) == (aa_verdict)v ? 1 : 0;
        }
        const char *word = verdict_word(lab, (aa_verdict)v, " ");
        if (count > 0)
            all = aa_lab_join(
                lab, all, "\n",
                aa_lab_fill(lab, "text.count", AA_LAB_ARGS(word, aa_lab_number(lab, count)), " "));
    }
    return all;
}

static const char *counts(aa_lab *lab, const json_t *judgement)
{
    const char *all = "";
    for (size_t i = 0; i < lab->langs; i++) {
        aa_lab one = aa_lab_in(lab, i);
        all = aa_lab_join(lab, all, "\n", counts_in(&one, judgement));
        aa_lab_back(lab, i, &one);
    }
    return all;
}

/* "程式原判定為…，經人員判定為…" for a row that a person decided. */
static const char *overridden_text(aa_lab *lab, const json_t *row)
{
    const json_t *old = json_object_get(row, "overridden");
    const json_t *reasons = json_object_get(row, "reasons");
    const json_t *decided = NULL;
    const char *all = "";
    for (size_t i = 0; i < json_array_size(reasons); i++) {
        const json_t *reason = json_array_get(reasons, i);
        bool chosen = code_of(reason) == AA_REASON_ABSENT && json_object_get(reason, "old") != NULL;
        if (code_of(reason) == AA_REASON_OVERRIDDEN || chosen)
            decided = reason;
    }
    bool absent = decided != NULL && code_of(decided) == AA_REASON_ABSENT;
    const char *key = absent ? "text.absent_as" : "text.overridden";
    const char *machine = aa_member_text(absent ? decided : old, absent ? "old" : "verdict");
    for (size_t i = 0; i < lab->langs && decided != NULL; i++) {
        aa_lab one = aa_lab_in(lab, i);
        aa_verdict was = AA_ERROR;
        (void)aa_known_verdict(machine, &was);
        const char *before = verdict_word(&one, was, " ");
        const char *now = verdict_word(&one, verdict_of(decided), " ");
        all = aa_lab_join(lab, all, "\n", aa_lab_fill(&one, key, AA_LAB_ARGS(before, now), " "));
        aa_lab_back(lab, i, &one);
    }
    return all;
}

static const char *table_name(aa_lab *lab, const json_t *judgement)
{
    const char *all = "";
    for (size_t i = 0; i < lab->langs; i++) {
        const aa_table *table = aa_texts_table(&lab->texts[i], aa_member_text(judgement, "standard"));
        all = aa_lab_join(lab, all, "\n",
                          table == NULL ? aa_member_text(judgement, "standard")
                                        : table->title[lab->texts[i].words.lang]);
    }
    return all;
}

void aa_lab_summary(aa_lab *lab)
{
    static const double columns[] = {0.44, 0.12, 0.20, 0.24};
    const json_t *judgements = json_object_get(lab->root, "judgements");
    const char *const heads[] = {aa_lab_word(lab, "label.standard", " "), aa_lab_word(lab, "label.tier", " "),
                                 aa_lab_word(lab, "label.verdict", " "),
                                 aa_lab_word(lab, "label.counts", " ")};
    aa_lab_chapter(lab, "head.summary", false);
    aa_paper_table(lab->paper, columns, 4, heads);
    for (size_t i = 0; i < json_array_size(judgements); i++) {
        const json_t *judgement = json_array_get(judgements, i);
        aa_verdict verdict = verdict_of(judgement);
        aa_paper_cell cells[] = {
            {table_name(lab, judgement), AA_INK_CELL, NULL},
            {aa_lab_plain(lab, aa_member_text(judgement, "tier")), AA_INK_CELL, NULL},
            {verdict_word(lab, verdict, "\n"), aa_lab_ink(verdict), NULL},
            {counts(lab, judgement), AA_INK_CELL, NULL},
        };
        aa_paper_row(lab->paper, cells);
    }
    aa_paper_table_end(lab->paper);
}

/* That nothing was seen says something only of a row that depends on reading. */
static bool is_idle(aa_lab *lab, const char *standard, const char *id, const json_t *reason)
{
    const aa_row *row = aa_texts_row(&lab->texts[0], standard, id);
    return code_of(reason) == AA_REASON_CLEAN && row != NULL && row->areas == 0;
}

/* ---- one reason
 * ------------------------------------------------------------------------------------------------------ */

static const char *control_title(const aa_texts *texts, const char *standard, const char *id,
                                 const json_t *reason)
{
    const aa_row *row = aa_texts_row(texts, standard, id);
    const char *check = json_string_value(json_array_get(json_object_get(reason, "control"), 0));
    for (size_t i = 0; row != NULL && check != NULL && i < row->control_count; i++) {
        if (row->controls[i].check_count > 0 && strcmp(row->controls[i].checks[0], check) == 0)
            return row->controls[i].title[texts->words.lang];
    }
    return NULL;
}

static const char *area_word(aa_texts *texts, const char *area)
{
    const char *key = aa_arena_printf(texts->words.arena, "area.%s", area);
    return key == NULL ? area : aa_words_get(&texts->words, "headings.tsv", key);
}

static const char *args_of(aa_lab *lab, const json_t *reason)
{
    const json_t *args = json_object_get(reason, "args");
    const char *all = "";
    for (size_t i = 0; i < json_array_size(args); i++)
        all = aa_lab_join(lab, all, ", ", aa_lab_plain(lab, json_string_value(json_array_get(args, i))));
    return all;
}

/* What |reason| is about, in one language. */
static const char *subject(aa_lab *lab, aa_texts *texts, const char *standard, const char *id,
                           const json_t *reason)
{
    const json_t *finding = aa_lab_finding(lab, aa_member_text(reason, "finding"));
    const char *control = control_title(texts, standard, id, reason);
    const char *slot = aa_member_text(reason, "slot");
    const char *area = aa_member_text(reason, "area");
    if (code_of(reason) == AA_REASON_ROLLUP)
        return args_of(lab, reason);
    if (control != NULL)
        return control;
    if (finding != NULL)
        return aa_texts_title(texts, aa_member_text(finding, "check"));
    if (slot != NULL)
        return aa_texts_question(texts, standard, id, slot);
    return area != NULL ? area_word(texts, area) : args_of(lab, reason);
}

/* "缺失：…" in each language in use. */
static const char *reason_text(aa_lab *lab, const char *standard, const char *id, const json_t *reason)
{
    const char *all = "";
    for (size_t i = 0; i < lab->langs; i++) {
        aa_texts *texts = &lab->texts[i];
        const char *about = subject(lab, texts, standard, id, reason);
        const char *key = aa_arena_printf(texts->words.arena, "why.%s", aa_member_text(reason, "code"));
        if (key == NULL)
            lab->failed = true;
        else
            all = aa_lab_join(lab, all, "\n",
                              aa_words_fill(&texts->words, aa_words_get(&texts->words, "pdf.tsv", key),
                                            AA_LAB_ARGS(about)));
    }
    return all;
}

/* The same check comes once: as in the reason before? */
static bool repeats(aa_lab *lab, const json_t *reasons, size_t index)
{
    const json_t *reason = json_array_get(reasons, index);
    const json_t *finding = aa_lab_finding(lab, aa_member_text(reason, "finding"));
    for (size_t i = 0; i < index && finding != NULL; i++) {
        const json_t *before = json_array_get(reasons, i);
        const json_t *other = aa_lab_finding(lab, aa_member_text(before, "finding"));
        if (other != NULL && code_of(before) == code_of(reason) &&
            strcmp(aa_member_text(other, "check"), aa_member_text(finding, "check")) == 0)
            return true;
    }
    return false;
}

/* "見 F-3" for a reason that is among the findings. */
static const char *see(aa_lab *lab, const json_t *reason)
{
    size_t group = aa_lab_group_of(lab, aa_member_text(reason, "finding"));
    return group == 0 ? "" : aa_lab_fill(lab, "text.see", AA_LAB_ARGS(aa_lab_number(lab, group)), " / ");
}

/* ---- result table
 * ------------------------------------------------------------------------------------------------------ */

/* Methods of the row: static reading unless people alone decided, then those of the answers. */
static const char *methods(aa_lab *lab, const char *standard, const json_t *row)
{
    static const char *const order[] = {"static", "dynamic", "document", "interview"};
    const json_t *reasons = json_object_get(row, "reasons");
    bool used[sizeof order / sizeof order[0]] = {false};
    used[0] = json_object_get(row, "overridden") != NULL;
    for (size_t i = 0; i < json_array_size(reasons); i++) {
        const json_t *reason = json_array_get(reasons, i);
        aa_reason_code code = code_of(reason);
        const char *method = aa_member_text(json_object_get(reason, "answer"), "method");
        bool person =
            code == AA_REASON_SLOT_OPEN || code == AA_REASON_SLOT_ANSWERED || code == AA_REASON_OVERRIDDEN;
        used[0] = used[0] || (!person && !is_idle(lab, standard, aa_member_text(row, "id"), reason));
        for (size_t k = 0; k < sizeof order / sizeof order[0] && method != NULL; k++)
            used[k] = used[k] || strcmp(order[k], method) == 0;
    }
    const char *all = "";
    for (size_t k = 0; k < sizeof order / sizeof order[0]; k++) {
        if (used[k])
            all = aa_lab_join(lab, all, "\n", aa_lab_family(lab, "method", order[k], " "));
    }
    return all;
}

/* The deciding grounds in short: what stands at the row's verdict, then where to look. */
static const char *short_grounds(aa_lab *lab, const char *standard, const json_t *row, const char **link)
{
    const json_t *reasons = json_object_get(row, "reasons");
    const char *id = aa_member_text(row, "id");
    const char *all = "";
    size_t told = 0;
    for (size_t i = 0; i < json_array_size(reasons) && told < 4; i++) {
        const json_t *reason = json_array_get(reasons, i);
        aa_reason_code code = code_of(reason);
        if (verdict_of(reason) != verdict_of(row) || repeats(lab, reasons, i) ||
            code == AA_REASON_SLOT_ANSWERED || is_idle(lab, standard, id, reason))
            continue;
        const char *line = reason_text(lab, standard, id, reason);
        line = aa_lab_join(lab, line, " ", see(lab, reason));
        all = aa_lab_join(lab, all, "\n", line);
        told++;
        size_t group = aa_lab_group_of(lab, aa_member_text(reason, "finding"));
        if (*link == NULL && group > 0)
            *link = lab->groups[group - 1].name;
    }
    return all;
}

/* The answers in short: who, and which evidence. */
static const char *short_answers(aa_lab *lab, const json_t *row)
{
    const json_t *reasons = json_object_get(row, "reasons");
    const char *all = "";
    for (size_t i = 0; i < json_array_size(reasons); i++) {
        const json_t *answer = json_object_get(json_array_get(reasons, i), "answer");
        const json_t *evidence = json_object_get(answer, "evidence");
        if (answer == NULL)
            continue;
        const char *line = aa_lab_join(lab, aa_lab_plain(lab, aa_member_text(answer, "by")), " ",
                                       aa_lab_plain(lab, aa_member_text(answer, "date")));
        for (size_t k = 0; k < json_array_size(evidence); k++) {
            size_t number = aa_lab_evidence_of(lab, aa_member_text(json_array_get(evidence, k), "sha256"));
            const char *name = aa_arena_printf(lab->texts[0].words.arena, "E-%zu", number);
            line = aa_lab_join(lab, line, k == 0 ? "：" : ", ", name == NULL ? "" : name);
        }
        if (strstr(all, line) == NULL)
            all = aa_lab_join(lab, all, "\n", line);
    }
    return all;
}

static const char *row_title(aa_lab *lab, const char *standard, const json_t *row)
{
    const char *all = "";
    for (size_t i = 0; i < lab->langs; i++)
        all = aa_lab_join(lab, all, "\n",
                          aa_texts_row_title(&lab->texts[i], standard, aa_member_text(row, "id")));
    if (json_is_true(json_object_get(row, "reference")))
        all = aa_lab_join(lab, all, " ", aa_lab_word(lab, "text.reference", " "));
    return all;
}

static void put_result(aa_lab *lab, const char *standard, const json_t *row)
{
    const char *link = NULL;
    aa_verdict verdict = verdict_of(row);
    const char *grounds = short_grounds(lab, standard, row, &link);
    grounds = aa_lab_join(lab, grounds, "\n", short_answers(lab, row));
    grounds = aa_lab_join(lab, grounds, "\n", overridden_text(lab, row));
    aa_paper_cell cells[] = {
        {aa_lab_plain(lab, aa_member_text(row, "id")), AA_INK_CELL, NULL},
        {row_title(lab, standard, row), AA_INK_CELL, NULL},
        {verdict_word(lab, verdict, "\n"), aa_lab_ink(verdict), NULL},
        {methods(lab, standard, row), AA_INK_CELL, NULL},
        {grounds, AA_INK_CELL, link},
    };
    aa_paper_row(lab->paper, cells);
}

static void put_results(aa_lab *lab, const json_t *judgement)
{
    static const double columns[] = {0.09, 0.22, 0.15, 0.11, 0.43};
    const char *standard = aa_member_text(judgement, "standard");
    const json_t *rows = json_object_get(judgement, "rows");
    const char *const heads[] = {
        aa_lab_word(lab, "label.row", "\n"), aa_lab_word(lab, "label.requirement", "\n"),
        aa_lab_word(lab, "label.verdict", "\n"), aa_lab_word(lab, "label.method", "\n"),
        aa_lab_word(lab, "label.grounds", "\n")};
    aa_paper_heading(lab->paper, 2,
                     aa_lab_join(lab, table_name(lab, judgement), " · ",
                                 aa_lab_plain(lab, aa_member_text(judgement, "tier"))),
                     false);
    aa_paper_table(lab->paper, columns, 5, heads);
    for (size_t i = 0; i < json_array_size(rows); i++)
        put_result(lab, standard, json_array_get(rows, i));
    aa_paper_table_end(lab->paper);
}

/* ---- grounds of each row
 * ------------------------------------------------------------------------------------------------- */

static const char *finding_line(aa_lab *lab, const json_t *finding)
{
    const char *all = "";
    for (size_t i = 0; i < lab->langs; i++)
        all = aa_lab_join(lab, all, "\n", aa_texts_message(&lab->texts[i], finding));
    return aa_lab_join(lab, all, "\n",
                       aa_texts_place(&lab->texts[0], json_object_get(finding, "place"), false));
}

/* Sentences and places of the check that |reasons| name at |index|, the first few. */
static const char *seen(aa_lab *lab, const json_t *reasons, size_t index)
{
    const json_t *first = aa_lab_finding(lab, aa_member_text(json_array_get(reasons, index), "finding"));
    const char *all = "";
    size_t count = 0;
    for (size_t i = index; first != NULL && i < json_array_size(reasons); i++) {
        const json_t *reason = json_array_get(reasons, i);
        const json_t *finding = aa_lab_finding(lab, aa_member_text(reason, "finding"));
        if (finding == NULL || code_of(reason) != code_of(json_array_get(reasons, index)) ||
            strcmp(aa_member_text(finding, "check"), aa_member_text(first, "check")) != 0)
            continue;
        if (count++ < PLACES_MAX)
            all = aa_lab_join(lab, all, "\n", aa_lab_join(lab, "· ", "", finding_line(lab, finding)));
    }
    if (count > PLACES_MAX)
        all = aa_lab_join(lab, all, "\n",
                          aa_lab_fill(lab, "text.places", AA_LAB_ARGS(aa_lab_number(lab, count)), " / "));
    return all;
}

static const char *reasons_text(aa_lab *lab, const char *standard, const char *id, const json_t *reasons)
{
    const char *all = "";
    for (size_t i = 0; i < json_array_size(reasons); i++) {
        const json_t *reason = json_array_get(reasons, i);
        if (repeats(lab, reasons, i) || json_object_get(reason, "answer") != NULL ||
            is_idle(lab, standard, id, reason))
            continue;
        const char *line = reason_text(lab, standard, id, reason);
        line = aa_lab_join(lab, line, " ", see(lab, reason));
        if (see(lab, reason)[0] == '\0') /* told among the findings otherwise */
            line = aa_lab_join(lab, line, "\n", seen(lab, reasons, i));
        all = aa_lab_join(lab, all, "\n", line);
    }
    return all;
}

static const char *evidence_text(aa_lab *lab, const json_t *answer)
{
    const json_t *evidence = json_object_get(answer, "evidence");
    const char *all = "";
    for (size_t i = 0; i < json_array_size(evidence); i++) {
        const json_t *file = json_array_get(evidence, i);
        size_t number = aa_lab_evidence_of(lab, aa_member_text(file, "sha256"));
        const char *line =
            number == 0 ? ""
                        : aa_lab_fill(lab, "text.evidence", AA_LAB_ARGS(aa_lab_number(lab, number)), " / ");
        line = aa_lab_join(lab, line, " ", aa_lab_plain(lab, aa_member_text(file, "file")));
        all = aa_lab_join(lab, all, "\n",
                          aa_lab_join(lab, line, " ", aa_lab_plain(lab, aa_member_text(file, "what"))));
    }
    return all;
}

/* One answer: verdict, method, person and day, remark, evidence; an expired one says so. */
static const char *answer_text(aa_lab *lab, const json_t *answer, const char *verdict, bool expired)
{
    const char *method = aa_member_text(answer, "method");
    const char *by = aa_lab_plain(lab, aa_member_text(answer, "by"));
    const char *unit = aa_member_text(answer, "unit");
    const char *until = aa_member_text(answer, "valid_until");
    const char *second = aa_member_text(answer, "approved_by");
    if (unit != NULL)
        by = aa_lab_join(lab, aa_lab_plain(lab, unit), " ", by);
    const char *head =
        aa_lab_join(lab, verdict, "　", method == NULL ? "" : aa_lab_family(lab, "method", method, " / "));
    head = aa_lab_join(lab, head, "　", by);
    head = aa_lab_join(lab, head, "　", aa_lab_plain(lab, aa_member_text(answer, "date")));
    if (until != NULL)
        head = aa_lab_join(lab, head, "　",
                           aa_lab_fill(lab, expired ? "text.expired" : "text.valid",
                                       AA_LAB_ARGS(aa_lab_plain(lab, until)), " / "));
    if (second != NULL)
        head = aa_lab_join(lab, head, "　",
                           aa_lab_fill(lab, "text.second", AA_LAB_ARGS(aa_lab_plain(lab, second)), " / "));
    head = aa_lab_join(lab, head, "\n", aa_lab_plain(lab, aa_member_text(answer, "remark")));
    return aa_lab_join(lab, head, "\n", evidence_text(lab, answer));
}

static void put_answers(aa_lab *lab, const char *standard, const json_t *row)
{
    const json_t *reasons = json_object_get(row, "reasons");
    for (size_t i = 0; i < json_array_size(reasons); i++) {
        const json_t *reason = json_array_get(reasons, i);
        const json_t *answer = json_object_get(reason, "answer");
        const json_t *expired = json_object_get(reason, "expired");
        if (answer == NULL && expired == NULL)
            continue;
        const char *verdict = answer == NULL ? "" : verdict_word(lab, verdict_of(reason), " / ");
        const char *text = answer_text(lab, answer == NULL ? expired : answer, verdict, answer == NULL);
        text = aa_lab_join(lab, reason_text(lab, standard, aa_member_text(row, "id"), reason), "\n", text);
        aa_lab_fact(lab, "label.answers", text);
    }
}

static void put_overridden(aa_lab *lab, const char *standard, const json_t *row)
{
    const json_t *old = json_object_get(row, "overridden");
    if (old == NULL)
        return;
    const json_t *expired = json_object_get(old, "expired");
    const char *text = verdict_word(lab, verdict_of(old), " / ");
    text =
        aa_lab_join(lab, text, "\n",
                    reasons_text(lab, standard, aa_member_text(row, "id"), json_object_get(old, "reasons")));
    if (expired != NULL)
        text = aa_lab_join(lab, text, "\n", answer_text(lab, expired, "", true));
    aa_lab_fact(lab, "label.machine", text);
}

static void put_details(aa_lab *lab, const char *standard, const json_t *row)
{
    const char *id = aa_member_text(row, "id");
    aa_verdict verdict = verdict_of(row);
    const char *criterion = "";
    for (size_t i = 0; i < lab->langs; i++)
        criterion = aa_lab_join(lab, criterion, "\n", aa_texts_criterion(&lab->texts[i], standard, id));
    const char *heading = aa_lab_join(lab, aa_lab_plain(lab, id), "　", row_title(lab, standard, row));
    aa_paper_heading(lab->paper, 2, heading, false);
    aa_lab_facts_begin(lab);
    aa_paper_cell cells[] = {{aa_lab_word(lab, "label.verdict", "\n"), AA_INK_HEAD, NULL},
                             {verdict_word(lab, verdict, " / "), aa_lab_ink(verdict), NULL}};
    aa_paper_row(lab->paper, cells);
    aa_lab_fact(lab, "label.criterion", criterion);
    aa_lab_fact(lab, "label.reasons", reasons_text(lab, standard, id, json_object_get(row, "reasons")));
    put_overridden(lab, standard, row);
    put_answers(lab, standard, row);
    aa_paper_table_end(lab->paper);
}

void aa_lab_results(aa_lab *lab)
{
    const json_t *judgements = json_object_get(lab->root, "judgements");
    aa_lab_chapter(lab, "head.results", true);
    for (size_t i = 0; i < json_array_size(judgements); i++)
        put_results(lab, json_array_get(judgements, i));
    aa_lab_chapter(lab, "head.details", true);
    for (size_t i = 0; i < json_array_size(judgements); i++) {
        const json_t *judgement = json_array_get(judgements, i);
        const json_t *rows = json_object_get(judgement, "rows");
        if (json_array_size(judgements) > 1)
            aa_paper_text(lab->paper, AA_INK_STRONG, table_name(lab, judgement));
        for (size_t r = 0; r < json_array_size(rows); r++)
            put_details(lab, aa_member_text(judgement, "standard"), json_array_get(rows, r));
    }
}
