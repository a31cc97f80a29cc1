/*
 * Block ciphers of CommonCrypto in ECB mode, or in CBC mode with a vector that never changes.
 */
#include "crypto.h"

enum { ECB, NULL_VECTOR, CONSTANT_VECTOR, SOUND, UNKNOWN, NONE };

static const aa_message messages[] = {
    [ECB] = {"ecb", {"{0} asks {1} for ECB mode", "{0} 以 {1} 使用 ECB 模式"}},
    [NULL_VECTOR] = {"null_iv",
                     {"{0} gives {1} no initialization vector: it is all zeros then",
                      "{0} 呼叫 {1} 未提供初始向量，即全為零"}},
    [CONSTANT_VECTOR] = {"constant_iv",
                         {"{0} gives {1} a constant initialization vector",
                          "{0} 呼叫 {1} 使用固定之初始向量"}},
    [SOUND] = {"iv", {"{0} gives {1} a vector that a call makes", "{0} 呼叫 {1} 使用由呼叫產生之初始向量"}},
    [UNKNOWN] = {"iv_unknown",
                 {"Mode or vector of {1} in {0} cannot be told", "無法判定 {0} 中 {1} 之模式或初始向量"}},
    [NONE] = {"no_cipher",
              {"No call in the app asks CommonCrypto for a cipher",
               "應用程式中無任何呼叫使用 CommonCrypto 加密"}},
};

enum { OPTION_ECB = 2, MODE_ECB = 1, MODE_CBC = 2 };

typedef enum mode { IS_ECB, IS_CBC, IS_OTHER, IS_UNKNOWN } mode;

/* RC4 has no blocks; modes other than ECB and CBC count or feed back and are another matter. */
static mode mode_of(aa_machine *machine, const cipher_maker *maker, const aa_msite *site)
{
    int64_t algorithm, n;
    if (aa_msite_int(machine, site, (size_t)maker->algorithm, &algorithm) && algorithm == CIPHER_RC4)
        return IS_OTHER;
    size_t argument = (size_t)(maker->mode >= 0 ? maker->mode : maker->options);
    if (!aa_msite_int(machine, site, argument, &n))
        return IS_UNKNOWN;
    if (maker->mode >= 0)
        return n == MODE_ECB ? IS_ECB : n == MODE_CBC ? IS_CBC : IS_OTHER;
    return (n & OPTION_ECB) != 0 ? IS_ECB : IS_CBC;
}

static void judge_vector(aa_machine *machine, aa_sink *sink, const cipher_maker *maker, const aa_msite *site,
                         const char *const *args)
{
    aa_morigins origins = aa_msite_origins(machine, site, (size_t)maker->vector);
    const aa_morigin *what = NULL;
    switch (material_of(&origins, &what)) {
    case MATERIAL_NULL:
        aa_hit_spot(sink, NULL_VECTOR, AA_SEVERITY_MEDIUM, machine, spot_of(machine, site, what), what, args);
        break;
    case MATERIAL_CONSTANT:
        aa_hit_spot(sink, CONSTANT_VECTOR, AA_SEVERITY_MEDIUM, machine, spot_of(machine, site, what), what,
                    args);
        break;
    case MATERIAL_OTHER:
        aa_clear_spot(sink, SOUND, machine, aa_mspot_of(site), args);
        break;
    case MATERIAL_UNKNOWN:
        aa_cannot_tell_spot(sink, UNKNOWN, machine, aa_mspot_of(site), NULL, args);
        break;
    }
}

static void judge(aa_machine *machine, aa_sink *sink, const cipher_maker *maker, const aa_msite *site)
{
    const char *const *args = AA_ARGS(spot_name(machine, site), maker->symbol + 1);
    switch (mode_of(machine, maker, site)) {
    case IS_ECB:
        aa_hit_spot(sink, ECB, AA_SEVERITY_HIGH, machine, aa_mspot_of(site), NULL, args);
        break;
    case IS_CBC:
        judge_vector(machine, sink, maker, site, args);
        break;
    case IS_UNKNOWN:
        aa_cannot_tell_spot(sink, UNKNOWN, machine, aa_mspot_of(site), NULL, args);
        break;
    case IS_OTHER:
        break;
    }
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    size_t seen = 0;
    if (in->machine == NULL)
        return;
    for (size_t m = 0; m < CIPHER_MAKERS; m++) {
        aa_msites sites = aa_machine_calls(in->machine, cipher_makers[m].symbol);
        for (size_t i = 0; i < sites.count; i++)
            judge(in->machine, sink, &cipher_makers[m], &sites.items[i]);
        seen += sites.count;
    }
    if (seen == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_crypto_ecb_iv = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 broker:9 mas:4.1.2.3.6 mas:4.1.2.3.15",
    .masvs = "MASVS-CRYPTO-1",
    .mastg = "MASTG-TEST-0317",
    .cwe = "CWE-327 CWE-329",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "ECB mode, or an initialization vector that never changes",
                    .why = "Equal texts give equal ciphertexts: who reads them learns what repeats, and can "
                           "exchange parts of one for parts of another.",
                    .fix =
                        "AES.GCM of CryptoKit, which makes a nonce for each message. With CommonCrypto: CBC "
                        "with a vector from SecRandomCopyBytes, and an HMAC over the result.",
                    .limits =
                        "A vector that is filled in a buffer on the stack or kept in a field is not "
                        "followed. Decryption is judged like encryption: it tells how the data was made.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "使用 ECB 模式或固定之初始向量",
                    .why = "相同明文產生相同密文：取得密文者可得知重複內容，並可將部分密文互換。",
                    .fix = "改用 CryptoKit 之 AES.GCM，每則訊息自動產生 nonce；使用 CommonCrypto 時，"
                           "CBC 應以 SecRandomCopyBytes 產生初始向量，並對結果計算 HMAC。",
                    .limits = "於堆疊緩衝區填入或存於欄位之初始向量未追蹤。"
                              "解密與加密以相同方式判定，因其顯示資料如何加密。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
