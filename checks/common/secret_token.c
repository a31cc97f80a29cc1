/*
 * Credentials that providers issue, in code, resources and files.
 */
#include "secrets.h"

enum { SERVER, CLIENT, LEFT_OUT, NONE };

static const aa_message messages[] = {
    [SERVER] = {"server_secret",
                {"{0} {1}: {2}… ({3} characters, digest {4}), in {5}",
                 "{0} {1}：{2}…（{3} 字元，摘要 {4}），位於 {5}"}},
    [CLIENT] = {"client_secret",
                {"{0} {1}, meant for clients or short-lived: {2}… ({3} characters, digest {4}), in {5}",
                 "{0} {1}（供用戶端使用或效期有限）：{2}…（{3} 字元，摘要 {4}），位於 {5}"}},
    [LEFT_OUT] =
        {"decoders_not_run",
         {"The app decodes its texts itself: {0} calls of such decoders were not run, and what they give "
          "was not looked at",
          "應用程式自行解碼文字：{0} 處解碼函式呼叫未執行，其結果未檢視"}},
    [NONE] = {"no_secret",
              {"No credential that acts as a server in {0} files and {1} constants of the bytecode",
               "{0} 個檔案及 {1} 個位元組碼常數中未發現具伺服器權限之機敏資訊"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_secrets *secrets = in->facts->secrets;
    if (secrets == NULL)
        return;
    size_t masters = secret_hit_from(in, sink, false, AA_SECRET_LIMITED, SERVER, CLIENT).masters;
    if (secrets->left_out > 0)
        aa_cannot_tell(sink, LEFT_OUT, NULL, AA_ARGS(aa_arg_int(sink, (long long)secrets->left_out)));
    else if (masters == 0)
        secret_none(in, sink, NONE);
}

const aa_check aa_check_common_secret_token = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_RESOURCES) | AA_AREA_BIT(AA_AREA_CODE) |
             AA_AREA_BIT(AA_AREA_ASSETS),
    .rows = "broker:8 broker:16 mas:4.1.2.3.8",
    .masvs = "MASVS-STORAGE-1",
    .mastg = "MASTG-TEST-0214",
    .cwe = "CWE-798",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Credential of a service in the app",
                    .why =
                        "Whoever has the package has the credential, and acts as its owner: reads or changes "
                        "what the service keeps, sends in its name, spends its money.",
                    .fix = "Revoke it at the provider. Let the app ask a server of yours, which holds the "
                           "credential, and which knows each user.",
                    .limits =
                        "Told by the form that the provider's documentation gives, by a checksum or by what "
                        "it decodes to; nobody is asked whether it is still valid. Values without a form "
                        "of their own count only where their name names the provider. Of what code puts "
                        "together or decodes, constants are followed through the app's own methods; "
                        "databases are read as bytes.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "應用程式含服務之機敏資訊",
                    .why = "取得安裝檔者即取得該機敏資訊，得以擁有者身分讀取或變更服務所存資料、"
                           "以其名義傳送訊息或產生費用。",
                    .fix = "向服務商註銷該機敏資訊；改由貴公司伺服器持有，"
                           "應用程式經該伺服器使用服務並驗證每位使用者。",
                    .limits = "依服務商公開說明所載格式、檢查碼或解碼結果判定，不連線確認是否有效。"
                              "無專屬格式者，僅於其名稱含服務商名稱時列出。程式碼組成或解碼之值，僅追蹤應用程"
                              "式自有方法內之常數；"
                              "資料庫檔案僅以位元組檢視。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
