/*
 * Where the app shows its privacy policy.
 */
#include "phrases.h"

enum { FOUND, NONE };

static const aa_message messages[] = {
    [FOUND] = {"privacy_text", {"Names a privacy policy: \"{0}\"", "提及隱私權政策：「{0}」"}},
    [NONE] = {"no_privacy_text", {"No text names a privacy policy", "未見提及隱私權政策的文字"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (phrases_record(in, sink, AA_PHRASE_BIT(AA_PHRASE_PRIVACY_POLICY), FOUND) == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_common_privacy_policy = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_MANUAL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_RESOURCES) | AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:1 broker:5 broker:6 mas:4.1.1.1.2 mas:4.1.2.1.1",
    .masvs = "MASVS-PRIVACY-3",
    .mastg = "",
    .cwe = "",
    .text =
        {
            [AA_LANG_EN] = {.title = "Privacy policy in the app",
                            .why = "People can agree only to what they were told.",
                            .fix =
                                "Link the policy on the first screen, in the settings and on the store page.",
                            .limits = "By words of screens in English and Chinese: a text can be there and "
                                      "never be shown, and other words are not known."},
            [AA_LANG_ZH_TW] = {.title = "應用程式內之隱私權政策",
                               .why = "使用者僅能對已告知之事項表示同意。",
                               .fix = "於首頁、設定與商店頁面提供隱私權政策連結。",
                               .limits = "僅依中英文畫面文字判別：文字存在未必顯示，其他用語無法辨識。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
