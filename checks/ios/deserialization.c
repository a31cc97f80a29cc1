/*
 * Archives read without saying which classes they may hold.
 */
#include <string.h>

#include "keychain.h"

enum { OUTSIDE, OWN, SWITCHED_OFF, SECURE, NONE };

static const aa_message messages[] = {
    [OUTSIDE] = {"unarchive_outside",
                 {"{0} reads an archive of any classes with {1}, from {2}",
                  "{0} 以 {1} 讀取來自 {2} 且未限制類別之封存資料"}},
    [OWN] = {"unarchive",
             {"{0} reads an archive of any classes with {1}", "{0} 以 {1} 讀取未限制類別之封存資料"}},
    [SWITCHED_OFF] = {"secure_coding_off",
                      {"{0} switches secure coding of an unarchiver off", "{0} 關閉解封存之安全編碼"}},
    [SECURE] = {"unarchive_secure",
                {"{0} reads an archive of named classes with {1}", "{0} 以 {1} 讀取限制類別之封存資料"}},
    [NONE] = {"no_archive", {"No call in the app reads archives", "應用程式中無任何呼叫讀取封存資料"}},
};

typedef struct reader {
    const char *selector;
    bool secure;
} reader;

static const reader readers[] = {
    {"unarchiveObjectWithData:", false},
    {"unarchiveObjectWithFile:", false},
    {"unarchiveTopLevelObjectWithData:error:", false},
    {"unarchivedObjectOfClass:fromData:error:", true},
    {"unarchivedObjectOfClasses:fromData:error:", true},
};

/* What others can put there. */
static const char *const outside[] = {
    "dataForPasteboardType:",
    "valueForPasteboardType:",
    "dataWithContentsOfURL:",
    "initWithContentsOfURL:",
    "dataWithContentsOfURL:options:error:",
    NULL,
};

static const char *outsider_of(const aa_morigins *origins)
{
    for (size_t i = 0; i < origins->count; i++) {
        const aa_mcall *call = origins->items[i].call;
        if (origins->items[i].kind != AA_MORIGIN_CALL || call == NULL || call->kind != AA_MCALL_SEND)
            continue;
        for (size_t k = 0; outside[k] != NULL; k++)
            if (aa_bytes_is(call->name, outside[k]))
                return outside[k];
    }
    return NULL;
}

static void judge(aa_machine *machine, aa_sink *sink, const reader *r, const aa_msite *site)
{
    const char *where = spot_name(machine, site);
    if (r->secure) {
        aa_clear_spot(sink, SECURE, machine, aa_mspot_of(site), AA_ARGS(where, r->selector));
        return;
    }
    aa_morigins data = aa_msite_origins(machine, site, 2);
    const char *from = outsider_of(&data);
    aa_hit_spot(sink, from != NULL ? OUTSIDE : OWN, from != NULL ? AA_SEVERITY_MEDIUM : AA_SEVERITY_LOW,
                machine, aa_mspot_of(site), NULL, AA_ARGS(where, r->selector, aa_arg_text(from)));
}

static size_t judge_switches(aa_machine *machine, aa_sink *sink)
{
    aa_msites sites = aa_machine_sends(machine, "setRequiresSecureCoding:", "NSKeyedUnarchiver");
    for (size_t i = 0; i < sites.count; i++) {
        int64_t on;
        if (aa_bytes_is(aa_msite_receiver(machine, &sites.items[i]), "NSKeyedUnarchiver") &&
            aa_msite_int(machine, &sites.items[i], 2, &on) && on == 0)
            aa_hit_spot(sink, SWITCHED_OFF, AA_SEVERITY_LOW, machine, aa_mspot_of(&sites.items[i]), NULL,
                        AA_ARGS(spot_name(machine, &sites.items[i])));
    }
    return sites.count;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->machine == NULL)
        return;
    size_t seen = judge_switches(in->machine, sink);
    for (size_t r = 0; r < sizeof readers / sizeof readers[0]; r++) {
        aa_msites sites = aa_machine_sends(in->machine, readers[r].selector, "NSKeyedUnarchiver");
        for (size_t i = 0; i < sites.count; i++)
            judge(in->machine, sink, &readers[r], &sites.items[i]);
        seen += sites.count;
    }
    if (seen == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_deserialization = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:19 mas:4.1.5.4.2",
    .masvs = "MASVS-CODE-4",
    .mastg = "MASTG-TEST-0386",
    .cwe = "CWE-502",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Archive read without naming its classes",
                    .why = "Who writes the archive chooses which classes of the app are made from it, and "
                           "with which values.",
                    .fix =
                        "unarchivedObjectOfClass:fromData:error: with classes that keep NSSecureCoding, or "
                        "JSON with Codable.",
                    .limits =
                        "Where the bytes come from shows only when they are read in the code that hands "
                        "them over. Archives from elsewhere are low findings.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "讀取封存資料未限制類別",
                    .why = "產生封存資料者得以決定應用程式建立何種類別之物件及其內容。",
                    .fix = "使用 unarchivedObjectOfClass:fromData:error: 並搭配支援 NSSecureCoding 之類別，"
                           "或改用 Codable 之 JSON。",
                    .limits = "僅於交付資料之程式碼中讀取時可看出資料來源；其餘列為低風險。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
