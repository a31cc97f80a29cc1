#include "base/notes.h"

#include <string.h>

void aa_notes_init(aa_notes *notes, aa_arena *arena, uint32_t max_repeats)
{
    *notes = (aa_notes){.arena = arena,
                        .items = AA_VEC_INIT(aa_note),
                        .counts = AA_VEC_INIT(aa_note_count),
                        .max_repeats = max_repeats};
}

/* Codes are few, so a list is enough; counting the notes themselves would be quadratic on a hostile file. */
static aa_note_count *find_count(const aa_notes *notes, const char *code, aa_note_kind kind)
{
    aa_note_count *counts = notes->counts.items;
    for (size_t i = 0; i < notes->counts.count; i++) {
        if (counts[i].kind == kind && (counts[i].code == code || strcmp(counts[i].code, code) == 0))
            return &counts[i];
    }
    return NULL;
}

/* Counts one more note. False when it must not be kept. */
static bool count_note(aa_notes *notes, const char *code, aa_note_kind kind)
{
    aa_note_count *seen = find_count(notes, code, kind);
    if (seen == NULL) {
        seen = aa_vec_push(notes->arena, &notes->counts);
        if (seen == NULL) {
            notes->failed = true;
            return false;
        }
        *seen = (aa_note_count){code, kind, 0};
    }
    seen->count++;
    return notes->max_repeats == 0 || seen->count <= notes->max_repeats;
}

void aa_notes_add(aa_notes *notes, aa_note_kind kind, const char *code, uint64_t offset, const char *format,
                  ...)
{
    if (!count_note(notes, code, kind))
        return;
    va_list args;
    va_start(args, format);
    const char *detail = aa_arena_vprintf(notes->arena, format, args);
    va_end(args);
    aa_note *note = detail == NULL ? NULL : aa_vec_push(notes->arena, &notes->items);
    if (note == NULL) {
        notes->failed = true;
        return;
    }
    *note = (aa_note){code, kind, notes->member, offset, detail, notes->artifact};
}

/* Those that |from| only counted are counted here too. */
static void join_counts(aa_notes *notes, const aa_notes *from)
{
    const aa_note_count *counts = from->counts.items;
    for (size_t i = 0; i < from->counts.count; i++) {
        uint64_t kept = counts[i].count;
        if (from->max_repeats != 0 && kept > from->max_repeats)
            kept = from->max_repeats;
        aa_note_count *seen = find_count(notes, counts[i].code, counts[i].kind);
        if (seen != NULL)
            seen->count += counts[i].count - kept;
    }
}

/* The names of |slot|, which may die with the notes that it comes from. */
static void keep_names(aa_notes *notes, aa_note *slot)
{
    const char **const names[] = {&slot->member, &slot->artifact};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (*names[i] == NULL)
            continue;
        *names[i] = aa_arena_strdup(notes->arena, *names[i]);
        notes->failed = notes->failed || *names[i] == NULL;
    }
}

void aa_notes_join(aa_notes *notes, const aa_notes *from)
{
    for (size_t i = 0; i < from->items.count; i++) {
        const aa_note *note = aa_notes_at(from, i);
        if (!count_note(notes, note->code, note->kind))
            continue;
        const char *detail = aa_arena_strdup(notes->arena, note->detail);
        aa_note *slot = detail == NULL ? NULL : aa_vec_push(notes->arena, &notes->items);
        notes->failed = notes->failed || slot == NULL;
        if (slot != NULL) {
            *slot = *note;
            slot->detail = detail;
            keep_names(notes, slot);
        }
    }
    join_counts(notes, from);
    notes->failed = notes->failed || from->failed;
}

bool aa_notes_has(const aa_notes *notes, const char *code)
{
    return find_count(notes, code, AA_NOTE_ANOMALY) != NULL || find_count(notes, code, AA_NOTE_GAP) != NULL;
}

uint64_t aa_notes_count(const aa_notes *notes, const char *code, aa_note_kind kind)
{
    const aa_note_count *seen = find_count(notes, code, kind);
    return seen == NULL ? 0 : seen->count;
}
