#include <stdlib.h>

#include "archive/zip_internal.h"

/* Bytes that no entry, signing block or record accounts for. */
typedef struct gaps {
    uint64_t bytes, largest, largest_at;
    unsigned count;
} gaps;

/* Zeros are padding for alignment, which build tools add in many places. */
static void add_gap(const aa_zip *zip, gaps *g, uint64_t start, uint64_t end)
{
    aa_bytes region = aa_bytes_none();
    if (start >= end || !aa_bytes_sub(zip->data, start, end - start, &region))
        return;
    size_t zeros = 0;
    while (zeros < region.n && region.p[zeros] == 0)
        zeros++;
    if (zeros == region.n)
        return;
    g->count++;
    g->bytes += region.n;
    if (region.n > g->largest) {
        g->largest = region.n;
        g->largest_at = start;
    }
}

static int by_header(const void *a, const void *b)
{
    const aa_zip_entry *x = *(const aa_zip_entry *const *)a;
    const aa_zip_entry *y = *(const aa_zip_entry *const *)b;
    if (x->header_offset != y->header_offset)
        return x->header_offset < y->header_offset ? -1 : 1;
    return (x > y) - (x < y);
}

/* Size of the data descriptor at |offset|: 12 or 20 bytes, 4 more with its signature (APPNOTE 4.3.9).
 * 0: what is there does not belong to |entry|. */
static uint64_t descriptor_size(const aa_zip *zip, const aa_zip_entry *entry, uint64_t offset)
{
    aa_bytes b = aa_bytes_from(zip->data, offset);
    uint64_t signature = b.n >= 4 && aa_le32(b.p) == ZIP_DESCRIPTOR_SIGNATURE ? 4 : 0;
    b = aa_bytes_from(b, signature);
    if (b.n < 12 || aa_le32(b.p) != entry->crc32)
        return 0;
    if (aa_le32(b.p + 4) == entry->compressed_size && aa_le32(b.p + 8) == entry->uncompressed_size)
        return signature + 12;
    if (b.n >= 20 && aa_le64(b.p + 4) == entry->compressed_size &&
        aa_le64(b.p + 12) == entry->uncompressed_size)
        return signature + 20;
    return 0;
}

/* Where the content of |entry| ends, its descriptor included. */
static uint64_t entry_end(const aa_zip *zip, const aa_zip_entry *entry, aa_notes *notes)
{
    const uint64_t largest_descriptor = 24;
    if (entry->data_offset == 0)
        return entry->header_offset + ZIP_LOCAL_BYTES;
    uint64_t size = entry->compressed_size;
    if (entry->method == ZIP_STORED && entry->uncompressed_size > size)
        size = entry->uncompressed_size; /* what the asset loader reads */
    uint64_t left = zip->data.n - entry->data_offset;
    uint64_t end = entry->data_offset + (size < left ? size : left);
    if ((entry->local_flags & ZIP_FLAG_DESCRIPTOR) == 0)
        return end;
    uint64_t descriptor = descriptor_size(zip, entry, end);
    if (descriptor != 0)
        return end + descriptor;
    notes->member = entry->name;
    aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.descriptor", AA_NO_OFFSET, "at %llu", (unsigned long long)end);
    aa_bytes b = aa_bytes_from(zip->data, end);
    bool present = b.n >= 4 && aa_le32(b.p) == ZIP_DESCRIPTOR_SIGNATURE;
    return present && b.n >= largest_descriptor ? end + 16 : end;
}

static void note_overlap(const aa_zip_entry *entry, uint64_t used, aa_notes *notes)
{
    notes->member = entry->name;
    aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.overlap", AA_NO_OFFSET, "begins at %llu, others end at %llu",
                 (unsigned long long)entry->header_offset, (unsigned long long)used);
}

/* From one local header to the next, to the signing block, to the directory, to the end record. */
static void sweep(const aa_zip *zip, gaps *g, aa_notes *notes)
{
    uint64_t used = zip->start_count > 0 ? zip->by_start[0]->header_offset : zip->layout.central_offset;
    for (size_t i = 0; i < zip->start_count; i++) {
        const aa_zip_entry *entry = zip->by_start[i];
        if (entry->header_offset < used)
            note_overlap(entry, used, notes);
        else
            add_gap(zip, g, used, entry->header_offset);
        uint64_t end = entry_end(zip, entry, notes);
        used = end > used ? end : used;
    }
    const aa_zip_layout *layout = &zip->layout;
    if (used > layout->central_offset)
        note_overlap(zip->by_start[zip->start_count - 1], layout->central_offset, notes);
    if (layout->signing_block_size > 0) {
        add_gap(zip, g, used, layout->signing_block_offset);
        used = layout->signing_block_offset + layout->signing_block_size;
    }
    add_gap(zip, g, used, layout->central_offset);
    add_gap(zip, g, zip->walk_end, zip->record_end);
}

