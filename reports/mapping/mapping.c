#include "reports/mapping/mapping.h"

#include <stdlib.h>

#include "base/str.h"
#include "base/vec.h"

#define NAME_BYTES ((size_t)1 << 20)

/* One method line. Where several follow each other for one range, the first is innermost, the last was
 * compiled. */
typedef struct method {
    aa_bytes shrunk;                   /* "a" */
    aa_bytes result, name, parameters; /* "void", "seal" or "com.example.Bar.seal", "byte[],int" */
    uint32_t from, to;                 /* lines after shrinking; 0: any */
    uint32_t source_from, source_to;   /* lines of the source; 0: as they are */
} method;

typedef struct class_names {
    aa_bytes shrunk, original;
    size_t first, count; /* of its methods */
} class_names;

struct aa_mapping {
    class_names *classes; /* by |shrunk| */
    size_t class_count;
    method *methods;
};

/* ---- reading
 * ---------------------------------------------------------------------------------------------------- */

static aa_bytes trim(aa_bytes b)
{
    while (b.n > 0 && (b.p[0] == ' ' || b.p[0] == '\t'))
        b = aa_bytes_from(b, 1);
    while (b.n > 0 && (b.p[b.n - 1] == ' ' || b.p[b.n - 1] == '\t' || b.p[b.n - 1] == '\r'))
        b.n--;
    return b;
}

/* Takes the part of |*rest| before |stop|, which is skipped; false when there is no |stop|. */
static bool cut(aa_bytes *rest, const char *stop, aa_bytes *part)
{
    size_t len = strlen(stop);
    for (size_t i = 0; i + len <= rest->n; i++) {
        if (memcmp(rest->p + i, stop, len) == 0) {
            *part = (aa_bytes){rest->p, i};
            *rest = aa_bytes_from(*rest, i + len);
            return true;
        }
    }
    return false;
}

/* Digits at the beginning of |*rest|, which are skipped; a number that does not fit is UINT32_MAX. */
static bool take_number(aa_bytes *rest, uint32_t *out)
{
    uint64_t value = 0;
    size_t i = 0;
    for (; i < rest->n && rest->p[i] >= '0' && rest->p[i] <= '9'; i++)
        value = value > UINT32_MAX ? value : value * 10 + (uint64_t)(rest->p[i] - '0');
    if (i == 0)
        return false;
    *rest = aa_bytes_from(*rest, i);
    *out = value > UINT32_MAX ? UINT32_MAX : (uint32_t)value;
    return true;
}

static bool take_char(aa_bytes *rest, char c)
{
    if (rest->n == 0 || rest->p[0] != (uint8_t)c)
        return false;
    *rest = aa_bytes_from(*rest, 1);
    return true;
}

/* "1:5:void seal(byte[],int):10:14 -> a"; false for fields and what is not understood. */
static bool read_method(aa_bytes line, method *out)
{
    *out = (method){.from = 0};
    if (take_number(&line, &out->from) &&
        !(take_char(&line, ':') && take_number(&line, &out->to) && take_char(&line, ':')))
        return false;
    if (!cut(&line, " ", &out->result) || !cut(&line, "(", &out->name) || !cut(&line, ")", &out->parameters))
        return false;
    if (take_char(&line, ':') && take_number(&line, &out->source_from)) {
        out->source_to = out->source_from;
        if (take_char(&line, ':') && !take_number(&line, &out->source_to))
            return false;
    }
    aa_bytes none = aa_bytes_none();
    if (!cut(&line, "-> ", &none) || trim(none).n > 0)
        return false;
    out->shrunk = trim(line);
    return out->shrunk.n > 0;
}

static bool read_class(aa_bytes line, class_names *out)
{
    line = trim(line);
    if (line.n == 0 || line.p[line.n - 1] != ':')
        return false;
    line.n--;
    if (!cut(&line, " -> ", &out->original))
        return false;
    out->shrunk = trim(line);
    return out->original.n > 0 && out->shrunk.n > 0;
}

static int by_shrunk(const void *a, const void *b)
{
    return aa_bytes_compare(((const class_names *)a)->shrunk, ((const class_names *)b)->shrunk);
}

