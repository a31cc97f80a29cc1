/*
 * Load commands.
 *
 * Sources: xnu EXTERNAL_HEADERS/mach-o/loader.h, bsd/kern/mach_loader.c (parse_machfile, load_segment);
 * dyld common/MachOFile.cpp (forEachLoadCommand, validLoadCommands), mach_o/Header.cpp.
 */
#include "decode/macho_reader.h"

enum {
    SEGMENT32 = 0x1,
    SYMTAB = 0x2,
    UNIX_THREAD = 0x5,
    DYSYMTAB = 0xb,
    LOAD_DYLIB = 0xc,
    ID_DYLIB = 0xd,
    LOAD_WEAK_DYLIB = 0x18,
    SEGMENT64 = 0x19,
    UUID = 0x1b,
    RPATH = 0x1c,
    CODE_SIGNATURE = 0x1d,
    REEXPORT_DYLIB = 0x1f,
    LAZY_LOAD_DYLIB = 0x20,
    ENCRYPTION_INFO = 0x21,
    DYLD_INFO = 0x22,
    LOAD_UPWARD_DYLIB = 0x23,
    VERSION_MIN_MACOS = 0x24,
    VERSION_MIN_IOS = 0x25,
    FUNCTION_STARTS = 0x26,
    MAIN = 0x28,
    ENCRYPTION_INFO64 = 0x2c,
    VERSION_MIN_TVOS = 0x2f,
    VERSION_MIN_WATCHOS = 0x30,
    BUILD_VERSION = 0x32,
    EXPORTS_TRIE = 0x33,
    CHAINED_FIXUPS = 0x34,
};

#define REQUIRED_BY_DYLD UINT32_C(0x80000000)
#define COMMAND          8

enum { ZEROFILL = 0x1, GB_ZEROFILL = 0xc, THREAD_LOCAL_ZEROFILL = 0x12, SECTION_TYPE = 0xff };

enum { FILE_DSYM = 0xa };

typedef struct command {
    uint32_t code; /* without REQUIRED_BY_DYLD */
    uint64_t at;   /* offset in the slice */
    aa_bytes body; /* with code and size; at least COMMAND bytes */
} command;

/* Fields that the command does not hold read as 0; who needs one asks has(). */
static uint32_t word(const command *c, size_t at)
{
    return c->body.n >= at + 4 ? aa_le32(c->body.p + at) : 0;
}

static uint64_t wide(const command *c, size_t at)
{
    return c->body.n >= at + 8 ? aa_le64(c->body.p + at) : 0;
}

static bool has(const aa_macho_reader *r, const command *c, size_t size)
{
    if (c->body.n >= size)
        return true;
    aa_macho_note(r, AA_NOTE_GAP, "macho.command", c->at, c->code);
    return false;
}

/* True for the first command of its kind; dyld refuses a second one. */
static bool first(aa_macho_reader *r, const command *c)
{
    uint64_t bit = UINT64_C(1) << (c->code == ENCRYPTION_INFO64 ? ENCRYPTION_INFO : c->code);
    if ((r->seen & bit) == 0) {
        r->seen |= bit;
        return true;
    }
    aa_macho_note(r, AA_NOTE_GAP, "macho.command_twice", c->at, c->code);
    return false;
}

/* [offset, +size) of the slice, or what exists of it with a gap. */
static aa_bytes span(const aa_macho_reader *r, const command *c, uint32_t offset, uint32_t size)
{
    aa_bytes out = aa_bytes_none();
    if (size == 0 || aa_bytes_sub(r->m->data, offset, size, &out))
        return out;
    aa_macho_note(r, AA_NOTE_GAP, "macho.table", c->at, c->code);
    out = aa_bytes_from(r->m->data, offset);
    return out;
}

/* |count| records of |step| bytes, or as many as there are, with a gap. */
static aa_bytes table(const aa_macho_reader *r, const command *c, uint32_t offset, uint32_t count,
                      size_t step)
{
    aa_bytes out = aa_bytes_none();
    if (count == 0 || aa_bytes_table(r->m->data, offset, count, step, &out))
        return out;
    aa_macho_note(r, AA_NOTE_GAP, "macho.table", c->at, c->code);
    out = aa_bytes_from(r->m->data, offset);
    out.n -= out.n % step;
    return out;
}

/* The text that begins at the offset written at |field|. */
static aa_bytes text(const aa_macho_reader *r, const command *c, size_t field)
{
    uint32_t offset = word(c, field);
    aa_bytes rest = aa_bytes_from(c->body, offset);
    const uint8_t *end = rest.n == 0 || offset < field + 4 ? NULL : memchr(rest.p, 0, rest.n);
    if (end == NULL) {
        aa_macho_note(r, AA_NOTE_GAP, "macho.name", c->at, c->code);
        return offset < field + 4 ? aa_bytes_none() : rest;
    }
    return aa_bytes_of(rest.p, (size_t)(end - rest.p));
}

