/*
 * Swift's mangled names: generic parameters, associated types, requirements. They say nothing of the name,
 * but must be read to know what stands where.
 *
 * Sources: swift docs/ABI/Mangling.rst (Generics); the order of operands as lib/Demangling/Demangler.cpp has
 * it.
 */
#include <string.h>

#include "decode/swift_demangle.h"

/* A parameter by depth and index. */
static bool parameter(aa_swift_names *d)
{
    if (aa_swift_next_is(d, 'd'))
        return aa_swift_index(d) >= 0 && aa_swift_index(d) >= 0;
    if (aa_swift_next_is(d, 'z') || aa_swift_next_is(d, 's'))
        return true;
    return aa_swift_index(d) >= 0;
}

/* Name of an associated type: the name, and the protocol it is of when that is said. */
static bool pop_associated(aa_swift_names *d)
{
    aa_swift_node protocol;
    if (aa_swift_pop_type(d, &protocol) && protocol.kind != AA_SWIFT_PROTOCOL)
        return false;
    return aa_swift_pop(d, AA_SWIFT_IDENTIFIER).kind != AA_SWIFT_NONE;
}

static bool pop_compound(aa_swift_names *d)
{
    bool first = false;
    while (!first) {
        first = aa_swift_pop(d, AA_SWIFT_FIRST_MARK).kind != AA_SWIFT_NONE;
        if (!pop_associated(d))
            return false;
    }
    return true;
}

static bool push_remembered(aa_swift_names *d)
{
    return aa_swift_push_type(d, "", true);
}

static bool archetype(aa_swift_names *d)
{
    aa_swift_node base;
    switch (aa_swift_next(d)) {
    case 'a':
        return aa_swift_pop(d, AA_SWIFT_IDENTIFIER).kind != AA_SWIFT_NONE && aa_swift_pop_type(d, &base) &&
               push_remembered(d);
    case 'r':
        return aa_swift_push_type(d, "", false);
    case 'x':
        return pop_associated(d) && aa_swift_pop_type(d, &base) && push_remembered(d);
    case 'X':
        return pop_compound(d) && aa_swift_pop_type(d, &base) && push_remembered(d);
    case 'y':
        return parameter(d) && pop_associated(d) && push_remembered(d);
    case 'Y':
        return parameter(d) && pop_compound(d) && push_remembered(d);
    case 'z':
        return pop_associated(d) && push_remembered(d);
    case 'Z':
        return pop_compound(d) && push_remembered(d);
    default:
        return false;
    }
}

enum { OF_PARAMETER, OF_ASSOCIATED, OF_COMPOUND, OF_KNOWN };

enum { IS_PROTOCOL, IS_BASE, IS_SAME, IS_LAYOUT };

static bool requirement_subject(aa_swift_names *d, int subject)
{
    aa_swift_node type;
    aa_swift_node unnamed = {AA_SWIFT_TYPE, "", false, 1};
    switch (subject) {
    case OF_PARAMETER:
        return parameter(d);
    case OF_ASSOCIATED:
        return parameter(d) && pop_associated(d) && aa_swift_remember(d, unnamed);
    case OF_COMPOUND:
        return parameter(d) && pop_compound(d) && aa_swift_remember(d, unnamed);
    default:
        return aa_swift_pop_type(d, &type);
    }
}

static bool requirement_constraint(aa_swift_names *d, int constraint)
{
    aa_swift_node type;
    if (constraint == IS_PROTOCOL)
        return aa_swift_pop_protocol(d, &type);
    if (constraint != IS_LAYOUT)
        return aa_swift_pop_type(d, &type);
    switch (aa_swift_next(d)) {
    case 'U':
    case 'R':
    case 'N':
    case 'C':
    case 'D':
    case 'T':
    case 'B':
        return true;
    case 'e':
    case 'm':
        return aa_swift_index(d) >= 0;
    case 'E':
    case 'M':
        return aa_swift_index(d) >= 0 && aa_swift_index(d) >= 0;
    default:
        return false;
    }
}

static bool requirement(aa_swift_names *d)
{
    static const struct {
        char letter;
        int subject, constraint;
    } kinds[] = {
        {'c', OF_ASSOCIATED, IS_BASE},     {'C', OF_COMPOUND, IS_BASE},     {'b', OF_PARAMETER, IS_BASE},
        {'B', OF_KNOWN, IS_BASE},          {'t', OF_ASSOCIATED, IS_SAME},   {'T', OF_COMPOUND, IS_SAME},
        {'s', OF_PARAMETER, IS_SAME},      {'S', OF_KNOWN, IS_SAME},        {'m', OF_ASSOCIATED, IS_LAYOUT},
        {'M', OF_COMPOUND, IS_LAYOUT},     {'l', OF_PARAMETER, IS_LAYOUT},  {'L', OF_KNOWN, IS_LAYOUT},
        {'p', OF_ASSOCIATED, IS_PROTOCOL}, {'P', OF_COMPOUND, IS_PROTOCOL}, {'Q', OF_KNOWN, IS_PROTOCOL}};

    int c = aa_swift_peek(d);
    int subject = OF_PARAMETER;
    int constraint = IS_PROTOCOL;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (kinds[i].letter == c) {
            subject = kinds[i].subject;
            constraint = kinds[i].constraint;
            d->pos++;
            break;
        }
    }
    return requirement_subject(d, subject) && requirement_constraint(d, constraint) &&
           aa_swift_push(d, (aa_swift_node){AA_SWIFT_REQUIREMENT, "", false, 0});
}

static bool signature(aa_swift_names *d, bool counted)
{
    while (counted && !aa_swift_next_is(d, 'l')) {
        if (!aa_swift_next_is(d, 'z') && aa_swift_index(d) < 0)
            return false;
    }
    while (aa_swift_pop(d, AA_SWIFT_REQUIREMENT).kind != AA_SWIFT_NONE) {
    }
    return aa_swift_push(d, (aa_swift_node){AA_SWIFT_GENERICS, "", false, 0});
}

/* A type with its own signature. */
static bool generic_type(aa_swift_names *d)
{
    aa_swift_node type;
    return aa_swift_pop(d, AA_SWIFT_GENERICS).kind != AA_SWIFT_NONE && aa_swift_pop_type(d, &type) &&
           aa_swift_push(d, type);
}

bool aa_swift_generic_operator(aa_swift_names *d, int c, bool *known)
{
    *known = true;
    switch (c) {
    case 'Q':
        return archetype(d);
    case 'R':
        return requirement(d);
    case 'l':
        return signature(d, false);
    case 'r':
        return signature(d, true);
    case 'q':
        return parameter(d) && aa_swift_push_type(d, "", false);
    case 'u':
        return generic_type(d);
    case 'x':
        return aa_swift_push_type(d, "", false);
    default:
        *known = false;
        return false;
    }
}
