#include "decode/dotnet.h"

#define PE_SIGNATURE 0x00004550U /* "PE\0\0" */
#define METADATA     0x424A5342U /* "BSJB" */
#define SECTION      40U
#define SECTIONS     96U /* the format's own limit */

enum { MODULE, TYPE_REF, TYPE_DEF, FIELD = 4, METHOD = 6, PARAM = 8, MEMBER_REF = 10, MODULE_REF = 0x1A };

enum { TYPE_SPEC = 0x1B, ASSEMBLY = 0x20, ASSEMBLY_REF = 0x23, FILE_TABLE = 0x26, EXPORTED_TYPE = 0x27 };

bool aa_dotnet_looks(aa_bytes file)
{
    return file.n >= 2 && file.p[0] == 'M' && file.p[1] == 'Z';
}

/* ---- PE --------------------------------------------------------------------------------------------- */

typedef struct pe {
    aa_bytes file, sections;
} pe;

static bool at_address(const pe *p, uint32_t address, uint32_t size, aa_bytes *out)
{
    for (size_t i = 0; i + SECTION <= p->sections.n; i += SECTION) {
        const uint8_t *s = p->sections.p + i;
        uint32_t begin = aa_le32(s + 12);
        uint32_t raw_size = aa_le32(s + 16);
        if (address >= begin && address - begin < raw_size)
            return aa_bytes_sub(p->file, (uint64_t)aa_le32(s + 20) + (address - begin), size, out);
    }
    return false;
}

/* The metadata: directory 14 of the optional header names the CLI header, which names it (II.25.2.3.3,
 * II.25.3.3). */
static bool find_metadata(aa_bytes file, aa_bytes *out)
{
    aa_bytes head, coff, directory, cli;
    if (!aa_dotnet_looks(file) || !aa_bytes_sub(file, 0x3C, 4, &head))
        return false;
    uint64_t at = aa_le32(head.p);
    if (!aa_bytes_sub(file, at, 26, &coff) || aa_le32(coff.p) != PE_SIGNATURE)
        return false;
    uint64_t optional = at + 24;
    bool plus = aa_le16(coff.p + 24) == 0x20B;
    unsigned sections = aa_le16(coff.p + 6);
    pe p = {.file = file};
    if (sections > SECTIONS ||
        !aa_bytes_table(file, optional + aa_le16(coff.p + 20), sections, SECTION, &p.sections))
        return false;
    return aa_bytes_sub(file, optional + (plus ? 112 : 96) + 14 * UINT64_C(8), 8, &directory) &&
           at_address(&p, aa_le32(directory.p), 72, &cli) &&
           at_address(&p, aa_le32(cli.p + 8), aa_le32(cli.p + 12), out);
}

/* ---- streams ---------------------------------------------------------------------------------------- */

static void set_stream(aa_dotnet *a, aa_bytes name, aa_bytes stream, aa_bytes *tables)
{
    if (aa_bytes_is(name, "#Strings"))
        a->strings = stream;
    else if (aa_bytes_is(name, "#US"))
        a->user = stream;
    else if (aa_bytes_is(name, "#Blob"))
        a->blobs = stream;
    else if (aa_bytes_is(name, "#~") || aa_bytes_is(name, "#-"))
        *tables = stream;
}

/* II.24.2.1 and II.24.2.2 */
static bool read_root(aa_dotnet *a, aa_bytes root, aa_bytes *tables)
{
    aa_cursor c = aa_cursor_at(root, 0);
    if (aa_read_u32le(&c) != METADATA)
        return false;
    (void)aa_read_bytes(&c, 8);
    uint32_t length = aa_read_u32le(&c);
    a->runtime = aa_read_bytes(&c, length);
    const uint8_t *end = memchr(a->runtime.p, 0, a->runtime.n);
    if (end != NULL)
        a->runtime.n = (size_t)(end - a->runtime.p);
    (void)aa_read_u16le(&c);
    unsigned count = aa_read_u16le(&c);
    for (unsigned i = 0; i < count && !c.bad; i++) {
        uint32_t offset = aa_read_u32le(&c);
        uint32_t size = aa_read_u32le(&c);
        aa_bytes rest = aa_bytes_from(c.b, c.pos);
        aa_bytes stream;
        const uint8_t *nul = memchr(rest.p, 0, rest.n < 32 ? rest.n : 32);
        if (c.bad || nul == NULL)
            return false;
        aa_bytes name = aa_bytes_of(rest.p, (size_t)(nul - rest.p));
        (void)aa_read_bytes(&c, (name.n + 4) & ~(size_t)3);
        if (aa_bytes_sub(root, offset, size, &stream))
            set_stream(a, name, stream, tables);
    }
    return !c.bad;
}

