/*
 * TLS beside URLSession that does not look at certificates: OpenSSL and BoringSSL, curl, mbed TLS, Secure
 * Transport's streams and Network.framework.
 *
 * Sources: SSL_CTX_set_verify(3), SSL_CTX_set_cert_verify_callback(3); BoringSSL ssl.h; curl.h; mbed TLS
 * ssl.h; Apple CFSocketStream.h, SecProtocolOptions.h.
 */
#include <string.h>

#include "engine/check.h"
#include "engine/machine_record.h"
#include "machine/use.h"

enum { OFF, BLIND, OPTIONAL, UNKNOWN, CALLBACK, GOOD, NONE };

static const aa_message messages[] = {
    [OFF] = {"verification_off", {"{0} switches the check of certificates off", "{0} 關閉憑證檢查"}},
    [BLIND] = {"verification_blind",
               {"The function given to {0} accepts every certificate", "交給 {0} 的函式接受任何憑證"}},
    [OPTIONAL] = {"verification_optional",
                  {"{0} leaves the answer to the app, and whether it looks cannot be told",
                   "{0} 將結果交由 App 判斷，無法得知是否檢視"}},
    [UNKNOWN] = {"verification_unknown",
                 {"What is given to {0} cannot be told", "無法判定交給 {0} 的設定值"}},
    [CALLBACK] = {"verification_by_function",
                  {"{0} is given a function, and what it accepts cannot be told",
                   "{0} 交由函式判斷，無法得知接受的條件"}},
    [GOOD] = {"verification_on", {"{0} asks for the check of certificates", "{0} 要求檢查憑證"}},
    [NONE] = {"no_embedded_tls",
              {"No call was seen that sets how a TLS of its own checks certificates",
               "未見設定自帶 TLS 憑證檢查方式的呼叫"}},
};

typedef struct study {
    aa_machine *m;
    aa_sink *sink;
    size_t found;
} study;

typedef void (*judge_fn)(study *s, const aa_msite *site, const char *name);

/* Calls of |symbol| in a framework, or linked in with its name left. */
static void each_call(study *s, const char *symbol, judge_fn judge)
{
    const aa_machine_base *base = aa_machine_base_of(s->m);
    aa_msites sites = aa_machine_calls(s->m, symbol);
    for (size_t i = 0; i < sites.count; i++)
        judge(s, &sites.items[i], symbol + 1);
    for (size_t i = 0; i < base->image_count; i++)
        for (size_t k = 0; k < base->images[i].function_count; k++) {
            if (!aa_bytes_is(base->images[i].functions[k].symbol, symbol))
                continue;
            sites = aa_machine_calls_to(s->m, (uint32_t)i, (uint32_t)k);
            for (size_t j = 0; j < sites.count; j++)
                judge(s, &sites.items[j], symbol + 1);
        }
}

static void record(study *s, unsigned message, const aa_msite *site, const char *name)
{
    aa_mspot spot = aa_mspot_of(site);
    s->found++;
    if (message == GOOD)
        aa_clear_spot(s->sink, GOOD, s->m, spot, AA_ARGS(name));
    else if (message == OFF || message == BLIND)
        aa_hit_spot(s->sink, message, AA_SEVERITY_HIGH, s->m, spot, NULL, AA_ARGS(name));
    else
        aa_cannot_tell_spot(s->sink, message, s->m, spot, NULL, AA_ARGS(name));
}

/* ---- OpenSSL, BoringSSL */

/* Made for a server: it has no certificate of the other side to check. */
static bool is_server(study *s, const aa_msite *site)
{
    static const char *const servers[] = {"_TLS_server_method", "_SSLv23_server_method",
                                          "_TLSv1_2_server_method", "_DTLS_server_method", NULL};
    aa_morigins made = aa_msite_origins(s->m, site, 0);
    for (size_t i = 0; i < made.count; i++) {
        const aa_morigin *o = &made.items[i];
        if (o->kind != AA_MORIGIN_CALL || o->call == NULL || !aa_bytes_is(o->call->name, "_SSL_CTX_new"))
            continue;
        aa_morigins method = aa_machine_trace(s->m, o->flow, o->call, o->call->args[0]);
        for (size_t k = 0; k < method.count; k++)
            if (method.items[k].kind == AA_MORIGIN_CALL && method.items[k].call != NULL &&
                aa_muse_is_one_of(method.items[k].call->name, servers))
                return true;
    }
    return false;
}

