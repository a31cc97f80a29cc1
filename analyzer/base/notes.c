#include "base/notes.h"

#include <string.h>

void aa_notes_init(aa_notes *notes, aa_arena *arena, uint32_t max_repeats)
{
    *notes = (aa_notes){.arena = arena, .items = AA_VEC_INIT(aa_note), .max_repeats = max_repeats};
}

static size_t repeats(const aa_notes *notes, const char *code)
{
    size_t n = 0;
    for (size_t i = 0; i < notes->items.count; i++)
        n += strcmp(aa_notes_at(notes, i)->code, code) == 0;
    return n;
}

void aa_notes_add(aa_notes *notes, aa_note_kind kind, const char *code, uint64_t offset, const char *format,
                  ...)
{
    if (notes->max_repeats != 0 && notes->items.count >= notes->max_repeats &&
        repeats(notes, code) >= notes->max_repeats)
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
    *note = (aa_note){code, kind, notes->member, offset, detail};
}

bool aa_notes_has(const aa_notes *notes, const char *code)
{
    return repeats(notes, code) > 0;
}
