/*
 * Keychain items that can be read while the device is locked.
 */
#include <string.h>

#include "keychain.h"

enum { ALWAYS, UNLOCKED_ONCE, LOCKED, DEFAULT, UNKNOWN, NONE };

static const aa_message messages[] = {
    [ALWAYS] = {"always",
                {"{0} keeps an item under {1}: it is never locked", "{0} 以 {1} 存放項目，永不鎖定"}},
    [UNLOCKED_ONCE] = {"after_first_unlock",
                       {"{0} keeps an item under {1}: it stays readable when the device is locked again",
                        "{0} 以 {1} 存放項目，裝置再次鎖定後仍可讀取"}},
    [LOCKED] = {"while_unlocked", {"{0} keeps an item under {1}", "{0} 以 {1} 存放項目"}},
    [DEFAULT] = {"by_default",
                 {"{0} keeps an item without saying when it can be read: while the device is unlocked",
                  "{0} 存放項目未指定存取時機，預設僅於裝置解鎖時可讀取"}},
    [UNKNOWN] = {"accessible_unknown",
                 {"When the item that {0} keeps can be read cannot be told",
                  "無法判定 {0} 存放之項目於何時可讀取"}},
    [NONE] = {"no_item", {"No call in the app adds to the keychain", "應用程式中無任何呼叫將項目存入鑰匙圈"}},
};

/* What |value| says about the time when an item can be read. */
static void judge_class(aa_machine *machine, aa_sink *sink, const aa_msite *site, const aa_morigins *value)
{
    const char *where = spot_name(machine, site);
    const aa_morigin *o = symbol_among(value, "_kSecAttrAccessible");
    /* all classes at once: a wrapper that translates what its caller asks for */
    if (o == NULL || symbols_among(value, "_kSecAttrAccessible") > 2) {
        aa_cannot_tell_spot(sink, UNKNOWN, machine, aa_mspot_of(site), NULL, AA_ARGS(where));
        return;
    }
    for (size_t i = 0; i < value->count; i++) {
        o = &value->items[i];
        if (o->kind != AA_MORIGIN_SYMBOL || !starts_with(o->text, "_kSecAttrAccessible"))
            continue;
        const char *const *args = AA_ARGS(where, aa_machine_text(machine, o->text) + 1);
        if (starts_with(o->text, "_kSecAttrAccessibleAlways"))
            aa_hit_spot(sink, ALWAYS, AA_SEVERITY_HIGH, machine, aa_mspot_of(site), o, args);
        else if (starts_with(o->text, "_kSecAttrAccessibleAfterFirstUnlock"))
            aa_hit_spot(sink, UNLOCKED_ONCE, AA_SEVERITY_LOW, machine, aa_mspot_of(site), o, args);
        else
            aa_clear_spot(sink, LOCKED, machine, aa_mspot_of(site), args);
    }
}

static void judge(aa_machine *machine, aa_sink *sink, const item_maker *maker, const aa_msite *site)
{
    const aa_mentry *entries;
    size_t count = aa_msite_entries(machine, site, maker->attributes, &entries);
    const aa_morigins *value = entry_of(entries, count, "_kSecAttrAccessible");
    const aa_morigins *control = entry_of(entries, count, "_kSecAttrAccessControl");
    const char *where = spot_name(machine, site);
    aa_msite made;
    if (value != NULL) {
        judge_class(machine, sink, site, value);
    } else if (control != NULL && access_control_of(control, &made)) {
        aa_morigins protection = aa_msite_origins(machine, &made, 1);
        judge_class(machine, sink, site, &protection);
    } else if (control != NULL || (count == 0 && maker->attributes == 0)) {
        aa_cannot_tell_spot(sink, UNKNOWN, machine, aa_mspot_of(site), NULL, AA_ARGS(where));
    } else if (maker->attributes == 0 && entry_of(entries, count, "_kSecClass") != NULL) {
        aa_clear_spot(sink, DEFAULT, machine, aa_mspot_of(site), AA_ARGS(where));
    } else if (maker->attributes == 0) {
        aa_cannot_tell_spot(sink, UNKNOWN, machine, aa_mspot_of(site), NULL, AA_ARGS(where));
    }
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    size_t seen = 0;
    if (in->machine == NULL)
        return;
    for (size_t m = 0; m < ITEM_MAKERS; m++) {
        aa_msites sites = aa_machine_calls(in->machine, item_makers[m].symbol);
        for (size_t i = 0; i < sites.count; i++)
            judge(in->machine, sink, &item_makers[m], &sites.items[i]);
        seen += sites.count;
    }
    if (seen == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_keychain_weak = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 mas:4.1.2.3.6 mas:4.1.2.3.10",
    .masvs = "MASVS-STORAGE-1",
    .mastg = "",
    .cwe = "CWE-522",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Keychain item readable while the device is locked",
                    .why =
                        "Who finds a locked device and breaks into it reads the item without the passcode. "
                        "What is accessible always is not even bound to one.",
                    .fix = "kSecAttrAccessibleWhenUnlockedThisDeviceOnly, or "
                           "kSecAttrAccessibleWhenPasscodeSetThisDeviceOnly for what proves who the user is.",
                    .limits = "An item that work in the background needs has to be readable after the first "
                              "unlock, so that is a low finding. Wrappers that take the class as an argument "
                              "of many callers are not resolved.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "鑰匙圈項目於裝置鎖定時仍可讀取",
                    .why = "取得並入侵已鎖定裝置者，無須密碼即可讀取該項目；永久可存取者甚至不受密碼保護。",
                    .fix = "使用 kSecAttrAccessibleWhenUnlockedThisDeviceOnly；足以證明使用者身分者，使用 "
                           "kSecAttrAccessibleWhenPasscodeSetThisDeviceOnly。",
                    .limits = "背景作業所需項目必須於首次解鎖後可讀取，故列為低風險。"
                              "由多處呼叫端傳入類別之包裝函式無法判定。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
