/*
 * Data files compiled into the library: rule books, policy, lists, wordings. Written by Embed.cmake.
 */
#ifndef AA_BASE_EMBEDDED_H
#define AA_BASE_EMBEDDED_H

#include "base/bytes.h"

typedef struct aa_embedded {
    const char *name; /* file name without folder; NULL ends the list */
    aa_bytes content;
} aa_embedded;

extern const aa_embedded aa_embedded_files[]; /* in name order by folder */

/* The content of |name|, such as "policy.txt"; no bytes when there is none. */
aa_bytes aa_embedded_find(const char *name);

#endif