static void name16(char out[17], const uint8_t *p)
{
    memcpy(out, p, 16);
    out[16] = '\0';
}

/* ---- segments ---- */

/* Memory comes from the segment; the section's own offset is what other tools believe. */
static void place_section(const aa_macho_reader *r, const command *c, const aa_macho_segment *segment,
                          aa_macho_section *section)
{
    uint32_t type = section->flags & SECTION_TYPE;
    if (type == ZEROFILL || type == GB_ZEROFILL || type == THREAD_LOCAL_ZEROFILL || section->size == 0)
        return;
    if (segment->file_size == 0 || r->m->file_type == FILE_DSYM)
        return;
    uint64_t inside = section->address - segment->address;
    if (section->address < segment->address || inside > segment->data.n) {
        aa_macho_note(r, AA_NOTE_GAP, "macho.section", c->at, section->offset);
        return;
    }
    if (!aa_bytes_sub(segment->data, inside, section->size, &section->data)) {
        aa_macho_note(r, AA_NOTE_GAP, "macho.section", c->at, section->offset);
        section->data = aa_bytes_from(segment->data, inside);
    }
    if (section->offset != segment->file_offset + inside)
        aa_macho_note(r, AA_NOTE_ANOMALY, "macho.section_offset", c->at, section->offset);
}

static bool read_section(aa_macho_reader *r, const command *c, const aa_macho_segment *segment, size_t at)
{
    aa_macho_section *s = aa_vec_push(r->arena, &r->sections);
    if (s == NULL)
        return false;
    size_t number = r->m->is64 ? 8 : 4;
    size_t after = at + 32 + 2 * number;
    name16(s->name, c->body.p + at);
    name16(s->segment, c->body.p + at + 16);
    s->address = number == 8 ? wide(c, at + 32) : word(c, at + 32);
    s->size = number == 8 ? wide(c, at + 40) : word(c, at + 36);
    s->offset = word(c, after);
    s->alignment = word(c, after + 4);
    s->flags = word(c, after + 16);
    s->reserved1 = word(c, after + 20);
    s->reserved2 = word(c, after + 24);
    s->data = aa_bytes_none();
    place_section(r, c, segment, s);
    return true;
}

static void place_segment(const aa_macho_reader *r, const command *c, aa_macho_segment *s)
{
    s->data = aa_bytes_none();
    if (s->file_size == 0)
        return;
    if (!aa_bytes_sub(r->m->data, s->file_offset, s->file_size, &s->data)) {
        /* What a debug file leaves out is not missing. */
        if (r->m->file_type != FILE_DSYM)
            aa_macho_note(r, AA_NOTE_GAP, "macho.segment", c->at, s->file_offset);
        s->data = aa_bytes_from(r->m->data, s->file_offset);
    }
    if (s->data.n > s->size) {
        aa_macho_note(r, AA_NOTE_ANOMALY, "macho.segment_size", c->at, s->size);
        s->data.n = (size_t)s->size;
    }
    if (s->size > UINT64_MAX - s->address) {
        aa_macho_note(r, AA_NOTE_GAP, "macho.segment", c->at, s->file_offset);
        s->data = aa_bytes_none();
        s->size = 0;
    }
}

static bool read_segment(aa_macho_reader *r, const command *c, bool is64)
{
    size_t head = is64 ? 72 : 56;
    size_t step = is64 ? 80 : 68;
    if (is64 != r->m->is64) {
        aa_macho_note(r, AA_NOTE_GAP, "macho.command", c->at, c->code);
        return true;
    }
    if (!has(r, c, head))
        return true;
    aa_macho_segment *s = aa_vec_push(r->arena, &r->segments);
    if (s == NULL)
        return false;
    name16(s->name, c->body.p + 8);
    s->address = is64 ? wide(c, 24) : word(c, 24);
    s->size = is64 ? wide(c, 32) : word(c, 28);
    s->file_offset = is64 ? wide(c, 40) : word(c, 32);
    s->file_size = is64 ? wide(c, 48) : word(c, 36);
    size_t at = is64 ? 56 : 40;
    s->max_protection = word(c, at);
    s->protection = word(c, at + 4);
    uint32_t declared = word(c, at + 8);
    s->flags = word(c, at + 12);
    place_segment(r, c, s);
    uint32_t count = declared;
    if (count > (c->body.n - head) / step) {
        aa_macho_note(r, AA_NOTE_GAP, "macho.sections", c->at, declared);
        count = (uint32_t)((c->body.n - head) / step);
    }
    if (count > r->limits->macho_sections - r->sections.count) {
        aa_macho_note(r, AA_NOTE_GAP, "limit.macho_sections", c->at, declared);
        count = (uint32_t)(r->limits->macho_sections - r->sections.count);
    }
    s->first_section = (uint32_t)r->sections.count;
    s->section_count = count;
    for (uint32_t i = 0; i < count; i++) {
        if (!read_section(r, c, s, head + i * step))
            return false;
    }
    return true;
}

