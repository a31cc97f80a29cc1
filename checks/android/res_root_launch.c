/*
 * Tests for a rooted device that run when the app starts, and that the user or a server learns of.
 */
#include "root.h"

static const aa_message messages[] = {
    DETECT_MESSAGES("root_at_launch", "No test for a rooted device was found in bytecode",
                    "位元組碼中未發現 Root 偵測"),
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code != NULL && root_record(in->code, sink, true) == 0)
        aa_absent(sink, DETECT_NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_res_root_launch = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_NATIVE),
    .rows = "broker:5 broker:16 mas:4.1.5.5.1",
    .masvs = "MASVS-RESILIENCE-1",
    .mastg = "MASTG-TEST-0325",
    .cwe = "CWE-693",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Rooted devices are noticed at launch, with a warning or an end",
                    .why = "A test that runs later, or that only fills a statistic, does not keep the user "
                           "from typing a password on a broken device.",
                    .fix = "Run the test from Application.onCreate() or from onCreate() of the first "
                           "screen, and show a dialog or call finishAffinity() when it answers.",
                    .limits = "What counts as launch: Application, content providers, and the first screen "
                              "up to onResume(). Tests in native libraries are not seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "啟動時執行 Root 偵測，並提示使用者或中止",
                    .why = "啟動後始執行或僅供統計之偵測，無法防止使用者於遭破解之裝置輸入密碼。",
                    .fix = "於 Application.onCreate() 或首頁之 onCreate() 執行偵測，偵測到時顯示對話框或"
                           "呼叫 finishAffinity()。",
                    .limits = "啟動範圍為 Application、content provider 及首頁至 onResume() 為止；"
                              "原生函式庫之偵測無法得知。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
