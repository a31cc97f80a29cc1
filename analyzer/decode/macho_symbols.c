/*
 * Symbols, imports, and what binaries from before 2010 have instead of LC_DYLD_INFO: relocations and pointers
 * that the indirect symbol table names.
 *
 * Sources: xnu EXTERNAL_HEADERS/mach-o/nlist.h, reloc.h, loader.h; dyld mach_o/Symbol.h, Image.cpp,
 * dyld3/MachOAnalyzer.cpp (forEachBind, the ways of old files).
 */
#include "decode/macho_reader.h"

#define NLIST32          12
#define NLIST64          16
#define RELOCATION       8
#define INDIRECT_SPECIAL UINT32_C(0xc0000000) /* INDIRECT_SYMBOL_LOCAL, _ABS */
#define FIRST_SLOTS      ((size_t)256)

enum { N_STAB = 0xe0, N_TYPE = 0x0e, N_EXT = 0x01, N_UNDF = 0, N_PBUD = 0xc, N_WEAK_REF = 0x40 };

enum { SECTION_TYPE = 0xff, NON_LAZY_POINTERS = 0x6, LAZY_POINTERS = 0x7, FIRST_WRITABLE = 2 };

/* ---- imports by name ---- */

static size_t hash(aa_bytes name)
{
    uint64_t h = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < name.n; i++)
        h = (h ^ name.p[i]) * UINT64_C(1099511628211);
    return (size_t)(h ^ h >> 29);
}

static const aa_macho_import *import_at(const aa_macho_reader *r, uint32_t i)
{
    return (const aa_macho_import *)r->imports.items + i;
}

static void put_slot(aa_macho_reader *r, uint32_t import)
{
    size_t at = hash(import_at(r, import)->name);
    while (r->slots[at & (r->slot_count - 1)] != 0)
        at++;
    r->slots[at & (r->slot_count - 1)] = import + 1;
}

/* Half of the slots stay free. */
static bool grow(aa_macho_reader *r)
{
    if (r->imports.count * 2 < r->slot_count)
        return true;
    size_t count = r->slot_count == 0 ? FIRST_SLOTS : r->slot_count * 2;
    r->slots = aa_arena_array(r->arena, count, sizeof *r->slots);
    r->slot_count = r->slots == NULL ? 0 : count;
    for (uint32_t i = 0; r->slots != NULL && i < r->imports.count; i++)
        put_slot(r, i);
    return r->slots != NULL;
}

uint32_t aa_macho_import_named(const aa_macho_reader *r, aa_bytes name)
{
    if (r->slot_count == 0)
        return AA_MACHO_NO_IMPORT;
    for (size_t at = hash(name);; at++) {
        uint32_t slot = r->slots[at & (r->slot_count - 1)];
        if (slot == 0)
            return AA_MACHO_NO_IMPORT;
        if (aa_bytes_equal(import_at(r, slot - 1)->name, name))
            return slot - 1;
    }
}

uint32_t aa_macho_import_id(aa_macho_reader *r, aa_bytes name, int32_t library, bool weak)
{
    if (!grow(r)) {
        r->failed = true;
        return AA_MACHO_NO_IMPORT;
    }
    size_t at = hash(name);
    for (;; at++) {
        uint32_t slot = r->slots[at & (r->slot_count - 1)];
        if (slot == 0)
            break;
        const aa_macho_import *known = import_at(r, slot - 1);
        if (known->library == library && known->weak == weak && aa_bytes_equal(known->name, name))
            return slot - 1;
    }
    if (r->imports.count >= r->limits->macho_imports) {
        aa_macho_note(r, AA_NOTE_GAP, "limit.macho_imports", AA_NO_OFFSET, r->imports.count);
        return AA_MACHO_NO_IMPORT;
    }
    aa_macho_import *import = aa_vec_push(r->arena, &r->imports);
    if (import == NULL) {
        r->failed = true;
        return AA_MACHO_NO_IMPORT;
    }
    *import = (aa_macho_import){.name = name, .library = library, .weak = weak};
    uint32_t id = (uint32_t)(r->imports.count - 1);
    r->slots[at & (r->slot_count - 1)] = id + 1;
    return id;
}

/* ---- symbols ---- */

bool aa_macho_read_symbols(aa_macho_reader *r)
{
    size_t step = r->m->is64 ? NLIST64 : NLIST32;
    size_t count = r->symbols.n / step;
    if (count > r->limits->macho_symbols) {
        aa_macho_note(r, AA_NOTE_GAP, "limit.macho_symbols", AA_NO_OFFSET, count);
        count = r->limits->macho_symbols;
    }
    aa_macho_symbol *symbols = aa_arena_array(r->arena, count, sizeof *symbols);
    if (symbols == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        const uint8_t *p = r->symbols.p + i * step;
        uint32_t at = aa_le32(p);
        aa_cursor c = aa_cursor_at(r->strings, at);
        symbols[i] = (aa_macho_symbol){.name = aa_bytes_none(),
                                       .type = p[4],
                                       .section = p[5],
                                       .desc = aa_le16(p + 6),
                                       .value = r->m->is64 ? aa_le64(p + 8) : aa_le32(p + 8)};
        if (at != 0)
            symbols[i].name = aa_read_cstring(&c);
        if (c.bad)
            aa_macho_note(r, AA_NOTE_GAP, "macho.symbol", AA_NO_OFFSET, i);
    }
    r->m->symbols = symbols;
    r->m->symbol_count = count;
    return true;
}

