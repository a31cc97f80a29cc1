/*
 * Connections below HTTP that have no TLS. The network security config does not stop them.
 */
#include "engine/code_record.h"
#include "facts/hosts.h"

enum { SOCKET, CHANNEL, LOCAL, NONE };

static const aa_message messages[] = {
    [SOCKET] = {"socket_plain",
                {"{0} connects a socket without TLS ({1})", "{0} 建立未經 TLS 之 Socket 連線（{1}）"}},
    [CHANNEL] = {"channel_plain",
                 {"{0} asks gRPC for a channel without TLS", "{0} 要求 gRPC 建立未經 TLS 之通道"}},
    [LOCAL] = {"socket_local",
               {"{0} connects a socket to this device itself ({1})", "{0} 之 Socket 連線至裝置本身（{1}）"}},
    [NONE] = {"no_plain_socket",
              {"No code of the app connects a socket without TLS",
               "應用程式之程式碼未建立未經 TLS 之 Socket 連線"}},
};

/* Argument 1 holds the host: a name, an address, or what has one. */
static const char *const connects[] = {
    "Ljava/net/Socket;-><init>(Ljava/lang/String;I)V",
    "Ljava/net/Socket;-><init>(Ljava/lang/String;ILjava/net/InetAddress;I)V",
    "Ljava/net/Socket;-><init>(Ljava/net/InetAddress;I)V",
    "Ljava/net/Socket;-><init>(Ljava/net/InetAddress;ILjava/net/InetAddress;I)V",
    "Ljava/net/Socket;->connect",
    NULL,
};

/* TLS is put on the socket, or the socket is one of TLS. */
static const char *const secures[] = {
    "Ljavax/net/ssl/SSLSocketFactory;->createSocket",
    "Ljavax/net/ssl/SSLSocket;->*",
    NULL,
};

static bool is_secured(aa_code *code, const aa_site *site)
{
    for (size_t i = 0; i < site->flow->call_count; i++)
        if (aa_method_is_any(code, site->flow->calls[i].to, secures))
            return true;
    return false;
}

/* Made where it is connected. Helpers that connect any socket, as HTTP clients have, are given it: what is
 * put on it before or after is their callers' doing. */
static bool is_made_here(aa_code *code, const aa_site *site)
{
    return aa_value_kind_of(aa_code_values(code), site->call->arguments[0]) == AA_V_NEW;
}

/* A constant host, for the message; |*local|: every host that is seen is the device's own. */
static const char *host_of(aa_code *code, const aa_site *site, bool *local)
{
    const char *host = NULL;
    aa_origins whence = aa_code_whence(code, site, 1);
    *local = whence.complete;
    for (size_t i = 0; i < whence.count; i++) {
        const aa_origin *o = &whence.items[i];
        const char *text = o->kind == AA_ORIGIN_STRING ? aa_code_utf8(code, o->text) : NULL;
        if (o->kind == AA_ORIGIN_UNKNOWN || o->kind == AA_ORIGIN_PARAM || o->kind == AA_ORIGIN_ENTRY ||
            o->kind == AA_ORIGIN_FIELD)
            *local = false;
        if (text == NULL || *text == '\0')
            continue;
        if (aa_host_scope_of(text) == AA_HOST_LOOPBACK) {
            host = host == NULL ? text : host;
        } else {
            *local = false;
            host = text;
        }
    }
    *local = *local && host != NULL;
    return host == NULL ? "-" : host;
}

static void judge(const aa_check_input *in, aa_sink *sink, const aa_site *site)
{
    bool local = false;
    const char *host = aa_arg_text(host_of(in->code, site, &local));
    const char *const *args = AA_ARGS(aa_code_method_name(in->code, site->in), host);
    if (local)
        aa_clear_site(sink, LOCAL, in->code, site, args);
    else
        aa_hit_site(sink, SOCKET, AA_SEVERITY_LOW, in->code, site, args);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    static const char *const plaintext[] = {"Lio/grpc/ManagedChannelBuilder;->usePlaintext",
                                            "Lio/grpc/okhttp/OkHttpChannelBuilder;->usePlaintext", NULL};
    if (in->code == NULL)
        return;
    size_t found = 0;
    aa_sites sites = aa_code_own_calls_of(in->code, connects);
    for (size_t i = 0; i < sites.count; i++) {
        const aa_site *site = &sites.items[i];
        if (site->call->argument_count < 2 || !is_made_here(in->code, site) || is_secured(in->code, site))
            continue;
        judge(in, sink, site);
        found++;
    }
    aa_sites channels = aa_code_own_calls_of(in->code, plaintext);
    for (size_t i = 0; i < channels.count; i++)
        aa_hit_site(sink, CHANNEL, AA_SEVERITY_MEDIUM, in->code, &channels.items[i],
                    AA_ARGS(aa_code_method_name(in->code, channels.items[i].in)));
    if (found + channels.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_net_lowlevel_plain = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:9 mas:4.1.2.4.1",
    .masvs = "MASVS-NETWORK-1",
    .mastg = "MASTG-TEST-0239",
    .cwe = "CWE-319",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Connection below HTTP without TLS",
                    .why = "Whoever shares the network reads and changes what is sent; neither the network "
                           "security config nor cleartextTrafficPermitted applies to sockets.",
                    .fix = "Open the socket with SSLSocketFactory.getDefault().createSocket(host, port) and "
                           "compare the host name; with gRPC use useTransportSecurity().",
                    .limits =
                        "What is sent is not followed. Sockets that libraries or native code open, that "
                        "come from a factory, or that are connected elsewhere than made are not "
                        "seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "HTTP 層以下之連線未使用 TLS",
                    .why = "同一網路上的人可讀取並竄改傳送之內容；網路安全設定及 cleartextTrafficPermitted "
                           "均不適用於 Socket。",
                    .fix = "以 SSLSocketFactory.getDefault().createSocket(host, port) 開啟 "
                           "Socket 並比對主機名稱；gRPC 則使用 useTransportSecurity()。",
                    .limits = "未追蹤傳送之內容；無法檢視函式庫、原生程式碼所開啟、由 factory "
                              "取得，或於他處連線之 Socket。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
