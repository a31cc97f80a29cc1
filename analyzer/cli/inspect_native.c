/*
 * Native libraries: what is in an ELF file, before any judgement. One line a library, all of it with
 * --member.
 */
#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/inspect.h"
#include "cli/mapped.h"
#include "decode/elf.h"

#define ZIP_API 34

static void put_line(aa_str *s, const aa_elf *elf)
{
    aa_str_printf(s, ": machine %u, %s, %s", elf->machine,
                  elf->type == AA_ELF_DYN    ? "dyn"
                  : elf->type == AA_ELF_EXEC ? "exec"
                                             : "other",
                  !elf->guards.relro     ? "no RELRO"
                  : elf->guards.bind_now ? "full RELRO"
                                         : "RELRO without BIND_NOW");
    aa_str_put(s, elf->guards.stack_executable ? ", executable stack" : "");
    aa_str_put(s, elf->guards.text_relocations ? ", text relocations" : "");
    if (elf->has_dynamic)
        aa_str_put(s, aa_elf_has(elf, "__stack_chk_fail", true) ? ", canary" : ", no canary");
    aa_str_put(s, elf->guards.symbol_table ? ", symbols left" : "");
    aa_str_put(s, elf->guards.debug_data ? ", debug data" : "");
    aa_str_putc(s, '\n');
}

static void put_named(aa_str *s, const char *label, const char *text)
{
    if (text == NULL)
        return;
    aa_str_printf(s, "  %s ", label);
    aa_utf8_put_safe(s, text);
    aa_str_putc(s, '\n');
}

static void put_details(aa_inspection *in, const aa_elf *elf)
{
    aa_str *s = &in->out;
    for (size_t i = 0; i < elf->load_count; i++) {
        const aa_elf_load *g = &elf->loads[i];
        aa_str_printf(
            s, "  segment %c%c%c 0x%" PRIx64 " +0x%" PRIx64 " file 0x%" PRIx64 " align 0x%" PRIx64 "\n",
            (g->flags & AA_ELF_R) != 0 ? 'r' : '-', (g->flags & AA_ELF_W) != 0 ? 'w' : '-',
            (g->flags & AA_ELF_X) != 0 ? 'x' : '-', g->address, g->memory, g->offset, g->align);
    }
    put_named(s, "soname", elf->soname);
    put_named(s, "rpath", elf->rpath);
    put_named(s, "runpath", elf->runpath);
    for (size_t i = 0; i < elf->needed_count; i++)
        put_named(s, "needs", elf->needed[i]);
    put_named(s, "build id", elf->build_id);
    put_named(s, "NDK", elf->ndk);
    put_named(s, "made by", elf->comment);
    if (elf->guards.bti || elf->guards.pac)
        aa_str_printf(s, "  processor features:%s%s\n", elf->guards.bti ? " BTI" : "",
                      elf->guards.pac ? " PAC" : "");
    for (size_t i = 1; i < elf->symbol_count; i++) {
        put_named(s, elf->symbols[i].imported ? "import" : "export", elf->symbols[i].name);
        aa_inspection_flush(in);
    }
}

static void show(aa_inspection *in, const char *name, aa_bytes bytes)
{
    aa_elf *elf = NULL;
    in->macho_found = true;
    aa_err err = aa_elf_read(in->arena, bytes, &in->limits, &in->notes, &elf);
    in->notes.failed = in->notes.failed || err == AA_E_NOMEM;
    if (err != AA_OK)
        return;
    aa_utf8_put_safe(&in->out, name);
    put_line(&in->out, elf);
    if (in->member != NULL)
        put_details(in, elf);
    aa_inspection_flush(in);
}

/* ---- which files ------------------------------------------------------------------------------------- */

static void show_entry(aa_inspection *in, const aa_zip *zip, const aa_zip_entry *entry)
{
    aa_zip_content content = {.bytes = aa_bytes_none()};
    if (in->member != NULL && strcmp(in->member, entry->name) != 0)
        return;
    in->notes.member = entry->name;
    aa_err err = aa_zip_read(zip, entry, AA_ZIP_ART, in->limits.entry_bytes, &in->notes, &content);
    in->notes.failed = in->notes.failed || err == AA_E_NOMEM;
    if (aa_elf_looks(content.bytes))
        show(in, entry->name, content.bytes);
    else if (in->member != NULL)
        aa_notes_add(&in->notes, AA_NOTE_GAP, "elf.header", 0, "%s", "");
    aa_zip_content_done(&content);
    in->notes.member = NULL;
}

static void show_path(aa_inspection *in, size_t index)
{
    const char *path = in->paths[index];
    aa_bytes file = aa_bytes_none();
    aa_zip *zip = NULL;
    const char *slash = strrchr(path, '/');
    const char *name = aa_arena_strdup(in->arena, slash == NULL ? path : slash + 1);
    aa_err err = name == NULL ? AA_E_NOMEM : aa_inspection_map(in, index, &file);
    in->notes.artifact = name;
    in->macho_found = false;
    if (err == AA_OK && aa_elf_looks(file))
        show(in, name, file);
    else if (err == AA_OK)
        err = aa_zip_open(in->arena, file, ZIP_API, &in->limits, &in->notes, &zip);
    for (size_t i = 0; zip != NULL && i < aa_zip_count(zip) && in->code != AA_EXIT_OUTPUT; i++)
        show_entry(in, zip, aa_zip_at(zip, i));
    if (err != AA_OK) {
        aa_console_error(path, "neither an ELF file nor an archive: %s", aa_err_name(err));
        in->code = aa_exit_worse(in->code, aa_exit_of_error(err));
    } else if (!in->macho_found) {
        aa_console_error(path, "no such ELF file in it");
        in->code = aa_exit_worse(in->code, AA_EXIT_INCOMPLETE);
    }
    aa_unmap_file(file);
}

void aa_inspect_native(aa_inspection *in)
{
    for (size_t i = 0; i < in->path_count; i++)
        show_path(in, i);
}
