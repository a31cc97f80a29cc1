#include "reports/pdf/lab.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "reports/document/codes.h"

#define WORDS "pdf.tsv"

/* ---- what is numbered
 * ---------------------------------------------------------------------------------------- */

/* Flaws; what a check could not tell stands in the grounds of its rows, protections and lists elsewhere. */
static bool is_told(const json_t *finding)
{
    aa_check_kind kind = AA_KIND_HINT;
    bool known = aa_known_kind(aa_member_text(finding, "kind"), &kind);
    return known && kind == AA_KIND_DEFECT && strcmp(aa_member_text(finding, "record"), "hit") == 0;
}

static aa_severity severity_of(const json_t *finding)
{
    aa_severity severity = AA_SEVERITY_INFO;
    (void)aa_known_severity(aa_member_text(finding, "severity"), &severity);
    return severity;
}

static int by_severity(const void *left, const void *right)
{
    const aa_lab_group *a = left;
    const aa_lab_group *b = right;
    if (a->severity != b->severity)
        return a->severity > b->severity ? -1 : 1;
    return strcmp(a->check, b->check);
}

static aa_lab_group *group_named(aa_lab *lab, const char *check)
{
    for (size_t i = 0; i < lab->group_count; i++) {
        if (strcmp(lab->groups[i].check, check) == 0)
            return &lab->groups[i];
    }
    return NULL;
}

static bool group_findings(aa_lab *lab, aa_arena *arena)
{
    const json_t *findings = json_object_get(lab->root, "findings");
    size_t total = json_array_size(findings);
    lab->groups = aa_arena_array(arena, aa_check_count() + 1, sizeof *lab->groups);
    for (size_t i = 0; i < total && lab->groups != NULL; i++) {
        const json_t *finding = json_array_get(findings, i);
        const char *check = aa_member_text(finding, "check");
        if (!is_told(finding) || aa_check_find(check) == aa_check_count())
            continue;
        aa_lab_group *group = group_named(lab, check);
        if (group == NULL) {
            group = &lab->groups[lab->group_count++];
            *group = (aa_lab_group){.check = check};
        }
        aa_severity severity = severity_of(finding);
        group->severity = severity > group->severity ? severity : group->severity;
        group->count++;
    }
    if (lab->groups == NULL)
        return false;
    qsort(lab->groups, lab->group_count, sizeof *lab->groups, by_severity);
    for (size_t i = 0; i < lab->group_count; i++) {
        aa_lab_group *group = &lab->groups[i];
        group->name = aa_arena_printf(arena, "f%zu", i + 1);
        group->findings = aa_arena_array(arena, group->count, sizeof *group->findings);
        if (group->findings == NULL || group->name == NULL)
            return false;
        group->count = 0;
    }
    for (size_t i = 0; i < total; i++) {
        const json_t *finding = json_array_get(findings, i);
        aa_lab_group *group = is_told(finding) ? group_named(lab, aa_member_text(finding, "check")) : NULL;
        if (group != NULL)
            group->findings[group->count++] = finding;
    }
    return true;
}

static bool take_evidence(aa_lab *lab, aa_arena *arena, aa_vec *files, const json_t *reason)
{
    const json_t *list = json_object_get(json_object_get(reason, "answer"), "evidence");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *file = json_array_get(list, i);
        const char *sha256 = aa_member_text(file, "sha256");
        lab->evidence = files->items;
        lab->evidence_count = files->count;
        if (sha256 == NULL || aa_lab_evidence_of(lab, sha256) > 0)
            continue;
        const json_t **slot = aa_vec_push(arena, files);
        if (slot == NULL)
            return false;
        *slot = file;
    }
    lab->evidence = files->items;
    lab->evidence_count = files->count;
    return true;
}

static bool number_evidence(aa_lab *lab, aa_arena *arena)
{
    aa_vec files = AA_VEC_INIT(const json_t *);
    const json_t *judgements = json_object_get(lab->root, "judgements");
    for (size_t j = 0; j < json_array_size(judgements); j++) {
        const json_t *rows = json_object_get(json_array_get(judgements, j), "rows");
        for (size_t r = 0; r < json_array_size(rows); r++) {
            const json_t *reasons = json_object_get(json_array_get(rows, r), "reasons");
            for (size_t i = 0; i < json_array_size(reasons); i++) {
                if (!take_evidence(lab, arena, &files, json_array_get(reasons, i)))
                    return false;
            }
        }
    }
    return true;
}

bool aa_lab_open(aa_lab *lab, const aa_document *document, const aa_report_options *options)
{
    *lab = (aa_lab){.root = aa_document_root(document)};
    lab->report = json_object_get(json_object_get(lab->root, "answers"), "report");
    aa_lang first = options->bilingual ? AA_LANG_ZH_TW : options->lang;
    bool ok = aa_texts_open(&lab->texts[lab->langs++], document, first);
    if (ok && options->bilingual)
        ok = aa_texts_open(&lab->texts[lab->langs++], document, AA_LANG_EN);
    return ok && group_findings(lab, lab->texts[0].words.arena) &&
           number_evidence(lab, lab->texts[0].words.arena);
}

void aa_lab_close(aa_lab *lab)
{
    for (size_t i = 0; i < lab->langs; i++)
        aa_texts_close(&lab->texts[i]);
}

