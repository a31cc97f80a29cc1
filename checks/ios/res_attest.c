/*
 * App Attest and DeviceCheck: proof for the server that the app and the device are what they say.
 */
#include "engine/check.h"
#include "engine/machine_record.h"
#include <string.h>

enum { ATTEST, DEVICE, NONE };

static const aa_message messages[] = {
    [ATTEST] = {"app_attest", {"Attests with App Attest ({0})", "使用 App Attest（{0}）"}},
    [DEVICE] = {"device_check", {"Makes a DeviceCheck token", "產生 DeviceCheck 權杖"}},
    [NONE] = {"no_attestation",
              {"Neither App Attest nor DeviceCheck is used", "未使用 App Attest 或 DeviceCheck"}},
};

static size_t judge(aa_machine *m, aa_sink *sink, const char *selector, unsigned message, const char *what)
{
    aa_msites sites = aa_machine_sends(m, selector, NULL);
    for (size_t i = 0; i < sites.count; i++)
        aa_hit_spot(sink, message, AA_SEVERITY_INFO, m, aa_mspot_of(&sites.items[i]), NULL, AA_ARGS(what));
    return sites.count;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    aa_machine *m = in->machine;
    if (m == NULL)
        return;
    size_t found = judge(m, sink, "attestKey:clientDataHash:completionHandler:", ATTEST, "attestKey");
    found +=
        judge(m, sink, "generateAssertion:clientDataHash:completionHandler:", ATTEST, "generateAssertion");
    found += judge(m, sink, "generateTokenWithCompletionHandler:", DEVICE, NULL);
    if (found == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_res_attest = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:16 broker:17 mas:4.1.5.2.1",
    .masvs = "MASVS-RESILIENCE-2",
    .mastg = "",
    .cwe = "CWE-693",
    .text =
        {
            [AA_LANG_EN] = {.title = "Attestation of app and device",
                            .why = "A server cannot tell the app from a script that talks like it, unless "
                                   "Apple vouches for it.",
                            .fix = "Make a key with App Attest, attest it with a challenge of the server, "
                                   "and send an assertion with each sensitive request.",
                            .limits = "What the server does with the proof is seen only there."},
            [AA_LANG_ZH_TW] =
                {.title = "App 與裝置的證明",
                 .why = "若無 Apple 擔保，伺服器無法分辨 App 與模仿其通訊的程式。",
                 .fix = "以 App Attest 產生金鑰，使用伺服器的挑戰值證明，並於每個敏感請求附上 assertion。",
                 .limits = "伺服器如何使用證明須於伺服器端查核。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
