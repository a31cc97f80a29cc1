/*
 * Which of the three forms a property list has, in which encoding, and what is told of it.
 */
#include "decode/plist.h"

#include <ctype.h>
#include <stdlib.h>

#include "decode/plist_reader.h"

/* ---- encoding ---- */

typedef struct encoding {
    unsigned width; /* bytes of a unit; 0: UTF-8; 1: Latin-1, which is how "ASCII" is read too */
    bool big;
    size_t skip; /* bytes of a byte order mark */
} encoding;

static bool starts_with(aa_bytes file, const char *mark, size_t n)
{
    return file.n > n && memcmp(file.p, mark, n) == 0;
}

static bool marked_encoding(aa_bytes file, encoding *out)
{
    if (starts_with(file, "\x00\x00\xFE\xFF", 4))
        *out = (encoding){4, true, 4};
    else if (starts_with(file, "\xFF\xFE\x00\x00", 4))
        *out = (encoding){4, false, 4};
    else if (starts_with(file, "\xEF\xBB\xBF", 3))
        *out = (encoding){0, false, 3};
    else if (starts_with(file, "\xFF\xFE", 2))
        *out = (encoding){2, false, 2};
    else if (starts_with(file, "\xFE\xFF", 2))
        *out = (encoding){2, true, 2};
    else if (file.n > 2 && (file.p[0] == 0 || file.p[1] == 0))
        *out = (encoding){2, false, 2}; /* no mark: the first unit is lost there as well */
    else
        return false;
    return true;
}

/* The name in the XML declaration; none: nothing is declared. */
static aa_bytes declared_encoding(aa_bytes file)
{
    static const char word[] = "encoding=";
    if (!starts_with(file, "<?xml", 5))
        return aa_bytes_none();
    for (size_t i = 5; i + sizeof word < file.n && file.p[i] != '?' && file.p[i] != '>'; i++) {
        if (memcmp(file.p + i, word, sizeof word - 1) != 0)
            continue;
        size_t begin = i + sizeof word;
        uint8_t quote = file.p[begin - 1];
        size_t end = begin;
        while (end < file.n && file.p[end] != quote)
            end++;
        bool quoted = (quote == '"' || quote == '\'') && end < file.n;
        return quoted ? (aa_bytes){file.p + begin, end - begin} : aa_bytes_none();
    }
    return aa_bytes_none();
}

static bool is_name(aa_bytes name, const char *lower)
{
    if (name.n != strlen(lower))
        return false;
    for (size_t i = 0; i < name.n; i++)
        if (tolower(name.p[i]) != lower[i])
            return false;
    return true;
}

static bool find_encoding(aa_plist_reader *r, encoding *out)
{
    static const struct {
        const char *name;
        encoding encoding;
    } known[] = {{"utf-8", {0, false, 0}},  {"utf8", {0, false, 0}},       {"us-ascii", {1, false, 0}},
                 {"ascii", {1, false, 0}},  {"iso-8859-1", {1, false, 0}}, {"latin1", {1, false, 0}},
                 {"utf-16", {2, false, 0}}, {"utf-16le", {2, false, 0}},   {"utf-16be", {2, true, 0}}};

    *out = (encoding){0, false, 0};
    if (marked_encoding(r->file, out))
        return true;
    aa_bytes name = declared_encoding(r->file);
    for (size_t i = 0; name.n > 0 && i < sizeof known / sizeof known[0]; i++) {
        if (is_name(name, known[i].name)) {
            *out = known[i].encoding;
            return true;
        }
    }
    return name.n == 0 || aa_plist_fail(r, AA_E_UNSUPPORTED, "plist.encoding", 0, "");
}

static bool make_utf8(aa_plist_reader *r)
{
    encoding e;
    if (!find_encoding(r, &e))
        return false;
    bool lossy = false;
    r->file = aa_bytes_from(r->file, e.skip);
    if (e.width != 0 && !aa_plist_to_utf8(r->arena, r->file, e.width, e.big, &r->file, &lossy))
        return aa_plist_fail(r, AA_E_NOMEM, NULL, AA_NO_OFFSET, "");
    return lossy ? aa_plist_refuse(r, 0, "text is not of its encoding") : true;
}

/* ---- duplicate keys ---- */

static uint64_t hash_of(aa_bytes text)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (size_t i = 0; i < text.n; i++)
        hash = (hash ^ text.p[i]) * UINT64_C(0x100000001B3);
    return hash ^ text.n;
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a;
    uint64_t y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* Tells of keys that one dictionary holds twice. |hashes| by node, |keys| as scratch for the largest. */
static void look_at_keys(aa_plist_reader *r, const aa_plist_node *dict, const uint64_t *hashes,
                         uint64_t *keys)
{
    const uint32_t *refs = (const uint32_t *)r->refs.items + dict->first;
    size_t n = 0;
    for (uint32_t i = 0; i < dict->count; i++)
        if (aa_plist_node_at(r, refs[2 * (size_t)i])->kind == AA_PLIST_STRING)
            keys[n++] = hashes[refs[2 * (size_t)i]];
    qsort(keys, n, sizeof *keys, by_value);
    for (size_t i = 1; i < n; i++)
        if (keys[i] == keys[i - 1])
            aa_plist_note_odd(r, AA_PLIST_ODD_DUPLICATE_KEY, dict->offset);
}

