/*
 * TLS versions that code asks for: contexts, enabled protocols of sockets and engines, connection specs of
 * OkHttp.
 */
#include <stdio.h>

#include "engine/code_record.h"

enum { OLD, OLD_TOO, OLD_NAME, GOOD, NONE };

static const aa_message messages[] = {
    [OLD] = {"old_protocol",
             {"{0} is the newest protocol that this asks for; the floor is TLS {1}",
              "此處要求之最高協定版本為 {0}，低於下限 TLS {1}"}},
    [OLD_TOO] = {"old_protocol_too",
                 {"{0} is allowed beside newer protocols; the floor is TLS {1}",
                  "除較新協定外亦允許 {0}，下限為 TLS {1}"}},
    [OLD_NAME] =
        {"old_name",
         {"SSLContext.getInstance(\"{0}\"): Android gives its default protocols for this name, other "
          "libraries an old one",
          "SSLContext.getInstance(\"{0}\")：Android 對此名稱採用預設協定，其他函式庫則可能採用舊協定"}},
    [GOOD] = {"protocol_good", {"Asks for {0}", "要求 {0}"}},
    [NONE] = {"protocol_default",
              {"The code chooses no TLS version: the platform's default holds",
               "程式碼未指定 TLS 版本：採用平台預設值"}},
};

typedef struct chooser {
    const char *pattern;
    size_t argument;
    bool context; /* names a context */
} chooser;

static const chooser choosers[] = {
    {"Ljavax/net/ssl/SSLContext;->getInstance", 0, true},
    {"Ljavax/net/ssl/SSLSocket;->setEnabledProtocols", 1, false},
    {"Ljavax/net/ssl/SSLEngine;->setEnabledProtocols", 1, false},
    {"Ljavax/net/ssl/SSLServerSocket;->setEnabledProtocols", 1, false},
    {"Ljavax/net/ssl/SSLParameters;->setProtocols", 1, false},
    {"Ljavax/net/ssl/SSLParameters;-><init>([Ljava/lang/String;[Ljava/lang/String;)V", 2, false},
};

/* Java Security Standard Algorithm Names. "TLS" is the platform's default, which begins at the floor or goes
 * beyond it; "SSL" names no version, SSLv2Hello is a greeting only. */
static int version_of(aa_bytes name)
{
    static const struct {
        const char *name;
        int version;
    } versions[] = {{"SSLv2", 2},    {"SSLv3", 3},    {"TLSv1", 10},   {"TLSv1.0", 10},
                    {"TLSv1.1", 11}, {"TLSv1.2", 12}, {"TLSv1.3", 13}, {"TLS", 13}};

    for (size_t i = 0; i < sizeof versions / sizeof versions[0]; i++)
        if (aa_bytes_is(name, versions[i].name))
            return versions[i].version;
    return 0;
}

/* "1.2" as 12. */
static int floor_of(const char *text)
{
    int major = 0;
    int minor = 0;
    return sscanf(text, "%d.%d", &major, &minor) == 2 ? major * 10 + minor : 12;
}

typedef struct versions {
    int oldest, newest;
    const char *old_names, *names; /* joined; NULL: none */
} versions;

static bool in_list(const char *list, const char *name)
{
    size_t n = strlen(name);
    for (const char *at = list; (at = strstr(at, name)) != NULL; at += n)
        if ((at == list || at[-1] == ' ') && (at[n] == '\0' || at[n] == ','))
            return true;
    return false;
}

static const char *joined(const aa_check_input *in, const char *list, aa_bytes name)
{
    const char *text = aa_code_utf8(in->code, name);
    if (list == NULL || text == NULL)
        return text;
    if (in_list(list, text))
        return list;
    return aa_code_printf(in->code, "%s, %s", list, text);
}

static versions versions_of(const aa_check_input *in, const aa_origins *origins, int floor)
{
    versions v = {0};
    for (size_t i = 0; i < origins->count; i++) {
        const aa_origin *o = &origins->items[i];
        int version = o->kind == AA_ORIGIN_STRING ? version_of(o->text) : 0;
        if (version == 0)
            continue;
        v.names = joined(in, v.names, o->text);
        if (version < floor)
            v.old_names = joined(in, v.old_names, o->text);
        v.oldest = v.oldest == 0 || version < v.oldest ? version : v.oldest;
        v.newest = version > v.newest ? version : v.newest;
    }
    return v;
}

static bool names_ssl(const aa_origins *origins, const char **name)
{
    for (size_t i = 0; i < origins->count; i++) {
        if (origins->items[i].kind == AA_ORIGIN_STRING && aa_bytes_is(origins->items[i].text, "SSL")) {
            *name = "SSL";
            return true;
        }
    }
    return false;
}

