#include "support/dex_case.h"

#include <libdeflate.h>
#include <stdlib.h>

#include "support/test.h"

#define SAMPLE TEST_SOURCE_DIR "/fixtures/dex/sample.dex"

void dex_case_begin(dex_case *t)
{
    aa_bytes file = test_read_file(SAMPLE);
    *t = (dex_case){.bytes = malloc(file.n), .n = file.n, .arena = aa_arena_new()};
    t->limits = (aa_limits)AA_LIMITS_INIT;
    assert_non_null(t->bytes);
    assert_non_null(t->arena);
    memcpy(t->bytes, file.p, file.n);
    free((void *)(uintptr_t)file.p);
    aa_notes_init(&t->notes, t->arena, 0);
}

void dex_case_end(dex_case *t)
{
    aa_arena_free(t->arena);
    free(t->bytes);
}

void dex_case_put(dex_case *t, size_t at, uint32_t value)
{
    assert_true(at + 4 <= t->n);
    for (int i = 0; i < 4; i++)
        t->bytes[at + (size_t)i] = (uint8_t)(value >> (8 * i));
}

void dex_case_sum(dex_case *t)
{
    dex_case_put(t, 8, libdeflate_adler32(1, t->bytes + 12, t->n - 12));
}

aa_err dex_case_open(dex_case *t)
{
    return aa_dex_open(aa_bytes_of(t->bytes, t->n), 0, &t->limits, &t->notes, &t->dex);
}

aa_dex_class dex_case_class(const aa_dex *dex, const char *descriptor)
{
    aa_dex_class class;
    for (uint32_t i = 0; aa_dex_class_at(dex, i, &class); i++)
        if (aa_bytes_is(aa_dex_descriptor(dex, class.type), descriptor))
            return class;
    fail_msg("no class %s", descriptor);
    return class;
}

bool dex_case_member(const aa_dex *dex, const char *name, aa_dex_member *out)
{
    aa_dex_class class = dex_case_class(dex, "Lapp/Sample;");
    aa_dex_members members = aa_dex_members_of(dex, &class);
    while (aa_dex_next_member(&members, out)) {
        aa_dex_ref ref;
        bool method = out->kind >= AA_DEX_DIRECT_METHOD;
        assert_true(method ? aa_dex_method_at(dex, out->index, &ref)
                           : aa_dex_field_at(dex, out->index, &ref));
        if (aa_bytes_is(aa_dex_text(dex, ref.name), name))
            return true;
    }
    return false;
}

aa_dex_code dex_case_code(const aa_dex *dex, const char *method)
{
    aa_dex_member member;
    aa_dex_code code;
    assert_true(dex_case_member(dex, method, &member));
    assert_true(aa_dex_code_at(dex, member.code_offset, &code));
    return code;
}
