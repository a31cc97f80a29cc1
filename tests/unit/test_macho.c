#include "support/test.h"

#include <stdlib.h>

#include "support/fail_alloc.h"
#include "support/macho_case.h"

/* ---- what linkers write ---- */

static bool stubbed(const aa_macho *m, const char *name)
{
    uint32_t import = macho_import(m, name);
    for (size_t i = 0; import != AA_MACHO_NO_IMPORT && i < m->stub_count; i++) {
        if (m->stubs[i].import == import)
            return aa_macho_stub_at(m, m->stubs[i].address) == &m->stubs[i];
    }
    return false;
}

static bool bound(const aa_macho *m, const char *name)
{
    uint32_t import = macho_import(m, name);
    for (size_t i = 0; import != AA_MACHO_NO_IMPORT && i < m->fixup_count; i++) {
        if (m->fixups[i].import == import)
            return true;
    }
    return false;
}

static void assert_library(const aa_macho *m, const char *import, const char *path)
{
    uint32_t i = macho_import(m, import);
    assert_int_not_equal(i, AA_MACHO_NO_IMPORT);
    assert_in_range(m->imports[i].library, 1, m->dylib_count);
    assert_true(aa_bytes_is(m->dylibs[m->imports[i].library - 1].path, path));
}

/* The same program through dyld's opcodes and through chains: the same answers. */
static void every_linker_says_the_same(void **state)
{
    (void)state;
    static const char *const names[] = {"app14", "app16", "app16_chained", "app19", "app19_relative"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        macho_case c = macho_case_open(names[i]);
        const aa_macho *m = &c.macho;
        print_message("%s\n", names[i]);
        assert_int_equal(c.notes.items.count, 0);
        assert_int_equal(m->cpu, AA_CPU_ARM64);
        assert_int_equal(m->file_type, 2);
        assert_true(m->is64 && m->has_uuid && m->has_encryption && !m->has_signature);
        assert_int_equal(m->crypt_id, 0);
        assert_int_equal(m->platform, 2);
        assert_int_equal(m->min_os, 0x000f0000);
        assert_int_equal(m->sdk, 0x00110000);
        assert_int_equal(m->flags & 0x200000, 0x200000);
        assert_int_equal(m->base, 0x100000000);
        assert_int_equal(m->entry, macho_symbol(m, "_main"));
        assert_library(m, "_CC_MD5", "/usr/lib/libSystem.B.dylib");
        assert_library(m, "_OBJC_CLASS_$_WKWebView", "/System/Library/Frameworks/WebKit.framework/WebKit");
        assert_true(stubbed(m, "_CC_MD5") && stubbed(m, "_objc_msgSend") &&
                    !stubbed(m, "_OBJC_CLASS_$_WKWebView"));
        assert_true(bound(m, "_OBJC_CLASS_$_WKWebView") && bound(m, "___stack_chk_guard"));
        assert_int_equal(m->initializer_count, 1);
        assert_int_equal(m->initializers[0], macho_symbol(m, "_early"));
        uint64_t target = 0;
        uint32_t import = 0;
        uint64_t place = macho_symbol(m, "_pointer_to_counter");
        assert_true(aa_macho_pointer(m, place, &target, &import));
        assert_int_equal(import, AA_MACHO_NO_IMPORT);
        assert_int_equal(target, macho_symbol(m, "_counter"));
        aa_bytes bytes;
        assert_true(aa_macho_read(m, target, 4, &bytes));
        assert_int_equal(aa_le32(bytes.p), 3);
        bool begins = false;
        for (size_t k = 0; k < m->function_count; k++)
            begins = begins || m->functions[k] == m->entry;
        assert_true(begins);
        bool exported = false;
        for (size_t k = 0; k < m->export_count; k++)
            exported =
                exported || (aa_bytes_is(m->exports[k].name, "_main") && m->exports[k].address == m->entry);
        assert_true(exported);
        macho_case_done(&c);
    }
}

