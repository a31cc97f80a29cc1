/*
 * Building the tree of one binary XML document: names, namespaces, elements, attributes. Knows no bytes.
 */
#ifndef AA_DECODE_AXML_TREE_H
#define AA_DECODE_AXML_TREE_H

#include "decode/axml.h"
#include "decode/string_pool.h"

#define AA_AXML_NAMESPACES 64 /* different ones in a document; real ones have less than ten */

/* What is noted once a document. */
typedef enum aa_axml_once {
    AA_AXML_ONCE_DEPTH,
    AA_AXML_ONCE_NODES,
    AA_AXML_ONCE_TEXT,
    AA_AXML_ONCE_NAMESPACES,
    AA_AXML_ONCE_NAME_INDEX,
    AA_AXML_ONCE_NAMES_MISSING,
    AA_AXML_ONCE_NAMESPACE,
    AA_AXML_ONCE_ORDER,
    AA_AXML_ONCE_UNBALANCED,
    AA_AXML_ONCE_AFTER_ROOT,
    AA_AXML_ONCE_UNKNOWN_CHUNK,
    AA_AXML_ONCE_ATTR_START,
    AA_AXML_ONCE_ATTR_SIZE,
    AA_AXML_ONCE_HEADER_SIZE,
} aa_axml_once;

/* One attribute record as it stands in the document. */
typedef struct aa_axml_record {
    uint64_t offset;
    uint32_t ns; /* string indices */
    uint32_t name;
    uint32_t raw;
    uint32_t resource_id;
    aa_res_value value; /* |text| is not filled in yet */
} aa_axml_record;

typedef struct aa_axml_prefix {
    const xmlChar *uri;
    const xmlChar *prefix;
} aa_axml_prefix;

typedef struct aa_axml_slot {
    xmlAttr *attr;
    uint32_t element; /* the slot counts for this element only */
} aa_axml_slot;

typedef struct aa_axml_tree {
    aa_arena *arena;
    aa_notes *notes;
    const aa_limits *limits;
    aa_string_pool *pool;
    xmlDoc *doc;
    xmlNode *open; /* the innermost open element; NULL outside the root */
    xmlNs *android;
    aa_axml_prefix prefixes[AA_AXML_NAMESPACES]; /* as declared */
    size_t prefix_count;
    const xmlChar *uris[AA_AXML_NAMESPACES]; /* of the namespaces at the root, in their order, interned */
    xmlNs *spaces[AA_AXML_NAMESPACES];
    size_t ns_count;
    xmlNs no_ns;       /* marks a URI that was one too many */
    uint32_t depth;    /* open elements of the tree */
    uint64_t skipped;  /* open elements that were left out; all stand inside |open| */
    uint32_t elements; /* begun so far */
    uint32_t nodes;
    uint64_t text_left; /* bytes of text that may still be copied into the tree */
    uint32_t once;      /* bits of aa_axml_once */
    const char **known; /* names of the platform, sorted; made when first needed */
    size_t known_count;
    aa_axml_slot *slots; /* attributes of the element being read, by name */
    size_t slot_count;   /* a power of two, or 0 */
    xmlAttr *last_attr;  /* of that element */
    uint32_t max_id;     /* highest resource id so far in it */
    bool many;           /* it has so many attributes that |slots| is used */
    bool duplicate;      /* noted for it */
    bool failed;         /* memory ran out */
} aa_axml_tree;

bool aa_axml_tree_init(aa_axml_tree *tree, aa_arena *arena, const aa_limits *limits, aa_notes *notes,
                       aa_string_pool *pool);

/* True the first time it is asked for |what|. */
bool aa_axml_tree_once(aa_axml_tree *tree, aa_axml_once what);

/* Remembers the prefix that the document declares for a namespace. */
void aa_axml_tree_prefix(aa_axml_tree *tree, uint32_t prefix, uint32_t uri);

/* Begins an element of up to |attributes| attributes. NULL when it is left out (a limit, a second root). */
xmlNode *aa_axml_tree_start(aa_axml_tree *tree, uint32_t ns, uint32_t name, uint32_t line, uint64_t offset,
                            uint32_t attributes);

/* Adds an attribute to |element|, the last one started. False when no more may be added. */
bool aa_axml_tree_attribute(aa_axml_tree *tree, xmlNode *element, aa_axml_record record);

/* Ends the innermost element. */
void aa_axml_tree_end(aa_axml_tree *tree, uint32_t name, uint64_t offset);

void aa_axml_tree_text(aa_axml_tree *tree, uint32_t text);

/* Counts an element, attribute or text against the limit; false, with a note, when it is used up. */
bool aa_axml_tree_count(aa_axml_tree *tree, uint64_t offset);

/* A text node that stands nowhere yet, or NULL when memory or the budget is out. */
xmlNode *aa_axml_tree_new_text(aa_axml_tree *tree, const char *text, uint64_t offset);

/* |index| as an interned XML name; never NULL but when memory is out. */
const xmlChar *aa_axml_name(aa_axml_tree *tree, uint32_t index);

/* The namespace of a URI string, declared at the root; NULL for none. */
xmlNs *aa_axml_ns(aa_axml_tree *tree, uint32_t uri);

/* Declares the android namespace at the root, as the first one. */
void aa_axml_declare_android(aa_axml_tree *tree);

/* How an attribute is called. */
typedef struct aa_axml_naming {
    const xmlChar *name;
    xmlNs *ns;
    const xmlChar *plain; /* the name it can be asked for without a namespace as well, or NULL */
} aa_axml_naming;

/* By id where there is one, with a note where the string says something else. */
aa_axml_naming aa_axml_attribute_naming(aa_axml_tree *tree, const aa_axml_record *record);

#endif
