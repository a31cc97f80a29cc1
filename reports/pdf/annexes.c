/*
 * Lists: permissions, exported components, what was read, evidence, the entries insurers look for, words.
 */
#include "reports/document/codes.h"
#include "reports/pdf/lab.h"

#define ROWS_MAX 400 /* of one list; result.json has all */

static const json_t *inventory(const aa_lab *lab, const char *key)
{
    return json_object_get(json_object_get(lab->root, "inventory"), key);
}

static void put_more(aa_lab *lab, size_t count)
{
    if (count > ROWS_MAX)
        aa_paper_text(lab->paper, AA_INK_SMALL,
                      aa_lab_fill(lab, "page.more", AA_LAB_ARGS(aa_lab_number(lab, count - ROWS_MAX)), "\n"));
}

/* The next annex: which there are depends on the app and the tables. */
static void put_annex(aa_lab *lab, const char *key)
{
    const char letter[] = {(char)('A' + lab->annexes++), '\0'};
    const char *all = "";
    for (size_t i = 0; i < lab->langs; i++) {
        aa_words *words = &lab->texts[i].words;
        const char *title = aa_words_get(words, "pdf.tsv", key);
        all = aa_lab_join(
            lab, all, " ",
            aa_words_fill(words, aa_words_get(words, "pdf.tsv", "text.annex"), AA_LAB_ARGS(letter, title)));
    }
    aa_paper_heading(lab->paper, 2, all, false);
}

static void put_permissions(aa_lab *lab)
{
    static const double columns[] = {0.72, 0.28};
    const json_t *list = inventory(lab, "permissions");
    const char *const heads[] = {aa_lab_word(lab, "label.name", " "), aa_lab_word(lab, "label.level", " ")};
    if (json_array_size(list) == 0)
        return;
    put_annex(lab, "head.permissions");
    aa_paper_table(lab->paper, columns, 2, heads);
    for (size_t i = 0; i < json_array_size(list) && i < ROWS_MAX; i++) {
        const json_t *use = json_array_get(list, i);
        aa_paper_cell cells[] = {{aa_lab_plain(lab, aa_member_text(use, "name")), AA_INK_CELL, NULL},
                                 {aa_lab_plain(lab, aa_member_text(use, "level")), AA_INK_CELL, NULL}};
        aa_paper_row(lab->paper, cells);
    }
    aa_paper_table_end(lab->paper);
    put_more(lab, json_array_size(list));
}

static bool is_exported(const json_t *component)
{
    const char *exported = aa_member_text(component, "exported");
    return exported != NULL && strcmp(exported, "no") != 0;
}

static void put_components(aa_lab *lab)
{
    static const double columns[] = {0.16, 0.52, 0.32};
    const json_t *list = inventory(lab, "components");
    const char *const heads[] = {aa_lab_word(lab, "label.type", " "), aa_lab_word(lab, "label.name", " "),
                                 aa_lab_word(lab, "label.guard", " ")};
    size_t count = 0;
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *component = json_array_get(list, i);
        const char *guard = aa_member_text(component, "permission");
        if (!is_exported(component) || count++ >= ROWS_MAX)
            continue;
        if (count == 1) {
            put_annex(lab, "head.components");
            aa_paper_table(lab->paper, columns, 3, heads);
        }
        aa_paper_cell cells[] = {
            {aa_lab_plain(lab, aa_member_text(component, "type")), AA_INK_CELL, NULL},
            {aa_lab_plain(lab, aa_member_text(component, "name")), AA_INK_CELL, NULL},
            {guard == NULL ? aa_lab_word(lab, "page.none", " ") : aa_lab_plain(lab, guard), AA_INK_CELL,
             NULL}};
        aa_paper_row(lab->paper, cells);
    }
    if (count > 0)
        aa_paper_table_end(lab->paper);
    put_more(lab, count);
}

