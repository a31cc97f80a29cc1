/*
 * Looking for a jailbroken device: paths that only such a device has, schemes of its stores, writing outside
 * the sandbox, fork.
 */
#include "engine/check.h"
#include "engine/machine_record.h"
#include "machine/use.h"
#include <string.h>

enum { PATHS, SCHEMES, FORK, OUTSIDE, ENVIRONMENT, UNUSED, NONE };

static const aa_message messages[] = {
    [PATHS] = {"jailbreak_paths",
               {"Looks for {0} paths of jailbreaks, such as {1}", "尋找 {0} 個越獄路徑，例如 {1}"}},
    [SCHEMES] = {"jailbreak_schemes",
                 {"Asks whether an app for {0} is installed", "詢問是否安裝處理 {0} 的 App"}},
    [FORK] = {"jailbreak_fork",
              {"Tries fork(), which the sandbox forbids, and looks at the result",
               "嘗試沙箱禁止的 fork()，並檢查結果"}},
    [OUTSIDE] = {"jailbreak_write", {"Tries to write outside the sandbox: {0}", "嘗試寫入沙箱之外：{0}"}},
    [ENVIRONMENT] = {"jailbreak_environment",
                     {"Looks at DYLD_INSERT_LIBRARIES", "檢查 DYLD_INSERT_LIBRARIES"}},
    [UNUSED] = {"jailbreak_texts_unused",
                {"{0} stands in the app, but nothing near it looks for a file",
                 "App 含有 {0}，但鄰近程式碼未尋找檔案"}},
    [NONE] = {"no_jailbreak_check",
              {"Nothing that looks for a jailbroken device was seen", "未見偵測越獄裝置的程式碼"}},
};

/* Files of jailbreaks and their tools. Sources: OWASP MASTG "Jailbreak detection" and the file lists of
 * palera1n, unc0ver, checkra1n and Dopamine. */
static const char *const jailbreak_paths[] = {"/Applications/Cydia.app",
                                              "/Applications/Sileo.app",
                                              "/Applications/Zebra.app",
                                              "/Applications/FakeCarrier.app",
                                              "/Applications/blackra1n.app",
                                              "/Applications/Icy.app",
                                              "/Applications/RockApp.app",
                                              "/Library/MobileSubstrate",
                                              "/Library/Substitute",
                                              "/System/Library/LaunchDaemons/com.ikey.bbot.plist",
                                              "/System/Library/LaunchDaemons/com.saurik",
                                              "/bin/bash",
                                              "/usr/sbin/sshd",
                                              "/usr/bin/sshd",
                                              "/usr/bin/ssh",
                                              "/usr/libexec/sftp-server",
                                              "/usr/libexec/ssh-keysign",
                                              "/usr/libexec/cydia",
                                              "/etc/apt",
                                              "/private/etc/apt",
                                              "/private/var/lib/apt",
                                              "/private/var/lib/cydia",
                                              "/private/var/stash",
                                              "/private/var/mobile/Library/SBSettings",
                                              "/private/var/tmp/cydia.log",
                                              "/var/lib/cydia",
                                              "/var/lib/dpkg",
                                              "/var/lib/apt",
                                              "/var/cache/apt",
                                              "/var/jb",
                                              "/var/log/syslog",
                                              "/.installed_unc0ver",
                                              "/.bootstrapped_electra",
                                              "/usr/lib/libjailbreak.dylib",
                                              "/usr/lib/substrate",
                                              "/usr/lib/TweakInject",
                                              "/jb/",
                                              NULL};

typedef struct hunt {
    const char *const *words;
    bool begins;
} hunt;

static bool fits(void *context, aa_bytes text)
{
    const hunt *h = context;
    return h->begins ? aa_muse_begins_with(text, h->words) : aa_muse_is_one_of(text, h->words);
}

/* One record for each function that looks for paths, with how many it knows. */
static size_t judge_paths(aa_machine *m, aa_sink *sink)
{
    static const char *const lookers[] = {"fileExistsAtPath:*",
                                          "_access",
                                          "_stat",
                                          "_lstat",
                                          "_open",
                                          "_fopen",
                                          "_opendir",
                                          "_readlink",
                                          "_stat64",
                                          "_faccessat",
                                          "isReadableFileAtPath:",
                                          "canOpenURL:",
                                          "attributesOfItemAtPath:error:",
                                          "contentsOfDirectoryAtPath:error:",
                                          "destinationOfSymbolicLinkAtPath:error:",
                                          "_getattrlist",
                                          NULL};
    const hunt paths = {jailbreak_paths, true};
    const aa_mplace_ref *places;
    size_t n = aa_machine_texts(m, fits, (void *)(uintptr_t)&paths, &places);
    size_t found = 0, loose = 0;
    for (size_t i = 0; i < n; i++) {
        size_t same = 0;
        bool first = true;
        for (size_t k = 0; k < n; k++) {
            bool here = places[k].image == places[i].image && places[k].function == places[i].function;
            same += here;
            first = first && !(here && k < i);
        }
        if (!first)
            continue;
        const char *text = aa_machine_text(m, places[i].text);
        if (places[i].function == AA_NO_FUNCTION) {
            loose += same; /* in a table: counted where it is */
            continue;
        }
        if (aa_muse_call_near(m, places[i].image, places[i].function, lookers) == NULL)
            continue;
        aa_hit_spot(sink, PATHS, AA_SEVERITY_INFO, m, aa_mspot_at(&places[i]), NULL,
                    AA_ARGS(aa_arg_int(sink, (long long)same), text));
        found++;
    }
    /* texts in tables of literals are named by no instruction: two and a function that looks for files count
     */
    if (found == 0 && loose >= 2) {
        aa_msites sites = aa_machine_sends(m, "fileExistsAtPath:", NULL);
        if (sites.count == 0)
            sites = aa_machine_calls(m, "_access");
        if (sites.count > 0) {
            aa_cannot_tell_spot(
                sink, PATHS, m, aa_mspot_of(&sites.items[0]), NULL,
                AA_ARGS(aa_arg_int(sink, (long long)loose), aa_machine_text(m, places[0].text)));
            found++;
        }
    }
    if (found == 0 && n > 0)
        aa_clear_spot(sink, UNUSED, m, aa_mspot_at(&places[0]), AA_ARGS(aa_machine_text(m, places[0].text)));
    return found;
}

