#include "decode/elf_reader.h"

#include <stdlib.h>

/* gABI 4: sizes and places of fields, 32 and 64 bits. */
enum { HEADER32 = 52, HEADER64 = 64, SEGMENT32 = 32, SEGMENT64 = 56 };

enum { PT_LOAD = 1, PT_DYNAMIC = 2, PT_INTERP = 3, PT_NOTE = 4 };

#define PT_GNU_STACK 0x6474e551U
#define PT_GNU_RELRO 0x6474e552U

enum { ELFCLASS32 = 1, ELFCLASS64 = 2, ELFDATA2LSB = 1, MOST_SEGMENTS = 65535 / SEGMENT64 };

bool aa_elf_looks(aa_bytes bytes)
{
    return bytes.n >= 16 && memcmp(bytes.p, "\177ELF", 4) == 0;
}

void elf_gap(elf_reader *r, const char *code, uint64_t offset, uint64_t value)
{
    aa_notes_add(r->notes, AA_NOTE_GAP, code, offset, "%llu", (unsigned long long)value);
}

uint64_t elf_word(const elf_reader *r, aa_bytes b, size_t at32, size_t at64)
{
    size_t at = r->elf->is64 ? at64 : at32, n = r->elf->is64 ? 8 : 4;
    aa_bytes field;
    if (!aa_bytes_sub(b, at, n, &field))
        return 0;
    return n == 8 ? aa_le64(field.p) : aa_le32(field.p);
}

uint32_t elf_u32(aa_bytes b, size_t at)
{
    aa_bytes field;
    return aa_bytes_sub(b, at, 4, &field) ? aa_le32(field.p) : 0;
}

uint32_t elf_u16(aa_bytes b, size_t at)
{
    aa_bytes field;
    return aa_bytes_sub(b, at, 2, &field) ? aa_le16(field.p) : 0;
}

const char *elf_text(elf_reader *r, aa_bytes table, uint64_t offset)
{
    aa_bytes rest = aa_bytes_from(table, offset);
    const uint8_t *end = rest.n > 0 ? memchr(rest.p, 0, rest.n) : NULL;
    if (end == NULL)
        return NULL;
    char *text = aa_arena_utf8(r->arena, aa_bytes_of(rest.p, (size_t)(end - rest.p)));
    r->failed = r->failed || text == NULL;
    return text;
}

/* ---- memory */

aa_bytes aa_elf_at(const aa_elf *elf, uint64_t address)
{
    for (size_t i = 0; i < elf->load_count; i++) {
        const aa_elf_load *l = &elf->loads[i];
        if (address >= l->address && address - l->address < l->data.n)
            return aa_bytes_from(l->data, address - l->address);
    }
    return aa_bytes_none();
}

bool aa_elf_has(const aa_elf *elf, const char *name, bool imported)
{
    for (size_t i = 0; i < elf->symbol_count; i++)
        if (elf->symbols[i].imported == imported && strcmp(elf->symbols[i].name, name) == 0)
            return true;
    return false;
}

/* ---- program headers */

static void add_load(elf_reader *r, aa_bytes s, aa_vec *loads)
{
    uint64_t offset = elf_word(r, s, 4, 8), size = elf_word(r, s, 16, 32);
    aa_elf_load *l = aa_vec_push(r->arena, loads);
    if (l == NULL) {
        r->failed = true;
        return;
    }
    *l = (aa_elf_load){.address = elf_word(r, s, 8, 16),
                       .memory = elf_word(r, s, 20, 40),
                       .align = elf_word(r, s, 28, 48),
                       .flags = elf_u32(s, r->elf->is64 ? 4 : 24),
                       .offset = offset,
                       .data = aa_bytes_none()};
    if (!aa_bytes_sub(r->file, offset, size, &l->data)) {
        l->data = aa_bytes_from(r->file, offset);
        elf_gap(r, "elf.segment_outside", offset, size);
    }
}

