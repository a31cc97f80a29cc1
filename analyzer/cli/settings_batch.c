#include <string.h>

#include "cli/settings.h"
#include "engine/report.h"

/* The reports of single apps need a name for each. */
static aa_exit check_outputs(const aa_outputs *outputs)
{
    for (size_t i = 0; i < outputs->count; i++) {
        const aa_output *output = &outputs->items[i];
        const char *place = output->path == NULL ? NULL : strstr(output->path, "{sha256}");
        if (!output->is_records && place == NULL)
            return aa_usage_error("check",
                                  "with --targets, a %s report goes to a file with {sha256} in its name",
                                  output->format);
        if (aa_report_needs_files(output->format))
            return aa_usage_error("check", "with --targets, write json; \"appassay report\" makes %s of it",
                                  output->format);
        if (output->is_records && i > 0 && outputs->items[0].is_records)
            return aa_usage_error("check", "ndjson is written once");
    }
    return AA_EXIT_OK;
}

aa_exit aa_settings_check_batch(aa_settings *settings, size_t path_count)
{
    bool asked =
        settings->null || settings->shard.count > 0 || settings->journal != NULL || settings->cache != NULL;
    if (settings->targets == NULL) {
        for (size_t i = 0; i < settings->outputs.count; i++)
            asked = asked || settings->outputs.items[i].is_records;
        return asked ? aa_usage_error("check", "-0, --shard, --journal, --cache and ndjson go with --targets")
                     : AA_EXIT_OK;
    }
    if (path_count > 0)
        return aa_usage_error("check", "either files of one app or --targets");
    if (settings->previous != NULL)
        return aa_usage_error("check", "--previous is about one app and does not go with --targets");
    if (settings->answers != NULL)
        return aa_usage_error("check", "--answers are about one app and do not go with --targets");
    if (settings->outputs.count == 0)
        settings->outputs.items[settings->outputs.count++] =
            (aa_output){.format = "ndjson", .is_records = true};
    if (settings->cache != NULL) {
        for (size_t i = 0; i < settings->outputs.count; i++) {
            if (!settings->outputs.items[i].is_records)
                return aa_usage_error("check", "--cache keeps records only; make reports without it");
        }
    }
    return check_outputs(&settings->outputs);
}