static void sections_are_found(void **state)
{
    (void)state;
    macho_case c = macho_case_open("app16");
    const aa_macho *m = &c.macho;
    const aa_macho_section *text = aa_macho_section_of(m, "__TEXT", "__text");
    assert_non_null(text);
    assert_ptr_equal(aa_macho_section_of(m, NULL, "__text"), text);
    assert_null(aa_macho_section_of(m, "__DATA", "__text"));
    assert_ptr_equal(aa_macho_section_at(m, m->entry), text);
    assert_null(aa_macho_section_at(m, 0));
    assert_int_equal(text->data.n, text->size);
    const aa_macho_section *names = aa_macho_section_of(m, NULL, "__objc_methname");
    assert_non_null(names);
    aa_bytes name;
    assert_true(aa_macho_cstring(m, names->address, &name));
    assert_in_range(name.n, 1, names->size);
    assert_false(aa_macho_cstring(m, names->address + names->size + 0x10000000, &name));
    aa_bytes all;
    assert_true(aa_macho_read(m, text->address, text->size, &all));
    assert_ptr_equal(all.p, text->data.p);
    assert_false(aa_macho_read(m, m->base, UINT64_MAX, &all));
    assert_false(aa_macho_read(m, 16, 8, &all)); /* __PAGEZERO */
    macho_case_done(&c);
}

static void rpaths_flags_and_names(void **state)
{
    (void)state;
    macho_case c = macho_case_open("app19_relative");
    assert_int_equal(c.macho.rpath_count, 1);
    assert_true(aa_bytes_is(c.macho.rpaths[0], "@executable_path/Frameworks"));
    macho_case_done(&c);
    c = macho_case_open("app_plain");
    assert_int_equal(c.macho.flags & 0x200000, 0);
    assert_int_equal(macho_import(&c.macho, "___stack_chk_fail"), AA_MACHO_NO_IMPORT);
    assert_int_equal(macho_import(&c.macho, "_objc_release"), AA_MACHO_NO_IMPORT);
    macho_case_done(&c);
    c = macho_case_open("libapp.dylib");
    assert_int_equal(c.macho.file_type, 6);
    assert_true(aa_bytes_is(c.macho.install_name, "@rpath/App.framework/App"));
    assert_int_equal(c.macho.entry, 0);
    macho_case_done(&c);
}

static void encrypted_code_is_told_and_not_read(void **state)
{
    (void)state;
    macho_case c = macho_case_open("app_encrypted");
    const aa_macho *m = &c.macho;
    assert_true(m->has_encryption && m->crypt_id == 1 && m->crypt_size > 0);
    assert_true(aa_notes_has(&c.notes, "macho.encrypted"));
    assert_int_not_equal(macho_import(m, "_CC_MD5"), AA_MACHO_NO_IMPORT);
    const aa_macho_section *text = aa_macho_section_of(m, "__TEXT", "__text");
    aa_bytes bytes;
    assert_false(aa_macho_read(m, text->address, 4, &bytes));
    assert_false(aa_macho_cstring(m, text->address, &bytes));
    assert_true(aa_macho_read(m, m->base, 32, &bytes)); /* the header is not */
    macho_case_done(&c);
}

static void message_stubs_have_selectors(void **state)
{
    (void)state;
    macho_case c = macho_case_open("message_stubs");
    const aa_macho *m = &c.macho;
    const aa_macho_stub *one = aa_macho_stub_at(m, macho_symbol(m, "_stub_one"));
    const aa_macho_stub *two = aa_macho_stub_at(m, macho_symbol(m, "_stub_two"));
    assert_non_null(one);
    assert_non_null(two);
    assert_true(aa_bytes_is(one->selector, "encryptWithKey:") && aa_bytes_is(two->selector, "length"));
    assert_int_equal(one->import, AA_MACHO_NO_IMPORT);
    assert_int_equal(one->size, 32);
    assert_int_equal(two->size, 12);
    macho_case_done(&c);
}

/* ---- fat files ---- */

