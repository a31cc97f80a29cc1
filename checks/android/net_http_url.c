/*
 * Addresses that begin with http:// and reach something that opens connections, beside what the network
 * policy in force makes of them.
 */
#include "code/use_url.h"
#include "engine/code_record.h"
#include "facts/hosts.h"

enum { USED, USED_PARTLY, BLOCKED, LOCAL, ALL_SECURE, NONE };

static const aa_message messages[] = {
    [USED] = {"http_used",
              {"{0} is loaded by {1}, and the network policy permits cleartext to it",
               "{1} 載入 {0}，且網路政策允許對其明文傳輸"}},
    [USED_PARTLY] = {"http_used_partly",
                     {"An address that begins with {0} is loaded by {1}; its host is not constant",
                      "{1} 載入以 {0} 為首之位址，其主機並非常數"}},
    [BLOCKED] =
        {"http_blocked",
         {"{0} is loaded by {1}, and the network policy forbids cleartext to it: the connection fails",
          "{1} 載入 {0}，但網路政策禁止對其明文傳輸：連線將會失敗"}},
    [LOCAL] = {"http_local",
               {"{0} is loaded by {1}: an address of a local network", "{1} 載入區域網路位址 {0}"}},
    [ALL_SECURE] = {"https_only",
                    {"All {0} constant addresses that reach a connection begin with https",
                     "到達連線之 {0} 個常數位址皆以 https 為首"}},
    [NONE] = {"no_addresses",
              {"No constant address was seen to reach a connection", "未發現常數位址到達連線"}},
};

/* Names of XML namespaces and schemas are not loaded, whatever a parser does with them. */
static bool is_namespace(const char *host)
{
    static const char *const hosts[] = {
        "www.w3.org",   "schemas.android.com", "schemas.xmlsoap.org", "xmlpull.org",
        "ns.adobe.com", "java.sun.com",        "xmlns.oracle.com",    "xml.org",
        "purl.org",     "xml.apache.org",      "apache.org",          "schemas.microsoft.com"};
    for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++)
        if (strcmp(hosts[i], host) == 0)
            return true;
    return false;
}

/* Cleartext to |host| (NULL: any) is forbidden on every release that the app runs on. */
static bool is_forbidden(const aa_facts *facts, const char *host)
{
    const aa_network_policy *net = &facts->network;
    const aa_host_policy *policy = host == NULL ? &net->base : aa_network_policy_for(net, host);
    if (policy->cleartext != AA_NO || (policy->cleartext_by_default && facts->manifest.min_sdk < 28))
        return false;
    return net->applies_since_24 || !net->has_config || net->legacy.cleartext == AA_NO;
}

/* Raw sockets ask no policy. */
static bool asks_policy(const aa_url_use *use)
{
    return use->client != AA_URL_SOCKET;
}

static bool is_clear(const aa_url_use *use)
{
    return strcmp(use->scheme, "http") == 0 || strcmp(use->scheme, "ws") == 0;
}

/* False: the address is none that is sent anywhere. */
static bool judge(const aa_check_input *in, aa_sink *sink, const aa_url_use *use)
{
    aa_host_scope scope = use->host == NULL ? AA_HOST_PUBLIC : aa_host_scope_of(use->host);
    if (scope == AA_HOST_LOOPBACK || (use->host != NULL && is_namespace(use->host)))
        return false;
    const char *text = aa_arg_text(aa_code_utf8(in->code, use->text));
    const char *const *args = AA_ARGS(text, aa_url_client_name(use->client));
    /* The place is where the address is written; its way to the call that loads it is told. */
    const aa_site at = {.in = use->in, .pc = use->pc};
    const aa_origin from = {.in = use->in, .pc = use->pc, .way = use->way};
    if (asks_policy(use) && is_forbidden(in->facts, use->host))
        aa_hit_origin(sink, BLOCKED, AA_SEVERITY_LOW, in->code, &at, &from, args);
    else if (scope == AA_HOST_PRIVATE)
        aa_hit_origin(sink, LOCAL, AA_SEVERITY_LOW, in->code, &at, &from, args);
    else if (use->host == NULL)
        aa_hit_origin(sink, USED_PARTLY, AA_SEVERITY_MEDIUM, in->code, &at, &from, args);
    else
        aa_hit_origin(sink, USED, AA_SEVERITY_MEDIUM, in->code, &at, &from, args);
    return true;
}

static bool same_host(const aa_url_use *a, const aa_url_use *b)
{
    if (a->host == NULL || b->host == NULL)
        return a->host == b->host;
    return strcmp(a->host, b->host) == 0;
}

/* One record tells of all addresses of a host in one class. */
static bool told_before(const aa_check_input *in, const aa_url_uses *uses, size_t index)
{
    const aa_program *p = aa_code_base_of(in->code)->program;
    const aa_url_use *use = &uses->items[index];
    aa_type_id owner = aa_program_method(p, use->in)->owner;
    aa_reach reach = aa_code_reach_of(in->code, use->in);
    for (size_t i = 0; i < index; i++) {
        const aa_url_use *other = &uses->items[i];
        if (is_clear(other) && other->client == use->client && same_host(other, use) &&
            aa_program_method(p, other->in)->owner == owner && aa_code_reach_of(in->code, other->in) == reach)
            return true;
    }
    return false;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    aa_url_uses uses = aa_code_urls(in->code);
    size_t hits = 0;
    size_t secure = 0;
    for (size_t i = 0; i < uses.count; i++) {
        if (!is_clear(&uses.items[i]))
            secure++;
        else if (!told_before(in, &uses, i))
            hits += judge(in, sink, &uses.items[i]);
    }
    if (hits == 0 && secure > 0)
        aa_clear(sink, ALL_SECURE, NULL, AA_ARGS(aa_arg_int(sink, (long long)secure)));
    else if (hits == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_net_http_url = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_NETWORK_CONFIG),
    .rows = "broker:9 mas:4.1.2.4.1",
    .masvs = "MASVS-NETWORK-1",
    .mastg = "MASTG-TEST-0233",
    .cwe = "CWE-319",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "An http:// address is loaded",
                    .why = "Whoever shares the network reads and changes what is sent and what comes back, "
                           "scripts and downloads included.",
                    .fix =
                        "Write https:// and make the server answer there; forbid the rest with <base-config "
                        "cleartextTrafficPermitted=\"false\"/> in the network security config.",
                    .limits = "Addresses that come from a server, a file or the user, and those that native "
                              "code and frameworks load, are not seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "載入 http:// 位址",
                    .why = "同一網路上的人可讀取並竄改送出與收到之內容，包括指令碼與下載檔案。",
                    .fix = "改用 https:// 並確保伺服器支援；於網路安全設定以 <base-config "
                           "cleartextTrafficPermitted=\"false\"/> 禁止其餘明文傳輸。",
                    .limits = "無法檢視來自伺服器、檔案或使用者之位址，以及原生程式碼與框架所載入之位址。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
