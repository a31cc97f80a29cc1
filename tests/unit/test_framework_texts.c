/* Texts of scripts, pages, Dart snapshots and IL2CPP metadata. */
#include <stdlib.h>
#include <string.h>

#include "decode/dart.h"
#include "decode/il2cpp.h"
#include "decode/js_text.h"
#include "decode/markup.h"
#include "support/byte_builder.h"
#include "support/test.h"

static aa_bytes of(const char *text)
{
    return aa_bytes_of(text, strlen(text));
}

/* The literals of |source|, escapes undone, each ended by "|". */
static void check_script(const char *source, const char *expected)
{
    aa_arena *arena = aa_arena_new();
    assert_non_null(arena);
    char shown[512] = "";
    size_t n = 0;
    aa_js_walk walk = {.source = of(source)};
    aa_js_literal l;
    while (aa_js_next(&walk, &l)) {
        aa_bytes text = l.escaped ? aa_js_plain(arena, &l) : l.raw;
        assert_true(n + text.n + 2 < sizeof shown);
        memcpy(shown + n, text.p, text.n);
        n += text.n;
        shown[n++] = '|';
        assert_ptr_equal(source + l.offset, l.raw.p);
    }
    assert_string_equal(shown, expected);
    aa_arena_free(arena);
}

static void literals_of_scripts(void **state)
{
    (void)state;
    check_script("var a='one',b=\"two\",c=`three`;", "one|two|three|");
    check_script("a='it\\'s';b=\"\\u0041\\x42\\/\\n\"", "it's|AB/\n|");
    check_script("a='\\uD83D\\uDE00';b='\\u00e9'", "\xf0\x9f\x98\x80|\xc3\xa9|");
    check_script("// 'no'\n/* \"no\" */ x('yes')", "yes|");
    check_script("a=b/c;d='one';e=f/g", "one|");
    check_script("a=/'/;b='one';return /[\"/]/.test('two')", "one|two|");
    check_script("f(a)/2;'one';x[1]/3;'two'", "one|two|");
    check_script("`one${two+'three'}four`;'five'", "one|three|four|five|");
    check_script("`one${f({a:{}},`two${3}`)}four`+'five'", "one|two|four|five|");
    check_script("a='never closed\nb='one'", "never closed|one|");
    check_script("''+'x'+'xy'", "xy|");
}

static void every_beginning_of_a_script_ends(void **state)
{
    (void)state;
    static const char source[] = "a=/[/]'/;b='\\u00e9\\xZZ';/*x*/`t${1}`;//y\n\"\\";
    for (size_t n = 0; n <= sizeof source - 1; n++) {
        uint8_t *exact = malloc(n == 0 ? 1 : n);
        assert_non_null(exact);
        memcpy(exact, source, n);
        aa_arena *arena = aa_arena_new();
        assert_non_null(arena);
        aa_js_walk walk = {.source = aa_bytes_of(exact, n)};
        aa_js_literal l;
        while (aa_js_next(&walk, &l)) {
            assert_true(l.offset + l.raw.n <= n);
            assert_true(aa_js_plain(arena, &l).n <= l.raw.n + l.raw.n / 2 + 4);
        }
        aa_arena_free(arena);
        free(exact);
    }
}

static void tags_and_attributes(void **state)
{
    (void)state;
    aa_markup m = {.source =
                       of("<!-- <a b=c> --><META content=\"a > 'b'\" HTTP-EQUIV=x /><script src=y>if(a<b)'z'"
                          "</SCRIPT><p")};
    aa_bytes value;
    assert_true(aa_markup_next(&m));
    assert_true(aa_markup_is(m.name, "meta"));
    assert_true(aa_markup_get(&m, "content", &value));
    assert_true(aa_bytes_is(value, "a > 'b'"));
    assert_true(aa_markup_get(&m, "http-equiv", &value));
    assert_true(aa_bytes_is(value, "x"));
    assert_false(aa_markup_get(&m, "name", &value));
    assert_true(aa_markup_next(&m));
    assert_true(aa_bytes_is(m.script, "if(a<b)'z'"));
    assert_true(aa_markup_next(&m));
    assert_true(aa_markup_is(m.name, "/script"));
    assert_true(aa_markup_next(&m));
    assert_true(aa_bytes_is(m.name, "p"));
    assert_false(aa_markup_next(&m));
}

