#include "cli/settings.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <appassay/report.h>

#include "base/vec.h"
#include "cli/suggest.h"
#include "engine/policy.h"

#define THREADS_MAX   1024
#define SECONDS_MAX   86400
#define MEMORY_MIN    (UINT64_C(64) << 20)
#define MEMORY_MAX    (UINT64_C(1) << 40)
#define HELP_BYTES    4096
#define LABEL_COLUMNS 10

enum {
    OPTION_STANDARD,
    OPTION_TIER,
    OPTION_OUTPUT,
    OPTION_FAIL_ON,
    OPTION_FAIL_ON_SEVERITY,
    OPTION_ALLOW_INCOMPLETE,
    OPTION_TODAY,
    OPTION_PREVIOUS,
    OPTION_ANSWERS,
    OPTION_JOBS,
    OPTION_QUIET,
    OPTION_VERBOSE,
    OPTION_STATS,
    OPTION_SHOW_SECRETS,
    OPTION_TARGETS,
    OPTION_NULL,
    OPTION_SHARD,
    OPTION_JOURNAL,
    OPTION_CACHE,
    OPTION_PROGRESS,
    OPTION_TIMEOUT,
    OPTION_MAX_MEMORY,
    OPTION_REQUIRE_SANDBOX,
    OPTION_LIMIT,
};

static const aa_option options[] = {
    {OPTION_STANDARD,
     's',
     "standard",
     "TABLE",
     {"table to judge by, repeatable (default: broker)", "判定所依之要求事項表，可重複（預設 broker）"}},
    {OPTION_TIER, 't', "tier", "TIER", {"its tier: 3, 三, L2, L3+F", "該要求事項表之分類：3、三、L2、L3+F"}},
    {OPTION_OUTPUT,
     'o',
     "output",
     "FORMAT[=FILE]",
     {"report to write, repeatable (default: text)", "產生之報告，可重複（預設 text）"}},
    {OPTION_FAIL_ON,
     0,
     "fail-on",
     "WHEN",
     {"fail (default), undecided or never: exit 1 or 3", "fail（預設）、undecided 或 never：以 1 或 3 結束"}},
    {OPTION_FAIL_ON_SEVERITY,
     0,
     "fail-on-severity",
     "LEVEL",
     {"exit with 1 on any finding of LEVEL or above", "有 LEVEL 以上之發現事項時以 1 結束"}},
    {OPTION_ALLOW_INCOMPLETE,
     0,
     "allow-incomplete",
     NULL,
     {"do not exit with 5 when parts could not be read", "部分輸入無法讀取時不以 5 結束"}},
    {OPTION_TODAY,
     0,
     "today",
     "YYYY-MM-DD",
     {"day for expiry dates (default: the policy's)", "比對到期日之日期（預設依判定準則）"}},
    {OPTION_PREVIOUS,
     'p',
     "previous",
     "FILE",
     {"the release before: its package or result.json", "前一版：其套件或 result.json"}},
    {OPTION_ANSWERS, 'a', "answers", "FILE", {"people's answers to open rows", "人工佐證表"}},
    {OPTION_JOBS, 'j', "jobs", "N", {"threads (default: one for each core)", "執行緒數（預設每核心一個）"}},
    {OPTION_QUIET,
     'q',
     "quiet",
     NULL,
     {"no remarks; on standard output the tables only", "不附說明；標準輸出僅列判定表"}},
    {OPTION_VERBOSE,
     'v',
     "verbose",
     NULL,
     {"every place, and the evidence for passing", "列出所有位置與符合之證據"}},
    {OPTION_STATS,
     0,
     "stats",
     NULL,
     {"say on standard error where processor time went", "於標準錯誤輸出列出處理器時間之分布"}},
    {OPTION_SHOW_SECRETS,
     0,
     "show-secrets",
     NULL,
     {"show credentials in full, on a terminal alone", "於終端機顯示完整機敏資訊（報告一律遮蔽）"}},
    {OPTION_TARGETS,
     0,
     "targets",
     "LIST",
     {"judge many apps: paths or JSON objects, one a line",
      "批次判定清單所列之 App（每行一個路徑或 JSON 物件）"}},
    {OPTION_NULL, '0', "null", NULL, {"NULs separate the list", "清單以 NUL 分隔"}},
    {OPTION_SHARD,
     0,
     "shard",
     "I/N",
     {"only part I (from 0) of N parts of the list", "僅處理清單 N 份中之第 I 份（自 0 起）"}},
    {OPTION_JOURNAL,
     0,
     "journal",
     "FILE",
     {"remember what is done, and go on from there", "記錄進度，重新執行時接續"}},
    {OPTION_CACHE,
     0,
     "cache",
     "DIR",
     {"keep records by content, and use those kept", "依內容快取紀錄並重複使用"}},
    {OPTION_PROGRESS,
     0,
     "progress",
     "MODE",
     {"auto (default), bar, json or none", "進度顯示：auto（預設）、bar、json 或 none"}},
    {OPTION_TIMEOUT,
     0,
     "timeout",
     "SECONDS",
     {"longest time for one app (default: 300)", "單一 App 之分析時間上限（預設 300 秒）"}},
    {OPTION_MAX_MEMORY,
     0,
     "max-memory",
     "BYTES",
     {"most memory for one app, such as 4G (default: 2G)", "單一 App 之記憶體上限，如 4G（預設 2G）"}},
    {OPTION_LIMIT,
     0,
     "limit",
     "NAME=VALUE",
     {"another limit of the analysis, repeatable", "調整其他分析上限，可重複"}},
    {OPTION_REQUIRE_SANDBOX,
     0,
     "require-sandbox",
     NULL,
     {"refuse to work where the system cannot confine it", "系統無法完整隔離分析程序時拒絕執行"}},
};

