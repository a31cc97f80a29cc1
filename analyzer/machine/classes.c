#include "machine/machine_internal.h"

#define CLASS_DEPTH 6U

aa_bytes aa_mclass_symbol(aa_bytes symbol)
{
    static const char prefix[] = "_OBJC_CLASS_$_";
    size_t n = sizeof prefix - 1;
    if (symbol.n > n && memcmp(symbol.p, prefix, n) == 0)
        return aa_bytes_from(symbol, n);
    return aa_bytes_none();
}

static bool begins(aa_bytes name, const char *with)
{
    size_t n = strlen(with);
    return name.n >= n && memcmp(name.p, with, n) == 0;
}

/* Messages that give an object of the class of their receiver. */
bool aa_mkeeps_class(aa_bytes selector)
{
    return begins(selector, "init") || begins(selector, "alloc") || begins(selector, "new") ||
           aa_bytes_is(selector, "self") || aa_bytes_is(selector, "copy") ||
           aa_bytes_is(selector, "retain") || aa_bytes_is(selector, "class") ||
           aa_bytes_is(selector, "autorelease");
}

/* A message to a class itself whose name says that it gives an instance: "standardUserDefaults" of
 * NSUserDefaults. Framework classes only: their names cannot be changed. */
bool aa_mis_factory(aa_bytes selector)
{
    static const char *const words[] = {"default", "shared", "standard", "general", "main", "current"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (begins(selector, words[i]))
            return true;
    return false;
}

bool aa_mmakes_object(aa_bytes name)
{
    return begins(name, "_objc_") &&
           (aa_bytes_is(name, "_objc_alloc") || aa_bytes_is(name, "_objc_alloc_init") ||
            aa_bytes_is(name, "_objc_allocWithZone") || aa_bytes_is(name, "_objc_opt_new") ||
            aa_bytes_is(name, "_objc_opt_class"));
}

static aa_bytes class_of_call(aa_machine *m, const aa_mflow *flow, const aa_mcall *call, unsigned depth)
{
    if (call->kind == AA_MCALL_IMPORT && aa_mmakes_object(call->name))
        return aa_mclass_of(m, flow, call->args[0], depth + 1);
    if (call->kind != AA_MCALL_SEND || call->to_super)
        return aa_bytes_none();
    if (aa_mkeeps_class(call->name))
        return aa_mclass_of(m, flow, call->args[0], depth + 1);
    aa_value_kind kind = aa_value_kind_of(m->values, call->args[0]);
    if (aa_mis_factory(call->name) && (kind == AA_V_IMPORT || kind == AA_V_INT))
        return aa_mclass_of(m, flow, call->args[0], depth + 1);
    return aa_bytes_none();
}

/* A method's own object: of its class, or of one below it that only the app could have made. */
static aa_bytes class_of_self(const aa_mflow *flow)
{
    const aa_image_function *f = &flow->image->functions[flow->function];
    return f->class_name;
}

aa_bytes aa_mclass_of(aa_machine *m, const aa_mflow *flow, aa_value v, unsigned depth)
{
    const aa_value_node n = *aa_value_at(m->values, v);
    if (depth > CLASS_DEPTH)
        return aa_bytes_none();
    switch (n.kind) {
    case AA_V_IMPORT:
        return aa_mclass_symbol(n.text);
    case AA_V_INT:
        return aa_image_class_at(flow->image, (uint64_t)n.number);
    case AA_V_RESULT: {
        const aa_mcall *call = aa_mflow_call_of(flow, m->values, v);
        return call != NULL && (n.at & 3) == 0 ? class_of_call(m, flow, call, depth) : aa_bytes_none();
    }
    case AA_V_PARAM:
        return n.at == 0 ? class_of_self(flow) : aa_bytes_none();
    default:
        return aa_bytes_none();
    }
}

aa_bytes aa_msite_receiver(aa_machine *machine, const aa_msite *site)
{
    if (site->call->kind != AA_MCALL_SEND || site->call->to_super)
        return aa_bytes_none();
    aa_value v = site->call->args[0];
    aa_bytes direct = aa_mclass_of(machine, site->flow, v, 0);
    if (direct.n > 0)
        return direct;
    /* what was kept in a field or handed over: when all origins agree */
    aa_morigins o = aa_machine_trace(machine, site->flow, site->call, v);
    aa_bytes found = aa_bytes_none();
    for (size_t i = 0; i < o.count; i++) {
        const aa_morigin *origin = &o.items[i];
        aa_bytes name = aa_bytes_none();
        if (origin->kind == AA_MORIGIN_CALL)
            name = class_of_call(machine, origin->flow, origin->call, 0);
        else if (origin->kind == AA_MORIGIN_SYMBOL)
            name = aa_mclass_symbol(origin->text);
        if (name.n == 0 || (found.n > 0 && !aa_bytes_equal(found, name)))
            return aa_bytes_none();
        found = name;
    }
    return o.complete ? found : aa_bytes_none();
}
