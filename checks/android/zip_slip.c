/*
 * Archives unpacked by the names of their entries.
 */
#include "inputs.h"

static const aa_message messages[] = {
    INPUT_MESSAGES("zip", "writes a file by", "組成路徑寫入檔案",
                   "No call in the app writes a file by its path", "應用程式中無任何呼叫以路徑寫入檔案"),
};

/* What makes a name of a path, or says that a path stays inside. */
static const char *const washed[] = {
    "Ljava/io/File;->getName",
    "Ljava/lang/Integer;->parseInt",
    "Ljava/lang/Long;->parseLong",
    "Ljava/util/UUID;->fromString",
    "Ljava/security/MessageDigest;->digest",
    "Landroid/content/ContentResolver;->query",
    "Landroid/content/ContentResolver;->openInputStream",
    "Landroid/database/Cursor;->*",
    "Landroid/content/SharedPreferences;->*",
    "Landroid/content/Context;->getFilesDir",
    "Landroid/content/Context;->getCacheDir",
    "Landroid/content/Context;->getDir",
    "Landroid/content/Context;->getExternalFilesDir",
    "Landroid/content/Intent;->getIntExtra",
    "Landroid/content/Intent;->getLongExtra",
    "Landroid/content/Intent;->getBooleanExtra",
    "Landroid/content/ContentUris;->parseId",
    "Landroid/content/UriMatcher;->match",
    NULL,
};

static const input_sink sinks[] = {
    {"Ljava/io/FileOutputStream;-><init>", 1U << 1, AA_SEVERITY_CRITICAL, false},
    {"Ljava/io/FileWriter;-><init>", 1U << 1, AA_SEVERITY_CRITICAL, false},
    {"Ljava/io/RandomAccessFile;-><init>", 1U << 1, AA_SEVERITY_CRITICAL, false},
    {"Ljava/nio/file/Files;->*", 1U << 0, AA_SEVERITY_CRITICAL, false},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    const input_rule rule = {
        .sinks = sinks,
        .sink_count = sizeof sinks / sizeof sinks[0],
        .kinds = AA_SOURCE_ARCHIVE,
        .severity = {[INPUT_ARCHIVE] = AA_SEVERITY_MEDIUM},
        .washed = washed,
        .checked = aa_site_checks_source,
    };
    input_judge(&rule, in, sink);
}

const aa_check aa_check_android_zip_slip = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:19 mas:4.1.5.4.2",
    .masvs = "MASVS-CODE-4",
    .mastg = "",
    .cwe = "CWE-22",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Archive entry name used as path",
                    .why = "An entry called \"../…\" overwrites a file of the app outside the folder that is "
                           "unpacked to. From Android 14 on the platform refuses such names for apps that "
                           "target it.",
                    .fix = "File f = new File(dir, entry.getName()); if "
                           "(!f.getCanonicalPath().startsWith(dir.getCanonicalPath() + \"/\")) throw new "
                           "ZipException();",
                    .limits = "A comparison before the call counts whatever it compares. Archives that come "
                              "with the app are judged like others. Unpacking in native code is not seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "以壓縮檔項目名稱作為路徑",
                    .why = "名為「../…」之項目可覆寫解壓縮目錄以外之應用程式檔案。Android 14 "
                           "起，平台對以其為目標之應用程式拒絕此類名稱。",
                    .fix = "寫入前檢查：File f = new File(dir, entry.getName()); if "
                           "(!f.getCanonicalPath().startsWith(dir.getCanonicalPath() + \"/\")) throw new "
                           "ZipException();",
                    .limits = "呼叫前之比對即予採計，未判斷其內容。隨應用程式附帶之壓縮檔亦同樣判定。原生程式"
                              "碼之解壓縮不在其中。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