/* What the function that argument |i| points to returns: |accepts| always, what it was told, or else. */
static unsigned judge_callback(study *s, const aa_msite *site, size_t i, int64_t accepts, bool passes_on)
{
    int64_t value;
    const aa_values *values = aa_machine_values(s->m);
    aa_morigins o = aa_msite_origins(s->m, site, i);
    if (!o.complete || o.count != 1 ||
        (o.items[0].kind != AA_MORIGIN_INT && o.items[0].kind != AA_MORIGIN_DATA))
        return CALLBACK;
    if (o.items[0].number == 0)
        return GOOD;
    uint32_t f =
        aa_image_function_from(&aa_machine_base_of(s->m)->images[site->image], (uint64_t)o.items[0].number);
    const aa_mflow *flow = f == AA_NO_FUNCTION ? NULL : aa_machine_flow(s->m, site->image, f);
    if (flow == NULL || flow->trouble != NULL || flow->exit_count == 0)
        return CALLBACK;
    if (aa_value_is_int(values, flow->result[0], &value))
        return value == accepts ? BLIND : GOOD;
    const aa_value_node *n = aa_value_at(values, flow->result[0]);
    return passes_on && n->kind == AA_V_PARAM && n->at == 0 ? GOOD : CALLBACK;
}

static void judge_mode(study *s, const aa_msite *site, const char *name, int64_t accepts, bool passes_on)
{
    int64_t mode;
    if (!aa_msite_int(s->m, site, 1, &mode))
        record(s, UNKNOWN, site, name);
    else if ((mode & 1) != 0)
        record(s, judge_callback(s, site, 2, accepts, passes_on), site, name);
    else if (!is_server(s, site))
        record(s, OFF, site, name);
}

static void judge_openssl(study *s, const aa_msite *site, const char *name)
{
    judge_mode(s, site, name, 1, true);
}

/* ssl_verify_ok is 0 */
static void judge_boringssl(study *s, const aa_msite *site, const char *name)
{
    judge_mode(s, site, name, 0, false);
}

static void judge_whole(study *s, const aa_msite *site, const char *name)
{
    record(s, judge_callback(s, site, 1, 1, false), site, name);
}

/* ---- curl, mbed TLS, Network.framework */

static void judge_curl(study *s, const aa_msite *site, const char *name)
{
    int64_t option;
    (void)name;
    if (!aa_msite_int(s->m, site, 1, &option) || (option != 64 && option != 81))
        return;
    name = option == 64 ? "CURLOPT_SSL_VERIFYPEER" : "CURLOPT_SSL_VERIFYHOST";
    aa_morigins values = aa_msite_stack_origins(s->m, site, 0);
    bool off = false, known = values.complete && values.count > 0;
    for (size_t i = 0; i < values.count; i++) {
        known = known && values.items[i].kind == AA_MORIGIN_INT;
        off = off || (values.items[i].kind == AA_MORIGIN_INT && values.items[i].exact &&
                      values.items[i].number == 0);
    }
    record(s, off ? OFF : known ? GOOD : UNKNOWN, site, name);
}

/* MBEDTLS_SSL_VERIFY_NONE, _OPTIONAL, _REQUIRED; MBEDTLS_SSL_IS_SERVER is 1. */
static void judge_mbedtls(study *s, const aa_msite *site, const char *name)
{
    int64_t mode, side;
    for (size_t i = 0; i < site->flow->call_count; i++) {
        const aa_mcall *call = &site->flow->calls[i];
        if (aa_bytes_is(call->name, "_mbedtls_ssl_config_defaults") &&
            aa_value_is_int(aa_machine_values(s->m), call->args[1], &side) && side == 1)
            return;
    }
    if (!aa_msite_int(s->m, site, 1, &mode))
        record(s, UNKNOWN, site, name);
    else
        record(s, mode == 0 ? OFF : mode == 1 ? OPTIONAL : GOOD, site, name);
}

static void judge_required(study *s, const aa_msite *site, const char *name)
{
    int64_t value;
    if (!aa_msite_int(s->m, site, 1, &value))
        record(s, UNKNOWN, site, name);
    else
        record(s, (value & 1) == 0 ? OFF : GOOD, site, name);
}

/* The function of a block without captured variables; it lies in constant data. */
static uint32_t block_function(study *s, const aa_msite *site, size_t i)
{
    const aa_image *image = &aa_machine_base_of(s->m)->images[site->image];
    aa_morigins o = aa_msite_origins(s->m, site, i);
    if (o.count != 1 || (o.items[0].kind != AA_MORIGIN_DATA && o.items[0].kind != AA_MORIGIN_INT))
        return AA_NO_FUNCTION;
    aa_word word = aa_image_word(image, (uint64_t)o.items[0].number + 16, 8);
    return word.kind == AA_WORD_NUMBER ? aa_image_function_from(image, word.value) : AA_NO_FUNCTION;
}

/* sec_protocol_verify_t: the answer is given to a block, its third argument. */
static void judge_block(study *s, const aa_msite *site, const char *name)
{
    static const char *const evaluators[] = {"_SecTrustEvaluate*", NULL};
    uint32_t f = block_function(s, site, 1);
    const aa_mflow *flow = f == AA_NO_FUNCTION ? NULL : aa_machine_flow(s->m, site->image, f);
    size_t answers = 0, yes = 0;
    for (size_t i = 0; flow != NULL && i < flow->call_count; i++) {
        int64_t value;
        if (flow->calls[i].kind != AA_MCALL_INDIRECT)
            continue;
        answers++;
        yes += aa_value_is_int(aa_machine_values(s->m), flow->calls[i].args[1], &value) && (value & 1) != 0;
    }
    bool looks = f != AA_NO_FUNCTION && aa_muse_call_in(s->m, site->image, f, evaluators, 3) != NULL;
    record(s, answers > 0 && yes == answers && !looks ? BLIND : CALLBACK, site, name);
}

