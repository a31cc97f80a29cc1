/*
 * The app checks that it is the app that was released.
 */
#include <string.h>

#include "engine/check.h"
#include "own_digest.h"

enum { PROFILE, SIGNATURE, IDENTIFIER, DIGEST, NONE };

static const aa_message messages[] = {
    [PROFILE] = {"reads_profile", {"Reads its own provisioning profile", "讀取自身的佈建描述檔"}},
    [SIGNATURE] = {"reads_signature",
                   {"Reads its own code signature (_CodeSignature)",
                    "讀取自身的程式碼簽章（_CodeSignature）"}},
    [IDENTIFIER] = {"compares_identifier",
                    {"Compares its bundle identifier with {0}", "將套件識別碼與 {0} 比對"}},
    [DIGEST] = {"digests_itself", {"Computes a digest over its own program", "計算自身執行檔的摘要值"}},
    [NONE] = {"no_self_check", {"Nothing that checks the app itself was seen", "未見檢查 App 本身的程式碼"}},
};

static bool is_profile(void *context, aa_bytes text)
{
    static const char *const names[] = {"embedded.mobileprovision", "embedded", "mobileprovision", NULL};
    (void)context;
    return aa_muse_is_one_of(text, names);
}

static bool is_seal(void *context, aa_bytes text)
{
    static const char *const names[] = {"_CodeSignature", "_CodeSignature/CodeResources", "CodeResources",
                                        NULL};
    (void)context;
    return aa_muse_is_one_of(text, names);
}

static size_t judge_files(aa_machine *m, aa_sink *sink, aa_mtext_test fits, unsigned message)
{
    static const char *const readers[] = {"pathForResource:*",
                                          "URLForResource:*",
                                          "dataWithContentsOf*",
                                          "initWithContentsOf*",
                                          "contentsAtPath:",
                                          "_fopen",
                                          "_open",
                                          "stringWithContentsOf*",
                                          NULL};
    const aa_mplace_ref *places;
    size_t n = aa_machine_texts(m, fits, NULL, &places), found = 0;
    for (size_t i = 0; i < n && found == 0; i++) {
        if (places[i].function == AA_NO_FUNCTION ||
            aa_muse_call_near(m, places[i].image, places[i].function, readers) == NULL)
            continue;
        aa_hit_spot(sink, message, AA_SEVERITY_INFO, m, aa_mspot_at(&places[i]), NULL, AA_NO_ARGS);
        found++;
    }
    return found;
}

/* [[[NSBundle mainBundle] bundleIdentifier] isEqualToString:@"…"], either way round. */
static size_t judge_identifier(aa_machine *m, aa_sink *sink)
{
    aa_msites sites = aa_machine_sends(m, "isEqualToString:", NULL);
    size_t found = 0;
    for (size_t i = 0; i < sites.count; i++)
        for (size_t a = 0; a < 3; a += 2) {
            aa_morigins o = aa_msite_origins(m, &sites.items[i], a);
            aa_bytes text;
            bool own = o.count == 1 && o.items[0].kind == AA_MORIGIN_CALL &&
                       aa_bytes_is(o.items[0].text, "bundleIdentifier");
            if (!own || !aa_msite_text(m, &sites.items[i], 2 - a, &text))
                continue;
            aa_hit_spot(sink, IDENTIFIER, AA_SEVERITY_INFO, m, aa_mspot_of(&sites.items[i]), NULL,
                        AA_ARGS(aa_machine_text(m, text)));
            found++;
        }
    return found;
}

static void record_digest(void *context, aa_machine *m, aa_mspot spot)
{
    aa_hit_spot(context, DIGEST, AA_SEVERITY_INFO, m, spot, NULL, AA_NO_ARGS);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    aa_machine *m = in->machine;
    if (m == NULL)
        return;
    size_t found = judge_files(m, sink, is_profile, PROFILE) + judge_files(m, sink, is_seal, SIGNATURE) +
                   judge_identifier(m, sink) + own_digests_find(m, record_digest, sink);
    if (found == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_res_integrity = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:17 mas:4.1.5.2.1",
    .masvs = "MASVS-RESILIENCE-2",
    .mastg = "MASTG-TEST-0387",
    .cwe = "CWE-353",
    .text =
        {
            [AA_LANG_EN] = {.title = "The app checks itself",
                            .why = "On devices with a jailbreak, and through re-signing services, a changed "
                                   "copy of the app runs; only the app itself can notice there.",
                            .fix = "Compare bundle identifier, team and code signature with what was "
                                   "released, and react; let the server decide with App Attest.",
                            .limits = "What the app does with the answer is not judged here."},
            [AA_LANG_ZH_TW] =
                {.title = "App 檢查自身完整性",
                 .why = "在越獄裝置上或經重新簽署後，遭更改的 App 仍可執行，僅 App 自身能察覺。",
                 .fix =
                     "將套件識別碼、團隊與程式碼簽章與發行版比對並據以處置，並以 App Attest 由伺服器判定。",
                 .limits = "取得結果後的處置不在此判定。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