typedef struct reading {
    aa_settings *settings;
    aa_console *console;
    aa_vec paths;     /* of const char * */
    aa_vec standards; /* of aa_standard_choice */
    const char *tier; /* named before any table: of the first table to come, or of the default one */
    bool failed;      /* memory is out */
} reading;

static bool wrong(const char *format, const char *text)
{
    aa_str message;
    aa_str_init(&message, 4096);
    aa_str_printf(&message, "%s%s\"%s\"", format, format[0] == '\0' ? "" : " ", text);
    aa_usage_error("check", "%s", message.ptr);
    aa_str_done(&message);
    return false;
}

/* The index of |text| among |words|, or -1. */
static int word_index(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(text, words[i]) == 0)
            return (int)i;
    }
    return -1;
}

/* |text| becomes the tier of the last table. */
static bool set_tier(reading *r, const char *text)
{
    aa_standard_choice *choice = (aa_standard_choice *)r->standards.items + r->standards.count - 1;
    if (choice->tier != NULL) {
        aa_usage_error("check", "two tiers for %s; name the table again before the second", choice->standard);
        return false;
    }
    const aa_table *table = aa_tables_find(&r->settings->tables, "check", choice->standard);
    if (table != NULL && !aa_table_has_tier(table, text)) {
        aa_str tiers;
        aa_str_init(&tiers, 1024);
        aa_put_tier_ids(&tiers, table);
        aa_usage_error("check", "%s has no tier \"%s\"; it has %s", choice->standard, text, tiers.ptr);
        aa_str_done(&tiers);
        return false;
    }
    choice->tier = text;
    return true;
}

static bool take_standard(reading *r, const char *text)
{
    if (aa_tables_find(&r->settings->tables, "check", text) == NULL)
        return false;
    aa_standard_choice *choice = aa_vec_push(r->settings->tables.arena, &r->standards);
    if (choice == NULL) {
        r->failed = true;
        return true;
    }
    choice->standard = text;
    const char *tier = r->tier;
    r->tier = NULL;
    return tier == NULL || set_tier(r, tier);
}

static bool take_tier(reading *r, const char *text)
{
    if (r->standards.count > 0)
        return set_tier(r, text);
    if (r->tier != NULL) {
        aa_usage_error("check", "two tiers for one table; name a table before the second");
        return false;
    }
    r->tier = text;
    return true;
}

static bool take_fail_on(aa_settings *settings, const char *text)
{
    static const char *const words[] = {
        [AA_FAIL_ON_FAIL] = "fail", [AA_FAIL_ON_UNDECIDED] = "undecided", [AA_FAIL_ON_NEVER] = "never"};
    int index = word_index(text, words, sizeof words / sizeof words[0]);
    if (index < 0)
        return wrong("--fail-on is fail, undecided or never, not", text);
    settings->fail_on = (aa_fail_on)index;
    return true;
}

