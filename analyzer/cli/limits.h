/*
 * The limits of an analysis by name, for --limit NAME=VALUE. <appassay/limits.h> has the reasons.
 */
#ifndef AA_CLI_LIMITS_H
#define AA_CLI_LIMITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <appassay/limits.h>

typedef struct aa_limit {
    const char *name;    /* as the member of aa_limits is called */
    size_t offset, size; /* of that member: 4 or 8 bytes */
    const char *what;    /* what it counts */
} aa_limit;

/* By index; NULL past the last. */
const aa_limit *aa_limit_at(size_t index);

uint64_t aa_limit_get(const aa_limits *limits, const aa_limit *limit);

/* False: |value| is more than the member can hold. */
bool aa_limit_set(aa_limits *limits, const aa_limit *limit, uint64_t value);

#endif
