/*
 * Code signatures and seals, every hash computed again.
 */
#include <string.h>

#include "engine/check.h"
#include "facts/ios_signing.h"

#define NAMED 20 /* files of a seal that are named one by one */

enum {
    REFUSED,
    UNVERIFIED,
    VERIFIED,
    UNREADABLE,
    NOTHING,
    GONE,
    SIMULATOR,
    CHANGED,
    MISSING,
    ADDED,
    MORE,
    SEAL_UNREAD,
    SEAL_NONE,
    SEALED
};

static const aa_message messages[] = {
    [REFUSED] = {"signature_refused",
                 {"{0} ({1}): the signature is refused: {2:sign} ({3})",
                  "{0}（{1}）：簽章不被接受：{2:sign}（{3}）"}},
    [UNVERIFIED] = {"signature_not_verified",
                    {"{0} ({1}) could not be verified in full: {2:sign} ({3})",
                     "{0}（{1}）無法完整驗證：{2:sign}（{3}）"}},
    [VERIFIED] = {"signature_verified",
                  {"{0} ({1}): all {2} pages and everything else that is signed match; signed by {3}",
                   "{0}（{1}）：{2} 個頁面及其他簽署項目均相符，簽章者為 {3}"}},
    [UNREADABLE] = {"code_unreadable",
                    {"{0} ({1}) cannot be read, so nothing is known of its signature",
                     "{0}（{1}）無法讀取，簽章情形不明"}},
    [NOTHING] = {"no_code", {"the app holds no program that could be signed", "App 內沒有可供簽署之程式"}},
    [GONE] = {"executable_missing",
              {"{0} names a program that is not in the package", "{0} 所指定之程式不在套件內"}},
    [SIMULATOR] = {"simulator_build",
                   {"{0} ({1}) is a simulator build, which no device installs: signing cannot be judged",
                    "{0}（{1}）為模擬器版本，不會安裝於裝置，簽章無法判定"}},
    [CHANGED] = {"sealed_file_changed",
                 {"{0}: {1} is not the file that was sealed", "{0}：{1} 與簽署時之檔案不同"}},
    [MISSING] = {"sealed_file_missing", {"{0}: {1} was sealed and is missing", "{0}：已簽署之 {1} 不存在"}},
    [ADDED] = {"file_added_after_sealing",
               {"{0}: {1} was added after signing: the seal does not know it",
                "{0}：{1} 為簽署後加入，不在密封清單內"}},
    [MORE] = {"more_seal_faults",
              {"{0}: and {1} more files do not fit the seal", "{0}：另有 {1} 個檔案與密封清單不符"}},
    [SEAL_UNREAD] = {"seal_not_verified",
                     {"{0}: the seal could not be verified in full: {1:sign} ({2})",
                      "{0}：密封清單無法完整驗證：{1:sign}（{2}）"}},
    [SEAL_NONE] = {"no_seal",
                   {"{0} has no list of sealed files: nothing beside the program is protected",
                    "{0} 沒有密封清單，程式以外之檔案均未受保護"}},
    [SEALED] = {"seal_verified",
                {"{0}: all {1} sealed files match, none was added",
                 "{0}：{1} 個密封檔案均相符，且無新增檔案"}},
};

/* ---- code ------------------------------------------------------------------------------------ */

/* What belongs to the profile is reported with the profile. */
static bool is_about_profile(const aa_cs_issue *issue)
{
    return strncmp(issue->code, "provision.", 10) == 0;
}

static const char *signer_name(const aa_ios_code *code)
{
    const aa_cms *cms = code->signature->cms;
    return aa_arg_text(cms == NULL ? NULL : cms->common_name);
}

static void look_at_code(const aa_ios_code *code, aa_sink *sink)
{
    const aa_place place = aa_ios_code_place(code);
    bool good = true;
    if (!code->readable) {
        aa_cannot_tell(sink, UNREADABLE, &place, AA_ARGS(code->member, code->slice));
        return;
    }
    if (code->simulator) {
        aa_cannot_tell(sink, SIMULATOR, &place, AA_ARGS(code->member, code->slice));
        return;
    }
    for (size_t i = 0; i < code->issue_count; i++) {
        const aa_cs_issue *issue = &code->issues[i];
        if (is_about_profile(issue) || issue->weight == AA_CS_REMARK)
            continue;
        good = false;
        if (issue->weight == AA_CS_BROKEN)
            aa_hit(sink, REFUSED, &place, AA_ARGS(code->member, code->slice, issue->code, issue->detail));
        else
            aa_cannot_tell(sink, UNVERIFIED, &place,
                           AA_ARGS(code->member, code->slice, issue->code, issue->detail));
    }
    if (good) {
        const aa_code_directory *d = &code->signature->directories[code->signature->best];
        aa_clear(sink, VERIFIED, &place,
                 AA_ARGS(code->member, code->slice, aa_arg_int(sink, d->page_count), signer_name(code)));
    }
}

/* ---- seals ----------------------------------------------------------------------------------- */

