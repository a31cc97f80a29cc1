#include "base/tsv.h"
#include "facts/version.h"
#include "support/test.h"

static aa_bytes text_of(const char *text)
{
    return aa_bytes_of(text, strlen(text));
}

static int compare(aa_version_scheme scheme, const char *a, const char *b)
{
    int order = aa_version_compare(scheme, text_of(a), text_of(b));
    int back = aa_version_compare(scheme, text_of(b), text_of(a));
    if ((order < 0) != (back > 0) || (order == 0) != (back == 0))
        fail_msg("%s and %s", a, b);
    return order < 0 ? -1 : order > 0;
}

/* Each is before all that follow. */
static void assert_rising(aa_version_scheme scheme, const char *const *versions, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = i; k < count; k++)
            if (compare(scheme, versions[i], versions[k]) != (i == k ? 0 : -1))
                fail_msg("%s and %s", versions[i], versions[k]);
}

static void maven_orders_words_around_the_release(void **state)
{
    (void)state;
    static const char *const rising[] = {"1.0-alpha1",   "1.0-alpha02", "1.0-beta1",   "1.0-M1", "1.0-rc1",
                                         "1.0-SNAPSHOT", "1.0",         "1.0-sp1",     "1.0.1",  "1.2",
                                         "1.10",         "2.0.0-RC1",   "2.0.0",       "2.9.10", "2.9.10.1",
                                         "2.10.0",       "4.1.9.Final", "4.1.10.Final"};
    assert_rising(AA_VERSION_MAVEN, rising, sizeof rising / sizeof rising[0]);
    assert_int_equal(compare(AA_VERSION_MAVEN, "1", "1.0.0"), 0);
    assert_int_equal(compare(AA_VERSION_MAVEN, "4.1.77.Final", "4.1.77"), 0);
    assert_int_equal(compare(AA_VERSION_MAVEN, "31.1-android", "31.1-jre"), 0);
    assert_int_equal(compare(AA_VERSION_MAVEN, "1.0-cr2", "1.0-rc2"), 0);
    assert_int_equal(compare(AA_VERSION_MAVEN, "1.0-a1", "1.0-alpha1"), 0);
}

static void semver_puts_words_before_the_release(void **state)
{
    (void)state;
    static const char *const rising[] = {"1.0.0-alpha",  "1.0.0-alpha.1", "1.0.0-beta",
                                         "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1",
                                         "1.0.0",        "1.0.1-x",       "1.0.1"};
    assert_rising(AA_VERSION_SEMVER, rising, sizeof rising / sizeof rising[0]);
    assert_int_equal(compare(AA_VERSION_SEMVER, "1.0.0+7", "1.0.0"), 0);
}

static void letters_of_openssl_come_after(void **state)
{
    (void)state;
    static const char *const rising[] = {"0.9.8zh", "1.0.1",   "1.0.1g",  "1.0.2",      "1.0.2b",
                                         "1.0.2z",  "1.0.2za", "1.0.2zd", "1.1.1-pre1", "1.1.1",
                                         "1.1.1a",  "1.1.1w",  "3.0.0",   "3.0.10"};
    assert_rising(AA_VERSION_LETTERS, rising, sizeof rising / sizeof rising[0]);
}

static void the_scheme_goes_by_the_package_system(void **state)
{
    (void)state;
    assert_int_equal(aa_version_scheme_of("pkg:maven/a/b"), AA_VERSION_MAVEN);
    assert_int_equal(aa_version_scheme_of("pkg:npm/a"), AA_VERSION_SEMVER);
    assert_int_equal(aa_version_scheme_of("pkg:cocoapods/OpenSSL"), AA_VERSION_SEMVER);
    assert_int_equal(aa_version_scheme_of("pkg:generic/openssl"), AA_VERSION_LETTERS);
}

