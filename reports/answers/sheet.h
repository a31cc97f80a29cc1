/*
 * An answer sheet: what people say about the rows of one result, written as YAML (schema appassay.answers/1,
 * reports/answers/README.md), and about the test as a whole, for the laboratory's report.
 */
#ifndef AA_REPORTS_ANSWERS_SHEET_H
#define AA_REPORTS_ANSWERS_SHEET_H

#include "base/hash.h"
#include "reports/answers/fields.h"

#define AA_SHEET_SCHEMA "appassay.answers/1"

typedef struct aa_sheet {
    const aa_yaml *root; /* for the places of faults */
    json_t *content;     /* the whole file, checked; words in their stable form */
    char sha256[AA_SHA256_HEX];
} aa_sheet;

/*
 * Reads |bytes|. Everything that is wrong is told in |faults|. Errors: AA_E_FORMAT or AA_E_LIMIT when there
 * is a fault, AA_E_NOMEM. Released with aa_sheet_done() in any case.
 */
AA_NODISCARD aa_err aa_sheet_read(aa_arena *arena, aa_bytes bytes, aa_faults *faults, aa_sheet *out);
void aa_sheet_done(aa_sheet *sheet);

/* Entry |index| of the list "answers" as it stands in the file, and checked. False past the last. */
bool aa_sheet_entry(const aa_sheet *sheet, size_t index, const aa_yaml **node_out, json_t **entry_out);

/* The table that |entry| is about: its own "standard", or the only one of the sheet; NULL when neither. */
const char *aa_sheet_standard(const aa_sheet *sheet, const json_t *entry);

/*
 * Marks evidence file |index| of |entry| as compared with its SHA-256: "checked" becomes |same|. False when
 * memory is out.
 */
bool aa_sheet_mark_evidence(json_t *entry, size_t index, bool same);

#endif
