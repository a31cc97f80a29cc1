/*
 * Where code compares one text with another, whole with whole.
 */
#ifndef AA_CODE_USE_COMPARE_H
#define AA_CODE_USE_COMPARE_H

#include "code/code.h"

typedef struct aa_comparison {
    aa_site site;
    uint8_t left, right; /* arguments that are compared */
} aa_comparison;

/*
 * Calls that compare two texts, in order, without those of known libraries: the platform's methods, and those
 * of the program that hand two of their parameters on to one of them, directly or by way of another. The
 * latter are Kotlin's comparisons (kotlin.jvm.internal.Intrinsics.areEqual, kotlin.text.StringsKt.equals) and
 * helpers of the app, known by what they do, whatever they are called.
 */
size_t aa_code_comparisons(aa_code *code, const aa_comparison **out);

#endif
