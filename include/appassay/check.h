/*
 * The catalogue of checks, for listing and explaining.
 */
#ifndef APPASSAY_CHECK_H
#define APPASSAY_CHECK_H

#include <stdbool.h>

#include <appassay/result.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum aa_check_kind {
    AA_KIND_DEFECT,    /* a hit is evidence of 不符合 */
    AA_KIND_CONTROL,   /* a protection that exists; a row can require it */
    AA_KIND_HINT,      /* shown, never decides */
    AA_KIND_INVENTORY, /* a list to compare with a declaration */
    AA_KIND_MANUAL,    /* material for a person's answer */
    AA_KIND_COVERAGE,  /* takes away other checks' right to pass */
} aa_check_kind;

/* One check as the catalogue shows it. Static storage. */
typedef struct aa_check_info {
    const char *id;
    aa_check_kind kind;
    aa_severity severity;                   /* the highest it can give */
    const char *rows;                       /* "broker:16 mas:4.1.5.1.2" */
    const char *masvs;                      /* MASVS v2.1 controls, or "" */
    const char *mastg;                      /* MASTG tests, or "" */
    const char *cwe;                        /* "CWE-489", or "" */
    const char *title, *why, *fix, *limits; /* in the language asked for */
} aa_check_info;

AA_API const char *aa_check_kind_name(aa_check_kind kind);
AA_API size_t aa_check_count(void);

/* Fills |out| for the check at |index|, in id order. False past the last. */
AA_API bool aa_check_get(size_t index, aa_lang lang, aa_check_info *out);

/* Index of the check |id|, or the number of checks when there is none. */
AA_API size_t aa_check_find(const char *id);

#ifdef __cplusplus
}
#endif
#endif
