/*
 * Native code that tells its TLS library not to look at certificates.
 *
 * Sources: curl's CURLOPT_SSL_VERIFYPEER (64), CURLOPT_SSL_VERIFYHOST (81); SSL_CTX_set_verify(3) of OpenSSL,
 * SSL_VERIFY_NONE 0; Mbed TLS mbedtls_ssl_conf_authmode(), MBEDTLS_SSL_VERIFY_NONE 0.
 */
#include "libraries.h"

enum { OFF, UNSURE, ON };

static const aa_message messages[] = {
    [OFF] = {"native_verify_off",
             {"{0} ({1}) makes TLS connections without a look at the certificate: {2}",
              "{0}（{1}）建立 TLS 連線時未驗證憑證：{2}"}},
    [UNSURE] = {"native_verify_unsure",
                {"{0} ({1}) sets with {2} how certificates are looked at; to what cannot be told",
                 "{0}（{1}）以 {2} 設定憑證驗證方式，無法判定其內容"}},
    [ON] = {"native_verify_on",
            {"{0} ({1}) leaves the check of certificates on where it sets it ({2})",
             "{0}（{1}）設定憑證驗證方式時均維持啟用（{2}）"}},
};

typedef struct setter {
    const char *function;
    int64_t option;  /* the second argument; -1: it is the value */
    const char *off; /* what is told when the value is 0 */
    bool asks;       /* a caller may look at the certificate itself afterwards */
} setter;

static const setter setters[] = {
    {"curl_easy_setopt", 64, "CURLOPT_SSL_VERIFYPEER 0", false},
    {"curl_easy_setopt", 81, "CURLOPT_SSL_VERIFYHOST 0", false},
    {"SSL_CTX_set_verify", -1, "SSL_CTX_set_verify(SSL_VERIFY_NONE)", true},
    {"SSL_set_verify", -1, "SSL_set_verify(SSL_VERIFY_NONE)", true},
    {"wolfSSL_CTX_set_verify", -1, "wolfSSL_CTX_set_verify(SSL_VERIFY_NONE)", true},
    {"wolfSSL_set_verify", -1, "wolfSSL_set_verify(SSL_VERIFY_NONE)", true},
    {"mbedtls_ssl_conf_authmode", -1, "mbedtls_ssl_conf_authmode(MBEDTLS_SSL_VERIFY_NONE)", true},
};

/* Other ways to decide what is accepted, which are not followed. */
static const char *const deciders[] = {"SSL_CTX_set_custom_verify", "SSL_set_custom_verify",
                                       "SSL_CTX_set_cert_verify_callback", "mbedtls_ssl_conf_verify"};

static bool looks_itself(const aa_native *n)
{
    static const char *const looks[] = {"SSL_get_verify_result", "SSL_get_peer_certificate",
                                        "SSL_get1_peer_certificate", "SSL_get0_peer_certificate"};
    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++)
        if (aa_native_imports(n, looks[i]))
            return true;
    return false;
}

static const setter *setter_of(const aa_native_call *c)
{
    for (size_t i = 0; i < sizeof setters / sizeof setters[0]; i++) {
        const setter *s = &setters[i];
        if (strcmp(c->function, s->function) == 0 &&
            (s->option < 0 || (c->arguments[1].known && c->arguments[1].number == s->option)))
            return s;
    }
    return NULL;
}

/* One call; what is known of the library so far gets worse or stays. */
static void look(const aa_native *n, const aa_native_call *c, native_outcome *worst, const char **why)
{
    const setter *s = setter_of(c);
    if (s == NULL)
        return;
    const aa_native_argument *value = &c->arguments[s->option < 0 ? 1 : 2];
    native_outcome one = !value->known                ? NATIVE_DOUBT
                         : value->number != 0         ? NATIVE_CLEAR
                         : s->asks && looks_itself(n) ? NATIVE_DOUBT
                                                      : NATIVE_HIT;
    if (*why != NULL && one <= *worst)
        return;
    *worst = one;
    *why = one == NATIVE_HIT ? s->off : s->function;
}

static const char *imported_setter(const aa_native *n)
{
    for (size_t i = 0; i < sizeof setters / sizeof setters[0]; i++)
        if (setters[i].option < 0 && aa_native_imports(n, setters[i].function))
            return setters[i].function;
    return aa_native_imports(n, "curl_easy_setopt") ? "curl_easy_setopt" : NULL;
}

static void judge(const aa_natives *natives, const aa_native *n, aa_sink *sink, native_verdicts *out)
{
    static const unsigned words[] = {[NATIVE_CLEAR] = ON, [NATIVE_DOUBT] = UNSURE, [NATIVE_HIT] = OFF};
    native_outcome worst = NATIVE_CLEAR;
    const char *why = NULL;
    (void)sink;
    for (size_t i = 0; i < n->call_count; i++)
        look(n, &n->calls[i], &worst, &why);
    for (size_t i = 0; i < sizeof deciders / sizeof deciders[0] && worst == NATIVE_CLEAR; i++)
        if (aa_native_imports(n, deciders[i])) {
            worst = NATIVE_DOUBT;
            why = deciders[i];
        }
    if (why == NULL && !n->calls_read && !native_code_read_elsewhere(natives, n)) {
        worst = NATIVE_DOUBT;
        why = imported_setter(n);
    }
    if (why != NULL)
        native_say(out, worst, words[worst], AA_SEVERITY_HIGH, why, NULL);
    if (out->count > 0)
        out->items[0].reach = AA_REACH_UNKNOWN;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    native_each(in, sink, judge);
}

const aa_check aa_check_native_tls_verify = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CONTAINER),
    .rows = "broker:9 broker:15 mas:4.1.4.2.2 mas:4.1.4.2.3",
    .masvs = "MASVS-NETWORK-1",
    .mastg = "MASTG-TEST-0282",
    .cwe = "CWE-295",
    .text =
        {
            [AA_LANG_EN] =
                {.title = "Native code accepts every certificate",
                 .why = "Whoever is between the app and its server reads and changes what native code sends; "
                        "neither the network security config nor pins in Java bind it.",
                 .fix = "Leave CURLOPT_SSL_VERIFYPEER and CURLOPT_SSL_VERIFYHOST at their defaults; call "
                        "SSL_CTX_set_verify() with SSL_VERIFY_PEER and give it authorities; "
                        "MBEDTLS_SSL_VERIFY_REQUIRED.",
                 .limits =
                     "Arguments are followed within AArch64 code that calls functions of another "
                     "library; a TLS library that is linked in without names, and what a callback "
                     "accepts, are not seen. Of other processors only the names of functions are read."},
            [AA_LANG_ZH_TW] =
                {.title = "原生程式碼接受任何憑證",
                 .why = "位於應用程式與伺服器之間者，得讀取並竄改原生程式碼傳送之資料；網路安全設定與 Java "
                        "之憑證綁定均不適用。",
                 .fix = "CURLOPT_SSL_VERIFYPEER 與 CURLOPT_SSL_VERIFYHOST 維持預設值；SSL_CTX_set_verify() "
                        "使用 SSL_VERIFY_PEER 並設定信任之憑證機構；使用 MBEDTLS_SSL_VERIFY_REQUIRED。",
                 .limits = "僅追蹤 AArch64 程式碼呼叫其他函式庫時之引數；未保留名稱之靜態連結 TLS 函式庫，"
                           "以及回呼函式接受之內容無法判定；其他處理器僅讀取函式名稱。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
