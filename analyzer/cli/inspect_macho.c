/*
 * Mach-O files: what is in a slice, before any judgement.
 */
#include "cli/inspect_macho.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/mapped.h"

#define ZIP_API 34

/* ---- which slices ---- */

void aa_put_macho_text(aa_inspection *in, aa_bytes text)
{
    char *clean = aa_arena_utf8(in->arena, text);
    if (clean != NULL)
        aa_utf8_put_safe(&in->out, clean);
}

void aa_put_macho_name(aa_inspection *in, const aa_macho_member *member)
{
    aa_utf8_put_safe(&in->out, member->name);
    aa_str_printf(&in->out, " %s:\n", member->arch);
}

static void show_file(aa_inspection *in, const char *name, aa_bytes bytes, aa_macho_show show)
{
    const aa_macho_slice *slices = NULL;
    size_t count = 0;
    in->macho_found = true;
    if (aa_macho_slices(in->arena, bytes, &in->limits, &in->notes, &slices, &count) == AA_E_NOMEM)
        in->notes.failed = true;
    for (size_t i = 0; i < count; i++) {
        aa_macho macho;
        aa_macho_member member = {.name = name,
                                  .slice = &slices[i],
                                  .macho = &macho,
                                  .arch = aa_macho_arch(in->arena, slices[i].cpu, slices[i].subtype)};
        if (in->slice != NULL && strcmp(in->slice, member.arch) != 0)
            continue;
        aa_err err = aa_macho_open(in->arena, slices[i].data, &in->limits, &in->notes, &macho);
        if (err == AA_E_NOMEM)
            in->notes.failed = true;
        member.whole = err == AA_OK;
        if (err == AA_OK || err == AA_E_UNSUPPORTED)
            show(in, &member);
        aa_inspection_flush(in);
    }
}

static void show_entry(aa_inspection *in, const aa_zip *zip, const aa_zip_entry *entry, aa_macho_show show)
{
    aa_zip_content content = {.bytes = aa_bytes_none()};
    if (in->member != NULL && strcmp(in->member, entry->name) != 0)
        return;
    in->notes.member = entry->name;
    aa_err err = aa_zip_read(zip, entry, AA_ZIP_ART, in->limits.entry_bytes, &in->notes, &content);
    if (err == AA_E_NOMEM)
        in->notes.failed = true;
    if (aa_macho_looks(content.bytes))
        show_file(in, entry->name, content.bytes, show);
    else if (in->member != NULL)
        aa_notes_add(&in->notes, AA_NOTE_GAP, "macho.magic", 0, "%s", "");
    aa_zip_content_done(&content);
    in->notes.member = NULL;
}

static void show_archive(aa_inspection *in, const aa_zip *zip, aa_macho_show show)
{
    for (size_t i = 0; i < aa_zip_count(zip) && in->code != AA_EXIT_OUTPUT; i++)
        show_entry(in, zip, aa_zip_at(zip, i), show);
}

static void none_found(aa_inspection *in, const char *name)
{
    if (in->macho_found)
        return;
    aa_console_error(name, "no such Mach-O file in it");
    in->code = aa_exit_worse(in->code, AA_EXIT_INCOMPLETE);
}

void aa_inspection_each_macho(aa_inspection *in, aa_macho_show show)
{
    for (size_t i = 0; i < in->package->part_count; i++) {
        const aa_part *part = &in->package->parts[i];
        in->notes.artifact = part->name;
        if (part->zip != NULL)
            show_archive(in, part->zip, show);
    }
    none_found(in, in->package->parts[0].name);
}

