/*
 * Source maps, sources and debug symbols in a release.
 */
#include "engine/check.h"
#include "facts/secrets.h"

enum { TEXTS, MAP, SOURCE, DEBUG, NONE };

static const aa_message messages[] = {
    [TEXTS] = {"source_texts", {"The source map holds the sources themselves", "Source map 內含原始碼全文"}},
    [MAP] = {"source_map",
             {"A source map gives the names and lines of the sources", "Source map 揭露原始碼之名稱與行號"}},
    [SOURCE] = {"source_file", {"A source file of the app is in the package", "安裝檔含原始碼檔案"}},
    [DEBUG] = {"debug_names",
               {"Debug symbols, or a list that undoes the renaming, are in the package",
                "安裝檔含除錯符號或可還原更名之對照表"}},
    [NONE] = {"no_sources",
              {"No source map, source file or debug symbols among the {0} files read",
               "已讀取之 {0} 個檔案中未發現 source map、原始碼或除錯符號"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    static const struct {
        unsigned message;
        aa_severity severity;
    } kinds[] = {[AA_SOURCE_MAP] = {MAP, AA_SEVERITY_LOW},
                 [AA_SOURCE_TEXTS] = {TEXTS, AA_SEVERITY_MEDIUM},
                 [AA_SOURCE_FILE] = {SOURCE, AA_SEVERITY_LOW},
                 [AA_SOURCE_DEBUG] = {DEBUG, AA_SEVERITY_LOW}};

    const aa_secrets *secrets = in->facts->secrets;
    if (secrets == NULL)
        return;
    for (size_t i = 0; i < secrets->source_count; i++) {
        const aa_source_fact *source = &secrets->sources[i];
        aa_hit_as(sink, kinds[source->kind].message, kinds[source->kind].severity, AA_REACH_NONE_NEEDED,
                  AA_OWNER_UNKNOWN, &source->place, AA_NO_ARGS);
    }
    if (secrets->source_count == 0)
        aa_clear(sink, NONE, NULL, AA_ARGS(aa_arg_int(sink, (long long)secrets->files)));
}

const aa_check aa_check_common_sourcemap = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_ASSETS),
    .rows = "broker:17 mas:4.1.5.5.6",
    .masvs = "MASVS-RESILIENCE-3",
    .mastg = "",
    .cwe = "CWE-540",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Sources or source map in a release",
                    .why =
                        "Renaming and minifying are undone, and comments and unused code are there to read.",
                    .fix = "Leave *.map, *.ts, mapping.txt and .dSYM out of the package; upload them to the "
                           "crash "
                           "service instead.",
                    .limits =
                        "Sources are told by their ending and text. A map that a script only names is not "
                        "fetched.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "正式版本含原始碼或 source map",
                    .why = "混淆與精簡因而失效，註解與未使用之程式碼亦可供讀取。",
                    .fix = "安裝檔勿包含 *.map、*.ts、mapping.txt 及 .dSYM；"
                           "改上傳至當機分析服務。",
                    .limits = "依副檔名與內容辨識原始碼。指令稿僅指名而未隨附之 source map 不予下載。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
