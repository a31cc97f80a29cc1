/*
 * Code that is fetched after the store has looked at the app.
 */
#include "engine/check.h"
#include "engine/machine_record.h"
#include "machine/use.h"
#include <string.h>

enum { ENTERPRISE, ENGINE, NONE };

static const aa_message messages[] = {
    [ENTERPRISE] = {"install_link", {"An install link outside the store: {0}", "商店以外的安裝連結：{0}"}},
    [ENGINE] = {"patch_engine",
                {"{0} fetches and runs script that replaces code", "{0} 會取得並執行替換程式碼的指令碼"}},
    [NONE] = {"no_hotpatch",
              {"Neither install links nor engines that replace code were seen",
               "未見安裝連結或替換程式碼的引擎"}},
};

static bool is_install_link(void *context, aa_bytes text)
{
    static const char *const links[] = {"itms-services://", NULL};
    (void)context;
    return aa_muse_begins_with(text, links);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    aa_machine *m = in->machine;
    if (m == NULL)
        return;
    static const char *const classes[] = {"JPEngine", "CodePush", "EXUpdatesAppController", "JSPatch"};
    const aa_mplace_ref *places;
    size_t n = aa_machine_texts(m, is_install_link, NULL, &places), found = n;
    for (size_t i = 0; i < n; i++)
        aa_hit_spot(sink, ENTERPRISE, AA_SEVERITY_MEDIUM, m, aa_mspot_at(&places[i]), NULL,
                    AA_ARGS(aa_machine_text(m, places[i].text)));
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
        size_t uses = aa_machine_class_uses(m, classes[i], &places);
        if (uses > 0)
            aa_hit_spot(sink, ENGINE, AA_SEVERITY_MEDIUM, m, aa_mspot_at(&places[0]), NULL,
                        AA_ARGS(classes[i]));
        found += uses;
    }
    if (found == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_hotpatch = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:2 broker:4 broker:16 mas:4.1.5.1.1",
    .masvs = "MASVS-CODE-2",
    .mastg = "",
    .cwe = "CWE-494",
    .text =
        {
            [AA_LANG_EN] = {.title = "Code is fetched after release",
                            .why = "What is fetched later was never tested or signed by the store; whoever "
                                   "controls the server or the way there runs code in the app.",
                            .fix = "Ship code through the store alone.",
                            .limits = "Engines under names of their own are not recognised."},
            [AA_LANG_ZH_TW] =
                {.title = "發行後再取得程式碼",
                 .why =
                     "發行後取得的程式碼未經測試與商店簽署；掌控伺服器或傳輸途徑者即可在 App 內執行程式碼。",
                 .fix = "程式碼僅透過商店發行。",
                 .limits = "改名的引擎無法辨識。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
