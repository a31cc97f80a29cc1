/*
 * Where the app lets people delete their account or data.
 */
#include "phrases.h"

enum { FOUND, NONE };

static const aa_message messages[] = {
    [FOUND] = {"deletion_text", {"Offers deletion: \"{0}\"", "提供刪除功能：「{0}」"}},
    [NONE] = {"no_deletion_text",
              {"No text offers to delete an account or data", "未見刪除帳號或資料的文字"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (phrases_record(in, sink, AA_PHRASE_BIT(AA_PHRASE_DELETION), FOUND) == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_common_account_deletion = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_MANUAL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_RESOURCES) | AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:11 mas:4.1.2.6.1",
    .masvs = "MASVS-PRIVACY-4",
    .mastg = "",
    .cwe = "",
    .text =
        {
            [AA_LANG_EN] = {.title = "Deletion of account and data",
                            .why = "Data that nobody can delete stays where it can be stolen.",
                            .fix = "Offer deletion of account and data inside the app.",
                            .limits = "By words of screens in English and Chinese: a text can be there and "
                                      "never be shown, and other words are not known."},
            [AA_LANG_ZH_TW] = {.title = "帳號與資料刪除功能",
                               .why = "無法刪除之資料將持續暴露於外洩風險。",
                               .fix = "於應用程式內提供帳號與資料刪除功能。",
                               .limits = "僅依中英文畫面文字判別：文字存在未必顯示，其他用語無法辨識。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
