/*
 * Ciphers that are broken, have blocks of 64 bits, or were made at home.
 */
#include "code/use_crypto.h"
#include "code/use_xor.h"
#include "engine/code_record.h"

enum { BROKEN, HOME_MADE, SOUND, UNKNOWN, LIMIT, NONE };

static const aa_message messages[] = {
    [BROKEN] = {"broken_cipher", {"{0} asks for {1}", "{0} 要求使用 {1}"}},
    [HOME_MADE] = {"home_made_cipher",
                   {"{0} enciphers by exclusive or with the constant {1}",
                    "{0} 以固定值 {1} 進行互斥或（XOR）運算作為加密"}},
    [SOUND] = {"cipher", {"{0} asks for {1}", "{0} 要求使用 {1}"}},
    [UNKNOWN] = {"cipher_unknown",
                 {"Which cipher {0} asks for cannot be told", "無法判定 {0} 要求使用何種加密演算法"}},
    [LIMIT] = {"home_made_limit",
               {"More than {0} methods could encipher by exclusive or: the others were not looked at",
                "可能以互斥或（XOR）運算加密之方法超過 {0} 個，其餘未檢視"}},
    [NONE] = {"no_cipher", {"No call in the app asks for a cipher", "應用程式中無任何呼叫取得 Cipher"}},
};

static const char *const makers[] = {
    "Ljavax/crypto/Cipher;->getInstance",
    "Ljavax/crypto/KeyGenerator;->getInstance",
    "Ljavax/crypto/SecretKeyFactory;->getInstance",
    NULL,
};

/* What one constant name says; true when it was worth a record. */
static void judge(aa_code *code, aa_sink *sink, const aa_site *site, const aa_origin *name)
{
    aa_transformation t;
    aa_transformation_of(name->text, &t);
    const char *method = aa_code_method_name(code, site->in);
    const char *text = aa_origin_text(code, name);
    if (aa_cipher_is_broken(t.algorithm))
        aa_hit_origin(sink, BROKEN, AA_SEVERITY_HIGH, code, site, name, AA_ARGS(method, text));
    else
        aa_clear_site(sink, SOUND, code, site, AA_ARGS(method, text));
}

/* What was made at home; how many records that made. */
static size_t judge_home_made(aa_code *code, aa_sink *sink)
{
    const aa_xor *xors = NULL;
    bool cut = false;
    size_t count = aa_code_xors(code, &xors, &cut);
    for (size_t i = 0; i < count; i++)
        aa_hit_method(sink, HOME_MADE, AA_SEVERITY_MEDIUM, code, xors[i].in, xors[i].pc,
                      AA_ARGS(aa_code_method_name(code, xors[i].in), aa_origin_redacted(code, xors[i].key)));
    if (cut)
        aa_cannot_tell(sink, LIMIT, NULL, AA_ARGS(aa_arg_int(sink, AA_XOR_METHODS)));
    return count + cut;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    size_t home_made = judge_home_made(in->code, sink);
    aa_sites sites = aa_code_calls_of(in->code, makers);
    for (size_t i = 0; i < sites.count; i++) {
        aa_origins names = aa_code_constants(in->code, &sites.items[i], 0);
        bool any = !aa_site_result_is_used(in->code, &sites.items[i]);
        names.count = any ? 0 : names.count;
        for (size_t k = 0; k < names.count; k++) {
            if (names.items[k].kind != AA_ORIGIN_STRING || !names.items[k].exact)
                continue;
            any = true;
            judge(in->code, sink, &sites.items[i], &names.items[k]);
        }
        if (!any && aa_site_is(in->code, &sites.items[i], makers[0]))
            aa_cannot_tell_site(sink, UNKNOWN, in->code, &sites.items[i],
                                AA_ARGS(aa_code_method_name(in->code, sites.items[i].in)));
    }
    if (sites.count + home_made == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_crypto_broken = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 broker:9 mas:4.1.2.3.6",
    .masvs = "MASVS-CRYPTO-1",
    .mastg = "MASTG-TEST-0221",
    .cwe = "CWE-327",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Broken or outdated cipher",
                    .why =
                        "DES keys are found in hours, RC4 leaks its key stream, and a 64-bit block repeats "
                        "after some gigabytes; an exclusive or with a constant is undone by whoever has the "
                        "app: what was encrypted can be read.",
                    .fix = "Cipher.getInstance(\"AES/GCM/NoPadding\") with a 256-bit key from the Android "
                           "Keystore. Decrypt old data once and store it again.",
                    .limits =
                        "A name that is made at run time from what a server sends, and use in native code, "
                        "are not seen. Of ciphers made at home only an exclusive or with a constant text or "
                        "array is told.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "使用已遭破解或過時的加密演算法",
                    .why = "DES 金鑰數小時即可窮舉，RC4 會洩漏金鑰流，64 位元區塊於數 GB "
                           "後即重複，以固定值進行 XOR 則持有安裝檔者即可還原：密文可被還原。",
                    .fix = "改用 Cipher.getInstance(\"AES/GCM/NoPadding\")，並以 Android Keystore 之 256 "
                           "位元金鑰加密；舊資料解密後重新加密儲存。",
                    .limits = "執行時由伺服器內容組成之名稱，以及原生程式碼中的使用，"
                              "均未檢視。自製加密僅能看出與固定文字或陣列之 XOR。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
