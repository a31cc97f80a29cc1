/*
 * Tests for tools that change the app while it runs: Frida, Xposed, Substrate.
 */
#include "detect.h"

static const char *const package_calls[] = {
    "Landroid/content/pm/PackageManager;->getPackageInfo",
    "Landroid/content/pm/PackageManager;->getApplicationInfo",
    "Landroid/content/pm/PackageManager;->getLaunchIntentForPackage",
    NULL,
};
static const char *const packages[] = {
    "=de.robv.android.xposed.installer",
    "=com.saurik.substrate",
    "=org.meowcat.edxposed.manager",
    "=org.lsposed.manager",
    "=io.va.exposed",
    "=me.weishu.exp",
    "=re.frida.server",
    NULL,
};
static const char *const class_calls[] = {
    "Ljava/lang/Class;->forName",
    "Ljava/lang/ClassLoader;->loadClass",
    NULL,
};
static const char *const classes[] = {"^de.robv.android.xposed", "^de/robv/android/xposed",
                                      "^com.saurik.substrate", NULL};
static const char *const text_calls[] = {
    "Ljava/lang/String;->equals",
    "Ljava/lang/String;->contains",
    "Ljava/lang/String;->startsWith",
    "Ljava/lang/String;->endsWith",
    "Ljava/lang/String;->indexOf",
    "Ljava/lang/String;->equalsIgnoreCase",
    NULL,
};
static const char *const texts[] = {
    "*frida",
    "*XposedBridge",
    "^de.robv.android.xposed",
    "^com.saurik.substrate",
    "*gum-js-loop",
    "=gmain",
    "*libsubstrate",
    "*LIBFRIDA",
    "*zygisk",
    "*riru",
    "*lsposed",
    NULL,
};
static const char *const file_calls[] = {
    "Ljava/io/File;->exists",
    "Ljava/io/File;->canRead",
    "Landroid/system/Os;->access",
    NULL,
};
static const char *const files[] = {
    "*frida", "*XposedBridge.jar", "*libxposed", "*/xposed.prop", "*libsubstrate", "*/substrate", NULL,
};
static const char *const port_calls[] = {
    "Ljava/net/Socket;-><init>",
    "Ljava/net/InetSocketAddress;-><init>",
    NULL,
};

enum { FRIDA_PORT = 27042 };

static const aa_technique techniques[] = {
    {.form = AA_TECHNIQUE_CALL, .calls = package_calls, .words = packages, .throws = true},
    {.form = AA_TECHNIQUE_CALL, .calls = class_calls, .words = classes, .throws = true},
    {.form = AA_TECHNIQUE_SCAN, .calls = text_calls, .words = texts},
    {.form = AA_TECHNIQUE_CALL, .calls = file_calls, .words = files},
    {.form = AA_TECHNIQUE_NUMBER, .calls = port_calls, .number = FRIDA_PORT, .throws = true},
};

static const aa_message messages[] = {
    DETECT_MESSAGES("hook", "No test for hooking tools was found in bytecode",
                    "位元組碼中未發現動態掛鉤工具偵測"),
};

static const char *const native_words[] = {"frida", "gum-js-loop", "xposed", "substrate", "zygisk", NULL};

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    const aa_detection *found = NULL;
    size_t count = aa_detections(in->code, techniques, sizeof techniques / sizeof techniques[0], &found);
    if (detect_record_best(in->code, sink, found, count, false) == 0 &&
        detect_native(in, sink, native_words, NULL) == 0)
        aa_absent(sink, DETECT_NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_res_hook = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_NATIVE),
    .rows = "broker:16 broker:17 mas:4.1.5.5.3",
    .masvs = "MASVS-RESILIENCE-4",
    .mastg = "MASTG-TEST-0341",
    .cwe = "CWE-693",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Hooking tools are detected",
                    .why = "Such a tool replaces any method: it reads what is typed, and makes checks answer "
                           "what it likes.",
                    .fix = "Look in /proc/self/maps for frida and substrate, for "
                           "de.robv.android.xposed.XposedBridge among the classes, and for port 27042; when "
                           "one answers, warn or stop. Do it in native code as well.",
                    .limits =
                        "Bytecode only; tests in native libraries, where most of them are, are not seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "具備動態掛鉤（Hook）工具偵測",
                    .why = "此類工具可替換任何方法：讀取輸入內容，並任意改變偵測結果。",
                    .fix = "檢查 /proc/self/maps 是否載入 frida、substrate，是否存在 "
                           "de.robv.android.xposed.XposedBridge 類別，以及 27042 "
                           "連線埠；偵測到時提示或中止，並於原生程式碼中一併實作。",
                    .limits = "僅讀位元組碼；此類偵測多實作於原生函式庫，無法得知。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
