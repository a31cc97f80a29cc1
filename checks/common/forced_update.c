/*
 * A way to learn of updates inside the app.
 */
#include "store_calls.h"

enum { IN_APP, STORE, RENAMED, NONE };

static const aa_message messages[] = {
    [IN_APP] = {"in_app_update",
                {"{0} starts the store's update inside the app", "{0} 於應用程式內啟動商店更新"}},
    [STORE] = {"store_page", {"{0} opens the app's page in the store: {1}", "{0} 開啟商店頁面：{1}"}},
    [RENAMED] = {"update_renamed",
                 {"{0} binds the store's update service; the library was renamed, and whether an update is "
                  "started cannot be told",
                  "{0} 連結商店更新服務；函式庫已更名，是否啟動更新無法判定"}},
    [NONE] = {"no_update_notice",
              {"No call in the app starts an update or opens its page in the store",
               "應用程式中無任何呼叫啟動更新或開啟其商店頁面"}},
};

static const char *const flows[] = {
    "Lcom/google/android/play/core/appupdate/AppUpdateManager;->startUpdateFlowForResult",
    "Lcom/google/android/play/core/appupdate/AppUpdateManager;->startUpdateFlow",
    NULL,
};

static bool is_store_page(void *context, aa_bytes text)
{
    static const char *const pages[] = {"market://details", "https://play.google.com/store/apps/details"};
    (void)context;
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        if (text.n >= strlen(pages[i]) && memcmp(text.p, pages[i], strlen(pages[i])) == 0)
            return true;
    return false;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    aa_sites sites = aa_code_calls_of(in->code, flows);
    for (size_t i = 0; i < sites.count; i++)
        aa_hit_site(sink, IN_APP, AA_SEVERITY_INFO, in->code, &sites.items[i],
                    AA_ARGS(aa_code_method_name(in->code, sites.items[i].in)));
    const aa_literal *literals = NULL;
    size_t count = aa_code_literals(in->code, is_store_page, NULL, &literals);
    bool any = sites.count > 0 || store_hit_renamed(in->code, sink, AA_SHAPE_APP_UPDATE, IN_APP) > 0;
    for (size_t i = 0; i < count; i++) {
        if (aa_code_is_library(in->code, literals[i].in))
            continue;
        any = true;
        aa_hit_method(sink, STORE, AA_SEVERITY_INFO, in->code, literals[i].in, literals[i].pc,
                      AA_ARGS(aa_code_method_name(in->code, literals[i].in),
                              aa_arg_text(aa_arena_utf8(aa_code_arena(in->code), literals[i].text))));
    }
    aa_method_id renamed = any ? AA_NO_ID : store_renamed(in->code, AA_SHAPE_APP_UPDATE);
    if (renamed != AA_NO_ID)
        aa_cannot_tell_method(sink, RENAMED, in->code, renamed, AA_NO_ID,
                              AA_ARGS(aa_code_method_name(in->code, renamed)));
    else if (!any)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_common_forced_update = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:2 mas:4.1.1.2.2",
    .masvs = "MASVS-CODE-2",
    .mastg = "",
    .cwe = "CWE-1329",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Users learn of updates inside the app",
                    .why = "A known flaw stays open on every device that does not update.",
                    .fix =
                        "Use the store's in-app updates (AppUpdateManager), or open the store page when the "
                        "server says that the version is too old.",
                    .limits =
                        "Whether the update is asked for in time, and whether old versions are refused, only "
                        "a person can answer.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "應用程式內之更新提示",
                    .why = "未更新之裝置持續存在已知弱點。",
                    .fix = "使用商店之 in-app updates（AppUpdateManager），"
                           "或於伺服器回報版本過舊時開啟商店頁面。",
                    .limits = "是否及時要求更新、是否拒絕舊版本，須由人員回答。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
