/*
 * One slice: its header, then each of its tables by the file that reads it.
 *
 * Sources: xnu EXTERNAL_HEADERS/mach-o/loader.h, bsd/kern/mach_loader.c (parse_machfile); dyld
 * common/MachOFile.cpp (hasMachOMagic, hasValidStructure).
 */
#include "decode/macho_reader.h"

#define MAGIC32  UINT32_C(0xfeedface)
#define MAGIC64  UINT32_C(0xfeedfacf)
#define HEADER32 28
#define HEADER64 32

void aa_macho_note(const aa_macho_reader *r, aa_note_kind kind, const char *code, uint64_t offset,
                   uint64_t value)
{
    aa_notes_add(r->notes, kind, code, offset, "%llu", (unsigned long long)value);
}

static uint32_t swapped(uint32_t v)
{
    return v >> 24 | (v >> 8 & 0xff00) | (v << 8 & 0xff0000) | v << 24;
}

/* The header of |slice| in |m|. |*rest| gets the number and the bytes of its commands. */
static aa_err read_header(aa_bytes slice, aa_notes *notes, aa_macho *m, uint32_t rest[2])
{
    uint32_t magic = slice.n < 4 ? 0 : aa_le32(slice.p);
    bool big = swapped(magic) == MAGIC32 || swapped(magic) == MAGIC64;
    if (big)
        magic = swapped(magic);
    if (magic != MAGIC32 && magic != MAGIC64) {
        aa_notes_add(notes, AA_NOTE_GAP, "macho.magic", 0, "%s", "");
        return AA_E_FORMAT;
    }
    m->is64 = magic == MAGIC64;
    size_t size = m->is64 ? HEADER64 : HEADER32;
    if (slice.n < size) {
        aa_notes_add(notes, AA_NOTE_GAP, "macho.truncated", 0, "%zu", slice.n);
        return AA_E_FORMAT;
    }
    uint32_t words[6];
    for (size_t i = 0; i < 6; i++) {
        uint32_t word = aa_le32(slice.p + 4 + 4 * i);
        words[i] = big ? swapped(word) : word;
    }
    m->cpu = words[0];
    m->subtype = words[1];
    m->file_type = words[2];
    rest[0] = words[3];
    rest[1] = words[4];
    m->flags = words[5];
    if (!big)
        return AA_OK;
    aa_notes_add(notes, AA_NOTE_GAP, "macho.big_endian", 0, "%s", "");
    return AA_E_UNSUPPORTED;
}

/* The segment that maps the header: what offsets in dyld's tables count from. */
static uint64_t base_of(const aa_macho *m)
{
    for (size_t i = 0; i < m->segment_count; i++) {
        const aa_macho_segment *s = &m->segments[i];
        if (s->file_offset == 0 && s->file_size > 0)
            return s->address;
    }
    for (size_t i = 0; i < m->segment_count; i++) {
        if (strcmp(m->segments[i].name, "__TEXT") == 0)
            return m->segments[i].address;
    }
    return 0;
}

static void publish(aa_macho_reader *r)
{
    aa_macho *m = r->m;
    m->segments = r->segments.items;
    m->segment_count = r->segments.count;
    m->sections = r->sections.items;
    m->section_count = r->sections.count;
    m->dylibs = r->dylibs.items;
    m->dylib_count = r->dylibs.count;
    m->rpaths = r->rpaths.items;
    m->rpath_count = r->rpaths.count;
    m->base = base_of(m);
}

static bool read_fixups(aa_macho_reader *r)
{
    bool ok = true;
    if (r->has_dyld_info && r->has_chained) {
        /* dyld refuses both; the chains are what newer ones look at first. */
        aa_macho_note(r, AA_NOTE_GAP, "macho.fixups", AA_NO_OFFSET, 2);
    }
    if (!aa_macho_reserve_fixups(r))
        return false;
    if (r->has_chained)
        ok = aa_macho_read_chained(r);
    else if (r->has_dyld_info)
        ok = aa_macho_read_dyld_info(r);
    else
        ok = aa_macho_read_classic(r);
    return ok && aa_macho_order_fixups(r);
}

static aa_err open_slice(aa_arena *arena, aa_bytes slice, const aa_limits *limits, aa_notes *notes,
                         bool outline, aa_macho *out)
{
    *out = (aa_macho){
        .data = slice, .install_name = aa_bytes_none(), .signature = aa_bytes_none(), .limits = limits};
    uint32_t rest[2] = {0, 0};
    aa_err err = read_header(slice, notes, out, rest);
    if (err != AA_OK)
        return err;
    aa_bytes none = aa_bytes_none();
    aa_macho_reader r = {.arena = arena,
                         .notes = notes,
                         .limits = limits,
                         .m = out,
                         .outline = outline,
                         .pointer = out->is64 ? 8 : 4,
                         .segments = AA_VEC_INIT(aa_macho_segment),
                         .sections = AA_VEC_INIT(aa_macho_section),
                         .dylibs = AA_VEC_INIT(aa_macho_dylib),
                         .rpaths = AA_VEC_INIT(aa_bytes),
                         .imports = AA_VEC_INIT(aa_macho_import),
                         .fixups = AA_VEC_INIT(aa_macho_fixup),
                         .rebases = none,
                         .binds = none,
                         .weak_binds = none,
                         .lazy_binds = none,
                         .exports = none,
                         .chained = none,
                         .starts = none,
                         .symbols = none,
                         .strings = none,
                         .indirect = none,
                         .relocations = none};
    bool ok = aa_macho_load(&r, out->is64 ? HEADER64 : HEADER32, rest[0], rest[1]);
    publish(&r);
    ok = ok && aa_macho_read_symbols(&r) && read_fixups(&r);
    out->imports = r.imports.items;
    out->import_count = r.imports.count;
    ok = ok && aa_macho_read_stubs(&r) && aa_macho_read_exports(&r) && aa_macho_read_starts(&r) &&
         aa_macho_read_initializers(&r);
    return ok && !r.failed ? AA_OK : AA_E_NOMEM;
}

aa_err aa_macho_open(aa_arena *arena, aa_bytes slice, const aa_limits *limits, aa_notes *notes, aa_macho *out)
{
    return open_slice(arena, slice, limits, notes, false, out);
}

aa_err aa_macho_open_outline(aa_arena *arena, aa_bytes slice, const aa_limits *limits, aa_notes *notes,
                             aa_macho *out)
{
    return open_slice(arena, slice, limits, notes, true, out);
}
