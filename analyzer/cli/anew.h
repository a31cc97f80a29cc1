/*
 * An app judged again as a result says it was: by its tables and tiers, as of its day.
 */
#ifndef AA_CLI_ANEW_H
#define AA_CLI_ANEW_H

#include "base/arena.h"
#include "cli/exit.h"

typedef struct aa_anew_task {
    aa_bytes result;         /* a sound result.json */
    const char *const *apps; /* the app's files */
    size_t app_count;
    const char *answers;  /* NULL: none were given */
    const char *previous; /* NULL: none was given */
} aa_anew_task;

/*
 * Runs this program's own "check" in a process of its own and takes the result that it writes. AA_EXIT_OK;
 * else a message has been written, by it or by this.
 */
aa_exit aa_judge_anew(aa_arena *arena, const aa_anew_task *task, aa_bytes *out);

#endif
