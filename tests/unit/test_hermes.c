/* Hermes bytecode of three releases against what their own disassembler says; damage; bounds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "decode/hermes.h"
#include "support/test.h"

typedef struct hermes_case {
    aa_arena *arena;
    aa_notes notes;
    aa_limits limits;
    uint8_t *bytes; /* an exact copy, so that a read behind it is seen */
    size_t n;
    aa_hermes hermes;
    aa_err err;
} hermes_case;

static aa_bytes fixture(const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/fixtures/hermes/%s", TEST_SOURCE_DIR, name);
    return test_read_file(path);
}

static hermes_case open_case(const char *name)
{
    aa_bytes file = fixture(name);
    hermes_case c = {.arena = aa_arena_new(), .limits = AA_LIMITS_INIT, .n = file.n};
    assert_non_null(c.arena);
    c.bytes = (uint8_t *)(uintptr_t)file.p;
    return c;
}

/* Reads the first |n| bytes. */
static void read_case(hermes_case *c, size_t n)
{
    uint8_t *exact = malloc(n == 0 ? 1 : n);
    assert_non_null(exact);
    memcpy(exact, c->bytes, n);
    aa_notes_init(&c->notes, c->arena, 0);
    c->err = aa_hermes_read(aa_bytes_of(exact, n), &c->limits, &c->notes, &c->hermes);
    aa_hermes_walk walk = {0};
    aa_hermes_string s;
    volatile uint8_t sum = 0;
    while (aa_hermes_next(&c->hermes, &walk, &s))
        for (size_t i = 0; i < s.bytes.n; i++)
            sum ^= s.bytes.p[i];
    for (uint32_t i = 0; i < c->hermes.function_count; i++)
        sum ^= (uint8_t)aa_hermes_function_at(&c->hermes, i).name;
    (void)sum;
    free(c->bytes);
    c->bytes = exact;
}

static void close_case(hermes_case *c)
{
    aa_arena_free(c->arena);
    free(c->bytes);
}

static bool noted(const hermes_case *c, aa_note_kind kind, const char *code)
{
    return aa_notes_count(&c->notes, code, kind) > 0;
}

static void poke(hermes_case *c, size_t at, uint32_t value)
{
    for (unsigned i = 0; i < 4; i++)
        c->bytes[at + i] = (uint8_t)(value >> 8 * i);
}

/* ---- against the disassembler ------------------------------------------------------------------------ */

/* "\xC6\x5B": how it writes the bytes of UTF-16. */
static void show(const aa_hermes_string *s, char *out, size_t size)
{
    size_t n = 0;
    for (size_t i = 0; i < s->bytes.n && n + 5 < size; i++) {
        if (s->utf16)
            n += (size_t)snprintf(out + n, size - n, "\\x%02X", s->bytes.p[i]);
        else
            out[n++] = (char)s->bytes.p[i];
    }
    out[n] = '\0';
}

static void compare_string(const aa_hermes *h, aa_hermes_walk *walk, const char *line)
{
    char kind = 0, encoding[8], rest[1024], shown[1024];
    unsigned index = 0, first = 0, hash = 0;
    int used = 0;
    assert_int_equal(sscanf(line, "string %c %u %7s %u%n", &kind, &index, encoding, &first, &used), 4);
    const char *p = line + used + 1;
    if (kind == 'i') {
        assert_int_equal(sscanf(p, "%X%n", &hash, &used), 1);
        p += used;
    }
    snprintf(rest, sizeof rest, "%s", *p == ' ' ? p + 1 : p);
    aa_hermes_string s;
    assert_int_equal(walk->next, index);
    assert_true(aa_hermes_next(h, walk, &s));
    show(&s, shown, sizeof shown);
    assert_string_equal(shown, rest);
    assert_int_equal(s.identifier, kind == 'i');
    assert_int_equal(s.utf16, strcmp(encoding, "UTF-16") == 0);
    assert_int_equal(s.hash, hash);
    assert_int_equal(s.offset - (uint64_t)(h->storage.p - h->file.p), first);
}

static void compare_function(const aa_hermes *h, uint32_t index, const char *name)
{
    char shown[256];
    aa_hermes_function f = aa_hermes_function_at(h, index);
    assert_false(f.bad);
    assert_true(f.size > 0 && f.offset > 128);
    aa_hermes_string s = aa_hermes_string_at(h, f.name);
    show(&s, shown, sizeof shown);
    assert_string_equal(shown, name);
}

