/*
 * Files that every app on the device may read or write.
 */
#include "engine/code_record.h"

enum { OPEN, REFUSED, CLOSED, NONE };

static const aa_message messages[] = {
    [OPEN] = {"file_world",
              {"{0} lets every app read or write a file: {1}", "{0} 使所有應用程式可讀寫檔案：{1}"}},
    [REFUSED] = {"file_world_refused",
                 {"{0} asks for a file that every app may use ({1}); Android 7 and up throw instead",
                  "{0} 要求所有應用程式可存取之檔案（{1}），Android 7 起將擲出例外"}},
    [CLOSED] = {"file_private",
                {"None of {0} calls opens a file to other apps", "{0} 處呼叫均未開放檔案予其他應用程式"}},
    [NONE] = {"no_file_mode",
              {"No call in the app sets who may use a file", "應用程式中無任何呼叫設定檔案存取權"}},
};

/* Calls with a mode of Context; which argument it is. */
typedef struct opener {
    const char *pattern;
    const char *name;
    size_t argument;
} opener;

static const opener openers[] = {
    {"Landroid/content/Context;->openFileOutput", "openFileOutput", 2},
    {"Landroid/content/Context;->getSharedPreferences", "getSharedPreferences", 2},
    {"Landroid/content/Context;->openOrCreateDatabase", "openOrCreateDatabase", 2},
    {"Landroid/content/Context;->getDir", "getDir", 2},
    {"Landroid/app/Activity;->getPreferences", "getPreferences", 1},
};

static const opener permitters[] = {
    {"Ljava/io/File;->setReadable(ZZ)Z", "setReadable", 2},
    {"Ljava/io/File;->setWritable(ZZ)Z", "setWritable", 2},
};

enum { WORLD = 3 }; /* MODE_WORLD_READABLE | MODE_WORLD_WRITEABLE */

/* The number that decides, among those the argument can be. */
static const aa_origin *world_mode(const aa_origins *origins)
{
    for (size_t i = 0; i < origins->count; i++) {
        const aa_origin *o = &origins->items[i];
        if (o->kind == AA_ORIGIN_INT && o->exact && (o->number & WORLD) != 0 && o->number > 0 &&
            o->number < 0x10000)
            return o;
    }
    return NULL;
}

static const char *mode_text(int64_t mode)
{
    static const char *const names[] = {"", "MODE_WORLD_READABLE", "MODE_WORLD_WRITEABLE",
                                        "MODE_WORLD_READABLE | MODE_WORLD_WRITEABLE"};
    return names[mode & WORLD];
}

/* ContextImpl.checkMode() throws for these modes when both are 24 or above. */
static bool always_refused(const aa_facts *facts, const opener *how)
{
    return how->argument == 2 && facts->manifest.target_sdk >= 24 && facts->manifest.min_sdk >= 24 &&
           strcmp(how->name, "getDir") != 0;
}

static bool judge_mode(const aa_check_input *in, aa_sink *sink, const aa_site *site, const opener *how)
{
    aa_origins modes = aa_code_constants(in->code, site, how->argument);
    const aa_origin *mode = world_mode(&modes);
    const char *where = aa_code_method_name(in->code, site->in);
    if (mode == NULL)
        return false;
    const char *what =
        aa_arg_text(aa_arena_printf(aa_code_arena(in->code), "%s(%s)", how->name, mode_text(mode->number)));
    bool refused = always_refused(in->facts, how);
    aa_hit_origin(sink, refused ? REFUSED : OPEN, refused ? AA_SEVERITY_LOW : AA_SEVERITY_HIGH, in->code,
                  site, mode, AA_ARGS(where, what));
    return true;
}

