#include "code/use_socket.h"

#include <string.h>

#include "base/vec.h"

#define MAX_METHODS 200 /* looked into for one socket */
#define MAX_CALLERS 32

/* ---- methods near a socket -------------------------------------------------------------------------------
 */

typedef struct near {
    aa_code *code;
    const aa_program *program;
    aa_method_id methods[MAX_METHODS];
    unsigned depth[MAX_METHODS]; /* calls still to be followed from it */
    size_t count;
} near;

static void add(near *n, aa_method_id method, unsigned depth)
{
    for (size_t i = 0; i < n->count; i++)
        if (n->methods[i] == method)
            return;
    if (n->count == MAX_METHODS || !aa_method_is_defined(n->program, method))
        return;
    n->methods[n->count] = method;
    n->depth[n->count++] = depth;
}

static void add_callees(near *n)
{
    for (size_t i = 0; i < n->count; i++) {
        const aa_call_ref *calls = NULL;
        size_t count = n->depth[i] == 0 ? 0 : aa_calls_in(n->program, n->methods[i], &calls);
        for (size_t k = 0; k < count; k++) {
            aa_method_id targets[4];
            size_t found =
                calls[k].to == AA_NO_ID ? 0 : aa_call_targets(n->program, &calls[k], AA_NO_ID, targets, 4);
            for (size_t t = 0; t < found && t < 4; t++)
                add(n, targets[t], n->depth[i] - 1);
        }
    }
}

static bool gives_socket(const aa_program *p, aa_method_id method)
{
    aa_type_id type = aa_program_find_type(p, aa_method_result(p, method));
    return type != AA_NO_ID && aa_type_is_platform(p, type, "Ljava/net/Socket;");
}

/* Callers that get the socket as a result, callers of these too. */
static void add_receivers(near *n, aa_method_id method)
{
    const aa_method_id *from = &method;
    aa_method_id next[MAX_CALLERS];
    size_t from_count = 1;
    for (int level = 0; level < 2; level++) {
        size_t next_count = 0;
        for (size_t i = 0; i < from_count; i++) {
            const aa_call_ref *callers[MAX_CALLERS];
            size_t count = gives_socket(n->program, from[i])
                               ? aa_method_callers(n->program, from[i], callers, MAX_CALLERS)
                               : 0;
            for (size_t k = 0; k < count && k < MAX_CALLERS && next_count < MAX_CALLERS; k++) {
                next[next_count++] = callers[k]->in;
                add(n, callers[k]->in, 2);
            }
        }
        if (level == 1)
            break;
        aa_method_id *copy = aa_code_array(n->code, next_count, sizeof *copy);
        if (copy == NULL)
            return;
        memcpy(copy, next, next_count * sizeof *copy);
        from = copy;
        from_count = next_count;
    }
}

/* Methods that read the field that the socket is kept in. */
static void add_readers(near *n, const aa_site *site)
{
    for (size_t i = 0; i < site->flow->store_count; i++) {
        const aa_flow_store *store = &site->flow->stores[i];
        const aa_value_node *value = aa_value_at(aa_code_values(n->code), store->value);
        if (value->kind != AA_V_RESULT || value->at != site->pc)
            continue;
        const aa_field_ref *const *refs = NULL;
        size_t count = aa_field_refs(n->program, store->field, &refs);
        for (size_t k = 0; k < count; k++)
            if (refs[k]->writes == 0)
                add(n, refs[k]->in, 2);
    }
}

/* ---- comparing --------------------------------------------------------------------------------------------
 */

static const char *const verifiers[] = {"Ljavax/net/ssl/HostnameVerifier;->verify",
                                        "Lorg/apache/http/conn/ssl/X509HostnameVerifier;->verify", NULL};
static const char *const algorithms[] = {"Ljavax/net/ssl/SSLParameters;->setEndpointIdentificationAlgorithm",
                                         NULL};

static bool is_near(const near *n, aa_method_id method)
{
    for (size_t i = 0; i < n->count; i++)
        if (n->methods[i] == method)
            return true;
    return false;
}

/* False for null and "", which switch the comparison off. */
static bool names_algorithm(aa_code *code, const aa_site *site)
{
    aa_origins origins = aa_code_constants(code, site, 1);
    for (size_t i = 0; i < origins.count; i++) {
        const aa_origin *o = &origins.items[i];
        bool empty = o->kind == AA_ORIGIN_NULL || (o->kind == AA_ORIGIN_INT && o->number == 0) ||
                     (o->kind == AA_ORIGIN_STRING && o->text.n == 0);
        if (!empty)
            return true;
    }
    return false;
}

