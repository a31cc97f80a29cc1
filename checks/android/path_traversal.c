/*
 * Files opened by a path that other apps choose.
 */
#include "inputs.h"

static const aa_message messages[] = {
    INPUT_MESSAGES("path", "opens a file by", "組成路徑開啟檔案",
                   "No call in the app opens a file by its path", "應用程式中無任何呼叫以路徑開啟檔案"),
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
    {"Ljava/io/FileInputStream;-><init>", 1U << 1, AA_SEVERITY_CRITICAL, false},
    {"Ljava/io/FileOutputStream;-><init>", 1U << 1, AA_SEVERITY_CRITICAL, false},
    {"Ljava/io/FileReader;-><init>", 1U << 1, AA_SEVERITY_CRITICAL, false},
    {"Ljava/io/FileWriter;-><init>", 1U << 1, AA_SEVERITY_CRITICAL, false},
    {"Ljava/io/RandomAccessFile;-><init>", 1U << 1, AA_SEVERITY_CRITICAL, false},
    {"Landroid/os/ParcelFileDescriptor;->open", 1U << 0, AA_SEVERITY_CRITICAL, false},
    {"Ljava/nio/file/Files;->*", 1U << 0, AA_SEVERITY_CRITICAL, false},
    {"Ljava/io/File;->delete", 1U << 0, AA_SEVERITY_CRITICAL, false},
    {"Ljava/io/File;->renameTo", 1U << 0 | 1U << 1, AA_SEVERITY_CRITICAL, false},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    const input_rule rule = {
        .sinks = sinks,
        .sink_count = sizeof sinks / sizeof sinks[0],
        .kinds = AA_SOURCE_PROVIDER | AA_SOURCE_APP | AA_SOURCE_PAGE,
        .severity = {[INPUT_PROVIDER] = AA_SEVERITY_HIGH,
                     [INPUT_APP] = AA_SEVERITY_HIGH,
                     [INPUT_PAGE] = AA_SEVERITY_MEDIUM},
        .washed = washed,
        .checked = aa_site_checks_source,
    };
    input_judge(&rule, in, sink);
}

const aa_check aa_check_android_path_traversal = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:19 mas:4.1.5.4.1 mas:4.1.5.4.2",
    .masvs = "MASVS-CODE-4",
    .mastg = "MASTG-TEST-0357",
    .cwe = "CWE-22",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "File opened by a path from outside",
                    .why = "With \"../\" or a whole path another app reads or overwrites any file of the "
                           "app: its database, its settings, its code.",
                    .fix = "File f = new File(dir, name).getCanonicalFile(); if "
                           "(!f.getPath().startsWith(dir.getCanonicalPath() + \"/\")) throw new "
                           "SecurityException(); getLastPathSegment() is no check: it decodes %2F.",
                    .limits = "A comparison before the call counts whatever it compares. Content that is "
                              "opened through ContentResolver is no path and not judged. Inputs are followed "
                              "over five methods.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "以外部指定之路徑開啟檔案",
                    .why = "其他應用程式以「../"
                           "」或完整路徑，讀取或覆寫應用程式之任何檔案，例如資料庫、設定或程式碼。",
                    .fix = "File f = new File(dir, name).getCanonicalFile(); if "
                           "(!f.getPath().startsWith(dir.getCanonicalPath() + \"/\")) throw new "
                           "SecurityException(); getLastPathSegment() 會解碼 %2F，不屬檢查。",
                    .limits = "呼叫前之比對即予採計，未判斷其內容。經 ContentResolver "
                              "開啟之內容並非路徑，未判定。外部輸入最多追蹤五層方法。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
