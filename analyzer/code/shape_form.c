/*
 * Prototypes against forms, and looking around in one class.
 */
#include "code/shape_internal.h"

#define ACC_STATIC 0x0008U

bool aa_shape_is_defined(const aa_program *p, aa_type_id type)
{
    const aa_type *t = type == AA_NO_ID ? NULL : aa_program_type(p, type);
    return t != NULL && t->unit != AA_NO_ID;
}

aa_type_id aa_shape_class(const aa_program *p, const char *descriptor)
{
    aa_type_id type = aa_program_find_type(p, aa_bytes_of(descriptor, strlen(descriptor)));
    return aa_shape_is_defined(p, type) ? type : AA_NO_ID;
}

/* Length of the descriptor that |form| begins with; 0: none. */
static size_t descriptor_length(const char *form)
{
    size_t n = strspn(form, "[");
    if (form[n] == 'L') {
        const char *end = strchr(form + n, ';');
        return end != NULL ? (size_t)(end - form) + 1 : 0;
    }
    return form[n] != '\0' && strchr("VZBSCIJFD", form[n]) != NULL ? n + 1 : 0;
}

static bool is_class(const aa_program *p, aa_bytes descriptor, aa_type_id id)
{
    const aa_type *type = id == AA_NO_ID ? NULL : aa_program_type(p, id);
    return type != NULL && aa_bytes_equal(type->descriptor, descriptor);
}

/* |descriptor| is what stands at |*form|, which moves on. */
static bool fits_one(const aa_program *p, const aa_method *method, aa_bytes descriptor, aa_type_id bound,
                     const char **form)
{
    char sign = **form;
    size_t n = descriptor_length(*form);
    *form += n > 0 ? n : 1;
    switch (sign) {
    case '*':
        return true;
    case '@':
        return is_class(p, descriptor, method->owner);
    case '$':
        return is_class(p, descriptor, bound);
    case '#':
        return descriptor.n > 0 && descriptor.p[0] == 'L' &&
               aa_shape_is_defined(p, aa_program_find_type(p, descriptor));
    case '~':
        return aa_bytes_is(descriptor, "V") || is_class(p, descriptor, method->owner);
    default:
        return n > 0 && descriptor.n == n && memcmp(descriptor.p, *form - n, n) == 0;
    }
}

bool aa_shape_fits(const aa_program *p, aa_method_id id, const char *form, aa_type_id bound)
{
    const aa_method *method = aa_program_method(p, id);
    if (method == NULL ||
        ((*form == 's' || *form == 'i') && ((method->flags & ACC_STATIC) != 0) != (*form == 's')))
        return false;
    form += *form == '(' ? 1 : 2;
    size_t count = aa_method_parameter_count(p, id);
    size_t i = 0;
    while (*form != ')' && *form != '.') {
        if (i >= count || !fits_one(p, method, aa_method_parameter(p, id, i), bound, &form))
            return false;
        i++;
    }
    if (*form == '.')
        form++;
    else if (i != count)
        return false;
    form++;
    return fits_one(p, method, aa_method_result(p, id), bound, &form);
}

bool aa_shape_spend(aa_shape_search *s, uint64_t steps)
{
    s->work = s->work > steps ? s->work - steps : 0;
    return s->work > 0;
}

aa_method_id aa_shape_next(aa_shape_search *s, aa_type_id type, const char *form, aa_type_id bound, bool news,
                           aa_method_id from)
{
    const aa_type *t = aa_program_type(s->p, type);
    if (t == NULL || t->method_count == 0)
        return AA_NO_ID;
    aa_method_id end = t->first_method + t->method_count;
    for (aa_method_id m = from == AA_NO_ID ? t->first_method : from + 1; m < end && aa_shape_spend(s, 1);
         m++) {
        aa_bytes name = aa_program_method(s->p, m)->name;
        bool special = name.n > 0 && name.p[0] == '<';
        if (special == news && (!news || aa_bytes_is(name, "<init>")) && aa_shape_fits(s->p, m, form, bound))
            return m;
    }
    return AA_NO_ID;
}

aa_type_id aa_shape_parameter(const aa_program *p, aa_method_id method, size_t i)
{
    aa_type_id type = aa_program_find_type(p, aa_method_parameter(p, method, i));
    return aa_shape_is_defined(p, type) ? type : AA_NO_ID;
}

aa_field_id aa_shape_field_of(const aa_program *p, aa_type_id type, aa_type_id of)
{
    const aa_type *t = aa_program_type(p, type);
    if (t == NULL || of == AA_NO_ID)
        return AA_NO_ID;
    for (uint32_t i = 0; i < t->field_count; i++) {
        const aa_field *field = aa_program_field(p, t->first_field + i);
        if (field->type == of && (field->flags & ACC_STATIC) == 0)
            return t->first_field + i;
    }
    return AA_NO_ID;
}

aa_field_id aa_shape_field(const aa_program *p, aa_type_id type, const char *of)
{
    return aa_shape_field_of(p, type, aa_program_find_type(p, aa_bytes_of(of, strlen(of))));
}

void aa_shape_add(aa_shape_search *s, const aa_shape *shape)
{
    aa_shape *room = aa_vec_push(s->arena, &s->found);
    if (room == NULL)
        s->failed = true;
    else
        *room = *shape;
}

bool aa_shape_add_forms(aa_shape_search *s, const aa_shape *like, const char *form, aa_type_id bound)
{
    bool any = false;
    bool news = like->part == AA_PART_NEW;
    aa_method_id m = AA_NO_ID;
    while ((m = aa_shape_next(s, like->type, form, bound, news, m)) != AA_NO_ID) {
        aa_shape shape = *like;
        shape.method = m;
        aa_shape_add(s, &shape);
        any = true;
    }
    return any;
}
