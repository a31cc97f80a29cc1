/*
 * Where a worker is, in memory that it shares with its supervisor: every thread writes what it turns to into
 * a place of its own, without a system call, and the supervisor looks once, after the worker has ended. A
 * worker that was taken over may write anything there; what is read is a bounded copy.
 */
#ifndef AA_SUPERVISE_BOARD_H
#define AA_SUPERVISE_BOARD_H

#include <stdbool.h>
#include <stdint.h>

#include <appassay/watch.h>

#define AA_BOARD_TEXT   4072 /* bytes of all names of a place */
#define AA_BOARD_PLACES 128  /* threads that are remembered; another one takes the oldest place */

typedef struct aa_board aa_board;

/* What a place says. Texts "" for none. */
typedef struct aa_board_entry {
    char text[AA_BOARD_TEXT + 1];
    const char *stage, *artifact, *member; /* in |text| */
    bool cut;                              /* the names may be longer than what is here */
} aa_board_entry;

/* Shared with every process forked later; NULL when memory is out. aa_board_free() takes NULL. */
aa_board *aa_board_new(void);
void aa_board_free(aa_board *board);

/* The stage of |thread|, a number of the system. Threads may do so at the same time; names are cut to fit. */
void aa_board_put(aa_board *board, uint32_t thread, const aa_stage *stage);

/* |thread| has nothing to do until it puts a stage again. */
void aa_board_leave(aa_board *board, uint32_t thread);

/* Instead of a thread: the one whose stage is the latest, or the one that stays at its stage for longest. */
#define AA_BOARD_LAST  UINT32_C(0)
#define AA_BOARD_FIRST UINT32_MAX

/* The place of |thread|; false, with empty texts, when there is none, or it is not whole. */
bool aa_board_read(const aa_board *board, uint32_t thread, aa_board_entry *out);

#endif
