/*
 * resources.arsc: the resource table of an Android package, all configurations.
 *
 * Source: AOSP frameworks/base/libs/androidfw/LoadedArsc.cpp, AssetManager2.cpp,
 * include/androidfw/ResourceTypes.h.
 */
#ifndef AA_DECODE_ARSC_H
#define AA_DECODE_ARSC_H

#include "decode/axml.h"

typedef struct aa_arsc aa_arsc;

/* ResTable_config, the parts that rules need. Zero means "any". */
typedef struct aa_arsc_config {
    char locale[32];      /* "zh-TW", "b+sr+Latn", "" */
    uint16_t sdk_version; /* -vN */
    uint16_t density;
    uint8_t ui_mode_night; /* 0 any, 1 no, 2 yes */
    bool other;            /* some other qualifier is set */
} aa_arsc_config;

typedef struct aa_arsc_bag_item {
    uint32_t key; /* resource id of the attribute, or ATTR_* for arrays and plurals */
    aa_res_value value;
} aa_arsc_bag_item;

typedef struct aa_arsc_value {
    aa_arsc_config config;
    bool is_bag;
    aa_res_value value;            /* when not a bag */
    uint32_t parent;               /* of a bag */
    const aa_arsc_bag_item *items; /* of a bag */
    size_t item_count;
    uint64_t offset; /* of the entry, bytes into the table */
} aa_arsc_value;

/*
 * Reads |data|, which must outlive the table: entries are decoded when they are asked for. Sparse, compact
 * and 16-bit-offset types, libraries and staged aliases are read as LoadedArsc does; overlayable declarations
 * are skipped; resources behind a feature flag count as values like the others. Notes arsc.* codes; a damaged
 * part is a gap note and the rest is kept. Asking may add notes too, so |notes| must outlive the table, and
 * fills caches, so a table may be used by one thread at a time. Errors: AA_E_FORMAT nothing readable,
 * AA_E_LIMIT, AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_arsc_parse(aa_arena *arena, aa_bytes data, const aa_limits *limits, aa_notes *notes,
                                  aa_arsc **out);

/*
 * All values of |id|, default configuration first where there is one, else in table order. 0: unknown id, or
 * memory ran out, which aa_arsc_failed() tells. Packages of one id count as one; id 0x00...... means the
 * table's own package.
 */
size_t aa_arsc_values(const aa_arsc *arsc, uint32_t id, const aa_arsc_value **out);

/* True when memory ran out while answering: answers since then may lack something. */
bool aa_arsc_failed(const aa_arsc *arsc);

/* "xml", "network_security_config" for an id; "" for a name that the table does not have. False: unknown id.
 */
bool aa_arsc_name(const aa_arsc *arsc, uint32_t id, const char **type_out, const char **entry_out);

/* The first id of type/name in the packages of the table; 0 when there is none. */
uint32_t aa_arsc_find(const aa_arsc *arsc, const char *type, const char *name);

/*
 * Follows references from |value| (at most 20 steps, as AssetManager2 does; a cycle ends there) to every
 * plain value it can take over all configurations. Writes up to |max| values, returns how many there
 * are. A reference that cannot be followed is given as it is: out of the table (framework, missing), to a
 * bag, back to where it came from, or beyond the steps.
 */
size_t aa_arsc_resolve(const aa_arsc *arsc, aa_res_value value, aa_res_value *out, size_t max);

/*
 * Calls |visit| for each resource in id order, with all its values. Stops when it returns false. |values| and
 * their items are gone when |visit| returns, which must not begin another round; texts and names stay.
 */
void aa_arsc_each(const aa_arsc *arsc,
                  bool (*visit)(void *context, uint32_t id, const char *type, const char *name,
                                const aa_arsc_value *values, size_t count),
                  void *context);

#endif
