#include "code/use_looks.h"

#define MAX_NESTING  10 /* of values within values */
#define ARRAY_LENGTH 0x21
#define INSTANCE_OF  0x20
#define IF_EQZ       0x38
#define IF_NEZ       0x39

typedef struct look {
    const char *pattern;
    unsigned looks;
} look;

/* Android reference: java.security.cert, java.security, javax.net.ssl, org.apache.http.conn.ssl,
 * android.net.http. */
static const look throwers[] = {
    {"Ljavax/net/ssl/X509TrustManager;->checkServerTrusted", AA_LOOK_DELEGATE},
    {"Ljavax/net/ssl/X509TrustManager;->checkClientTrusted", AA_LOOK_DELEGATE},
    {"Ljavax/net/ssl/X509ExtendedTrustManager;->checkServerTrusted", AA_LOOK_DELEGATE},
    {"Ljavax/net/ssl/X509ExtendedTrustManager;->checkClientTrusted", AA_LOOK_DELEGATE},
    {"Landroid/net/http/X509TrustManagerExtensions;->checkServerTrusted", AA_LOOK_DELEGATE},
    {"Ljava/security/cert/CertPathValidator;->validate", AA_LOOK_DELEGATE},
    {"Ljava/security/cert/CertPathBuilder;->build", AA_LOOK_DELEGATE},
    {"Lorg/apache/http/conn/ssl/X509HostnameVerifier;->verify", AA_LOOK_DELEGATE},
    {"Ljava/security/cert/Certificate;->verify", AA_LOOK_SIGNATURE},
    {"Ljava/security/cert/X509Certificate;->checkValidity", AA_LOOK_DATES},
};

static const look readers[] = {
    {"Ljavax/net/ssl/HostnameVerifier;->verify", AA_LOOK_DELEGATE},
    {"Landroid/net/http/X509TrustManagerExtensions;->isUserAddedCertificate", AA_LOOK_CONTENT},
    {"Ljava/security/cert/Certificate;->getEncoded", AA_LOOK_CONTENT},
    {"Ljava/security/cert/Certificate;->getPublicKey", AA_LOOK_CONTENT},
    {"Ljava/security/cert/Certificate;->equals", AA_LOOK_CONTENT},
    {"Ljava/security/cert/Certificate;->hashCode", AA_LOOK_CONTENT},
    {"Ljava/security/cert/X509Certificate;->getSignature", AA_LOOK_CONTENT},
    {"Ljava/security/cert/X509Certificate;->getTBSCertificate", AA_LOOK_CONTENT},
    {"Ljava/security/KeyStore;->getCertificateAlias", AA_LOOK_CONTENT},
    {"Ljava/security/KeyStore;->getCertificate", AA_LOOK_CONTENT},
    {"Ljava/security/cert/TrustAnchor;->getTrustedCert", AA_LOOK_CONTENT},
    {"Ljava/security/Signature;->verify", AA_LOOK_SIGNATURE},
    {"Ljavax/net/ssl/SSLSession;->getPeerCertificates", AA_LOOK_NAMES},
    {"Ljavax/net/ssl/SSLSession;->getPeerCertificateChain", AA_LOOK_NAMES},
    {"Ljavax/net/ssl/SSLSession;->getPeerPrincipal", AA_LOOK_NAMES},
    {"Ljavax/net/ssl/SSLSession;->getPeerHost", AA_LOOK_HOST},
    {"Ljava/security/cert/X509Certificate;->getSubjectDN", AA_LOOK_NAMES},
    {"Ljava/security/cert/X509Certificate;->getSubjectX500Principal", AA_LOOK_NAMES},
    {"Ljava/security/cert/X509Certificate;->getIssuerDN", AA_LOOK_NAMES},
    {"Ljava/security/cert/X509Certificate;->getIssuerX500Principal", AA_LOOK_NAMES},
    {"Ljava/security/cert/X509Certificate;->getSubjectAlternativeNames", AA_LOOK_NAMES},
    {"Ljava/security/cert/X509Certificate;->getIssuerAlternativeNames", AA_LOOK_NAMES},
    {"Ljava/security/cert/X509Certificate;->getSerialNumber", AA_LOOK_NAMES},
    {"Ljava/security/cert/X509Certificate;->getBasicConstraints", AA_LOOK_FORM},
    {"Ljava/security/cert/X509Certificate;->getKeyUsage", AA_LOOK_FORM},
    {"Ljava/security/cert/X509Certificate;->getSigAlgName", AA_LOOK_FORM},
    {"Ljava/security/cert/X509Certificate;->getVersion", AA_LOOK_FORM},
    {"Ljava/security/cert/X509Certificate;->getNotAfter", AA_LOOK_DATES},
    {"Ljava/security/cert/X509Certificate;->getNotBefore", AA_LOOK_DATES},
    {"Landroid/net/http/SslCertificate;->getX509Certificate", AA_LOOK_CONTENT},
    {"Landroid/net/http/SslCertificate;->saveState", AA_LOOK_CONTENT},
    {"Landroid/net/http/SslCertificate;->getIssuedTo", AA_LOOK_NAMES},
    {"Landroid/net/http/SslCertificate;->getIssuedBy", AA_LOOK_NAMES},
    {"Landroid/net/http/SslCertificate;->getValidNotAfter", AA_LOOK_DATES},
    {"Landroid/net/http/SslCertificate;->getValidNotAfterDate", AA_LOOK_DATES},
    {"Landroid/net/http/SslError;->getUrl", AA_LOOK_HOST},
    {"Landroid/net/http/SslError;->getPrimaryError", AA_LOOK_FORM},
    {"Landroid/net/http/SslError;->hasError", AA_LOOK_FORM},
    {"Landroid/webkit/WebView;->getUrl", AA_LOOK_HOST},
    {"Landroid/content/SharedPreferences;->getBoolean", AA_LOOK_SETTING},
    {"Ljava/lang/Boolean;->getBoolean", AA_LOOK_SETTING},
};

