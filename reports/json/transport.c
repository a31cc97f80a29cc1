/*
 * How an iOS app secures its connections, as its Info.plist says: App Transport Security as it is in force,
 * and the pins that Info.plist names.
 */
#include "facts/ios.h"
#include "facts/pinning.h"
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
    size_t sound = 0;
    for (size_t i = 0; i < pins->identity_count; i++)
        sound += pins->identities[i].well_formed ? 1 : 0;
    const aa_pinned pinned = {.host = pins->domain,
                              .subdomains = pins->include_subdomains,
                              .state = sound > 0 ? AA_PIN_ATTACHED : AA_PIN_INEFFECTIVE,
                              .pin_count = sound,
                              .place = pins->place};
    put_pin(j, "ats", &pinned, NULL);
}

/* Whether code asks TrustKit is for checks: here the pins are set up at best. */
static void put_trustkit(aa_json *j, const aa_trustkit_domain *domain, int64_t today)
{
    bool expired = domain->until_day != INT64_MIN && domain->until_day <= today;
    bool idle = domain->reports_only || domain->good_hashes == 0 || expired;
    const aa_pinned pinned = {.host = domain->name,
                              .subdomains = domain->include_subdomains,
                              .state = idle ? AA_PIN_INEFFECTIVE : AA_PIN_CONFIGURED,
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
