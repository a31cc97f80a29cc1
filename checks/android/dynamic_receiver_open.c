/*
 * Receivers that code registers for every app to send to.
 */
#include "base/tsv.h"
#include "code/use_intent.h"
#include "engine/code_record.h"

enum { OPEN, OPEN_SIGNAL, WEAK, UNKNOWN, SYSTEM, CLOSED, NONE };

static const aa_message messages[] = {
    [OPEN] = {"receiver_registered_open",
              {"{0} registers a receiver that every app can send to; it reads what it is sent",
               "{0} 註冊任何應用程式皆可傳送之 Receiver，並讀取所收內容"}},
    [OPEN_SIGNAL] = {"receiver_registered_signal",
                     {"{0} registers a receiver that every app can set off; it reads nothing but the action",
                      "{0} 註冊任何應用程式皆可觸發之 Receiver，僅讀取其 action"}},
    [WEAK] = {"receiver_registered_weak",
              {"{0} registers a receiver guarded by {1} alone, which other apps can hold",
               "{0} 註冊之 Receiver 僅以其他應用程式可取得之權限 {1} 保護"}},
    [UNKNOWN] = {"receiver_registered_unknown",
                 {"{0} registers a receiver; whether other apps can send to it cannot be told",
                  "{0} 註冊 Receiver；無法判定其他應用程式能否傳送"}},
    [SYSTEM] = {"receiver_registered_system",
                {"{0} registers a receiver for broadcasts that only the system sends",
                 "{0} 註冊僅接收系統廣播之 Receiver"}},
    [CLOSED] = {"receivers_registered_closed",
                {"{0} receivers are registered for the app itself, with a permission, or for a sticky "
                 "broadcast alone",
                 "{0} 個 Receiver 之註冊僅限應用程式自身、受權限保護，或僅讀取 sticky 廣播"}},
    [NONE] = {"no_registered",
              {"No call in the app registers a receiver", "應用程式中無任何呼叫註冊 Receiver"}},
};

#define NOT_EXPORTED 0x4
#define MAX_ACTIONS  32U
#define HELPERS      3U /* around each other */

/* Which argument is what; 0: the method has none. Of the platform's overloads, and of helpers around them. */
typedef struct form {
    size_t receiver, filter, permission, flags;
} form;

static form form_of(aa_code *code, const aa_site *site)
{
    const aa_program *p = aa_code_base_of(code)->program;
    size_t parameters = aa_method_parameter_count(p, site->to);
    size_t before = site->call->argument_count - parameters;
    form f = {0};
    for (size_t i = 0; i < parameters && parameters <= site->call->argument_count; i++) {
        aa_bytes type = aa_method_parameter(p, site->to, i);
        if (aa_bytes_is(type, "Landroid/content/BroadcastReceiver;"))
            f.receiver = before + i;
        else if (aa_bytes_is(type, "Landroid/content/IntentFilter;"))
            f.filter = before + i;
        else if (aa_bytes_is(type, "Ljava/lang/String;"))
            f.permission = before + i;
        else if (aa_bytes_is(type, "I"))
            f.flags = before + i;
    }
    return f;
}

/* The method of |site| registers what its callers give it, by flags of theirs: they are to be judged. */
static bool is_helper(aa_code *code, const aa_site *site, const form *f)
{
    const aa_program *p = aa_code_base_of(code)->program;
    bool flags = false;
    for (size_t i = 0; i < aa_method_parameter_count(p, site->in); i++)
        flags = flags || aa_bytes_is(aa_method_parameter(p, site->in, i), "I");
    return flags && aa_method_is_static(p, site->in) &&
           aa_value_kind_of(aa_code_values(code), site->call->arguments[f->receiver]) == AA_V_PARAM;
}

static bool is_null(const aa_origin *o)
{
    return o->kind == AA_ORIGIN_NULL || (o->kind == AA_ORIGIN_INT && o->number == 0);
}

/* The level of a permission that the app defines or uses; NONE: not known. */
static aa_protection level_of(const aa_manifest *m, const char *name)
{
    for (size_t i = 0; i < m->permission_def_count; i++)
        if (m->permission_defs[i].name != NULL && strcmp(m->permission_defs[i].name, name) == 0)
            return m->permission_defs[i].level;
    for (size_t i = 0; i < m->permission_count; i++)
        if (strcmp(m->permissions[i].name, name) == 0)
            return m->permissions[i].level;
    return AA_PROTECT_NONE;
}

