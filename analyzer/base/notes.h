/*
 * What a reader noticed: anomalies (read all the same, as the platform reads it) and gaps (not read).
 * A gap takes away the right to pass from every verdict that depended on the part.
 */
#ifndef AA_BASE_NOTES_H
#define AA_BASE_NOTES_H

#include "base/arena.h"
#include "base/vec.h"
#include "base/watch.h"

#define AA_NO_OFFSET UINT64_MAX

typedef enum aa_note_kind {
    AA_NOTE_ANOMALY, /* unusual, but everything was read as the platform reads it */
    AA_NOTE_GAP,     /* something was not read */
} aa_note_kind;

typedef struct aa_note {
    const char *code; /* stable, "family.word": "zip.method_bogus", "limit.depth"; static storage */
    aa_note_kind kind;
    const char *member;   /* archive member the note is about, or NULL for the file as a whole */
    uint64_t offset;      /* bytes into that member or file; AA_NO_OFFSET when it has none */
    const char *detail;   /* the numbers or names seen, no sentence; "" when there is nothing to add */
    const char *artifact; /* input file or archive inside it (aa_part.name) that |member| belongs to, or NULL
                           */
} aa_note;

/* How often a code was noted, whether kept or not. */
typedef struct aa_note_count {
    const char *code;
    aa_note_kind kind;
    uint64_t count;
} aa_note_count;

typedef struct aa_notes {
    aa_arena *arena;
    const char *member;   /* given to every note added from now on */
    const char *artifact; /* likewise */
    const aa_watch *watch; /* given to every archive opened from now on; NULL: nobody watches */
    aa_vec items;         /* of aa_note, in the order noticed */
    aa_vec counts;        /* of aa_note_count, one for each code and kind */
    uint32_t max_repeats;
    bool failed; /* memory ran out: the list is not complete */
} aa_notes;

/* |max_repeats|: notes of one code and kind kept (aa_limits.note_repeats); 0 means no maximum. */
void aa_notes_init(aa_notes *notes, aa_arena *arena, uint32_t max_repeats);

/* Adds a note. |code| must outlive the notes. |format| makes the detail; "" for none. */
void aa_notes_add(aa_notes *notes, aa_note_kind kind, const char *code, uint64_t offset, const char *format,
                  ...) __attribute__((format(printf, 5, 6)));

/* Adds what |from| holds, copied, as if it had been noticed after what is there. */
void aa_notes_join(aa_notes *notes, const aa_notes *from);

/* True when a note of |code| is there. */
bool aa_notes_has(const aa_notes *notes, const char *code);

/* Notes of |code| and |kind| so far, the ones past the maximum included. */
uint64_t aa_notes_count(const aa_notes *notes, const char *code, aa_note_kind kind);

static inline const aa_note *aa_notes_at(const aa_notes *notes, size_t i)
{
    return (const aa_note *)notes->items.items + i;
}

#endif
