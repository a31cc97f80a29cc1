/*
 * What the app says before something is paid.
 */
#include "phrases.h"

enum { FOUND, NONE };

static const aa_message messages[] = {
    [FOUND] = {"payment_text", {"Announces a payment: \"{0}\"", "付費前提示：「{0}」"}},
    [NONE] = {"no_payment_text", {"No text announces a payment", "未見付費前提示的文字"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (phrases_record(in, sink, AA_PHRASE_BIT(AA_PHRASE_PAYMENT), FOUND) == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_common_txn_notify = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_MANUAL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_RESOURCES) | AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:12 mas:4.1.3.1.1 mas:4.1.3.1.2 mas:4.1.3.1.3",
    .masvs = "MASVS-AUTH-3",
    .mastg = "",
    .cwe = "",
    .text =
        {
            [AA_LANG_EN] =
                {.title = "Notice before a payment",
                 .why = "Without a notice, people pay for what they did not want.",
                 .fix = "Show amount and purpose, and offer to refuse, before each use of a paid resource.",
                 .limits = "By words of screens in English and Chinese: a text can be there and never be "
                           "shown, and other words are not known."},
            [AA_LANG_ZH_TW] = {.title = "付費前之告知",
                               .why = "未經告知即付費將損害使用者權益。",
                               .fix = "使用付費資源前顯示金額與用途，並提供拒絕選項。",
                               .limits = "僅依中英文畫面文字判別：文字存在未必顯示，其他用語無法辨識。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
