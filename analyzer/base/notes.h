/*
 * What a reader noticed: anomalies (read all the same, as the platform reads it) and gaps (not read).
 * A gap takes away the right to pass from every verdict that depended on the part.
 */
#ifndef AA_BASE_NOTES_H
#define AA_BASE_NOTES_H

#include "base/arena.h"
#include "base/vec.h"

#define AA_NO_OFFSET UINT64_MAX

typedef enum aa_note_kind {
    AA_NOTE_ANOMALY, /* unusual, but everything was read as the platform reads it */
    AA_NOTE_GAP,     /* something was not read */
} aa_note_kind;

typedef struct aa_note {
    const char *code; /* stable, "family.word": "zip.method_bogus", "limit.depth"; static storage */
    aa_note_kind kind;
    const char *member; /* archive member the note is about, or NULL for the file as a whole */
    uint64_t offset;    /* bytes into that member or file; AA_NO_OFFSET when it has none */
    const char *detail; /* the numbers or names seen, no sentence; "" when there is nothing to add */
} aa_note;

typedef struct aa_notes {
    aa_arena *arena;
    const char *member; /* given to every note added from now on */
    aa_vec items;       /* of aa_note, in the order noticed */
    uint32_t max_repeats;
    bool failed; /* memory ran out: the list is not complete */
} aa_notes;

/* |max_repeats|: notes of one code kept (aa_limits.note_repeats); 0 means no maximum. */
void aa_notes_init(aa_notes *notes, aa_arena *arena, uint32_t max_repeats);

/* Adds a note. |code| must outlive the notes. |format| makes the detail; "" for none. */
void aa_notes_add(aa_notes *notes, aa_note_kind kind, const char *code, uint64_t offset, const char *format,
                  ...) __attribute__((format(printf, 5, 6)));

/* True when a note of |code| is there. */
bool aa_notes_has(const aa_notes *notes, const char *code);

static inline const aa_note *aa_notes_at(const aa_notes *notes, size_t i)
{
    return (const aa_note *)notes->items.items + i;
}

#endif
