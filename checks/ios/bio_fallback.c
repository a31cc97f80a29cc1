/*
 * Keychain items and screens that the device's passcode opens in place of a fingerprint or face.
 */
#include <string.h>

#include "keychain.h"

enum { ITEM, SCREEN, BIOMETRY, UNKNOWN, NONE };

static const aa_message messages[] = {
    [ITEM] = {"item_passcode",
              {"{0} protects an item so that the passcode opens it too (flags {1})",
               "{0} 保護之項目亦可以裝置密碼開啟（旗標 {1}）"}},
    [SCREEN] = {"policy_passcode",
                {"{0} asks for a fingerprint, a face or the passcode (policy {1})",
                 "{0} 要求生物特徵或裝置密碼擇一（原則 {1}）"}},
    [BIOMETRY] = {"biometry_only",
                  {"{0} asks for a fingerprint or face, and takes no passcode ({1})",
                   "{0} 僅接受生物特徵，不接受裝置密碼（{1}）"}},
    [UNKNOWN] = {"fallback_unknown",
                 {"Whether {0} takes the passcode too cannot be told", "無法判定 {0} 是否亦接受裝置密碼"}},
    [NONE] = {"no_biometric",
              {"No call in the app asks for a fingerprint or face", "應用程式中無任何呼叫要求生物特徵驗證"}},
};

/* LAPolicy: 1 biometry, 2 biometry or passcode, 3 the same or a watch, 4 biometry or a watch */
enum { POLICY_OWNER = 2, POLICY_OWNER_OR_WATCH = 3 };

static void judge_item(aa_machine *machine, aa_sink *sink, const aa_msite *site)
{
    const char *where = spot_name(machine, site);
    int64_t flags;
    if (!aa_msite_int(machine, site, 2, &flags)) {
        aa_cannot_tell_spot(sink, UNKNOWN, machine, aa_mspot_of(site), NULL, AA_ARGS(where));
        return;
    }
    const char *const *args = AA_ARGS(where, aa_arg_int(sink, flags));
    if ((flags & (FLAG_PRESENCE | FLAG_PASSCODE)) != 0)
        aa_hit_spot(sink, ITEM, AA_SEVERITY_MEDIUM, machine, aa_mspot_of(site), NULL, args);
    else if ((flags & (FLAG_ANY_BIOMETRY | FLAG_CURRENT_SET)) != 0)
        aa_clear_spot(sink, BIOMETRY, machine, aa_mspot_of(site), args);
}

static void judge_screen(aa_machine *machine, aa_sink *sink, const aa_msite *site)
{
    const char *where = spot_name(machine, site);
    int64_t policy;
    if (!aa_msite_int(machine, site, 2, &policy)) {
        aa_cannot_tell_spot(sink, UNKNOWN, machine, aa_mspot_of(site), NULL, AA_ARGS(where));
        return;
    }
    const char *const *args = AA_ARGS(where, aa_arg_int(sink, policy));
    if (policy == POLICY_OWNER || policy == POLICY_OWNER_OR_WATCH)
        aa_hit_spot(sink, SCREEN, AA_SEVERITY_LOW, machine, aa_mspot_of(site), NULL, args);
    else
        aa_clear_spot(sink, BIOMETRY, machine, aa_mspot_of(site), args);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->machine == NULL)
        return;
    aa_msites items = aa_machine_calls(in->machine, "_SecAccessControlCreateWithFlags");
    aa_msites asks = aa_machine_sends(in->machine, "evaluatePolicy:localizedReason:reply:", "LAContext");
    for (size_t i = 0; i < items.count; i++)
        judge_item(in->machine, sink, &items.items[i]);
    for (size_t i = 0; i < asks.count; i++)
        judge_screen(in->machine, sink, &asks.items[i]);
    if (items.count == 0 && asks.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_bio_fallback = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:14 mas:4.1.4.1.1",
    .masvs = "MASVS-AUTH-2",
    .mastg = "MASTG-TEST-0268",
    .cwe = "CWE-287",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Passcode opens what a fingerprint or face should",
                    .why = "A passcode of six digits is seen over a shoulder, and people tell it to others; "
                           "behind it lies what only its owner's finger was to open.",
                    .fix = "SecAccessControlCreateWithFlags with .biometryCurrentSet alone; for a screen "
                           ".deviceOwnerAuthenticationWithBiometrics. Who has no biometry logs in again.",
                    .limits =
                        "Whether the app's risk allows the passcode, people decide: a screen that takes "
                        "it is a low finding.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "裝置密碼可取代生物特徵驗證",
                    .why = "六位數密碼易遭窺視或告知他人，其後即為原應僅以本人生物特徵開啟之資料。",
                    .fix = "SecAccessControlCreateWithFlags 僅使用 .biometryCurrentSet；畫面使用 "
                           ".deviceOwnerAuthenticationWithBiometrics；無生物特徵者重新登入。",
                    .limits = "應用程式之風險是否容許裝置密碼，由人員決定；畫面接受裝置密碼者列為低風險。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
