#include "support/zip_case.h"

#include <stdlib.h>

#include "support/test.h"

int zip_case_setup(void **state)
{
    zip_case *t = calloc(1, sizeof *t);
    if (t == NULL)
        return -1;
    t->arena = aa_arena_new();
    t->limits = (aa_limits)AA_LIMITS_INIT;
    aa_notes_init(&t->notes, t->arena, t->limits.note_repeats);
    *state = t;
    return t->arena == NULL ? -1 : 0;
}

int zip_case_teardown(void **state)
{
    zip_case *t = *state;
    aa_zip_content_done(&t->content);
    aa_arena_free(t->arena);
    free(t->copy);
    free(t);
    return 0;
}

void zip_case_open_bytes(zip_case *t, aa_bytes data, int api)
{
    free(t->copy);
    t->copy = malloc(data.n > 0 ? data.n : 1);
    assert_non_null(t->copy);
    memcpy(t->copy, data.p, data.n);
    aa_notes_init(&t->notes, t->arena, t->limits.note_repeats);
    t->zip = NULL;
    t->err = aa_zip_open(t->arena, aa_bytes_of(t->copy, data.n), api, &t->limits, &t->notes, &t->zip);
    assert_false(t->notes.failed);
    assert_null(t->notes.member);
}

void zip_case_open(zip_case *t, const zb_entry *entries, size_t count, const zb_file *file)
{
    zip_case_open_bytes(t, zb_build(t->arena, entries, count, file), 34);
    assert_int_equal(t->err, AA_OK);
}

void zip_case_apk(zip_case *t, zb_entry entries[3])
{
    entries[0] = zb_stored("AndroidManifest.xml", zb_text("manifest"));
    entries[1] = zb_deflated(t->arena, "classes.dex", zb_text("code code code code code code code"));
    entries[2] = zb_stored("resources.arsc", zb_text("resources"));
}

void assert_opens_as(const zip_case *t, aa_zip_status status)
{
    assert_non_null(t->zip);
    assert_string_equal(aa_zip_status_name(aa_zip_open_status(t->zip)), aa_zip_status_name(status));
}

void assert_member_is(const zip_case *t, const char *name, aa_zip_status status)
{
    const aa_zip_entry *entry = aa_zip_find(t->zip, name);
    assert_non_null(entry);
    assert_string_equal(aa_zip_status_name(entry->status), aa_zip_status_name(status));
}

static bool same_member(const aa_note *note, const char *member)
{
    if (member == NULL || note->member == NULL)
        return member == note->member;
    return strcmp(member, note->member) == 0;
}

void assert_noted(const zip_case *t, aa_note_kind kind, const char *code, const char *member)
{
    for (size_t i = 0; i < t->notes.items.count; i++) {
        const aa_note *note = aa_notes_at(&t->notes, i);
        if (note->kind == kind && strcmp(note->code, code) == 0 && same_member(note, member))
            return;
    }
    fail_msg("no %s %s about %s", kind == AA_NOTE_GAP ? "gap" : "anomaly", code,
             member ? member : "the file");
}

void assert_not_noted(const zip_case *t, const char *code)
{
    if (aa_notes_has(&t->notes, code))
        fail_msg("unexpected note %s", code);
}

void assert_no_gap(const zip_case *t)
{
    for (size_t i = 0; i < t->notes.items.count; i++) {
        if (aa_notes_at(&t->notes, i)->kind == AA_NOTE_GAP)
            fail_msg("unexpected gap %s", aa_notes_at(&t->notes, i)->code);
    }
}

void assert_no_notes(const zip_case *t)
{
    if (t->notes.items.count > 0)
        fail_msg("unexpected note %s", aa_notes_at(&t->notes, 0)->code);
}

void assert_reads(zip_case *t, const aa_zip_entry *entry, aa_zip_reader reader, aa_err err, const char *text)
{
    assert_non_null(entry);
    aa_zip_content_done(&t->content);
    aa_err got = aa_zip_read(t->zip, entry, reader, UINT64_MAX, &t->notes, &t->content);
    assert_string_equal(aa_err_name(got), aa_err_name(err));
    assert_non_null(t->content.bytes.p);
    if (text != NULL && !aa_bytes_is(t->content.bytes, text))
        fail_msg("%s holds \"%.*s\"", entry->name, (int)t->content.bytes.n, (const char *)t->content.bytes.p);
}

void assert_name_reads(zip_case *t, const char *name, aa_zip_reader reader, aa_err err, const char *text)
{
    assert_reads(t, aa_zip_find(t->zip, name), reader, err, text);
}