/* Every sender is asked for a permission; |*weak_out| is one that every app can hold. */
static bool asks_permission(const aa_check_input *in, const aa_site *site, size_t argument,
                            const char **weak_out)
{
    if (argument == 0)
        return false;
    aa_origins names = aa_code_constants(in->code, site, argument);
    for (size_t i = 0; i < names.count; i++) {
        const aa_origin *o = &names.items[i];
        const char *name =
            o->kind == AA_ORIGIN_STRING ? aa_arena_utf8(aa_code_arena(in->code), o->text) : NULL;
        aa_protection level = name == NULL ? AA_PROTECT_NONE : level_of(&in->facts->manifest, name);
        if (is_null(o))
            return false;
        if (level == AA_PROTECT_NORMAL || level == AA_PROTECT_DANGEROUS)
            *weak_out = name;
    }
    return names.count > 0;
}

/* Yes: the flags keep other apps out wherever the call comes from. */
static aa_tri is_kept_in(aa_code *code, const aa_site *site, size_t argument)
{
    if (argument == 0)
        return AA_NO;
    aa_origins flags = aa_code_constants(code, site, argument);
    aa_tri all = flags.complete && flags.count > 0 ? AA_YES : AA_UNKNOWN;
    for (size_t i = 0; i < flags.count; i++) {
        bool number = flags.items[i].kind == AA_ORIGIN_INT && flags.items[i].exact;
        if (number && (flags.items[i].number & NOT_EXPORTED) == 0)
            return AA_NO;
        all = number ? all : AA_UNKNOWN;
    }
    return all;
}

/* Every action of the filter is one that the system alone may send. */
static bool waits_for_system(aa_code *code, const aa_site *site, const form *f)
{
    aa_origins filters = aa_code_constants(code, site, f->filter);
    bool any = false;
    for (size_t i = 0; i < filters.count; i++) {
        aa_bytes actions[MAX_ACTIONS];
        aa_bytes fields[1];
        bool all = false;
        if (is_null(&filters.items[i]))
            continue;
        if (filters.items[i].kind != AA_ORIGIN_NEW)
            return false;
        size_t count = aa_object_texts(code, &filters.items[i], "Landroid/content/IntentFilter;->addAction",
                                       actions, MAX_ACTIONS, &all);
        if (!all || count == 0 || count > MAX_ACTIONS)
            return false;
        for (size_t k = 0; k < count; k++) {
            const char *action = aa_arena_utf8(aa_code_arena(code), actions[k]);
            if (action == NULL || !aa_tsv_find("protected-broadcasts.tsv", action, fields, 1))
                return false;
        }
        any = true;
    }
    return any;
}

/* onReceive() does something with the intent beside looking at its action. */
static bool reads_intent(aa_code *code, aa_method_id receive)
{
    const aa_flow *flow = aa_code_flow(code, receive);
    for (size_t i = 0; flow != NULL && i < flow->call_count; i++)
        for (size_t k = 0; k < flow->calls[i].argument_count; k++) {
            const aa_value_node *n = aa_value_at(aa_code_values(code), flow->calls[i].arguments[k]);
            bool action = flow->calls[i].to != AA_NO_ID &&
                          aa_method_is(code, flow->calls[i].to, "Landroid/content/Intent;->getAction");
            if (n->kind == AA_V_PARAM && n->at == 2 && !action)
                return true;
        }
    return flow == NULL;
}

static bool reads_what_it_gets(aa_code *code, const aa_site *site, const form *f)
{
    const aa_program *p = aa_code_base_of(code)->program;
    aa_origins receivers = aa_code_constants(code, site, f->receiver);
    for (size_t i = 0; i < receivers.count; i++) {
        aa_method_id receive = receivers.items[i].kind == AA_ORIGIN_NEW
                                   ? aa_type_method_named(p, receivers.items[i].type, "onReceive", AA_NO_ID)
                                   : AA_NO_ID;
        if (!is_null(&receivers.items[i]) && (receive == AA_NO_ID || reads_intent(code, receive)))
            return true;
    }
    return receivers.count == 0;
}

/* A null receiver only asks for the last sticky broadcast. */
static bool is_query(aa_code *code, const aa_site *site, const form *f)
{
    aa_origins receivers = aa_code_constants(code, site, f->receiver);
    for (size_t i = 0; i < receivers.count; i++)
        if (!is_null(&receivers.items[i]))
            return false;
    return receivers.count > 0;
}