static void fat_files_have_slices(void **state)
{
    (void)state;
    macho_case c = macho_case_open("app_fat");
    assert_int_equal(c.slice_count, 2);
    assert_string_equal(aa_macho_arch(c.arena, c.slices[0].cpu, c.slices[0].subtype), "x86_64");
    assert_string_equal(aa_macho_arch(c.arena, c.slices[1].cpu, c.slices[1].subtype), "arm64");
    assert_null(c.slices[0].refusal);
    assert_int_equal(c.macho.platform, 7);
    assert_true(stubbed(&c.macho, "_CC_MD5"));
    assert_int_equal(aa_macho_open(c.arena, c.slices[1].data, c.limits, &c.notes, &c.macho), AA_OK);
    assert_int_equal(c.macho.platform, 2);
    assert_true(stubbed(&c.macho, "_CC_MD5"));
    assert_int_equal(c.notes.items.count, 0);
    macho_case_done(&c);
}

typedef struct fat_entry {
    uint32_t cpu, subtype, offset, size;
} fat_entry;

static void put_be(uint8_t *p, uint32_t v)
{
    p[0] = (uint8_t)(v >> 24);
    p[1] = (uint8_t)(v >> 16);
    p[2] = (uint8_t)(v >> 8);
    p[3] = (uint8_t)v;
}

enum { FAT_BYTES = 0x3000 };

/* A fat file of three pages with little headers at 0x1000 (arm64) and 0x2000 (x86_64). */
static void make_fat(uint8_t *file, uint32_t magic, uint32_t declared, const fat_entry *entries, size_t count)
{
    static const uint8_t arm64[8] = {0xcf, 0xfa, 0xed, 0xfe, 12, 0, 0, 1};
    static const uint8_t x86_64[12] = {0xcf, 0xfa, 0xed, 0xfe, 7, 0, 0, 1, 3};
    memset(file, 0, FAT_BYTES);
    put_be(file, magic);
    put_be(file + 4, declared);
    memcpy(file + 0x1000, arm64, sizeof arm64);
    memcpy(file + 0x2000, x86_64, sizeof x86_64);
    for (size_t i = 0; i < count; i++) {
        put_be(file + 8 + 20 * i, entries[i].cpu);
        put_be(file + 12 + 20 * i, entries[i].subtype);
        put_be(file + 16 + 20 * i, entries[i].offset);
        put_be(file + 20 + 20 * i, entries[i].size);
    }
}

static void damaged_fat_files_are_told(void **state)
{
    (void)state;

    static const struct {
        uint32_t declared;
        fat_entry entries[2];
        const char *code; /* of the last slice; NULL: none */
        size_t count, bytes;
    } cases[] = {
        {2, {{AA_CPU_ARM64, 0, 0x1000, 0x1000}, {AA_CPU_X86_64, 3, 0x2000, 0x1000}}, NULL, 2, 0x1000},
        {2,
         {{AA_CPU_ARM64, 0, 0x1000, 0x1000}, {AA_CPU_ARM64, 0, 0x1000, 0x1000}},
         "macho.fat_duplicate",
         2,
         0x1000},
        {2,
         {{AA_CPU_ARM64, 0, 0x1000, 0x2000}, {AA_CPU_X86_64, 3, 0x2000, 0x1000}},
         "macho.fat_overlap",
         2,
         0x1000},
        {1, {{AA_CPU_ARM64, 0, 0, 0x3000}, {0}}, "macho.fat_slice", 1, 0},
        {1, {{AA_CPU_ARM64, 0, 0x2000, 0x5000}, {0}}, "macho.fat_slice", 1, 0x1000},
        {1, {{AA_CPU_ARM64, 0, 0xfffffff0, 0xfffffff0}, {0}}, "macho.fat_slice", 1, 0},
        {1, {{AA_CPU_ARM64, 0, 0x2000, 0x1000}, {0}}, "macho.fat_arch", 1, 0x1000},
        {1, {{AA_CPU_ARM64, 0, 0x1800, 0x800}, {0}}, "macho.fat_slice", 1, 0x800},
        {40, {{AA_CPU_ARM64, 0, 0x1000, 0x1000}, {0}}, "macho.fat_slice", 16, 0},
        {0x80000000, {{AA_CPU_ARM64, 0, 0x1000, 0x1000}, {0}}, "macho.fat_slice", 16, 0},
    };

    uint8_t *file = malloc(FAT_BYTES);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        aa_arena *arena = aa_arena_new();
        aa_limits limits = AA_LIMITS_INIT;
        aa_notes notes;
        const aa_macho_slice *slices = NULL;
        size_t count = 0;
        aa_notes_init(&notes, arena, 100);
        make_fat(file, 0xcafebabe, cases[i].declared, cases[i].entries, 2);
        assert_int_equal(
            aa_macho_slices(arena, aa_bytes_of(file, FAT_BYTES), &limits, &notes, &slices, &count), AA_OK);
        assert_int_equal(count, cases[i].count);
        assert_int_equal(slices[count - 1].data.n, cases[i].bytes);
        if (cases[i].code == NULL)
            assert_null(slices[count - 1].refusal);
        else
            assert_string_equal(slices[count - 1].refusal, cases[i].code);
        assert_int_equal(aa_notes_has(&notes, "limit.macho_slices"), cases[i].declared > 16);
        aa_arena_free(arena);
    }
    free(file);
}

