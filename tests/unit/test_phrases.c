/*
 * What screens say: whole labels, parts of sentences, web addresses.
 */
#include "facts/phrases.h"
#include "support/test.h"

static aa_arena *arena;
static const aa_phrase_book *book;

static unsigned of(const char *text)
{
    return aa_phrase_topics(book, aa_bytes_of(text, strlen(text)));
}

static void whole_labels(void **state)
{
    (void)state;
    assert_int_equal(of("Agree"), AA_PHRASE_BIT(AA_PHRASE_ACCEPT));
    assert_int_equal(of(" I AGREE! "), AA_PHRASE_BIT(AA_PHRASE_ACCEPT));
    assert_int_equal(of("Agreement"), 0);
    assert_int_equal(of("Read what you agree to"), 0);
    assert_int_equal(of("同意"), AA_PHRASE_BIT(AA_PHRASE_ACCEPT));
    assert_int_equal(of("不同意"), AA_PHRASE_BIT(AA_PHRASE_REFUSE));
}

static void parts_of_sentences(void **state)
{
    (void)state;
    assert_int_equal(of("This device is rooted."), AA_PHRASE_BIT(AA_PHRASE_PROTECTION));
    assert_int_equal(of("Uprooted"), 0);
    assert_int_equal(of("rootedness"), 0);
    assert_int_equal(of("請先變更密碼再繼續"), AA_PHRASE_BIT(AA_PHRASE_PASSWORD_RULE));
    assert_int_equal(of("mailto:a@b.example privacy policy"),
                     AA_PHRASE_BIT(AA_PHRASE_CONTACT) | AA_PHRASE_BIT(AA_PHRASE_PRIVACY_POLICY));
}

static void web_addresses(void **state)
{
    (void)state;
    assert_int_equal(of("https://a.example/privacy"), AA_PHRASE_BIT(AA_PHRASE_PRIVACY_POLICY));
    assert_int_equal(of("privacy"), 0);
    assert_int_equal(of("https://a.example is about privacy"), 0);
    assert_int_equal(of(""), 0);
    assert_int_equal(of("同"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_labels),
        cmocka_unit_test(parts_of_sentences),
        cmocka_unit_test(web_addresses),
    };
    arena = aa_arena_new();
    book = arena == NULL ? NULL : aa_phrase_book_new(arena);
    int failed = book == NULL ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
    aa_arena_free(arena);
    return failed;
}
