#include <stdlib.h>

#include "decode/aapt_proto.h"
#include "decode/arsc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool visit(void *context, uint32_t id, const char *type, const char *name, const aa_arsc_value *values,
                  size_t count)
{
    size_t *seen = context;
    (void)id, (void)type, (void)name;
    for (size_t i = 0; i < count; i++)
        *seen += values[i].item_count;
    return true;
}

/* What is written must be read: a gap of the reader would be a fault of the writer. */
static bool has_gap_of(const aa_notes *notes, const char *family)
{
    for (size_t i = 0; i < notes->items.count; i++)
        if (aa_notes_at(notes, i)->kind == AA_NOTE_GAP &&
            strncmp(aa_notes_at(notes, i)->code, family, strlen(family)) == 0)
            return true;
    return false;
}

static void read_document(aa_arena *arena, aa_bytes input, const aa_limits *limits, aa_notes *notes)
{
    aa_bytes out;
    aa_axml axml = {NULL};
    if (aa_proto_xml(arena, input, limits, notes, &out) != AA_OK)
        return;
    aa_err err = aa_axml_parse(arena, out, limits, notes, &axml);
    if (err == AA_E_FORMAT || has_gap_of(notes, "axml."))
        abort();
    if (axml.doc != NULL)
        aa_axml_done(&axml);
}

static void read_table(aa_arena *arena, aa_bytes input, const aa_limits *limits, aa_notes *notes)
{
    aa_bytes out;
    aa_arsc *arsc = NULL;
    size_t seen = 0;
    if (aa_proto_table(arena, input, limits, notes, &out) != AA_OK)
        return;
    aa_err err = aa_arsc_parse(arena, out, limits, notes, &arsc);
    if (err == AA_OK)
        aa_arsc_each(arsc, visit, &seen);
    if (err == AA_E_FORMAT || has_gap_of(notes, "arsc."))
        abort();
}

/* The first byte chooses what the rest is. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    aa_arena *arena = aa_arena_new();
    if (arena == NULL || size == 0) {
        aa_arena_free(arena);
        return 0;
    }
    aa_limits limits = AA_LIMITS_INIT;
    limits.axml_bytes = limits.arsc_bytes = 1U << 20;
    limits.axml_depth = 32;
    limits.arsc_entries = 1U << 12;
    aa_notes notes;
    aa_notes_init(&notes, arena, limits.note_repeats);
    aa_bytes input = aa_bytes_of(data + 1, size - 1);
    if (data[0] == 'x')
        read_document(arena, input, &limits, &notes);
    else
        read_table(arena, input, &limits, &notes);
    aa_arena_free(arena);
    return 0;
}
