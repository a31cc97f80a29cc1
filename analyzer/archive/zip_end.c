#include "archive/zip_internal.h"

#define ZIP64_LOCATOR_SIGNATURE 0x07064b50U
#define ZIP64_END_SIGNATURE     0x06064b50U
#define ZIP64_LOCATOR_BYTES     20U
#define ZIP64_END_BYTES         56U

static bool signature_at(aa_bytes data, uint64_t offset, uint32_t signature)
{
    aa_bytes b = aa_bytes_none();
    return aa_bytes_sub(data, offset, 4, &b) && aa_le32(b.p) == signature;
}

/* Where the zip64 end record is: where the locator says, else (after a prefix) right before the locator. */
static aa_zip_status locate_zip64(aa_bytes data, uint64_t end_offset, uint64_t *offset)
{
    if (end_offset <= ZIP64_LOCATOR_BYTES)
        return AA_ZIP_INVALID_FILE;
    uint64_t locator = end_offset - ZIP64_LOCATOR_BYTES;
    if (!signature_at(data, locator, ZIP64_LOCATOR_SIGNATURE))
        return AA_ZIP_INVALID_FILE;
    uint64_t declared = aa_le64(data.p + locator + 8);
    aa_zip_status status = AA_ZIP_OK;
    if (locator <= ZIP64_END_BYTES || declared > locator - ZIP64_END_BYTES)
        status = AA_ZIP_INVALID_OFFSET;
    else if (!signature_at(data, declared, ZIP64_END_SIGNATURE))
        status = AA_ZIP_INVALID_FILE;
    *offset = declared;
    if (status != AA_ZIP_OK && locator >= ZIP64_END_BYTES)
        *offset = locator - ZIP64_END_BYTES;
    return status;
}

static void read_zip64(aa_bytes data, zip_end *end)
{
    uint64_t offset = 0;
    aa_bytes record = aa_bytes_none();
    end->status = locate_zip64(data, end->offset, &offset);
    if (!aa_bytes_sub(data, offset, ZIP64_END_BYTES, &record) || aa_le32(record.p) != ZIP64_END_SIGNATURE)
        return;
    end->record_end = offset;
    end->count = aa_le64(record.p + 32);
    end->central_size = aa_le64(record.p + 40);
    end->central_offset = aa_le64(record.p + 48);
    if (end->status == AA_ZIP_OK &&
        (offset <= end->central_size || end->central_offset > offset - end->central_size))
        end->status = AA_ZIP_INVALID_OFFSET;
}

/* |offset| holds an end record's signature and 22 bytes. */
static zip_end read_end(const aa_zip *zip, uint64_t offset)
{
    const uint8_t *p = zip->data.p + offset;
    zip_end end = {
        .offset = offset,
        .count = aa_le16(p + 10),
        .central_size = aa_le32(p + 12),
        .central_offset = aa_le32(p + 16),
        .record_end = offset,
        .comment_size = aa_le16(p + 20),
        .disk_fields = aa_le16(p + 4) != 0 || aa_le16(p + 6) != 0 || aa_le16(p + 8) != aa_le16(p + 10),
    };
    end.zip64 = end.central_size == ZIP_SATURATED || end.central_offset == ZIP_SATURATED;
    if (end.zip64)
        read_zip64(zip->data, &end);
    if (end.zip64 ? zip->api < ZIP_ZIP64_API : end.central_offset + end.central_size > offset)
        end.status = AA_ZIP_INVALID_OFFSET;
    if (end.status == AA_ZIP_OK && end.count == 0)
        end.status = AA_ZIP_EMPTY_ARCHIVE;
    if (offset + ZIP_END_BYTES + end.comment_size != zip->data.n)
        end.status = AA_ZIP_INVALID_FILE; /* the first thing that OpenArchive looks at */
    return end;
}

/* Whether a directory is where |end| says. */
static bool leads_to_directory(const aa_zip *zip, const zip_end *end)
{
    return end->central_offset < end->record_end &&
           signature_at(zip->data, end->central_offset, ZIP_CENTRAL_SIGNATURE);
}

