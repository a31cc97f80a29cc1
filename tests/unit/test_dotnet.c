/* .NET: an assembly as the compiler writes it; the ways it is packed for Android; damage. */
#include <lz4.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "decode/assembly_store.h"
#include "decode/dotnet.h"
#include "support/byte_builder.h"
#include "support/test.h"

typedef struct dotnet_case {
    aa_arena *arena;
    aa_notes notes;
    aa_bytes file; /* malloc'd */
} dotnet_case;

static dotnet_case open_case(void)
{
    char path[512];
    snprintf(path, sizeof path, "%s/dotnet/App.dll", TEST_BINARY_DIR);
    dotnet_case c = {.arena = aa_arena_new(), .file = test_read_file(path)};
    assert_non_null(c.arena);
    aa_notes_init(&c.notes, c.arena, 0);
    return c;
}

static void close_case(dotnet_case *c)
{
    free((void *)(uintptr_t)c->file.p);
    aa_arena_free(c->arena);
}

static bool gap(const dotnet_case *c, const char *code)
{
    return aa_notes_count(&c->notes, code, AA_NOTE_GAP) > 0;
}

static bool has_text(dotnet_case *c, const aa_dotnet *a, const char *wanted)
{
    size_t pos = 0;
    aa_bytes utf16;
    while (aa_dotnet_text(a, &pos, &utf16))
        if (strcmp(aa_utf16le_to_utf8(c->arena, utf16), wanted) == 0)
            return true;
    return false;
}

static bool is_name(const aa_dotnet_name *n, const char *space, const char *type, const char *member)
{
    return aa_bytes_is(n->space, space) && aa_bytes_is(n->type, type) && aa_bytes_is(n->member, member);
}

static bool refers(const aa_dotnet *a, const char *space, const char *type, const char *member)
{
    bool found = false;
    for (uint32_t i = 0; i < aa_dotnet_member_ref_count(a) && *member != '\0'; i++) {
        aa_dotnet_name n = aa_dotnet_member_ref(a, i);
        found = found || is_name(&n, space, type, member);
    }
    for (uint32_t i = 0; i < aa_dotnet_type_ref_count(a) && *member == '\0'; i++) {
        aa_dotnet_name n = aa_dotnet_type_ref(a, i);
        found = found || is_name(&n, space, type, "");
    }
    return found;
}

static void an_assembly_is_read(void **state)
{
    (void)state;
    dotnet_case c = open_case();
    aa_dotnet a;
    assert_int_equal(aa_dotnet_read(c.file, &c.notes, &a), AA_OK);
    assert_int_equal(c.notes.items.count, 0);
    assert_true(aa_bytes_is(a.name, "App"));
    assert_true(aa_bytes_is(a.runtime, "v4.0.30319"));
    assert_true(has_text(&c, &a, "http://plain.example.org/login?user="));
    assert_true(has_text(&c, &a, "&note=\xe5\xaf\x86\xe7\xa2\xbc"));
    assert_true(refers(&a, "System.Net", "ServicePointManager", ""));
    assert_true(refers(&a, "System.Net", "ServicePointManager", "set_ServerCertificateValidationCallback"));
    assert_true(refers(&a, "System.Net", "WebClient", "DownloadString"));
    bool defined = false;
    for (uint32_t i = 0; i < aa_dotnet_type_count(&a); i++) {
        aa_dotnet_name n = aa_dotnet_type(&a, i);
        defined = defined || is_name(&n, "Example.Bank", "Client", "");
    }
    assert_true(defined);
    close_case(&c);
}

static void a_long_text_is_whole(void **state)
{
    (void)state;
    dotnet_case c = open_case();
    aa_dotnet a;
    size_t pos = 0;
    size_t longest = 0;
    aa_bytes utf16;
    assert_int_equal(aa_dotnet_read(c.file, &c.notes, &a), AA_OK);
    while (aa_dotnet_text(&a, &pos, &utf16))
        longest = utf16.n > longest ? utf16.n : longest;
    assert_int_equal(longest, 192 * 2);
    close_case(&c);
}

