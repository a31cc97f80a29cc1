/* The network security config as the platform builds it: XmlConfigSource and NetworkSecurityConfig. */
#include <stdio.h>
#include <stdlib.h>

#include "facts/network_config.h"
#include "support/fail_alloc.h"
#include "support/test.h"
#include "support/tree.h"

#define PIN_A "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
#define PIN_B "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB="

typedef struct fixture {
    test_source t;
    aa_manifest manifest;
    aa_network_policy policy;
} fixture;

static fixture *setup(int min_sdk, int target_sdk)
{
    fixture *f = calloc(1, sizeof(*f));
    assert_non_null(f);
    assert_true(test_source_init(&f->t));
    f->manifest = (aa_manifest){.min_sdk = min_sdk, .target_sdk = target_sdk};
    return f;
}

static void teardown(fixture *f)
{
    test_source_done(&f->t);
    free(f);
}

static void parse_with_debug(fixture *f, const char *xml, const char *debug_xml)
{
    aa_source_doc doc;
    aa_source_doc debug;
    assert_true(test_doc(&f->t, "res/xml/nsc.xml", xml, &doc));
    if (debug_xml != NULL)
        assert_true(test_doc(&f->t, "res/xml/nsc_debug.xml", debug_xml, &debug));
    f->policy = aa_network_parse(&f->t.source, &f->manifest, &doc, debug_xml == NULL ? NULL : &debug);
    assert_int_equal(aa_source_status(&f->t.source), AA_OK);
    if (debug_xml != NULL)
        aa_source_close(&debug);
    aa_source_close(&doc);
}

static void parse(fixture *f, const char *body)
{
    char xml[8192];
    snprintf(xml, sizeof(xml), "<network-security-config>%s</network-security-config>", body);
    parse_with_debug(f, xml, NULL);
}

/* "system", "system+user!", "@0x7f080001": every anchor, "!" where it overrides pins. */
static const char *anchors(const aa_host_policy *policy)
{
    static char text[256];
    text[0] = '\0';
    for (size_t i = 0; i < policy->anchor_count; i++) {
        const aa_trust_anchor *a = &policy->anchors[i];
        const char *name = a->source == AA_ANCHOR_SYSTEM ? "system"
                           : a->source == AA_ANCHOR_USER ? "user"
                                                         : a->resource;
        size_t n = strlen(text);
        snprintf(text + n, sizeof(text) - n, "%s%s%s", i == 0 ? "" : "+", name, a->override_pins ? "!" : "");
    }
    return text;
}

static const aa_host_policy *host(const fixture *f, const char *name)
{
    return aa_network_policy_for(&f->policy, name);
}

static void defaults_follow_the_target_sdk(void **state)
{
    (void)state;

    static const struct {
        int target;
        aa_tri cleartext;
        const char *anchors;
    } rows[] = {{22, AA_YES, "system+user"}, {23, AA_YES, "system+user"}, {24, AA_YES, "system"},
                {27, AA_YES, "system"},      {28, AA_NO, "system"},       {36, AA_NO, "system"}};

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        fixture *f = setup(24, rows[i].target);
        aa_network_policy none = aa_network_default(&f->t.source, &f->manifest);
        assert_int_equal(none.base.cleartext, rows[i].cleartext);
        assert_true(none.base.cleartext_by_default);
        assert_string_equal(anchors(&none.base), rows[i].anchors);
        assert_false(none.has_config);
        parse(f, "");
        assert_true(f->policy.has_config);
        assert_int_equal(f->policy.base.cleartext, rows[i].cleartext);
        assert_true(f->policy.base.cleartext_by_default);
        assert_string_equal(anchors(&f->policy.base), rows[i].anchors);
        teardown(f);
    }
}

