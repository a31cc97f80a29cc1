/*
 * Whether parsed JSON is a result: what reports rely on without asking again.
 */
#ifndef AA_REPORTS_DOCUMENT_SHAPE_H
#define AA_REPORTS_DOCUMENT_SHAPE_H

#include "reports/document/document.h"

/* True when it is; else |why| says in English what is wrong and where. */
bool aa_shape_is_result(const json_t *root, char why[AA_DOCUMENT_WHY]);

#endif
