/*
 * Judging the rows of a result.json again after some of its reasons changed, by the order and the rules of
 * engine/judge.h.
 */
#ifndef AA_REPORTS_ANSWERS_REJUDGE_H
#define AA_REPORTS_ANSWERS_REJUDGE_H

#include <jansson.h>

#include "engine/policy.h"
#include "engine/requirements.h"
#include "reports/answers/yaml.h"

#define AA_REJUDGE_TABLES 16

/* Member of a row while it waits for aa_rejudge(): a person's verdict for what the machine said. */
#define AA_CLAIM "claim"

/* Likewise: what the row becomes when what it is about is not there, by the sheet and not by the policy. */
#define AA_ABSENT_AS "absent_as"

typedef struct aa_rejudge_case {
    aa_faults *faults;
    const aa_policy *policy;
    const aa_table *tables[AA_REJUDGE_TABLES];
    size_t table_count;
    json_t *severities; /* fingerprint of a finding to its severity */
} aa_rejudge_case;

/* Reads the rule books and the policy compiled in. Errors: AA_E_NOMEM. Released with aa_rejudge_close(). */
AA_NODISCARD aa_err aa_rejudge_open(aa_rejudge_case *c, aa_faults *faults);
void aa_rejudge_close(aa_rejudge_case *c);

/* Judges each row of |root| again, rows that sum up last, and the tables. Faults and want of memory show in
 * the case's |faults|. */
void aa_rejudge(aa_rejudge_case *c, json_t *root);

/* The table called |id|, or NULL. */
const aa_table *aa_rejudge_table(const aa_rejudge_case *c, const char *id);

/* True for a question to a person, answered or not. */
bool aa_reason_is_persons(const json_t *reason);

/* What the machine's reasons make of a row that has these; false when there are none of its own. */
bool aa_machine_verdict(const json_t *reasons, aa_verdict *out);

/* The verdict called |name|; AA_ERROR when there is none of that name, which makes nothing better. */
aa_verdict aa_verdict_named(const char *name);

#endif
