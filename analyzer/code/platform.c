#include "code/platform.h"

#define SLOTS       16384U /* as in platform_make */
#define NONE        AA_PLATFORM_NONE
#define JOIN_(a, b) a##b
#define JOIN(a, b)  JOIN_(a, b)
#define MEMBER      JOIN(at_, __LINE__) /* of a row, by the line it stands on */

enum { IS_INTERFACE = 1, IS_ABSTRACT = 2, IS_OPEN = 4 };

typedef struct platform_class {
    uint32_t text; /* of the descriptor, in class_text */
    aa_platform_class super;
    uint16_t interfaces, methods; /* the first of each, in their lists */
    uint8_t size;                 /* of the descriptor */
    uint8_t flags, since, role;
} platform_class;

typedef struct platform_method {
    uint32_t text; /* of the name, in method_text */
    uint8_t size, parameters;
} platform_method;

/* All texts lie in one structure each, so that the tables hold offsets and no address has to be relocated. */
#define C(text, ...) char MEMBER[sizeof(text)];
#define R(text, ...) char MEMBER[sizeof(text)];

static const struct class_text {
#include "code/platform_classes.inc"
} class_text = {

#undef C
#undef R
#define C(text, ...) text,
#define R(text, ...) text,
#include "code/platform_classes.inc"
};
#undef C
#undef R

#define M(name, parameters) char MEMBER[sizeof #name];

static const struct method_text {
#include "code/platform_methods.inc"
} method_text = {

#undef M
#define M(name, parameters) #name,
#include "code/platform_methods.inc"
};
#undef M

