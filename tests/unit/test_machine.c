/* Call sites and the origins of their arguments, at three levels of optimization. Source:
 * tests/fixtures/machine/values.m. */
#include "support/test.h"

#include "support/machine_case.h"

static machine_case *open(void **state)
{
    return machine_case_open(*state);
}

static void expect_int(machine_case *c, const aa_msite *site, size_t i, int64_t value)
{
    int64_t got;
    if (!aa_msite_int(c->machine, site, i, &got))
        fail_msg("argument %zu has no single number", i);
    assert_int_equal(got, value);
}

static void expect_text(machine_case *c, const aa_msite *site, size_t i, const char *text)
{
    aa_bytes got;
    if (!aa_msite_text(c->machine, site, i, &got))
        fail_msg("argument %zu has no single text", i);
    assert_true(aa_bytes_is(got, text));
}

static bool has_int(aa_morigins o, int64_t number)
{
    for (size_t i = 0; i < o.count; i++)
        if (o.items[i].kind == AA_MORIGIN_INT && o.items[i].number == number)
            return true;
    return false;
}

static bool has_text(aa_morigins o, const char *text)
{
    for (size_t i = 0; i < o.count; i++)
        if (o.items[i].kind == AA_MORIGIN_TEXT && aa_bytes_is(o.items[i].text, text))
            return true;
    return false;
}

static bool has_symbol(aa_morigins o, const char *symbol)
{
    for (size_t i = 0; i < o.count; i++)
        if (o.items[i].kind == AA_MORIGIN_SYMBOL && aa_bytes_is(o.items[i].text, symbol))
            return true;
    return false;
}

/* What a quick look spares is what values would leave out, and nothing else. */
static void spares_only_what_goes_to_other_classes(void **state)
{
    static const char *const classes[] = {"NSMutableDictionary", "NSUserDefaults", "Store", "NSURL"};
    machine_case *c = open(state);
    aa_msites all = aa_machine_sends(c->machine, "*", NULL);
    size_t left_out = 0;
    assert_true(all.count > 0);
    for (size_t k = 0; k < sizeof classes / sizeof classes[0]; k++) {
        aa_machine *fresh = aa_machine_new(&c->base);
        assert_non_null(fresh);
        aa_msites some = aa_machine_sends(fresh, "*", classes[k]);
        size_t n = 0;
        for (size_t i = 0; i < all.count; i++) {
            aa_bytes receiver = aa_msite_receiver(c->machine, &all.items[i]);
            if (receiver.n > 0 && !aa_bytes_is(receiver, classes[k])) {
                left_out++;
                continue;
            }
            assert_true(n < some.count);
            assert_int_equal(some.items[n].function, all.items[i].function);
            assert_int_equal(some.items[n].call->at, all.items[i].call->at);
            n++;
        }
        assert_int_equal(n, some.count);
        aa_machine_free(fresh);
    }
    assert_true(left_out > 0);
    machine_case_done(c);
}

/* A section out of reach of code: what mentions it cannot be kept, so nothing is said of the code. */
static void refuses_what_lies_too_far_apart(void **state)
{
    machine_case *c = open(state);
    aa_macho far = c->file.macho;
    aa_macho_section sections[64];
    aa_image image;
    assert_false(c->image.far);
    assert_in_range(far.section_count, 1, 64);
    memcpy(sections, far.sections, far.section_count * sizeof *sections);
    far.sections = sections;
    sections[far.section_count - 1].address = c->image.low + AA_IMAGE_SPAN - sections[0].size;
    sections[far.section_count - 1].size = sections[0].size;
    assert_int_equal(aa_image_make(c->file.arena, &far, &c->objc, &image), AA_OK);
    assert_true(image.far);
    assert_false(image.readable);
    sections[far.section_count - 1].size--;
    assert_int_equal(aa_image_make(c->file.arena, &far, &c->objc, &image), AA_OK);
    assert_true(image.readable);
    machine_case_done(c);
}

static void follows_arguments_through_callers(void **state)
{
    machine_case *c = open(state);
    aa_msite site = machine_call(c, "_CCCrypt", "deep");
    expect_int(c, &site, 1, 2);
    expect_text(c, &site, 3, "0123456789abcdefghijklmn");
    expect_int(c, &site, 4, 24);
    expect_int(c, &site, 5, 0);
    /* main's argument is 3 or 1, through a message and two functions */
    aa_morigins options = aa_msite_origins(c->machine, &site, 2);
    assert_true(has_int(options, 3));
    assert_true(has_int(options, 1));
    machine_case_done(c);
}

static void follows_fields_and_variables(void **state)
{
    machine_case *c = open(state);
    aa_msite site = machine_call(c, "_CCCrypt", "-[Store useField]");
    assert_true(has_int(aa_msite_origins(c->machine, &site, 1), 1));
    assert_true(has_text(aa_msite_origins(c->machine, &site, 3), "field"));
    assert_true(has_int(aa_msite_origins(c->machine, &site, 4), 8));
    machine_case_done(c);
}

