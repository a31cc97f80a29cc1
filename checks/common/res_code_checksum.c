/*
 * An app that computes a digest or checksum over its own code when it runs, and does something about it.
 */
#include "../android/detect.h"

enum { UNREAD = DETECT_NONE + 1 };

static const aa_message messages[] = {
    DETECT_MESSAGES("code_checksum", "No digest over the app's own code was found in bytecode",
                    "位元組碼中未發現對應用程式自身程式碼之雜湊或檢查碼"),
    [UNREAD] = {"code_unread",
                {"Whether the app checks its own code was not read", "應用程式是否檢查自身程式碼未讀取"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->facts->platform != AA_PLATFORM_ANDROID) {
        aa_cannot_tell(sink, UNREAD, NULL, AA_NO_ARGS);
        return;
    }
    if (in->code == NULL)
        return;
    const aa_digest *digests = NULL;
    size_t count = aa_digests(in->code, AA_DIGEST_CODE, &digests);
    detect_record_digests(in->code, sink, digests, count);
    if (count == 0)
        aa_absent(sink, DETECT_NONE, AA_NO_ARGS);
}

const aa_check aa_check_common_res_code_checksum = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_NATIVE),
    .rows = "broker:17 mas:4.1.5.5.4",
    .masvs = "MASVS-RESILIENCE-2",
    .mastg = "",
    .cwe = "CWE-353",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Own code is checked when it runs",
                    .why = "Code that was changed in the package or in memory runs like any other unless the "
                           "app looks at it.",
                    .fix = "Take a digest of the package (getPackageCodePath()) or of the loaded code, "
                           "compare it with a value from your server, not with one in the package, and stop "
                           "when they differ.",
                    .limits = "Bytecode only: native code, where such checks usually are, is not read. A "
                              "comparison that the server makes shows as a connection at most.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "執行時檢查自身程式碼",
                    .why = "套件內或記憶體中之程式碼遭竄改後仍會照常執行，除非應用程式自行檢查。",
                    .fix = "對套件（getPackageCodePath()）或已載入之程式碼計算雜湊值，"
                           "與伺服器提供之值（而非套件內之值）比對，不符即中止。",
                    .limits = "僅讀位元組碼；此類檢查多在原生程式碼中，目前未讀取。"
                              "由伺服器比對者至多僅見連線。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