/* ---- libraries ---- */

static bool read_dylib(aa_macho_reader *r, const command *c, aa_dylib_kind kind)
{
    aa_macho_dylib *d = aa_vec_push(r->arena, &r->dylibs); /* even when damaged: ordinals count them */
    if (d == NULL)
        return false;
    d->kind = kind;
    d->path = text(r, c, 8);
    d->current_version = word(c, 16);
    d->compatibility_version = word(c, 20);
    return true;
}

static bool read_rpath(aa_macho_reader *r, const command *c)
{
    aa_bytes *path = aa_vec_push(r->arena, &r->rpaths);
    if (path != NULL)
        *path = text(r, c, 8);
    return path != NULL;
}

/* ---- versions, entry, encryption ---- */

static void read_version_min(aa_macho *m, const command *c, uint32_t platform)
{
    if (m->platform != 0)
        return;
    m->platform = platform;
    m->min_os = word(c, 8);
    m->sdk = word(c, 12);
}

static void read_build_version(aa_macho_reader *r, const command *c)
{
    if (!has(r, c, 24) || (r->seen >> BUILD_VERSION & 1) != 0)
        return;
    r->seen |= UINT64_C(1)
               << BUILD_VERSION; /* a Catalyst library has two: the first names the platform it is made for */
    r->m->platform = word(c, 8);
    r->m->min_os = word(c, 12);
    r->m->sdk = word(c, 16);
}

/* Where the program counter lies in the thread state of each processor. */
static void read_thread(aa_macho_reader *r, const command *c)
{
    aa_macho *m = r->m;
    uint32_t at = 0;
    switch (m->cpu) {
    case AA_CPU_ARM64:
        at = 16 + 32 * 8;
        break;
    case AA_CPU_ARM:
        at = 16 + 15 * 4;
        break;
    case AA_CPU_X86:
        at = 16 + 10 * 4;
        break;
    case AA_CPU_X86_64:
        at = 16 + 16 * 8;
        break;
    default:
        return;
    }
    if (has(r, c, at + r->pointer))
        m->entry = m->is64 ? wide(c, at) : word(c, at);
}

static void read_encryption(aa_macho_reader *r, const command *c)
{
    aa_macho *m = r->m;
    if (!first(r, c) || !has(r, c, 20))
        return;
    m->has_encryption = true;
    m->crypt_offset = word(c, 8);
    m->crypt_size = word(c, 12);
    m->crypt_id = word(c, 16);
    if (m->crypt_id != 0)
        aa_macho_note(r, AA_NOTE_GAP, "macho.encrypted", m->crypt_offset, m->crypt_size);
}

/* ---- where tables are ---- */

static void read_dyld_info(aa_macho_reader *r, const command *c)
{
    if (!first(r, c) || !has(r, c, 48))
        return;
    r->has_dyld_info = true;
    r->rebases = span(r, c, word(c, 8), word(c, 12));
    r->binds = span(r, c, word(c, 16), word(c, 20));
    r->weak_binds = span(r, c, word(c, 24), word(c, 28));
    r->lazy_binds = span(r, c, word(c, 32), word(c, 36));
    if (r->exports.n == 0)
        r->exports = span(r, c, word(c, 40), word(c, 44));
}

static void read_symtab(aa_macho_reader *r, const command *c)
{
    if (!first(r, c) || !has(r, c, 24))
        return;
    r->symbols = table(r, c, word(c, 8), word(c, 12), r->m->is64 ? 16 : 12);
    r->strings = span(r, c, word(c, 16), word(c, 20));
}

static void read_dysymtab(aa_macho_reader *r, const command *c)
{
    if (!first(r, c) || !has(r, c, 80))
        return;
    r->indirect = table(r, c, word(c, 56), word(c, 60), 4);
    r->relocations = table(r, c, word(c, 64), word(c, 68), 8);
}

static void read_linkedit(aa_macho_reader *r, const command *c)
{
    if (!first(r, c) || !has(r, c, 16))
        return;
    aa_bytes bytes = span(r, c, word(c, 8), word(c, 12));
    switch (c->code) {
    case CODE_SIGNATURE:
        r->m->has_signature = true;
        r->m->signature = bytes;
        r->m->signature_offset = word(c, 8);
        break;
    case FUNCTION_STARTS:
        r->starts = bytes;
        break;
    case EXPORTS_TRIE:
        r->exports = bytes;
        break;
    default:
        r->has_chained = true;
        r->chained = bytes;
        break;
    }
}

