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

static void run(const aa_check_input *in, aa_sink *sink)
{
    exported_judge(in, sink, AA_ACTIVITY, AA_ACTIVITY_ALIAS, special);
}

const aa_check aa_check_android_exported_activity = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST),
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
                    .limits =
                        "Decided by the manifest alone: what an open activity does with its intent is not "
                        "read, so it is never called safe. The launcher activity can be given extras, too.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "Activity 對其他應用程式開放",
                    .why = "其他應用程式可繞過登入直接啟動該畫面，或傳入應用程式誤以為是自己產生的值。",
                    .fix = "<activity android:exported=\"false\">；若合作的應用程式需要，改以 "
                           "android:permission "
                           "指定 protectionLevel=\"signature\" 的權限。",
                    .limits =
                        "僅依資訊清單判定：開放的 Activity 如何處理 Intent 未讀取，故不會判為安全；啟動用的 "
                        "Activity 亦可能收到額外資料。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
