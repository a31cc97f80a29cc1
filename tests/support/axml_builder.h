/*
 * Binary XML documents for tests: well formed unless a field says otherwise.
 */
#ifndef AA_TEST_AXML_BUILDER_H
#define AA_TEST_AXML_BUILDER_H

#include "support/byte_builder.h"

#define NO_STRING    UINT32_MAX
#define AXML_NO_SIZE UINT32_MAX

/* One attribute. |ns| and |name| NULL: no index. A |text| makes it a string unless |type| is set. */
typedef struct axml_attr {
    const char *ns;
    const char *name;
    const char *text; /* of a string, or the raw text of a typed value */
    uint8_t type;     /* 0 with |text|: string */
    uint32_t data;
} axml_attr;

typedef struct axml_builder {
    test_pool pool;
    uint32_t ids[POOL_STRINGS]; /* resource ids of the first strings */
    size_t id_count;
    byte_builder nodes;
    uint32_t root_type;   /* all of these: as it should be when 0 */
    uint32_t root_size;   /* AXML_NO_SIZE writes 0 */
    uint32_t root_header; /* bytes */
    uint32_t node_header; /* bytes, of elements */
    uint32_t attr_start;  /* bytes */
    uint32_t attr_size;   /* bytes */
    byte_builder extra;   /* chunks between the pool and the resource map */
    size_t trailing;      /* bytes behind the document */
    bool no_resource_map;
} axml_builder;

/* The name of an attribute and its resource id. Before any other string. */
void axml_name_id(axml_builder *b, const char *name, uint32_t id);

void axml_namespace(axml_builder *b, bool start, const char *prefix, const char *uri);
void axml_start(axml_builder *b, const char *name, const axml_attr *attrs, size_t count);
void axml_end(axml_builder *b, const char *name);
void axml_text(axml_builder *b, const char *text);

/* A chunk of any kind. |size| as it is written. */
void axml_chunk(axml_builder *b, uint32_t type, uint32_t header, uint32_t size, size_t body);

/* The document, malloc'd; the builder is released. */
aa_bytes axml_finish(axml_builder *b);

#endif
