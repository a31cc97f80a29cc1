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
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    exported_judge(in, sink, AA_SERVICE, AA_SERVICE, NULL);
}

const aa_check aa_check_android_exported_service = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST),
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
                    .limits =
                        "Decided by the manifest alone: a service that checks its callers in code is not "
                        "told from one that does not.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "Service 對其他應用程式開放",
                    .why = "其他應用程式可自行構造 Intent "
                           "啟動該服務，或繫結後呼叫其方法，於背景進行而使用者毫無所覺。",
                    .fix =
                        "<service android:exported=\"false\">；若合作的應用程式需要，改以 android:permission "
                        "指定 protectionLevel=\"signature\" 的權限。",
                    .limits = "僅依資訊清單判定：無法區分是否以程式碼檢查呼叫者。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
