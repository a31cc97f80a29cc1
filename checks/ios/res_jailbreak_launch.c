/*
 * A jailbreak check that runs while the app starts, and what follows.
 */
#include "engine/check.h"
#include "engine/machine_record.h"
#include "machine/use.h"
#include <string.h>

enum { GOOD, LATE, QUIET, NEVER, NONE };

static const aa_message messages[] = {
    [GOOD] = {"launch_check",
              {"A jailbreak check runs while the app starts, and {0} follows",
               "App 啟動時執行越獄偵測，並接續 {0}"}},
    [LATE] = {"check_not_at_launch",
              {"A jailbreak check is there, but the way to it does not begin where the app starts",
               "有越獄偵測，但其執行路徑並非自 App 啟動開始"}},
    [QUIET] = {"check_without_reaction",
               {"A jailbreak check runs while the app starts, and nothing that warns or ends the app is seen "
                "near it",
                "App 啟動時執行越獄偵測，但鄰近程式碼未見警示或結束 App"}},
    [NEVER] = {"check_never_run",
               {"A jailbreak check is there, but nothing runs it", "有越獄偵測，但未被執行"}},
    [NONE] = {"no_launch_check", {"No jailbreak check was seen", "未見越獄偵測"}},
};

static const char *const marks[] = {"/Applications/Cydia.app",
                                    "/Library/MobileSubstrate",
                                    "/bin/bash",
                                    "/usr/sbin/sshd",
                                    "/etc/apt",
                                    "/private/var/lib/apt",
                                    "/private/var/lib/cydia",
                                    "/private/var/stash",
                                    "/var/jb",
                                    "/usr/bin/ssh",
                                    "/Applications/Sileo.app",
                                    "cydia:",
                                    NULL};
static const char *const lookers[] = {"fileExistsAtPath:*", "_access", "_stat", "_lstat", "_open", "_fopen",
                                      "canOpenURL:",        NULL};
static const char *const reactions[] = {"_exit",
                                        "_abort",
                                        "_raise",
                                        "_kill",
                                        "___assert_rtn",
                                        "terminate*",
                                        "alertControllerWithTitle:message:preferredStyle:",
                                        "presentViewController:animated:completion:",
                                        "initWithTitle:message:*",
                                        "_$s*fatalError*",
                                        "performSegueWithIdentifier:sender:",
                                        NULL};

static bool fits(void *context, aa_bytes text)
{
    (void)context;
    return aa_muse_begins_with(text, marks);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    aa_machine *m = in->machine;
    if (m == NULL)
        return;
    const aa_mplace_ref *places;
    size_t n = aa_machine_texts(m, fits, NULL, &places);
    const aa_mplace_ref *any = NULL, *quiet = NULL, *never = NULL;
    for (size_t i = 0; i < n; i++) {
        const aa_mplace_ref *p = &places[i];
        if (p->function == AA_NO_FUNCTION || aa_muse_call_near(m, p->image, p->function, lookers) == NULL)
            continue;
        if (aa_machine_reach(m, p->image, p->function).state == AA_MREACH_NO) {
            never = never != NULL ? never : p;
            continue;
        }
        any = any != NULL ? any : p;
        if (!aa_muse_at_launch(m, p->image, p->function))
            continue;
        const aa_mcall *reaction = aa_muse_call_near(m, p->image, p->function, reactions);
        if (reaction != NULL) {
            aa_hit_spot(sink, GOOD, AA_SEVERITY_INFO, m, aa_mspot_at(p), NULL,
                        AA_ARGS(aa_machine_text(m, reaction->name)));
            return;
        }
        quiet = quiet != NULL ? quiet : p;
    }
    if (quiet != NULL)
        aa_cannot_tell_spot(sink, QUIET, m, aa_mspot_at(quiet), NULL, AA_NO_ARGS);
    else if (any != NULL)
        aa_cannot_tell_spot(sink, LATE, m, aa_mspot_at(any), NULL, AA_NO_ARGS);
    else if (never != NULL)
        aa_clear_spot(sink, NEVER, m, aa_mspot_at(never), AA_NO_ARGS);
    else
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_res_jailbreak_launch = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:5 broker:16 mas:4.1.5.5.1",
    .masvs = "MASVS-RESILIENCE-1",
    .mastg = "MASTG-TEST-0241",
    .cwe = "CWE-693",
    .text =
        {
            [AA_LANG_EN] =
                {.title = "Jailbreak check at launch that leads to a warning",
                 .why = "A check that is never run, or whose answer nobody uses, protects nobody.",
                 .fix =
                     "Run the check before anything sensitive is shown, and tell the person or end the app.",
                 .limits = "Reactions that the server decides, and such as come later, are not seen."},
            [AA_LANG_ZH_TW] = {.title = "啟動時偵測越獄並提示",
                               .why = "從未執行或結果無人使用的偵測無法保護任何人。",
                               .fix = "在顯示敏感內容之前執行偵測，並提示使用者或結束 App。",
                               .limits = "由伺服器決定或稍後才發生的處置無法看見。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
