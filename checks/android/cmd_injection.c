/*
 * Programs started with what others choose.
 */
#include "inputs.h"

static const aa_message messages[] = {
    INPUT_MESSAGES("command", "starts a program with", "啟動程式", "No call in the app starts a program",
                   "應用程式中無任何呼叫啟動其他程式"),
};

static const input_sink sinks[] = {
    {"Ljava/lang/Runtime;->exec", 1U << 1, AA_SEVERITY_CRITICAL, true},
    {"Ljava/lang/ProcessBuilder;-><init>", 1U << 1, AA_SEVERITY_CRITICAL, true},
    {"Ljava/lang/ProcessBuilder;->command", 1U << 1, AA_SEVERITY_CRITICAL, true},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    const input_rule rule = {
        .sinks = sinks,
        .sink_count = sizeof sinks / sizeof sinks[0],
        .kinds = AA_SOURCE_PROVIDER | AA_SOURCE_APP | AA_SOURCE_NETWORK | AA_SOURCE_SHARED | AA_SOURCE_PAGE |
                 AA_SOURCE_TYPED,
        .severity = {[INPUT_PROVIDER] = AA_SEVERITY_HIGH,
                     [INPUT_APP] = AA_SEVERITY_HIGH,
                     [INPUT_NETWORK] = AA_SEVERITY_HIGH,
                     [INPUT_SHARED] = AA_SEVERITY_MEDIUM,
                     [INPUT_PAGE] = AA_SEVERITY_HIGH,
                     [INPUT_TYPED] = AA_SEVERITY_MEDIUM},
        .washed = aa_source_washed,
        .checked = aa_site_checks_source,
    };
    input_judge(&rule, in, sink);
}

const aa_check aa_check_android_cmd_injection = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:16 broker:19 mas:4.1.5.4.2",
    .masvs = "MASVS-CODE-4",
    .mastg = "",
    .cwe = "CWE-78",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Program started with outside input",
                    .why = "Whoever chooses the text runs programs with the rights of the app: they read its "
                           "files and send them away.",
                    .fix = "Use the platform's interface instead of a program. Where one must be started: "
                           "new ProcessBuilder(\"/system/bin/ping\", \"-c\", \"1\", host) with a host "
                           "compared with a list, never \"sh -c\".",
                    .limits = "Inputs are followed over five methods; a comparison before the call counts "
                              "whatever it compares. Programs that native code starts are not seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "以外部輸入啟動程式",
                    .why = "能指定該文字者，可以應用程式之權限執行程式，讀取並傳出其檔案。",
                    .fix = "改用平台介面。必須啟動程式時：new ProcessBuilder(\"/system/bin/ping\", \"-c\", "
                           "\"1\", host)，host 先與清單比對，不使用 \"sh -c\"。",
                    .limits = "外部輸入最多追蹤五層方法；呼叫前之比對即予採計，未判斷其內容。原生程式碼啟動之"
                              "程式不在其中。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
