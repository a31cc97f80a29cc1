/*
 * The sentences of a document in one language. A result holds ids and values; titles, reasons and fixes come
 * from the checks and rule books compiled in, found by these ids. What a result of another version names and
 * this one lacks is shown by its id.
 */
#ifndef AA_REPORTS_DOCUMENT_TEXTS_H
#define AA_REPORTS_DOCUMENT_TEXTS_H

#include "reports/common/wording.h"
#include "reports/document/document.h"

#define AA_TEXTS_TABLES 16

typedef struct aa_texts {
    const aa_document *document;
    aa_words words; /* its arena holds every text; words.failed: memory ran out, some text is "" */
    const aa_table *tables[AA_TEXTS_TABLES]; /* of the document's judgements */
    size_t table_count;
} aa_texts;

/* False: memory is out. Closed by aa_texts_close() either way. */
bool aa_texts_open(aa_texts *texts, const aa_document *document, aa_lang lang);
void aa_texts_close(aa_texts *texts);

/* The check |id|, or NULL. */
const aa_check *aa_texts_check(const aa_texts *texts, const char *id);

/* Texts of the check |id|; the id itself for a title that is not known, "" for the others. */
const char *aa_texts_title(const aa_texts *texts, const char *id);
const char *aa_texts_why(const aa_texts *texts, const char *id);
const char *aa_texts_fix(const aa_texts *texts, const char *id);
const char *aa_texts_limits(const aa_texts *texts, const char *id);

/*
 * What |check| (NULL: none) says by |finding| (an element of "findings"), with its arguments filled in:
 * harmless on one line, long arguments cut. NULL: it has no such message.
 */
const char *aa_finding_sentence(aa_words *words, const aa_check *check, const json_t *finding);

/* The same; a message that is not known is its key. */
const char *aa_texts_message(aa_texts *texts, const json_t *finding);

/* Where |place| is, as aa_place_put() writes it; "" for a place that says nothing. */
const char *aa_texts_place(aa_texts *texts, const json_t *place, bool name_artifact);

/* The rule book |standard|, and its row |id|; NULL when they are not known. */
const aa_table *aa_texts_table(const aa_texts *texts, const char *standard);
const aa_row *aa_texts_row(const aa_texts *texts, const char *standard, const char *id);

/* Titles and criteria of a row, the question of a slot; "" when they are not known. */
const char *aa_texts_row_title(const aa_texts *texts, const char *standard, const char *id);
const char *aa_texts_criterion(const aa_texts *texts, const char *standard, const char *id);
const char *aa_texts_question(const aa_texts *texts, const char *standard, const char *id, const char *slot);

#endif
