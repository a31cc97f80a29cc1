/*
 * Parameters that every caller gives the same number: `go(2)` decides `if (choice > 1)` in the method called.
 */
#include "code/flow_internal.h"

#define MAX_CALLERS 16U

static bool asks_for_parameter(const aa_flows *flows, const aa_flow *flow)
{
    for (size_t i = 0; i < flow->branch_count; i++) {
        aa_value_kind a = aa_value_kind_of(flows->values, flow->branches[i].a);
        aa_value_kind b = aa_value_kind_of(flows->values, flow->branches[i].b);
        if (a == AA_V_PARAM || a == AA_V_OP || b == AA_V_PARAM || b == AA_V_OP)
            return true;
    }
    return false;
}

/* Argument |number| at all |callers|; UNKNOWN when they differ. */
static aa_value common_argument(aa_flows *flows, const aa_call_ref *const *callers, size_t count,
                                uint32_t number, uint64_t *cost)
{
    aa_value common = aa_value_nothing(flows->values);
    int64_t ignored = 0;
    for (size_t i = 0; i < count; i++) {
        const aa_flow_call *call =
            aa_flow_call_at(aa_flow_for_any(flows, callers[i]->in, cost), callers[i]->pc);
        if (call == NULL)
            continue;
        if (number >= call->argument_count)
            return AA_VALUE_UNKNOWN;
        common = aa_value_join(flows->values, common, call->arguments[number]);
        if (common != aa_value_nothing(flows->values) && !aa_value_is_int(flows->values, common, &ignored))
            return AA_VALUE_UNKNOWN;
    }
    return aa_value_is_int(flows->values, common, &ignored) ? common : AA_VALUE_UNKNOWN;
}

/* Calls that are not in the code: of the platform, of a lambda's caller, of a script. */
static bool may_be_called_unseen(const aa_flows *flows, aa_method_id method,
                                 const aa_call_ref *const *callers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (callers[i]->kind == AA_CALL_CUSTOM || callers[i]->kind == AA_CALL_POLYMORPHIC)
            return true;
    return aa_method_overrides_platform(flows->program, method) != AA_PLATFORM_NONE;
}

size_t aa_flow_known_parameters(aa_flows *flows, const aa_flow *flow, aa_value out[AA_FLOW_PARAMETERS],
                                uint64_t *cost)
{
    const aa_program *p = flows->program;
    const aa_call_ref *callers[MAX_CALLERS];
    uint32_t first = aa_method_is_static(p, flow->method) ? 0 : 1;
    size_t parameters = aa_method_parameter_count(p, flow->method);
    if (!flow->complete || parameters == 0 || parameters + first > AA_FLOW_PARAMETERS ||
        !asks_for_parameter(flows, flow))
        return 0;
    size_t count = aa_method_callers(p, flow->method, callers, MAX_CALLERS);
    if (count == 0 || count > MAX_CALLERS || may_be_called_unseen(flows, flow->method, callers, count))
        return 0;
    bool any = false;
    out[0] = aa_value_leaf(flows->values, AA_V_PARAM, 0, 0);
    for (uint32_t i = 0; i < parameters; i++) {
        aa_bytes type = aa_method_parameter(p, flow->method, i);
        bool number = type.n == 1 && strchr("ZBSCI", type.p[0]) != NULL;
        aa_value v = number ? common_argument(flows, callers, count, first + i, cost) : AA_VALUE_UNKNOWN;
        any = any || v != AA_VALUE_UNKNOWN;
        out[first + i] = v != AA_VALUE_UNKNOWN ? v : aa_value_leaf(flows->values, AA_V_PARAM, first + i, 0);
    }
    return any ? parameters + first : 0;
}
