/*
 * Keys that stay usable long after the user was authenticated.
 */
#include "code/code.h"
#include "engine/code_record.h"

enum { LONG, SHORT, UNKNOWN, NONE };

static const aa_message messages[] = {
    [LONG] = {"valid_long",
              {"{0} keeps a key usable for {1} seconds after authentication; the policy allows {2}",
               "{0} 使金鑰於驗證後 {1} 秒內均可使用；政策上限為 {2} 秒"}},
    [SHORT] = {"valid_short",
               {"{0} keeps a key usable for {1} seconds after authentication (0 or -1: for one use)",
                "{0} 使金鑰於驗證後 {1} 秒內可使用（0 或 -1：僅限單次使用）"}},
    [UNKNOWN] = {"duration_unknown",
                 {"{0} sets how long a key is usable after authentication; the time cannot be told",
                  "{0} 設定驗證後金鑰可使用之時間，無法判定其長短"}},
    [NONE] = {"no_duration",
              {"No call in the app sets how long a key is usable after authentication",
               "應用程式中無任何呼叫設定驗證後金鑰可使用之時間"}},
};

static const char *const setters[] = {
    "Landroid/security/keystore/KeyGenParameterSpec$Builder;->setUserAuthenticationValidityDurationSeconds",
    "Landroid/security/keystore/KeyGenParameterSpec$Builder;->setUserAuthenticationParameters",
    "Landroid/security/keystore/KeyProtection$Builder;->setUserAuthenticationValidityDurationSeconds",
    "Landroid/security/keystore/KeyProtection$Builder;->setUserAuthenticationParameters",
    NULL,
};

static const char *const requirements[] = {
    "Landroid/security/keystore/KeyGenParameterSpec$Builder;->setUserAuthenticationRequired",
    "Landroid/security/keystore/KeyProtection$Builder;->setUserAuthenticationRequired",
    NULL,
};

/* The duration means nothing for a key that asks for no authentication. */
static bool asks_for_nothing(aa_code *code, const aa_site *site)
{
    int64_t required;
    aa_sites sites = aa_code_calls_of(code, requirements);
    for (size_t i = 0; i < sites.count; i++)
        if (sites.items[i].in == site->in && aa_site_int(code, &sites.items[i], 1, &required) &&
            required == 0)
            return true;
    return false;
}

static void judge(const aa_check_input *in, aa_sink *sink, const aa_site *site)
{
    long most = aa_policy_number(in->policy, "crypto.key_validity_seconds_max");
    aa_origins seconds = aa_code_constants(in->code, site, 1);
    bool known = seconds.complete && seconds.count > 0;
    for (size_t i = 0; i < seconds.count; i++) {
        const aa_origin *n = &seconds.items[i];
        if (n->kind != AA_ORIGIN_INT || !n->exact) {
            known = false;
            continue;
        }
        const char *const *args = AA_ARGS(aa_code_method_name(in->code, site->in),
                                          aa_arg_int(sink, n->number), aa_arg_int(sink, most));
        if (n->number > most)
            aa_hit_origin(sink, LONG, AA_SEVERITY_MEDIUM, in->code, site, n, args);
        else
            aa_clear_site(sink, SHORT, in->code, site, args);
    }
    if (!known)
        aa_cannot_tell_site(sink, UNKNOWN, in->code, site, AA_ARGS(aa_code_method_name(in->code, site->in)));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    size_t seen = 0;
    if (in->code == NULL)
        return;
    aa_sites sites = aa_code_calls_of(in->code, setters);
    for (size_t i = 0; i < sites.count; i++) {
        if (asks_for_nothing(in->code, &sites.items[i]))
            continue;
        seen++;
        judge(in, sink, &sites.items[i]);
    }
    if (seen == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_bio_validity = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:14 broker:15 mas:4.1.4.1.1",
    .masvs = "MASVS-AUTH-2",
    .mastg = "MASTG-TEST-0330",
    .cwe = "CWE-613",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Key usable long after authentication",
                    .why = "Whoever picks up the unlocked device in that time uses the key as its owner.",
                    .fix = "setUserAuthenticationParameters(0, AUTH_BIOMETRIC_STRONG) and a CryptoObject for "
                           "each "
                           "use; else a few seconds.",
                    .limits = "What the key protects is not judged.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "驗證後金鑰可使用時間過長",
                    .why = "於該時間內取得已解鎖裝置者，可以持有人身分使用金鑰。",
                    .fix = "使用 setUserAuthenticationParameters(0, AUTH_BIOMETRIC_STRONG)，每次使用均以 "
                           "CryptoObject 驗證；否則僅設定數秒。",
                    .limits = "未判定金鑰所保護之資料。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
