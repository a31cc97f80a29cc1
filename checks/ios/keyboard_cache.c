/*
 * Sensitive fields whose words the keyboard learns.
 */
#include "fields.h"

enum { LEARNS, QUIET, UNKNOWN, NONE };

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
    [NONE] = {"no_field",
              {"No field that code sets up is named like something sensitive",
               "程式碼設定之欄位名稱均未顯示為敏感性資料"}},
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

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->machine != NULL && each_field(in->machine, sink, judge) == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_keyboard_cache = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
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
                    .limits = "Fields that code names by placeholder or accessibility label, in the function "
                              "that makes them. Storyboards, nibs and SwiftUI are not read.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "鍵盤會學習敏感性欄位之內容",
                    .why = "輸入內容將存入鍵盤字典，並於其他應用程式中建議。",
                    .fix = "設定 autocorrectionType = .no 與 spellCheckingType = .no，或使用遮蔽欄位。",
                    .limits = "僅檢視於建立欄位之函式中以提示文字或輔助使用標籤命名者；"
                              "storyboard、nib 與 SwiftUI 未讀取。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
