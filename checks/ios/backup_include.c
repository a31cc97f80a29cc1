/*
 * Files that the app writes and that go into backups.
 */
#include "engine/machine_record.h"

enum { EXCLUDES, INCLUDED, NONE };

static const aa_message messages[] = {
    [EXCLUDES] = {"backup_excluded", {"{0} takes a file out of backups", "{0} 將檔案排除於備份之外"}},
    [INCLUDED] = {"backup_included",
                  {"{0} writes a file, and the app takes none out of backups",
                   "{0} 寫入檔案，應用程式未將任何檔案排除於備份之外"}},
    [NONE] = {"no_file", {"No call in the app is seen to write a file", "應用程式中未見任何呼叫寫入檔案"}},
};

static const char *spot_name(aa_machine *machine, uint32_t image, uint32_t function)
{
    return aa_arg_text(aa_machine_function_name(machine, image, function));
}

static size_t record_excluded(aa_machine *machine, aa_sink *sink)
{
    aa_msites calls =
        aa_machine_calls(machine, "_$s10Foundation17URLResourceValuesV20isExcludedFromBackupSbSgvs");
    const aa_mplace_ref *uses;
    size_t count = aa_machine_symbol_uses(machine, "_NSURLIsExcludedFromBackupKey", &uses);
    for (size_t i = 0; i < calls.count; i++)
        aa_clear_spot(sink, EXCLUDES, machine, aa_mspot_of(&calls.items[i]),
                      AA_ARGS(spot_name(machine, calls.items[i].image, calls.items[i].function)));
    for (size_t i = 0; i < count; i++)
        aa_clear_spot(sink, EXCLUDES, machine, aa_mspot_at(&uses[i]),
                      AA_ARGS(spot_name(machine, uses[i].image, uses[i].function)));
    return calls.count + count;
}

static size_t record_writers(aa_machine *machine, aa_sink *sink)
{
    static const char *const writers[] = {"writeToFile:*", "writeToURL:*",
                                          "createFileAtPath:contents:attributes:"};
    size_t seen = 0;
    for (size_t w = 0; w < sizeof writers / sizeof writers[0]; w++) {
        aa_msites sites = aa_machine_sends(machine, writers[w], NULL);
        for (size_t i = 0; i < sites.count; i++)
            aa_hit_spot(sink, INCLUDED, AA_SEVERITY_LOW, machine, aa_mspot_of(&sites.items[i]), NULL,
                        AA_ARGS(spot_name(machine, sites.items[i].image, sites.items[i].function)));
        seen += sites.count;
    }
    return seen;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->machine == NULL || record_excluded(in->machine, sink) > 0)
        return;
    if (record_writers(in->machine, sink) == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_backup_include = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_HINT,
    .severity = AA_SEVERITY_LOW,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 mas:4.1.2.3.14",
    .masvs = "MASVS-STORAGE-2",
    .mastg = "MASTG-TEST-0215",
    .cwe = "CWE-530",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Files go into backups",
                    .why = "What lies in Documents and in Application Support is copied to a computer or to "
                           "iCloud, and from there to other devices.",
                    .fix = "Keep what can be made again in Caches; set NSURLIsExcludedFromBackupKey on the "
                           "rest that should stay, each time the file is written.",
                    .limits =
                        "Neither what a file holds nor where it lies is looked at, and Swift's own ways "
                        "to write are not counted: a hint, no verdict.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "檔案納入備份",
                    .why = "Documents 與 Application Support 之內容會複製至電腦或 "
                           "iCloud，並可由此移至其他裝置。",
                    .fix = "可重新產生者存於 Caches；其餘應留存於本裝置者，於每次寫入後設定 "
                           "NSURLIsExcludedFromBackupKey。",
                    .limits =
                        "未檢視檔案內容與位置，亦未計入 Swift 自有之寫入方式：僅供提示，不作為判定依據。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
