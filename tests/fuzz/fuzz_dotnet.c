#include <stdlib.h>

#include "decode/assembly_store.h"
#include "decode/dotnet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint8_t sum_of(aa_bytes text)
{
    uint8_t sum = 0;
    for (size_t i = 0; i < text.n; i++)
        sum ^= text.p[i];
    return sum;
}

static void look_at(aa_bytes file, aa_notes *notes)
{
    aa_dotnet a;
    if (aa_dotnet_read(file, notes, &a) != AA_OK && notes->items.count == 0)
        abort();
    volatile uint8_t sum = 0;
    size_t pos = 0;
    aa_bytes text;
    while (aa_dotnet_text(&a, &pos, &text))
        sum ^= sum_of(text);
    for (uint32_t i = 0; i < aa_dotnet_member_ref_count(&a) && i < 1000; i++) {
        aa_dotnet_name n = aa_dotnet_member_ref(&a, i);
        sum ^= sum_of(n.space) ^ sum_of(n.type) ^ sum_of(n.member);
    }
    for (uint32_t i = 0; i < aa_dotnet_type_ref_count(&a) && i < 1000; i++)
        sum ^= sum_of(aa_dotnet_type_ref(&a, i).type);
    for (uint32_t i = 0; i < aa_dotnet_type_count(&a) && i < 1000; i++)
        sum ^= sum_of(aa_dotnet_type(&a, i).type);
    (void)sum;
}

/* An assembly, one that is compressed, or a store of them. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    aa_arena *arena = aa_arena_new();
    if (arena == NULL)
        return 0;
    aa_notes notes;
    aa_notes_init(&notes, arena, 100);
    aa_bytes file = aa_bytes_of(data, size);
    aa_bytes plain;
    if (aa_xalz_looks(file) && aa_xalz_expand(file, 1 << 20, &notes, &plain) == AA_OK) {
        look_at(plain, &notes);
        free((void *)(uintptr_t)plain.p);
    }
    aa_assembly_store store;
    uint32_t index = 0;
    size_t names = 0;
    aa_stored_assembly a;
    if (aa_assembly_store_looks(file) && aa_assembly_store_read(file, &notes, &store) == AA_OK)
        while (aa_assembly_store_next(&store, &index, &names, &a) && index < 100)
            look_at(a.data, &notes);
    look_at(file, &notes);
    aa_arena_free(arena);
    return 0;
}
