/*
 * Fingerprints and faces that unlock nothing.
 */
#include "code/code.h"
#include "engine/code_record.h"

enum { BARE, BOUND, UNKNOWN, NONE };

static const aa_message messages[] = {
    [BARE] = {"biometric_bare",
              {"{0} asks for a fingerprint or face without a key that only it unlocks",
               "{0} 要求生物特徵驗證，但未綁定須經驗證方可使用之金鑰"}},
    [BOUND] = {"biometric_bound",
               {"{0} binds the fingerprint or face to a key", "{0} 將生物特徵驗證與金鑰綁定"}},
    [UNKNOWN] = {"biometric_unknown",
                 {"Whether {0} binds the fingerprint or face to a key cannot be told",
                  "無法判定 {0} 是否將生物特徵驗證與金鑰綁定"}},
    [NONE] = {"no_biometric",
              {"No call in the app asks for a fingerprint or face", "應用程式中無任何呼叫要求生物特徵驗證"}},
};

/* Forms without a CryptoObject. */
static const char *const bare[] = {
    "Landroid/hardware/biometrics/BiometricPrompt;->authenticate(Landroid/os/CancellationSignal;Ljava/util/"
    "concurrent/"
    "Executor;Landroid/hardware/biometrics/BiometricPrompt$AuthenticationCallback;)V",
    NULL,
};

typedef struct form {
    const char *pattern;
    size_t crypto; /* argument that is the CryptoObject */
} form;

static const form with_object[] = {
    {"Landroid/hardware/biometrics/BiometricPrompt;->authenticate(Landroid/hardware/biometrics/"
     "BiometricPrompt$CryptoObject;Landroid/os/CancellationSignal;Ljava/util/concurrent/Executor;Landroid/"
     "hardware/"
     "biometrics/BiometricPrompt$AuthenticationCallback;)V",
     1},
    {"Landroid/hardware/fingerprint/FingerprintManager;->authenticate", 1},
    {"Landroidx/core/hardware/fingerprint/FingerprintManagerCompat;->authenticate", 1},
};

static void judge(aa_code *code, aa_sink *sink, const aa_site *site, size_t crypto)
{
    aa_origins origins = aa_code_constants(code, site, crypto);
    const char *const *args = AA_ARGS(aa_code_method_name(code, site->in));
    bool null = false;
    bool object = false;
    for (size_t i = 0; i < origins.count; i++) {
        const aa_origin *o = &origins.items[i];
        null = null || o->kind == AA_ORIGIN_NULL || (o->kind == AA_ORIGIN_INT && o->number == 0);
        object = object || o->kind == AA_ORIGIN_NEW || o->kind == AA_ORIGIN_CALL;
    }
    if (null)
        aa_hit_site(sink, BARE, AA_SEVERITY_HIGH, code, site, args);
    else if (object)
        aa_clear_site(sink, BOUND, code, site, args);
    else
        aa_cannot_tell_site(sink, UNKNOWN, code, site, args);
}

/* androidx.biometric, renamed or not: its own calls pass on what its caller chose. */
static size_t judge_library(aa_code *code, aa_sink *sink)
{
    const aa_code_base *base = aa_code_base_of(code);
    const aa_shape *shapes = NULL;
    size_t seen = 0;
    size_t count = aa_shapes_of(base->shapes, AA_SHAPE_BIOMETRIC_PROMPT, &shapes);
    for (size_t i = 0; i < count; i++) {
        if (shapes[i].method == AA_NO_ID ||
            (shapes[i].part != AA_PART_ASK && shapes[i].part != AA_PART_ASK_CRYPTO))
            continue;
        aa_sites sites = aa_code_calls_to(code, shapes[i].method);
        for (size_t k = 0; k < sites.count; k++) {
            if (aa_program_method(base->program, sites.items[k].in)->owner == shapes[i].type)
                continue;
            seen++;
            if (shapes[i].part == AA_PART_ASK_CRYPTO)
                judge(code, sink, &sites.items[k], 2);
            else
                aa_hit_site(sink, BARE, AA_SEVERITY_HIGH, code, &sites.items[k],
                            AA_ARGS(aa_code_method_name(code, sites.items[k].in)));
        }
    }
    return seen;
}

/* The class that wraps the platform's prompt for callers of its own. */
static bool is_wrapper(aa_code *code, aa_method_id method)
{
    const aa_code_base *base = aa_code_base_of(code);
    const aa_shape *shapes = NULL;
    return aa_code_is_library(code, method) ||
           aa_shapes_of(base->shapes, AA_SHAPE_BIOMETRIC_PROMPT, &shapes) > 0;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    aa_sites sites = aa_code_calls_of(in->code, bare);
    size_t seen = sites.count;
    for (size_t i = 0; i < sites.count; i++)
        if (!is_wrapper(in->code, sites.items[i].in))
            aa_hit_site(sink, BARE, AA_SEVERITY_HIGH, in->code, &sites.items[i],
                        AA_ARGS(aa_code_method_name(in->code, sites.items[i].in)));
    for (size_t i = 0; i < sizeof with_object / sizeof with_object[0]; i++) {
        sites = aa_code_calls(in->code, with_object[i].pattern);
        for (size_t k = 0; k < sites.count; k++)
            if (!is_wrapper(in->code, sites.items[k].in))
                judge(in->code, sink, &sites.items[k], with_object[i].crypto);
        seen += sites.count;
    }
    seen += judge_library(in->code, sink);
    if (seen == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_bio_no_crypto = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:13 broker:14 mas:4.1.4.1.1 mas:4.1.3.2.1",
    .masvs = "MASVS-AUTH-2",
    .mastg = "MASTG-TEST-0327",
    .cwe = "CWE-287",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Biometric result not bound to a key",
                    .why = "The answer is then a method call that a tool on the device can make itself: the "
                           "finger is not needed.",
                    .fix =
                        "Make a key with setUserAuthenticationRequired(true), give new CryptoObject(cipher) "
                        "to authenticate(), and use result.getCryptoObject() for what is to be protected.",
                    .limits =
                        "The wrapper library that calls the platform passes its caller's choice on and is "
                        "not judged; a renamed copy of it is.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "生物特徵驗證結果未綁定金鑰",
                    .why = "驗證結果僅為一次方法呼叫，"
                           "裝置上的工具可自行觸發而無須生物特徵。",
                    .fix = "以 setUserAuthenticationRequired(true) 產生金鑰，於 authenticate() 傳入 "
                           "new CryptoObject(cipher)，並以 result.getCryptoObject() "
                           "執行受保護之操作。",
                    .limits = "轉呼叫平台之包裝函式庫沿用其呼叫者的選擇，不列入判定；"
                              "其更名後之副本仍會列入。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
