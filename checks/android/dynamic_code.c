/*
 * Code loaded from places that others can write.
 */
#include "inputs.h"

static const aa_message messages[] = {
    INPUT_MESSAGES("code", "loads code from", "載入程式碼", "No call in the app loads code from a file",
                   "應用程式中無任何呼叫由檔案載入程式碼"),
};

static const input_sink sinks[] = {
    {"Ldalvik/system/DexClassLoader;-><init>", 1U << 1, AA_SEVERITY_CRITICAL, true},
    {"Ldalvik/system/PathClassLoader;-><init>", 1U << 1, AA_SEVERITY_CRITICAL, true},
    {"Ldalvik/system/InMemoryDexClassLoader;-><init>", 1U << 1, AA_SEVERITY_CRITICAL, true},
    {"Ldalvik/system/DelegateLastClassLoader;-><init>", 1U << 1, AA_SEVERITY_CRITICAL, true},
    {"Ldalvik/system/DexFile;->loadDex", 1U << 0, AA_SEVERITY_CRITICAL, true},
    {"Ldalvik/system/DexFile;-><init>", 1U << 1, AA_SEVERITY_CRITICAL, true},
    {"Ljava/lang/System;->load", 1U << 0, AA_SEVERITY_CRITICAL, true},
    {"Ljava/lang/Runtime;->load", 1U << 1, AA_SEVERITY_CRITICAL, true},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    const input_rule rule = {
        .sinks = sinks,
        .sink_count = sizeof sinks / sizeof sinks[0],
        .kinds =
            AA_SOURCE_PROVIDER | AA_SOURCE_APP | AA_SOURCE_NETWORK | AA_SOURCE_SHARED | AA_SOURCE_PRIVATE,
        .severity = {[INPUT_PROVIDER] = AA_SEVERITY_HIGH,
                     [INPUT_APP] = AA_SEVERITY_HIGH,
                     [INPUT_NETWORK] = AA_SEVERITY_HIGH,
                     [INPUT_SHARED] = AA_SEVERITY_HIGH,
                     [INPUT_PRIVATE] = AA_SEVERITY_LOW},
        .washed = NULL,
        .checked = aa_site_checks_source,
    };
    input_judge(&rule, in, sink);
}

const aa_check aa_check_android_dynamic_code = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:2 broker:16 broker:17 mas:4.1.1.2.1 mas:4.1.5.1.1",
    .masvs = "MASVS-CODE-4",
    .mastg = "",
    .cwe = "CWE-494",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Code loaded at run time from elsewhere",
                    .why = "Whoever writes that file, or sits on the way of its download, runs code with the "
                           "rights and data of the app; what was reviewed is not what runs.",
                    .fix = "Ship code in the package, or as a feature module of the store "
                           "(SplitInstallManager). Where a file must be loaded: keep it in "
                           "getCodeCacheDir(), verify a signature over it, and setReadOnly() before loading.",
                    .limits = "How a file got into the app's own storage is not followed. A verification of "
                              "the file is counted only as a comparison in the same method. Libraries loaded "
                              "by name, System.loadLibrary(), come with the package.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "執行時自他處載入程式碼",
                    .why = "能寫入該檔案或介入下載過程者，可以應用程式之權限與資料執行程式碼；受檢之程式碼並"
                           "非實際執行者。",
                    .fix = "程式碼隨安裝檔提供，或使用商店之功能模組（SplitInstallManager）。必須載入檔案時，"
                           "存放於 getCodeCacheDir()，驗證簽章並於載入前 setReadOnly()。",
                    .limits = "檔案如何存入應用程式自有儲存空間未追蹤。檔案驗證僅採計同一方法內之比對。以名稱"
                              "載入之函式庫（System.loadLibrary()）隨安裝檔提供。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
