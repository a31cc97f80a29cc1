/*
 * The platform's own way to turn the checks of TLS off: sockets of android.net.SSLCertificateSocketFactory
 * that look at neither certificate nor host.
 */
#include "engine/code_record.h"

enum { INSECURE, UNUSED, NONE };

static const aa_message messages[] = {
    [INSECURE] = {"insecure_factory",
                  {"{0} makes connections that accept any certificate and any host "
                   "(SSLCertificateSocketFactory.getInsecure)",
                   "{0} 建立接受任何憑證與主機之連線 (SSLCertificateSocketFactory.getInsecure)"}},
    [UNUSED] = {"insecure_factory_unused",
                {"{0} asks for connections that accept any certificate and any host, and does not use them",
                 "{0} 取得接受任何憑證與主機之連線，但未使用"}},
    [NONE] = {"no_insecure_factory",
              {"No call asks for connections without checks", "未發現取得不檢查憑證之連線的呼叫"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    aa_sites sites = aa_code_calls(in->code, "Landroid/net/SSLCertificateSocketFactory;->getInsecure");
    for (size_t i = 0; i < sites.count; i++) {
        const aa_site *site = &sites.items[i];
        bool used = aa_site_result_is_used(in->code, site);
        aa_hit_site(sink, used ? INSECURE : UNUSED, used ? AA_SEVERITY_HIGH : AA_SEVERITY_LOW, in->code, site,
                    AA_ARGS(aa_code_method_name(in->code, site->in)));
    }
    if (sites.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_tls_insecure_factory = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:9 broker:15 mas:4.1.4.2.2",
    .masvs = "MASVS-NETWORK-1",
    .mastg = "MASTG-TEST-0234",
    .cwe = "CWE-295",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Connections without any check of the server",
                    .why = "Whoever stands between the app and its server shows a certificate of their own, "
                           "and reads and changes everything that is sent.",
                    .fix =
                        "Use SSLSocketFactory.getDefault(), or no factory at all, and verify the host name "
                        "(HttpsURLConnection does both). For a private authority name its certificate in "
                        "the network security config (<trust-anchors>).",
                    .limits =
                        "Where the connections are used is not followed: that they are asked for counts.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "連線完全不檢查伺服器",
                    .why = "位於應用程式與伺服器之間的人可出示自製憑證，讀取並竄改所有傳輸內容。",
                    .fix = "改用 SSLSocketFactory.getDefault() 或不自訂工廠，並驗證主機名稱"
                           "（HttpsURLConnection 兩者皆會執行）；使用自有憑證機構時，"
                           "於網路安全設定宣告其憑證（<trust-anchors>）。",
                    .limits = "不追蹤連線之實際用途，只要取得即列入。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
