/*
 * What a report format is. One format = one file in reports/ = one const aa_report_format, found by its
 * path: reports/text.c defines aa_report_format_text.
 */
#ifndef AA_ENGINE_REPORT_H
#define AA_ENGINE_REPORT_H

#include <appassay/report.h>

#include "base/str.h"
#include "engine/result.h"

struct aa_document; /* result.json as read back: reports/document/document.h */

typedef struct aa_report_format {
    const char *media_type;
    /* Appends the report to |out|; failure shows in aa_str_ok(). One of the two is set: |render| by
     * result.json itself alone. */
    void (*render)(const aa_result *result, const aa_report_options *options, aa_str *out);
    void (*render_document)(const struct aa_document *document, const aa_report_options *options,
                            aa_str *out);
    /* A format that is a folder: the name of what is rendered, and those of the embedded files that stand
     * beside it, ended by NULL. Both are NULL for a format that is one file. */
    const char *main_file;
    const char *const *files;
    const char *(*missing)(void); /* what this machine lacks for it, or NULL; the member NULL: never anything */
    bool needs_files;             /* of the system, such as fonts: it is not made inside a cage */
} aa_report_format;

typedef struct aa_report_entry {
    const char *id;
    const aa_report_format *format;
} aa_report_entry;

extern const aa_report_entry aa_report_registry[];
extern const size_t aa_report_registry_count;

/* Whether |format| reads files of the system. False for one that is unknown. */
bool aa_report_needs_files(const char *format);

#endif
