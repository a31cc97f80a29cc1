/*
 * A file that another app names is copied to where apps can read it: whoever answers to an intent that names
 * nobody, or sends one, can name the app's own files (file:///data/data/…).
 */
#include "code/use_source.h"
#include "engine/code_record.h"

enum { COPIED_ANSWER, COPIED_INPUT, CHECKED, KEPT, NONE };

static const aa_message messages[] = {
    [COPIED_ANSWER] = {"answer_copied",
                       {"{0} copies the file that another app's answer names to {1}, where apps can read it",
                        "{0} 將其他應用程式回傳結果所指之檔案複製至應用程式可讀取之 {1}"}},
    [COPIED_INPUT] = {"input_copied",
                      {"{0} copies the file that another app names to {1}, where apps can read it",
                       "{0} 將其他應用程式所指之檔案複製至應用程式可讀取之 {1}"}},
    [CHECKED] = {"file_checked",
                 {"{0} copies a file that another app names after a look at its address",
                  "{0} 檢視其他應用程式所指檔案之位址後才複製"}},
    [KEPT] = {"file_kept",
              {"{0} calls read a file that another app names; none is seen to copy it to where apps can read",
               "{0} 處讀取其他應用程式所指之檔案，未發現將其複製至應用程式可讀取之處"}},
    [NONE] = {"no_named_file",
              {"No call reads a file that another app names", "未發現讀取其他應用程式所指檔案之呼叫"}},
};

static const char *const readers[] = {"Landroid/content/ContentResolver;->openInputStream",
                                      "Landroid/content/ContentResolver;->openFileDescriptor",
                                      "Landroid/content/ContentResolver;->openAssetFileDescriptor", NULL};

static const char *const writers[] = {
    "Ljava/io/FileOutputStream;-><init>", "Landroid/content/ContentResolver;->openOutputStream",
    "Landroid/content/ContentResolver;->openFileDescriptor", "Ljava/nio/file/Files;->copy", NULL};

/* Storage of one app on a card: closed to others from Android 11 on. */
static bool is_own_folder(aa_code *code, const aa_origin *folder)
{
    static const char *const own[] = {"Landroid/content/Context;->getExternalFilesDir",
                                      "Landroid/content/Context;->getExternalFilesDirs",
                                      "Landroid/content/Context;->getExternalCacheDir",
                                      "Landroid/content/Context;->getExternalCacheDirs", NULL};
    return folder->kind == AA_ORIGIN_CALL && aa_method_is_any(code, folder->method, own);
}

/* Shared storage that the method of |read| writes to; NULL. */
static const aa_origin *shared_output(aa_code *code, const aa_site *read)
{
    aa_sites sites = aa_code_calls_within(code, &read->in, 1, writers);
    for (size_t i = 0; i < sites.count; i++)
        for (size_t k = 1; sites.items[i].pc != read->pc && k < sites.items[i].call->argument_count; k++) {
            aa_origins whence = aa_code_whence(code, &sites.items[i], k);
            aa_source_seen seen = aa_source_find(code, &whence, AA_SOURCE_SHARED, NULL);
            if (seen.kind != 0)
                return seen.origin;
        }
    return NULL;
}

/* What an activity answered that this one asked. */
static const aa_origin *find_answer(aa_code *code, const aa_origins *origins)
{
    const aa_program *p = aa_code_base_of(code)->program;
    for (size_t i = 0; i < origins->count; i++) {
        const aa_origin *o = &origins->items[i];
        const aa_method *m = o->kind == AA_ORIGIN_ENTRY ? aa_program_method(p, o->in) : NULL;
        if (m != NULL && aa_bytes_is(m->name, "onActivityResult") && o->number > 0)
            return o;
    }
    return NULL;
}

/* True when the call reads a file that another app names. */
static bool judge(const aa_check_input *in, aa_sink *sink, const aa_site *site, size_t *kept)
{
    aa_origins whence = aa_code_whence(in->code, site, 1);
    const aa_origin *answer = find_answer(in->code, &whence);
    aa_source_seen seen = aa_source_find(in->code, &whence, AA_SOURCE_APP, aa_source_washed);
    const aa_origin *named = answer != NULL ? answer : seen.open == AA_OPEN_YES ? seen.origin : NULL;
    if (named == NULL)
        return false;
    const aa_origin *folder = shared_output(in->code, site);
    const char *method = aa_code_method_name(in->code, site->in);
    if (folder == NULL) {
        ++*kept;
    } else if (aa_site_checks_source(in->code, site, named)) {
        aa_clear_site(sink, CHECKED, in->code, site, AA_ARGS(method));
    } else {
        bool closed = is_own_folder(in->code, folder) && in->facts->manifest.min_sdk >= 30;
        aa_hit_origin(sink, answer != NULL ? COPIED_ANSWER : COPIED_INPUT,
                      closed ? AA_SEVERITY_LOW : AA_SEVERITY_MEDIUM, in->code, site, named,
                      AA_ARGS(method, aa_source_name(in->code, folder)));
    }
    return true;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    size_t seen = 0, kept = 0;
    if (in->code == NULL)
        return;
    aa_sites sites = aa_code_calls_of(in->code, readers);
    for (size_t i = 0; i < sites.count; i++)
        if (sites.items[i].call->argument_count > 1)
            seen += judge(in, sink, &sites.items[i], &kept);
    if (kept > 0)
        aa_clear(sink, KEPT, NULL, AA_ARGS(aa_arg_int(sink, (long long)kept)));
    else if (seen == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_result_unvalidated = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:19 mas:4.1.5.4.1",
    .masvs = "MASVS-CODE-4",
    .mastg = "MASTG-TEST-0375",
    .cwe = "CWE-20",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "A file that another app names is copied to shared storage",
                    .why =
                        "An app that answers, or sends the intent, names a private file of this app, such as "
                        "its preferences with a session, and then reads the copy.",
                    .fix =
                        "Take only addresses with the scheme content whose authority is not the app's own, "
                        "and keep the copy in Context.getFilesDir() or getCacheDir().",
                    .limits = "The copy has to be written in the method that reads; what goes through "
                              "libraries is not seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "將其他應用程式所指之檔案複製至共用儲存空間",
                    .why = "回傳結果或傳送 Intent 之應用程式可指向本應用程式之私有檔案"
                           "（例如含交談識別碼之偏好設定），再讀取其複本。",
                    .fix = "僅接受 scheme 為 content 且 authority 非本應用程式之位址，"
                           "並將複本保存於 Context.getFilesDir() 或 getCacheDir()。",
                    .limits = "僅辨識於讀取之同一方法內寫入複本者；經由函式庫者無法檢視。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
