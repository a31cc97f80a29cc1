/*
 * Classes that texts name, for Class.forName() and its like.
 */
#include "code/reach_internal.h"

#include <stdlib.h>

#define MAX_NAME 512

/* "app.Main", "app/Main" or "Lapp/Main;" as a descriptor. False: it is none of these. */
static bool descriptor_of(aa_bytes text, char *out, size_t *n)
{
    bool whole = text.n > 2 && text.p[0] == 'L' && text.p[text.n - 1] == ';';
    if (whole)
        text = aa_bytes_of(text.p + 1, text.n - 2);
    if (text.n < 3 || text.n > MAX_NAME)
        return false;
    bool parts = false;
    out[0] = 'L';
    for (size_t i = 0; i < text.n; i++) {
        uint8_t c = text.p[i];
        bool separator = c == '.' || c == '/';
        if (c <= ' ' || c == ';' || c == ':' || c == '(' || c == '[' || (separator && i == 0))
            return false;
        parts = parts || separator;
        out[i + 1] = separator ? '/' : (char)c;
    }
    out[text.n + 1] = ';';
    *n = text.n + 2;
    return parts;
}

static aa_type_id type_named(const aa_program *p, size_t types, aa_bytes text)
{
    char name[MAX_NAME + 2];
    size_t n = 0;
    aa_type_id type =
        descriptor_of(text, name, &n) ? aa_program_find_type(p, aa_bytes_of(name, n)) : AA_NO_ID;
    return type < types ? type : AA_NO_ID;
}

static int by_method(const void *a, const void *b)
{
    const aa_named_type *x = a;
    const aa_named_type *y = b;
    if (x->in != y->in)
        return x->in < y->in ? -1 : 1;
    return x->type < y->type ? -1 : x->type > y->type;
}

bool aa_reach_named_types(const aa_program *p, aa_arena *arena, const aa_named_type **out, size_t *count)
{
    size_t types = 0;
    aa_program_type_count(p, &types);
    const aa_string_ref *refs = NULL;
    const aa_text_use *texts = NULL;
    aa_string_refs(p, &refs);
    size_t text_count = aa_text_uses(p, &texts, NULL);
    aa_vec found = AA_VEC_INIT(aa_named_type);
    for (size_t i = 0; i < text_count; i++) {
        aa_type_id type = type_named(p, types, texts[i].text);
        for (uint32_t k = 0; type != AA_NO_ID && k < texts[i].count; k++) {
            aa_named_type *slot = aa_vec_push(arena, &found);
            if (slot == NULL)
                return false;
            *slot = (aa_named_type){.in = refs[texts[i].first + k].in, .type = type};
        }
    }
    if (found.count > 1)
        qsort(found.items, found.count, sizeof(aa_named_type), by_method);
    *out = found.items;
    *count = found.count;
    return true;
}
