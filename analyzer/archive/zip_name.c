#include <stdlib.h>

#include "archive/zip_internal.h"

#include "base/bisect.h"

#define LONG_NAME 256U /* bytes; ordinary packages stay below 140 */

/* Bytes of the UTF-8 sequence that |lead| begins, by its leading ones, up to 6; 0 when it begins none. */
static unsigned sequence_length(uint8_t lead)
{
    unsigned ones = 0;
    while (ones < 8 && (lead >> (7 - ones) & 1) != 0)
        ones++;
    if (ones == 0)
        return 1;
    return ones == 1 || ones > 6 ? 0 : ones;
}

/* As IsValidEntryName: no NUL, and the shape of UTF-8 (overlong, surrogate and 6-byte forms pass). */
bool zip_name_is_valid(aa_bytes name)
{
    size_t i = 0;
    while (i < name.n) {
        unsigned length = sequence_length(name.p[i]);
        if (name.p[i] == 0 || length == 0 || length > name.n - i)
            return false;
        for (unsigned k = 1; k < length; k++) {
            if ((name.p[i + k] & 0xc0) != 0x80)
                return false;
        }
        i += length;
    }
    return true;
}

static bool is_separator(uint8_t c)
{
    return c == '/' || c == '\\';
}

/* The component of |name| at |*pos|, which moves past the separator behind it. */
static aa_bytes next_component(aa_bytes name, size_t *pos)
{
    size_t start = *pos;
    size_t end = start;
    while (end < name.n && !is_separator(name.p[end]))
        end++;
    *pos = end + 1;
    return aa_bytes_of(name.p + start, end - start);
}

static bool leaves_folder(aa_bytes name)
{
    if (name.n > 0 && is_separator(name.p[0]))
        return true;
    if (name.n > 1 && name.p[1] == ':')
        return true;
    for (size_t pos = 0; pos < name.n;) {
        if (aa_bytes_is(next_component(name, &pos), ".."))
            return true;
    }
    return false;
}

/* Control characters, and the marks that reorder a line: U+202A to U+202E, U+2066 to U+2069. */
static bool has_controls(aa_bytes name)
{
    for (size_t i = 0; i < name.n; i++) {
        if (name.p[i] < 0x20 || name.p[i] == 0x7f)
            return true;
        if (name.n - i >= 3 && name.p[i] == 0xe2 &&
            ((name.p[i + 1] == 0x80 && name.p[i + 2] >= 0xaa && name.p[i + 2] <= 0xae) ||
             (name.p[i + 1] == 0x81 && name.p[i + 2] >= 0xa6 && name.p[i + 2] <= 0xa9)))
            return true;
    }
    return false;
}

static bool has_replacement(const aa_zip_entry *entry)
{
    /* |name| has U+FFFD where the raw bytes are no UTF-8; both are as long when nothing was replaced. */
    size_t n = strlen(entry->name);
    return n != entry->raw_name.n || memcmp(entry->name, entry->raw_name.p, n) != 0;
}

static void note_name(const aa_zip_entry *entry, aa_notes *notes)
{
    aa_bytes name = entry->raw_name;
    const char *code = NULL;
    if (name.n == 0)
        code = "zip.empty_name";
    else if (has_replacement(entry))
        code = "zip.bad_name";
    else if (has_controls(name))
        code = "zip.name_control";
    if (code != NULL)
        aa_notes_add(notes, AA_NOTE_ANOMALY, code, AA_NO_OFFSET, "header at %llu",
                     (unsigned long long)entry->header_offset);
    if (name.n >= LONG_NAME)
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.long_name", AA_NO_OFFSET, "%zu bytes", name.n);
    if (leaves_folder(name))
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.path_traversal", AA_NO_OFFSET, "%s", "");
    if (name.n > 0 && name.p[name.n - 1] == '/' && entry->uncompressed_size > 0)
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.directory_data", AA_NO_OFFSET, "%llu bytes",
                     (unsigned long long)entry->uncompressed_size);
}

static int by_raw_name(const void *a, const void *b)
{
    const aa_zip_entry *x = *(const aa_zip_entry *const *)a;
    const aa_zip_entry *y = *(const aa_zip_entry *const *)b;
    int order = aa_bytes_compare(x->raw_name, y->raw_name);
    return order != 0 ? order : (x > y) - (x < y); /* one array: the order of the directory */
}

/* Index in by_name of the first entry whose name is not below |name|. */
static size_t lower_bound(const aa_zip *zip, aa_bytes name)
{
    size_t low;
    AA_BISECT(low, zip->entries.count, middle, aa_bytes_compare(zip->by_name[middle]->raw_name, name) < 0);
    return low;
}

