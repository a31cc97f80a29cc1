/*
 * Rendering: a result becomes result.json, and every other report is made of that.
 */
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "engine/report.h"
#include "reports/document/document.h"

#define REPORT_BYTES ((size_t)256 << 20) /* <appassay/report.h> promises this */

extern const aa_report_format aa_report_format_json;

static const aa_report_format *find(const char *id)
{
    for (size_t i = 0; i < aa_report_registry_count; i++) {
        if (strcmp(aa_report_registry[i].id, id) == 0)
            return aa_report_registry[i].format;
    }
    return NULL;
}

/* Gives the text away, or releases it. */
static aa_err finish(aa_str *text, char **out, size_t *out_len)
{
    if (text->cap == 0)
        aa_str_putn(text, "", 0); /* an empty report is malloc'd, too */
    if (!aa_str_ok(text)) {
        aa_err err = text->too_long ? AA_E_LIMIT : AA_E_NOMEM;
        aa_str_done(text);
        return err;
    }
    *out = text->ptr;
    *out_len = text->len;
    return AA_OK;
}

static aa_err render_document(const aa_document *document, const aa_report_format *format,
                              const aa_report_options *options, char **out, size_t *out_len)
{
    aa_str text;
    aa_str_init(&text, REPORT_BYTES);
    format->render_document(document, options, &text);
    return finish(&text, out, out_len);
}

static aa_err render_result(const aa_result *result, const aa_report_format *format,
                            const aa_report_options *options, char **out, size_t *out_len)
{
    aa_str text;
    aa_str_init(&text, REPORT_BYTES);
    format->render(result, options, &text);
    return finish(&text, out, out_len);
}

/* What appassay wrote itself and cannot read is a mistake of its own. */
static aa_err of_own(aa_err err)
{
    return err == AA_E_FORMAT ? AA_E_INTERNAL : err;
}

aa_err aa_report_render(const aa_result *result, const char *format, const aa_report_options *options,
                        char **out, size_t *out_len)
{
    const aa_report_format *found = find(format);
    if (found == NULL || (unsigned)options->lang >= AA_LANG_COUNT)
        return AA_E_USAGE;
    if (found->render_document == NULL)
        return render_result(result, found, options, out, out_len);
    char *json = NULL;
    size_t json_len = 0;
    aa_document *document = NULL;
    aa_err err = render_result(result, &aa_report_format_json, options, &json, &json_len);
    if (err != AA_OK)
        return err;
    err = of_own(aa_document_parse(json, json_len, &document));
    free(json);
    if (err == AA_OK && !aa_document_lend(document, result))
        err = AA_E_NOMEM;
    if (err == AA_OK)
        err = render_document(document, found, options, out, out_len);
    aa_document_free(document);
    return err;
}

aa_err aa_report_render_json(const char *json, size_t len, const char *format,
                             const aa_report_options *options, char **out, size_t *out_len)
{
    const aa_report_format *found = find(format);
    if (found == NULL || (unsigned)options->lang >= AA_LANG_COUNT)
        return AA_E_USAGE;
    aa_document *document = NULL;
    aa_err err = aa_document_parse(json, len, &document);
    if (err != AA_OK)
        return err;
    if (found->render_document != NULL) {
        err = render_document(document, found, options, out, out_len);
    } else {
        aa_str text; /* result.json is itself */
        aa_str_init(&text, REPORT_BYTES);
        aa_str_putn(&text, json, len);
        err = finish(&text, out, out_len);
    }
    aa_document_free(document);
    return err;
}

bool aa_report_file(const char *format, size_t index, aa_report_part *out)
{
    const aa_report_format *found = find(format);
    if (found == NULL || found->main_file == NULL)
        return false;
    if (index == 0) {
        *out = (aa_report_part){.name = found->main_file};
        return true;
    }
    for (size_t i = 0; i < index; i++) {
        if (found->files[i] == NULL)
            return false;
    }
    aa_bytes content = aa_embedded_find(found->files[index - 1]);
    *out = (aa_report_part){found->files[index - 1], (const char *)content.p, content.n};
    return true;
}

bool aa_report_needs_files(const char *format)
{
    const aa_report_format *found = find(format);
    return found != NULL && found->needs_files;
}

const char *aa_report_format_missing(const char *format)
{
    const aa_report_format *found = find(format);
    return found == NULL || found->missing == NULL ? NULL : found->missing();
}

const char *aa_report_format_name(size_t index)
{
    return index < aa_report_registry_count ? aa_report_registry[index].id : NULL;
}
