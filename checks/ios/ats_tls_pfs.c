/*
 * Exceptions of App Transport Security that ask less of TLS.
 */
#include <string.h>

#include "engine/check.h"
#include "facts/ios.h"

enum { OLD, NO_PFS, STRICT };

static const aa_message messages[] = {
    [OLD] = {"domain_old_tls", {"{0}: TLS from {1} on is accepted", "{0}：接受 {1} 以上版本的 TLS"}},
    [NO_PFS] = {"domain_no_forward_secrecy", {"{0}: forward secrecy is not required", "{0}：不要求前向保密"}},
    [STRICT] = {"tls_strict",
                {"No exception lowers TLS below 1.2 or gives up forward secrecy",
                 "沒有例外將 TLS 降至 1.2 以下或放棄前向保密"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_ios_bundle *app = in->facts->ios != NULL ? aa_ios_app(in->facts->ios) : NULL;
    if (app == NULL || !app->has_info)
        return;
    size_t weak = 0;
    for (size_t i = 0; i < app->ats.domain_count; i++) {
        const aa_ats_domain *d = &app->ats.domains[i];
        bool old =
            d->min_tls != NULL && (strcmp(d->min_tls, "TLSv1.0") == 0 || strcmp(d->min_tls, "TLSv1.1") == 0);
        if (old)
            aa_hit(sink, OLD, &d->place, AA_ARGS(d->name, d->min_tls));
        if (d->forward_secrecy == AA_NO)
            aa_hit_as(sink, NO_PFS, AA_SEVERITY_MEDIUM, AA_REACH_NONE_NEEDED, AA_OWNER_APP, &d->place,
                      AA_ARGS(d->name));
        weak += old || d->forward_secrecy == AA_NO;
    }
    if (weak == 0)
        aa_clear(sink, STRICT, &app->ats.place, AA_NO_ARGS);
}

const aa_check aa_check_ios_ats_tls_pfs = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_NETWORK_CONFIG),
    .rows = "broker:9 broker:15 mas:4.1.2.4.1",
    .masvs = "MASVS-NETWORK-1",
    .mastg = "MASTG-TEST-0342",
    .cwe = "CWE-327",
    .text =
        {
            [AA_LANG_EN] =
                {.title = "TLS is weakened for a host",
                 .why = "TLS 1.0 and 1.1 have known attacks and are deprecated (RFC 8996); without forward "
                        "secrecy recorded traffic can be read once the key of the server leaks.",
                 .fix = "Remove NSExceptionMinimumTLSVersion and NSExceptionRequiresForwardSecrecy after the "
                        "server speaks TLS 1.2 with ECDHE.",
                 .limits = "What the server really offers is seen only by connecting."},
            [AA_LANG_ZH_TW] = {.title = "對個別主機降低 TLS 要求",
                               .why = "TLS 1.0 與 1.1 已有已知攻擊並遭淘汰（RFC "
                                      "8996）；缺少前向保密時，伺服器金鑰外洩即可解讀側錄的流量。",
                               .fix = "待伺服器支援 TLS 1.2 與 ECDHE 後，移除 NSExceptionMinimumTLSVersion "
                                      "與 NSExceptionRequiresForwardSecrecy。",
                               .limits = "伺服器實際提供的版本須連線才能得知。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
