/* Code signatures: what fits, what was changed, and what is no signature at all. */
#include "support/codesign_case.h"
#include "support/fail_alloc.h"
#include "support/test.h"

#define PAGE 4096U

static const aa_code_directory *best(const codesign_case *t)
{
    assert_true(t->signature.best < t->signature.directory_count);
    return &t->signature.directories[t->signature.best];
}

static void a_good_signature_is_read_in_full(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "good");
    codesign_case_verify(t);
    const aa_code_directory *d = best(t);
    assert_string_equal(codesign_case_issues(t), "");
    assert_string_equal(d->identifier, "org.example.app");
    assert_string_equal(d->team, "TEAM123456");
    assert_int_equal(d->version, 0x20400);
    assert_int_equal(d->hash_type, AA_CS_SHA256);
    assert_int_equal(d->page_size, PAGE);
    assert_int_equal(d->code_limit, t->found.offset);
    assert_int_equal(d->page_count, (t->found.offset + PAGE - 1) / PAGE);
    assert_int_equal(d->exec_flags, 0x11); /* main binary, and unsigned code allowed for the debugger */
    assert_int_equal(d->bad_pages, 0);
    assert_int_equal(strlen(d->cdhash), 40);
    assert_string_equal(t->signature.designated,
                        "(identifier \"org.example.app\" and anchor apple generic) and "
                        "certificate leaf[subject.OU] = \"TEAM123456\"");
    assert_int_equal(t->signature.entitlements_same, AA_CS_SAME);
    assert_true(aa_plist_is(
        &t->signature.entitlements,
        aa_plist_get(&t->signature.entitlements, t->signature.entitlements.root, "application-identifier"),
        "TEAM123456.org.example.app"));
    static const aa_cs_slot_state states[AA_CS_SLOTS] = {AA_CS_SLOT_MATCH, AA_CS_SLOT_MATCH, AA_CS_SLOT_MATCH,
                                                         AA_CS_SLOT_EMPTY, AA_CS_SLOT_MATCH, AA_CS_SLOT_EMPTY,
                                                         AA_CS_SLOT_MATCH};
    for (size_t i = 0; i < AA_CS_SLOTS; i++)
        assert_int_equal(d->slots[i].state, states[i]);
}

static void the_signer_is_verified_and_its_chain_followed(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "agile");
    codesign_case_verify(t);
    const aa_cms *cms = t->signature.cms;
    assert_non_null(cms);
    assert_null(cms->error);
    assert_int_equal(cms->chain_end, AA_CHAIN_OTHER); /* a root of our own */
    assert_int_equal(cms->chain_count, 3);
    assert_int_equal(cms->role, AA_ROLE_DEVELOPMENT);
    assert_string_equal(cms->team, "TEAM123456");
    assert_string_equal(cms->digest, "SHA256");
    assert_false(cms->weak_digest);
    assert_non_null(cms->signing_time);
    assert_int_equal(cms->agility_count, 2);
    assert_true(cms->has_agility);
}

/* The page of every byte of the first three pages and of the last, short one. */
static void a_changed_byte_names_its_page(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "good");
    codesign_case_verify(t);
    const aa_cs_blob *blob = cs_blob(&t->signature, 0);
    size_t limit = (size_t)best(t)->code_limit;
    for (size_t i = 0; i < limit; i += i < 3 * PAGE || i >= limit - 64 ? 13 : 1021) {
        aa_code_directory d;
        cs_build b = {.arena = t->arena,
                      .request = &t->request,
                      .out = &t->signature,
                      .issues = AA_VEC_INIT(aa_cs_issue)};
        t->program[i] ^= 0x10;
        assert_int_equal(cs_directory_read(t->arena, blob, &d), AA_OK);
        cs_directory_check(&b, &d, true);
        assert_int_equal(d.bad_pages, 1);
        assert_int_equal(d.bad_page[0], i / PAGE);
        assert_int_equal(b.issues.count, 1);
        assert_string_equal(((const aa_cs_issue *)b.issues.items)->code, "codesign.page_changed");
        t->program[i] ^= 0x10;
    }
}

