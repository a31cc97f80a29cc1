/*
 * Swift's mangled names: functions, variables, initializers, and what is made for them.
 *
 * Sources: swift docs/ABI/Mangling.rst (Globals, Entities, Declaration Contexts); the order of operands as
 * lib/Demangling/Demangler.cpp has it.
 */
#include <string.h>

#include "decode/swift_demangle.h"

static bool push_entity(aa_swift_names *d, const char *text)
{
    return text != NULL && aa_swift_push(d, (aa_swift_node){AA_SWIFT_ENTITY, text, false, 1});
}

/* ---- labels ---- */

/* "name(a:_:)". Labels lie on the stack, the last on top; an empty list stands for none at all. */
static const char *with_labels(aa_swift_names *d, const char *name, const aa_swift_node *type)
{
    const char *labels[AA_SWIFT_NAME_MAX / 16];
    size_t max = sizeof labels / sizeof labels[0];
    uint32_t count = type->is_function ? type->parameters : 0;
    bool none = aa_swift_pop(d, AA_SWIFT_EMPTY_LIST).kind != AA_SWIFT_NONE;
    if (count > max || d->old_functions)
        return NULL;
    for (uint32_t i = 0; i < count; i++) {
        labels[i] = "_";
        if (none || aa_swift_pop(d, AA_SWIFT_FIRST_MARK).kind != AA_SWIFT_NONE)
            continue;
        aa_swift_node label = aa_swift_pop(d, AA_SWIFT_IDENTIFIER);
        if (label.kind == AA_SWIFT_NONE)
            return NULL;
        labels[i] = label.text;
    }
    char text[AA_SWIFT_TEXT_MAX];
    size_t n = 0;
    for (uint32_t i = count; i > 0; i--) {
        size_t length = strlen(labels[i - 1]);
        if (length + 2 > sizeof text - n)
            return NULL;
        memcpy(text + n, labels[i - 1], length);
        text[n + length] = ':';
        n += length + 1;
    }
    text[n] = '\0';
    return strlen(name) + n + 3 > AA_SWIFT_TEXT_MAX ? NULL : aa_arena_printf(d->arena, "%s(%s)", name, text);
}

static bool push_member(aa_swift_names *d, const char *name)
{
    aa_swift_node context;
    if (name == NULL || !aa_swift_pop_context(d, &context))
        return false;
    return push_entity(d, aa_swift_join(d, context.text, name));
}

static bool function(aa_swift_names *d)
{
    aa_swift_node type;
    aa_swift_node name;
    (void)aa_swift_pop(d, AA_SWIFT_GENERICS);
    if (!aa_swift_pop_function(d, &type))
        return false;
    /* Labels lie above the name: they are popped first, the text is made when the name is known. */
    const char *labels = with_labels(d, "", &type);
    if (labels == NULL || !aa_swift_pop_name(d, &name))
        return false;
    return push_member(d, aa_arena_printf(d->arena, "%s%s", name.text, labels));
}

/* ---- variables and subscripts ---- */

/* What stands behind: the accessor. The variable itself says nothing. */
static bool accessor(aa_swift_names *d, const char *name)
{
    static const struct {
        char letter;
        const char *suffix;
    } kinds[] = {{'g', ".getter"}, {'G', ".getter"}, {'s', ".setter"}, {'w', ".willset"},
                 {'W', ".didset"}, {'r', ".read"},   {'M', ".modify"}, {'m', ".modify"},
                 {'i', ".init"},   {'y', ".read"},   {'x', ".modify"}, {'p', ""}};

    int c = aa_swift_next(d);
    if (c == 'a' || c == 'l') {
        (void)aa_swift_next(d); /* addressors, by how they own */
        return push_member(d, name);
    }
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (kinds[i].letter == c && strlen(name) < AA_SWIFT_TEXT_MAX)
            return push_member(d, aa_arena_printf(d->arena, "%s%s", name, kinds[i].suffix));
    }
    return false;
}

static bool variable(aa_swift_names *d)
{
    aa_swift_node type;
    aa_swift_node name;
    if (!aa_swift_pop_type(d, &type))
        return false;
    (void)aa_swift_pop(d, AA_SWIFT_EMPTY_LIST);
    return aa_swift_pop_name(d, &name) && accessor(d, name.text);
}

