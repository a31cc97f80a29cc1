/*
 * What a verb is. One verb = one file; main.c lists them.
 */
#ifndef AA_CLI_VERB_H
#define AA_CLI_VERB_H

#include "cli/console.h"
#include "cli/options.h"

typedef struct aa_verb {
    const char *name;
    const char *synopsis; /* what follows the name: "FILE… [OPTION]…" */
    const char *summary[AA_LANG_COUNT];
    const aa_option *options;
    size_t option_count;
    void (*put_notes)(aa_str *s, const aa_console *console); /* shown below the options; NULL: nothing */
    /* Runs with the arguments after the verb (NULL-terminated) and gives the exit code. */
    aa_exit (*run)(aa_console *console, char *const *argv);
} aa_verb;

extern const aa_verb aa_verb_answers;
extern const aa_verb aa_verb_bundle;
extern const aa_verb aa_verb_check;
extern const aa_verb aa_verb_explain;
extern const aa_verb aa_verb_help;
extern const aa_verb aa_verb_inspect;
extern const aa_verb aa_verb_report;
extern const aa_verb aa_verb_rules;
extern const aa_verb aa_verb_verify;
extern const aa_verb aa_verb_version;

/* All verbs, in the order of the help. NULL past the last. */
const aa_verb *aa_verb_at(size_t index);

/* The verb called |name|; NULL, with a message that suggests one, when there is none. */
const aa_verb *aa_verb_find(const char *name);

/* What reading a verb's command line came to. */
typedef enum aa_parsed {
    AA_PARSED_RUN,  /* go on */
    AA_PARSED_HELP, /* help was asked for and is written: *code_out is the exit code */
    AA_PARSED_WRONG /* a message is written: *code_out is AA_EXIT_USAGE */
} aa_parsed;

/* Takes one option of the verb, or an operand (|option| NULL). False: a message has been written. */
typedef bool (*aa_take)(void *context, const aa_option *option, const char *text);

/* Reads the command line of |verb| by its table; common options are handled here. */
aa_parsed aa_verb_parse(const aa_verb *verb, aa_console *console, char *const *argv, aa_take take,
                        void *context, aa_exit *code_out);

/* Writes the help of |verb| to standard output. */
aa_exit aa_verb_help_text(const aa_verb *verb, const aa_console *console);

/* "usage" messages of verbs: the sentence, then where the help is. Gives AA_EXIT_USAGE. */
aa_exit aa_usage_error(const char *verb, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
