/*
 * Checks that ask of calls what the bytes of an argument are made of: a constant, something that can be
 * guessed, or something else.
 */
#ifndef AA_CHECKS_ANDROID_MATERIALS_H
#define AA_CHECKS_ANDROID_MATERIALS_H

#include "code/use_crypto.h"
#include "engine/code_record.h"

/* The messages that each of these checks has, in this order. */
enum {
    MATERIAL_CONSTANT,    /* method, value */
    MATERIAL_PREDICTABLE, /* method, where it comes from */
    MATERIAL_OTHER,       /* method */
    MATERIAL_UNKNOWN,     /* method */
    MATERIAL_NONE
};

typedef struct material_sink {
    const char *pattern;
    size_t argument;
} material_sink;

static inline void material_judge(aa_code *code, aa_sink *sink, const aa_site *site, size_t argument,
                                  aa_severity severity)
{
    const aa_origin *what = NULL;
    const char *method = aa_code_method_name(code, site->in);
    aa_material material = aa_material_of(code, site, argument, &what);
    if (material == AA_MATERIAL_CONSTANT)
        aa_hit_origin(sink, MATERIAL_CONSTANT, severity, code, site, what,
                      AA_ARGS(method, aa_origin_redacted(code, what)));
    else if (material == AA_MATERIAL_PREDICTABLE)
        aa_hit_origin(sink, MATERIAL_PREDICTABLE, severity, code, site, what,
                      AA_ARGS(method, aa_origin_text(code, what)));
    else if (material == AA_MATERIAL_OTHER)
        aa_clear_site(sink, MATERIAL_OTHER, code, site, AA_ARGS(method));
    else
        aa_cannot_tell_site(sink, MATERIAL_UNKNOWN, code, site, AA_ARGS(method));
}

static inline void material_judge_all(const aa_check_input *in, aa_sink *sink, const material_sink *sinks,
                                      size_t count, aa_severity severity)
{
    size_t seen = 0;
    for (size_t i = 0; in->code != NULL && i < count; i++) {
        aa_sites sites = aa_code_calls(in->code, sinks[i].pattern);
        for (size_t k = 0; k < sites.count; k++)
            material_judge(in->code, sink, &sites.items[k], sinks[i].argument, severity);
        seen += sites.count;
    }
    if (in->code != NULL && seen == 0)
        aa_absent(sink, MATERIAL_NONE, AA_NO_ARGS);
}

#endif
