/*
 * Key pairs that are too short.
 */
#include <string.h>

#include "keychain.h"

enum { SHORT, LONG, UNKNOWN, NONE };

static const aa_message messages[] = {
    [SHORT] = {"short_key",
               {"{0} makes an {1} key of {2} bits; {3} are asked for",
                "{0} 產生 {2} 位元之 {1} 金鑰，應達 {3} 位元"}},
    [LONG] = {"key", {"{0} makes an {1} key of {2} bits", "{0} 產生 {2} 位元之 {1} 金鑰"}},
    [UNKNOWN] = {"key_unknown",
                 {"How long the key is that {0} makes cannot be told", "無法判定 {0} 產生之金鑰長度"}},
    [NONE] = {"no_key", {"No call in the app makes a key pair", "應用程式中無任何呼叫產生金鑰對"}},
};

/* Swift hands numbers over among what else a literal needs: a size is one that exists. */
static bool size_of(const aa_mentry *entries, size_t count, int64_t *out)
{
    const aa_morigins *value = entry_of(entries, count, "_kSecAttrKeySizeInBits");
    for (size_t i = 0; value != NULL && i < value->count; i++) {
        const aa_morigin *o = &value->items[i];
        if (o->kind == AA_MORIGIN_INT && o->exact && o->number >= 64 && o->number <= 16384) {
            *out = o->number;
            return value->count == 1;
        }
    }
    return false;
}

static void judge(const aa_check_input *in, aa_sink *sink, const aa_msite *site)
{
    const aa_mentry *entries;
    size_t count = aa_msite_entries(in->machine, site, 0, &entries);
    const aa_morigins *type = entry_of(entries, count, "_kSecAttrKeyType");
    const char *where = spot_name(in->machine, site);
    const aa_morigin *of = type == NULL ? NULL : symbol_among(type, "_kSecAttrKeyType");
    int64_t bits;
    if (of == NULL || type->count != 1 || !size_of(entries, count, &bits)) {
        aa_cannot_tell_spot(sink, UNKNOWN, in->machine, aa_mspot_of(site), NULL, AA_ARGS(where));
        return;
    }
    bool rsa = starts_with(of->text, "_kSecAttrKeyTypeRSA");
    long least = aa_policy_number(in->policy, rsa ? "crypto.rsa_bits_min" : "crypto.ec_bits_min");
    const char *const *args =
        AA_ARGS(where, rsa ? "RSA" : "EC", aa_arg_int(sink, bits), aa_arg_int(sink, least));
    if (bits < least)
        aa_hit_spot(sink, SHORT, AA_SEVERITY_HIGH, in->machine, aa_mspot_of(site), NULL, args);
    else
        aa_clear_spot(sink, LONG, in->machine, aa_mspot_of(site), args);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    static const char *const makers[] = {"_SecKeyCreateRandomKey", "_SecKeyGeneratePair"};
    size_t seen = 0;
    if (in->machine == NULL)
        return;
    for (size_t m = 0; m < sizeof makers / sizeof makers[0]; m++) {
        aa_msites sites = aa_machine_calls(in->machine, makers[m]);
        for (size_t i = 0; i < sites.count; i++)
            judge(in, sink, &sites.items[i]);
        seen += sites.count;
    }
    if (seen == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_crypto_keysize = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 broker:9 mas:4.1.2.3.6",
    .masvs = "MASVS-CRYPTO-1",
    .mastg = "MASTG-TEST-0209",
    .cwe = "CWE-326",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Key pair is too short",
                    .why = "RSA keys of 1024 bits are within reach of those who can pay for the computers; "
                           "what is signed or encrypted with them is then theirs.",
                    .fix = "kSecAttrKeySizeInBits 2048 or more for RSA; better an EC key of 256 bits in the "
                           "Secure Enclave.",
                    .limits = "Sizes that come as arguments of many callers are not resolved.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "金鑰對長度不足",
                    .why = "1024 位元之 RSA 金鑰已可由具運算資源者分解，以其簽章或加密之內容即遭掌握。",
                    .fix = "RSA 之 kSecAttrKeySizeInBits 應達 2048 以上；宜改用 Secure Enclave 之 256 位元 "
                           "EC 金鑰。",
                    .limits = "由多處呼叫端傳入之長度無法判定。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