static void flag_decides_only_without_a_config(void **state)
{
    (void)state;
    fixture *f = setup(24, 30);
    f->manifest.uses_cleartext = (aa_flag){.value = AA_YES, .declared = true, .place = {.line = 7}};
    aa_network_policy none = aa_network_default(&f->t.source, &f->manifest);
    assert_int_equal(none.base.cleartext, AA_YES);
    assert_int_equal(none.base.cleartext_place.line, 7);
    assert_false(none.base.cleartext_by_default);
    parse(f, "");
    assert_int_equal(f->policy.base.cleartext, AA_NO);
    f->manifest.uses_cleartext.value = AA_UNKNOWN;
    assert_int_equal(aa_network_default(&f->t.source, &f->manifest).base.cleartext, AA_UNKNOWN);
    teardown(f);
}

static void older_platforms_ignore_the_config(void **state)
{
    (void)state;

    static const struct {
        int min, target;
        aa_tri flag, legacy;
        bool since_24;
    } rows[] = {
        {19, 33, AA_NO, AA_YES, false},      /* below 23 the flag is not known */
        {23, 33, AA_NO, AA_NO, false},       /* 23 obeys it */
        {23, 33, AA_UNKNOWN, AA_YES, false}, /* not declared: the default of 23 is true */
        {24, 33, AA_UNKNOWN, AA_NO, true},   /* no older platform left */
        {24, 27, AA_UNKNOWN, AA_YES, true},  {24, 33, AA_YES, AA_YES, true},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        fixture *f = setup(rows[i].min, rows[i].target);
        f->manifest.uses_cleartext = (aa_flag){.value = rows[i].flag, .declared = rows[i].flag != AA_UNKNOWN};
        parse(f, "<base-config cleartextTrafficPermitted='false'/>");
        assert_int_equal(f->policy.base.cleartext, AA_NO);
        assert_int_equal(f->policy.legacy.cleartext, rows[i].legacy);
        assert_string_equal(anchors(&f->policy.legacy), "system+user");
        assert_int_equal(f->policy.applies_since_24, rows[i].since_24);
        teardown(f);
    }
}

static void unset_values_come_from_the_parent(void **state)
{
    (void)state;
    fixture *f = setup(24, 30);
    parse(f, "<domain-config cleartextTrafficPermitted='true'>"
             "  <domain includeSubdomains='true'>example.com</domain>"
             "  <pin-set expiration='2030-12-31'><pin digest='SHA-256'>" PIN_A "</pin></pin-set>"
             "  <domain-config>"
             "    <domain>inner.example.com</domain>"
             "    <trust-anchors><certificates src='user'/></trust-anchors>"
             "    <domain-config cleartextTrafficPermitted='false'>"
             "      <domain>core.example.com</domain><pin-set/>"
             "    </domain-config>"
             "  </domain-config>"
             "  <domain>late.example.com</domain>"
             "</domain-config>"
             "<domain-config><domain>plain.org</domain></domain-config>"
             "<base-config><trust-anchors><certificates src='system'/><certificates src='@7f080001'/>"
             "</trust-anchors></base-config>");
    assert_null(f->policy.refusal);
    assert_int_equal(f->policy.domain_count, 5);
    const aa_host_policy *outer = host(f, "example.com");
    assert_int_equal(outer->cleartext, AA_YES);
    assert_false(outer->cleartext_inherited);
    assert_string_equal(anchors(outer), "system+@0x7f080001");
    assert_true(outer->anchors_inherited);
    assert_int_equal(outer->pin_count, 1);
    assert_string_equal(outer->pin_expiration, "2030-12-31");
    const aa_host_policy *inner = host(f, "inner.example.com");
    assert_int_equal(inner->cleartext, AA_YES);
    assert_true(inner->cleartext_inherited);
    assert_string_equal(anchors(inner), "user");
    assert_int_equal(inner->pin_count, 1);
    assert_true(inner->pins_inherited);
    const aa_host_policy *core = host(f, "core.example.com");
    assert_int_equal(core->cleartext, AA_NO);
    assert_string_equal(anchors(core), "user");
    assert_int_equal(core->pin_count, 0); /* an empty pin-set takes the parent's pins away */
    assert_false(core->pins_inherited);
    assert_int_equal(core->pin_expiration_day, INT64_MIN);
    assert_string_equal(f->policy.domains[3].domain, "late.example.com");
    const aa_host_policy *plain = host(f, "plain.org");
    assert_int_equal(plain->cleartext, AA_NO);
    assert_true(plain->cleartext_by_default);
    assert_string_equal(anchors(plain), "system+@0x7f080001");
    teardown(f);
}

