/*
 * What bodies of trust managers and hostname verifiers look at, and the sockets, addresses and pins of a
 * program: fixtures/code/tls.
 */

#include <stdio.h>
#include <string.h>

#include "code/use_pin_internal.h"
#include "code/use_socket.h"
#include "code/use_url.h"
#include "support/fail_alloc.h"
#include "support/program_case.h"
#include "support/test.h"

typedef struct tls_case {
    program_case program;
    aa_reach_map *reach;
    aa_shapes *shapes;
    aa_code_base base;
    aa_code *code;
} tls_case;

static void begin(tls_case *t)
{
    program_case_begin(&t->program, "tls");
    assert_int_equal(aa_reach_build(t->program.program, NULL, 0, &t->reach), AA_OK);
    assert_int_equal(aa_shapes_find(t->program.program, &t->shapes), AA_OK);
    t->base = (aa_code_base){.program = t->program.program,
                             .reach = t->reach,
                             .shapes = t->shapes,
                             .limits = &t->program.limits,
                             .package = "org.example.app",
                             .complete = true};
    t->code = aa_code_new(&t->base);
    assert_non_null(t->code);
}

static void end(tls_case *t)
{
    aa_code_free(t->code);
    aa_shapes_free(t->shapes);
    aa_reach_free(t->reach);
    program_case_end(&t->program);
}

static aa_verify_result verify(tls_case *t, const char *class_name, const aa_verify_rules *rules)
{
    char name[80];
    snprintf(name, sizeof name, "Lorg/example/app/%s;->%s", class_name,
             rules->boolean ? "verify" : "checkServerTrusted");
    return aa_verify_method(t->code, program_case_method(&t->program, name), AA_NO_ID, rules);
}

static void assert_chain(tls_case *t, const char *class_name, aa_strength least, aa_strength floor)
{
    aa_verify_result result = verify(t, class_name, &aa_verify_chain);
    if (result.least != least || result.floor != floor)
        fail_msg("%s: least %d, floor %d", class_name, (int)result.least, (int)result.floor);
}

static void a_path_that_accepts_decides(void **state)
{
    (void)state;
    tls_case t;
    begin(&t);
    assert_chain(&t, "Open", AA_STRENGTH_NONE, AA_STRENGTH_NONE);
    assert_chain(&t, "Quiet", AA_STRENGTH_NONE, AA_STRENGTH_NONE);
    assert_chain(&t, "OwnKey", AA_STRENGTH_TRIVIAL, AA_STRENGTH_TRIVIAL);
    assert_chain(&t, "SelfSigned", AA_STRENGTH_WEAK, AA_STRENGTH_WEAK);
    assert_chain(&t, "Guarded", AA_STRENGTH_STRONG, AA_STRENGTH_STRONG);
    assert_chain(&t, "Composite", AA_STRENGTH_STRONG, AA_STRENGTH_STRONG);
    assert_chain(&t, "Pinned", AA_STRENGTH_STRONG, AA_STRENGTH_STRONG);
    assert_chain(&t, "Setting", AA_STRENGTH_STRONG, AA_STRENGTH_NONE);
    assert_chain(&t, "Never", AA_STRENGTH_NEVER, AA_STRENGTH_NEVER);
    end(&t);
}

static void what_a_class_below_does_is_told_apart(void **state)
{
    (void)state;
    tls_case t;
    begin(&t);
    aa_method_id check = program_case_method(&t.program, "Lorg/example/app/Base;->checkServerTrusted");
    aa_type_id lax = program_case_type(&t.program, "Lorg/example/app/Lax;");
    aa_type_id strict = program_case_type(&t.program, "Lorg/example/app/Strict;");
    assert_int_equal(aa_verify_method(t.code, check, lax, &aa_verify_chain).least, AA_STRENGTH_NONE);
    assert_int_equal(aa_verify_method(t.code, check, strict, &aa_verify_chain).floor, AA_STRENGTH_STRONG);
    aa_tls_judges judges = aa_tls_judges_of(t.code, AA_TLS_TRUST_MANAGER);
    size_t found = 0;
    for (size_t i = 0; i < judges.count; i++)
        found += judges.items[i].method == check;
    assert_int_equal(found, 2);
    end(&t);
}

static void a_body_that_calls_itself_ends(void **state)
{
    (void)state;
    tls_case t;
    begin(&t);
    assert_true(verify(&t, "Deep", &aa_verify_chain).floor <= AA_STRENGTH_NEVER);
    end(&t);
}

static void only_content_pins(void **state)
{
    (void)state;
    tls_case t;
    begin(&t);
    assert_int_equal(verify(&t, "Pinned", &aa_verify_pin).floor, AA_STRENGTH_STRONG);
    assert_int_equal(verify(&t, "Guarded", &aa_verify_pin).least, AA_STRENGTH_NONE);
    assert_int_equal(verify(&t, "Composite", &aa_verify_pin).least, AA_STRENGTH_NONE);
    end(&t);
}

