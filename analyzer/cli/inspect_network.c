/*
 * The network policy in force for each host: the config of the app, what it inherits, and what the platform
 * adds where the app says nothing.
 */
#include "base/utf8.h"
#include "cli/inspect.h"

static void put_place(aa_str *s, const aa_place *place)
{
    if (place->member == NULL)
        return;
    aa_str_put(s, "  (");
    aa_utf8_put_safe(s, place->member);
    if (place->line > 0)
        aa_str_printf(s, ":%u", (unsigned)place->line);
    aa_str_putc(s, ')');
}

static void put_inherited(aa_str *s, bool inherited)
{
    aa_str_put(s, inherited ? ", inherited" : "");
}

static void put_anchors(aa_str *s, const aa_trust_anchor *anchors, size_t count, bool inherited)
{
    static const char *const sources[] = {
        [AA_ANCHOR_SYSTEM] = "system", [AA_ANCHOR_USER] = "user", [AA_ANCHOR_RAW] = "own"};
    aa_str_put(s, "  trusts     ");
    for (size_t i = 0; i < count; i++) {
        aa_str_printf(s, "%s%s", i == 0 ? "" : ", ", sources[anchors[i].source]);
        if (anchors[i].resource != NULL) {
            aa_str_putc(s, ' ');
            aa_utf8_put_safe(s, anchors[i].resource);
        }
        if (anchors[i].override_pins)
            aa_str_put(s, " (overrides pins)");
    }
    aa_str_put(s, count == 0 ? "nothing" : "");
    put_inherited(s, inherited);
    aa_str_putc(s, '\n');
}

static void put_pins(aa_str *s, const aa_host_policy *policy)
{
    if (policy->pin_count == 0)
        return;
    for (size_t i = 0; i < policy->pin_count; i++) {
        aa_str_put(s, "  pin        ");
        aa_utf8_put_safe(s, policy->pins[i].digest == NULL ? "?" : policy->pins[i].digest);
        aa_str_putc(s, ' ');
        aa_utf8_put_safe(s, policy->pins[i].value == NULL ? "" : policy->pins[i].value);
        aa_str_put(s, policy->pins[i].well_formed ? "" : " (not well-formed)");
        put_inherited(s, policy->pins_inherited);
        aa_str_putc(s, '\n');
    }
    if (policy->pin_expiration != NULL) {
        aa_str_put(s, "  pins until ");
        aa_utf8_put_safe(s, policy->pin_expiration);
        aa_str_putc(s, '\n');
    }
}

static void put_policy(aa_str *s, const char *title, const aa_host_policy *policy)
{
    if (policy->domain != NULL) {
        aa_utf8_put_safe(s, policy->domain);
        aa_str_put(s, policy->include_subdomains ? " and its subdomains" : "");
    } else {
        aa_str_put(s, title);
    }
    aa_str_printf(s, "\n  cleartext  %s", aa_tri_text(policy->cleartext));
    put_inherited(s, policy->cleartext_inherited);
    put_place(s, &policy->cleartext_place);
    aa_str_putc(s, '\n');
    put_anchors(s, policy->anchors, policy->anchor_count, policy->anchors_inherited);
    put_pins(s, policy);
}

void aa_inspect_network(aa_inspection *in)
{
    if (!aa_inspection_facts(in))
        return;
    const aa_network_policy *policy = &in->facts->network;
    aa_str *s = &in->out;
    aa_str_printf(s, "network security config: %s", policy->has_config ? "yes" : "none");
    put_place(s, &policy->config_place);
    aa_str_printf(s, "\nmin SDK %d, target SDK %d\n\n", in->facts->manifest.min_sdk,
                  in->facts->manifest.target_sdk);
    for (size_t i = 0; i < policy->domain_count; i++) {
        put_policy(s, "", &policy->domains[i]);
        aa_inspection_flush(in);
    }
    put_policy(s, policy->domain_count == 0 ? "every host" : "every other host", &policy->base);
    if (policy->has_config && !policy->applies_since_24)
        put_policy(s, "every host, on Android 6 and older, which ignore the config", &policy->legacy);
    if (policy->has_debug_overrides) {
        aa_str_put(s, "debug builds also\n");
        put_anchors(s, policy->debug_anchors, policy->debug_anchor_count, false);
    }
}
