#include "code/shape.h"

#include <stdio.h>
#include <stdlib.h>

#include "support/fail_alloc.h"
#include "support/program_case.h"
#include "support/test.h"

typedef struct shape_case {
    program_case program;
    aa_shapes *shapes;
} shape_case;

static void begin(shape_case *t, const char *name)
{
    program_case_begin(&t->program, name);
    assert_int_equal(aa_shapes_find(t->program.program, &t->shapes), AA_OK);
    assert_true(aa_shapes_complete(t->shapes));
}

static void end(shape_case *t)
{
    aa_shapes_free(t->shapes);
    program_case_end(&t->program);
}

/* "kind part named|shape|text class or method [field]" */
static void put(const aa_program *p, const aa_shape *shape, aa_str *s)
{
    const char *how = shape->by_name ? "named" : shape->sure ? "shape" : "text";
    aa_str_printf(s, "%s %s %s ", aa_shape_name(shape->kind), aa_shape_part_name(shape->part), how);
    if (shape->method != AA_NO_ID)
        aa_method_put(p, shape->method, s);
    else
        aa_mutf8_put(s, aa_program_type(p, shape->type)->descriptor);
    if (shape->field != AA_NO_ID) {
        aa_str_put(s, " [");
        aa_mutf8_put(s, aa_program_field(p, shape->field)->name);
        aa_str_put(s, "]");
    }
}

/* All shapes of a program, a line each, are those of fixtures/code/<name>/shapes.txt. */
static void assert_shapes(const char *name)
{
    shape_case t;
    begin(&t, name);
    aa_str s;
    aa_str_init(&s, 1 << 16);
    const aa_shape *shapes = NULL;
    size_t count = aa_shapes_all(t.shapes, &shapes);
    for (size_t i = 0; i < count; i++) {
        put(t.program.program, &shapes[i], &s);
        aa_str_putc(&s, '\n');
    }
    assert_true(aa_str_ok(&s));
    char path[4096];
    int n = snprintf(path, sizeof path, "%s/fixtures/code/%s/shapes.txt", TEST_SOURCE_DIR, name);
    assert_true(n > 0 && (size_t)n < sizeof path);
    aa_bytes expected = test_read_file(path);
    if (!aa_bytes_is(expected, s.ptr))
        fail_msg("%s is not:\n%s", path, s.ptr);
    free((void *)(uintptr_t)expected.p);
    aa_str_done(&s);
    end(&t);
}

/* ---- the same library under its own names, and renamed ------------------------------------------------- */

static void libraries_go_by_their_names(void **state)
{
    (void)state;
    assert_shapes("shape_named");
}

static void renamed_libraries_are_recognised(void **state)
{
    (void)state;
    assert_shapes("shape_renamed");
}

/* A banner in the connection is no pinner; an inlined setter leaves its field; texts elsewhere say nothing.
 */
static void what_was_merged_is_told_as_far_as_it_is_left(void **state)
{
    (void)state;
    assert_shapes("shape_merged");
}

/* ---- questions ------------------------------------------------------------------------------------------
 */

static void a_text_says_what_gave_a_class_away(void **state)
{
    (void)state;
    shape_case t;
    begin(&t, "shape_renamed");
    const aa_shape *shapes = NULL;
    assert_int_equal(aa_shapes_of(t.shapes, AA_SHAPE_OKHTTP_PINNER, &shapes), 2);
    assert_true(aa_bytes_is(shapes[0].anchor, "Certificate pinning failure!"));
    assert_int_equal(aa_shapes_of(t.shapes, AA_SHAPE_OKHTTP_PINNER_BUILDER, &shapes), 3);
    assert_int_equal(shapes[0].anchor.n, 0);
    assert_int_equal(aa_shapes_of(t.shapes, AA_SHAPE_MMKV, &shapes), 0);
    end(&t);
}

static void a_method_and_a_class_are_found_again(void **state)
{
    (void)state;
    shape_case t;
    begin(&t, "shape_named");
    aa_method_id add = program_case_method(&t.program, "Lokhttp3/CertificatePinner$Builder;->add");
    const aa_shape *shape = aa_shape_of_method(t.shapes, add);
    assert_non_null(shape);
    assert_int_equal(shape->kind, AA_SHAPE_OKHTTP_PINNER_BUILDER);
    assert_int_equal(shape->part, AA_PART_ADD);
    assert_null(aa_shape_of_method(t.shapes, program_case_method(&t.program, "Lokhttp3/Address;-><init>")));
    assert_null(aa_shape_of_method(t.shapes, AA_NO_ID));
    aa_type_id client = program_case_type(&t.program, "Lokhttp3/OkHttpClient;");
    shape = aa_shape_of_type(t.shapes, AA_SHAPE_OKHTTP_CLIENT, client);
    assert_non_null(shape);
    assert_int_equal(shape->type, client);
    assert_null(aa_shape_of_type(t.shapes, AA_SHAPE_OKHTTP_CLIENT_BUILDER, client));
    assert_null(aa_shape_of_type(t.shapes, AA_SHAPE_OKHTTP_CLIENT, AA_NO_ID));
    end(&t);
}

/* Where a text stands is no class of the library. */
static void a_literal_is_no_class(void **state)
{
    (void)state;
    shape_case t;
    begin(&t, "shape_merged");
    aa_type_id connection = program_case_type(&t.program, "Lx/Connection;");
    assert_null(aa_shape_of_type(t.shapes, AA_SHAPE_OKHTTP_PINNER, connection));
    aa_type_id pinner = program_case_type(&t.program, "Lx/Pinner;");
    assert_non_null(aa_shape_of_type(t.shapes, AA_SHAPE_OKHTTP_PINNER, pinner));
    end(&t);
}

static void each_kind_and_part_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int i = 0; i < AA_SHAPE_COUNT; i++) {
        assert_non_null(aa_shape_name((aa_shape_kind)i));
        for (int k = 0; k < i; k++)
            assert_string_not_equal(aa_shape_name((aa_shape_kind)i), aa_shape_name((aa_shape_kind)k));
    }
    for (int i = 0; i < AA_PART_COUNT; i++) {
        const char *name = aa_shape_part_name((aa_shape_part)i);
        assert_non_null(name);
        for (int k = 0; k < i; k++)
            assert_string_not_equal(name, aa_shape_part_name((aa_shape_part)k));
    }
    assert_string_equal(aa_shape_name(AA_SHAPE_COUNT), "");
    assert_string_equal(aa_shape_part_name(AA_PART_COUNT), "");
}

static bool find_again(void *context)
{
    const program_case *t = context;
    aa_shapes *shapes = NULL;
    aa_err err = aa_shapes_find(t->program, &shapes);
    assert_true(err == AA_OK || (err == AA_E_NOMEM && shapes == NULL));
    aa_shapes_free(shapes);
    return err == AA_OK;
}

static void memory_may_run_out(void **state)
{
    (void)state;
    program_case t;
    program_case_begin(&t, "shape_renamed");
    assert_true(test_each_allocation_fails(find_again, &t, 0) > 2);
    program_case_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(libraries_go_by_their_names),
        cmocka_unit_test(renamed_libraries_are_recognised),
        cmocka_unit_test(what_was_merged_is_told_as_far_as_it_is_left),
        cmocka_unit_test(a_text_says_what_gave_a_class_away),
        cmocka_unit_test(a_method_and_a_class_are_found_again),
        cmocka_unit_test(a_literal_is_no_class),
        cmocka_unit_test(each_kind_and_part_has_a_name_of_its_own),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
