/*
 * The reports that -o asks for: FORMAT[=FILE], again and again, one of them to standard output.
 */
#ifndef AA_CLI_OUTPUTS_H
#define AA_CLI_OUTPUTS_H

#include <appassay/report.h>

#include "cli/output.h"
#include "cli/verb.h"

#define AA_OUTPUTS_MAX 16

typedef struct aa_output {
    const char *format;
    const char *path; /* NULL: standard output */
} aa_output;

typedef struct aa_outputs {
    aa_output items[AA_OUTPUTS_MAX];
    size_t count;
} aa_outputs;

/* Takes the value of one -o. False: a message in the name of |verb| has been written. |text| must stay. */
bool aa_outputs_take(aa_outputs *outputs, const char *verb, const char *text);

/* Text on standard output, when nothing was asked for. */
void aa_outputs_complete(aa_outputs *outputs);

/* False: one of them cannot be written or is one of the |inputs|; a message has been written. */
bool aa_outputs_are_possible(const aa_outputs *outputs, const char *const *inputs, size_t input_count);

bool aa_outputs_use_stdout(const aa_outputs *outputs);

/* What the reports are made of. */
typedef struct aa_rendering {
    const char *name; /* that messages begin with */
    const void *subject;
    /* As aa_report_render(). */
    aa_err (*render)(const void *subject, const char *format, const aa_report_options *options, char **out,
                     size_t *out_len);
    bool verbose;
    bool bilingual;
} aa_rendering;

/* Makes and writes them all, in the order given. AA_EXIT_OK, or messages have been written. */
aa_exit aa_outputs_write(const aa_outputs *outputs, const aa_console *console, aa_interrupt *interrupt,
                         const aa_rendering *rendering);

#endif
