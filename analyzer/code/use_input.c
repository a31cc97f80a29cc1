#include "code/use_input.h"

#include "code/use_allow.h"

#define MAX_GUARDS      16U
#define FLAG_DEBUGGABLE 2

/* ---- sources ------------------------------------------------------------------------------------------ */

static bool is_source(aa_code *code, aa_method_id method)
{
    static const char *const sources[] = {
        "Landroid/content/Intent;->getStringExtra",
        "Landroid/content/Intent;->getData",
        "Landroid/content/Intent;->getDataString",
        "Landroid/content/Intent;->getParcelableExtra",
        "Landroid/content/Intent;->getSerializableExtra",
        "Landroid/content/Intent;->getBundleExtra",
        "Landroid/content/Intent;->getExtras",
        "Landroid/content/Intent;->getCharSequenceExtra",
        "Landroid/content/Intent;->getStringArrayExtra",
        "Landroid/content/Intent;->getStringArrayListExtra",
        "Landroid/content/Intent;->getClipData",
        "Landroid/content/Intent;->getUriExtra",
        "Landroid/app/Activity;->getIntent",
        "Landroid/app/Activity;->getReferrer",
        NULL,
    };
    return aa_method_is_any(code, method, sources);
}

/* A parameter that the platform fills with what the caller sent. */
static bool is_outside_parameter(aa_code *code, const aa_origin *origin)
{
    static const char *const always[] = {"Landroid/content/Intent;", "Landroid/net/Uri;", NULL};
    static const char *const of_provider[] = {"Ljava/lang/String;", "[Ljava/lang/String;",
                                              "Landroid/content/ContentValues;", "Landroid/os/Bundle;", NULL};
    const aa_program *p = aa_code_base_of(code)->program;
    const aa_method *m = aa_program_method(p, origin->in);
    uint32_t first = aa_method_is_static(p, origin->in) ? 0 : 1;
    if (m == NULL || origin->number < (int64_t)first)
        return false;
    aa_bytes type = aa_method_parameter(p, origin->in, (size_t)origin->number - first);
    return aa_bytes_is_any(type, always) ||
           (aa_bytes_is_any(type, of_provider) &&
            aa_type_is_platform(p, m->owner, "Landroid/content/ContentProvider;"));
}

bool aa_input_is(aa_code *code, const aa_origin *origin)
{
    return (origin->kind == AA_ORIGIN_CALL && is_source(code, origin->method)) ||
           (origin->kind == AA_ORIGIN_ENTRY && is_outside_parameter(code, origin));
}

const aa_origin *aa_input_among(aa_code *code, const aa_origins *origins)
{
    for (size_t i = 0; i < origins->count; i++)
        if (aa_input_is(code, &origins->items[i]))
            return &origins->items[i];
    return NULL;
}

/* ---- guards ------------------------------------------------------------------------------------------- */

/* A method of the app that decides over texts: two or more of them, or one when no library has it. */
static bool is_own_test(aa_code *code, aa_method_id method)
{
    const aa_program *p = aa_code_base_of(code)->program;
    size_t count = aa_method_parameter_count(p, method);
    size_t texts = 0;
    if (!aa_method_is_defined(p, method) || !aa_bytes_is(aa_method_result(p, method), "Z"))
        return false;
    for (size_t i = 0; i < count; i++) {
        aa_bytes type = aa_method_parameter(p, method, i);
        texts += aa_bytes_is(type, "Ljava/lang/String;") || aa_bytes_is(type, "Ljava/lang/Object;") ||
                 aa_bytes_is(type, "Landroid/net/Uri;") || aa_bytes_is(type, "Landroid/content/Intent;") ||
                 aa_bytes_is(type, "Ljava/lang/CharSequence;") || aa_bytes_is(type, "Ljava/io/File;");
    }
    return texts > 1 || (texts == 1 && !aa_code_is_library(code, method));
}

static bool is_text_test(aa_code *code, aa_method_id method)
{
    return aa_tests_text(code, method) || is_own_test(code, method);
}

/* One side of the branch is what a text test of outside input gave. */
static bool tests_input(aa_code *code, const aa_site *site, aa_value v, aa_origin_test is)
{
    const aa_value_node *n = aa_value_at(aa_code_values(code), v);
    const aa_flow_call *call = n->kind == AA_V_RESULT ? aa_flow_call_at(site->flow, n->at) : NULL;
    if (call == NULL || call->to == AA_NO_ID || !is_text_test(code, call->to))
        return false;
    aa_site test = {.in = site->in, .to = call->to, .pc = call->pc, .call = call, .flow = site->flow};
    for (size_t i = 0; i < call->argument_count; i++) {
        aa_origins whence = aa_code_whence(code, &test, i);
        for (size_t k = 0; k < whence.count; k++)
            if (is(code, &whence.items[k]))
                return true;
    }
    return false;
}

bool aa_site_is_guarded_by(aa_code *code, const aa_site *site, aa_origin_test is)
{
    aa_flow_guard guards[MAX_GUARDS];
    size_t count = aa_flow_guards(site->flow, site->call->block, guards, MAX_GUARDS);
    for (size_t i = 0; i < count && i < MAX_GUARDS; i++)
        if (tests_input(code, site, guards[i].branch->a, is) ||
            tests_input(code, site, guards[i].branch->b, is))
            return true;
    return false;
}

/* `flags & FLAG_DEBUGGABLE`, in any order. */
static bool is_debuggable_bit(aa_code *code, aa_value v)
{
    const aa_values *values = aa_code_values(code);
    const aa_program *p = aa_code_base_of(code)->program;
    const aa_value_node *n = aa_value_at(values, v);
    bool bit = false;
    bool flags = false;
    for (size_t i = 0; n->kind == AA_V_OP && i < n->part_count; i++) {
        const aa_value_node *part = aa_value_at(values, n->parts[i]);
        const aa_field *f = part->kind == AA_V_FIELD ? aa_program_field(p, part->at) : NULL;
        bit = bit || (part->kind == AA_V_INT && part->number == FLAG_DEBUGGABLE);
        flags = flags || (f != NULL && aa_bytes_is(f->name, "flags"));
    }
    return bit && flags;
}

bool aa_site_asks_debuggable(aa_code *code, const aa_site *site)
{
    aa_flow_guard guards[MAX_GUARDS];
    size_t count = aa_flow_guards(site->flow, site->call->block, guards, MAX_GUARDS);
    for (size_t i = 0; i < count && i < MAX_GUARDS; i++)
        if (is_debuggable_bit(code, guards[i].branch->a) || is_debuggable_bit(code, guards[i].branch->b))
            return true;
    return false;
}
