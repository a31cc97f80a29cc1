/*
 * Frameworks that replace code of the app over the network.
 */
#include "code/code.h"
#include "engine/code_record.h"

enum { MARK, NONE };

static const aa_message messages[] = {
    [MARK] = {"ota_framework", {"{0} is in the app: {1}", "應用程式含有 {0}：{1}"}},
    [NONE] = {"no_ota",
              {"No known framework that updates code over the network is seen",
               "未見已知之線上程式碼更新框架"}},
};

typedef struct framework {
    const char *name;
    const char *meta; /* name of its meta-data in the manifest; NULL: none */
    const char *type; /* a class that its own rules keep the name of; NULL: none */
} framework;

static const framework frameworks[] = {
    {"Tinker", "TINKER_ID", "Lcom/tencent/tinker/loader/TinkerLoader;"},
    {"Bugly hotfix", NULL, "Lcom/tencent/bugly/beta/Beta;"},
    {"Sophix", "com.taobao.android.hotfix.IDSECRET", "Lcom/taobao/sophix/SophixManager;"},
    {"Robust", NULL, "Lcom/meituan/robust/ChangeQuickRedirect;"},
    {"AndFix", NULL, "Lcom/alipay/euler/andfix/AndFix;"},
    {"CodePush", NULL, "Lcom/microsoft/codepush/react/CodePush;"},
    {"Expo updates", "expo.modules.updates.EXPO_UPDATE_URL", "Lexpo/modules/updates/UpdatesPackage;"},
};

static const aa_meta_data *meta_called(const aa_manifest *m, const char *name)
{
    for (size_t i = 0; name != NULL && i < m->meta_data_count; i++)
        if (m->meta_data[i].name != NULL && strcmp(m->meta_data[i].name, name) == 0)
            return &m->meta_data[i];
    return NULL;
}

static bool has_type(const aa_check_input *in, const char *descriptor)
{
    if (in->code == NULL || descriptor == NULL)
        return false;
    const aa_program *p = aa_code_base_of(in->code)->program;
    aa_type_id id = aa_program_find_type(p, aa_bytes_of(descriptor, strlen(descriptor)));
    return id != AA_NO_ID && aa_program_type(p, id)->unit != AA_NO_ID;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_manifest *m = &in->facts->manifest;
    bool any = false;
    for (size_t i = 0; i < sizeof frameworks / sizeof frameworks[0]; i++) {
        const framework *f = &frameworks[i];
        const aa_meta_data *meta = meta_called(m, f->meta);
        if (meta == NULL && !has_type(in, f->type))
            continue;
        any = true;
        aa_hit(sink, MARK, meta != NULL ? &meta->place : &m->application_place,
               AA_ARGS(f->name, meta != NULL ? f->meta : f->type));
    }
    if (!any)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_hotfix_ota = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_HINT,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:2 broker:4 broker:16 mas:4.1.1.2.1",
    .masvs = "MASVS-CODE-4",
    .mastg = "",
    .cwe = "CWE-494",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Framework for code updates over the network",
                    .why = "What runs is not what was looked at before release: the framework fetches code "
                           "or scripts and puts them in the place of what the package holds.",
                    .fix = "Send changes through the store. Where the framework must stay: signed bundles, "
                           "https with own pins, and each change through the same approval as a release.",
                    .limits =
                        "Known by meta-data and by classes that keep their names. Frameworks in native code "
                        "(Shorebird) and home-made ones are not seen. Whether it is switched on is not told.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "線上程式碼更新框架",
                    .why = "實際執行者並非上架前受檢之內容：框架取得程式碼或指令碼後，取代安裝檔原有內容。",
                    .fix = "變更經由商店發布。必須保留時，使用已簽章之更新包、https "
                           "與自有憑證綁定，且每次變更比照發布程序核准。",
                    .limits = "依中繼資料與保留名稱之類別辨識。原生程式碼之框架（Shorebird）與自行開發者不在"
                              "其中，亦未判斷是否啟用。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
