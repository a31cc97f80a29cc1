#include "reports/json/parts.h"

static void put_anchors(aa_json *j, const char *key, const aa_trust_anchor *anchors, size_t count)
{
    static const char *const sources[] = {
        [AA_ANCHOR_SYSTEM] = "system", [AA_ANCHOR_USER] = "user", [AA_ANCHOR_RAW] = "raw"};
    aa_json_open_array(j, key);
    for (size_t i = 0; i < count; i++) {
        aa_json_open_object(j, NULL);
        aa_json_text(j, "source", sources[anchors[i].source]);
        aa_json_text(j, "resource", anchors[i].resource);
        aa_json_bool(j, "override_pins", anchors[i].override_pins);
        aa_json_close_object(j);
    }
    aa_json_close_array(j);
}

static void put_host(aa_json *j, const char *key, const aa_host_policy *host)
{
    aa_json_open_object(j, key);
    aa_json_text(j, "domain", host->domain);
    aa_json_bool(j, "include_subdomains", host->include_subdomains);
    aa_json_tri(j, "cleartext", host->cleartext);
    put_anchors(j, "anchors", host->anchors, host->anchor_count);
    aa_json_open_array(j, "pins");
    for (size_t i = 0; i < host->pin_count; i++) {
        aa_json_open_object(j, NULL);
        aa_json_text(j, "digest", host->pins[i].digest);
        aa_json_text(j, "value", host->pins[i].value);
        aa_json_close_object(j);
    }
    aa_json_close_array(j);
    aa_json_text(j, "pin_expiration", host->pin_expiration);
    aa_json_place(j, &host->place);
    aa_json_close_object(j);
}

void aa_json_network(aa_json *j, const aa_facts *facts, int64_t today)
{
    const aa_network_policy *network = &facts->network;
    aa_json_open_object(j, "network");
    aa_json_bool(j, "config", network->has_config);
    aa_json_text(j, "refusal", network->refusal);
    put_host(j, "base", &network->base);
    put_host(j, "legacy", &network->legacy);
    aa_json_open_array(j, "hosts");
    for (size_t i = 0; i < network->domain_count; i++)
        put_host(j, NULL, &network->domains[i]);
    aa_json_close_array(j);
    aa_json_bool(j, "debug_overrides", network->has_debug_overrides);
    put_anchors(j, "debug_anchors", network->debug_anchors, network->debug_anchor_count);
    if (facts->pinning != NULL)
        aa_json_pinning(j, facts->pinning, today);
    aa_json_close_object(j);
}
