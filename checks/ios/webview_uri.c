/*
 * Links from outside that a web view loads.
 */
#include "engine/check.h"
#include "engine/machine_record.h"
#include <string.h>

enum { OUTSIDE, OWN, NONE, UNSURE };

static const aa_message messages[] = {
    [OUTSIDE] = {"outside_link_loaded",
                 {"A link that came in by {0} is loaded in a web view", "網頁檢視載入由 {0} 傳入的連結"}},
    [OWN] = {"own_page_loaded",
             {"What is loaded does not come from a link that the app was opened with",
              "載入內容並非來自開啟 App 的連結"}},
    [UNSURE] = {"page_origin_unknown",
                {"Where the page that is loaded comes from cannot be told", "無法得知所載入網頁之來源"}},
    [NONE] = {"no_page_loaded", {"No web view loads a request", "沒有網頁檢視載入請求"}},
};

static const char *outside(aa_machine *m, const aa_morigins *o)
{
    static const char *const entries[] = {"application:openURL:options:",
                                          "application:handleOpenURL:",
                                          "scene:openURLContexts:",
                                          "application:openURL:sourceApplication:annotation:",
                                          "application:continueUserActivity:restorationHandler:",
                                          "scene:continueUserActivity:"};
    for (size_t i = 0; i < o->count; i++) {
        if (o->items[i].kind != AA_MORIGIN_ENTRY || o->items[i].number < 3)
            continue;
        const aa_image *image = &aa_machine_base_of(m)->images[o->items[i].image];
        for (size_t k = 0; k < sizeof entries / sizeof entries[0]; k++)
            if (aa_bytes_is(image->functions[o->items[i].function].selector, entries[k]))
                return entries[k];
    }
    return NULL;
}

/* Everything the page is made of is known: constants, and what calls were given. */
static bool is_known(const aa_morigins *o)
{
    for (size_t i = 0; i < o->count; i++) {
        const aa_morigin *origin = &o->items[i];
        bool constant = origin->kind == AA_MORIGIN_INT || origin->kind == AA_MORIGIN_TEXT ||
                        origin->kind == AA_MORIGIN_DATA || origin->kind == AA_MORIGIN_SYMBOL;
        bool call = origin->kind == AA_MORIGIN_CALL && origin->passes;
        if (!constant && !call)
            return false;
    }
    return o->complete && o->count > 0;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    aa_machine *m = in->machine;
    if (m == NULL)
        return;
    static const char *const loaders[] = {"loadRequest:", "loadHTMLString:baseURL:"};
    size_t found = 0;
    for (size_t l = 0; l < 2; l++) {
        aa_msites sites = aa_machine_sends(m, loaders[l], NULL);
        for (size_t i = 0; i < sites.count; i++) {
            aa_morigins o = aa_msite_origins(m, &sites.items[i], 2);
            const char *entry = outside(m, &o);
            if (entry != NULL)
                aa_hit_spot(sink, OUTSIDE, AA_SEVERITY_HIGH, m, aa_mspot_of(&sites.items[i]), &o.items[0],
                            AA_ARGS(entry));
            else if (!is_known(&o))
                aa_cannot_tell_spot(sink, UNSURE, m, aa_mspot_of(&sites.items[i]), NULL, AA_NO_ARGS);
            else
                aa_clear_spot(sink, OWN, m, aa_mspot_of(&sites.items[i]), AA_NO_ARGS);
        }
        found += sites.count;
    }
    if (found == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_webview_uri = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:19 mas:4.1.5.4.2",
    .masvs = "MASVS-PLATFORM-2",
    .mastg = "MASTG-TEST-0332",
    .cwe = "CWE-601",
    .text =
        {
            [AA_LANG_EN] =
                {.title = "A link from outside is loaded in a web view",
                 .why = "Anybody can send a link; the page runs inside the app, under its name and with its "
                        "bridges and cookies.",
                 .fix =
                     "Load only hosts that are listed, and open everything else in SFSafariViewController.",
                 .limits = "Values that Swift passes through tables of methods are not followed."},
            [AA_LANG_ZH_TW] =
                {.title = "網頁檢視載入外部傳入的連結",
                 .why = "任何人皆可傳送連結；網頁會以 App 的名義在 App 內執行，並可使用其介面與 cookie。",
                 .fix = "僅載入清單內的主機，其餘以 SFSafariViewController 開啟。",
                 .limits = "Swift 經方法表傳遞的值不予追蹤。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
