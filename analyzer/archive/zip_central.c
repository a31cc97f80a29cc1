#include "archive/zip_internal.h"

#define VERSION_NEEDED_MAX                                                                                   \
    63U /* APPNOTE 4.4.3.2 knows nothing newer; some tools put a system into the high byte */
#define FLAGS_ENCRYPTED 0x0041U /* bit 0; bit 6 strong encryption (APPNOTE 4.4.4) */
#define FLAGS_UNUSUAL   0x20a0U /* patched data, reserved bit 7, masked local header */
#define SYSTEM_UNIX     3U
#define UNIX_TYPE_MASK  0170000U
#define UNIX_SYMLINK    0120000U

bool zip_read_record(aa_bytes data, uint64_t offset, uint64_t end, zip_record *out)
{
    aa_bytes fixed = aa_bytes_none();
    aa_bytes within = {data.p, end < data.n ? (size_t)end : data.n};
    if (!aa_bytes_sub(within, offset, ZIP_CENTRAL_BYTES, &fixed) || aa_le32(fixed.p) != ZIP_CENTRAL_SIGNATURE)
        return false;
    aa_cursor c = aa_cursor_at(within, offset + ZIP_CENTRAL_BYTES);
    *out = (zip_record){
        .made_by_system = fixed.p[5],
        .version_needed = aa_le16(fixed.p + 6),
        .flags = aa_le16(fixed.p + 8),
        .method = aa_le16(fixed.p + 10),
        .crc32 = aa_le32(fixed.p + 16),
        .compressed_size = aa_le32(fixed.p + 20),
        .uncompressed_size = aa_le32(fixed.p + 24),
        .disk = aa_le16(fixed.p + 34),
        .external_attributes = aa_le32(fixed.p + 38),
        .header_offset = aa_le32(fixed.p + 42),
    };
    out->name = aa_read_bytes(&c, aa_le16(fixed.p + 28));
    out->extra = aa_read_bytes(&c, aa_le16(fixed.p + 30));
    out->next = c.pos + (uint64_t)aa_le16(fixed.p + 32); /* the comment may be cut short by the end */
    return !c.bad;
}

/* One record as ParseZipArchive checks it. The lengths are compared with the size of the directory too. */
static aa_zip_status platform_record(const aa_zip *zip, const zip_end *end, uint64_t offset, zip_record *r)
{
    const uint64_t stop = end->central_offset + end->central_size;
    aa_bytes fixed = aa_bytes_none();
    if (stop < ZIP_CENTRAL_BYTES || offset > stop - ZIP_CENTRAL_BYTES ||
        !aa_bytes_sub(zip->data, offset, ZIP_CENTRAL_BYTES, &fixed) ||
        aa_le32(fixed.p) != ZIP_CENTRAL_SIGNATURE)
        return AA_ZIP_INVALID_FILE;
    uint64_t left = stop - offset - ZIP_CENTRAL_BYTES;
    unsigned name = aa_le16(fixed.p + 28);
    unsigned extra = aa_le16(fixed.p + 30);
    if (name >= end->central_size || name > left)
        return AA_ZIP_INVALID_ENTRY_NAME;
    if (extra >= end->central_size || extra > left - name)
        return AA_ZIP_INVALID_FILE;
    if (!zip_read_record(zip->data, offset, stop, r))
        return AA_ZIP_INVALID_FILE;
    zip_sizes sizes = {r->uncompressed_size, r->compressed_size, r->header_offset, true};
    aa_zip_status status = AA_ZIP_OK;
    if (sizes.offset == ZIP_SATURATED && zip->api >= ZIP_ZIP64_API)
        status = zip_read_zip64(r->extra, &sizes);
    if (status != AA_ZIP_OK)
        return status;
    /* The comparison is signed in the platform: an offset with the top bit set passes it. */
    if ((int64_t)sizes.offset >= (int64_t)end->central_offset)
        return AA_ZIP_INVALID_FILE;
    if (!zip_name_is_valid(r->name))
        return AA_ZIP_INVALID_ENTRY_NAME;
    return r->next > stop ? AA_ZIP_INVALID_FILE : AA_ZIP_OK;
}

/* What OpenArchive answers, except for duplicate names, which need the whole list. */
aa_zip_status zip_platform_status(const aa_zip *zip, const zip_end *end)
{
    if (end->status != AA_ZIP_OK)
        return end->status;
    uint64_t offset = end->central_offset;
    for (uint64_t i = 0; i < end->count; i++) {
        zip_record r;
        aa_zip_status status = platform_record(zip, end, offset, &r);
        if (status != AA_ZIP_OK)
            return status;
        offset = r.next;
    }
    return AA_ZIP_OK;
}

static void note_record(const aa_zip_entry *entry, const zip_record *r, aa_notes *notes)
{
    if (entry->method != ZIP_STORED && entry->method != ZIP_DEFLATED)
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.method_bogus", AA_NO_OFFSET, "method %u",
                     (unsigned)entry->method);
    if (entry->method == ZIP_STORED && entry->compressed_size != entry->uncompressed_size)
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.stored_size", AA_NO_OFFSET,
                     "compressed %llu, uncompressed %llu", (unsigned long long)entry->compressed_size,
                     (unsigned long long)entry->uncompressed_size);
    if ((r->version_needed & 0xff) > VERSION_NEEDED_MAX)
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.version_needed", AA_NO_OFFSET, "%u",
                     (unsigned)r->version_needed);
    if (r->disk != 0 && r->disk != UINT16_MAX)
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.disk_fields", AA_NO_OFFSET, "disk %u", (unsigned)r->disk);
    if (r->made_by_system == SYSTEM_UNIX &&
        (entry->external_attributes >> 16 & UNIX_TYPE_MASK) == UNIX_SYMLINK)
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.symlink", AA_NO_OFFSET, "%s", "");
}

