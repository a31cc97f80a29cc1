/*
 * Which pins cover which host, and what several mechanisms come to.
 */
#include "facts/pinning.h"
#include "support/test.h"

static const int64_t today = 20000;

static aa_pinned pinned(aa_pin_mechanism mechanism, const char *host, aa_pin_state state)
{
    return (aa_pinned){.mechanism = mechanism, .host = host, .state = state, .until = INT64_MIN};
}

static void patterns_cover_as_the_clients_match(void **state)
{
    (void)state;
    aa_pinned exact = pinned(AA_PIN_OKHTTP, "example.com", AA_PIN_ATTACHED);
    assert_true(aa_pinned_covers(&exact, "example.com"));
    assert_false(aa_pinned_covers(&exact, "api.example.com"));
    exact.subdomains = true;
    assert_true(aa_pinned_covers(&exact, "v1.api.example.com"));
    assert_false(aa_pinned_covers(&exact, "badexample.com"));
    aa_pinned one = pinned(AA_PIN_OKHTTP, "*.example.com", AA_PIN_ATTACHED);
    assert_true(aa_pinned_covers(&one, "api.example.com"));
    assert_false(aa_pinned_covers(&one, "v1.api.example.com"));
    assert_false(aa_pinned_covers(&one, "example.com"));
    aa_pinned any = pinned(AA_PIN_OKHTTP, "**.example.com", AA_PIN_ATTACHED);
    assert_true(aa_pinned_covers(&any, "v1.api.example.com"));
    assert_true(aa_pinned_covers(&any, "example.com"));
    assert_false(aa_pinned_covers(&any, "example.org"));
    aa_pinned clients = pinned(AA_PIN_TRUST_MANAGER, NULL, AA_PIN_ATTACHED);
    assert_true(aa_pinned_covers(&clients, "example.org"));
}

static void what_has_expired_takes_no_effect(void **state)
{
    (void)state;
    aa_pin_reason reason = AA_PIN_NO_REASON;
    aa_pinned item = pinned(AA_PIN_CONFIG, "example.com", AA_PIN_ATTACHED);
    assert_int_equal(aa_pinned_state(&item, today, &reason), AA_PIN_ATTACHED);
    assert_int_equal(reason, AA_PIN_NO_REASON);
    item.until = today;
    assert_int_equal(aa_pinned_state(&item, today, &reason), AA_PIN_INEFFECTIVE);
    assert_int_equal(reason, AA_PIN_EXPIRED);
    item.until = today + 1;
    assert_int_equal(aa_pinned_state(&item, today, NULL), AA_PIN_ATTACHED);
}

static void each_mechanism_answers_for_each_host(void **state)
{
    (void)state;
    aa_pinned items[] = {pinned(AA_PIN_OKHTTP, "a.example.com", AA_PIN_ATTACHED),
                         pinned(AA_PIN_OKHTTP, "b.example.com", AA_PIN_CONFIGURED),
                         pinned(AA_PIN_CONFIG, "b.example.com", AA_PIN_INEFFECTIVE),
                         pinned(AA_PIN_TRUST_MANAGER, NULL, AA_PIN_ATTACHED)};
    aa_pinning pinning = {.items = items, .count = 3, .complete = true};
    pinning.libraries[AA_PIN_OKHTTP] = true;
    assert_int_equal(aa_pinning_best(&pinning, "a.example.com", today), AA_PIN_ATTACHED);
    assert_int_equal(aa_pinning_state(&pinning, AA_PIN_OKHTTP, "b.example.com", today), AA_PIN_CONFIGURED);
    assert_int_equal(aa_pinning_best(&pinning, "b.example.com", today), AA_PIN_INEFFECTIVE);
    assert_int_equal(aa_pinning_best(&pinning, "c.example.com", today), AA_PIN_LIBRARY);
    assert_int_equal(aa_pinning_state(&pinning, AA_PIN_CONFIG, "c.example.com", today), AA_PIN_NONE);
    pinning.count = 4; /* which client connects to the host is not told */
    assert_int_equal(aa_pinning_best(&pinning, "c.example.com", today), AA_PIN_UNKNOWN);
    assert_int_equal(aa_pinning_best(&pinning, "a.example.com", today), AA_PIN_ATTACHED);
    pinning.count = 3;
    pinning.complete = false;
    assert_int_equal(aa_pinning_best(&pinning, "c.example.com", today), AA_PIN_UNKNOWN);
    assert_int_equal(aa_pinning_state(&pinning, AA_PIN_CONFIG, "c.example.com", today), AA_PIN_NONE);
}

static void trustkit_takes_its_pins_from_the_config(void **state)
{
    (void)state;
    aa_pinned items[] = {pinned(AA_PIN_CONFIG, "a.example.com", AA_PIN_ATTACHED),
                         pinned(AA_PIN_TRUSTKIT, NULL, AA_PIN_ATTACHED)};
    aa_pinning pinning = {.items = items, .count = 2, .complete = true};
    pinning.libraries[AA_PIN_TRUSTKIT] = true;
    assert_int_equal(aa_pinning_state(&pinning, AA_PIN_TRUSTKIT, "a.example.com", today), AA_PIN_ATTACHED);
    assert_int_equal(aa_pinning_state(&pinning, AA_PIN_TRUSTKIT, "b.example.com", today), AA_PIN_LIBRARY);
}

static void a_domain_belongs_to_one_owner(void **state)
{
    (void)state;
    assert_string_equal(aa_registered_domain("api.example.com"), "example.com");
    assert_string_equal(aa_registered_domain("example.com"), "example.com");
    assert_string_equal(aa_registered_domain("v1.api.example.com.tw"), "example.com.tw");
    assert_string_equal(aa_registered_domain("example.com.tw"), "example.com.tw");
    assert_string_equal(aa_registered_domain("a.b.example.co.uk"), "example.co.uk");
    assert_string_equal(aa_registered_domain("x.example.tw"), "example.tw");
    assert_string_equal(aa_registered_domain("localhost"), "localhost");
}

static void each_word_is_told_apart(void **state)
{
    (void)state;
    for (int i = 0; i < AA_PIN_STATE_COUNT; i++)
        for (int k = 0; k < i; k++)
            assert_string_not_equal(aa_pin_state_name((aa_pin_state)i), aa_pin_state_name((aa_pin_state)k));
    for (int i = 0; i < AA_PIN_REASON_COUNT; i++)
        for (int k = 0; k < i; k++)
            assert_string_not_equal(aa_pin_reason_name((aa_pin_reason)i),
                                    aa_pin_reason_name((aa_pin_reason)k));
    for (int i = 0; i < AA_PIN_MECHANISM_COUNT; i++)
        for (int k = 0; k < i; k++)
            assert_string_not_equal(aa_pin_mechanism_name((aa_pin_mechanism)i),
                                    aa_pin_mechanism_name((aa_pin_mechanism)k));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_cover_as_the_clients_match),
        cmocka_unit_test(what_has_expired_takes_no_effect),
        cmocka_unit_test(each_mechanism_answers_for_each_host),
        cmocka_unit_test(trustkit_takes_its_pins_from_the_config),
        cmocka_unit_test(a_domain_belongs_to_one_owner),
        cmocka_unit_test(each_word_is_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