static void ranges_have_ends(void **state)
{
    (void)state;

    static const struct {
        const char *version, *from, *to;
        bool in;
    } rows[] = {
        {"1.0", "0", "2.0", true},   {"2.0", "0", "2.0", false},     {"2.0-rc1", "0", "2.0", true},
        {"2.0", "0", "<=2.0", true}, {"2.0.1", "0", "<=2.0", false}, {"9.9", "1.0", "", true},
        {"0.9", "1.0", "", false},   {"1.0", "1.0", "1.1", true},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (aa_version_is_in(AA_VERSION_MAVEN, text_of(rows[i].version), text_of(rows[i].from),
                             text_of(rows[i].to)) != rows[i].in)
            fail_msg("%s in %s to %s", rows[i].version, rows[i].from, rows[i].to);
}

/* Numbers longer than any machine word, words and bytes that mean nothing. */
static void anything_can_be_compared(void **state)
{
    (void)state;
    assert_int_equal(compare(AA_VERSION_MAVEN, "99999999999999999999999", "99999999999999999999998"), 1);
    assert_int_equal(compare(AA_VERSION_MAVEN, "0000000000000000000000001", "1"), 0);
    assert_int_equal(compare(AA_VERSION_SEMVER, "", "0"), 0);
    assert_int_equal(compare(AA_VERSION_SEMVER, "...", "---"), 0);
    compare(AA_VERSION_LETTERS, "\xff\xfe", "1.0");
}

enum { PURL, FROM, TO, ID, SEVERITY, SOURCE, DAY, COLUMNS };

static bool names_component(aa_bytes purl)
{
    aa_tsv table = aa_tsv_open("components.tsv");
    aa_bytes f[2];
    while (aa_tsv_next(&table, f, 2))
        if (aa_bytes_is(f[0], "component") && aa_bytes_equal(f[1], purl))
            return true;
    /* of components that name themselves in their builds' files */
    return aa_bytes_is(purl, "pkg:maven/com.google.android.gms/play-services-basement") ||
           aa_bytes_is(purl, "pkg:maven/com.google.protobuf/protobuf-java");
}

static void each_advisory_has_a_range_and_a_source(void **state)
{
    (void)state;
    aa_tsv table = aa_tsv_open("advisories.tsv");
    aa_bytes f[COLUMNS + 1];
    size_t rows = 0;
    size_t snapshots = 0;
    while (aa_tsv_next(&table, f, COLUMNS + 1)) {
        if (aa_bytes_is(f[PURL], "snapshot")) {
            assert_int_equal(f[FROM].n, 10);
            snapshots++;
            continue;
        }
        rows++;
        char purl[120];
        assert_true(f[PURL].n < sizeof purl);
        memcpy(purl, f[PURL].p, f[PURL].n);
        purl[f[PURL].n] = '\0';
        bool level = aa_bytes_is(f[SEVERITY], "low") || aa_bytes_is(f[SEVERITY], "medium") ||
                     aa_bytes_is(f[SEVERITY], "high") || aa_bytes_is(f[SEVERITY], "critical");
        if (!names_component(f[PURL]) || f[FROM].n == 0 || !level || f[DAY].n != 10 || f[COLUMNS].n != 0 ||
            f[SOURCE].n < 8 || memcmp(f[SOURCE].p, "https://", 8) != 0)
            fail_msg("%s %.*s", purl, (int)f[ID].n, (const char *)f[ID].p);
        aa_bytes end = f[TO].n > 2 && f[TO].p[0] == '<' ? aa_bytes_from(f[TO], 2) : f[TO];
        if (end.n > 0 && aa_version_compare(aa_version_scheme_of(purl), f[FROM], end) >= 0)
            fail_msg("%s %.*s: no range", purl, (int)f[ID].n, (const char *)f[ID].p);
    }
    assert_int_equal(snapshots, 1);
    assert_true(rows >= 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(maven_orders_words_around_the_release),
        cmocka_unit_test(semver_puts_words_before_the_release),
        cmocka_unit_test(letters_of_openssl_come_after),
        cmocka_unit_test(the_scheme_goes_by_the_package_system),
        cmocka_unit_test(ranges_have_ends),
        cmocka_unit_test(anything_can_be_compared),
        cmocka_unit_test(each_advisory_has_a_range_and_a_source),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
