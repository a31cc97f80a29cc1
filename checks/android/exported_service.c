/*
 * Services that any app can start or bind.
 */
#include "exported.h"

static const aa_message messages[] = {
    [EXPORTED_OPEN] = {"service_open",
                       {"Service {0} can be started or bound by every app; what it does is not read",
                        "任何應用程式都能啟動或繫結 Service {0}；其行為未讀取"}},
    [EXPORTED_WEAK] = {"service_weak_guard",
                       {"Service {0} is guarded by {1} alone, which other apps can hold; what it does is not "
                        "read",
                        "Service {0} 僅以其他應用程式可取得的權限 {1} 保護；其行為未讀取"}},
    [EXPORTED_UNDEFINED] = {"service_undefined_guard",
                            {"Service {0} is guarded by {1}, which nobody defines; what it does is not read",
                             "Service {0} 以無人定義的權限 {1} 保護；其行為未讀取"}},
    [EXPORTED_UNKNOWN] = {"service_unresolved",
                          {"Whether other apps can reach service {0} cannot be resolved",
                           "其他應用程式能否存取 Service {0} 無法解析"}},
    [EXPORTED_DISABLED] = {"service_disabled",
                           {"Service {0} is open to every app but disabled; code can enable it",
                            "Service {0} 對任何應用程式開放但已停用；程式碼可將其啟用"}},
    [EXPORTED_GUARDED] = {"service_guarded",
                          {"Service {0} is guarded by {1}, which only the system or apps of the same signer "
                           "hold",
                           "Service {0} 以 {1} 保護，僅系統或相同簽章者的應用程式持有"}},
    [EXPORTED_VENDOR] = {"service_guarded_by_vendor",
                         {"Service {0} is guarded by {1}, which a vendor's preinstalled app defines",
                          "Service {0} 以 {1} 保護，該權限由廠商預載的應用程式定義"}},
    [EXPORTED_CLOSED] = {"services_closed",
                         {"{0} of {1} services are not exported", "{1} 個 Service 中有 {0} 個未對外開放"}},
    [EXPORTED_NONE] = {"no_services", {"The app has no services", "應用程式沒有 Service"}},
    [EXPORTED_DOES] = {"service_open_does",
                       {"Service {0} is open to other apps (permission: {1}) and leads to {3} of {2}, in {4}",
                        "Service {0} 對其他應用程式開放（權限：{1}），並會於 {4} 執行 {2} 之 {3}"}},
    [EXPORTED_NOTHING] = {"service_open_harmless",
                          {"Service {0} is open to other apps (permission: {1}) and leads to nothing that "
                           "stores, sends or opens",
                           "Service {0} 對其他應用程式開放（權限：{1}），未見儲存、傳送或開啟之行為"}},
    [EXPORTED_ASKS] = {"service_open_asks",
                       {"Service {0} is open to other apps (permission: {1}) and asks who calls",
                        "Service {0} 對其他應用程式開放（權限：{1}），並檢查呼叫者"}},
};

static aa_severity severity_of(const aa_check_input *in, const aa_component *c, const aa_effect *effect)
{
    (void)in;
    (void)c;
    if (effect->kind == AA_EFFECT_NOTHING)
        return AA_SEVERITY_INFO;
    if (effect->light)
        return AA_SEVERITY_LOW;
    return effect->strong ? AA_SEVERITY_HIGH : AA_SEVERITY_MEDIUM;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    exported_judge(in, sink, AA_SERVICE, AA_SERVICE, NULL, severity_of);
}

const aa_check aa_check_android_exported_service = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:10 broker:14 mas:4.1.2.5.3 mas:4.1.2.3.12",
    .masvs = "MASVS-PLATFORM-1",
    .mastg = "MASTG-TEST-0365",
    .cwe = "CWE-926",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Service open to other apps",
                    .why =
                        "Another app starts the service with an intent of its making, or binds it and calls "
                        "its methods, in the background and without the user seeing anything.",
                    .fix = "<service android:exported=\"false\">; where partners need it, android:permission "
                           "with a permission of protectionLevel=\"signature\".",
                    .limits = "What the callbacks of the service lead to over virtual calls is taken to be "
                              "possible. A question who calls counts wherever it stands in that code; its "
                              "answer is not judged.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "Service 對其他應用程式開放",
                    .why = "其他應用程式可自行構造 Intent "
                           "啟動該服務，或繫結後呼叫其方法，於背景進行而使用者毫無所覺。",
                    .fix =
                        "<service android:exported=\"false\">；若合作的應用程式需要，改以 android:permission "
                        "指定 protectionLevel=\"signature\" 的權限。",
                    .limits = "Service "
                              "之回呼經虛擬呼叫可能到達者均予採計。對呼叫者之檢查，不論位於該程式碼何處均予採"
                              "計，未判斷其結果。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
