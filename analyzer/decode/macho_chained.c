/*
 * LC_DYLD_CHAINED_FIXUPS: the pointers of a page name their next one.
 *
 * Source: xnu EXTERNAL_HEADERS/mach-o/fixup-chains.h; dyld mach_o/ChainedFixups.cpp, Fixups.cpp.
 */
#include "decode/macho_reader.h"

enum {
    PTR_ARM64E = 1,
    PTR_64 = 2,
    PTR_32 = 3,
    PTR_64_OFFSET = 6,
    PTR_ARM64E_KERNEL = 7,
    PTR_ARM64E_USERLAND = 9,
    PTR_ARM64E_FIRMWARE = 10,
    PTR_ARM64E_USERLAND24 = 12,
};

enum { IMPORTS_PLAIN = 1, IMPORTS_ADDEND = 2, IMPORTS_ADDEND64 = 3 };

enum { HEADER = 28, SEGMENT_STARTS = 22 };

enum { START_NONE = 0xffff, START_MULTI = 0x8000, START_LAST = 0x8000 };

/* What one pointer says. */
typedef struct link {
    bool is_bind, authenticated, is_value; /* a value: no pointer at all */
    uint64_t target;                       /* rebase */
    uint32_t ordinal;                      /* bind */
    int64_t addend;
    uint64_t next; /* bytes to the next one; 0: the last */
} link;

static int64_t sign_extend(uint64_t value, unsigned bits)
{
    uint64_t sign = UINT64_C(1) << (bits - 1);
    return (int64_t)((value ^ sign) - sign);
}

static link read_arm64e(const aa_macho *m, uint64_t raw, uint16_t format)
{
    bool narrow = format == PTR_ARM64E_KERNEL || format == PTR_ARM64E_FIRMWARE;
    bool wide = format == PTR_ARM64E_USERLAND24;
    bool is_address = format == PTR_ARM64E || format == PTR_ARM64E_FIRMWARE;
    link out = {.authenticated = raw >> 63 != 0,
                .is_bind = (raw >> 62 & 1) != 0,
                .next = (raw >> 51 & 0x7ff) * (narrow ? 4 : 8)};
    if (out.is_bind) {
        out.ordinal = (uint32_t)(raw & (wide ? 0xffffff : 0xffff));
        if (!out.authenticated)
            out.addend = sign_extend(raw >> 32 & 0x7ffff, 19);
    } else if (out.authenticated) {
        out.target = m->base + (raw & 0xffffffff);
    } else {
        uint64_t low = raw & UINT64_C(0x7ffffffffff);
        out.target = (is_address ? low : m->base + low) | (raw >> 43 & 0xff) << 56;
    }
    return out;
}

static link read_64(const aa_macho *m, uint64_t raw, bool is_offset)
{
    link out = {.is_bind = raw >> 63 != 0, .next = (raw >> 51 & 0xfff) * 4};
    if (out.is_bind) {
        out.ordinal = (uint32_t)(raw & 0xffffff);
        out.addend = (int64_t)(raw >> 24 & 0xff);
    } else {
        uint64_t low = raw & UINT64_C(0xfffffffff);
        out.target = (is_offset ? m->base + low : low) | (raw >> 36 & 0xff) << 56;
    }
    return out;
}

static link read_32(const aa_macho_chain *chain, uint32_t raw)
{
    link out = {.is_bind = raw >> 31 != 0, .next = (uint64_t)(raw >> 26 & 0x1f) * 4};
    if (out.is_bind) {
        out.ordinal = raw & 0xfffff;
        out.addend = raw >> 20 & 0x3f;
    } else {
        out.target = raw & 0x3ffffff;
        out.is_value = out.target > chain->max_valid;
    }
    return out;
}

static bool is_known(uint16_t format)
{
    return (format >= PTR_ARM64E && format <= PTR_32) || format == PTR_64_OFFSET ||
           format == PTR_ARM64E_KERNEL || format == PTR_ARM64E_USERLAND || format == PTR_ARM64E_FIRMWARE ||
           format == PTR_ARM64E_USERLAND24;
}

static link read_link(const aa_macho *m, const aa_macho_chain *chain, aa_bytes pointer)
{
    switch (chain->format) {
    case PTR_32:
        return read_32(chain, aa_le32(pointer.p));
    case PTR_64:
    case PTR_64_OFFSET:
        return read_64(m, aa_le64(pointer.p), chain->format == PTR_64_OFFSET);
    default:
        return read_arm64e(m, aa_le64(pointer.p), chain->format);
    }
}

