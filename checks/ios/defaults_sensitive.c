/*
 * Sensitive values in user defaults: a property list that nothing encrypts.
 */
#include <string.h>

#include "keychain.h"

enum { KEPT, HIDDEN, OTHERS, NONE };

static const aa_message messages[] = {
    [KEPT] = {"defaults_sensitive",
              {"{0} keeps {1:sensitive} in the user defaults, under \"{2}\"",
               "{0} 將{1:sensitive}存入使用者偏好設定（鍵名「{2}」）"}},
    [HIDDEN] = {"defaults_encrypted",
                {"{0} keeps \"{2}\" in the user defaults after {1} encrypted or hashed it",
                 "{0} 將「{2}」經 {1} 加密或雜湊後存入使用者偏好設定"}},
    [OTHERS] = {"defaults_others",
                {"{0} other values are kept in user defaults under names that say nothing sensitive",
                 "另有 {0} 筆資料存入使用者偏好設定，鍵名未顯示為敏感性資料"}},
    [NONE] = {"no_defaults",
              {"No call in the app keeps values in user defaults",
               "應用程式中無任何呼叫將資料存入使用者偏好設定"}},
};

/* What makes a value unreadable: its result is no longer what was kept. */
static const char *const hiders[] = {
    "_CCCrypt",   "_CCCryptorUpdate", "_CCHmac",    "_CCKeyDerivationPBKDF",
    "_CC_SHA256", "_CC_SHA512",       "_CC_SHA384", "_SecKeyCreateEncryptedData",
    NULL,
};

static const char *hider_of(const aa_morigins *origins)
{
    for (size_t i = 0; i < origins->count; i++) {
        const aa_mcall *call = origins->items[i].call;
        bool result = origins->items[i].kind == AA_MORIGIN_CALL || origins->items[i].kind == AA_MORIGIN_OUT;
        if (!result || call == NULL || call->kind != AA_MCALL_IMPORT)
            continue;
        if (starts_with(call->name, "_$s9CryptoKit"))
            return "CryptoKit";
        for (size_t k = 0; hiders[k] != NULL; k++)
            if (aa_bytes_is(call->name, hiders[k]))
                return hiders[k] + 1;
    }
    return NULL;
}

/* Letters and digits without a space, as passwords that are part of the program are: no word, no version. */
static bool looks_secret(aa_bytes text)
{
    bool letter = false, digit = false;
    if (text.n < 6 || text.n > 64)
        return false;
    for (size_t i = 0; i < text.n; i++) {
        uint8_t c = text.p[i];
        if (c <= ' ' || c >= 0x7f || c == '.' || c == '/' || c == ':')
            return false;
        letter = letter || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
        digit = digit || (c >= '0' && c <= '9');
    }
    return letter && digit;
}

/* nil, a number, a word, a date: what is written under the name is not what the name says. */
static bool is_harmless(const aa_morigins *origins)
{
    for (size_t i = 0; i < origins->count; i++) {
        const aa_morigin *o = &origins->items[i];
        bool constant =
            o->kind == AA_MORIGIN_INT || o->kind == AA_MORIGIN_TEXT || o->kind == AA_MORIGIN_SYMBOL;
        bool date = o->kind == AA_MORIGIN_CALL && o->call != NULL && aa_bytes_is(o->call->name, "date");
        if ((!constant && !date) || (o->kind == AA_MORIGIN_TEXT && looks_secret(o->text)))
            return false;
    }
    return origins->count > 0 && origins->complete;
}

static bool is_defaults(aa_machine *machine, const aa_msite *site)
{
    aa_bytes receiver = aa_msite_receiver(machine, site);
    if (receiver.n > 0)
        return aa_bytes_is(receiver, "NSUserDefaults");
    aa_morigins origins = aa_msite_origins(machine, site, 0);
    for (size_t i = 0; i < origins.count; i++)
        if (origins.items[i].kind == AA_MORIGIN_CALL && origins.items[i].call != NULL &&
            (aa_bytes_is(origins.items[i].call->name, "standardUserDefaults") ||
             aa_bytes_is(origins.items[i].call->name, "initWithSuiteName:")))
            return true;
    return false;
}

/* True when something was recorded. */
static bool judge(aa_machine *machine, aa_sink *sink, const aa_msite *site)
{
    aa_bytes key;
    if (!aa_msite_text(machine, site, 3, &key))
        return false;
    const char *text = aa_machine_text(machine, key);
    aa_sensitive kind = aa_sensitive_text(text);
    aa_morigins value = aa_msite_origins(machine, site, 2);
    if (kind < AA_SENSITIVE_ACCOUNT || is_harmless(&value))
        return false;
    const char *where = spot_name(machine, site), *hider = hider_of(&value);
    if (hider != NULL)
        aa_clear_spot(sink, HIDDEN, machine, aa_mspot_of(site), AA_ARGS(where, hider, text));
    else
        aa_hit_spot(sink, KEPT, kind >= AA_SENSITIVE_TOKEN ? AA_SEVERITY_HIGH : AA_SEVERITY_MEDIUM, machine,
                    aa_mspot_of(site), NULL, AA_ARGS(where, aa_sensitive_name(kind), text));
    return true;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    size_t others = 0, seen = 0;
    if (in->machine == NULL)
        return;
    aa_msites sites = aa_machine_sends(in->machine, "setObject:forKey:", "NSUserDefaults");
    for (size_t i = 0; i < sites.count; i++) {
        if (!is_defaults(in->machine, &sites.items[i]))
            continue;
        seen++;
        others += !judge(in->machine, sink, &sites.items[i]);
    }
    if (others > 0)
        aa_clear(sink, OTHERS, NULL, AA_ARGS(aa_arg_int(sink, (long long)others)));
    if (seen == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_defaults_sensitive = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 mas:4.1.2.3.4 mas:4.1.2.3.5 mas:4.1.2.3.6",
    .masvs = "MASVS-STORAGE-1",
    .mastg = "MASTG-TEST-0300",
    .cwe = "CWE-312",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Sensitive values in user defaults",
                    .why =
                        "User defaults are a plain property list: in every backup, and readable by anybody "
                        "who gets at the app's folder.",
                    .fix = "Keep tokens and passwords in the keychain, other data in files encrypted with a "
                           "key from there.",
                    .limits = "What a value is shows by the name it is kept under. Property wrappers of "
                              "SwiftUI (AppStorage) and names made at run time are not seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "敏感性資料存於使用者偏好設定",
                    .why = "使用者偏好設定為明文屬性清單，存在於所有備份中，取得應用程式資料夾者均可讀取。",
                    .fix = "權杖與密碼存放於鑰匙圈，其他資料以鑰匙圈中之金鑰加密後存檔。",
                    .limits = "資料內容依鍵名判斷；SwiftUI 之 AppStorage 及執行時組成之鍵名未檢視。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
