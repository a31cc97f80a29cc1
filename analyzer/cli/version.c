/*
 * appassay version: of the program, its data and its libraries.
 */
#include <libdeflate.h>
#include <libxml/parser.h>
#include <openssl/crypto.h>
#include <string.h>
#include <zip.h>

#include <appassay/check.h>
#include <appassay/report.h>
#include <appassay/version.h>

#include "base/json.h"
#include "cli/tables.h"
#include "cli/verb.h"
#include "engine/policy.h"

#define VERSION_BYTES 65536

enum { OPTION_OUTPUT };

static const aa_option options[] = {
    {OPTION_OUTPUT, 'o', "output", "text|json", {"format (default: text)", "格式（預設 text）"}},
};

static void put_json(aa_str *s, const aa_tables *tables, const char *policy_date)
{
    aa_json j;
    aa_json_init(&j, s);
    aa_json_open_object(&j, NULL);
    aa_json_text(&j, "name", "appassay");
    aa_json_text(&j, "version", aa_version());
    aa_json_text(&j, "policy", policy_date);
    aa_json_uint(&j, "checks", aa_check_count());
    aa_json_open_array(&j, "standards");
    for (size_t i = 0; i < tables->count; i++) {
        aa_json_open_object(&j, NULL);
        aa_json_text(&j, "id", tables->items[i]->id);
        aa_json_text(&j, "edition", tables->items[i]->edition);
        aa_json_uint(&j, "rows", tables->items[i]->row_count);
        aa_json_close_object(&j);
    }
    aa_json_close_array(&j);
    aa_json_open_array(&j, "formats");
    for (size_t i = 0; aa_report_format_name(i) != NULL; i++)
        aa_json_text(&j, NULL, aa_report_format_name(i));
    aa_json_close_array(&j);
    aa_json_open_object(&j, "libraries");
    aa_json_text(&j, "libdeflate", LIBDEFLATE_VERSION_STRING);
    aa_json_text(&j, "libxml2", LIBXML_DOTTED_VERSION);
    aa_json_text(&j, "libzip", zip_libzip_version());
    aa_json_text(&j, "openssl", OpenSSL_version(OPENSSL_VERSION_STRING));
    aa_json_close_object(&j);
    aa_json_close_object(&j);
}

static void put_text(aa_str *s, const aa_tables *tables, const char *policy_date)
{
    aa_str_printf(s, "appassay %s\n", aa_version());
    aa_str_printf(s, "policy %s, %zu checks\n", policy_date, aa_check_count());
    for (size_t i = 0; i < tables->count; i++)
        aa_str_printf(s, "%s: edition %s, %zu rows\n", tables->items[i]->id, tables->items[i]->edition,
                      tables->items[i]->row_count);
}

static bool take(void *context, const aa_option *option, const char *text)
{
    bool *json = context;
    if (option == NULL) {
        aa_usage_error("version", "takes no operand: \"%s\"", text);
        return false;
    }
    *json = strcmp(text, "json") == 0;
    if (!*json && strcmp(text, "text") != 0) {
        aa_usage_error("version", "-o is text or json, not \"%s\"", text);
        return false;
    }
    return true;
}

static aa_exit run(aa_console *console, char *const *argv)
{
    bool json = false;
    aa_exit code = AA_EXIT_OK;
    if (aa_verb_parse(&aa_verb_version, console, argv, take, &json, &code) != AA_PARSED_RUN)
        return code;
    aa_tables tables;
    aa_policy *policy = NULL;
    code = aa_tables_load(&tables);
    if (code == AA_EXIT_OK && aa_policy_builtin(tables.arena, &policy) != AA_OK)
        code = AA_EXIT_TEMPORARY;
    if (code == AA_EXIT_OK) {
        aa_str s;
        aa_str_init(&s, VERSION_BYTES);
        (json ? put_json : put_text)(&s, &tables, aa_policy_date(policy));
        code = aa_console_finish(&s);
    }
    aa_tables_done(&tables);
    return code;
}

const aa_verb aa_verb_version = {
    .name = "version",
    .synopsis = "[-o text|json]",
    .summary = {"Shows the version of the program, its rule books and its policy.",
                "顯示程式、要求事項表與判定準則之版本。"},
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = run,
};
