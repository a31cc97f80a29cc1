#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "decode/elf.h"

typedef struct elf_case {
    aa_arena *arena;
    aa_limits limits;
    aa_notes notes;
    aa_bytes file; /* malloc'd */
    aa_elf *elf;
    aa_err err;
} elf_case;

static void open_case(elf_case *c, const char *name)
{
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/elf/%s", TEST_BINARY_DIR, name);
    if (access(path, R_OK) != 0) {
        print_message("SKIPPED: %s was not built: install the packages of tests/support/install_packages\n",
                      path);
        skip();
    }
    *c = (elf_case){.arena = aa_arena_new(), .limits = AA_LIMITS_INIT};
    c->file = test_read_file(path);
    aa_notes_init(&c->notes, c->arena, 100);
}

static void read_case(elf_case *c)
{
    c->err = aa_elf_read(c->arena, c->file, &c->limits, &c->notes, &c->elf);
}

static void done(elf_case *c)
{
    aa_arena_free(c->arena);
    free((void *)(uintptr_t)c->file.p);
}

static uint8_t *bytes(elf_case *c)
{
    return (uint8_t *)(uintptr_t)c->file.p;
}

static void put64(uint8_t *p, uint64_t value)
{
    for (int i = 0; i < 8; i++)
        p[i] = (uint8_t)(value >> 8 * i);
}

static void assert_sound(const elf_case *c)
{
    const aa_elf *e = c->elf;
    assert_int_equal(c->err, AA_OK);
    assert_int_equal(c->notes.items.count, 0);
    assert_int_equal(e->type, AA_ELF_DYN);
    assert_true(aa_elf_has(e, "puts", true));
    assert_true(aa_elf_has(e, "system", true));
    assert_true(aa_elf_has(e, "JNI_OnLoad", false));
    assert_false(aa_elf_has(e, "JNI_OnLoad", true));
    assert_int_equal(e->android_api, 21);
    assert_string_equal(e->ndk, "r25c");
    assert_non_null(e->build_id);
    assert_int_equal(strlen(e->build_id), 40);
    assert_non_null(e->comment);
    assert_non_null(strstr(e->comment, "clang"));
}

static void every_abi_is_read(void **state)
{
    (void)state;

    static const struct {
        const char *name;
        uint16_t machine;
        bool wide;
    } cases[] = {{"good64.so", AA_ELF_AARCH64, true},
                 {"bad64.so", AA_ELF_AARCH64, true},
                 {"good32.so", AA_ELF_ARM, false},
                 {"text386.so", AA_ELF_386, false},
                 {"relr64.so", AA_ELF_X86_64, true}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        elf_case c;
        open_case(&c, cases[i].name);
        read_case(&c);
        print_message("%s\n", cases[i].name);
        assert_sound(&c);
        assert_int_equal(c.elf->is64, cases[i].wide);
        assert_int_equal(c.elf->machine, cases[i].machine);
        done(&c);
    }
}

static void a_hardened_library(void **state)
{
    (void)state;
    elf_case c;
    open_case(&c, "good64.so");
    read_case(&c);
    const aa_elf *e = c.elf;
    assert_true(e->guards.relro && e->guards.bind_now && !e->guards.stack_executable);
    assert_false(e->guards.text_relocations || e->rpath != NULL || e->runpath != NULL ||
                 e->guards.debug_data);
    assert_false(e->guards.symbol_table);
    assert_true(aa_elf_has(e, "__stack_chk_fail", true));
    assert_true(e->guards.bti && e->guards.pac);
    assert_string_equal(e->soname, "libtest.so");
    assert_true(e->slot_count >= 3);
    for (size_t i = 0; i < e->load_count; i++)
        assert_int_equal(e->loads[i].align, 16384);
    done(&c);
}

static void a_library_without_protection(void **state)
{
    (void)state;
    elf_case c;
    open_case(&c, "bad64.so");
    read_case(&c);
    const aa_elf *e = c.elf;
    assert_false(e->guards.relro || e->guards.bind_now || e->guards.bti || e->guards.pac);
    assert_true(e->guards.stack_executable);
    assert_false(aa_elf_has(e, "__stack_chk_fail", true));
    assert_non_null(e->runpath);
    assert_string_equal(e->runpath, "/data/local/tmp");
    assert_true(e->guards.debug_data && e->guards.symbol_table);
    done(&c);
}

