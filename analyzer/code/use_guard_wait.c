/*
 * Loops that ask until the answer is yes: what stands behind them runs because of it.
 */
#include "code/use_guard_wait.h"

#include "code/program.h"

enum { OP_IF_EQZ = 0x38, OP_IF_NEZ = 0x39 };

#define MAX_BLOCKS 256 /* of a method that waits; each is asked for ways to others, and what waits is short  \
                        */

static bool goes(const aa_flow *flow, uint32_t from, uint32_t to)
{
    return from == to || aa_flow_can_go(flow, from, to, AA_NO_ID);
}

static bool is_inside(const aa_flow *flow, uint32_t asked, uint32_t block)
{
    return goes(flow, asked, block) && goes(flow, block, asked);
}

/* The loop around |asked| ends by going from |block| to |yes| and in no other way, but for exceptions. */
static bool ends_there(const aa_flow *flow, uint32_t asked, uint32_t block, uint32_t yes)
{
    for (uint32_t b = 0; b < flow->block_count; b++) {
        const aa_flow_block *at = &flow->blocks[b];
        if (!at->live || !is_inside(flow, asked, b))
            continue;
        for (uint32_t i = 0; i < at->successor_count - at->handler_count; i++)
            if (!is_inside(flow, asked, at->successors[i]) && !(b == block && at->successors[i] == yes))
                return false;
        if (at->returns)
            return false;
    }
    return true;
}

bool aa_guard_waits(const aa_flow *flow, const aa_flow_branch *branch, uint32_t pc, bool *decided)
{
    uint32_t asked = aa_flow_block_at(flow, pc);
    bool zero = branch->op == OP_IF_EQZ || branch->op == OP_IF_NEZ;
    uint32_t yes = branch->op == OP_IF_NEZ ? branch->taken : branch->next;
    uint32_t no = branch->op == OP_IF_NEZ ? branch->next : branch->taken;
    if (flow->block_count > MAX_BLOCKS || !zero || asked == AA_NO_ID || !goes(flow, no, asked) ||
        goes(flow, yes, asked) || !is_inside(flow, asked, branch->block) ||
        !ends_there(flow, asked, branch->block, yes))
        return false;
    for (uint32_t b = 0; b < flow->block_count; b++)
        decided[b] = decided[b] || (flow->blocks[b].live && goes(flow, yes, b));
    return true;
}

/* The method overrides doInBackground() of android.os.AsyncTask. */
static bool is_background(const aa_program *p, aa_method_id method)
{
    return aa_bytes_is(aa_program_method(p, method)->name, "doInBackground") &&
           aa_method_overrides_platform(p, method) != AA_PLATFORM_NONE;
}

/* |method| is that, or what a compiler's bridge of that name calls. */
static bool runs_in_background(const aa_program *p, aa_method_id method)
{
    enum { MAX_CALLERS = 4 };

    const aa_call_ref *callers[MAX_CALLERS];
    if (is_background(p, method))
        return true;
    size_t count = aa_method_callers(p, method, callers, MAX_CALLERS);
    for (size_t i = 0; i < count && i < MAX_CALLERS; i++)
        if (aa_program_method(p, callers[i]->in)->owner == aa_program_method(p, method)->owner &&
            is_background(p, callers[i]->in))
            return true;
    return false;
}

aa_method_id aa_guard_continues(const aa_program *p, aa_method_id method)
{
    if (!runs_in_background(p, method))
        return AA_NO_ID;
    return aa_type_callback_named(p, aa_program_method(p, method)->owner, "onPostExecute");
}
