/*
 * The command line, read by tables. One table for each verb: parsing, help, suggestions and the check of the
 * manual page come from it.
 */
#ifndef AA_CLI_OPTIONS_H
#define AA_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include <appassay/result.h>

#include "base/str.h"

typedef struct aa_option {
    int id;            /* unique in its table; see AA_OPTION_COMMON */
    char letter;       /* 0: none */
    const char *name;  /* "standard" */
    const char *value; /* placeholder of its value, "NAME"; NULL: it takes none */
    const char *help[AA_LANG_COUNT];
} aa_option;

/* Options of every verb; their ids begin here, those of a verb's own table end before. */
#define AA_OPTION_COMMON 100

enum { AA_OPTION_LANG = AA_OPTION_COMMON, AA_OPTION_COLOR, AA_OPTION_HELP };

extern const aa_option aa_common_options[];
extern const size_t aa_common_option_count;

typedef enum aa_argument_kind {
    AA_ARGUMENT_END,
    AA_ARGUMENT_OPTION,
    AA_ARGUMENT_OPERAND,
    AA_ARGUMENT_ERROR,
} aa_argument_kind;

typedef struct aa_argument {
    aa_argument_kind kind;
    const aa_option *option;
    const char *text; /* value of the option (NULL: it takes none) or the operand */
} aa_argument;

typedef struct aa_arguments {
    const aa_option *table; /* of the verb */
    size_t count;
    char *const *argv;  /* NULL-terminated; the next argument comes first */
    bool operands_only; /* after "--" */
    aa_str *error;      /* gets a sentence fragment for AA_ARGUMENT_ERROR */
} aa_arguments;

/* The next argument: "--name value", "--name=value", "-x value", "-xvalue"; "-" alone is an operand. */
aa_argument aa_arguments_next(aa_arguments *args);

#endif
