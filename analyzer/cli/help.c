/*
 * appassay help: the verbs, one verb, or the exit codes.
 */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/verb.h"

#define HELP_BYTES 65536

static aa_exit overview(const aa_console *console)
{
    static const char *const intro[AA_LANG_COUNT] = {
        "appassay judges a mobile app as shipped, row by row, against requirement tables.",
        "appassay 依要求事項表逐項判定出貨狀態之行動應用程式。"};
    static const char *const usage[AA_LANG_COUNT] = {"Usage: appassay VERB [ARGUMENT]… [OPTION]…",
                                                     "用法：appassay 動詞 [引數]… [選項]…"};
    static const char *const first[AA_LANG_COUNT] = {
        "First steps:\n"
        "  appassay check app.apk                          judge by the broker table, tier 三\n"
        "  appassay check app.apk --standard mas --tier L2 judge by the MAS baseline, L2\n"
        "  appassay check app.apk -o text -o json=result.json\n",
        "開始使用：\n"
        "  appassay check app.apk                          以經紀業表一第三類判定\n"
        "  appassay check app.apk --standard mas --tier L2 以 MAS 基準 L2 判定\n"
        "  appassay check app.apk -o text -o json=result.json\n"};
    static const char *const more[AA_LANG_COUNT] = {
        "\"appassay help VERB\" tells more; \"appassay help exit-codes\" lists the exit codes.",
        "「appassay help 動詞」有詳細說明；「appassay help exit-codes」列出結束代碼。"};
    aa_str s;
    aa_str_init(&s, HELP_BYTES);
    aa_put_wrapped(&s, console->columns, 0, intro[console->lang]);
    aa_str_printf(&s, "%s\n\n", usage[console->lang]);
    const aa_verb *verb = NULL;
    for (size_t i = 0; (verb = aa_verb_at(i)) != NULL; i++)
        aa_put_labelled(&s, console->columns, 2, verb->name, 8, verb->summary[console->lang]);
    aa_str_printf(&s, "\n%s\n", first[console->lang]);
    aa_put_wrapped(&s, console->columns, 0, more[console->lang]);
    return aa_console_finish(&s);
}

static aa_exit exit_codes(const aa_console *console)
{
    static const char *const rule[AA_LANG_COUNT] = {
        "When several apply, the largest wins, except that 1 beats 3.",
        "同時符合數項時取最大者，惟 1 優先於 3。"};
    aa_str s;
    aa_str_init(&s, HELP_BYTES);
    aa_exit_meaning meaning;
    for (size_t i = 0; aa_exit_at(i, &meaning); i++) {
        char code[16];
        snprintf(code, sizeof code, "%2d", (int)meaning.code);
        aa_put_labelled(&s, console->columns, 0, code, 2, meaning.text[console->lang]);
    }
    aa_put_wrapped(&s, console->columns, 0, rule[console->lang]);
    return aa_console_finish(&s);
}

static bool take(void *context, const aa_option *option, const char *text)
{
    (void)option;
    const char **topic = context;
    if (*topic != NULL) {
        aa_usage_error("help", "one verb at a time");
        return false;
    }
    *topic = text;
    return true;
}

static aa_exit run(aa_console *console, char *const *argv)
{
    const char *topic = NULL;
    aa_exit code = AA_EXIT_OK;
    if (aa_verb_parse(&aa_verb_help, console, argv, take, &topic, &code) != AA_PARSED_RUN)
        return code;
    if (topic == NULL)
        return overview(console);
    if (strcmp(topic, "exit-codes") == 0)
        return exit_codes(console);
    const aa_verb *verb = aa_verb_find(topic);
    return verb == NULL ? AA_EXIT_USAGE : aa_verb_help_text(verb, console);
}

const aa_verb aa_verb_help = {
    .name = "help",
    .synopsis = "[VERB|exit-codes]",
    .summary = {"Shows the verbs, the options of one, or the exit codes.", "說明各動詞、其選項或結束代碼。"},
    .run = run,
};
