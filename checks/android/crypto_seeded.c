/*
 * Random generators that are given a seed which can be known.
 */
#include "code/use_crypto.h"
#include "engine/code_record.h"

enum { CONSTANT, PREDICTABLE, OTHER, NONE };

static const aa_message messages[] = {
    [CONSTANT] = {"seed_constant",
                  {"{0} seeds a random generator with a constant: {1}", "{0} 以常數作為亂數種子：{1}"}},
    [PREDICTABLE] = {"seed_predictable",
                     {"{0} seeds a random generator with {1}, which can be guessed",
                      "{0} 以可預測的 {1} 作為亂數種子"}},
    [OTHER] = {"seed_varies",
               {"{0} seeds a random generator with what is not constant", "{0} 之亂數種子非固定值"}},
    [NONE] = {"no_seed",
              {"No call in the app seeds a cryptographic random generator",
               "應用程式中無任何呼叫設定密碼學亂數種子"}},
};

static const char *const makers[] = {
    "Ljava/security/SecureRandom;-><init>([B)V",
    "Ljava/security/SecureRandom;->setSeed",
    NULL,
};

static const aa_origin *number_of(const aa_origins *origins)
{
    for (size_t i = 0; i < origins->count; i++)
        if (origins->items[i].kind == AA_ORIGIN_INT && origins->items[i].exact)
            return &origins->items[i];
    return NULL;
}

static void judge(aa_code *code, aa_sink *sink, const aa_site *site)
{
    const aa_origin *what = NULL;
    const char *method = aa_code_method_name(code, site->in);
    aa_origins direct = aa_code_constants(code, site, 1);
    aa_material material = aa_material_of(code, site, 1, &what);
    if (number_of(&direct) != NULL) {
        what = number_of(&direct);
        material = AA_MATERIAL_CONSTANT;
    }
    if (material == AA_MATERIAL_CONSTANT)
        aa_hit_origin(sink, CONSTANT, AA_SEVERITY_HIGH, code, site, what,
                      AA_ARGS(method, aa_origin_text(code, what)));
    else if (material == AA_MATERIAL_PREDICTABLE)
        aa_hit_origin(sink, PREDICTABLE, AA_SEVERITY_MEDIUM, code, site, what,
                      AA_ARGS(method, aa_origin_text(code, what)));
    else
        aa_clear_site(sink, OTHER, code, site, AA_ARGS(method));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    aa_sites sites = aa_code_calls_of(in->code, makers);
    for (size_t i = 0; i < sites.count; i++)
        judge(in->code, sink, &sites.items[i]);
    if (sites.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_crypto_seeded = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:15 mas:4.1.4.2.1",
    .masvs = "MASVS-CRYPTO-1",
    .mastg = "MASTG-TEST-0205",
    .cwe = "CWE-337",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Seeded random generator",
                    .why = "On old Android versions a seed replaces the entropy of the system: every "
                           "installation then makes the same keys and session numbers.",
                    .fix = "new SecureRandom() without a seed; the system seeds it.",
                    .limits =
                        "On Android 7 and up a seed of SecureRandom only adds to the entropy unless the "
                        "provider \"Crypto\" is asked for; the finding stands because the code relies on it.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "亂數產生器使用可得知的種子",
                    .why = "於舊版 Android，種子會取代系統熵值，"
                           "使所有安裝裝置產生相同的金鑰與連線識別碼。",
                    .fix = "使用不帶種子的 new SecureRandom()，由系統提供種子。",
                    .limits = "Android 7 以上種子僅附加於系統熵值（指定 \"Crypto\" provider "
                              "除外）；因程式依賴該種子，仍列為缺陷。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
