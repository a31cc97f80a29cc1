/*
 * Renderings of a result. Each but result.json itself is a pure function of result.json and of the language.
 */
#ifndef APPASSAY_REPORT_H
#define APPASSAY_REPORT_H

#include <stdbool.h>

#include <appassay/result.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct aa_report_options {
    aa_lang lang;
    bool color;       /* ANSI colours, text format only */
    unsigned columns; /* width of the terminal; 0: 100 */
    bool verbose;     /* passing evidence and all places too, text format only */
    bool brief;       /* nothing after the row tables, text format only */
    bool bilingual;   /* Chinese with English beside it, PDF only */
} aa_report_options;

/*
 * Renders |result| as |format| ("text", "json"). |*out| becomes a malloc'd, NUL-terminated text of
 * |*out_len| bytes that the caller frees with free().
 * Errors: AA_E_USAGE unknown format, AA_E_NOMEM, AA_E_LIMIT larger than 256 MiB.
 */
AA_API AA_NODISCARD aa_err aa_report_render(const aa_result *result, const char *format,
                                            const aa_report_options *options, char **out, size_t *out_len);

/*
 * The same from |json|, |len| bytes of a result.json that was written before ("json"), without the app.
 * Errors: AA_E_FORMAT it is no appassay.result/1, AA_E_USAGE unknown format, AA_E_NOMEM, AA_E_LIMIT larger
 * than 256 MiB or nested deeper than a result is.
 */
AA_API AA_NODISCARD aa_err aa_report_render_json(const char *json, size_t len, const char *format,
                                                 const aa_report_options *options, char **out,
                                                 size_t *out_len);

/* A file of a report that is a folder. |content| lives as long as the library; NULL in the rendered file. */
typedef struct aa_report_part {
    const char *name; /* without a folder */
    const char *content;
    size_t len;
} aa_report_part;

/*
 * The files of |format| when it is a folder ("html-dir"), by index: first the one whose content is rendered,
 * then those that are the same for every app. False past the last, and for a format that is one file.
 */
AA_API bool aa_report_file(const char *format, size_t index, aa_report_part *out);

/*
 * What this machine lacks to make |format| ("no font ..."), as an English fragment; NULL when it lacks nothing
 * or there is no such format. Static storage.
 */
AA_API const char *aa_report_format_missing(const char *format);

/* Names of the formats, by index; NULL past the last. */
AA_API const char *aa_report_format_name(size_t index);

#ifdef __cplusplus
}
#endif
#endif