/* ---- streams */

static bool is_symbol(const aa_morigins *o, const char *name)
{
    for (size_t i = 0; i < o->count; i++)
        if (o->items[i].kind == AA_MORIGIN_SYMBOL && aa_bytes_is(o->items[i].text, name))
            return true;
    return false;
}

/* kCFBooleanFalse, or a number made of 0. */
static bool is_false(const aa_morigins *o)
{
    for (size_t i = 0; i < o->count; i++)
        if (o->items[i].kind == AA_MORIGIN_INT && o->items[i].number == 0)
            return true;
    return is_symbol(o, "_kCFBooleanFalse") || is_symbol(o, "___kCFBooleanFalse");
}

/* The app asks a stream for the other side's trust and the system to evaluate one: the chain may be checked
 * there instead, as TN2232 describes. */
static bool evaluates_by_hand(aa_machine *m)
{
    const aa_mplace_ref *places;
    return aa_machine_symbol_uses(m, "_kCFStreamPropertySSLPeerTrust", &places) > 0 &&
           aa_machine_imports(m, "_SecTrustEvaluate*");
}

static void judge_settings(study *s, const aa_msite *site, size_t key, size_t value, const char *name)
{
    aa_morigins property = aa_msite_origins(s->m, site, key);
    const aa_mentry *entries;
    if (!is_symbol(&property, "_kCFStreamPropertySSLSettings"))
        return;
    size_t n = aa_msite_entries(s->m, site, value, &entries);
    for (size_t i = 0; i < n; i++)
        if (is_symbol(&entries[i].key, "_kCFStreamSSLValidatesCertificateChain") &&
            is_false(&entries[i].value)) {
            record(s, evaluates_by_hand(s->m) ? OPTIONAL : OFF, site, name);
            return;
        }
    record(s, n > 0 ? GOOD : UNKNOWN, site, name);
}

static void judge_cf_stream(study *s, const aa_msite *site, const char *name)
{
    judge_settings(s, site, 1, 2, name);
}

static void judge_ns_streams(study *s)
{
    aa_msites sites = aa_machine_sends(s->m, "setProperty:forKey:", NULL);
    for (size_t i = 0; i < sites.count; i++)
        judge_settings(s, &sites.items[i], 3, 2, "setProperty:forKey:");
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    static const struct {
        const char *symbol;
        judge_fn judge;
    } calls[] = {{"_SSL_CTX_set_verify", judge_openssl},
                 {"_SSL_set_verify", judge_openssl},
                 {"_SSL_CTX_set_custom_verify", judge_boringssl},
                 {"_SSL_set_custom_verify", judge_boringssl},
                 {"_SSL_CTX_set_cert_verify_callback", judge_whole},
                 {"_curl_easy_setopt", judge_curl},
                 {"_mbedtls_ssl_conf_authmode", judge_mbedtls},
                 {"_sec_protocol_options_set_peer_authentication_required", judge_required},
                 {"_sec_protocol_options_set_verify_block", judge_block},
                 {"_CFReadStreamSetProperty", judge_cf_stream},
                 {"_CFWriteStreamSetProperty", judge_cf_stream}};

    study s = {.m = in->machine, .sink = sink};
    if (in->machine == NULL)
        return;
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++)
        each_call(&s, calls[i].symbol, calls[i].judge);
    judge_ns_streams(&s);
    if (s.found == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_tls_embedded_stack = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:9 broker:15 mas:4.1.4.2.2",
    .masvs = "MASVS-NETWORK-1",
    .mastg = "MASTG-TEST-0345",
    .cwe = "CWE-295",
    .text =
        {
            [AA_LANG_EN] =
                {.title = "A TLS of the app's own does not check certificates",
                 .why = "Whoever shares the network can answer in the server's place with any certificate.",
                 .fix = "Ask for SSL_VERIFY_PEER, CURLOPT_SSL_VERIFYPEER 1 and CURLOPT_SSL_VERIFYHOST 2, "
                        "MBEDTLS_SSL_VERIFY_REQUIRED, or use URLSession.",
                 .limits = "A library that is linked into the program without its names is not recognised. "
                           "App Transport Security says nothing about these connections."},
            [AA_LANG_ZH_TW] =
                {.title = "自帶的 TLS 未檢查憑證",
                 .why = "同一網路上的人可用任何憑證冒充伺服器。",
                 .fix = "要求 SSL_VERIFY_PEER、CURLOPT_SSL_VERIFYPEER 為 1 且 CURLOPT_SSL_VERIFYHOST 為 2、"
                        "MBEDTLS_SSL_VERIFY_REQUIRED，或改用 URLSession。",
                 .limits = "靜態連結且名稱已移除的函式庫無法辨識；App Transport Security "
                           "不適用於這些連線。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
