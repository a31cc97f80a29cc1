/*
 * Swift's mangled names: types.
 *
 * Sources: swift docs/ABI/Mangling.rst (Types, Substitutions),
 * include/swift/Demangling/StandardTypesMangling.def; the order of operands as lib/Demangling/Demangler.cpp
 * has it.
 */
#include <string.h>

#include "decode/swift_demangle.h"

typedef struct standard {
    char letter;
    bool is_protocol;
    const char *name;
} standard;

static const standard standards[] = {
    {'A', false, "Swift.AutoreleasingUnsafeMutablePointer"},
    {'a', false, "Swift.Array"},
    {'B', true, "Swift.BinaryFloatingPoint"},
    {'b', false, "Swift.Bool"},
    {'D', false, "Swift.Dictionary"},
    {'d', false, "Swift.Double"},
    {'E', true, "Swift.Encodable"},
    {'e', true, "Swift.Decodable"},
    {'F', true, "Swift.FloatingPoint"},
    {'f', false, "Swift.Float"},
    {'G', true, "Swift.RandomNumberGenerator"},
    {'H', true, "Swift.Hashable"},
    {'h', false, "Swift.Set"},
    {'I', false, "Swift.DefaultIndices"},
    {'i', false, "Swift.Int"},
    {'J', false, "Swift.Character"},
    {'j', true, "Swift.Numeric"},
    {'K', true, "Swift.BidirectionalCollection"},
    {'k', true, "Swift.RandomAccessCollection"},
    {'L', true, "Swift.Comparable"},
    {'l', true, "Swift.Collection"},
    {'M', true, "Swift.MutableCollection"},
    {'m', true, "Swift.RangeReplaceableCollection"},
    {'N', false, "Swift.ClosedRange"},
    {'n', false, "Swift.Range"},
    {'O', false, "Swift.ObjectIdentifier"},
    {'P', false, "Swift.UnsafePointer"},
    {'p', false, "Swift.UnsafeMutablePointer"},
    {'Q', true, "Swift.Equatable"},
    {'q', false, "Swift.Optional"},
    {'R', false, "Swift.UnsafeBufferPointer"},
    {'r', false, "Swift.UnsafeMutableBufferPointer"},
    {'S', false, "Swift.String"},
    {'s', false, "Swift.Substring"},
    {'T', true, "Swift.Sequence"},
    {'t', true, "Swift.IteratorProtocol"},
    {'U', true, "Swift.UnsignedInteger"},
    {'u', false, "Swift.UInt"},
    {'V', false, "Swift.UnsafeRawPointer"},
    {'v', false, "Swift.UnsafeMutableRawPointer"},
    {'W', false, "Swift.UnsafeRawBufferPointer"},
    {'w', false, "Swift.UnsafeMutableRawBufferPointer"},
    {'X', true, "Swift.RangeExpression"},
    {'x', true, "Swift.Strideable"},
    {'Y', true, "Swift.RawRepresentable"},
    {'y', true, "Swift.StringProtocol"},
    {'Z', true, "Swift.SignedInteger"},
    {'z', true, "Swift.BinaryInteger"},
};

static const standard concurrent[] = {
    {'A', true, "Swift.Actor"},
    {'C', false, "Swift.CheckedContinuation"},
    {'c', false, "Swift.UnsafeContinuation"},
    {'E', false, "Swift.CancellationError"},
    {'e', false, "Swift.UnownedSerialExecutor"},
    {'F', true, "Swift.Executor"},
    {'f', true, "Swift.SerialExecutor"},
    {'G', false, "Swift.TaskGroup"},
    {'g', false, "Swift.ThrowingTaskGroup"},
    {'h', true, "Swift.TaskExecutor"},
    {'I', true, "Swift.AsyncIteratorProtocol"},
    {'i', true, "Swift.AsyncSequence"},
    {'J', false, "Swift.UnownedJob"},
    {'M', false, "Swift.MainActor"},
    {'P', false, "Swift.TaskPriority"},
    {'S', false, "Swift.AsyncStream"},
    {'s', false, "Swift.AsyncThrowingStream"},
    {'T', false, "Swift.Task"},
    {'t', false, "Swift.UnsafeCurrentTask"},
};