static void follows_messages_and_results(void **state)
{
    machine_case *c = open(state);
    aa_msite site = machine_send(c, "setObject:forKey:", "-[Store use:named:]");
    expect_text(c, &site, 3, "global-name");
    assert_true(has_text(aa_msite_origins(c->machine, &site, 2), "returned"));
    assert_true(aa_bytes_is(aa_msite_receiver(c->machine, &site), "NSUserDefaults"));
    assert_int_equal(aa_machine_sends(c->machine, "setObject:forKey:", "NSUserDefaults").count, 2);
    site = machine_call(c, "_CC_SHA256", "main");
    aa_morigins sizes = aa_msite_origins(c->machine, &site, 1);
    assert_true(has_int(sizes, 1));
    assert_true(has_int(sizes, 2));
    assert_true(sizes.complete);
    machine_case_done(c);
}

static void ends_loops_without_a_number(void **state)
{
    machine_case *c = open(state);
    aa_msite site = machine_call(c, "_CC_MD5", "loop");
    int64_t number;
    expect_text(c, &site, 0, "loop");
    assert_false(aa_msite_int(c->machine, &site, 1, &number));
    machine_case_done(c);
}

static void reads_behind_a_jump_table(void **state)
{
    machine_case *c = open(state);
    static const char *const texts[] = {"zero", "one", "two", "three", "four"};
    aa_msites sites = aa_machine_calls(c->machine, "_CC_SHA1");
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        bool found = false;
        for (size_t k = 0; k < sites.count; k++)
            found = found || has_text(aa_msite_origins(c->machine, &sites.items[k], 0), texts[i]);
        if (!found)
            fail_msg("\"%s\" is not seen", texts[i]);
    }
    machine_case_done(c);
}

static void pairs_keys_and_values(void **state)
{
    machine_case *c = open(state);
    const aa_mentry *entries;
    aa_msite site = machine_call(c, "_SecItemAdd", "keychain");
    size_t n = aa_msite_entries(c->machine, &site, 0, &entries);
    assert_int_equal(n, 3);
    assert_true(has_symbol(entries[0].key, "_kSecClass"));
    assert_true(has_symbol(entries[0].value, "_kSecClassGenericPassword"));
    assert_true(has_symbol(entries[2].key, "_kSecAttrAccessible"));
    assert_true(has_symbol(entries[2].value, "_kSecAttrAccessibleAlways"));
    site = machine_call(c, "_SecItemUpdate", "keychain_mutable");
    n = aa_msite_entries(c->machine, &site, 0, &entries);
    assert_int_equal(n, 2);
    assert_true(has_symbol(entries[0].key, "_kSecClass"));
    assert_true(has_symbol(entries[0].value, "_kSecClassKey"));
    assert_true(has_symbol(entries[1].key, "_kSecValueData"));
    machine_case_done(c);
}

static void sees_what_blocks_capture(void **state)
{
    machine_case *c = open(state);
    aa_msite site = machine_call(c, "_NSLog", "__main_block_invoke");
    expect_text(c, &site, 0, "%@");
    assert_true(has_text(aa_msite_stack_origins(c->machine, &site, 0), "captured"));
    machine_case_done(c);
}

static void says_whether_a_result_is_looked_at(void **state)
{
    machine_case *c = open(state);
    aa_msite site = machine_call(c, "_SecTrustEvaluateWithError", "checked");
    assert_true(aa_msite_result_tested(c->machine, &site));
    site = machine_call(c, "_SecTrustEvaluate", "dropped");
    assert_false(aa_msite_result_tested(c->machine, &site));
    machine_case_done(c);
}

static void finds_texts_where_they_are_used(void **state)
{
    machine_case *c = open(state);
    const aa_mplace_ref *places;
    assert_true(aa_machine_class_uses(c->machine, "NSUserDefaults", &places) > 0);
    assert_true(aa_machine_imports(c->machine, "_CCCrypt"));
    assert_false(aa_machine_imports(c->machine, "_ptrace"));
    assert_int_equal(aa_machine_methods(c->machine, "useField", &places), 1);
    machine_case_done(c);
}

static void tells_what_is_reached(void **state)
{
    machine_case *c = open(state);
    aa_msite site = machine_call(c, "_CCCrypt", "-[Store useField]");
    assert_int_equal(aa_machine_reach(c->machine, 0, site.function).state, AA_MREACH_YES);
    site = machine_call(c, "_NSLog", "__main_block_invoke");
    assert_int_equal(aa_machine_reach(c->machine, 0, site.function).state, AA_MREACH_YES);
    machine_case_done(c);
}

#define AT(level)                                                                                            \
    cmocka_unit_test_prestate(follows_arguments_through_callers, level),                                     \
        cmocka_unit_test_prestate(follows_fields_and_variables, level),                                      \
        cmocka_unit_test_prestate(follows_messages_and_results, level),                                      \
        cmocka_unit_test_prestate(ends_loops_without_a_number, level),                                       \
        cmocka_unit_test_prestate(reads_behind_a_jump_table, level),                                         \
        cmocka_unit_test_prestate(pairs_keys_and_values, level),                                             \
        cmocka_unit_test_prestate(sees_what_blocks_capture, level),                                          \
        cmocka_unit_test_prestate(says_whether_a_result_is_looked_at, level),                                \
        cmocka_unit_test_prestate(finds_texts_where_they_are_used, level),                                   \
        cmocka_unit_test_prestate(tells_what_is_reached, level),                                             \
        cmocka_unit_test_prestate(spares_only_what_goes_to_other_classes, level),                            \
        cmocka_unit_test_prestate(refuses_what_lies_too_far_apart, level)

int main(void)
{
    static char plain[] = "values_O0", fast[] = "values_O2", small[] = "values_Os";
    const struct CMUnitTest tests[] = {AT(plain), AT(fast), AT(small)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
