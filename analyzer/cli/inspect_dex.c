/*
 * DEX files of an app: how much each holds, and its strings.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "cli/inspect_code.h"
#include "cli/inspect_macho.h"
#include "decode/dex_print.h"
#include "decode/dex_survey.h"

/* ---- which members ---- */

static bool is_dex_name(const char *name)
{
    size_t n = strlen(name);
    return n >= 4 && strcasecmp(name + n - 4, ".dex") == 0;
}

/* 1 for classes.dex, N for classesN.dex from 2 on, else 0 (DexFileLoader::GetMultiDexClassesDexName). */
static unsigned long dex_number(const char *name)
{
    if (strncmp(name, "classes", 7) != 0)
        return 0;
    if (strcmp(name + 7, ".dex") == 0)
        return 1;
    if (name[7] < '1' || name[7] > '9' || strspn(name + 7, "0123456789") > 6)
        return 0;
    char *end = NULL;
    unsigned long number = strtoul(name + 7, &end, 10);
    return strcmp(end, ".dex") == 0 && number >= 2 ? number : 0;
}

/* The runtime takes them in order and stops at the first number that is missing. */
static bool is_loaded(const aa_part *part, const aa_zip_entry *entry)
{
    unsigned long number = dex_number(entry->name);
    if (number == 0 || aa_zip_find(part->zip, entry->name) != entry ||
        aa_zip_find(part->zip, "classes.dex") == NULL)
        return false;
    for (unsigned long i = 2; i < number; i++) {
        char name[32];
        (void)snprintf(name, sizeof name, "classes%lu.dex", i);
        if (aa_zip_find(part->zip, name) == NULL)
            return false;
    }
    return true;
}

/* ---- reading ---- */

static void each_header(aa_inspection *in, aa_dex_member_file *file, aa_bytes bytes,
                        void (*show)(aa_inspection *, const aa_dex_member_file *))
{
    uint64_t offset = 0;
    for (uint32_t seen = 1;; seen++) {
        aa_dex dex;
        if (aa_dex_open(bytes, offset, &in->limits, &in->notes, &dex) != AA_OK)
            return;
        offset = aa_dex_next(&dex, bytes, seen, &in->notes);
        file->dex = &dex;
        show(in, file);
        file->first_note = in->notes.items.count;
        aa_inspection_flush(in);
        if (offset == 0)
            return;
    }
}

static void read_member(aa_inspection *in, const aa_part *part, const aa_zip_entry *entry,
                        void (*show)(aa_inspection *, const aa_dex_member_file *))
{
    aa_zip_content content = {.bytes = aa_bytes_none()};
    aa_dex_member_file file = {.part = part,
                               .member = entry->name,
                               .loaded = part->is_apk && is_loaded(part, entry),
                               .first_note = in->notes.items.count};
    in->notes.artifact = part->name;
    in->notes.member = entry->name;
    aa_err err = aa_zip_read(part->zip, entry, AA_ZIP_ART, in->limits.dex_bytes, &in->notes, &content);
    if (err != AA_OK)
        aa_inspection_error(in, part, entry->name, err);
    file.size = content.bytes.n;
    if (content.bytes.n > 0)
        each_header(in, &file, content.bytes, show);
    aa_zip_content_done(&content);
}

void aa_inspection_each_dex(aa_inspection *in, void (*show)(aa_inspection *, const aa_dex_member_file *))
{
    size_t members = 0;
    for (size_t i = 0; i < in->package->part_count; i++) {
        const aa_part *part = &in->package->parts[i];
        for (size_t k = 0; part->zip != NULL && k < aa_zip_count(part->zip); k++) {
            const aa_zip_entry *entry = aa_zip_at(part->zip, k);
            if (!is_dex_name(entry->name))
                continue;
            members++;
            read_member(in, part, entry, show);
        }
    }
    if (members == 0)
        aa_inspection_error(in, &in->package->parts[0], "classes.dex", AA_E_NOTFOUND);
}

/* ---- text ---- */

void aa_put_dex_name(aa_inspection *in, const aa_dex_member_file *file)
{
    aa_str *s = &in->out;
    if (in->package->part_count > 1) {
        aa_utf8_put_safe(s, file->part->name);
        aa_str_putc(s, '!');
    }
    aa_utf8_put_safe(s, file->member);
    if (file->dex->header != 0)
        aa_str_printf(s, "#%" PRIu64, file->dex->header);
}

