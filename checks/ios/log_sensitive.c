/*
 * Sensitive values written to the log of the device.
 */
#include <string.h>

#include "keychain.h"

enum { NAMED, OTHERS, NONE };

static const aa_message messages[] = {
    [NAMED] = {"log_named",
               {"{0} logs a value as \"{2}\" ({1:sensitive})", "{0} 以「{2}」（{1:sensitive}）將值寫入日誌"}},
    [OTHERS] = {"log_others",
                {"{0} other log calls name nothing sensitive", "另有 {0} 處日誌呼叫未顯示敏感性資料"}},
    [NONE] = {"no_log", {"No call in the app writes to the log", "應用程式中無任何呼叫寫入日誌"}},
};

typedef struct logger {
    const char *symbol;
    uint8_t format; /* argument; what it is given follows on the stack */
} logger;

static const logger loggers[] = {{"_NSLog", 0}, {"_printf", 0}, {"_syslog", 1}};

enum { LABEL_MAX = 48 };

/* The words of |format| right before the value at |percent|, if they name it: "token: %@", "pin=%d". */
static size_t label_before(aa_bytes format, size_t percent, char label[LABEL_MAX])
{
    size_t end = percent, from;
    while (end > 0 && (format.p[end - 1] == ' ' || format.p[end - 1] == '"' || format.p[end - 1] == '\''))
        end--;
    if (end == 0 || (format.p[end - 1] != ':' && format.p[end - 1] != '='))
        return 0;
    end--;
    while (end > 0 && format.p[end - 1] == ' ')
        end--;
    for (from = end; from > 0 && strchr(",;\n%[({|", format.p[from - 1]) == NULL; from--)
        if (end - from == LABEL_MAX - 1)
            return 0;
    while (from < end && format.p[from] == ' ')
        from++;
    memcpy(label, format.p + from, end - from);
    label[end - from] = '\0';
    return end - from;
}

/* What is logged under that name is constant: nobody's value. */
static bool is_constant(const aa_morigins *origins)
{
    for (size_t i = 0; i < origins->count; i++)
        if (origins->items[i].kind != AA_MORIGIN_TEXT && origins->items[i].kind != AA_MORIGIN_INT)
            return false;
    return origins->count > 0 && origins->complete;
}

/* Only texts: a number under such a name is a length, a count or an error. */
static bool is_text_value(aa_bytes format, size_t percent)
{
    uint8_t next = percent + 1 < format.n ? format.p[percent + 1] : 0;
    return next == '@' || next == 's';
}

/* The strongest name under which |site| logs a value. */
static aa_sensitive name_of(aa_machine *machine, const aa_msite *site, aa_bytes format, char best[LABEL_MAX])
{
    aa_sensitive found = AA_SENSITIVE_NONE;
    size_t value = 0;
    for (size_t i = 0; i < format.n; i++) {
        char label[LABEL_MAX];
        if (format.p[i] != '%')
            continue;
        if (i + 1 < format.n && format.p[i + 1] == '%') {
            i++;
            continue;
        }
        size_t n = is_text_value(format, i) ? label_before(format, i, label) : 0;
        aa_sensitive kind = n > 0 ? aa_sensitive_text(label) : AA_SENSITIVE_NONE;
        aa_morigins what = {0};
        if (kind >= AA_SENSITIVE_ACCOUNT && kind > found)
            what = aa_msite_stack_origins(machine, site, value);
        value++;
        if (kind < AA_SENSITIVE_ACCOUNT || kind <= found || is_constant(&what))
            continue;
        found = kind;
        memcpy(best, label, n + 1);
    }
    return found;
}

/* True when something was recorded. */
static bool judge(aa_machine *machine, aa_sink *sink, const logger *l, const aa_msite *site)
{
    char label[LABEL_MAX];
    aa_bytes format;
    if (!aa_msite_text(machine, site, l->format, &format))
        return false;
    aa_sensitive kind = name_of(machine, site, format, label);
    if (kind == AA_SENSITIVE_NONE)
        return false;
    const char *text = aa_machine_text(machine, aa_bytes_of((const uint8_t *)label, strlen(label)));
    aa_hit_spot(sink, NAMED, AA_SEVERITY_MEDIUM, machine, aa_mspot_of(site), NULL,
                AA_ARGS(spot_name(machine, site), aa_sensitive_name(kind), text));
    return true;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    size_t seen = 0, others = 0;
    if (in->machine == NULL)
        return;
    for (size_t l = 0; l < sizeof loggers / sizeof loggers[0]; l++) {
        aa_msites sites = aa_machine_calls(in->machine, loggers[l].symbol);
        for (size_t i = 0; i < sites.count; i++)
            others += !judge(in->machine, sink, &loggers[l], &sites.items[i]);
        seen += sites.count;
    }
    if (others > 0)
        aa_clear(sink, OTHERS, NULL, AA_ARGS(aa_arg_int(sink, (long long)others)));
    if (seen == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_log_sensitive = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 mas:4.1.2.3.5 mas:4.1.2.3.16",
    .masvs = "MASVS-STORAGE-2",
    .mastg = "MASTG-TEST-0297",
    .cwe = "CWE-532",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Sensitive values in the log",
                    .why = "The log is read by every computer the device trusts, and sent along with reports "
                           "of faults.",
                    .fix = "Log that something happened, not the value. Logger of os with privacy: .private "
                           "where a value is needed.",
                    .limits = "NSLog, printf and syslog with a constant format. os_log and Swift's print put "
                              "their text together in ways that are not read.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "日誌含敏感性資料",
                    .why = "裝置信任之任何電腦均可讀取日誌，且日誌會隨錯誤報告送出。",
                    .fix = "僅記錄事件，不記錄值；確需記錄值時，使用 os 之 Logger 並指定 privacy: .private。",
                    .limits = "僅檢視格式固定之 NSLog、printf 與 syslog；os_log 與 Swift 之 print "
                              "組成內容之方式未讀取。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
