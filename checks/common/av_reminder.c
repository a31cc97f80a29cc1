/*
 * What the app says of unsafe devices.
 */
#include "phrases.h"

enum { FOUND, NONE };

static const aa_message messages[] = {
    [FOUND] = {"protection_text", {"Speaks of protecting the device: \"{0}\"", "提及裝置防護：「{0}」"}},
    [NONE] = {"no_protection_text", {"No text speaks of protecting the device", "未見提及裝置防護的文字"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (phrases_record(in, sink, AA_PHRASE_BIT(AA_PHRASE_PROTECTION), FOUND) == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_common_av_reminder = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_MANUAL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_RESOURCES) | AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:5 mas:4.1.1.1.3",
    .masvs = "MASVS-RESILIENCE-1",
    .mastg = "",
    .cwe = "",
    .text =
        {
            [AA_LANG_EN] =
                {.title = "Advice on protecting the device",
                 .why = "Malware on the device reads what the app shows.",
                 .fix =
                     "Advise protective software at first launch, and warn on rooted and jailbroken devices.",
                 .limits = "By words of screens in English and Chinese: a text can be there and never be "
                           "shown, and other words are not known."},
            [AA_LANG_ZH_TW] = {.title = "裝置防護提示",
                               .why = "裝置上之惡意程式可讀取應用程式顯示之內容。",
                               .fix = "首次啟動時建議安裝防護軟體，並於破解裝置上提出警示。",
                               .limits = "僅依中英文畫面文字判別：文字存在未必顯示，其他用語無法辨識。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