static bool push_standard(aa_swift_names *d, const standard *table, size_t count, int letter, int32_t repeat)
{
    for (size_t i = 0; i < count; i++) {
        if (table[i].letter != letter || repeat > AA_SWIFT_REPEAT_MAX)
            continue;
        aa_swift_node node = {table[i].is_protocol ? AA_SWIFT_PROTOCOL : AA_SWIFT_TYPE, table[i].name, false,
                              1};
        do {
            if (!aa_swift_push(d, node))
                return false;
        } while (--repeat > 0);
        return true;
    }
    return false;
}

static bool standard_type(aa_swift_names *d)
{
    aa_swift_node inner;
    if (aa_swift_next_is(d, 'o'))
        return aa_swift_push(d, (aa_swift_node){AA_SWIFT_MODULE, "__C", false, 1});
    if (aa_swift_next_is(d, 'C'))
        return aa_swift_push(d, (aa_swift_node){AA_SWIFT_MODULE, "__C_Synthesized", false, 1});
    if (aa_swift_next_is(d, 'g'))
        return aa_swift_pop_type(d, &inner) && aa_swift_push_type(d, "Swift.Optional", true);
    int32_t repeat = aa_swift_natural(d);
    if (aa_swift_next_is(d, 'c'))
        return push_standard(d, concurrent, sizeof concurrent / sizeof concurrent[0], aa_swift_next(d),
                             repeat);
    return push_standard(d, standards, sizeof standards / sizeof standards[0], aa_swift_next(d), repeat);
}

static bool builtin(aa_swift_names *d)
{
    switch (aa_swift_next(d)) {
    case 'f':
    case 'i':
        return aa_swift_index(d) >= 0 && aa_swift_push_type(d, "", false);
    case 'B':
    case 'b':
    case 'c':
    case 'D':
    case 'd':
    case 'e':
    case 'I':
    case 'j':
    case 'O':
    case 'o':
    case 'p':
    case 't':
    case 'w':
        return aa_swift_push_type(d, "", false);
    default:
        return false;
    }
}

static bool nominal(aa_swift_names *d, int c)
{
    aa_swift_node name;
    aa_swift_node context;
    if (!aa_swift_pop_name(d, &name) || !aa_swift_pop_context(d, &context))
        return false;
    const char *text = aa_swift_join(d, context.text, name.text);
    aa_swift_node node = {c == 'P' ? AA_SWIFT_PROTOCOL : AA_SWIFT_TYPE, text, false, 1};
    return text != NULL && aa_swift_remember(d, node) && aa_swift_push(d, node);
}

/* Lists of arguments, one for each level, the innermost on top; below them the type itself. */
static bool bound_generic(aa_swift_names *d)
{
    aa_swift_node type;
    for (;;) {
        while (aa_swift_pop_type(d, &type)) {
        }
        if (aa_swift_pop(d, AA_SWIFT_EMPTY_LIST).kind != AA_SWIFT_NONE)
            break;
        if (aa_swift_pop(d, AA_SWIFT_FIRST_MARK).kind == AA_SWIFT_NONE)
            return false;
    }
    if (!aa_swift_pop_type(d, &type) || type.text[0] == '\0')
        return false;
    return aa_swift_remember(d, type) && aa_swift_push(d, type);
}

static bool tuple(aa_swift_names *d)
{
    aa_swift_node node = {AA_SWIFT_TYPE, "", false, 0};
    aa_swift_node type;
    if (aa_swift_pop(d, AA_SWIFT_EMPTY_LIST).kind != AA_SWIFT_NONE)
        return aa_swift_push(d, node);
    bool first = false;
    while (!first) {
        first = aa_swift_pop(d, AA_SWIFT_FIRST_MARK).kind != AA_SWIFT_NONE;
        (void)aa_swift_pop(d, AA_SWIFT_VARIADIC);
        (void)aa_swift_pop(d, AA_SWIFT_IDENTIFIER);
        if (!aa_swift_pop_type(d, &type))
            return false;
        node.parameters++;
    }
    return aa_swift_push(d, node);
}

static bool protocol_list(aa_swift_names *d)
{
    aa_swift_node node;
    if (aa_swift_pop(d, AA_SWIFT_EMPTY_LIST).kind != AA_SWIFT_NONE)
        return true;
    bool first = false;
    while (!first) {
        first = aa_swift_pop(d, AA_SWIFT_FIRST_MARK).kind != AA_SWIFT_NONE;
        if (!aa_swift_pop_protocol(d, &node))
            return false;
    }
    return true;
}