static void most_specific_domain_wins(void **state)
{
    (void)state;

    static const struct {
        const char *host, *domain;
    } rows[] = {
        {"example.com", "example.com"},
        {"example.com.", "example.com"},
        {"www.example.com", "example.com"},
        {"a.b.example.com", "b.example.com"},
        {"b.example.com", "b.example.com"},
        {"exact.b.example.com", "exact.b.example.com"},
        {"x.exact.b.example.com", "b.example.com"},
        {"badexample.com", NULL},
        {"com", NULL},
        {"single.org", "single.org"},
        {"www.single.org", NULL},
        {"", NULL},
        {".", NULL},
        {"10.0.2.2", "10.0.2.2"},
    };

    fixture *f = setup(24, 30);
    parse(f,
          "<domain-config><domain includeSubdomains='true'> Example.COM\n</domain>"
          "<domain includeSubdomains='true'>b.example.com</domain><domain>exact.b.example.com</domain>"
          "<domain includeSubdomains='false'>single.org</domain><domain>10.0.2.2</domain></domain-config>");
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const char *found = host(f, rows[i].host)->domain;
        if (rows[i].domain == NULL)
            assert_null(found);
        else
            assert_string_equal(found, rows[i].domain);
    }
    teardown(f);
}

static void references_and_texts_are_no_booleans(void **state)
{
    (void)state;
    fixture *f = setup(24, 30);
    parse(f, "<domain-config cleartextTrafficPermitted='@7f050001'>"
             "<domain includeSubdomains='@7f050001'>a.org</domain>"
             "<trust-anchors><certificates src='system' overridePins='yes'/></trust-anchors></domain-config>"
             "<domain-config cleartextTrafficPermitted='0'><domain includeSubdomains='1'>b.org</domain>"
             "</domain-config>"
             "<domain-config xmlns:x='urn:x' x:cleartextTrafficPermitted='true'><domain>c.org</domain>"
             "</domain-config>");
    const aa_host_policy *a = host(f, "a.org");
    assert_int_equal(a->cleartext, AA_YES); /* getAttributeBooleanValue() gives its fallback, which permits */
    assert_false(a->include_subdomains);
    assert_string_equal(anchors(a), "system");
    assert_int_equal(host(f, "b.org")->cleartext, AA_NO);
    assert_true(host(f, "b.org")->include_subdomains);
    assert_int_equal(host(f, "c.org")->cleartext, AA_YES); /* getAttributeName() has no namespace */
    teardown(f);
}

static void debug_overrides_add_anchors_to_debuggable_apps_only(void **state)
{
    (void)state;
    const char *body =
        "<base-config><trust-anchors><certificates src='system'/></trust-anchors></base-config>"
        "<domain-config><domain>own.org</domain><trust-anchors><certificates src='@7f080001'/>"
        "</trust-anchors><domain-config><domain>heir.org</domain></domain-config>"
        "</domain-config>"
        "<debug-overrides><trust-anchors><certificates src='user'/>"
        "<certificates src='system' overridePins='false'/></trust-anchors></debug-overrides>";
    fixture *f = setup(24, 30);
    parse(f, body);
    assert_true(f->policy.has_debug_overrides);
    assert_int_equal(f->policy.debug_anchor_count, 2);
    assert_true(f->policy.debug_anchors[0].override_pins); /* the default inside debug-overrides */
    assert_string_equal(anchors(&f->policy.base), "system");
    assert_string_equal(anchors(host(f, "own.org")), "@0x7f080001");
    teardown(f);
    f = setup(24, 30);
    f->manifest.debuggable = (aa_flag){.value = AA_YES, .declared = true};
    parse(f, body);
    assert_string_equal(anchors(&f->policy.base), "system+user!+system");
    assert_string_equal(anchors(host(f, "own.org")), "@0x7f080001+user!+system");
    assert_string_equal(anchors(host(f, "heir.org")), "@0x7f080001+user!+system");
    teardown(f);
}

