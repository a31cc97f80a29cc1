/*
 * User names and passwords that are part of the app.
 */
#include "code/use_crypto.h"
#include "engine/code_record.h"
#include "facts/sensitive_code.h"

enum { LOGIN, HEADER, COMPARED, NAMED, OTHER, NONE, ASKED };

static const aa_message messages[] = {
    [LOGIN] = {"credential_constant",
               {"{0} logs in with a password that is part of the app: {1}",
                "{0} 以寫死於應用程式中的密碼登入：{1}"}},
    [HEADER] = {"authorization_constant",
                {"{0} sends an authorization that is part of the app: {1}",
                 "{0} 送出寫死於應用程式中的授權資訊：{1}"}},
    [COMPARED] = {"input_compared",
                  {"{0} compares what the user types with {1}", "{0} 將使用者輸入與 {1} 比對"}},
    [NAMED] = {"secret_compared",
               {"{0} compares {1:sensitive} ({2}) with {3}, which is part of the app",
                "{0} 將{1:sensitive}（{2}）與寫死於應用程式中的 {3} 比對"}},
    [OTHER] = {"credential_not_in_app",
               {"{0} logs in with what is not part of the app", "{0} 登入所用資訊不在應用程式內"}},
    [NONE] = {"no_login",
              {"No call in the app logs in with a name and password", "應用程式中無任何呼叫以帳號密碼登入"}},
    [ASKED] = {"comparison_unsure",
               {"Whether one of the texts of the app that input is compared with ({0}) lets somebody in "
                "cannot be told",
                "輸入內容與應用程式內 {0} 處文字比對；無法判定其中是否有可藉以登入者"}},
};

typedef struct login {
    const char *pattern;
    size_t password;
} login;

static const login logins[] = {
    {"Ljava/net/PasswordAuthentication;-><init>", 2},
    {"Ljava/sql/DriverManager;->getConnection(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;)Ljava/"
     "sql/"
     "Connection;",
     2},
    {"Lorg/apache/http/auth/UsernamePasswordCredentials;-><init>(Ljava/lang/String;Ljava/lang/String;)V", 2},
    {"Lorg/apache/commons/net/ftp/FTPClient;->login(Ljava/lang/String;Ljava/lang/String;)Z", 2},
    {"Ljavax/mail/PasswordAuthentication;-><init>", 2},
    {"Lokhttp3/Credentials;->basic(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;", 1},
    {"Landroid/webkit/HttpAuthHandler;->proceed", 2},
};

static size_t look_at_logins(aa_code *code, aa_sink *sink)
{
    size_t seen = 0;
    for (size_t i = 0; i < sizeof logins / sizeof logins[0]; i++) {
        aa_sites sites = aa_code_calls(code, logins[i].pattern);
        for (size_t k = 0; k < sites.count; k++) {
            const aa_origin *what = NULL;
            const char *method = aa_code_method_name(code, sites.items[k].in);
            if (logins[i].password >= sites.items[k].call->argument_count)
                continue;
            if (aa_material_of(code, &sites.items[k], logins[i].password, &what) == AA_MATERIAL_CONSTANT)
                aa_hit_origin(sink, LOGIN, AA_SEVERITY_HIGH, code, &sites.items[k], what,
                              AA_ARGS(method, aa_origin_redacted(code, what)));
            else
                aa_clear_site(sink, OTHER, code, &sites.items[k], AA_ARGS(method));
        }
        seen += sites.count;
    }
    return seen;
}

static bool begins(aa_bytes text, const char *with)
{
    return text.n > strlen(with) && memcmp(text.p, with, strlen(with)) == 0;
}

/* setRequestProperty("Authorization", "Basic …") and its like, as one constant. */
static size_t look_at_headers(aa_code *code, aa_sink *sink)
{
    static const char *const setters[] = {"Ljava/net/URLConnection;->setRequestProperty",
                                          "Ljava/net/URLConnection;->addRequestProperty", NULL};
    aa_sites sites = aa_code_calls_of(code, setters);
    size_t seen = 0;
    for (size_t i = 0; i < sites.count; i++) {
        aa_bytes name;
        if (!aa_site_text(code, &sites.items[i], 1, &name) || !aa_bytes_is(name, "Authorization"))
            continue;
        seen++;
        aa_origins values = aa_code_constants(code, &sites.items[i], 2);
        for (size_t k = 0; k < values.count; k++) {
            const aa_origin *o = &values.items[k];
            if (o->kind == AA_ORIGIN_STRING && o->exact &&
                (begins(o->text, "Basic ") || begins(o->text, "Bearer ")))
                aa_hit_origin(
                    sink, HEADER, AA_SEVERITY_HIGH, code, &sites.items[i], o,
                    AA_ARGS(aa_code_method_name(code, sites.items[i].in), aa_origin_redacted(code, o)));
        }
    }
    return seen;
}

/* ---- comparisons --------------------------------------------------------------------------------------- */

static const char *const tests[] = {
    "Ljava/lang/String;->equals",        "Ljava/lang/String;->equalsIgnoreCase",
    "Ljava/lang/String;->contentEquals", "Landroid/text/TextUtils;->equals",
    "Ljava/util/Objects;->equals",       NULL,
};

