/*
 * Resource tables for tests: well formed unless a field says otherwise.
 */
#ifndef AA_TEST_ARSC_BUILDER_H
#define AA_TEST_ARSC_BUILDER_H

#include "support/byte_builder.h"

#define CONFIG_BYTES 64

typedef enum arsc_layout {
    ARSC_DENSE,
    ARSC_SPARSE,
    ARSC_OFFSET16,
} arsc_layout;

typedef struct arsc_item {
    uint32_t key;
    uint8_t type;
    uint32_t data;
} arsc_item;

/* One entry. No |key|: there is none in this configuration. |text|: a string value. |items|: a bag. */
typedef struct arsc_entry {
    const char *key;
    const char *text;
    uint8_t type;
    uint32_t data;
    const arsc_item *items;
    size_t item_count;
    uint32_t parent;
    bool compact;
} arsc_entry;

typedef struct arsc_builder {
    test_pool values; /* global */
    test_pool types;  /* of the package being made */
    test_pool keys;
    byte_builder children;        /* of the package being made, behind its pools */
    byte_builder body;            /* of the table, behind the global pool */
    arsc_layout layout;           /* of types made from now on */
    uint8_t config[CONFIG_BYTES]; /* likewise; the size is written for |config_size| */
    uint32_t config_size;         /* 0: all of it */
    uint32_t type_offset;
    uint32_t package_count; /* written; 0: the true one */
    bool no_packages;       /* writes 0 packages */
    size_t packages;
    bool no_spec; /* types come without their specification */
} arsc_builder;

/* A type of the package, in one configuration. |name|: of the type; its id is its place among the names,
 * from 1. */
void arsc_type(arsc_builder *b, const char *name, const arsc_entry *entries, size_t count);

/* A chunk with a header of |header| bytes and zeros, in |where|; returns where it stands. */
size_t arsc_chunk(byte_builder *where, uint32_t type, uint32_t header, uint32_t size);

/* Ends the package. The next type begins another one. */
void arsc_end_package(arsc_builder *b, uint32_t id);

/* The table, malloc'd; the builder is released. A package that is still open gets id 0x7f. */
aa_bytes arsc_finish(arsc_builder *b);

#endif