static void debug_resource_counts_when_the_config_has_no_overrides(void **state)
{
    (void)state;
    const char *debug = "<network-security-config><debug-overrides><trust-anchors><certificates src='user'/>"
                        "</trust-anchors></debug-overrides></network-security-config>";
    const char *plain = "<network-security-config/>";
    const char *full = "<network-security-config><debug-overrides/></network-security-config>";
    fixture *f = setup(24, 30);
    parse_with_debug(f, plain, debug);
    assert_false(f->policy.has_debug_overrides);
    f->manifest.debuggable = (aa_flag){.value = AA_YES, .declared = true};
    parse_with_debug(f, plain, debug);
    assert_true(f->policy.has_debug_overrides);
    assert_string_equal(anchors(&f->policy.base), "system+user!");
    assert_string_equal(f->policy.debug_anchors[0].place.member, "res/xml/nsc_debug.xml");
    parse_with_debug(f, full, debug);
    assert_string_equal(anchors(&f->policy.base), "system");
    teardown(f);
}

static void what_the_platform_refuses_is_unknown(void **state)
{
    (void)state;

    static const struct {
        const char *body, *refusal;
    } rows[] = {
        {"<domain-config><domain>a.org</domain><domain>b.org</domain></domain-config>"
         "<domain-config><domain includeSubdomains='true'>A.ORG</domain></domain-config>",
         "domain twice: a.org"},
        {"<domain-config/>", "domain-config without domain: "},
        {"<domain-config><domain/></domain-config>", "domain without name: "},
        {"<domain-config><domain>a<b/></domain></domain-config>", "domain without name: "},
        {"<base-config/><base-config/>", "second element: base-config"},
        {"<base-config><domain>a.org</domain></base-config>", "misplaced element: domain"},
        {"<base-config><pin-set/></base-config>", "misplaced element: pin-set"},
        {"<base-config><domain-config/></base-config>", "misplaced element: domain-config"},
        {"<debug-overrides/><debug-overrides/>", "second element: debug-overrides"},
        {"<base-config><trust-anchors/><trust-anchors/></base-config>", "second element: trust-anchors"},
        {"<base-config><trust-anchors><certificates/></trust-anchors></base-config>", "certificates src: "},
        {"<base-config><trust-anchors><certificates src='System'/></trust-anchors></base-config>",
         "certificates src: System"},
        {"<domain-config><domain>a.org</domain><pin-set/><pin-set/></domain-config>",
         "second element: pin-set"},
        {"<domain-config><domain>a.org</domain><pin-set expiration='soon'/></domain-config>",
         "pin-set expiration: soon"},
        {"<domain-config><domain>a.org</domain><pin-set><pin digest='SHA-1'>" PIN_A
         "</pin></pin-set></domain-config>",
         "pin digest: SHA-1"},
        {"<domain-config><domain>a.org</domain><pin-set><pin digest='SHA-256'>QUJD</pin></pin-set>"
         "</domain-config>",
         "pin: QUJD"},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        fixture *f = setup(24, 30);
        parse(f, rows[i].body);
        assert_non_null(f->policy.refusal);
        assert_string_equal(f->policy.refusal, rows[i].refusal);
        assert_int_equal(f->policy.base.cleartext, AA_UNKNOWN);
        for (size_t d = 0; d < f->policy.domain_count; d++)
            assert_int_equal(f->policy.domains[d].cleartext, AA_UNKNOWN);
        assert_int_equal(f->policy.legacy.cleartext, AA_NO);
        teardown(f);
    }
}

static void what_the_platform_skips_is_skipped(void **state)
{
    (void)state;
    fixture *f = setup(24, 30);
    parse(f, "<unknown><domain-config><domain>hidden.org</domain></domain-config></unknown>"
             "<domain>loose.org</domain>"
             "<domain-config future='1'><domain>a.org</domain><future><domain>b.org</domain></future>"
             "<trust-anchors><other/><certificates src='system'/></trust-anchors></domain-config>"
             "<debug-overrides><domain>ignored in release builds</domain></debug-overrides>");
    assert_null(f->policy.refusal);
    assert_int_equal(f->policy.domain_count, 1);
    assert_string_equal(f->policy.domains[0].domain, "a.org");
    f->manifest.debuggable = (aa_flag){.value = AA_YES, .declared = true};
    parse(f, "<debug-overrides><domain>refused in debug builds</domain></debug-overrides>");
    assert_string_equal(f->policy.refusal, "misplaced element: domain");
    teardown(f);
}

