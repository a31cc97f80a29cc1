/*
 * Notes, and what section headers add.
 *
 * Sources: gABI 5 "Note Section"; AOSP bionic/libc/arch-common/bionic/crtbrand.S (Android's note); AArch64
 * ELF ABI, "Program Property".
 */
#include <stdio.h>

#include "base/str.h"
#include "decode/elf_reader.h"

enum { NOTE_GNU_BUILD_ID = 3, NOTE_GNU_PROPERTY = 5, NOTE_ANDROID_IDENT = 1, BUILD_ID_MOST = 64 };

#define AARCH64_FEATURES 0xc0000000U /* GNU_PROPERTY_AARCH64_FEATURE_1_AND: BTI, PAC */

static void read_build_id(elf_reader *r, aa_bytes id)
{
    if (id.n == 0 || id.n > BUILD_ID_MOST || r->elf->build_id != NULL)
        return;
    char *text = aa_arena_alloc(r->arena, id.n * 2 + 1);
    r->failed = r->failed || text == NULL;
    for (size_t i = 0; text != NULL && i < id.n; i++)
        snprintf(text + 2 * i, 3, "%02x", id.p[i]);
    r->elf->build_id = text;
}

static void read_properties(elf_reader *r, aa_bytes list)
{
    size_t unit = r->elf->is64 ? 8 : 4;
    while (list.n >= 8) {
        uint32_t type = elf_u32(list, 0), size = elf_u32(list, 4);
        aa_bytes data;
        if (!aa_bytes_sub(list, 8, size, &data))
            return;
        if (type == AARCH64_FEATURES && size >= 4) {
            r->elf->guards.bti = (aa_le32(data.p) & 1) != 0;
            r->elf->guards.pac = (aa_le32(data.p) & 2) != 0;
        }
        list = aa_bytes_from(list, 8 + ((uint64_t)size + unit - 1) / unit * unit);
    }
}

static void read_android(elf_reader *r, aa_bytes data)
{
    r->elf->android_api = elf_u32(data, 0);
    if (data.n > 4)
        r->elf->ndk = elf_text(r, data, 4);
}

void elf_read_notes(elf_reader *r, aa_bytes notes)
{
    while (notes.n >= 12) {
        uint64_t name_size = elf_u32(notes, 0), size = elf_u32(notes, 4);
        uint32_t type = elf_u32(notes, 8);
        uint64_t at = 12 + (name_size + 3) / 4 * 4;
        aa_bytes name, data;
        if (!aa_bytes_sub(notes, 12, name_size, &name) || !aa_bytes_sub(notes, at, size, &data))
            return; /* padding between sections of notes looks like this too */
        bool gnu = name.n == 4 && memcmp(name.p, "GNU", 4) == 0;
        if (gnu && type == NOTE_GNU_BUILD_ID)
            read_build_id(r, data);
        if (gnu && type == NOTE_GNU_PROPERTY)
            read_properties(r, data);
        if (name.n == 8 && memcmp(name.p, "Android", 8) == 0 && type == NOTE_ANDROID_IDENT)
            read_android(r, data);
        if (name.n >= 2 && memcmp(name.p, "Go", 2) == 0)
            r->elf->go = true;
        notes = aa_bytes_from(notes, at + (size + 3) / 4 * 4);
    }
}

/* ---- sections */

enum { SECTION32 = 40, SECTION64 = 64, SHT_SYMTAB = 2, SHT_NOBITS = 8, SHT_DYNSYM = 11, COMMENT_MOST = 1024 };

/* Texts with NUL between them. */
static void read_comment(elf_reader *r, aa_bytes content)
{
    if (content.n > COMMENT_MOST)
        content.n = COMMENT_MOST;
    aa_str s;
    aa_str_init(&s, 2 * COMMENT_MOST);
    while (content.n > 0) {
        const char *text = elf_text(r, content, 0);
        if (text == NULL)
            break;
        if (*text != '\0') {
            aa_str_put(&s, s.len > 0 ? "; " : "");
            aa_str_put(&s, text);
        }
        const uint8_t *end = memchr(content.p, 0, content.n);
        content = aa_bytes_from(content, (size_t)(end - content.p) + 1);
    }
    if (s.len > 0 && aa_str_ok(&s)) {
        r->elf->comment = aa_arena_strdup(r->arena, s.ptr);
        r->failed = r->failed || r->elf->comment == NULL;
    }
    aa_str_done(&s);
}

static bool begins(const char *name, const char *with)
{
    return strncmp(name, with, strlen(with)) == 0;
}

static void read_section(elf_reader *r, aa_bytes s, aa_bytes names)
{
    uint32_t type = elf_u32(s, 4);
    uint64_t offset = elf_word(r, s, 16, 24), size = elf_word(r, s, 20, 32);
    aa_bytes content = aa_bytes_none();
    bool inside = type == SHT_NOBITS || aa_bytes_sub(r->file, offset, size, &content);
    const char *name = elf_text(r, names, elf_u32(s, 0));
    if (type == SHT_DYNSYM && inside)
        r->section_count = size / (r->elf->is64 ? 24 : 16);
    if (type == SHT_SYMTAB && size > 0)
        r->elf->guards.symbol_table = true;
    if (name == NULL || !inside)
        return;
    if (strcmp(name, ".comment") == 0)
        read_comment(r, content);
    r->elf->guards.debug_data =
        r->elf->guards.debug_data || begins(name, ".debug_info") || begins(name, ".zdebug_info");
    r->elf->go = r->elf->go || begins(name, ".note.go.") || begins(name, ".go.buildinfo");
    r->elf->swift = r->elf->swift || begins(name, "swift5_");
}

void elf_read_sections(elf_reader *r)
{
    bool wide = r->elf->is64;
    uint64_t offset = elf_word(r, r->file, 32, 40);
    uint32_t size = elf_u16(r->file, wide ? 58 : 46), count = elf_u16(r->file, wide ? 60 : 48);
    uint32_t names_at = elf_u16(r->file, wide ? 62 : 50);
    aa_bytes table, names = aa_bytes_none();
    if (count == 0 || size != (wide ? SECTION64 : SECTION32) ||
        !aa_bytes_table(r->file, offset, count, size, &table) || names_at >= count) {
        /* the linker of Android 7 and later loads none without; what loads itself still runs */
        aa_notes_add(r->notes, AA_NOTE_ANOMALY, "elf.no_sections", offset, "%u", count);
        return;
    }
    aa_bytes n = aa_bytes_of(table.p + (size_t)names_at * size, size);
    if (!aa_bytes_sub(r->file, elf_word(r, n, 16, 24), elf_word(r, n, 20, 32), &names))
        return;
    r->elf->has_sections = true;
    for (uint32_t i = 0; i < count && !r->failed; i++)
        read_section(r, aa_bytes_of(table.p + (size_t)i * size, size), names);
}
