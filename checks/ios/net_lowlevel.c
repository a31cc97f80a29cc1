/*
 * Connections below URLSession: sockets, streams and Network.framework. App Transport Security does not look
 * at them, so their protection is the app's own doing.
 */
#include "engine/check.h"
#include "engine/machine_record.h"
#include "machine/use.h"

enum { SOCKET, STREAM, STREAM_UNSURE, STREAM_TLS, PLAIN, PARAMETERS_UNKNOWN, TLS, NONE };

static const aa_message messages[] = {
    [SOCKET] = {"socket", {"A socket to the network is connected", "建立 socket 並連線至網路"}},
    [STREAM] = {"stream_plain",
                {"{0} opens a stream, and no code asks for TLS on one",
                 "{0} 開啟串流，且未見任何程式碼要求使用 TLS"}},
    [STREAM_UNSURE] = {"stream_unsure",
                       {"{0} opens a stream; whether TLS is asked for cannot be told",
                        "{0} 開啟串流，無法判定是否要求使用 TLS"}},
    [STREAM_TLS] = {"stream_tls", {"{0} opens a stream, and TLS is asked for", "{0} 開啟串流並要求使用 TLS"}},
    [PLAIN] = {"connection_plain",
               {"{0}: parameters of a TCP connection without TLS", "{0}：未經 TLS 的 TCP 連線參數"}},
    [PARAMETERS_UNKNOWN] = {"connection_unknown",
                            {"{0}: whether the connection has TLS cannot be told",
                             "{0}：無法判定連線是否使用 TLS"}},
    [TLS] = {"connection_tls", {"{0}: parameters of a connection with TLS", "{0}：使用 TLS 的連線參數"}},
    [NONE] = {"no_low_level", {"No connection below URLSession was seen", "未見 URLSession 以下的連線"}},
};

typedef struct study {
    aa_machine *m;
    aa_sink *sink;
    size_t found;
} study;

static void record(study *s, unsigned message, const aa_msite *site, const char *name)
{
    aa_mspot spot = aa_mspot_of(site);
    s->found++;
    if (message == TLS || message == STREAM_TLS)
        aa_clear_spot(s->sink, message, s->m, spot, AA_ARGS(name));
    else if (message == STREAM_UNSURE || message == PARAMETERS_UNKNOWN)
        aa_cannot_tell_spot(s->sink, message, s->m, spot, NULL, AA_ARGS(name));
    else
        aa_hit_spot(s->sink, message, message == SOCKET ? AA_SEVERITY_LOW : AA_SEVERITY_MEDIUM, s->m, spot,
                    NULL, AA_ARGS(name));
}

/* AF_INET is 2 and AF_INET6 is 30; others do not leave the device. */
static void sockets(study *s)
{
    static const char *const connects[] = {"_connect", "_connectx", "_sendto", NULL};
    aa_msites sites = aa_machine_calls(s->m, "_socket");
    for (size_t i = 0; i < sites.count; i++) {
        const aa_msite *site = &sites.items[i];
        aa_morigins family = aa_msite_origins(s->m, site, 0);
        bool network = !family.complete;
        for (size_t k = 0; k < family.count; k++)
            network = network || family.items[k].kind != AA_MORIGIN_INT || family.items[k].number == 2 ||
                      family.items[k].number == 30;
        if (network && aa_muse_call_near(s->m, site->image, site->function, connects) != NULL)
            record(s, SOCKET, site, "socket");
    }
}

/* ---- streams */

static const char *const securities[] = {"_kCFStreamPropertySSLSettings",
                                         "_kCFStreamPropertySocketSecurityLevel",
                                         "_NSStreamSocketSecurityLevelKey", NULL};

/* The function of |site| gives a stream a property that asks for TLS. */
static bool asks_for_tls(study *s, const aa_msite *site)
{
    static const char *const setters[] = {"_CFReadStreamSetProperty", "_CFWriteStreamSetProperty",
                                          "setProperty:forKey:", NULL};
    for (size_t i = 0; i < site->flow->call_count; i++) {
        const aa_mcall *call = &site->flow->calls[i];
        if (!aa_muse_is_one_of(call->name, setters))
            continue;
        aa_msite setter = {site->image, site->function, site->flow, call};
        aa_morigins key = aa_msite_origins(s->m, &setter, call->kind == AA_MCALL_SEND ? 3 : 1);
        for (size_t k = 0; k < key.count; k++)
            if (key.items[k].kind == AA_MORIGIN_SYMBOL && aa_muse_is_one_of(key.items[k].text, securities))
                return true;
    }
    return false;
}

