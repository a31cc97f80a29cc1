#include "code/use_tls.h"

#include <stdlib.h>

#include "base/vec.h"

#define ACC_INTERFACE 0x0200U
#define ACC_ABSTRACT  0x0400U

/* ---- methods that decide ---------------------------------------------------------------------------------
 */

static int by_judge(const void *a, const void *b)
{
    const aa_tls_judge *x = a;
    const aa_tls_judge *y = b;
    if (x->method != y->method)
        return x->method < y->method ? -1 : 1;
    return x->type < y->type ? -1 : x->type > y->type;
}

static bool has_code(const aa_program *p, aa_method_id method)
{
    return aa_method_is_defined(p, method) && aa_program_method(p, method)->code != 0;
}

static bool can_be_made(const aa_type *type)
{
    return (type->flags & (ACC_ABSTRACT | ACC_INTERFACE)) == 0;
}

static aa_verify_result judged(aa_code *code, aa_tls_role role, aa_method_id method, aa_type_id type)
{
    const aa_program *p = aa_code_base_of(code)->program;
    if (role == AA_TLS_TRUST_MANAGER)
        return aa_verify_method(code, method, type, &aa_verify_chain);
    aa_verify_rules rules = aa_verify_name;
    rules.boolean = aa_bytes_is(aa_method_result(p, method), "Z");
    return aa_verify_method(code, method, type, &rules);
}

static void add_judge(aa_code *code, aa_vec *judges, aa_tls_role role, aa_method_id method, aa_type_id type)
{
    aa_tls_judge *judge = aa_code_push(code, judges);
    if (judge != NULL)
        *judge = (aa_tls_judge){method, type, judged(code, role, method, type)};
}

static bool same_result(aa_verify_result a, aa_verify_result b)
{
    return a.least == b.least && a.floor == b.floor;
}

/* The method in its own class, and in classes below that make something else of it. */
static void add_method(aa_code *code, aa_vec *judges, aa_tls_role role, aa_method_id method,
                       const aa_type_id *types, size_t type_count)
{
    const aa_program *p = aa_code_base_of(code)->program;
    const aa_method *m = aa_program_method(p, method);
    bool own = can_be_made(aa_program_type(p, m->owner));
    size_t first = judges->count;
    if (own)
        add_judge(code, judges, role, method, m->owner);
    for (size_t i = 0; i < type_count; i++) {
        if (types[i] == m->owner || !can_be_made(aa_program_type(p, types[i])) ||
            aa_type_method(p, types[i], m->signature) != method)
            continue;
        add_judge(code, judges, role, method, types[i]);
        const aa_tls_judge *items = judges->items;
        if (own && judges->count > first + 1 &&
            same_result(items[first].result, items[judges->count - 1].result))
            judges->count--;
    }
}

aa_tls_judges aa_tls_judges_of(aa_code *code, aa_tls_role role)
{
    static const char *const trust_managers[] = {
        "Ljavax/net/ssl/X509TrustManager;->checkServerTrusted",
        "Ljavax/net/ssl/X509ExtendedTrustManager;->checkServerTrusted", NULL};
    static const char *const verifiers[] = {"Ljavax/net/ssl/HostnameVerifier;->verify",
                                            "Lorg/apache/http/conn/ssl/X509HostnameVerifier;->verify", NULL};
    const char *const *patterns = role == AA_TLS_TRUST_MANAGER ? trust_managers : verifiers;
    const char *root = role == AA_TLS_TRUST_MANAGER ? "Ljavax/net/ssl/X509TrustManager;"
                                                    : "Ljavax/net/ssl/HostnameVerifier;";
    const aa_program *p = aa_code_base_of(code)->program;
    const aa_type_id *types = NULL;
    size_t type_count = aa_code_subtypes(code, root, &types);
    aa_vec judges = AA_VEC_INIT(aa_tls_judge);
    for (size_t i = 0; patterns[i] != NULL; i++) {
        const aa_method_id *methods = NULL;
        size_t count = aa_code_overrides(code, patterns[i], &methods);
        for (size_t k = 0; k < count; k++)
            if (has_code(p, methods[k]))
                add_method(code, &judges, role, methods[k], types, type_count);
    }
    aa_tls_judge *items = judges.items;
    size_t kept = 0;
    if (judges.count > 0)
        qsort(items, judges.count, sizeof *items, by_judge);
    for (size_t i = 0; i < judges.count; i++)
        if (i == 0 || by_judge(&items[kept - 1], &items[i]) != 0)
            items[kept++] = items[i];
    return (aa_tls_judges){items, kept};
}

