#include "archive/zip_internal.h"

static bool begins_with_header(const aa_zip *zip)
{
    return zip->data.n >= ZIP_LOCAL_BYTES && aa_le32(zip->data.p) == ZIP_LOCAL_SIGNATURE;
}

/* No directory: local headers are all there is. A file that does not begin with one is no archive. */
static aa_err list_without_directory(aa_zip *zip, const char *code, uint64_t end, aa_notes *notes)
{
    zip->layout = (aa_zip_layout){0};
    zip->record_end = 0;
    if (!begins_with_header(zip))
        return AA_E_FORMAT;
    aa_notes_add(notes, AA_NOTE_GAP, code, AA_NO_OFFSET, "%s", "");
    aa_err err = zip_salvage(zip, end, notes);
    return err == AA_OK && zip->entries.count == 0 ? AA_E_FORMAT : err;
}

static aa_err list_entries(aa_zip *zip, aa_notes *notes)
{
    zip_end platform;
    zip_end content;
    if (!zip_find_ends(zip, notes, &platform, &content)) {
        zip->open_status = AA_ZIP_INVALID_FILE;
        return list_without_directory(zip, "zip.no_eocd", zip->data.n, notes);
    }
    zip->open_status = zip_platform_status(zip, &platform);
    zip->layout.eocd_offset = content.offset;
    zip->layout.central_offset = content.central_offset + content.shift;
    zip->layout.central_size = content.central_size;
    zip->shift = content.shift;
    zip->record_end = content.record_end;
    zip_record first;
    if (zip_read_record(zip->data, zip->layout.central_offset, content.record_end, &first)) {
        zip_find_signing_block(zip);
        return zip_list_central(zip, &content, notes);
    }
    if (content.count == 0 && !begins_with_header(zip)) {
        zip->layout.central_offset = zip->walk_end = zip->record_end;
        zip->layout.central_size = 0;
        return AA_OK;
    }
    return list_without_directory(zip, "zip.central_directory", content.record_end, notes);
}

aa_err aa_zip_open(aa_arena *arena, aa_bytes data, int api, const aa_limits *limits, aa_notes *notes,
                   aa_zip **out)
{
    aa_zip *zip = aa_arena_alloc(arena, sizeof *zip);
    if (zip == NULL)
        return AA_E_NOMEM;
    *zip = (aa_zip){.arena = arena,
                    .data = data,
                    .api = api,
                    .limits = *limits,
                    .watch = notes->watch,
                    .artifact = notes->artifact,
                    .extra_budget = data.n,
                    .entries = AA_VEC_INIT(aa_zip_entry)};
    const char *outer = notes->member;
    aa_err err = list_entries(zip, notes);
    if (err == AA_OK)
        err = zip_index_names(zip, notes);
    if (err == AA_OK && zip->open_status == AA_ZIP_OK && !begins_with_header(zip))
        zip->open_status = AA_ZIP_INVALID_FILE; /* since 2017-12-01, against CVE-2017-13156 */
    if (err == AA_OK && zip->entries.count > 0)
        err = zip_check_space(zip, notes);
    notes->member = outer;
    if (err == AA_OK)
        *out = zip;
    return err;
}

aa_zip_status aa_zip_open_status(const aa_zip *zip)
{
    return zip->open_status;
}

const char *aa_zip_status_name(aa_zip_status status)
{
    switch (status) {
    case AA_ZIP_OK:
        return "ok";
    case AA_ZIP_INVALID_FILE:
        return "invalid-file";
    case AA_ZIP_DUPLICATE_ENTRY:
        return "duplicate-entry";
    case AA_ZIP_EMPTY_ARCHIVE:
        return "empty-archive";
    case AA_ZIP_ENTRY_NOT_FOUND:
        return "entry-not-found";
    case AA_ZIP_INVALID_OFFSET:
        return "invalid-offset";
    case AA_ZIP_INCONSISTENT:
        return "inconsistent";
    case AA_ZIP_INVALID_ENTRY_NAME:
        return "invalid-entry-name";
    case AA_ZIP_IO_ERROR:
        return "io-error";
    default:
        return "unknown";
    }
}

aa_zip_layout aa_zip_get_layout(const aa_zip *zip)
{
    return zip->layout;
}

aa_bytes aa_zip_data(const aa_zip *zip)
{
    return zip->data;
}

size_t aa_zip_count(const aa_zip *zip)
{
    return zip->entries.count;
}

const aa_zip_entry *aa_zip_at(const aa_zip *zip, size_t index)
{
    return zip_entry_at(zip, index);
}
