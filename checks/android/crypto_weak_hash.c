/*
 * Hashes for which collisions can be made, where that matters.
 */
#include "code/use_crypto.h"
#include "engine/code_record.h"

enum { SECRET, SIGNATURE, OPEN, HARMLESS, STRONG, NONE };

static const aa_message messages[] = {
    [SECRET] = {"weak_hash_secret", {"{0} hashes a secret with {1}", "{0} 以 {1} 雜湊機密資料"}},
    [SIGNATURE] = {"weak_hash_signature",
                   {"{0} signs or authenticates with {1}", "{0} 以 {1} 進行簽章或訊息驗證"}},
    [OPEN] = {"weak_hash",
              {"{0} hashes with {1}; nothing shows that it is for a name or a cache only",
               "{0} 以 {1} 雜湊，且無跡象顯示僅用於命名或快取"}},
    [HARMLESS] = {"weak_hash_name",
                  {"{0} uses {1} for a name or a cache key", "{0} 之 {1} 僅用於命名或快取鍵"}},
    [STRONG] = {"hash", {"{0} asks for {1}", "{0} 要求使用 {1}"}},
    [NONE] = {"no_hash", {"No call in the app asks for a hash", "應用程式中無任何呼叫取得雜湊函式"}},
};

static const char *const makers[] = {
    "Ljava/security/MessageDigest;->getInstance",
    "Ljava/security/Signature;->getInstance",
    "Ljavax/crypto/Mac;->getInstance",
    NULL,
};

/* Where the digest goes: what a file, a cache entry or a resource is called does not protect anything. */
static const char *const names[] = {
    "Ljava/io/File;-><init>",
    "Ljava/util/Map;->put",
    "Ljava/util/Map;->get",
    "Ljava/util/HashMap;->put",
    "Ljava/util/HashMap;->get",
    "Landroid/util/LruCache;->put",
    "Landroid/util/LruCache;->get",
    "Ljava/util/UUID;->nameUUIDFromBytes",
    NULL,
};

/* A call beside |site|, in the same method. */
static aa_site beside(const aa_site *site, const aa_flow_call *call)
{
    return (aa_site){.in = site->in, .to = call->to, .pc = call->pc, .call = call, .flow = site->flow};
}

/* Something in |site|'s method is named with what the hash gave. */
static bool is_a_name(aa_code *code, const aa_site *site)
{
    for (size_t i = 0; i < site->flow->call_count; i++) {
        aa_site use = beside(site, &site->flow->calls[i]);
        if (use.call->argument_count < 2 || !aa_method_is_any(code, use.to, names))
            continue;
        aa_origins whence = aa_code_whence(code, &use, use.call->argument_count - 1U);
        const aa_origin *made = aa_origins_call(code, &whence, makers[0]);
        if (made != NULL && made->in == site->in && made->pc == site->pc)
            return true;
    }
    return false;
}

static bool takes_secret(aa_code *code, const aa_site *site)
{
    static const char *const feeds[] = {
        "Ljava/security/MessageDigest;->update",
        "Ljava/security/MessageDigest;->digest([B)[B",
        NULL,
    };
    static const char *const secrets[] = {
        "Landroid/widget/EditText;->getText",
        "Landroid/widget/TextView;->getText",
        "Landroid/accounts/AccountManager;->getPassword",
        NULL,
    };
    for (size_t i = 0; i < site->flow->call_count; i++) {
        aa_site feed = beside(site, &site->flow->calls[i]);
        if (feed.call->argument_count < 2 || !aa_method_is_any(code, feed.to, feeds))
            continue;
        aa_origins whence = aa_code_whence(code, &feed, 1);
        for (size_t k = 0; secrets[k] != NULL; k++)
            if (aa_origins_call(code, &whence, secrets[k]) != NULL)
                return true;
    }
    return false;
}

static void judge(aa_code *code, aa_sink *sink, const aa_site *site, const aa_origin *name)
{
    const char *digest = "";
    const char *method = aa_code_method_name(code, site->in);
    const char *const *args = AA_ARGS(method, aa_origin_text(code, name));
    bool weak = aa_digest_is_weak(name->text, &digest);
    bool hash = aa_site_is(code, site, makers[0]);
    if (!weak)
        aa_clear_site(sink, STRONG, code, site, args);
    else if (!hash)
        aa_hit_origin(sink, SIGNATURE, AA_SEVERITY_MEDIUM, code, site, name, args);
    else if (takes_secret(code, site))
        aa_hit_origin(sink, SECRET, AA_SEVERITY_MEDIUM, code, site, name, args);
    else if (is_a_name(code, site))
        aa_clear_site(sink, HARMLESS, code, site, args);
    else
        aa_hit_origin(sink, OPEN, AA_SEVERITY_LOW, code, site, name, args);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    aa_sites sites = aa_code_calls_of(in->code, makers);
    for (size_t i = 0; i < sites.count; i++) {
        aa_origins texts = aa_code_constants(in->code, &sites.items[i], 0);
        bool used = aa_site_result_is_used(in->code, &sites.items[i]);
        for (size_t k = 0; k < texts.count && used; k++)
            if (texts.items[k].kind == AA_ORIGIN_STRING && texts.items[k].exact)
                judge(in->code, sink, &sites.items[i], &texts.items[k]);
    }
    if (sites.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_crypto_weak_hash = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 broker:9 mas:4.1.2.3.6",
    .masvs = "MASVS-CRYPTO-1",
    .mastg = "",
    .cwe = "CWE-328",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Weak hash",
                    .why = "Two texts with one MD5 or SHA-1 can be made at will, so that a signed text is "
                           "exchanged; and a password hashed by either is found by trying.",
                    .fix = "MessageDigest.getInstance(\"SHA-256\") for integrity, \"HmacSHA256\" for "
                           "authentication; for passwords PBKDF2 or Argon2 with a salt.",
                    .limits =
                        "What a hash is for shows only within the method that makes it. Where it does not "
                        "show, the finding is low and fails no row.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "使用強度不足的雜湊函式",
                    .why = "MD5、SHA-1 可任意製造碰撞，使已簽章內容遭替換；"
                           "以其雜湊之密碼亦可窮舉還原。",
                    .fix = "完整性使用 MessageDigest.getInstance(\"SHA-256\")，訊息驗證使用 "
                           "\"HmacSHA256\"；密碼使用加 salt 之 PBKDF2 或 Argon2。",
                    .limits = "雜湊用途僅於其所在方法內判定；無法看出用途者列為低風險，"
                              "不影響判定結果。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
