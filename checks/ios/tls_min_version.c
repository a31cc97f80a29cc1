/*
 * TLS versions below 1.2 allowed in code.
 */
#include "engine/check.h"
#include "engine/machine_record.h"

enum { OLD, UNKNOWN, GOOD, NONE };

static const aa_message messages[] = {
    [OLD] = {"old_tls_allowed", {"{0} allows TLS from {1} on", "{0} 允許 {1} 以上版本的 TLS"}},
    [UNKNOWN] = {"tls_floor_unknown", {"The version given to {0} cannot be told", "無法判定 {0} 的版本"}},
    [GOOD] = {"tls_floor", {"{0} asks for TLS {1} or later", "{0} 要求 TLS {1} 以上版本"}},
    [NONE] = {"no_tls_floor",
              {"No code changes the oldest TLS version: the system asks for 1.2",
               "未更改最低 TLS 版本：系統要求 1.2"}},
};

/* Versions of TLS as in its records (0x0301 is 1.0), and SSLProtocol of Secure Transport (4 is 1.0). */
static const char *version_name(int64_t v, bool transport, bool *old)
{
    *old = transport ? v > 0 && v < 8 : v < 0x0303;
    if (transport)
        return v == 4 ? "1.0" : v == 7 ? "1.1" : v == 8 ? "1.2" : v == 10 ? "1.3" : v == 2 ? "SSL 3" : "?";
    return v == 0x0301 ? "1.0" : v == 0x0302 ? "1.1" : v == 0x0303 ? "1.2" : v == 0x0304 ? "1.3" : "?";
}

static void judge(aa_machine *m, aa_sink *sink, aa_msites sites, size_t argument, bool transport,
                  const char *what)
{
    for (size_t i = 0; i < sites.count; i++) {
        int64_t value;
        bool old;
        if (!aa_msite_int(m, &sites.items[i], argument, &value)) {
            aa_cannot_tell_spot(sink, UNKNOWN, m, aa_mspot_of(&sites.items[i]), NULL, AA_ARGS(what));
            continue;
        }
        const char *name = version_name(value & 0xffff, transport, &old);
        if (old)
            aa_hit_spot(sink, OLD, AA_SEVERITY_HIGH, m, aa_mspot_of(&sites.items[i]), NULL,
                        AA_ARGS(what, name));
        else
            aa_clear_spot(sink, GOOD, m, aa_mspot_of(&sites.items[i]), AA_ARGS(what, name));
    }
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    aa_machine *m = in->machine;
    if (m == NULL)
        return;

    static const struct {
        const char *name;
        size_t argument;
        bool send, transport;
    } calls[] = {{"setTLSMinimumSupportedProtocolVersion:", 2, true, false},
                 {"setTLSMinimumSupportedProtocol:", 2, true, true},
                 {"_sec_protocol_options_set_min_tls_protocol_version", 1, false, false},
                 {"_sec_protocol_options_set_tls_min_version", 1, false, true},
                 {"_SSLSetProtocolVersionMin", 1, false, true}};

    size_t n = 0;
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        aa_msites sites =
            calls[i].send ? aa_machine_sends(m, calls[i].name, NULL) : aa_machine_calls(m, calls[i].name);
        judge(m, sink, sites, calls[i].argument, calls[i].transport,
              calls[i].name + (calls[i].name[0] == '_'));
        n += sites.count;
    }
    if (n == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_tls_min_version = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:9 broker:15 mas:4.1.2.4.1",
    .masvs = "MASVS-NETWORK-1",
    .mastg = "MASTG-TEST-0343",
    .cwe = "CWE-327",
    .text =
        {
            [AA_LANG_EN] = {.title = "Old TLS versions are allowed",
                            .why = "TLS 1.0 and 1.1 have known attacks and are deprecated (RFC 8996).",
                            .fix = "Ask for tls_protocol_version_TLSv12 or later, or leave the default.",
                            .limits = "What the server really offers is seen only by connecting."},
            [AA_LANG_ZH_TW] = {.title = "允許舊版 TLS",
                               .why = "TLS 1.0 與 1.1 已有已知攻擊並遭淘汰（RFC 8996）。",
                               .fix = "要求 tls_protocol_version_TLSv12 以上版本，或使用預設值。",
                               .limits = "伺服器實際提供的版本須連線才能得知。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
