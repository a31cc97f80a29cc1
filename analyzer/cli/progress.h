/*
 * How far a batch is, on standard error: a bar for a terminal, JSON lines for programs.
 */
#ifndef AA_CLI_PROGRESS_H
#define AA_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cli/exit.h"

typedef enum aa_progress_mode {
    AA_PROGRESS_AUTO, /* a bar on a terminal, nothing elsewhere */
    AA_PROGRESS_BAR,
    AA_PROGRESS_JSON,
    AA_PROGRESS_NONE,
} aa_progress_mode;

typedef struct aa_progress {
    aa_progress_mode mode;
    size_t total, done, resumed; /* resumed: done by an earlier run, no measure of speed */
    size_t incomplete;           /* targets with exit 4 and above */
    uint64_t begun, shown;       /* aa_supervise_now() */
} aa_progress;

bool aa_progress_parse(const char *text, aa_progress_mode *out);
void aa_progress_begin(aa_progress *progress, aa_progress_mode mode, bool quiet, size_t total);
/* One more target is done; |sha256| "-" when it could not be read. */
void aa_progress_step(aa_progress *progress, const char *id, const char *sha256, aa_exit exit, bool resumed);
/* Draws the bar when it is time; |last|: in any case, and ends its line. */
void aa_progress_show(aa_progress *progress, bool last);

#endif