#define R(text, super, flags, since, interfaces, methods, role)                                              \
    {offsetof(struct class_text, MEMBER),                                                                    \
     super,                                                                                                  \
     interfaces,                                                                                             \
     methods,                                                                                                \
     sizeof(text) - 1,                                                                                       \
     flags,                                                                                                  \
     since,                                                                                                  \
     AA_ROLE_##role},
#define C(text, super, flags, since, interfaces, methods)                                                    \
    R(text, super, flags, since, interfaces, methods, NONE)
static const platform_class classes[] = {
#include "code/platform_classes.inc"
};
#undef C
#undef R

#define M(name, parameters) {offsetof(struct method_text, MEMBER), sizeof #name - 1, parameters},
static const platform_method methods[] = {
#include "code/platform_methods.inc"
};
#undef M

static const aa_platform_class interface_list[] = {
#define INTERFACES
#include "code/platform_index.inc"
#undef INTERFACES
};

/* Indices into |methods|, rising within a class. */
static const uint16_t method_list[] = {
#define METHODS
#include "code/platform_index.inc"
#undef METHODS
};

/* Open addressing: a class's index + 1, at its hash or in the next places that are not 0. */
static const uint16_t slots[SLOTS] = {
#define HASHED
#include "base/bisect.h"
#include "code/platform_index.inc"
#undef HASHED
};

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Made anew by platform_make's slot_of(). */
static uint32_t slot_of(aa_bytes text)
{
    uint64_t h = text.n;
    size_t i = 0;
    for (; text.n - i >= 8; i += 8) {
        h = (h ^ aa_le64(text.p + i)) * 0x9E3779B97F4A7C15U;
        h ^= h >> 32;
    }
    if (i < text.n) {
        uint64_t tail = 0;
        for (size_t k = text.n; k-- > i;)
            tail = tail << 8 | text.p[k];
        h = (h ^ tail) * 0x9E3779B97F4A7C15U;
        h ^= h >> 32;
    }
    return (uint32_t)h & (SLOTS - 1);
}

static aa_bytes text_of(const platform_class *c)
{
    return aa_bytes_of((const char *)&class_text + c->text, c->size);
}

aa_platform_class aa_platform_find(aa_bytes descriptor)
{
    for (uint32_t at = slot_of(descriptor); slots[at] != 0; at = (at + 1) % SLOTS)
        if (aa_bytes_equal(text_of(&classes[slots[at] - 1]), descriptor))
            return (aa_platform_class)(slots[at] - 1);
    return NONE;
}

size_t aa_platform_count(void)
{
    return COUNT(classes);
}

aa_bytes aa_platform_descriptor(aa_platform_class c)
{
    return c < COUNT(classes) ? text_of(&classes[c]) : aa_bytes_none();
}

static bool has_flag(aa_platform_class c, unsigned flag)
{
    return c < COUNT(classes) && (classes[c].flags & flag) != 0;
}

bool aa_platform_is_interface(aa_platform_class c)
{
    return has_flag(c, IS_INTERFACE);
}

bool aa_platform_is_abstract(aa_platform_class c)
{
    return has_flag(c, IS_ABSTRACT);
}

bool aa_platform_is_open(aa_platform_class c)
{
    return has_flag(c, IS_OPEN);
}

aa_platform_class aa_platform_super(aa_platform_class c)
{
    return c < COUNT(classes) && !has_flag(c, IS_INTERFACE) ? classes[c].super : NONE;
}

size_t aa_platform_interfaces(aa_platform_class c, const aa_platform_class **out)
{
    *out = interface_list;
    if (c >= COUNT(classes))
        return 0;
    *out += classes[c].interfaces;
    size_t end = c + 1U < COUNT(classes) ? classes[c + 1].interfaces : COUNT(interface_list);
    return end - classes[c].interfaces;
}

unsigned aa_platform_since(aa_platform_class c)
{
    if (c >= COUNT(classes))
        return 0;
    return classes[c].since != 0 ? classes[c].since : 21;
}

aa_platform_role aa_platform_role_of(aa_platform_class c)
{
    return c < COUNT(classes) ? (aa_platform_role)classes[c].role : AA_ROLE_NONE;
}

/* Appends |c| when it is not there yet; what would not fit is none of our table's, a test says. */
static size_t add(aa_platform_class *list, size_t n, aa_platform_class c)
{
    for (size_t i = 0; i < n; i++)
        if (list[i] == c)
            return n;
    if (n < AA_PLATFORM_SUPERTYPES)
        list[n++] = c;
    return n;
}

size_t aa_platform_supertypes(aa_platform_class c, aa_platform_class out[AA_PLATFORM_SUPERTYPES])
{
    size_t n = 0;
    for (aa_platform_class up = c; up < COUNT(classes); up = aa_platform_super(up))
        n = add(out, n, up);
    for (size_t i = 0; i < n; i++) {
        const aa_platform_class *list = NULL;
        size_t count = aa_platform_interfaces(out[i], &list);
        for (size_t k = 0; k < count; k++)
            n = add(out, n, list[k]);
    }
    return aa_platform_is_interface(c) ? add(out, n, classes[c].super) : n;
}

bool aa_platform_is_subtype(aa_platform_class c, aa_platform_class of)
{
    if (!aa_platform_is_interface(of)) {
        for (; c < COUNT(classes); c = classes[c].super)
            if (c == of)
                return true;
        return false;
    }
    aa_platform_class above[AA_PLATFORM_SUPERTYPES];
    size_t n = aa_platform_supertypes(c, above);
    for (size_t i = 0; i < n; i++)
        if (above[i] == of)
            return true;
    return false;
}

/* Places [first, end) in |methods|. */
typedef struct method_range {
    size_t first, end;
} method_range;

static aa_bytes name_of(const platform_method *m)
{
    return aa_bytes_of((const char *)&method_text + m->text, m->size);
}

/* The methods called |name|, of all numbers of parameters. */
static method_range methods_named(aa_bytes name)
{
    method_range r;
    AA_BISECT(r.first, COUNT(methods), middle, aa_bytes_compare(name_of(&methods[middle]), name) < 0);
    for (r.end = r.first; r.end < COUNT(methods) && aa_bytes_equal(name_of(&methods[r.end]), name);)
        r.end++;
    return r;
}

/* The same with |parameters| parameters: one or none. */
static method_range methods_with(aa_bytes name, size_t parameters)
{
    method_range r = methods_named(name);
    while (r.first < r.end && methods[r.first].parameters != parameters)
        r.first++;
    return (method_range){r.first, r.first < r.end ? r.first + 1 : r.end};
}

static bool declares(aa_platform_class c, method_range wanted)
{
    if (c >= COUNT(classes))
        return false;
    size_t at;
    size_t end = c + 1U < COUNT(classes) ? classes[c + 1].methods : COUNT(method_list);
    AA_BISECT_FROM(at, classes[c].methods, end, middle, method_list[middle] < wanted.first);
    return at < end && method_list[at] < wanted.end;
}

static aa_platform_class declarer(aa_platform_class c, method_range wanted)
{
    if (wanted.first == wanted.end)
        return NONE;
    aa_platform_class above[AA_PLATFORM_SUPERTYPES];
    size_t n = aa_platform_supertypes(c, above);
    for (size_t i = 0; i < n; i++)
        if (declares(above[i], wanted))
            return above[i];
    return NONE;
}

bool aa_platform_declares(aa_platform_class c, aa_bytes method_name)
{
    return declares(c, methods_named(method_name));
}

bool aa_platform_declares_with(aa_platform_class c, aa_bytes method_name, size_t parameters)
{
    return declares(c, methods_with(method_name, parameters));
}

aa_platform_class aa_platform_declarer(aa_platform_class c, aa_bytes method_name)
{
    return declarer(c, methods_named(method_name));
}

aa_platform_class aa_platform_declarer_with(aa_platform_class c, aa_bytes method_name, size_t parameters)
{
    return declarer(c, methods_with(method_name, parameters));
}
