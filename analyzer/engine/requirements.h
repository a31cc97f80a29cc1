/*
 * Rule books: requirement tables as data (checks/requirements/NAME.xml, schema requirements.rng).
 */
#ifndef AA_ENGINE_REQUIREMENTS_H
#define AA_ENGINE_REQUIREMENTS_H

#include <appassay/error.h>
#include <appassay/result.h>

#include "base/arena.h"
#include "facts/facts.h"

/* A tier of a table. Tiers are names in a set, never numbers to compare. */
typedef struct aa_tier {
    const char *id;      /* "三", "第一類", "L3", "F" */
    const char *aliases; /* "3 三 tier3", space-separated; for the command line */
    const char *title[AA_LANG_COUNT];
} aa_tier;

typedef struct aa_slot {
    const char *id; /* "publication-place" */
    const char *question[AA_LANG_COUNT];
    const char *const *prefill; /* ids of inventory/manual checks whose records help to answer */
    size_t prefill_count;
} aa_slot;

/* A control that the row wants to see; any one of |checks| satisfies it. */
typedef struct aa_required_control {
    const char *const *checks;
    size_t check_count;
    unsigned only;   /* AA_PLATFORM_* that has such a thing; 0: all */
    bool advisory;   /* named in the reasons, never decides */
    const char *ask; /* policy key: "fail", "ask" or "advise" says what absence means; NULL: absence fails */
    const char *title[AA_LANG_COUNT];
} aa_required_control;

typedef struct aa_row {
    const char *id;           /* "8", "4.1.2.3.6", "七" */
    const char *const *tiers; /* ids of the tiers it binds; none for a reference row */
    size_t tier_count;
    unsigned only;  /* AA_PLATFORM_* that has what the row is about; 0: all. Elsewhere it is 不適用 */
    bool reference; /* shown with every tier, never part of the verdict (MAS 參考項目) */
    const char *title[AA_LANG_COUNT];
    const char *criterion[AA_LANG_COUNT]; /* in our words: what is looked at, what a binary can show */
    unsigned areas;                       /* AA_AREA_BIT()s it depends on */
    const char *const *awaits; /* ids of checks it depends on that this version does not have yet */
    size_t await_count;
    const aa_required_control *controls;
    size_t control_count;
    const aa_slot *slots;
    size_t slot_count;
    const char *const *takes; /* "broker:15": that row's checks, areas and awaited checks count here too */
    size_t take_count;
    const char *not_applicable;            /* name of an absence proof, or NULL for never */
    const char *rollup;                    /* "8 9 10": the row sums up these rows of its own table; NULL */
    const char *mas, *masvs, *top10, *cwe; /* our mapping, space-separated, "" for none */
    const char *review_years;              /* one for each tier of the table, "1 2 5"; NULL */
} aa_row;

typedef struct aa_table {
    const char *id; /* "broker" */
    const char *edition;
    const char *source[AA_LANG_COUNT];
    const char *title[AA_LANG_COUNT];
    const char *default_tier;
    const char *fail_at_key; /* policy key of the severity from which a defect fails a row */
    const aa_tier *tiers;
    size_t tier_count;
    const aa_row *rows;
    size_t row_count;
} aa_table;

/*
 * Reads one rule book. Errors: AA_E_FORMAT (|*detail_out|, when not NULL, says what and where),
 * AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_table_parse(aa_arena *arena, aa_bytes xml, const char **detail_out, aa_table **out);

/* The tables compiled in, by index. AA_E_NOTFOUND past the last. */
AA_NODISCARD aa_err aa_table_builtin(aa_arena *arena, size_t index, aa_table **out);

/* The tier that |text| names (id, alias, or tiers joined by "+"); false when there is none. */
bool aa_table_has_tier(const aa_table *table, const char *text);

/* The tiers that |text| names, by id and in table order: "L3+F". NULL: memory is out. */
const char *aa_table_tier_name(aa_arena *arena, const aa_table *table, const char *text);

/* The row called |id|, or NULL. */
const aa_row *aa_table_row(const aa_table *table, aa_bytes id);

/* True when |row| binds a tier that |tier_text| names; false for a reference row. */
bool aa_row_in_tier(const aa_table *table, const aa_row *row, const char *tier_text);

#endif
