/*
 * Flaws by check, each with its risk and its fix, and the conclusion that people sign.
 */
#include "reports/document/codes.h"
#include "reports/pdf/lab.h"

#define PLACES_MAX 10 /* of one check; result.json has all */

static const char *severity_word(aa_lab *lab, aa_severity severity)
{
    const char *all = "";
    for (size_t i = 0; i < lab->langs; i++) {
        aa_words *words = &lab->texts[i].words;
        const char *key = aa_arena_printf(words->arena, "severity.%s", aa_severity_name(severity));
        all = aa_lab_join(lab, all, " / ", key == NULL ? "" : aa_words_get(words, "headings.tsv", key));
    }
    return all;
}

/* A text of the check in each language: title, why, fix. */
static const char *text_of(aa_lab *lab, const char *(*get)(const aa_texts *, const char *), const char *check,
                           const char *separator)
{
    const char *all = "";
    for (size_t i = 0; i < lab->langs; i++)
        all = aa_lab_join(lab, all, separator, get(&lab->texts[i], check));
    return all;
}

static const char *places(aa_lab *lab, const aa_lab_group *group)
{
    const char *all = "";
    for (size_t i = 0; i < group->count && i < PLACES_MAX; i++) {
        const json_t *finding = group->findings[i];
        const char *line = "";
        for (size_t k = 0; k < lab->langs; k++)
            line = aa_lab_join(lab, line, "\n", aa_texts_message(&lab->texts[k], finding));
        const char *place = aa_texts_place(&lab->texts[0], json_object_get(finding, "place"), true);
        line = aa_lab_join(lab, "· ", "", aa_lab_join(lab, line, "\n", place));
        all = aa_lab_join(lab, all, "\n", line);
    }
    if (group->count > PLACES_MAX)
        all = aa_lab_join(
            lab, all, "\n",
            aa_lab_fill(lab, "page.more", AA_LAB_ARGS(aa_lab_number(lab, group->count - PLACES_MAX)), "\n"));
    return all;
}

static bool row_names(const json_t *row, const aa_lab_group *group)
{
    const json_t *lists[] = {json_object_get(row, "reasons"),
                             json_object_get(json_object_get(row, "overridden"), "reasons")};
    for (size_t l = 0; l < 2; l++) {
        for (size_t i = 0; i < json_array_size(lists[l]); i++) {
            const char *print = aa_member_text(json_array_get(lists[l], i), "finding");
            for (size_t k = 0; k < group->count && print != NULL; k++) {
                if (strcmp(aa_member_text(group->findings[k], "fingerprint"), print) == 0)
                    return true;
            }
        }
    }
    return false;
}

/* "broker 8, 9; mas 4.1.2.3.6" */
static const char *rows_of(aa_lab *lab, const aa_lab_group *group)
{
    const json_t *judgements = json_object_get(lab->root, "judgements");
    const char *all = "";
    for (size_t j = 0; j < json_array_size(judgements); j++) {
        const json_t *judgement = json_array_get(judgements, j);
        const json_t *rows = json_object_get(judgement, "rows");
        const char *list = "";
        for (size_t r = 0; r < json_array_size(rows); r++) {
            if (row_names(json_array_get(rows, r), group))
                list = aa_lab_join(lab, list, ", ",
                                   aa_lab_plain(lab, aa_member_text(json_array_get(rows, r), "id")));
        }
        if (list[0] != '\0')
            all = aa_lab_join(
                lab, all, "; ",
                aa_lab_join(lab, aa_lab_plain(lab, aa_member_text(judgement, "standard")), " ", list));
    }
    return all;
}