static bool tls_is_asked_somewhere(study *s)
{
    const aa_mplace_ref *places;
    for (size_t i = 0; securities[i] != NULL; i++)
        if (aa_machine_symbol_uses(s->m, securities[i], &places) > 0)
            return true;
    return false;
}

static void streams(study *s)
{
    static const char *const makers[] = {"_CFStreamCreatePairWithSocketToHost",
                                         "_CFStreamCreatePairWithSocketToCFHost",
                                         "getStreamsToHostWithName:port:inputStream:outputStream:"};
    for (size_t i = 0; i < sizeof makers / sizeof makers[0]; i++) {
        bool function = makers[i][0] == '_';
        aa_msites sites =
            function ? aa_machine_calls(s->m, makers[i]) : aa_machine_sends(s->m, makers[i], NULL);
        for (size_t k = 0; k < sites.count; k++)
            record(s,
                   asks_for_tls(s, &sites.items[k]) ? STREAM_TLS
                   : tls_is_asked_somewhere(s)      ? STREAM_UNSURE
                                                    : STREAM,
                   &sites.items[k], makers[i] + function);
    }
}

/* ---- Network.framework */

static void all(study *s, const char *symbol, unsigned message, const char *name)
{
    aa_msites sites = aa_machine_calls(s->m, symbol);
    for (size_t i = 0; i < sites.count; i++)
        record(s, message, &sites.items[i], name);
}

/* Argument 0 says how TLS is set up: the block that switches it off, or none. */
static void by_argument(study *s, const char *symbol, const char *name)
{
    aa_msites sites = aa_machine_calls(s->m, symbol);
    for (size_t i = 0; i < sites.count; i++) {
        aa_morigins o = aa_msite_origins(s->m, &sites.items[i], 0);
        size_t off = 0;
        for (size_t k = 0; k < o.count; k++)
            off += (o.items[k].kind == AA_MORIGIN_INT && o.items[k].number == 0) ||
                   (o.items[k].kind == AA_MORIGIN_SYMBOL &&
                    aa_bytes_is(o.items[k].text, "__nw_parameters_configure_protocol_disable"));
        record(s,
               off > 0                     ? PLAIN
               : o.complete && o.count > 0 ? TLS
                                           : PARAMETERS_UNKNOWN,
               &sites.items[i], name);
    }
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    study s = {.m = in->machine, .sink = sink};
    if (in->machine == NULL)
        return;
    sockets(&s);
    streams(&s);
    all(&s, "_$s7Network12NWParametersC3tcpACvgZ", PLAIN, "NWParameters.tcp");
    all(&s, "_$s7Network12NWParametersC3tlsACvgZ", TLS, "NWParameters.tls");
    by_argument(&s, "_$s7Network12NWParametersC3tls3tcp*", "NWParameters(tls:tcp:)");
    by_argument(&s, "_nw_parameters_create_secure_tcp", "nw_parameters_create_secure_tcp");
    if (s.found == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_net_lowlevel = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_HINT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:9 mas:4.1.2.4.1",
    .masvs = "MASVS-NETWORK-1",
    .mastg = "MASTG-TEST-0323",
    .cwe = "CWE-319",
    .text =
        {
            [AA_LANG_EN] = {.title = "Connections that App Transport Security does not look at",
                            .why = "What is sent over a plain socket or stream is read and changed by "
                                   "whoever shares the network.",
                            .fix = "Use URLSession, or ask for TLS: NWParameters.tls, "
                                   "kCFStreamPropertySSLSettings.",
                            .limits = "What is sent, and to whom, is not looked at: a socket may carry TLS "
                                      "of a library."},
            [AA_LANG_ZH_TW] =
                {.title = "App Transport Security 未檢視的連線",
                 .why = "經由未加密的 socket 或串流傳送的內容可被同一網路上的人讀取並竄改。",
                 .fix = "改用 URLSession，或要求使用 TLS：NWParameters.tls、kCFStreamPropertySSLSettings。",
                 .limits = "未檢視傳送內容與對象；socket 上可能另有函式庫的 TLS。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