static void show_path(aa_inspection *in, size_t index, aa_macho_show show)
{
    const char *path = in->paths[index];
    aa_bytes file = aa_bytes_none();
    aa_zip *zip = NULL;
    const char *slash = strrchr(path, '/');
    const char *name = aa_arena_strdup(in->arena, slash == NULL ? path : slash + 1);
    aa_err err = name == NULL ? AA_E_NOMEM : aa_inspection_map(in, index, &file);
    in->notes.artifact = name;
    if (err == AA_OK && aa_macho_looks(file))
        show_file(in, name, file, show);
    else if (err == AA_OK)
        err = aa_zip_open(in->arena, file, ZIP_API, &in->limits, &in->notes, &zip);
    if (zip != NULL)
        show_archive(in, zip, show);
    if (err != AA_OK) {
        aa_console_error(path, "neither a Mach-O file nor an archive: %s", aa_err_name(err));
        in->code = aa_exit_worse(in->code, aa_exit_of_error(err));
    } else {
        none_found(in, path);
    }
    aa_unmap_file(file);
}

void aa_inspection_each_macho_file(aa_inspection *in, aa_macho_show show)
{
    for (size_t i = 0; i < in->path_count; i++)
        show_path(in, i, show);
}

/* ---- inspect macho ---- */

static const char *type_name(uint32_t type)
{
    static const char *const names[] = {"type 0", "object",   "execute", "fvmlib",     "core", "preload",
                                        "dylib",  "dylinker", "bundle",  "dylib stub", "dsym", "kext bundle"};
    return type < sizeof names / sizeof names[0] ? names[type] : "unknown type";
}

static void put_flags(aa_str *s, uint32_t flags)
{
    static const char *const names[] = {"NOUNDEFS",
                                        "INCRLINK",
                                        "DYLDLINK",
                                        "BINDATLOAD",
                                        "PREBOUND",
                                        "SPLIT_SEGS",
                                        "LAZY_INIT",
                                        "TWOLEVEL",
                                        "FORCE_FLAT",
                                        "NOMULTIDEFS",
                                        "NOFIXPREBINDING",
                                        "PREBINDABLE",
                                        "ALLMODSBOUND",
                                        "SUBSECTIONS_VIA_SYMBOLS",
                                        "CANONICAL",
                                        "WEAK_DEFINES",
                                        "BINDS_TO_WEAK",
                                        "ALLOW_STACK_EXECUTION",
                                        "ROOT_SAFE",
                                        "SETUID_SAFE",
                                        "NO_REEXPORTED_DYLIBS",
                                        "PIE",
                                        "DEAD_STRIPPABLE_DYLIB",
                                        "HAS_TLV_DESCRIPTORS",
                                        "NO_HEAP_EXECUTION",
                                        "APP_EXTENSION_SAFE",
                                        "NLIST_OUTOFSYNC_WITH_DYLDINFO",
                                        "SIM_SUPPORT",
                                        "IMPLICIT_PAGEZERO",
                                        "",
                                        "",
                                        "DYLIB_IN_CACHE"};
    aa_str_printf(s, "  flags 0x%08" PRIx32, flags);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if ((flags >> i & 1) != 0)
            aa_str_printf(s, " %s", names[i]);
    }
    aa_str_putc(s, '\n');
}

static void put_version(aa_str *s, uint32_t version)
{
    aa_str_printf(s, " %" PRIu32 ".%" PRIu32, version >> 16, version >> 8 & 0xff);
    if ((version & 0xff) != 0)
        aa_str_printf(s, ".%" PRIu32, version & 0xff);
}

static void put_platform(aa_str *s, const aa_macho *m)
{
    static const char *const names[] = {"",
                                        "macos",
                                        "ios",
                                        "tvos",
                                        "watchos",
                                        "bridgeos",
                                        "catalyst",
                                        "ios-simulator",
                                        "tvos-simulator",
                                        "watchos-simulator",
                                        "driverkit",
                                        "visionos",
                                        "visionos-simulator"};
    if (m->platform == 0)
        return;
    if (m->platform < sizeof names / sizeof names[0])
        aa_str_printf(s, "  platform %s, oldest", names[m->platform]);
    else
        aa_str_printf(s, "  platform %" PRIu32 ", oldest", m->platform);
    put_version(s, m->min_os);
    aa_str_put(s, ", sdk");
    put_version(s, m->sdk);
    aa_str_putc(s, '\n');
}

