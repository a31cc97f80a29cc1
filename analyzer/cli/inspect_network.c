/*
 * The network policy in force for each host: the config of the app, what it inherits, and what the platform
 * adds where the app says nothing.
 */
#include "base/utf8.h"
#include "cli/inspect.h"
#include "engine/policy.h"
#include "facts/pinning.h"

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

/* ---- pinning ------------------------------------------------------------------------------------------- */

static void put_pinned(aa_str *s, const aa_pinned *item, int64_t today)
{
    aa_pin_reason reason = AA_PIN_NO_REASON;
    aa_pin_state state = aa_pinned_state(item, today, &reason);
    aa_str_printf(s, "  %-14s  %-12s  ", aa_pin_mechanism_name(item->mechanism), aa_pin_state_name(state));
    aa_utf8_put_safe(s, item->host != NULL ? item->host : "*");
    aa_str_put(s, item->subdomains ? " and its subdomains" : "");
    aa_str_printf(s, ", %zu pins", item->pin_count);
    if (reason != AA_PIN_NO_REASON)
        aa_str_printf(s, ", %s", aa_pin_reason_name(reason));
    if (item->place.class_name != NULL) {
        aa_str_put(s, "  (");
        aa_utf8_put_safe(s, item->place.class_name);
        aa_str_putc(s, '.');
        aa_utf8_put_safe(s, item->place.method);
        aa_str_putc(s, ')');
    } else {
        put_place(s, &item->place);
    }
    aa_str_putc(s, '\n');
}

static void put_host(aa_str *s, const aa_pinning *pinning, const aa_contacted *host, int64_t today)
{
    aa_str_put(s, "  ");
    aa_utf8_put_safe(s, host->host);
    aa_str_printf(s, "%s: %s (", host->own ? "" : ", of a library",
                  aa_pin_state_name(aa_pinning_best(pinning, host->host, today)));
    for (int m = 0; m < AA_PIN_MECHANISM_COUNT; m++)
        aa_str_printf(s, "%s%s %s", m == 0 ? "" : ", ", aa_pin_mechanism_name((aa_pin_mechanism)m),
                      aa_pin_state_name(aa_pinning_state(pinning, (aa_pin_mechanism)m, host->host, today)));
    aa_str_put(s, ")\n");
}

/* Expiry is compared with the policy's date, as nothing else here has a day. */
static void put_pinning(aa_inspection *in)
{
    const aa_pinning *pinning = in->facts->pinning;
    aa_policy *policy = NULL;
    if (pinning == NULL || aa_policy_builtin(in->arena, &policy) != AA_OK)
        return;
    int64_t today = aa_policy_today(policy);
    aa_str_put(&in->out, pinning->count == 0 ? "\npins: none\n" : "\npins\n");
    for (size_t i = 0; i < pinning->count; i++)
        put_pinned(&in->out, &pinning->items[i], today);
    if (pinning->host_count > 0)
        aa_str_put(&in->out, "\nhosts in code\n");
    for (size_t i = 0; i < pinning->host_count; i++) {
        put_host(&in->out, pinning, &pinning->hosts[i], today);
        aa_inspection_flush(in);
    }
    if (!pinning->complete)
        aa_str_put(&in->out, "not all code was read\n");
}

void aa_inspect_network(aa_inspection *in)
{
    if (!aa_inspection_facts(in, true))
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
    put_pinning(in);
}