static void java_classes_are_not_fat(void **state)
{
    (void)state;
    uint8_t file[64] = {0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 52};
    assert_false(aa_macho_looks(aa_bytes_of(file, sizeof file)));
    file[7] = 2;
    assert_true(aa_macho_looks(aa_bytes_of(file, sizeof file)));
    assert_false(aa_macho_looks(aa_bytes_of(file, 7)));
    assert_false(aa_macho_looks(aa_bytes_none()));
    assert_true(aa_macho_looks(aa_bytes_of("\xfe\xed\xfa\xce", 4)));
}

static void big_endian_is_header_only(void **state)
{
    (void)state;
    static const uint8_t ppc[28] = {0xfe, 0xed, 0xfa, 0xce, 0, 0, 0, 18, 0, 0, 0, 0, 0, 0,
                                    0,    2,    0,    0,    0, 0, 0, 0,  0, 0, 0, 0, 0, 0x85};
    aa_arena *arena = aa_arena_new();
    aa_limits limits = AA_LIMITS_INIT;
    aa_notes notes;
    aa_macho m;
    aa_notes_init(&notes, arena, 100);
    assert_int_equal(aa_macho_open(arena, aa_bytes_of(ppc, sizeof ppc), &limits, &notes, &m),
                     AA_E_UNSUPPORTED);
    assert_true(aa_notes_has(&notes, "macho.big_endian"));
    assert_int_equal(m.cpu, AA_CPU_PPC);
    assert_int_equal(m.file_type, 2);
    assert_int_equal(m.flags, 0x85);
    assert_string_equal(aa_macho_arch(arena, m.cpu, m.subtype), "ppc");
    assert_int_equal(aa_macho_open(arena, aa_bytes_of(ppc, 27), &limits, &notes, &m), AA_E_FORMAT);
    assert_true(aa_notes_has(&notes, "macho.truncated"));
    assert_int_equal(aa_macho_open(arena, aa_bytes_none(), &limits, &notes, &m), AA_E_FORMAT);
    aa_arena_free(arena);
}

/* ---- limits ---- */

static void limits_are_told(void **state)
{
    (void)state;
    static const char *const codes[] = {
        "limit.macho_commands", "limit.macho_sections",   "limit.macho_symbols",    "limit.macho_imports",
        "limit.macho_fixups",   "limit.macho_trie_nodes", "limit.macho_export_text"};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        macho_case c = macho_case_open(i % 2 == 0 ? "app16" : "app19");
        aa_limits *l = c.limits;
        uint32_t *const numbers[] = {&l->macho_commands, &l->macho_sections, &l->macho_symbols,
                                     &l->macho_imports,  &l->macho_fixups,   &l->macho_trie_nodes};
        if (i < sizeof numbers / sizeof numbers[0])
            *numbers[i] = i == 0 ? 64 : 3;
        else
            l->macho_export_text = 20;
        assert_int_equal(aa_macho_open(c.arena, c.file, c.limits, &c.notes, &c.macho), AA_OK);
        assert_true(aa_notes_has(&c.notes, codes[i]));
        macho_case_done(&c);
    }
}

/* ---- damage ---- */

