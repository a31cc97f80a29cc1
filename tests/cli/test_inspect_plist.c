/*
 * inspect plist on an iOS app, on its members and on files of their own.
 */
#include <stdio.h>
#include <stdlib.h>

#include "cli/program.h"
#include "support/test.h"
#include "support/zip_builder.h"

#define INFO                                                                                                 \
    "<plist><dict><key>CFBundleIdentifier</key><string>a\x1B]0;x</string><key>Since</key>"                   \
    "<date>1999-12-31T23:59:59Z</date><key>List</key><array><integer>5</integer><real>0.5</real>"            \
    "<data>AAEC</data></array></dict></plist>"

static void write_file(const char *name, aa_bytes bytes)
{
    FILE *f = fopen(name, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
    assert_int_equal(fclose(f), 0);
}

static void write_app(void)
{
    aa_arena *arena = aa_arena_new();
    assert_non_null(arena);
    const zb_entry entries[] = {
        zb_stored("Payload/A.app/PlugIns/B.appex/Info.plist", zb_text("{inner = no;}")),
        zb_deflated(arena, "Payload/A.app/Info.plist", zb_text(INFO)),
        zb_stored("Payload/A.app/a.strings", zb_text("\"k\" = \"v\";")),
        zb_stored("Payload/A.app/bad.plist", zb_text("<plist><string>&x;</string></plist>"))};
    const zb_file file = ZB_FILE;
    write_file("app.ipa", zb_build(arena, entries, 4, &file));
    write_file("empty.ipa", zb_build(arena, entries + 2, 1, &file));
    write_file("list.plist", zb_text("{a = b;}"));
    aa_arena_free(arena);
}

static void the_main_list_is_shown_with_types(void **state)
{
    (void)state;
    write_app();
    static const char *const lines[] = {
        "^Payload/A.app/Info.plist: XML property list, 10 objects\ndictionary, 3\n",
        "\n  \"CFBundleIdentifier\": \"a\\\\x1b\\]0;x\"\n",
        "\n  \"Since\": date 1999-12-31T23:59:59Z\n",
        "\n  \"List\": array, 3\n    0: integer 5\n    1: real 0.5\n    2: data, 3 bytes: 000102\n",
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        expect_run("inspect plist app.ipa", 0, lines[i], "^$");
}

static void members_and_files_are_shown(void **state)
{
    (void)state;
    write_app();
    expect_run("inspect plist app.ipa --member Payload/A.app/a.strings", 0,
               "old style property list, 3 objects\ndictionary, 1\n  \"k\": \"v\"\n", "^$");
    expect_run("inspect plist list.plist", 0, "^list.plist: old style property list", "^$");
    expect_run("inspect plist app.ipa --member Payload/A.app/none", 5, "^$", "no such member");
    expect_run("inspect plist empty.ipa", 5, "^$", "name another --member");
    expect_run("inspect plist app.ipa --member Payload/A.app/bad.plist", 5, "^$",
               "app.ipa!Payload/A.app/bad.plist: not read: plist.entity");
    expect_run("inspect plist none.plist", 4, "^$", "cannot be read");
}

/* 30 arrays, each with ten times the next. */
static void shared_parts_are_shown_within_a_limit(void **state)
{
    (void)state;
    uint8_t list[8 + 30 * 13 + 2 + 31 * 2 + 32] = "bplist00";
    size_t n = 8;
    size_t offsets[31];
    for (size_t i = 0; i < 30; i++) {
        offsets[i] = n;
        list[n++] = 0xAA;
        for (size_t k = 0; k < 10; k++)
            list[n++] = (uint8_t)(i + 1);
    }
    offsets[30] = n;
    list[n++] = 0x51;
    list[n++] = 'a';
    size_t table = n;
    for (size_t i = 0; i < 31; i++) {
        list[n++] = (uint8_t)(offsets[i] >> 8);
        list[n++] = (uint8_t)offsets[i];
    }
    list[n + 6] = 2;
    list[n + 7] = 1;
    list[n + 15] = 31;
    list[n + 30] = (uint8_t)(table >> 8);
    list[n + 31] = (uint8_t)table;
    write_file("shared.plist", aa_bytes_of(list, n + 32));
    const program_run run = {.args = "inspect plist shared.plist", .to = "/dev/null"};
    expect_result(&run, 5, NULL, "more than 1000000 lines");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_main_list_is_shown_with_types),
        cmocka_unit_test(members_and_files_are_shown),
        cmocka_unit_test(shared_parts_are_shown_within_a_limit),
    };
    return cmocka_run_group_tests(tests, enter_test_folder, leave_test_folder);
}
