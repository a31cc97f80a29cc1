/*
 * What the verbs share: language, colour, standard output that notices failure, messages on standard error.
 */
#ifndef AA_CLI_CONSOLE_H
#define AA_CLI_CONSOLE_H

#include <stdarg.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "cli/exit.h"

typedef enum aa_color_mode { AA_COLOR_AUTO, AA_COLOR_ALWAYS, AA_COLOR_NEVER } aa_color_mode;

typedef struct aa_console {
    aa_lang lang;
    bool lang_given; /* by --lang, not by the environment */
    aa_color_mode color_mode;
    bool quiet;
    unsigned columns; /* of standard output: the terminal's, else 100 */
} aa_console;

/* Language and width from the environment and the terminal. */
void aa_console_init(aa_console *console);

/* Whether standard output gets colours: --color, NO_COLOR, CLICOLOR_FORCE, TERM, and whether it is a
 * terminal. */
bool aa_console_color(const aa_console *console);

/* "appassay: SUBJECT: message" as one line on standard error; |subject| (NULL: none) and text are made
 * harmless. */
void aa_console_error(const char *subject, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * The same about one of |paths|: the one whose base name |detail| begins with ("app.apk: is empty"), which is
 * then told as it was given; else no path.
 */
void aa_console_input_error(const char *const *paths, size_t count, const char *detail);

/* As aa_console_error(), unless --quiet. */
void aa_console_note(const aa_console *console, const char *subject, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Writes to standard output and flushes it. False when the system refused; errno says why. */
bool aa_console_write(const char *text, size_t len);

/* Writes |s| to standard output, releases it, and gives the exit code: 0, 74 or 75. */
aa_exit aa_console_finish(aa_str *s);

/* Says that memory is out; AA_EXIT_TEMPORARY. */
aa_exit aa_console_out_of_memory(void);

/* Appends |text| wrapped to |columns|, each line indented. */
void aa_put_wrapped(aa_str *s, size_t columns, size_t indent, const char *text);

/* Appends |label|, padded to |label_columns|, and |text| wrapped beside it. An empty text gives nothing. */
void aa_put_labelled(aa_str *s, size_t columns, size_t indent, const char *label, size_t label_columns,
                     const char *text);

#endif
