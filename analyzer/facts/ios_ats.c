#include "base/base64.h"
#include "facts/ios_internal.h"

#define SPKI "SPKI-SHA256-BASE64"

/* The value of the first of |keys| (NULL-terminated) that is there; |*legacy|: it was not the first. */
static uint32_t any_key(const aa_plist *plist, uint32_t dict, const char *const *keys, bool *legacy)
{
    for (size_t i = 0; keys[i] != NULL; i++) {
        uint32_t node = aa_plist_get(plist, dict, keys[i]);
        if (node != AA_PLIST_NONE) {
            *legacy = *legacy || i > 0;
            return node;
        }
    }
    return AA_PLIST_NONE;
}

static void read_domain(const aa_ios_list *list, const char *name, uint32_t node, aa_ats_domain *out)
{
    static const char *const http[] = {"NSExceptionAllowsInsecureHTTPLoads",
                                       "NSThirdPartyExceptionAllowsInsecureHTTPLoads",
                                       "NSTemporaryExceptionAllowsInsecureHTTPLoads",
                                       "NSTemporaryThirdPartyExceptionAllowsInsecureHTTPLoads", NULL};
    static const char *const tls[] = {
        "NSExceptionMinimumTLSVersion", "NSThirdPartyExceptionMinimumTLSVersion",
        "NSTemporaryExceptionMinimumTLSVersion", "NSTemporaryThirdPartyExceptionMinimumTLSVersion", NULL};
    static const char *const secrecy[] = {"NSExceptionRequiresForwardSecrecy",
                                          "NSThirdPartyExceptionRequiresForwardSecrecy",
                                          "NSTemporaryExceptionRequiresForwardSecrecy",
                                          "NSTemporaryThirdPartyExceptionRequiresForwardSecrecy", NULL};
    const aa_plist *p = list->plist;
    *out = (aa_ats_domain){.name = name};
    out->include_subdomains = aa_ios_switch(list, aa_plist_get(p, node, "NSIncludesSubdomains")) == AA_YES;
    out->insecure_http = aa_ios_switch(list, any_key(p, node, http, &out->legacy_key));
    out->min_tls = aa_ios_text(list, any_key(p, node, tls, &out->legacy_key));
    out->forward_secrecy = aa_ios_switch(list, any_key(p, node, secrecy, &out->legacy_key));
    out->transparency = aa_ios_switch(list, aa_plist_get(p, node, "NSRequiresCertificateTransparency"));
    const char *path =
        aa_arena_printf(list->source->arena, "NSAppTransportSecurity/NSExceptionDomains/%s", name);
    out->place = aa_ios_place(list, node, path);
}

static const aa_ats_domain *read_domains(const aa_ios_list *list, uint32_t node, size_t *count)
{
    aa_vec out = AA_VEC_INIT(aa_ats_domain);
    const aa_plist_node *dict = aa_plist_at(list->plist, node);
    for (uint32_t i = 0; dict != NULL && dict->kind == AA_PLIST_DICT && i < dict->count; i++) {
        uint32_t value;
        const char *name = aa_ios_key(list, node, i, &value);
        aa_ats_domain *d = name != NULL ? aa_source_push(list->source, &out) : NULL;
        if (d != NULL)
            read_domain(list, name, value, d);
    }
    *count = out.count;
    return out.items;
}

/* ---- pins ------------------------------------------------------------------------------------------------
 */

/* Base64 of exactly 32 bytes. */
bool aa_ios_is_digest(const char *text)
{
    size_t n = strlen(text);
    return n == 44 && text[43] == '=' && aa_base64_is_standard(aa_bytes_of(text, 43));
}

static void read_identities(const aa_ios_list *list, uint32_t node, bool is_ca, const char *domain,
                            aa_vec *out)
{
    const aa_plist_node *array = aa_plist_at(list->plist, node);
    for (uint32_t i = 0; array != NULL && array->kind == AA_PLIST_ARRAY && i < array->count; i++) {
        uint32_t item = aa_plist_child(list->plist, node, i);
        const char *value = aa_ios_text(list, aa_plist_get(list->plist, item, SPKI));
        const char *path =
            aa_arena_printf(list->source->arena, "NSAppTransportSecurity/NSPinnedDomains/%s/%s/%u", domain,
                            is_ca ? "NSPinnedCAIdentities" : "NSPinnedLeafIdentities", i);
        aa_ats_identity *identity = aa_source_push(list->source, out);
        if (identity != NULL)
            *identity = (aa_ats_identity){.is_ca = is_ca,
                                          .value = value,
                                          .well_formed = value != NULL && aa_ios_is_digest(value),
                                          .place = aa_ios_place(list, item, path)};
    }
}

