/*
 * TrustKit's configuration in Info.plist.
 * Source: TrustKit TSKTrustKitConfig.h, "Getting Started".
 */
#include "facts/ios_internal.h"
#include "facts/network_config.h"

static void read_hashes(const aa_ios_list *list, uint32_t node, aa_trustkit_domain *out)
{
    size_t count = 0;
    const char *const *texts = aa_ios_texts(list, node, &count);
    out->hash_count = count;
    for (size_t i = 0; i < count; i++)
        out->good_hashes += aa_ios_is_digest(texts[i]);
}

static void read_domain(const aa_ios_list *list, const char *name, uint32_t node, aa_trustkit_domain *out)
{
    const aa_plist *p = list->plist;
    *out = (aa_trustkit_domain){.name = name, .until_day = INT64_MIN};
    out->include_subdomains = aa_ios_switch(list, aa_plist_get(p, node, "TSKIncludeSubdomains")) == AA_YES;
    out->reports_only = aa_ios_switch(list, aa_plist_get(p, node, "TSKEnforcePinning")) == AA_NO;
    read_hashes(list, aa_plist_get(p, node, "TSKPublicKeyHashes"), out);
    out->until = aa_ios_text(list, aa_plist_get(p, node, "TSKExpirationDate"));
    if (out->until != NULL && !aa_pin_set_day(out->until, &out->until_day))
        out->until_day = INT64_MIN;
    out->place = aa_ios_place(
        list, node, aa_arena_printf(list->source->arena, "TSKConfiguration/TSKPinnedDomains/%s", name));
}

void aa_ios_read_trustkit(const aa_ios_list *list, aa_trustkit *out)
{
    const aa_plist *p = list->plist;
    uint32_t node = aa_plist_get(p, p->root, "TSKConfiguration");
    const aa_plist_node *config = aa_plist_at(p, node);
    *out = (aa_trustkit){.swizzle = AA_UNKNOWN};
    if (config == NULL || config->kind != AA_PLIST_DICT)
        return;
    out->declared = true;
    out->swizzle = aa_ios_switch(list, aa_plist_get(p, node, "TSKSwizzleNetworkDelegates"));
    aa_vec domains = AA_VEC_INIT(aa_trustkit_domain);
    uint32_t domains_node = aa_plist_get(p, node, "TSKPinnedDomains");
    const aa_plist_node *dict = aa_plist_at(p, domains_node);
    for (uint32_t i = 0; dict != NULL && dict->kind == AA_PLIST_DICT && i < dict->count; i++) {
        uint32_t value;
        const char *name = aa_ios_key(list, domains_node, i, &value);
        aa_trustkit_domain *d = name != NULL ? aa_source_push(list->source, &domains) : NULL;
        if (d != NULL)
            read_domain(list, name, value, d);
    }
    out->domains = domains.items;
    out->domain_count = domains.count;
}
