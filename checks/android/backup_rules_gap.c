/*
 * Files with sensitive values that backup rules let out: what code writes, joined with what is copied.
 */
#include "engine/code_record.h"
#include "facts/sensitive_code.h"

enum { COPIED, KEPT, UNNAMED, OFF, NONE };

static const aa_message messages[] = {
    [COPIED] = {"backup_copies",
                {"{0} puts {1:sensitive} into {2}, which {3} copies",
                 "{0} 將{1:sensitive}寫入 {2}，將隨 {3} 複製"}},
    [KEPT] = {"backup_keeps",
              {"{0} puts {1:sensitive} into {2}, which no backup copies",
               "{0} 將{1:sensitive}寫入 {2}，不隨備份複製"}},
    [UNNAMED] = {"backup_file_unknown",
                 {"{0} puts {1:sensitive} into preferences whose name cannot be told; backup is allowed",
                  "{0} 將{1:sensitive}寫入名稱無法判定之偏好設定，且允許備份"}},
    [OFF] = {"backup_off", {"Backup is not allowed", "不允許備份"}},
    [NONE] = {"no_sensitive_prefs",
              {"No call is known to put a sensitive value into preferences",
               "未發現任何呼叫將敏感性資料寫入偏好設定"}},
};

static const char *const openers[] = {
    "Landroid/content/Context;->getSharedPreferences",
    "Landroid/app/Activity;->getPreferences",
    "Landroid/preference/PreferenceManager;->getDefaultSharedPreferences",
};

/* The file behind the editor that |site| writes to: "vault.xml"; NULL: cannot be told. */
static const char *file_of(aa_code *code, const aa_facts *facts, const aa_origins *store)
{
    for (size_t i = 0; i < store->count; i++) {
        const aa_origin *o = &store->items[i];
        if (o->kind == AA_ORIGIN_STRING && o->way != NULL && o->way->kind == AA_STEP_CALL &&
            aa_method_is(code, o->way->method, openers[0]))
            return aa_arena_printf(aa_code_arena(code), "%s.xml",
                                   aa_arg_text(aa_arena_utf8(aa_code_arena(code), o->text)));
        if (o->kind == AA_ORIGIN_CALL && aa_method_is(code, o->method, openers[2]))
            return aa_arena_printf(aa_code_arena(code), "%s_preferences.xml",
                                   aa_arg_text(facts->manifest.package.value));
    }
    return NULL;
}

/* The first way of copying that takes |file|; NULL: none does. */
static const char *copied_by(const aa_facts *facts, const char *file)
{
    const aa_backup *b = &facts->backup;
    bool old = facts->manifest.min_sdk < 31 && b->allowed == AA_YES;
    if (old && !b->full_backup_off && !b->full_backup.off &&
        aa_backup_covers(&b->full_backup, "sharedpref", file))
        return "fullBackupContent";
    if (b->allowed == AA_YES && !b->cloud.off && aa_backup_covers(&b->cloud, "sharedpref", file))
        return "cloud-backup";
    if (b->device_allowed == AA_YES && !b->device.off && aa_backup_covers(&b->device, "sharedpref", file))
        return "device-transfer";
    return NULL;
}

/* True when something was recorded. */
static bool judge(const aa_check_input *in, aa_sink *sink, const aa_site *site)
{
    aa_code *code = in->code;
    const aa_origin *key = NULL;
    aa_origins keys = aa_code_constants(code, site, 1);
    aa_origins values = aa_code_whence_apart(code, site, 2);
    aa_sensitive name = aa_data_name_of(code, &keys, &key);
    aa_data data = aa_data_of(code, in->facts, &values);
    aa_origins beside = aa_data_beside(code, site, &values, key);
    aa_data named = aa_data_of(code, in->facts, &beside);
    aa_sensitive kind = name > data.kind && named.outside ? name : data.kind;
    aa_origins store = aa_code_whence(code, site, 0);
    if (!aa_data_is_secret(kind) || aa_data_store_of(code, &store) != AA_STORE_PLAIN)
        return false;
    const char *file = file_of(code, in->facts, &store);
    const char *way = file == NULL ? NULL : copied_by(in->facts, file);
    const char *const *args = AA_ARGS(aa_code_method_name(code, site->in), aa_sensitive_name(kind),
                                      aa_arg_text(file), aa_arg_text(way));
    if (file == NULL)
        aa_cannot_tell_site(sink, UNNAMED, code, site, args);
    else if (way != NULL)
        aa_hit_origin(sink, COPIED, AA_SEVERITY_MEDIUM, code, site, data.origin, args);
    else
        aa_clear_site(sink, KEPT, code, site, args);
    return true;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    const aa_backup *b = &in->facts->backup;
    if (b->allowed == AA_NO && b->device_allowed == AA_NO) {
        aa_clear(sink, OFF, NULL, AA_NO_ARGS);
        return;
    }
    aa_sites sites = aa_code_calls(in->code, "Landroid/content/SharedPreferences$Editor;->putString");
    size_t any = 0;
    for (size_t i = 0; i < sites.count; i++)
        if (sites.items[i].call->argument_count == 3)
            any += judge(in, sink, &sites.items[i]);
    if (any == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_backup_rules_gap = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:8 mas:4.1.2.3.14",
    .masvs = "MASVS-STORAGE-2",
    .mastg = "MASTG-TEST-0216 MASTG-TEST-0262",
    .cwe = "CWE-530",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Backup copies a file with sensitive values",
                    .why = "The copy lies on a server or another device, where the app's protections do not "
                           "reach.",
                    .fix = "In the rules of dataExtractionRules and fullBackupContent: "
                           "<exclude domain=\"sharedpref\" path=\"vault.xml\"/>.",
                    .limits = "Only preferences are joined with the rules; databases and other files are "
                              "not.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "備份包含存有敏感性資料之檔案",
                    .why = "副本存於伺服器或其他裝置，不受應用程式保護。",
                    .fix = "於 dataExtractionRules 與 fullBackupContent 之規則加入："
                           "<exclude domain=\"sharedpref\" path=\"vault.xml\"/>。",
                    .limits = "僅比對偏好設定檔案與規則，資料庫與其他檔案未比對。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
