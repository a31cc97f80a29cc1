/*
 * Answer sheets on the command line: reading one, comparing its evidence files, putting it into a result.
 */
#ifndef AA_CLI_ANSWERS_H
#define AA_CLI_ANSWERS_H

#include "cli/exit.h"
#include "engine/result.h"
#include "reports/answers/merge.h"

/* Larger evidence is no screenshot, log or recording of a test that a report should name. */
#define AA_EVIDENCE_BYTES ((uint64_t)4 << 30)

/* An answer sheet as given on the command line. */
typedef struct aa_sheet_file {
    const char *path;
    /* Writes a message; NULL: aa_console_error(). A worker has no standard error. */
    void (*log)(const char *subject, const char *text);
    aa_arena *arena;
    aa_faults faults;
    aa_sheet sheet;
    size_t evidence_count, evidence_seen; /* files named; files found and equal to their SHA-256 */
} aa_sheet_file;

/*
 * Reads the sheet at |path| and compares the evidence files beside it that are there. AA_EXIT_OK, or each
 * fault has been written as "FILE:LINE:COLUMN: ..." . Released with aa_sheet_file_done() either way.
 */
aa_exit aa_sheet_file_read(aa_sheet_file *file, const char *path);
void aa_sheet_file_done(aa_sheet_file *file);

/* aa_answers_apply() with the faults written. */
aa_exit aa_sheet_file_apply(aa_sheet_file *file, const json_t *result, json_t **out);

/*
 * |json|, a result.json known to be sound, becomes the one with the answers of |file|, in |arena|.
 * AA_EXIT_OK, or messages have been written.
 */
aa_exit aa_answers_put(aa_sheet_file *file, aa_arena *arena, aa_bytes *json);

/* |root| as result.json is written, in |arena|. False: memory is out. */
bool aa_answers_dump(const json_t *root, aa_arena *arena, aa_bytes *out);

/* A result with answers in it. */
typedef struct aa_answered {
    aa_arena *arena;
    aa_bytes json;    /* result.json */
    aa_result result; /* the result it was made of, with the verdicts that rows and tables have now */
} aa_answered;

/* |result| with the answers of |file|. AA_EXIT_OK, or messages have been written. Released either way. */
aa_exit aa_answered_make(aa_answered *answered, aa_sheet_file *file, const aa_result *result);
void aa_answered_done(aa_answered *answered);

/*
 * Whether a report of |json| may be issued: AA_EXIT_UNDECIDED for open rows, AA_EXIT_INCOMPLETE for a partial
 * analysis, AA_EXIT_USAGE for what the answer sheet leaves blank; messages in the name of |name| say which.
 */
aa_exit aa_final_check(const char *name, aa_bytes json);

#endif
