/*
 * Exceptions of App Transport Security that allow connections without TLS.
 */
#include <string.h>

#include "engine/check.h"
#include "facts/ios.h"

enum { HTTP, HTTP_SUB, LOCAL, STRICT };

static const aa_message messages[] = {
    [HTTP] = {"domain_http", {"{0}: connections without TLS are allowed", "{0}：允許不經 TLS 的連線"}},
    [HTTP_SUB] = {"domain_http_subdomains",
                  {"{0} and its subdomains: connections without TLS are allowed",
                   "{0} 及其子網域：允許不經 TLS 的連線"}},
    [LOCAL] = {"local_http",
               {"{0} is a name of the local network: connections without TLS are allowed",
                "{0} 為區域網路名稱：允許不經 TLS 的連線"}},
    [STRICT] = {"exceptions_strict",
                {"No exception allows connections without TLS", "沒有例外允許不經 TLS 的連線"}},
};

/* Names that only a local network resolves. */
static bool is_local(const char *name)
{
    size_t n = strlen(name);
    return strcmp(name, "localhost") == 0 || strncmp(name, "127.", 4) == 0 ||
           (n > 6 && strcmp(name + n - 6, ".local") == 0);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_ios_bundle *app = in->facts->ios != NULL ? aa_ios_app(in->facts->ios) : NULL;
    if (app == NULL || !app->has_info)
        return;
    size_t open = 0;
    for (size_t i = 0; i < app->ats.domain_count; i++) {
        const aa_ats_domain *d = &app->ats.domains[i];
        if (d->insecure_http != AA_YES)
            continue;
        open++;
        if (is_local(d->name))
            aa_hit_as(sink, LOCAL, AA_SEVERITY_INFO, AA_REACH_NONE_NEEDED, AA_OWNER_APP, &d->place,
                      AA_ARGS(d->name));
        else
            aa_hit(sink, d->include_subdomains ? HTTP_SUB : HTTP, &d->place, AA_ARGS(d->name));
    }
    if (open == 0)
        aa_clear(sink, STRICT, &app->ats.place, AA_NO_ARGS);
}

const aa_check aa_check_ios_ats_exception = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_NETWORK_CONFIG),
    .rows = "broker:9 mas:4.1.2.4.1",
    .masvs = "MASVS-NETWORK-1",
    .mastg = "MASTG-TEST-0322",
    .cwe = "CWE-319",
    .text =
        {
            [AA_LANG_EN] =
                {.title = "A host is exempt from TLS",
                 .why = "Connections to that host may go without TLS; whoever shares the network reads and "
                        "changes what is sent.",
                 .fix = "Give the host a certificate and remove the exception.",
                 .limits = "Whether the app sends anything sensitive to that host is not looked at here."},
            [AA_LANG_ZH_TW] = {.title = "有主機免除 TLS",
                               .why = "與該主機的連線可能不經 TLS，同一網路上的人可讀取並竄改內容。",
                               .fix = "為該主機安裝憑證並移除例外。",
                               .limits = "是否傳送敏感資料給該主機不在此檢查範圍。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
