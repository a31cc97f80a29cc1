/*
 * The inner side of <appassay/watch.h>: told by whoever turns to another part of the work.
 */
#ifndef AA_BASE_WATCH_H
#define AA_BASE_WATCH_H

#include <appassay/watch.h>

/* The entry of |watch| (NULL: nobody watches) that leaves the part out, or NULL. */
const aa_left_out *aa_watch_left_out(const aa_watch *watch, const char *stage, const char *artifact,
                                     const char *member);

/*
 * Tells that this thread turns to a part. The answer is NULL, or why it has to be left alone: then the watch
 * is not told, and the caller sees to it that the ledger is.
 */
const aa_left_out *aa_watch_enter(const aa_watch *watch, const char *stage, const char *artifact,
                                  const char *member);

/* Tells that this thread has nothing to do for now: when work hangs, it is not here. */
void aa_watch_leave(const aa_watch *watch);

#endif
