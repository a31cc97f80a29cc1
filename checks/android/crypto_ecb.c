/*
 * Block ciphers that encrypt equal blocks alike.
 */
#include "code/use_crypto.h"
#include "engine/code_record.h"

enum { ECB, DEFAULT, BLOCK, OTHER, NONE };

static const aa_message messages[] = {
    [ECB] = {"ecb_named", {"{0} asks for {1}", "{0} 要求使用 {1}"}},
    [DEFAULT] = {"ecb_default",
                 {"{0} asks for {1} and names no mode: it runs in ECB mode",
                  "{0} 要求使用 {1} 但未指定模式，預設為 ECB 模式"}},
    [BLOCK] =
        {"ecb_block",
         {"{0} asks for {1} beside counter mode: it is taken for the block function of a mode made there",
          "{0} 要求使用 {1}，同一類別並使用 CTR 模式；視為自行組成之模式所用之區塊函式"}},
    [OTHER] = {"mode_named", {"{0} asks for {1}", "{0} 要求使用 {1}"}},
    [NONE] = {"no_cipher", {"No call in the app asks for a cipher", "應用程式中無任何呼叫取得 Cipher"}},
};

/* Modes that authenticate (EAX, SIV) are made of single blocks and a counter mode: some call of that class
 * asks for the latter. */
static bool is_block_of_mode(aa_code *code, const aa_site *site, const aa_sites *sites)
{
    const aa_program *p = aa_code_base_of(code)->program;
    aa_type_id owner = aa_program_method(p, site->in)->owner;
    for (size_t i = 0; i < sites->count; i++) {
        aa_bytes name;
        aa_transformation t;
        if (aa_program_method(p, sites->items[i].in)->owner != owner ||
            !aa_site_text(code, &sites->items[i], 0, &name))
            continue;
        aa_transformation_of(name, &t);
        if (strcmp(t.mode, "CTR") == 0)
            return true;
    }
    return false;
}

static void judge(aa_code *code, aa_sink *sink, const aa_sites *sites, const aa_site *site,
                  const aa_origin *name)
{
    aa_transformation t;
    aa_transformation_of(name->text, &t);
    const char *const *args = AA_ARGS(aa_code_method_name(code, site->in), aa_origin_text(code, name));
    /* RSA/ECB is how Java writes RSA: one block, no mode. */
    bool block = aa_cipher_defaults_to_ecb(t.algorithm);
    if (block && t.mode[0] == '\0')
        aa_hit_origin(sink, DEFAULT, AA_SEVERITY_HIGH, code, site, name, args);
    else if (block && strcmp(t.mode, "ECB") == 0 && strcmp(t.padding, "NOPADDING") == 0 &&
             is_block_of_mode(code, site, sites))
        aa_hit_origin(sink, BLOCK, AA_SEVERITY_LOW, code, site, name, args);
    else if (block && strcmp(t.mode, "ECB") == 0)
        aa_hit_origin(sink, ECB, AA_SEVERITY_HIGH, code, site, name, args);
    else
        aa_clear_site(sink, OTHER, code, site, args);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    aa_sites sites = aa_code_calls(in->code, "Ljavax/crypto/Cipher;->getInstance");
    for (size_t i = 0; i < sites.count; i++) {
        aa_origins names = aa_code_constants(in->code, &sites.items[i], 0);
        bool used = aa_site_result_is_used(in->code, &sites.items[i]);
        for (size_t k = 0; k < names.count && used; k++)
            if (names.items[k].kind == AA_ORIGIN_STRING && names.items[k].exact)
                judge(in->code, sink, &sites, &sites.items[i], &names.items[k]);
    }
    if (sites.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_crypto_ecb = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 broker:9 mas:4.1.2.3.6",
    .masvs = "MASVS-CRYPTO-1",
    .mastg = "MASTG-TEST-0232",
    .cwe = "CWE-327",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Block cipher in ECB mode",
                    .why = "Equal blocks of plaintext give equal blocks of ciphertext, and blocks can be "
                           "swapped unnoticed.",
                    .fix =
                        "Name an authenticated mode: Cipher.getInstance(\"AES/GCM/NoPadding\"), with a fresh "
                        "nonce for every message. \"AES\" alone means AES/ECB.",
                    .limits =
                        "One block encrypted on purpose (key wrapping) looks the same. A name that is made "
                        "at run time from what a server sends, and use in native code, are not seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "區塊加密使用 ECB 模式",
                    .why = "相同的明文區塊產生相同的密文區塊，"
                           "且區塊可被調換而不被發現。",
                    .fix = "指定具驗證的模式：Cipher.getInstance(\"AES/GCM/NoPadding\")，"
                           "每則訊息使用新的 nonce。僅寫 \"AES\" 等同 AES/ECB。",
                    .limits = "刻意只加密單一區塊（如金鑰包裝）亦呈現相同結果。"
                              "執行時由伺服器內容組成之名稱，以及原生程式碼中的使用，"
                              "均未檢視。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
