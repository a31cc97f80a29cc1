#include "code/use_react.h"

#define MAX_LEVEL   3U
#define MAX_METHODS 48U
#define MAX_OF_TASK 8U /* methods of a class that is taken for a listener or a task */

/* access_flags of the DEX format: made by the compiler, such as accessors and bridges. */
#define ACC_SYNTHETIC 0x1000U

typedef struct sign {
    const char *owner, *name;
    aa_reaction kind;
} sign;

static const sign signs[] = {
    {"Landroid/app/Activity;", "finish", AA_REACT_STOPS},
    {"Landroid/app/Activity;", "finishAffinity", AA_REACT_STOPS},
    {"Landroid/app/Activity;", "finishAndRemoveTask", AA_REACT_STOPS},
    {"Landroid/app/ActivityManager;", "clearApplicationUserData", AA_REACT_STOPS},
    {"Ljava/lang/System;", "exit", AA_REACT_STOPS},
    {"Ljava/lang/Runtime;", "exit", AA_REACT_STOPS},
    {"Ljava/lang/Runtime;", "halt", AA_REACT_STOPS},
    {"Landroid/os/Process;", "killProcess", AA_REACT_STOPS},
    {"Landroid/os/Process;", "sendSignal", AA_REACT_STOPS},
    {"Landroid/app/Dialog;", "show", AA_REACT_WARNS},
    {"Landroid/app/AlertDialog$Builder;", "show", AA_REACT_WARNS},
    {"Landroid/app/DialogFragment;", "show", AA_REACT_WARNS},
    {"Landroidx/appcompat/app/AlertDialog$Builder;", "show", AA_REACT_WARNS},
    {"Landroidx/fragment/app/DialogFragment;", "show", AA_REACT_WARNS},
    {"Landroid/widget/Toast;", "show", AA_REACT_WARNS},
    {"Landroid/widget/TextView;", "setText", AA_REACT_WARNS},
    {"Landroid/app/NotificationManager;", "notify", AA_REACT_WARNS},
    {"Landroid/app/Activity;", "setContentView", AA_REACT_WARNS},
    {"Landroid/content/Context;", "startActivity", AA_REACT_WARNS},
    {"Landroid/app/Activity;", "startActivity", AA_REACT_WARNS},
    {"Landroid/app/Activity;", "startActivityForResult", AA_REACT_WARNS},
    {"Ljava/net/URL;", "openConnection", AA_REACT_SENT},
    {"Ljava/net/URLConnection;", "connect", AA_REACT_SENT},
    {"Ljava/net/URLConnection;", "getOutputStream", AA_REACT_SENT},
    {"Ljava/net/URLConnection;", "getInputStream", AA_REACT_SENT},
    {"Lokhttp3/Call;", "execute", AA_REACT_SENT},
    {"Lokhttp3/Call;", "enqueue", AA_REACT_SENT},
    {"Lorg/apache/http/client/HttpClient;", "execute", AA_REACT_SENT},
};

aa_reaction aa_reaction_of(aa_code *code, aa_method_id method)
{
    const aa_program *p = aa_code_base_of(code)->program;
    const aa_method *m = method == AA_NO_ID ? NULL : aa_program_method(p, method);
    for (size_t i = 0; m != NULL && i < sizeof signs / sizeof signs[0]; i++)
        if (aa_bytes_is(m->name, signs[i].name) && aa_type_is_platform(p, m->owner, signs[i].owner))
            return signs[i].kind;
    return AA_REACT_DROPPED;
}

typedef struct search {
    aa_code *code;
    const aa_program *p;
    aa_method_id methods[MAX_METHODS];
    uint8_t level[MAX_METHODS];
    size_t count;
    aa_reaction kind;
    aa_method_id to;
} search;

static void look_into(search *s, aa_method_id method, unsigned level)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->methods[i] == method)
            return;
    if (s->count == MAX_METHODS || level > MAX_LEVEL || !aa_method_is_defined(s->p, method))
        return;
    s->level[s->count] = (uint8_t)level;
    s->methods[s->count++] = method;
}

static void look_at_call(search *s, const aa_call_ref *call, unsigned level)
{
    aa_method_id targets[4];
    aa_reaction kind = aa_reaction_of(s->code, call->to);
    if (kind > s->kind) {
        s->kind = kind;
        s->to = call->to;
    }
    if (kind != AA_REACT_DROPPED)
        return;
    size_t count = aa_call_targets(s->p, call, AA_NO_ID, targets, 4);
    for (size_t i = 0; i < count && count <= 4; i++) {
        bool made = (aa_program_method(s->p, targets[i])->flags & ACC_SYNTHETIC) != 0;
        look_into(s, targets[i], made ? level : level + 1); /* what nobody wrote is no step */
    }
}

/* An object that is made to be called: a small class that implements something. */
static void look_at_task(search *s, aa_type_id type, unsigned level)
{
    const aa_type *t = aa_program_type(s->p, type);
    const aa_type_id *interfaces = NULL;
    if (t == NULL || t->unit == AA_NO_ID || aa_type_interfaces(s->p, type, &interfaces) == 0 ||
        t->method_count > MAX_OF_TASK)
        return;
    for (uint32_t i = 0; i < t->method_count; i++)
        if (!aa_bytes_is(aa_program_method(s->p, t->first_method + i)->name, "<init>"))
            look_into(s, t->first_method + i, level + 1);
}

/* All that |method| calls and makes between the places |from| and |to|. */
static void look_between(search *s, aa_method_id method, unsigned level, uint32_t from, uint32_t to)
{
    const aa_call_ref *calls = NULL;
    const aa_type_ref *types = NULL;
    size_t count = aa_calls_in(s->p, method, &calls);
    for (size_t i = 0; i < count; i++)
        if (calls[i].pc >= from && calls[i].pc < to)
            look_at_call(s, &calls[i], level);
    count = aa_type_refs_in(s->p, method, &types);
    for (size_t i = 0; i < count; i++)
        if (types[i].use == AA_USE_NEW && types[i].pc >= from && types[i].pc < to)
            look_at_task(s, types[i].type, level);
}

aa_react aa_reaction_in(aa_code *code, const aa_flow *flow, uint32_t block, uint32_t after)
{
    const aa_flow_block *b = &flow->blocks[block];
    bool part = after != AA_NO_ID && after >= b->start && after < b->end;
    uint32_t from = part ? after + 1 : b->start;
    search s = {.code = code, .p = aa_code_base_of(code)->program, .to = AA_NO_ID};
    look_between(&s, flow->method, 0, from, b->end);
    for (size_t i = 0; i < s.count && s.kind < AA_REACT_STOPS; i++)
        look_between(&s, s.methods[i], s.level[i], 0, UINT32_MAX);
    return (aa_react){.kind = s.kind, .in = flow->method, .pc = from, .to = s.to};
}