/* ---- tables ----------------------------------------------------------------------------------------- */

static uint32_t index_size(const aa_dotnet *a, unsigned table)
{
    return a->tables[table].rows >= 0x10000 ? 4 : 2;
}

/* A coded index (II.24.2.6) of two bytes leaves 16 bits less its tag for the row. */
static uint32_t coded_size(const aa_dotnet *a, unsigned tag_bits, const uint8_t *tables, size_t count)
{
    uint32_t most = 0;
    for (size_t i = 0; i < count; i++)
        if (a->tables[tables[i]].rows > most)
            most = a->tables[tables[i]].rows;
    return most >= UINT32_C(1) << (16 - tag_bits) ? 4 : 2;
}

#define CODED(a, bits, ...)                                                                                  \
    coded_size(a, bits, (const uint8_t[]){__VA_ARGS__}, sizeof((uint8_t[]){__VA_ARGS__}))

/*
 * Bytes of a row of each table, from its columns (II.22): numbers stand for themselves, S, B and G for
 * indices into the heaps, the others for indices into tables.
 */
static void set_sizes(aa_dotnet *a)
{
    uint32_t s = a->wide_strings ? 4 : 2;
    uint32_t b = a->wide_blobs ? 4 : 2;
    uint32_t g = a->wide_guids ? 4 : 2;
    uint32_t scope = CODED(a, 2, MODULE, MODULE_REF, ASSEMBLY_REF, TYPE_REF);
    uint32_t type = CODED(a, 2, TYPE_DEF, TYPE_REF, TYPE_SPEC);
    uint32_t parent = CODED(a, 3, TYPE_DEF, TYPE_REF, MODULE_REF, METHOD, TYPE_SPEC);
    uint32_t constant = CODED(a, 2, FIELD, PARAM, 0x17);
    uint32_t attribute = CODED(a, 5, METHOD, FIELD, TYPE_REF, TYPE_DEF, PARAM, 9, MEMBER_REF, MODULE, 0x0E,
                               0x17, 0x14, 0x11, MODULE_REF, TYPE_SPEC, ASSEMBLY, ASSEMBLY_REF, FILE_TABLE,
                               EXPORTED_TYPE, 0x28, 0x2A, 0x2C, 0x2B);
    uint32_t maker = CODED(a, 3, METHOD, MEMBER_REF);
    uint32_t method = CODED(a, 1, METHOD, MEMBER_REF);
    uint32_t has = CODED(a, 1, 0x14, 0x17);
    uint32_t file = CODED(a, 2, FILE_TABLE, ASSEMBLY_REF, EXPORTED_TYPE);
    uint32_t field = index_size(a, FIELD);
    uint32_t of_method = index_size(a, METHOD);
    uint32_t of_type = index_size(a, TYPE_DEF);
    const uint32_t sizes[AA_DOTNET_TABLES] = {
        [MODULE] = 2 + s + 3 * g,
        [TYPE_REF] = scope + 2 * s,
        [TYPE_DEF] = 4 + 2 * s + type + field + of_method,
        [3] = field,
        [FIELD] = 2 + s + b,
        [5] = of_method,
        [METHOD] = 8 + s + b + index_size(a, PARAM),
        [7] = index_size(a, PARAM),
        [PARAM] = 4 + s,
        [9] = of_type + type,
        [MEMBER_REF] = parent + s + b,
        [0x0B] = 2 + constant + b,
        [0x0C] = attribute + maker + b,
        [0x0D] = CODED(a, 1, FIELD, PARAM) + b,
        [0x0E] = 2 + CODED(a, 2, TYPE_DEF, METHOD, ASSEMBLY) + b,
        [0x0F] = 6 + of_type,
        [0x10] = 4 + field,
        [0x11] = b,
        [0x12] = of_type + index_size(a, 0x14),
        [0x13] = index_size(a, 0x14),
        [0x14] = 2 + s + type,
        [0x15] = of_type + index_size(a, 0x17),
        [0x16] = index_size(a, 0x17),
        [0x17] = 2 + s + b,
        [0x18] = 2 + of_method + has,
        [0x19] = of_type + 2 * method,
        [MODULE_REF] = s,
        [TYPE_SPEC] = b,
        [0x1C] = 2 + CODED(a, 1, FIELD, METHOD) + s + index_size(a, MODULE_REF),
        [0x1D] = 4 + field,
        [0x1E] = 8,
        [0x1F] = 4,
        [ASSEMBLY] = 16 + b + 2 * s,
        [0x21] = 4,
        [0x22] = 12,
        [ASSEMBLY_REF] = 12 + 2 * b + 2 * s,
        [0x24] = 4 + index_size(a, ASSEMBLY_REF),
        [0x25] = 12 + index_size(a, ASSEMBLY_REF),
        [FILE_TABLE] = 4 + s + b,
        [EXPORTED_TYPE] = 8 + 2 * s + file,
        [0x28] = 8 + s + file,
        [0x29] = 2 * of_type,
        [0x2A] = 4 + CODED(a, 1, TYPE_DEF, METHOD) + s,
        [0x2B] = method + b,
        [0x2C] = index_size(a, 0x2A) + type,
    };
    for (unsigned i = 0; i < AA_DOTNET_TABLES; i++)
        a->tables[i].size = sizes[i];
}

