/*
 * An app that looks at its own signer: asks the package manager for the certificates of its own package, and
 * does something about them.
 */
#include "detect.h"
#include "facts/signer_digest.h"

enum { SIGNER_SAME = DETECT_NONE + 1, SIGNER_OTHER };

enum { GET_SIGNATURES = 0x40, GET_SIGNING_CERTIFICATES = 0x08000000 };

static const aa_message messages[] = {
    DETECT_MESSAGES("signer", "No test of the app's own signer was found in bytecode",
                    "位元組碼中未發現應用程式簽章者之自我驗證"),
    [SIGNER_SAME] = {"signer_same",
                     {"{0} compares with {1}, which is the certificate of this file",
                      "{0} 比對之 {1} 與本檔案之簽章憑證相符"}},
    [SIGNER_OTHER] =
        {"signer_other",
         {"{0} compares with {1}, which is not the certificate of this file; after the store has "
          "signed it again it may be",
          "{0} 比對之 {1} 與本檔案之簽章憑證不符，商店重新簽署後可能相符"}},
};

static const char *const asking[] = {
    "Landroid/content/pm/PackageManager;->getPackageInfo",
    NULL,
};

static bool asks_for_signers(aa_code *code, const aa_site *site)
{
    if (site->call->argument_count < 3)
        return false;
    aa_origins flags = aa_code_whence(code, site, 2);
    for (size_t i = 0; i < flags.count; i++)
        if (flags.items[i].kind == AA_ORIGIN_INT &&
            (flags.items[i].number & (GET_SIGNATURES | GET_SIGNING_CERTIFICATES)) != 0)
            return true;
    return false;
}

/* The certificates of other packages say nothing about this one. */
static bool asks_for_itself(const aa_check_input *in, const aa_site *site)
{
    const char *package = in->facts->manifest.package.value;
    aa_origins names = aa_code_whence(in->code, site, 1);
    if (aa_origins_call(in->code, &names, "Landroid/content/Context;->getPackageName") != NULL)
        return true;
    for (size_t i = 0; i < names.count; i++)
        if (names.items[i].kind == AA_ORIGIN_STRING && package != NULL &&
            aa_bytes_is(names.items[i].text, package))
            return true;
    return false;
}

static void compare(const aa_check_input *in, aa_sink *sink, const aa_detection *d)
{
    char shown[72] = "";
    size_t n = d->outcome.compared.n < sizeof shown ? d->outcome.compared.n : sizeof shown - 1;
    for (size_t i = 0; i < n; i++)
        shown[i] = d->outcome.compared.p[i] >= 0x20 && d->outcome.compared.p[i] < 0x7f
                       ? (char)d->outcome.compared.p[i]
                       : '?';
    const char *const *args = AA_ARGS(aa_code_method_name(in->code, d->in), shown);
    switch (aa_signer_matches(in->facts->signing, d->outcome.compared)) {
    case AA_SIGNER_SAME:
        aa_clear_method(sink, SIGNER_SAME, in->code, d->in, d->pc, args);
        break;
    case AA_SIGNER_OTHER:
        aa_cannot_tell_method(sink, SIGNER_OTHER, in->code, d->in, d->pc, args);
        break;
    case AA_SIGNER_UNKNOWN:
        break;
    }
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    aa_sites sites = aa_code_calls_of(in->code, asking);
    aa_detection *found = aa_arena_array(aa_code_arena(in->code), sites.count + 1, sizeof *found);
    size_t count = 0;
    for (size_t i = 0; found != NULL && i < sites.count; i++) {
        const aa_site *site = &sites.items[i];
        if (!asks_for_signers(in->code, site) || !asks_for_itself(in, site))
            continue;
        aa_test test = {.in = site->in, .pc = site->pc, .result = site->call->result};
        found[count++] = (aa_detection){.in = site->in,
                                        .pc = site->pc,
                                        .label = aa_call_name(in->code, site->to),
                                        .library = aa_code_is_library(in->code, site->in),
                                        .outcome = aa_outcome_of(in->code, &test)};
    }
    if (detect_record_best(in->code, sink, found, count, false) == 0)
        aa_absent(sink, DETECT_NONE, AA_NO_ARGS);
    for (size_t i = 0; i < count; i++)
        if (!found[i].library && found[i].outcome.compared.n > 0)
            compare(in, sink, &found[i]);
}

const aa_check aa_check_android_res_signature = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_NATIVE),
    .rows = "broker:17 mas:4.1.5.2.1",
    .masvs = "MASVS-RESILIENCE-2",
    .mastg = "",
    .cwe = "CWE-347",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "The app verifies its own signer",
                    .why = "An app that was changed has to be signed with another key; an app that looks "
                           "at its signer notices.",
                    .fix = "getPackageManager().getPackageInfo(getPackageName(), "
                           "PackageManager.GET_SIGNING_CERTIFICATES).signingInfo, SHA-256 of the "
                           "certificate compared with the one of your release key (the store's, where it "
                           "signs); stop when they differ, and let the server ask for an attestation.",
                    .limits = "Bytecode only. A comparison that the server makes shows as a connection at "
                              "most. Certificates of a file that is not yet signed by the store differ.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "應用程式自我驗證簽章者",
                    .why = "遭竄改之應用程式須以其他金鑰重新簽署，檢查簽章者即可察覺。",
                    .fix = "以 getPackageManager().getPackageInfo(getPackageName(), "
                           "PackageManager.GET_SIGNING_CERTIFICATES).signingInfo 取得憑證，"
                           "將其 SHA-256 與正式發布金鑰（商店代簽者為商店金鑰）比對，不符即中止；"
                           "並由伺服器要求完整性證明。",
                    .limits = "僅讀位元組碼。由伺服器比對者至多僅見連線；"
                              "尚未由商店簽署之檔案其憑證將不相符。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
