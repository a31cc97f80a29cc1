/*
 * Ciphers that are broken, in native code.
 *
 * Sources: EVP_EncryptInit(3) of OpenSSL; NIST SP 800-131A (DES, two-key TDEA); RFC 7465 (RC4).
 */
#include "libraries.h"

enum { USED, UNSURE };

static const aa_message messages[] = {
    [USED] = {"native_broken_cipher", {"{0} ({1}) encrypts with {2} ({3})", "{0}（{1}）以 {2} 加密（{3}）"}},
    [UNSURE] = {"native_broken_cipher_unsure",
                {"{0} ({1}) names {2} ({3}); whether it encrypts with it cannot be told",
                 "{0}（{1}）列有 {2}（{3}），無法判定是否用於加密"}},
};

typedef struct cipher {
    const char *function, *name;
    bool chosen; /* it names a cipher for an EVP function; else it encrypts itself */
} cipher;

static const cipher ciphers[] = {
    {"EVP_des_ecb", "DES", true},
    {"EVP_des_cbc", "DES", true},
    {"EVP_des_cfb", "DES", true},
    {"EVP_des_cfb64", "DES", true},
    {"EVP_des_ofb", "DES", true},
    {"EVP_rc4", "RC4", true},
    {"EVP_rc2_cbc", "RC2", true},
    {"EVP_rc2_ecb", "RC2", true},
    {"DES_ecb_encrypt", "DES", false},
    {"DES_cbc_encrypt", "DES", false},
    {"DES_ncbc_encrypt", "DES", false},
    {"RC4", "RC4", false},
    {"mbedtls_des_crypt_ecb", "DES", false},
    {"mbedtls_des_crypt_cbc", "DES", false},
    {"mbedtls_arc4_crypt", "RC4", false},
};

static bool begins_ciphers(const aa_native *n)
{
    static const char *const names[] = {"EVP_EncryptInit",    "EVP_EncryptInit_ex", "EVP_DecryptInit",
                                        "EVP_DecryptInit_ex", "EVP_CipherInit",     "EVP_CipherInit_ex"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (aa_native_imports(n, names[i]))
            return true;
    return false;
}

static bool is_called(const aa_native *n, const char *function)
{
    for (size_t i = 0; i < n->call_count; i++)
        if (strcmp(n->calls[i].function, function) == 0)
            return true;
    return false;
}

/* The first broken cipher that is used; else the first that is named. */
static void judge(const aa_natives *natives, const aa_native *n, aa_sink *sink, native_verdicts *out)
{
    const cipher *named = NULL, *used = NULL;
    (void)sink;
    for (size_t i = 0; i < sizeof ciphers / sizeof ciphers[0] && used == NULL; i++) {
        const cipher *c = &ciphers[i];
        if (!aa_native_imports(n, c->function))
            continue;
        named = named != NULL ? named : c;
        if (is_called(n, c->function) && (!c->chosen || begins_ciphers(n)))
            used = c;
    }
    if (used != NULL)
        native_say(out, NATIVE_HIT, USED, AA_SEVERITY_MEDIUM, used->name, used->function);
    else if (named != NULL && (n->calls_read || !native_code_read_elsewhere(natives, n)))
        native_say(out, NATIVE_DOUBT, UNSURE, AA_SEVERITY_MEDIUM, named->name, named->function);
    if (out->count > 0)
        out->items[0].reach = AA_REACH_UNKNOWN;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    native_each(in, sink, judge);
}

const aa_check aa_check_native_crypto_broken = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CONTAINER),
    .rows = "broker:8 broker:9 mas:4.1.2.3.6",
    .masvs = "MASVS-CRYPTO-1",
    .mastg = "MASTG-TEST-0221",
    .cwe = "CWE-327",
    .text =
        {
            [AA_LANG_EN] = {.title = "Broken cipher in native code",
                            .why = "Keys of DES can be tried out; RC4 and RC2 give away what they encrypt.",
                            .fix = "AES-256 in GCM mode, or ChaCha20-Poly1305: EVP_aes_256_gcm().",
                            .limits = "Calls of a crypto library by name are seen; what is linked in without "
                                      "names, and what the cipher is for, are not. Of processors other than "
                                      "AArch64 only the names of functions are read."},
            [AA_LANG_ZH_TW] = {.title = "原生程式碼使用已遭破解之加密演算法",
                               .why = "DES 金鑰可遭窮舉；RC4 與 RC2 會洩漏所加密之內容。",
                               .fix = "使用 AES-256 GCM 模式或 ChaCha20-Poly1305，例如 EVP_aes_256_gcm()。",
                               .limits = "僅能辨識以名稱呼叫之加密函式庫；未保留名稱之靜態連結與加密用途無法"
                                         "判定；AArch64 以外之處理器僅讀取函式名稱。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
