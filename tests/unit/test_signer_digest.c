/*
 * Constants compared with a certificate of three bytes, "abc": FIPS 180-4 and RFC 1321 give its digests.
 */
#include "facts/signer_digest.h"
#include "support/test.h"

static aa_signer_match match(const char *text)
{
    aa_certificate c = {.der = aa_bytes_of("abc", 3)};
    const aa_certificate *const current[] = {&c};
    aa_signature s = {.current = current, .current_count = 1};
    aa_signed_part part = {.signature = &s};
    aa_signing signing = {.parts = &part, .count = 1};
    return aa_signer_matches(&signing, aa_bytes_of(text, strlen(text)));
}

static void knows_the_signer(void **state)
{
    (void)state;
    assert_int_equal(match("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
                     AA_SIGNER_SAME);
    assert_int_equal(match("A9:99:3E:36:47:06:81:6A:BA:3E:25:71:78:50:C2:6C:9C:D0:D8:9D"), AA_SIGNER_SAME);
    assert_int_equal(match("kAFQmDzST7DWlj99KOF/cg=="), AA_SIGNER_SAME);
    assert_int_equal(match("kAFQmDzST7DWlj99KOF_cg"), AA_SIGNER_SAME);
}

static void tells_another(void **state)
{
    (void)state;
    assert_int_equal(match("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ae"),
                     AA_SIGNER_OTHER);
    assert_int_equal(match("AAAAAAAAAAAAAAAAAAAAAAAAAAA="), AA_SIGNER_OTHER);
}

static void knows_no_other_text(void **state)
{
    (void)state;
    assert_int_equal(match(""), AA_SIGNER_UNKNOWN);
    assert_int_equal(match("true"), AA_SIGNER_UNKNOWN);
    assert_int_equal(match("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a"),
                     AA_SIGNER_UNKNOWN);
    assert_int_equal(match("a text with blanks, longer than any digest written in base64"),
                     AA_SIGNER_UNKNOWN);
    assert_int_equal(aa_signer_matches(NULL, aa_bytes_of("x", 1)), AA_SIGNER_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_the_signer),
        cmocka_unit_test(tells_another),
        cmocka_unit_test(knows_no_other_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