/* Words that say that there is no value, or what kind of one it is. */
static bool is_word(aa_bytes text)
{
    static const char *const words[] = {"null", "none", "true",    "false",   "empty",
                                        "test", "user", "unknown", "default", "undefined"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (aa_bytes_is(text, words[i]))
            return true;
    return text.n < 4;
}

/* The text of some length that argument |side| always is. */
static bool is_constant(aa_code *code, const aa_site *site, size_t side, bool follow, aa_origin *out)
{
    *out = (aa_origin){.kind = AA_ORIGIN_STRING};
    if (!aa_value_is_string(aa_code_values(code), site->call->arguments[side], &out->text) &&
        !(follow && aa_site_text(code, site, side, &out->text)))
        return false;
    return !is_word(out->text);
}

/* What is typed is compared with such a text: a code that everyone can read. */
static bool judge_typed(const aa_check_input *in, aa_sink *sink, const aa_site *site, size_t side)
{
    aa_origin constant;
    aa_origins whence = aa_code_whence(in->code, site, 1 - side);
    const aa_origin *typed = aa_data_typed(in->code, in->facts, &whence);
    if (typed == NULL || !is_constant(in->code, site, side, true, &constant))
        return false;
    aa_hit_origin(sink, COMPARED, AA_SEVERITY_LOW, in->code, site, typed,
                  AA_ARGS(aa_code_method_name(in->code, site->in), aa_origin_redacted(in->code, &constant)));
    return true;
}

/* Read by its name and handed on as it is, perhaps trimmed. */
static bool is_read_directly(aa_code *code, const aa_origin *origin)
{
    static const char *const keeps[] = {
        "Landroid/content/Intent;->getStringExtra",
        "Landroid/os/BaseBundle;->getString",
        "Landroid/os/Bundle;->getString",
        "Lorg/json/JSONObject;->getString",
        "Lorg/json/JSONObject;->optString",
        "Landroid/content/SharedPreferences;->getString",
        "Landroid/net/Uri;->getQueryParameter",
        "Landroid/widget/EditText;->getText",
        "Landroid/widget/TextView;->getText",
        "Ljava/lang/Object;->toString",
        "Ljava/lang/String;->*",
        "Landroid/app/Activity;->findViewById",
        "Landroid/view/View;->findViewById",
    };
    for (const aa_step *step = origin->way; step != NULL; step = step->next) {
        bool known = step->kind != AA_STEP_CALL;
        for (size_t i = 0; i < sizeof keeps / sizeof keeps[0] && !known; i++)
            known = aa_method_is(code, step->method, keeps[i]);
        if (!known)
            return false;
    }
    return true;
}

/* What is called a user name or a password is: an account that is always there. */
static bool judge_named(const aa_check_input *in, aa_sink *sink, const aa_site *site, size_t side)
{
    aa_origin constant;
    if (!is_constant(in->code, site, side, false, &constant))
        return false;
    aa_origins whence = aa_code_whence(in->code, site, 1 - side);
    aa_data data = aa_data_of(in->code, in->facts, &whence);
    if ((data.kind != AA_SENSITIVE_LOGIN && data.kind != AA_SENSITIVE_PASSWORD) ||
        !is_read_directly(in->code, data.origin))
        return false;
    aa_hit_origin(sink, NAMED, AA_SEVERITY_LOW, in->code, site, data.origin,
                  AA_ARGS(aa_code_method_name(in->code, site->in), aa_sensitive_name(data.kind), data.label,
                          aa_origin_redacted(in->code, &constant)));
    return true;
}

static bool reads_text(aa_code *code, aa_method_id method)
{
    const aa_call_ref *calls = NULL;
    size_t count = aa_calls_in(aa_code_base_of(code)->program, method, &calls);
    for (size_t i = 0; i < count; i++)
        if (calls[i].to != AA_NO_ID && aa_method_is(code, calls[i].to, "Landroid/widget/TextView;->getText"))
            return true;
    return false;
}

/* How many there are. A word of a game is compared as an access code is, so none of them decides. */
static size_t look_at_comparisons(const aa_check_input *in, aa_sink *sink)
{
    size_t seen = 0;
    aa_sites sites = aa_code_own_calls_of(in->code, tests);
    aa_method_id last = AA_NO_ID;
    bool reads = false;
    for (size_t i = 0; i < sites.count; i++) {
        const aa_site *site = &sites.items[i];
        if (site->call->argument_count != 2)
            continue;
        if (site->in != last)
            reads = reads_text(in->code, site->in);
        last = site->in;
        seen += (reads && (judge_typed(in, sink, site, 0) || judge_typed(in, sink, site, 1))) ||
                judge_named(in, sink, site, 0) || judge_named(in, sink, site, 1);
    }
    return seen;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    size_t seen = look_at_logins(in->code, sink) + look_at_headers(in->code, sink);
    size_t compared = look_at_comparisons(in, sink);
    if (compared > 0)
        aa_cannot_tell(sink, ASKED, NULL, AA_ARGS(aa_arg_int(sink, (long long)compared)));
    if (seen == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_common_secret_credential = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 broker:14 mas:4.1.2.3.8",
    .masvs = "MASVS-STORAGE-1",
    .mastg = "",
    .cwe = "CWE-798",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Password in the app",
                    .why = "Whoever has the package logs in as the app does, on every server that knows this "
                           "password.",
                    .fix = "Let each user log in, and give the app a token of its own; keep passwords of "
                           "servers on servers.",
                    .limits =
                        "What the user types, or what is called a user name or password, compared with a "
                        "constant is reported as low: the word may be no secret. Libraries other than those "
                        "known by name are seen only through the "
                        "platform's calls.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "密碼寫死於應用程式",
                    .why = "取得安裝檔者即可以相同身分登入所有採用該密碼之伺服器。",
                    .fix = "由使用者個別登入並核發專屬權杖；"
                           "伺服器密碼僅保存於伺服器。",
                    .limits = "使用者輸入或名為帳號、密碼之值與常數之比對列為低風險，該字詞可能並非機密。"
                              "未以名稱得知之函式庫，僅能經平台呼叫檢視。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
