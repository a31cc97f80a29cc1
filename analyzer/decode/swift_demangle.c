/*
 * Swift's mangled names: the reader, the stack of what was read, and names that begin with "_Tt".
 *
 * Sources: swift docs/ABI/Mangling.rst, docs/ABI/OldMangling.rst; the grammar as
 * lib/Demangling/Demangler.cpp reads it (words, substitutions, order of operands).
 */
#include "decode/swift_demangle.h"

#include <string.h>

/* ---- the text ---- */

int aa_swift_peek(const aa_swift_names *d)
{
    return d->pos < d->in.n ? d->in.p[d->pos] : 0;
}

int aa_swift_next(aa_swift_names *d)
{
    return d->pos < d->in.n ? d->in.p[d->pos++] : 0;
}

bool aa_swift_next_is(aa_swift_names *d, char wanted)
{
    bool is = aa_swift_peek(d) == wanted;
    d->pos += is ? 1 : 0;
    return is;
}

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static bool is_upper(int c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_lower(int c)
{
    return c >= 'a' && c <= 'z';
}

int32_t aa_swift_natural(aa_swift_names *d)
{
    int32_t value = 0;
    if (!is_digit(aa_swift_peek(d)))
        return -1;
    while (is_digit(aa_swift_peek(d))) {
        if (value > 100000)
            return -1;
        value = value * 10 + (aa_swift_next(d) - '0');
    }
    return value;
}

int32_t aa_swift_index(aa_swift_names *d)
{
    if (aa_swift_next_is(d, '_'))
        return 0;
    int32_t number = aa_swift_natural(d);
    return number < 0 || !aa_swift_next_is(d, '_') ? -1 : number + 1;
}

/* Words of identifiers can be used in later ones. A word ends at "_", at the end, and before a capital. */
static void learn_words(aa_swift_names *d, aa_bytes text)
{
    size_t start = SIZE_MAX;
    for (size_t i = 0; i <= text.n; i++) {
        int c = i < text.n ? text.p[i] : 0;
        if (start != SIZE_MAX && (c == '_' || c == 0 || (is_upper(c) && !is_upper(text.p[i - 1])))) {
            if (i - start >= 2 && d->word_count < AA_SWIFT_WORDS)
                d->words[d->word_count++] = aa_bytes_of(text.p + start, i - start);
            start = SIZE_MAX;
        }
        if (start == SIZE_MAX && c != 0 && c != '_' && !is_digit(c))
            start = i;
    }
}

static bool append(char *to, size_t *n, aa_bytes text)
{
    if (text.n >= AA_SWIFT_TEXT_MAX - *n)
        return false;
    memcpy(to + *n, text.p, text.n);
    *n += text.n;
    return true;
}

/* Letters that stand for words; the last of a run is a capital. */
static bool append_words(aa_swift_names *d, char *to, size_t *n, bool *more)
{
    while (*more && (is_lower(aa_swift_peek(d)) || is_upper(aa_swift_peek(d)))) {
        int c = aa_swift_next(d);
        size_t word = (size_t)(is_lower(c) ? c - 'a' : c - 'A');
        *more = is_lower(c);
        if (word >= d->word_count || !append(to, n, d->words[word]))
            return false;
    }
    return true;
}

bool aa_swift_identifier(aa_swift_names *d)
{
    char text[AA_SWIFT_TEXT_MAX];
    size_t n = 0;
    bool words = false;
    bool punycode = false;
    if (aa_swift_next_is(d, '0')) {
        punycode = aa_swift_next_is(d, '0');
        words = !punycode;
    }
    do {
        if (!append_words(d, text, &n, &words))
            return false;
        if (aa_swift_next_is(d, '0'))
            break;
        int32_t length = aa_swift_natural(d);
        aa_bytes part = aa_bytes_none();
        if (punycode)
            (void)aa_swift_next_is(d, '_');
        if (length <= 0 || !aa_bytes_sub(d->in, d->pos, (uint64_t)length, &part) || !append(text, &n, part))
            return false;
        if (!punycode)
            learn_words(d, part);
        d->pos += (size_t)length;
    } while (words);
    aa_swift_node node = {AA_SWIFT_IDENTIFIER, aa_arena_strndup(d->arena, text, n), false, 1};
    return node.text != NULL && aa_swift_remember(d, node) && aa_swift_push(d, node);
}

/* ---- the stack ---- */

bool aa_swift_push(aa_swift_names *d, aa_swift_node node)
{
    aa_swift_node *to = aa_vec_push(d->arena, &d->stack);
    if (to != NULL)
        *to = node;
    return to != NULL;
}

bool aa_swift_remember(aa_swift_names *d, aa_swift_node node)
{
    aa_swift_node *to = aa_vec_push(d->arena, &d->known);
    if (to != NULL)
        *to = node;
    return to != NULL;
}

static aa_swift_node top(const aa_swift_names *d)
{
    if (d->stack.count == 0)
        return (aa_swift_node){AA_SWIFT_NONE, "", false, 0};
    return ((const aa_swift_node *)d->stack.items)[d->stack.count - 1];
}

aa_swift_node aa_swift_pop(aa_swift_names *d, aa_swift_kind kind)
{
    aa_swift_node node = top(d);
    if (node.kind != kind || kind == AA_SWIFT_NONE)
        return (aa_swift_node){AA_SWIFT_NONE, "", false, 0};
    d->stack.count--;
    return node;
}

static bool pop_any(aa_swift_names *d, const aa_swift_kind *kinds, size_t count, aa_swift_node *out)
{
    *out = top(d);
    for (size_t i = 0; i < count; i++) {
        if (out->kind == kinds[i]) {
            d->stack.count--;
            return true;
        }
    }
    return false;
}

bool aa_swift_pop_type(aa_swift_names *d, aa_swift_node *out)
{
    static const aa_swift_kind kinds[] = {AA_SWIFT_TYPE, AA_SWIFT_PROTOCOL};
    return pop_any(d, kinds, 2, out);
}

bool aa_swift_pop_name(aa_swift_names *d, aa_swift_node *out)
{
    static const aa_swift_kind kinds[] = {AA_SWIFT_IDENTIFIER, AA_SWIFT_OPERATOR, AA_SWIFT_PRIVATE};
    return pop_any(d, kinds, 3, out);
}

bool aa_swift_pop_context(aa_swift_names *d, aa_swift_node *out)
{
    static const aa_swift_kind kinds[] = {AA_SWIFT_IDENTIFIER, AA_SWIFT_MODULE,  AA_SWIFT_TYPE,
                                          AA_SWIFT_PROTOCOL,   AA_SWIFT_CONTEXT, AA_SWIFT_ENTITY};
    return pop_any(d, kinds, 6, out) && out->text[0] != '\0';
}

const char *aa_swift_join(aa_swift_names *d, const char *a, const char *b)
{
    if (strlen(a) + strlen(b) + 1 >= AA_SWIFT_TEXT_MAX)
        return NULL;
    return aa_arena_printf(d->arena, "%s.%s", a, b);
}

bool aa_swift_pop_protocol(aa_swift_names *d, aa_swift_node *out)
{
    aa_swift_node name;
    aa_swift_node context;
    if (aa_swift_pop_type(d, out))
        return out->kind == AA_SWIFT_PROTOCOL;
    if (!aa_swift_pop_name(d, &name) || !aa_swift_pop_context(d, &context))
        return false;
    *out = (aa_swift_node){AA_SWIFT_PROTOCOL, aa_swift_join(d, context.text, name.text), false, 1};
    return out->text != NULL;
}

bool aa_swift_push_type(aa_swift_names *d, const char *text, bool remember)
{
    aa_swift_node node = {AA_SWIFT_TYPE, text, false, 1};
    return (!remember || aa_swift_remember(d, node)) && aa_swift_push(d, node);
}

/* ---- substitutions ---- */

static bool push_known(aa_swift_names *d, size_t index, int32_t repeat)
{
    if (index >= d->known.count || repeat > AA_SWIFT_REPEAT_MAX)
        return false;
    do {
        if (!aa_swift_push(d, ((const aa_swift_node *)d->known.items)[index]))
            return false;
    } while (--repeat > 0);
    return true;
}

static bool substitutions(aa_swift_names *d)
{
    int32_t repeat = -1;
    for (;;) {
        int c = aa_swift_next(d);
        if (is_lower(c)) {
            if (!push_known(d, (size_t)(c - 'a'), repeat))
                return false;
            repeat = -1;
        } else if (is_upper(c)) {
            return push_known(d, (size_t)(c - 'A'), repeat);
        } else if (c == '_') {
            return push_known(d, (size_t)(repeat + 27), 1);
        } else if (is_digit(c)) {
            d->pos--;
            repeat = aa_swift_natural(d);
            if (repeat < 0)
                return false;
        } else {
            return false;
        }
    }
}

/* ---- a whole name ---- */

static bool operators(aa_swift_names *d)
{
    while (d->pos < d->in.n) {
        int c = aa_swift_peek(d);
        bool known = false;
        if (c == '.')
            return true; /* what optimizers append */
        if (is_digit(c)) {
            if (!aa_swift_identifier(d))
                return false;
            continue;
        }
        d->pos++;
        if (c == 'A') {
            if (!substitutions(d))
                return false;
            continue;
        }
        bool ok = aa_swift_type_operator(d, c, &known);
        if (!known)
            ok = aa_swift_entity_operator(d, c, &known);
        if (!known)
            ok = aa_swift_generic_operator(d, c, &known);
        if (!known || !ok)
            return false;
    }
    return true;
}

/* "_TtC6Module5Class", "_TtCC6Module5Outer5Inner": classes that Objective-C sees. */
static const char *old_class(aa_arena *arena, aa_bytes name)
{
    aa_swift_names d = {.arena = arena,
                        .in = name,
                        .pos = 3,
                        .stack = AA_VEC_INIT(aa_swift_node),
                        .known = AA_VEC_INIT(aa_swift_node)};
    size_t levels = 0;
    const char *text = NULL;
    while (strchr("CVOP", aa_swift_peek(&d)) != NULL && aa_swift_peek(&d) != 0) {
        d.pos++;
        levels++;
    }
    if (levels == 0)
        return NULL;
    if (aa_swift_next_is(&d, 's'))
        text = "Swift";
    while (d.pos < name.n && aa_swift_peek(&d) != '_') {
        bool hidden = aa_swift_next_is(&d, 'P'); /* of one file: the file's mark comes first */
        if (!is_digit(aa_swift_peek(&d)) || !aa_swift_identifier(&d))
            return NULL;
        const char *part = aa_swift_pop(&d, AA_SWIFT_IDENTIFIER).text;
        if (hidden)
            continue;
        text = text == NULL ? part : aa_swift_join(&d, text, part);
        if (text == NULL)
            return NULL;
    }
    return text;
}

const char *aa_swift_demangle(aa_arena *arena, aa_bytes mangled)
{
    static const char *const prefixes[] = {"_$s", "$s", "_$S", "$S", "__T0", "_T0"};
    aa_swift_names d = {
        .arena = arena, .stack = AA_VEC_INIT(aa_swift_node), .known = AA_VEC_INIT(aa_swift_node)};
    aa_bytes name = mangled;
    if (name.n == 0 || name.n > AA_SWIFT_NAME_MAX)
        return NULL;
    if (name.n > 4 && memcmp(name.p, "_Tt", 3) == 0)
        return old_class(arena, name);
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0] && d.pos == 0; i++) {
        size_t n = strlen(prefixes[i]);
        if (name.n > n && memcmp(name.p, prefixes[i], n) == 0) {
            d.pos = n;
            d.old_functions = i >= 4;
        }
    }
    d.in = name;
    if (d.pos == 0 || !operators(&d))
        return NULL;
    aa_swift_node result = top(&d);
    bool whole =
        d.stack.count == 1 &&
        (result.kind == AA_SWIFT_ENTITY || result.kind == AA_SWIFT_TYPE || result.kind == AA_SWIFT_PROTOCOL ||
         result.kind == AA_SWIFT_CONFORMANCE || result.kind == AA_SWIFT_MODULE);
    return whole && result.text[0] != '\0' ? result.text : NULL;
}
