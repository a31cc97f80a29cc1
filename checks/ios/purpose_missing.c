/*
 * Protected data asked for without a purpose string: iOS ends the app when it does.
 */
#include "engine/check.h"
#include "facts/ios.h"
#include "facts/ios_needs.h"
#include <string.h>

enum { MISSING, GIVEN, NONE };

static const aa_message messages[] = {
    [MISSING] = {"purpose_missing",
                 {"{0} uses {1}, which needs {2} in Info.plist", "{0} 使用 {1}，Info.plist 須有 {2}"}},
    [GIVEN] = {"purpose_given", {"{0}: {1} explains the use of {2}", "{0}：{1} 已說明 {2} 的用途"}},
    [NONE] = {"no_protected_api", {"No API that needs a purpose string is used", "未使用須說明用途的 API"}},
};

static bool has_key(const aa_ios_bundle *bundle, const char *key)
{
    for (size_t i = 0; key != NULL && i < bundle->purpose_count; i++)
        if (strcmp(bundle->purposes[i].key, key) == 0)
            return true;
    return false;
}

static size_t judge(const aa_ios_bundle *app, const aa_ios_object *o, aa_sink *sink)
{
    size_t used = 0, count;
    const aa_ios_need *needs = aa_ios_needs(&count);
    for (size_t i = 0; i < count; i++) {
        if (!aa_ios_imports(o, needs[i].symbol))
            continue;
        const char *what = aa_ios_need_name(&needs[i]);
        bool given = has_key(app, needs[i].key) || has_key(app, needs[i].other);
        used += given || needs[i].certain;
        if (given)
            aa_clear(sink, GIVEN, &o->place, AA_ARGS(o->member, needs[i].key, what));
        else if (needs[i].certain)
            aa_hit_as(sink, MISSING, o->is_program ? AA_SEVERITY_MEDIUM : AA_SEVERITY_LOW, AA_REACH_UNKNOWN,
                      o->is_program ? AA_OWNER_APP : AA_OWNER_LIBRARY, &o->place,
                      AA_ARGS(o->member, what, needs[i].key));
    }
    return used;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_ios *ios = in->facts->ios;
    const aa_ios_bundle *app = ios != NULL ? aa_ios_app(ios) : NULL;
    size_t used = 0;
    if (app == NULL || !app->has_info)
        return;
    for (size_t i = 0; i < ios->object_count; i++)
        if (ios->objects[i].is_device && ios->objects[i].bundle != NULL)
            used += judge(ios->objects[i].bundle->kind == AA_IOS_BUNDLE_EXTENSION &&
                                  ios->objects[i].bundle->has_info
                              ? ios->objects[i].bundle
                              : app,
                          &ios->objects[i], sink);
    if (used == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_purpose_missing = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:1 broker:6 mas:4.1.1.1.2",
    .masvs = "MASVS-PRIVACY-1",
    .mastg = "MASTG-TEST-0360",
    .cwe = "CWE-359",
    .text =
        {
            [AA_LANG_EN] = {.title = "Protected data is used without a purpose string",
                            .why = "Nobody can consent to what is not explained, and iOS ends an app that "
                                   "asks without the string.",
                            .fix = "Add the key to Info.plist with one sentence on what the data is used "
                                   "for, or remove the API with the library that brings it.",
                            .limits = "A class that is imported may never be used; whether the code is "
                                      "reached is not looked at here."},
            [AA_LANG_ZH_TW] =
                {.title = "使用受保護資料卻未說明用途",
                 .why = "未說明即無從同意；未提供該文字時，iOS 會終止 App。",
                 .fix = "於 Info.plist 加入該鍵並以一句話說明用途，或移除該 API 及帶入它的函式庫。",
                 .limits = "匯入的類別未必會使用；是否執行到不在此判定。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