static bool take_severity(aa_settings *settings, const char *text)
{
    for (int severity = AA_SEVERITY_INFO; severity <= AA_SEVERITY_CRITICAL; severity++) {
        if (strcmp(text, aa_severity_name((aa_severity)severity)) == 0) {
            settings->fail_on_severity = severity;
            return true;
        }
    }
    return wrong("--fail-on-severity is info, low, medium, high or critical, not", text);
}

static bool take_today(aa_settings *settings, const char *text)
{
    if (aa_day_from_text(text) == INT64_MIN)
        return wrong("--today is a date such as 2026-11-01, not", text);
    settings->today = text;
    return true;
}

static bool take_jobs(aa_settings *settings, const char *text)
{
    char *end = NULL;
    errno = 0;
    long threads = strtol(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || threads < 0 || threads > THREADS_MAX)
        return wrong("--jobs is a number up to 1024, not", text);
    settings->threads = (unsigned)threads;
    return true;
}

static bool take_timeout(aa_settings *settings, const char *text)
{
    uint64_t seconds = 0;
    if (!aa_settings_number(text, 1, SECONDS_MAX, &seconds))
        return wrong("--timeout is a number of seconds from 1 to 86400, not", text);
    settings->limits.seconds = (uint32_t)seconds;
    return true;
}

static bool take_memory(aa_settings *settings, const char *text)
{
    if (!aa_settings_number(text, MEMORY_MIN, MEMORY_MAX, &settings->limits.memory_bytes))
        return wrong("--max-memory is from 64M to 1024G, not", text);
    return true;
}

static bool take_path(reading *r, const char *text)
{
    const char **path = aa_vec_push(r->settings->tables.arena, &r->paths);
    r->failed = r->failed || path == NULL;
    if (path != NULL)
        *path = text;
    return true;
}

static bool take(void *context, const aa_option *option, const char *text)
{
    reading *r = context;
    if (option == NULL)
        return take_path(r, text);
    switch (option->id) {
    case OPTION_STANDARD:
        return take_standard(r, text);
    case OPTION_TIER:
        return take_tier(r, text);
    case OPTION_OUTPUT:
        return aa_outputs_take(&r->settings->outputs, "check", text);
    case OPTION_FAIL_ON:
        return take_fail_on(r->settings, text);
    case OPTION_FAIL_ON_SEVERITY:
        return take_severity(r->settings, text);
    case OPTION_TODAY:
        return take_today(r->settings, text);
    case OPTION_PREVIOUS:
        r->settings->previous = text;
        return true;
    case OPTION_ANSWERS:
        r->settings->answers = text;
        return true;
    case OPTION_JOBS:
        return take_jobs(r->settings, text);
    case OPTION_ALLOW_INCOMPLETE:
        r->settings->allow_incomplete = true;
        return true;
    case OPTION_QUIET:
        r->console->quiet = true;
        return true;
    case OPTION_TARGETS:
        r->settings->targets = text;
        return true;
    case OPTION_NULL:
        r->settings->null = true;
        return true;
    case OPTION_SHARD:
        return aa_shard_parse(text, &r->settings->shard) ||
               wrong("--shard is I/N with I from 0 to N - 1, not", text);
    case OPTION_JOURNAL:
        r->settings->journal = text;
        return true;
    case OPTION_CACHE:
        r->settings->cache = text;
        return true;
    case OPTION_PROGRESS:
        return aa_progress_parse(text, &r->settings->progress) ||
               wrong("--progress is auto, bar, json or none, not", text);
    case OPTION_TIMEOUT:
        return take_timeout(r->settings, text);
    case OPTION_MAX_MEMORY:
        return take_memory(r->settings, text);
    case OPTION_LIMIT:
        return aa_settings_take_limit(&r->settings->limits, text);
    case OPTION_REQUIRE_SANDBOX:
        r->settings->require_sandbox = true;
        return true;
    case OPTION_STATS:
        r->settings->stats = true;
        return true;
    case OPTION_SHOW_SECRETS:
        r->settings->show_secrets = true;
        return isatty(STDERR_FILENO) ||
               wrong("--show-secrets needs a terminal as standard error, not", "a file or pipe");
    default:
        r->settings->verbose = true;
        return true;
    }
}