static void damaged(const aa_macho_reader *r, uint64_t value)
{
    aa_macho_note(r, AA_NOTE_GAP, "macho.fixups", AA_NO_OFFSET, value);
}

static bool add(aa_macho_reader *r, const aa_macho_chain *chain, uint64_t address, const link *found)
{
    aa_macho_fixup fixup = {.address = address,
                            .import = AA_MACHO_NO_IMPORT,
                            .target = found->target,
                            .authenticated = found->authenticated};
    if (found->is_value)
        return true;
    if (found->is_bind) {
        if (found->ordinal >= chain->count || chain->imports[found->ordinal] == AA_MACHO_NO_IMPORT) {
            damaged(r, found->ordinal);
            return true;
        }
        fixup.import = chain->imports[found->ordinal];
        fixup.target = (uint64_t)found->addend;
        if (chain->addends != NULL)
            fixup.target += (uint64_t)chain->addends[found->ordinal];
    }
    return aa_macho_add_fixup(r, &fixup);
}

bool aa_macho_follow_chain(aa_macho_reader *r, const aa_macho_chain *chain, uint64_t offset)
{
    uint64_t size = chain->format == PTR_32 ? 4 : 8;
    for (;;) {
        aa_bytes pointer = aa_bytes_none();
        if (offset >= chain->stop || !aa_bytes_sub(chain->segment->data, offset, size, &pointer)) {
            damaged(r, chain->segment->address + offset);
            return true;
        }
        link found = read_link(r->m, chain, pointer);
        if (!add(r, chain, chain->segment->address + offset, &found))
            return false;
        if (found.next == 0)
            return true;
        offset += found.next;
    }
}

/* ---- imports ---- */

typedef struct symbol_table {
    uint32_t *ids;
    int64_t *addends; /* NULL: the format has none */
    size_t count;
} symbol_table;

static int32_t special(uint32_t ordinal, uint32_t bits)
{
    uint32_t top = (UINT32_C(1) << bits) - 16;
    return ordinal > top ? (int32_t)ordinal - (int32_t)(UINT32_C(1) << bits) : (int32_t)ordinal;
}

static bool read_import(aa_macho_reader *r, aa_bytes names, const uint8_t *p, uint32_t format,
                        symbol_table *table, size_t i)
{
    bool wide = format == IMPORTS_ADDEND64;
    uint64_t word = wide ? aa_le64(p) : aa_le32(p);
    uint64_t at = wide ? word >> 32 : word >> 9;
    int32_t library = wide ? special((uint32_t)(word & 0xffff), 16) : special((uint32_t)(word & 0xff), 8);
    bool weak = (word >> (wide ? 16 : 8) & 1) != 0;
    aa_cursor c = aa_cursor_at(names, at);
    aa_bytes name = aa_read_cstring(&c);
    if (c.bad)
        damaged(r, i);
    table->ids[i] = aa_macho_import_id(r, name, library, weak);
    if (table->addends != NULL)
        table->addends[i] = wide ? (int64_t)aa_le64(p + 8) : (int32_t)aa_le32(p + 4);
    return !r->failed;
}

static bool read_imports(aa_macho_reader *r, symbol_table *table)
{
    const uint8_t *head = r->chained.p;
    uint32_t format = aa_le32(head + 20);
    size_t step = format == IMPORTS_PLAIN ? 4 : format == IMPORTS_ADDEND ? 8 : 16;
    uint32_t count = aa_le32(head + 16);
    aa_bytes records = aa_bytes_none();
    if (format < IMPORTS_PLAIN || format > IMPORTS_ADDEND64 || aa_le32(head + 24) != 0 ||
        !aa_bytes_table(r->chained, aa_le32(head + 8), count, step, &records)) {
        damaged(r, format);
        return true;
    }
    if (count > r->limits->macho_imports) {
        aa_macho_note(r, AA_NOTE_GAP, "limit.macho_imports", AA_NO_OFFSET, count);
        count = r->limits->macho_imports;
    }
    aa_bytes names = aa_bytes_from(r->chained, aa_le32(head + 12));
    table->ids = aa_arena_array(r->arena, count, sizeof *table->ids);
    if (format != IMPORTS_PLAIN)
        table->addends = aa_arena_array(r->arena, count, sizeof *table->addends);
    if (table->ids == NULL || (format != IMPORTS_PLAIN && table->addends == NULL))
        return false;
    table->count = count;
    for (uint32_t i = 0; i < count; i++) {
        if (!read_import(r, names, records.p + i * step, format, table, i))
            return false;
    }
    return true;
}