/* ---- where they go ---------------------------------------------------------------------------------------
 */

typedef struct sink_pattern {
    const char *pattern;
    size_t argument;
} sink_pattern;

static const sink_pattern trust_sinks[] = {
    {"Ljavax/net/ssl/SSLContext;->init", 2},
    {"Landroid/net/SSLCertificateSocketFactory;->setTrustManagers", 1},
};

static const sink_pattern name_sinks[] = {
    {"Ljavax/net/ssl/HttpsURLConnection;->setHostnameVerifier", 1},
    {"Ljavax/net/ssl/HttpsURLConnection;->setDefaultHostnameVerifier", 0},
    {"Lorg/apache/http/conn/ssl/SSLSocketFactory;->setHostnameVerifier", 1},
};

static void add_sinks(aa_code *code, aa_vec *sinks, aa_sites sites, size_t argument)
{
    for (size_t i = 0; i < sites.count; i++) {
        aa_tls_sink *sink = argument < sites.items[i].call->argument_count ? aa_code_push(code, sinks) : NULL;
        if (sink != NULL)
            *sink = (aa_tls_sink){sites.items[i], argument};
    }
}

/* Methods of an HTTP client's builder that take the platform's |type|, which no shrinker renames. */
static void add_client_sinks(aa_code *code, aa_vec *sinks, const char *type)
{
    const aa_program *p = aa_code_base_of(code)->program;
    const aa_shape *shapes = NULL;
    size_t count = aa_shapes_of(aa_code_base_of(code)->shapes, AA_SHAPE_OKHTTP_CLIENT_BUILDER, &shapes);
    for (size_t i = 0; i < count; i++) {
        const aa_type *t = aa_program_type(p, shapes[i].type);
        for (uint32_t m = t->first_method; m < t->first_method + t->method_count; m++)
            for (size_t k = 0; k < aa_method_parameter_count(p, m); k++)
                if (aa_bytes_is(aa_method_parameter(p, m, k), type))
                    add_sinks(code, sinks, aa_code_calls_to(code, m), k + 1);
    }
}

size_t aa_tls_sinks(aa_code *code, aa_tls_role role, const aa_tls_sink **out)
{
    const sink_pattern *patterns = role == AA_TLS_TRUST_MANAGER ? trust_sinks : name_sinks;
    size_t count = role == AA_TLS_TRUST_MANAGER ? sizeof trust_sinks / sizeof trust_sinks[0]
                                                : sizeof name_sinks / sizeof name_sinks[0];
    aa_vec sinks = AA_VEC_INIT(aa_tls_sink);
    for (size_t i = 0; i < count; i++)
        add_sinks(code, &sinks, aa_code_calls(code, patterns[i].pattern), patterns[i].argument);
    add_client_sinks(code, &sinks,
                     role == AA_TLS_TRUST_MANAGER ? "Ljavax/net/ssl/X509TrustManager;"
                                                  : "Ljavax/net/ssl/HostnameVerifier;");
    *out = sinks.items;
    return sinks.count;
}

const aa_site *aa_tls_installed(aa_code *code, aa_tls_role role, aa_type_id type)
{
    const aa_tls_sink *sinks = NULL;
    size_t count = aa_tls_sinks(code, role, &sinks);
    const aa_site *found = NULL;
    for (size_t i = 0; i < count; i++) {
        aa_origins origins = aa_code_whence(code, &sinks[i].site, sinks[i].argument);
        bool given = false;
        for (size_t k = 0; k < origins.count && !given; k++)
            given = origins.items[k].kind == AA_ORIGIN_NEW && origins.items[k].type == type;
        if (given && aa_reach_state(aa_code_base_of(code)->reach, sinks[i].site.in) == AA_CODE_REACHED)
            return &sinks[i].site;
        if (given && found == NULL)
            found = &sinks[i].site;
    }
    return found;
}

const char *aa_code_type_name(aa_code *code, aa_type_id type)
{
    const aa_type *t = aa_program_type(aa_code_base_of(code)->program, type);
    return t != NULL && t->method_count > 0 ? aa_code_class_name(code, t->first_method) : "?";
}

const char *aa_code_place_text(aa_code *code, aa_method_id method, uint32_t pc)
{
    uint32_t line = aa_code_line(code, method, pc);
    const char *class_name = aa_code_class_name(code, method);
    const char *name = aa_code_method_name(code, method);
    const char *text = line == 0 ? aa_code_printf(code, "%s.%s", class_name, name)
                                 : aa_code_printf(code, "%s.%s:%u", class_name, name, line);
    return text != NULL ? text : "";
}
