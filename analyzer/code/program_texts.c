/*
 * The texts of const-strings, each once, with a mark of the pairs of bytes in it: most words can be told not
 * to be in a text by one look at its mark.
 */
#include "code/program_internal.h"

uint64_t aa_text_mark(aa_bytes text)
{
    uint64_t mark = 0;
    for (size_t i = 1; i < text.n; i++)
        mark |= UINT64_C(1) << ((text.p[i - 1] * 5U + text.p[i]) & 63);
    return mark;
}

/* Places of one text lie together. */
static size_t end_of_text(const aa_program *p, size_t at)
{
    const aa_string_ref *refs = p->string_refs;
    uint32_t unit = p->methods[refs[at].in].unit;
    size_t end = at + 1;
    while (end < p->string_ref_count && refs[end].string == refs[at].string &&
           p->methods[refs[end].in].unit == unit)
        end++;
    return end;
}

bool aa_program_list_texts(aa_program *p)
{
    const aa_string_ref *refs = p->string_refs;
    size_t count = 0;
    for (size_t i = 0; i < p->string_ref_count; i = end_of_text(p, i))
        count++;
    p->texts = aa_arena_array(p->arena, count + 1, sizeof *p->texts);
    p->text_marks = aa_arena_array(p->arena, count + 1, sizeof *p->text_marks);
    if (p->texts == NULL || p->text_marks == NULL)
        return false;
    for (size_t i = 0, end; i < p->string_ref_count; i = end) {
        end = end_of_text(p, i);
        aa_bytes text = aa_dex_text(&p->units[p->methods[refs[i].in].unit].dex, refs[i].string);
        p->text_marks[p->text_count] = aa_text_mark(text);
        p->texts[p->text_count++] = (aa_text_use){text, (uint32_t)i, (uint32_t)(end - i)};
    }
    return true;
}

/* ---- questions --------------------------------------------------------------------------------------- */

size_t aa_string_refs(const aa_program *p, const aa_string_ref **out)
{
    *out = p->string_refs;
    return p->string_ref_count;
}

size_t aa_text_uses(const aa_program *p, const aa_text_use **out, const uint64_t **marks)
{
    *out = p->texts;
    if (marks != NULL)
        *marks = p->text_marks;
    return p->text_count;
}
