/*
 * Values that go out with a broadcast or an intent that names nobody: whoever asks for the action gets them.
 */
#include "code/use_intent.h"
#include "engine/code_record.h"
#include "facts/sensitive_code.h"

enum { BROADCAST, STARTED, ADDRESS, NAMED, GUARDED, OTHERS, NONE };

static const aa_message messages[] = {
    [BROADCAST] = {"broadcast_sensitive",
                   {"{0} sends {1:sensitive} ({2}) as extra {3} of a broadcast that every app can receive",
                    "{0} 以任何應用程式皆可接收之廣播送出{1:sensitive}（{2}），附加資料名為 {3}"}},
    [STARTED] = {"intent_sensitive",
                 {"{0} hands {1:sensitive} ({2}) as extra {3} to whichever app answers to an action",
                  "{0} 將{1:sensitive}（{2}）以附加資料 {3} 交給任一回應該 action 之應用程式"}},
    [ADDRESS] = {"address_sensitive",
                 {"{0} hands {1:sensitive} ({2}) in the address of an intent to whichever app answers to an "
                  "action",
                  "{0} 將{1:sensitive}（{2}）置於 Intent 之位址（data），交給任一回應該 action 之應用程式"}},
    [NAMED] =
        {"extra_named",
         {"{0} puts an extra called {3} ({1:sensitive}) into an intent that names nobody; what it holds "
          "cannot be told",
          "{0} 於未指定對象之 Intent 放入名為 {3} 之附加資料（{1:sensitive}），其內容無法看出"}},
    [GUARDED] = {"broadcast_guarded",
                 {"{0} sends {1:sensitive} to receivers that hold a permission",
                  "{0} 僅將{1:sensitive}傳送給持有指定權限之接收者"}},
    [OTHERS] = {"extras_others",
                {"None of {0} calls is known to hand a sensitive value to an intent that names nobody",
                 "{0} 處呼叫均未發現將敏感性資料交予未指定對象之 Intent"}},
    [NONE] = {"no_intent_sent", {"No call in the app sends an intent", "應用程式中無任何呼叫送出 Intent"}},
};

typedef struct sender {
    const char *pattern;
    size_t intent;
    size_t permission; /* that receivers must hold; 0: none */
    bool broadcast;
} sender;

static const sender senders[] = {
    {"Landroid/content/Context;->sendBroadcast(Landroid/content/Intent;)V", 1, 0, true},
    {"Landroid/content/Context;->sendBroadcast(Landroid/content/Intent;Ljava/lang/String;)V", 1, 2, true},
    {"Landroid/content/Context;->sendOrderedBroadcast", 1, 2, true},
    {"Landroid/content/Context;->sendStickyBroadcast", 1, 0, true},
    {"Landroid/content/Context;->startService", 1, 0, false},
    {"Landroid/content/Context;->startActivity(Landroid/content/Intent;)V", 1, 0, false},
    {"Landroid/app/Activity;->startActivityForResult(Landroid/content/Intent;I)V", 1, 0, false},
};

enum { MAX_EXTRAS = 32 };

/* What one extra holds, and what says so. */
typedef struct extra {
    aa_sensitive kind;
    const aa_origin *origin;
    const char *label, *name;
    bool known;   /* by its source, not by its name alone */
    bool address; /* the data of the intent, which has no name */
} extra;

static extra read_put(const aa_check_input *in, const aa_intent_put *put)
{
    aa_bytes name = aa_bytes_none();
    aa_origins value = aa_code_whence(in->code, &put->site, put->value);
    aa_data data = aa_data_of(in->code, in->facts, &value);
    extra e = {.kind = data.kind, .origin = data.origin, .label = data.label, .name = "-", .known = true};
    e.address = !aa_site_is(in->code, &put->site, "Landroid/content/Intent;->putExtra");
    if (!e.address && aa_site_text(in->code, &put->site, 1, &name))
        e.name = aa_arg_text(aa_arena_utf8(aa_code_arena(in->code), name));
    if (e.address || e.kind != AA_SENSITIVE_NONE || data.constant || data.hidden != AA_SENSITIVE_NONE)
        return e;
    e.kind = aa_data_named(in->code, name);
    e.known = data.outside;
    e.label = *data.label != '\0' ? data.label : e.name;
    return e;
}

