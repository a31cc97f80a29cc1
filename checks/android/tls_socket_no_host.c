/*
 * TLS sockets that code opens itself. The platform checks their certificate chain but not the name in it:
 * that is left to the code.
 */
#include "code/use_socket.h"
#include "code/use_tls.h"
#include "engine/code_record.h"

enum { UNVERIFIED, DROPPED, VERIFIED, NONE };

static const aa_message messages[] = {
    [UNVERIFIED] = {"socket_unverified",
                    {"A TLS socket is opened and nothing compares its host with the certificate",
                     "開啟 TLS Socket 後，未比對主機與憑證所載名稱"}},
    [DROPPED] = {"socket_outcome_dropped",
                 {"A TLS socket is opened and the outcome of comparing its host at {0} is not used",
                  "開啟 TLS Socket 後，於 {0} 比對主機名稱之結果未被採用"}},
    [VERIFIED] = {"socket_verified",
                  {"The host of a TLS socket is compared with its certificate at {0}",
                   "TLS Socket 之主機於 {0} 與憑證比對"}},
    [NONE] = {"no_raw_socket", {"The code opens no TLS socket of its own", "程式碼未自行開啟 TLS Socket"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    aa_socket_uses uses = aa_code_sockets(in->code);
    for (size_t i = 0; i < uses.count; i++) {
        const aa_socket_use *use = &uses.items[i];
        const char *at = use->compared == AA_SOCKET_NOT_COMPARED
                             ? ""
                             : aa_code_place_text(in->code, use->compared_in, use->compared_pc);
        if (use->compared == AA_SOCKET_NOT_COMPARED)
            aa_hit_site(sink, UNVERIFIED, AA_SEVERITY_HIGH, in->code, &use->site, AA_NO_ARGS);
        else if (use->compared == AA_SOCKET_OUTCOME_DROPPED)
            aa_hit_site(sink, DROPPED, AA_SEVERITY_HIGH, in->code, &use->site, AA_ARGS(at));
        else
            aa_clear_site(sink, VERIFIED, in->code, &use->site, AA_ARGS(at));
    }
    if (uses.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_tls_socket_no_host = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:9 broker:15 mas:4.1.4.2.2",
    .masvs = "MASVS-NETWORK-1",
    .mastg = "MASTG-TEST-0234",
    .cwe = "CWE-297",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "A TLS socket is used without comparing the host name",
                    .why = "A valid certificate of any site, which everyone can buy, then passes for the "
                           "server that was meant.",
                    .fix = "Before connecting: SSLParameters p = socket.getSSLParameters(); "
                           "p.setEndpointIdentificationAlgorithm(\"HTTPS\"); socket.setSSLParameters(p); or "
                           "after the handshake throw unless "
                           "HttpsURLConnection.getDefaultHostnameVerifier().verify(host, "
                           "socket.getSession()).",
                    .limits = "A comparison is looked for in the method that opens the socket, what it "
                              "calls, and what gets the socket from it. One made elsewhere is not seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "使用 TLS Socket 而未比對主機名稱",
                    .why = "任何網站之有效憑證（人人皆可取得）均可冒充所欲連線之伺服器。",
                    .fix = "連線前設定 SSLParameters p = socket.getSSLParameters(); "
                           "p.setEndpointIdentificationAlgorithm(\"HTTPS\"); socket.setSSLParameters(p);，"
                           "或於交握後呼叫 HttpsURLConnection.getDefaultHostnameVerifier().verify(host, "
                           "socket.getSession())，結果為 false 時拋出例外。",
                    .limits = "僅於開啟 Socket 之方法、其所呼叫者及取得該 Socket "
                              "者中尋找比對；於他處進行之比對無法辨識。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
