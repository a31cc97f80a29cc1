/*
 * Values on the general pasteboard, which every app in front may read and Handoff shares.
 */
#include <string.h>

#include "keychain.h"

enum { SENSITIVE, OPEN, BOUNDED, NONE };

static const aa_message messages[] = {
    [SENSITIVE] = {"pasteboard_sensitive",
                   {"{0} puts what the keychain or a text field gave on the general pasteboard",
                    "{0} 將鑰匙圈或輸入欄位之內容置於共用剪貼簿"}},
    [OPEN] = {"pasteboard",
              {"{0} puts a value on the general pasteboard without expiry",
               "{0} 將值置於共用剪貼簿且未設定期限"}},
    [BOUNDED] = {"pasteboard_bounded",
                 {"{0} bounds what it puts on the pasteboard ({1})", "{0} 限制剪貼簿內容（{1}）"}},
    [NONE] = {"no_pasteboard",
              {"No call in the app puts values on the general pasteboard",
               "應用程式中無任何呼叫將值置於共用剪貼簿"}},
};

static const char *const setters[] = {"setString:",
                                      "setStrings:",
                                      "setURL:",
                                      "setItems:",
                                      "setValue:forPasteboardType:",
                                      "setData:forPasteboardType:"};

static bool is_general(aa_machine *machine, const aa_msite *site)
{
    aa_morigins origins = aa_msite_origins(machine, site, 0);
    for (size_t i = 0; i < origins.count; i++)
        if (origins.items[i].kind == AA_MORIGIN_CALL && origins.items[i].call != NULL &&
            aa_bytes_is(origins.items[i].call->name, "generalPasteboard"))
            return true;
    return false;
}

static bool is_field(aa_machine *machine, const aa_morigin *o)
{
    const aa_msite site = {o->image, o->function, o->flow, o->call};
    if (!aa_bytes_is(o->call->name, "text"))
        return false;
    return aa_bytes_is(aa_msite_receiver(machine, &site), "UITextField");
}

/* Out of the keychain, or typed into one line. */
static bool is_sensitive(aa_machine *machine, const aa_msite *site)
{
    aa_morigins origins = aa_msite_origins(machine, site, 2);
    for (size_t i = 0; i < origins.count; i++) {
        const aa_morigin *o = &origins.items[i];
        if ((o->kind != AA_MORIGIN_CALL && o->kind != AA_MORIGIN_OUT) || o->call == NULL)
            continue;
        if (aa_bytes_is(o->call->name, "_SecItemCopyMatching") ||
            (o->kind == AA_MORIGIN_CALL && o->call->kind == AA_MCALL_SEND && is_field(machine, o)))
            return true;
    }
    return false;
}

static bool is_constant(aa_machine *machine, const aa_msite *site)
{
    aa_morigins origins = aa_msite_origins(machine, site, 2);
    for (size_t i = 0; i < origins.count; i++)
        if (origins.items[i].kind != AA_MORIGIN_TEXT && origins.items[i].kind != AA_MORIGIN_INT)
            return false;
    return origins.count > 0 && origins.complete;
}

static size_t judge_bounded(aa_machine *machine, aa_sink *sink)
{
    static const char *const options[] = {"_UIPasteboardOptionExpirationDate",
                                          "_UIPasteboardOptionLocalOnly"};
    aa_msites sites = aa_machine_sends(machine, "setItems:options:", "UIPasteboard");
    for (size_t i = 0; i < sites.count; i++) {
        const aa_mentry *entries;
        size_t count = aa_msite_entries(machine, &sites.items[i], 3, &entries);
        for (size_t k = 0; k < 2; k++)
            if (entry_of(entries, count, options[k]) != NULL)
                aa_clear_spot(sink, BOUNDED, machine, aa_mspot_of(&sites.items[i]),
                              AA_ARGS(spot_name(machine, &sites.items[i]), options[k] + 1));
    }
    return sites.count;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->machine == NULL)
        return;
    size_t seen = judge_bounded(in->machine, sink);
    for (size_t s = 0; s < sizeof setters / sizeof setters[0]; s++) {
        aa_msites sites = aa_machine_sends(in->machine, setters[s], "UIPasteboard");
        for (size_t i = 0; i < sites.count; i++) {
            const aa_msite *site = &sites.items[i];
            if (!is_general(in->machine, site) || is_constant(in->machine, site))
                continue;
            bool sensitive = is_sensitive(in->machine, site);
            seen++;
            aa_hit_spot(sink, sensitive ? SENSITIVE : OPEN, sensitive ? AA_SEVERITY_MEDIUM : AA_SEVERITY_LOW,
                        in->machine, aa_mspot_of(site), NULL, AA_ARGS(spot_name(in->machine, site)));
        }
    }
    if (seen == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_pasteboard = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:10 mas:4.1.2.3.12 mas:4.1.2.5.3",
    .masvs = "MASVS-PLATFORM-3",
    .mastg = "MASTG-TEST-0276 MASTG-TEST-0279 MASTG-TEST-0280",
    .cwe = "CWE-200",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Value on the general pasteboard without bounds",
                    .why = "The app in front reads the pasteboard, and nearby devices of the same account "
                           "get a copy.",
                    .fix = "setItems:options: with UIPasteboardOptionExpirationDate and "
                           "UIPasteboardOptionLocalOnly, or a pasteboard of the app's own.",
                    .limits = "Whether a value is sensitive shows only when it comes from the keychain or a "
                              "text field right there. Others are low findings.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "值置於共用剪貼簿且未設限制",
                    .why = "前景應用程式均可讀取剪貼簿，且同帳號之鄰近裝置亦取得副本。",
                    .fix = "使用 setItems:options: 並指定 UIPasteboardOptionExpirationDate 與 "
                           "UIPasteboardOptionLocalOnly，或改用應用程式自有之剪貼簿。",
                    .limits = "僅於值直接來自鑰匙圈或輸入欄位時可看出為敏感性資料；其餘列為低風險。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
