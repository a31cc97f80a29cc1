/*
 * Intents that another app put into an intent, started with the rights of this one.
 */
#include "code/use_intent.h"
#include "code/use_source.h"
#include "engine/code_record.h"

enum { OPEN, RETURNED, UNSURE, CHECKED, CLOSED, OWN, NONE, ANSWERED };

static const aa_message messages[] = {
    [OPEN] = {"intent_redirected",
              {"{0} hands on the intent that {1} takes out of what another app sent",
               "{0} 轉送由 {1} 自其他應用程式所傳內容取出之 Intent"}},
    [RETURNED] = {"intent_returned",
                  {"{0} gives the intent it was started with back as its result; flags in it grant access to "
                   "the files of the app",
                   "{0} 將啟動時收到之 Intent 原樣回傳；其旗標可授予對應用程式檔案之存取"}},
    [UNSURE] = {"intent_unsure",
                {"{0} hands on the intent that {1} takes out of another one; whether another app can send "
                 "that cannot be told",
                 "{0} 轉送由 {1} 自另一 Intent 取出之 Intent；無法判定其他應用程式能否傳送"}},
    [CHECKED] = {"intent_checked",
                 {"{0} hands on the intent that {1} gives after a comparison, or names its component",
                  "{0} 於比對或指定元件後轉送由 {1} 取得之 Intent"}},
    [CLOSED] = {"intent_closed",
                {"{0} hands on the intent that {1} gives; other apps cannot get to that component",
                 "{0} 轉送由 {1} 取得之 Intent；其他應用程式無法存取該元件"}},
    [OWN] = {"intents_own",
             {"{0} calls start or return an intent, and it is one the app made",
              "{0} 處啟動或回傳 Intent 之呼叫，均使用應用程式自行建立之 Intent"}},
    [NONE] = {"no_intents",
              {"No call in the app starts or returns an intent", "應用程式中無任何呼叫啟動或回傳 Intent"}},
    [ANSWERED] = {"answer_returned",
                  {"{0} gives its caller the intent that whichever app took its own request answered with; "
                   "flags in it grant access to the files of the app",
                   "{0} 將任一應用程式對其請求所回覆之 Intent 原樣回傳給呼叫者；"
                   "其旗標可授予對應用程式檔案之存取"}},
};

typedef struct start {
    const char *pattern;
    size_t argument;
} start;

static const start starts[] = {
    {"Landroid/content/Context;->startActivity", 1},
    {"Landroid/app/Activity;->startActivityForResult", 1},
    {"Landroid/app/Activity;->startActivityIfNeeded", 1},
    {"Landroid/app/Fragment;->startActivity", 1},
    {"Landroid/content/Context;->startService", 1},
    {"Landroid/content/Context;->startForegroundService", 1},
    {"Landroid/content/Context;->bindService", 1},
    {"Landroid/content/Context;->sendBroadcast", 1},
    {"Landroid/content/Context;->sendOrderedBroadcast", 1},
    {"Landroid/app/Activity;->setResult(ILandroid/content/Intent;)V", 2},
};

/* What takes a whole intent out of another one, or makes one of a text. */
static bool takes_out(aa_code *code, aa_method_id method)
{
    static const char *const takers[] = {
        "Landroid/content/Intent;->getParcelableExtra",
        "Landroid/os/Bundle;->getParcelable",
        "Landroid/os/BaseBundle;->get",
        "Landroid/os/Bundle;->get",
        "Landroid/content/Intent;->parseUri",
        "Landroid/content/Intent;->getIntent",
        "Landroid/content/Intent;->getSelector",
        NULL,
    };
    return aa_method_is_any(code, method, takers);
}

/* Who sent what the call that gave |origin| took the intent out of. */
static aa_source_seen sender_of(aa_code *code, const aa_origin *origin)
{
    const aa_trace_options options = {.through_library = true};
    const aa_flow *flow = aa_code_flow(code, origin->in);
    const aa_flow_call *call = flow == NULL ? NULL : aa_flow_call_at(flow, origin->pc);
    if (call == NULL || call->argument_count == 0)
        return (aa_source_seen){0};
    aa_origins from = aa_code_trace(code, origin->in, origin->pc, call->arguments[0], &options);
    return aa_source_find(code, &from, AA_SOURCE_APP | AA_SOURCE_PROVIDER, NULL);
}

static void record(aa_code *code, aa_sink *sink, const aa_site *site, const aa_origin *nested,
                   const aa_source_seen *seen, bool named)
{
    const char *const *args = AA_ARGS(aa_code_method_name(code, site->in), aa_source_name(code, nested));
    bool dead = aa_code_reach_of(code, site->in) == AA_NOT_REACHED;
    if (named || aa_site_checks_source(code, site, nested))
        aa_clear_site(sink, CHECKED, code, site, args);
    else if (seen->open == AA_OPEN_NO || (seen->open == AA_OPEN_UNSURE && dead))
        aa_clear_site(sink, CLOSED, code, site, args);
    else if (seen->open == AA_OPEN_UNSURE)
        aa_cannot_tell_origin(sink, UNSURE, code, site, nested, args);
    else
        aa_hit_origin(sink, OPEN, AA_SEVERITY_HIGH, code, site, nested, args);
}

