/*
 * Fingerprints and faces that unlock nothing: LAContext's answer is a boolean that a changed app ignores.
 */
#include <string.h>

#include "keychain.h"

enum { UNBOUND, BOUND, NONE };

static const aa_message messages[] = {
    [UNBOUND] = {"biometric_unbound",
                 {"{0} asks for a fingerprint or face; nothing in the app's keychain needs it",
                  "{0} 要求生物特徵驗證，但鑰匙圈中無任何項目須經驗證方可讀取"}},
    [BOUND] = {"biometric_bound",
               {"{0} makes an access control that asks for the user ({1})",
                "{0} 建立須驗證使用者之存取控制（{1}）"}},
    [NONE] = {"no_biometric",
              {"No call in the app asks for a fingerprint or face", "應用程式中無任何呼叫要求生物特徵驗證"}},
};

enum { FLAGS_OF_USER = FLAG_PRESENCE | FLAG_ANY_BIOMETRY | FLAG_CURRENT_SET | FLAG_PASSCODE };

/* Access controls that ask for the user, or may: those of unknown flags count as well. */
static size_t record_bound(aa_machine *machine, aa_sink *sink)
{
    aa_msites sites = aa_machine_calls(machine, "_SecAccessControlCreateWithFlags");
    size_t bound = 0;
    for (size_t i = 0; i < sites.count; i++) {
        int64_t flags;
        bool known = aa_msite_int(machine, &sites.items[i], 2, &flags);
        if (known && (flags & FLAGS_OF_USER) == 0)
            continue;
        bound++;
        aa_clear_spot(sink, BOUND, machine, aa_mspot_of(&sites.items[i]),
                      AA_ARGS(spot_name(machine, &sites.items[i]), known ? aa_arg_int(sink, flags) : "?"));
    }
    return bound;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->machine == NULL)
        return;
    aa_msites asks = aa_machine_sends(in->machine, "evaluatePolicy:localizedReason:reply:", "LAContext");
    size_t bound = record_bound(in->machine, sink);
    for (size_t i = 0; i < asks.count && bound == 0; i++)
        aa_hit_spot(sink, UNBOUND, AA_SEVERITY_HIGH, in->machine, aa_mspot_of(&asks.items[i]), NULL,
                    AA_ARGS(spot_name(in->machine, &asks.items[i])));
    if (asks.count == 0 && bound == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_bio_unbound = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:13 broker:14 mas:4.1.4.1.1 mas:4.1.3.2.1",
    .masvs = "MASVS-AUTH-2",
    .mastg = "MASTG-TEST-0266",
    .cwe = "CWE-287",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Fingerprint or face checked, but nothing depends on it",
                    .why = "evaluatePolicy answers yes or no. Who changes that answer in the running app is "
                           "in, without any finger.",
                    .fix = "Keep the token or key in the keychain under SecAccessControlCreateWithFlags with "
                           ".biometryCurrentSet, and let reading it ask for the fingerprint or face.",
                    .limits = "That some item of the app needs the user is taken for enough: which screen "
                              "depends on it is not followed.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "生物特徵驗證結果未綁定任何資料",
                    .why = "evaluatePolicy 僅回覆是或否；於執行中竄改該回覆者，無須生物特徵即可通過。",
                    .fix =
                        "將權杖或金鑰以 SecAccessControlCreateWithFlags 與 .biometryCurrentSet 存放於鑰匙圈，"
                        "由讀取動作要求生物特徵驗證。",
                    .limits = "應用程式中有任一項目須驗證使用者即視為已綁定；未追蹤何畫面以其為前提。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
