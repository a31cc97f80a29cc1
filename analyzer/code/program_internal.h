/*
 * The program as its builders see it. Internal to program_*.c.
 */
#ifndef AA_CODE_PROGRAM_INTERNAL_H
#define AA_CODE_PROGRAM_INTERNAL_H

#include "code/program.h"

/* ---- things that are one when they are equal --------------------------------------------------------- */

/*
 * Ids by hash, given in order from 0 on. Hostile names can be made to have one hash: a walk ends after
 * AA_WALK_STEPS, and what is not found by then is refused, never mistaken for something else.
 */
typedef struct aa_id_table {
    uint32_t *heads; /* by the low bits of the key: id + 1 */
    uint32_t *next;  /* by id: id + 1 */
    uint64_t *keys;  /* by id */
    size_t mask, count, capacity;
} aa_id_table;

#define AA_WALK_STEPS 256

typedef struct aa_id_walk {
    uint64_t key;
    uint32_t at; /* id + 1 */
    uint32_t steps;
} aa_id_walk;

bool aa_id_table_init(aa_id_table *table, aa_arena *arena, size_t capacity);

static inline aa_id_walk aa_id_walk_of(const aa_id_table *table, uint64_t key)
{
    return (aa_id_walk){key, table->heads[key & table->mask], 0};
}

/* The next id that has the key; AA_NO_ID: no more. */
static inline uint32_t aa_id_walk_next(const aa_id_table *table, aa_id_walk *walk)
{
    while (walk->at != 0 && walk->steps < AA_WALK_STEPS) {
        uint32_t id = walk->at - 1;
        walk->at = table->next[id];
        walk->steps++;
        if (table->keys[id] == walk->key)
            return id;
    }
    return AA_NO_ID;
}

/* The id made for the key of |walk|, which found nothing; AA_NO_ID: too many have hashes like it. */
uint32_t aa_id_table_add(aa_id_table *table, const aa_id_walk *walk);

uint64_t aa_hash_bytes(aa_bytes text);

/* For one |b|, different |a| give different hashes: one number, or two of 32 bits, need no comparison. */
static inline uint64_t aa_hash_mix(uint64_t a, uint64_t b)
{
    uint64_t h = (a ^ (b + UINT64_C(0x9E3779B97F4A7C15))) * UINT64_C(0xBF58476D1CE4E5B9);
    h ^= h >> 29;
    h *= UINT64_C(0x94D049BB133111EB);
    return h ^ h >> 32;
}

static inline uint64_t aa_hash_pair(uint32_t a, uint32_t b)
{
    return aa_hash_mix((uint64_t)a << 32 | b, 0);
}

/* ---- the program ------------------------------------------------------------------------------------- */

/* Nothing but a class or an annotation can name a type, prototype, field or method past this. */
#define AA_INDEX_16 UINT32_C(65536)

typedef struct aa_unit_maps {
    uint32_t *types, *methods, *fields; /* index in the unit to id */
    size_t type_count, method_count, field_count, proto_count;
    /* While it is built: */
    uint32_t *sites; /* index of a call site to the implementation of a lambda */
    size_t site_count;
    uint32_t *protos;   /* index to number of the prototype */
    uint32_t *names;    /* string index to number of the name + 1 */
    uint64_t text_left; /* bytes of names that may still be read */
    bool names_lost;    /* some were not, or could not be told apart */
} aa_unit_maps;

/* |type| inherits |method| where one of its interfaces asks for it, and the method's class does not know the
 * interface. */
typedef struct aa_lent {
    uint32_t signature;
    aa_method_id method;
    aa_type_id type;
} aa_lent;

/* The same where the interface is the platform's. */
typedef struct aa_lent_out {
    aa_method_id method;
    aa_platform_class interface;
} aa_lent_out;

typedef struct aa_proto_place {
    uint32_t unit, index; /* unit AA_NO_ID: damaged, equal to none */
} aa_proto_place;

struct aa_program {
    aa_arena *arena, *scratch; /* scratch: while it is built */
    const aa_unit *units;
    size_t unit_count;
    const aa_limits *limits;
    aa_unit_maps *maps;

    aa_type *types;
    size_t type_count, types_defined, type_capacity;
    aa_id_table by_descriptor;
    aa_type_id *interface_ids;
    size_t interface_count;
    uint32_t *child_first; /* by type, into |children| */
    aa_type_id *children;
    uint32_t *super_first; /* by type, into |supers| */
    aa_type_id *supers;

