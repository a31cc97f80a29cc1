/*
 * How often a password is hashed before it becomes a key.
 */
#include "code/use_crypto.h"
#include "engine/code_record.h"

enum { FEW, FAR_TOO_FEW, ENOUGH, UNKNOWN, NONE };

static const aa_message messages[] = {
    [FEW] = {"iterations_few",
             {"{0} hashes the password {1} times; the policy asks for {2}",
              "{0} 對密碼雜湊 {1} 次；政策要求 {2} 次"}},
    [FAR_TOO_FEW] = {"iterations_far_too_few",
                     {"{0} hashes the password only {1} times; the policy asks for {2}",
                      "{0} 僅對密碼雜湊 {1} 次；政策要求 {2} 次"}},
    [ENOUGH] = {"iterations_enough", {"{0} hashes the password {1} times", "{0} 對密碼雜湊 {1} 次"}},
    [UNKNOWN] = {"iterations_unknown",
                 {"How often {0} hashes the password cannot be told", "無法判定 {0} 對密碼雜湊之次數"}},
    [NONE] = {"no_pbkdf",
              {"No call in the app derives a key from a password", "應用程式中無任何呼叫以密碼導出金鑰"}},
};

typedef struct maker {
    const char *pattern;
    size_t argument;
} maker;

static const maker makers[] = {
    {"Ljavax/crypto/spec/PBEKeySpec;-><init>([C[BI)V", 3},
    {"Ljavax/crypto/spec/PBEKeySpec;-><init>([C[BII)V", 3},
    {"Ljavax/crypto/spec/PBEParameterSpec;-><init>", 2},
};

/* Below this, hashing slows nobody down: the figure of RFC 2898, of the year 2000. */
#define FLOOR_OF_2000 1000

static void judge(const aa_check_input *in, aa_sink *sink, const aa_site *site, const aa_origin *count)
{
    long floor = aa_policy_number(in->policy, "crypto.pbkdf2_sha256_min");
    const char *const *args = AA_ARGS(aa_code_method_name(in->code, site->in),
                                      aa_arg_int(sink, count->number), aa_arg_int(sink, floor));
    if (count->number >= floor)
        aa_clear_site(sink, ENOUGH, in->code, site, args);
    else if (count->number < FLOOR_OF_2000)
        aa_hit_origin(sink, FAR_TOO_FEW, AA_SEVERITY_MEDIUM, in->code, site, count, args);
    else
        aa_hit_origin(sink, FEW, AA_SEVERITY_LOW, in->code, site, count, args);
}

static void judge_all(const aa_check_input *in, aa_sink *sink, const aa_site *site, size_t argument)
{
    aa_origins counts = aa_code_constants(in->code, site, argument);
    bool any = false;
    for (size_t i = 0; i < counts.count; i++) {
        if (counts.items[i].kind != AA_ORIGIN_INT || !counts.items[i].exact)
            continue;
        any = true;
        judge(in, sink, site, &counts.items[i]);
    }
    if (!any)
        aa_cannot_tell_site(sink, UNKNOWN, in->code, site, AA_ARGS(aa_code_method_name(in->code, site->in)));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    size_t seen = 0;
    for (size_t i = 0; in->code != NULL && i < sizeof makers / sizeof makers[0]; i++) {
        aa_sites sites = aa_code_calls(in->code, makers[i].pattern);
        for (size_t k = 0; k < sites.count; k++)
            judge_all(in, sink, &sites.items[k], makers[i].argument);
        seen += sites.count;
    }
    if (in->code != NULL && seen == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_crypto_pbkdf = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 broker:14 mas:4.1.2.3.6",
    .masvs = "MASVS-CRYPTO-1",
    .mastg = "",
    .cwe = "CWE-916",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Too few iterations for a password",
                    .why = "A graphics card tries millions of passwords a second when each costs little.",
                    .fix =
                        "new PBEKeySpec(password, salt, 600000, 256) with PBKDF2WithHmacSHA256, or a key in "
                        "the Android Keystore instead of a password.",
                    .limits =
                        "The policy figure is for PBKDF2 with SHA-256; which hash is used is not joined with "
                        "the count. Between 1,000 and the policy figure the finding is low.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "密碼導出金鑰之疊代次數過低",
                    .why = "單次計算成本過低時，顯示卡每秒可嘗試數百萬組密碼。",
                    .fix = "使用 PBKDF2WithHmacSHA256 搭配 new PBEKeySpec(password, salt, 600000, 256)，"
                           "或改用 Android Keystore 之金鑰。",
                    .limits = "政策數值適用於 SHA-256 之 PBKDF2；所用雜湊未與次數合併判定。"
                              "介於 1,000 與政策數值之間列為低風險。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
