/*
 * The book of credentials and what is found with it. Values are put together here, so that no source holds
 * one.
 */
#include <stdio.h>
#include <stdlib.h>

#include <zlib.h>

#include "base/embedded.h"
#include "base/tsv.h"
#include "secrets/book.h"
#include "support/test.h"

typedef struct state {
    aa_arena *arena;
    const aa_secret_book *book;
    aa_vec matches;
} state;

static int set_up(void **out)
{
    state *s = calloc(1, sizeof *s);
    s->arena = aa_arena_new();
    s->matches = (aa_vec)AA_VEC_INIT(aa_secret_match);
    assert_int_equal(aa_secret_book_new(s->arena, &s->book), AA_OK);
    *out = s;
    return 0;
}

static int tear_down(void **out)
{
    state *s = *out;
    aa_arena_free(s->arena);
    free(s);
    return 0;
}

static size_t find(state *s, const char *text)
{
    s->matches.count = 0;
    assert_int_equal(aa_secret_find(s->book, s->arena, aa_bytes_of(text, strlen(text)), &s->matches, NULL),
                     AA_OK);
    return s->matches.count;
}

static const aa_secret_match *first(const state *s)
{
    return s->matches.items;
}

static const char *id_of(const state *s, size_t index)
{
    return aa_secret_rule_at(s->book, ((const aa_secret_match *)s->matches.items)[index].rule)->id;
}

/* |n| characters that look like chance, the same each time. */
static const char *noise(state *s, const char *alphabet, size_t n)
{
    char *out = aa_arena_alloc(s->arena, n + 1);
    uint32_t x = 12345;
    for (size_t i = 0; i < n; i++) {
        x = x * 1103515245U + 12345U;
        out[i] = alphabet[(x >> 16) % strlen(alphabet)];
    }
    return out;
}

static const char word[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
static const char hex[] = "0123456789abcdef";

#define TEXT(...) aa_arena_printf(s->arena, __VA_ARGS__)

static void reads_the_book(void **out)
{
    state *s = *out;
    size_t providers = 0;
    const char *known[600];
    for (size_t i = 0; i < aa_secret_rule_count(s->book); i++) {
        const char *name = aa_secret_rule_at(s->book, i)->provider;
        size_t k = 0;
        while (k < providers && strcmp(known[k], name) != 0)
            k++;
        if (k == providers)
            known[providers++] = name;
    }
    assert_true(providers >= 120);
}

static void names_sources(void **out)
{
    (void)out;
    aa_tsv table = aa_tsv_open("secret-providers.tsv");
    aa_bytes fields[7];
    while (aa_tsv_next(&table, fields, 7))
        assert_true(fields[6].n > 8 && memcmp(fields[6].p, "https://", 8) == 0);
}

static void refuses_what_makes_no_sense(void **out)
{
    static const char *const lines[] = {
        "a\tA\tkey\tserver\t-\tab<w:3>\thttps://a",      /* a literal too short to look for */
        "a\tA\tkey\tserver\t-\tabcd<w:3-5>e\thttps://a", /* the run could take the letter */
        "a\tA\tkey\tserver\tmaybe\tabcd<w:3>\thttps://a",
        "a\tA\tkey\tmaster\t-\tabcd<w:3>\thttps://a",
        "a\tA\tkey\tserver\t-\tabcd<w:3\thttps://a",
        "a\tA\tkey\tserver\t-\tabcd<w:>\thttps://a",
        "a\tA\tkey\tserver\t-\tabcd<w:0>\thttps://a",
        "a\tA\tkey\tserver\t-\tabcd<w:5-3>\thttps://a",
        "a\tA\tkey\tserver\t-\tabcd<w:3>",
    };
    state *s = *out;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        const aa_secret_book *book = NULL;
        assert_int_equal(aa_secret_book_read(s->arena, aa_bytes_of(lines[i], strlen(lines[i])), &book),
                         AA_E_FORMAT);
    }
}

static void finds_forms(void **out)
{
    state *s = *out;
    const char *text = TEXT("key = \"sk_%s_%s\"\nand SG.%s.%s;", "live", noise(s, word, 24),
                            noise(s, word, 22), noise(s, word, 43));
    assert_int_equal(find(s, text), 2);
    assert_string_equal(id_of(s, 0), "stripe-secret");
    assert_int_equal(first(s)->offset, 7);
    assert_int_equal(first(s)->length, 32);
    assert_int_equal(first(s)->power, AA_SECRET_SERVER);
    assert_string_equal(id_of(s, 1), "sendgrid");
    assert_int_equal(find(s, TEXT("%s-us%d", noise(s, hex, 32), 12)), 1);
    assert_string_equal(id_of(s, 0), "mailchimp");
}

static void finds_anywhere(void **out)
{
    state *s = *out;
    char text[128];
    for (size_t before = 0; before < 40; before++) {
        memset(text, ' ', sizeof text);
        size_t n = (size_t)snprintf(text + before, sizeof text - before, "AI%s%s", "za", noise(s, word, 35));
        s->matches.count = 0;
        assert_int_equal(aa_secret_find(s->book, s->arena, aa_bytes_of(text, before + n), &s->matches, NULL),
                         AA_OK);
        assert_int_equal(s->matches.count, 1);
        assert_int_equal(first(s)->offset, before);
        assert_int_equal(first(s)->power, AA_SECRET_PUBLIC);
    }
}

