#include <stdlib.h>

#include "archive/zip_internal.h"

typedef struct salvage {
    aa_zip *zip;
    aa_notes *notes;
    uint64_t end;    /* nothing is looked for from here on */
    uint64_t *known; /* sorted offsets of headers that are listed already */
    size_t known_count;
    size_t added;
} salvage;

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a;
    uint64_t y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static bool is_known(const salvage *s, uint64_t offset)
{
    return bsearch(&offset, s->known, s->known_count, sizeof offset, by_value) != NULL;
}

static uint32_t signature_at(const salvage *s, uint64_t offset)
{
    aa_bytes b = aa_bytes_none();
    return aa_bytes_sub(s->zip->data, offset, 4, &b) ? aa_le32(b.p) : 0;
}

/* The next local header at or after |offset|, or |end|. */
static uint64_t next_header(const salvage *s, uint64_t offset)
{
    while (offset < s->end && signature_at(s, offset) != ZIP_LOCAL_SIGNATURE)
        offset++;
    return offset;
}

/*
 * Sizes left to a data descriptor: the first one behind |start| that says how far away it is. Another
 * header comes first when there is none.
 */
static void find_sizes(const salvage *s, uint64_t start, aa_zip_entry *entry)
{
    uint64_t at = start;
    for (; at < s->end; at++) {
        if (s->zip->data.p[at] != 'P')
            continue;
        uint32_t signature = signature_at(s, at);
        if (signature == ZIP_LOCAL_SIGNATURE || signature == ZIP_CENTRAL_SIGNATURE)
            break;
        aa_bytes b = aa_bytes_none();
        if (signature == ZIP_DESCRIPTOR_SIGNATURE && aa_bytes_sub(s->zip->data, at, 16, &b) &&
            aa_le32(b.p + 8) == at - start) {
            entry->crc32 = aa_le32(b.p + 4);
            entry->compressed_size = at - start;
            entry->uncompressed_size = aa_le32(b.p + 12);
            return;
        }
    }
    entry->size_unknown = true;
    entry->compressed_size = at - start;
    entry->uncompressed_size = entry->method == ZIP_STORED ? at - start : 0;
}

static aa_err add_entry(salvage *s, const zip_local *local, aa_zip_entry **out)
{
    aa_zip *zip = s->zip;
    aa_zip_entry *entry = aa_vec_push(zip->arena, &zip->entries);
    const char *name = aa_arena_utf8(zip->arena, local->name);
    if (entry == NULL || name == NULL)
        return AA_E_NOMEM;
    *entry = (aa_zip_entry){
        .name = name,
        .raw_name = local->name,
        .method = local->method,
        .local_method = local->method,
        .flags = local->flags,
        .local_flags = local->flags,
        .crc32 = local->crc32,
        .compressed_size = local->sizes.compressed,
        .uncompressed_size = local->sizes.uncompressed,
        .header_offset = local->offset,
        .data_offset = zip_data_offset(local),
        .status = AA_ZIP_ENTRY_NOT_FOUND,
        .salvaged = true,
    };
    s->added++;
    *out = entry;
    return AA_OK;
}

/* Takes over the header at |offset| and moves |*next| behind its content. */
static aa_err take_header(salvage *s, uint64_t offset, uint64_t *next)
{
    zip_local local;
    *next = offset + 4;
    if (is_known(s, offset) || !zip_read_local(s->zip->data, offset, &local) ||
        zip_data_offset(&local) > s->zip->data.n)
        return AA_OK;
    if (local.sizes.compressed == ZIP_SATURATED && local.sizes.uncompressed == ZIP_SATURATED)
        (void)zip_read_zip64(local.extra, &local.sizes);
    aa_zip_entry *entry = NULL;
    aa_err err = add_entry(s, &local, &entry);
    if (err != AA_OK)
        return err;
    if ((local.flags & ZIP_FLAG_DESCRIPTOR) != 0 && entry->compressed_size == 0)
        find_sizes(s, entry->data_offset, entry);
    s->notes->member = entry->name;
    zip_note_unreadable(s->zip, entry, s->notes);
    uint64_t left = s->zip->data.n - entry->data_offset;
    *next = entry->data_offset + (entry->compressed_size < left ? entry->compressed_size : left);
    return AA_OK;
}

static aa_err scan(salvage *s)
{
    const char *outer = s->notes->member;
    aa_err err = AA_OK;
    uint64_t at = next_header(s, 0);
    while (err == AA_OK && at < s->end) {
        if (s->zip->entries.count >= s->zip->limits.entries) {
            aa_notes_add(s->notes, AA_NOTE_GAP, "limit.entries", at, "%llu",
                         (unsigned long long)s->zip->limits.entries);
            break;
        }
        uint64_t next = 0;
        err = take_header(s, at, &next);
        s->notes->member = outer;
        at = next_header(s, next);
    }
    return err;
}

aa_err zip_salvage(aa_zip *zip, uint64_t end, aa_notes *notes)
{
    salvage s = {.zip = zip, .notes = notes, .end = end, .known_count = zip->entries.count};
    s.known = malloc((s.known_count + 1) * sizeof *s.known);
    if (s.known == NULL)
        return AA_E_NOMEM;
    for (size_t i = 0; i < s.known_count; i++)
        s.known[i] = zip_entry_at(zip, i)->header_offset;
    qsort(s.known, s.known_count, sizeof *s.known, by_value);
    aa_err err = scan(&s);
    free(s.known);
    if (err == AA_OK && s.added > 0)
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.salvaged", AA_NO_OFFSET, "%zu members", s.added);
    return err;
}