/* setReadable(true, false): not the owner alone. */
static bool judge_permission(const aa_check_input *in, aa_sink *sink, const aa_site *site, const opener *how)
{
    int64_t on = 0;
    int64_t owner_only = 1;
    if (!aa_site_int(in->code, site, 1, &on) || !aa_site_int(in->code, site, 2, &owner_only) || on == 0 ||
        owner_only != 0)
        return false;
    /* The folder of an app for Android 9 or up is closed to others, whatever its files say. */
    aa_severity severity = in->facts->manifest.target_sdk >= 28 ? AA_SEVERITY_LOW : AA_SEVERITY_MEDIUM;
    const char *what = aa_arg_text(aa_arena_printf(aa_code_arena(in->code), "%s(true, false)", how->name));
    aa_hit_site(sink, OPEN, severity, in->code, site, AA_ARGS(aa_code_method_name(in->code, site->in), what));
    return true;
}

static bool is_open_mode(aa_bytes text)
{
    static const char *const modes[] = {"chmod 777",    "chmod 0777", "chmod 666", "chmod 0666",
                                        "chmod -R 777", "chmod a+r",  "chmod o+r", "chmod o+w"};
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
        size_t n = strlen(modes[i]);
        if (text.n > n && memcmp(text.p, modes[i], n) == 0 && (text.p[n] == ' ' || modes[i][n - 1] > '9'))
            return true;
    }
    return false;
}

static size_t judge_commands(const aa_check_input *in, aa_sink *sink, size_t *all)
{
    aa_sites sites = aa_code_calls(in->code, "Ljava/lang/Runtime;->exec");
    size_t hits = 0;
    for (size_t i = 0; i < sites.count; i++) {
        aa_origins texts = aa_code_whence(in->code, &sites.items[i], 1);
        for (size_t k = 0; k < texts.count; k++) {
            const aa_origin *o = &texts.items[k];
            if (o->kind != AA_ORIGIN_STRING || !is_open_mode(o->text))
                continue;
            aa_hit_origin(sink, OPEN, AA_SEVERITY_MEDIUM, in->code, &sites.items[i], o,
                          AA_ARGS(aa_code_method_name(in->code, sites.items[i].in),
                                  aa_arg_text(aa_arena_utf8(aa_code_arena(in->code), o->text))));
            ++*all;
            hits++;
            break;
        }
    }
    return hits;
}

static size_t judge_all(const aa_check_input *in, aa_sink *sink, size_t *all)
{
    size_t hits = 0;
    for (size_t i = 0; i < sizeof openers / sizeof openers[0]; i++) {
        aa_sites sites = aa_code_calls(in->code, openers[i].pattern);
        *all += sites.count;
        for (size_t k = 0; k < sites.count; k++)
            hits += judge_mode(in, sink, &sites.items[k], &openers[i]);
    }
    for (size_t i = 0; i < sizeof permitters / sizeof permitters[0]; i++) {
        aa_sites sites = aa_code_calls(in->code, permitters[i].pattern);
        *all += sites.count;
        for (size_t k = 0; k < sites.count; k++)
            hits += judge_permission(in, sink, &sites.items[k], &permitters[i]);
    }
    return hits + judge_commands(in, sink, all);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    size_t all = 0;
    size_t hits = judge_all(in, sink, &all);
    if (all == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
    else if (hits == 0)
        aa_clear(sink, CLOSED, NULL, AA_ARGS(aa_arg_int(sink, (long long)all)));
}

const aa_check aa_check_android_file_world = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 broker:10 mas:4.1.2.3.7 mas:4.1.2.5.3",
    .masvs = "MASVS-STORAGE-1",
    .mastg = "MASTG-TEST-0287",
    .cwe = "CWE-276",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "File that every app may read or write",
                    .why = "Other apps read what is kept there, or put something else in its place.",
                    .fix = "Context.MODE_PRIVATE, and a FileProvider with granted URIs for what is to be "
                           "shared.",
                    .limits = "Modes that are not constant are not judged. Files that native code opens are "
                              "not seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "所有應用程式皆可讀寫之檔案",
                    .why = "其他應用程式可讀取其內容，或以其他內容取代。",
                    .fix = "使用 Context.MODE_PRIVATE；須分享者以 FileProvider 授予 URI 權限。",
                    .limits = "非常數之模式不判斷；原生程式碼開啟之檔案未檢視。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
