/*
 * What the three readers of property lists share: a table of nodes that grows, budgets, the first error.
 */
#ifndef AA_DECODE_PLIST_READER_H
#define AA_DECODE_PLIST_READER_H

#include "decode/plist.h"

/* What CoreFoundation reads on over. One note is written for each kind and file. */
typedef enum aa_plist_odd {
    AA_PLIST_ODD_DUPLICATE_KEY,
    AA_PLIST_ODD_KEY_TYPE, /* a key that is no text: of binary lists only */
    AA_PLIST_ODD_NOT_WELLFORMED,
    AA_PLIST_ODD_INLINE_DTD,
    AA_PLIST_ODD_TRAILING,
    AA_PLIST_ODD_TEXT, /* bytes that are no character of the declared encoding */
    AA_PLIST_ODD_COUNT,
} aa_plist_odd;

typedef struct aa_plist_open_node {
    uint32_t node;  /* AA_PLIST_NONE: no container, only a bracket around one value */
    size_t pending; /* children before those of this one */
    size_t offset;
    uint32_t line;
    aa_plist_kind kind;
} aa_plist_open_node;

typedef struct aa_plist_reader {
    aa_arena *arena;
    const aa_limits *limits;
    aa_bytes file;  /* as UTF-8 for the two text forms */
    aa_vec nodes;   /* of aa_plist_node */
    aa_vec refs;    /* of uint32_t */
    aa_vec pending; /* of uint32_t: children of open containers, outermost first */
    aa_vec open;    /* of aa_plist_open_node */
    uint64_t text;  /* bytes of texts and data so far */
    size_t pos;     /* text forms: where reading is */
    size_t line_pos;
    uint32_t line; /* of line_pos, from 1 */
    aa_err err;    /* the first */
    const char *code;
    const char *why;
    uint64_t err_offset;
    uint64_t odd_offset[AA_PLIST_ODD_COUNT]; /* of the first */
    uint32_t odd[AA_PLIST_ODD_COUNT];        /* how many */
} aa_plist_reader;

/* Each reads the whole of r->file. False with the error in |r|. |*root|: the node. */
bool aa_plist_read_binary(aa_plist_reader *r, uint32_t *root);
bool aa_plist_read_xml(aa_plist_reader *r, uint32_t *root);
bool aa_plist_read_strings(aa_plist_reader *r, uint32_t *root);

/* ---- errors and oddities ---- */

/* Records an error unless there is one. Always false. |code| and |why| are static. */
bool aa_plist_fail(aa_plist_reader *r, aa_err err, const char *code, uint64_t offset, const char *why);
/* The same, for a list that CoreFoundation refuses ("plist.format"). */
bool aa_plist_refuse(aa_plist_reader *r, uint64_t offset, const char *why);
void aa_plist_note_odd(aa_plist_reader *r, aa_plist_odd odd, uint64_t offset);

/* ---- the table ---- */

/* A new node, or AA_PLIST_NONE with an error. Earlier node pointers may go stale. */
uint32_t aa_plist_new(aa_plist_reader *r, aa_plist_kind kind, uint64_t offset, uint32_t line);
aa_plist_node *aa_plist_node_at(const aa_plist_reader *r, uint32_t node);
/* |count| references in a row, all AA_PLIST_NONE, at |*first|. False with an error. */
bool aa_plist_reserve(aa_plist_reader *r, uint64_t count, uint32_t *first);
/* Counts |n| bytes of text or data. False with an error when there are too many. */
bool aa_plist_charge(aa_plist_reader *r, uint64_t n, uint64_t offset);

/* ---- text forms ---- */

/* The line of |offset|, which is never below an earlier one. */
uint32_t aa_plist_line(aa_plist_reader *r, size_t offset);
/* Opens a container (or a bracket, see aa_plist_open_node) below the one that is open. */
bool aa_plist_open(aa_plist_reader *r, aa_plist_kind kind, bool bracket, size_t offset);
/* Adds a child to the open container; a dictionary takes keys and values in turn. */
bool aa_plist_add(aa_plist_reader *r, uint32_t node);
/* Children of the innermost open container so far. */
size_t aa_plist_pending(const aa_plist_reader *r);
/* Closes the innermost one and gives its node; of a bracket the one value in it. */
bool aa_plist_close(aa_plist_reader *r, uint32_t *node);
aa_plist_open_node *aa_plist_innermost(const aa_plist_reader *r);

/* A node of XML's <integer>, <real>, <date>, <data> from its text; the closing tag is not part of it. */
bool aa_plist_xml_integer(aa_plist_reader *r, aa_bytes text, aa_plist_node *node);
bool aa_plist_xml_real(aa_plist_reader *r, aa_bytes text, aa_plist_node *node);
bool aa_plist_xml_date(aa_plist_reader *r, aa_bytes text, aa_plist_node *node);
bool aa_plist_xml_data(aa_plist_reader *r, aa_bytes text, aa_plist_node *node);

/* ---- encodings ---- */

/* False when |text| holds a sequence that is no UTF-8. */
bool aa_plist_valid_utf8(aa_bytes text);
/* UTF-8 from units of 1 (Latin-1), 2 or 4 bytes; |*lossy|: a lone surrogate or no code point became U+FFFD.
 * False: memory is out. */
bool aa_plist_to_utf8(aa_arena *arena, aa_bytes units, unsigned width, bool big, aa_bytes *out, bool *lossy);
/* Writes |cp| (a code point) at |p|, which has room for 4; gives the bytes written. */
size_t aa_plist_put_utf8(uint8_t *p, uint32_t cp);

#endif
