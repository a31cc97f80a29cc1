/*
 * The privacy manifest of the app: there, and saying which reasons it has for the APIs that need one.
 */
#include <string.h>

#include "engine/check.h"
#include "facts/ios.h"

enum { MISSING, NO_REASON, EMPTY, GOOD, NONE };

static const aa_message messages[] = {
    [MISSING] = {"privacy_manifest_missing",
                 {"{0} uses APIs that need a reason ({1}) and has no privacy manifest",
                  "{0} 使用須說明理由的 API（{1}），但沒有隱私資訊清單"}},
    [NO_REASON] = {"api_without_reason",
                   {"{0} uses {1} ({2}), which its privacy manifest does not name",
                    "{0} 使用 {1}（{2}），但隱私資訊清單未列出"}},
    [EMPTY] = {"reason_empty", {"{0} is named without a reason", "列出 {0} 但未填理由"}},
    [GOOD] = {"privacy_manifest_complete",
              {"The APIs that {0} uses are named with reasons", "{0} 使用的 API 均已列出並說明理由"}},
    [NONE] = {"no_reason_apis", {"No API that needs a reason is used", "未使用須說明理由的 API"}},
};

/* APIs that need a declared reason, by what a program imports for them. Source: Apple, "Describing use of
 * required reason API". Categories that only methods show (user defaults by class) are found by their class.
 */
static const struct {
    const char *symbol, *category;
} apis[] = {
    {"_stat", "NSPrivacyAccessedAPICategoryFileTimestamp"},
    {"_fstat", "NSPrivacyAccessedAPICategoryFileTimestamp"},
    {"_lstat", "NSPrivacyAccessedAPICategoryFileTimestamp"},
    {"_getattrlist", "NSPrivacyAccessedAPICategoryFileTimestamp"},
    {"_NSFileCreationDate", "NSPrivacyAccessedAPICategoryFileTimestamp"},
    {"_NSFileModificationDate", "NSPrivacyAccessedAPICategoryFileTimestamp"},
    {"_mach_absolute_time", "NSPrivacyAccessedAPICategorySystemBootTime"},
    {"_statfs", "NSPrivacyAccessedAPICategoryDiskSpace"},
    {"_statvfs", "NSPrivacyAccessedAPICategoryDiskSpace"},
    {"_NSFileSystemFreeSize", "NSPrivacyAccessedAPICategoryDiskSpace"},
    {"_OBJC_CLASS_$_NSUserDefaults", "NSPrivacyAccessedAPICategoryUserDefaults"},
};

#define API_COUNT (sizeof apis / sizeof apis[0])

static const aa_ios_privacy *manifest_of(const aa_ios *ios, const char *bundle)
{
    for (size_t i = 0; i < ios->privacy_count; i++)
        if (ios->privacy[i].bundle != NULL && strcmp(ios->privacy[i].bundle, bundle) == 0)
            return &ios->privacy[i];
    return NULL;
}

static const aa_ios_api_reason *reason_of(const aa_ios_privacy *p, const char *category)
{
    for (size_t i = 0; i < p->api_count; i++)
        if (strcmp(p->apis[i].category, category) == 0)
            return &p->apis[i];
    return NULL;
}

static void judge(const aa_ios *ios, const aa_ios_object *o, aa_sink *sink, size_t *used)
{
    const aa_ios_privacy *p = manifest_of(ios, o->bundle->path);
    size_t missing = 0, here = 0;
    for (size_t i = 0; i < API_COUNT; i++) {
        if (!aa_ios_imports(o, apis[i].symbol))
            continue;
        here++;
        if (p == NULL) {
            if (missing++ == 0)
                aa_hit(sink, MISSING, &o->place, AA_ARGS(o->member, apis[i].symbol + 1));
            continue;
        }
        const aa_ios_api_reason *r = reason_of(p, apis[i].category);
        missing += r == NULL || r->reason_count == 0;
        if (r == NULL)
            aa_hit(sink, NO_REASON, &p->place, AA_ARGS(o->member, apis[i].symbol + 1, apis[i].category));
        else if (r->reason_count == 0)
            aa_hit(sink, EMPTY, &r->place, AA_ARGS(apis[i].category));
    }
    if (here > 0 && missing == 0)
        aa_clear(sink, GOOD, &p->place, AA_ARGS(o->member));
    *used += here;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_ios *ios = in->facts->ios;
    size_t used = 0;
    for (size_t i = 0; ios != NULL && i < ios->object_count; i++)
        if (ios->objects[i].bundle != NULL && ios->objects[i].is_program && ios->objects[i].bundle->main)
            judge(ios, &ios->objects[i], sink, &used);
    if (used == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_privacy_manifest = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_LOW,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:6 mas:4.1.1.1.2 mas:4.1.2.1.1",
    .masvs = "MASVS-PRIVACY-3",
    .mastg = "MASTG-TEST-0281",
    .cwe = "CWE-359",
    .text =
        {
            [AA_LANG_EN] =
                {.title = "Privacy manifest does not fit what the app uses",
                 .why = "Apple asks for a declared reason for APIs that can be used to recognise a device; "
                        "without it nobody can tell why the app uses them, and uploads are refused since May "
                        "2024.",
                 .fix = "Add PrivacyInfo.xcprivacy to the bundle with NSPrivacyAccessedAPITypes: each "
                        "category with its approved reasons.",
                 .limits =
                     "An import shows that the API can be called, not how often; whether the reason is true "
                     "is for a person to judge. Frameworks declare for themselves and are not judged here."},
            [AA_LANG_ZH_TW] = {.title = "隱私資訊清單與實際使用不符",
                               .why = "Apple 要求對可能用於辨識裝置的 API "
                                      "說明理由；未說明則無從得知使用目的，2024 年 5 月起上傳會遭拒。",
                               .fix = "於套件加入 PrivacyInfo.xcprivacy，並在 NSPrivacyAccessedAPITypes "
                                      "列出各類別及其核可理由。",
                               .limits =
                                   "匯入僅表示可能呼叫；理由是否屬實須由人判斷。框架自行宣告，不在此判定。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
