/*
 * An app that looks whether the device has a passcode.
 */
#include <string.h>

#include "keychain.h"

enum { ASKED, REQUIRED, DROPPED, NONE };

static const aa_message messages[] = {
    [ASKED] = {"passcode_asked",
               {"{0} asks whether the device has a passcode, and acts on it",
                "{0} 檢查裝置是否設定密碼並據以處理"}},
    [REQUIRED] = {"passcode_required",
                  {"{0} uses a class of protection that needs a passcode",
                   "{0} 使用須設定裝置密碼之保護類別"}},
    [DROPPED] = {"passcode_dropped",
                 {"{0} asks whether the device has a passcode; that it acts on it does not show",
                  "{0} 檢查裝置是否設定密碼，但無法看出是否據以處理"}},
    [NONE] = {"passcode_none",
              {"The app does not look whether the device has a passcode", "應用程式未檢查裝置是否設定密碼"}},
};

enum { POLICY_OWNER = 2 };

static size_t look_at_asks(aa_machine *machine, aa_sink *sink)
{
    aa_msites asks = aa_machine_sends(machine, "canEvaluatePolicy:error:", "LAContext");
    size_t seen = 0;
    for (size_t i = 0; i < asks.count; i++) {
        const aa_msite *site = &asks.items[i];
        int64_t policy;
        if (!aa_msite_int(machine, site, 2, &policy) || policy != POLICY_OWNER)
            continue;
        const char *const *args = AA_ARGS(spot_name(machine, site));
        seen++;
        if (aa_msite_result_tested(machine, site))
            aa_hit_spot(sink, ASKED, AA_SEVERITY_INFO, machine, aa_mspot_of(site), NULL, args);
        else
            aa_cannot_tell_spot(sink, DROPPED, machine, aa_mspot_of(site), NULL, args);
    }
    return seen;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->machine == NULL)
        return;
    size_t seen = look_at_asks(in->machine, sink);
    const aa_mplace_ref *uses;
    size_t count =
        aa_machine_symbol_uses(in->machine, "_kSecAttrAccessibleWhenPasscodeSetThisDeviceOnly", &uses);
    for (size_t i = 0; i < count; i++) {
        const char *name = aa_machine_function_name(in->machine, uses[i].image, uses[i].function);
        aa_hit_spot(sink, REQUIRED, AA_SEVERITY_INFO, in->machine, aa_mspot_at(&uses[i]), NULL,
                    AA_ARGS(aa_arg_text(name)));
    }
    if (seen + count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_passcode_check = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:14 mas:4.1.4.1.1",
    .masvs = "MASVS-CRYPTO-2",
    .mastg = "MASTG-TEST-0248",
    .cwe = "CWE-287",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Passcode of the device is looked for",
                    .why = "Without a passcode neither files nor the keychain are locked when the device is.",
                    .fix =
                        "canEvaluatePolicy(.deviceOwnerAuthentication), and tell the user to set a passcode; "
                        "kSecAttrAccessibleWhenPasscodeSetThisDeviceOnly for items.",
                    .limits = "What the app does when there is no passcode is not followed further than the "
                              "branch.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "檢查裝置是否設定密碼",
                    .why = "未設定密碼之裝置，鎖定時檔案與鑰匙圈均不受保護。",
                    .fix =
                        "以 canEvaluatePolicy(.deviceOwnerAuthentication) 檢查並提醒使用者設定密碼；項目使用 "
                        "kSecAttrAccessibleWhenPasscodeSetThisDeviceOnly。",
                    .limits = "未設定密碼時之後續處理，僅追蹤至判斷分支。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
