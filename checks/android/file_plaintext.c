/*
 * Sensitive values in files of the app's own folder: plain files, caches and temporary files.
 */
#include "engine/code_record.h"
#include "facts/streams_code.h"

enum { STORED, TEMPORARY, COVERED, OPENED, OTHERS, NONE, UNREAD };

static const aa_message messages[] = {
    [STORED] = {"file_plaintext",
                {"{0} writes {1:sensitive} ({2}) to a plain file: {3}",
                 "{0} 將{1:sensitive}（{2}）寫入未加密的檔案：{3}"}},
    [TEMPORARY] = {"cache_plaintext",
                   {"{0} writes {1:sensitive} ({2}) to a temporary or cached file: {3}",
                    "{0} 將{1:sensitive}（{2}）寫入暫存或快取檔案：{3}"}},
    [COVERED] = {"file_covered",
                 {"{0} writes {1:sensitive} to a file after encrypting or hashing it",
                  "{0} 將{1:sensitive}加密或雜湊後才寫入檔案"}},
    [OPENED] = {"file_decrypted",
                {"{0} writes what it decrypted to a plain file ({1}); what that is does not show",
                 "{0} 將解密後之內容寫入未加密的檔案（{1}），其內容為何無法看出"}},
    [OTHERS] = {"file_others",
                {"None of {0} files that are written is known to hold a sensitive value",
                 "{0} 個寫入之檔案均未發現敏感性資料"}},
    [NONE] = {"no_file_write",
              {"No call in the app opens a file to write", "應用程式中無任何呼叫開啟檔案供寫入"}},
    [UNREAD] = {"writes_unread",
                {"What {0} calls write to files was not looked at: there are more than the limit",
                 "{0} 個寫入檔案之呼叫超過上限，未檢視其內容"}},
};

static bool judge(const aa_check_input *in, aa_sink *sink, const aa_file_out *f)
{
    if (f->where == AA_FILE_EXTERNAL || f->where == AA_FILE_SHARED)
        return false;
    const char *where = aa_code_method_name(in->code, f->site.in);
    if (f->data.kind != AA_SENSITIVE_NONE) {
        aa_severity severity = aa_data_is_secret(f->data.kind) ? AA_SEVERITY_HIGH : AA_SEVERITY_LOW;
        aa_hit_origin(sink, f->where == AA_FILE_CACHE ? TEMPORARY : STORED, severity, in->code, &f->site,
                      f->data.origin,
                      AA_ARGS(where, aa_sensitive_name(f->data.kind),
                              *f->data.label != '\0' ? f->data.label : "-", f->name));
        return true;
    }
    if (f->data.hidden != AA_SENSITIVE_NONE)
        aa_clear_site(sink, COVERED, in->code, &f->site, AA_ARGS(where, aa_sensitive_name(f->data.hidden)));
    else if (f->data.opened != NULL)
        aa_cannot_tell_origin(sink, OPENED, in->code, &f->site, f->data.opened, AA_ARGS(where, f->name));
    return f->data.hidden != AA_SENSITIVE_NONE || f->data.opened != NULL;
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

const aa_check aa_check_android_file_plaintext = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 mas:4.1.2.3.4 mas:4.1.2.3.5 mas:4.1.2.3.6",
    .masvs = "MASVS-STORAGE-1",
    .mastg = "MASTG-TEST-0287",
    .cwe = "CWE-312",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Sensitive value in a plain file",
                    .why = "Whoever has a rooted device, a backup or another hole in the app reads it; "
                           "temporary files are often forgotten.",
                    .fix =
                        "Do not keep it, or write through a CipherOutputStream whose key is in the Android "
                        "Keystore.",
                    .limits = "Values are told by the layout field, platform call or named extra they come "
                              "from, and followed through java.io streams alone.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "敏感性資料存入未加密的檔案",
                    .why = "取得 root 權限、備份檔或其他漏洞者皆可讀取，且暫存檔常未刪除。",
                    .fix =
                        "不必要者勿儲存；須留存者，以金鑰置於 Android Keystore 之 CipherOutputStream 寫入。",
                    .limits = "以畫面欄位、平台呼叫或具名參數判斷資料，僅追蹤 java.io 資料流。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
