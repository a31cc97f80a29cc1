/*
 * CommonCrypto asked for ciphers that are broken or have blocks of 64 bits.
 */
#include <string.h>

#include "crypto.h"

enum { BROKEN, SOUND, UNUSED, UNKNOWN, NONE };

static const aa_message messages[] = {
    [BROKEN] = {"broken_cipher", {"{0} asks {2} for {1}", "{0} 以 {2} 使用 {1}"}},
    [SOUND] = {"cipher", {"{0} asks {2} for {1}", "{0} 以 {2} 使用 {1}"}},
    [UNUSED] = {"broken_cipher_offered",
                {"{0} can ask {2} for {1}; nothing is seen to let it",
                 "{0} 可以 {2} 使用 {1}，但未見任何呼叫使其執行"}},
    [UNKNOWN] = {"cipher_unknown",
                 {"Which cipher {0} asks {2} for cannot be told", "無法判定 {0} 以 {2} 使用何種加密演算法"}},
    [NONE] = {"no_cipher",
              {"No call in the app asks CommonCrypto for a cipher",
               "應用程式中無任何呼叫使用 CommonCrypto 加密"}},
};

/* The value is chosen in a method that nothing is seen to call, and that the system does not call either: a
 * class method, or one that the app adds to a class of the system. One half of a wrapper, of which another is
 * used. */
static bool is_chosen_by_nobody(aa_machine *machine, const aa_msite *site, const aa_morigin *o)
{
    if (o->function == AA_NO_FUNCTION || o->function == site->function ||
        aa_machine_reach(machine, o->image, o->function).how != AA_MREACH_BY_CLASS)
        return false;
    const char *name = aa_arg_text(aa_machine_function_name(machine, o->image, o->function));
    return strncmp(name, "+[", 2) == 0 || strncmp(name, "-[NS", 4) == 0 || strncmp(name, "-[UI", 4) == 0;
}

static void judge(aa_machine *machine, aa_sink *sink, const cipher_maker *maker, const aa_msite *site)
{
    aa_morigins origins = aa_msite_origins(machine, site, (size_t)maker->algorithm);
    const char *where = spot_name(machine, site);
    bool any = false;
    for (size_t i = 0; i < origins.count; i++) {
        const aa_morigin *o = &origins.items[i];
        const char *name = o->kind == AA_MORIGIN_INT && o->exact ? cipher_name(o->number) : NULL;
        if (name == NULL)
            continue;
        const char *const *args = AA_ARGS(where, name, maker->symbol + 1);
        any = true;
        if (o->number == CIPHER_AES)
            aa_clear_spot(sink, SOUND, machine, aa_mspot_of(site), args);
        else if (is_chosen_by_nobody(machine, site, o))
            aa_cannot_tell_spot(sink, UNUSED, machine, aa_mspot_of(site), o, args);
        else
            aa_hit_spot(sink, BROKEN, AA_SEVERITY_HIGH, machine, spot_of(machine, site, o), o, args);
    }
    if (!any)
        aa_cannot_tell_spot(sink, UNKNOWN, machine, aa_mspot_of(site), NULL,
                            AA_ARGS(where, "-", maker->symbol + 1));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    size_t seen = 0;
    if (in->machine == NULL)
        return;
    for (size_t m = 0; m < CIPHER_MAKERS; m++) {
        aa_msites sites = aa_machine_calls(in->machine, cipher_makers[m].symbol);
        for (size_t i = 0; i < sites.count; i++)
            judge(in->machine, sink, &cipher_makers[m], &sites.items[i]);
        seen += sites.count;
    }
    if (seen == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_crypto_broken = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 broker:9 mas:4.1.2.3.6",
    .masvs = "MASVS-CRYPTO-1",
    .mastg = "MASTG-TEST-0210",
    .cwe = "CWE-327",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Broken or outdated cipher",
                    .why =
                        "DES keys are found in hours, RC4 leaks its key stream, and a 64-bit block repeats "
                        "after some gigabytes: what was encrypted can be read.",
                    .fix = "AES.GCM of CryptoKit with a 256-bit key that lies in the keychain. Decrypt old "
                           "data once and store it again.",
                    .limits = "CommonCrypto only: ciphers of libraries that the app brings along are not "
                              "recognised.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "使用已遭破解或過時的加密演算法",
                    .why = "DES 金鑰數小時即可窮舉，RC4 會洩漏金鑰流，64 位元區塊於數 GB 後即重複："
                           "密文可被還原。",
                    .fix = "改用 CryptoKit 之 AES.GCM，並以存放於鑰匙圈之 256 "
                           "位元金鑰加密；舊資料解密後重新加密儲存。",
                    .limits = "僅檢視 CommonCrypto；應用程式自帶函式庫之加密演算法不在辨識範圍。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
