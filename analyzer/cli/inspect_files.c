/*
 * Every member of the archive as the central directory tells it, with what Android thinks of each.
 */
#include <inttypes.h>

#include "base/utf8.h"
#include "cli/inspect.h"

#define FLAG_ENCRYPTED 0x0001U /* general purpose bit 0; Android does not look at it */

static void put_remark(aa_str *s, size_t start, const char *text)
{
    aa_str_put(s, s->len == start ? "  [" : ", ");
    aa_str_put(s, text);
}

static void put_remarks(aa_str *s, const aa_zip_entry *entry)
{
    size_t start = s->len;
    if (entry->hidden)
        put_remark(s, start, "hidden from Android");
    if (entry->duplicate)
        put_remark(s, start, "duplicate name");
    if (entry->status != AA_ZIP_OK && !entry->hidden)
        put_remark(s, start, aa_zip_status_name(entry->status));
    if (((unsigned)entry->flags & FLAG_ENCRYPTED) != 0)
        put_remark(s, start, "encryption bit");
    if (entry->data_offset == 0)
        put_remark(s, start, "no local header");
    else if (entry->local_method != entry->method) {
        put_remark(s, start, "local method ");
        aa_str_printf(s, "%u", (unsigned)entry->local_method);
    }
    if (s->len > start)
        aa_str_putc(s, ']');
}

static void put_entry(aa_str *s, const aa_zip_entry *entry)
{
    char method[16];
    snprintf(method, sizeof method, "%u", (unsigned)entry->method);
    const char *name = entry->method == 0 ? "stored" : entry->method == 8 ? "deflate" : method;
    aa_str_printf(s, "%12" PRIu64 " %12" PRIu64 " %-7s %08" PRIx32 " %10" PRIu64 "  ",
                  entry->uncompressed_size, entry->compressed_size, name, entry->crc32, entry->header_offset);
    aa_utf8_put_safe(s, entry->name);
    put_remarks(s, entry);
    aa_str_putc(s, '\n');
}

static void show_part(aa_inspection *in, const aa_part *part)
{
    aa_str *s = &in->out;
    aa_inspection_part(in, part);
    aa_str_printf(s, "SHA-256 %s, %zu bytes\n", part->sha256, part->data.n);
    if (part->zip == NULL) {
        aa_str_put(s, "not an archive that can be opened\n");
        return;
    }
    aa_zip_layout layout = aa_zip_get_layout(part->zip);
    aa_str_printf(s, "archive %s, %zu entries, central directory at %" PRIu64 " (%" PRIu64 " bytes)",
                  aa_zip_status_name(aa_zip_open_status(part->zip)), aa_zip_count(part->zip),
                  layout.central_offset, layout.central_size);
    if (layout.signing_block_size > 0)
        aa_str_printf(s, ", APK Signing Block at %" PRIu64 " (%" PRIu64 " bytes)",
                      layout.signing_block_offset, layout.signing_block_size);
    aa_str_printf(s, "\n%12s %12s %-7s %-8s %10s  %s\n", "size", "packed", "method", "crc-32", "offset",
                  "name");
    for (size_t i = 0; i < aa_zip_count(part->zip); i++) {
        put_entry(s, aa_zip_at(part->zip, i));
        aa_inspection_flush(in);
    }
}

/* What opening the files noticed, in the order noticed. */
static void put_notes(aa_inspection *in)
{
    bool any = false;
    for (size_t i = 0; i < in->notes.items.count; i++) {
        const aa_note *note = aa_notes_at(&in->notes, i);
        if (note->kind != AA_NOTE_ANOMALY)
            continue;
        aa_str_printf(&in->out, "%s%s", any ? "" : "\n", note->code);
        any = true;
        if (note->artifact != NULL || note->member != NULL)
            aa_str_putc(&in->out, ' ');
        aa_put_note_place(&in->out, note);
        if (note->offset != AA_NO_OFFSET)
            aa_str_printf(&in->out, " at %" PRIu64, note->offset);
        if (note->detail[0] != '\0') {
            aa_str_put(&in->out, ": ");
            aa_utf8_put_safe(&in->out, note->detail);
        }
        aa_str_putc(&in->out, '\n');
    }
}

void aa_inspect_files(aa_inspection *in)
{
    for (size_t i = 0; i < in->package->part_count; i++)
        show_part(in, &in->package->parts[i]);
    put_notes(in);
}
