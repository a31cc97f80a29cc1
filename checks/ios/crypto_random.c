/*
 * Random numbers that can be guessed, where nobody should.
 */
#include "crypto.h"

enum { PREDICTABLE, UNUSED, NONE };

static const aa_message messages[] = {
    [PREDICTABLE] = {"random_predictable",
                     {"{0} gives {1} a number from {2}, which can be guessed",
                      "{0} 呼叫 {1} 使用可預測之 {2}"}},
    [UNUSED] = {"random_elsewhere",
                {"{0} uses {1}; no key, vector, salt or header is seen to be made of it",
                 "{0} 使用 {1}，未見用於金鑰、初始向量、salt 或標頭"}},
    [NONE] = {"no_random",
              {"The app uses no random generator that can be guessed", "應用程式未使用可預測的亂數產生器"}},
};

typedef struct use {
    const char *name; /* symbol, or selector */
    uint8_t argument;
    bool send;
} use;

static const use uses[] = {
    {"_CCCrypt", 3, false},
    {"_CCCrypt", 5, false},
    {"_CCCryptorCreate", 3, false},
    {"_CCCryptorCreate", 5, false},
    {"_CCHmac", 1, false},
    {"_CCKeyDerivationPBKDF", 3, false},
    {"_CCKeyDerivationPBKDF", 1, false},
    {"setValue:forHTTPHeaderField:", 2, true},
    {"addValue:forHTTPHeaderField:", 2, true},
};

static const char *const makers[] = {"_rand",    "_rand_r",  "_random",  "_drand48",
                                     "_erand48", "_lrand48", "_mrand48", "_jrand48"};

enum { USES = sizeof uses / sizeof uses[0], MAKERS = sizeof makers / sizeof makers[0] };

static const char *maker_of(const aa_morigin *o)
{
    for (size_t i = 0; i < MAKERS && o->kind == AA_MORIGIN_CALL && o->call != NULL; i++)
        if (o->call->kind == AA_MCALL_IMPORT && aa_bytes_is(o->call->name, makers[i]))
            return makers[i];
    return NULL;
}

static void judge(aa_machine *machine, aa_sink *sink, const use *u, const aa_msite *site)
{
    aa_morigins origins = aa_msite_origins(machine, site, u->argument);
    for (size_t i = 0; i < origins.count; i++) {
        const char *maker = maker_of(&origins.items[i]);
        if (maker == NULL)
            continue;
        aa_hit_spot(sink, PREDICTABLE, AA_SEVERITY_HIGH, machine, aa_mspot_of(site), &origins.items[i],
                    AA_ARGS(spot_name(machine, site), u->send ? u->name : u->name + 1, maker + 1));
        return;
    }
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    size_t made = 0;
    if (in->machine == NULL)
        return;
    for (size_t m = 0; m < MAKERS; m++) {
        aa_msites sites = aa_machine_calls(in->machine, makers[m]);
        made += sites.count;
        for (size_t i = 0; i < sites.count; i++)
            aa_clear_spot(sink, UNUSED, in->machine, aa_mspot_of(&sites.items[i]),
                          AA_ARGS(spot_name(in->machine, &sites.items[i]), makers[m] + 1));
    }
    for (size_t u = 0; u < USES && made > 0; u++) {
        aa_msites sites = uses[u].send ? aa_machine_sends(in->machine, uses[u].name, NULL)
                                       : aa_machine_calls(in->machine, uses[u].name);
        for (size_t i = 0; i < sites.count; i++)
            judge(in->machine, sink, &uses[u], &sites.items[i]);
    }
    if (made == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_crypto_random = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:14 broker:15 mas:4.1.4.2.1",
    .masvs = "MASVS-CRYPTO-1",
    .mastg = "MASTG-TEST-0311",
    .cwe = "CWE-338",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Secrets made of random numbers that can be guessed",
                    .why = "rand() and its kin repeat what their seed says: who knows about when it was set "
                           "computes the same key or token.",
                    .fix =
                        "SecRandomCopyBytes, arc4random_buf, or Swift's SystemRandomNumberGenerator, which "
                        "Int.random(in:) uses.",
                    .limits = "A number that is written byte by byte into a buffer is not followed.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "以可預測之亂數產生機密資料",
                    .why = "rand() 等函式僅重現其種子：得知種子設定時間者，即可算出相同之金鑰或權杖。",
                    .fix = "使用 SecRandomCopyBytes、arc4random_buf，或 Swift 之 SystemRandomNumberGenerator"
                           "（Int.random(in:) 即使用之）。",
                    .limits = "逐位元組寫入緩衝區之數值未追蹤。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
