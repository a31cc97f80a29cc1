#include <string.h>

#include "engine/report.h"

#define REPORT_BYTES ((size_t)256 << 20) /* <appassay/report.h> promises this */

static const aa_report_format *find(const char *id)
{
    for (size_t i = 0; i < aa_report_registry_count; i++) {
        if (strcmp(aa_report_registry[i].id, id) == 0)
            return aa_report_registry[i].format;
    }
    return NULL;
}

aa_err aa_report_render(const aa_result *result, const char *format, const aa_report_options *options,
                        char **out, size_t *out_len)
{
    const aa_report_format *found = find(format);
    if (found == NULL || (unsigned)options->lang >= AA_LANG_COUNT)
        return AA_E_USAGE;
    aa_str text;
    aa_str_init(&text, REPORT_BYTES);
    found->render(result, options, &text);
    if (text.cap == 0)
        aa_str_putn(&text, "", 0); /* an empty report is malloc'd, too */
    if (!aa_str_ok(&text)) {
        aa_err err = text.too_long ? AA_E_LIMIT : AA_E_NOMEM;
        aa_str_done(&text);
        return err;
    }
    *out = text.ptr;
    *out_len = text.len;
    return AA_OK;
}

const char *aa_report_format_name(size_t index)
{
    return index < aa_report_registry_count ? aa_report_registry[index].id : NULL;
}
