/* Compiled nibs in both encodings: what they say, what is refused, limits. */
#include <stdio.h>
#include <stdlib.h>

#include "decode/nib.h"
#include "support/byte_builder.h"
#include "support/fail_alloc.h"
#include "support/test.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

typedef struct nib_case {
    aa_arena *arena;
    aa_notes notes;
    const aa_nib *nibs;
    size_t count;
    aa_err err;
    uint8_t *bytes; /* an exact copy, so that a read behind it is seen */
} nib_case;

static nib_case read_with(aa_bytes data, const aa_limits *limits)
{
    nib_case c = {.arena = aa_arena_new(), .bytes = malloc(data.n == 0 ? 1 : data.n)};
    assert_non_null(c.arena);
    assert_non_null(c.bytes);
    memcpy(c.bytes, data.p, data.n);
    aa_notes_init(&c.notes, c.arena, 0);
    c.err = aa_nib_read(c.arena, (aa_bytes){c.bytes, data.n}, limits, &c.notes, &c.nibs, &c.count);
    assert_int_equal(c.err == AA_OK, c.count > 0);
    return c;
}

static nib_case read_bytes(aa_bytes data)
{
    aa_limits limits = AA_LIMITS_INIT;
    return read_with(data, &limits);
}

static void release(nib_case *c)
{
    aa_arena_free(c->arena);
    free(c->bytes);
}

static bool has_gap(const nib_case *c, const char *code)
{
    return aa_notes_count(&c->notes, code, AA_NOTE_GAP) > 0;
}

static aa_bytes made(const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/nib/%s", TEST_BINARY_DIR, name);
    return test_read_file(path);
}

static void free_bytes(aa_bytes data)
{
    free((void *)(uintptr_t)data.p);
}

static int make_nibs(void **state)
{
    (void)state;
    char command[1024];
    snprintf(command, sizeof command, "'%s/fixtures/plist/make_nibs' '%s/nib'", TEST_SOURCE_DIR,
             TEST_BINARY_DIR);
    return system(command);
}

/* Runs |check| on the screen in both encodings. */
static void on_both(void (*check)(const nib_case *c))
{
    static const char *const files[] = {"login.nib", "login.keyed.nib"};
    for (size_t i = 0; i < COUNT(files); i++) {
        aa_bytes data = made(files[i]);
        nib_case c = read_bytes(data);
        free_bytes(data);
        assert_int_equal(c.err, AA_OK);
        assert_int_equal(c.notes.items.count, 0);
        assert_int_equal(c.nibs[0].keyed, i == 1);
        check(&c);
        release(&c);
    }
}

static void assert_class(const aa_nib *nib, uint32_t object, const char *name)
{
    assert_true(aa_bytes_is(aa_nib_class_of(nib, object), name));
}

/* ---- what a screen says ---- */

static void check_fields(const nib_case *c)
{
    const aa_nib *nib = &c->nibs[0];
    assert_int_equal(nib->field_count, 3);
    const aa_nib_field *name = &nib->fields[0];
    assert_string_equal(name->class_name, "UITextField");
    assert_int_equal(name->secure, AA_NIB_UNSET);
    assert_int_equal(name->autocorrection, 1);
    assert_int_equal(name->spell_checking, 1);
    assert_int_equal(name->capitalization, AA_NIB_UNSET);
    assert_int_equal(name->keyboard, 7);
    assert_string_equal(name->content_type, "username");
    assert_string_equal(name->placeholder, "Account");
    assert_string_equal(name->outlet, "nameField");
    const aa_nib_field *secret = &nib->fields[1];
    assert_string_equal(secret->class_name, "_TtC4Bank11SecretField");
    assert_string_equal(secret->base, "UITextField");
    assert_int_equal(secret->secure, 1);
    assert_null(secret->content_type);
    assert_string_equal(secret->outlet, "passwordField");
    const aa_nib_field *later = &nib->fields[2];
    assert_string_equal(later->base, "UITextView");
    assert_string_equal(later->text, "Write");
    assert_int_equal(later->secure, 1); /* by a runtime attribute */
    assert_null(later->outlet);
}

static void fields_have_their_traits(void **state)
{
    (void)state;
    on_both(check_fields);
}

static void check_classes(const nib_case *c)
{
    const aa_nib *nib = &c->nibs[0];
    assert_int_equal(nib->class_count, 2); /* one that swaps for itself is none */
    assert_string_equal(nib->classes[0].module, "Bank");
    assert_string_equal(nib->classes[0].plain, "SecretField");
    assert_string_equal(nib->classes[0].base, "UITextField");
    assert_string_equal(nib->classes[1].name, "App.LoginController");
    assert_string_equal(nib->classes[1].module, "App");
    assert_string_equal(nib->classes[1].plain, "LoginController");
    assert_int_equal(nib->segue_count, 1);
    assert_string_equal(nib->segues[0].class_name, "UIStoryboardShowSegueTemplate");
    assert_string_equal(nib->segues[0].identifier, "next");
    assert_string_equal(nib->segues[0].destination, "UIViewController-abc-12-xyz");
    assert_null(nib->segues[0].action);
    assert_int_equal(nib->scene_count, 1);
    assert_string_equal(nib->scenes[0].class_name, "App.LoginController");
    assert_string_equal(nib->scenes[0].identifier, "login");
    assert_string_equal(nib->scenes[0].nib_name, "abc-view");
}

