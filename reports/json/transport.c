/*
 * How an iOS app secures its connections, as its Info.plist says: App Transport Security as it is in force,
 * and the pins that Info.plist names.
 */
#include "facts/ios_pins.h"
#include "reports/json/parts.h"

static void put_policy(aa_json *j, const aa_ats_policy *policy)
{
    aa_json_bool(j, "insecure_http", policy->insecure_http);
    aa_json_bool(j, "off", policy->off);
    aa_json_text(j, "min_tls", policy->off ? NULL : policy->min_tls);
    aa_json_bool(j, "forward_secrecy", policy->forward_secrecy);
}

static void put_domain(aa_json *j, const aa_ats *ats, const aa_ats_domain *domain)
{
    aa_ats_policy policy = aa_ats_policy_for(ats, domain->name);
    aa_json_open_object(j, NULL);
    aa_json_text(j, "host", domain->name);
    aa_json_bool(j, "subdomains", domain->include_subdomains);
    put_policy(j, &policy);
    aa_json_place(j, &domain->place);
    aa_json_close_object(j);
}

static void put_pin(aa_json *j, const char *mechanism, const aa_pinned *pinned, const char *until)
{
    aa_json_open_object(j, NULL);
    aa_json_text(j, "mechanism", mechanism);
    aa_json_text(j, "host", pinned->host);
    aa_json_bool(j, "subdomains", pinned->subdomains);
    aa_json_text(j, "state", aa_pin_state_name(pinned->state));
    aa_json_uint(j, "pins", pinned->pin_count);
    aa_json_text(j, "until", until);
    aa_json_place(j, &pinned->place);
    aa_json_close_object(j);
}

static void put_ats_pins(aa_json *j, const aa_ats_pins *pins)
{
    const aa_pinned pinned = {.host = pins->domain,
                              .subdomains = pins->include_subdomains,
                              .state = aa_ats_pins_state(pins),
                              .pin_count = aa_ats_pins_sound(pins),
                              .place = pins->place};
    put_pin(j, "ats", &pinned, NULL);
}

/* Whether code asks TrustKit is for checks. */
static void put_trustkit(aa_json *j, const aa_trustkit_domain *domain, int64_t today)
{
    const aa_pinned pinned = {.host = domain->name,
                              .subdomains = domain->include_subdomains,
                              .state = aa_trustkit_state(domain, AA_UNKNOWN, today),
                              .pin_count = domain->good_hashes,
                              .place = domain->place};
    put_pin(j, "trustkit", &pinned, domain->until);
}

void aa_json_transport(aa_json *j, const aa_ios_bundle *app, int64_t today)
{
    aa_ats_policy base = aa_ats_policy_for(&app->ats, NULL);
    aa_json_open_object(j, "transport");
    put_policy(j, &base);
    aa_json_tri(j, "web_content", app->ats.arbitrary_web);
    aa_json_tri(j, "media", app->ats.arbitrary_media);
    aa_json_tri(j, "local_network", app->ats.local_networking);
    aa_json_open_array(j, "hosts");
    for (size_t i = 0; i < app->ats.domain_count; i++)
        put_domain(j, &app->ats, &app->ats.domains[i]);
    aa_json_close_array(j);
    aa_json_open_array(j, "pins");
    for (size_t i = 0; i < app->ats.pins_count; i++)
        put_ats_pins(j, &app->ats.pins[i]);
    for (size_t i = 0; i < app->trustkit.domain_count; i++)
        put_trustkit(j, &app->trustkit.domains[i], today);
    aa_json_close_array(j);
    aa_json_close_object(j);
}