/* Fills in what was not said. */
static aa_exit complete(reading *r)
{
    aa_settings *settings = r->settings;
    if (r->paths.count == 0 && settings->targets == NULL)
        return aa_usage_error("check", "name the files of an app");
    aa_exit code = aa_settings_check_batch(settings, r->paths.count);
    if (code != AA_EXIT_OK)
        return code;
    if (r->standards.count == 0 && !take_standard(r, "broker"))
        return AA_EXIT_USAGE;
    if (settings->targets == NULL)
        aa_outputs_complete(&settings->outputs);
    settings->paths = r->paths.items;
    settings->path_count = r->paths.count;
    settings->standards = r->standards.items;
    settings->standard_count = r->standards.count;
    if (!r->failed)
        return AA_EXIT_OK;
    return aa_console_out_of_memory();
}

aa_parsed aa_settings_read(aa_settings *settings, aa_console *console, char *const *argv, aa_exit *code_out)
{
    *settings =
        (aa_settings){.fail_on_severity = -1, .limits = AA_LIMITS_INIT, .outputs = {.with_records = true}};
    reading r = {.settings = settings,
                 .console = console,
                 .paths = AA_VEC_INIT(const char *),
                 .standards = AA_VEC_INIT(aa_standard_choice)};
    *code_out = aa_tables_load(&settings->tables);
    if (*code_out != AA_EXIT_OK)
        return AA_PARSED_WRONG;
    aa_parsed parsed = aa_verb_parse(&aa_verb_check, console, argv, take, &r, code_out);
    if (parsed != AA_PARSED_RUN)
        return parsed;
    *code_out = complete(&r);
    return *code_out == AA_EXIT_OK ? AA_PARSED_RUN : AA_PARSED_WRONG;
}

void aa_settings_done(aa_settings *settings)
{
    aa_tables_done(&settings->tables);
}

/* What the options can name: the tables with their tiers, the severities, and where the formats are listed.
 */
static void put_names(aa_str *s, const aa_console *console)
{
    static const char *const tables_label[AA_LANG_COUNT] = {"Tables", "要求事項表"};
    static const char *const formats_label[AA_LANG_COUNT] = {"Formats", "報告格式"};
    static const char *const formats[AA_LANG_COUNT] = {
        "text, json, sarif, …: \"appassay help report\" lists all",
        "text、json、sarif 等，詳見「appassay help report」"};
    static const char *const levels_label[AA_LANG_COUNT] = {"Levels", "嚴重程度"};
    aa_tables tables;
    aa_str list;
    aa_str_init(&list, HELP_BYTES);
    if (aa_tables_load(&tables) == AA_EXIT_OK) {
        for (size_t i = 0; i < tables.count; i++) {
            aa_str_printf(&list, "%s%s (", i == 0 ? "" : "; ", tables.items[i]->id);
            aa_put_tier_ids(&list, tables.items[i]);
            aa_str_putc(&list, ')');
        }
    }
    aa_put_labelled(s, console->columns, 0, tables_label[console->lang], LABEL_COLUMNS, list.ptr);
    aa_str_clear(&list);
    aa_put_labelled(s, console->columns, 0, formats_label[console->lang], LABEL_COLUMNS,
                    formats[console->lang]);
    for (int severity = AA_SEVERITY_INFO; severity <= AA_SEVERITY_CRITICAL; severity++)
        aa_str_printf(&list, "%s%s", severity == AA_SEVERITY_INFO ? "" : ", ",
                      aa_severity_name((aa_severity)severity));
    aa_put_labelled(s, console->columns, 0, levels_label[console->lang], LABEL_COLUMNS, list.ptr);
    aa_str_done(&list);
    aa_tables_done(&tables);
}

const aa_verb aa_verb_check = {
    .name = "check",
    .synopsis = "FILE… [OPTION]…",
    .summary = {"Judges one app, given as one file or as all its split APKs, and writes reports.",
                "判定一個應用程式（單一檔案，或其全部分割 APK），並產生報告。"},
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .put_notes = put_names,
    .run = aa_check_run,
};