static void snapshots_of_dart(void **state)
{
    (void)state;
    byte_builder b = {0};
    put_zeros(&b, 64);
    put_bytes(&b, "\xf5\xf5\xdc\xdc", 4); /* one without a hash is none */
    put_zeros(&b, 60);
    put_bytes(&b, "\xf5\xf5\xdc\xdc", 4);
    put_zeros(&b, 16);
    put_bytes(&b, "0123456789abcdef0123456789abcdef", 32);
    put_bytes(&b, "product arm64 android", 22);
    put_bytes(&b, "\1https://api.example.org/\0short\0", 32);
    aa_dart dart = aa_dart_read(aa_bytes_of(b.p, b.n));
    assert_true(dart.found);
    assert_int_equal(dart.offset, 128);
    assert_true(aa_bytes_is(dart.hash, "0123456789abcdef0123456789abcdef"));
    assert_true(aa_bytes_is(dart.features, "product arm64 android"));
    size_t pos = 180;
    aa_bytes run;
    assert_true(aa_dart_next(aa_bytes_of(b.p, b.n), &pos, 6, &run));
    assert_true(aa_bytes_is(run, "product arm64 android"));
    assert_true(aa_dart_next(aa_bytes_of(b.p, b.n), &pos, 6, &run));
    assert_true(aa_bytes_is(run, "https://api.example.org/"));
    assert_false(aa_dart_next(aa_bytes_of(b.p, b.n), &pos, 6, &run));
    assert_false(aa_dart_read(aa_bytes_of(b.p, 140)).found);
    bytes_done(&b);
    aa_bytes version = aa_dart_engine_version(of("x (y)\0\0"
                                                 "3.4.3 (stable) (Tue Jun 4) on \"android_arm64\""));
    assert_int_equal(version.n, 0); /* of() ends at the first NUL */
    static const char engine[] = "x (y)\0 (stable) (z)\0"
                                 "3.4.3 (stable) (Tue Jun 4) on \"android_arm64\"";
    version = aa_dart_engine_version(aa_bytes_of(engine, sizeof engine));
    assert_true(aa_bytes_is(version, "3.4.3 (stable)"));
}

/* ---- IL2CPP ------------------------------------------------------------------------------------------- */

/* Two literals, "one" and "three", in the layout of |version|. */
static byte_builder metadata(uint32_t version)
{
    byte_builder b = {0};
    bool counted = version >= 38;
    bool lengths = version < 35;
    uint32_t entries = lengths ? 16 : 12; /* without lengths a last one says where the data ends */
    const uint32_t tables[3][2] = {{96, entries}, {96 + entries, 8}, {96 + entries + 8, 4}};
    put_u32(&b, 0xFAB11BAF);
    put_u32(&b, version);
    for (size_t i = 0; i < 3; i++) {
        put_u32(&b, tables[i][0]);
        put_u32(&b, tables[i][1]);
        if (counted)
            put_u32(&b, 2);
    }
    put_zeros(&b, 96 - b.n);
    static const uint32_t begin[] = {0, 3, 8};
    static const uint32_t length[] = {3, 5};
    for (size_t i = 0; i < (lengths ? 2U : 3U); i++) {
        if (lengths)
            put_u32(&b, length[i]);
        put_u32(&b, begin[i]);
    }
    put_bytes(&b, "onethree", 8);
    put_bytes(&b, "a\0b", 4);
    return b;
}

static void literals_of_each_layout(void **state)
{
    (void)state;
    static const uint32_t versions[] = {16, 24, 29, 31, 35, 38, 39};
    const aa_limits limits = AA_LIMITS_INIT;
    for (size_t i = 0; i < sizeof versions / sizeof versions[0]; i++) {
        aa_arena *arena = aa_arena_new();
        aa_notes notes;
        aa_il2cpp m;
        aa_bytes text;
        aa_notes_init(&notes, arena, 0);
        byte_builder b = metadata(versions[i]);
        assert_int_equal(aa_il2cpp_read(aa_bytes_of(b.p, b.n), &limits, &notes, &m), AA_OK);
        assert_int_equal(notes.items.count, 0);
        assert_int_equal(m.literal_count, versions[i] < 35 ? 2 : 3);
        assert_true(aa_il2cpp_literal(&m, 0, &text) && aa_bytes_is(text, "one"));
        assert_true(aa_il2cpp_literal(&m, 1, &text) && aa_bytes_is(text, "three"));
        assert_int_equal(m.names.n, 4);
        bytes_done(&b);
        aa_arena_free(arena);
    }
}

static void check_metadata(size_t at, uint32_t value, aa_err expected, const char *code)
{
    const aa_limits limits = AA_LIMITS_INIT;
    aa_arena *arena = aa_arena_new();
    aa_notes notes;
    aa_il2cpp m;
    aa_notes_init(&notes, arena, 0);
    byte_builder b = metadata(29);
    patch_u32(&b, at, value);
    assert_int_equal(aa_il2cpp_read(aa_bytes_of(b.p, b.n), &limits, &notes, &m), expected);
    assert_true(aa_notes_has(&notes, code));
    bytes_done(&b);
    aa_arena_free(arena);
}

static void damaged_metadata_is_told(void **state)
{
    (void)state;
    check_metadata(0, 0x12345678, AA_E_FORMAT, "unity.magic");
    check_metadata(4, 33, AA_E_UNSUPPORTED, "unity.version_unknown");
    check_metadata(4, 15, AA_E_UNSUPPORTED, "unity.version_unknown");
    check_metadata(12, 0x7FFFFFFF, AA_E_FORMAT, "unity.bounds");
    check_metadata(16, 0xFFFFFFFF, AA_E_FORMAT, "unity.bounds");
    check_metadata(96, 0x7FFFFFFF, AA_OK, "unity.literal_bounds");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(literals_of_scripts),     cmocka_unit_test(every_beginning_of_a_script_ends),
        cmocka_unit_test(tags_and_attributes),     cmocka_unit_test(snapshots_of_dart),
        cmocka_unit_test(literals_of_each_layout), cmocka_unit_test(damaged_metadata_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