/* II.24.2.6. False, with no tables at all, when one of them does not lie in the stream. */
static bool read_tables(aa_dotnet *a, aa_bytes stream)
{
    aa_cursor c = aa_cursor_at(stream, 6);
    uint8_t heaps = aa_read_u8(&c);
    (void)aa_read_u8(&c);
    uint64_t present = aa_read_u64le(&c);
    (void)aa_read_u64le(&c);
    a->wide_strings = (heaps & 1) != 0;
    a->wide_guids = (heaps & 2) != 0;
    a->wide_blobs = (heaps & 4) != 0;
    for (unsigned i = 0; i < 64; i++) {
        if ((present >> i & 1) == 0)
            continue;
        uint32_t rows = aa_read_u32le(&c);
        if (i < AA_DOTNET_TABLES)
            a->tables[i].rows = rows;
    }
    if ((heaps & 0x40) != 0) /* four more bytes, of assemblies that a debugger wrote */
        (void)aa_read_u32le(&c);
    set_sizes(a);
    uint64_t at = c.pos;
    bool ok = !c.bad;
    for (unsigned i = 0; i < AA_DOTNET_TABLES && ok; i++) {
        ok = aa_bytes_table(stream, at, a->tables[i].rows, a->tables[i].size, &a->tables[i].bytes);
        at += ok ? a->tables[i].bytes.n : 0;
    }
    if (!ok)
        memset(a->tables, 0, sizeof a->tables);
    return ok;
}

static uint32_t read_index(const uint8_t **p, bool wide)
{
    uint32_t value = wide ? aa_le32(*p) : aa_le16(*p);
    *p += wide ? 4 : 2;
    return value;
}

static aa_bytes string_at(const aa_dotnet *a, uint32_t index)
{
    aa_bytes rest = aa_bytes_from(a->strings, index);
    const uint8_t *nul = memchr(rest.p, 0, rest.n);
    return nul == NULL ? aa_bytes_none() : aa_bytes_of(rest.p, (size_t)(nul - rest.p));
}

static void read_name(aa_dotnet *a)
{
    const aa_dotnet_table *t = &a->tables[ASSEMBLY];
    if (t->rows == 0)
        return;
    const uint8_t *p = t->bytes.p + 16;
    (void)read_index(&p, a->wide_blobs);
    a->name = string_at(a, read_index(&p, a->wide_strings));
}

aa_err aa_dotnet_read(aa_bytes file, aa_notes *notes, aa_dotnet *out)
{
    aa_bytes root = aa_bytes_none();
    aa_bytes tables = aa_bytes_none();
    *out = (aa_dotnet){.file = file, .name = aa_bytes_none(), .runtime = aa_bytes_none()};
    out->strings = out->user = out->blobs = aa_bytes_none();
    if (!find_metadata(file, &root)) {
        aa_notes_add(notes, AA_NOTE_GAP, "dotnet.pe", 0, "%s", "");
        return AA_E_FORMAT;
    }
    if (!read_root(out, root, &tables)) {
        aa_notes_add(notes, AA_NOTE_GAP, "dotnet.metadata", (uint64_t)(root.p - file.p), "%s", "");
        return AA_E_FORMAT;
    }
    if (!read_tables(out, tables))
        aa_notes_add(notes, AA_NOTE_GAP, "dotnet.tables", (uint64_t)(root.p - file.p), "%s", "");
    read_name(out);
    return AA_OK;
}