static void found(aa_socket_use *use, aa_socket_compared compared, const aa_site *at)
{
    if (compared <= use->compared)
        return;
    use->compared = compared;
    use->compared_in = at->in;
    use->compared_pc = at->pc;
}

static void look_for_comparison(const near *n, aa_socket_use *use)
{
    aa_sites sites = aa_code_calls_of(n->code, verifiers);
    for (size_t i = 0; i < sites.count; i++) {
        const aa_site *at = &sites.items[i];
        bool used = at->call->result_used || aa_bytes_is(aa_method_result(n->program, at->to), "V");
        if (is_near(n, at->in))
            found(use, used ? AA_SOCKET_COMPARED : AA_SOCKET_OUTCOME_DROPPED, at);
    }
    sites = aa_code_calls_of(n->code, algorithms);
    for (size_t i = 0; i < sites.count; i++)
        if (is_near(n, sites.items[i].in) && names_algorithm(n->code, &sites.items[i]))
            found(use, AA_SOCKET_COMPARED, &sites.items[i]);
}

/* ---- sockets ----------------------------------------------------------------------------------------------
 */

/* javax.net.SocketFactory makes plain sockets too: what it is follows from where it comes from. */
static bool makes_tls(aa_code *code, const aa_site *site)
{
    const aa_program *p = aa_code_base_of(code)->program;
    if (aa_type_is_platform(p, aa_program_method(p, site->to)->owner, "Ljavax/net/ssl/SSLSocketFactory;"))
        return true;
    aa_origins origins = aa_code_constants(code, site, 0);
    for (size_t i = 0; i < origins.count; i++) {
        const aa_origin *o = &origins.items[i];
        aa_type_id type = AA_NO_ID;
        if (o->kind == AA_ORIGIN_CALL &&
            aa_method_is(code, o->method, "Ljavax/net/ssl/SSLSocketFactory;->getDefault"))
            return true;
        if (o->kind == AA_ORIGIN_CALL)
            type = aa_program_find_type(p, aa_method_result(p, o->method));
        else if (o->kind == AA_ORIGIN_NEW)
            type = o->type;
        if (type != AA_NO_ID && aa_type_is_platform(p, type, "Ljavax/net/ssl/SSLSocketFactory;"))
            return true;
    }
    return false;
}

static bool is_factory(const aa_program *p, aa_method_id method)
{
    static const char *const factories[] = {"Ljavax/net/SocketFactory;",
                                            "Lorg/apache/http/conn/scheme/SocketFactory;",
                                            "Landroid/net/SSLCertificateSocketFactory;"};
    for (size_t i = 0; i < sizeof factories / sizeof factories[0]; i++)
        if (aa_type_is_platform(p, aa_program_method(p, method)->owner, factories[i]))
            return true;
    return false;
}

static void add_use(aa_code *code, aa_vec *uses, const aa_site *site)
{
    near *n = aa_code_array(code, 1, sizeof *n);
    aa_socket_use *use = n == NULL ? NULL : aa_code_push(code, uses);
    if (use == NULL)
        return;
    *n = (near){.code = code, .program = aa_code_base_of(code)->program};
    *use = (aa_socket_use){.site = *site, .compared_in = AA_NO_ID};
    add(n, site->in, 3);
    add_receivers(n, site->in);
    add_readers(n, site);
    add_callees(n);
    look_for_comparison(n, use);
}

aa_socket_uses aa_code_sockets(aa_code *code)
{
    static const char *const makers[] = {"Ljavax/net/SocketFactory;->createSocket",
                                         "Ljavax/net/ssl/SSLSocketFactory;->createSocket", NULL};
    const aa_program *p = aa_code_base_of(code)->program;
    aa_vec uses = AA_VEC_INIT(aa_socket_use);
    aa_sites sites = aa_code_calls_of(code, makers);
    for (size_t i = 0; i < sites.count; i++)
        if (!is_factory(p, sites.items[i].in) && makes_tls(code, &sites.items[i]))
            add_use(code, &uses, &sites.items[i]);
    return (aa_socket_uses){uses.items, uses.count};
}
