/*
 * Purpose strings for what no code of the package uses.
 */
#include "engine/check.h"
#include "facts/ios.h"
#include "facts/ios_needs.h"
#include <string.h>

enum { UNUSED, USED, NONE };

static const aa_message messages[] = {
    [UNUSED] = {"purpose_unused",
                {"{0} is explained, but no program or library of the app uses {1}",
                 "已說明 {0}，但 App 的執行檔與函式庫均未使用 {1}"}},
    [USED] = {"purpose_used", {"{0}: used", "{0}：有使用"}},
    [NONE] = {"no_known_purposes", {"No purpose string whose API is known", "沒有可對應 API 的用途說明"}},
};

static bool is_used(const aa_ios *ios, const char *key)
{
    size_t count;
    const aa_ios_need *needs = aa_ios_needs(&count);
    for (size_t i = 0; i < ios->object_count; i++)
        for (size_t k = 0; k < count; k++) {
            bool fits = strcmp(needs[k].key, key) == 0 ||
                        (needs[k].other != NULL && strcmp(needs[k].other, key) == 0);
            if (fits && aa_ios_imports(&ios->objects[i], needs[k].symbol))
                return true;
        }
    return false;
}

static const char *example(const char *key)
{
    size_t count;
    const aa_ios_need *needs = aa_ios_needs(&count);
    for (size_t k = 0; k < count; k++)
        if (strcmp(needs[k].key, key) == 0)
            return aa_ios_need_name(&needs[k]);
    return NULL;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_ios *ios = in->facts->ios;
    const aa_ios_bundle *app = ios != NULL ? aa_ios_app(ios) : NULL;
    size_t known = 0;
    if (app == NULL || !app->has_info || ios->object_count == 0)
        return;
    for (size_t i = 0; i < app->purpose_count; i++) {
        const aa_ios_purpose *p = &app->purposes[i];
        if (example(p->key) == NULL)
            continue;
        known++;
        if (is_used(ios, p->key))
            aa_clear(sink, USED, &p->place, AA_ARGS(p->key));
        else
            aa_hit(sink, UNUSED, &p->place, AA_ARGS(p->key, example(p->key)));
    }
    if (known == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_purpose_unused = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_LOW,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:1 broker:6 mas:4.1.1.1.2",
    .masvs = "MASVS-PRIVACY-1",
    .mastg = "MASTG-TEST-0360",
    .cwe = "CWE-250",
    .text =
        {
            [AA_LANG_EN] = {.title = "A purpose string without any use",
                            .why = "The app announces access it does not need; a later change can use it "
                                   "without anybody being asked again.",
                            .fix = "Remove the key.",
                            .limits = "APIs reached through names put together at run time are not seen."},
            [AA_LANG_ZH_TW] = {.title = "有用途說明但未使用",
                               .why = "App 宣告了不需要的存取；日後更改即可直接使用而不再詢問。",
                               .fix = "移除該鍵。",
                               .limits = "執行時以組成名稱呼叫的 API 無法看見。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