static unsigned looks_in(aa_code *code, aa_method_id method, const look *table, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (aa_method_is(code, method, table[i].pattern))
            return table[i].looks;
    return 0;
}

unsigned aa_looks_of_reader(aa_code *code, aa_method_id method)
{
    return method == AA_NO_ID ? 0 : looks_in(code, method, readers, sizeof readers / sizeof readers[0]);
}

unsigned aa_looks_of_thrower(aa_code *code, aa_method_id method)
{
    return method == AA_NO_ID ? 0 : looks_in(code, method, throwers, sizeof throwers / sizeof throwers[0]);
}

static const aa_program *program_of(const aa_looks *at)
{
    return aa_code_base_of(at->code)->program;
}

/* ---- calls of the app's own methods ---------------------------------------------------------------------
 */

static bool is_own_class(const aa_program *p, aa_type_id type)
{
    return type != AA_NO_ID && aa_program_type(p, type)->unit != AA_NO_ID;
}

aa_method_id aa_looks_target(const aa_looks *at, const aa_flow_call *call, bool *defined)
{
    const aa_program *p = program_of(at);
    *defined = false;
    if (call->to == AA_NO_ID)
        return AA_NO_ID;
    aa_call_ref ref = {.in = at->flow->method, .to = call->to, .pc = call->pc, .kind = call->kind};
    aa_method_id targets[2] = {AA_NO_ID, AA_NO_ID};
    const aa_value_node *receiver =
        call->argument_count == 0 ? NULL : aa_value_at(aa_code_values(at->code), call->arguments[0]);
    bool on_self = receiver != NULL && receiver->kind == AA_V_PARAM && receiver->at == 0 &&
                   (call->kind == AA_CALL_VIRTUAL || call->kind == AA_CALL_INTERFACE);
    if (on_self && at->self != AA_NO_ID)
        targets[0] = aa_type_method(p, at->self, aa_program_method(p, call->to)->signature);
    if (targets[0] != AA_NO_ID) {
        *defined = true;
        return targets[0];
    }
    size_t count = aa_call_targets(p, &ref, call->receiver, targets, 2);
    *defined = count > 0;
    /* An object of the platform's type can be the platform's own. */
    bool known = aa_method_is_defined(p, call->to) || is_own_class(p, call->receiver);
    return count == 1 && known ? targets[0] : AA_NO_ID;
}

bool aa_looks_enter(const aa_looks *at, const aa_flow_call *call, aa_method_id method, aa_looks *out)
{
    if (at->depth >= AA_LOOKS_DEPTH || *at->budget == 0)
        return false;
    --*at->budget;
    const aa_flow *flow = aa_code_flow(at->code, method);
    if (flow == NULL || !flow->complete)
        return false;
    *out = *at;
    out->flow = flow;
    out->depth = at->depth + 1;
    out->self =
        call->argument_count > 0 && !aa_method_is_static(program_of(at), method) ? call->receiver : AA_NO_ID;
    const aa_value_node *first =
        call->argument_count > 0 ? aa_value_at(aa_code_values(at->code), call->arguments[0]) : NULL;
    if (first != NULL && first->kind == AA_V_PARAM && first->at == 0 && out->self != AA_NO_ID)
        out->self = at->self;
    for (size_t i = 0; i < AA_LOOKS_PARAMETERS; i++)
        out->parameters[i] = i < call->argument_count ? aa_looks_value(at, call->arguments[i]) : 0;
    return true;
}

/* ---- values
 * ------------------------------------------------------------------------------------------------ */

static unsigned of_value(const aa_looks *at, aa_value value, unsigned nesting);

static unsigned of_arguments(const aa_looks *at, const aa_flow_call *call, aa_value except, unsigned nesting)
{
    unsigned looks = 0;
    for (size_t i = 0; i < call->argument_count; i++)
        if (call->arguments[i] != except)
            looks |= of_value(at, call->arguments[i], nesting);
    return looks;
}

