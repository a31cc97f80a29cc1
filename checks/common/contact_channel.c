/*
 * Ways to report a problem that the app offers.
 */
#include "phrases.h"

enum { FOUND, NONE };

static const aa_message messages[] = {
    [FOUND] = {"contact_text", {"A way to make contact: \"{0}\"", "聯絡管道：「{0}」"}},
    [NONE] = {"no_contact_text", {"No text offers a way to make contact", "未見提供聯絡管道的文字"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (phrases_record(in, sink, AA_PHRASE_BIT(AA_PHRASE_CONTACT), FOUND) == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_common_contact_channel = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_MANUAL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_RESOURCES) | AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:3 mas:4.1.1.3.1",
    .masvs = "MASVS-CODE-2",
    .mastg = "",
    .cwe = "",
    .text =
        {
            [AA_LANG_EN] =
                {.title = "Ways to report a security problem",
                 .why = "Who finds a flaw and knows nobody to tell publishes it, or sells it.",
                 .fix = "Show a mail address, a telephone number or a form in the app and on its store page.",
                 .limits = "By words of screens in English and Chinese: a text can be there and never be "
                           "shown, and other words are not known."},
            [AA_LANG_ZH_TW] = {.title = "安全性問題回報管道",
                               .why = "發現弱點者若無回報對象，可能公開或出售該弱點。",
                               .fix = "於應用程式內與商店頁面提供電子郵件、電話或表單。",
                               .limits = "僅依中英文畫面文字判別：文字存在未必顯示，其他用語無法辨識。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