static void another_root_is_refused(void **state)
{
    (void)state;
    fixture *f = setup(24, 30);
    parse_with_debug(f, "<network_security_config><base-config/></network_security_config>", NULL);
    assert_string_equal(f->policy.refusal, "root element: network_security_config");
    teardown(f);
}

static void pins_are_checked_as_the_platform_decodes_them(void **state)
{
    (void)state;

    static const struct {
        const char *text;
        long size;
    } rows[] = {
        {PIN_A, 32},
        {"", 0},
        {"QUI=", 2},
        {"QQ==", 1},
        {"QUI", 2},
        {"QQ", 1},
        {"Q", -1},
        {"QQ=", -1},
        {"QQ===", -1},
        {"QUI==", -1},
        {"QUJD=", -1},
        {"Q=Q=", -1},
        {"Q U\nI =", 2},
        {"Q-U_I=", 2},
        {"====", -1},
        {"+/+/", 3},
        {"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 32},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        assert_int_equal(aa_pin_set_decoded_size(rows[i].text), rows[i].size);
    fixture *f = setup(24, 30);
    parse(f, "<domain-config><domain>a.org</domain><pin-set expiration='2026-02-28'>"
             "<pin digest='sha-256'> " PIN_A "\n</pin><pin digest='SHA-256'>" PIN_B "</pin>"
             "</pin-set></domain-config>");
    assert_null(f->policy.refusal);
    const aa_host_policy *a = host(f, "a.org");
    assert_int_equal(a->pin_count, 2);
    assert_true(a->pins[0].well_formed);
    assert_string_equal(a->pins[0].value, PIN_A);
    assert_string_equal(a->pins[0].digest, "sha-256");
    assert_int_equal(a->pin_expiration_day, 20512);
    teardown(f);
}

static void dates_are_read_as_the_platform_reads_them(void **state)
{
    (void)state;

    static const struct {
        const char *text;
        bool valid;
        int64_t day;
    } rows[] = {
        {"1970-01-01", true, 0},
        {"1969-12-31", true, -1},
        {"2000-02-29", true, 11016},
        {"2024-02-29", true, 19782},
        {"2026-01-31", true, 20484},
        {"2026-1-5", true, 20458},
        {"2026-01-31T00:00", true, 20484},
        {" 2026-01-31", true, 20484},
        {"2023-02-29", false, 0},
        {"1900-02-29", false, 0},
        {"2026-13-01", false, 0},
        {"2026-00-10", false, 0},
        {"2026-04-31", false, 0},
        {"2026/01/31", false, 0},
        {"2026-01", false, 0},
        {"", false, 0},
        {"31-01-", false, 0},
        {"0000-01-01", false, 0},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        int64_t day = 0;
        assert_int_equal(aa_pin_set_day(rows[i].text, &day), rows[i].valid);
        assert_true(day == rows[i].day);
    }
    int64_t far = 0;
    assert_true(aa_pin_set_day("99999999999999999999-12-31", &far));
    assert_true(far > 300000000);
}

static aa_network_policy merged(fixture *f, const char *first, const char *second, bool *differ)
{
    aa_network_policy variants[2];
    parse(f, first);
    variants[0] = f->policy;
    parse(f, second);
    variants[1] = f->policy;
    return aa_network_merge(&f->t.source, variants, 2, differ);
}

static void variants_that_agree_are_one(void **state)
{
    (void)state;
    bool differ = true;
    fixture *f = setup(24, 30);
    const char *body =
        "<domain-config cleartextTrafficPermitted='true'><domain>a.org</domain></domain-config>";
    aa_network_policy policy = merged(f, body, body, &differ);
    assert_false(differ);
    assert_int_equal(aa_network_policy_for(&policy, "a.org")->cleartext, AA_YES);
    teardown(f);
}

static void variants_that_disagree_leave_it_open(void **state)
{
    (void)state;
    bool differ = false;
    fixture *f = setup(24, 30);
    aa_network_policy policy = merged(
        f,
        "<base-config cleartextTrafficPermitted='false'/>"
        "<domain-config cleartextTrafficPermitted='false'><domain>both.org</domain><domain>one.org</domain>"
        "<pin-set><pin digest='SHA-256'>" PIN_A "</pin></pin-set></domain-config>",
        "<base-config cleartextTrafficPermitted='true'><trust-anchors><certificates src='user'/>"
        "</trust-anchors></base-config>"
        "<domain-config cleartextTrafficPermitted='false'><domain>both.org</domain></domain-config>",
        &differ);
    assert_true(differ);
    assert_int_equal(policy.base.cleartext, AA_UNKNOWN);
    assert_string_equal(anchors(&policy.base), "user");
    const aa_host_policy *both = aa_network_policy_for(&policy, "both.org");
    assert_int_equal(both->cleartext, AA_NO);
    assert_string_equal(anchors(both), "user");
    assert_int_equal(both->pin_count, 0);
    assert_int_equal(aa_network_policy_for(&policy, "one.org")->cleartext, AA_UNKNOWN);
    teardown(f);
}

/* The tree is made once: only our own allocations are to fail. */
static bool parse_once(void *context)
{
    const aa_source_doc *doc = context;
    test_source t;
    bool differ = false;
    aa_manifest manifest = {.min_sdk = 24, .target_sdk = 30, .debuggable = {.value = AA_YES}};
    bool ok = test_source_init(&t);
    if (ok) {
        aa_network_policy variants[2] = {aa_network_parse(&t.source, &manifest, doc, NULL),
                                         aa_network_default(&t.source, &manifest)};
        if (aa_source_status(&t.source) == AA_OK)
            (void)aa_network_merge(&t.source, variants, 2, &differ);
        ok = aa_source_status(&t.source) == AA_OK;
    }
    test_source_done(&t);
    return ok;
}

static void memory_running_out_is_told(void **state)
{
    (void)state;
    test_source t;
    aa_source_doc doc;
    assert_true(test_source_init(&t));
    assert_true(
        test_doc(&t, "nsc.xml",
                 "<network-security-config><base-config><trust-anchors><certificates src='@7f080001'/>"
                 "</trust-anchors></base-config><domain-config><domain>a.org</domain><domain>b.org</domain>"
                 "<pin-set expiration='2030-01-01'><pin digest='SHA-256'>" PIN_A "</pin></pin-set>"
                 "<domain-config><domain>c.org</domain></domain-config></domain-config>"
                 "<debug-overrides><trust-anchors><certificates src='user'/></trust-anchors>"
                 "</debug-overrides></network-security-config>",
                 &doc));
    assert_true(test_each_allocation_fails(parse_once, &doc, 0) > 3);
    aa_source_close(&doc);
    test_source_done(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_follow_the_target_sdk),
        cmocka_unit_test(flag_decides_only_without_a_config),
        cmocka_unit_test(older_platforms_ignore_the_config),
        cmocka_unit_test(unset_values_come_from_the_parent),
        cmocka_unit_test(most_specific_domain_wins),
        cmocka_unit_test(references_and_texts_are_no_booleans),
        cmocka_unit_test(debug_overrides_add_anchors_to_debuggable_apps_only),
        cmocka_unit_test(debug_resource_counts_when_the_config_has_no_overrides),
        cmocka_unit_test(what_the_platform_refuses_is_unknown),
        cmocka_unit_test(what_the_platform_skips_is_skipped),
        cmocka_unit_test(another_root_is_refused),
        cmocka_unit_test(pins_are_checked_as_the_platform_decodes_them),
        cmocka_unit_test(dates_are_read_as_the_platform_reads_them),
        cmocka_unit_test(variants_that_agree_are_one),
        cmocka_unit_test(variants_that_disagree_leave_it_open),
        cmocka_unit_test(memory_running_out_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
