/*
 * Keys that are too short.
 */
#include "code/use_crypto.h"
#include "engine/code_record.h"

enum { SHORT, LONG, NONE };

static const aa_message messages[] = {
    [SHORT] = {"key_short",
               {"{0} makes a key of {1} bits; the policy asks for {2}",
                "{0} 產生 {1} 位元之金鑰；政策要求 {2} 位元"}},
    [LONG] = {"key_long_enough", {"{0} makes a key of {1} bits", "{0} 產生 {1} 位元之金鑰"}},
    [NONE] = {"no_key_size", {"No call in the app names a key size", "應用程式中無任何呼叫指定金鑰長度"}},
};

typedef struct maker {
    const char *pattern;
    size_t argument;
    const char *algorithm; /* NULL: of the receiver */
} maker;

static const maker makers[] = {
    {"Ljava/security/KeyPairGenerator;->initialize(I)V", 1, NULL},
    {"Ljava/security/KeyPairGenerator;->initialize(ILjava/security/SecureRandom;)V", 1, NULL},
    {"Ljavax/crypto/KeyGenerator;->init(I)V", 1, NULL},
    {"Ljavax/crypto/KeyGenerator;->init(ILjava/security/SecureRandom;)V", 1, NULL},
    {"Ljava/security/spec/RSAKeyGenParameterSpec;-><init>", 1, "RSA"},
};

/* The fewest bits that the policy takes; 0: it says nothing of that algorithm. */
static long floor_of(const aa_policy *policy, const char *algorithm)
{
    static const struct {
        const char *name, *key;
    } floors[] = {{"RSA", "crypto.rsa_bits_min"},    {"DSA", "crypto.dsa_bits_min"},
                  {"DH", "crypto.dsa_bits_min"},     {"EC", "crypto.ec_bits_min"},
                  {"ECDSA", "crypto.ec_bits_min"},   {"AES", "crypto.aes_bits_min"},
                  {"ELGAMAL", "crypto.dsa_bits_min"}};

    for (size_t i = 0; i < sizeof floors / sizeof floors[0]; i++)
        if (strcmp(algorithm, floors[i].name) == 0)
            return aa_policy_number(policy, floors[i].key);
    return 0;
}

/* The name that the generator was asked for by: a text among what its maker was given. */
static const char *algorithm_of(aa_code *code, const aa_site *site, aa_transformation *out)
{
    aa_origins whence = aa_code_whence(code, site, 0);
    for (size_t i = 0; i < whence.count; i++) {
        if (whence.items[i].kind != AA_ORIGIN_STRING)
            continue;
        aa_transformation_of(whence.items[i].text, out);
        if (strcmp(out->algorithm, "ANDROIDKEYSTORE") != 0 && strcmp(out->algorithm, "BC") != 0)
            return out->algorithm;
    }
    return "";
}

static void judge(const aa_check_input *in, aa_sink *sink, const aa_site *site, const maker *m)
{
    aa_transformation name;
    const char *algorithm = m->algorithm != NULL ? m->algorithm : algorithm_of(in->code, site, &name);
    long floor = floor_of(in->policy, algorithm);
    aa_origins sizes = aa_code_constants(in->code, site, m->argument);
    for (size_t i = 0; i < sizes.count && floor > 0; i++) {
        const aa_origin *bits = &sizes.items[i];
        if (bits->kind != AA_ORIGIN_INT || !bits->exact)
            continue;
        const char *const *args = AA_ARGS(aa_code_method_name(in->code, site->in),
                                          aa_arg_int(sink, bits->number), aa_arg_int(sink, floor));
        if (bits->number < floor)
            aa_hit_origin(sink, SHORT, AA_SEVERITY_HIGH, in->code, site, bits, args);
        else
            aa_clear_site(sink, LONG, in->code, site, args);
    }
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    size_t seen = 0;
    for (size_t i = 0; in->code != NULL && i < sizeof makers / sizeof makers[0]; i++) {
        aa_sites sites = aa_code_calls(in->code, makers[i].pattern);
        for (size_t k = 0; k < sites.count; k++)
            judge(in, sink, &sites.items[k], &makers[i]);
        seen += sites.count;
    }
    if (in->code != NULL && seen == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_crypto_keysize = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 broker:9 mas:4.1.2.3.6",
    .masvs = "MASVS-CRYPTO-1",
    .mastg = "MASTG-TEST-0208",
    .cwe = "CWE-326",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Key too short",
                    .why = "RSA with 1,024 bits is within reach of those with money, and gets cheaper every "
                           "year.",
                    .fix = "RSA: 3,072 bits (KeyPairGenerator.initialize(3072)); EC: P-256; AES: 256 bits.",
                    .limits = "Named curves, keys from servers and certificates are not measured here.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "金鑰長度不足",
                    .why = "1,024 位元之 RSA 已可被具資源者破解，成本逐年降低。",
                    .fix = "RSA 使用 3,072 位元（KeyPairGenerator.initialize(3072)）；EC 使用 P-256；"
                           "AES 使用 256 位元。",
                    .limits = "以名稱指定之曲線、伺服器提供之金鑰與憑證，不在此量測。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
