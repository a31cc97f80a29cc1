/*
 * The HTML report: one page in both languages, complete without script. Its parts write through the functions
 * below, which escape all that comes from the document.
 */
#ifndef AA_REPORTS_HTML_PAGE_H
#define AA_REPORTS_HTML_PAGE_H

#include <appassay/report.h>

#include "base/str.h"
#include "base/vec.h"
#include "reports/document/codes.h"
#include "reports/document/texts.h"

/* Where the records of one check stand in the report: by the worst of them. */
typedef enum aa_html_group {
    AA_GROUP_FLAW,    /* a defect was found */
    AA_GROUP_MISSING, /* a protection was looked for and not found */
    AA_GROUP_OPEN,    /* seen, but cannot be told */
    AA_GROUP_HINT,    /* found, never decides */
    AA_GROUP_GOOD,    /* a protection was found, or what was looked at is in order */
    AA_GROUP_LIST,    /* inventories, and what helps a person to answer */
    AA_GROUP_NOTHING, /* the app has nothing that the check is about */
    AA_GROUP_COUNT
} aa_html_group;

/* The records of one check. */
typedef struct aa_html_check {
    const char *id;
    aa_html_group group;
    aa_check_kind kind;
    aa_severity severity;   /* of its worst hit */
    const size_t *findings; /* indices, hits first, then what cannot be told, what is clear, what is absent */
    size_t count;
    json_t *rows; /* a set of "row-8" anchors, each with "broker 8" as value; borrowed from the page */
} aa_html_check;

typedef struct aa_html {
    aa_str *out;
    const json_t *root;
    const json_t *findings;
    aa_texts texts[AA_LANG_COUNT];
    aa_arena *arena;    /* of texts[0] */
    aa_lang lang;       /* shown first; the other is a click away */
    bool folder;        /* style and script are files beside the page */
    bool failed;        /* memory ran out */
    json_t *index;      /* fingerprint: index of its first finding */
    json_t *beginnings; /* of fingerprints: how many begin alike */
    json_t *rows;       /* id of a check: the rows that name its findings */
    aa_html_check *checks;
    size_t check_count;
} aa_html;

/* Renders |document| to |out|; failure shows in aa_str_ok(). */
void aa_html_render(const aa_document *document, aa_lang lang, bool folder, aa_str *out);

/* ---- writing ------------------------------------------------------------------------------------------- */

/*
 * Appends |markup| with these replaced:
 *   $0 to $9       that element of |args| (NULL-terminated), escaped, cut when very long
 *   @{key}         the text of that key in both languages, its {0} to {9} filled with |args|
 *   @{file:key}    the same from another file of words ("notes")
 * A key may hold "$0": "@{verdict.$0}". A text that is not there is shown as the key's last part.
 */
void aa_html_put(aa_html *h, const char *markup, const char *const *args);

/* Markup that holds nothing to replace. */
void aa_html_raw(aa_html *h, const char *markup);

/* |text| escaped, harmless, cut when very long. */
void aa_html_text(aa_html *h, const char *text);

/* |text| as part of a quoted attribute: escaped, not cut. */
void aa_html_attribute(aa_html *h, const char *text);

/* The text of |key|, as in "@{key}", in one language; not escaped. */
const char *aa_html_words(aa_html *h, aa_lang lang, const char *key);

/* One sentence in both languages: once when they are the same; nothing for NULL. */
void aa_html_both(aa_html *h, const char *english, const char *chinese);

/* ---- what several parts show --------------------------------------------------------------------------- */

/* The check |id|, or NULL when nothing was recorded by it. */
const aa_html_check *aa_html_find_check(const aa_html *h, const char *id);

const json_t *aa_html_finding(const aa_html *h, size_t index);

/* The finding called |fingerprint|, or NULL. */
const json_t *aa_html_named(const aa_html *h, const char *fingerprint);

/* What of |fingerprint| stands in anchors and links, after "f-": its beginning when no other begins alike. */
const char *aa_html_finding_anchor(aa_html *h, const char *fingerprint);

/* Title of a check, and of one with a link to its card. */
void aa_html_title(aa_html *h, const char *id);
void aa_html_link(aa_html *h, const char *id);

/* The sentence of a finding. */
void aa_html_message(aa_html *h, const json_t *finding);

/* True when the title of |check| names a flaw that the app does not have. */
bool aa_html_is_denied(const aa_html_check *check);

/* What a person answered, and what the program had said of a row that a person decided; nothing for none. */
void aa_html_answer(aa_html *h, const json_t *answer, bool expired);
void aa_html_overridden(aa_html *h, const json_t *row);

/* A sign and a word for a verdict ("fail"). */
void aa_html_verdict(aa_html *h, const char *verdict);

/* Chips with links to |rows|, as in aa_html_check. */
void aa_html_row_links(aa_html *h, json_t *rows);

/* The anchor of a row: "row-8" in the table judged first, "row-mas-8" in the others. In the arena. */
const char *aa_html_anchor(aa_html *h, size_t judgement, const char *row);

const char *aa_html_number(aa_html *h, uint64_t value);
const char *aa_html_format(aa_html *h, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* |text|, or "" for NULL: a NULL among arguments would end them. */
const char *aa_html_or(const char *text, const char *otherwise);

/* A table of the objects (or texts) in |list|, its columns being their keys; nothing when it is empty. */
void aa_html_list(aa_html *h, const char *name, const json_t *list);

/* A table of its own with the captions |columns|, ended with NULL, as keys of words; |total| rows follow, of
 * which AA_HTML_ROWS at most are to be shown. */
#define AA_HTML_ROWS 300
void aa_html_open_table(aa_html *h, const char *caption, const char *const *columns);
void aa_html_close_table(aa_html *h, size_t total);

/* Opens a section with a heading; the caller closes </section>. */
void aa_html_section(aa_html *h, const char *id);

/* ---- parts, in their order ----------------------------------------------------------------------------- */

void aa_html_head(aa_html *h);
void aa_html_identity(aa_html *h);
void aa_html_summary(aa_html *h);
void aa_html_files(aa_html *h); /* within the overview */
void aa_html_grid(aa_html *h);
void aa_html_rows(aa_html *h);
void aa_html_findings(aa_html *h);
void aa_html_network(aa_html *h);
void aa_html_transport(aa_html *h, const json_t *transport); /* within network */
void aa_html_permissions(aa_html *h);
void aa_html_components(aa_html *h);
void aa_html_native(aa_html *h);
void aa_html_secrets(aa_html *h);
void aa_html_inventory(aa_html *h);
void aa_html_coverage(aa_html *h);
void aa_html_about(aa_html *h);
void aa_html_foot(aa_html *h);

/* True when the report has that part ("network"). */
bool aa_html_has(const aa_html *h, const char *section);

#endif
