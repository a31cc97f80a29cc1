/*
 * SARIF 2.1.0 (OASIS, errata 01) in two profiles, whose demands contradict each other: the standard forbids
 * text regions in binary files (3.30.2), code scanning services require them and take every result for an
 * alert.
 */
#ifndef AA_REPORTS_SARIF_SARIF_H
#define AA_REPORTS_SARIF_SARIF_H

#include "base/json.h"
#include "reports/machine/machine.h"

typedef enum aa_sarif_profile {
    AA_SARIF_ARCHIVE, /* everything: passing, open and failing, rows too; nested files; byte offsets */
    AA_SARIF_GITHUB,  /* alerts only, each with a path, a line and a hash; within the upload limits */
} aa_sarif_profile;

/* A component of the classes, or a function in one. */
typedef struct aa_sarif_symbol {
    const char *full;      /* "com.example.Foo.query(android.net.Uri)" */
    const char *name;      /* "query" */
    const char *decorated; /* "Lcom/example/Foo;->query(Landroid/net/Uri;)V", or NULL */
    const char *kind;      /* "package", "type", "function", "element" */
    const char *parent;    /* |full| of the one around it, or NULL */
} aa_sarif_symbol;

typedef struct aa_sarif_file {
    const char *artifact, *member;
    size_t parent; /* index into the artifacts of the result */
} aa_sarif_file;

typedef struct aa_sarif {
    aa_machine *m;
    aa_json j;
    aa_sarif_profile profile;
    const aa_check_entry **rules; /* by id */
    size_t rule_count;
    const char **cwes, **masvs; /* ids that rules name, sorted */
    size_t cwe_count, masvs_count;
    aa_sarif_file *files; /* members that findings name, sorted; after the artifacts of the result */
    size_t file_count;
    aa_sarif_symbol *symbols; /* by |full| */
    size_t symbol_count;
    const size_t *alerts; /* for code scanning: what is told, worst first */
    size_t alert_count, alerts_left_out;
    const size_t *lines; /* of the alerts */
} aa_sarif;

/* Writes the log to |out|. */
void aa_sarif_write(const aa_document *document, const aa_report_options *options, aa_sarif_profile profile,
                    aa_str *out);

/* ---- parts ----------------------------------------------------------------------------------------------
 */

/* Fills the tables of |s|. False: memory is out. */
bool aa_sarif_collect_rules(aa_sarif *s);
bool aa_sarif_collect_places(aa_sarif *s);

void aa_sarif_tool(aa_sarif *s);
void aa_sarif_taxonomies(aa_sarif *s);
void aa_sarif_policies(aa_sarif *s);
void aa_sarif_artifacts(aa_sarif *s);
void aa_sarif_symbols(aa_sarif *s);
void aa_sarif_results(aa_sarif *s);
void aa_sarif_alerts(aa_sarif *s);

/* {"text": ...}: literal, whatever the app put into it. */
void aa_sarif_message(aa_sarif *s, const char *key, const char *text);

/* Index of the rule of check |id|; of row |row| of judgement |judgement|, which come after the checks. */
size_t aa_sarif_rule(const aa_sarif *s, const char *id);
size_t aa_sarif_row_rule(const aa_sarif *s, size_t judgement, size_t row);

/* "broker/8", the rule of a row. */
const char *aa_sarif_row_id(aa_sarif *s, const aa_judgement *judgement, const aa_row_result *row);

/* References to the taxa of |check|, CWE first; of the rows in |rows| when it is not NULL. */
void aa_sarif_taxa(aa_sarif *s, const aa_check *check, const bool *rows);

/* Members "uri" and "index" of the file that |place| is in; |finding| is the one that lies there, or NULL. */
void aa_sarif_file_at(aa_sarif *s, const char *key, const aa_place *place, const aa_finding *finding);

/* "logicalLocations" of a class and method, or of a path in a document; nothing when there is neither. */
void aa_sarif_logical(aa_sarif *s, const aa_place *place);

/* Relative URI of artifact |index| of the result, or of the file after them. */
const char *aa_sarif_uri(aa_sarif *s, const char *artifact, const char *member);

/* "error", "warning" or "note". */
const char *aa_sarif_level(aa_severity severity);

/* Steps of code. */
void aa_sarif_code_flow(aa_sarif *s, const aa_finding *finding, size_t line);

#endif
