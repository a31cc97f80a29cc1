#include "base/tsv.h"
#include "support/test.h"

static aa_tsv of(const char *text)
{
    return aa_tsv_of(aa_bytes_of(text, strlen(text)));
}

static void comments_and_empty_lines_are_no_rows(void **state)
{
    (void)state;
    aa_tsv t = of("# head\n\na\tb\n#c\nd");
    aa_bytes f[2];
    assert_true(aa_tsv_next(&t, f, 2));
    assert_true(aa_bytes_is(f[0], "a"));
    assert_true(aa_bytes_is(f[1], "b"));
    assert_true(aa_tsv_next(&t, f, 2));
    assert_true(aa_bytes_is(f[0], "d"));
    assert_false(aa_tsv_next(&t, f, 2));
}

static void missing_fields_are_empty_and_spare_ones_are_dropped(void **state)
{
    (void)state;
    aa_tsv t = of("a\nb\tc\td\n\te\n");
    aa_bytes f[2];
    assert_true(aa_tsv_next(&t, f, 2));
    assert_int_equal(f[1].n, 0);
    assert_true(aa_tsv_next(&t, f, 2));
    assert_true(aa_bytes_is(f[1], "c"));
    assert_true(aa_tsv_next(&t, f, 2));
    assert_int_equal(f[0].n, 0);
    assert_true(aa_bytes_is(f[1], "e"));
}

static void find_compares_the_whole_first_field(void **state)
{
    (void)state;
    aa_bytes f[1];
    assert_true(aa_tsv_find("protected-broadcasts.tsv", "android.intent.action.BOOT_COMPLETED", f, 1));
    assert_false(aa_tsv_find("protected-broadcasts.tsv", "android.intent.action.BOOT", f, 1));
    assert_false(aa_tsv_find("no-such.tsv", "a", f, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comments_and_empty_lines_are_no_rows),
        cmocka_unit_test(missing_fields_are_empty_and_spare_ones_are_dropped),
        cmocka_unit_test(find_compares_the_whole_first_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
