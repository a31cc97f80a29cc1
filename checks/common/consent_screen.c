/*
 * Screens that ask for consent.
 */
#include "phrases.h"

enum { ACCEPT, REFUSE, ONLY, NONE };

static const aa_message messages[] = {
    [ACCEPT] = {"consent_accept", {"Offers to agree: \"{0}\"", "提供同意選項：「{0}」"}},
    [REFUSE] = {"consent_refuse", {"Offers to refuse: \"{0}\"", "提供拒絕選項：「{0}」"}},
    [ONLY] = {"no_refusal", {"Texts offer to agree, and none to refuse", "有同意選項的文字，但未見拒絕選項"}},
    [NONE] = {"no_consent_text", {"No text offers to agree or to refuse", "未見同意或拒絕選項的文字"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    size_t accept = phrases_record(in, sink, AA_PHRASE_BIT(AA_PHRASE_ACCEPT), ACCEPT);
    size_t refuse = phrases_record(in, sink, AA_PHRASE_BIT(AA_PHRASE_REFUSE), REFUSE);
    if (accept > 0 && refuse == 0)
        aa_hit(sink, ONLY, NULL, AA_NO_ARGS);
    else if (accept + refuse == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_common_consent_screen = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_MANUAL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_RESOURCES) | AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:5 broker:6 broker:7 mas:4.1.2.1.1 mas:4.1.2.1.2 mas:4.1.2.3.1 mas:4.1.2.3.2",
    .masvs = "MASVS-PRIVACY-4",
    .mastg = "",
    .cwe = "",
    .text =
        {
            [AA_LANG_EN] =
                {.title = "Screens that ask for consent",
                 .why = "Consent without a way to refuse is none.",
                 .fix = "Offer both before anything is collected, and go on without the data when refused.",
                 .limits = "By words of screens in English and Chinese: a text can be there and never be "
                           "shown, and other words are not known. Whether the screen comes before data is "
                           "collected, a person says."},
            [AA_LANG_ZH_TW] = {.title = "徵求同意之畫面",
                               .why = "無法拒絕之同意不具效力。",
                               .fix = "蒐集資料前提供同意與拒絕選項，拒絕時仍可使用其餘功能。",
                               .limits = "僅依中英文畫面文字判別：文字存在未必顯示，其他用語無法辨識。畫面是"
                                         "否於蒐集前顯示須由人員確認。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
