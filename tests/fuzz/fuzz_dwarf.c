/* Two bytes with the length of .debug_line, that section, and then the texts of version 5. */
#include <stdlib.h>

#include "decode/dwarf_lines.h"

#define PLACES 24

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool lies_in(aa_bytes text, aa_bytes section)
{
    return text.n == 0 || (text.p >= section.p && text.p + text.n <= section.p + section.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    aa_arena *arena = aa_arena_new();
    if (arena == NULL || size < 2) {
        aa_arena_free(arena);
        return 0;
    }
    aa_bytes rest = aa_bytes_of(data + 2, size - 2);
    size_t length = aa_le16(data) < rest.n ? aa_le16(data) : rest.n;
    const aa_dwarf_lines sections = {aa_bytes_of(rest.p, length), aa_bytes_from(rest, length),
                                     aa_bytes_from(rest, length)};
    aa_dwarf_place places[PLACES];
    for (size_t i = 0; i < PLACES; i++)
        places[i] = (aa_dwarf_place){.address = i < PLACES / 2 ? i * 2 : 0x1000 + (i - PLACES / 2) * 2};
    size_t unread = 0;
    if (aa_dwarf_find_lines(arena, &sections, places, PLACES, &unread) != AA_OK)
        abort(); /* no input is an error: what is damaged is left out */
    for (size_t i = 0; i < PLACES; i++) {
        const aa_dwarf_place *place = &places[i];
        if (place->line > 0 && place->file.n == 0)
            abort();
        if (!lies_in(place->file, rest) || !lies_in(place->folder, rest) || !lies_in(place->root, rest))
            abort();
    }
    aa_arena_free(arena);
    return 0;
}
