/*
 * One property list that was read, and everything that belongs to it; and binary lists put together by hand.
 */
#ifndef AA_TEST_PLIST_CASE_H
#define AA_TEST_PLIST_CASE_H

#include "decode/plist.h"
#include "support/byte_builder.h"
#include "support/test.h"

typedef struct plist_case {
    aa_arena *arena;
    aa_notes notes;
    aa_plist plist;
    aa_err err;
    uint8_t *bytes; /* an exact copy, so that a read behind it is seen */
} plist_case;

plist_case plist_case_read_with(aa_bytes data, const aa_limits *limits);
plist_case plist_case_read(aa_bytes data);
plist_case plist_case_read_text(const char *text);
void plist_case_release(plist_case *c);

/* The value at |path| as text: "text", 7, 1.5, true, null, date:0, data:0a0b, uid:3, [a, b], {"k": v}. In the
 * case's arena. */
const char *plist_case_show(const plist_case *c, const char *path);

bool plist_case_noted(const plist_case *c, const char *code, aa_note_kind kind);

/* A binary list: |objects| are put one behind the other, the first is the top. */
typedef struct test_bplist {
    byte_builder b;
    size_t offsets[16];
    size_t count;
    unsigned offset_width; /* 0: 1 */
    unsigned ref_width;    /* 0: 1 */
    uint64_t top;
    uint64_t count_written; /* 0: the true one */
    uint64_t table_written; /* 0: the true one */
} test_bplist;

test_bplist bplist_new(void);
/* The object whose bytes are |text|, |n| of them. */
void bplist_object(test_bplist *p, const char *text, size_t n);
/* Writes table and trailer, and reads the whole; |p| is released. */
plist_case bplist_read(test_bplist *p);

#define BPLIST_OBJECT(p, text) bplist_object(p, text, sizeof(text) - 1)

#endif
