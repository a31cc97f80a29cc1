/*
 * What is written to storage that apps share.
 */
#include "engine/code_record.h"
#include "facts/streams_code.h"

enum { SENSITIVE, SHARED, COVERED, OWN_FOLDER, OTHERS, NONE, UNREAD };

static const aa_message messages[] = {
    [SENSITIVE] = {"external_sensitive",
                   {"{0} writes {1:sensitive} ({2}) to shared storage: {3}",
                    "{0} 將{1:sensitive}（{2}）寫入共用儲存空間：{3}"}},
    [SHARED] = {"external_shared",
                {"{0} writes to shared storage ({3}); nothing shows that it is sensitive",
                 "{0} 寫入共用儲存空間（{3}），無跡象顯示為敏感性資料"}},
    [COVERED] = {"external_covered",
                 {"{0} writes {1:sensitive} to shared storage after encrypting or hashing it",
                  "{0} 將{1:sensitive}加密或雜湊後才寫入共用儲存空間"}},
    [OWN_FOLDER] = {"external_own_folder",
                    {"{0} writes to the app's folder on shared storage ({3}); nothing shows that it is "
                     "sensitive",
                     "{0} 寫入共用儲存空間之應用程式專屬目錄（{3}），無跡象顯示為敏感性資料"}},
    [OTHERS] = {"external_none",
                {"None of {0} files that are written is known to lie on shared storage",
                 "{0} 個寫入之檔案均未發現位於共用儲存空間"}},
    [NONE] = {"no_file_write",
              {"No call in the app opens a file to write", "應用程式中無任何呼叫開啟檔案供寫入"}},
    [UNREAD] = {"writes_unread",
                {"What {0} calls write to files was not looked at: there are more than the limit",
                 "{0} 個寫入檔案之呼叫超過上限，未檢視其內容"}},
};

static bool judge(const aa_check_input *in, aa_sink *sink, const aa_file_out *f)
{
    if (f->where != AA_FILE_EXTERNAL && f->where != AA_FILE_SHARED)
        return false;
    const char *where = aa_code_method_name(in->code, f->site.in);
    aa_sensitive kind = f->data.kind != AA_SENSITIVE_NONE ? f->data.kind : f->data.hidden;
    const char *const *args =
        AA_ARGS(where, aa_sensitive_name(kind), *f->data.label != '\0' ? f->data.label : "-", f->name);
    if (f->data.kind != AA_SENSITIVE_NONE)
        aa_hit_origin(sink, SENSITIVE,
                      aa_data_is_secret(f->data.kind) || f->where == AA_FILE_SHARED ? AA_SEVERITY_MEDIUM
                                                                                    : AA_SEVERITY_LOW,
                      in->code, &f->site, f->data.origin, args);
    else if (kind != AA_SENSITIVE_NONE)
        aa_clear_site(sink, COVERED, in->code, &f->site, args);
    else if (f->where == AA_FILE_SHARED)
        aa_hit_origin(sink, SHARED, AA_SEVERITY_LOW, in->code, &f->site, f->folder, args);
    else
        aa_clear_site(sink, OWN_FOLDER, in->code, &f->site, args);
    return true;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    const aa_file_out *files = NULL;
    size_t unread = 0;
    size_t count = aa_files_written(in->code, in->facts, &files, &unread);
    size_t any = 0;
    for (size_t i = 0; i < count; i++)
        any += judge(in, sink, &files[i]);
    if (unread > 0)
        aa_cannot_tell(sink, UNREAD, NULL, AA_ARGS(aa_arg_int(sink, (long long)unread)));
    else if (count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
    else if (any == 0)
        aa_clear(sink, OTHERS, NULL, AA_ARGS(aa_arg_int(sink, (long long)count)));
}

const aa_check aa_check_android_external_write = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 mas:4.1.2.3.7",
    .masvs = "MASVS-STORAGE-1",
    .mastg = "MASTG-TEST-0200 MASTG-TEST-0202",
    .cwe = "CWE-921",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Data on shared storage",
                    .why =
                        "Other apps and whoever takes the card read it, and change it before the app reads "
                        "it again.",
                    .fix = "Write to Context.getFilesDir(); what has to be shared goes through MediaStore or "
                           "the system's document picker, without sensitive values.",
                    .limits =
                        "Paths and values are followed through streams that code of the app opens; what "
                        "native code or other libraries write is not seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "資料寫入共用儲存空間",
                    .why = "其他應用程式與取得記憶卡者皆可讀取，並可於應用程式再次讀取前竄改。",
                    .fix = "寫入 Context.getFilesDir()；須分享者經 MediaStore 或系統檔案選擇器，"
                           "且不含敏感性資料。",
                    .limits = "僅追蹤應用程式程式碼所開啟之資料流；原生程式碼或其他函式庫之寫入未檢視。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