static void put_header(aa_inspection *in, const aa_macho_member *member)
{
    const aa_macho *m = member->macho;
    aa_str *s = &in->out;
    aa_str_printf(s, "  %s, cpu 0x%" PRIx32 " subtype 0x%" PRIx32 ", %" PRIu64 " bytes at %" PRIu64 "\n",
                  type_name(m->file_type), m->cpu, m->subtype, member->slice->size, member->slice->offset);
    if (member->slice->refusal != NULL)
        aa_str_printf(s, "  refused by the platform: %s\n", member->slice->refusal);
    put_flags(s, m->flags);
    if (!member->whole)
        return;
    put_platform(s, m);
    if (m->has_uuid) {
        aa_str_put(s, "  uuid ");
        for (size_t i = 0; i < sizeof m->uuid; i++)
            aa_str_printf(s, "%02X", m->uuid[i]);
        aa_str_putc(s, '\n');
    }
    if (m->entry != 0)
        aa_str_printf(s, "  entry 0x%" PRIx64 "\n", m->entry);
    if (m->has_encryption)
        aa_str_printf(s, "  encryption %" PRIu32 ", %" PRIu64 " bytes at %" PRIu64 "\n", m->crypt_id,
                      m->crypt_size, m->crypt_offset);
    if (m->has_signature)
        aa_str_printf(s, "  signature %zu bytes at %" PRIu64 "\n", m->signature.n, m->signature_offset);
    aa_str_printf(s, "  %zu symbols, %zu imports, %zu exports, %zu fixups, %zu stubs, %zu functions\n",
                  m->symbol_count, m->import_count, m->export_count, m->fixup_count, m->stub_count,
                  m->function_count);
}

static void put_sections(aa_str *s, const aa_macho *m)
{
    for (size_t i = 0; i < m->segment_count; i++) {
        const aa_macho_segment *g = &m->segments[i];
        aa_str_put(s, "  segment ");
        aa_utf8_put_safe(s, g->name);
        aa_str_printf(s, " 0x%" PRIx64 " +0x%" PRIx64 " %c%c%c, %zu bytes at %" PRIu64 "\n", g->address,
                      g->size, (g->protection & 1) != 0 ? 'r' : '-', (g->protection & 2) != 0 ? 'w' : '-',
                      (g->protection & 4) != 0 ? 'x' : '-', g->data.n, g->file_offset);
        for (uint32_t k = 0; k < g->section_count; k++) {
            const aa_macho_section *c = &m->sections[g->first_section + k];
            aa_str_put(s, "    section ");
            aa_utf8_put_safe(s, c->segment);
            aa_str_putc(s, ',');
            aa_utf8_put_safe(s, c->name);
            aa_str_printf(s, " 0x%" PRIx64 " +0x%" PRIx64 " flags 0x%" PRIx32 ", %zu bytes\n", c->address,
                          c->size, c->flags, c->data.n);
        }
    }
}

static void put_libraries(aa_inspection *in, const aa_macho *m)
{
    static const char *const kinds[] = {[AA_DYLIB_NEEDED] = "library",
                                        [AA_DYLIB_WEAK] = "weak library",
                                        [AA_DYLIB_REEXPORT] = "re-exported library",
                                        [AA_DYLIB_UPWARD] = "upward library",
                                        [AA_DYLIB_LAZY] = "lazy library"};
    aa_str *s = &in->out;
    if (m->install_name.n > 0) {
        aa_str_put(s, "  install name ");
        aa_put_macho_text(in, m->install_name);
        aa_str_putc(s, '\n');
    }
    for (size_t i = 0; i < m->dylib_count; i++) {
        aa_str_printf(s, "  %s ", kinds[m->dylibs[i].kind]);
        aa_put_macho_text(in, m->dylibs[i].path);
        put_version(s, m->dylibs[i].current_version);
        aa_str_putc(s, '\n');
    }
    for (size_t i = 0; i < m->rpath_count; i++) {
        aa_str_put(s, "  rpath ");
        aa_put_macho_text(in, m->rpaths[i]);
        aa_str_putc(s, '\n');
    }
}

