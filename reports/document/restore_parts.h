/*
 * The parts of aa_document_restore() that have files of their own.
 */
#ifndef AA_REPORTS_DOCUMENT_RESTORE_PARTS_H
#define AA_REPORTS_DOCUMENT_RESTORE_PARTS_H

#include "reports/document/document.h"

/* The members of |place|; texts are the document's. */
aa_place aa_restore_place(const json_t *place);

/* The texts of |list|, NULL-terminated. NULL: memory is out. */
const char *const *aa_restore_texts(aa_arena *arena, const json_t *list);

/* False: memory is out. */
bool aa_restore_findings(const aa_document *document, aa_arena *arena, aa_result *result);

/* The same; the findings are there already. */
bool aa_restore_judgements(const aa_document *document, aa_arena *arena, aa_result *result);

#endif