static void ends_where_the_form_ends(void **out)
{
    state *s = *out;
    const char *key = TEXT("AI%s%s", "za", noise(s, word, 35));
    assert_int_equal(find(s, TEXT("x%s", key)), 0);
    assert_int_equal(find(s, TEXT("%sx", key)), 0);
    assert_int_equal(find(s, TEXT("%s-", key)), 0);
    assert_int_equal(find(s, TEXT("\\n%s\\n", key)), 1);
    assert_int_equal(find(s, TEXT("?key%%3D%s&", key)), 1);
    assert_int_equal(find(s, TEXT("?key=%.38s", key)), 0);
}

static void leaves_what_is_made_up(void **out)
{
    state *s = *out;
    assert_int_equal(find(s, TEXT("AKI%s", "AIOSFODNN7EXAMPLE")), 0);
    assert_int_equal(find(s, TEXT("sk_%s_%s", "live", "xxxxxxxxxxxxxxxxxxxxxxxx")), 0);
    assert_int_equal(find(s, TEXT("sk_%s_%s", "live", "ababababababababababababab")), 0);
    assert_int_equal(find(s, TEXT("sk_%s_4eC39HqLyjWDarjtT1zdp7dc", "test")), 0); /* printed in a manual */
    assert_int_equal(find(s, TEXT("sk_%s_%s", "test", noise(s, word, 24))), 1);
}

static void checks_sums(void **out)
{
    state *s = *out;
    char end[7] = "";
    const char *body = noise(s, word, 30);
    uint32_t crc = (uint32_t)crc32(0, (const uint8_t *)body, 30);
    for (size_t i = 6; i > 0; i--, crc /= 62)
        end[i - 1] = word[crc % 62];
    assert_int_equal(find(s, TEXT("gh%s_%s%s", "p", body, end)), 1);
    assert_int_equal(first(s)->proof, AA_SECRET_PROVED);
    end[5] = end[5] == 'a' ? 'b' : 'a';
    assert_int_equal(find(s, TEXT("gh%s_%s%s", "p", body, end)), 1);
    assert_int_equal(first(s)->proof, AA_SECRET_REFUTED);
}

static void asks_for_names(void **out)
{
    static const char *const forms[] = {
        "heroku_api_key = \"%s\"",
        "<string name=\"heroku_api_key\">%s</string>",
        "<key>HerokuKey</key>\n\t<string>%s</string>",
        "{\"herokuToken\": \"%s\"}",
        "HEROKU.SECRET=%s\n",
        "{\\\"heroku_key\\\":\\\"%s\\\"}",
        "<meta-data android:name=\"com.heroku.KEY\" android:value=\"%s\"/>",
        "API_KEY_HEROKU: '%s'",
    };
    state *s = *out;
    const char *id = TEXT("%s-%s-%s-%s-%s", noise(s, hex, 8), "9b1d", "4bad", "9bdd", noise(s, hex, 12));
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        const char *mark = strstr(forms[i], "%s");
        const char *text = TEXT("%.*s%s%s", (int)(mark - forms[i]), forms[i], id, mark + 2);
        assert_int_equal(find(s, text), 1);
        assert_string_equal(id_of(s, 0), "heroku-uuid");
        assert_memory_equal(text + first(s)->offset, id, 36);
    }
    assert_int_equal(find(s, TEXT("heroku_app_name = \"%s\"", id)), 0); /* not said to be a key */
    assert_int_equal(find(s, TEXT("heroku_api_key %s", id)), 0);        /* nor to be its value */
    assert_int_equal(find(s, id), 0);
}

static const char *base64(state *s, const char *text)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    size_t n = strlen(text);
    char *out = aa_arena_alloc(s->arena, n * 2 + 4);
    size_t k = 0;
    for (size_t i = 0; i < n; i += 3) {
        uint32_t v = (uint32_t)(uint8_t)text[i] << 16;
        v |= i + 1 < n ? (uint32_t)(uint8_t)text[i + 1] << 8 : 0;
        v |= i + 2 < n ? (uint8_t)text[i + 2] : 0;
        for (size_t d = 0; d < (n - i >= 3 ? 4 : n - i + 1); d++)
            out[k++] = digits[v >> (18 - 6 * d) & 63];
    }
    return out;
}

