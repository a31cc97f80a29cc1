/*
 * Hashes for which collisions can be made: CommonCrypto's MD2, MD4, MD5 and SHA-1, and CryptoKit's Insecure.
 */
#include "crypto.h"

enum { SECRET, MAC, OPEN, STRONG, NONE };

static const aa_message messages[] = {
    [SECRET] = {"weak_hash_secret",
                {"{0} hashes text that was typed with {1}", "{0} 以 {1} 雜湊使用者輸入之內容"}},
    [MAC] = {"weak_mac", {"{0} authenticates with {1}", "{0} 以 {1} 進行訊息驗證"}},
    [OPEN] = {"weak_hash", {"{0} hashes with {1}", "{0} 以 {1} 雜湊"}},
    [STRONG] = {"hash", {"{0} hashes with {1}", "{0} 以 {1} 雜湊"}},
    [NONE] = {"no_hash", {"No call in the app asks for a hash", "應用程式中無任何呼叫取得雜湊函式"}},
};

typedef struct hash {
    const char *symbol, *name;
    bool weak;
} hash;

static const hash hashes[] = {
    {"_CC_MD2", "MD2", true},
    {"_CC_MD4", "MD4", true},
    {"_CC_MD5", "MD5", true},
    {"_CC_MD5_Init", "MD5", true},
    {"_CC_SHA1", "SHA-1", true},
    {"_CC_SHA1_Init", "SHA-1", true},
    {"_$s9CryptoKit8InsecureO3MD5VMa", "CryptoKit Insecure.MD5", true},
    {"_$s9CryptoKit8InsecureO4SHA1VMa", "CryptoKit Insecure.SHA1", true},
    {"_CC_SHA256", "SHA-256", false},
    {"_CC_SHA256_Init", "SHA-256", false},
    {"_CC_SHA512", "SHA-512", false},
    {"_CC_SHA512_Init", "SHA-512", false},
    {"_$s9CryptoKit6SHA256VMa", "CryptoKit SHA256", false},
    {"_$s9CryptoKit6SHA512VMa", "CryptoKit SHA512", false},
};

enum { HASHES = sizeof hashes / sizeof hashes[0] };

/* What the hash is given came out of a text field. */
static bool takes_typed(aa_machine *machine, const aa_msite *site)
{
    aa_morigins origins = aa_msite_origins(machine, site, 0);
    for (size_t i = 0; i < origins.count; i++) {
        const aa_mcall *call = origins.items[i].call;
        if (origins.items[i].kind != AA_MORIGIN_CALL || call->kind != AA_MCALL_SEND ||
            !aa_bytes_is(call->name, "text"))
            continue;
        const aa_msite field = {origins.items[i].image, origins.items[i].function, origins.items[i].flow,
                                call};
        aa_bytes receiver = aa_msite_receiver(machine, &field);
        if (aa_bytes_is(receiver, "UITextField") || aa_bytes_is(receiver, "UITextView"))
            return true;
    }
    return false;
}

static void judge(aa_machine *machine, aa_sink *sink, const hash *h, const aa_msite *site)
{
    const char *const *args = AA_ARGS(spot_name(machine, site), h->name);
    if (!h->weak)
        aa_clear_spot(sink, STRONG, machine, aa_mspot_of(site), args);
    else if (h->symbol[1] == 'C' && takes_typed(machine, site))
        aa_hit_spot(sink, SECRET, AA_SEVERITY_MEDIUM, machine, aa_mspot_of(site), NULL, args);
    else
        aa_hit_spot(sink, OPEN, AA_SEVERITY_LOW, machine, aa_mspot_of(site), NULL, args);
}

/* kCCHmacAlgSHA1 is 0, kCCHmacAlgMD5 is 1 */
static size_t judge_macs(aa_machine *machine, aa_sink *sink, const char *symbol, size_t argument)
{
    aa_msites sites = aa_machine_calls(machine, symbol);
    for (size_t i = 0; i < sites.count; i++) {
        int64_t algorithm;
        if (!aa_msite_int(machine, &sites.items[i], argument, &algorithm) || algorithm != 1)
            continue;
        aa_hit_spot(sink, MAC, AA_SEVERITY_LOW, machine, aa_mspot_of(&sites.items[i]), NULL,
                    AA_ARGS(spot_name(machine, &sites.items[i]), "HMAC-MD5"));
    }
    return sites.count;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->machine == NULL)
        return;
    size_t seen = judge_macs(in->machine, sink, "_CCHmac", 0);
    seen += judge_macs(in->machine, sink, "_CCHmacInit", 1);
    for (size_t h = 0; h < HASHES; h++) {
        aa_msites sites = aa_machine_calls(in->machine, hashes[h].symbol);
        for (size_t i = 0; i < sites.count; i++)
            judge(in->machine, sink, &hashes[h], &sites.items[i]);
        seen += sites.count;
    }
    if (seen == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_crypto_weak_hash = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 broker:9 mas:4.1.2.3.6",
    .masvs = "MASVS-CRYPTO-1",
    .mastg = "MASTG-TEST-0211",
    .cwe = "CWE-328",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Weak hash",
                    .why = "Two texts with one MD5 or SHA-1 can be made at will, so that a signed text is "
                           "exchanged; and a password hashed by either is found by trying.",
                    .fix =
                        "SHA256 of CryptoKit for integrity, HMAC<SHA256> for authentication; for passwords "
                        "PBKDF2 or Argon2 with a salt.",
                    .limits = "What a hash is for shows only where typed text reaches it. Where it does not "
                              "show, the finding is low and fails no row. HMAC-SHA-1 is not reported: no "
                              "attack on it is known.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "使用強度不足的雜湊函式",
                    .why = "MD5、SHA-1 可任意製造碰撞，使已簽章內容遭替換；以其雜湊之密碼亦可窮舉還原。",
                    .fix = "完整性使用 CryptoKit 之 SHA256，訊息驗證使用 HMAC<SHA256>；"
                           "密碼使用加 salt 之 PBKDF2 或 Argon2。",
                    .limits =
                        "僅在使用者輸入內容傳入時可看出雜湊用途；無法看出用途者列為低風險，不影響判定結果。"
                        "HMAC-SHA-1 目前無已知攻擊，不列出。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