/* What the result of a method of the app depends on: what it returns, and by what it chooses. */
static unsigned of_method(const aa_looks *at, const aa_flow_call *call, aa_method_id method)
{
    aa_looks inner;
    if (!aa_looks_enter(at, call, method, &inner))
        return AA_LOOK_UNKNOWN;
    if (aa_value_kind_of(aa_code_values(at->code), inner.flow->result) == AA_V_INT)
        return 0;
    unsigned looks = aa_looks_value(&inner, inner.flow->result);
    for (size_t i = 0; i < inner.flow->branch_count; i++)
        looks |= aa_looks_branch(&inner, &inner.flow->branches[i]);
    return looks;
}

static unsigned of_call(const aa_looks *at, const aa_flow_call *call, unsigned nesting)
{
    bool defined = false;
    aa_method_id own = aa_looks_target(at, call, &defined);
    if (own != AA_NO_ID)
        return of_method(at, call, own);
    unsigned looks = of_arguments(at, call, AA_VALUE_UNKNOWN, nesting);
    const aa_program *p = program_of(at);
    unsigned known =
        call->to == AA_NO_ID ? 0 : looks_in(at->code, call->to, readers, sizeof readers / sizeof readers[0]);
    looks |= known;
    if (call->to == AA_NO_ID || (defined && known == 0))
        looks |= AA_LOOK_UNKNOWN;
    else if (aa_type_platform_base(p, aa_program_method(p, call->to)->owner) == AA_PLATFORM_NONE)
        looks |= AA_LOOK_UNKNOWN;
    return looks;
}

/* An object is made from what its constructor and its other calls were given. */
static unsigned of_object(const aa_looks *at, aa_value object, unsigned nesting)
{
    unsigned looks = 0;
    for (size_t i = 0; i < at->flow->call_count; i++) {
        const aa_flow_call *call = &at->flow->calls[i];
        if (call->argument_count > 0 && call->arguments[0] == object)
            looks |= of_arguments(at, call, object, nesting);
    }
    return looks;
}

static unsigned of_parts(const aa_looks *at, const aa_value_node *node, unsigned nesting)
{
    unsigned looks = 0;
    for (size_t i = 0; i < node->part_count; i++)
        looks |= of_value(at, node->parts[i], nesting);
    return looks;
}

static unsigned of_operation(const aa_looks *at, const aa_value_node *node, unsigned nesting)
{
    if (node->at == ARRAY_LENGTH)
        return AA_LOOK_FORM;
    unsigned looks = of_parts(at, node, nesting);
    return node->at == INSTANCE_OF ? looks & ~(unsigned)AA_LOOK_CONTENT : looks;
}

static unsigned of_value(const aa_looks *at, aa_value value, unsigned nesting)
{
    const aa_value_node *node = aa_value_at(aa_code_values(at->code), value);
    if (nesting >= MAX_NESTING || *at->budget == 0)
        return 0;
    --*at->budget;
    const aa_flow_call *call = NULL;
    switch ((aa_value_kind)node->kind) {
    case AA_V_PARAM:
        return node->at < AA_LOOKS_PARAMETERS ? at->parameters[node->at] : 0;
    case AA_V_FIELD:
        return AA_LOOK_SETTING;
    case AA_V_RESULT:
    case AA_V_OUT:
        call = aa_flow_call_at(at->flow, node->at);
        return call == NULL ? 0 : of_call(at, call, nesting + 1);
    case AA_V_NEW:
        return of_object(at, value, nesting + 1);
    case AA_V_OP:
        return of_operation(at, node, nesting + 1);
    case AA_V_UNKNOWN:
    case AA_V_NOTHING:
    case AA_V_INT:
    case AA_V_NULL:
    case AA_V_STRING:
    case AA_V_BYTES:
    case AA_V_CLASS:
    case AA_V_CAUGHT:
    case AA_V_STACK:
    case AA_V_IMPORT:
        return 0;
    case AA_V_SUM:
    case AA_V_LOAD:
    case AA_V_CHOICE:
    case AA_V_ARRAY:
    case AA_V_ELEMENT:
    case AA_V_CONCAT:
    case AA_V_UNION:
    case AA_V_MIX:
        break;
    }
    return of_parts(at, node, nesting + 1);
}

unsigned aa_looks_value(const aa_looks *at, aa_value value)
{
    return of_value(at, value, 0);
}

/* Whether an object was given at all says nothing about it. */
static bool tests_parameter_for_null(const aa_looks *at, const aa_flow_branch *branch)
{
    const aa_value_node *node = aa_value_at(aa_code_values(at->code), branch->a);
    if ((branch->op != IF_EQZ && branch->op != IF_NEZ) || node->kind != AA_V_PARAM)
        return false;
    const aa_program *p = program_of(at);
    size_t receiver = aa_method_is_static(p, at->flow->method) ? 0 : 1;
    if (node->at < receiver)
        return true;
    aa_bytes type = aa_method_parameter(p, at->flow->method, node->at - receiver);
    return type.n > 1;
}

unsigned aa_looks_branch(const aa_looks *at, const aa_flow_branch *branch)
{
    if (tests_parameter_for_null(at, branch))
        return 0;
    unsigned looks = aa_looks_value(at, branch->a) | aa_looks_value(at, branch->b);
    return looks;
}