static void every_beginning_is_refused_or_read_in_part(void **state)
{
    (void)state;
    dotnet_case c = open_case();
    for (size_t n = 0; n < c.file.n; n += 61) {
        uint8_t *exact = malloc(n == 0 ? 1 : n);
        assert_non_null(exact);
        memcpy(exact, c.file.p, n);
        aa_notes notes;
        aa_notes_init(&notes, c.arena, 0);
        aa_dotnet a;
        aa_err err = aa_dotnet_read(aa_bytes_of(exact, n), &notes, &a);
        size_t pos = 0;
        aa_bytes utf16;
        while (aa_dotnet_text(&a, &pos, &utf16))
            assert_true(utf16.n < n);
        assert_true(err == AA_OK || aa_notes_has(&notes, "dotnet.pe") ||
                    aa_notes_has(&notes, "dotnet.metadata"));
        free(exact);
    }
    close_case(&c);
}

static void counts_of_rows_do_not_reach_outside(void **state)
{
    (void)state;
    dotnet_case c = open_case();
    aa_dotnet a;
    assert_int_equal(aa_dotnet_read(c.file, &c.notes, &a), AA_OK);
    uint8_t *bytes = (uint8_t *)(uintptr_t)c.file.p;
    size_t tables = (size_t)(a.tables[0].bytes.p - bytes); /* the counts are right before */
    memset(bytes + tables - 4, 0x7F, 4);
    assert_int_equal(aa_dotnet_read(c.file, &c.notes, &a), AA_OK);
    assert_true(gap(&c, "dotnet.tables"));
    assert_int_equal(aa_dotnet_member_ref_count(&a), 0);
    assert_true(has_text(&c, &a, "http://plain.example.org/login?user="));
    close_case(&c);
}

/* ---- packed ------------------------------------------------------------------------------------------- */

static byte_builder xalz(aa_bytes plain, uint32_t declared)
{
    byte_builder b = {0};
    int bound = LZ4_compressBound((int)plain.n);
    char *block = malloc((size_t)bound);
    assert_non_null(block);
    int n = LZ4_compress_default((const char *)plain.p, block, (int)plain.n, bound);
    assert_true(n > 0);
    put_bytes(&b, "XALZ", 4);
    put_u32(&b, 0);
    put_u32(&b, declared);
    put_bytes(&b, block, (size_t)n);
    free(block);
    return b;
}

static void a_compressed_assembly_is_expanded(void **state)
{
    (void)state;
    dotnet_case c = open_case();
    byte_builder b = xalz(c.file, (uint32_t)c.file.n);
    aa_bytes plain;
    assert_int_equal(aa_xalz_expand(aa_bytes_of(b.p, b.n), 1 << 20, &c.notes, &plain), AA_OK);
    assert_true(aa_bytes_equal(plain, c.file));
    free((void *)(uintptr_t)plain.p);
    assert_int_equal(aa_xalz_expand(aa_bytes_of(b.p, b.n), 100, &c.notes, &plain), AA_E_LIMIT);
    assert_true(gap(&c, "limit.entry_bytes"));
    assert_int_equal(aa_xalz_expand(aa_bytes_of(b.p, b.n / 2), 1 << 20, &c.notes, &plain), AA_E_FORMAT);
    assert_true(gap(&c, "dotnet.xalz"));
    bytes_done(&b);
    b = xalz(c.file, 0x7FFFFFFF); /* no block is that dense: nothing is allocated for it */
    assert_int_equal(aa_xalz_expand(aa_bytes_of(b.p, b.n), UINT64_MAX, &c.notes, &plain), AA_E_FORMAT);
    bytes_done(&b);
    close_case(&c);
}

/* A store with two assemblies: version 1, or with the index and the names of 2 and 3. */
static byte_builder store(uint32_t version, aa_bytes first, aa_bytes second)
{
    byte_builder b = {0};
    bool indexed = version >= 2;
    const aa_bytes data[] = {first, second};
    uint32_t index = indexed ? 2 * (version == 3 ? 13U : 12U) : 0;
    uint32_t names = indexed ? 2U * (4 + 7) : 2U * 2 * 20;
    uint32_t at = 20 + index + 2U * (indexed ? 28U : 24U) + names;
    put_bytes(&b, "XABA", 4);
    put_u32(&b, indexed ? version | 0x80010000U : version);
    put_u32(&b, 2);
    put_u32(&b, 2);
    put_u32(&b, index); /* the identifier of the store in version 1 */
    put_zeros(&b, index);
    for (size_t i = 0; i < 2; i++) {
        if (indexed)
            put_u32(&b, (uint32_t)i);
        put_u32(&b, at);
        put_u32(&b, (uint32_t)data[i].n);
        put_zeros(&b, 16);
        at += (uint32_t)data[i].n;
    }
    for (size_t i = 0; i < 2 && indexed; i++) {
        put_u32(&b, 7);
        put_bytes(&b, i == 0 ? "App.dll" : "Two.dll", 7);
    }
    if (!indexed)
        put_zeros(&b, names);
    put_bytes(&b, first.p, first.n);
    put_bytes(&b, second.p, second.n);
    return b;
}

