/*
 * Random numbers that can be guessed, where nobody should.
 */
#include "code/use_crypto.h"
#include "engine/code_record.h"

enum { PREDICTABLE, UNUSED, NONE };

static const aa_message messages[] = {
    [PREDICTABLE] = {"random_predictable",
                     {"{0} makes {1} from {2}, which can be guessed", "{0} 以可預測的 {2} 產生{1}"}},
    [UNUSED] = {"random_elsewhere",
                {"{0} uses {1}; no key, vector, salt, token or file protection is made of it",
                 "{0} 使用 {1}，未用於金鑰、向量、salt 或權杖"}},
    [NONE] = {"no_random",
              {"The app uses no random generator that can be guessed", "應用程式未使用可預測的亂數產生器"}},
};

typedef struct use {
    const char *pattern;
    size_t argument;
    const char *what;
} use;

static const use uses[] = {
    {"Ljavax/crypto/spec/SecretKeySpec;-><init>", 1, "SecretKeySpec"},
    {"Ljavax/crypto/spec/IvParameterSpec;-><init>", 1, "IvParameterSpec"},
    {"Ljavax/crypto/spec/GCMParameterSpec;-><init>", 2, "GCMParameterSpec"},
    {"Ljavax/crypto/spec/PBEKeySpec;-><init>([C[BI)V", 2, "PBEKeySpec"},
    {"Ljavax/crypto/spec/PBEKeySpec;-><init>([C[BII)V", 2, "PBEKeySpec"},
    {"Ljava/security/SecureRandom;->setSeed", 1, "SecureRandom"},
    {"Landroid/webkit/CookieManager;->setCookie", 2, "Cookie"},
    {"Ljava/net/HttpURLConnection;->setRequestProperty", 2, "HTTP header"},
    {"Ljava/net/URLConnection;->setRequestProperty", 2, "HTTP header"},
};

static const char *const makers[] = {
    "Ljava/util/Random;-><init>",
    "Ljava/lang/Math;->random",
    NULL,
};

/* True when a random number that can be guessed goes into one of |uses|. */
static bool judge_use(const aa_check_input *in, aa_sink *sink, const use *u)
{
    aa_sites sites = aa_code_calls(in->code, u->pattern);
    bool any = false;
    for (size_t i = 0; i < sites.count; i++) {
        const aa_origin *what = NULL;
        if (u->argument >= sites.items[i].call->argument_count)
            continue;
        aa_origins whence = aa_code_whence(in->code, &sites.items[i], u->argument);
        what = aa_random_among(in->code, &whence);
        if (what == NULL || aa_material_is_of_others(in->code, &sites.items[i], what))
            continue;
        any = true;
        aa_hit_origin(sink, PREDICTABLE, AA_SEVERITY_HIGH, in->code, &sites.items[i], what,
                      AA_ARGS(aa_code_method_name(in->code, sites.items[i].in), u->what,
                              aa_origin_text(in->code, what)));
    }
    return any;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    aa_sites made = aa_code_calls_of(in->code, makers);
    for (size_t i = 0; i < sizeof uses / sizeof uses[0] && made.count > 0; i++)
        judge_use(in, sink, &uses[i]);
    for (size_t i = 0; i < made.count; i++) {
        aa_origin call = {.kind = AA_ORIGIN_CALL, .method = made.items[i].to};
        aa_clear_site(
            sink, UNUSED, in->code, &made.items[i],
            AA_ARGS(aa_code_method_name(in->code, made.items[i].in), aa_origin_text(in->code, &call)));
    }
    if (made.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_crypto_random = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:14 broker:15 mas:4.1.4.2.1",
    .masvs = "MASVS-CRYPTO-1",
    .mastg = "MASTG-TEST-0204",
    .cwe = "CWE-338",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Predictable random number in a security value",
                    .why =
                        "java.util.Random has 48 bits of state: a few outputs give all the others, so keys, "
                        "codes and session numbers can be worked out.",
                    .fix = "new SecureRandom() wherever the number must not be guessed.",
                    .limits =
                        "What a server does with a number, and numbers that leave the app by other ways than "
                        "those listed, are not followed.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "安全用途使用可預測的亂數",
                    .why = "java.util.Random 僅 48 位元狀態，由少數輸出即可推得其餘，金鑰、"
                           "驗證碼及連線識別碼可被推算。",
                    .fix = "凡不可被猜測之數值，使用 new SecureRandom()。",
                    .limits = "伺服器對該數值之使用，以及經其他途徑傳出者，未追蹤。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
