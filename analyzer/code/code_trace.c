/*
 * Questions about values and places that are no arguments of a site, and memory for answers.
 */
#include <stdarg.h>

#include "code/code_internal.h"

/* ---- memory
 * ------------------------------------------------------------------------------------------------ */

void *aa_code_push(aa_code *code, aa_vec *vec)
{
    void *slot = aa_vec_push(code->arena, vec);
    code->failed = code->failed || slot == NULL;
    return slot;
}

void *aa_code_array(aa_code *code, size_t count, size_t size)
{
    void *items = aa_arena_array(code->arena, count, size);
    code->failed = code->failed || items == NULL;
    return items;
}

char *aa_code_printf(aa_code *code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = aa_arena_vprintf(code->arena, format, args);
    va_end(args);
    code->failed = code->failed || text == NULL;
    return text;
}

char *aa_code_utf8(aa_code *code, aa_bytes raw)
{
    char *text = aa_arena_utf8(code->arena, raw);
    code->failed = code->failed || text == NULL;
    return text;
}

/* ---- questions
 * --------------------------------------------------------------------------------------------- */

aa_origins aa_code_trace(aa_code *code, aa_method_id method, uint32_t pc, aa_value value,
                         const aa_trace_options *options)
{
    return aa_trace(code->tracer, method, pc, value, options);
}

aa_origins aa_code_argument(aa_code *code, aa_method_id method, uint32_t pc, size_t argument)
{
    return aa_trace_argument(code->tracer, method, pc, argument, NULL);
}

aa_sites aa_code_calls_to(aa_code *code, aa_method_id method)
{
    aa_sites sites = {NULL, 0};
    aa_str pattern;
    aa_str_init(&pattern, 1 << 16);
    aa_method_put(code->base.program, method, &pattern);
    if (aa_str_ok(&pattern))
        sites = aa_code_calls(code, pattern.ptr);
    else
        code->failed = true;
    aa_str_done(&pattern);
    return sites;
}

size_t aa_code_reads(aa_code *code, const char *owner, const char *name, const aa_field_ref *const **out)
{
    const aa_program *p = code->base.program;
    aa_type_id type = aa_program_find_type(p, aa_bytes_of(owner, strlen(owner)));
    size_t count = type == AA_NO_ID ? 0 : aa_program_field_count(p, NULL);
    aa_vec reads = AA_VEC_INIT(const aa_field_ref *);
    for (aa_field_id f = 0; f < count; f++) {
        const aa_field *field = aa_program_field(p, f);
        if (field->owner != type || !aa_bytes_is(field->name, name))
            continue;
        const aa_field_ref *const *refs = NULL;
        size_t ref_count = aa_field_refs(p, f, &refs);
        for (size_t i = 0; i < ref_count; i++) {
            const aa_field_ref **slot = refs[i]->writes != 0 ? NULL : aa_code_push(code, &reads);
            if (slot != NULL)
                *slot = refs[i];
        }
    }
    *out = reads.items;
    return reads.count;
}
