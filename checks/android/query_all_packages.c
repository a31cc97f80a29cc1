/*
 * Which other apps the user has.
 */
#include "code/code.h"
#include "engine/code_record.h"
#include <string.h>

enum { DECLARED, READS, VISIBLE, NONE };

static const aa_message messages[] = {
    [DECLARED] = {"all_packages_declared",
                  {"{0} lets the app see every app on the device", "{0} 使應用程式可得知裝置上所有應用程式"}},
    [READS] = {"list_read", {"{0} asks for the list of installed apps", "{0} 取得已安裝應用程式清單"}},
    [VISIBLE] = {"list_of_visible",
                 {"{0} asks for the list of installed apps and is given only those the manifest may see",
                  "{0} 取得已安裝應用程式清單，但僅限 AndroidManifest.xml 所允許者"}},
    [NONE] = {"no_list",
              {"Nothing in the app asks for the list of installed apps", "應用程式未取得已安裝應用程式清單"}},
};

#define ALL_PACKAGES "android.permission.QUERY_ALL_PACKAGES"
/* Android 11: without the permission a list holds what <queries> and the like allow. */
#define VISIBILITY 30

static const char *const lists[] = {
    "Landroid/content/pm/PackageManager;->getInstalledPackages",
    "Landroid/content/pm/PackageManager;->getInstalledPackagesAsUser",
    "Landroid/content/pm/PackageManager;->getInstalledApplications",
    NULL,
};

static bool judge_permission(const aa_manifest *m, aa_sink *sink)
{
    bool found = false;
    for (size_t i = 0; i < m->permission_count; i++) {
        if (strcmp(m->permissions[i].name, ALL_PACKAGES) != 0)
            continue;
        found = true;
        aa_hit(sink, DECLARED, &m->permissions[i].place, AA_ARGS(ALL_PACKAGES));
    }
    return found;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_manifest *m = &in->facts->manifest;
    bool declared = judge_permission(m, sink);
    if (in->code == NULL)
        return;
    bool visible = !declared && m->min_sdk >= VISIBILITY && m->target_sdk >= VISIBILITY;
    aa_sites sites = aa_code_calls_of(in->code, lists);
    for (size_t i = 0; i < sites.count; i++) {
        const aa_site *site = &sites.items[i];
        const char *const *args = AA_ARGS(aa_code_method_name(in->code, site->in));
        if (visible)
            aa_clear_site(sink, VISIBLE, in->code, site, args);
        else
            aa_hit_site(sink, READS, AA_SEVERITY_LOW, in->code, site, args);
    }
    if (!declared && sites.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_query_all_packages = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_LOW,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:6 broker:7 mas:4.1.1.1.2 mas:4.1.2.1.1",
    .masvs = "MASVS-PRIVACY-1",
    .mastg = "MASTG-TEST-0254",
    .cwe = "CWE-359",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "The app can read which other apps are installed",
                    .why = "Banks, health, faith: the list says much about its owner, who is never asked for "
                           "it.",
                    .fix = "Name the apps to be found in <queries> and ask for those with getPackageInfo(); "
                           "take "
                           "out QUERY_ALL_PACKAGES.",
                    .limits =
                        "What becomes of the list is not judged, nor lists made by asking for all launcher "
                        "activities.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "應用程式可取得已安裝應用程式清單",
                    .why = "由清單可推知使用者之往來銀行、健康、信仰等，且取得前不會詢問使用者。",
                    .fix = "於 <queries> 列出需辨識之應用程式，以 getPackageInfo() 個別查詢，並移除 "
                           "QUERY_ALL_PACKAGES。",
                    .limits = "未判定清單之用途，亦未涵蓋以查詢所有啟動畫面取得之清單。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