static void read_segment(elf_reader *r, aa_bytes s, aa_vec *loads)
{
    uint32_t type = elf_u32(s, 0), flags = elf_u32(s, r->elf->is64 ? 4 : 24);
    uint64_t offset = elf_word(r, s, 4, 8), size = elf_word(r, s, 16, 32);
    aa_bytes content;
    bool inside = aa_bytes_sub(r->file, offset, size, &content);
    switch (type) {
    case PT_LOAD:
        add_load(r, s, loads);
        break;
    case PT_DYNAMIC:
        r->elf->has_dynamic = true;
        r->dynamic = inside ? content : aa_bytes_from(r->file, offset);
        if (!inside)
            elf_gap(r, "elf.dynamic", offset, size);
        break;
    case PT_INTERP:
        r->elf->has_interpreter = true;
        break;
    case PT_NOTE:
        if (inside)
            elf_read_notes(r, content);
        else
            elf_gap(r, "elf.notes", offset, size);
        break;
    case PT_GNU_STACK:
        r->has_stack = true;
        r->elf->guards.stack_executable = (flags & AA_ELF_X) != 0;
        break;
    case PT_GNU_RELRO:
        r->elf->guards.relro = true;
        break;
    default:
        break;
    }
}

static void read_segments(elf_reader *r)
{
    uint64_t offset = elf_word(r, r->file, 28, 32);
    uint32_t size = elf_u16(r->file, r->elf->is64 ? 54 : 42),
             count = elf_u16(r->file, r->elf->is64 ? 56 : 44);
    size_t least = r->elf->is64 ? SEGMENT64 : SEGMENT32;
    aa_vec loads = AA_VEC_INIT(aa_elf_load);
    aa_bytes table;
    /* bionic refuses another size, and more headers than 64 KiB hold */
    if (count > 0 &&
        (size != least || count > MOST_SEGMENTS || !aa_bytes_table(r->file, offset, count, size, &table))) {
        elf_gap(r, "elf.segments", offset, count);
        return;
    }
    for (uint32_t i = 0; i < count; i++)
        read_segment(r, aa_bytes_of(table.p + (size_t)i * size, size), &loads);
    r->elf->loads = loads.items;
    r->elf->load_count = loads.count;
    if (!r->has_stack && r->elf->machine != AA_ELF_AARCH64 && r->elf->machine != AA_ELF_RISCV)
        r->elf->guards.stack_executable = true;
}

/* ---- all */

static aa_err refuse(elf_reader *r, aa_err err, const char *code, uint64_t value)
{
    elf_gap(r, code, 0, value);
    return err;
}

static aa_err read_header(elf_reader *r)
{
    static const uint16_t known[] = {AA_ELF_386,    AA_ELF_MIPS,    AA_ELF_ARM,
                                     AA_ELF_X86_64, AA_ELF_AARCH64, AA_ELF_RISCV};
    if (!aa_elf_looks(r->file))
        return refuse(r, AA_E_FORMAT, "elf.header", r->file.n);
    uint8_t class = r->file.p[4], order = r->file.p[5];
    if (order != ELFDATA2LSB || (class != ELFCLASS32 && class != ELFCLASS64))
        return refuse(r, AA_E_UNSUPPORTED, "elf.unsupported", class);
    r->elf->is64 = class == ELFCLASS64;
    if (r->file.n < (r->elf->is64 ? HEADER64 : HEADER32))
        return refuse(r, AA_E_FORMAT, "elf.header", r->file.n);
    r->elf->type = (uint16_t)elf_u16(r->file, 16);
    r->elf->machine = (uint16_t)elf_u16(r->file, 18);
    bool fits = false;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        fits = fits || known[i] == r->elf->machine;
    bool wide = r->elf->machine == AA_ELF_X86_64 || r->elf->machine == AA_ELF_AARCH64;
    bool either = r->elf->machine == AA_ELF_RISCV || r->elf->machine == AA_ELF_MIPS;
    if (!fits) { /* no Android device runs it */
        aa_notes_add(r->notes, AA_NOTE_ANOMALY, "elf.machine", 18, "%u", r->elf->machine);
        return AA_E_UNSUPPORTED;
    }
    if (wide != r->elf->is64 && !either)
        return refuse(r, AA_E_FORMAT, "elf.header", r->elf->machine);
    return AA_OK;
}

aa_err aa_elf_read(aa_arena *arena, aa_bytes file, const aa_limits *limits, aa_notes *notes, aa_elf **out)
{
    aa_elf *elf = aa_arena_alloc(arena, sizeof *elf);
    if (elf == NULL)
        return AA_E_NOMEM;
    elf_reader r = {.arena = arena,
                    .file = file,
                    .limits = limits,
                    .notes = notes,
                    .elf = elf,
                    .dynamic = aa_bytes_none(),
                    .strings = aa_bytes_none()};
    aa_err err = read_header(&r);
    if (err != AA_OK)
        return err;
    read_segments(&r);
    elf_read_sections(&r);
    elf_read_dynamic(&r);
    if (r.failed || notes->failed)
        return AA_E_NOMEM;
    *out = elf;
    return AA_OK;
}
