#include "decode/hermes.h"

#include "base/hash.h"

#define HEADER      128U
#define MAGIC       UINT64_C(0x1F1903C103BC1FC6)
#define IDENTIFIER  1U    /* StringKind; 2 was "predefined" before version 71 */
#define OVERFLOWED  0x20U /* FunctionHeaderFlag */
#define LONG_STRING 0xFFU /* SmallStringTableEntry.length */

/* The numbers of the header that say where tables are; the same place in every version. */
enum {
    FILE_LENGTH = 32,
    FUNCTIONS = 40,
    KINDS = 44,
    IDENTIFIERS = 48,
    STRINGS = 52,
    OVERFLOW = 56,
    STORAGE = 60
};

bool aa_hermes_looks(aa_bytes file)
{
    return file.n >= 8 && (aa_le64(file.p) == MAGIC || aa_le64(file.p) == ~MAGIC);
}

/* ---- strings ---------------------------------------------------------------------------------------- */

/* 2 bits of kind until version 70, one from then on. */
static uint32_t run_length(const aa_hermes *h, uint32_t run, bool *identifier)
{
    uint32_t bits = h->version >= 71 ? 31 : 30;
    uint32_t word = aa_le32(h->kinds.p + (size_t)run * 4);
    *identifier = word >> bits >= IDENTIFIER;
    return word & ((UINT32_C(1) << bits) - 1);
}

/* Where a text is and how many units it has: in its entry, or in the table of those that do not fit there. */
static bool locate(const aa_hermes *h, uint32_t entry, uint64_t *offset, uint64_t *length)
{
    unsigned shift = h->version >= 56 ? 1 : 2; /* "is an identifier" was a bit of its own */
    *offset = (entry & 0x00FFFFFFU) >> shift;
    *length = entry >> 24;
    if (*length != LONG_STRING)
        return true;
    aa_bytes pair;
    if (!aa_bytes_sub(h->overflow, *offset * 8, 8, &pair))
        return false;
    *offset = aa_le32(pair.p);
    *length = aa_le32(pair.p + 4);
    return true;
}

aa_hermes_string aa_hermes_string_at(const aa_hermes *h, uint32_t index)
{
    uint32_t entry = aa_le32(h->entries.p + (size_t)index * 4);
    aa_hermes_string s = {.bytes = aa_bytes_none(), .utf16 = (entry & 1) != 0, .bad = true};
    uint64_t offset = 0;
    uint64_t length = 0;
    if (!locate(h, entry, &offset, &length))
        return s;
    s.bad = !aa_bytes_sub(h->storage, offset, length * (s.utf16 ? 2 : 1), &s.bytes);
    s.offset = (uint64_t)(h->storage.p - h->file.p) + (s.bad ? 0 : offset);
    return s;
}

static void step_kind(const aa_hermes *h, aa_hermes_walk *walk)
{
    while (walk->run_left == 0 && (size_t)walk->run * 4 < h->kinds.n)
        walk->run_left = run_length(h, walk->run++, &walk->is_identifier);
    if (walk->run_left == 0)
        walk->is_identifier = false;
    else
        walk->run_left--;
}

bool aa_hermes_next(const aa_hermes *h, aa_hermes_walk *walk, aa_hermes_string *out)
{
    if (walk->next >= h->string_count)
        return false;
    step_kind(h, walk);
    *out = aa_hermes_string_at(h, walk->next++);
    out->identifier = walk->is_identifier;
    if (out->identifier && (size_t)walk->identifiers * 4 < h->hashes.n)
        out->hash = aa_le32(h->hashes.p + (size_t)walk->identifiers * 4);
    walk->identifiers += out->identifier;
    return true;
}

/* ---- functions -------------------------------------------------------------------------------------- */

/* Where the long header is; only two fields of the short one hold it then. */
static uint64_t long_header(const aa_hermes *h, const uint8_t *p)
{
    uint32_t first = aa_le32(p) & 0x01FFFFFFU;
    uint32_t second = aa_le32(p + 4);
    if (h->version < 97)
        return (uint64_t)(aa_le32(p + 8) & 0x01FFFFFFU) << 16 | (first & 0xFFFF);
    if (h->version == 97)
        return (uint64_t)(second >> 15) << 16 | (first & 0xFFFF);
    return (uint64_t)(second >> 14 & 0xFF) << 24 | (first & 0xFFFFFF);
}

static aa_hermes_function finish(const aa_hermes *h, aa_hermes_function f)
{
    aa_bytes code;
    f.bad = f.name >= h->string_count || !aa_bytes_sub(h->file, f.offset, f.size, &code);
    return f;
}

aa_hermes_function aa_hermes_function_at(const aa_hermes *h, uint32_t index)
{
    const uint8_t *p = h->functions.p + (size_t)index * h->function_size;
    uint32_t second = aa_le32(p + 4);
    bool wide = h->version < 98; /* 17 bits of name, later 8 */
    aa_hermes_function f = {.offset = aa_le32(p) & 0x01FFFFFFU,
                            .size = second & (wide ? 0x7FFFU : 0x3FFFU),
                            .name = wide ? second >> 15 : second >> 14 & 0xFF};
    if ((p[h->function_size - 1] & OVERFLOWED) == 0)
        return finish(h, f);
    aa_bytes fields;
    /* offset, parameters, from 98 on the depth of loops, size, name */
    if (!aa_bytes_sub(h->file, long_header(h, p), 20, &fields))
        return (aa_hermes_function){.bad = true};
    size_t at = wide ? 8 : 12;
    f.offset = aa_le32(fields.p);
    f.size = aa_le32(fields.p + at);
    f.name = aa_le32(fields.p + at + 4);
    return finish(h, f);
}

