/*
 * Packages installed from outside the store.
 */
#include "code/code.h"
#include "engine/code_record.h"
#include "facts/streams_code.h"

enum { INSTALLS, EXCHANGED, REFUSED, PERMISSION, NONE };

static const aa_message messages[] = {
    [INSTALLS] = {"installs_packages",
                  {"{0} starts the installation of a package: {1}", "{0} 啟動安裝檔之安裝：{1}"}},
    [EXCHANGED] = {"installs_shared_package",
                   {"{0} starts the installation of a package that lies on shared storage ({1}), where other "
                    "apps can exchange it before Android 11",
                    "{0} 啟動安裝位於共用儲存空間之安裝檔（{1}），於 Android 11 之前其他應用程式可將其調換"}},
    [REFUSED] = {"install_refused",
                 {"{0} would start the installation of a package ({1}), which every version that the app "
                  "runs on refuses without REQUEST_INSTALL_PACKAGES",
                  "{0} 啟動安裝檔之安裝（{1}），因未宣告 "
                  "REQUEST_INSTALL_PACKAGES，為應用程式可執行之各版本平台所拒"}},
    [PERMISSION] = {"install_permission",
                    {"REQUEST_INSTALL_PACKAGES is declared; no call that installs is seen",
                     "已宣告 REQUEST_INSTALL_PACKAGES；未見安裝之呼叫"}},
    [NONE] = {"no_install", {"The app installs no packages", "應用程式未安裝任何安裝檔"}},
};

#define MIME "application/vnd.android.package-archive"

/* From this version on, and for apps that target it, installing asks for the permission; from SCOPED_SDK on
 * apps do not see each other's files on shared storage (Android 8.0 and 11, behaviour changes). */
enum { PERMISSION_SDK = 26, SCOPED_SDK = 30 };

typedef struct installer {
    const char *pattern;
    size_t argument; /* that must be |text|; 0: the call alone counts */
    const char *text;
} installer;

static const installer installers[] = {
    {"Landroid/content/Intent;->setDataAndType", 2, MIME},
    {"Landroid/content/Intent;->setDataAndTypeAndNormalize", 2, MIME},
    {"Landroid/content/Intent;->setType", 1, MIME},
    {"Landroid/content/Intent;-><init>", 1, "android.intent.action.INSTALL_PACKAGE"},
    {"Landroid/content/Intent;->setAction", 1, "android.intent.action.INSTALL_PACKAGE"},
    {"Landroid/content/pm/PackageInstaller;->createSession", 0, "PackageInstaller"},
};

static bool may_install(const aa_manifest *m, const aa_place **place_out)
{
    for (size_t i = 0; i < m->permission_count; i++)
        if (strcmp(m->permissions[i].name, "android.permission.REQUEST_INSTALL_PACKAGES") == 0) {
            *place_out = &m->permissions[i].place;
            return true;
        }
    return false;
}

static bool has_text(aa_code *code, const aa_site *site, const installer *what)
{
    if (what->argument == 0)
        return true;
    if (what->argument >= site->call->argument_count)
        return false;
    aa_origins texts = aa_code_constants(code, site, what->argument);
    for (size_t i = 0; i < texts.count; i++)
        if (texts.items[i].kind == AA_ORIGIN_STRING && aa_bytes_is(texts.items[i].text, what->text))
            return true;
    return false;
}

/* The origin that says the package lies where other apps can write; NULL. */
static const aa_origin *exchanged(const aa_check_input *in, const aa_site *site, const installer *what)
{
    const aa_origin *folder = NULL;
    if (what->argument != 2 || in->facts->manifest.min_sdk >= SCOPED_SDK)
        return NULL;
    aa_origins path = aa_code_whence(in->code, site, 1);
    aa_file_where where = aa_file_where_of(in->code, &path, &folder);
    return where == AA_FILE_SHARED || where == AA_FILE_EXTERNAL ? folder : NULL;
}

static void installs(const aa_check_input *in, aa_sink *sink, const aa_site *site, const installer *what)
{
    const aa_origin *folder = exchanged(in, site, what);
    const char *const *args = AA_ARGS(aa_code_method_name(in->code, site->in), what->text);
    if (folder != NULL)
        aa_hit_origin(sink, EXCHANGED, AA_SEVERITY_HIGH, in->code, site, folder, args);
    else
        aa_hit_site(sink, INSTALLS, AA_SEVERITY_MEDIUM, in->code, site, args);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_manifest *m = &in->facts->manifest;
    const aa_place *place = NULL;
    bool declared = may_install(m, &place);
    size_t found = 0;
    for (size_t i = 0; in->code != NULL && i < sizeof installers / sizeof installers[0]; i++) {
        aa_sites sites = aa_code_calls(in->code, installers[i].pattern);
        for (size_t k = 0; k < sites.count; k++) {
            const aa_site *site = &sites.items[k];
            if (!has_text(in->code, site, &installers[i]))
                continue;
            found++;
            if (declared || m->target_sdk < PERMISSION_SDK || m->min_sdk < PERMISSION_SDK)
                installs(in, sink, site, &installers[i]);
            else
                aa_clear_site(sink, REFUSED, in->code, site,
                              AA_ARGS(aa_code_method_name(in->code, site->in), installers[i].text));
        }
    }
    if (found == 0 && declared)
        aa_hit_as(sink, PERMISSION, AA_SEVERITY_LOW, AA_REACH_NONE_NEEDED, AA_OWNER_APP, place, AA_NO_ARGS);
    else if (found == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_self_update = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:1 broker:2 mas:4.1.1.2.1",
    .masvs = "MASVS-CODE-2",
    .mastg = "",
    .cwe = "CWE-494",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Packages installed from outside the store",
                    .why = "An update that does not come through the store is not looked at by it; who "
                           "controls the download installs an app of their making.",
                    .fix = "Leave updates to the store: AppUpdateManager.startUpdateFlowForResult() of Play "
                           "In-App Updates, or a link to the store's page; remove REQUEST_INSTALL_PACKAGES.",
                    .limits = "What is installed, and where it was downloaded from, is not followed. "
                              "Installation through web pages or other apps is not seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "自商店以外安裝應用程式",
                    .why = "未經商店之更新未受其審查；能控制下載來源者，即可安裝其製作之應用程式。",
                    .fix = "更新交由商店處理：Play In-App Updates 之 "
                           "AppUpdateManager.startUpdateFlowForResult()，或開啟商店頁面；並移除 "
                           "REQUEST_INSTALL_PACKAGES。",
                    .limits = "未追蹤安裝之內容與下載來源。經網頁或其他應用程式之安裝不在其中。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