static void decodes_tokens(void **out)
{
    static const struct {
        const char *header, *payload;
        size_t count;
        aa_secret_power power;
    } cases[] = {
        {"{\"alg\":\"HS256\",\"typ\":\"JWT\"}", "{\"sub\":\"1\",\"iat\":1700000000}", 1, AA_SECRET_CLIENT},
        {"{\"alg\":\"HS256\"}", "{\"iss\":\"supabase\",\"role\":\"service_role\"}", 1, AA_SECRET_SERVER},
        {"{\"alg\":\"HS256\"}", "{\"iss\":\"supabase\",\"role\":\"anon\"}", 1, AA_SECRET_PUBLIC},
        {"{\"typ\":\"JWT\",\"x\":1}", "{\"sub\":\"1\",\"iat\":1700000000}", 0, AA_SECRET_CLIENT},
        {"{\"alg\":\"HS256\"}", "sub 1 iat 1700000000", 0, AA_SECRET_CLIENT},
    };

    state *s = *out;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *text =
            TEXT("%s.%s.%s", base64(s, cases[i].header), base64(s, cases[i].payload), noise(s, word, 43));
        assert_int_equal(find(s, text), cases[i].count);
        if (cases[i].count == 0)
            continue;
        assert_int_equal(first(s)->power, cases[i].power);
        assert_int_equal(first(s)->proof, AA_SECRET_PROVED);
        assert_int_equal(first(s)->length, strlen(text));
    }
}

static void leaves_addresses_without_password(void **out)
{
    state *s = *out;
    const char *password = noise(s, word, 12);
    assert_int_equal(find(s, TEXT("mongo%s://app:%s@db.company.tw/x", "db", password)), 1);
    assert_int_equal(find(s, TEXT("mongo%s://app:%s@localhost/x", "db", password)), 0);
    assert_int_equal(find(s, TEXT("mongo%s://app:%s@db.company.tw/x", "db", "password")), 0);
    assert_int_equal(find(s, TEXT("mongo%s://app:%s@db.company.tw/x", "db", "{secret}")), 0);
    assert_int_equal(find(s, "mongodb://db.company.tw/x"), 0);
}

/* A P-256 key of the numbers 1, 2, 3 … and nobody's: RFC 5915 without the public key. */
static const char *ec_key(state *s)
{
    return TEXT("-----BEGIN EC %s KEY-----\n%s\n%s\n-----END EC %s KEY-----\n", "PRIVATE",
                "MDECAQEEIAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8goAoGCCqGSM49", "AwEH", "PRIVATE");
}

static void parses_keys(void **out)
{
    state *s = *out;
    const char *key = ec_key(s);
    assert_int_equal(find(s, key), 1);
    assert_string_equal(id_of(s, 0), "pem");
    assert_int_equal(first(s)->proof, AA_SECRET_PROVED);
    assert_int_equal(first(s)->offset, 0);
    assert_int_equal(first(s)->length, strlen(key) - 1);
    char *broken = TEXT("%s", key);
    broken[40] = '+';
    assert_int_equal(find(s, broken), 1);
    assert_int_equal(first(s)->proof, AA_SECRET_REFUTED);
    assert_int_equal(find(s, TEXT("-----BEGIN RSA %s KEY-----", "PRIVATE")),
                     0); /* code that reads such keys */
    assert_int_equal(find(s, TEXT("-----BEGIN %s KEY-----\n-----END %s KEY-----", "PRIVATE", "PRIVATE")), 0);
}

static void knows_accounts(void **out)
{
    state *s = *out;
    char *key = TEXT("%s", ec_key(s));
    for (char *c = key; *c != '\0'; c++)
        *c = *c == '\n' ? ' ' : *c;
    assert_int_equal(find(s, TEXT("{\"type\": \"service_%s\", \"private_key\": \"%s\"}", "account", key)), 1);
    assert_string_equal(id_of(s, 0), "google-service-account");
    assert_int_equal(first(s)->power, AA_SECRET_SERVER);
    assert_int_equal(find(s, "{\"type\": \"service_account\", \"note\": \"none\"}"), 0);
}

static void keeps_a_few_thousand(void **out)
{
    state *s = *out;
    const char *key = TEXT("AI%s%s ", "za", noise(s, word, 35));
    size_t n = strlen(key);
    char *text = aa_arena_alloc(s->arena, n * 5000 + 1);
    for (size_t i = 0; i < 5000; i++)
        memcpy(text + i * n, key, n);
    bool cut = false;
    assert_int_equal(aa_secret_find(s->book, s->arena, aa_bytes_of(text, n * 5000), &s->matches, &cut),
                     AA_OK);
    assert_true(cut);
    assert_int_equal(s->matches.count, AA_SECRET_MATCHES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(reads_the_book, set_up, tear_down),
        cmocka_unit_test_setup_teardown(names_sources, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refuses_what_makes_no_sense, set_up, tear_down),
        cmocka_unit_test_setup_teardown(finds_forms, set_up, tear_down),
        cmocka_unit_test_setup_teardown(finds_anywhere, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ends_where_the_form_ends, set_up, tear_down),
        cmocka_unit_test_setup_teardown(leaves_what_is_made_up, set_up, tear_down),
        cmocka_unit_test_setup_teardown(checks_sums, set_up, tear_down),
        cmocka_unit_test_setup_teardown(asks_for_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(decodes_tokens, set_up, tear_down),
        cmocka_unit_test_setup_teardown(leaves_addresses_without_password, set_up, tear_down),
        cmocka_unit_test_setup_teardown(parses_keys, set_up, tear_down),
        cmocka_unit_test_setup_teardown(knows_accounts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keeps_a_few_thousand, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
