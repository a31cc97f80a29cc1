/*
 * Encoded values of a DEX file: initial values of static fields, call sites, annotations. Nested arrays and
 * annotations come as a flat run of events, so that no reader needs recursion.
 *
 * Sources: AOSP Dalvik executable format (encoded_value, annotations_directory_item);
 * art/libdexfile/dex/dex_file.cc (EncodedArrayValueIterator), dex_file_verifier.cc (CheckEncodedValue).
 */
#ifndef AA_DECODE_DEX_VALUE_H
#define AA_DECODE_DEX_VALUE_H

#include "decode/dex.h"

#define AA_DEX_VALUE_DEPTH 32

typedef enum aa_dex_value_type {
    AA_DEX_VALUE_BYTE = 0x00,
    AA_DEX_VALUE_SHORT = 0x02,
    AA_DEX_VALUE_CHAR = 0x03,
    AA_DEX_VALUE_INT = 0x04,
    AA_DEX_VALUE_LONG = 0x06,
    AA_DEX_VALUE_FLOAT = 0x10,
    AA_DEX_VALUE_DOUBLE = 0x11,
    AA_DEX_VALUE_METHOD_TYPE = 0x15,
    AA_DEX_VALUE_METHOD_HANDLE = 0x16,
    AA_DEX_VALUE_STRING = 0x17,
    AA_DEX_VALUE_TYPE = 0x18,
    AA_DEX_VALUE_FIELD = 0x19,
    AA_DEX_VALUE_METHOD = 0x1A,
    AA_DEX_VALUE_ENUM = 0x1B,
    AA_DEX_VALUE_ARRAY = 0x1C,      /* |count| values follow, then END */
    AA_DEX_VALUE_ANNOTATION = 0x1D, /* of type |index|: |count| named values follow, then END */
    AA_DEX_VALUE_NULL = 0x1E,
    AA_DEX_VALUE_BOOLEAN = 0x1F,
    AA_DEX_VALUE_END = 0x20, /* of an array or annotation inside the first */
} aa_dex_value_type;

typedef struct aa_dex_value {
    aa_dex_value_type type;
    uint32_t depth; /* 0: in the outermost array or annotation */
    uint32_t name;  /* string, inside an annotation; else AA_DEX_NO_INDEX */
    uint32_t index; /* of the types from METHOD_TYPE to ENUM, and ANNOTATION */
    uint32_t count; /* of ARRAY and ANNOTATION */
    int64_t number; /* of BYTE to LONG, and BOOLEAN */
    uint64_t bits;  /* of FLOAT (low 32) and DOUBLE */
} aa_dex_value;

typedef struct aa_dex_values {
    aa_cursor at;
    uint32_t depth;
    uint32_t max_depth;
    bool lost;           /* breaks off, or an unknown type of value */
    bool too_deep;       /* stopped at aa_limits.dex_depth */
    uint32_t annotation; /* type of the outermost annotation; AA_DEX_NO_INDEX for an array */
    uint8_t visibility;  /* of an annotation_item: 0 build, 1 runtime, 2 system */
    uint32_t left[AA_DEX_VALUE_DEPTH];
    bool named[AA_DEX_VALUE_DEPTH];
} aa_dex_values;

/* Reads the encoded_array_item (initial values, call site) or the annotation_item at |offset|. */
aa_dex_values aa_dex_array_at(const aa_dex *dex, uint32_t offset);
aa_dex_values aa_dex_annotation_at(const aa_dex *dex, uint32_t offset);

/* Call site |index|: method handle, name, method type, then arguments. Nothing, |lost|, when there is none.
 */
aa_dex_values aa_dex_call_site_at(const aa_dex *dex, uint32_t index);

bool aa_dex_next_value(aa_dex_values *values, aa_dex_value *out);

/* Entries of 8 bytes: index of a field or method, offset of an annotation set (of a list of sets:
 * parameters). */
typedef struct aa_dex_directory {
    uint32_t class_set;
    aa_bytes fields, methods, parameters;
} aa_dex_directory;

/* The annotations of a class and its members. False when they do not lie in the file. */
bool aa_dex_directory_at(const aa_dex *dex, uint32_t offset, aa_dex_directory *out);

/* Offsets, 4 bytes each: of annotation_items in a set, or of sets in a list. False: not in the file. */
bool aa_dex_set_at(const aa_dex *dex, uint32_t offset, aa_bytes *out);

#endif
