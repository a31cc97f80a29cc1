/*
 * Lines of the text report: words, wrapping, columns and colour.
 */
#ifndef AA_REPORTS_TEXT_PAGE_H
#define AA_REPORTS_TEXT_PAGE_H

#include <appassay/report.h>

#include "reports/common/causes.h"
#include "reports/common/wording.h"
#include "reports/document/restore.h"

typedef enum aa_style {
    AA_STYLE_PLAIN,
    AA_STYLE_STRONG,
    AA_STYLE_FAINT,
    AA_STYLE_GOOD,
    AA_STYLE_BAD,
    AA_STYLE_OPEN, /* neither: undecided */
} aa_style;

/* What every section of the report needs. Texts live in |words.arena|. */
typedef struct aa_page {
    aa_str *out;
    aa_restored *from;
    const json_t *root; /* of the document */
    const aa_result *result; /* |from|'s */
    aa_causes causes;
    aa_words words;
    size_t apk_count; /* of the app itself: one that is only packed inside it does not count */
    size_t columns;
    bool color;
    bool verbose;
} aa_page;

/*
 * Makes |page| of the document, |page->from| included, to be written to |out|. False when memory is out;
 * released by aa_page_close() either way.
 */
bool aa_page_open(aa_page *page, const aa_document *document, const aa_report_options *options, aa_str *out);

/* Releases the page. What failed makes |page->out| fail. */
void aa_page_close(aa_page *page);

/* The text of |key| in headings.tsv. */
const char *aa_page_word(aa_page *page, const char *key);

/* That text with its placeholders filled; the arguments end with NULL. */
const char *aa_page_fill(aa_page *page, const char *key, const char *const *args);

/* "verdict.KEY" and the like: texts whose key is made of a family and a stable word. */
const char *aa_page_family(aa_page *page, const char *family, const char *key);

void aa_page_blank(aa_page *page);

/* An empty line, then a heading. */
void aa_page_heading(aa_page *page, const char *text);

/* Wrapped text, every line indented by |indent| columns. */
void aa_page_text(aa_page *page, size_t indent, aa_style style, const char *text);

/* |label| in |label_columns| columns at |indent|, then |text| wrapped beside it. */
void aa_page_labelled(aa_page *page, size_t indent, const char *label, size_t label_columns, aa_style style,
                      const char *text);

/* One row of a table. Cells are wrapped side by side, two columns apart. */
typedef struct aa_cell {
    const char *text;
    size_t columns; /* 0: no cell */
    aa_style style;
} aa_cell;

#define AA_CELLS_MAX 4

void aa_page_cells(aa_page *page, size_t indent, const aa_cell *cells, size_t count);

/* "broker 1, 8–10; mas 4.1.2.3.1"; all rows of a table as "broker (all 19)". */
const char *aa_page_rows(aa_page *page, const aa_row_set *rows);

/* Adds |more| to |rows|, which begins as {NULL, 0}. False when memory is out. */
bool aa_page_merge_rows(aa_page *page, aa_row_set *rows, const aa_row_set *more);

/* The sentence of a finding, its arguments filled in. */
const char *aa_page_message(aa_page *page, const aa_finding *finding);

/* Where a finding was seen; "" when it has no place. */
const char *aa_page_place(aa_page *page, const aa_place *place);

/* Why the row stands as it does: what decided, in one line. */
const char *aa_page_row_summary(aa_page *page, const aa_judgement *judgement, const aa_row_result *row);

/* The title of a row, with a mark when it is for reference only. */
const char *aa_page_row_title(aa_page *page, const aa_row *row);

/* How a verdict looks: a sign that needs no colour, its word, and the style for both. */
const char *aa_page_verdict(aa_page *page, aa_verdict verdict);
aa_style aa_verdict_style(aa_verdict verdict);

#endif
