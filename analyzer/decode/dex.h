/*
 * Dalvik executables: header, id tables and strings as bounded views of the bytes. Nothing is copied or
 * interned; every lookup is O(1), allocates nothing, and may be done by several threads at once.
 *
 * Sources: AOSP Dalvik executable format; art/libdexfile/dex/dex_file.h, dex_file_loader.cc,
 * dex_file_verifier.cc.
 */
#ifndef AA_DECODE_DEX_H
#define AA_DECODE_DEX_H

#include <appassay/error.h>
#include <appassay/limits.h>

#include "base/notes.h"
#include "base/str.h"

#define AA_DEX_NO_INDEX UINT32_MAX

/* One logical DEX file. The tables hold whole records only, however many the header declares. */
typedef struct aa_dex {
    aa_bytes data;       /* what offsets count from: the file, or the container of version 041 */
    uint64_t header;     /* of this DEX file, bytes into the file given to aa_dex_open() */
    uint64_t size;       /* file_size, as far as it exists */
    uint32_t version;    /* 35, 37 … 41; another number is noted and read as far as it goes */
    const char *refusal; /* code of the first thing for which ART would refuse the file, or NULL */
    aa_bytes strings, types, protos, fields, methods, classes;
    aa_bytes call_sites, handles; /* from the map: the header does not name them */
    const aa_limits *limits;
} aa_dex;

typedef struct aa_dex_proto {
    uint32_t shorty;      /* string */
    uint32_t return_type; /* type */
    aa_bytes parameters;  /* types, two bytes each; see aa_dex_list_at() */
} aa_dex_proto;

/* A field or a method. */
typedef struct aa_dex_ref {
    uint32_t owner; /* type */
    uint32_t type;  /* of a field: type; of a method: prototype */
    uint32_t name;  /* string */
} aa_dex_ref;

typedef struct aa_dex_class {
    uint32_t type;
    uint32_t flags;
    uint32_t superclass;                                     /* type or AA_DEX_NO_INDEX */
    aa_bytes interfaces;                                     /* types, two bytes each */
    uint32_t source;                                         /* string or AA_DEX_NO_INDEX */
    uint32_t annotations_offset, data_offset, values_offset; /* 0: none */
    bool interfaces_lost; /* the list of interfaces does not lie in the file */
} aa_dex_class;

typedef struct aa_dex_handle {
    uint16_t kind;  /* 0 to 3: static put, static get, instance put, get; 4 to 8: invoke */
    uint32_t index; /* field for kinds 0 to 3, else method */
} aa_dex_handle;

/*
 * Reads the header at |offset| of |file| (0 for the first) and bounds the tables. |file| and |limits| must
 * outlive |out|. Notes dex.* codes: anomalies where everything was read all the same, gaps where something is
 * lost. Errors, each with a gap: AA_E_FORMAT not DEX or cut off in the header, AA_E_UNSUPPORTED compact,
 * optimized or big-endian, AA_E_LIMIT above aa_limits.dex_bytes.
 */
AA_NODISCARD aa_err aa_dex_open(aa_bytes file, uint64_t offset, const aa_limits *limits, aa_notes *notes,
                                aa_dex *out);

/*
 * Offset of the next header of a container; 0 when this was the last, and what lies behind it then is noted.
 * |seen|: headers read so far, this one included; aa_limits.dex_headers ends the reading with a gap.
 */
uint64_t aa_dex_next(const aa_dex *dex, aa_bytes file, uint32_t seen, aa_notes *notes);

static inline uint32_t aa_dex_count(aa_bytes table, size_t size)
{
    return (uint32_t)(table.n / size);
}

#define AA_DEX_STRING_COUNT(dex) aa_dex_count((dex)->strings, 4)
#define AA_DEX_TYPE_COUNT(dex)   aa_dex_count((dex)->types, 4)
#define AA_DEX_PROTO_COUNT(dex)  aa_dex_count((dex)->protos, 12)
#define AA_DEX_FIELD_COUNT(dex)  aa_dex_count((dex)->fields, 8)
#define AA_DEX_METHOD_COUNT(dex) aa_dex_count((dex)->methods, 8)
#define AA_DEX_CLASS_COUNT(dex)  aa_dex_count((dex)->classes, 32)
#define AA_DEX_SITE_COUNT(dex)   aa_dex_count((dex)->call_sites, 4)
#define AA_DEX_HANDLE_COUNT(dex) aa_dex_count((dex)->handles, 8)

/* What is wrong with a string, if anything. */
typedef enum aa_dex_text_state {
    AA_DEX_TEXT_OK,
    AA_DEX_TEXT_INDEX,  /* no such string */
    AA_DEX_TEXT_BOUNDS, /* outside the file, or without an end before the file's or aa_limits.dex_string */
    AA_DEX_TEXT_ULEB,   /* its length takes more than 32 bits */
} aa_dex_text_state;

/*
 * The MUTF-8 bytes of string |index| up to its NUL, and in |*units| (may be NULL) the UTF-16 length it
 * declares. Not AA_DEX_TEXT_OK: |*out| is empty, except for ULEB, where it is what ART would see.
 */
aa_dex_text_state aa_dex_string(const aa_dex *dex, uint32_t index, aa_bytes *out, uint32_t *units);

/* The bytes of a string, of a type's descriptor, of a name; empty when there is none. */
aa_bytes aa_dex_text(const aa_dex *dex, uint32_t string);
aa_bytes aa_dex_descriptor(const aa_dex *dex, uint32_t type);

/* False when there is no record |index|; |*out| then names nothing. */
bool aa_dex_proto_at(const aa_dex *dex, uint32_t index, aa_dex_proto *out);
bool aa_dex_field_at(const aa_dex *dex, uint32_t index, aa_dex_ref *out);
bool aa_dex_method_at(const aa_dex *dex, uint32_t index, aa_dex_ref *out);
bool aa_dex_class_at(const aa_dex *dex, uint32_t index, aa_dex_class *out);
bool aa_dex_handle_at(const aa_dex *dex, uint32_t index, aa_dex_handle *out);

/* Entries of a type list, and the type at |i| below that. */
static inline size_t aa_dex_list_count(aa_bytes list)
{
    return list.n / 2;
}

static inline uint32_t aa_dex_list_at(aa_bytes list, size_t i)
{
    return aa_le16(list.p + 2 * i);
}

/* The type list at |offset| (0: an empty one). False when it does not lie in the file. */
bool aa_dex_type_list(const aa_dex *dex, uint32_t offset, aa_bytes *out);

/* ---- MUTF-8 ---- */

#define AA_MUTF8_INVALID UINT32_MAX

/*
 * The code point at |*pos|, which moves on. C0 80 gives 0, two surrogates that belong together one code
 * point, a lone surrogate itself. What is no MUTF-8 gives AA_MUTF8_INVALID and moves on by one byte.
 */
uint32_t aa_mutf8_next(aa_bytes text, size_t *pos);

/* UTF-16 units of |text|; AA_DEX_NO_INDEX when it is not MUTF-8. */
uint32_t aa_mutf8_units(aa_bytes text);

/*
 * Appends |text| as UTF-8; U+FFFD stands for a lone surrogate and for what is invalid. U+0000 is written as
 * one NUL byte: go by the length.
 */
void aa_mutf8_put(aa_str *s, aa_bytes text);

#endif
