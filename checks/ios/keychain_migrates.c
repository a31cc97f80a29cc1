/*
 * Keychain items that leave the device: by iCloud, or with an encrypted backup.
 */
#include <string.h>

#include "keychain.h"

enum { SYNCHRONIZED, MIGRATES, STAYS, UNKNOWN, NONE };

static const aa_message messages[] = {
    [SYNCHRONIZED] = {"synchronized",
                      {"{0} keeps an item ({1:sensitive}) that iCloud copies to other devices",
                       "{0} 存放之項目（{1:sensitive}）將由 iCloud 同步至其他裝置"}},
    [MIGRATES] = {"migrates",
                  {"{0} keeps an item ({1:sensitive}) under {2}: it moves to other devices with a backup",
                   "{0} 以 {2} 存放項目（{1:sensitive}），將隨備份移至其他裝置"}},
    [STAYS] = {"stays",
               {"{0} keeps an item under {2}: it stays on the device",
                "{0} 以 {2} 存放項目，僅留存於本裝置"}},
    [UNKNOWN] = {"migrates_unknown",
                 {"Whether the item that {0} keeps stays on the device cannot be told",
                  "無法判定 {0} 存放之項目是否僅留存於本裝置"}},
    [NONE] = {"no_item", {"No call in the app adds to the keychain", "應用程式中無任何呼叫將項目存入鑰匙圈"}},
};

static bool is_secret(aa_sensitive kind)
{
    return kind >= AA_SENSITIVE_ACCOUNT;
}

/* The class that is in force: what the dictionary says, or the access control object's, or the default. */
static const aa_morigin *class_of(aa_machine *machine, const aa_mentry *entries, size_t count, bool *unknown)
{
    const aa_morigins *value = entry_of(entries, count, "_kSecAttrAccessible");
    const aa_morigins *control = entry_of(entries, count, "_kSecAttrAccessControl");
    aa_morigins protection = {0};
    aa_msite made;
    if (value == NULL && control != NULL && access_control_of(control, &made)) {
        protection = aa_msite_origins(machine, &made, 1);
        value = &protection;
    }
    const aa_morigin *o = value == NULL ? NULL : symbol_among(value, "_kSecAttrAccessible");
    bool one = value != NULL && o != NULL && symbols_among(value, "_kSecAttrAccessible") == 1;
    *unknown = value != NULL || control != NULL ? !one : entry_of(entries, count, "_kSecClass") == NULL;
    return o;
}

static bool is_synchronized(const aa_mentry *entries, size_t count)
{
    const aa_morigins *value = entry_of(entries, count, "_kSecAttrSynchronizable");
    return value != NULL && value->count == 1 &&
           (symbol_among(value, "_kCFBooleanTrue") != NULL ||
            (value->items[0].kind == AA_MORIGIN_INT && value->items[0].exact && value->items[0].number == 1));
}

static void judge(aa_machine *machine, aa_sink *sink, const aa_msite *site)
{
    const aa_mentry *entries;
    size_t count = aa_msite_entries(machine, site, 0, &entries);
    aa_sensitive kind = item_kind(machine, entries, count);
    bool unknown;
    const aa_morigin *o = class_of(machine, entries, count, &unknown);
    const char *name = o == NULL ? "kSecAttrAccessibleWhenUnlocked" : aa_machine_text(machine, o->text) + 1;
    const char *const *args = AA_ARGS(spot_name(machine, site), aa_sensitive_name(kind), name);
    if (is_synchronized(entries, count))
        aa_hit_spot(sink, SYNCHRONIZED, is_secret(kind) ? AA_SEVERITY_MEDIUM : AA_SEVERITY_LOW, machine,
                    aa_mspot_of(site), NULL, args);
    else if (unknown)
        aa_cannot_tell_spot(sink, UNKNOWN, machine, aa_mspot_of(site), NULL, args);
    else if (o != NULL && ends_with(o->text, "ThisDeviceOnly"))
        aa_clear_spot(sink, STAYS, machine, aa_mspot_of(site), args);
    else
        aa_hit_spot(sink, MIGRATES, is_secret(kind) ? AA_SEVERITY_MEDIUM : AA_SEVERITY_LOW, machine,
                    aa_mspot_of(site), o, args);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->machine == NULL)
        return;
    aa_msites sites = aa_machine_calls(in->machine, "_SecItemAdd");
    for (size_t i = 0; i < sites.count; i++)
        judge(in->machine, sink, &sites.items[i]);
    if (sites.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_keychain_migrates = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 mas:4.1.2.3.6 mas:4.1.2.3.10",
    .masvs = "MASVS-STORAGE-2",
    .mastg = "MASTG-TEST-0215",
    .cwe = "CWE-530",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Keychain item leaves the device",
                    .why = "What was made for this device turns up on others that share the account or were "
                           "set up from its backup, with their users and their weaknesses.",
                    .fix = "A class that ends in ThisDeviceOnly, and no kSecAttrSynchronizable, for tokens, "
                           "keys and passwords.",
                    .limits = "What an item is shows by the words of its account, service and label. Where "
                              "they do not say, the finding is low and fails no row.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "鑰匙圈項目會離開本裝置",
                    .why = "專供本裝置使用之資料，將出現於共用帳號或由其備份還原之其他裝置，承受其使用者與弱"
                           "點。",
                    .fix = "權杖、金鑰與密碼應使用名稱以 ThisDeviceOnly 結尾之類別，且不設定 "
                           "kSecAttrSynchronizable。",
                    .limits = "項目內容依 account、service 與 label "
                              "之文字判斷；無法看出者列為低風險，不影響判定結果。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