static void classes_and_scenes_are_named(void **state)
{
    (void)state;
    on_both(check_classes);
}

static void check_links(const nib_case *c)
{
    const aa_nib *nib = &c->nibs[0];
    assert_int_equal(nib->link_count, 4);
    assert_int_equal(nib->links[1].kind, AA_NIB_OUTLET);
    assert_class(nib, nib->links[1].destination, "_TtC4Bank11SecretField");
    assert_int_equal(nib->links[2].kind, AA_NIB_ACTION);
    assert_string_equal(nib->links[2].label, "login:");
    assert_class(nib, nib->links[2].source, "UIButton");
    assert_class(nib, nib->links[2].destination, "UIProxyObject");
    assert_int_equal(nib->links[2].events, 64);
    assert_int_equal(nib->links[3].destination, AA_NIB_NONE);
    assert_int_equal(nib->attribute_count, 2);
    assert_string_equal(nib->attributes[0].key_path, "isSecureTextEntry");
    assert_int_equal(nib->attributes[0].kind, AA_NIB_BOOL);
    assert_int_equal(nib->attributes[0].integer, 1);
    assert_class(nib, nib->attributes[1].object, "UITextView");
    assert_int_equal(nib->attributes[1].kind, AA_NIB_BYTES);
    assert_string_equal(nib->attributes[1].text, "hello");
}

static void connections_and_attributes_are_followed(void **state)
{
    (void)state;
    on_both(check_links);
}

static void check_inner(const nib_case *c)
{
    assert_int_equal(c->count, 2);
    assert_int_equal(c->nibs[0].outer, AA_NIB_NONE);
    const aa_nib *cell = &c->nibs[1];
    assert_int_equal(cell->outer, 0);
    assert_int_equal(cell->field_count, 1);
    assert_int_equal(cell->fields[0].secure, 0);
    assert_int_equal(cell->fields[0].autocorrection, 2);
}

static void a_nib_inside_a_nib_is_read(void **state)
{
    (void)state;
    on_both(check_inner);
}

/* ---- what is refused ---- */

