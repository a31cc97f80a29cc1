/*
 * Who can copy the app's private files out, for each way that Android copies: adb and cloud backup up to
 * Android 11, cloud backup and transfer to a new device from Android 12 on.
 */
#include "engine/check.h"

enum {
    NO_RULES,
    NO_RULES_DEFAULT,
    OLD_OPEN,
    CLOUD_OPEN,
    CLOUD_ENCRYPTED,
    DEVICE_OPEN,
    AGENT,
    UNSURE,
    OFF,
    OFF_TRANSFER,
    SET_OFF,
    RULES,
    RULE_EXCLUDE,
    RULE_INCLUDE
};

static const aa_message messages[] = {
    [NO_RULES] = {"backup_without_rules",
                  {"android:allowBackup is true and no rules say what may be copied",
                   "android:allowBackup 為 true，且沒有規則限制可備份的內容"}},
    [NO_RULES_DEFAULT] = {"backup_by_default",
                          {"android:allowBackup is not declared, so it is true, and no rules say what may be "
                           "copied",
                           "未宣告 android:allowBackup，預設為 true，且沒有規則限制可備份的內容"}},
    [OLD_OPEN] = {"old_backup_without_rules",
                  {"Up to Android 11, which minSdkVersion {0} admits, everything is copied: "
                   "android:fullBackupContent is missing or empty",
                   "在 minSdkVersion {0} 容許的 Android 11 以前版本，全部內容都會備份："
                   "缺少 android:fullBackupContent 或其內容為空"}},
    [CLOUD_OPEN] = {"cloud_backup_without_rules",
                    {"From Android 12 on everything is copied to the cloud: the rules have no <cloud-backup> "
                     "with a rule",
                     "自 Android 12 起，全部內容都會備份至雲端：規則中沒有含規則的 <cloud-backup>"}},
    [CLOUD_ENCRYPTED] = {"cloud_backup_encrypted_only",
                         {"From Android 12 on everything is copied to the cloud, only where it is encrypted "
                          "on the device first",
                          "自 Android 12 起，全部內容都會備份至雲端，但僅限先在裝置端加密者"}},
    [DEVICE_OPEN] = {"device_transfer_without_rules",
                     {"From Android 12 on everything is copied to a new device: the rules have no "
                      "<device-transfer> with a rule",
                      "自 Android 12 起，全部內容都會轉移至新裝置：規則中沒有含規則的 <device-transfer>"}},
    [AGENT] = {"backup_agent",
               {"The backup agent {0} decides in code what is copied",
                "備份代理程式 {0} 以程式碼決定備份的內容"}},
    [UNSURE] = {"backup_unresolved",
                {"android:allowBackup has a value that cannot be resolved, or one that differs by "
                 "configuration",
                 "android:allowBackup 的值無法解析，或隨組態而不同"}},
    [OFF] = {"backup_off", {"android:allowBackup is false", "android:allowBackup 為 false"}},
    [OFF_TRANSFER] =
        {"backup_off_but_transfer",
         {"android:allowBackup is false; with targetSdkVersion {0} a transfer to a new device "
          "can still copy the app's files",
          "android:allowBackup 為 false；targetSdkVersion {0} 時，轉移至新裝置仍可能複製應用程式的檔案"}},
    [SET_OFF] = {"backup_set_off", {"{0}: nothing is copied", "{0}：不複製任何內容"}},
    [RULES] = {"backup_rules",
               {"{0}: {1} paths excluded, {2} included", "{0}：排除 {1} 個路徑，納入 {2} 個"}},
    [RULE_EXCLUDE] = {"backup_rule_exclude", {"{0} excludes {1} \"{2}\"", "{0} 排除 {1}「{2}」"}},
    [RULE_INCLUDE] = {"backup_rule_include", {"{0} includes {1} \"{2}\"", "{0} 納入 {1}「{2}」"}},
};

/* The evidence of one set of rules: how many, and each by itself. */
static void list_rules(aa_sink *sink, const char *name, const aa_backup_set *set)
{
    long long excluded = 0;
    for (size_t i = 0; i < set->rule_count; i++) {
        const aa_backup_rule *rule = &set->rules[i];
        excluded += !rule->include;
        aa_clear(sink, rule->include ? RULE_INCLUDE : RULE_EXCLUDE, &rule->place,
                 AA_ARGS(name, aa_arg_text(rule->domain), aa_arg_text(rule->path)));
    }
    aa_clear(
        sink, RULES, &set->place,
        AA_ARGS(name, aa_arg_int(sink, excluded), aa_arg_int(sink, (long long)set->rule_count - excluded)));
}

/* Gives the evidence of every variant of |set| that restricts; the first that does not, or NULL. */
static const aa_backup_set *find_open(aa_sink *sink, const char *name, const aa_backup_set *set)
{
    const aa_backup_set *open = NULL;
    for (; set != NULL; set = set->other_variant) {
        if (set->off)
            aa_clear(sink, SET_OFF, &set->place, AA_ARGS(name));
        else if (set->rule_count > 0)
            list_rules(sink, name, set);
        else if (open == NULL)
            open = set;
    }
    return open;
}

