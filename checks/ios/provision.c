/*
 * What the embedded profile was made for, and whether signature and profile fit.
 */
#include <string.h>

#include "engine/check.h"
#include "facts/ios_signing.h"

enum {
    DEVELOPMENT,
    ENTERPRISE,
    AD_HOC,
    STORE,
    BY_STORE,
    EXPIRED,
    MISFIT,
    UNVERIFIED,
    NONE,
    UNREAD,
    SIMULATOR
};

static const aa_message messages[] = {
    [DEVELOPMENT] = {"development_profile",
                     {"{0}: a development profile for {1} devices, team {2}",
                      "{0}：開發用描述檔，適用 {1} 部裝置，開發團隊 {2}"}},
    [ENTERPRISE] =
        {"enterprise_profile",
         {"{0}: an in-house (enterprise) profile of team {1}: any device installs it, past the store",
          "{0}：企業內部發布描述檔，開發團隊 {1}：任何裝置皆可略過商店安裝"}},
    [AD_HOC] = {"ad_hoc_profile",
                {"{0}: an ad hoc profile for {1} devices, team {2}: not what users get",
                 "{0}：Ad Hoc 描述檔，適用 {1} 部裝置，開發團隊 {2}：並非提供給使用者之版本"}},
    [STORE] = {"store_profile",
               {"{0}: a profile for the store, team {1}", "{0}：商店發布描述檔，開發團隊 {1}"}},
    [BY_STORE] = {"signed_by_store",
                  {"{0} was signed by the store, which needs no profile", "{0} 由商店簽署，不需描述檔"}},
    [EXPIRED] = {"profile_expired",
                 {"{0}: the profile expired on {1}: no device starts the app any more",
                  "{0}：描述檔已於 {1} 到期，裝置將不再啟動此 App"}},
    [MISFIT] = {"profile_misfit",
                {"{0}: the profile does not fit: {1:sign} ({2})", "{0}：描述檔不符：{1:sign}（{2}）"}},
    [UNVERIFIED] = {"profile_not_verified",
                    {"{0}: the profile could not be verified in full: {1:sign} ({2})",
                     "{0}：描述檔無法完整驗證：{1:sign}（{2}）"}},
    [NONE] = {"no_profile",
              {"{0} has no profile: what it may do on which devices cannot be told",
               "{0} 沒有描述檔，無法得知其授權範圍與適用裝置"}},
    [SIMULATOR] = {"simulator_build",
                   {"{0} is a simulator build, which no device installs: its profile cannot be judged",
                    "{0} 為模擬器版本，不會安裝於裝置，描述檔無法判定"}},
    [UNREAD] = {"profile_unreadable",
                {"{0}: the profile cannot be read from the archive", "{0}：無法自封裝檔讀取描述檔"}},
};

static bool signed_by_store(const aa_ios_signing *signing, const aa_ios_signed_bundle *b)
{
    for (size_t i = 0; i < signing->code_count; i++) {
        const aa_ios_code *code = &signing->codes[i];
        const aa_cms *cms = code->bundle == b && code->readable ? code->signature->cms : NULL;
        if (cms != NULL && cms->error == NULL && cms->chain_end == AA_CHAIN_APPLE &&
            cms->role == AA_ROLE_STORE)
            return true;
    }
    return false;
}

/* Each slice tells the same of the profile: the first one that tells anything is heard. False: none does. */
static bool tell_misfits(const aa_ios_signing *signing, const aa_ios_signed_bundle *b, aa_sink *sink)
{
    for (size_t i = 0; i < signing->code_count; i++) {
        const aa_ios_code *code = &signing->codes[i];
        bool told = false;
        for (size_t k = 0; code->bundle == b && k < code->issue_count; k++) {
            const aa_cs_issue *issue = &code->issues[k];
            const aa_place place = aa_ios_code_place(code);
            if (strncmp(issue->code, "provision.", 10) != 0 || issue->weight == AA_CS_REMARK)
                continue;
            told = true;
            if (issue->weight == AA_CS_BROKEN)
                aa_hit(sink, MISFIT, &place, AA_ARGS(b->path, issue->code, issue->detail));
            else
                aa_cannot_tell(sink, UNVERIFIED, &place, AA_ARGS(b->path, issue->code, issue->detail));
        }
        if (told)
            return true;
    }
    return false;
}

