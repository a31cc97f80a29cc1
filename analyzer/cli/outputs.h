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
    bool is_records;  /* "ndjson": a line for each app of a batch, and no report of its own */
} aa_output;

typedef struct aa_outputs {
    aa_output items[AA_OUTPUTS_MAX];
    size_t count;
    bool with_records; /* "ndjson" is a format too; set before taking */
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

/* How a report for a file, or for standard output, is to look. */
aa_report_options aa_outputs_options(const aa_console *console, bool verbose, bool to_file);

/* Writes one report that was made. False: a message has been written. */
bool aa_outputs_put(const aa_output *output, aa_interrupt *interrupt, const char *text, size_t len);

/* Makes and writes one. AA_EXIT_OK, or a message has been written. */
aa_exit aa_outputs_write_one(const aa_output *output, const aa_console *console, aa_interrupt *interrupt,
                             const aa_rendering *rendering);

/* Makes and writes them all, in the order given. AA_EXIT_OK, or messages have been written. */
aa_exit aa_outputs_write(const aa_outputs *outputs, const aa_console *console, aa_interrupt *interrupt,
                         const aa_rendering *rendering);

#endif