static aa_err read_lines(aa_arena *arena, aa_bytes text, aa_vec *classes, aa_vec *methods)
{
    while (text.n > 0) {
        aa_bytes line = text;
        if (!cut(&text, "\n", &line))
            text = aa_bytes_none();
        bool member = line.n > 0 && (line.p[0] == ' ' || line.p[0] == '\t');
        aa_bytes body = trim(line);
        class_names names = {.first = methods->count};
        method read;
        if (body.n == 0 || body.p[0] == '#')
            continue;
        if (!member && read_class(body, &names)) {
            class_names *slot = aa_vec_push(arena, classes);
            if (slot == NULL)
                return AA_E_NOMEM;
            *slot = names;
        } else if (member && classes->count > 0 && read_method(body, &read)) {
            method *slot = aa_vec_push(arena, methods);
            if (slot == NULL)
                return AA_E_NOMEM;
            *slot = read;
            ((class_names *)classes->items)[classes->count - 1].count++;
        }
    }
    return classes->count == 0 ? AA_E_FORMAT : AA_OK;
}

aa_err aa_mapping_parse(aa_arena *arena, aa_bytes text, aa_mapping **out)
{
    aa_vec classes = AA_VEC_INIT(class_names);
    aa_vec methods = AA_VEC_INIT(method);
    aa_mapping *mapping = aa_arena_alloc(arena, sizeof *mapping);
    if (mapping == NULL)
        return AA_E_NOMEM;
    aa_err err = read_lines(arena, text, &classes, &methods);
    if (err != AA_OK)
        return err;
    if (classes.count > 1)
        qsort(classes.items, classes.count, sizeof(class_names), by_shrunk);
    *mapping = (aa_mapping){classes.items, classes.count, methods.items};
    *out = mapping;
    return AA_OK;
}

/* ---- names
 * ------------------------------------------------------------------------------------------------------ */

static const class_names *find_class(const aa_mapping *mapping, aa_bytes shrunk)
{
    const class_names key = {.shrunk = shrunk};
    return bsearch(&key, mapping->classes, mapping->class_count, sizeof key, by_shrunk);
}

/* Appends the descriptor of a type as Java writes it: "byte[]" is "[B", "a.B" is "La/B;". */
static void put_type(aa_str *s, aa_bytes type)
{
    static const struct {
        const char *name;
        char letter;
    } primitives[] = {{"void", 'V'}, {"boolean", 'Z'}, {"byte", 'B'},  {"short", 'S'}, {"char", 'C'},
                      {"int", 'I'},  {"long", 'J'},    {"float", 'F'}, {"double", 'D'}};

    type = trim(type);
    while (type.n > 2 && type.p[type.n - 1] == ']' && type.p[type.n - 2] == '[') {
        aa_str_putc(s, '[');
        type.n -= 2;
    }
    for (size_t i = 0; i < sizeof primitives / sizeof primitives[0]; i++) {
        if (aa_bytes_is(type, primitives[i].name)) {
            aa_str_putc(s, primitives[i].letter);
            return;
        }
    }
    aa_str_putc(s, 'L');
    for (size_t i = 0; i < type.n; i++)
        aa_str_putc(s, type.p[i] == '.' ? '/' : (char)type.p[i]);
    aa_str_putc(s, ';');
}

/* Appends the descriptor of |m|: "([BI)V". */
static void put_descriptor(aa_str *s, const method *m)
{
    aa_bytes rest = m->parameters;
    aa_bytes type = aa_bytes_none();
    aa_str_putc(s, '(');
    while (cut(&rest, ",", &type))
        put_type(s, type);
    if (trim(rest).n > 0)
        put_type(s, rest);
    aa_str_putc(s, ')');
    put_type(s, m->result);
}

/* Appends |descriptor| with its classes as they were in the sources. */
static void put_restored(aa_str *s, const aa_mapping *mapping, const char *descriptor)
{
    while (*descriptor != '\0') {
        size_t len = *descriptor == 'L' ? strcspn(descriptor, ";") : 0;
        if (len < 2 || descriptor[len] != ';') {
            aa_str_putc(s, *descriptor++);
            continue;
        }
        aa_str dotted;
        aa_str_init(&dotted, NAME_BYTES);
        for (size_t i = 1; i < len; i++)
            aa_str_putc(&dotted, descriptor[i] == '/' ? '.' : descriptor[i]);
        const class_names *names = find_class(mapping, aa_bytes_of(dotted.ptr, dotted.len));
        put_type(s, names == NULL ? aa_bytes_of(dotted.ptr, dotted.len) : names->original);
        aa_str_done(&dotted);
        descriptor += len + 1;
    }
}