/* Flags of both headers: the platform looks at none but bit 3, other tools refuse or skip the entry. */
static void note_flags(const aa_zip_entry *entry, aa_notes *notes)
{
    unsigned either = entry->flags | entry->local_flags;
    if ((either & FLAGS_ENCRYPTED) != 0)
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.fake_encryption", AA_NO_OFFSET,
                     "central 0x%04x, local 0x%04x", (unsigned)entry->flags, (unsigned)entry->local_flags);
    if ((either & FLAGS_UNUSUAL) != 0)
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.flags", AA_NO_OFFSET, "central 0x%04x, local 0x%04x",
                     (unsigned)entry->flags, (unsigned)entry->local_flags);
}

static bool is_saturated(const zip_record *r)
{
    return r->compressed_size == ZIP_SATURATED || r->uncompressed_size == ZIP_SATURATED ||
           r->header_offset == ZIP_SATURATED;
}

/* Fills everything but what the local header says; |seen| as the platform version sees it. */
static aa_zip_status fill_entry(const aa_zip *zip, const zip_record *r, aa_zip_entry *entry, zip_sizes *seen)
{
    zip_sizes sizes = {r->uncompressed_size, r->compressed_size, r->header_offset, true};
    *seen = sizes;
    aa_zip_status status = is_saturated(r) ? zip_read_zip64(r->extra, &sizes) : AA_ZIP_OK;
    if (zip->api >= ZIP_ZIP64_API)
        *seen = sizes;
    entry->raw_name = r->name;
    entry->method = r->method;
    entry->flags = r->flags;
    entry->crc32 = r->crc32;
    entry->compressed_size = sizes.compressed;
    entry->uncompressed_size = sizes.uncompressed;
    entry->header_offset = sizes.offset > UINT64_MAX - zip->shift ? UINT64_MAX : sizes.offset + zip->shift;
    entry->external_attributes = r->external_attributes;
    return zip->api >= ZIP_ZIP64_API ? status : AA_ZIP_OK;
}

static aa_err add_entry(aa_zip *zip, const zip_record *r, bool hidden, aa_notes *notes)
{
    aa_zip_entry *entry = aa_vec_push(zip->arena, &zip->entries);
    const char *name = aa_arena_utf8(zip->arena, r->name);
    if (entry == NULL || name == NULL)
        return AA_E_NOMEM;
    entry->name = name;
    entry->hidden = hidden;
    const char *outer = notes->member;
    notes->member = name;
    zip_sizes seen = {0};
    aa_zip_status status = fill_entry(zip, r, entry, &seen);
    zip_check_extra(entry, r->extra, false, notes);
    zip_check_local(zip, entry, &seen, notes);
    note_record(entry, r, notes);
    note_flags(entry, notes);
    notes->member = outer;
    if (hidden)
        entry->status = AA_ZIP_ENTRY_NOT_FOUND;
    else if (r->name.n == 0)
        entry->status = AA_ZIP_INVALID_ENTRY_NAME;
    else if (status != AA_ZIP_OK)
        entry->status = status;
    return AA_OK;
}

/* What the end record says against what is there. */
static void note_count(const aa_zip *zip, const zip_end *end, aa_notes *notes)
{
    uint64_t found = zip->entries.count;
    if (found > end->count)
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.hidden_entries", end->offset, "%llu of %llu not counted",
                     (unsigned long long)(found - end->count), (unsigned long long)found);
    if (found < end->count)
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.count", end->offset, "declared %llu, found %llu",
                     (unsigned long long)end->count, (unsigned long long)found);
    if (end->central_size != zip->layout.central_size)
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.central_size", end->offset, "declared %llu, found %llu",
                     (unsigned long long)end->central_size, (unsigned long long)zip->layout.central_size);
}

/*
 * Every record up to the end record, whatever count and size say. Records missing although bytes are
 * left mean that the directory is damaged: local headers then show what else there is.
 */
aa_err zip_list_central(aa_zip *zip, const zip_end *end, aa_notes *notes)
{
    uint64_t offset = zip->layout.central_offset;
    zip_record r;
    while (zip_read_record(zip->data, offset, end->record_end, &r)) {
        if (zip->entries.count >= zip->limits.entries) {
            aa_notes_add(notes, AA_NOTE_GAP, "limit.entries", offset, "%llu",
                         (unsigned long long)zip->limits.entries);
            offset = end->record_end;
            break;
        }
        aa_err err = add_entry(zip, &r, zip->entries.count >= end->count, notes);
        if (err != AA_OK)
            return err;
        offset = r.next;
    }
    zip->walk_end = offset < end->record_end ? offset : end->record_end;
    zip->layout.central_size = zip->walk_end - zip->layout.central_offset;
    if (zip->walk_end < end->record_end && zip->entries.count < end->count) {
        aa_notes_add(notes, AA_NOTE_GAP, "zip.central_directory", offset, "declared %llu, found %zu",
                     (unsigned long long)end->count, zip->entries.count);
        return zip_salvage(zip, zip->layout.central_offset, notes);
    }
    if (zip->entries.count < zip->limits.entries)
        note_count(zip, end, notes);
    return AA_OK;
}
