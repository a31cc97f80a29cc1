/*
 * Fields for sensitive values whose text keyboards may learn and suggest elsewhere.
 */
#include "engine/code_record.h"
#include "facts/fields_code.h"
#include "facts/sensitive_code.h"
#include "fields.h"

enum { LEARNS, LEARNS_DEFAULT, NOT_DECLARED, UNSURE, SAFE, ONLY_OTHERS, NONE, COMPOSE };

static const aa_message messages[] = {
    [LEARNS] = {"keyboard_learns",
                {"Field {0} ({1:sensitive}) has inputType {2}, which lets the keyboard learn what is typed",
                 "欄位 {0}（{1:sensitive}）的 inputType 為 {2}，鍵盤可能記住輸入內容"}},
    [LEARNS_DEFAULT] =
        {"keyboard_learns_by_default",
         {"Field {0} ({1:sensitive}) declares no inputType; the default lets the keyboard learn what is "
          "typed, unless code sets another",
          "欄位 {0}（{1:sensitive}）未宣告 inputType；除非由程式碼另行設定，鍵盤預設可能記住輸入內容"}},
    [NOT_DECLARED] = {"input_type_not_declared",
                      {"Field {0} ({1:sensitive}) declares no inputType; no call is seen to set one",
                       "欄位 {0}（{1:sensitive}）未宣告 inputType；且未發現呼叫設定"}},
    [UNSURE] = {"input_type_unresolved",
                {"The inputType of field {0} ({1:sensitive}) cannot be resolved",
                 "欄位 {0}（{1:sensitive}）的 inputType 無法解析"}},
    [SAFE] = {"keyboard_does_not_learn",
              {"Field {0} ({1:sensitive}) has inputType {2} and options that keep the keyboard from learning",
               "欄位 {0}（{1:sensitive}）的 inputType 為 {2}，其設定使鍵盤不記錄輸入內容"}},
    [ONLY_OTHERS] = {"no_sensitive_fields",
                     {"None of the {0} text fields is named like one for a sensitive value",
                      "{0} 個輸入欄位的名稱均不似敏感性資料"}},
    [NONE] = {"no_fields", {"No layout has a text field", "畫面配置沒有輸入欄位"}},
    [COMPOSE] = {"compose",
                 {"The app draws screens with Compose; their text fields are in no layout and were not read",
                  "應用程式以 Compose 繪製畫面，其輸入欄位不在畫面配置中，未讀取"}},
};

/* Names and contacts are known to many; what opens or names an account is not. */
static bool is_secret(aa_sensitive kind)
{
    return kind >= AA_SENSITIVE_ACCOUNT && kind != AA_SENSITIVE_CODE;
}

static void judge(aa_sink *sink, const aa_input_field *f, aa_sensitive kind, const char *label)
{
    const char *const *args = AA_ARGS(label, aa_sensitive_name(kind), field_type_name(f));
    aa_severity severity = is_secret(kind) ? AA_SEVERITY_MEDIUM : AA_SEVERITY_LOW;
    if (f->input_type_unknown)
        aa_cannot_tell(sink, UNSURE, &f->place, args);
    else if (!field_learns(f))
        aa_clear(sink, SAFE, &f->place, args);
    else if (f->input_type_declared)
        aa_hit_as(sink, LEARNS, severity, AA_REACH_NONE_NEEDED, AA_OWNER_APP, &f->place, args);
    else if (is_secret(kind))
        aa_cannot_tell(sink, NOT_DECLARED, &f->place, args);
    else
        aa_hit_as(sink, LEARNS_DEFAULT, AA_SEVERITY_LOW, AA_REACH_NONE_NEEDED, AA_OWNER_APP, &f->place, args);
}

/* ---- code ------------------------------------------------------------------------------------------------
 */

