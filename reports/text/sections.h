/*
 * The parts of the text report, in the order in which they are written.
 */
#ifndef AA_REPORTS_TEXT_SECTIONS_H
#define AA_REPORTS_TEXT_SECTIONS_H

#include "reports/text/page.h"

void aa_text_header(aa_page *page);
void aa_text_rows(aa_page *page);      /* each table: its verdict and its rows */
void aa_text_failures(aa_page *page);  /* what fails, and how to fix it */
void aa_text_undecided(aa_page *page); /* what could not be told, and why */
void aa_text_answers(aa_page *page);   /* what people answered */
void aa_text_others(aa_page *page);    /* found, but decides nothing */
void aa_text_passing(aa_page *page);   /* evidence for passing and inventories, when verbose */
void aa_text_coverage(aa_page *page);
void aa_text_footer(aa_page *page);

/* The findings at |indices| (of one check), each with its sentence and place. */
void aa_text_findings(aa_page *page, size_t indent, const size_t *indices, size_t count);

#endif
