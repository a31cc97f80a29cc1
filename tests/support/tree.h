/*
 * Decoded documents without a compiler: XML text as a tree with the types that aapt gives to values.
 */
#ifndef AA_TEST_TREE_H
#define AA_TEST_TREE_H

#include "facts/source.h"

/* A source with no parts but an arena, notes and one part for documents to belong to. */
typedef struct test_source {
    aa_source source;
    aa_notes notes;
    aa_source_part part;
    aa_part package_part;
    aa_limits limits;
} test_source;

/* False when memory is out; test_source_done() is to be called either way. */
bool test_source_init(test_source *t);
void test_source_done(test_source *t);

/*
 * |xml| as document |member| of the only part; released with aa_source_close(). Values become integers
 * ("17", "0x11"), booleans, references ("@0x7f010001") and theme attributes ("?0x...") where they look like
 * it; attributes in the android: namespace get their resource ids. False when memory is out.
 */
bool test_doc(test_source *t, const char *member, const char *xml, aa_source_doc *out);

#endif
