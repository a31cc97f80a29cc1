#include <libdeflate.h>
#include <stdlib.h>

#include "archive/zip_internal.h"

void aa_zip_content_done(aa_zip_content *content)
{
    free(content->owned);
    *content = (aa_zip_content){.bytes = aa_bytes_none()};
}

void aa_zip_lend(aa_zip *zip, const aa_zip_entry *entry, const aa_zip_content *content)
{
    size_t i = (size_t)(entry - zip_entry_at(zip, 0));
    if (entry->method != ZIP_DEFLATED || content->fallback) /* readers differ */
        return;
    if (zip->lent == NULL)
        zip->lent = aa_arena_array(zip->arena, zip->entries.count, sizeof *zip->lent);
    if (zip->lent != NULL)
        zip->lent[i] = content->bytes;
}

static bool has_crc(const aa_zip_entry *entry, aa_bytes content)
{
    return libdeflate_crc32(0, content.p, content.n) == entry->crc32;
}

static void check_crc(const aa_zip_entry *entry, aa_bytes content, aa_notes *notes)
{
    if (!entry->size_unknown && !has_crc(entry, content))
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.crc", AA_NO_OFFSET, "declared %08x, content %08x",
                     (unsigned)entry->crc32, (unsigned)libdeflate_crc32(0, content.p, content.n));
}

static aa_err over_limit(uint64_t size, uint64_t cap, aa_notes *notes)
{
    aa_notes_add(notes, AA_NOTE_GAP, "limit.entry_bytes", AA_NO_OFFSET, "%llu bytes, limit %llu",
                 (unsigned long long)size, (unsigned long long)cap);
    return AA_E_LIMIT;
}

static aa_bytes packed_content(const aa_zip *zip, const aa_zip_entry *entry)
{
    aa_bytes b = aa_bytes_from(zip->data, entry->data_offset);
    return aa_bytes_of(b.p, entry->compressed_size < b.n ? (size_t)entry->compressed_size : b.n);
}

/* The raw bytes by the uncompressed size: the asset loader does not look at the compressed one. */
static aa_err read_raw(const aa_zip *zip, const aa_zip_entry *entry, uint64_t cap, aa_notes *notes,
                       aa_zip_content *out)
{
    aa_bytes b = aa_bytes_from(zip->data, entry->data_offset);
    uint64_t wanted = entry->uncompressed_size;
    uint64_t size = wanted < b.n ? wanted : b.n;
    if (size > cap)
        return over_limit(wanted, cap, notes);
    out->bytes = aa_bytes_of(b.p, (size_t)size);
    return size < wanted ? AA_E_FORMAT : AA_OK; /* noted as zip.entry_unreadable when opened */
}

/* What can be had of a stream that is damaged or goes on past its declared size. */
static aa_err read_part(const aa_zip_entry *entry, aa_bytes in, uint64_t max, aa_notes *notes,
                        aa_zip_content *out)
{
    zip_stream state = zip_inflate_part(in, max, out);
    if (state == ZIP_STREAM_NOMEM)
        return AA_E_NOMEM;
    if (entry->size_unknown && state == ZIP_STREAM_ENDED)
        return AA_OK;
    /* Under a bogus method the JAR verifier fails here, but other readers get the raw bytes. */
    aa_note_kind kind = entry->method == ZIP_DEFLATED ? AA_NOTE_GAP : AA_NOTE_ANOMALY;
    if (entry->size_unknown && state == ZIP_STREAM_MORE)
        aa_notes_add(notes, kind, "limit.entry_bytes", AA_NO_OFFSET, "limit %llu", (unsigned long long)max);
    else if (state == ZIP_STREAM_DAMAGED)
        aa_notes_add(notes, kind, "zip.deflate_error", out->bytes.n, "%zu of %llu bytes", out->bytes.n,
                     (unsigned long long)entry->uncompressed_size);
    else if (!entry->size_lie)
        aa_notes_add(notes, kind, "zip.size_lie", AA_NO_OFFSET, "inflates past the declared %llu",
                     (unsigned long long)entry->uncompressed_size);
    return AA_E_FORMAT;
}

