/*
 * Line tables: what tests/fixtures/dwarf builds, and tables made by hand for what compilers do not write.
 */
#include "decode/dwarf_lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "support/byte_builder.h"
#include "support/fail_alloc.h"
#include "support/test.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

typedef struct expected {
    uint64_t address;
    uint32_t line;
    const char *file, *folder;
} expected;

/* Of lines.c: every instruction has four bytes, and part() is compiled into more(). */
static const expected lines[] = {
    {0x0fff, 0, "", ""},         {0x1000, 6, "lines.c", ""},  {0x1003, 6, "lines.c", ""},
    {0x1004, 6, "lines.c", ""},  {0x1008, 10, "lines.c", ""}, {0x100c, 4, "part.h", "./inner"},
    {0x1010, 12, "lines.c", ""}, {0x1014, 13, "lines.c", ""}, {0x1017, 13, "lines.c", ""},
    {0x1018, 0, "", ""},         {UINT64_MAX, 0, "", ""},
};

static aa_bytes section(unsigned version, const char *name)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/dwarf/%u.%s", TEST_BINARY_DIR, version, name);
    if (access(path, R_OK) != 0) {
        print_message("skipped: %s was not built\n", path);
        skip();
    }
    return test_read_file(path);
}

static void release(aa_bytes bytes)
{
    free((void *)(uintptr_t)bytes.p);
}

static size_t find(const aa_dwarf_lines *sections, aa_dwarf_place *places, const expected *wanted,
                   size_t count)
{
    aa_arena *arena = aa_arena_new();
    size_t unread = 0;
    for (size_t i = 0; i < count; i++)
        places[i] = (aa_dwarf_place){.address = wanted[i].address};
    assert_int_equal(aa_dwarf_find_lines(arena, sections, places, count, &unread), AA_OK);
    aa_arena_free(arena);
    return unread;
}

static void assert_places(const aa_dwarf_place *places, const expected *wanted, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(places[i].line, wanted[i].line);
        assert_true(wanted[i].line == 0 || aa_bytes_is(places[i].file, wanted[i].file));
        assert_true(wanted[i].line == 0 || aa_bytes_is(places[i].folder, wanted[i].folder));
    }
}

static void every_version_says_the_same(void **state)
{
    (void)state;
    for (unsigned version = 2; version <= 5; version++) {
        aa_dwarf_place places[COUNT(lines)];
        aa_dwarf_lines sections = {section(version, "line"), aa_bytes_none(), aa_bytes_none()};
        if (version == 5)
            sections.line_str = section(version, "line_str");
        print_message("version %u\n", version);
        assert_int_equal(find(&sections, places, lines, COUNT(lines)), 0);
        assert_places(places, lines, COUNT(lines));
        assert_true(aa_bytes_is(places[1].root, version == 5 ? "/src/app" : ""));
        release(sections.line);
        if (version == 5)
            release(sections.line_str);
    }
}

/* Cut anywhere, or with any byte changed, a table is read as far as it is one. */
static void every_damage_is_survived(void **state)
{
    (void)state;
    for (unsigned version = 4; version <= 5; version++) {
        aa_dwarf_place places[COUNT(lines)];
        aa_bytes whole = section(version, "line");
        aa_dwarf_lines sections = {whole, aa_bytes_none(), aa_bytes_none()};
        if (version == 5)
            sections.line_str = section(version, "line_str");
        for (size_t n = 0; n < whole.n; n++) {
            char *copy = malloc(n == 0 ? 1 : n);
            assert_non_null(copy);
            memcpy(copy, whole.p, n);
            sections.line = aa_bytes_of(copy, n);
            assert_int_equal(find(&sections, places, lines, COUNT(lines)), n == 0 ? 0 : 1);
            free(copy);
        }
        for (size_t n = 0; n < whole.n * 4; n++) {
            static const uint8_t values[] = {0x00, 0x7f, 0x80, 0xff};
            uint8_t *copy = malloc(whole.n);
            assert_non_null(copy);
            memcpy(copy, whole.p, whole.n);
            copy[n / 4] = values[n % 4];
            sections.line = aa_bytes_of(copy, whole.n);
            (void)find(&sections, places, lines, COUNT(lines));
            for (size_t i = 0; i < COUNT(lines); i++)
                assert_true(places[i].line == 0 || places[i].file.n > 0);
            free(copy);
        }
        release(whole);
        if (version == 5)
            release(sections.line_str);
    }
}

/* ---- by hand ------------------------------------------------------------------------------------------- */

static const uint8_t opcode_lengths[12] = {0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1};

/* A unit of version 4 with a.c and b.c and |program|. */
static void put_unit(byte_builder *b, const uint8_t *program, size_t size)
{
    static const uint8_t names[] = "\0a.c\0\0\0\0b.c\0\0\0\0"; /* no folder; then two files and the end */
    const uint8_t fixed[] = {1, 1, 1, (uint8_t)-5, 14, 13};
    size_t header = sizeof fixed + sizeof opcode_lengths + sizeof names;
    put_u32(b, (uint32_t)(2 + 4 + header + size));
    put_u16(b, 4);
    put_u32(b, (uint32_t)header);
    put_bytes(b, fixed, sizeof fixed);
    put_bytes(b, opcode_lengths, sizeof opcode_lengths);
    put_bytes(b, names, sizeof names);
    put_bytes(b, program, size);
}

