/*
 * Does a program limit which address it goes on with? What is compared, and how, decides: the action of an
 * intent says nothing of its address, the scheme nothing of the host, and who owns "notexample.org" passes a
 * test for addresses that end in "example.org".
 */
#ifndef AA_CODE_USE_ALLOW_H
#define AA_CODE_USE_ALLOW_H

#include "code/code.h"

/* From harmful to harmless. */
typedef enum aa_allow {
    AA_ALLOW_ALL,     /* nothing about the address is tested on the way to the call */
    AA_ALLOW_WEAK,    /* a test that addresses of anybody's choice can pass */
    AA_ALLOW_UNKNOWN, /* a test of the app's own, which is not looked into */
    AA_ALLOW_LISTED,  /* only addresses, hosts or beginnings up to behind the host that the app names */
} aa_allow;

/* What must have been found for |site| to run, or a call that handed on what |source| gave. */
aa_allow aa_site_allows(aa_code *code, const aa_site *site, const aa_origin *source);

/* A method of the platform that compares a text with another, or looks for one in it. */
bool aa_tests_text(aa_code *code, aa_method_id method);

/* Any text test of what |source| gave, or of a part of it, whatever it is worth. */
bool aa_site_tests(aa_code *code, const aa_site *site, const aa_origin *source);

#endif
