/*
 * Every permission asked for, to be compared with what is published and with the last approved release.
 */
#include "engine/check.h"

enum { PLATFORM, OWN, FOREIGN, LIMITED, NONE };

static const aa_message messages[] = {
    [PLATFORM] = {"permission", {"{0}: {1}, group {2}", "{0}：等級 {1}，群組 {2}"}},
    [OWN] = {"permission_of_the_app",
             {"{0}: {1}, defined by the app itself", "{0}：等級 {1}，由應用程式自行定義"}},
    [FOREIGN] = {"permission_of_others",
                 {"{0}: defined neither by the platform nor by the app", "{0}：平台與應用程式均未定義"}},
    [LIMITED] = {"permission_up_to",
                 {"{0}: {1}, group {2}, only up to API {3}", "{0}：等級 {1}，群組 {2}，僅至 API {3}"}},
    [NONE] = {"no_permissions", {"The app asks for no permissions", "應用程式未要求任何權限"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_manifest *m = &in->facts->manifest;
    for (size_t i = 0; i < m->permission_count; i++) {
        const aa_permission_use *p = &m->permissions[i];
        const char *level = aa_arg_text(p->level_text);
        const char *group = aa_arg_text(p->group);
        if (p->is_platform && p->max_sdk > 0)
            aa_hit(sink, LIMITED, &p->place, AA_ARGS(p->name, level, group, aa_arg_int(sink, p->max_sdk)));
        else if (p->is_platform)
            aa_hit(sink, PLATFORM, &p->place, AA_ARGS(p->name, level, group));
        else if (p->level == AA_PROTECT_UNDEFINED)
            aa_hit(sink, FOREIGN, &p->place, AA_ARGS(p->name));
        else
            aa_hit(sink, OWN, &p->place, AA_ARGS(p->name, level));
    }
    if (m->permission_count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_permission_inventory = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_INVENTORY,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:1 broker:6 mas:4.1.1.1.2",
    .masvs = "MASVS-PRIVACY-1",
    .mastg = "MASTG-TEST-0254",
    .cwe = "CWE-250",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Permissions that the app asks for",
                    .why =
                        "The published statement has to name each permission and its purpose; a permission "
                        "that is new since the last release needs an approval.",
                    .fix = "Compare the list with the statement. Remove what no feature needs: "
                           "<uses-permission android:name=\"…\" tools:node=\"remove\"/> takes away what a "
                           "library brought along.",
                    .limits = "Whether code uses a permission, and which library asked for it, is not read.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "應用程式要求的權限",
                    .why = "發布時的聲明須列出各項權限及其用途；較上一版新增的權限須經核准。",
                    .fix = "以清單與聲明比對。移除不需要者：<uses-permission android:name=\"…\" "
                           "tools:node=\"remove\"/> 可移除函式庫帶入的權限。",
                    .limits = "程式碼是否使用某權限，以及由哪個函式庫要求，均未讀取。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