static void put_group(aa_lab *lab, size_t index)
{
    const aa_lab_group *group = &lab->groups[index];
    const char *number = aa_lab_number(lab, index + 1);
    const char *title = text_of(lab, aa_texts_title, group->check, " / ");
    const char *heading = aa_arena_printf(lab->texts[0].words.arena, "F-%s　%s", number, title);
    aa_ink ink = group->severity >= AA_SEVERITY_MEDIUM ? AA_INK_BAD : AA_INK_OPEN;
    aa_paper_heading(lab->paper, 2, heading == NULL ? "" : heading, false);
    aa_paper_dest(lab->paper, group->name);
    aa_lab_facts_begin(lab);
    aa_paper_cell cells[] = {{aa_lab_word(lab, "label.severity", "\n"), AA_INK_HEAD, NULL},
                             {severity_word(lab, group->severity), ink, NULL}};
    aa_paper_row(lab->paper, cells);
    aa_lab_fact(lab, "label.related", rows_of(lab, group));
    aa_lab_fact(lab, "label.what", places(lab, group));
    aa_lab_fact(lab, "label.risk", text_of(lab, aa_texts_why, group->check, "\n"));
    aa_lab_fact(lab, "label.fix", text_of(lab, aa_texts_fix, group->check, "\n"));
    aa_paper_table_end(lab->paper);
}

void aa_lab_findings(aa_lab *lab)
{
    aa_lab_chapter(lab, "head.findings", true);
    if (lab->group_count == 0)
        aa_paper_text(lab->paper, AA_INK_BODY, aa_lab_word(lab, "text.no_findings", "\n"));
    for (size_t i = 0; i < lab->group_count; i++)
        put_group(lab, i);
}

/* ---- conclusion
 * ---------------------------------------------------------------------------------------------------- */

static const char *conclusion(aa_lab *lab, const json_t *judgement)
{
    aa_verdict verdict = AA_ERROR;
    const char *all = "";
    (void)aa_known_verdict(aa_member_text(judgement, "verdict"), &verdict);
    for (size_t i = 0; i < lab->langs; i++) {
        aa_words *words = &lab->texts[i].words;
        const aa_table *table = aa_texts_table(&lab->texts[i], aa_member_text(judgement, "standard"));
        const char *key = aa_arena_printf(words->arena, "verdict.%s", aa_verdict_name(verdict));
        const char *name = table == NULL ? aa_member_text(judgement, "standard") : table->title[words->lang];
        const char *word = key == NULL ? "" : aa_words_get(words, "pdf.tsv", key);
        all = aa_lab_join(lab, all, "\n",
                          aa_words_fill(words, aa_words_get(words, "pdf.tsv", "text.conclusion"),
                                        AA_LAB_ARGS(name, aa_member_text(judgement, "tier"), word)));
    }
    return all;
}

void aa_lab_conclusion(aa_lab *lab)
{
    const json_t *judgements = json_object_get(lab->root, "judgements");
    const json_t *people = json_object_get(lab->report, "signatories");
    aa_lab_chapter(lab, "head.conclusion", false);
    for (size_t i = 0; i < json_array_size(judgements); i++)
        aa_paper_text(lab->paper, AA_INK_STRONG, conclusion(lab, json_array_get(judgements, i)));
    aa_paper_text(lab->paper, AA_INK_BODY, aa_lab_plain(lab, aa_member_text(lab->report, "conclusion")));
    aa_paper_text(lab->paper, AA_INK_BODY,
                  aa_lab_word(lab, lab->report == NULL ? "cover.record_only" : "cover.only", "\n"));
    for (size_t i = 0; i < json_array_size(people); i++) {
        const json_t *person = json_array_get(people, i);
        const char *name = aa_lab_join(lab, aa_lab_plain(lab, aa_member_text(person, "name")), "　",
                                       aa_lab_plain(lab, aa_member_text(person, "title")));
        aa_paper_signature(lab->paper, aa_lab_word(lab, "text.sign", " / "), name,
                           aa_lab_word(lab, "text.sign_line", " / "), 84);
    }
    const char *keep = aa_member_text(json_object_get(lab->report, "dates"), "keep_until");
    if (keep != NULL)
        aa_paper_text(lab->paper, AA_INK_SMALL,
                      aa_lab_fill(lab, "text.keep", AA_LAB_ARGS(aa_lab_plain(lab, keep)), "\n"));
}
