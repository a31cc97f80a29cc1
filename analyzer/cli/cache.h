/*
 * Records of apps that were judged before, by content: the file's SHA-256 and a digest of everything else
 * that the record depends on. Entries are written whole or not at all, so several machines can share a
 * folder.
 */
#ifndef AA_CLI_CACHE_H
#define AA_CLI_CACHE_H

#include "base/hash.h"
#include "base/str.h"
#include "cli/exit.h"
#include "cli/interrupt.h"

typedef struct aa_cache {
    const char *folder;   /* NULL: there is none */
    const char *settings; /* digest of everything but the file */
} aa_cache;

/* Makes the folder when it is missing. False: a message is written. */
bool aa_cache_open(const char *folder, const char *settings, aa_cache *out);

/* The record for a file called |name| with that digest; false: none, or one that is damaged. */
bool aa_cache_get(const aa_cache *cache, const char *sha256, const char *name, aa_exit *exit,
                  aa_str *members);

/* Keeps one. Failure costs nothing but the next run's time. */
void aa_cache_put(const aa_cache *cache, aa_interrupt *interrupt, const char *sha256, const char *name,
                  aa_exit exit, const char *members);

#endif