/* ---- reading ---------------------------------------------------------------------------------------- */

static aa_err refuse(aa_notes *notes, aa_err err, const char *code, uint64_t offset)
{
    bool scope = err == AA_E_UNSUPPORTED;
    aa_notes_add(notes, scope ? AA_NOTE_ANOMALY : AA_NOTE_GAP, code, offset, "%s", "");
    return err;
}

/* The next table of |count| records, which begin on four bytes. */
static bool take(const aa_hermes *h, uint64_t *at, uint32_t count, size_t size, aa_bytes *out)
{
    if (!aa_bytes_table(h->file, *at, count, size, out))
        return false;
    *at = (*at + out->n + 3) & ~UINT64_C(3);
    return true;
}

static bool lay_out(aa_hermes *h)
{
    const uint8_t *p = h->file.p;
    uint64_t at = HEADER;
    h->function_count = aa_le32(p + FUNCTIONS);
    h->string_count = aa_le32(p + STRINGS);
    return take(h, &at, h->function_count, h->function_size, &h->functions) &&
           take(h, &at, aa_le32(p + KINDS), 4, &h->kinds) &&
           take(h, &at, aa_le32(p + IDENTIFIERS), 4, &h->hashes) &&
           take(h, &at, h->string_count, 4, &h->entries) &&
           take(h, &at, aa_le32(p + OVERFLOW), 8, &h->overflow) &&
           take(h, &at, aa_le32(p + STORAGE), 1, &h->storage);
}

/* Runs of kinds add up to the strings, and identifiers to their hashes: so the tables are where they are
 * taken for. */
static bool fits_together(const aa_hermes *h)
{
    uint64_t strings = 0;
    uint64_t identifiers = 0;
    for (uint32_t i = 0; (size_t)i * 4 < h->kinds.n; i++) {
        bool identifier = false;
        uint32_t length = run_length(h, i, &identifier);
        strings += length;
        identifiers += identifier ? length : 0;
    }
    return strings == h->string_count && identifiers == h->hashes.n / 4;
}

static void count_bad(aa_hermes *h, aa_notes *notes)
{
    for (uint32_t i = 0; i < h->string_count; i++)
        h->bad_strings += aa_hermes_string_at(h, i).bad;
    for (uint32_t i = 0; i < h->function_count; i++)
        h->bad_functions += aa_hermes_function_at(h, i).bad;
    if (h->bad_strings > 0)
        aa_notes_add(notes, AA_NOTE_GAP, "hermes.string_bounds", AA_NO_OFFSET, "%u", h->bad_strings);
    if (h->bad_functions > 0)
        aa_notes_add(notes, AA_NOTE_GAP, "hermes.function_bounds", AA_NO_OFFSET, "%u", h->bad_functions);
}

/* BytecodeFileFooter: SHA-1 of all that is before it. */
static aa_err check_hash(aa_hermes *h, aa_notes *notes)
{
    uint8_t sha1[AA_HERMES_SHA1];
    size_t body = h->file.n - AA_HERMES_SHA1; /* a header is longer */
    aa_err e = aa_sha1(aa_bytes_of(h->file.p, body), sha1);
    if (e != AA_OK)
        return e;
    h->intact = memcmp(sha1, h->file.p + body, sizeof sha1) == 0;
    if (!h->intact)
        aa_notes_add(notes, AA_NOTE_ANOMALY, "hermes.hash", body, "%s", "");
    return AA_OK;
}

static aa_err read_tables(aa_hermes *h, const aa_limits *limits, aa_notes *notes)
{
    if (!lay_out(h))
        return refuse(notes, AA_E_FORMAT, "hermes.bounds", FUNCTIONS);
    if (h->function_count > limits->hermes_items)
        return refuse(notes, AA_E_LIMIT, "limit.hermes_items", FUNCTIONS);
    if (h->string_count > limits->hermes_items)
        return refuse(notes, AA_E_LIMIT, "limit.hermes_items", STRINGS);
    bool fits = fits_together(h);
    if (h->version < AA_HERMES_OLDEST || h->version > AA_HERMES_NEWEST) {
        if (!fits)
            return refuse(notes, AA_E_UNSUPPORTED, "hermes.version_unknown", 8);
        aa_notes_add(notes, AA_NOTE_ANOMALY, "hermes.version_unknown", 8, "%u", h->version);
    } else if (!fits) {
        aa_notes_add(notes, AA_NOTE_ANOMALY, "hermes.kinds", KINDS, "%s", "");
    }
    count_bad(h, notes);
    return check_hash(h, notes);
}

aa_err aa_hermes_read(aa_bytes file, const aa_limits *limits, aa_notes *notes, aa_hermes *out)
{
    *out = (aa_hermes){.file = file};
    if (!aa_hermes_looks(file))
        return refuse(notes, AA_E_FORMAT, "hermes.magic", 0);
    if (aa_le64(file.p) != MAGIC)
        return refuse(notes, AA_E_UNSUPPORTED, "hermes.delta", 0);
    if (file.n < HEADER)
        return refuse(notes, AA_E_FORMAT, "hermes.truncated", file.n);
    uint32_t length = aa_le32(file.p + FILE_LENGTH);
    if (length > file.n || length < HEADER) /* the loader refuses it, too */
        return refuse(notes, AA_E_FORMAT, "hermes.truncated", FILE_LENGTH);
    out->file.n = length;
    out->version = aa_le32(file.p + 8);
    out->source_hash = aa_bytes_of(file.p + 12, AA_HERMES_SHA1);
    out->function_size = out->version < 97 ? 16 : 12;
    aa_err e = read_tables(out, limits, notes);
    if (e != AA_OK)
        *out = (aa_hermes){.version = out->version, .file = out->file};
    return e;
}