/* True when other apps are kept out. */
static bool judge(const aa_check_input *in, aa_sink *sink, const aa_site *site, const form *f)
{
    const char *weak = NULL;
    const char *const *args = AA_ARGS(aa_code_method_name(in->code, site->in));
    aa_tri kept_in = is_kept_in(in->code, site, f->flags);
    bool asks = asks_permission(in, site, f->permission, &weak);
    if (is_query(in->code, site, f) || kept_in == AA_YES || (asks && weak == NULL))
        return true;
    if (waits_for_system(in->code, site, f))
        aa_clear_site(sink, SYSTEM, in->code, site, args);
    else if (kept_in == AA_UNKNOWN && aa_code_reach_of(in->code, site->in) == AA_NOT_REACHED)
        return true;
    else if (kept_in == AA_UNKNOWN)
        aa_cannot_tell_site(sink, UNKNOWN, in->code, site, args);
    else if (weak != NULL)
        aa_hit_site(sink, WEAK, AA_SEVERITY_MEDIUM, in->code, site,
                    AA_ARGS(aa_code_method_name(in->code, site->in), weak));
    else if (reads_what_it_gets(in->code, site, f))
        aa_hit_site(sink, OPEN, AA_SEVERITY_MEDIUM, in->code, site, args);
    else
        aa_hit_site(sink, OPEN_SIGNAL, AA_SEVERITY_LOW, in->code, site, args);
    return false;
}

typedef struct seen {
    size_t all, closed;
    const aa_site *first;
} seen;

static void judge_all(const aa_check_input *in, aa_sink *sink, aa_sites sites, seen *to)
{
    for (size_t i = 0; i < sites.count; i++) {
        form f = form_of(in->code, &sites.items[i]);
        if (f.receiver == 0 && f.filter == 0)
            continue;
        to->all++;
        if (!judge(in, sink, &sites.items[i], &f))
            continue;
        to->first = to->first == NULL ? &sites.items[i] : to->first;
        to->closed++;
    }
}

/* Callers of helpers are judged in their stead. */
static void judge_callers(const aa_check_input *in, aa_sink *sink, aa_sites sites, seen *to)
{
    aa_sites level[HELPERS + 1] = {sites};
    size_t at[HELPERS + 1] = {0};
    for (size_t depth = 0; depth <= HELPERS;) {
        if (at[depth] >= level[depth].count) {
            if (depth == 0)
                return;
            depth--;
            continue;
        }
        const aa_site *site = &level[depth].items[at[depth]++];
        form f = form_of(in->code, site);
        if (depth < HELPERS && f.receiver != 0 && is_helper(in->code, site, &f)) {
            depth++;
            level[depth] = aa_code_calls_to(in->code, site->in);
            at[depth] = 0;
        } else
            judge_all(in, sink, (aa_sites){site, 1}, to);
    }
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    seen s = {0};
    if (in->code == NULL)
        return;
    judge_callers(in, sink, aa_code_calls(in->code, "Landroid/content/Context;->registerReceiver"), &s);
    if (s.all == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
    else if (s.closed > 0)
        aa_clear_site(sink, CLOSED, in->code, s.first, AA_ARGS(aa_arg_int(sink, (long long)s.closed)));
}

const aa_check aa_check_android_dynamic_receiver_open = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:10 broker:19 mas:4.1.2.3.12",
    .masvs = "MASVS-PLATFORM-1",
    .mastg = "MASTG-TEST-0366",
    .cwe = "CWE-925",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Receiver registered for every app",
                    .why = "While it is registered, another app sends it forged messages with values of its "
                           "choice.",
                    .fix = "ContextCompat.registerReceiver(context, receiver, filter, "
                           "ContextCompat.RECEIVER_NOT_EXPORTED), or a permission of "
                           "protectionLevel=\"signature\" as third argument.",
                    .limits =
                        "Actions that the app compares in onReceive() do not clear: any app can send them. A "
                        "filter whose actions cannot be followed counts as open. Whether a permission that "
                        "the app neither defines nor uses keeps others out is not asked.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "註冊予任何應用程式之廣播接收器",
                    .why = "註冊期間，其他應用程式可傳送偽造訊息並指定其值。",
                    .fix = "使用 ContextCompat.registerReceiver(context, receiver, filter, "
                           "ContextCompat.RECEIVER_NOT_EXPORTED)，或以第三個引數指定 "
                           "protectionLevel=\"signature\" 之權限。",
                    .limits = "於 onReceive() 比對 action 不予採計：任何應用程式皆可傳送。無法追溯其 action "
                              "之 filter 視為開放。應用程式未定義亦未使用之權限，不論其保護強度。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