static void what_lies_beside_the_code_is_compared(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "good");
    codesign_case_write(t, "Info.plist", "<plist/>");
    codesign_case_verify(t);
    assert_string_equal(codesign_case_issues(t), "codesign.slot_changed Info.plist, SHA-256\n");
    codesign_case_load(t, "good");
    codesign_case_write(t, "_CodeSignature/CodeResources", "<plist/>");
    codesign_case_verify(t);
    assert_string_equal(codesign_case_issues(t), "codesign.slot_changed CodeResources, SHA-256\n");
    codesign_case_remove(t, "_CodeSignature/CodeResources");
    codesign_case_verify(t);
    assert_string_equal(codesign_case_issues(t), "codesign.slot_missing CodeResources, SHA-256\n");
    t->request.resources = AA_CS_UNREADABLE;
    assert_int_equal(aa_codesign_verify(t->arena, &t->request, &t->signature), AA_OK);
    assert_string_equal(codesign_case_issues(t), "codesign.slot_unread CodeResources, SHA-256\n");
    assert_true(aa_codesign_free_of(&t->signature, AA_CS_BROKEN));
}

/* Changes the last byte of the blob of |type|. */
static void damage(codesign_case *t, uint32_t type)
{
    codesign_case_load(t, "good");
    codesign_case_verify(t);
    size_t at = codesign_case_blob(t, type);
    t->program[at + cs_blob(&t->signature, type)->bytes.n - 1] ^= 1;
    codesign_case_verify(t);
}

static void each_part_of_the_signature_is_covered(void **state)
{
    codesign_case *t = *state;
    damage(t, 2);
    assert_true(aa_codesign_has_issue(&t->signature, "codesign.slot_changed"));
    damage(t, 5);
    assert_true(aa_codesign_has_issue(&t->signature, "codesign.slot_changed"));
    damage(t, 7);
    assert_true(aa_codesign_has_issue(&t->signature, "codesign.slot_changed"));
    damage(t, 0);
    assert_true(aa_codesign_has_issue(&t->signature, "cms.content_changed"));
    assert_true(aa_codesign_has_issue(&t->signature, "codesign.page_changed")); /* the last page's own hash */
    damage(t, 0x10000);
    assert_true(aa_codesign_has_issue(&t->signature, "cms.did_not_verify"));
}

static void the_strongest_directory_counts(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "agile");
    codesign_case_verify(t);
    assert_string_equal(codesign_case_issues(t), "");
    assert_int_equal(t->signature.directory_count, 2);
    assert_int_equal(t->signature.directories[0].hash_type, AA_CS_SHA1);
    assert_int_equal(t->signature.best, 1);
    codesign_case_load(t, "sha384");
    codesign_case_verify(t);
    assert_string_equal(codesign_case_issues(t), "");
    assert_int_equal(best(t)->hash_type, AA_CS_SHA384);
    assert_int_equal(best(t)->page_size, 16384);
    codesign_case_load(t, "twice");
    codesign_case_verify(t);
    assert_string_equal(codesign_case_issues(t), "codesign.same_rank SHA-256\n");
}

/* The CMS signs the primary directory alone; the others count only when its attributes name them. */
static void a_directory_that_nobody_signed_is_told(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "unnamed");
    codesign_case_verify(t);
    assert_string_equal(codesign_case_issues(t), "codesign.directory_not_signed SHA-256\n");
    codesign_case_load(t, "agile");
    codesign_case_verify(t);
    size_t second = codesign_case_blob(t, 0x1000);
    t->program[second + 40] ^= 1; /* spare bytes: no hash in it changes, but its own does */
    codesign_case_verify(t);
    assert_string_equal(codesign_case_issues(t), "codesign.signed_directory SHA256\n"
                                                 "codesign.directory_not_signed SHA-256\n");
}

