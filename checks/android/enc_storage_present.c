/*
 * Encrypted storage and keys of the system.
 */
#include "engine/code_record.h"

enum { KEYSTORE, STORE, NONE };

static const aa_message messages[] = {
    [KEYSTORE] = {"keystore_used",
                  {"{0} uses keys of the Android Keystore", "{0} 使用 Android Keystore 之金鑰"}},
    [STORE] = {"encrypted_store", {"{0} opens encrypted storage ({1})", "{0} 開啟加密儲存（{1}）"}},
    [NONE] = {"no_encrypted_store",
              {"No call in the app opens encrypted storage or uses keys of the Android Keystore",
               "應用程式中無任何呼叫開啟加密儲存或使用 Android Keystore 金鑰"}},
};

typedef struct maker {
    const char *pattern;
    size_t argument; /* the provider's or type's name */
} maker;

static const maker makers[] = {
    {"Ljava/security/KeyStore;->getInstance(Ljava/lang/String;)Ljava/security/KeyStore;", 0},
    {"Ljavax/crypto/KeyGenerator;->getInstance(Ljava/lang/String;Ljava/lang/String;)Ljavax/crypto/"
     "KeyGenerator;",
     1},
    {"Ljava/security/KeyPairGenerator;->getInstance(Ljava/lang/String;Ljava/lang/String;)Ljava/security/"
     "KeyPairGenerator;",
     1},
};

static size_t look_at_keystore(aa_code *code, aa_sink *sink)
{
    size_t found = 0;
    for (size_t i = 0; i < sizeof makers / sizeof makers[0]; i++) {
        aa_sites sites = aa_code_calls(code, makers[i].pattern);
        for (size_t k = 0; k < sites.count; k++) {
            aa_bytes name;
            if (!aa_site_text(code, &sites.items[k], makers[i].argument, &name) ||
                !aa_bytes_is(name, "AndroidKeyStore") || aa_code_is_library(code, sites.items[k].in))
                continue;
            found++;
            aa_hit_site(sink, KEYSTORE, AA_SEVERITY_INFO, code, &sites.items[k],
                        AA_ARGS(aa_code_method_name(code, sites.items[k].in)));
        }
    }
    return found;
}

/* Calls into a library class from other code: that it is there proves nothing. */
static size_t look_at_library(aa_code *code, aa_sink *sink, aa_shape_kind kind)
{
    const aa_code_base *base = aa_code_base_of(code);
    const aa_shape *shapes = NULL;
    size_t found = 0;
    size_t count = aa_shapes_of(base->shapes, kind, &shapes);
    for (size_t i = 0; i < count; i++) {
        if (shapes[i].method == AA_NO_ID || (shapes[i].part != AA_PART_OPEN && shapes[i].part != AA_PART_NEW))
            continue;
        aa_sites sites = aa_code_calls_to(code, shapes[i].method);
        for (size_t k = 0; k < sites.count; k++) {
            aa_type_id caller = aa_program_method(base->program, sites.items[k].in)->owner;
            if (caller == shapes[i].type || aa_code_is_library(code, sites.items[k].in))
                continue;
            found++;
            aa_hit_site(sink, STORE, AA_SEVERITY_INFO, code, &sites.items[k],
                        AA_ARGS(aa_code_method_name(code, sites.items[k].in), aa_shape_name(kind)));
        }
    }
    return found;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    static const aa_shape_kind kinds[] = {AA_SHAPE_SECURITY_CRYPTO_PREFS, AA_SHAPE_SECURITY_CRYPTO_FILE,
                                          AA_SHAPE_SQLCIPHER};
    if (in->code == NULL)
        return;
    size_t found = look_at_keystore(in->code, sink);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        found += look_at_library(in->code, sink, kinds[i]);
    if (found == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_enc_storage_present = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 mas:4.1.2.3.6 mas:4.1.2.3.10",
    .masvs = "MASVS-STORAGE-1",
    .mastg = "",
    .cwe = "CWE-311",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Encrypted storage or Keystore keys are used",
                    .why = "What is stored then stays unreadable to whoever copies the files of the app.",
                    .fix = "Keep sensitive values encrypted under a key of the Android Keystore, or in a "
                           "SQLCipher database whose key lies there.",
                    .limits =
                        "Which values are stored encrypted is judged by the checks of each kind of storage.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "使用加密儲存或 Keystore 金鑰",
                    .why = "即使應用程式檔案遭複製，儲存內容仍無法讀取。",
                    .fix = "敏感資料以 Android Keystore 金鑰加密，或存於金鑰由其保管之 "
                           "SQLCipher 資料庫。",
                    .limits = "何種資料以加密方式儲存，由各儲存類型之檢查判定。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