/* The intent that started the activity goes back as it came. */
static bool judge_returned(aa_code *code, aa_sink *sink, const aa_site *site, const aa_origin *o)
{
    if (!aa_method_is(code, o->method, "Landroid/app/Activity;->getIntent") || !o->exact ||
        aa_source_is_open(code, o) != AA_OPEN_YES || aa_site_checks_sender(code, site, o))
        return false;
    aa_hit_origin(sink, RETURNED, AA_SEVERITY_MEDIUM, code, site, o,
                  AA_ARGS(aa_code_method_name(code, site->in)));
    return true;
}

static bool any_implicit(aa_code *code, aa_type_id owner, aa_sites sites)
{
    const aa_program *p = aa_code_base_of(code)->program;
    for (size_t i = 0; i < sites.count; i++)
        if (aa_program_method(p, sites.items[i].in)->owner == owner &&
            aa_intent_of(code, &sites.items[i], 1) == AA_INTENT_IMPLICIT)
            return true;
    return false;
}

/* The class asks whoever answers to an action, perhaps through an override of a support library. */
static bool asks_anyone(aa_code *code, aa_type_id owner)
{
    static const char ask[] = "Landroid/app/Activity;->startActivityForResult";
    const aa_method_id *overrides = NULL;
    size_t count = aa_code_overrides(code, ask, &overrides);
    for (size_t i = 0; i < count; i++)
        if (any_implicit(code, owner, aa_code_calls_to(code, overrides[i])))
            return true;
    return any_implicit(code, owner, aa_code_calls(code, ask));
}

/* What another app answered goes on to the app that asked, of an activity that anybody can start. */
static bool judge_answered(aa_code *code, aa_sink *sink, const aa_site *site, const aa_origin *o)
{
    const aa_method *m = aa_program_method(aa_code_base_of(code)->program, o->in);
    if (o->kind != AA_ORIGIN_ENTRY || !o->exact || m == NULL || !aa_bytes_is(m->name, "onActivityResult") ||
        aa_source_is_open(code, o) != AA_OPEN_YES || aa_site_checks_sender(code, site, o) ||
        !asks_anyone(code, m->owner))
        return false;
    aa_hit_origin(sink, ANSWERED, AA_SEVERITY_MEDIUM, code, site, o,
                  AA_ARGS(aa_code_method_name(code, site->in)));
    return true;
}

/* True when there was something to record. */
static bool judge(aa_code *code, aa_sink *sink, const aa_site *site, size_t argument)
{
    aa_origins origins = aa_code_constants(code, site, argument);
    for (size_t i = 0; i < origins.count; i++) {
        const aa_origin *o = &origins.items[i];
        if (argument == 2 && judge_answered(code, sink, site, o))
            return true;
        if (o->kind != AA_ORIGIN_CALL)
            continue;
        if (argument == 2 && judge_returned(code, sink, site, o))
            return true;
        aa_source_seen seen = {0};
        if (o->exact && takes_out(code, o->method))
            seen = sender_of(code, o);
        if (seen.kind == 0)
            continue;
        record(code, sink, site, o, &seen, aa_intent_of(code, site, argument) == AA_INTENT_EXPLICIT);
        return true;
    }
    return false;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    size_t all = 0;
    size_t own = 0;
    const aa_site *first = NULL;
    if (in->code == NULL)
        return;
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        aa_sites sites = aa_code_calls(in->code, starts[i].pattern);
        for (size_t k = 0; k < sites.count; k++) {
            bool silent = !judge(in->code, sink, &sites.items[k], starts[i].argument);
            first = silent && first == NULL ? &sites.items[k] : first;
            own += silent;
        }
        all += sites.count;
    }
    if (all == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
    else if (own > 0)
        aa_clear_site(sink, OWN, in->code, first, AA_ARGS(aa_arg_int(sink, (long long)own)));
}

const aa_check aa_check_android_intent_redirect = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:10 broker:19 mas:4.1.2.3.12 mas:4.1.5.4.2",
    .masvs = "MASVS-CODE-4",
    .mastg = "MASTG-TEST-0375",
    .cwe = "CWE-940",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Intent of another app handed on",
                    .why = "Another app has this one start components that are not exported, or hand out "
                           "access to its files, with the rights of this app.",
                    .fix = "Make a new intent and copy single values into it. Where one must be handed on: "
                           "compare intent.resolveActivity(getPackageManager()) with a list, remove the "
                           "grant flags, or use IntentSanitizer of androidx.core.",
                    .limits = "A comparison before the call counts whatever it compares. Intents kept in "
                              "between, in preferences or a database, are not followed.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "轉送其他應用程式之 Intent",
                    .why = "其他應用程式可使本應用程式以自身權限啟動未對外開放之元件，或交出檔案存取權。",
                    .fix = "建立新的 Intent 並逐一複製所需值。必須轉送時，將 "
                           "intent.resolveActivity(getPackageManager()) 與清單比對並移除授權旗標，或使用 "
                           "androidx.core 之 IntentSanitizer。",
                    .limits =
                        "呼叫前之比對即予採計，未判斷其內容。中途存於偏好設定或資料庫之 Intent 未追蹤。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
