#include <stdlib.h>

#include "decode/elf.h"
#include "facts/native_code.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const aa_elf *elf, aa_bytes file)
{
    for (size_t i = 0; i < elf->load_count; i++) {
        const aa_elf_load *l = &elf->loads[i];
        if (l->data.n > 0 && (l->data.p < file.p || l->data.p + l->data.n > file.p + file.n))
            abort();
    }
    for (size_t i = 0; i < elf->symbol_count; i++)
        if (elf->symbols[i].name == NULL)
            abort();
    for (size_t i = 0; i < elf->slot_count; i++)
        if (elf->slots[i].symbol >= elf->symbol_count ||
            (i > 0 && elf->slots[i].address < elf->slots[i - 1].address))
            abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    aa_arena *arena = aa_arena_new();
    if (arena == NULL)
        return 0;
    aa_limits limits = AA_LIMITS_INIT;
    limits.elf_symbols = 1U << 12;
    limits.elf_entries = 1U << 8;
    aa_notes notes;
    aa_notes_init(&notes, arena, limits.note_repeats);
    aa_elf *elf = NULL;
    aa_err err = aa_elf_read(arena, aa_bytes_of(data, size), &limits, &notes, &elf);
    if ((err == AA_OK) != (elf != NULL) || (err != AA_OK && notes.items.count == 0))
        abort();
    aa_native_wanted wanted[] = {{.begins = 0, .value = 0x200}, {.begins = 0x1000, .value = 0x1000}};
    aa_native_sweep found = {.wanted = wanted, .wanted_count = sizeof wanted / sizeof *wanted};
    if (elf != NULL) {
        check(elf, aa_bytes_of(data, size));
        aa_native_sweep_code(arena, elf, &found);
    }
    aa_arena_free(arena);
    return 0;
}