static const aa_ats_pins *read_pins(const aa_ios_list *list, uint32_t node, size_t *count)
{
    aa_vec out = AA_VEC_INIT(aa_ats_pins);
    const aa_plist_node *dict = aa_plist_at(list->plist, node);
    for (uint32_t i = 0; dict != NULL && dict->kind == AA_PLIST_DICT && i < dict->count; i++) {
        uint32_t value;
        const char *domain = aa_ios_key(list, node, i, &value);
        aa_ats_pins *pins = domain != NULL ? aa_source_push(list->source, &out) : NULL;
        if (pins == NULL)
            continue;
        aa_vec identities = AA_VEC_INIT(aa_ats_identity);
        read_identities(list, aa_plist_get(list->plist, value, "NSPinnedCAIdentities"), true, domain,
                        &identities);
        read_identities(list, aa_plist_get(list->plist, value, "NSPinnedLeafIdentities"), false, domain,
                        &identities);
        *pins = (aa_ats_pins){
            .domain = domain,
            .include_subdomains =
                aa_ios_switch(list, aa_plist_get(list->plist, value, "NSIncludesSubdomains")) == AA_YES,
            .identities = identities.items,
            .identity_count = identities.count,
            .place = aa_ios_place(
                list, value,
                aa_arena_printf(list->source->arena, "NSAppTransportSecurity/NSPinnedDomains/%s", domain))};
    }
    *count = out.count;
    return out.items;
}

void aa_ios_read_ats(const aa_ios_list *list, aa_ats *out)
{
    const aa_plist *p = list->plist;
    uint32_t node = aa_plist_get(p, p->root, "NSAppTransportSecurity");
    const aa_plist_node *dict = aa_plist_at(p, node);
    *out = (aa_ats){.place = aa_ios_place(list, p->root, "NSAppTransportSecurity")};
    if (dict == NULL || dict->kind != AA_PLIST_DICT)
        return;
    out->declared = true;
    out->place = aa_ios_place(list, node, "NSAppTransportSecurity");
    out->arbitrary = aa_ios_switch(list, aa_plist_get(p, node, "NSAllowsArbitraryLoads"));
    out->arbitrary_web = aa_ios_switch(list, aa_plist_get(p, node, "NSAllowsArbitraryLoadsInWebContent"));
    out->arbitrary_media = aa_ios_switch(list, aa_plist_get(p, node, "NSAllowsArbitraryLoadsForMedia"));
    out->local_networking = aa_ios_switch(list, aa_plist_get(p, node, "NSAllowsLocalNetworking"));
    out->domains = read_domains(list, aa_plist_get(p, node, "NSExceptionDomains"), &out->domain_count);
    out->pins = read_pins(list, aa_plist_get(p, node, "NSPinnedDomains"), &out->pins_count);
}

/* ---- in force
 * ---------------------------------------------------------------------------------------------- */

static bool covers(const aa_ats_domain *d, const char *host)
{
    size_t n = strlen(d->name), k = strlen(host);
    if (n == k)
        return strcmp(d->name, host) == 0;
    return d->include_subdomains && k > n && host[k - n - 1] == '.' && strcmp(host + k - n, d->name) == 0;
}

aa_ats_policy aa_ats_policy_for(const aa_ats *ats, const char *host)
{
    const aa_ats_domain *best = NULL;
    for (size_t i = 0; host != NULL && i < ats->domain_count; i++)
        if (covers(&ats->domains[i], host) &&
            (best == NULL || strlen(ats->domains[i].name) > strlen(best->name)))
            best = &ats->domains[i];
    /* the presence of any of the newer keys, whatever its value, takes the old one out of force on iOS 10+ */
    bool off = ats->arbitrary == AA_YES && ats->arbitrary_web == AA_UNKNOWN &&
               ats->arbitrary_media == AA_UNKNOWN && ats->local_networking == AA_UNKNOWN;
    aa_ats_policy out = {.insecure_http = off, .off = off, .min_tls = "TLSv1.2", .forward_secrecy = !off};
    if (best == NULL)
        return out;
    /* an exception brings ATS back for its domain, with what it says */
    out = (aa_ats_policy){.insecure_http = best->insecure_http == AA_YES,
                          .min_tls = best->min_tls != NULL ? best->min_tls : "TLSv1.2",
                          .forward_secrecy = best->forward_secrecy != AA_NO,
                          .by = best};
    return out;
}