static const aa_place *place_of(const aa_backup_set *set, const aa_place *otherwise)
{
    return set->present ? &set->place : otherwise;
}

/* A section that is missing is the fault of the file, or of the element that names none. */
static const aa_place *rules_place(const aa_manifest *m)
{
    if (m->data_extraction_rules_id != 0)
        return &m->data_extraction_rules_place;
    return m->full_backup_content_id != 0 ? &m->full_backup_content_place : &m->application_place;
}

static void judge_rules(const aa_check_input *in, aa_sink *sink)
{
    const aa_backup *b = &in->facts->backup;
    const aa_manifest *m = &in->facts->manifest;
    const aa_place *place = rules_place(m);
    if (m->min_sdk < 31) {
        const aa_backup_set *old = find_open(sink, "full-backup-content", &b->full_backup);
        if (old != NULL)
            aa_hit(sink, OLD_OPEN, place_of(old, place), AA_ARGS(aa_arg_int(sink, m->min_sdk)));
    }
    const aa_backup_set *cloud = find_open(sink, "cloud-backup", &b->cloud);
    if (cloud != NULL && cloud->disable_if_no_encryption.value == AA_YES)
        aa_hit_as(sink, CLOUD_ENCRYPTED, AA_SEVERITY_LOW, AA_REACH_NONE_NEEDED, AA_OWNER_APP, &cloud->place,
                  AA_NO_ARGS);
    else if (cloud != NULL)
        aa_hit(sink, CLOUD_OPEN, place_of(cloud, place), AA_NO_ARGS);
    const aa_backup_set *device = find_open(sink, "device-transfer", &b->device);
    if (device != NULL)
        aa_hit_as(sink, DEVICE_OPEN, AA_SEVERITY_LOW, AA_REACH_NONE_NEEDED, AA_OWNER_APP,
                  place_of(device, place), AA_NO_ARGS);
}

static void judge_off(const aa_check_input *in, aa_sink *sink)
{
    const aa_manifest *m = &in->facts->manifest;
    const aa_backup *b = &in->facts->backup;
    const aa_backup_set *device =
        b->device_allowed == AA_NO ? NULL : find_open(sink, "device-transfer", &b->device);
    if (device != NULL)
        aa_clear(sink, OFF_TRANSFER, &m->allow_backup.place, AA_ARGS(aa_arg_int(sink, m->target_sdk)));
    else
        aa_clear(sink, OFF, &m->allow_backup.place, AA_NO_ARGS);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_backup *b = &in->facts->backup;
    const aa_manifest *m = &in->facts->manifest;
    bool any_rules = m->data_extraction_rules_id != 0 || m->full_backup_content_id != 0 || b->full_backup_off;
    if (b->allowed == AA_NO)
        judge_off(in, sink);
    else if (b->allowed == AA_UNKNOWN)
        aa_cannot_tell(sink, UNSURE, &m->allow_backup.place, AA_NO_ARGS);
    else if (m->backup_agent != NULL && m->full_backup_only.value != AA_YES)
        aa_cannot_tell(sink, AGENT, &m->application_place, AA_ARGS(m->backup_agent));
    else if (any_rules)
        judge_rules(in, sink);
    else if (m->allow_backup.declared)
        aa_hit(sink, NO_RULES, &m->allow_backup.place, AA_NO_ARGS);
    else
        aa_hit(sink, NO_RULES_DEFAULT, &m->application_place, AA_NO_ARGS);
}

const aa_check aa_check_android_backup_allowed = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_RESOURCES),
    .rows = "broker:8 mas:4.1.2.3.14",
    .masvs = "MASVS-STORAGE-2",
    .mastg = "MASTG-TEST-0262",
    .cwe = "CWE-530",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Private files are backed up without rules",
                    .why =
                        "Databases, preferences and tokens leave the device with the backup: to the account "
                        "in the cloud, to another device, or through adb to whoever holds the unlocked "
                        "phone.",
                    .fix = "<application android:allowBackup=\"false\">, or rules for both ranges: "
                           "android:fullBackupContent=\"@xml/backup\" with <exclude domain=\"sharedpref\" "
                           "path=\"session.xml\"/>, and android:dataExtractionRules=\"@xml/extraction\" with "
                           "<cloud-backup> and <device-transfer> that exclude the same.",
                    .limits = "Which files are sensitive is known to the code, not to the rules: rules are "
                              "listed, not judged for completeness.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "私有檔案未設規則即可備份",
                    .why = "資料庫、偏好設定與權杖會隨備份離開裝置：到雲端帳號、到另一部裝置，或經由 adb "
                           "到持有已解鎖手機的人手中。",
                    .fix = "<application android:allowBackup=\"false\">；或對新舊版本都設規則："
                           "android:fullBackupContent=\"@xml/backup\"，內寫 <exclude domain=\"sharedpref\" "
                           "path=\"session.xml\"/>，以及 android:dataExtractionRules=\"@xml/extraction\"，其 "
                           "<cloud-backup> 與 <device-transfer> 排除相同內容。",
                    .limits = "哪些檔案敏感只有程式碼知道；本項列出規則，不判斷規則是否完整。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
