/*
 * One decoded binary XML document and everything that belongs to it.
 */
#ifndef AA_TEST_AXML_CASE_H
#define AA_TEST_AXML_CASE_H

#include "decode/axml.h"
#include "support/axml_builder.h"
#include "support/test.h"

#define NS            AA_ANDROID_NS
#define ID_NAME       0x01010003
#define ID_DEBUGGABLE 0x0101000f
#define ID_BACKUP     0x01010280
#define COUNT(a)      (sizeof(a) / sizeof *(a))
#define BOOL(value)   NULL, AA_RES_INT_BOOLEAN, (value) ? UINT32_MAX : 0

typedef struct axml_case {
    aa_arena *arena;
    aa_notes notes;
    aa_axml axml;
    aa_err err;
    uint8_t *bytes;
} axml_case;

axml_case axml_case_decode_with(aa_bytes data, const aa_limits *limits);

axml_case axml_case_decode(aa_bytes data);

void axml_case_release(axml_case *d);

axml_case axml_case_decode_built(axml_builder *b);

xmlNode *axml_case_root_of(const axml_case *d);

const char *axml_case_text_of(const xmlAttr *attr);

bool axml_case_has_gap(const axml_case *d);

void assert_axml_note(const axml_case *d, const char *code, aa_note_kind kind);

/* <manifest package="a.b"><application android:name=".App" android:debuggable="true"/></manifest> */
axml_builder axml_case_small(void);

void axml_case_fill_small(axml_builder *b);

void axml_case_check_small(const axml_case *d);

#endif