/* ---- all of them ---- */

static void read_plain(aa_macho_reader *r, const command *c)
{
    aa_macho *m = r->m;
    switch (c->code) {
    case SYMTAB:
        read_symtab(r, c);
        break;
    case DYSYMTAB:
        read_dysymtab(r, c);
        break;
    case DYLD_INFO:
        read_dyld_info(r, c);
        break;
    case CODE_SIGNATURE:
    case FUNCTION_STARTS:
    case EXPORTS_TRIE:
    case CHAINED_FIXUPS:
        read_linkedit(r, c);
        break;
    case ENCRYPTION_INFO:
    case ENCRYPTION_INFO64:
        read_encryption(r, c);
        break;
    case VERSION_MIN_MACOS:
        read_version_min(m, c, 1);
        break;
    case VERSION_MIN_IOS:
        read_version_min(m, c, 2);
        break;
    case VERSION_MIN_TVOS:
        read_version_min(m, c, 3);
        break;
    case VERSION_MIN_WATCHOS:
        read_version_min(m, c, 4);
        break;
    case BUILD_VERSION:
        read_build_version(r, c);
        break;
    case ID_DYLIB:
        m->install_name = text(r, c, 8);
        break;
    case UNIX_THREAD:
        read_thread(r, c);
        break;
    case UUID:
        if (has(r, c, 24)) {
            memcpy(m->uuid, c->body.p + 8, 16);
            m->has_uuid = true;
        }
        break;
    default:
        break;
    }
}

static bool read_command(aa_macho_reader *r, const command *c, uint64_t *main_offset)
{
    switch (c->code) {
    case SEGMENT32:
        return read_segment(r, c, false);
    case SEGMENT64:
        return read_segment(r, c, true);
    case LOAD_DYLIB:
        return read_dylib(r, c, AA_DYLIB_NEEDED);
    case LOAD_WEAK_DYLIB:
        return read_dylib(r, c, AA_DYLIB_WEAK);
    case REEXPORT_DYLIB:
        return read_dylib(r, c, AA_DYLIB_REEXPORT);
    case LOAD_UPWARD_DYLIB:
        return read_dylib(r, c, AA_DYLIB_UPWARD);
    case LAZY_LOAD_DYLIB:
        return read_dylib(r, c, AA_DYLIB_LAZY);
    case RPATH:
        return read_rpath(r, c);
    case MAIN:
        if (has(r, c, 24))
            *main_offset = wide(c, 8);
        return true;
    default:
        read_plain(r, c);
        return true;
    }
}

/* LC_MAIN counts bytes of the file; the segment that holds them gives the address. */
static uint64_t entry_address(const aa_macho_reader *r, uint64_t offset)
{
    const aa_macho_segment *s = r->segments.items;
    for (size_t i = 0; i < r->segments.count; i++) {
        if (offset >= s[i].file_offset && offset - s[i].file_offset < s[i].data.n)
            return s[i].address + (offset - s[i].file_offset);
    }
    aa_macho_note(r, AA_NOTE_ANOMALY, "macho.entry", AA_NO_OFFSET, offset);
    return 0;
}

bool aa_macho_load(aa_macho_reader *r, size_t header, uint32_t count, uint32_t bytes)
{
    aa_bytes area = aa_bytes_none();
    uint64_t main_offset = UINT64_MAX;
    uint32_t size = bytes;
    if (size > r->limits->macho_commands) {
        aa_macho_note(r, AA_NOTE_GAP, "limit.macho_commands", 20, bytes);
        size = r->limits->macho_commands;
    }
    if (!aa_bytes_sub(r->m->data, header, size, &area)) {
        aa_macho_note(r, AA_NOTE_GAP, "macho.load_commands", 20, bytes);
        area = aa_bytes_from(r->m->data, header);
    }
    uint64_t pos = 0;
    for (uint32_t i = 0; i < count; i++) {
        aa_bytes head = aa_bytes_none();
        command c = {.at = header + pos};
        uint32_t length = aa_bytes_sub(area, pos, COMMAND, &head) ? aa_le32(head.p + 4) : 0;
        if (length < COMMAND || !aa_bytes_sub(area, pos, length, &c.body)) {
            aa_macho_note(r, AA_NOTE_GAP, "macho.load_commands", c.at, count);
            break;
        }
        if (length % r->pointer != 0)
            aa_macho_note(r, AA_NOTE_ANOMALY, "macho.command_alignment", c.at, length);
        c.code = aa_le32(head.p) & ~REQUIRED_BY_DYLD;
        if (!read_command(r, &c, &main_offset))
            return false;
        pos += length;
    }
    if (main_offset != UINT64_MAX)
        r->m->entry = entry_address(r, main_offset);
    return true;
}