static bool is_guarded(aa_code *code, const aa_site *site, const sender *s)
{
    aa_bytes permission;
    return s->permission != 0 && s->permission < site->call->argument_count &&
           aa_site_text(code, site, s->permission, &permission) && permission.n > 0;
}

static bool record(const aa_check_input *in, aa_sink *sink, const aa_site *site, const sender *s,
                   const extra *e)
{
    const char *where = aa_code_method_name(in->code, site->in);
    const char *const *args = AA_ARGS(where, aa_sensitive_name(e->kind), aa_arg_text(e->label), e->name);
    bool secret = aa_data_is_secret(e->kind);
    if (e->kind == AA_SENSITIVE_NONE || (!secret && (e->address || !s->broadcast)))
        return false;
    if (is_guarded(in->code, site, s))
        aa_clear_site(sink, GUARDED, in->code, site, AA_ARGS(where, aa_sensitive_name(e->kind)));
    else if (!e->known)
        aa_hit_site(sink, NAMED, AA_SEVERITY_LOW, in->code, site, args);
    else if (e->address)
        aa_hit_origin(sink, ADDRESS, AA_SEVERITY_MEDIUM, in->code, site, e->origin,
                      AA_ARGS(where, aa_sensitive_name(e->kind), aa_arg_text(e->label)));
    else if (s->broadcast)
        aa_hit_origin(sink, BROADCAST, secret ? AA_SEVERITY_HIGH : AA_SEVERITY_LOW, in->code, site, e->origin,
                      args);
    else
        aa_hit_origin(sink, STARTED, AA_SEVERITY_MEDIUM, in->code, site, e->origin, args);
    return true;
}

static bool judge(const aa_check_input *in, aa_sink *sink, const aa_site *site, const sender *s)
{
    aa_intent_put puts[MAX_EXTRAS];
    bool any = false;
    if (aa_intent_of(in->code, site, s->intent) != AA_INTENT_IMPLICIT)
        return false;
    size_t count = aa_implicit_puts(in->code, site, s->intent, puts, MAX_EXTRAS);
    for (size_t i = 0; i < count && i < MAX_EXTRAS; i++) {
        extra e = read_put(in, &puts[i]);
        any = record(in, sink, site, s, &e) || any;
    }
    return any;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    size_t all = 0;
    size_t any = 0;
    if (in->code == NULL)
        return;
    for (size_t i = 0; i < sizeof senders / sizeof senders[0]; i++) {
        aa_sites sites = aa_code_calls(in->code, senders[i].pattern);
        for (size_t k = 0; k < sites.count; k++)
            any += judge(in, sink, &sites.items[k], &senders[i]);
        all += sites.count;
    }
    if (all == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
    else if (any == 0)
        aa_clear(sink, OTHERS, NULL, AA_ARGS(aa_arg_int(sink, (long long)all)));
}

const aa_check aa_check_android_implicit_intent_extra = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:10 mas:4.1.2.3.12",
    .masvs = "MASVS-CODE-4",
    .mastg = "MASTG-TEST-0374",
    .cwe = "CWE-927",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Sensitive value in an intent that names nobody",
                    .why = "Every app can register for the action and reads the extras, unseen by the user; "
                           "where only one app gets it, the one that claims the action first does.",
                    .fix = "Name the component (new Intent(context, Target.class)) or the package "
                           "(setPackage()); send broadcasts that other apps need with a permission of "
                           "protectionLevel=\"signature\".",
                    .limits =
                        "Extras and addresses are seen where the intent is made. Bundles and clip data "
                        "are not looked into. The level of the permission that receivers must hold is not "
                        "judged.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "未指定對象之 Intent 含敏感性資料",
                    .why = "任何應用程式皆可註冊接收該 action 並讀取附加資料，使用者毫無所覺；"
                           "若僅由一個應用程式接收，則由先宣告該 action 者取得。",
                    .fix = "指定元件（new Intent(context, Target.class)）或套件（setPackage()）；"
                           "須供其他應用程式接收之廣播，應要求 protectionLevel=\"signature\" 之權限。",
                    .limits = "僅檢視 Intent 建立處之附加資料與位址，未檢視 Bundle 及 ClipData；"
                              "未判斷接收者所需權限之等級。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
