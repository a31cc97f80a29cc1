/*
 * The dynamic section: what is needed, how it is bound, and the symbols.
 *
 * Source: gABI 5 "Dynamic Section"; bionic linker.cpp, soinfo::prelink_image().
 */
#include <stdlib.h>

#include "decode/elf_reader.h"

enum {
    DT_NEEDED = 1,
    DT_PLTRELSZ = 2,
    DT_HASH = 4,
    DT_STRTAB = 5,
    DT_SYMTAB = 6,
    DT_RELA = 7,
    DT_RELASZ = 8,
    DT_STRSZ = 10,
    DT_SONAME = 14,
    DT_RPATH = 15,
    DT_PLTREL = 20,
    DT_TEXTREL = 22,
    DT_JMPREL = 23,
    DT_BIND_NOW = 24,
    DT_RUNPATH = 29,
    DT_FLAGS = 30,
    DT_LAST = 31
};

/* Tables of relocations, each as where it is and what it has in bytes. */
static const struct {
    uint32_t address, size;
} tables[] = {{7, 8}, {17, 18}, {23, 2}, {36, 35}, {0x6000000fU, 0x60000010U}, {0x60000011U, 0x60000012U}};

enum { TABLES = sizeof tables / sizeof *tables };

#define DT_GNU_HASH 0x6ffffef5U
#define DT_FLAGS_1  0x6ffffffbU

enum { DF_TEXTREL = 4, DF_BIND_NOW = 8, DF_1_NOW = 1, STT_FUNC = 2 };

typedef struct dynamic {
    uint64_t value[DT_LAST];
    bool has[DT_LAST];
    uint64_t gnu_hash;
    uint64_t table_address[TABLES], table_size[TABLES];
    aa_vec needed; /* of uint64_t */
} dynamic;

static void read_entry(elf_reader *r, uint64_t tag, uint64_t value, dynamic *d)
{
    if (tag == DT_NEEDED) {
        uint64_t *n = d->needed.count < r->limits->elf_entries ? aa_vec_push(r->arena, &d->needed) : NULL;
        if (n != NULL)
            *n = value;
        else if (d->needed.count < r->limits->elf_entries)
            r->failed = true;
        return;
    }
    for (size_t i = 0; i < TABLES; i++) {
        d->table_address[i] = tag == tables[i].address ? value : d->table_address[i];
        d->table_size[i] = tag == tables[i].size ? value : d->table_size[i];
    }
    if (tag < DT_LAST) {
        d->value[tag] = value;
        d->has[tag] = true;
    } else if (tag == DT_GNU_HASH) {
        d->gnu_hash = value;
    } else if (tag == DT_FLAGS_1) {
        r->elf->dynamic_flags_1 = (uint32_t)value;
    }
}

static void read_entries(elf_reader *r, dynamic *d)
{
    size_t size = r->elf->is64 ? 16 : 8;
    for (uint64_t i = 0; (i + 1) * size <= r->dynamic.n && !r->failed; i++) {
        aa_bytes e = aa_bytes_of(r->dynamic.p + i * size, size);
        uint64_t tag = elf_word(r, e, 0, 0);
        if (tag == 0)
            return;
        if (i > r->limits->elf_entries) {
            elf_gap(r, "limit.elf_entries", AA_NO_OFFSET, r->limits->elf_entries);
            return;
        }
        read_entry(r, tag, elf_word(r, e, 4, 8), d);
    }
}

static void read_names(elf_reader *r, const dynamic *d)
{
    aa_vec needed = AA_VEC_INIT(const char *);
    const uint64_t *offsets = d->needed.items;
    for (size_t i = 0; i < d->needed.count && !r->failed; i++) {
        const char *name = elf_text(r, r->strings, offsets[i]);
        const char **slot = name != NULL ? aa_vec_push(r->arena, &needed) : NULL;
        if (slot != NULL)
            *slot = name;
        r->failed = r->failed || (name != NULL && slot == NULL);
    }
    r->elf->needed = needed.items;
    r->elf->needed_count = needed.count;
    if (d->has[DT_SONAME])
        r->elf->soname = elf_text(r, r->strings, d->value[DT_SONAME]);
    if (d->has[DT_RPATH])
        r->elf->rpath = elf_text(r, r->strings, d->value[DT_RPATH]);
    if (d->has[DT_RUNPATH])
        r->elf->runpath = elf_text(r, r->strings, d->value[DT_RUNPATH]);
}

static void read_flags(elf_reader *r, const dynamic *d)
{
    uint64_t flags = d->value[DT_FLAGS];
    r->elf->guards.text_relocations = d->has[DT_TEXTREL] || (flags & DF_TEXTREL) != 0;
    r->elf->guards.bind_now =
        d->has[DT_BIND_NOW] || (flags & DF_BIND_NOW) != 0 || (r->elf->dynamic_flags_1 & DF_1_NOW) != 0;
}

/* ---- symbols: their number stands only in the hash tables */

/* The highest chain that a bucket starts, followed to its end. */
static uint64_t count_by_gnu_hash(const elf_reader *r, uint64_t address)
{
    aa_bytes h = aa_elf_at(r->elf, address);
    uint64_t buckets = elf_u32(h, 0), first = elf_u32(h, 4), words = elf_u32(h, 8), last = 0;
    uint64_t at = 16 + words * (r->elf->is64 ? 8 : 4), chains = at + 4 * buckets;
    for (uint64_t i = 0; i < buckets && at + 4 * i + 4 <= h.n; i++) {
        uint32_t b = elf_u32(h, (size_t)(at + 4 * i));
        last = b > last ? b : last;
    }
    if (last < first)
        return first;
    for (; chains + 4 * (last - first) + 4 <= h.n; last++)
        if ((elf_u32(h, (size_t)(chains + 4 * (last - first))) & 1) != 0)
            return last + 1;
    return last;
}