/* Each text is hashed once, however many dictionaries share it. */
static bool find_duplicates(aa_plist_reader *r)
{
    size_t most = 0;
    for (size_t i = 0; i < r->nodes.count; i++) {
        const aa_plist_node *node = aa_plist_node_at(r, (uint32_t)i);
        if (node->kind == AA_PLIST_DICT && node->count > most)
            most = node->count;
    }
    if (most < 2)
        return true;
    uint64_t *hashes = calloc(r->nodes.count, sizeof *hashes);
    uint64_t *keys = calloc(most, sizeof *keys);
    bool ok = hashes != NULL && keys != NULL;
    for (size_t i = 0; ok && i < r->nodes.count; i++) {
        const aa_plist_node *node = aa_plist_node_at(r, (uint32_t)i);
        if (node->kind == AA_PLIST_STRING)
            hashes[i] = hash_of(node->bytes);
    }
    for (size_t i = 0; ok && i < r->nodes.count; i++) {
        const aa_plist_node *node = aa_plist_node_at(r, (uint32_t)i);
        if (node->kind == AA_PLIST_DICT && node->count > 1)
            look_at_keys(r, node, hashes, keys);
    }
    free(hashes);
    free(keys);
    return ok ? true : aa_plist_fail(r, AA_E_NOMEM, NULL, AA_NO_OFFSET, "");
}

/* ---- the whole ---- */

static void tell(const aa_plist_reader *r, aa_notes *notes)
{
    static const char *const codes[AA_PLIST_ODD_COUNT] = {
        [AA_PLIST_ODD_DUPLICATE_KEY] = "plist.duplicate_key",
        [AA_PLIST_ODD_KEY_TYPE] = "plist.key_type",
        [AA_PLIST_ODD_NOT_WELLFORMED] = "plist.not_wellformed",
        [AA_PLIST_ODD_INLINE_DTD] = "plist.inline_dtd",
        [AA_PLIST_ODD_TRAILING] = "plist.trailing",
        [AA_PLIST_ODD_TEXT] = "plist.text",
    };
    for (size_t i = 0; i < AA_PLIST_ODD_COUNT; i++)
        if (r->odd[i] > 0)
            aa_notes_add(notes, AA_NOTE_ANOMALY, codes[i], r->odd_offset[i], "%u", (unsigned)r->odd[i]);
    if (r->code != NULL)
        aa_notes_add(notes, AA_NOTE_GAP, r->code, r->err_offset, "%s", r->why);
    if (r->err == AA_E_NOMEM)
        notes->failed = true;
}

static aa_plist_reader new_reader(aa_arena *arena, const aa_limits *limits, aa_bytes file)
{
    return (aa_plist_reader){.arena = arena,
                             .limits = limits,
                             .file = file,
                             .nodes = AA_VEC_INIT(aa_plist_node),
                             .refs = AA_VEC_INIT(uint32_t),
                             .pending = AA_VEC_INIT(uint32_t),
                             .open = AA_VEC_INIT(aa_plist_open_node),
                             .line = 1};
}

/* XML first and the old style when it is none, as there. The error told is that of the likelier form. */
static bool read_text_form(aa_plist_reader *r, aa_plist_form *form, uint32_t *root)
{
    if (!make_utf8(r))
        return false;
    *form = AA_PLIST_XML;
    if (aa_plist_read_xml(r, root))
        return true;
    if (r->err != AA_E_FORMAT)
        return false;
    aa_plist_reader old = new_reader(r->arena, r->limits, r->file);
    if (aa_plist_read_strings(&old, root)) {
        *form = AA_PLIST_STRINGS;
        *r = old;
        return true;
    }
    size_t i = 0;
    while (i < r->file.n && (r->file.p[i] == ' ' || (r->file.p[i] >= '\t' && r->file.p[i] <= '\r')))
        i++;
    if (i == r->file.n || r->file.p[i] != '<' || old.err == AA_E_NOMEM)
        *r = old;
    return false;
}

static bool read_any(aa_plist_reader *r, aa_plist_form *form, uint32_t *root)
{
    if (r->file.n == 0)
        return aa_plist_fail(r, AA_E_FORMAT, "plist.empty", 0, "");
    if (r->file.n > r->limits->plist_bytes)
        return aa_plist_fail(r, AA_E_LIMIT, "limit.plist_bytes", AA_NO_OFFSET, "");
    if (r->file.n >= 7 && memcmp(r->file.p, "bplist0", 7) == 0) {
        *form = AA_PLIST_BINARY;
        return aa_plist_read_binary(r, root);
    }
    return read_text_form(r, form, root);
}

aa_err aa_plist_read(aa_arena *arena, aa_bytes file, const aa_limits *limits, aa_notes *notes, aa_plist *out)
{
    *out = (aa_plist){.root = AA_PLIST_NONE};
    aa_plist_reader r = new_reader(arena, limits, file);
    uint32_t root = AA_PLIST_NONE;
    if (read_any(&r, &out->form, &root) && find_duplicates(&r)) {
        out->nodes = r.nodes.items;
        out->node_count = (uint32_t)r.nodes.count;
        out->refs = r.refs.items;
        out->ref_count = (uint32_t)r.refs.count;
        out->root = root;
    }
    tell(&r, notes);
    return r.err;
}