static void tell_kind(const aa_ios_signed_bundle *b, const aa_place *place, aa_sink *sink)
{
    const aa_provision *p = b->profile;
    const char *devices = aa_arg_int(sink, (long long)p->device_count);
    switch (p->kind) {
    case AA_PROVISION_DEVELOPMENT:
        aa_hit(sink, DEVELOPMENT, place, AA_ARGS(b->path, devices, aa_arg_text(p->team)));
        break;
    case AA_PROVISION_ENTERPRISE:
        aa_hit(sink, ENTERPRISE, place, AA_ARGS(b->path, aa_arg_text(p->team)));
        break;
    case AA_PROVISION_AD_HOC:
        aa_hit_as(sink, AD_HOC, AA_SEVERITY_MEDIUM, AA_REACH_NONE_NEEDED, AA_OWNER_APP, place,
                  AA_ARGS(b->path, devices, aa_arg_text(p->team)));
        break;
    case AA_PROVISION_STORE:
        aa_clear(sink, STORE, place, AA_ARGS(b->path, aa_arg_text(p->team)));
        break;
    case AA_PROVISION_UNKNOWN:
    default:
        break;
    }
}

/* A profile for the store is looked at when the app is handed in, the others each time the app starts. */
static void tell_expiry(const aa_check_input *in, const aa_ios_signed_bundle *b, const aa_place *place,
                        aa_sink *sink)
{
    const aa_provision *p = b->profile;
    if (p->kind != AA_PROVISION_STORE && p->expires_day != INT64_MIN &&
        p->expires_day < aa_policy_today(in->policy))
        aa_hit_as(sink, EXPIRED, AA_SEVERITY_MEDIUM, AA_REACH_NONE_NEEDED, AA_OWNER_APP, place,
                  AA_ARGS(b->path, aa_arg_text(p->expires)));
}

static void look_at(const aa_check_input *in, const aa_ios_signed_bundle *b, aa_sink *sink)
{
    const aa_ios_signing *signing = in->facts->ios_signing;
    const aa_place place = {.artifact = b->artifact,
                            .member = b->path,
                            .offset = AA_NO_OFFSET,
                            .path = "embedded.mobileprovision"};
    if (aa_ios_is_simulator(signing, b)) {
        aa_cannot_tell(sink, SIMULATOR, &place, AA_ARGS(b->path));
        return;
    }
    if (signed_by_store(signing, b)) {
        aa_clear(sink, BY_STORE, &place, AA_ARGS(b->path));
        return;
    }
    bool told = tell_misfits(signing, b, sink);
    if (b->profile_unread)
        aa_cannot_tell(sink, UNREAD, &place, AA_ARGS(b->path));
    else if (!told && b->profile != NULL && b->profile->error != NULL)
        aa_cannot_tell(sink, UNVERIFIED, &place, AA_ARGS(b->path, b->profile->error, ""));
    else if (b->profile == NULL && b->main)
        aa_cannot_tell(sink, NONE, &place, AA_ARGS(b->path));
    if (b->profile == NULL || b->profile->error != NULL)
        return;
    tell_kind(b, &place, sink);
    tell_expiry(in, b, &place, sink);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_ios_signing *signing = in->facts->ios_signing;
    for (size_t i = 0; signing != NULL && i < signing->bundle_count; i++) {
        const aa_ios_signed_bundle *b = &signing->bundles[i];
        if (b->kind == AA_IOS_APP || b->kind == AA_IOS_EXTENSION)
            look_at(in, b, sink);
    }
}

const aa_check aa_check_ios_provision = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_SIGNATURE),
    .rows = "broker:1 broker:5 broker:17 mas:4.1.1.1.1 mas:4.1.5.2.1",
    .masvs = "MASVS-RESILIENCE-2",
    .mastg = "MASTG-TEST-0220",
    .cwe = "CWE-347",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Provisioning profile is not one of a release",
                    .why = "A development profile lets debuggers in, an in-house profile puts the app on any "
                           "device past "
                           "the store's review, and a profile that does not fit the signature is refused at "
                           "installation. None of them is what users of a published app should get.",
                    .fix = "Export the archive for App Store Connect (method app-store-connect), and hand in "
                           "exactly "
                           "that file for the test.",
                    .limits = "Whether a certificate or profile was revoked is known to Apple alone. For "
                              "tests on own "
                              "devices ad hoc builds are usual: the released build has to be shown as well.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "描述檔並非正式發布所用",
                    .why =
                        "開發用描述檔允許除錯器附加至執行中之程式；企業內部描述檔可略過商店審查，安裝於任何"
                        "裝置；與簽章不符之"
                        "描述檔則於安裝時遭拒。上述皆不應提供給已發布 App 之使用者。",
                    .fix = "以 App Store Connect（app-store-connect）方式匯出封存檔，並以該檔案送測。",
                    .limits = "憑證或描述檔是否遭撤銷僅 Apple 知悉。自有裝置測試常用 Ad Hoc "
                              "版本，仍須另行提供正式發布版本。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