static void judge(const aa_check_input *in, aa_sink *sink, const chooser *by, const aa_site *site)
{
    const char *floor_text = aa_policy_word(in->policy, "network.tls_min");
    int floor = floor_of(floor_text);
    aa_origins origins = by->context ? aa_code_constants(in->code, site, by->argument)
                                     : aa_code_whence(in->code, site, by->argument);
    versions v = versions_of(in, &origins, floor);
    const char *name = NULL;
    if (by->context && v.oldest != 0 && v.oldest < floor) /* one of several callers may ask for it */
        aa_hit_site(sink, OLD, AA_SEVERITY_HIGH, in->code, site, AA_ARGS(v.old_names, floor_text));
    else if (v.newest != 0 && v.newest < floor)
        aa_hit_site(sink, OLD, AA_SEVERITY_HIGH, in->code, site, AA_ARGS(v.names, floor_text));
    else if (v.oldest != 0 && v.oldest < floor)
        aa_hit_site(sink, OLD_TOO, AA_SEVERITY_MEDIUM, in->code, site, AA_ARGS(v.old_names, floor_text));
    else if (by->context && names_ssl(&origins, &name))
        aa_hit_site(sink, OLD_NAME, AA_SEVERITY_LOW, in->code, site, AA_ARGS(name));
    else if (v.names != NULL)
        aa_clear_site(sink, GOOD, in->code, site, AA_ARGS(v.names));
}

/* What OkHttp puts into lists and takes from them does not count: the app's own lists do. */
static bool is_spec(const aa_check_input *in, aa_method_id method)
{
    const aa_code_base *base = aa_code_base_of(in->code);
    aa_type_id owner = aa_program_method(base->program, method)->owner;
    return aa_shape_of_type(base->shapes, AA_SHAPE_OKHTTP_CONNECTION_SPEC, owner) != NULL;
}

static size_t judge_specs(const aa_check_input *in, aa_sink *sink)
{
    const chooser setter = {.argument = 1};
    const aa_shape *shapes = NULL;
    size_t shape_count =
        aa_shapes_of(aa_code_base_of(in->code)->shapes, AA_SHAPE_OKHTTP_CONNECTION_SPEC, &shapes);
    size_t count = 0;
    for (size_t i = 0; i < shape_count; i++) {
        if (shapes[i].part != AA_PART_SET_VERSIONS || shapes[i].method == AA_NO_ID)
            continue;
        aa_sites sites = aa_code_calls_to(in->code, shapes[i].method);
        for (size_t k = 0; k < sites.count; k++) {
            if (is_spec(in, sites.items[k].in))
                continue;
            judge(in, sink, &setter, &sites.items[k]);
            count++;
        }
    }
    return count;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    size_t count = judge_specs(in, sink);
    for (size_t i = 0; i < sizeof choosers / sizeof choosers[0]; i++) {
        aa_sites sites = aa_code_calls(in->code, choosers[i].pattern);
        for (size_t k = 0; k < sites.count; k++)
            if (!is_spec(in, sites.items[k].in))
                judge(in, sink, &choosers[i], &sites.items[k]);
        count += sites.count;
    }
    if (count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_tls_weak_protocol = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:9 broker:15 mas:4.1.2.4.1",
    .masvs = "MASVS-NETWORK-1",
    .mastg = "MASTG-TEST-0217",
    .cwe = "CWE-327",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "An old TLS version is asked for",
                    .why = "SSL 3.0, TLS 1.0 and TLS 1.1 have known attacks and are withdrawn (RFC 7568, RFC "
                           "8996). Whoever is on the way can make both sides agree on the oldest version "
                           "they allow.",
                    .fix = "SSLContext.getInstance(\"TLS\") and no setEnabledProtocols() call, or one with "
                           "\"TLSv1.2\" and \"TLSv1.3\" alone.",
                    .limits = "What the server accepts, and what native code and frameworks with their own "
                              "TLS offer, is not seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "要求使用舊版 TLS",
                    .why = "SSL 3.0、TLS 1.0 及 TLS 1.1 存在已知攻擊且已廢止（RFC 7568、RFC 8996）；"
                           "位於連線途中的人可使雙方採用所允許之最舊版本。",
                    .fix = "使用 SSLContext.getInstance(\"TLS\") 且不呼叫 setEnabledProtocols()，"
                           "或僅列 \"TLSv1.2\" 與 \"TLSv1.3\"。",
                    .limits = "無法得知伺服器所接受之版本，以及原生程式碼與自帶 TLS 之框架所提供之版本。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
