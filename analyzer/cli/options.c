#include "cli/options.h"

#include <string.h>

#include "base/utf8.h"
#include "cli/suggest.h"

#define NAME_MAX_BYTES 64

const aa_option aa_common_options[] = {
    {AA_OPTION_LANG,
     0,
     "lang",
     "LANG",
     {"en or zh-TW (default: from the locale)", "en 或 zh-TW（預設依語系環境）"}},
    {AA_OPTION_COLOR,
     0,
     "color",
     "WHEN",
     {"auto, always or never; auto heeds NO_COLOR", "auto、always 或 never；auto 遵循 NO_COLOR"}},
    {AA_OPTION_HELP, 'h', "help", NULL, {"show this help", "顯示本說明"}},
};
const size_t aa_common_option_count = sizeof aa_common_options / sizeof aa_common_options[0];

/* Option |i| of the verb's table and then of the common one, or NULL. */
static const aa_option *option_at(const aa_arguments *args, size_t i)
{
    if (i < args->count)
        return &args->table[i];
    i -= args->count;
    return i < aa_common_option_count ? &aa_common_options[i] : NULL;
}

static const aa_option *find_name(const aa_arguments *args, const char *name, size_t len)
{
    const aa_option *option = NULL;
    for (size_t i = 0; (option = option_at(args, i)) != NULL; i++) {
        if (strlen(option->name) == len && strncmp(option->name, name, len) == 0)
            return option;
    }
    return NULL;
}

static const aa_option *find_letter(const aa_arguments *args, char letter)
{
    const aa_option *option = NULL;
    for (size_t i = 0; (option = option_at(args, i)) != NULL; i++) {
        if (option->letter != 0 && option->letter == letter)
            return option;
    }
    return NULL;
}

static aa_argument no_such_option(const aa_arguments *args, const char *typed, size_t len)
{
    char name[NAME_MAX_BYTES + 1] = "";
    size_t dashes = strspn(typed, "-");
    if (len >= dashes && len - dashes <= NAME_MAX_BYTES)
        memcpy(name, typed + dashes, len - dashes);
    aa_suggestion suggestion = {.typed = name};
    const aa_option *option = NULL;
    for (size_t i = 0; (option = option_at(args, i)) != NULL; i++)
        aa_suggest_offer(&suggestion, option->name);
    aa_str_put(args->error, "there is no option ");
    aa_utf8_put_safe(args->error, typed);
    if (suggestion.best != NULL)
        aa_str_printf(args->error, "; did you mean --%s?", suggestion.best);
    return (aa_argument){.kind = AA_ARGUMENT_ERROR};
}

static aa_argument with_value(aa_arguments *args, const aa_option *option, const char *attached)
{
    aa_argument argument = {AA_ARGUMENT_OPTION, option, attached};
    if (option->value == NULL && attached != NULL) {
        aa_str_printf(args->error, "--%s takes no value", option->name);
        argument.kind = AA_ARGUMENT_ERROR;
    } else if (option->value != NULL && attached == NULL) {
        argument.text = *args->argv;
        if (*args->argv != NULL) {
            args->argv++;
        } else {
            aa_str_printf(args->error, "--%s needs a value: %s", option->name, option->value);
            argument.kind = AA_ARGUMENT_ERROR;
        }
    }
    return argument;
}

static aa_argument long_option(aa_arguments *args, const char *text)
{
    size_t len = strcspn(text, "=");
    const aa_option *option = find_name(args, text + 2, len - 2);
    if (option == NULL)
        return no_such_option(args, text, len);
    return with_value(args, option, text[len] == '=' ? text + len + 1 : NULL);
}

static aa_argument short_option(aa_arguments *args, const char *text)
{
    const aa_option *option = find_letter(args, text[1]);
    if (option == NULL || (option->value == NULL && text[2] != '\0'))
        return no_such_option(args, text, strlen(text));
    return with_value(args, option, text[2] == '\0' ? NULL : text + 2);
}

aa_argument aa_arguments_next(aa_arguments *args)
{
    if (!args->operands_only && *args->argv != NULL && strcmp(*args->argv, "--") == 0) {
        args->operands_only = true;
        args->argv++;
    }
    const char *text = *args->argv;
    if (text == NULL)
        return (aa_argument){.kind = AA_ARGUMENT_END};
    args->argv++;
    if (args->operands_only || text[0] != '-' || text[1] == '\0')
        return (aa_argument){AA_ARGUMENT_OPERAND, NULL, text};
    return text[1] == '-' ? long_option(args, text) : short_option(args, text);
}
