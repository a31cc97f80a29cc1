#include "support/arsc_case.h"

#include <stdlib.h>

arsc_case arsc_case_decode_with(aa_bytes data, const aa_limits *limits)
{
    arsc_case d = {.arena = aa_arena_new()};
    assert_non_null(d.arena);
    d.notes = aa_arena_alloc(d.arena, sizeof *d.notes);
    assert_non_null(d.notes);
    aa_notes_init(d.notes, d.arena, 0);
    d.notes->member = "resources.arsc";
    d.bytes = malloc(data.n + (data.n == 0)); /* a copy without slack, so that a read past its end is seen */
    assert_non_null(d.bytes);
    memcpy(d.bytes, data.p, data.n);
    d.err = aa_arsc_parse(d.arena, aa_bytes_of(d.bytes, data.n), limits, d.notes, &d.arsc);
    return d;
}

arsc_case arsc_case_decode(aa_bytes data)
{
    aa_limits limits = AA_LIMITS_INIT;
    return arsc_case_decode_with(data, &limits);
}

void arsc_case_release(arsc_case *d)
{
    aa_arena_free(d->arena);
    free(d->bytes);
}

arsc_case arsc_case_decode_built(arsc_builder *b)
{
    aa_bytes data = arsc_finish(b);
    arsc_case d = arsc_case_decode(data);
    free((void *)(uintptr_t)data.p);
    return d;
}

bool arsc_case_has_gap(const arsc_case *d)
{
    for (size_t i = 0; i < d->notes->items.count; i++)
        if (aa_notes_at(d->notes, i)->kind == AA_NOTE_GAP)
            return true;
    return false;
}

void assert_arsc_note(const arsc_case *d, const char *code, aa_note_kind kind)
{
    for (size_t i = 0; i < d->notes->items.count; i++)
        if (strcmp(aa_notes_at(d->notes, i)->code, code) == 0) {
            assert_int_equal(aa_notes_at(d->notes, i)->kind, kind);
            return;
        }
    fail_msg("no note %s", code);
}

/* The values of |id|, of which there must be |count|. */
const aa_arsc_value *arsc_case_values_of(const arsc_case *d, uint32_t id, size_t count)
{
    const aa_arsc_value *values = NULL;
    assert_int_equal(d->err, AA_OK);
    assert_int_equal(aa_arsc_values(d->arsc, id, &values), count);
    return values;
}

size_t arsc_case_type_at(const arsc_builder *b)
{
    size_t at = 0;
    while (aa_le16(b->children.p + at) != 0x201)
        at += aa_le32(b->children.p + at + 4);
    return at;
}
