/*
 * Addresses that begin with http:// and are made into URLs.
 */
#include "engine/check.h"
#include "engine/machine_record.h"
#include "facts/hosts.h"
#include "facts/ios.h"
#include "machine/use.h"
#include <string.h>

enum { USED, BLOCKED, LOCAL, NONE };

static const aa_message messages[] = {
    [USED] = {"http_address",
              {"{0} is made into a URL, and App Transport Security permits it",
               "{0} 用於建立 URL，且 App Transport Security 允許"}},
    [BLOCKED] = {"http_blocked",
                 {"{0} is made into a URL; App Transport Security refuses the connection",
                  "{0} 用於建立 URL，但 App Transport Security 會拒絕連線"}},
    [LOCAL] = {"http_local", {"{0} is an address of a local network", "{0} 為區域網路位址"}},
    [NONE] = {"no_http",
              {"No address that begins with http:// is made into a URL",
               "未見以 http:// 為首的位址用於建立 URL"}},
};

#define HOST_MAX 256

/* Names of schemas and property lists are not loaded. */
static bool is_namespace(const char *host)
{
    static const char *const hosts[] = {
        "www.w3.org", "www.apple.com", "schemas.xmlsoap.org",  "ns.adobe.com",        "ocsp.apple.com",
        "purl.org",   "xmlns.com",     "www.openarchives.org", "schemas.android.com", "schemas.microsoft.com",
        "xml.org",    "crl.apple.com"};
    for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++)
        if (strcmp(hosts[i], host) == 0)
            return true;
    return false;
}

/* The host of an address, in lower case. False: there is none that a name could be. */
static bool host_of(aa_bytes text, char out[HOST_MAX])
{
    size_t n = 0;
    for (size_t i = 7; i < text.n && n + 1 < HOST_MAX; i++) {
        char c = (char)text.p[i];
        if (c == '/' || c == ':' || c == '?' || c == '#')
            break;
        if (c == '%' || c == ' ' || c == '@')
            return false;
        out[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    out[n] = '\0';
    return n > 3 && strchr(out, '.') != NULL;
}

static bool is_http(void *context, aa_bytes text)
{
    static const char *const words[] = {"http://", NULL};
    (void)context;
    return aa_muse_begins_with(text, words) && text.n > 10;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    aa_machine *m = in->machine;
    if (m == NULL)
        return;
    static const char *const makers[] = {"URLWithString:*",
                                         "initWithString:",
                                         "_CFURLCreateWithString",
                                         "requestWithURL:*",
                                         "initWithURL:*",
                                         "_$s10Foundation3URLV6string*",
                                         "_$s10Foundation3URLV6stringACSgSSh_tcfC",
                                         NULL};
    const aa_ios_bundle *app = in->facts->ios != NULL ? aa_ios_app(in->facts->ios) : NULL;
    const aa_mplace_ref *places;
    size_t n = aa_machine_texts(m, is_http, NULL, &places), found = 0;
    for (size_t i = 0; i < n; i++) {
        char host[HOST_MAX];
        if (places[i].function == AA_NO_FUNCTION || !host_of(places[i].text, host) || is_namespace(host) ||
            aa_muse_call_near(m, places[i].image, places[i].function, makers) == NULL)
            continue;
        const char *shown = aa_machine_text(m, places[i].text);
        aa_mspot spot = aa_mspot_at(&places[i]);
        found++;
        if (aa_host_scope_of(host) != AA_HOST_PUBLIC)
            aa_hit_spot(sink, LOCAL, AA_SEVERITY_INFO, m, spot, NULL, AA_ARGS(shown));
        else if (app != NULL && app->has_info && !aa_ats_policy_for(&app->ats, host).insecure_http)
            aa_hit_spot(sink, BLOCKED, AA_SEVERITY_LOW, m, spot, NULL, AA_ARGS(shown));
        else
            aa_hit_spot(sink, USED, AA_SEVERITY_MEDIUM, m, spot, NULL, AA_ARGS(shown));
    }
    if (found == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_net_http = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:9 mas:4.1.2.4.1",
    .masvs = "MASVS-NETWORK-1",
    .mastg = "MASTG-TEST-0321",
    .cwe = "CWE-319",
    .text =
        {
            [AA_LANG_EN] =
                {.title = "Addresses without TLS are used",
                 .why = "What is loaded without TLS is read and changed by whoever shares the network.",
                 .fix = "Write https:// and let the server answer there.",
                 .limits = "Addresses that are put together at run time are not seen; whether the URL is "
                           "really loaded is not looked at here."},
            [AA_LANG_ZH_TW] = {.title = "使用未經 TLS 的位址",
                               .why = "未經 TLS 載入的內容可被同一網路上的人讀取並竄改。",
                               .fix = "改用 https://，並由伺服器於該處回應。",
                               .limits = "執行時才組成的位址無法看見；URL 是否實際載入不在此判定。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
