/*
 * Activities that any app can start, besides the one on the home screen.
 */
#include "exported.h"

enum { LAUNCHER = EXPORTED_OWN };

static const aa_message messages[] = {
    [EXPORTED_OPEN] = {"activity_open",
                       {"Activity {0} can be started by every app; what it does with what it is given is not "
                        "read",
                        "任何應用程式都能啟動 Activity {0}；它如何處理傳入的內容未讀取"}},
    [EXPORTED_WEAK] =
        {"activity_weak_guard",
         {"Activity {0} is guarded by {1} alone, which other apps can hold; what it does is not "
          "read",
          "Activity {0} 僅以其他應用程式可取得的權限 {1} 保護；其行為未讀取"}},
    [EXPORTED_UNDEFINED] = {"activity_undefined_guard",
                            {"Activity {0} is guarded by {1}, which nobody defines; what it does is not read",
                             "Activity {0} 以無人定義的權限 {1} 保護；其行為未讀取"}},
    [EXPORTED_UNKNOWN] = {"activity_unresolved",
                          {"Whether other apps can start activity {0} cannot be resolved",
                           "其他應用程式能否啟動 Activity {0} 無法解析"}},
    [EXPORTED_DISABLED] = {"activity_disabled",
                           {"Activity {0} is open to every app but disabled; code can enable it",
                            "Activity {0} 對任何應用程式開放但已停用；程式碼可將其啟用"}},
    [EXPORTED_GUARDED] = {"activity_guarded",
                          {"Activity {0} is guarded by {1}, which only the system or apps of the same signer "
                           "hold",
                           "Activity {0} 以 {1} 保護，僅系統或相同簽章者的應用程式持有"}},
    [EXPORTED_VENDOR] = {"activity_guarded_by_vendor",
                         {"Activity {0} is guarded by {1}, which a vendor's preinstalled app defines",
                          "Activity {0} 以 {1} 保護，該權限由廠商預載的應用程式定義"}},
    [EXPORTED_CLOSED] = {"activities_closed",
                         {"{0} of {1} activities are not exported", "{1} 個 Activity 中有 {0} 個未對外開放"}},
    [EXPORTED_NONE] = {"no_activities", {"The app has no activities", "應用程式沒有 Activity"}},
    [EXPORTED_DOES] =
        {"activity_open_does",
         {"Activity {0} is open to other apps (permission: {1}) and leads to {3} of {2}, in {4}",
          "Activity {0} 對其他應用程式開放（權限：{1}），並會於 {4} 執行 {2} 之 {3}"}},
    [EXPORTED_NOTHING] = {"activity_open_harmless",
                          {"Activity {0} is open to other apps (permission: {1}) and leads to nothing that "
                           "stores, sends or opens",
                           "Activity {0} 對其他應用程式開放（權限：{1}），未見儲存、傳送或開啟之行為"}},
    [EXPORTED_ASKS] = {"activity_open_asks",
                       {"Activity {0} is open to other apps (permission: {1}) and asks who calls",
                        "Activity {0} 對其他應用程式開放（權限：{1}），並檢查呼叫者"}},
    [LAUNCHER] = {"activity_launcher",
                  {"Activity {0} is open as the app's icon on the home screen and for nothing else",
                   "Activity {0} 僅作為主畫面圖示而開放"}},
};

/* Open because the home screen must start it: every filter is one with MAIN. */
static bool only_launcher(const aa_component *c)
{
    for (size_t i = 0; i < c->filter_count; i++)
        if (!aa_filter_has_action(&c->filters[i], "android.intent.action.MAIN") ||
            c->filters[i].action_count != 1)
            return false;
    return c->is_launcher;
}

static bool special(const aa_check_input *in, aa_sink *sink, const aa_component *c)
{
    (void)in;
    if (!only_launcher(c))
        return false;
    aa_clear(sink, LAUNCHER, &c->place, AA_ARGS(c->name));
    return true;
}

/* Meant for others: every filter is for an action that the platform defines. */
static bool is_meant(const aa_component *c)
{
    static const char begin[] = "android.intent.action.";
    for (size_t i = 0; i < c->filter_count; i++)
        for (size_t k = 0; k < c->filters[i].action_count; k++)
            if (strncmp(c->filters[i].actions[k], begin, sizeof begin - 1) != 0)
                return false;
    return c->filter_count > 0;
}

/* A scheme that no standard knows, and not for web pages: a door that only this app's makers know of. */
static bool has_own_scheme(const aa_component *c)
{
    static const char *const known[] = {"http",  "https", "content", "file", "tel", "sms",
                                        "smsto", "mms",   "mailto",  "geo",  "data"};
    for (size_t i = 0; i < c->filter_count; i++)
        for (size_t k = 0; k < c->filters[i].data_count && !aa_filter_is_browsable(&c->filters[i]); k++) {
            const char *scheme = c->filters[i].data[k].scheme;
            bool common = scheme == NULL;
            for (size_t n = 0; n < sizeof known / sizeof known[0] && !common; n++)
                common = strcmp(scheme, known[n]) == 0;
            if (!common)
                return true;
        }
    return false;
}

/* A screen that leads to nothing can still show what is behind the login. */
static aa_severity severity_of(const aa_check_input *in, const aa_component *c, const aa_effect *effect)
{
    bool nothing = effect->kind == AA_EFFECT_NOTHING || effect->light;
    if (nothing)
        return is_meant(c) && !has_own_scheme(c) ? AA_SEVERITY_INFO : AA_SEVERITY_LOW;
    if (is_meant(c) || aa_code_is_library(in->code, effect->site.in))
        return AA_SEVERITY_LOW;
    bool purpose = c->filter_count > 0;
    return effect->strong || effect->looks || (!purpose && effect->own) ? AA_SEVERITY_MEDIUM
                                                                        : AA_SEVERITY_LOW;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    exported_judge(in, sink, AA_ACTIVITY, AA_ACTIVITY_ALIAS, special, severity_of);
}

const aa_check aa_check_android_exported_activity = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:10 broker:14 mas:4.1.2.5.3 mas:4.1.2.3.12",
    .masvs = "MASVS-PLATFORM-1",
    .mastg = "MASTG-TEST-0364",
    .cwe = "CWE-926",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Activity open to other apps",
                    .why =
                        "Another app starts the screen directly, past the login, or feeds it values that the "
                        "app takes for its own.",
                    .fix = "<activity android:exported=\"false\">; where partners need it, "
                           "android:permission with a permission of protectionLevel=\"signature\".",
                    .limits = "What the callbacks of the activity lead to over virtual calls is taken to be "
                              "possible. Whether a screen asks for the login first is not told. The launcher "
                              "activity can be given extras, too. One for actions that the platform defines "
                              "is meant for others: what it does with its input is for other checks.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "Activity 對其他應用程式開放",
                    .why = "其他應用程式可繞過登入直接啟動該畫面，或傳入應用程式誤以為是自己產生的值。",
                    .fix = "<activity android:exported=\"false\">；若合作的應用程式需要，改以 "
                           "android:permission "
                           "指定 protectionLevel=\"signature\" 的權限。",
                    .limits =
                        "Activity 之回呼經虛擬呼叫可能到達者均予採計。未判定畫面是否先要求登入。啟動用的 "
                        "Activity 亦可能收到額外資料。處理平台所定義 action 之 Activity "
                        "本即供他人使用，其輸入處理由其他檢查判定。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
