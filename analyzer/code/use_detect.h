/*
 * Tests of the device or of the app itself: a call of the platform with a constant that gives away what is
 * looked for, or a comparison of what the platform says with such a constant; each with what comes of it.
 * A constant that nothing is asked with, or a field that is only read, is no test.
 */
#ifndef AA_CODE_USE_DETECT_H
#define AA_CODE_USE_DETECT_H

#include "code/use_guard.h"

/* How a technique is recognised. */
typedef enum aa_technique_form {
    AA_TECHNIQUE_CALL, /* a call of |calls|, whatever it is given when |words| is NULL */
    AA_TECHNIQUE_SCAN, /* the same where the constant stands in the method itself: texts compared with it */
    AA_TECHNIQUE_COMPARED, /* a text of the field |field| of |owner|, compared with one of |words| */
    AA_TECHNIQUE_BIT,      /* bit |number| of an int field, looked at by a branch */
    AA_TECHNIQUE_NUMBER,   /* a call of |calls| that is given |number| */
} aa_technique_form;

/* |words| as in aa_words_fit(). Lists end with NULL. |throws| as in aa_test. */
typedef struct aa_technique {
    aa_technique_form form;
    const char *const *calls;
    const char *const *words;
    const char *owner, *field, *name; /* |name|: what the field is called in labels, "Build.TAGS" */
    int64_t number;
    bool throws;
} aa_technique;

typedef struct aa_detection {
    size_t technique; /* index in what was asked */
    aa_method_id in;  /* where the constant is handed over, and what it is handed to makes the test */
    uint32_t pc;
    aa_bytes what;     /* the constant; empty: none */
    const char *label; /* "File.exists /system/xbin/su", in the code's arena */
    bool library;      /* a library's own test */
    aa_outcome outcome;
} aa_detection;

/* In order of technique and place, in the code's arena. */
size_t aa_detections(aa_code *code, const aa_technique *techniques, size_t count, const aa_detection **out);

/* Tests by |shape|: calls, from outside its class, of methods that detect. |technique| is put into them. */
size_t aa_detections_of_shape(aa_code *code, aa_shape_kind shape, size_t technique, const aa_detection **out);

#endif
