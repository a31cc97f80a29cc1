/*
 * What reports for programs share: which findings they tell, how these are known again in the next scan, and
 * how places become paths.
 */
#ifndef AA_REPORTS_MACHINE_MACHINE_H
#define AA_REPORTS_MACHINE_MACHINE_H

#include "reports/text/page.h"

/* A finding known again: in the next release, and in one whose names a shrinker has changed. */
typedef struct aa_identity {
    char exact[AA_SHA256_HEX]; /* check, package, kind of member, path, class, method, message, arguments */
    char shape[AA_SHA256_HEX]; /* the same without names of classes and methods */
    size_t ordinal;            /* from 1, among findings that are the same in everything exact */
} aa_identity;

typedef struct aa_machine {
    aa_page page;
    const aa_result *result; /* the page's */
    aa_words *words;         /* likewise */
    const json_t *from;      /* the findings of the document */
    const char *app;         /* name of the app's file */
    aa_identity *identities; /* one a finding */
    bool **rows;             /* [finding][row of all judgements]: its reasons or evidence name the finding */
    size_t row_total;
} aa_machine;

/* False: memory is out. Closed by aa_machine_close() either way, which makes |out| fail then. */
bool aa_machine_open(aa_machine *m, const aa_document *document, const aa_report_options *options,
                     aa_str *out);
void aa_machine_close(aa_machine *m);

/* True for what asks for action: a flaw (not a hint) in code that is reached, or may be. */
bool aa_machine_is_alert(const aa_finding *finding);

/* Indices of the alerts, worst first, else in the order of the findings; |*count_out| of them. NULL: memory.
 */
const size_t *aa_machine_alerts(aa_machine *m, size_t *count_out);

/* "broker 1, 8": the rows that finding |index| bears on; "" for none. */
const char *aa_machine_rows(aa_machine *m, size_t index);

/*
 * A path for tools that want a file of a repository: the app's file, the member, and for bytecode the source
 * file that the outermost class comes from ("app.apk/classes.dex/com/example/Foo.java"). Percent-encoded when
 * |as_uri|.
 */
const char *aa_machine_path(aa_machine *m, const aa_place *place, bool as_uri);

/* The same of a finding: the developer's own file where the result was mapped to it ("app/src/Foo.java"). */
const char *aa_machine_finding_path(aa_machine *m, const aa_finding *finding, bool as_uri);

/* The same of line |index| of its trace, which does not say its member. */
const char *aa_machine_step_path(aa_machine *m, const aa_finding *finding, size_t index, bool as_uri);

/*
 * Lines for tools that want one, for the |count| findings at |indices|: the line known, else the finding's
 * number among those of its path that have none, so that no two findings share a line that says nothing.
 * NULL: memory.
 */
const size_t *aa_machine_lines(aa_machine *m, const size_t *indices, size_t count);

/* Appends |text| percent-encoded as the path of a relative URI: all but unreserved characters and "/". */
void aa_uri_put(aa_str *s, const char *text);

/* |text| with runs of white space and line ends as single spaces, in the arena. */
const char *aa_machine_one_line(aa_machine *m, const char *text);

#endif
