/*
 * What cairo 1.16 leaves out of a tagged PDF: that it is tagged, its language, that readers show the title,
 * and the one element that all others stand in (ISO 32000-1, 7.7.2, 14.7.2, 14.8.4.2, 14.9.2).
 */
#ifndef AA_REPORTS_PDF_CATALOG_H
#define AA_REPORTS_PDF_CATALOG_H

#include <stdbool.h>

#include "base/str.h"

/*
 * Appends an incremental update (7.5.6) to the PDF that |pdf| holds from |start| on. False: what is there is
 * no PDF as cairo writes it, or memory is out; it is then left as it was.
 */
bool aa_catalog_complete(aa_str *pdf, size_t start, const char *language);

#endif
