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
    char locale[16];      /* "zh-TW", "b+sr+Latn", "" */
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
 * Reads |data| into |arena|; |data| may be released afterwards. Sparse, compact and 16-bit-offset types,
 * overlays, libraries and staged aliases are read as LoadedArsc does. Notes arsc.* codes; a damaged
 * part is a gap note and the rest is kept.
 * Errors: AA_E_FORMAT nothing readable, AA_E_LIMIT, AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_arsc_parse(aa_arena *arena, aa_bytes data, const aa_limits *limits, aa_notes *notes,
                                  aa_arsc **out);

/* All values of |id|, default configuration first where there is one, else in table order. 0: unknown id. */
size_t aa_arsc_values(const aa_arsc *arsc, uint32_t id, const aa_arsc_value **out);

/* "xml", "network_security_config" for an id. False for an unknown id. */
bool aa_arsc_name(const aa_arsc *arsc, uint32_t id, const char **type_out, const char **entry_out);

/* The id of type/name in the app's own packages; 0 when there is none. */
uint32_t aa_arsc_find(const aa_arsc *arsc, const char *type, const char *name);

/*
 * Follows references from |value| (at most 20 steps, as AssetManager2 does; a cycle ends there) to every
 * plain value it can take over all configurations. Writes up to |max| values, returns how many there
 * are. A reference that leads outside the table (framework, missing) is given as it is.
 */
size_t aa_arsc_resolve(const aa_arsc *arsc, aa_res_value value, aa_res_value *out, size_t max);

/* Calls |visit| for each resource in id order, with all its values. Stops when it returns false. */
void aa_arsc_each(const aa_arsc *arsc,
                  bool (*visit)(void *context, uint32_t id, const char *type, const char *name,
                                const aa_arsc_value *values, size_t count),
                  void *context);

#endif
