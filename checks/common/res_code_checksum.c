/*
 * An app that computes a digest or checksum over its own code when it runs, and does something about it.
 */
#include "../android/detect.h"
#include "../ios/own_digest.h"

enum { PROGRAM_COMPARED = DETECT_NONE + 1, PROGRAM_DIGEST, PROGRAM_NONE };

static const aa_message messages[] = {
    DETECT_MESSAGES("code_checksum", "No digest over the app's own code was found in bytecode",
                    "位元組碼中未發現對應用程式自身程式碼之雜湊或檢查碼"),
    [PROGRAM_COMPARED] = {"program_compared",
                          {"{0} takes a digest of the app's own program and compares it",
                           "{0} 對應用程式自身執行檔計算雜湊並比對"}},
    [PROGRAM_DIGEST] =
        {"program_digest",
         {"{0} takes a digest of the app's own program; what it is compared with does not show",
          "{0} 對應用程式自身執行檔計算雜湊，但無法看出與何者比對"}},
    [PROGRAM_NONE] = {"program_none",
                      {"No digest over the app's own code was found in machine code",
                       "機器碼中未發現對應用程式自身程式碼之雜湊或檢查碼"}},
};

/* Bytes or texts are compared in the function or around it. Not strcmp(): that is how a section is found. */
static bool is_compared(aa_machine *machine, aa_mspot spot)
{
    static const char *const names[] = {"_memcmp",
                                        "_bcmp",
                                        "_timingsafe_bcmp",
                                        "isEqualToData:",
                                        "isEqualToString:",
                                        "isEqual:",
                                        "_$s10Foundation4DataV2eeoiySbAC_ACtFZ",
                                        NULL};
    return aa_muse_call_near(machine, spot.image, spot.function, names) != NULL;
}

static void record(void *context, aa_machine *machine, aa_mspot spot)
{
    const char *const *args =
        AA_ARGS(aa_arg_text(aa_machine_function_name(machine, spot.image, spot.function)));
    if (is_compared(machine, spot))
        aa_hit_spot(context, PROGRAM_COMPARED, AA_SEVERITY_INFO, machine, spot, NULL, args);
    else
        aa_cannot_tell_spot(context, PROGRAM_DIGEST, machine, spot, NULL, args);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->machine != NULL && own_digests_find(in->machine, record, sink) == 0)
        aa_absent(sink, PROGRAM_NONE, AA_NO_ARGS);
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
                    .limits = "Android: bytecode only; native code, where such checks usually are, is not "
                              "read. iOS: what follows from the comparison is not judged. A comparison that "
                              "the server makes shows as a connection at most.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "執行時檢查自身程式碼",
                    .why = "套件內或記憶體中之程式碼遭竄改後仍會照常執行，除非應用程式自行檢查。",
                    .fix = "對套件（getPackageCodePath()）或已載入之程式碼計算雜湊值，"
                           "與伺服器提供之值（而非套件內之值）比對，不符即中止。",
                    .limits = "Android 僅讀位元組碼，此類檢查多在原生程式碼中，目前未讀取；"
                              "iOS 不判定比對後之處置。由伺服器比對者至多僅見連線。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
