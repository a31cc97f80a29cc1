#include <stdlib.h>
#include <string.h>

#include "decode/objc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Tables are in order, and every index is one of its table. */
static void walk_macho(aa_arena *arena, const aa_macho *m)
{
    uint64_t target = 0;
    uint32_t import = 0;
    aa_bytes bytes;
    for (size_t i = 0; i < m->fixup_count; i++) {
        if (m->fixups[i].import != AA_MACHO_NO_IMPORT && m->fixups[i].import >= m->import_count)
            abort();
        if (i > 0 && m->fixups[i - 1].address >= m->fixups[i].address)
            abort();
    }
    for (size_t i = 0; i < m->stub_count; i++) {
        bool is_message = m->stubs[i].import == AA_MACHO_NO_IMPORT;
        if (!is_message && m->stubs[i].import >= m->import_count)
            abort();
        if (aa_macho_stub_at(m, m->stubs[i].address) == NULL)
            abort();
    }
    for (size_t i = 1; i < m->function_count; i++) {
        if (m->functions[i - 1] > m->functions[i])
            abort();
    }
    for (size_t i = 0; i < m->section_count; i++) {
        uint64_t address = m->sections[i].address;
        (void)aa_macho_pointer(m, address, &target, &import);
        (void)aa_macho_cstring(m, address, &bytes);
        (void)aa_macho_read(m, address, m->sections[i].size, &bytes);
        (void)aa_objc_string(arena, m, address, &bytes);
    }
    for (size_t i = 0; i < m->import_count && i < 200; i++)
        (void)aa_swift_demangle(arena, m->imports[i].name);
    for (size_t i = 0; i < m->symbol_count && i < 200; i++)
        (void)aa_swift_demangle(arena, m->symbols[i].name);
}

static uint64_t sum(aa_bytes text)
{
    uint64_t total = 0;
    for (size_t i = 0; i < text.n; i++)
        total += text.p[i];
    return total;
}

/* Every text must lie where it can be read. */
static uint64_t walk_objc(const aa_objc *objc)
{
    uint64_t total = 0;
    for (size_t i = 0; i < objc->class_count; i++) {
        const aa_objc_class *class = &objc->classes[i];
        total += sum(class->name) + sum(class->superclass);
        for (uint32_t k = 0; k < class->method_count; k++)
            total += sum(class->methods[k].selector) + sum(class->methods[k].types);
        for (uint32_t k = 0; k < class->ivar_count; k++)
            total += sum(class->ivars[k].name);
        for (uint32_t k = 0; k < class->protocol_count; k++)
            total += sum(class->protocols[k]);
        for (uint32_t k = 0; k < class->property_count; k++)
            total += sum(class->properties[k]);
    }
    for (size_t i = 0; i < objc->selector_count; i++)
        total += sum(objc->selectors[i].name);
    for (size_t i = 0; i < objc->swift_type_count; i++) {
        total += sum(objc->swift_types[i].full_name);
        for (uint32_t k = 0; k < objc->swift_types[i].field_count; k++)
            total += sum(objc->swift_types[i].fields[k]);
    }
    for (size_t i = 0; i < objc->swift_conformance_count; i++)
        total += sum(objc->swift_conformances[i]);
    return total;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    aa_arena *arena = aa_arena_new();
    if (arena == NULL)
        return 0;
    aa_limits limits = AA_LIMITS_INIT;
    limits.macho_symbols = 1U << 12;
    limits.macho_imports = 1U << 12;
    limits.macho_fixups = 1U << 14;
    limits.macho_trie_nodes = 1U << 12;
    limits.macho_export_text = 1U << 20;
    limits.objc_items = 1U << 14;
    limits.swift_text = 1U << 20;
    limits.note_repeats = 10;
    aa_notes notes;
    aa_notes_init(&notes, arena, limits.note_repeats);
    aa_bytes file = aa_bytes_of(data, size);
    const aa_macho_slice *slices = NULL;
    size_t count = 0;
    if (size > 0 && data[0] == '$')
        (void)aa_swift_demangle(arena, file);
    aa_err err = aa_macho_slices(arena, file, &limits, &notes, &slices, &count);
    if ((err == AA_OK) != aa_macho_looks(file) && err != AA_E_NOMEM && notes.items.count == 0)
        abort();
    for (size_t i = 0; i < count && i < 4; i++) {
        aa_macho macho;
        aa_objc objc;
        err = aa_macho_open(arena, slices[i].data, &limits, &notes, &macho);
        if (err != AA_OK && err != AA_E_NOMEM && notes.items.count == 0)
            abort();
        if (err != AA_OK)
            continue;
        walk_macho(arena, &macho);
        if (aa_objc_read(arena, &macho, &notes, &objc) == AA_OK && walk_objc(&objc) == UINT64_MAX)
            abort(); /* never: the sum is there so that every byte is looked at */
    }
    aa_arena_free(arena);
    return 0;
}
