/*
 * The DEX header, the container of version 041 and the map.
 *
 * Source: AOSP art/libdexfile/dex/dex_file_verifier.cc (CheckHeader, CheckMap), dex_file_loader.cc,
 * dex_file.cc (GetDataRange), standard_dex_file.cc (kDexMagicVersions).
 */
#include "decode/dex.h"

#include <libdeflate.h>

#define HEADER      0x70
#define HEADER_V41  0x78
#define ENDIAN      0x12345678U
#define ENDIAN_SWAP 0x78563412U
#define MAP_ITEM    12
#define MAX_TYPES   0x10000

enum {
    AT_CHECKSUM = 0x08,
    AT_FILE_SIZE = 0x20,
    AT_HEADER_SIZE = 0x24,
    AT_ENDIAN = 0x28,
    AT_LINK = 0x2C,
    AT_MAP = 0x34,
    AT_TABLES = 0x38,
    AT_CONTAINER = 0x70,
    AT_HEADER_OFFSET = 0x74,
};

enum { MAP_CALL_SITES = 0x0007, MAP_HANDLES = 0x0008 };

typedef struct reader {
    aa_bytes file;
    const uint8_t *head;
    aa_notes *notes;
    aa_dex *dex;
} reader;

static void note(const reader *r, aa_note_kind kind, const char *code, size_t at, uint64_t value)
{
    aa_notes_add(r->notes, kind, code, r->dex->header + at, "%llu", (unsigned long long)value);
}

/* Notes something for which ART refuses the file. */
static void refuse(const reader *r, aa_note_kind kind, const char *code, size_t at, uint64_t value)
{
    note(r, kind, code, at, value);
    if (r->dex->refusal == NULL)
        r->dex->refusal = code;
}

static uint32_t field(const reader *r, size_t at)
{
    return aa_le32(r->head + at);
}

static aa_err fail(aa_notes *notes, uint64_t offset, const char *code, aa_err err)
{
    aa_notes_add(notes, AA_NOTE_GAP, code, offset, "%s", "");
    return err;
}

static aa_err check_magic(aa_bytes file, uint64_t offset, aa_notes *notes)
{
    aa_bytes magic = aa_bytes_none();
    if (!aa_bytes_sub(file, offset, 8, &magic))
        return fail(notes, offset, "dex.truncated", AA_E_FORMAT);
    if (memcmp(magic.p, "cdex", 4) == 0)
        return fail(notes, offset, "dex.compact", AA_E_UNSUPPORTED);
    if (memcmp(magic.p, "dey\n", 4) == 0)
        return fail(notes, offset, "dex.odex", AA_E_UNSUPPORTED);
    if (memcmp(magic.p, "dex\n", 4) != 0)
        return fail(notes, offset, "dex.magic", AA_E_FORMAT);
    if (file.n - offset < HEADER)
        return fail(notes, offset, "dex.truncated", AA_E_FORMAT);
    return AA_OK;
}

static void read_version(const reader *r)
{
    const uint8_t *v = r->head + 4;
    bool digits = v[3] == 0;
    uint32_t version = 0;
    for (int i = 0; i < 3; i++) {
        digits = digits && v[i] >= '0' && v[i] <= '9';
        version = version * 10 + (uint32_t)(v[i] - '0');
    }
    r->dex->version = digits ? version : 0;
    if (!digits || (version != 35 && (version < 37 || version > 41)))
        refuse(r, AA_NOTE_ANOMALY, "dex.version", 4, r->dex->version);
}

/* Past version 41 nobody knows; the size of the header is all there is to go by. */
static bool is_container(const reader *r)
{
    uint32_t version = r->dex->version;
    return version == 41 || (version > 41 && field(r, AT_HEADER_SIZE) == HEADER_V41);
}

/* Sizes as declared against what is there. */
static void read_sizes(const reader *r)
{
    aa_dex *dex = r->dex;
    uint32_t header = is_container(r) ? HEADER_V41 : HEADER;
    uint32_t size = field(r, AT_FILE_SIZE);
    uint64_t left = r->file.n - dex->header;
    if (field(r, AT_HEADER_SIZE) != header)
        refuse(r, AA_NOTE_ANOMALY, "dex.header_size", AT_HEADER_SIZE, field(r, AT_HEADER_SIZE));
    dex->size = size;
    if (size > left) {
        refuse(r, AA_NOTE_GAP, "dex.truncated", AT_FILE_SIZE, size);
        dex->size = left;
    } else if (size < HEADER) {
        refuse(r, AA_NOTE_ANOMALY, "dex.file_size", AT_FILE_SIZE, size);
        dex->size = left;
    }
}

/* Offsets of a container count from its start, so that its DEX files can share what they have in common. */
static void read_container(const reader *r)
{
    aa_dex *dex = r->dex;
    aa_bytes container = r->file;
    if (is_container(r) && r->file.n - dex->header >= HEADER_V41) {
        if (field(r, AT_HEADER_OFFSET) != dex->header)
            refuse(r, AA_NOTE_GAP, "dex.container", AT_HEADER_OFFSET, field(r, AT_HEADER_OFFSET));
        uint32_t size = field(r, AT_CONTAINER);
        if (size > r->file.n || size < dex->header + dex->size)
            refuse(r, AA_NOTE_GAP, "dex.container", AT_CONTAINER, size);
        else
            container.n = size;
        dex->data = container;
        return;
    }
    /* GetDataRange() ends at file_size: an offset that points behind it is out of bounds for ART too. */
    dex->data = (aa_bytes){r->file.p + dex->header, (size_t)dex->size};
}

