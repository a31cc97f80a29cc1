/*
 * Where the app shows what was paid or ordered.
 */
#include "phrases.h"

enum { FOUND, NONE };

static const aa_message messages[] = {
    [FOUND] = {"record_text", {"Shows records: \"{0}\"", "顯示交易紀錄：「{0}」"}},
    [NONE] = {"no_record_text", {"No text speaks of records of transactions", "未見交易紀錄的文字"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (phrases_record(in, sink, AA_PHRASE_BIT(AA_PHRASE_RECORD), FOUND) == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_common_txn_record = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_MANUAL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_RESOURCES) | AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:13 mas:4.1.3.2.2 mas:4.1.3.2.3",
    .masvs = "MASVS-AUTH-3",
    .mastg = "",
    .cwe = "CWE-778",
    .text =
        {
            [AA_LANG_EN] = {.title = "Records of transactions",
                            .why = "Who sees no records notices no theft.",
                            .fix = "Show date, amount and kind of each transaction.",
                            .limits = "By words of screens in English and Chinese: a text can be there and "
                                      "never be shown, and other words are not known."},
            [AA_LANG_ZH_TW] = {.title = "交易紀錄",
                               .why = "無法查閱紀錄之使用者難以察覺盜用。",
                               .fix = "顯示每筆交易之時間、金額與項目。",
                               .limits = "僅依中英文畫面文字判別：文字存在未必顯示，其他用語無法辨識。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