static size_t judge_schemes(aa_machine *m, aa_sink *sink)
{
    static const char *const schemes[] = {
        "cydia:", "sileo:", "zbra:", "filza:", "undecimus:", "activator:", NULL};
    static const char *const askers[] = {"canOpenURL:", NULL};
    const hunt what = {schemes, true};
    const aa_mplace_ref *places;
    size_t n = aa_machine_texts(m, fits, (void *)(uintptr_t)&what, &places), found = 0;
    for (size_t i = 0; i < n; i++) {
        if (places[i].function == AA_NO_FUNCTION ||
            aa_muse_call_near(m, places[i].image, places[i].function, askers) == NULL)
            continue;
        aa_hit_spot(sink, SCHEMES, AA_SEVERITY_INFO, m, aa_mspot_at(&places[i]), NULL,
                    AA_ARGS(aa_machine_text(m, places[i].text)));
        found++;
    }
    return found;
}

static size_t judge_fork(aa_machine *m, aa_sink *sink)
{
    static const char *const symbols[] = {"_fork", "_vfork", NULL};
    size_t found = 0;
    for (size_t s = 0; symbols[s] != NULL; s++) {
        aa_msites sites = aa_machine_calls(m, symbols[s]);
        for (size_t i = 0; i < sites.count; i++) {
            if (!aa_msite_result_tested(m, &sites.items[i]))
                continue;
            aa_hit_spot(sink, FORK, AA_SEVERITY_INFO, m, aa_mspot_of(&sites.items[i]), NULL, AA_NO_ARGS);
            found++;
        }
    }
    return found;
}

static size_t judge_writes(aa_machine *m, aa_sink *sink)
{
    static const char *const outside[] = {"/private/", "/jb", "/root", "/var/mobile/Library/", NULL};
    aa_msites sites = aa_machine_sends(m, "writeToFile:*", NULL);
    size_t found = 0;
    for (size_t i = 0; i < sites.count; i++) {
        aa_bytes path;
        if (!aa_msite_text(m, &sites.items[i], 2, &path) || !aa_muse_begins_with(path, outside))
            continue;
        aa_hit_spot(sink, OUTSIDE, AA_SEVERITY_INFO, m, aa_mspot_of(&sites.items[i]), NULL,
                    AA_ARGS(aa_machine_text(m, path)));
        found++;
    }
    return found;
}

static size_t judge_environment(aa_machine *m, aa_sink *sink)
{
    aa_msites sites = aa_machine_calls(m, "_getenv");
    size_t found = 0;
    for (size_t i = 0; i < sites.count; i++) {
        aa_bytes name;
        if (!aa_msite_text(m, &sites.items[i], 0, &name) || !aa_bytes_is(name, "DYLD_INSERT_LIBRARIES"))
            continue;
        aa_hit_spot(sink, ENVIRONMENT, AA_SEVERITY_INFO, m, aa_mspot_of(&sites.items[i]), NULL, AA_NO_ARGS);
        found++;
    }
    return found;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    aa_machine *m = in->machine;
    if (m == NULL)
        return;
    size_t found = judge_paths(m, sink) + judge_schemes(m, sink) + judge_fork(m, sink) +
                   judge_writes(m, sink) + judge_environment(m, sink);
    if (found == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_res_jailbreak = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:5 broker:16 broker:17 mas:4.1.5.5.1",
    .masvs = "MASVS-RESILIENCE-1",
    .mastg = "MASTG-TEST-0240",
    .cwe = "CWE-693",
    .text =
        {
            [AA_LANG_EN] =
                {.title = "Detection of jailbroken devices",
                 .why = "On a jailbroken device the sandbox is open: other programs read what the app stores "
                        "and change what it does.",
                 .fix = "Look for several signs of different kinds at launch, in code of its own that is not "
                        "a single yes-or-no function, and react.",
                 .limits = "A sign that the app makes up at run time, and libraries whose code is encrypted, "
                           "are not seen. Whether the check can be tricked is seen only by trying."},
            [AA_LANG_ZH_TW] = {.title = "偵測越獄裝置",
                               .why = "越獄裝置的沙箱已失效：其他程式可讀取 App 儲存的內容並改變其行為。",
                               .fix = "於啟動時檢查多種不同跡象，勿集中於單一是非函式，並據以處置。",
                               .limits = "執行時才組成的跡象與加密的函式庫無法看見；能否被繞過須實測。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