static void compare(uint32_t version)
{
    char name[32];
    snprintf(name, sizeof name, "v%u.hbc", version);
    hermes_case c = open_case(name);
    read_case(&c, c.n);
    assert_int_equal(c.err, AA_OK);
    assert_int_equal(c.hermes.version, version);
    assert_true(c.hermes.intact);
    assert_int_equal(c.notes.items.count, 0);

    snprintf(name, sizeof name, "v%u.txt", version);
    aa_bytes expected = fixture(name);
    char *text = calloc(1, expected.n + 1);
    assert_non_null(text);
    memcpy(text, expected.p, expected.n);
    aa_hermes_walk walk = {0};
    uint32_t functions = 0;
    char *rest = NULL;
    for (char *line = strtok_r(text, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
        if (strncmp(line, "function ", 9) == 0)
            compare_function(&c.hermes, functions++, line + 9);
        else
            compare_string(&c.hermes, &walk, line);
    }
    assert_int_equal(walk.next, c.hermes.string_count);
    assert_int_equal(functions, c.hermes.function_count);
    free(text);
    free((void *)(uintptr_t)expected.p);
    close_case(&c);
}

static void releases_are_read(void **state)
{
    (void)state;
    compare(84);
    compare(96);
    compare(99);
}

/* ---- damage ------------------------------------------------------------------------------------------- */

static void truncation_is_a_gap(void **state)
{
    (void)state;
    for (size_t n = 0; n < 1400; n += 7) {
        hermes_case c = open_case("v96.hbc");
        read_case(&c, n);
        assert_int_equal(c.err, AA_E_FORMAT);
        assert_true(noted(&c, AA_NOTE_GAP, n < 8 ? "hermes.magic" : "hermes.truncated"));
        close_case(&c);
    }
}

static void what_follows_is_not_read(void **state)
{
    (void)state;
    hermes_case c = open_case("v96.hbc");
    c.bytes = realloc(c.bytes, c.n + 100);
    assert_non_null(c.bytes);
    memset(c.bytes + c.n, 0xFF, 100);
    read_case(&c, c.n + 100);
    assert_int_equal(c.err, AA_OK);
    assert_true(c.hermes.intact);
    assert_int_equal(c.hermes.file.n, c.n);
    close_case(&c);
}

static void changed_bytes_do_not_fit_the_hash(void **state)
{
    (void)state;
    hermes_case c = open_case("v99.hbc");
    c.bytes[c.n - 30] ^= 1;
    read_case(&c, c.n);
    assert_int_equal(c.err, AA_OK);
    assert_false(c.hermes.intact);
    assert_true(noted(&c, AA_NOTE_ANOMALY, "hermes.hash"));
    close_case(&c);
}

static void counts_do_not_reach_outside(void **state)
{
    (void)state;
    static const size_t at[] = {40, 44, 48, 52, 56, 60};
    for (size_t i = 0; i < sizeof at / sizeof at[0]; i++) {
        hermes_case c = open_case("v84.hbc");
        poke(&c, at[i], 0x7FFFFFFF);
        read_case(&c, c.n);
        assert_int_equal(c.err, AA_E_FORMAT);
        assert_true(noted(&c, AA_NOTE_GAP, "hermes.bounds"));
        assert_int_equal(c.hermes.string_count, 0);
        close_case(&c);
    }
}

static void a_length_beyond_the_file_is_refused(void **state)
{
    (void)state;
    hermes_case c = open_case("v84.hbc");
    poke(&c, 32, 0x7FFFFFFF);
    read_case(&c, c.n);
    assert_int_equal(c.err, AA_E_FORMAT);
    assert_true(noted(&c, AA_NOTE_GAP, "hermes.truncated"));
    close_case(&c);
}

static void strings_and_functions_outside_are_told(void **state)
{
    (void)state;
    hermes_case c = open_case("v96.hbc");
    read_case(&c, c.n);
    size_t entries = (size_t)(c.hermes.entries.p - c.hermes.file.p);
    poke(&c, entries + 4, 0xFFFFFFFE); /* an index behind the overflow table */
    poke(&c, entries + 8, 0x80FFFFFE); /* an offset behind the storage */
    poke(&c, 128, 0xFFFFFFFF);         /* code behind the file */
    poke(&c, 128 + 16, 0);
    poke(&c, 128 + 16 + 12, 0x20FFFFFF); /* the long header of the second lies outside */
    poke(&c, 128 + 16 + 8, 0x01FFFFFF);
    read_case(&c, c.n);
    assert_int_equal(c.err, AA_OK);
    assert_int_equal(c.hermes.bad_strings, 2);
    assert_int_equal(c.hermes.bad_functions, 2);
    assert_true(noted(&c, AA_NOTE_GAP, "hermes.string_bounds"));
    assert_true(noted(&c, AA_NOTE_GAP, "hermes.function_bounds"));
    close_case(&c);
}

static void newer_versions_are_read_when_they_fit(void **state)
{
    (void)state;
    hermes_case c = open_case("v99.hbc");
    poke(&c, 8, 150);
    read_case(&c, c.n);
    assert_int_equal(c.err, AA_OK);
    assert_true(noted(&c, AA_NOTE_ANOMALY, "hermes.version_unknown"));
    assert_int_equal(c.hermes.bad_strings, 0);
    close_case(&c);

    c = open_case("v84.hbc"); /* with functions of 16 bytes, which no newer version has */
    poke(&c, 8, 9999);
    read_case(&c, c.n);
    assert_int_equal(c.err, AA_E_UNSUPPORTED);
    assert_true(noted(&c, AA_NOTE_ANOMALY, "hermes.version_unknown"));
    close_case(&c);
}

static void delta_files_are_not_read(void **state)
{
    (void)state;
    hermes_case c = open_case("v84.hbc");
    for (size_t i = 0; i < 8; i++)
        c.bytes[i] ^= 0xFF;
    read_case(&c, c.n);
    assert_int_equal(c.err, AA_E_UNSUPPORTED);
    assert_true(noted(&c, AA_NOTE_ANOMALY, "hermes.delta"));
    close_case(&c);
}

static void limits_are_told(void **state)
{
    (void)state;
    hermes_case c = open_case("v84.hbc");
    c.limits.hermes_items = 10;
    read_case(&c, c.n);
    assert_int_equal(c.err, AA_E_LIMIT);
    assert_true(noted(&c, AA_NOTE_GAP, "limit.hermes_items"));
    close_case(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(releases_are_read),
        cmocka_unit_test(truncation_is_a_gap),
        cmocka_unit_test(what_follows_is_not_read),
        cmocka_unit_test(changed_bytes_do_not_fit_the_hash),
        cmocka_unit_test(counts_do_not_reach_outside),
        cmocka_unit_test(a_length_beyond_the_file_is_refused),
        cmocka_unit_test(strings_and_functions_outside_are_told),
        cmocka_unit_test(newer_versions_are_read_when_they_fit),
        cmocka_unit_test(delta_files_are_not_read),
        cmocka_unit_test(limits_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