/* Inflates to at most the declared size; never allocates more than |in| can inflate to. */
static aa_err read_inflated(const aa_zip_entry *entry, aa_bytes in, uint64_t cap, aa_notes *notes,
                            aa_zip_content *out)
{
    if (entry->size_unknown)
        return read_part(entry, in, cap, notes, out);
    uint64_t max = (uint64_t)in.n > UINT64_MAX / ZIP_DEFLATE_RATIO ? UINT64_MAX : in.n * ZIP_DEFLATE_RATIO;
    max = entry->uncompressed_size < max ? entry->uncompressed_size : max;
    if (max > cap)
        return over_limit(entry->uncompressed_size, cap, notes);
    uint64_t used = 0;
    zip_stream state = zip_inflate_whole(in, max, out, &used);
    if (state == ZIP_STREAM_NOMEM)
        return AA_E_NOMEM;
    if (state != ZIP_STREAM_ENDED)
        return read_part(entry, in, max, notes, out);
    if (used < in.n)
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.deflate_trailing", AA_NO_OFFSET, "%llu bytes",
                     (unsigned long long)(in.n - used));
    if (out->bytes.n < entry->uncompressed_size && !entry->size_lie)
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.size_lie", AA_NO_OFFSET, "declared %llu, inflates to %zu",
                     (unsigned long long)entry->uncompressed_size, out->bytes.n);
    return AA_OK;
}

/*
 * Neither stored nor deflated. Android 9 and newer take the raw bytes; 8.1 and older inflated. When only
 * the inflated bytes have the right CRC-32, the archive was made for the old rule.
 */
static aa_err read_bogus(const aa_zip *zip, const aa_zip_entry *entry, uint64_t cap, aa_notes *notes,
                         aa_zip_content *out)
{
    aa_err err = read_raw(zip, entry, cap, notes, out);
    aa_bytes in = packed_content(zip, entry);
    if (err == AA_E_LIMIT || has_crc(entry, out->bytes) ||
        entry->uncompressed_size / ZIP_DEFLATE_RATIO > in.n)
        return err;
    aa_zip_content inflated = {.bytes = aa_bytes_none()};
    uint64_t used = 0;
    zip_stream state = zip_inflate_whole(in, entry->uncompressed_size, &inflated, &used);
    if (state == ZIP_STREAM_NOMEM)
        return AA_E_NOMEM;
    if (state == ZIP_STREAM_ENDED && has_crc(entry, inflated.bytes)) {
        *out = inflated;
        out->fallback = true;
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.method_bogus", AA_NO_OFFSET,
                     "method %u, deflated: readable on Android 8.1 and older only", (unsigned)entry->method);
        return AA_OK;
    }
    aa_zip_content_done(&inflated);
    return err;
}

static bool is_raw(const aa_zip_entry *entry, aa_zip_reader reader)
{
    if (reader == AA_ZIP_ASSET)
        return entry->method != ZIP_DEFLATED;
    return entry->method == ZIP_STORED;
}

static aa_err read_by_rule(const aa_zip *zip, const aa_zip_entry *entry, aa_zip_reader reader, uint64_t cap,
                           aa_notes *notes, aa_zip_content *out)
{
    bool known = entry->method == ZIP_STORED || entry->method == ZIP_DEFLATED;
    if (reader == AA_ZIP_ART && !known)
        return AA_E_UNSUPPORTED;
    if (!is_raw(entry, reader))
        return read_inflated(entry, packed_content(zip, entry), cap, notes, out);
    return known ? read_raw(zip, entry, cap, notes, out) : read_bogus(zip, entry, cap, notes, out);
}

aa_err aa_zip_read(const aa_zip *zip, const aa_zip_entry *entry, aa_zip_reader reader, uint64_t cap,
                   aa_notes *notes, aa_zip_content *out)
{
    *out = (aa_zip_content){.bytes = aa_bytes_none()};
    if (entry->data_offset == 0)
        return entry->compressed_size == 0 && entry->uncompressed_size == 0 ? AA_OK : AA_E_FORMAT;
    const aa_left_out *left_out = aa_watch_enter(zip->watch, "read", zip->artifact, entry->name);
    const char *outer = notes->member;
    notes->member = entry->name;
    if (left_out != NULL) {
        aa_notes_add(notes, AA_NOTE_GAP, left_out->code, AA_NO_OFFSET, "%s", "read");
        notes->member = outer;
        return AA_E_LIMIT;
    }
    uint64_t most = cap < zip->limits.entry_bytes ? cap : zip->limits.entry_bytes;
    const aa_bytes *lent = zip->lent == NULL ? NULL : &zip->lent[entry - zip_entry_at(zip, 0)];
    if (lent != NULL && lent->n > 0 && lent->n <= most) {
        out->bytes = *lent;
        notes->member = outer;
        return AA_OK;
    }
    aa_err err = read_by_rule(zip, entry, reader, most, notes, out);
    if (err == AA_OK)
        check_crc(entry, out->bytes, notes);
    notes->member = outer;
    return err;
}

void aa_zip_leave(const aa_zip *zip)
{
    aa_watch_leave(zip->watch);
}