/* ---- what was read ---------------------------------------------------------------------------------- */

/* A blob's length (II.24.2.4): one, two or four bytes. */
static bool read_length(aa_cursor *c, uint32_t *out)
{
    uint32_t first = aa_read_u8(c);
    if ((first & 0x80) == 0) {
        *out = first;
    } else if ((first & 0x40) == 0) {
        *out = (first & 0x3F) << 8 | aa_read_u8(c);
    } else {
        uint32_t second = aa_read_u8(c);
        uint32_t third = aa_read_u8(c);
        *out = (first & 0x1F) << 24 | second << 16 | third << 8 | aa_read_u8(c);
    }
    return !c->bad;
}

bool aa_dotnet_text(const aa_dotnet *a, size_t *pos, aa_bytes *utf16)
{
    aa_cursor c = aa_cursor_at(a->user, *pos);
    while (!c.bad && aa_cursor_left(&c) > 0) {
        uint32_t length = 0;
        if (!read_length(&c, &length))
            break;
        aa_bytes blob = aa_read_bytes(&c, length);
        *pos = c.pos;
        if (!c.bad && blob.n >= 3) { /* units, and a byte that says what kind of characters they are */
            *utf16 = aa_bytes_of(blob.p, (blob.n - 1) & ~(size_t)1);
            return true;
        }
    }
    return false;
}

uint32_t aa_dotnet_type_ref_count(const aa_dotnet *a)
{
    return a->tables[TYPE_REF].rows;
}

uint32_t aa_dotnet_member_ref_count(const aa_dotnet *a)
{
    return a->tables[MEMBER_REF].rows;
}

uint32_t aa_dotnet_type_count(const aa_dotnet *a)
{
    return a->tables[TYPE_DEF].rows;
}

static const uint8_t *row(const aa_dotnet *a, unsigned table, uint32_t index, aa_dotnet_name *out)
{
    const uint8_t *p = a->tables[table].bytes.p + (size_t)index * a->tables[table].size;
    *out = (aa_dotnet_name){aa_bytes_none(), aa_bytes_none(), aa_bytes_none(), (uint64_t)(p - a->file.p)};
    return p;
}

aa_dotnet_name aa_dotnet_type_ref(const aa_dotnet *a, uint32_t index)
{
    aa_dotnet_name n;
    const uint8_t *p = row(a, TYPE_REF, index, &n);
    p += a->tables[TYPE_REF].size - (a->wide_strings ? 8 : 4);
    n.type = string_at(a, read_index(&p, a->wide_strings));
    n.space = string_at(a, read_index(&p, a->wide_strings));
    return n;
}

aa_dotnet_name aa_dotnet_type(const aa_dotnet *a, uint32_t index)
{
    aa_dotnet_name n;
    const uint8_t *p = row(a, TYPE_DEF, index, &n) + 4;
    n.type = string_at(a, read_index(&p, a->wide_strings));
    n.space = string_at(a, read_index(&p, a->wide_strings));
    return n;
}

/* Its parent is a type of another assembly, or of this one; others (generic ones) have no name of their own.
 */
aa_dotnet_name aa_dotnet_member_ref(const aa_dotnet *a, uint32_t index)
{
    aa_dotnet_name n;
    const uint8_t *p = row(a, MEMBER_REF, index, &n);
    bool wide = a->tables[MEMBER_REF].size - (a->wide_strings ? 4U : 2U) - (a->wide_blobs ? 4U : 2U) == 4;
    uint32_t parent = read_index(&p, wide);
    uint32_t at = parent >> 3;
    if (at > 0 && (parent & 7) == 1 && at <= a->tables[TYPE_REF].rows)
        n = aa_dotnet_type_ref(a, at - 1);
    else if (at > 0 && (parent & 7) == 0 && at <= a->tables[TYPE_DEF].rows)
        n = aa_dotnet_type(a, at - 1);
    n.offset =
        (uint64_t)(a->tables[MEMBER_REF].bytes.p - a->file.p) + (uint64_t)index * a->tables[MEMBER_REF].size;
    n.member = string_at(a, read_index(&p, a->wide_strings));
    return n;
}
