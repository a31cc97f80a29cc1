/*
 * The tables of checks/data: one item a line, fields between tabs, "#" starts a comment line.
 */
#ifndef AA_BASE_TSV_H
#define AA_BASE_TSV_H

#include "base/bytes.h"

/* A reading position in a table. */
typedef struct aa_tsv {
    aa_bytes left;
} aa_tsv;

/* At the first line of |text|, or of the data file |name| compiled in (no lines when there is none). */
aa_tsv aa_tsv_of(aa_bytes text);
aa_tsv aa_tsv_open(const char *name);

/*
 * The next line that is neither empty nor a comment, as |count| fields; those that the line does not have
 * are empty, those beyond |count| are left out. False at the end.
 */
bool aa_tsv_next(aa_tsv *table, aa_bytes *fields, size_t count);

/* The line of the data file |name| whose first field is |key|: false when there is none. */
bool aa_tsv_find(const char *name, const char *key, aa_bytes *fields, size_t count);

#endif