static bool same_range(const method *a, const method *b)
{
    return a->from == b->from && a->to == b->to && aa_bytes_equal(a->shrunk, b->shrunk) && a->from != 0;
}

/* True when |m| compiles to a method of that descriptor, which is in terms of the sources. */
static bool has_descriptor(const method *m, const aa_str *descriptor)
{
    aa_str own;
    aa_str_init(&own, NAME_BYTES);
    put_descriptor(&own, m);
    bool same = aa_str_ok(&own) && strcmp(own.ptr, descriptor->ptr) == 0;
    aa_str_done(&own);
    return same;
}

/*
 * The line of the mapping that |line| of the method is of: of a range that holds it the innermost, else any
 * of the method. NULL when there is none.
 */
static const method *find_method(const aa_mapping *mapping, const class_names *names, aa_bytes shrunk,
                                 const aa_str *descriptor, uint32_t line, bool *exact_out)
{
    const method *any = NULL;
    *exact_out = false;
    for (size_t i = names->first; i < names->first + names->count; i++) {
        const method *inner = &mapping->methods[i];
        while (i + 1 < names->first + names->count &&
               same_range(&mapping->methods[i], &mapping->methods[i + 1]))
            i++;
        const method *outer = &mapping->methods[i];
        if (!aa_bytes_equal(outer->shrunk, shrunk) || !has_descriptor(outer, descriptor))
            continue;
        if (line > 0 && line >= outer->from && line <= outer->to) {
            *exact_out = true;
            return inner;
        }
        any = any == NULL ? outer : any;
    }
    return any;
}

static uint32_t source_line(const method *m, uint32_t line)
{
    if (m->source_from == 0 || line < m->from)
        return line;
    uint64_t moved = (uint64_t)m->source_from + (line - m->from);
    return moved > m->source_to ? m->source_to : (uint32_t)moved;
}

static const char *take(aa_arena *arena, aa_str *s)
{
    const char *text = aa_str_ok(s) ? aa_arena_strndup(arena, s->ptr, s->len) : NULL;
    aa_str_done(s);
    return text;
}

/* "com.example.Bar.seal" names a method of another class. */
static bool name_method(aa_arena *arena, const method *m, aa_code_name *out)
{
    size_t dot = m->name.n;
    while (dot > 0 && m->name.p[dot - 1] != '.')
        dot--;
    if (dot > 1)
        out->class_name = aa_arena_strndup(arena, (const char *)m->name.p, dot - 1);
    aa_str text;
    aa_str_init(&text, NAME_BYTES);
    aa_str_putn(&text, (const char *)m->name.p + dot, m->name.n - dot);
    put_descriptor(&text, m);
    out->method = take(arena, &text);
    return out->method != NULL && out->class_name != NULL;
}

bool aa_mapping_restore(aa_arena *arena, const aa_mapping *mapping, const aa_code_name *name,
                        aa_code_name *out)
{
    *out = *name;
    const class_names *names = find_class(mapping, aa_bytes_of(name->class_name, strlen(name->class_name)));
    if (names == NULL)
        return true;
    out->class_name = aa_arena_strndup(arena, (const char *)names->original.p, names->original.n);
    const char *open = name->method == NULL ? NULL : strchr(name->method, '(');
    if (open == NULL)
        return out->class_name != NULL;
    aa_str descriptor;
    bool exact = false;
    aa_str_init(&descriptor, NAME_BYTES);
    put_restored(&descriptor, mapping, open);
    aa_bytes shrunk = aa_bytes_of(name->method, (size_t)(open - name->method));
    const method *m = find_method(mapping, names, shrunk, &descriptor, name->line, &exact);
    bool ok = out->class_name != NULL && aa_str_ok(&descriptor);
    if (ok && m != NULL) {
        ok = name_method(arena, m, out);
        out->line = exact ? source_line(m, name->line) : name->line;
    } else if (ok) {
        out->method = aa_arena_printf(arena, "%.*s%s", (int)shrunk.n, (const char *)shrunk.p, descriptor.ptr);
        ok = out->method != NULL;
    }
    aa_str_done(&descriptor);
    return ok;
}
