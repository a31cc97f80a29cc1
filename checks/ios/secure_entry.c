/*
 * Password fields that show what is typed.
 */
#include "fields.h"

enum { VISIBLE, MASKED, UNKNOWN, NONE };

static const aa_message messages[] = {
    [VISIBLE] = {"password_visible",
                 {"{0} makes a field for \"{1}\" that shows what is typed",
                  "{0} 建立之「{1}」欄位顯示輸入內容"}},
    [MASKED] = {"password_masked",
                {"{0} makes a field for \"{1}\" that masks what is typed",
                 "{0} 建立之「{1}」欄位遮蔽輸入內容"}},
    [UNKNOWN] = {"password_unknown",
                 {"Whether the field for \"{1}\" that {0} sets up masks what is typed cannot be told",
                  "無法判定 {0} 設定之「{1}」欄位是否遮蔽輸入內容"}},
    [NONE] = {"no_password",
              {"No field that code sets up is named like a password", "程式碼設定之欄位名稱均未顯示為密碼"}},
};

static void judge(aa_machine *machine, aa_sink *sink, const aa_msite *site, aa_sensitive kind,
                  const char *label)
{
    const char *const *args = AA_ARGS(spot_name(machine, site), label);
    int64_t on;
    if (kind != AA_SENSITIVE_PASSWORD)
        return;
    if (field_setting(machine, site, "setSecureTextEntry:", &on) && on != 0)
        aa_clear_spot(sink, MASKED, machine, aa_mspot_of(site), args);
    else if (field_is_new(machine, site))
        aa_hit_spot(sink, VISIBLE, AA_SEVERITY_MEDIUM, machine, aa_mspot_of(site), NULL, args);
    else
        aa_cannot_tell_spot(sink, UNKNOWN, machine, aa_mspot_of(site), NULL, args);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->machine != NULL && each_field(in->machine, sink, judge) == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_secure_entry = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:14 mas:4.1.2.3.13",
    .masvs = "MASVS-PLATFORM-3",
    .mastg = "MASTG-TEST-0346",
    .cwe = "CWE-549",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Password field shows what is typed",
                    .why =
                        "Who looks over the shoulder, or at a recording of the screen, reads the password.",
                    .fix = "secureTextEntry = YES for the field; SecureField in SwiftUI.",
                    .limits = "Fields that code names by placeholder or accessibility label, in the function "
                              "that makes them. Storyboards, nibs and SwiftUI are not read.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "密碼欄位顯示輸入內容",
                    .why = "旁觀者或取得螢幕錄影者可讀取密碼。",
                    .fix = "欄位設定 secureTextEntry = YES；SwiftUI 使用 SecureField。",
                    .limits = "僅檢視於建立欄位之函式中以提示文字或輔助使用標籤命名者；"
                              "storyboard、nib 與 SwiftUI 未讀取。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
