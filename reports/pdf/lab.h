/*
 * The laboratory's report while it is written: the document, the words of one language or two, numbers of
 * findings and evidence.
 */
#ifndef AA_REPORTS_PDF_LAB_H
#define AA_REPORTS_PDF_LAB_H

#include <appassay/report.h>

#include "reports/document/texts.h"
#include "reports/pdf/paper.h"

/* The findings of one check, told together. */
typedef struct aa_lab_group {
    const char *check;
    aa_severity severity; /* the worst */
    const json_t **findings;
    size_t count;
    const char *name; /* "f3", to link to */
} aa_lab_group;

typedef struct aa_lab {
    aa_paper *paper;
    const json_t *root, *report; /* |report|: what the answer sheet says of the test; NULL: there is none */
    aa_texts texts[AA_LANG_COUNT];
    size_t langs; /* texts in use: one, or Chinese and English */
    aa_lab_group *groups;
    size_t group_count;
    const json_t **evidence; /* files named by answers, each once by SHA-256 */
    size_t evidence_count;
    unsigned chapters, annexes; /* begun so far */
    bool failed;
} aa_lab;

/* Opens the words and numbers what will be told. False: memory is out. Closed by aa_lab_close() either way.
 */
bool aa_lab_open(aa_lab *lab, const aa_document *document, const aa_report_options *options);
void aa_lab_close(aa_lab *lab);

/* The parts, in their order. */
void aa_lab_cover(aa_lab *lab);
void aa_lab_front(aa_lab *lab);   /* item, scope, schedule, method, people */
void aa_lab_summary(aa_lab *lab); /* verdicts of the tables */
void aa_lab_results(aa_lab *lab); /* every row, then the grounds of each */
void aa_lab_findings(aa_lab *lab);
void aa_lab_conclusion(aa_lab *lab);
void aa_lab_annexes(aa_lab *lab);

/* ---- words: of each language in use, joined by |separator| ------------------------------------------------
 */

const char *aa_lab_word(aa_lab *lab, const char *key, const char *separator);
/* With placeholders filled; the arguments are the same in both languages and end with NULL. */
const char *aa_lab_fill(aa_lab *lab, const char *key, const char *const *args, const char *separator);
/* "verdict.pass" of the family and a stable word. */
const char *aa_lab_family(aa_lab *lab, const char *family, const char *word, const char *separator);
const char *aa_lab_join(aa_lab *lab, const char *a, const char *separator, const char *b);
/* The document's own text on lines of its own: harmless, and "" for NULL. */
const char *aa_lab_plain(aa_lab *lab, const char *text);
/* The same, or the words for a field that was not filled in. */
const char *aa_lab_or_blank(aa_lab *lab, const char *text);
const char *aa_lab_number(aa_lab *lab, uint64_t value);

/* The report in one of its languages alone; what failed in it is taken |back|. */
aa_lab aa_lab_in(const aa_lab *lab, size_t index);
void aa_lab_back(aa_lab *lab, size_t index, const aa_lab *one);

/* The ink for a verdict. */
aa_ink aa_lab_ink(aa_verdict verdict);

/* The number of the group of |finding| (a fingerprint), from 1; 0: it is in none. */
size_t aa_lab_group_of(const aa_lab *lab, const char *fingerprint);
/* The number of an evidence file by its SHA-256, from 1; 0: unknown. */
size_t aa_lab_evidence_of(const aa_lab *lab, const char *sha256);
const json_t *aa_lab_finding(const aa_lab *lab, const char *fingerprint);

/* A list of arguments for aa_lab_fill(). */
#define AA_LAB_ARGS(...) ((const char *const[]){__VA_ARGS__, NULL})

/* The heading of the next chapter, with its number. */
void aa_lab_chapter(aa_lab *lab, const char *key, bool on_new_page);

/* A table of two columns: labels and values. */
void aa_lab_facts_begin(aa_lab *lab);
void aa_lab_fact(aa_lab *lab, const char *label_key, const char *value);

#endif