static bool subscript(aa_swift_names *d)
{
    aa_swift_node type;
    (void)aa_swift_pop(d, AA_SWIFT_PRIVATE);
    if (!aa_swift_pop_type(d, &type))
        return false;
    const char *name = with_labels(d, "subscript", &type);
    return name != NULL && accessor(d, name);
}

/* ---- initializers, closures, default arguments ---- */

static bool initializer(aa_swift_names *d)
{
    aa_swift_node type;
    (void)aa_swift_pop(d, AA_SWIFT_PRIVATE);
    return aa_swift_pop_type(d, &type) && push_member(d, with_labels(d, "init", &type));
}

static bool function_entity(aa_swift_names *d)
{
    aa_swift_node type;
    switch (aa_swift_next(d)) {
    case 'C':
    case 'c':
        return initializer(d);
    case 'D':
    case 'd':
    case 'Z':
        return push_member(d, "deinit");
    case 'E':
    case 'e':
        return push_member(d, "ivars");
    case 'A':
        return aa_swift_index(d) >= 0 && push_member(d, "default");
    case 'i':
        return push_member(d, "init");
    case 'U':
    case 'u':
        return aa_swift_index(d) >= 0 && aa_swift_pop_type(d, &type) && push_member(d, "closure");
    default:
        return false;
    }
}

/* ---- names of other kinds ---- */

static bool push_private(aa_swift_names *d, const char *text)
{
    return text != NULL && aa_swift_push(d, (aa_swift_node){AA_SWIFT_PRIVATE, text, false, 1});
}

static bool local_name(aa_swift_names *d)
{
    aa_swift_node name;
    if (aa_swift_next_is(d, 'L')) {
        if (aa_swift_pop(d, AA_SWIFT_IDENTIFIER).kind == AA_SWIFT_NONE || !aa_swift_pop_name(d, &name))
            return false;
        return push_private(d, name.text);
    }
    if (aa_swift_next_is(d, 'l'))
        return push_private(d, aa_swift_pop(d, AA_SWIFT_IDENTIFIER).text);
    int c = aa_swift_peek(d);
    if ((c >= 'a' && c <= 'j') || (c >= 'A' && c <= 'J')) {
        (void)aa_swift_next(d); /* how it is related */
        return aa_swift_pop_name(d, &name) && push_private(d, name.text);
    }
    return aa_swift_index(d) >= 0 && aa_swift_pop_name(d, &name) && push_private(d, name.text);
}

static bool operator_name(aa_swift_names *d)
{
    static const char signs[] = "& @/= >    <*!|+?%-~   ^ .";
    aa_swift_node name = aa_swift_pop(d, AA_SWIFT_IDENTIFIER);
    int kind = aa_swift_next(d);
    if (name.kind == AA_SWIFT_NONE || (kind != 'i' && kind != 'p' && kind != 'P'))
        return false;
    char *text = aa_arena_strdup(d->arena, name.text);
    for (size_t i = 0; text != NULL && text[i] != '\0'; i++) {
        if (text[i] >= 'a' && text[i] <= 'z')
            text[i] = signs[text[i] - 'a'];
    }
    return text != NULL && aa_swift_push(d, (aa_swift_node){AA_SWIFT_OPERATOR, text, false, 1});
}

static bool extension(aa_swift_names *d)
{
    aa_swift_node type;
    aa_swift_node module;
    (void)aa_swift_pop(d, AA_SWIFT_GENERICS);
    module = aa_swift_pop(d, AA_SWIFT_IDENTIFIER);
    if (module.kind == AA_SWIFT_NONE)
        module = aa_swift_pop(d, AA_SWIFT_MODULE);
    if (module.kind == AA_SWIFT_NONE || !aa_swift_pop_type(d, &type) || type.text[0] == '\0')
        return false;
    return aa_swift_push(d, (aa_swift_node){AA_SWIFT_CONTEXT, type.text, false, 1});
}

/* ---- what is made for a type or a function: named as it ---- */

