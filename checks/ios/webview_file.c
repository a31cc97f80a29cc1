/*
 * Web views whose pages may read files.
 */
#include "engine/check.h"
#include "engine/machine_record.h"
#include "machine/use.h"
#include <string.h>

enum { UNIVERSAL, BROAD, NARROW, NONE };

static const aa_message messages[] = {
    [UNIVERSAL] = {"webview_universal_access",
                   {"Pages from files may read any file and any host: {0}",
                    "來自檔案的網頁可讀取任何檔案與主機：{0}"}},
    [BROAD] = {"webview_broad_folder",
               {"A page is loaded with read access to {0}", "載入網頁時允許讀取 {0}"}},
    [NARROW] = {"webview_file_narrow",
                {"Files are loaded with access to what can be told to be narrow",
                 "載入檔案時僅允許讀取有限範圍"}},
    [NONE] = {"no_webview_files", {"No web view is given files", "未以網頁檢視載入檔案"}},
};

static bool is_file_key(aa_bytes text)
{
    return aa_bytes_is(text, "allowFileAccessFromFileURLs") ||
           aa_bytes_is(text, "allowUniversalAccessFromFileURLs");
}

/* A number, an NSNumber or Swift Boolean of it, or a text whose boolValue it is, that is certainly no. */
static bool is_no(aa_machine *m, const aa_msite *site)
{
    static const char *const words[] = {"No", "NO", "no", "False", "FALSE", "false", "0", NULL};
    int64_t value;
    aa_bytes text;
    if (aa_msite_text(m, site, 2, &text))
        return aa_muse_is_one_of(text, words);
    return aa_msite_int(m, site, 2, &value) && value == 0;
}

static size_t judge_keys(aa_machine *m, aa_sink *sink)
{
    aa_msites sites = aa_machine_sends(m, "setValue:forKey:", NULL);
    size_t found = 0;
    for (size_t i = 0; i < sites.count; i++) {
        aa_bytes key;
        if (!aa_msite_text(m, &sites.items[i], 3, &key) || !is_file_key(key) || is_no(m, &sites.items[i]))
            continue;
        aa_hit_spot(sink, UNIVERSAL, AA_SEVERITY_HIGH, m, aa_mspot_of(&sites.items[i]), NULL,
                    AA_ARGS(aa_machine_text(m, key)));
        found++;
    }
    return found;
}

/* The folder that may be read: a constant such as the home directory or a search path is more than one page.
 */
static const char *broad_folder(aa_machine *m, const aa_msite *site)
{
    static const char *const makers[] = {"_NSHomeDirectory", "URLsForDirectory:inDomains:",
                                         "_NSSearchPathForDirectoriesInDomains", "_NSTemporaryDirectory"};
    aa_morigins o = aa_msite_origins(m, site, 3);
    for (size_t i = 0; i < o.count; i++)
        for (size_t k = 0; k < sizeof makers / sizeof makers[0]; k++)
            if (o.items[i].kind == AA_MORIGIN_CALL && aa_bytes_is(o.items[i].text, makers[k]))
                return makers[k];
    return NULL;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    aa_machine *m = in->machine;
    if (m == NULL)
        return;
    size_t found = judge_keys(m, sink);
    aa_msites sites = aa_machine_sends(m, "loadFileURL:allowingReadAccessToURL:", NULL);
    for (size_t i = 0; i < sites.count; i++) {
        const char *folder = broad_folder(m, &sites.items[i]);
        if (folder != NULL)
            aa_hit_spot(sink, BROAD, AA_SEVERITY_MEDIUM, m, aa_mspot_of(&sites.items[i]), NULL,
                        AA_ARGS(folder));
        else
            aa_clear_spot(sink, NARROW, m, aa_mspot_of(&sites.items[i]), AA_NO_ARGS);
    }
    if (found == 0 && sites.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_webview_file = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:10 broker:19 mas:4.1.5.4.2",
    .masvs = "MASVS-PLATFORM-2",
    .mastg = "MASTG-TEST-0333",
    .cwe = "CWE-200",
    .text =
        {
            [AA_LANG_EN] =
                {.title = "Pages may read files of the app",
                 .why = "Script in a page that may read files sends what the app stores to anybody.",
                 .fix = "Do not set the private keys, and give loadFileURL: the folder of the page alone.",
                 .limits = "What the pages contain is not looked at here."},
            [AA_LANG_ZH_TW] = {.title = "網頁可讀取 App 的檔案",
                               .why = "可讀取檔案的網頁指令碼能將 App 儲存的內容傳送給任何人。",
                               .fix = "勿設定這些私有鍵，loadFileURL: 僅允許網頁所在資料夾。",
                               .limits = "網頁內容不在此判定。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
