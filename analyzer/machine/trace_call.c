#include "machine/machine_internal.h"

/*
 * What calls give back of what they were given. |argument| 0 to 8 a register, of a message 0 the receiver; 16
 * and up: stack arguments. |exact|: the result stands for that argument itself. |pair|: a Swift String in
 * that register and the next.
 *
 * Sources: Apple Foundation and CoreFoundation references; swift-corelibs-foundation (bridging).
 */
typedef struct passes {
    const char *name; /* selector or symbol; '*' at the end stands for any rest */
    int8_t argument[3];
    bool exact, pair;
} passes;

#define NO (-1)
static const passes sends[] = {
    {"copy", {0, NO, NO}, true, false},
    {"mutableCopy", {0, NO, NO}, true, false},
    {"retain", {0, NO, NO}, true, false},
    {"autorelease", {0, NO, NO}, true, false},
    {"self", {0, NO, NO}, true, false},
    {"description", {0, NO, NO}, false, false},
    {"UTF8String", {0, NO, NO}, true, false},
    {"cStringUsingEncoding:", {0, NO, NO}, true, false},
    {"bytes", {0, NO, NO}, true, false},
    {"mutableBytes", {0, NO, NO}, true, false},
    {"dataUsingEncoding:", {0, NO, NO}, true, false},
    {"dataUsingEncoding:allowLossyConversion:", {0, NO, NO}, true, false},
    {"absoluteString", {0, NO, NO}, true, false},
    {"absoluteURL", {0, NO, NO}, true, false},
    {"path", {0, NO, NO}, true, false},
    {"URL", {0, NO, NO}, true, false},
    {"lowercaseString", {0, NO, NO}, false, false},
    {"uppercaseString", {0, NO, NO}, false, false},
    {"intValue", {0, NO, NO}, true, false},
    {"integerValue", {0, NO, NO}, true, false},
    {"boolValue", {0, NO, NO}, true, false},
    {"stringWithString:", {2, NO, NO}, true, false},
    {"initWithString:", {2, NO, NO}, true, false},
    {"stringWithUTF8String:", {2, NO, NO}, true, false},
    {"initWithUTF8String:", {2, NO, NO}, true, false},
    {"stringWithCString:encoding:", {2, NO, NO}, true, false},
    {"initWithCString:encoding:", {2, NO, NO}, true, false},
    {"initWithData:encoding:", {2, NO, NO}, true, false},
    {"initWithBytes:length:encoding:", {2, NO, NO}, true, false},
    {"dataWithBytes:length:", {2, NO, NO}, true, false},
    {"initWithBytes:length:", {2, NO, NO}, true, false},
    {"dataWithBytesNoCopy:length:*", {2, NO, NO}, true, false},
    {"dataWithData:", {2, NO, NO}, true, false},
    {"initWithData:", {2, NO, NO}, true, false},
    {"initWithBase64EncodedString:options:", {2, NO, NO}, false, false},
    {"initWithBase64EncodedData:options:", {2, NO, NO}, false, false},
    {"base64EncodedStringWithOptions:", {0, NO, NO}, false, false},
    {"URLWithString:", {2, NO, NO}, true, false},
    {"URLWithString:relativeToURL:", {2, 3, NO}, false, false},
    {"initWithString:relativeToURL:", {2, 3, NO}, false, false},
    {"fileURLWithPath:*", {2, NO, NO}, true, false},
    {"initFileURLWithPath:*", {2, NO, NO}, true, false},
    {"requestWithURL:*", {2, NO, NO}, true, false},
    {"initWithURL:*", {2, NO, NO}, true, false},
    {"numberWithBool:", {2, NO, NO}, true, false},
    {"numberWithInt:", {2, NO, NO}, true, false},
    {"numberWithInteger:", {2, NO, NO}, true, false},
    {"numberWithUnsignedInteger:", {2, NO, NO}, true, false},
    {"numberWithUnsignedInt:", {2, NO, NO}, true, false},
    {"numberWithLong:", {2, NO, NO}, true, false},
    {"initWithInteger:", {2, NO, NO}, true, false},
    {"initWithInt:", {2, NO, NO}, true, false},
    {"initWithBool:", {2, NO, NO}, true, false},
    {"stringByAppendingString:", {0, 2, NO}, false, false},
    {"stringByAppendingPathComponent:", {0, 2, NO}, false, false},
    {"URLByAppendingPathComponent:*", {0, 2, NO}, false, false},
    {"stringByAppendingFormat:", {0, 2, 16}, false, false},
    {"stringWithFormat:", {2, 16, 17}, false, false},
    {"localizedStringWithFormat:", {2, 16, 17}, false, false},
    {"initWithFormat:*", {2, 16, 17}, false, false},
    {"substringToIndex:", {0, NO, NO}, false, false},
    {"substringFromIndex:", {0, NO, NO}, false, false},
    {"substringWithRange:", {0, NO, NO}, false, false},
    {"stringByReplacingOccurrencesOfString:withString:", {0, 3, NO}, false, false},
    {"stringByAddingPercentEncodingWithAllowedCharacters:", {0, NO, NO}, false, false},
    {"JSONObjectWithData:*", {2, NO, NO}, false, false},
    {"dataWithJSONObject:*", {2, NO, NO}, false, false},
    {"archivedDataWithRootObject:*", {2, NO, NO}, false, false},
    {"arrayWithObject:", {2, NO, NO}, false, false},
    {"arrayWithArray:", {2, NO, NO}, true, false},
    {"dictionaryWithDictionary:", {2, NO, NO}, true, false},
};