/* A text of headings.tsv or notes.tsv in each language in use. */
static const char *common_word(aa_lab *lab, const char *file, const char *family, const char *word)
{
    const char *all = "";
    for (size_t i = 0; i < lab->langs; i++) {
        aa_words *words = &lab->texts[i].words;
        const char *key = aa_arena_printf(words->arena, "%s%s", family, word);
        all = aa_lab_join(lab, all, "\n", key == NULL ? "" : aa_words_get(words, file, key));
    }
    return all;
}

static const char *gaps_of(aa_lab *lab, const json_t *area)
{
    const json_t *gaps = json_object_get(area, "gaps");
    const char *all = "";
    const char *last = "";
    for (size_t i = 0; i < json_array_size(gaps); i++) {
        const char *code = aa_member_text(json_array_get(gaps, i), "code");
        if (strcmp(code, last) != 0)
            all = aa_lab_join(lab, all, "\n", common_word(lab, "notes.tsv", "", code));
        last = code;
    }
    return all[0] == '\0' ? aa_lab_word(lab, "page.none", " ") : all;
}

static void put_coverage(aa_lab *lab)
{
    static const double columns[] = {0.24, 0.20, 0.56};
    const json_t *coverage = json_object_get(lab->root, "coverage");
    const char *const heads[] = {aa_lab_word(lab, "label.area", " "), aa_lab_word(lab, "label.state", " "),
                                 aa_lab_word(lab, "label.gaps", " ")};
    put_annex(lab, "head.coverage");
    aa_paper_table(lab->paper, columns, 3, heads);
    for (size_t i = 0; i < json_array_size(coverage); i++) {
        const json_t *area = json_array_get(coverage, i);
        const char *state = aa_member_text(area, "state");
        aa_paper_cell cells[] = {
            {common_word(lab, "headings.tsv", "area.", aa_member_text(area, "area")), AA_INK_CELL, NULL},
            {common_word(lab, "headings.tsv", "coverage.", state), AA_INK_CELL, NULL},
            {gaps_of(lab, area), AA_INK_CELL, NULL}};
        aa_paper_row(lab->paper, cells);
    }
    aa_paper_table_end(lab->paper);
}

static void put_evidence(aa_lab *lab)
{
    static const double columns[] = {0.08, 0.30, 0.40, 0.22};
    const char *const heads[] = {"E", aa_lab_word(lab, "label.file", " "), "SHA-256",
                                 aa_lab_word(lab, "label.checked", " ")};
    if (lab->evidence_count == 0)
        return;
    put_annex(lab, "head.evidence");
    aa_paper_table(lab->paper, columns, 4, heads);
    for (size_t i = 0; i < lab->evidence_count; i++) {
        const json_t *file = lab->evidence[i];
        bool seen = json_is_true(json_object_get(file, "checked"));
        const char *name = aa_lab_join(lab, aa_lab_plain(lab, aa_member_text(file, "file")), "\n",
                                       aa_lab_plain(lab, aa_member_text(file, "what")));
        const char *number = aa_arena_printf(lab->texts[0].words.arena, "E-%zu", i + 1);
        aa_paper_cell cells[] = {
            {number == NULL ? "" : number, AA_INK_CELL, NULL},
            {name, AA_INK_CELL, NULL},
            {aa_lab_plain(lab, aa_member_text(file, "sha256")), AA_INK_CELL, NULL},
            {aa_lab_word(lab, seen ? "text.same" : "text.unseen", "\n"), AA_INK_CELL, NULL}};
        aa_paper_row(lab->paper, cells);
    }
    aa_paper_table_end(lab->paper);
}

