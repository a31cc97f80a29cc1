/* Rule files: how many elements are read. Which variants count is tested with a built app. */
#include <stdlib.h>

#include "facts/variants.h"
#include "support/axml_builder.h"
#include "support/test.h"
#include "support/tree.h"
#include "support/zip_builder.h"

/* A document of |elements| elements as the only member of the part. */
static void put_document(test_source *t, size_t elements)
{
    axml_builder *b = calloc(1, sizeof(*b));
    assert_non_null(b);
    axml_start(b, "paths", NULL, 0);
    for (size_t i = 1; i < elements; i++) {
        axml_start(b, "p", NULL, 0);
        axml_end(b, "p");
    }
    axml_end(b, "paths");
    aa_bytes document = axml_finish(b);
    zb_entry entry = zb_stored("res/xml/paths.xml", document);
    aa_bytes archive = zb_build(t->source.arena, &entry, 1, NULL);
    assert_int_equal(aa_zip_open(t->source.arena, archive, 34, &t->limits, &t->notes, &t->package_part.zip),
                     AA_OK);
    free((void *)(uintptr_t)document.p);
    free(b);
}

static bool opens(test_source *t, size_t elements)
{
    aa_package package = {.budget_left = t->limits.total_bytes};
    aa_source_file file = {.part = &t->part, .member = "res/xml/paths.xml"};
    aa_source_doc doc;
    t->source.package = &package;
    put_document(t, elements);
    bool opened = aa_variants_open(&t->source, AA_AREA_RESOURCES, &file, &doc);
    if (opened)
        aa_source_close(&doc);
    assert_int_equal(aa_source_status(&t->source), AA_OK);
    return opened;
}

static void as_many_elements_as_the_limit_are_read(void **state)
{
    (void)state;
    test_source t;
    assert_true(test_source_init(&t));
    assert_true(opens(&t, AA_MAX_RULE_ELEMENTS));
    assert_int_equal(t.source.gaps.count, 0);
    test_source_done(&t);
}

static void one_element_more_is_a_gap(void **state)
{
    (void)state;
    test_source t;
    assert_true(test_source_init(&t));
    assert_false(opens(&t, AA_MAX_RULE_ELEMENTS + 1));
    assert_int_equal(t.source.gaps.count, 1);
    assert_string_equal(((const aa_gap *)t.source.gaps.items)->code, "limit.rule_elements");
    assert_int_equal(t.source.area[AA_AREA_RESOURCES], AA_AREA_PARTIAL);
    test_source_done(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_many_elements_as_the_limit_are_read),
        cmocka_unit_test(one_element_more_is_a_gap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
