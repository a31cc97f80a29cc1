/* The straight look that spares a function leaves the answer as following all values gives it. Source:
 * tests/fixtures/machine/senders.m, at three levels of optimization. */
#include "support/test.h"

#include "machine/machine_internal.h"
#include "support/machine_case.h"

#define SELECTOR "setObject:forKey:"

static void finds_what_values_tell(void **state)
{
    static const char *const classes[] = {"NSUserDefaults", "NSMutableDictionary", "Sender", "NSCache"};
    machine_case *c = machine_case_open(*state);
    for (size_t k = 0; k < 4; k++) {
        aa_machine *all = aa_machine_new(&c->base), *spared = aa_machine_new(&c->base);
        aa_msites expected = aa_machine_sends(all, SELECTOR, NULL);
        aa_msites got = aa_machine_sends(spared, SELECTOR, classes[k]);
        size_t n = 0;
        assert_true(expected.count >= 12);
        for (size_t i = 0; i < expected.count; i++) {
            aa_bytes receiver = aa_msite_receiver(all, &expected.items[i]);
            if (receiver.n > 0 && !aa_bytes_is(receiver, classes[k]))
                continue;
            assert_true(n < got.count);
            assert_int_equal(got.items[n].call->at, expected.items[i].call->at);
            n++;
        }
        assert_int_equal(n, got.count);
        aa_machine_free(all);
        aa_machine_free(spared);
    }
    machine_case_done(c);
}

static bool may_send(machine_case *c, const char *method)
{
    for (uint32_t f = 0; f < c->image.function_count; f++)
        if (aa_bytes_is(c->image.functions[f].selector, method))
            return aa_mglance_may_send(c->machine, &c->image, f, SELECTOR, "NSUserDefaults");
    fail_msg("no method %s", method);
    return false;
}

static void spares_what_goes_elsewhere(void **state)
{
    static const char *const others[] = {
        "plainlyDefaults", "both:", "oneOfTwo:", "inLoop:", "later:", "given:", "field"};
    machine_case *c = machine_case_open(*state);
    if (strcmp(*state, "senders_O0") != 0) /* there everything goes through the stack */
        assert_false(may_send(c, "plainlyOther"));
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        assert_true(may_send(c, others[i]));
    machine_case_done(c);
}

#define AT(level)                                                                                            \
    cmocka_unit_test_prestate(finds_what_values_tell, level),                                                \
        cmocka_unit_test_prestate(spares_what_goes_elsewhere, level)

int main(void)
{
    static char plain[] = "senders_O0", fast[] = "senders_O2", small[] = "senders_Os";
    const struct CMUnitTest tests[] = {AT(plain), AT(fast), AT(small)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