/* What lies before the first local header, and whether the file passes for a DEX (CVE-2017-13156). */
static void note_prefix(const aa_zip *zip, aa_notes *notes)
{
    aa_bytes b = zip->data;
    if (b.n < 8 || aa_le32(b.p) == ZIP_LOCAL_SIGNATURE)
        return;
    uint64_t first = zip->start_count > 0 ? zip->by_start[0]->header_offset : zip->layout.central_offset;
    bool dex = memcmp(b.p, "dex\n", 4) == 0 && b.p[7] == 0;
    aa_notes_add(notes, AA_NOTE_ANOMALY, dex ? "zip.janus" : "zip.prefix", 0, "%llu bytes%s",
                 (unsigned long long)first, zip->shift > 0 ? ", offsets not adjusted" : "");
}

/*
 * Declared sizes that the compressed bytes cannot give. Too large is arithmetic; too small is proved by
 * inflating one byte more. |*budget| keeps entries that share their bytes from being read over and over.
 */
static void check_sizes(const aa_zip *zip, aa_zip_entry *entry, uint64_t *budget, aa_notes *notes)
{
    uint32_t ratio = zip->limits.alert_ratio > 0 ? zip->limits.alert_ratio : 1;
    uint64_t packed = entry->compressed_size;
    uint64_t size = entry->uncompressed_size;
    aa_bytes content = aa_bytes_none();
    if (entry->method != ZIP_DEFLATED || entry->data_offset == 0 || entry->size_unknown ||
        !aa_bytes_sub(zip->data, entry->data_offset, packed, &content))
        return;
    if (size / ZIP_DEFLATE_RATIO > packed) {
        entry->size_lie = true;
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.size_lie", AA_NO_OFFSET, "declared %llu from %llu bytes",
                     (unsigned long long)size, (unsigned long long)packed);
    } else if (size > zip->limits.alert_bytes && size / ratio > packed) {
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.bomb_suspect", AA_NO_OFFSET, "%llu from %llu bytes",
                     (unsigned long long)size, (unsigned long long)packed);
    } else if (packed > size + size / 8 + 64 && packed <= *budget) {
        *budget -= packed;
        entry->size_lie = zip_inflates_past(content, size);
        if (entry->size_lie)
            aa_notes_add(notes, AA_NOTE_GAP, "zip.size_lie", AA_NO_OFFSET, "inflates past the declared %llu",
                         (unsigned long long)size);
    }
}

aa_err zip_check_space(aa_zip *zip, aa_notes *notes)
{
    zip->by_start = aa_arena_array(zip->arena, zip->entries.count, sizeof *zip->by_start);
    if (zip->by_start == NULL)
        return AA_E_NOMEM;
    const char *outer = notes->member;
    uint64_t budget = zip->data.n;
    for (size_t i = 0; i < zip->entries.count; i++) {
        aa_zip_entry *entry = zip_entry_at(zip, i);
        notes->member = entry->name;
        check_sizes(zip, entry, &budget, notes);
        if (entry->header_offset < zip->data.n)
            zip->by_start[zip->start_count++] = entry;
    }
    qsort(zip->by_start, zip->start_count, sizeof *zip->by_start, by_header);
    gaps g = {0};
    if (zip->record_end > 0)
        sweep(zip, &g, notes);
    notes->member = outer;
    note_prefix(zip, notes);
    if (g.count > 0)
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.gap", g.largest_at, "%llu bytes in %u places, largest %llu",
                     (unsigned long long)g.bytes, g.count, (unsigned long long)g.largest);
    return AA_OK;
}

/* As ApkSigningBlockUtils.findApkSigningBlock: magic and size right before the central directory. */
void zip_find_signing_block(aa_zip *zip)
{
    static const char magic[] = "APK Sig Block 42";
    const uint64_t footer = 8 + sizeof magic - 1;
    const uint64_t least = 8 + footer;
    uint64_t end = zip->layout.central_offset;
    aa_bytes b = aa_bytes_none();
    if (end < least || !aa_bytes_sub(zip->data, end - footer, footer, &b) ||
        memcmp(b.p + 8, magic, sizeof magic - 1) != 0)
        return;
    uint64_t size = aa_le64(b.p); /* without the leading size field */
    if (size < footer || size > INT32_MAX - 8U || size + 8 > end)
        return;
    zip->layout.signing_block_offset = end - size - 8;
    zip->layout.signing_block_size = size + 8;
}
