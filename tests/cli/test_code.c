/*
 * inspect dex, class, strings and calls on an app with the assembled sample, loaded and not.
 */
#include <stdio.h>
#include <stdlib.h>

#include "cli/program.h"
#include "support/test.h"
#include "support/zip_builder.h"

#define SAMPLE TEST_SOURCE_DIR "/fixtures/dex/sample.dex"

/* app.apk: the sample as classes.dex, a copy that nothing loads, and one that is cut off. */
static void write_app(void)
{
    aa_arena *arena = aa_arena_new();
    assert_non_null(arena);
    aa_bytes dex = test_read_file(SAMPLE);
    const zb_entry entries[] = {zb_stored("AndroidManifest.xml", zb_text("x")),
                                zb_deflated(arena, "classes.dex", dex), zb_stored("classes3.dex", dex),
                                zb_stored("assets/cut.dex", (aa_bytes){dex.p, 1000})};
    const zb_file file = ZB_FILE;
    aa_bytes apk = zb_build(arena, entries, 4, &file);
    FILE *f = fopen("app.apk", "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(apk.p, 1, apk.n, f), apk.n);
    assert_int_equal(fclose(f), 0);
    free((void *)(uintptr_t)dex.p);
    aa_arena_free(arena);
}

static void dex_tells_what_each_file_holds(void **state)
{
    (void)state;
    write_app();
    expect_run("inspect dex app.apk", 5, "classes\\.dex: DEX 039, 2132 bytes.  strings 56,", NULL);
    expect_run("inspect dex app.apk", 5, "2 classes, 9 fields, 6 methods, 4 with code; 37 instructions",
               NULL);
    expect_run("inspect dex app.apk", 5, "classes3\\.dex: DEX 039, 2132 bytes \\[not loaded by default\\]",
               NULL);
    expect_run("inspect dex app.apk", 5, "not read: dex\\.truncated", "assets/cut\\.dex: not read: dex");
}

static void strings_name_their_file_and_are_harmless(void **state)
{
    (void)state;
    write_app();
    expect_run("inspect strings app.apk", 5, "classes\\.dex\t[0-9]+\tAES/ECB/PKCS5Padding", NULL);
    expect_run("inspect strings app.apk", 5, "\tz\\\\x00\xF0\x9F\x98\x80\\\\u\\{d800\\}", NULL);
}

static void a_class_is_listed_with_its_code(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "class public final Lapp/Sample;",
        "superclass Ljava/lang/Object;",
        "implements Ljava/io/Serializable;",
        "source Sample.java",
        "field public static final Lapp/Sample;->FLOAT:F = -2",
        "field public static final Lapp/Sample;->LONG:J = 1250999896491",
        "field private volatile Lapp/Sample;->count:I",
        "method public static Lapp/Sample;->choose\\(I\\)I",
        "line 20",
        "0000 packed-switch v2, [0-9a-f]{4}.           5 -> ",
        "const-string v1, \"AES/ECB/PKCS5Padding\"",
        ("invoke-static \\{v1\\}, "
         "Ljavax/crypto/Cipher;->getInstance\\(Ljava/lang/String;\\)Ljavax/crypto/Cipher;"),
        "try 0000..[0-9a-f]+ catch Ljava/lang/RuntimeException; -> ",
        "catch all -> ",
        "site\\(invoke-static@Lapp/Boot;->link.* \"run\" \\(Ljava/lang/Object;\\)V \"bound\" 7\\)",
        "invoke-polymorphic \\{v0, v7\\}, .*, \\(Ljava/lang/Object;\\)V",
        "invoke-virtual/range \\{v6 .. v6\\}, Lapp/Sample;->run\\(\\)V",
        "array-payload \\(10 units\\)",
        "method public native Lapp/Sample;->run\\(\\)V",
    };
    write_app();
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        expect_run("inspect class app.apk Lapp/Sample;", 5, lines[i], NULL);
    expect_run("inspect class app.apk app.Sample", 5, "classes3.dex \\[not loaded by default\\]", NULL);
    expect_run("inspect class app.apk app.Absent", 5, "^$", "no such class");
}

static void calls_tell_what_they_are_given(void **state)
{
    (void)state;

    static const char *const lines[] = {
        "^Ljavax/crypto/Cipher;->getInstance: 1 call\n",
        "\napp\\.Sample\\.guard\\(\\)V:5  \\[perhaps reached, whose: unknown\\]\n",
        "\n    0\n       \"AES/ECB/PKCS5Padding\"\n",
    };
    write_app();
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        expect_run("inspect calls app.apk --to javax.crypto.Cipher.getInstance", 5, lines[i], NULL);
    expect_run("inspect calls app.apk --to Ljavax/crypto/Cipher;->getInstance", 5, lines[0], NULL);
    expect_run("inspect calls app.apk --to app.Other.getInstance", 5,
               "0 calls\ncalled by that name:\n    Ljavax/crypto/Cipher;->getInstance\\(", NULL);
    expect_run("inspect calls app.apk --to getInstance", 5, NULL, "is no method");
    expect_run("inspect calls app.apk", 2, "^$", "go together");
    expect_run("inspect dex app.apk --to a.b", 2, "^$", "go together");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dex_tells_what_each_file_holds),
        cmocka_unit_test(strings_name_their_file_and_are_harmless),
        cmocka_unit_test(a_class_is_listed_with_its_code),
        cmocka_unit_test(calls_tell_what_they_are_given),
    };
    return cmocka_run_group_tests(tests, enter_test_folder, leave_test_folder);
}
