#include "archive/zip_internal.h"

#define TAG_ZIP64        0x0001U /* APPNOTE 4.5.3 */
#define TAG_UNICODE_PATH 0x7075U /* APPNOTE 4.6.9 */
#define TAG_BYTES        4U

/* A local extra field this large with this much in it holds more than alignment, which is all zeros. */
#define LARGE_BYTES   1024U
#define LARGE_CONTENT 64U

#define SHOWN_BYTES 256U /* of a name in a detail */

/* Takes the next 64-bit value. libziparchive bounds it by the whole extra field, not by the zip64 part. */
static bool take(aa_bytes extra, uint64_t *pos, uint64_t *value)
{
    aa_bytes b = aa_bytes_none();
    if (!aa_bytes_sub(extra, *pos, 8, &b))
        return false;
    *value = aa_le64(b.p);
    *pos += 8;
    return true;
}

/* The values of one zip64 part at |pos| of |extra|: only saturated ones are there, unless all three are. */
static aa_zip_status take_sizes(aa_bytes extra, uint64_t pos, unsigned size, zip_sizes *sizes)
{
    const unsigned disk_bytes = 4;
    if (size == 3 * 8 + disk_bytes)
        size -= disk_bytes;
    bool all = size == 3 * 8;
    uint64_t end = pos;
    if ((sizes->uncompressed == ZIP_SATURATED || all) && !take(extra, &end, &sizes->uncompressed))
        return AA_ZIP_INVALID_OFFSET;
    if ((sizes->compressed == ZIP_SATURATED || all) && !take(extra, &end, &sizes->compressed))
        return AA_ZIP_INVALID_OFFSET;
    if (((sizes->has_offset && sizes->offset == ZIP_SATURATED) || all) && !take(extra, &end, &sizes->offset))
        return AA_ZIP_INVALID_OFFSET;
    return end == pos || end - pos != size ? AA_ZIP_INVALID_FILE : AA_ZIP_OK;
}

/* As ParseZip64ExtendedInfoInExtraField: the first zip64 part decides, later ones are not looked at. */
aa_zip_status zip_read_zip64(aa_bytes extra, zip_sizes *sizes)
{
    uint64_t pos = 0;
    while (pos + TAG_BYTES < extra.n) {
        unsigned tag = aa_le16(extra.p + pos);
        unsigned size = aa_le16(extra.p + pos + 2);
        pos += TAG_BYTES;
        if (size > extra.n - pos)
            return AA_ZIP_INVALID_OFFSET;
        if (tag == TAG_ZIP64) {
            zip_sizes read = *sizes;
            aa_zip_status status = take_sizes(extra, pos, size, &read);
            if (status == AA_ZIP_OK)
                *sizes = read;
            return status;
        }
        pos += size;
    }
    return AA_ZIP_INVALID_FILE;
}

/* A Unicode Path gives tools that honour it another name; Android does not look at it. */
static void check_unicode_path(const aa_zip_entry *entry, aa_bytes part, aa_notes *notes)
{
    const unsigned header = 5; /* version and CRC-32 of the name it replaces */
    if (part.n < header)
        return;
    aa_bytes path = aa_bytes_from(part, header);
    if (aa_bytes_equal(path, entry->raw_name))
        return;
    path.n = path.n > SHOWN_BYTES ? SHOWN_BYTES : path.n;
    const char *text = aa_arena_utf8(notes->arena, path);
    aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.unicode_path_mismatch", AA_NO_OFFSET, "%s",
                 text == NULL ? "" : text);
}

static void check_large(aa_bytes extra, aa_notes *notes)
{
    size_t content = 0;
    for (size_t i = 0; extra.n > LARGE_BYTES && i < extra.n; i++)
        content += extra.p[i] != 0;
    if (content > LARGE_CONTENT)
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.lfh_extra_large", AA_NO_OFFSET, "%zu bytes", extra.n);
}

static bool is_zip64_size(unsigned size)
{
    return size != 0 && size <= 28 && (size % 8 == 0 || size % 8 == 4) && size != 4;
}

void zip_check_extra(const aa_zip_entry *entry, aa_bytes extra, bool local, aa_notes *notes)
{
    const char *where = local ? "local" : "central";
    if (local)
        check_large(extra, notes);
    aa_cursor c = aa_cursor_at(extra, 0);
    while (aa_cursor_left(&c) >= TAG_BYTES) {
        unsigned tag = aa_read_u16le(&c);
        unsigned size = aa_read_u16le(&c);
        aa_bytes part = aa_read_bytes(&c, size);
        if (c.bad || (tag == TAG_ZIP64 && !is_zip64_size(size))) {
            aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.extra_malformed", AA_NO_OFFSET,
                         "%s, tag 0x%04x, size %u", where, tag, size);
            return;
        }
        if (tag == TAG_UNICODE_PATH && !local)
            check_unicode_path(entry, part, notes);
    }
}
