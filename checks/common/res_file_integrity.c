/*
 * An app that notices when its own data files were changed: by a digest or authentication code that it
 * computes over them, or a store that authenticates what it encrypts.
 */
#include "../android/detect.h"

enum { STORE = DETECT_NONE + 1, UNREAD };

static const aa_message messages[] = {
    DETECT_MESSAGES("file_integrity", "No check of the app's own files was found in bytecode",
                    "位元組碼中未發現對應用程式自身檔案之檢查"),
    [STORE] = {"store_authenticates",
               {"{0} uses {1}, which refuses what was changed", "{0} 使用 {1}，遭竄改之內容將無法讀取"}},
    [UNREAD] = {"files_unread",
                {"Whether the app checks its own files was not read", "應用程式是否檢查自身檔案未讀取"}},
};

/* Libraries that encrypt with authentication: AES-SIV and AES-GCM, and an HMAC for each page. */
typedef struct store {
    aa_shape_kind kind;
    const char *name;
} store;

static const store stores[] = {
    {AA_SHAPE_SECURITY_CRYPTO_PREFS, "EncryptedSharedPreferences"},
    {AA_SHAPE_SECURITY_CRYPTO_FILE, "EncryptedFile"},
    {AA_SHAPE_SQLCIPHER, "SQLCipher"},
};

/* The first call of the library from outside it. */
static bool look_for_store(const aa_check_input *in, aa_sink *sink, const store *s)
{
    const aa_shape *shapes = NULL;
    size_t count = aa_shapes_of(aa_code_base_of(in->code)->shapes, s->kind, &shapes);
    for (size_t i = 0; i < count; i++) {
        bool opens = shapes[i].part == AA_PART_OPEN || shapes[i].part == AA_PART_READ ||
                     shapes[i].part == AA_PART_WRITE;
        if (!opens || shapes[i].method == AA_NO_ID)
            continue;
        aa_sites sites = aa_code_calls_to(in->code, shapes[i].method);
        for (size_t k = 0; k < sites.count; k++) {
            const aa_method *m = aa_program_method(aa_code_base_of(in->code)->program, sites.items[k].in);
            if (m == NULL || m->owner == shapes[i].type || aa_code_is_library(in->code, sites.items[k].in))
                continue;
            aa_hit_site(sink, STORE, AA_SEVERITY_INFO, in->code, &sites.items[k],
                        AA_ARGS(aa_code_method_name(in->code, sites.items[k].in), s->name));
            return true;
        }
    }
    return false;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->facts->platform != AA_PLATFORM_ANDROID) {
        aa_cannot_tell(sink, UNREAD, NULL, AA_NO_ARGS);
        return;
    }
    if (in->code == NULL)
        return;
    const aa_digest *digests = NULL;
    size_t count = aa_digests(in->code, AA_DIGEST_FILE, &digests);
    detect_record_digests(in->code, sink, digests, count);
    bool any = count > 0;
    for (size_t i = 0; i < sizeof stores / sizeof stores[0]; i++)
        any |= look_for_store(in, sink, &stores[i]);
    if (!any)
        aa_absent(sink, DETECT_NONE, AA_NO_ARGS);
}

const aa_check aa_check_common_res_file_integrity = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_NATIVE),
    .rows = "broker:17 mas:4.1.5.5.2",
    .masvs = "MASVS-RESILIENCE-2",
    .mastg = "",
    .cwe = "CWE-353",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Own data files are checked before use",
                    .why = "On a rooted device anyone can change what an app has stored: a limit, a flag, an "
                           "address. An app that does not look believes it.",
                    .fix = "Keep such data in a store that authenticates (EncryptedFile, "
                           "EncryptedSharedPreferences, SQLCipher), or an HMAC with a key of the Android "
                           "Keystore beside the file, checked before the file is read.",
                    .limits = "Bytecode only. Which files matter is not known; a store that authenticates "
                              "says nothing of files outside it.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "使用前檢查自身資料檔案",
                    .why = "於已 root 之裝置，任何人皆可竄改應用程式所儲存之限額、旗標或位址，"
                           "未檢查者將直接採信。",
                    .fix = "存放於具驗證之儲存機制（EncryptedFile、EncryptedSharedPreferences、SQLCipher），"
                           "或以 Android Keystore 金鑰計算 HMAC 附於檔案旁，讀取前驗證。",
                    .limits = "僅讀位元組碼。無從得知何者為重要檔案；"
                              "具驗證之儲存機制不及於其外之檔案。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
