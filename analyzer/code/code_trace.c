/*
 * Questions about values and places that are no arguments of a site.
 */
#include "code/code_internal.h"

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
            const aa_field_ref **slot = refs[i]->writes != 0 ? NULL : aa_vec_push(code->arena, &reads);
            if (slot != NULL)
                *slot = refs[i];
        }
    }
    *out = reads.items;
    return reads.count;
}