/* Type, then the module that says so, then the protocol. */
static bool conformance(aa_swift_names *d)
{
    aa_swift_node protocol;
    aa_swift_node type;
    (void)aa_swift_pop(d, AA_SWIFT_GENERICS);
    if (aa_swift_pop(d, AA_SWIFT_MODULE).kind == AA_SWIFT_NONE &&
        aa_swift_pop(d, AA_SWIFT_IDENTIFIER).kind == AA_SWIFT_NONE)
        return false;
    if (!aa_swift_pop_protocol(d, &protocol) || !aa_swift_pop_type(d, &type) || type.text[0] == '\0' ||
        strlen(type.text) + strlen(protocol.text) + 3 > AA_SWIFT_TEXT_MAX)
        return false;
    const char *text = aa_arena_printf(d->arena, "%s: %s", type.text, protocol.text);
    return text != NULL && aa_swift_push(d, (aa_swift_node){AA_SWIFT_CONFORMANCE, text, false, 1});
}

static bool metadata(aa_swift_names *d)
{
    aa_swift_node node;
    int c = aa_swift_next(d);
    if (c == 'c')
        return conformance(d);
    if (c == 'V')
        return d->stack.count > 0; /* of a property: the entity stays */
    if (c == 'p')
        return aa_swift_pop_protocol(d, &node) && aa_swift_push(d, node);
    if (c == 0 || strchr("anmrfoPILFiDtu", c) == NULL)
        return false;
    return aa_swift_pop_type(d, &node) && aa_swift_push(d, node);
}

static bool witness(aa_swift_names *d)
{
    aa_swift_node node;
    switch (aa_swift_next(d)) {
    case 'V':
        return aa_swift_pop_type(d, &node) && aa_swift_push(d, node);
    case 'P':
    case 'a':
    case 'p':
        return conformance(d);
    case 'l':
    case 'L':
        return conformance(d);
    case 'v':
        (void)aa_swift_next(d); /* how the offset is given */
        return d->stack.count > 0;
    case 'C':
    case 'Z':
    case 'z':
        return d->stack.count > 0;
    default:
        return false;
    }
}

static bool thunk(aa_swift_names *d)
{
    switch (aa_swift_next(d)) {
    case 'o': /* for Objective-C */
    case 'O':
    case 'D':
    case 'd':
    case 'A': /* partial application */
    case 'a':
    case 'j': /* dispatch */
    case 'q':
    case 'm':
    case 'u': /* an async function's pointer */
    case 'I':
    case 'c':
        return d->stack.count > 0;
    case 'Y':
    case 'Q':
        return aa_swift_index(d) >= 0 && d->stack.count > 0;
    case 'W': {
        aa_swift_node entity = aa_swift_pop(d, AA_SWIFT_ENTITY);
        return entity.kind != AA_SWIFT_NONE && conformance(d) &&
               aa_swift_pop(d, AA_SWIFT_CONFORMANCE).kind != AA_SWIFT_NONE && aa_swift_push(d, entity);
    }
    default:
        return false;
    }
}

bool aa_swift_entity_operator(aa_swift_names *d, int c, bool *known)
{
    aa_swift_node node;
    *known = true;
    switch (c) {
    case 'D':
    case 'N':
        return aa_swift_pop_type(d, &node) && aa_swift_push(d, node);
    case 'E':
        return extension(d);
    case 'F':
        return function(d);
    case 'L':
        return local_name(d);
    case 'M':
        return metadata(d);
    case 'T':
        return thunk(d);
    case 'W':
        return witness(d);
    case 'Z':
        node = aa_swift_pop(d, AA_SWIFT_ENTITY);
        return node.kind != AA_SWIFT_NONE && aa_swift_push(d, node);
    case 'f':
        return function_entity(d);
    case 'i':
        return subscript(d);
    case 'o':
        return operator_name(d);
    case 'v':
        return variable(d);
    case 'w': /* value witnesses: two letters */
        (void)aa_swift_next(d);
        (void)aa_swift_next(d);
        return aa_swift_pop_type(d, &node) && aa_swift_push(d, node);
    default:
        *known = false;
        return false;
    }
}