static void text_relocations_are_seen(void **state)
{
    (void)state;
    elf_case c;
    open_case(&c, "text386.so");
    read_case(&c);
    assert_true(c.elf->guards.text_relocations);
    done(&c);
}

static void an_executable_at_a_fixed_address(void **state)
{
    (void)state;
    elf_case c;
    open_case(&c, "fixed");
    read_case(&c);
    assert_int_equal(c.err, AA_OK);
    assert_int_equal(c.elf->type, AA_ELF_EXEC);
    assert_false(c.elf->has_dynamic);
    done(&c);
}

/* ---- damage ---- */

static void sections_are_not_needed(void **state)
{
    (void)state;
    elf_case c;
    open_case(&c, "good64.so");
    put64(bytes(&c) + 40, 0);
    read_case(&c);
    assert_int_equal(c.err, AA_OK);
    assert_false(c.elf->has_sections);
    assert_true(aa_elf_has(c.elf, "puts", true));
    assert_null(c.elf->comment);
    done(&c);
}

static void headers_that_no_device_loads(void **state)
{
    (void)state;
    static const size_t places[] = {0, 4, 5};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        elf_case c;
        open_case(&c, "good64.so");
        bytes(&c)[places[i]] = 9;
        read_case(&c);
        assert_int_not_equal(c.err, AA_OK);
        assert_int_equal(aa_notes_at(&c.notes, 0)->kind, AA_NOTE_GAP);
        done(&c);
    }
}

static void limits_are_told(void **state)
{
    (void)state;
    elf_case c;
    open_case(&c, "good64.so");
    c.limits.elf_symbols = 2;
    read_case(&c);
    assert_in_range(c.elf->symbol_count, 0, 2);
    assert_int_equal(aa_notes_at(&c.notes, 0)->kind, AA_NOTE_GAP);
    done(&c);
}

static void any_byte_may_be_wrong(void **state)
{
    (void)state;
    elf_case c;
    open_case(&c, "good64.so");
    for (size_t at = 0; at < 1200 && at < c.file.n; at++) {
        static const uint8_t values[] = {0, 0x7f, 0xff};
        uint8_t was = bytes(&c)[at];
        for (size_t v = 0; v < sizeof values; v++) {
            aa_arena *arena = aa_arena_new();
            aa_notes notes;
            aa_elf *elf;
            bytes(&c)[at] = values[v];
            aa_notes_init(&notes, arena, 10);
            aa_err err = aa_elf_read(arena, c.file, &c.limits, &notes, &elf);
            assert_true(err == AA_OK || notes.items.count > 0);
            aa_arena_free(arena);
        }
        bytes(&c)[at] = was;
    }
    done(&c);
}

static void any_end_may_be_missing(void **state)
{
    (void)state;
    elf_case c;
    open_case(&c, "good32.so");
    for (size_t n = 0; n < c.file.n; n += n < 300 ? 1 : 41) {
        aa_arena *arena = aa_arena_new();
        aa_notes notes;
        aa_elf *elf;
        uint8_t *copy = malloc(n + 1);
        assert_non_null(copy);
        memcpy(copy, c.file.p, n);
        aa_notes_init(&notes, arena, 10);
        aa_err err = aa_elf_read(arena, aa_bytes_of(copy, n), &c.limits, &notes, &elf);
        assert_true(err != AA_E_NOMEM && notes.items.count > 0);
        free(copy);
        aa_arena_free(arena);
    }
    done(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_abi_is_read),
        cmocka_unit_test(a_hardened_library),
        cmocka_unit_test(a_library_without_protection),
        cmocka_unit_test(text_relocations_are_seen),
        cmocka_unit_test(an_executable_at_a_fixed_address),
        cmocka_unit_test(sections_are_not_needed),
        cmocka_unit_test(headers_that_no_device_loads),
        cmocka_unit_test(limits_are_told),
        cmocka_unit_test(any_byte_may_be_wrong),
        cmocka_unit_test(any_end_may_be_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
