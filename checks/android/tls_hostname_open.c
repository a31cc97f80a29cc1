/*
 * Hostname verifiers of the app that accept every host, or accept by the name that was asked for instead of
 * the names in the certificate.
 */
#include "code/use_tls.h"
#include "engine/code_record.h"
#include "facts/hosts.h"

enum { OPEN, OPEN_INSTALLED, IGNORES, BY_HOST, EXEMPTS_LOCAL, ALLOW_ALL, SETTING, UNSEEN, CHECKS, NONE };

static const aa_message messages[] = {
    [OPEN] = {"accepts_any_host",
              {"The hostname verifier {0} accepts every host for every certificate",
               "主機名稱驗證器 (HostnameVerifier) {0} 對任何主機與憑證皆予接受"}},
    [OPEN_INSTALLED] =
        {"accepts_any_host_installed",
         {"The hostname verifier {0} accepts every host for every certificate; connections get it at {1}",
          "主機名稱驗證器 (HostnameVerifier) {0} 對任何主機與憑證皆予接受，並於 {1} 套用於連線"}},
    [IGNORES] = {"ignores_outcome",
                 {"The hostname verifier {0} compares names and accepts whatever the outcome is",
                  "主機名稱驗證器 {0} 雖比對名稱，但不論結果為何皆予接受"}},
    [BY_HOST] = {"accepts_by_request",
                 {"The hostname verifier {0} accepts by the host that was asked for, without looking at the "
                  "certificate: {1}",
                  "主機名稱驗證器 {0} 僅依所請求之主機名稱即予接受，未檢視憑證：{1}"}},
    [EXEMPTS_LOCAL] = {"exempts_local",
                       {"The hostname verifier {0} checks names, except for addresses of local networks: {1}",
                        "主機名稱驗證器 {0} 檢查名稱，但區域網路位址除外：{1}"}},
    [ALLOW_ALL] = {"allow_all_verifier",
                   {"The verifier that allows every host, {0}, is used", "使用允許任何主機之驗證器 {0}"}},
    [SETTING] =
        {"verifier_by_setting",
         {"A setting whose value cannot be told decides whether the hostname verifier {0} compares names",
          "主機名稱驗證器 {0} 是否比對名稱取決於一項無法得知其值之設定"}},
    [UNSEEN] = {"verifier_not_seen",
                {"The hostname verifier {0} relies on code that cannot be read or followed",
                 "主機名稱驗證器 {0} 依賴無法讀取或追蹤之程式碼"}},
    [CHECKS] = {"host_checked",
                {"The hostname verifier {0} accepts no host without a look at the certificate",
                 "主機名稱驗證器 {0} 未發現未檢視憑證即接受之路徑"}},
    [NONE] = {"no_verifier",
              {"The app has no hostname verifier of its own", "應用程式沒有自訂之主機名稱驗證器"}},
};

/* ---- verifiers of the app ------------------------------------------------------------------------------ */

typedef struct compared {
    const char *texts; /* joined, for the message */
    size_t count;
    bool all_local;
} compared;

static void add_text(const aa_check_input *in, compared *c, aa_value value)
{
    aa_bytes text;
    if (!aa_value_is_string(aa_code_values(in->code), value, &text) || text.n == 0)
        return;
    const char *host = aa_code_utf8(in->code, text);
    if (host == NULL)
        return;
    c->all_local = (c->count == 0 || c->all_local) && aa_host_scope_of(host) != AA_HOST_PUBLIC;
    c->texts = c->count == 0 ? host : aa_code_printf(in->code, "%s, %s", c->texts, host);
    c->count += c->texts != NULL;
}

/* Constants that the body compares with something. */
static compared compared_texts(const aa_check_input *in, aa_method_id method)
{
    compared c = {0};
    const aa_flow *flow = aa_code_flow(in->code, method);
    for (size_t i = 0; flow != NULL && i < flow->call_count; i++) {
        const aa_flow_call *call = &flow->calls[i];
        if (call->to == AA_NO_ID ||
            !aa_bytes_is(aa_method_result(aa_code_base_of(in->code)->program, call->to), "Z"))
            continue;
        for (size_t k = 0; k < call->argument_count; k++)
            add_text(in, &c, call->arguments[k]);
    }
    return c;
}

static void report_open(const aa_check_input *in, aa_sink *sink, const aa_tls_judge *judge)
{
    const char *name = aa_code_type_name(in->code, judge->type);
    const unsigned tests = AA_LOOK_DELEGATE | AA_LOOK_CONTENT | AA_LOOK_NAMES;
    const aa_site *at = aa_tls_installed(in->code, AA_TLS_HOSTNAME_VERIFIER, judge->type);
    if ((judge->result.looks & tests) != 0)
        aa_hit_method(sink, IGNORES, AA_SEVERITY_CRITICAL, in->code, judge->method, AA_NO_ID, AA_ARGS(name));
    else if (at != NULL)
        aa_hit_method(sink, OPEN_INSTALLED, AA_SEVERITY_CRITICAL, in->code, judge->method, AA_NO_ID,
                      AA_ARGS(name, aa_code_place_text(in->code, at->in, at->pc)));
    else
        aa_hit_method(sink, OPEN, AA_SEVERITY_CRITICAL, in->code, judge->method, AA_NO_ID, AA_ARGS(name));
}

