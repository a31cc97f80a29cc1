#include <stdlib.h>

#include "decode/hermes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every text and every function that is not called bad must lie in the file. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    aa_arena *arena = aa_arena_new();
    if (arena == NULL)
        return 0;
    const aa_limits limits = AA_LIMITS_INIT;
    aa_notes notes;
    aa_notes_init(&notes, arena, limits.note_repeats);
    aa_hermes hermes;
    aa_err err = aa_hermes_read(aa_bytes_of(data, size), &limits, &notes, &hermes);
    if ((err != AA_OK && (hermes.string_count | hermes.function_count) != 0) ||
        (err != AA_OK && notes.items.count == 0))
        abort();
    aa_hermes_walk walk = {0};
    aa_hermes_string s;
    uint32_t bad = 0;
    uint8_t sum = 0;
    while (aa_hermes_next(&hermes, &walk, &s)) {
        bad += s.bad;
        for (size_t i = 0; i < s.bytes.n; i++)
            sum ^= s.bytes.p[i];
        if (!s.bad && (s.offset > size || s.bytes.n > size - s.offset))
            abort();
    }
    if (bad != hermes.bad_strings || (sum != 0 && hermes.string_count == 0))
        abort();
    for (uint32_t i = 0; i < hermes.function_count; i++) {
        aa_hermes_function f = aa_hermes_function_at(&hermes, i);
        if (!f.bad && (f.name >= hermes.string_count || f.offset > size || f.size > size - f.offset))
            abort();
    }
    aa_arena_free(arena);
    return 0;
}
