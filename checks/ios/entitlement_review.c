/*
 * Entitlements that no code of the app can use, and those that are wider than one app.
 */
#include <string.h>

#include "base/tsv.h"
#include "engine/check.h"
#include "facts/ios_signing.h"

#define TABLE "ios-entitlements.tsv"

enum { UNUSED, WIDE, USED, NONE, SIMULATOR };

static const aa_message messages[] = {
    [UNUSED] = {"entitlement_without_framework",
                {"{0} claims {1}, but no program of the app links {2}",
                 "{0} 宣告 {1}，但 App 內沒有程式連結 {2}"}},
    [WIDE] = {"entitlement_for_all_apps",
              {"{0} claims {1} = {2}: items of all apps of the team",
               "{0} 宣告 {1} = {2}：涵蓋開發團隊所有 App 之項目"}},
    [USED] = {"entitlement_with_framework",
              {"{0} claims {1}; the app links {2}", "{0} 宣告 {1}；App 已連結 {2}"}},
    [SIMULATOR] = {"simulator_build",
                   {"{0} ({1}) is a simulator build, whose signature does not hold what the app claims",
                    "{0}（{1}）為模擬器版本，其簽章不含 App 宣告之授權項目"}},
    [NONE] = {"no_entitlements",
              {"No program of the app claims an entitlement", "App 內沒有程式宣告授權項目"}},
};

/* |pattern| may end in '*'. */
static bool names(aa_bytes pattern, const char *key)
{
    size_t n = strlen(key);
    if (pattern.n > 0 && pattern.p[pattern.n - 1] == '*')
        return n >= pattern.n - 1 && memcmp(key, pattern.p, pattern.n - 1) == 0;
    return pattern.n == n && memcmp(key, pattern.p, n) == 0;
}

static bool frameworks_of(const char *key, aa_bytes *out)
{
    aa_tsv table = aa_tsv_open(TABLE);
    aa_bytes line[2];
    while (aa_tsv_next(&table, line, 2)) {
        if (names(line[0], key)) {
            *out = line[1];
            return true;
        }
    }
    return false;
}

static bool links(const aa_ios_code *code, aa_bytes framework)
{
    for (size_t i = 0; i < code->framework_count; i++)
        if (aa_bytes_is(framework, code->frameworks[i]))
            return true;
    return false;
}

/* Any of |frameworks|, in any program of the app: a library can serve the app that embeds it. */
static bool app_links(const aa_ios_signing *signing, aa_bytes frameworks)
{
    size_t at = 0;
    while (at < frameworks.n) {
        const uint8_t *end = memchr(frameworks.p + at, ' ', frameworks.n - at);
        size_t n = end == NULL ? frameworks.n - at : (size_t)(end - (frameworks.p + at));
        for (size_t i = 0; i < signing->code_count; i++)
            if (links(&signing->codes[i], (aa_bytes){frameworks.p + at, n}))
                return true;
        at += n + 1;
    }
    return false;
}

static bool is_wide(const aa_ios_entitlement *e)
{
    for (size_t i = 0; i < e->item_count; i++) {
        size_t n = strlen(e->items[i]);
        if (n > 0 && e->items[i][n - 1] == '*')
            return true;
    }
    return false;
}

static void look_at(const aa_ios_signing *signing, const aa_ios_code *code, const aa_ios_entitlement *e,
                    aa_sink *sink)
{
    const aa_place place = aa_ios_code_place(code);
    aa_bytes frameworks = aa_bytes_none();
    char text[128] = "";
    if (e->truth == AA_NO)
        return;
    if (strcmp(e->key, "keychain-access-groups") == 0 && is_wide(e))
        aa_hit(sink, WIDE, &place, AA_ARGS(code->member, e->key, e->value));
    if (!frameworks_of(e->key, &frameworks) || frameworks.n >= sizeof text)
        return;
    memcpy(text, frameworks.p, frameworks.n);
    if (app_links(signing, frameworks))
        aa_clear(sink, USED, &place, AA_ARGS(code->member, e->key, text));
    else
        aa_hit(sink, UNUSED, &place, AA_ARGS(code->member, e->key, text));
}

static bool seen_before(const aa_ios_signing *signing, size_t i)
{
    return i > 0 && strcmp(signing->codes[i - 1].member, signing->codes[i].member) == 0;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_ios_signing *signing = in->facts->ios_signing;
    size_t count = 0;
    bool simulator = false;
    for (size_t i = 0; signing != NULL && i < signing->code_count; i++) {
        const aa_ios_code *code = &signing->codes[i];
        if (code->simulator) {
            const aa_place place = aa_ios_code_place(code);
            if (code->executable)
                aa_cannot_tell(sink, SIMULATOR, &place, AA_ARGS(code->member, code->slice));
            simulator = simulator || code->executable;
            continue;
        }
        for (size_t k = 0; !seen_before(signing, i) && k < code->entitlement_count; k++)
            look_at(signing, code, &code->entitlements[k], sink);
        count += code->entitlement_count;
    }
    if (count == 0 && !simulator)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_entitlement_review = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_HINT,
    .severity = AA_SEVERITY_LOW,
    .areas = AA_AREA_BIT(AA_AREA_SIGNATURE),
    .rows = "broker:1 broker:6 mas:4.1.1.1.2",
    .masvs = "MASVS-PRIVACY-1",
    .mastg = "MASTG-TEST-0362",
    .cwe = "CWE-250",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Entitlement that the app does not seem to use",
                    .why = "An entitlement opens protected data or devices. One that no code uses only "
                           "widens what an "
                           "attacker in the app could reach, and has to be explained in the permission list.",
                    .fix = "Take the capability out of the target (Signing & Capabilities) and out of the "
                           "App ID, and name "
                           "single keychain groups instead of a wildcard.",
                    .limits = "Linking is looked at, not calls; a framework opened at run time is not seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "App 似未使用之授權項目",
                    .why = "授權項目可開啟受保護之資料或裝置功能；未使用者只會擴大攻擊者可及之範圍，並須於權"
                           "限清單中說明。",
                    .fix = "自 Target（Signing & Capabilities）與 App ID "
                           "移除該能力；鑰匙圈群組改為逐一列出，不使用萬用字元。",
                    .limits = "僅判讀連結之框架，不判讀呼叫；執行時才載入之框架無法得知。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
