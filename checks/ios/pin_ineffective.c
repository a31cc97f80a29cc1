/*
 * Pinning that is set up and takes no effect.
 */
#include "engine/check.h"
#include "engine/machine_record.h"
#include "facts/ios.h"
#include <string.h>

enum { AFN_NONE, NOT_ENFORCED, NONE };

static const aa_message messages[] = {
    [AFN_NONE] = {"afn_mode_none",
                  {"AFNetworking is told not to pin (mode 0)", "AFNetworking 設為不綁定（模式 0）"}},
    [NOT_ENFORCED] = {"trustkit_not_enforced",
                      {"TrustKit reports and does not refuse: {0} is false",
                       "TrustKit 僅回報而不拒絕：{0} 為否"}},
    [NONE] = {"no_ineffective_pins", {"No pinning that is switched off was seen", "未見遭關閉的憑證綁定"}},
};

static size_t judge_values(const aa_ios_bundle *app, aa_sink *sink)
{
    size_t found = 0;
    for (size_t i = 0; i < app->value_count; i++) {
        const char *name = app->values[i].name;
        const char *last = strrchr(name, '/');
        if (strncmp(name, "TSKConfiguration/", 17) != 0 || last == NULL ||
            strcmp(last, "/TSKEnforcePinning") != 0 || strcmp(app->values[i].value, "false") != 0)
            continue;
        aa_hit(sink, NOT_ENFORCED, &app->values[i].place, AA_ARGS(name));
        found++;
    }
    return found;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    aa_machine *m = in->machine;
    if (m == NULL)
        return;
    const aa_ios_bundle *app = in->facts->ios != NULL ? aa_ios_app(in->facts->ios) : NULL;
    size_t found = app != NULL ? judge_values(app, sink) : 0;
    aa_msites sites = aa_machine_sends(m, "policyWithPinningMode:*", NULL);
    for (size_t i = 0; i < sites.count; i++) {
        int64_t mode;
        if (!aa_msite_int(m, &sites.items[i], 2, &mode) || mode != 0)
            continue;
        aa_hit_spot(sink, AFN_NONE, AA_SEVERITY_LOW, m, aa_mspot_of(&sites.items[i]), NULL, AA_NO_ARGS);
        found++;
    }
    if (found == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_pin_ineffective = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:15 mas:4.1.4.2.2",
    .masvs = "MASVS-NETWORK-2",
    .mastg = "MASTG-TEST-0385",
    .cwe = "CWE-295",
    .text =
        {
            [AA_LANG_EN] = {.title = "Pinning takes no effect",
                            .why = "The app looks pinned and accepts any certificate of a known authority.",
                            .fix = "Set TSKEnforcePinning to true, and give AFNetworking mode 1 or 2.",
                            .limits = "Pins that a server switches off at run time are not seen."},
            [AA_LANG_ZH_TW] = {.title = "憑證綁定未生效",
                               .why = "App 看似已綁定，卻接受任何已知憑證機構的憑證。",
                               .fix = "將 TSKEnforcePinning 設為是，AFNetworking 使用模式 1 或 2。",
                               .limits = "由伺服器於執行時關閉的綁定無法看見。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
