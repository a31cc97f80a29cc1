/*
 * Password fields that show what is typed.
 */
#include "fields.h"

enum { VISIBLE, MASKED, UNKNOWN, NIB_VISIBLE, NIB_MASKED, NIB_UNSURE, SWIFTUI, NONE };

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
    [NIB_VISIBLE] = {"nib_password_visible",
                     {"The field for \"{0}\" shows what is typed, and no code masks a field",
                      "「{0}」欄位顯示輸入內容，且無程式碼遮蔽任何欄位"}},
    [NIB_MASKED] = {"nib_password_masked",
                    {"The field for \"{0}\" masks what is typed", "「{0}」欄位遮蔽輸入內容"}},
    [NIB_UNSURE] = {"nib_password_unsure",
                    {"The nib does not mask the field for \"{0}\"; whether code does cannot be told",
                     "nib 未遮蔽「{0}」欄位；無法判定程式碼是否遮蔽"}},
    [SWIFTUI] = {"swiftui_text_field",
                 {"{0} makes text fields with SwiftUI; what they take is not followed",
                  "{0} 以 SwiftUI 建立文字欄位；未追蹤其用途"}},
    [NONE] = {"no_password", {"No text field is named like one for a password", "沒有輸入欄位的名稱似密碼"}},
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

static size_t judge_nibs(const aa_check_input *in, aa_sink *sink)
{
    const aa_ios *ios = in->facts->ios;
    size_t seen = 0;
    for (size_t i = 0; ios != NULL && i < ios->field_count; i++) {
        const aa_ios_field *f = &ios->fields[i];
        const char *label;
        if (nib_field_kind(f, &label) != AA_SENSITIVE_PASSWORD)
            continue;
        seen++;
        if (f->secure > 0)
            aa_clear(sink, NIB_MASKED, &f->place, AA_ARGS(label));
        else if (field_is_set_up_in_code(in->machine, "setSecureTextEntry:", 0))
            aa_cannot_tell(sink, NIB_UNSURE, &f->place, AA_ARGS(label));
        else
            aa_hit(sink, NIB_VISIBLE, &f->place, AA_ARGS(label));
    }
    return seen;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    judge_all_fields(in, sink, judge_nibs, judge, SWIFTUI, NONE);
}

const aa_check aa_check_ios_secure_entry = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_LAYOUTS) | AA_AREA_BIT(AA_AREA_CODE),
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
                    .limits =
                        "Fields of nibs and storyboards by content type, placeholder and outlet; fields "
                        "that code names in the function that makes them. What a TextField of SwiftUI "
                        "takes is not followed.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "密碼欄位顯示輸入內容",
                    .why = "旁觀者或取得螢幕錄影者可讀取密碼。",
                    .fix = "欄位設定 secureTextEntry = YES；SwiftUI 使用 SecureField。",
                    .limits =
                        "nib 與 storyboard 之欄位依內容類型、提示文字與 outlet 判別；程式碼之欄位僅檢視於"
                        "建立之函式中命名者。SwiftUI TextField 之用途未追蹤。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