/* ---- inspect dex ---- */

static void put_notes(aa_inspection *in, size_t from)
{
    for (size_t i = from; i < in->notes.items.count; i++) {
        const aa_note *note = aa_notes_at(&in->notes, i);
        aa_str_printf(&in->out, "  %s %s", note->kind == AA_NOTE_GAP ? "not read:" : "unusual:", note->code);
        if (note->offset != AA_NO_OFFSET)
            aa_str_printf(&in->out, " at %" PRIu64, note->offset);
        aa_str_put(&in->out, note->detail[0] == '\0' ? "" : ": ");
        aa_utf8_put_safe(&in->out, note->detail);
        aa_str_putc(&in->out, '\n');
    }
}

static void show_dex(aa_inspection *in, const aa_dex_member_file *file)
{
    const aa_dex *dex = file->dex;
    aa_str *s = &in->out;
    aa_dex_survey seen = aa_dex_look(dex, &in->notes);
    aa_put_dex_name(in, file);
    aa_str_printf(s, ": DEX %03" PRIu32 ", %" PRIu64 " bytes%s\n", dex->version, dex->size,
                  file->loaded ? "" : " [not loaded by default]");
    if (dex->refusal != NULL)
        aa_str_printf(s, "  refused by Android: %s\n", dex->refusal);
    aa_str_printf(
        s,
        "  strings %" PRIu32 ", types %" PRIu32 ", prototypes %" PRIu32 ", fields %" PRIu32
        ", methods %" PRIu32 ", classes %" PRIu32 ", call sites %" PRIu32 ", method handles %" PRIu32 "\n",
        AA_DEX_STRING_COUNT(dex), AA_DEX_TYPE_COUNT(dex), AA_DEX_PROTO_COUNT(dex), AA_DEX_FIELD_COUNT(dex),
        AA_DEX_METHOD_COUNT(dex), AA_DEX_CLASS_COUNT(dex), AA_DEX_SITE_COUNT(dex), AA_DEX_HANDLE_COUNT(dex));
    aa_str_printf(s,
                  "  defined: %" PRIu64 " classes, %" PRIu64 " fields, %" PRIu64 " methods, %" PRIu64
                  " with code; %" PRIu64 " instructions, %" PRIu64 " lines, %" PRIu64 " annotations\n",
                  seen.classes, seen.fields, seen.methods, seen.code_items, seen.insns, seen.lines,
                  seen.annotations);
    put_notes(in, file->first_note);
}

void aa_inspect_dex(aa_inspection *in)
{
    aa_inspection_each_dex(in, show_dex);
}

/* ---- inspect strings ---- */

static void show_strings(aa_inspection *in, const aa_dex_member_file *file)
{
    uint64_t left = in->limits.dex_text;
    for (uint32_t i = 0;
         i < AA_DEX_STRING_COUNT(file->dex) && aa_str_ok(&in->out) && in->code != AA_EXIT_OUTPUT; i++) {
        aa_bytes text = aa_bytes_none();
        aa_dex_text_state state = aa_dex_string(file->dex, i, &text, NULL);
        uint64_t cost = state == AA_DEX_TEXT_BOUNDS ? in->limits.dex_string : text.n;
        if (cost > left) {
            aa_notes_add(&in->notes, AA_NOTE_GAP, "limit.dex_text", AA_NO_OFFSET, "%" PRIu64,
                         in->limits.dex_text);
            return;
        }
        left -= cost;
        if (state == AA_DEX_TEXT_BOUNDS) {
            aa_notes_add(&in->notes, AA_NOTE_GAP, "dex.string", AA_NO_OFFSET, "%" PRIu32, i);
            continue;
        }
        aa_put_dex_name(in, file);
        aa_str_printf(&in->out, "\t%" PRIu32 "\t", i);
        aa_dex_put_text(&in->out, text);
        aa_str_putc(&in->out, '\n');
        aa_inspection_flush(in);
    }
}

void aa_inspect_strings(aa_inspection *in)
{
    if (in->package->kind == AA_PACKAGE_IPA)
        aa_inspect_macho_strings(in);
    else
        aa_inspection_each_dex(in, show_strings);
}
