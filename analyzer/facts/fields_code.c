#include "facts/fields_code.h"

/* The EditText that |site| is called on, when code makes it; NULL. */
static const aa_origin *made_by(aa_code *code, const aa_site *site, aa_origins *receivers)
{
    *receivers = aa_code_constants(code, site, 0);
    for (size_t i = 0; i < receivers->count; i++) {
        const aa_origin *o = &receivers->items[i];
        if (o->kind == AA_ORIGIN_NEW &&
            aa_type_is_platform(aa_code_base_of(code)->program, o->type, "Landroid/widget/EditText;"))
            return o;
    }
    return NULL;
}

/* The number that calls of |pattern| set on the object made at |made|. */
static bool is_set(aa_code *code, const char *pattern, const aa_origin *made, uint32_t *out)
{
    aa_sites sites = aa_code_calls(code, pattern);
    bool found = false;
    for (size_t i = 0; i < sites.count; i++) {
        aa_origins receivers;
        int64_t number = 0;
        const aa_origin *on = made_by(code, &sites.items[i], &receivers);
        if (on == NULL || on->in != made->in || on->pc != made->pc ||
            !aa_site_int(code, &sites.items[i], 1, &number))
            continue;
        *out = (uint32_t)number;
        found = true;
    }
    return found;
}

static bool is_masked(aa_code *code, const aa_origin *made)
{
    aa_sites sites = aa_code_calls(code, "Landroid/widget/TextView;->setTransformationMethod");
    for (size_t i = 0; i < sites.count; i++) {
        aa_origins receivers;
        const aa_origin *on = made_by(code, &sites.items[i], &receivers);
        if (on == NULL || on->in != made->in || on->pc != made->pc)
            continue;
        aa_origins how = aa_code_whence(code, &sites.items[i], 1);
        if (aa_origins_call(code, &how, "Landroid/text/method/PasswordTransformationMethod;->getInstance") !=
            NULL)
            return true;
    }
    return false;
}

static aa_input_field field_of(aa_code *code, const aa_origin *made, const char *hint)
{
    aa_input_field field = {.view = "EditText", .hint = hint};
    field.input_type_declared =
        is_set(code, "Landroid/widget/TextView;->setInputType", made, &field.input_type);
    is_set(code, "Landroid/widget/TextView;->setImeOptions", made, &field.ime_options);
    field.hidden_by_method = is_masked(code, made);
    return field;
}

size_t aa_fields_made(aa_code *code, const aa_field_made **out)
{
    aa_vec found = AA_VEC_INIT(aa_field_made);
    aa_sites hints = aa_code_calls(code, "Landroid/widget/TextView;->setHint");
    for (size_t i = 0; i < hints.count; i++) {
        aa_origins receivers;
        aa_bytes text;
        const aa_origin *made = made_by(code, &hints.items[i], &receivers);
        if (made == NULL || !aa_site_text(code, &hints.items[i], 1, &text))
            continue;
        const char *hint = aa_arena_strndup(aa_code_arena(code), (const char *)text.p, text.n);
        aa_field_made *slot = hint == NULL ? NULL : aa_code_push(code, &found);
        if (slot != NULL)
            *slot = (aa_field_made){hints.items[i], field_of(code, made, hint)};
    }
    *out = found.items;
    return found.count;
}