static void names_in_the_certificate_verify_a_host(void **state)
{
    (void)state;
    tls_case t;
    begin(&t);
    assert_int_equal(verify(&t, "Names", &aa_verify_name).floor, AA_STRENGTH_STRONG);
    assert_int_equal(verify(&t, "Exempts", &aa_verify_name).least, AA_STRENGTH_WEAK);
    assert_int_equal(verify(&t, "Forgets", &aa_verify_name).least, AA_STRENGTH_NONE);
    end(&t);
}

/* ---- addresses -------------------------------------------------------------------------------------------
 */

static void assert_split(const char *text, bool whole, const char *scheme, const char *host, long port)
{
    aa_bytes found_scheme = aa_bytes_none();
    aa_bytes found_host = aa_bytes_none();
    long found_port = 0;
    aa_bytes bytes = aa_bytes_of(text, strlen(text));
    if (aa_url_split(bytes, whole, &found_scheme, &found_host, &found_port) != (scheme != NULL))
        fail_msg("%s", text);
    if (scheme == NULL)
        return;
    if (!aa_bytes_is(found_scheme, scheme) || !aa_bytes_is(found_host, host) || found_port != port)
        fail_msg("%s: host %.*s, port %ld", text, (int)found_host.n, (const char *)found_host.p, found_port);
}

static void addresses_are_cut_where_clients_cut_them(void **state)
{
    (void)state;
    assert_split("http://example.com", true, "http", "example.com", -1);
    assert_split("HTTPS://Example.com:8443/a?b#c", true, "HTTPS", "Example.com", 8443);
    assert_split("ws://user:secret@example.com/x@y", true, "ws", "example.com", -1);
    assert_split("http://[::1]:8080/", true, "http", "::1", 8080);
    assert_split("http://example.com?u=http://example.org", true, "http", "example.com", -1);
    assert_split("http://example.com:99999999/", true, "http", "example.com", -1);
    assert_split("http://", true, "http", "", -1);
    assert_split("http://exa mple/", true, NULL, NULL, 0);
    assert_split("ftp://example.com/", true, NULL, NULL, 0);
    assert_split("http://one.example.comhttp://two.example.com", true, NULL, NULL, 0);
    assert_split("", true, NULL, NULL, 0);
    /* more may follow */
    assert_split("http://api.", false, "http", "", -1);
    assert_split("http://example.com/", false, "http", "example.com", -1);
    assert_split("http://example.com:", false, "http", "example.com", -1);
    assert_split("http://user:", false, "http", "", -1);
}

static void what_the_program_uses_is_found(void **state)
{
    (void)state;
    tls_case t;
    begin(&t);
    aa_url_uses urls = aa_code_urls(t.code);
    assert_int_equal(urls.count, 1);
    assert_true(aa_bytes_is(urls.items[0].text, "http://bank.example.com/login"));
    assert_string_equal(urls.items[0].host, "bank.example.com");
    aa_socket_uses sockets = aa_code_sockets(t.code);
    assert_int_equal(sockets.count, 1);
    assert_int_equal(sockets.items[0].compared, AA_SOCKET_NOT_COMPARED);
    aa_pin_uses pins = aa_code_pins(t.code);
    assert_true(pins.okhttp);
    assert_true(pins.count >= 2);
    assert_int_equal(pins.items[0].kind, AA_PIN_KIND_OKHTTP);
    assert_string_equal(pins.items[0].host, "api.example.com");
    assert_int_equal(pins.items[0].pin_count, 2);
    end(&t);
}

static void pins_have_one_form(void **state)
{
    (void)state;
    assert_true(aa_pin_is_well_formed("sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
    assert_true(aa_pin_is_well_formed("sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
    assert_true(aa_pin_is_well_formed("sha1/AAAAAAAAAAAAAAAAAAAAAAAAAAA="));
    assert_false(aa_pin_is_well_formed("sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
    assert_false(aa_pin_is_well_formed("sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
    assert_false(aa_pin_is_well_formed("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
    assert_false(aa_pin_is_well_formed("sha256/AAAAAAAAAAAAAAAAAAAAA AAAAAAAAAAAAAAAAAAAAA="));
}

/* ---- memory ----------------------------------------------------------------------------------------------
 */

static bool ask_everything(void *context)
{
    aa_code *code = aa_code_new(context);
    if (code == NULL)
        return false;
    aa_code_pins(code);
    aa_code_urls(code);
    aa_code_sockets(code);
    aa_tls_judges_of(code, AA_TLS_HOSTNAME_VERIFIER);
    bool ok = !aa_code_failed(code);
    aa_code_free(code);
    return ok;
}

static void memory_may_run_out(void **state)
{
    (void)state;
    tls_case t;
    begin(&t);
    assert_true(test_some_allocations_fail(ask_everything, &t.base, 3) > 2);
    end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_path_that_accepts_decides),
        cmocka_unit_test(what_a_class_below_does_is_told_apart),
        cmocka_unit_test(a_body_that_calls_itself_ends),
        cmocka_unit_test(only_content_pins),
        cmocka_unit_test(names_in_the_certificate_verify_a_host),
        cmocka_unit_test(addresses_are_cut_where_clients_cut_them),
        cmocka_unit_test(what_the_program_uses_is_found),
        cmocka_unit_test(pins_have_one_form),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
