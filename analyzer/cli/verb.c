#include "cli/verb.h"

#include <string.h>

#include <stdio.h>

#include "base/utf8.h"
#include "cli/suggest.h"

#define ERROR_BYTES 4096
#define HELP_BYTES  65536

static const aa_verb *const verbs[] = {
    &aa_verb_check, &aa_verb_report,  &aa_verb_bundle,  &aa_verb_verify,  &aa_verb_explain,
    &aa_verb_rules, &aa_verb_inspect, &aa_verb_answers, &aa_verb_version, &aa_verb_help,
};

const aa_verb *aa_verb_at(size_t index)
{
    return index < sizeof verbs / sizeof verbs[0] ? verbs[index] : NULL;
}

const aa_verb *aa_verb_find(const char *name)
{
    aa_suggestion suggestion = {.typed = name};
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
        if (strcmp(verbs[i]->name, name) == 0)
            return verbs[i];
        aa_suggest_offer(&suggestion, verbs[i]->name);
    }
    if (suggestion.best != NULL)
        aa_console_error(NULL, "there is no verb \"%s\"; did you mean \"%s\"?", name, suggestion.best);
    else
        aa_console_error(NULL, "there is no verb \"%s\"; see \"appassay help\"", name);
    return NULL;
}

aa_exit aa_usage_error(const char *verb, const char *format, ...)
{
    char message[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    aa_console_error(verb, "%s (see \"appassay help %s\")", message, verb);
    return AA_EXIT_USAGE;
}

static bool take_lang(const aa_verb *verb, aa_console *console, const char *text)
{
    aa_suggestion suggestion = {.typed = text};
    for (int lang = 0; lang < AA_LANG_COUNT; lang++) {
        if (strcmp(text, aa_lang_name((aa_lang)lang)) == 0) {
            console->lang = (aa_lang)lang;
            console->lang_given = true;
            return true;
        }
        aa_suggest_offer(&suggestion, aa_lang_name((aa_lang)lang));
    }
    aa_usage_error(verb->name, "--lang is en or zh-TW, not \"%s\"", text);
    return false;
}

static bool take_color(const aa_verb *verb, aa_console *console, const char *text)
{
    static const char *const modes[] = {
        [AA_COLOR_AUTO] = "auto", [AA_COLOR_ALWAYS] = "always", [AA_COLOR_NEVER] = "never"};
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
        if (strcmp(text, modes[i]) == 0) {
            console->color_mode = (aa_color_mode)i;
            return true;
        }
    }
    aa_usage_error(verb->name, "--color is auto, always or never, not \"%s\"", text);
    return false;
}

static bool take_common(const aa_verb *verb, aa_console *console, const aa_argument *argument, bool *help)
{
    if (argument->option->id == AA_OPTION_LANG)
        return take_lang(verb, console, argument->text);
    if (argument->option->id == AA_OPTION_COLOR)
        return take_color(verb, console, argument->text);
    *help = true;
    return true;
}

aa_parsed aa_verb_parse(const aa_verb *verb, aa_console *console, char *const *argv, aa_take take,
                        void *context, aa_exit *code_out)
{
    aa_str error;
    aa_str_init(&error, ERROR_BYTES);
    aa_arguments args = {.table = verb->options, .count = verb->option_count, .argv = argv, .error = &error};
    bool help = false;
    bool good = true;
    while (good) {
        aa_argument argument = aa_arguments_next(&args);
        if (argument.kind == AA_ARGUMENT_END)
            break;
        if (argument.kind == AA_ARGUMENT_ERROR) {
            aa_usage_error(verb->name, "%s", error.ptr);
            good = false;
        } else if (argument.option != NULL && argument.option->id >= AA_OPTION_COMMON) {
            good = take_common(verb, console, &argument, &help);
        } else {
            good = take(context, argument.option, argument.text);
        }
    }
    aa_str_done(&error);
    *code_out = good ? AA_EXIT_OK : AA_EXIT_USAGE;
    if (!good)
        return AA_PARSED_WRONG;
    if (help)
        *code_out = aa_verb_help_text(verb, console);
    return help ? AA_PARSED_HELP : AA_PARSED_RUN;
}

/* "-o, --output FORMAT[=FILE]" */
static void put_option_label(aa_str *s, const aa_option *option)
{
    if (option->letter != 0)
        aa_str_printf(s, "-%c, ", option->letter);
    else
        aa_str_put(s, "    ");
    aa_str_printf(s, "--%s", option->name);
    if (option->value != NULL)
        aa_str_printf(s, " %s", option->value);
}

static void put_options(aa_str *s, const aa_console *console, const aa_option *options, size_t count,
                        size_t columns)
{
    for (size_t i = 0; i < count; i++) {
        aa_str label;
        aa_str_init(&label, HELP_BYTES);
        put_option_label(&label, &options[i]);
        aa_put_labelled(s, console->columns, 2, label.ptr, columns, options[i].help[console->lang]);
        aa_str_done(&label);
    }
}

static size_t widest_label(const aa_option *options, size_t count, size_t widest)
{
    for (size_t i = 0; i < count; i++) {
        size_t value = options[i].value == NULL ? 0 : 1 + aa_utf8_columns(options[i].value);
        size_t columns = strlen("-x, --") + strlen(options[i].name) + value;
        widest = columns > widest ? columns : widest;
    }
    return widest;
}

aa_exit aa_verb_help_text(const aa_verb *verb, const aa_console *console)
{
    static const char *const usage[AA_LANG_COUNT] = {"Usage: ", "用法："};
    static const char *const options[AA_LANG_COUNT] = {"Options:", "選項："};
    aa_str s;
    aa_str_init(&s, HELP_BYTES);
    aa_str_printf(&s, "%sappassay %s %s\n", usage[console->lang], verb->name, verb->synopsis);
    aa_put_wrapped(&s, console->columns, 0, verb->summary[console->lang]);
    aa_str_printf(&s, "\n%s\n", options[console->lang]);
    size_t columns = widest_label(verb->options, verb->option_count, 0);
    columns = widest_label(aa_common_options, aa_common_option_count, columns);
    put_options(&s, console, verb->options, verb->option_count, columns);
    put_options(&s, console, aa_common_options, aa_common_option_count, columns);
    if (verb->put_notes != NULL) {
        aa_str_putc(&s, '\n');
        verb->put_notes(&s, console);
    }
    return aa_console_finish(&s);
}