/* Signed attributes count as they were written, even where DER would have them in another order. */
static void attributes_are_hashed_as_they_stand(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "unordered");
    codesign_case_verify(t);
    assert_string_equal(codesign_case_issues(t), "");
    assert_int_equal(t->signature.cms->agility_count, 2);
    size_t cms = codesign_case_blob(t, 0x10000);
    static const uint8_t oid[] = {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x63, 0x64, 0x09, 0x02};
    while (memcmp(t->program + cms, oid, sizeof oid) != 0)
        cms++;
    t->program[cms + 40] ^= 1;
    codesign_case_verify(t);
    assert_true(aa_codesign_has_issue(&t->signature, "cms.did_not_verify"));
}

static void a_directory_that_cannot_be_used_stops_nothing(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "agile");
    codesign_case_verify(t);
    t->program[codesign_case_blob(t, 0x1000) + 39] = 0; /* pages of one byte */
    codesign_case_verify(t);
    assert_true(aa_codesign_has_issue(&t->signature, "codesign.page_size"));
    assert_int_equal(t->signature.best, 0);
    assert_int_equal(t->signature.directories[0].bad_pages, 0);
}

static void forms_without_a_signer_are_told_apart(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "adhoc");
    codesign_case_verify(t);
    assert_string_equal(codesign_case_issues(t), "");
    assert_true(t->signature.ad_hoc);
    assert_false(t->signature.linker_signed);
    assert_null(t->signature.cms);
    codesign_case_load(t, "linker");
    codesign_case_verify(t);
    assert_true(t->signature.linker_signed);
    assert_string_equal(codesign_case_issues(t), "codesign.slot_unsigned Info.plist, SHA-256\n");
    codesign_case_load(t, "unsigned");
    codesign_case_verify(t);
    assert_false(t->signature.present);
    assert_string_equal(codesign_case_issues(t), "");
}

static void entitlements_in_two_forms_must_agree(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "differ");
    codesign_case_verify(t);
    assert_string_equal(codesign_case_issues(t), "codesign.entitlements_differ keychain-access-groups/0\n");
    assert_int_equal(t->signature.entitlements_same, AA_CS_DIFFERENT);
    codesign_case_load(t, "old");
    codesign_case_verify(t);
    assert_string_equal(codesign_case_issues(t), "");
    assert_true(t->signature.has_xml);
    assert_false(t->signature.has_der);
    assert_int_equal(best(t)->version, 0x20100);
    assert_null(best(t)->team); /* that version has no place for it */
    assert_true(t->signature.cms->weak_digest);
}

static void put_u32(uint8_t *p, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        p[i] = (uint8_t)(value >> (24 - 8 * i));
}

static void numbers_of_a_broken_signature_lead_nowhere(void **state)
{
    static const struct {
        size_t at; /* into the signature; 0x1000 and up: into the code directory */
        uint32_t value;
        const char *code;
    } cases[] = {{0, 0xfade0cc1, "codesign.malformed"},
                 {4, 0x7fffffff, "codesign.malformed"},
                 {8, 0x80000000, "codesign.malformed"},
                 {8, 0, "codesign.no_directory"},
                 {16, 0xfffffff0, "codesign.blob_outside"},
                 {16, 0, "codesign.directory"}, /* itself, once more */
                 {0x1000 + 4, 0x7fffffff, "codesign.blob_outside"},
                 {0x1000 + 4, 40, "codesign.directory"},
                 {0x1000 + 8, 0x1, "codesign.version"},
                 {0x1000 + 16, 0xffffffff, "codesign.hashes_outside"},
                 {0x1000 + 20, 0xffffffff, "codesign.name_outside"},
                 {0x1000 + 24, 0xffffffff, "codesign.hashes_outside"},
                 {0x1000 + 28, 0xffffffff, "codesign.hashes_outside"},
                 {0x1000 + 28, 1, "codesign.page_unsigned"},
                 {0x1000 + 32, 64, "codesign.code_limit"},
                 {0x1000 + 32, 0xffffffff, "codesign.page_unsigned"},
                 {0x1000 + 36, 0x2009000c, "codesign.hash_type"},
                 {0x1000 + 36, 0x2002001f, "codesign.page_size"},
                 {0x1000 + 36, 0x20020000, "codesign.page_size"},
                 {0x1000 + 44, 1, "codesign.scatter"},
                 {0x1000 + 48, 0xffffff00, "codesign.name_outside"}};

    codesign_case *t = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        codesign_case_load(t, "good");
        codesign_case_verify(t);
        size_t at = cases[i].at >= 0x1000 ? codesign_case_blob(t, 0) + cases[i].at - 0x1000
                                          : (size_t)t->found.offset + cases[i].at;
        put_u32(t->program + at, cases[i].value);
        codesign_case_verify(t);
        if (!aa_codesign_has_issue(&t->signature, cases[i].code))
            fail_msg("case %zu: no %s in %s", i, cases[i].code, codesign_case_issues(t));
    }
}

