/*
 * Tests whether USB debugging or the developer options are on.
 */
#include "detect.h"

static const char *const calls[] = {
    "Landroid/provider/Settings$Global;->getInt",    "Landroid/provider/Settings$Secure;->getInt",
    "Landroid/provider/Settings$System;->getInt",    "Landroid/provider/Settings$Global;->getString",
    "Landroid/provider/Settings$Secure;->getString", NULL,
};
static const char *const usb[] = {"=adb_enabled", "=adb_wifi_enabled", NULL};
static const char *const developer[] = {"=development_settings_enabled", NULL};

static const aa_technique techniques[] = {
    {.form = AA_TECHNIQUE_CALL, .calls = calls, .words = usb},
    {.form = AA_TECHNIQUE_CALL, .calls = calls, .words = developer},
};

static const aa_message messages[] = {
    DETECT_MESSAGES("usb_debugging", "No test for USB debugging was found in bytecode",
                    "位元組碼中未發現 USB 偵錯模式偵測"),
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    const aa_detection *found = NULL;
    size_t count = aa_detections(in->code, techniques, sizeof techniques / sizeof techniques[0], &found);
    if (detect_record_best(in->code, sink, found, count, false) == 0)
        aa_absent(sink, DETECT_NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_res_usb_debug = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_NATIVE),
    .rows = "broker:5 broker:16 mas:4.1.5.5.8",
    .masvs = "MASVS-RESILIENCE-1",
    .mastg = "",
    .cwe = "CWE-693",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "USB debugging is detected",
                    .why = "With USB debugging on, a computer takes screenshots, reads the log and installs "
                           "other versions.",
                    .fix = "if (Settings.Global.getInt(getContentResolver(), Settings.Global.ADB_ENABLED, 0) "
                           "!= 0) show a warning, when the app starts.",
                    .limits = "A name of a setting that is put together at run time is not seen, nor is a "
                              "test in a native library.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "具備 USB 偵錯模式偵測",
                    .why = "USB 偵錯開啟時，電腦可擷取畫面、讀取日誌並安裝其他版本。",
                    .fix = "於啟動時以 Settings.Global.getInt(getContentResolver(), "
                           "Settings.Global.ADB_ENABLED, 0) != 0 偵測並提示使用者。",
                    .limits = "執行時組成之設定名稱及原生函式庫之偵測無法得知。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
