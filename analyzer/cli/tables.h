/*
 * The rule books compiled in, for verbs that name tables, tiers and rows.
 */
#ifndef AA_CLI_TABLES_H
#define AA_CLI_TABLES_H

#include "base/str.h"
#include "cli/exit.h"
#include "engine/requirements.h"

#define AA_TABLES_MAX 16

typedef struct aa_tables {
    aa_arena *arena;
    aa_table *items[AA_TABLES_MAX];
    size_t count;
} aa_tables;

/* Reads them all. AA_EXIT_OK, or a message has been written. Released by aa_tables_done() either way. */
aa_exit aa_tables_load(aa_tables *tables);
void aa_tables_done(aa_tables *tables);

/* The table called |id|; NULL, with a message in the name of |verb| that suggests one, when there is none. */
const aa_table *aa_tables_find(const aa_tables *tables, const char *verb, const char *id);

/* Appends the ids of the tiers of |table|: "L1, L2, L3, F". */
void aa_put_tier_ids(aa_str *s, const aa_table *table);

#endif
