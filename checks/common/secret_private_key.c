/*
 * Private keys, and key stores that open with a usual password.
 */
#include "secrets.h"

enum { KEY, LOCKED, OPEN_STORE, PLAIN_KEY, CLOSED_STORE, CERTIFICATES, NONE };

static const aa_message messages[] = {
    [KEY] = {"private_key",
             {"{0} {1} ({3} characters, digest {4}), in {5}", "{0} {1}（{3} 字元，摘要 {4}），位於 {5}"}},
    [LOCKED] = {"private_key_locked",
                {"{0} {1} under a password ({3} characters, digest {4}), in {5}",
                 "{0} {1}，以密碼保護（{3} 字元，摘要 {4}），位於 {5}"}},
    [OPEN_STORE] = {"key_store_opens",
                    {"{0} key store with {1} private keys opens with the password \"{2}\"",
                     "{0} 金鑰儲存檔含 {1} 把私密金鑰，可用密碼「{2}」開啟"}},
    [PLAIN_KEY] = {"key_file", {"The file is a private key", "該檔案為私密金鑰"}},
    [CLOSED_STORE] = {"key_store_closed",
                      {"{0} key store under a password that is none of the usual ones",
                       "{0} 金鑰儲存檔，密碼非常見者"}},
    [CERTIFICATES] = {"certificates_only",
                      {"{0} key store holds certificates and no private key",
                       "{0} 金鑰儲存檔僅含憑證，不含私密金鑰"}},
    [NONE] = {"no_private_key",
              {"No private key and no key store with one in {0} files and {1} constants of the bytecode",
               "{0} 個檔案及 {1} 個位元組碼常數中未發現私密金鑰或含私密金鑰之儲存檔"}},
};

static bool judge_store(aa_sink *sink, const aa_key_store_fact *store)
{
    if (store->counted && store->keys == 0) {
        aa_clear(sink, CERTIFICATES, &store->place, AA_ARGS(store->kind));
        return false;
    }
    if (store->password != NULL)
        aa_hit_as(sink, OPEN_STORE, AA_SEVERITY_HIGH, AA_REACH_NONE_NEEDED, AA_OWNER_UNKNOWN, &store->place,
                  AA_ARGS(store->kind, aa_arg_int(sink, (long long)store->keys), store->password));
    else if (strcmp(store->kind, "DER") == 0)
        aa_hit_as(sink, PLAIN_KEY, AA_SEVERITY_HIGH, AA_REACH_NONE_NEEDED, AA_OWNER_UNKNOWN, &store->place,
                  AA_NO_ARGS);
    else
        aa_hit_as(sink, CLOSED_STORE, AA_SEVERITY_LOW, AA_REACH_NONE_NEEDED, AA_OWNER_UNKNOWN, &store->place,
                  AA_ARGS(store->kind));
    return true;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_secrets *secrets = in->facts->secrets;
    if (secrets == NULL)
        return;
    bool any = secret_hit_from(in, sink, true, AA_SECRET_NAMED, KEY, LOCKED).all > 0;
    for (size_t i = 0; i < secrets->store_count; i++)
        any = judge_store(sink, &secrets->stores[i]) || any;
    if (!any)
        secret_none(in, sink, NONE);
}

const aa_check aa_check_common_secret_private_key = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_RESOURCES) | AA_AREA_BIT(AA_AREA_CODE) |
             AA_AREA_BIT(AA_AREA_ASSETS),
    .rows = "broker:8 broker:16 mas:4.1.2.3.8",
    .masvs = "MASVS-CRYPTO-2",
    .mastg = "MASTG-TEST-0214",
    .cwe = "CWE-321",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Private key in the app",
                    .why = "A key that is in every copy of the app proves nothing about who uses it: anyone "
                           "signs "
                           "with it, decrypts with it, or logs in as the app.",
                    .fix = "Replace the key and let each installation make its own in the Android Keystore "
                           "or the "
                           "Secure Enclave; keep keys of servers on servers.",
                    .limits =
                        "PEM, DER, OpenSSH, OpenPGP and PuTTY keys and PKCS #12, JKS and BKS stores are "
                        "recognised in files and constants. A store under an unusual password is reported "
                        "as low: its password is in the app too, or comes from the user, which is not told "
                        "here.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "應用程式含私密金鑰",
                    .why = "每份應用程式皆含之金鑰無法證明使用者身分：任何人皆得以其簽章、解密或登入。",
                    .fix = "更換金鑰，由各裝置於 Android Keystore 或 Secure Enclave 自行產生；"
                           "伺服器金鑰僅保存於伺服器。",
                    .limits = "可辨識檔案及常數中之 PEM、DER、OpenSSH、OpenPGP、PuTTY 金鑰，"
                              "以及 PKCS #12、JKS、BKS 儲存檔。密碼非常見者列為低風險："
                              "其密碼或亦在應用程式中，或由使用者提供，此處不予判定。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
