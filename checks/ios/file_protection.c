/*
 * Files written without protection: readable while the device is locked, even before it is first unlocked.
 */
#include <string.h>

#include "keychain.h"

enum { OPEN, PROTECTED, NONE };

static const aa_message messages[] = {
    [OPEN] = {"no_protection",
              {"{0} writes a file without protection ({1})", "{0} 寫入未受保護之檔案（{1}）"}},
    [PROTECTED] = {"protection", {"{0} writes a file under {1}", "{0} 以 {1} 寫入檔案"}},
    [NONE] = {"protection_default",
              {"No call in the app names a class of protection for files: the default is in force",
               "應用程式中無任何呼叫指定檔案保護類別，適用系統預設"}},
};

/* NSDataWritingOptions */
enum { OPTION_NONE = 1, OPTION_COMPLETE, OPTION_UNLESS_OPEN, OPTION_FIRST_UNLOCK };

typedef struct writer {
    const char *name;
    bool send;
    uint8_t options; /* argument */
} writer;

static const writer writers[] = {
    {"writeToFile:options:error:", true, 3},
    {"writeToURL:options:error:", true, 3},
    {"_$s10Foundation4DataV5write2to7optionsyAA3URLV_So20NSDataWritingOptionsVtKF", false, 1},
};

typedef struct attributes {
    const char *selector;
    uint8_t argument;
} attributes;

static const attributes setters[] = {
    {"createFileAtPath:contents:attributes:", 4},
    {"setAttributes:ofItemAtPath:error:", 2},
    {"createDirectoryAtPath:withIntermediateDirectories:attributes:error:", 4},
};

static bool judge_options(aa_machine *machine, aa_sink *sink, const writer *w, const aa_msite *site)
{
    static const char *const names[] = {"", "NSDataWritingFileProtectionNone",
                                        "NSDataWritingFileProtectionComplete",
                                        "NSDataWritingFileProtectionCompleteUnlessOpen",
                                        "NSDataWritingFileProtectionCompleteUntilFirstUserAuthentication"};
    int64_t options;
    if (!aa_msite_int(machine, site, w->options, &options))
        return false;
    unsigned class = (unsigned)((uint64_t)options >> 28) & 15U;
    if (class < OPTION_NONE || class > OPTION_FIRST_UNLOCK)
        return false;
    const char *const *args = AA_ARGS(spot_name(machine, site), names[class]);
    if (class == OPTION_NONE)
        aa_hit_spot(sink, OPEN, AA_SEVERITY_MEDIUM, machine, aa_mspot_of(site), NULL, args);
    else
        aa_clear_spot(sink, PROTECTED, machine, aa_mspot_of(site), args);
    return true;
}

static bool judge_attributes(aa_machine *machine, aa_sink *sink, const attributes *a, const aa_msite *site)
{
    const aa_mentry *entries;
    size_t count = aa_msite_entries(machine, site, a->argument, &entries);
    const aa_morigins *value = entry_of(entries, count, "_NSFileProtectionKey");
    const aa_morigin *class = value == NULL ? NULL : symbol_among(value, "_NSFileProtection");
    if (class == NULL)
        return false;
    const char *const *args = AA_ARGS(spot_name(machine, site), aa_machine_text(machine, class->text) + 1);
    if (aa_bytes_is(class->text, "_NSFileProtectionNone"))
        aa_hit_spot(sink, OPEN, AA_SEVERITY_MEDIUM, machine, aa_mspot_of(site), class, args);
    else
        aa_clear_spot(sink, PROTECTED, machine, aa_mspot_of(site), args);
    return true;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    size_t seen = 0;
    if (in->machine == NULL)
        return;
    for (size_t w = 0; w < sizeof writers / sizeof writers[0]; w++) {
        aa_msites sites = writers[w].send ? aa_machine_sends(in->machine, writers[w].name, NULL)
                                          : aa_machine_calls(in->machine, writers[w].name);
        for (size_t i = 0; i < sites.count; i++)
            seen += judge_options(in->machine, sink, &writers[w], &sites.items[i]);
    }
    for (size_t a = 0; a < sizeof setters / sizeof setters[0]; a++) {
        aa_msites sites = aa_machine_sends(in->machine, setters[a].selector, NULL);
        for (size_t i = 0; i < sites.count; i++)
            seen += judge_attributes(in->machine, sink, &setters[a], &sites.items[i]);
    }
    if (seen == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_file_protection = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 mas:4.1.2.3.7",
    .masvs = "MASVS-STORAGE-1",
    .mastg = "MASTG-TEST-0299",
    .cwe = "CWE-311",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "File written without protection",
                    .why =
                        "Such a file is encrypted with a key that the device gives to anybody: who gets at "
                        "its storage reads it, locked or not.",
                    .fix = "NSDataWritingFileProtectionComplete, or leave the option out: the default locks "
                           "files until the device is first unlocked.",
                    .limits = "What is in the file is not looked at. The class of a file that other code "
                              "creates (databases, libraries) does not show here.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "寫入未受保護之檔案",
                    .why = "此類檔案之加密金鑰無須密碼即可取得：取得裝置儲存內容者，無論是否鎖定均可讀取。",
                    .fix =
                        "使用 "
                        "NSDataWritingFileProtectionComplete，或不指定選項：系統預設於首次解鎖前保護檔案。",
                    .limits = "未檢視檔案內容；由其他程式碼（資料庫、函式庫）建立之檔案類別無法由此得知。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
