#include "support/codesign_case.h"

#include <stdlib.h>
#include <unistd.h>

#include "archive/zip.h"
#include "support/test.h"

#define ROOT     "Payload/App.app/"
#define FIXTURES TEST_BINARY_DIR "/signing/"

int codesign_case_setup(void **state)
{
    if (access(FIXTURES "good.ipa", R_OK) != 0) {
        print_message("signed apps were not built: clang, lld-16, python3 or openssl is missing\n");
        *state = NULL;
        return 0;
    }
    codesign_case *t = calloc(1, sizeof *t);
    if (t == NULL)
        return -1;
    t->arena = aa_arena_new();
    t->limits = (aa_limits)AA_LIMITS_INIT;
    *state = t;
    return t->arena == NULL ? -1 : 0;
}

int codesign_case_teardown(void **state)
{
    codesign_case *t = *state;
    if (t != NULL)
        aa_arena_free(t->arena);
    free(t);
    return 0;
}

static aa_bytes copy(codesign_case *t, aa_bytes bytes)
{
    uint8_t *p = aa_arena_alloc(t->arena, bytes.n + 1);
    assert_non_null(p);
    memcpy(p, bytes.p, bytes.n);
    return aa_bytes_of(p, bytes.n);
}

void codesign_case_load(codesign_case *t, const char *name)
{
    if (t == NULL)
        skip();
    aa_notes notes;
    aa_zip *zip = NULL;
    aa_bytes file = test_read_file(aa_arena_printf(t->arena, FIXTURES "%s.ipa", name));
    aa_notes_init(&notes, t->arena, 10);
    assert_int_equal(aa_zip_open(t->arena, file, 34, &t->limits, &notes, &zip), AA_OK);
    t->count = aa_zip_count(zip);
    assert_in_range(t->count, 8, CODESIGN_MEMBERS - 2);
    for (size_t i = 0; i < t->count; i++) {
        const aa_zip_entry *e = aa_zip_at(zip, i);
        aa_zip_content content = {0};
        assert_int_equal(aa_zip_read(zip, e, AA_ZIP_JAR, UINT32_MAX, &notes, &content), AA_OK);
        t->entries[i] = zb_stored(aa_arena_strdup(t->arena, e->name), copy(t, content.bytes));
        t->entries[i].external_attributes = e->external_attributes;
        aa_zip_content_done(&content);
    }
    zb_entry *program = codesign_case_member(t, "App");
    aa_bytes bytes = copy(t, program->body);
    t->size = bytes.n;
    t->program = aa_arena_alloc(t->arena, t->size);
    memcpy(t->program, bytes.p, t->size);
    assert_int_equal(aa_macho_signature_find(aa_bytes_of(t->program, t->size), &t->found), AA_OK);

    union {
        const uint8_t *in;
        void *out;
    } block = {file.p};

    free(block.out);
}

static zb_entry *find(codesign_case *t, const char *path)
{
    const char *name = aa_arena_printf(t->arena, ROOT "%s", path);
    for (size_t i = 0; i < t->count; i++)
        if (aa_bytes_is(t->entries[i].central.name, name))
            return &t->entries[i];
    return NULL;
}

zb_entry *codesign_case_member(codesign_case *t, const char *path)
{
    zb_entry *entry = find(t, path);
    if (entry == NULL)
        fail_msg("no member %s", path);
    return entry;
}

void codesign_case_remove(codesign_case *t, const char *path)
{
    zb_entry *entry = codesign_case_member(t, path);
    *entry = t->entries[--t->count];
}

void codesign_case_write(codesign_case *t, const char *path, const char *text)
{
    zb_entry *entry = find(t, path);
    assert_in_range(t->count, 0, CODESIGN_MEMBERS - 1);
    if (entry == NULL)
        entry = &t->entries[t->count++];
    *entry = zb_stored(aa_arena_printf(t->arena, ROOT "%s", path), zb_text(text));
}

static aa_cs_there there(codesign_case *t, const char *path, aa_bytes *out)
{
    const zb_entry *entry = find(t, path);
    *out = entry == NULL ? aa_bytes_none() : entry->body;
    return entry == NULL ? AA_CS_NOT_THERE : AA_CS_THERE;
}

void codesign_case_verify(codesign_case *t)
{
    t->request = (aa_codesign_request){.slice = aa_bytes_of(t->program, t->size),
                                       .signature = t->found.present ? t->found.bytes : aa_bytes_none(),
                                       .signature_offset = t->found.offset,
                                       .limits = &t->limits};
    t->request.info = there(t, "Info.plist", &t->request.info_plist);
    t->request.resources = there(t, "_CodeSignature/CodeResources", &t->request.seal);
    assert_int_equal(aa_codesign_verify(t->arena, &t->request, &t->signature), AA_OK);
}

void codesign_case_seal(codesign_case *t)
{
    aa_notes notes;
    aa_zip *zip = NULL;
    aa_member_digests members;
    aa_seal_request request = {
        .members = &members, .bundle = ROOT, .executable = "App", .limits = &t->limits};
    aa_notes_init(&notes, t->arena, 10);
    aa_bytes file = zb_build(t->arena, t->entries, t->count, NULL);
    assert_int_equal(aa_zip_open(t->arena, file, 34, &t->limits, &notes, &zip), AA_OK);
    assert_int_equal(aa_member_digests_make(t->arena, zip, "Payload/", 1 << 20, 1 << 24, 2, false, &members),
                     AA_OK);
    request.there = there(t, "_CodeSignature/CodeResources", &request.resources);
    assert_int_equal(aa_seal_verify(t->arena, &request, &t->seal), AA_OK);
}

size_t codesign_case_blob(codesign_case *t, uint32_t type)
{
    for (size_t i = 0; i < t->signature.blob_count; i++)
        if (t->signature.blobs[i].type == type)
            return (size_t)(t->signature.blobs[i].bytes.p - t->program);
    fail_msg("no blob 0x%x", (unsigned)type);
    return 0;
}

const char *codesign_case_issues(codesign_case *t)
{
    const char *text = "";
    for (size_t i = 0; i < t->signature.issue_count; i++)
        text = aa_arena_printf(t->arena, "%s%s %s\n", text, t->signature.issues[i].code,
                               t->signature.issues[i].detail);
    return text;
}

const char *codesign_case_problems(codesign_case *t)
{
    const char *text = "";
    for (size_t i = 0; i < t->seal.problem_count; i++)
        text = aa_arena_printf(t->arena, "%s%s %s\n", text, aa_seal_kind_name(t->seal.problems[i].kind),
                               t->seal.problems[i].path);
    return text;
}
