/*
 * What a resource table looks like inside: types, their configurations, and where each entry stands.
 */
#ifndef AA_DECODE_ARSC_TABLE_H
#define AA_DECODE_ARSC_TABLE_H

#include "decode/arsc.h"
#include "decode/string_pool.h"

#define AA_ARSC_ENTRY  8  /* bytes of ResTable_entry, and of a compact one */
#define AA_ARSC_BAG    16 /* of ResTable_map_entry */
#define AA_ARSC_MAP    12 /* of ResTable_map */
#define AA_ARSC_CONFIG 20 /* where the configuration stands in a type chunk */

typedef struct aa_arsc_package {
    aa_string_pool types; /* names, by type id as in the file */
    aa_string_pool keys;  /* names of entries */
    uint32_t id;
    uint32_t type_offset; /* added to type ids; not to those that index |types| */
} aa_arsc_package;

/* One type in one configuration. */
typedef struct aa_arsc_chunk {
    aa_arsc_package *package;
    aa_bytes bytes;
    uint64_t offset; /* bytes into the table */
    uint32_t entry_count;
    uint32_t entries_start; /* bytes into the chunk */
    uint32_t index_start;
    uint8_t raw_id; /* of the type, as in the file */
    uint8_t flags;
    bool is_default;
    aa_arsc_config config;
} aa_arsc_chunk;

/* Where a value stands. */
typedef struct aa_arsc_ref {
    uint32_t chunk;  /* index into the type's chunks */
    uint32_t offset; /* bytes into that chunk */
    uint16_t entry;
} aa_arsc_ref;

/* A type of all packages that share an id. */
typedef struct aa_arsc_type {
    uint32_t id;       /* 0xPPTT0000 */
    aa_vec chunks;     /* of aa_arsc_chunk, in table order */
    aa_arsc_ref *refs; /* by entry; the default configuration first, then in table order */
    size_t ref_count;
} aa_arsc_type;

typedef struct aa_arsc_cached {
    uint32_t id; /* 0: free */
    const aa_arsc_value *values;
    size_t count;
} aa_arsc_cached;

typedef struct aa_arsc_alias {
    uint32_t staged;
    uint32_t final;
} aa_arsc_alias;

typedef struct aa_arsc_state {
    aa_arena *arena;
    aa_notes *notes;
    const char *artifact;    /* that notes are about */
    const char *member;      /* likewise */
    const aa_limits *limits; /* while reading only */
    uint32_t reference_steps;
    aa_bytes data;
    aa_string_pool pool; /* of values */
    bool has_pool;
    uint32_t own_package; /* id of the first one */
    size_t packages;
    bool resourceless; /* a table says that it has no package, and has none: aapt2 writes one for such apps */
    aa_arsc_type **types[256]; /* by package and type; either may be NULL */
    uint64_t entries;          /* declared, and items of bags: counted against the limit */
    bool limited;              /* noted: too many of them */
    aa_vec aliases;            /* of aa_arsc_alias, by staged id; of the framework only */
    aa_arsc_cached *cache;     /* answers given, by id */
    size_t cache_size;
    size_t cache_used;
    aa_vec values; /* scratch of aa_arsc_each() */
    aa_vec items;
    bool failed; /* memory ran out */
} aa_arsc_state;

struct aa_arsc {
    aa_arsc_state *state;
};

/* What one entry says, checked as VerifyResTableEntry() does. */
typedef struct aa_arsc_entry {
    uint32_t key; /* into the package's key pool */
    bool is_bag;
    uint8_t type; /* of a plain value */
    uint32_t data;
    uint32_t parent; /* of a bag */
    aa_bytes items;  /* ResTable_map records */
} aa_arsc_entry;

/* False when the entry at |offset| of |chunk| does not lie within it. */
bool aa_arsc_read_entry(const aa_arsc_chunk *chunk, uint32_t offset, aa_arsc_entry *out);

/* Reads ResTable_config, of which |bytes| may hold only a first part. */
aa_arsc_config aa_arsc_read_config(aa_bytes bytes);

/* True when nothing is asked of a device: ResTable_config is all zero. */
bool aa_arsc_is_default(aa_bytes bytes);

/* Finds every entry of |type|; notes the damaged ones. */
void aa_arsc_index_type(aa_arsc_state *state, aa_arsc_type *type);

#endif
