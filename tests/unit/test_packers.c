#include "base/tsv.h"
#include "facts/packers.h"
#include "support/test.h"

typedef enum column { NAME, KIND, VALUE, SOURCE, COLUMNS } column;

static bool is_one_of(aa_bytes text, const char *const *words)
{
    while (*words != NULL && !aa_bytes_is(text, *words))
        words++;
    return *words != NULL;
}

static bool begins(aa_bytes text, const char *with)
{
    return text.n >= strlen(with) && memcmp(text.p, with, strlen(with)) == 0;
}

static void each_row_is_a_trace_with_its_source(void **state)
{
    (void)state;
    static const char *const kinds[] = {"class", "native", "asset", NULL};
    static const char *const sources[] = {"apkid", "apkcheckpack", "seen", NULL};
    aa_tsv table = aa_tsv_open("packers.tsv");
    aa_bytes f[COLUMNS + 1];
    size_t rows = 0;
    while (aa_tsv_next(&table, f, COLUMNS + 1)) {
        rows++;
        assert_true(f[NAME].n > 0 && f[COLUMNS].n == 0);
        assert_true(is_one_of(f[KIND], kinds));
        assert_true(is_one_of(f[SOURCE], sources));
        assert_true(!aa_bytes_is(f[KIND], "asset") || begins(f[VALUE], "assets/"));
        assert_true(!aa_bytes_is(f[KIND], "native") || begins(f[VALUE], "lib"));
        assert_true(!aa_bytes_is(f[KIND], "class") || memchr(f[VALUE].p, '/', f[VALUE].n) == NULL);
    }
    assert_true(rows > 150);
}

static void no_trace_names_two_packers(void **state)
{
    (void)state;
    aa_tsv table = aa_tsv_open("packers.tsv");
    aa_bytes f[COLUMNS];
    while (aa_tsv_next(&table, f, COLUMNS)) {
        aa_tsv rest = table;
        aa_bytes other[COLUMNS];
        while (aa_tsv_next(&rest, other, COLUMNS))
            assert_false(aa_bytes_equal(f[VALUE], other[VALUE]));
    }
}

static void stars_stand_for_any_characters(void **state)
{
    (void)state;

    static const struct {
        const char *pattern, *text;
        bool fits;
    } rows[] = {
        {"libjiagu.so", "libjiagu.so", true},
        {"libjiagu.so", "libjiagu.so2", false},
        {"libjiagu_*.so", "libjiagu_a64.so", true},
        {"libjiagu_*.so", "libjiagu_.so", true},
        {"libjiagu_*.so", "libjiagu_a64.so.1", false},
        {"com.shell.*", "com.shell.a.B", true},
        {"com.shell.*", "com.shel", false},
        {"*", "", true},
        {"", "a", false},
        {"assets/dp.*.so.*.mp3", "assets/dp.arm.so.so.dat.mp3", true},
        {"assets/dp.*.so.*.mp3", "assets/dp.arm.so.mp3", false},
        {"a*b*c", "aXbXbXc", true},
        {"a*b*c", "aXbXbX", false},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        aa_bytes pattern = aa_bytes_of(rows[i].pattern, strlen(rows[i].pattern));
        aa_bytes text = aa_bytes_of(rows[i].text, strlen(rows[i].text));
        if (aa_packer_fits(pattern, text) != rows[i].fits)
            fail_msg("%s and %s", rows[i].pattern, rows[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_is_a_trace_with_its_source),
        cmocka_unit_test(no_trace_names_two_packers),
        cmocka_unit_test(stars_stand_for_any_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