static const passes imports[] = {
    {"_$sSS10FoundationE19_bridgeToObjectiveCSo8NSStringCyF", {0, NO, NO}, true, true},
    {"_$sSS10FoundationE36_unconditionallyBridgeFromObjectiveCySSSo8NSStringCSgFZ", {0, NO, NO}, true, false},
    {"_$s10Foundation4DataV19_bridgeToObjectiveCSo6NSDataCyF", {0, NO, NO}, true, true},
    {"_$s10Foundation4DataV36_unconditionallyBridgeFromObjectiveCyACSo6NSDataCSgFZ",
     {0, NO, NO},
     true,
     false},
    {"_$s10Foundation3URLV6stringACSgSSh_tcfC", {0, NO, NO}, true, true},
    {"_$s10Foundation3URLV6stringACSgSS_tcfC", {0, NO, NO}, true, true},
    {"_$s10Foundation3URLV19_bridgeToObjectiveCSo5NSURLCyF", {20, NO, NO}, true, false},
    {"_$sSS1poiyS2S_SStFZ", {0, 2, NO}, false, true},
    /* a literal where nothing was optimized: address, length, "only ASCII" */
    {"_$sSS21_builtinStringLiteral17utf8CodeUnitCount7isASCIISSBp_BwBi1_tcfC", {0, NO, NO}, true, false},
    {"_$sSS6appendyySSF", {0, NO, NO}, false, true},
    {"_$sSS11utf8CString*", {0, NO, NO}, true, true},
    {"_$ss32_copyCollectionToContiguousArray*", {0, NO, NO}, false, false},
    {"_CFStringCreateWithCString", {1, NO, NO}, true, false},
    {"_CFStringCreateCopy", {1, NO, NO}, true, false},
    {"_CFStringCreateWithFormat", {2, 16, NO}, false, false},
    {"_CFDataCreate", {1, NO, NO}, true, false},
    {"_CFURLCreateWithString", {1, NO, NO}, true, false},
    {"_CFNumberCreate", {2, NO, NO}, true, false},
    {"_strdup", {0, NO, NO}, true, false},
    {"_NSStringFromClass", {0, NO, NO}, true, false},
    {"_NSClassFromString", {0, NO, NO}, true, false},
    {"_NSSelectorFromString", {0, NO, NO}, true, false},
    {"_objc_getClass", {0, NO, NO}, true, false},
    {"_objc_alloc_init", {0, NO, NO}, false, false},
    {"_objc_opt_new", {0, NO, NO}, false, false},
    {"_objc_alloc", {0, NO, NO}, false, false},
};

static const passes *find(const passes *table, size_t count, aa_bytes name)
{
    for (size_t i = 0; i < count; i++)
        if (aa_mname_fits(name, table[i].name))
            return &table[i];
    return NULL;
}

