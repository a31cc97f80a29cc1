/*
 * Signatures of a form that today's iOS or today's cryptography leaves behind.
 */
#include <string.h>

#include "engine/check.h"
#include "facts/ios_signing.h"

enum { SHA1_CODE, SHA1_SEAL, SHA1_SIGNER, NO_DER, VERSION, WEAK_KEY, MODERN, SIMULATOR };

static const aa_message messages[] = {
    [SHA1_CODE] = {"sha1_code_directory",
                   {"{0} ({1}): its code is protected by SHA-1 alone", "{0}（{1}）：程式碼僅以 SHA-1 保護"}},
    [SHA1_SEAL] = {"sha1_seal",
                   {"{0}: files of the bundle are sealed by SHA-1 alone",
                    "{0}：套件內之檔案僅以 SHA-1 密封"}},
    [SHA1_SIGNER] = {"weak_signer_digest",
                     {"{0} ({1}): the signer used {2} ({3})", "{0}（{1}）：簽章者使用 {2}（{3}）"}},
    [NO_DER] = {"entitlements_without_der",
                {"{0} ({1}): the entitlements are not signed in DER form, which iOS 15 and later ask for",
                 "{0}（{1}）：授權項目未以 DER 格式簽署，iOS 15 以上版本要求此格式"}},
    [VERSION] = {"code_directory_version",
                 {"{0} ({1}): the code directory is of version {2}; iOS 15 and later ask for 0x20400",
                  "{0}（{1}）：程式碼目錄版本為 {2}，iOS 15 以上版本要求 0x20400"}},
    [WEAK_KEY] = {"weak_key",
                  {"{0} ({1}): signed with an {2} key of {3} bits; the policy asks for {4}",
                   "{0}（{1}）：簽署金鑰為 {2} {3} 位元，判定準則要求 {4} 位元"}},
    [MODERN] = {"modern_signature", {"{0} ({1}): {2}, version {3}", "{0}（{1}）：{2}，版本 {3}"}},
    [SIMULATOR] = {"simulator_build",
                   {"{0} ({1}) is a simulator build, which no device installs: signing cannot be judged",
                    "{0}（{1}）為模擬器版本，不會安裝於裝置，簽章無法判定"}},
};

static const char *version_text(uint32_t version)
{
    static const struct {
        uint32_t version;
        const char *text;
    } known[] = {{0x20001, "0x20001"}, {0x20100, "0x20100"}, {0x20200, "0x20200"}, {0x20300, "0x20300"},
                 {0x20400, "0x20400"}, {0x20500, "0x20500"}, {0x20600, "0x20600"}};

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (known[i].version == version)
            return known[i].text;
    return version < 0x20400 ? "< 0x20400" : "> 0x20400";
}

static bool look_at_directory(const aa_ios_code *code, const aa_code_directory *d, const aa_place *place,
                              aa_sink *sink)
{
    bool old = false;
    if (d->hash_type == AA_CS_SHA1) {
        aa_hit(sink, SHA1_CODE, place, AA_ARGS(code->member, code->slice));
        old = true;
    }
    if (!code->executable)
        return old;
    if (d->version < AA_CS_WITH_EXEC_SEGMENT) {
        aa_hit(sink, VERSION, place, AA_ARGS(code->member, code->slice, version_text(d->version)));
        old = true;
    }
    if (code->signature->has_xml && !code->signature->has_der) {
        aa_hit(sink, NO_DER, place, AA_ARGS(code->member, code->slice));
        old = true;
    }
    return old;
}

static bool look_at_signer(const aa_check_input *in, const aa_ios_code *code, const aa_place *place,
                           aa_sink *sink)
{
    const aa_cms *cms = code->signature->cms;
    const aa_certificate *signer = aa_ios_signer(code);
    bool old = false;
    if (cms != NULL && cms->weak_digest) {
        aa_hit_as(sink, SHA1_SIGNER, AA_SEVERITY_LOW, AA_REACH_NONE_NEEDED, AA_OWNER_APP, place,
                  AA_ARGS(code->member, code->slice, cms->digest, cms->signature));
        old = true;
    }
    if (signer == NULL || !signer->parsed)
        return old;
    bool elliptic = strcmp(signer->key_algorithm, "EC") == 0;
    long needed = aa_policy_number(in->policy, elliptic ? "sign.ec_bits_min" : "sign.rsa_bits_min");
    if ((long)signer->key_bits >= needed)
        return old;
    aa_hit(sink, WEAK_KEY, place,
           AA_ARGS(code->member, code->slice, signer->key_algorithm, aa_arg_int(sink, signer->key_bits),
                   aa_arg_int(sink, needed)));
    return true;
}

static void look_at_code(const aa_check_input *in, const aa_ios_code *code, aa_sink *sink)
{
    const aa_place place = aa_ios_code_place(code);
    if (!code->readable || code->signature->best == SIZE_MAX)
        return; /* unsigned, or not to be read: told by the check that verifies */
    if (code->simulator) {
        aa_cannot_tell(sink, SIMULATOR, &place, AA_ARGS(code->member, code->slice));
        return;
    }
    const aa_code_directory *d = &code->signature->directories[code->signature->best];
    bool old = look_at_directory(code, d, &place, sink);
    if (!look_at_signer(in, code, &place, sink) && !old)
        aa_clear(sink, MODERN, &place,
                 AA_ARGS(code->member, code->slice, d->hash_name, version_text(d->version)));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_ios_signing *signing = in->facts->ios_signing;
    for (size_t i = 0; signing != NULL && i < signing->code_count; i++)
        look_at_code(in, &signing->codes[i], sink);
    for (size_t i = 0; signing != NULL && i < signing->bundle_count; i++) {
        const aa_ios_signed_bundle *b = &signing->bundles[i];
        const aa_place place = {.artifact = b->artifact, .member = b->path, .offset = AA_NO_OFFSET};
        if (b->seal->present && b->seal->sha1_only && !aa_ios_is_simulator(signing, b))
            aa_hit(sink, SHA1_SEAL, &place, AA_ARGS(b->path));
    }
}

const aa_check aa_check_ios_codesign_old = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_SIGNATURE),
    .rows = "broker:17 mas:4.1.5.2.1",
    .masvs = "MASVS-RESILIENCE-2",
    .mastg = "MASTG-TEST-0220",
    .cwe = "CWE-328",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Code signature of an old form",
                    .why =
                        "SHA-1 no longer proves that content is unchanged: two files with one digest can be "
                        "made. iOS "
                        "15 and later also ask for the newer form of code directory and entitlements and do "
                        "not start apps without it.",
                    .fix = "Sign again with a current Xcode (codesign on macOS 11 or later writes SHA-256, "
                           "version 0x20400 "
                           "and DER entitlements) and with a minimum iOS version above 11.",
                    .limits =
                        "The store signs what it delivers again: a package fetched from the store shows the "
                        "store's signature.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "程式碼簽章格式老舊",
                    .why = "SHA-1 已無法證明內容未遭變更：可製作出摘要相同之兩個檔案。iOS 15 "
                           "以上版本另要求新版程式碼目錄與"
                           "授權項目格式，否則不予啟動。",
                    .fix =
                        "以現行 Xcode 重新簽署（macOS 11 以上之 codesign 會寫入 SHA-256、版本 0x20400 與 DER "
                        "授權項目），並將最低 iOS 版本設為 11 以上。",
                    .limits = "商店會重新簽署其提供之套件：自商店取得者呈現商店之簽章。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