static bool open_once(void *context)
{
    const macho_case *c = context;
    aa_arena *arena = aa_arena_new();
    aa_notes notes;
    aa_macho m;
    if (arena == NULL)
        return false;
    aa_notes_init(&notes, arena, 10);
    bool ok = aa_macho_open(arena, c->file, c->limits, &notes, &m) == AA_OK && !notes.failed;
    aa_arena_free(arena);
    return ok;
}

static void failing_allocations_are_clean(void **state)
{
    (void)state;
    static const char *const names[] = {"app14", "app19", "message_stubs"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        macho_case c = macho_case_open(names[i]);
        assert_in_range(test_each_allocation_fails(open_once, &c, 500), 2, 500);
        macho_case_done(&c);
    }
}

static void walk(const aa_macho *m)
{
    uint64_t target = 0;
    uint32_t import = 0;
    aa_bytes bytes;
    for (size_t i = 0; i < m->fixup_count; i++) {
        assert_true(m->fixups[i].import == AA_MACHO_NO_IMPORT || m->fixups[i].import < m->import_count);
        assert_true(i == 0 || m->fixups[i - 1].address < m->fixups[i].address);
    }
    for (size_t i = 0; i < m->section_count; i++) {
        (void)aa_macho_pointer(m, m->sections[i].address, &target, &import);
        (void)aa_macho_cstring(m, m->sections[i].address, &bytes);
        (void)aa_macho_read(m, m->sections[i].address, m->sections[i].size, &bytes);
    }
}

/* Every byte of the header and of the tables changed, in two ways: read or refused, never more. */
static void any_byte_may_be_wrong(void **state)
{
    (void)state;
    static const char *const names[] = {"app16", "app19_relative"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        macho_case c = macho_case_open(names[i]);
        uint8_t *bytes = (uint8_t *)(uintptr_t)c.file.p;
        const aa_macho_segment *last = &c.macho.segments[c.macho.segment_count - 1];
        size_t tables = (size_t)last->file_offset;
        for (size_t at = 0; at < c.file.n; at++) {
            if (at >= 0xa00 && at < tables)
                continue;
            uint8_t was = bytes[at];
            for (int way = 0; way < 2; way++) {
                aa_arena *arena = aa_arena_new();
                aa_notes notes;
                aa_macho m;
                aa_notes_init(&notes, arena, 10);
                bytes[at] = (uint8_t)(was ^ (way == 0 ? 0xffU : 1U << (at % 8)));
                if (aa_macho_open(arena, c.file, c.limits, &notes, &m) == AA_OK)
                    walk(&m);
                aa_arena_free(arena);
            }
            bytes[at] = was;
        }
        macho_case_done(&c);
    }
}

static void any_end_may_be_missing(void **state)
{
    (void)state;
    macho_case c = macho_case_open("app19");
    for (size_t n = 0; n < c.file.n; n += n < 0xa00 ? 1 : 97) {
        aa_arena *arena = aa_arena_new();
        aa_notes notes;
        aa_macho m;
        uint8_t *copy = malloc(n + 1);
        aa_notes_init(&notes, arena, 10);
        memcpy(copy, c.file.p, n);
        aa_err err = aa_macho_open(arena, aa_bytes_of(copy, n), c.limits, &notes, &m);
        assert_true(notes.items.count > 0);
        if (err == AA_OK)
            walk(&m);
        free(copy);
        aa_arena_free(arena);
    }
    macho_case_done(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_linker_says_the_same),
        cmocka_unit_test(sections_are_found),
        cmocka_unit_test(rpaths_flags_and_names),
        cmocka_unit_test(encrypted_code_is_told_and_not_read),
        cmocka_unit_test(message_stubs_have_selectors),
        cmocka_unit_test(fat_files_have_slices),
        cmocka_unit_test(damaged_fat_files_are_told),
        cmocka_unit_test(java_classes_are_not_fat),
        cmocka_unit_test(big_endian_is_header_only),
        cmocka_unit_test(limits_are_told),
        cmocka_unit_test(failing_allocations_are_clean),
        cmocka_unit_test(any_byte_may_be_wrong),
        cmocka_unit_test(any_end_may_be_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
