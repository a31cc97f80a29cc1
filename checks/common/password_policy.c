/*
 * What the app says of passwords.
 */
#include "phrases.h"

enum { FOUND, NONE };

static const aa_message messages[] = {
    [FOUND] = {"password_rule_text", {"Says of passwords: \"{0}\"", "密碼相關提示：「{0}」"}},
    [NONE] = {"no_password_rule_text", {"No text states a rule for passwords", "未見密碼規則的文字"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (phrases_record(in, sink, AA_PHRASE_BIT(AA_PHRASE_PASSWORD_RULE), FOUND) == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_common_password_policy = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_MANUAL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_RESOURCES) | AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:7 mas:4.1.2.2.3 mas:4.1.2.2.4",
    .masvs = "MASVS-AUTH-1",
    .mastg = "",
    .cwe = "CWE-521",
    .text =
        {
            [AA_LANG_EN] =
                {.title = "Rules and reminders for passwords",
                 .why = "A short or old password is guessed or known already.",
                 .fix =
                     "Check length and kinds of characters before sending, and remind people to change it.",
                 .limits = "By words of screens in English and Chinese: a text can be there and never be "
                           "shown, and other words are not known."},
            [AA_LANG_ZH_TW] = {.title = "密碼規則與提醒",
                               .why = "過短或久未變更之密碼易遭猜測或已外洩。",
                               .fix = "傳送前檢查長度與字元種類，並提醒使用者變更密碼。",
                               .limits = "僅依中英文畫面文字判別：文字存在未必顯示，其他用語無法辨識。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
