/*
 * Names and debug data that help whoever takes the code apart.
 */
#include "libraries.h"

enum { DEBUG, SYMBOLS, PATHS, GOOD };

static const aa_message messages[] = {
    [DEBUG] = {"debug_data", {"{0} ({1}) holds debug data", "{0}（{1}）含偵錯資料"}},
    [SYMBOLS] = {"symbol_table", {"{0} ({1}) holds its full table of symbols", "{0}（{1}）含完整符號表"}},
    [PATHS] = {"source_paths",
               {"{0} ({1}) names source files of a build machine: {2}",
                "{0}（{1}）含建置主機之原始碼路徑：{2}"}},
    [GOOD] = {"stripped", {"{0} ({1}) is stripped", "{0}（{1}）已移除符號"}},
};

static void judge(const aa_natives *natives, const aa_native *n, aa_sink *sink, native_verdicts *out)
{
    (void)natives;
    (void)sink;
    const char *path = aa_arg_text(n->source_path);
    if (n->guards.debug_data)
        native_say(out, NATIVE_HIT, DEBUG, AA_SEVERITY_MEDIUM, path, NULL);
    else if (n->guards.symbol_table)
        native_say(out, NATIVE_HIT, SYMBOLS, AA_SEVERITY_LOW, path, NULL);
    if (n->source_paths)
        native_say(out, NATIVE_HIT, PATHS, AA_SEVERITY_INFO, path, NULL);
    if (!n->guards.debug_data && !n->guards.symbol_table)
        native_say(out, NATIVE_CLEAR, GOOD, AA_SEVERITY_INFO, path, NULL);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    native_each(in, sink, judge);
}

const aa_check aa_check_native_symbols = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CONTAINER),
    .rows = "broker:17 mas:4.1.5.5.6",
    .masvs = "MASVS-RESILIENCE-3",
    .mastg = "MASTG-TEST-0288",
    .cwe = "CWE-215",
    .text =
        {
            [AA_LANG_EN] = {.title = "Symbols or debug data in native libraries",
                            .why = "Names of functions and source files show how the code is built.",
                            .fix = "Strip release libraries (llvm-strip --strip-all; the Android Gradle "
                                   "plugin does it), and map source paths away with -ffile-prefix-map.",
                            .limits = "Read from section headers: a library without them may still hold the "
                                      "data. Names of exported functions are needed and stay."},
            [AA_LANG_ZH_TW] =
                {.title = "原生函式庫含符號或偵錯資料",
                 .why = "函式與原始檔名稱揭露程式結構。",
                 .fix = "移除正式版函式庫之符號（llvm-strip --strip-all，Android Gradle plugin "
                        "會處理），並以 -ffile-prefix-map 移除原始碼路徑。",
                 .limits = "依節區標頭判讀；無節區標頭者仍可能含此資料。匯出函式名稱為必要，予以保留。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
