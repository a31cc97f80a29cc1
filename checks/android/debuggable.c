/*
 * A debuggable package lets everyone with a cable, or with adb over the network, run code as the app.
 */
#include "engine/check.h"

enum { ON, OFF, DEFAULT, UNSURE };

static const aa_message messages[] = {
    [ON] = {"debuggable", {"android:debuggable is true", "android:debuggable 為 true"}},
    [OFF] = {"not_debuggable", {"android:debuggable is false", "android:debuggable 為 false"}},
    [DEFAULT] = {"not_declared",
                 {"android:debuggable is not declared; the default is false",
                  "未宣告 android:debuggable，預設為 false"}},
    [UNSURE] =
        {"unresolved",
         {"android:debuggable has a value that cannot be resolved, or one that differs by configuration",
          "android:debuggable 的值無法解析，或隨組態而不同"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_manifest *m = &in->facts->manifest;
    if (!m->debuggable.declared)
        aa_clear(sink, DEFAULT, &m->application_place, AA_NO_ARGS);
    else if (m->debuggable.value == AA_YES)
        aa_hit(sink, ON, &m->debuggable.place, AA_NO_ARGS);
    else if (m->debuggable.value == AA_NO)
        aa_clear(sink, OFF, &m->debuggable.place, AA_NO_ARGS);
    else
        aa_cannot_tell(sink, UNSURE, &m->debuggable.place, AA_NO_ARGS);
}

const aa_check aa_check_android_debuggable = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_CRITICAL,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:1 broker:4 broker:16 broker:17 mas:4.1.5.5.9 mas:4.1.5.1.2",
    .masvs = "MASVS-RESILIENCE-4",
    .mastg = "MASTG-TEST-0226",
    .cwe = "CWE-489",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Release package is debuggable",
                    .why =
                        "Anyone with the device in hand, or another app that attaches a debugger, reads the "
                        "app's files and memory and runs code in its name; run-as opens its private folder "
                        "without root.",
                    .fix = "Ship the release build type and write nothing, or "
                           "<application android:debuggable=\"false\">.",
                    .limits = "Says nothing about debugging that code switches on, such as "
                              "WebView.setWebContentsDebuggingEnabled(true).",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "發布的套件可被除錯",
                    .why = "取得裝置者或能附加除錯器者，可讀取應用程式的檔案與記憶體，並以其身分執行程式碼；"
                           "不需 root 即可用 run-as 進入私有目錄。",
                    .fix = "以 release 組建類型發布，不宣告此屬性，或寫成 <application "
                           "android:debuggable=\"false\">。",
                    .limits = "不包含由程式碼開啟的除錯功能，例如 "
                              "WebView.setWebContentsDebuggingEnabled(true)。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