size_t aa_lab_group_of(const aa_lab *lab, const char *fingerprint)
{
    for (size_t i = 0; i < lab->group_count && fingerprint != NULL; i++) {
        for (size_t k = 0; k < lab->groups[i].count; k++) {
            if (strcmp(aa_member_text(lab->groups[i].findings[k], "fingerprint"), fingerprint) == 0)
                return i + 1;
        }
    }
    return 0;
}

size_t aa_lab_evidence_of(const aa_lab *lab, const char *sha256)
{
    for (size_t i = 0; i < lab->evidence_count; i++) {
        if (strcmp(aa_member_text(lab->evidence[i], "sha256"), sha256) == 0)
            return i + 1;
    }
    return 0;
}

const json_t *aa_lab_finding(const aa_lab *lab, const char *fingerprint)
{
    const json_t *findings = json_object_get(lab->root, "findings");
    for (size_t i = 0; i < json_array_size(findings) && fingerprint != NULL; i++) {
        if (strcmp(aa_member_text(json_array_get(findings, i), "fingerprint"), fingerprint) == 0)
            return json_array_get(findings, i);
    }
    return NULL;
}

/* ---- words
 * ------------------------------------------------------------------------------------------------------ */

const char *aa_lab_join(aa_lab *lab, const char *a, const char *separator, const char *b)
{
    a = a == NULL ? "" : a; /* rule books made by hand for tests leave texts out */
    b = b == NULL ? "" : b;
    if (a[0] == '\0' || b[0] == '\0')
        return a[0] == '\0' ? b : a;
    const char *joined = aa_arena_printf(lab->texts[0].words.arena, "%s%s%s", a, separator, b);
    if (joined == NULL)
        lab->failed = true;
    return joined == NULL ? "" : joined;
}

const char *aa_lab_fill(aa_lab *lab, const char *key, const char *const *args, const char *separator)
{
    const char *all = "";
    for (size_t i = 0; i < lab->langs; i++) {
        aa_words *words = &lab->texts[i].words;
        const char *text = aa_words_fill(words, aa_words_get(words, WORDS, key), args);
        all = aa_lab_join(lab, all, separator, text);
    }
    return all;
}

const char *aa_lab_word(aa_lab *lab, const char *key, const char *separator)
{
    return aa_lab_fill(lab, key, (const char *const[]){NULL}, separator);
}

const char *aa_lab_family(aa_lab *lab, const char *family, const char *word, const char *separator)
{
    const char *key = aa_arena_printf(lab->texts[0].words.arena, "%s.%s", family, word);
    if (key == NULL)
        lab->failed = true;
    return key == NULL ? "" : aa_lab_word(lab, key, separator);
}

const char *aa_lab_plain(aa_lab *lab, const char *text)
{
    aa_str s;
    aa_str_init(&s, AA_TEXT_MAX);
    while (text != NULL && *text != '\0') {
        size_t n = strcspn(text, "\n");
        char *line = aa_arena_strndup(lab->texts[0].words.arena, text, n);
        if (line == NULL)
            lab->failed = true;
        else
            aa_utf8_put_safe(&s, line);
        text += n;
        if (*text == '\n') {
            aa_str_putc(&s, '\n');
            text++;
        }
    }
    return aa_words_take(&lab->texts[0].words, &s);
}

const char *aa_lab_or_blank(aa_lab *lab, const char *text)
{
    return text == NULL ? aa_lab_word(lab, "page.blank", " ") : aa_lab_plain(lab, text);
}

aa_lab aa_lab_in(const aa_lab *lab, size_t index)
{
    aa_lab one = *lab;
    one.langs = 1;
    one.texts[0] = lab->texts[index];
    return one;
}

void aa_lab_back(aa_lab *lab, size_t index, const aa_lab *one)
{
    lab->failed = lab->failed || one->failed;
    lab->texts[index].words.failed = lab->texts[index].words.failed || one->texts[0].words.failed;
}

const char *aa_lab_number(aa_lab *lab, uint64_t value)
{
    return aa_words_number(&lab->texts[0].words, value);
}

aa_ink aa_lab_ink(aa_verdict verdict)
{
    static const aa_ink inks[] = {
        [AA_NOT_APPLICABLE] = AA_INK_FAINT, [AA_PASS] = AA_INK_GOOD, [AA_NOT_TESTED] = AA_INK_OPEN,
        [AA_UNDECIDED] = AA_INK_OPEN,       [AA_ERROR] = AA_INK_BAD, [AA_FAIL] = AA_INK_BAD,
    };
    return inks[verdict];
}

void aa_lab_chapter(aa_lab *lab, const char *key, bool on_new_page)
{
    const char *title =
        aa_arena_printf(lab->texts[0].words.arena, "%u　%s", ++lab->chapters, aa_lab_word(lab, key, " "));
    if (title == NULL)
        lab->failed = true;
    aa_paper_heading(lab->paper, 1, title == NULL ? "" : title, on_new_page);
}

/* ---- tables of facts
 * ---------------------------------------------------------------------------------------------- */

void aa_lab_facts_begin(aa_lab *lab)
{
    static const double columns[] = {0.24, 0.76};
    aa_paper_table(lab->paper, columns, 2, NULL);
}

void aa_lab_fact(aa_lab *lab, const char *label_key, const char *value)
{
    aa_paper_cell cells[] = {{aa_lab_word(lab, label_key, "\n"), AA_INK_HEAD, NULL},
                             {value, AA_INK_CELL, NULL}};
    if (value[0] != '\0')
        aa_paper_row(lab->paper, cells);
}