static void compare_store(aa_bytes file, uint64_t offset, aa_bytes first, aa_bytes second, bool named)
{
    dotnet_case c = open_case();
    aa_assembly_store s;
    assert_true(aa_assembly_store_looks(file));
    assert_int_equal(aa_assembly_store_read(file, &c.notes, &s), AA_OK);
    assert_int_equal(s.offset, offset);
    assert_int_equal(s.count, 2);
    uint32_t index = 0;
    size_t names = 0;
    aa_stored_assembly a;
    assert_true(aa_assembly_store_next(&s, &index, &names, &a));
    assert_true(aa_bytes_equal(a.data, first));
    assert_true(aa_bytes_is(a.name, named ? "App.dll" : ""));
    assert_true(aa_assembly_store_next(&s, &index, &names, &a));
    assert_true(aa_bytes_equal(a.data, second));
    assert_true(aa_bytes_is(a.name, named ? "Two.dll" : ""));
    assert_ptr_equal(file.p + a.offset, a.data.p);
    assert_false(aa_assembly_store_next(&s, &index, &names, &a));
    close_case(&c);
}

static void stores_of_each_version_are_read(void **state)
{
    (void)state;
    dotnet_case c = open_case();
    aa_bytes two = aa_bytes_of("MZ two", 6);
    for (uint32_t version = 1; version <= 3; version++) {
        byte_builder b = store(version, c.file, two);
        compare_store(aa_bytes_of(b.p, b.n), 0, c.file, two, version > 1);
        byte_builder library = {0}; /* behind what a library begins with */
        put_bytes(&library, "\177ELF", 4);
        put_zeros(&library, 16384 - 4);
        put_bytes(&library, b.p, b.n);
        compare_store(aa_bytes_of(library.p, library.n), 16384, c.file, two, version > 1);
        bytes_done(&library);
        bytes_done(&b);
    }
    close_case(&c);
}

static void damaged_stores_are_told(void **state)
{
    (void)state;
    dotnet_case c = open_case();
    aa_assembly_store s;
    byte_builder b = store(2, c.file, c.file);
    patch_u32(&b, 8, 0x7FFFFFFF);
    assert_int_equal(aa_assembly_store_read(aa_bytes_of(b.p, b.n), &c.notes, &s), AA_E_FORMAT);
    assert_true(gap(&c, "dotnet.store"));
    patch_u32(&b, 8, 2);
    patch_u32(&b, 4, 7);
    assert_int_equal(aa_assembly_store_read(aa_bytes_of(b.p, b.n), &c.notes, &s), AA_E_UNSUPPORTED);
    patch_u32(&b, 4, 2);
    patch_u32(&b, 20 + 24 + 4, 0xFFFFFF00); /* where the first begins */
    assert_int_equal(aa_assembly_store_read(aa_bytes_of(b.p, b.n), &c.notes, &s), AA_OK);
    uint32_t index = 0;
    size_t names = 0;
    aa_stored_assembly a;
    assert_true(aa_assembly_store_next(&s, &index, &names, &a));
    assert_int_equal(a.data.n, 0);
    assert_true(aa_assembly_store_next(&s, &index, &names, &a));
    assert_true(aa_bytes_equal(a.data, c.file));
    bytes_done(&b);
    close_case(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_assembly_is_read),
        cmocka_unit_test(a_long_text_is_whole),
        cmocka_unit_test(every_beginning_is_refused_or_read_in_part),
        cmocka_unit_test(counts_of_rows_do_not_reach_outside),
        cmocka_unit_test(a_compressed_assembly_is_expanded),
        cmocka_unit_test(stores_of_each_version_are_read),
        cmocka_unit_test(damaged_stores_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
