/*
 * What "appassay check" was asked to do, read from its command line and found to make sense.
 */
#ifndef AA_CLI_SETTINGS_H
#define AA_CLI_SETTINGS_H

#include <appassay/analysis.h>

#include "cli/outputs.h"
#include "cli/progress.h"
#include "cli/tables.h"
#include "cli/targets.h"
#include "cli/verb.h"

typedef enum aa_fail_on { AA_FAIL_ON_FAIL, AA_FAIL_ON_UNDECIDED, AA_FAIL_ON_NEVER } aa_fail_on;

/* Strings are those of the command line, or in the arena of |tables|. */
typedef struct aa_settings {
    aa_tables tables;
    const char **paths; /* of the app's files */
    size_t path_count;
    aa_standard_choice *standards; /* at least one */
    size_t standard_count;
    aa_outputs outputs; /* at least one */
    aa_fail_on fail_on;
    int fail_on_severity; /* an aa_severity; -1: findings do not count */
    bool allow_incomplete;
    const char *today;           /* NULL: the policy's date */
    const char *previous;        /* the release before; NULL: none given */
    const char *answers;         /* people's answers; NULL: none given */
    struct aa_sheet_file *sheet; /* those answers, read before the work begins; NULL: none */
    unsigned threads;
    bool verbose;
    bool stats;           /* say where time went */
    bool show_secrets;    /* say what the reports leave out */
    bool require_sandbox; /* refuse to work with less isolation than there can be */
    aa_limits limits;
    const char *targets; /* list of a batch; NULL: one app, |paths| */
    bool null;           /* the list is separated by NULs */
    aa_shard shard;
    const char *journal, *cache; /* NULL: none */
    aa_progress_mode progress;
} aa_settings;

/*
 * Reads the command line of "check". AA_PARSED_RUN: the settings are complete. Otherwise a message or the
 * help is written and |*code_out| set. Released by aa_settings_done() either way.
 */
aa_parsed aa_settings_read(aa_settings *settings, aa_console *console, char *const *argv, aa_exit *code_out);
void aa_settings_done(aa_settings *settings);

/* What the verb does with them. */
aa_exit aa_check_run(aa_console *console, char *const *argv);

/* A number from |least| to |most|, with K, M or G behind it for 1024 and its powers. */
bool aa_settings_number(const char *text, uint64_t least, uint64_t most, uint64_t *out);

/* Whether the options of a batch fit together; completes its outputs. Not AA_EXIT_OK: a message is written.
 */
aa_exit aa_settings_check_batch(aa_settings *settings, size_t path_count);

/* Takes "NAME=VALUE" for --limit. False: a message is written. */
bool aa_settings_take_limit(aa_limits *limits, const char *text);

#endif
