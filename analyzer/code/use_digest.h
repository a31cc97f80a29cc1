/*
 * Digests, checksums and authentication codes over what belongs to the app: its own code, or files in its own
 * folders.
 */
#ifndef AA_CODE_USE_DIGEST_H
#define AA_CODE_USE_DIGEST_H

#include "code/use_guard.h"

typedef enum aa_digest_of {
    AA_DIGEST_OTHER,
    AA_DIGEST_FILE, /* in a folder of the app */
    AA_DIGEST_CODE, /* the package or what of it lies in memory */
} aa_digest_of;

typedef struct aa_digest {
    aa_digest_of of;
    aa_site site;      /* the call that gives the result */
    const char *label; /* "MessageDigest.digest getPackageCodePath", in the code's arena */
    bool library;      /* a library's own */
    aa_outcome outcome;
} aa_digest;

/* Those over |of|, in order of place, in the code's arena. */
size_t aa_digests(aa_code *code, aa_digest_of of, const aa_digest **out);

#endif
