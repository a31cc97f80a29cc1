/*
 * What a batch has done, for the next run of the same command: one line for each target, written when its
 * record is complete. The process may be killed at any byte; a line that is not whole is as if never written.
 */
#ifndef AA_CLI_JOURNAL_H
#define AA_CLI_JOURNAL_H

#include "cli/targets.h"

/* A target that is done: what became of it. */
typedef struct aa_done {
    size_t index;
    char key[AA_SHA256_HEX];    /* of its line in the list, see aa_journal_key() */
    char sha256[AA_SHA256_HEX]; /* of the file; "-" when it could not be read */
    aa_exit exit;
    const char *line; /* of the output, without its end; in the arena */
} aa_done;

typedef struct aa_journal {
    int fd;      /* -1: none is kept */
    aa_vec done; /* of aa_done, as read at the start, by index; of several for one target the last */
} aa_journal;

/* What identifies a target in the journal. False: memory is out. */
bool aa_journal_key(const aa_target *target, char out[AA_SHA256_HEX]);

/*
 * Opens or begins the journal at |path| for work that |settings| (a digest of everything that results depend
 * on) describes, and reads what is done. Not AA_EXIT_OK: a message is written; AA_EXIT_USAGE it is of other
 * work, AA_EXIT_TEMPORARY another process is at it.
 * Nothing is open then.
 */
aa_exit aa_journal_open(aa_arena *arena, const char *path, const char *settings, aa_journal *out);
void aa_journal_close(aa_journal *journal);

/* What became of |target| when its file was as it is now; NULL: not known. */
const aa_done *aa_journal_find(const aa_journal *journal, const aa_target *target, const char *sha256);

/* Adds a line and waits until it is on the disk. False: it cannot be written; errno says why. */
bool aa_journal_add(aa_journal *journal, const aa_done *done);

#endif