/* Insurer Annex 2, clause 6(3): what an insurer checks that the laboratory's report holds. */
static void put_entries(aa_lab *lab)
{
    static const double columns[] = {0.08, 0.52, 0.40};
    static const char *const entries[][2] = {
        {"entry.1", "head.item"},    {"entry.2", "head.scope"},  {"entry.3", "head.schedule"},
        {"entry.4", "head.method"},  {"entry.5", "head.people"}, {"entry.6", "head.results"},
        {"entry.7", "head.details"},
    };
    const char *const heads[] = {"", aa_lab_word(lab, "label.entry", " "),
                                 aa_lab_word(lab, "label.where", " ")};
    bool insurer = false;
    const json_t *judgements = json_object_get(lab->root, "judgements");
    for (size_t i = 0; i < json_array_size(judgements); i++)
        insurer =
            insurer || strcmp(aa_member_text(json_array_get(judgements, i), "standard"), "insurer") == 0;
    if (!insurer)
        return;
    put_annex(lab, "head.entries");
    aa_paper_table(lab->paper, columns, 3, heads);
    for (size_t i = 0; i < sizeof entries / sizeof entries[0]; i++) {
        bool missing = lab->report == NULL && (i == 2 || i == 4); /* a record has no schedule and no people */
        const char *where = aa_lab_word(lab, missing ? "page.blank" : entries[i][1], "\n");
        if (i == 6)
            where = aa_lab_join(lab, where, "\n", aa_lab_word(lab, "head.findings", "\n"));
        aa_paper_cell cells[] = {{aa_lab_number(lab, i + 1), AA_INK_CELL, NULL},
                                 {aa_lab_word(lab, entries[i][0], "\n"), AA_INK_CELL, NULL},
                                 {where, missing ? AA_INK_OPEN : AA_INK_CELL, NULL}};
        aa_paper_row(lab->paper, cells);
    }
    aa_paper_table_end(lab->paper);
}

static void put_words(aa_lab *lab)
{
    static const aa_verdict verdicts[] = {AA_PASS, AA_FAIL, AA_NOT_APPLICABLE, AA_NOT_TESTED, AA_UNDECIDED};
    put_annex(lab, "head.words");
    static const double columns[] = {0.24, 0.76};
    aa_paper_table(lab->paper, columns, 2, NULL);
    for (size_t i = 0; i < sizeof verdicts / sizeof verdicts[0]; i++) {
        const char *name = aa_verdict_name(verdicts[i]);
        aa_paper_cell cells[] = {{aa_lab_family(lab, "verdict", name, "\n"), AA_INK_HEAD, NULL},
                                 {aa_lab_family(lab, "glossary", name, "\n"), AA_INK_CELL, NULL}};
        aa_paper_row(lab->paper, cells);
    }
    aa_paper_table_end(lab->paper);
}

static void put_history(aa_lab *lab)
{
    static const double columns[] = {0.16, 0.20, 0.64};
    const json_t *history = json_object_get(lab->report, "history");
    const char *const heads[] = {aa_lab_word(lab, "label.version", " "), aa_lab_word(lab, "label.date", " "),
                                 aa_lab_word(lab, "label.change", " ")};
    if (json_array_size(history) == 0)
        return;
    put_annex(lab, "head.history");
    aa_paper_table(lab->paper, columns, 3, heads);
    for (size_t i = 0; i < json_array_size(history); i++) {
        const json_t *change = json_array_get(history, i);
        aa_paper_cell cells[] = {{aa_lab_plain(lab, aa_member_text(change, "version")), AA_INK_CELL, NULL},
                                 {aa_lab_plain(lab, aa_member_text(change, "date")), AA_INK_CELL, NULL},
                                 {aa_lab_plain(lab, aa_member_text(change, "what")), AA_INK_CELL, NULL}};
        aa_paper_row(lab->paper, cells);
    }
    aa_paper_table_end(lab->paper);
}

void aa_lab_annexes(aa_lab *lab)
{
    aa_paper_heading(lab->paper, 1, aa_lab_word(lab, "head.annexes", " "), true);
    lab->annexes = 0;
    put_permissions(lab);
    put_components(lab);
    put_coverage(lab);
    put_evidence(lab);
    put_entries(lab);
    put_words(lab);
    put_history(lab);
    aa_paper_text(lab->paper, AA_INK_SMALL, aa_lab_word(lab, "text.end", " "));
}
