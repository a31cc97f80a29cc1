/*
 * A4 pages with running heads, headings, paragraphs and tables, as a tagged PDF with outline and links.
 * Drawn twice: once to count pages and find where headings fall, once for good.
 */
#ifndef AA_REPORTS_PDF_PAPER_H
#define AA_REPORTS_PDF_PAPER_H

#include <cairo.h>
#include <pango/pango.h>

#include "base/str.h"
#include "base/vec.h"

/* Points (1/72 inch). */
#define AA_PAPER_WIDTH  595.28
#define AA_PAPER_HEIGHT 841.89
#define AA_PAPER_SIDE   51.0 /* 18 mm */
#define AA_PAPER_TOP    68.0
#define AA_PAPER_BOTTOM 62.0
#define AA_PAPER_BODY   (AA_PAPER_WIDTH - 2 * AA_PAPER_SIDE)

#define AA_PAPER_COLUMNS 6

/* How text looks. */
typedef enum aa_ink {
    AA_INK_TITLE,
    AA_INK_SUBTITLE,
    AA_INK_H1,
    AA_INK_H2,
    AA_INK_BODY,
    AA_INK_STRONG,
    AA_INK_SMALL,
    AA_INK_CELL,
    AA_INK_HEAD, /* of a table */
    AA_INK_GOOD,
    AA_INK_BAD,
    AA_INK_OPEN, /* neither: undecided, not tested */
    AA_INK_FAINT,
    AA_INK_COUNT
} aa_ink;

/* Where a heading fell when pages were counted. */
typedef struct aa_paper_mark {
    const char *text;
    int level;
    unsigned page;
} aa_paper_mark;

typedef struct aa_paper {
    aa_arena *arena;
    cairo_surface_t *surface;
    cairo_t *cr;
    PangoFontMap *fonts;
    PangoContext *context;
    double y; /* where the next block begins */
    unsigned page, pages;
    const char *head_left, *head_right, *foot_left; /* of each page but the first */
    const char *page_form;                          /* "page {0} of {1}" */
    aa_vec marks;                                   /* of aa_paper_mark, while counting */
    int outline[3];                                 /* the last entry of each level */
    unsigned dests;
    /* The table that is open. */
    const double *columns; /* shares of the body's width */
    size_t column_count;
    const char *const *heads; /* NULL: the table has no head row */
    bool counting;
    bool failed;
} aa_paper;

/* One cell of a row. */
typedef struct aa_paper_cell {
    const char *text;
    aa_ink ink;
    const char *link; /* name of a place in the document, or NULL */
} aa_paper_cell;

/*
 * Begins a document that is written to |out| (NULL: pages are counted only). |chinese| is the language that
 * glyphs are chosen for. False: memory is out. Ended by aa_paper_close() either way.
 */
bool aa_paper_open(aa_paper *paper, aa_arena *arena, aa_str *out, bool chinese);

/* Ends the last page. False: the document could not be made. */
bool aa_paper_close(aa_paper *paper);

/* Title, author, and a date ("2026-11-01") in place of the clock. */
void aa_paper_describe(aa_paper *paper, const char *title, const char *author, const char *creator,
                       const char *day);

/* A heading of level 1 or 2 with its entry in the outline; level 1 begins a page when |on_new_page|. */
void aa_paper_heading(aa_paper *paper, int level, const char *text, bool on_new_page);

/* A paragraph. Lines of |text| are kept. */
void aa_paper_text(aa_paper *paper, aa_ink ink, const char *text);

/* Names the current place, for links. */
void aa_paper_dest(aa_paper *paper, const char *name);

/* Lines of a table of contents. */
void aa_paper_contents(aa_paper *paper, const aa_paper_mark *marks, size_t count);

/* White space; a new page when less than |least| points are left. */
void aa_paper_gap(aa_paper *paper, double points);
void aa_paper_need(aa_paper *paper, double least);
void aa_paper_new_page(aa_paper *paper);

/* A table; |heads| (NULL: none) is repeated on each page that the table runs over. */
void aa_paper_table(aa_paper *paper, const double *columns, size_t count, const char *const *heads);
void aa_paper_row(aa_paper *paper, const aa_paper_cell *cells);
void aa_paper_table_end(aa_paper *paper);

/* A box of |height| points in which a person signs: label above, lines in it. */
void aa_paper_signature(aa_paper *paper, const char *label, const char *name, const char *lines,
                        double height);

/* Whether this machine has a font with the Chinese characters of a report. */
bool aa_paper_has_fonts(void);

#endif