static void report_by_host(const aa_check_input *in, aa_sink *sink, const aa_tls_judge *judge)
{
    const char *name = aa_code_type_name(in->code, judge->type);
    compared c = compared_texts(in, judge->method);
    if (c.count > 0 && c.all_local)
        aa_clear_method(sink, EXEMPTS_LOCAL, in->code, judge->method, AA_NO_ID, AA_ARGS(name, c.texts));
    else
        aa_hit_method(sink, BY_HOST, AA_SEVERITY_MEDIUM, in->code, judge->method, AA_NO_ID,
                      AA_ARGS(name, aa_arg_text(c.texts)));
}

static void judge_one(const aa_check_input *in, aa_sink *sink, const aa_tls_judge *judge)
{
    const char *name = aa_code_type_name(in->code, judge->type);
    const aa_verify_result *r = &judge->result;
    if (r->least == AA_STRENGTH_NONE || r->least == AA_STRENGTH_TRIVIAL)
        report_open(in, sink, judge);
    else if (r->least == AA_STRENGTH_WEAK)
        report_by_host(in, sink, judge);
    else if (r->floor < AA_STRENGTH_STRONG && (r->looks & AA_LOOK_UNKNOWN) != 0)
        aa_cannot_tell_method(sink, UNSEEN, in->code, judge->method, AA_NO_ID, AA_ARGS(name));
    else if (r->floor < AA_STRENGTH_STRONG)
        aa_cannot_tell_method(sink, SETTING, in->code, judge->method, AA_NO_ID, AA_ARGS(name));
    else
        aa_clear_method(sink, CHECKS, in->code, judge->method, AA_NO_ID, AA_ARGS(name));
}

/* ---- verifiers of the platform that allow every host --------------------------------------------------- */

static size_t report_allow_all(const aa_check_input *in, aa_sink *sink)
{
    static const char name[] = "ALLOW_ALL_HOSTNAME_VERIFIER";
    aa_sites made = aa_code_calls(in->code, "Lorg/apache/http/conn/ssl/AllowAllHostnameVerifier;-><init>");
    for (size_t i = 0; i < made.count; i++)
        aa_hit_site(sink, ALLOW_ALL, AA_SEVERITY_CRITICAL, in->code, &made.items[i],
                    AA_ARGS("AllowAllHostnameVerifier"));
    const aa_field_ref *const *reads = NULL;
    size_t count = aa_code_reads(in->code, "Lorg/apache/http/conn/ssl/SSLSocketFactory;", name, &reads);
    for (size_t i = 0; i < count; i++)
        aa_hit_method(sink, ALLOW_ALL, AA_SEVERITY_CRITICAL, in->code, reads[i]->in, reads[i]->pc,
                      AA_ARGS(name));
    return made.count + count;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    aa_tls_judges judges = aa_tls_judges_of(in->code, AA_TLS_HOSTNAME_VERIFIER);
    for (size_t i = 0; i < judges.count; i++)
        judge_one(in, sink, &judges.items[i]);
    if (report_allow_all(in, sink) + judges.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_tls_hostname_open = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_CRITICAL,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:9 broker:15 mas:4.1.4.2.2",
    .masvs = "MASVS-NETWORK-1",
    .mastg = "MASTG-TEST-0283",
    .cwe = "CWE-297",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "A hostname verifier accepts hosts that the certificate does not name",
                    .why = "A valid certificate of any site, which everyone can buy, then passes for the "
                           "app's server: what is sent can be read and changed on the way.",
                    .fix = "Set no hostname verifier: the platform's compares the host with the names in the "
                           "certificate. Where one is needed, return "
                           "HttpsURLConnection.getDefaultHostnameVerifier().verify(hostname, session).",
                    .limits = "How exactly names from the certificate are compared is not judged. Verifiers "
                              "in native code and in frameworks with their own TLS are not seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "主機名稱驗證器接受憑證未載明之主機",
                    .why = "任何網站之有效憑證（人人皆可取得）均可冒充應用程式之伺服器，"
                           "傳輸內容可於途中遭讀取與竄改。",
                    .fix =
                        "不設定 HostnameVerifier，由平台比對主機與憑證所載名稱；確有需要時，回傳 "
                        "HttpsURLConnection.getDefaultHostnameVerifier().verify(hostname, session) 之結果。",
                    .limits = "不判斷憑證名稱之比對方式是否嚴謹；無法檢視原生程式碼及自帶 TLS "
                              "之框架內的驗證器。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