/* Of a field that code makes: the call that gives it its hint is its place. */
static void judge_made(const aa_check_input *in, aa_sink *sink, const aa_field_made *made, aa_sensitive kind,
                       const char *label)
{
    const aa_input_field *f = &made->field;
    const char *const *args = AA_ARGS(label, aa_sensitive_name(kind), field_type_name(f));
    aa_severity severity = is_secret(kind) ? AA_SEVERITY_MEDIUM : AA_SEVERITY_LOW;
    if (!field_learns(f))
        aa_clear_site(sink, SAFE, in->code, &made->site, args);
    else if (f->input_type_declared)
        aa_hit_site(sink, LEARNS, severity, in->code, &made->site, args);
    else
        aa_cannot_tell_site(sink, NOT_DECLARED, in->code, &made->site, args);
}

/* Fields that no layout has; true when one is sensitive. */
static bool look_at_code(const aa_check_input *in, aa_sink *sink)
{
    const aa_field_made *made = NULL;
    size_t count = in->code == NULL ? 0 : aa_fields_made(in->code, &made);
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        const char *label = NULL;
        aa_sensitive kind = aa_sensitive_field(&made[i].field, &label);
        if (kind == AA_SENSITIVE_NONE || aa_code_is_library(in->code, made[i].site.in))
            continue;
        any = true;
        aa_field_made shown = made[i];
        shown.field.hidden_by_method = false;
        judge_made(in, sink, &shown, kind, label);
    }
    return any;
}

static bool uses_compose(aa_code *code)
{
    static const char view[] = "Landroidx/compose/ui/platform/AbstractComposeView;";
    const aa_program *p = aa_code_base_of(code)->program;
    size_t defined = 0;
    aa_program_type_count(p, &defined);
    return aa_program_find_type(p, aa_bytes_of(view, sizeof view - 1)) < defined;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_layouts *layouts = &in->facts->layouts;
    bool any = look_at_code(in, sink);
    for (size_t i = 0; i < layouts->field_count; i++) {
        const char *label = NULL;
        aa_sensitive kind = aa_sensitive_field(&layouts->fields[i], &label);
        if (kind == AA_SENSITIVE_NONE)
            continue;
        any = true;
        aa_input_field field = aa_data_field_in_code(in->code, &layouts->fields[i]);
        field.hidden_by_method = false; /* that keeps it from people, not from the keyboard */
        judge(sink, &field, kind, label);
    }
    if (in->code != NULL && uses_compose(in->code))
        aa_cannot_tell(sink, COMPOSE, NULL, AA_NO_ARGS);
    else if (layouts->field_count == 0 && !any)
        aa_absent(sink, NONE, AA_NO_ARGS);
    else if (!any)
        aa_clear(sink, ONLY_OTHERS, NULL, AA_ARGS(aa_arg_int(sink, (long long)layouts->field_count)));
}

const aa_check aa_check_android_keyboard_cache = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_LAYOUTS) | AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 mas:4.1.2.3.11",
    .masvs = "MASVS-PLATFORM-3",
    .mastg = "MASTG-TEST-0258",
    .cwe = "CWE-524",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Keyboard may learn a sensitive value",
                    .why =
                        "Keyboards keep words that are typed, suggest them in other apps and may send them "
                        "to their maker.",
                    .fix = "android:inputType=\"textPassword\" for secrets, \"number\" for digits, else add "
                           "textNoSuggestions and "
                           "android:imeOptions=\"flagNoPersonalizedLearning\".",
                    .limits =
                        "Fields are told by their names and labels. A type that the layout declares is "
                        "taken as meant, though code could change it; a secret field without one is left "
                        "undecided. Of fields made by code those with a constant hint are seen; of those "
                        "drawn by Compose, none.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "鍵盤可能記住敏感性資料",
                    .why = "鍵盤會保存輸入過的字詞，在其他應用程式中建議，並可能傳給鍵盤的開發者。",
                    .fix = "機密欄位用 android:inputType=\"textPassword\"，數字用 \"number\"，其餘加上 "
                           "textNoSuggestions 與 android:imeOptions=\"flagNoPersonalizedLearning\"。",
                    .limits = "以欄位的名稱與標示判斷。畫面配置已宣告的型別視為開發者本意，雖然程式碼仍可更改"
                              "；未宣告"
                              "型別的機密欄位列為未判定。由程式碼產生之欄位僅見提示文字為固定值者；以 "
                              "Compose 繪製者無法得知。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
