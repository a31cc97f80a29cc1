#include "archive/zip_internal.h"

#define SHOWN_BYTES 64U /* of a local name, which may be any bytes */

bool zip_read_local(aa_bytes data, uint64_t offset, zip_local *out)
{
    aa_bytes fixed = aa_bytes_none();
    if (!aa_bytes_sub(data, offset, ZIP_LOCAL_BYTES, &fixed))
        return false;
    const uint8_t *p = fixed.p;
    *out = (zip_local){
        .offset = offset,
        .has_signature = aa_le32(p) == ZIP_LOCAL_SIGNATURE,
        .flags = aa_le16(p + 6),
        .method = aa_le16(p + 8),
        .crc32 = aa_le32(p + 14),
        .sizes = {.compressed = aa_le32(p + 18), .uncompressed = aa_le32(p + 22)},
        .name_size = aa_le16(p + 26),
        .extra_size = aa_le16(p + 28),
    };
    aa_bytes rest = aa_bytes_from(data, offset + ZIP_LOCAL_BYTES);
    out->name = aa_bytes_of(rest.p, rest.n < out->name_size ? rest.n : out->name_size);
    rest = aa_bytes_from(rest, out->name.n);
    out->extra = aa_bytes_of(rest.p, rest.n < out->extra_size ? rest.n : out->extra_size);
    return true;
}

uint64_t zip_data_offset(const zip_local *local)
{
    return local->offset + ZIP_LOCAL_BYTES + local->name_size + local->extra_size;
}

static bool same_name(const aa_zip_entry *entry, const zip_local *local)
{
    return local->name_size == entry->raw_name.n && aa_bytes_equal(local->name, entry->raw_name);
}

static aa_zip_status name_status(const aa_zip *zip, const aa_zip_entry *entry, const zip_local *local)
{
    if (local->name_size != entry->raw_name.n)
        return AA_ZIP_INCONSISTENT;
    if (local->offset + ZIP_LOCAL_BYTES + local->name_size > zip->layout.central_offset)
        return AA_ZIP_INVALID_OFFSET;
    return same_name(entry, local) ? AA_ZIP_OK : AA_ZIP_INCONSISTENT;
}

/* Replaces saturated sizes. Both have to be: the platform refuses a header with only one. */
static aa_zip_status resolve_zip64(const aa_zip *zip, zip_local *local)
{
    zip_sizes *s = &local->sizes;
    if (zip->api < ZIP_ZIP64_API || (s->compressed != ZIP_SATURATED && s->uncompressed != ZIP_SATURATED))
        return AA_ZIP_OK;
    if (s->compressed != s->uncompressed)
        return AA_ZIP_INVALID_FILE;
    if (zip_data_offset(local) > zip->layout.central_offset || local->extra.n < local->extra_size)
        return AA_ZIP_INVALID_OFFSET;
    return zip_read_zip64(local->extra, s);
}

static aa_zip_status range_status(const aa_zip *zip, const aa_zip_entry *entry, const zip_local *local,
                                  const zip_sizes *seen)
{
    uint64_t start = zip_data_offset(local);
    uint64_t end = zip->layout.central_offset;
    if (start > end || seen->compressed > end - start)
        return AA_ZIP_INVALID_OFFSET;
    if (entry->method == ZIP_STORED && seen->uncompressed > end - start)
        return AA_ZIP_INVALID_OFFSET;
    return AA_ZIP_OK;
}

/* The order of FindEntry's checks decides which answer comes out. */
static aa_zip_status find_entry_status(const aa_zip *zip, const aa_zip_entry *entry, zip_local *local,
                                       const zip_sizes *seen)
{
    aa_zip_status zip64 = resolve_zip64(zip, local);
    if (local->offset + ZIP_LOCAL_BYTES >= zip->layout.central_offset || !local->has_signature)
        return AA_ZIP_INVALID_OFFSET;
    aa_zip_status status = name_status(zip, entry, local);
    if (status != AA_ZIP_OK)
        return status;
    if (zip64 != AA_ZIP_OK)
        return zip64;
    bool same = local->sizes.compressed == seen->compressed &&
                local->sizes.uncompressed == seen->uncompressed && local->crc32 == entry->crc32;
    if (!same && (local->flags & ZIP_FLAG_DESCRIPTOR) == 0)
        return AA_ZIP_INCONSISTENT;
    return range_status(zip, entry, local, seen);
}

static void note_signature(const zip_local *local, aa_notes *notes)
{
    if (!local->has_signature)
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.lfh_signature", AA_NO_OFFSET, "local header at %llu",
                     (unsigned long long)local->offset);
}

