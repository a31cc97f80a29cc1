/*
 * Keychain items that a finger or face enrolled later opens as well.
 */
#include <string.h>

#include "keychain.h"

enum { SURVIVES, CURRENT, NONE };

static const aa_message messages[] = {
    [SURVIVES] = {"enrolment_survives",
                  {"{0} protects an item so that fingers and faces enrolled later open it (flags {1})",
                   "{0} 保護之項目可由日後新增之生物特徵開啟（旗標 {1}）"}},
    [CURRENT] = {"enrolment_current",
                 {"{0} protects an item with the fingers and faces enrolled now (flags {1})",
                  "{0} 保護之項目僅限目前已註冊之生物特徵（旗標 {1}）"}},
    [NONE] = {"no_biometric_item",
              {"No item of the app is protected by fingerprint or face", "應用程式無任何項目以生物特徵保護"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    size_t seen = 0;
    if (in->machine == NULL)
        return;
    aa_msites items = aa_machine_calls(in->machine, "_SecAccessControlCreateWithFlags");
    for (size_t i = 0; i < items.count; i++) {
        int64_t flags;
        bool known = aa_msite_int(in->machine, &items.items[i], 2, &flags);
        if (!known || (flags & (FLAG_PRESENCE | FLAG_ANY_BIOMETRY | FLAG_CURRENT_SET)) == 0)
            continue;
        const char *const *args = AA_ARGS(spot_name(in->machine, &items.items[i]), aa_arg_int(sink, flags));
        seen++;
        if ((flags & (FLAG_PRESENCE | FLAG_ANY_BIOMETRY)) != 0)
            aa_hit_spot(sink, SURVIVES, AA_SEVERITY_MEDIUM, in->machine, aa_mspot_of(&items.items[i]), NULL,
                        args);
        else
            aa_clear_spot(sink, CURRENT, in->machine, aa_mspot_of(&items.items[i]), args);
    }
    if (seen == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_bio_enrolment = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:14 mas:4.1.4.1.1",
    .masvs = "MASVS-AUTH-2",
    .mastg = "MASTG-TEST-0270",
    .cwe = "CWE-287",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Item survives a new fingerprint or face",
                    .why = "Who knows the passcode enrols their own finger and opens what was bound to the "
                           "owner's.",
                    .fix = ".biometryCurrentSet: the item is gone when fingers or faces change, and the user "
                           "logs in again.",
                    .limits = "Flags that are put together when the app runs are not judged. That an app "
                              "compares evaluatedPolicyDomainState by itself is not taken into account.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "新增生物特徵後項目仍可開啟",
                    .why = "知悉裝置密碼者可註冊自己之生物特徵，開啟原綁定本人之項目。",
                    .fix = "使用 .biometryCurrentSet：生物特徵異動後該項目即失效，使用者須重新登入。",
                    .limits =
                        "執行時組成之旗標未判定；應用程式自行比對 evaluatedPolicyDomainState 者未納入考量。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