    aa_id_table by_text; /* names of methods and fields */
    aa_bytes *names;
    aa_id_table by_proto; /* while it is built */
    aa_proto_place *protos;
    aa_id_table by_pair;       /* while it is built: names with prototypes to signatures */
    uint32_t *signature_names; /* by signature */
    size_t signature_count;

    aa_method *methods;
    size_t method_count, methods_defined, method_capacity;
    aa_id_table by_member; /* owner and signature */
    uint32_t *signature_first, *name_first;
    aa_method_id *by_signature, *by_name;

    aa_field *fields;
    size_t field_count, fields_defined, field_capacity;
    aa_id_table by_field; /* owner, type and name */
    uint32_t *field_names;

    aa_lent *lent; /* by signature, method, type */
    size_t lent_count;
    aa_lent_out *lent_out; /* by method */
    size_t lent_out_count;

    aa_call_ref *calls;
    size_t call_count;
    uint32_t *call_first; /* by defined method, into |calls| */
    const aa_call_ref **calls_by_target;
    uint32_t *calls_to_first; /* by method */
    aa_field_ref *field_refs;
    size_t field_ref_count;
    uint32_t *field_first; /* by defined method, into |field_refs| */
    const aa_field_ref **field_refs_by_target;
    uint32_t *field_refs_first; /* by field */
    aa_type_ref *type_refs;
    size_t type_ref_count;
    uint32_t *type_first; /* by defined method, into |type_refs| */
    const aa_type_ref **type_refs_by_target;
    uint32_t *type_refs_first; /* by type */
    aa_string_ref *string_refs;
    size_t string_ref_count;
    aa_text_use *texts; /* in the order of |string_refs| */
    uint64_t *text_marks;
    size_t text_count;
    uint64_t insns;
};

/* Steps of building, in this order. False: memory is out. */
bool aa_program_define_types(aa_program *p, aa_notes *notes);
bool aa_program_list_supertypes(aa_program *p, aa_notes *notes);
bool aa_program_define_members(aa_program *p, aa_notes *notes);
bool aa_program_link(aa_program *p, aa_notes *notes);
bool aa_program_sweep(aa_program *p, unsigned threads, aa_notes *notes);
bool aa_program_index(aa_program *p, unsigned threads);
bool aa_program_list_texts(aa_program *p); /* part of the index */
bool aa_program_lend(aa_program *p, aa_notes *notes);

/* Notes about |unit|, with a descriptor or the name of a method as detail. */
void aa_program_note(const aa_program *p, aa_notes *notes, uint32_t unit, aa_note_kind kind, const char *code,
                     aa_bytes detail);
void aa_program_note_method(const aa_program *p, aa_notes *notes, const char *code, aa_method_id id);

/* String |string| of |unit|, counted against what may be read. */
aa_bytes aa_program_text(aa_program *p, uint32_t unit, uint32_t string);

/* Numbers of names, prototypes and signatures; AA_NO_ID: refused. */
bool aa_program_number_protos(aa_program *p);
uint32_t aa_program_name(aa_program *p, uint32_t unit, uint32_t string);
uint32_t aa_program_signature(aa_program *p, uint32_t unit, const aa_dex_ref *ref);
uint32_t aa_program_find_name(const aa_program *p, aa_bytes name);

/* Fills aa_unit_maps.sites. */
bool aa_program_list_sites(aa_program *p);
/* The method that a method handle of the unit calls; AA_NO_ID: it is for a field, or is not there. */
aa_method_id aa_program_handle(const aa_program *p, uint32_t unit, uint32_t handle);

/* The method or field of exactly that class; AA_NO_ID: none. */
aa_method_id aa_program_find_method(const aa_program *p, aa_type_id owner, uint64_t signature);
aa_field_id aa_program_find_field(const aa_program *p, aa_type_id owner, aa_type_id type, uint32_t name);
/* Makes a record for it, to be filled; AA_NO_ID: it is there already, or refused. */
aa_method_id aa_program_add_method(aa_program *p, aa_type_id owner, uint32_t signature);
aa_field_id aa_program_add_field(aa_program *p, aa_type_id owner, aa_type_id type, uint32_t name);

/* |type| itself, its superclasses from the nearest on, then all interfaces; each once. */
size_t aa_program_supertypes(const aa_program *p, aa_type_id type, const aa_type_id **out);

/* Methods of |signature|, in order. */
size_t aa_program_overloads(const aa_program *p, uint64_t signature, const aa_method_id **out);

/* What virtual calls can choose: neither private nor static nor a constructor. */
bool aa_program_is_dispatched(const aa_program *p, aa_method_id id);

#endif