static const aa_zip_entry *find_raw(const aa_zip *zip, aa_bytes name)
{
    for (size_t i = lower_bound(zip, name); i < zip->entries.count; i++) {
        if (!aa_bytes_equal(zip->by_name[i]->raw_name, name))
            break;
        if (!zip->by_name[i]->hidden)
            return zip->by_name[i];
    }
    return NULL;
}

const aa_zip_entry *aa_zip_find(const aa_zip *zip, const char *name)
{
    return find_raw(zip, aa_bytes_of(name, strlen(name)));
}

/* True when the platform refuses the archive for it: only names that it sees count. */
static bool mark_duplicates(aa_zip *zip, aa_notes *notes)
{
    bool refused = false;
    for (size_t i = 1; i < zip->entries.count; i++) {
        /* The index is read-only for everybody else; the entries are ours to mark. */
        aa_zip_entry *a = zip_entry_at(zip, (size_t)(zip->by_name[i - 1] - zip_entry_at(zip, 0)));
        aa_zip_entry *b = zip_entry_at(zip, (size_t)(zip->by_name[i] - zip_entry_at(zip, 0)));
        if (!aa_bytes_equal(a->raw_name, b->raw_name))
            continue;
        a->duplicate = true;
        b->duplicate = true;
        refused = refused || (!a->hidden && !b->hidden);
        notes->member = b->name;
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.duplicate_entry", AA_NO_OFFSET, "headers at %llu and %llu",
                     (unsigned long long)a->header_offset, (unsigned long long)b->header_offset);
    }
    return refused;
}

/* |name| without "." and empty components and with '/' between the others. False when nothing changes. */
static bool normalize(aa_bytes name, uint8_t *out, size_t *out_size)
{
    size_t n = 0;
    for (size_t pos = 0; pos < name.n;) {
        aa_bytes part = next_component(name, &pos);
        if (part.n == 0 || aa_bytes_is(part, "."))
            continue;
        if (n > 0)
            out[n++] = '/';
        memcpy(out + n, part.p, part.n);
        n += part.n;
    }
    *out_size = n;
    return n != name.n || memcmp(out, name.p, n) != 0;
}

static bool may_change(aa_bytes name)
{
    for (size_t i = 0; i < name.n; i++) {
        bool first = i == 0 || is_separator(name.p[i - 1]);
        if (name.p[i] == '\\' || (first && (is_separator(name.p[i]) || name.p[i] == '.')))
            return true;
    }
    return false;
}

/* Something is below |entry|, which therefore is a file and a folder once written to disk. */
static bool is_file_and_folder(const aa_zip *zip, const aa_zip_entry *entry, uint8_t *scratch)
{
    size_t n = entry->raw_name.n;
    if (n == 0 || entry->raw_name.p[n - 1] == '/')
        return false;
    memcpy(scratch, entry->raw_name.p, n);
    scratch[n] = '/';
    size_t i = lower_bound(zip, aa_bytes_of(scratch, n + 1));
    aa_bytes below = i < zip->entries.count ? zip->by_name[i]->raw_name : aa_bytes_none();
    return below.n > n && memcmp(below.p, scratch, n + 1) == 0;
}

/* Names that fall together where somebody unpacks the archive. */
static aa_err note_collisions(const aa_zip *zip, aa_notes *notes)
{
    uint8_t *scratch = malloc(UINT16_MAX + 1U);
    if (scratch == NULL)
        return AA_E_NOMEM;
    for (size_t i = 0; i < zip->entries.count; i++) {
        const aa_zip_entry *entry = zip_entry_at(zip, i);
        size_t n = 0;
        const char *how = NULL;
        if (is_file_and_folder(zip, entry, scratch))
            how = "file and folder";
        else if (may_change(entry->raw_name) && normalize(entry->raw_name, scratch, &n) &&
                 find_raw(zip, aa_bytes_of(scratch, n)) != NULL)
            how = "same path as another entry";
        if (how == NULL)
            continue;
        notes->member = entry->name;
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.path_collision", AA_NO_OFFSET, "%s", how);
    }
    free(scratch);
    return AA_OK;
}

aa_err zip_index_names(aa_zip *zip, aa_notes *notes)
{
    size_t count = zip->entries.count;
    zip->by_name = aa_arena_array(zip->arena, count, sizeof *zip->by_name);
    if (zip->by_name == NULL)
        return AA_E_NOMEM;
    const char *outer = notes->member;
    for (size_t i = 0; i < count; i++) {
        zip->by_name[i] = zip_entry_at(zip, i);
        notes->member = zip->by_name[i]->name;
        note_name(zip->by_name[i], notes);
    }
    qsort(zip->by_name, count, sizeof *zip->by_name, by_raw_name);
    bool refused = mark_duplicates(zip, notes);
    if (refused && zip->open_status == AA_ZIP_OK)
        zip->open_status = AA_ZIP_DUPLICATE_ENTRY;
    aa_err err = note_collisions(zip, notes);
    notes->member = outer;
    return err;
}
