/*
 * Keys derived from passwords with too few rounds, or with a salt that is the same everywhere.
 */
#include "crypto.h"

enum { FEW, CONSTANT_SALT, NULL_SALT, SOUND, UNKNOWN, NONE };

static const aa_message messages[] = {
    [FEW] = {"few_rounds",
             {"{0} derives a key in {1} rounds of {2}; {3} are asked for",
              "{0} 以 {2} 衍生金鑰僅 {1} 次，應達 {3} 次"}},
    [CONSTANT_SALT] = {"constant_salt",
                       {"{0} derives a key with a salt that is part of the program",
                        "{0} 以程式內固定之 salt 衍生金鑰"}},
    [NULL_SALT] = {"no_salt", {"{0} derives a key without a salt", "{0} 衍生金鑰未使用 salt"}},
    [SOUND] = {"rounds", {"{0} derives a key in {1} rounds of {2}", "{0} 以 {2} 衍生金鑰 {1} 次"}},
    [UNKNOWN] = {"rounds_unknown",
                 {"In how many rounds {0} derives a key cannot be told", "無法判定 {0} 衍生金鑰之次數"}},
    [NONE] = {"no_derivation",
              {"No call in the app derives a key from a password", "應用程式中無任何呼叫由密碼衍生金鑰"}},
};

enum { SALT = 3, FUNCTION = 5, ROUNDS = 6 };

/* CommonKeyDerivation.h: 1 SHA-1, 2 SHA-224, 3 SHA-256, 4 SHA-384, 5 SHA-512 */
typedef struct function {
    const char *name, *least;
} function;

static const function *function_of(aa_machine *machine, const aa_msite *site)
{
    static const function functions[] = {
        {"HMAC-SHA-1", "crypto.pbkdf2_sha1_min"},     {"HMAC-SHA-224", "crypto.pbkdf2_sha256_min"},
        {"HMAC-SHA-256", "crypto.pbkdf2_sha256_min"}, {"HMAC-SHA-384", "crypto.pbkdf2_sha512_min"},
        {"HMAC-SHA-512", "crypto.pbkdf2_sha512_min"},
    };
    int64_t number;
    if (!aa_msite_int(machine, site, FUNCTION, &number) || number < 1 || number > 5)
        return NULL;
    return &functions[number - 1];
}

static void judge_rounds(const aa_check_input *in, aa_sink *sink, const aa_msite *site)
{
    const function *f = function_of(in->machine, site);
    const char *where = spot_name(in->machine, site);
    int64_t rounds;
    if (f == NULL || !aa_msite_int(in->machine, site, ROUNDS, &rounds)) {
        aa_cannot_tell_spot(sink, UNKNOWN, in->machine, aa_mspot_of(site), NULL, AA_ARGS(where));
        return;
    }
    long long least = aa_policy_number(in->policy, f->least);
    const char *const *args = AA_ARGS(where, aa_arg_int(sink, rounds), f->name, aa_arg_int(sink, least));
    if (rounds >= least)
        aa_clear_spot(sink, SOUND, in->machine, aa_mspot_of(site), args);
    else /* a tenth of what is asked for was good advice some years ago */
        aa_hit_spot(sink, FEW, rounds < least / 10 ? AA_SEVERITY_MEDIUM : AA_SEVERITY_LOW, in->machine,
                    aa_mspot_of(site), NULL, args);
}

static void judge_salt(aa_machine *machine, aa_sink *sink, const aa_msite *site)
{
    aa_morigins origins = aa_msite_origins(machine, site, SALT);
    const aa_morigin *what = NULL;
    material m = material_of(&origins, &what);
    if (m == MATERIAL_CONSTANT || m == MATERIAL_NULL)
        aa_hit_spot(sink, m == MATERIAL_NULL ? NULL_SALT : CONSTANT_SALT, AA_SEVERITY_MEDIUM, machine,
                    spot_of(machine, site, what), what, AA_ARGS(spot_name(machine, site)));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->machine == NULL)
        return;
    aa_msites sites = aa_machine_calls(in->machine, "_CCKeyDerivationPBKDF");
    for (size_t i = 0; i < sites.count; i++) {
        judge_rounds(in, sink, &sites.items[i]);
        judge_salt(in->machine, sink, &sites.items[i]);
    }
    if (sites.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_crypto_pbkdf = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 broker:14 mas:4.1.2.3.6",
    .masvs = "MASVS-CRYPTO-1",
    .mastg = "",
    .cwe = "CWE-916 CWE-760",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Key from a password with few rounds or a constant salt",
                    .why = "Who gets hold of the encrypted data tries passwords: the rounds are what each "
                           "attempt costs, and with one salt for all a table serves for every user.",
                    .fix = "CCKeyDerivationPBKDF with kCCPRFHmacAlgSHA256, the rounds of the policy and 16 "
                           "bytes of salt from SecRandomCopyBytes, stored beside the data.",
                    .limits = "A salt that is copied together in a buffer on the stack is not followed. "
                              "Other derivations (scrypt, Argon2, libraries') are not looked at.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "由密碼衍生金鑰之次數不足或 salt 固定",
                    .why = "取得密文者可逐一嘗試密碼：衍生次數即每次嘗試之成本；"
                           "salt 相同時，一份對照表即適用所有使用者。",
                    .fix = "以 CCKeyDerivationPBKDF 搭配 kCCPRFHmacAlgSHA256、政策所列次數，"
                           "以及由 SecRandomCopyBytes 產生之 16 位元組 salt，與資料一併儲存。",
                    .limits = "於堆疊緩衝區組成之 salt "
                              "未追蹤；其他衍生方式（scrypt、Argon2、函式庫自帶者）未檢視。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
