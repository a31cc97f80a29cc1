/*
 * The lines of a batch: what became of a target, around what its worker says of it.
 */
#ifndef AA_CLI_BATCH_RECORD_H
#define AA_CLI_BATCH_RECORD_H

#include "base/str.h"
#include "cli/settings.h"
#include "supervise/errand.h"

/*
 * Appends the line of |target| without its end: index, id, digest ("-": the file could not be read) and exit
 * code, then |members|, which are members of a JSON object without braces.
 */
void aa_batch_line(aa_str *out, const aa_target *target, const char *sha256, aa_exit exit,
                   const char *members);

/* Appends the members that stand for an app of which nothing could be said, and why. */
void aa_batch_error(aa_str *out, const char *code, const char *reason);

/* The same for a worker that did not come to an end. */
void aa_batch_mishap(aa_str *out, const aa_mishap *mishap);

/*
 * What results call the file at |path|: "app" with its ending, so that the same content gives the same record
 * under any name.
 */
void aa_batch_name(const char *path, char out[16]);

/* A digest of everything but the files that records depend on. False: the program itself cannot be read. */
bool aa_batch_digest(const aa_settings *settings, aa_isolation isolation, char out[AA_SHA256_HEX]);

#endif
