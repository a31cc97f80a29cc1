/*
 * Fields for passwords and one-time passwords that show what is typed.
 */
#include "facts/sensitive_code.h"
#include "fields.h"

enum { SHOWN, SHOWN_ON_PURPOSE, CODE, NOT_DECLARED, UNSURE, MASKED, NONE };

static const aa_message messages[] = {
    [SHOWN] = {"password_shown",
               {"Field {0} ({1:sensitive}) has inputType {2} and shows what is typed",
                "欄位 {0}（{1:sensitive}）的 inputType 為 {2}，會顯示輸入內容"}},
    [SHOWN_ON_PURPOSE] =
        {"visible_password",
         {"Field {0} ({1:sensitive}) has inputType textVisiblePassword and shows what is typed",
          "欄位 {0}（{1:sensitive}）的 inputType 為 textVisiblePassword，會顯示輸入內容"}},
    [CODE] =
        {"code_shown",
         {"Field {0} shows what is typed; whether the code is a one-time password or a picture to copy is "
          "not known",
          "欄位 {0} 會顯示輸入內容；該碼是一次性密碼或圖形驗證碼無從得知"}},
    [NOT_DECLARED] = {"input_type_not_declared",
                      {"Field {0} ({1:sensitive}) declares no inputType; no call is seen to mask it",
                       "欄位 {0}（{1:sensitive}）未宣告 inputType；且未發現呼叫遮蔽"}},
    [UNSURE] = {"input_type_unresolved",
                {"The inputType of field {0} ({1:sensitive}) cannot be resolved",
                 "欄位 {0}（{1:sensitive}）的 inputType 無法解析"}},
    [MASKED] = {"password_masked",
                {"Field {0} is masked: inputType {2}", "欄位 {0} 會遮蔽輸入內容：inputType 為 {2}"}},
    [NONE] = {"no_password_fields",
              {"No text field is named like one for a password or a code",
               "沒有輸入欄位的名稱似密碼或驗證碼"}},
};

static void judge(aa_sink *sink, const aa_input_field *f, aa_sensitive kind, const char *label)
{
    const char *const *args = AA_ARGS(label, aa_sensitive_name(kind), field_type_name(f));
    if (field_masks(f))
        aa_clear(sink, MASKED, &f->place, args);
    else if (f->input_type_unknown)
        aa_cannot_tell(sink, UNSURE, &f->place, args);
    else if (kind == AA_SENSITIVE_CODE)
        aa_cannot_tell(sink, CODE, &f->place, args);
    else if (field_shows_password(f))
        aa_hit(sink, SHOWN_ON_PURPOSE, &f->place, args);
    else if (f->input_type_declared)
        aa_hit(sink, SHOWN, &f->place, args);
    else
        aa_cannot_tell(sink, NOT_DECLARED, &f->place, args);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_layouts *layouts = &in->facts->layouts;
    bool any = false;
    for (size_t i = 0; i < layouts->field_count; i++) {
        const aa_input_field *f = &layouts->fields[i];
        const char *label = NULL;
        aa_sensitive kind = aa_sensitive_field(f, &label);
        if (kind < AA_SENSITIVE_CODE && !field_masks(f))
            continue;
        any = true;
        aa_input_field field = aa_data_field_in_code(in->code, f);
        judge(sink, &field, kind, label);
    }
    if (!any)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_password_visible = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_LAYOUTS),
    .rows = "broker:14 mas:4.1.2.3.13",
    .masvs = "MASVS-PLATFORM-3",
    .mastg = "MASTG-TEST-0316",
    .cwe = "CWE-549",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Password or one-time password is shown",
                    .why = "People nearby, screenshots, screen sharing and accessibility services read it.",
                    .fix =
                        "android:inputType=\"textPassword\", or \"numberPassword\" for digits. To let people "
                        "look, use the end icon of TextInputLayout: app:endIconMode=\"password_toggle\".",
                    .limits = "Fields are told by their names and labels. A type that the layout declares is "
                              "taken as meant, though code could mask the field; a field without one is left "
                              "undecided. Fields made by code or Compose are not in layouts.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "密碼或一次性密碼未遮蔽",
                    .why = "旁人、螢幕擷取、畫面分享與無障礙服務都能看到。",
                    .fix =
                        "android:inputType=\"textPassword\"，數字用 \"numberPassword\"。要讓使用者查看時，用 "
                        "TextInputLayout 的 app:endIconMode=\"password_toggle\"。",
                    .limits = "以欄位的名稱與標示判斷。畫面配置已宣告的型別視為開發者本意，雖然程式碼仍可遮蔽"
                              "；未宣告型別"
                              "者列為未判定。由程式碼或 Compose 產生的欄位不在畫面配置中。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
