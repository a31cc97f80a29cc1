/*
 * The program as its builders see it. Internal to program_*.c.
 */
#ifndef AA_CODE_PROGRAM_INTERNAL_H
#define AA_CODE_PROGRAM_INTERNAL_H

#include "code/program.h"

/* An open-addressing table of ids by a 64-bit key; equality is the caller's business. */
typedef struct aa_id_table {
    uint64_t *keys;
    uint32_t *ids; /* AA_NO_ID: free */
    size_t mask;   /* capacity - 1; capacity is a power of two above the number of entries */
} aa_id_table;

bool aa_id_table_init(aa_id_table *table, aa_arena *arena, size_t entries);
/* The first slot at or after |slot| that is free or has |key|. Begin with aa_id_table_slot(). */
size_t aa_id_table_slot(const aa_id_table *table, uint64_t key);
size_t aa_id_table_probe(const aa_id_table *table, uint64_t key, size_t slot);
void aa_id_table_put(aa_id_table *table, size_t slot, uint64_t key, uint32_t id);

uint64_t aa_hash_bytes(aa_bytes text);
uint64_t aa_hash_mix(uint64_t a, uint64_t b);

/* References of one kind, in order of (in, pc), and the same by what they refer to. */
typedef struct aa_ref_index {
    uint32_t *first; /* of each target in |order|; one more than there are targets */
    uint32_t *order; /* positions in the list of references */
} aa_ref_index;

typedef struct aa_unit_maps {
    uint32_t *types, *methods, *fields; /* index in the unit to id */
    uint64_t *protos;                   /* hash of each prototype */
    size_t type_count, method_count, field_count, proto_count;
} aa_unit_maps;

struct aa_program {
    aa_arena *arena;
    const aa_unit *units;
    size_t unit_count;
    const aa_limits *limits;
    aa_unit_maps *maps;
    aa_type *types;
    size_t type_count, types_defined, type_capacity;
    aa_method *methods;
    size_t method_count, methods_defined, method_capacity;
    aa_field *fields;
    size_t field_count, fields_defined, field_capacity;
    aa_type_id *interface_ids;
    size_t interface_count;
    aa_id_table by_descriptor, by_member, by_field;
    uint32_t *child_first; /* by type, into |children| */
    aa_type_id *children;
    aa_method_id *by_signature; /* all methods, by signature, then id */
    aa_method_id *by_name;      /* all methods, by hash of the name, then id */
    uint64_t *name_hashes;      /* by method */
    aa_call_ref *calls;
    size_t call_count;
    uint32_t *call_first; /* by defined method */
    const aa_call_ref **calls_by_target;
    uint32_t *calls_to_first;
    aa_field_ref *field_refs;
    size_t field_ref_count;
    const aa_field_ref **field_refs_by_target;
    uint32_t *field_refs_first;
    uint32_t *field_first; /* by defined method, into |field_refs| */
    aa_type_ref *type_refs;
    size_t type_ref_count;
    const aa_type_ref **type_refs_by_target;
    uint32_t *type_refs_first;
    uint32_t *type_first; /* by defined method, into |type_refs| */
    aa_string_ref *string_refs;
    size_t string_ref_count;
    uint64_t insns;
};

/* Steps of building, in this order. False: memory is out. */
bool aa_program_define_types(aa_program *p, aa_notes *notes);
bool aa_program_define_members(aa_program *p, aa_notes *notes);
bool aa_program_link(aa_program *p, aa_notes *notes);
bool aa_program_sweep(aa_program *p, unsigned threads, aa_notes *notes);
bool aa_program_index(aa_program *p);

/* The id of a type, made when it is new. AA_NO_ID: memory is out. */
aa_type_id aa_program_intern_type(aa_program *p, aa_bytes descriptor);

/* Supertypes of |type| that have to be looked at, itself first; bounded, so that cycles end. */
#define AA_SUPERTYPES_MAX 256
size_t aa_program_supertypes(const aa_program *p, aa_type_id type, aa_type_id out[AA_SUPERTYPES_MAX]);

uint64_t aa_method_key(aa_type_id owner, uint64_t signature);

#endif