static void note_differences(const aa_zip_entry *entry, const zip_local *local, const zip_sizes *seen,
                             aa_notes *notes)
{
    note_signature(local, notes);
    if (local->method != entry->method)
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.method_mismatch", AA_NO_OFFSET, "local %u, central %u",
                     (unsigned)local->method, (unsigned)entry->method);
    if (!same_name(entry, local)) {
        aa_bytes shown =
            aa_bytes_of(local->name.p, local->name.n < SHOWN_BYTES ? local->name.n : SHOWN_BYTES);
        const char *text = aa_arena_utf8(notes->arena, shown);
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.lfh_name", AA_NO_OFFSET, "%s", text == NULL ? "" : text);
    }
    const zip_sizes *s = &local->sizes;
    bool left_to_descriptor =
        (local->flags & ZIP_FLAG_DESCRIPTOR) != 0 && s->compressed == 0 && s->uncompressed == 0;
    if (!left_to_descriptor && (s->compressed != seen->compressed || s->uncompressed != seen->uncompressed ||
                                local->crc32 != entry->crc32))
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.lfh_sizes", AA_NO_OFFSET,
                     "local %llu/%llu/%08x, central %llu/%llu/%08x", (unsigned long long)s->compressed,
                     (unsigned long long)s->uncompressed, (unsigned)local->crc32,
                     (unsigned long long)seen->compressed, (unsigned long long)seen->uncompressed,
                     (unsigned)entry->crc32);
}

/* Bytes of the file that the content takes, as far as the method tells. */
static uint64_t content_size(const aa_zip_entry *entry)
{
    return entry->method == ZIP_STORED ? entry->uncompressed_size : entry->compressed_size;
}

void zip_note_unreadable(const aa_zip *zip, const aa_zip_entry *entry, aa_notes *notes)
{
    uint64_t wanted = content_size(entry);
    uint64_t there = entry->data_offset == 0 ? 0 : zip->data.n - entry->data_offset;
    /* No reader can ask for the empty name, so nothing is lost with it. */
    aa_note_kind kind = entry->raw_name.n == 0 ? AA_NOTE_ANOMALY : AA_NOTE_GAP;
    if (wanted > there)
        aa_notes_add(notes, kind, "zip.entry_unreadable", AA_NO_OFFSET, "header at %llu, %llu of %llu bytes",
                     (unsigned long long)entry->header_offset, (unsigned long long)there,
                     (unsigned long long)wanted);
}

/* An offset with the top bit set is negative in the platform's arithmetic. */
static aa_zip_status missing_header_status(const aa_zip *zip, uint64_t offset)
{
    if (offset > INT64_MAX)
        return (int64_t)(offset + ZIP_LOCAL_BYTES) >= (int64_t)zip->layout.central_offset
                   ? AA_ZIP_INVALID_OFFSET
                   : AA_ZIP_IO_ERROR;
    return offset + ZIP_LOCAL_BYTES >= zip->layout.central_offset ? AA_ZIP_INVALID_OFFSET : AA_ZIP_IO_ERROR;
}

void zip_check_local(aa_zip *zip, aa_zip_entry *entry, const zip_sizes *seen, aa_notes *notes)
{
    zip_local local;
    entry->local_method = entry->method;
    entry->local_flags = entry->flags;
    if (!zip_read_local(zip->data, entry->header_offset, &local)) {
        entry->status = missing_header_status(zip, entry->header_offset);
        zip_note_unreadable(zip, entry, notes);
        return;
    }
    entry->status = find_entry_status(zip, entry, &local, seen);
    if (entry->status == AA_ZIP_OK && seen->offset != entry->header_offset)
        entry->status = AA_ZIP_INVALID_OFFSET; /* before Android 12, or after a prefix */
    /* Without signature and name there is no header, so its other fields mean nothing. */
    if (local.has_signature || same_name(entry, &local)) {
        note_differences(entry, &local, seen, notes);
        entry->local_method = local.method;
        entry->local_flags = local.flags;
        if (zip_data_offset(&local) <= zip->data.n)
            entry->data_offset = zip_data_offset(&local);
        if (local.extra.n == local.extra_size && local.extra.n <= zip->extra_budget) {
            zip->extra_budget -= local.extra.n;
            zip_check_extra(entry, local.extra, true, notes);
        }
    } else {
        note_signature(&local, notes);
    }
    zip_note_unreadable(zip, entry, notes);
}