static bool tell_problem(const aa_ios_signed_bundle *b, const aa_seal_problem *p, const aa_place *place,
                         aa_sink *sink)
{
    switch (p->kind) {
    case AA_SEAL_CHANGED:
        aa_hit(sink, CHANGED, place, AA_ARGS(b->path, p->path));
        return true;
    case AA_SEAL_MISSING:
        aa_hit_as(sink, MISSING, AA_SEVERITY_HIGH, AA_REACH_NONE_NEEDED, AA_OWNER_APP, place,
                  AA_ARGS(b->path, p->path));
        return true;
    case AA_SEAL_ADDED:
        aa_hit_as(sink, ADDED, AA_SEVERITY_HIGH, AA_REACH_NONE_NEEDED, AA_OWNER_APP, place,
                  AA_ARGS(b->path, p->path));
        return true;
    case AA_SEAL_UNREAD:
    case AA_SEAL_NESTED:
    case AA_SEAL_KINDS:
    default:
        return false;
    }
}

static size_t faults_of(const aa_seal *seal)
{
    return seal->counts[AA_SEAL_CHANGED] + seal->counts[AA_SEAL_MISSING] + seal->counts[AA_SEAL_ADDED];
}

static void look_at_seal(const aa_ios_signed_bundle *b, aa_sink *sink)
{
    const aa_seal *seal = b->seal;
    const aa_place place = {.artifact = b->artifact, .member = b->path, .offset = AA_NO_OFFSET};
    size_t named = 0;
    if (!seal->present) {
        aa_hit_as(sink, SEAL_NONE, AA_SEVERITY_HIGH, AA_REACH_NONE_NEEDED, AA_OWNER_APP, &place,
                  AA_ARGS(b->path));
        return;
    }
    for (size_t i = 0; i < seal->problem_count && named < NAMED; i++)
        named += tell_problem(b, &seal->problems[i], &place, sink);
    size_t faults = faults_of(seal);
    if (faults > named)
        aa_hit(sink, MORE, &place, AA_ARGS(b->path, aa_arg_int(sink, (long long)(faults - named))));
    if (seal->error != NULL)
        aa_cannot_tell(sink, SEAL_UNREAD, &place, AA_ARGS(b->path, seal->error, seal->detail));
    else if (faults == 0)
        aa_clear(sink, SEALED, &place, AA_ARGS(b->path, aa_arg_int(sink, (long long)seal->matched)));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_ios_signing *signing = in->facts->ios_signing;
    for (size_t i = 0; signing != NULL && i < signing->code_count; i++)
        look_at_code(&signing->codes[i], sink);
    for (size_t i = 0; signing != NULL && i < signing->bundle_count; i++) {
        const aa_ios_signed_bundle *b = &signing->bundles[i];
        const aa_place place = {.artifact = b->artifact, .member = b->path, .offset = AA_NO_OFFSET};
        if (aa_ios_is_simulator(signing, b))
            continue; /* told with its code */
        if (b->executable_there)
            look_at_seal(b, sink);
        else if (b->kind == AA_IOS_APP || b->kind == AA_IOS_EXTENSION)
            aa_cannot_tell(sink, GONE, &place, AA_ARGS(b->path));
    }
    if (signing == NULL || signing->code_count == 0)
        aa_cannot_tell(sink, NOTHING, NULL, AA_NO_ARGS);
}

const aa_check aa_check_ios_codesign_verify = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_CRITICAL,
    .areas = AA_AREA_BIT(AA_AREA_SIGNATURE),
    .rows = "broker:1 broker:4 broker:17 mas:4.1.5.2.1",
    .masvs = "MASVS-RESILIENCE-2",
    .mastg = "MASTG-TEST-0220",
    .cwe = "CWE-347",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Code signature or seal does not verify",
                    .why = "The signature ties program and files to their developer. Where a hash does not "
                           "fit, or "
                           "nobody "
                           "that Apple knows signed, the content may have been changed by anyone, and iOS "
                           "neither "
                           "installs nor runs it.",
                    .fix = "Archive again in Xcode and export with a distribution certificate; change "
                           "nothing in the "
                           "bundle afterwards. Check with codesign --verify --deep --strict --verbose=4 "
                           "App.app.",
                    .limits =
                        "Verification follows the published sources of xnu and the Security framework. "
                        "Revocation needs a connection and is not looked at; a nested requirement is not "
                        "evaluated.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "程式碼簽章或資源密封驗證失敗",
                    .why = "簽章用以確認程式與檔案出自開發者。雜湊不符，或簽章者並非 Apple "
                           "所認可者，內容即可能遭任何人"
                           "竄改，iOS 亦不會安裝或執行。",
                    .fix = "以 Xcode 重新封存，並以發布用憑證匯出，之後不再更動內容；再以 codesign --verify "
                           "--deep "
                           "--strict --verbose=4 App.app 確認。",
                    .limits = "依 xnu 與 Security framework "
                              "公開原始碼之規則驗證；憑證撤銷狀態須連線查詢，不在檢測範圍；"
                              "不評估巢狀程式碼之要求條件。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
