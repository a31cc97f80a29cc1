/*
 * Tests for a rooted device, counted by technique, and what comes of them.
 */
#include "root.h"

static const aa_message messages[] = {
    DETECT_MESSAGES("root", "No test for a rooted device was found in bytecode",
                    "位元組碼中未發現 Root 偵測"),
};

static const char *const native_words[] = {"/bin/su",   "/xbin/su", "magisk", "Superuser",
                                           "test-keys", "busybox",  NULL};

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code != NULL && root_record(in->code, sink, false) == 0 &&
        detect_native(in, sink, native_words, NULL) == 0)
        aa_absent(sink, DETECT_NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_res_root = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_NATIVE),
    .rows = "broker:5 broker:16 broker:17 mas:4.1.5.5.1",
    .masvs = "MASVS-RESILIENCE-1",
    .mastg = "MASTG-TEST-0324",
    .cwe = "CWE-693",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Rooted devices are detected",
                    .why = "On a rooted device any program can read the app's files and change what the app "
                           "does.",
                    .fix = "Look for su and its managers by several techniques, and when one answers, tell "
                           "the user and stop: if (isRooted()) new AlertDialog.Builder(this)"
                           ".setMessage(…).show(). Let the server ask for an attestation as well.",
                    .limits = "Bytecode only; tests in native libraries, lists that come from a server and "
                              "texts that are encrypted are not seen. A test whose outcome is lost in a "
                              "queue or an event bus counts as one that nothing visible comes of.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "具備 Root 偵測",
                    .why = "裝置經 Root 後，任何程式皆可讀取本應用程式之檔案並改變其行為。",
                    .fix = "以多種方式偵測 su 及其管理程式，偵測到時提示使用者並中止："
                           "if (isRooted()) new AlertDialog.Builder(this).setMessage(…).show()；"
                           "並由伺服器要求完整性證明。",
                    .limits = "僅讀位元組碼；原生函式庫之偵測、來自伺服器之清單及加密字串無法得知。"
                              "結果若經佇列或事件匯流排傳遞，視為未見後續處置。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