static void check_sum(const reader *r)
{
    uint32_t sum = libdeflate_adler32(1, r->head + 12, (size_t)r->dex->size - 12);
    if (sum != field(r, AT_CHECKSUM))
        refuse(r, AA_NOTE_ANOMALY, "dex.checksum", AT_CHECKSUM, sum);
}

/* As many whole records as there are. */
static aa_bytes take_table(const reader *r, uint64_t count, uint64_t offset, size_t size, size_t at)
{
    aa_bytes table = aa_bytes_none();
    if (count == 0 || aa_bytes_table(r->dex->data, offset, count, size, &table))
        return table;
    refuse(r, AA_NOTE_GAP, "dex.bounds", at, count);
    aa_bytes rest = aa_bytes_from(r->dex->data, offset);
    rest.n -= rest.n % size;
    return rest;
}

static void read_tables(const reader *r)
{
    aa_dex *dex = r->dex;

    const struct {
        aa_bytes *table;
        size_t size;
    } tables[] = {{&dex->strings, 4}, {&dex->types, 4},   {&dex->protos, 12},
                  {&dex->fields, 8},  {&dex->methods, 8}, {&dex->classes, 32}};

    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        size_t at = AT_TABLES + 8 * i;
        uint32_t offset = field(r, at + 4);
        *tables[i].table = take_table(r, field(r, at), offset, tables[i].size, at);
        if (field(r, at) != 0 && offset % 4 != 0)
            refuse(r, AA_NOTE_ANOMALY, "dex.alignment", at + 4, offset);
    }
    if (dex->types.n / 4 > MAX_TYPES)
        refuse(r, AA_NOTE_ANOMALY, "dex.count", AT_TABLES + 8, dex->types.n / 4);
    if (dex->protos.n / 12 > MAX_TYPES)
        refuse(r, AA_NOTE_ANOMALY, "dex.count", AT_TABLES + 16, dex->protos.n / 12);
}

/* The map repeats the header; only two of its sections cannot be found without it. */
static void read_map(const reader *r)
{
    aa_dex *dex = r->dex;
    uint32_t offset = field(r, AT_MAP);
    aa_cursor c = aa_cursor_at(dex->data, offset);
    uint32_t count = aa_read_u32le(&c);
    aa_bytes items = aa_bytes_none();
    if (offset == 0 || c.bad || !aa_bytes_table(dex->data, (uint64_t)offset + 4, count, MAP_ITEM, &items)) {
        refuse(r, AA_NOTE_ANOMALY, "dex.map", AT_MAP, offset);
        return;
    }
    for (size_t i = 0; i < items.n; i += MAP_ITEM) {
        const uint8_t *p = items.p + i;
        if (aa_le16(p) == MAP_CALL_SITES)
            dex->call_sites = take_table(r, aa_le32(p + 4), aa_le32(p + 8), 4, AT_MAP);
        else if (aa_le16(p) == MAP_HANDLES)
            dex->handles = take_table(r, aa_le32(p + 4), aa_le32(p + 8), 8, AT_MAP);
    }
}

aa_err aa_dex_open(aa_bytes file, uint64_t offset, const aa_limits *limits, aa_notes *notes, aa_dex *out)
{
    aa_bytes none = aa_bytes_none();
    *out = (aa_dex){none, offset, 0, 0, NULL, none, none, none, none, none, none, none, none, limits};
    if (file.n > limits->dex_bytes)
        return fail(notes, offset, "limit.dex_bytes", AA_E_LIMIT);
    aa_err err = check_magic(file, offset, notes);
    if (err != AA_OK)
        return err;
    reader r = {file, file.p + offset, notes, out};
    read_version(&r);
    if (field(&r, AT_ENDIAN) == ENDIAN_SWAP)
        return fail(notes, offset + AT_ENDIAN, "dex.endian", AA_E_UNSUPPORTED);
    if (field(&r, AT_ENDIAN) != ENDIAN)
        refuse(&r, AA_NOTE_ANOMALY, "dex.endian_tag", AT_ENDIAN, field(&r, AT_ENDIAN));
    read_sizes(&r);
    check_sum(&r);
    read_container(&r);
    if (field(&r, AT_LINK) != 0)
        note(&r, AA_NOTE_ANOMALY, "dex.link", AT_LINK, field(&r, AT_LINK));
    read_tables(&r);
    read_map(&r);
    return AA_OK;
}

static bool is_header(aa_bytes file, uint64_t at)
{
    aa_bytes magic = aa_bytes_none();
    return aa_bytes_sub(file, at, 8, &magic) && memcmp(magic.p, "dex\n", 4) == 0;
}

uint64_t aa_dex_next(const aa_dex *dex, aa_bytes file, uint32_t seen, aa_notes *notes)
{
    uint64_t end = dex->header + dex->size;
    uint64_t aligned = (end + 3) & ~UINT64_C(3);
    if (end >= file.n)
        return 0;
    uint64_t next = is_header(file, end) ? end : is_header(file, aligned) ? aligned : 0;
    if (dex->version >= 41 && next != 0) {
        if (seen < dex->limits->dex_headers)
            return next;
        aa_notes_add(notes, AA_NOTE_GAP, "limit.dex_headers", next, "%u", (unsigned)seen);
        return 0;
    }
    aa_notes_add(notes, AA_NOTE_ANOMALY, "dex.trailing", end, "%llu", (unsigned long long)(file.n - end));
    return 0;
}