static uint64_t count_symbols(const elf_reader *r, const dynamic *d)
{
    uint64_t count = d->has[DT_HASH] ? elf_u32(aa_elf_at(r->elf, d->value[DT_HASH]), 4) : 0;
    if (count == 0 && d->gnu_hash != 0)
        count = count_by_gnu_hash(r, d->gnu_hash);
    return count > r->section_count ? count : r->section_count;
}

static void read_symbol(elf_reader *r, aa_bytes s, aa_elf_symbol *out, bool *damaged)
{
    bool wide = r->elf->is64;
    uint32_t name = elf_u32(s, 0), section = elf_u16(s, wide ? 6 : 14);
    const char *text = name == 0 ? "" : elf_text(r, r->strings, name);
    *damaged = *damaged || text == NULL;
    *out = (aa_elf_symbol){.name = text != NULL ? text : "",
                           .value = elf_word(r, s, 4, 8),
                           .size = elf_word(r, s, 8, 16),
                           .imported = section == 0,
                           .function = (s.p[wide ? 4 : 12] & 0xF) == STT_FUNC};
}

static void read_symbols(elf_reader *r, const dynamic *d)
{
    size_t size = r->elf->is64 ? 24 : 16;
    uint64_t count = count_symbols(r, d);
    aa_bytes table = aa_elf_at(r->elf, d->value[DT_SYMTAB]);
    bool damaged = table.n == 0 && count > 0;
    if (count > r->limits->elf_symbols) {
        elf_gap(r, "limit.elf_symbols", AA_NO_OFFSET, count);
        count = r->limits->elf_symbols;
    }
    if (count > table.n / size) {
        damaged = true;
        count = table.n / size;
    }
    aa_elf_symbol *symbols = aa_arena_array(r->arena, (size_t)count + 1, sizeof *symbols);
    r->failed = r->failed || symbols == NULL;
    for (uint64_t i = 0; i < count && !r->failed; i++)
        read_symbol(r, aa_bytes_of(table.p + i * size, size), &symbols[i], &damaged);
    r->elf->symbols = symbols;
    r->elf->symbol_count = symbols != NULL ? (size_t)count : 0;
    if (damaged)
        elf_gap(r, "elf.symbols", AA_NO_OFFSET, count);
}

/* ---- slots of imported functions */

static int by_address(const void *a, const void *b)
{
    const aa_elf_slot *x = a, *y = b;
    if (x->address != y->address)
        return x->address < y->address ? -1 : 1;
    return x->symbol < y->symbol ? -1 : x->symbol > y->symbol;
}

static void read_slots(elf_reader *r, const dynamic *d, uint32_t where, uint64_t bytes, bool with_addend,
                       aa_vec *slots)
{
    size_t word = r->elf->is64 ? 8 : 4, size = word * (with_addend ? 3 : 2);
    aa_bytes table = aa_elf_at(r->elf, d->value[where]);
    uint64_t count = (bytes < table.n ? bytes : table.n) / size;
    if (count > r->limits->elf_relocations) {
        elf_gap(r, "limit.elf_relocations", AA_NO_OFFSET, count);
        count = r->limits->elf_relocations;
    }
    for (uint64_t i = 0; i < count && !r->failed; i++) {
        aa_bytes e = aa_bytes_of(table.p + i * size, size);
        uint64_t info = elf_word(r, e, 4, 8);
        uint64_t symbol = r->elf->is64 ? info >> 32 : info >> 8;
        if (symbol == 0 || symbol >= r->elf->symbol_count || !r->elf->symbols[symbol].imported)
            continue;
        aa_elf_slot *slot = aa_vec_push(r->arena, slots);
        if (slot != NULL)
            *slot = (aa_elf_slot){elf_word(r, e, 0, 0), (uint32_t)symbol};
        r->failed = r->failed || slot == NULL;
    }
}

/* The linker would go past the end, or refuse. */
static void check_tables(elf_reader *r, const dynamic *d)
{
    for (size_t i = 0; i < TABLES; i++) {
        uint64_t there = aa_elf_at(r->elf, d->table_address[i]).n;
        if (d->table_address[i] != 0 && d->table_size[i] > there)
            elf_gap(r, "elf.relocations", AA_NO_OFFSET, d->table_size[i]);
    }
}

void elf_read_dynamic(elf_reader *r)
{
    dynamic d = {.needed = AA_VEC_INIT(uint64_t)};
    aa_vec slots = AA_VEC_INIT(aa_elf_slot);
    if (!r->elf->has_dynamic)
        return;
    read_entries(r, &d);
    aa_bytes strings = aa_elf_at(r->elf, d.value[DT_STRTAB]);
    if (!aa_bytes_sub(strings, 0, d.value[DT_STRSZ], &r->strings)) {
        r->strings = strings;
        elf_gap(r, "elf.strings", AA_NO_OFFSET, d.value[DT_STRSZ]);
    }
    read_names(r, &d);
    read_flags(r, &d);
    read_symbols(r, &d);
    if (d.has[DT_JMPREL])
        read_slots(r, &d, DT_JMPREL, d.value[DT_PLTRELSZ], d.value[DT_PLTREL] == DT_RELA, &slots);
    if (d.has[DT_RELA])
        read_slots(r, &d, DT_RELA, d.value[DT_RELASZ], true, &slots);
    if (slots.count > 1)
        qsort(slots.items, slots.count, slots.item_size, by_address);
    check_tables(r, &d);
    r->elf->slots = slots.items;
    r->elf->slot_count = slots.count;
}