static void what_is_no_nib_says_so(void **state)
{
    (void)state;

    static const struct {
        const char *bytes;
        size_t n;
        aa_err err;
        const char *code;
    } cases[] = {
        {"", 0, AA_E_UNSUPPORTED, "nib.unknown"},        {"streamtyped", 11, AA_E_UNSUPPORTED, "nib.unknown"},
        {"<dict/>", 7, AA_E_UNSUPPORTED, "nib.unknown"}, {"<dict>", 6, AA_E_FORMAT, "plist.format"},
        {"NIBArchive", 10, AA_E_FORMAT, "nib.format"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        nib_case c = read_bytes(aa_bytes_of(cases[i].bytes, cases[i].n));
        assert_int_equal(c.err, cases[i].err);
        assert_true(has_gap(&c, cases[i].code));
        release(&c);
    }
}

/* Every prefix and every changed byte must be read or refused with a gap, within bounds. */
static void damage_is_refused(void **state)
{
    (void)state;
    aa_bytes data = made("login.nib");
    for (size_t n = 10; n < data.n; n++) {
        nib_case c = read_bytes((aa_bytes){data.p, n});
        assert_int_equal(c.err, AA_E_FORMAT);
        assert_true(has_gap(&c, "nib.format"));
        release(&c);
    }
    uint8_t *copy = malloc(data.n);
    assert_non_null(copy);
    size_t refused = 0;
    for (size_t i = 10; i < data.n; i++) {
        memcpy(copy, data.p, data.n);
        copy[i] ^= 0xFF;
        nib_case c = read_bytes((aa_bytes){copy, data.n});
        assert_true(c.err == AA_OK || c.notes.items.count > 0);
        refused += c.err != AA_OK;
        release(&c);
    }
    assert_true(refused > data.n / 4);
    free(copy);
    free_bytes(data);
}

static void later_versions_are_not_guessed_at(void **state)
{
    (void)state;
    aa_bytes data = made("login.nib");
    ((uint8_t *)(uintptr_t)data.p)[14] = 11;
    nib_case c = read_bytes(data);
    assert_int_equal(c.err, AA_E_UNSUPPORTED);
    assert_true(has_gap(&c, "nib.version"));
    release(&c);
    free_bytes(data);
}

/* ---- limits ---- */

static void each_limit_ends_the_reading_and_says_so(void **state)
{
    (void)state;
    static const char *const files[] = {"login.nib", "login.keyed.nib"};
    for (size_t i = 0; i < 2 * 4; i++) {
        aa_bytes data = made(files[i % 2]);
        aa_limits limits = AA_LIMITS_INIT;
        const char *code = "limit.plist_nodes";
        if (i / 2 == 0)
            limits.plist_nodes = 20;
        if (i / 2 == 1) {
            limits.plist_refs = 40;
            code = "limit.plist_refs";
        }
        if (i / 2 == 2) {
            limits.plist_text = 50;
            code = "limit.plist_text";
        }
        if (i / 2 == 3) {
            limits.plist_bytes = data.n - 1;
            code = "limit.plist_bytes";
        }
        nib_case c = read_with(data, &limits);
        assert_int_equal(c.err, AA_E_LIMIT);
        assert_true(has_gap(&c, code));
        release(&c);
        free_bytes(data);
    }
}

static void nibs_too_deep_are_a_gap(void **state)
{
    (void)state;
    aa_bytes data = made("login.nib");
    aa_limits limits = AA_LIMITS_INIT;
    limits.nesting = 0;
    nib_case c = read_with(data, &limits);
    assert_int_equal(c.err, AA_OK);
    assert_int_equal(c.count, 1);
    assert_true(has_gap(&c, "limit.nib_nested"));
    release(&c);
    free_bytes(data);
}

static void put_number(byte_builder *b, uint32_t value)
{
    for (; value > 127; value >>= 7)
        put_u8(b, value & 127);
    put_u8(b, value | 128);
}

/* 20,000 connections that name each other and share 100 values: no work is done twice for one object. */
static void shared_values_do_not_multiply(void **state)
{
    (void)state;
    const uint32_t objects = 20000;
    const uint32_t values = 100;
    byte_builder b = {0};
    put_bytes(&b, "NIBArchive\1\0\0\0\11\0\0\0", 18);
    put_zeros(&b, 32);
    size_t at[4];
    at[0] = b.n;
    for (uint32_t i = 0; i < objects; i++) {
        put_number(&b, 0);
        put_number(&b, 0);
        put_number(&b, values);
    }
    at[1] = b.n;
    put_number(&b, 7);
    put_bytes(&b, "UILabel", 7);
    at[2] = b.n;
    for (uint32_t i = 0; i < values; i++) {
        put_number(&b, 0);
        put_u8(&b, 10);
        put_u32(&b, i);
    }
    at[3] = b.n;
    put_number(&b, 25);
    put_number(&b, 0);
    put_bytes(&b, "UIRuntimeOutletConnection", 25);
    const uint32_t counts[4] = {objects, 1, values, 1};
    for (size_t i = 0; i < 4; i++) {
        patch_u32(&b, 18 + 8 * i, counts[i]);
        patch_u32(&b, 22 + 8 * i, (uint32_t)at[i]);
    }
    nib_case c = read_bytes((aa_bytes){b.p, b.n});
    assert_int_equal(c.err, AA_OK);
    assert_int_equal(c.nibs[0].link_count, objects);
    assert_null(c.nibs[0].links[5].label);
    release(&c);
    bytes_done(&b);
}

static bool read_once(void *context)
{
    const aa_bytes *data = context;
    aa_arena *arena = aa_arena_new();
    if (arena == NULL)
        return false;
    aa_limits limits = AA_LIMITS_INIT;
    aa_notes notes;
    aa_notes_init(&notes, arena, 0);
    const aa_nib *nibs = NULL;
    size_t count = 0;
    aa_err err = aa_nib_read(arena, *data, &limits, &notes, &nibs, &count);
    assert_true(err == AA_OK || err == AA_E_NOMEM);
    assert_true(err == AA_OK || notes.failed);
    aa_arena_free(arena);
    return err == AA_OK;
}

static void each_allocation_may_fail(void **state)
{
    (void)state;
    static const char *const files[] = {"login.nib", "login.keyed.nib"};
    for (size_t i = 0; i < COUNT(files); i++) {
        aa_bytes data = made(files[i]);
        assert_true(test_each_allocation_fails(read_once, &data, 0) >= 10);
        free_bytes(data);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_have_their_traits),
        cmocka_unit_test(classes_and_scenes_are_named),
        cmocka_unit_test(connections_and_attributes_are_followed),
        cmocka_unit_test(a_nib_inside_a_nib_is_read),
        cmocka_unit_test(what_is_no_nib_says_so),
        cmocka_unit_test(damage_is_refused),
        cmocka_unit_test(later_versions_are_not_guessed_at),
        cmocka_unit_test(each_limit_ends_the_reading_and_says_so),
        cmocka_unit_test(nibs_too_deep_are_a_gap),
        cmocka_unit_test(shared_values_do_not_multiply),
        cmocka_unit_test(each_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, make_nibs, NULL);
}
