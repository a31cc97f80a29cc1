#include "support/sign_case.h"

#include <stdlib.h>
#include <string.h>

#define DAY_2024 19723
#define DAY_2054 30681
#define DAY_2010 14610
#define DAY_2011 14975

static const aa_limits all_limits = AA_LIMITS_INIT;

int sign_group_setup(void **state)
{
    sign_case *t = calloc(1, sizeof *t);
    assert_non_null(t);
    aa_arena *keys = aa_arena_new();
    t->rsa = as_key_new(keys, AS_RSA, "Release", DAY_2024, DAY_2054);
    t->old = as_key_new(keys, AS_RSA_1024, "Old", DAY_2010, DAY_2011);
    t->ec = as_key_new(keys, AS_EC, "Curve", DAY_2024, DAY_2054);
    t->arena = keys;
    *state = t;
    return 0;
}

int sign_group_teardown(void **state)
{
    sign_case *t = *state;
    as_key_free(&t->rsa);
    as_key_free(&t->old);
    as_key_free(&t->ec);
    aa_arena_free(t->arena);
    free(t);
    return 0;
}

int sign_case_setup(void **state)
{
    const sign_case *group = *state;
    sign_case *t = calloc(1, sizeof *t);
    assert_non_null(t);
    t->rsa = group->rsa;
    t->old = group->old;
    t->ec = group->ec;
    t->arena = aa_arena_new();
    assert_non_null(t->arena);
    t->entries[0] = zb_stored("AndroidManifest.xml", zb_text("manifest"));
    t->entries[1] = zb_stored("classes.dex", zb_noise(t->arena, 3000, 1));
    t->count = 2;
    t->request = (aa_sign_request){.min_sdk = 21,
                                   .target_sdk = 29,
                                   .target_sandbox = 1,
                                   .idsig = aa_bytes_none(),
                                   .threads = 2,
                                   .limits = &all_limits};
    *state = t;
    return 0;
}

int sign_case_teardown(void **state)
{
    sign_case *t = *state;
    aa_arena_free(t->arena);
    free(t);
    return 0;
}

void sign_case_verify_bytes(sign_case *t, aa_bytes archive)
{
    aa_notes notes;
    aa_limits limits = AA_LIMITS_INIT;
    aa_zip *zip = NULL;
    aa_notes_init(&notes, t->arena, 10);
    t->archive = archive;
    assert_int_equal(aa_zip_open(t->arena, archive, 34, &limits, &notes, &zip), AA_OK);
    t->request.zip = zip;
    assert_int_equal(aa_signature_verify(t->arena, &t->request, &t->signature), AA_OK);
}

void sign_case_verify(sign_case *t, aa_bytes block)
{
    zb_file file = ZB_FILE;
    file.before_central = block;
    sign_case_verify_bytes(t, zb_build(t->arena, t->entries, t->count, &file));
}

aa_sections sign_case_sections(sign_case *t)
{
    return as_sections(t->arena, zb_build(t->arena, t->entries, t->count, NULL));
}

aa_bytes sign_case_block(sign_case *t, uint32_t id, const as_signer *signer)
{
    aa_sections s = sign_case_sections(t);
    aa_bytes value = as_scheme_value(t->arena, as_signer_bytes(t->arena, &s, signer));
    return as_paged_block(t->arena, as_pair(t->arena, id, value));
}

const aa_sig_range *sign_case_at(const sign_case *t, int api)
{
    for (size_t i = 0; i < t->signature->range_count; i++) {
        const aa_sig_range *r = &t->signature->ranges[i];
        if (api >= r->first && api <= r->last)
            return r;
    }
    fail_msg("no range holds API %d", api);
    return NULL;
}

static void print_ranges(const sign_case *t)
{
    for (size_t i = 0; i < t->signature->range_count; i++) {
        const aa_sig_range *r = &t->signature->ranges[i];
        print_message("%d-%d %s %s %s\n", r->first, r->last, aa_sig_scheme_name(r->scheme),
                      r->accepted ? "accepted" : r->error, r->detail == NULL ? "" : r->detail);
    }
}

void assert_accepted(const sign_case *t, int first, int last, aa_sig_scheme scheme)
{
    for (int api = first; api <= last; api++) {
        const aa_sig_range *r = sign_case_at(t, api);
        if (!r->accepted || r->scheme != scheme) {
            print_ranges(t);
            fail_msg("API %d does not accept by %s", api, aa_sig_scheme_name(scheme));
        }
    }
}

void assert_refused(const sign_case *t, int first, int last, aa_sig_scheme scheme, const char *error)
{
    for (int api = first; api <= last; api++) {
        const aa_sig_range *r = sign_case_at(t, api);
        if (r->accepted || r->scheme != scheme || strcmp(r->error, error) != 0) {
            print_ranges(t);
            fail_msg("API %d does not refuse by %s with %s", api, aa_sig_scheme_name(scheme), error);
        }
    }
}
