/*
 * Where the bytecode of an app lives. Internal to the facts layer.
 */
#ifndef AA_FACTS_CODE_STORE_H
#define AA_FACTS_CODE_STORE_H

#include "facts/code.h"
#include "facts/source.h"

struct aa_code_store {
    aa_arena *arena;
    aa_vec contents; /* of aa_zip_content: what the units read from */
    aa_vec units;    /* of aa_unit */
    aa_limits limits;
    aa_program *program;
    aa_reach_map *reach;
    aa_shapes *shapes;
    aa_code_base base;
    aa_code *read; /* what read the code last, for who asks next; NULL: nobody did */
    aa_code_times times;
};

/* Every DEX file of every APK, as units in the order of the class path. What is wrong with them joins the
 * notes of |source|, which remembers memory failure. */
void aa_read_dex_files(aa_source *source, aa_code_store *store);

/* What the manifest and the layouts name, in order; of aa_entry in |entries|, names in the facts' arena.
 * Memory failure is remembered by |source|. */
void aa_collect_entries(aa_source *source, const aa_facts *facts, aa_vec *entries);
void aa_collect_resource_entries(aa_source *source, const aa_facts *facts, aa_vec *entries);

#endif