/* ---- before LC_DYLD_INFO ---- */

static bool is_undefined(const aa_macho_symbol *s)
{
    int type = s->type & N_TYPE;
    return (s->type & N_STAB) == 0 && (type == N_UNDF || type == N_PBUD) && (s->type & N_EXT) != 0 &&
           s->value == 0 && s->name.n > 0;
}

/* GET_LIBRARY_ORDINAL() of nlist.h. */
static int32_t library_of(const aa_macho_reader *r, const aa_macho_symbol *s)
{
    enum { TWO_LEVEL = 0x80, DYNAMIC_LOOKUP = 0xfe, EXECUTABLE = 0xff, FLAT = -2, MAIN = -1 };

    int32_t ordinal = s->desc >> 8;
    if ((r->m->flags & TWO_LEVEL) == 0 || ordinal == DYNAMIC_LOOKUP)
        return FLAT;
    return ordinal == EXECUTABLE ? MAIN : ordinal;
}

static uint32_t import_of_symbol(aa_macho_reader *r, uint32_t index)
{
    if (index >= r->m->symbol_count || !is_undefined(&r->m->symbols[index]))
        return AA_MACHO_NO_IMPORT;
    const aa_macho_symbol *s = &r->m->symbols[index];
    return aa_macho_import_id(r, s->name, library_of(r, s), (s->desc & N_WEAK_REF) != 0);
}

/* Pointers of one section, which the indirect table names one by one from reserved1 on. */
static bool read_pointers(aa_macho_reader *r, const aa_macho_section *section)
{
    uint32_t type = section->flags & SECTION_TYPE;
    uint64_t count = section->data.n / r->pointer;
    uint64_t entries = r->indirect.n / 4;
    for (uint64_t i = 0; i < count; i++) {
        uint64_t entry = section->reserved1 + i;
        if (entry >= entries) {
            aa_macho_note(r, AA_NOTE_GAP, "macho.indirect", section->offset, entry);
            return true;
        }
        uint32_t index = aa_le32(r->indirect.p + 4 * entry);
        uint32_t import = (index & INDIRECT_SPECIAL) != 0 ? AA_MACHO_NO_IMPORT : import_of_symbol(r, index);
        aa_macho_fixup fixup = {
            .address = section->address + i * r->pointer, .import = import, .lazy = type == LAZY_POINTERS};
        if (import != AA_MACHO_NO_IMPORT && !aa_macho_add_fixup(r, &fixup))
            return !r->failed;
    }
    return !r->failed;
}

/* Addresses of external relocations count from the first segment, or the first writable one on x86-64. */
static uint64_t relocation_base(const aa_macho *m)
{
    for (size_t i = 0; i < m->segment_count; i++) {
        if (m->cpu != AA_CPU_X86_64 || (m->segments[i].protection & FIRST_WRITABLE) != 0)
            return m->segments[i].address;
    }
    return 0;
}

static bool read_relocations(aa_macho_reader *r)
{
    enum { EXTERNAL = 1 << 27, LENGTH_SHIFT = 25 };
    const uint32_t scattered = UINT32_C(1) << 31;

    uint64_t base = relocation_base(r->m);
    for (size_t at = 0; at + RELOCATION <= r->relocations.n; at += RELOCATION) {
        uint32_t address = aa_le32(r->relocations.p + at);
        uint32_t info = aa_le32(r->relocations.p + at + 4);
        uint64_t size = UINT64_C(1) << (info >> LENGTH_SHIFT & 3);
        if ((info & EXTERNAL) == 0 || (address & scattered) != 0 || size != r->pointer)
            continue;
        uint32_t import = import_of_symbol(r, info & 0xffffff);
        aa_macho_fixup fixup = {.address = base + address, .import = import};
        if (import != AA_MACHO_NO_IMPORT && !aa_macho_add_fixup(r, &fixup))
            return !r->failed;
    }
    return !r->failed;
}

bool aa_macho_read_classic(aa_macho_reader *r)
{
    for (uint32_t i = 0; i < r->m->symbol_count; i++) {
        (void)import_of_symbol(r, i);
        if (r->failed)
            return false;
    }
    for (size_t i = 0; i < r->m->section_count; i++) {
        const aa_macho_section *section = &r->m->sections[i];
        uint32_t type = section->flags & SECTION_TYPE;
        if ((type == NON_LAZY_POINTERS || type == LAZY_POINTERS) && !read_pointers(r, section))
            return false;
    }
    return read_relocations(r);
}