/* Whatever single byte of directory, entitlements or requirements changes, the signature is not in order. */
static void no_byte_of_what_is_signed_is_free(void **state)
{
    static const uint32_t types[] = {0, 2, 5, 7};
    codesign_case *t = *state;
    codesign_case_load(t, "good");
    codesign_case_verify(t);
    for (size_t k = 0; k < sizeof types / sizeof types[0]; k++) {
        size_t from = codesign_case_blob(t, types[k]);
        size_t n = cs_blob(&t->signature, types[k])->bytes.n;
        for (size_t i = 0; i < n; i += 3) {
            t->program[from + i] ^= 0x41;
            codesign_case_verify(t);
            if (aa_codesign_free_of(&t->signature, AA_CS_BROKEN))
                fail_msg("blob 0x%x, byte %zu can be changed", (unsigned)types[k], i);
            t->program[from + i] ^= 0x41;
        }
    }
}

static void a_signature_cut_short_is_no_signature(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "good");
    codesign_case_verify(t);
    size_t whole = t->signature.blobs[t->signature.blob_count - 1].offset +
                   t->signature.blobs[t->signature.blob_count - 1].bytes.n;
    for (size_t n = 1; n < whole; n += n < 128 ? 1 : 97) {
        void *copy = aa_arena_alloc(t->arena, n); /* a block of its own: a read behind it is seen */
        memcpy(copy, t->found.bytes.p, n);
        t->request.signature = aa_bytes_of(copy, n);
        assert_int_equal(aa_codesign_verify(t->arena, &t->request, &t->signature), AA_OK);
        assert_true(aa_codesign_has_issue(&t->signature, "codesign.malformed"));
    }
}

static bool attempt(void *context)
{
    const codesign_case *t = context;
    aa_codesign out;
    aa_arena *arena = aa_arena_new();
    bool done = arena != NULL && aa_codesign_verify(arena, &t->request, &out) == AA_OK;
    aa_arena_free(arena);
    return done;
}

static void memory_that_runs_out_is_an_error(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "agile");
    codesign_case_verify(t);
    assert_true(test_each_allocation_fails(attempt, t, 0) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        codesign_test(a_good_signature_is_read_in_full),
        codesign_test(the_signer_is_verified_and_its_chain_followed),
        codesign_test(a_changed_byte_names_its_page),
        codesign_test(what_lies_beside_the_code_is_compared),
        codesign_test(each_part_of_the_signature_is_covered),
        codesign_test(the_strongest_directory_counts),
        codesign_test(a_directory_that_nobody_signed_is_told),
        codesign_test(attributes_are_hashed_as_they_stand),
        codesign_test(a_directory_that_cannot_be_used_stops_nothing),
        codesign_test(forms_without_a_signer_are_told_apart),
        codesign_test(entitlements_in_two_forms_must_agree),
        codesign_test(numbers_of_a_broken_signature_lead_nowhere),
        codesign_test(no_byte_of_what_is_signed_is_free),
        codesign_test(a_signature_cut_short_is_no_signature),
        codesign_test(memory_that_runs_out_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