/* ---- pages ---- */

typedef struct page_starts {
    uint32_t size;   /* bytes */
    uint32_t number; /* in the segment */
    aa_bytes starts; /* of the segment: page starts, then the lists of pages with several chains */
} page_starts;

static bool follow_from(aa_macho_reader *r, aa_macho_chain *chain, const page_starts *page, uint32_t start)
{
    uint64_t begin = (uint64_t)page->number * page->size;
    chain->stop = begin + page->size;
    return aa_macho_follow_chain(r, chain, begin + start);
}

static bool read_page(aa_macho_reader *r, aa_macho_chain *chain, const page_starts *page)
{
    uint32_t start = aa_le16(page->starts.p + 2 * (size_t)page->number);
    if (start == START_NONE)
        return true;
    if ((start & START_MULTI) == 0)
        return follow_from(r, chain, page, start);
    for (uint32_t i = start & ~(uint32_t)START_MULTI;; i++) {
        aa_bytes word = aa_bytes_none();
        if (!aa_bytes_sub(page->starts, (uint64_t)i * 2, 2, &word)) {
            damaged(r, i);
            return true;
        }
        uint32_t each = aa_le16(word.p);
        if (!follow_from(r, chain, page, each & ~(uint32_t)START_LAST))
            return false;
        if ((each & START_LAST) != 0)
            return true;
    }
}

/* The segment that lies |offset| bytes behind the header. */
static const aa_macho_segment *segment_behind(const aa_macho *m, uint64_t offset)
{
    for (size_t i = 0; i < m->segment_count; i++) {
        if (m->segments[i].size > 0 && m->segments[i].address == m->base + offset)
            return &m->segments[i];
    }
    return NULL;
}

static bool read_segment(aa_macho_reader *r, const symbol_table *table, aa_bytes info)
{
    if (info.n < SEGMENT_STARTS) {
        damaged(r, info.n);
        return true;
    }
    uint32_t size = aa_le32(info.p);
    if (size < info.n)
        info.n = size < SEGMENT_STARTS ? SEGMENT_STARTS : size;
    aa_macho_chain chain = {.format = aa_le16(info.p + 6),
                            .segment = segment_behind(r->m, aa_le64(info.p + 8)),
                            .max_valid = aa_le32(info.p + 16),
                            .imports = table->ids,
                            .addends = table->addends,
                            .count = table->count};
    page_starts page = {.size = aa_le16(info.p + 4), .starts = aa_bytes_from(info, SEGMENT_STARTS)};
    uint32_t pages = aa_le16(info.p + 20);
    if (!is_known(chain.format) || (chain.format == PTR_32) == r->m->is64) {
        aa_macho_note(r, AA_NOTE_GAP, "macho.fixup_format", AA_NO_OFFSET, chain.format);
        return true;
    }
    if (chain.segment == NULL || page.size == 0 || pages > page.starts.n / 2) {
        damaged(r, pages);
        return true;
    }
    for (page.number = 0; page.number < pages; page.number++) {
        if (!read_page(r, &chain, &page))
            return false;
    }
    return true;
}

bool aa_macho_read_chained(aa_macho_reader *r)
{
    if (r->chained.n == 0)
        return true; /* nothing to fill in */
    if (r->chained.n < HEADER || aa_le32(r->chained.p) != 0) {
        damaged(r, r->chained.n);
        return true;
    }
    symbol_table table = {.count = 0};
    if (!read_imports(r, &table))
        return false;
    aa_bytes image = aa_bytes_from(r->chained, aa_le32(r->chained.p + 4));
    aa_bytes offsets = aa_bytes_none();
    uint32_t count = image.n < 4 ? 0 : aa_le32(image.p);
    if (image.n < 4 || !aa_bytes_table(image, 4, count, 4, &offsets)) {
        damaged(r, count);
        return true;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = aa_le32(offsets.p + 4 * (size_t)i);
        if (at != 0 && !read_segment(r, &table, aa_bytes_from(image, at)))
            return !r->failed;
    }
    return !r->failed;
}