static void all_instructions_are_known(void **state)
{
    (void)state;
    static const uint8_t program[] = {
        0,
        5,
        2,
        0x00,
        0x20,
        0,
        0, /* set address 0x2000, of four bytes */
        3,
        9, /* line 10 */
        1, /* 0x2000: 10 */
        2,
        4,
        3,
        1,
        5,
        7,
        6,
        7,
        10,
        11,
        12,
        3,
        1, /* 0x2004: 11, among marks that say nothing of lines */
        9,
        4,
        0,
        4,
        2, /* 0x2008, file 2 */
        0,
        2,
        4,
        1,
        1, /* a discriminator; 0x2008: 11 of b.c */
        8, /* on by (255 - 13) / 14: 0x2019 */
        3,
        0x74,
        1,                   /* 0x2019: no line: -1 */
        13 + 14 * 1 + 5 + 3, /* 0x201a: 2 */
        2,
        2,
        0,
        1,
        1, /* end at 0x201c */
        0,
        3,
        99,
        1,
        2, /* of a later version: passed over */
    };
    static const expected wanted[] = {
        {0x2000, 10, "a.c", ""}, {0x2004, 11, "a.c", ""}, {0x2008, 11, "b.c", ""}, {0x2018, 11, "b.c", ""},
        {0x2019, 0, "", ""},     {0x201a, 2, "b.c", ""},  {0x201b, 2, "b.c", ""},  {0x201c, 0, "", ""},
    };
    byte_builder b = {0};
    aa_dwarf_place places[COUNT(wanted)];
    put_unit(&b, program, sizeof program);
    const aa_dwarf_lines sections = {aa_bytes_of(b.p, b.n), aa_bytes_none(), aa_bytes_none()};
    assert_int_equal(find(&sections, places, wanted, COUNT(wanted)), 0);
    assert_places(places, wanted, COUNT(wanted));
    bytes_done(&b);
}

/* What one unit says is not told by the next; a unit that is damaged hides no other. */
static void units_stand_alone(void **state)
{
    (void)state;
    static const uint8_t first[] = {0, 5, 2, 0, 1, 0, 0, 3, 4, 1, 2, 8, 0, 1, 1};
    static const uint8_t second[] = {0, 5, 2, 4, 1, 0, 0, 3, 6, 4, 2, 1, 2, 8, 0, 1, 1};
    static const uint8_t no_file[] = {0, 5, 2, 0, 2, 0, 0, 3, 6, 4, 9, 1, 2, 8, 0, 1, 1};
    static const expected wanted[] = {
        {0x100, 5, "a.c", ""}, {0x107, 5, "a.c", ""}, {0x108, 7, "b.c", ""},
        {0x10b, 7, "b.c", ""}, {0x200, 0, "", ""},
    };
    byte_builder b = {0};
    aa_dwarf_place places[COUNT(wanted)];
    put_unit(&b, first, sizeof first);
    put_u32(&b, 4);
    put_u16(&b, 77); /* a version nobody knows */
    put_u16(&b, 0);
    put_unit(&b, second, sizeof second);
    put_unit(&b, no_file, sizeof no_file);
    const aa_dwarf_lines sections = {aa_bytes_of(b.p, b.n), aa_bytes_none(), aa_bytes_none()};
    assert_int_equal(find(&sections, places, wanted, COUNT(wanted)), 1);
    assert_places(places, wanted, COUNT(wanted));
    assert_int_equal(find(&sections, places, wanted, 0), 1);
    bytes_done(&b);
}

static bool find_once(void *context)
{
    const aa_dwarf_lines *sections = context;
    aa_dwarf_place places[COUNT(lines)];
    size_t unread = 0;
    aa_arena *arena = aa_arena_new();
    if (arena == NULL)
        return false;
    for (size_t i = 0; i < COUNT(lines); i++)
        places[i] = (aa_dwarf_place){.address = lines[i].address};
    aa_err err = aa_dwarf_find_lines(arena, sections, places, COUNT(lines), &unread);
    assert_true(err == AA_OK || err == AA_E_NOMEM);
    aa_arena_free(arena);
    return err == AA_OK;
}

static void each_allocation_may_fail(void **state)
{
    (void)state;
    aa_dwarf_lines sections = {section(4, "line"), aa_bytes_none(), aa_bytes_none()};
    assert_true(test_each_allocation_fails(find_once, &sections, 0) > 1);
    release(sections.line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_version_says_the_same), cmocka_unit_test(every_damage_is_survived),
        cmocka_unit_test(all_instructions_are_known),  cmocka_unit_test(units_stand_alone),
        cmocka_unit_test(each_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