static bool pop_parameters(aa_swift_names *d, uint32_t *count)
{
    aa_swift_node type;
    *count = 0;
    if (aa_swift_pop(d, AA_SWIFT_EMPTY_LIST).kind != AA_SWIFT_NONE)
        return true;
    if (!aa_swift_pop_type(d, &type))
        return false;
    *count = type.is_function ? 1 : type.parameters;
    return true;
}

bool aa_swift_pop_function(aa_swift_names *d, aa_swift_node *out)
{
    uint32_t result = 0;
    *out = (aa_swift_node){AA_SWIFT_TYPE, "", true, 0};
    while (aa_swift_pop(d, AA_SWIFT_EFFECT).kind != AA_SWIFT_NONE) {
    }
    return pop_parameters(d, &out->parameters) && pop_parameters(d, &result);
}

static bool function_type(aa_swift_names *d)
{
    aa_swift_node node;
    return aa_swift_pop_function(d, &node) && aa_swift_push(d, node);
}

/* The same type in another way: inout, weak, metatype. */
static bool wrap(aa_swift_names *d)
{
    aa_swift_node type;
    return aa_swift_pop_type(d, &type) && aa_swift_push_type(d, "", false);
}

static bool special_type(aa_swift_names *d)
{
    aa_swift_node type;
    switch (aa_swift_next(d)) {
    case 'E':
    case 'A':
    case 'B':
    case 'C':
    case 'K':
    case 'U':
    case 'f':
        return function_type(d);
    case 'o':
    case 'u':
    case 'w':
    case 'D':
    case 'p':
        return wrap(d);
    case 'M':
    case 'm':
        (void)aa_swift_next(d); /* how the metatype is kept */
        return wrap(d);
    case 'l':
        return protocol_list(d) && aa_swift_push_type(d, "Swift.AnyObject", false);
    case 'c':
        return aa_swift_pop_type(d, &type) && protocol_list(d) && aa_swift_push_type(d, type.text, false);
    default:
        return false;
    }
}

/* Marks of functions and of parameters. */
static bool annotation(aa_swift_names *d)
{
    aa_swift_node type;
    static const aa_swift_node effect = {AA_SWIFT_EFFECT, "", false, 0};
    switch (aa_swift_next(d)) {
    case 'a': /* async */
    case 'b': /* Sendable */
    case 'A': /* isolated(any) */
    case 'T': /* sending result */
        return aa_swift_push(d, effect);
    case 'K': /* throws of a type */
    case 'c': /* a global actor */
        return aa_swift_pop_type(d, &type) && aa_swift_push(d, effect);
    case 'i': /* isolated */
    case 't': /* constant */
    case 'u': /* sending */
    case 'k': /* no derivative */
        return aa_swift_pop_type(d, &type) && aa_swift_push(d, type);
    default:
        return false;
    }
}

bool aa_swift_type_operator(aa_swift_names *d, int c, bool *known)
{
    *known = true;
    switch (c) {
    case 'B':
        return builtin(d);
    case 'C':
    case 'O':
    case 'V':
    case 'P':
    case 'a':
        return nominal(d, c);
    case 'G':
        return bound_generic(d);
    case 'S':
        return standard_type(d);
    case 's':
        return aa_swift_push(d, (aa_swift_node){AA_SWIFT_MODULE, "Swift", false, 1});
    case 'X':
        return special_type(d);
    case 'Y':
        return annotation(d);
    case 'K':
        return aa_swift_push(d, (aa_swift_node){AA_SWIFT_EFFECT, "", false, 0});
    case 'c':
        return function_type(d);
    case 'd':
        return aa_swift_push(d, (aa_swift_node){AA_SWIFT_VARIADIC, "", false, 0});
    case 'h':
    case 'm':
    case 'n':
    case 'z':
        return wrap(d);
    case 'p':
        return protocol_list(d) && aa_swift_push_type(d, "", false);
    case 't':
        return tuple(d);
    case 'y':
        return aa_swift_push(d, (aa_swift_node){AA_SWIFT_EMPTY_LIST, "", false, 0});
    case '_':
        return aa_swift_push(d, (aa_swift_node){AA_SWIFT_FIRST_MARK, "", false, 0});
    default:
        *known = false;
        return false;
    }
}
