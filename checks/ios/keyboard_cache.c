/*
 * Sensitive fields whose words the keyboard learns.
 */
#include "fields.h"

enum { LEARNS, QUIET, UNKNOWN, NIB_LEARNS, NIB_QUIET, NIB_UNSURE, SWIFTUI, NONE };

static const aa_message messages[] = {
    [LEARNS] = {"keyboard_learns",
                {"{0} makes a field for \"{1}\" ({2:sensitive}) with autocorrection",
                 "{0} 建立之「{1}」欄位（{2:sensitive}）啟用自動修正"}},
    [QUIET] = {"keyboard_quiet",
               {"{0} makes a field for \"{1}\" that the keyboard does not learn from",
                "{0} 建立之「{1}」欄位不供鍵盤學習"}},
    [UNKNOWN] = {"keyboard_unknown",
                 {"Whether the keyboard learns from the field for \"{1}\" that {0} sets up cannot be told",
                  "無法判定鍵盤是否學習 {0} 設定之「{1}」欄位"}},
    [NIB_LEARNS] = {"nib_keyboard_learns",
                    {"The field for \"{0}\" ({1:sensitive}) has autocorrection, and no code switches it off",
                     "「{0}」欄位（{1:sensitive}）啟用自動修正，且無程式碼將其關閉"}},
    [NIB_QUIET] = {"nib_keyboard_quiet",
                   {"The keyboard does not learn from the field for \"{0}\"", "鍵盤不學習「{0}」欄位"}},
    [NIB_UNSURE] = {"nib_keyboard_unsure",
                    {"The nib leaves autocorrection on for \"{0}\" ({1:sensitive}); whether code switches it "
                     "off cannot be told",
                     "nib 未關閉「{0}」欄位（{1:sensitive}）的自動修正；無法判定程式碼是否關閉"}},
    [SWIFTUI] = {"swiftui_text_field",
                 {"{0} makes text fields with SwiftUI; what they take is not followed",
                  "{0} 以 SwiftUI 建立文字欄位；未追蹤其用途"}},
    [NONE] = {"no_field",
              {"No text field is named like something sensitive", "沒有輸入欄位的名稱似敏感性資料"}},
};

/* UITextAutocorrectionTypeNo; number pads have no words to learn */
enum { AUTOCORRECTION_NO = 1, KEYBOARD_NUMBER_PAD = 4, KEYBOARD_PHONE_PAD = 5, KEYBOARD_DECIMAL_PAD = 8 };

static bool is_quiet(aa_machine *machine, const aa_msite *site)
{
    int64_t n;
    if (field_setting(machine, site, "setSecureTextEntry:", &n) && n != 0)
        return true;
    if (field_setting(machine, site, "setAutocorrectionType:", &n) && n == AUTOCORRECTION_NO)
        return true;
    return field_setting(machine, site, "setKeyboardType:", &n) &&
           (n == KEYBOARD_NUMBER_PAD || n == KEYBOARD_PHONE_PAD || n == KEYBOARD_DECIMAL_PAD);
}

static void judge(aa_machine *machine, aa_sink *sink, const aa_msite *site, aa_sensitive kind,
                  const char *label)
{
    const char *const *args = AA_ARGS(spot_name(machine, site), label, aa_sensitive_name(kind));
    if (is_quiet(machine, site))
        aa_clear_spot(sink, QUIET, machine, aa_mspot_of(site), args);
    else if (field_is_new(machine, site))
        aa_hit_spot(sink, LEARNS, AA_SEVERITY_MEDIUM, machine, aa_mspot_of(site), NULL, args);
    else
        aa_cannot_tell_spot(sink, UNKNOWN, machine, aa_mspot_of(site), NULL, args);
}

static bool nib_is_quiet(const aa_ios_field *f)
{
    return f->secure > 0 || f->autocorrection == AUTOCORRECTION_NO || f->keyboard == KEYBOARD_NUMBER_PAD ||
           f->keyboard == KEYBOARD_PHONE_PAD || f->keyboard == KEYBOARD_DECIMAL_PAD;
}

static bool code_may_silence(aa_machine *machine)
{
    return field_is_set_up_in_code(machine, "setSecureTextEntry:", 0) ||
           field_is_set_up_in_code(machine, "setAutocorrectionType:", 0);
}

static size_t judge_nibs(const aa_check_input *in, aa_sink *sink)
{
    const aa_ios *ios = in->facts->ios;
    size_t seen = 0;
    for (size_t i = 0; ios != NULL && i < ios->field_count; i++) {
        const aa_ios_field *f = &ios->fields[i];
        const char *label;
        aa_sensitive kind = nib_field_kind(f, &label);
        if (kind < AA_SENSITIVE_ACCOUNT)
            continue;
        const char *const *args = AA_ARGS(label, aa_sensitive_name(kind));
        seen++;
        if (nib_is_quiet(f))
            aa_clear(sink, NIB_QUIET, &f->place, args);
        else if (code_may_silence(in->machine))
            aa_cannot_tell(sink, NIB_UNSURE, &f->place, args);
        else
            aa_hit(sink, NIB_LEARNS, &f->place, args);
    }
    return seen;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    judge_all_fields(in, sink, judge_nibs, judge, SWIFTUI, NONE);
}

const aa_check aa_check_ios_keyboard_cache = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_LAYOUTS) | AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 mas:4.1.2.3.11",
    .masvs = "MASVS-STORAGE-2",
    .mastg = "MASTG-TEST-0313",
    .cwe = "CWE-524",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Keyboard learns from a sensitive field",
                    .why = "What is typed is kept in the keyboard's dictionary, and offered again in other "
                           "apps.",
                    .fix = "autocorrectionType = .no and spellCheckingType = .no, or a secure field.",
                    .limits =
                        "Fields of nibs and storyboards by content type, placeholder and outlet; fields "
                        "that code names in the function that makes them. What a TextField of SwiftUI "
                        "takes is not followed.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "鍵盤會學習敏感性欄位之內容",
                    .why = "輸入內容將存入鍵盤字典，並於其他應用程式中建議。",
                    .fix = "設定 autocorrectionType = .no 與 spellCheckingType = .no，或使用遮蔽欄位。",
                    .limits =
                        "nib 與 storyboard 之欄位依內容類型、提示文字與 outlet 判別；程式碼之欄位僅檢視於"
                        "建立之函式中命名者。SwiftUI TextField 之用途未追蹤。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
