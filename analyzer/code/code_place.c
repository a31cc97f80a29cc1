/*
 * Names and lines of places.
 */
#include "code/code_internal.h"

#define MAX_NAME ((size_t)1 << 16)

aa_code_owner aa_code_owner_of(aa_code *code, aa_type_id type)
{
    const aa_type *t = aa_program_type(code->base.program, type);
    if (t == NULL)
        return AA_CODE_OWNER_UNKNOWN;
    if (type >= code->types)
        return aa_owner_of(code->owners, t->descriptor);
    if (code->owner_of[type] == 0)
        code->owner_of[type] = (uint8_t)(1 + aa_owner_of(code->owners, t->descriptor));
    return (aa_code_owner)(code->owner_of[type] - 1);
}

uint32_t aa_code_line(aa_code *code, aa_method_id method, uint32_t pc)
{
    const aa_method *m = aa_program_method(code->base.program, method);
    aa_dex_code item;
    if (m == NULL || m->code == 0)
        return 0;
    const aa_dex *dex = &aa_program_unit(code->base.program, m->unit)->dex;
    return aa_dex_code_at(dex, m->code, &item) ? aa_dex_line_of(dex, &item, pc) : 0;
}

/* A copy of |s| in the arena; releases |s|. "?" when memory is out or the name is absurdly long. */
static const char *keep(aa_code *code, aa_str *s)
{
    const char *copy = aa_str_ok(s) ? aa_arena_utf8(code->arena, aa_bytes_of(s->ptr, s->len)) : "?";
    code->failed = code->failed || copy == NULL || (s->failed && !s->too_long);
    aa_str_done(s);
    return copy != NULL ? copy : "?";
}

const char *aa_code_class_name(aa_code *code, aa_method_id method)
{
    const aa_method *m = aa_program_method(code->base.program, method);
    const aa_type *type = m == NULL ? NULL : aa_program_type(code->base.program, m->owner);
    if (type == NULL)
        return "?";
    aa_bytes name = type->descriptor;
    if (name.n > 2 && name.p[0] == 'L' && name.p[name.n - 1] == ';')
        name = aa_bytes_of(name.p + 1, name.n - 2);
    aa_str s;
    aa_str_init(&s, MAX_NAME);
    aa_mutf8_put(&s, name);
    for (size_t i = 0; aa_str_ok(&s) && i < s.len; i++)
        if (s.ptr[i] == '/')
            s.ptr[i] = '.';
    return keep(code, &s);
}

const char *aa_code_method_name(aa_code *code, aa_method_id method)
{
    const aa_program *p = code->base.program;
    const aa_method *m = aa_program_method(p, method);
    if (m == NULL)
        return "?";
    aa_str s;
    aa_str_init(&s, MAX_NAME);
    aa_mutf8_put(&s, m->name);
    aa_str_putc(&s, '(');
    size_t count = aa_method_parameter_count(p, method);
    for (size_t i = 0; i < count && i < 256; i++)
        aa_mutf8_put(&s, aa_method_parameter(p, method, i));
    aa_str_putc(&s, ')');
    aa_mutf8_put(&s, aa_method_result(p, method));
    return keep(code, &s);
}

bool aa_code_is_library(aa_code *code, aa_method_id method)
{
    const aa_method *m = aa_program_method(code->base.program, method);
    return m != NULL && aa_code_owner_of(code, m->owner) == AA_CODE_LIBRARY;
}