static const passes *model_of(const aa_mcall *call)
{
    if (call->kind == AA_MCALL_SEND)
        return find(sends, sizeof sends / sizeof sends[0], call->name);
    if (call->kind == AA_MCALL_IMPORT)
        return find(imports, sizeof imports / sizeof imports[0], call->name);
    return NULL;
}

static void follow_argument(aa_mtrace *t, const aa_mtask *task, const aa_mcall *call, int argument,
                            const passes *p)
{
    aa_mtask next = *task;
    next.call = call;
    next.exact = task->exact && p->exact;
    next.pair = p->pair && argument < 8;
    next.second = next.pair ? call->args[argument + 1] : AA_VALUE_UNKNOWN;
    if (argument >= 20)
        next.value = call->self;
    else if (argument >= 16)
        next.value = aa_mcall_stack_argument(t->machine->flows, task->flow, call, (size_t)argument - 16);
    else
        next.value = call->args[argument];
    next.way = aa_mtrace_step(t, task, AA_MSTEP_CALL, task->flow, call->at);
    aa_mtrace_follow(t, &next);
}

/* Into a function of the app: what it returns. */
static void enter(aa_mtrace *t, const aa_mtask *task, const aa_mcall *call, const aa_image *image,
                  uint32_t function, unsigned reg)
{
    const aa_mflow *callee = aa_mflow_of(t->machine->flows, image, function);
    aa_mframe *frame = aa_arena_alloc(t->machine->arena, sizeof *frame);
    if (callee == NULL || frame == NULL || reg > 1) {
        t->complete = false;
        aa_mtrace_emit(t, task, (aa_morigin){.kind = AA_MORIGIN_UNKNOWN, .exact = true, .at = call->at});
        return;
    }
    *frame = (aa_mframe){task->flow, call, task->frame, aa_machine_image_index(t->machine, image), function};
    aa_mtask next = *task;
    next.flow = callee;
    next.call = NULL;
    next.frame = frame;
    next.depth = task->depth + 1;
    next.value = callee->result[reg];
    next.second = reg == 0 ? callee->result[1] : AA_VALUE_UNKNOWN;
    next.way = aa_mtrace_step(t, task, AA_MSTEP_RETURN, task->flow, call->at);
    aa_mtrace_follow(t, &next);
}

/* Methods of the app that a message can lead to; false when there are too many, or none. */
static bool enter_methods(aa_mtrace *t, const aa_mtask *task, const aa_mcall *call, unsigned reg)
{
    char *selector = aa_arena_strndup(t->machine->arena, (const char *)call->name.p, call->name.n);
    const aa_mplace_ref *methods;
    if (selector == NULL || call->name.n == 0)
        return false;
    size_t n = aa_machine_methods(t->machine, selector, &methods);
    aa_bytes receiver = aa_mclass_of(t->machine, task->flow, call->args[0], 0);
    size_t entered = 0;
    for (size_t i = 0; i < n && n <= 4; i++) {
        const aa_image *image = &t->machine->base->images[methods[i].image];
        if (receiver.n > 0 && !aa_bytes_equal(receiver, image->functions[methods[i].function].class_name))
            continue;
        enter(t, task, call, image, methods[i].function, reg);
        entered++;
    }
    return entered > 0;
}

void aa_mtrace_call(aa_mtrace *t, const aa_mtask *task, const aa_mcall *call, unsigned reg, bool out)
{
    if (call->kind == AA_MCALL_LOCAL && !out) {
        enter(t, task, call, task->flow->image, call->function, reg);
        return;
    }
    const passes *p = out ? NULL : model_of(call);
    if (!out && p == NULL && call->kind == AA_MCALL_SEND && enter_methods(t, task, call, reg))
        return;
    if (p == NULL || !p->exact)
        aa_mtrace_emit(t, task,
                       (aa_morigin){.kind = out ? AA_MORIGIN_OUT : AA_MORIGIN_CALL,
                                    .exact = true,
                                    .passes = p != NULL,
                                    .text = call->name,
                                    .number = (int64_t)reg,
                                    .at = call->at,
                                    .flow = task->flow,
                                    .call = call});
    for (size_t i = 0; p != NULL && i < 3 && p->argument[i] != NO; i++)
        follow_argument(t, task, call, p->argument[i], p);
}
