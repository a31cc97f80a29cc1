#include <string.h>

#include "cli/limits.h"
#include "cli/settings.h"
#include "cli/suggest.h"

/* "report-bytes" is as good as "report_bytes": options are written that way. */
static bool is_called(const aa_limit *limit, const char *name)
{
    size_t i = 0;
    while (limit->name[i] != '\0' && limit->name[i] == (name[i] == '-' ? '_' : name[i]))
        i++;
    return limit->name[i] == '\0' && name[i] == '\0';
}

bool aa_settings_take_limit(aa_limits *limits, const char *text)
{
    char name[64];
    uint64_t value = 0;
    size_t n = strcspn(text, "=");
    if (text[n] != '=' || n >= sizeof name || !aa_settings_number(text + n + 1, 1, UINT64_MAX, &value)) {
        aa_usage_error("check", "--limit is NAME=VALUE, a number from 1 on, not \"%s\"", text);
        return false;
    }
    memcpy(name, text, n);
    name[n] = '\0';
    aa_suggestion suggestion = {.typed = name};
    const aa_limit *limit = NULL;
    for (size_t i = 0; (limit = aa_limit_at(i)) != NULL; i++) {
        if (is_called(limit, name))
            break;
        aa_suggest_offer(&suggestion, limit->name);
    }
    if (limit != NULL && aa_limit_set(limits, limit, value))
        return true;
    if (limit != NULL)
        aa_usage_error("check", "--limit %s is at most 4294967295", name);
    else if (suggestion.best != NULL)
        aa_usage_error("check", "there is no limit \"%s\"; did you mean \"%s\"?", name, suggestion.best);
    else
        aa_usage_error("check", "there is no limit \"%s\"; see appassay(1)", name);
    return false;
}