/* Whether a directory is found when bytes were put in front and the offsets left as they were. */
static bool leads_to_shifted_directory(const aa_zip *zip, zip_end *end)
{
    if (end->central_size < ZIP_CENTRAL_BYTES || end->central_size > end->record_end)
        return false;
    uint64_t offset = end->record_end - end->central_size;
    if (offset <= end->central_offset || !signature_at(zip->data, offset, ZIP_CENTRAL_SIGNATURE))
        return false;
    end->shift = offset - end->central_offset;
    return true;
}

/* The last end record at or before |offset|, not farther from the end of the file than a comment reaches. */
static bool find_before(const aa_zip *zip, uint64_t offset, uint64_t *found)
{
    const uint64_t reach = ZIP_END_BYTES + ZIP_COMMENT_MAX;
    uint64_t lowest = zip->data.n > reach ? zip->data.n - reach : 0;
    if (zip->data.n < ZIP_END_BYTES)
        return false;
    for (uint64_t i = offset + 1; i-- > lowest;) {
        if (zip->data.p[i] == 'P' && signature_at(zip->data, i, ZIP_END_SIGNATURE)) {
            *found = i;
            return true;
        }
    }
    return false;
}

static uint64_t last_possible(const aa_zip *zip)
{
    return zip->data.n < ZIP_END_BYTES ? 0 : zip->data.n - ZIP_END_BYTES;
}

/* From the end of the file backwards, the first end record with a directory: unshifted before shifted. */
static bool choose_content(const aa_zip *zip, zip_end *content)
{
    bool shifted = false;
    uint64_t offset = 0;
    for (uint64_t at = last_possible(zip); find_before(zip, at, &offset); at = offset - 1) {
        zip_end end = read_end(zip, offset);
        if (leads_to_directory(zip, &end)) {
            *content = end;
            return true;
        }
        if (!shifted && leads_to_shifted_directory(zip, &end)) {
            *content = end;
            shifted = true;
        }
        if (offset == 0)
            break;
    }
    return shifted;
}

static void note_end(const aa_zip *zip, const zip_end *end, aa_notes *notes)
{
    uint64_t stop = end->offset + ZIP_END_BYTES + end->comment_size;
    if (stop < zip->data.n)
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.trailing", stop, "%llu bytes",
                     (unsigned long long)(zip->data.n - stop));
    if (stop > zip->data.n)
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.comment_length", end->offset, "declared %u, present %llu",
                     (unsigned)end->comment_size,
                     (unsigned long long)(zip->data.n - end->offset - ZIP_END_BYTES));
    if (end->disk_fields)
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.disk_fields", end->offset, "%s", "end record");
}

/* Other end records behind the directory: what a reader finds depends on where it begins to look. */
static void note_ambiguity(const aa_zip *zip, const zip_end *content, aa_notes *notes)
{
    unsigned others = 0;
    uint64_t first = 0;
    uint64_t offset = 0;
    for (uint64_t at = last_possible(zip); find_before(zip, at, &offset); at = offset - 1) {
        if (offset < content->record_end)
            break;
        if (offset != content->offset) {
            others++;
            first = offset;
        }
        if (offset == 0)
            break;
    }
    if (others > 0)
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.eocd_ambiguous", first, "end records %u, used %llu",
                     others + 1, (unsigned long long)content->offset);
}

bool zip_find_ends(const aa_zip *zip, aa_notes *notes, zip_end *platform, zip_end *content)
{
    uint64_t offset = 0;
    if (!find_before(zip, last_possible(zip), &offset))
        return false;
    *platform = read_end(zip, offset);
    *content = *platform;
    if (!leads_to_directory(zip, platform))
        choose_content(zip, content);
    note_end(zip, content, notes);
    note_ambiguity(zip, content, notes);
    return true;
}

uint64_t zip_directory_work(const aa_zip *zip)
{
    uint64_t most = 0;
    uint64_t offset = 0;
    for (uint64_t at = last_possible(zip); find_before(zip, at, &offset); at = offset - 1) {
        zip_end end = read_end(zip, offset);
        if (end.count > zip->data.n / ZIP_CENTRAL_BYTES)
            return UINT64_MAX;
        uint64_t size = end.central_size < zip->data.n ? end.central_size : zip->data.n;
        uint64_t work = size > UINT32_MAX ? UINT64_MAX : size / ZIP_CENTRAL_BYTES * size;
        most = work > most ? work : most;
        if (offset == 0)
            break;
    }
    return most;
}