/* Last part of the library's path, or what the ordinal stands for. */
static void put_library(aa_inspection *in, const aa_macho *m, int32_t ordinal)
{
    static const char *const special[] = {"this", "the executable", "any", "the first that has it"};
    if (ordinal <= 0 && ordinal >= -3) {
        aa_str_put(&in->out, special[-ordinal]);
    } else if (ordinal > 0 && (size_t)ordinal <= m->dylib_count) {
        aa_bytes path = m->dylibs[ordinal - 1].path;
        size_t at = path.n;
        while (at > 0 && path.p[at - 1] != '/')
            at--;
        aa_put_macho_text(in, aa_bytes_from(path, at));
    } else {
        aa_str_printf(&in->out, "library %" PRId32, ordinal);
    }
}

static void put_imports(aa_inspection *in, const aa_macho *m)
{
    for (size_t i = 0; i < m->import_count; i++) {
        const aa_macho_import *import = &m->imports[i];
        aa_str_put(&in->out, import->weak ? "  weak import " : "  import ");
        aa_put_macho_text(in, import->name);
        aa_str_put(&in->out, " from ");
        put_library(in, m, import->library);
        aa_str_putc(&in->out, '\n');
        aa_inspection_flush(in);
    }
}

static void put_places(aa_inspection *in, const aa_macho *m)
{
    aa_str *s = &in->out;
    for (size_t i = 0; i < m->export_count; i++) {
        aa_str_printf(s, "  export 0x%" PRIx64 " ", m->exports[i].address);
        aa_put_macho_text(in, m->exports[i].name);
        aa_str_putc(s, '\n');
        aa_inspection_flush(in);
    }
    for (size_t i = 0; i < m->initializer_count; i++)
        aa_str_printf(s, "  initializer 0x%" PRIx64 "\n", m->initializers[i]);
    for (size_t i = 0; in->places && i < m->stub_count; i++) {
        const aa_macho_stub *stub = &m->stubs[i];
        aa_str_printf(s, "  stub 0x%" PRIx64 " ", stub->address);
        aa_put_macho_text(in, stub->import == AA_MACHO_NO_IMPORT ? stub->selector
                                                                 : m->imports[stub->import].name);
        aa_str_putc(s, '\n');
        aa_inspection_flush(in);
    }
    for (size_t i = 0; in->places && i < m->fixup_count; i++) {
        const aa_macho_fixup *f = &m->fixups[i];
        aa_str_printf(s, "  %s 0x%" PRIx64, f->import == AA_MACHO_NO_IMPORT ? "rebase" : "bind", f->address);
        if (f->import != AA_MACHO_NO_IMPORT) {
            aa_str_putc(s, ' ');
            aa_put_macho_text(in, m->imports[f->import].name);
        }
        aa_str_printf(s, " 0x%" PRIx64 "%s%s\n", f->target, f->lazy ? " lazy" : "",
                      f->authenticated ? " auth" : "");
        aa_inspection_flush(in);
    }
}

static void show_macho(aa_inspection *in, const aa_macho_member *member)
{
    aa_put_macho_name(in, member);
    put_header(in, member);
    if (member->whole) {
        put_sections(&in->out, member->macho);
        put_libraries(in, member->macho);
        put_imports(in, member->macho);
        put_places(in, member->macho);
    }
    aa_str_putc(&in->out, '\n');
}

void aa_inspect_macho(aa_inspection *in)
{
    aa_inspection_each_macho_file(in, show_macho);
}
