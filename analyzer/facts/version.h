/*
 * Order of version numbers, as the package systems see it.
 *
 * Sources: Maven "Version Order Specification"; semver.org 2.0.0 §11; RubyGems Gem::Version (CocoaPods);
 * openssl-library.org "Release strategy" (letters behind a number are fixes of it).
 */
#ifndef AA_FACTS_VERSION_H
#define AA_FACTS_VERSION_H

#include "base/bytes.h"

typedef enum aa_version_scheme {
    AA_VERSION_MAVEN,   /* "1.0-rc1" < "1.0" = "1.0.0" = "1.0.Final" < "1.0-sp1" < "1.0.1" */
    AA_VERSION_SEMVER,  /* a word behind a number is a step before it: "1.0.0-beta" < "1.0.0"; "+x" is nothing
                         */
    AA_VERSION_LETTERS, /* a letter is a step after it: "1.1.1" < "1.1.1k" < "1.1.1za" */
} aa_version_scheme;

/* By the type and name of a package URL. */
aa_version_scheme aa_version_scheme_of(const char *purl);

/* Below, equal to or above 0 as |a| is before, the same as or after |b|. */
int aa_version_compare(aa_version_scheme scheme, aa_bytes a, aa_bytes b);

/*
 * |version| lies in the range that begins with |from| ("0": with the first) and ends before |to|; a |to| that
 * begins with "<=" ends with it, an empty one never.
 */
bool aa_version_is_in(aa_version_scheme scheme, aa_bytes version, aa_bytes from, aa_bytes to);

#endif
