#include "facts/network_config.h"

/*
 * Looking every domain up in every variant is quadratic, and the numbers come from the app. Past this many
 * steps the variants count as different everywhere.
 */
#define MAX_STEPS 20000000

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool same_anchors(const aa_host_policy *a, const aa_host_policy *b)
{
    if (a->anchor_count != b->anchor_count)
        return false;
    for (size_t i = 0; i < a->anchor_count; i++) {
        const aa_trust_anchor *x = &a->anchors[i];
        const aa_trust_anchor *y = &b->anchors[i];
        if (x->source != y->source || x->override_pins != y->override_pins ||
            !same_text(x->resource, y->resource))
            return false;
    }
    return true;
}

static bool same_pins(const aa_host_policy *a, const aa_host_policy *b)
{
    if (a->pin_count != b->pin_count || !same_text(a->pin_expiration, b->pin_expiration))
        return false;
    for (size_t i = 0; i < a->pin_count; i++)
        if (!same_text(a->pins[i].digest, b->pins[i].digest) ||
            !same_text(a->pins[i].value, b->pins[i].value))
            return false;
    return true;
}

static bool same_policy(const aa_host_policy *a, const aa_host_policy *b)
{
    return a->cleartext == b->cleartext && same_anchors(a, b) && same_pins(a, b);
}

static bool same_domains(const aa_network_policy *a, const aa_network_policy *b)
{
    if (a->domain_count != b->domain_count)
        return false;
    for (size_t i = 0; i < a->domain_count; i++) {
        const aa_host_policy *x = &a->domains[i];
        const aa_host_policy *y = &b->domains[i];
        if (!same_text(x->domain, y->domain) || x->include_subdomains != y->include_subdomains ||
            !same_policy(x, y))
            return false;
    }
    return true;
}

static bool all_agree(const aa_network_policy *variants, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (!same_policy(&variants[0].base, &variants[i].base) || !same_domains(&variants[0], &variants[i]))
            return false;
    return true;
}

/* Higher is weaker. */
static int weakness(const aa_host_policy *policy)
{
    int rank = policy->pin_count == 0 ? 1 : 0;
    for (size_t i = 0; i < policy->anchor_count; i++) {
        if (policy->anchors[i].source == AA_ANCHOR_USER)
            rank |= 4;
        if (policy->anchors[i].override_pins)
            rank |= 2;
    }
    return rank;
}

static void take_weaker(aa_host_policy *kept, const aa_host_policy *other)
{
    if (kept->cleartext != other->cleartext) {
        if (other->cleartext == AA_YES) {
            kept->cleartext_place = other->cleartext_place;
            kept->cleartext_inherited = other->cleartext_inherited;
            kept->cleartext_by_default = other->cleartext_by_default;
        }
        kept->cleartext = AA_UNKNOWN;
    }
    if (weakness(other) <= weakness(kept))
        return;
    kept->anchors = other->anchors;
    kept->anchor_count = other->anchor_count;
    kept->anchors_inherited = other->anchors_inherited;
    kept->pins = other->pins;
    kept->pin_count = other->pin_count;
    kept->pins_inherited = other->pins_inherited;
    kept->pin_expiration = other->pin_expiration;
    kept->pin_expiration_day = other->pin_expiration_day;
}

static size_t total_domains(const aa_network_policy *variants, size_t count)
{
    size_t total = 0;
    for (size_t i = 0; i < count; i++)
        total += variants[i].domain_count;
    return total;
}

static const aa_host_policy *exact(const aa_network_policy *policy, const char *domain)
{
    const aa_host_policy *found = aa_network_policy_for(policy, domain);
    return found->domain != NULL && strcmp(found->domain, domain) == 0 ? found : NULL;
}

/* |kept| against every variant. A domain that one of them does not name, or not with its subdomains, is open.
 */
static void merge_domain(const aa_network_policy *variants, size_t count, aa_host_policy *kept)
{
    for (size_t v = 0; v < count; v++) {
        const aa_host_policy *other = exact(&variants[v], kept->domain);
        take_weaker(kept, other == NULL ? &variants[v].base : other);
        if (other == NULL || other->include_subdomains != kept->include_subdomains) {
            kept->cleartext = AA_UNKNOWN;
            kept->include_subdomains |= other != NULL && other->include_subdomains;
        }
    }
}

/* The domains of all variants, each name once unless comparing them takes too long. */
static void merge_domains(aa_source *source, const aa_network_policy *variants, size_t count,
                          aa_network_policy *out)
{
    size_t total = total_domains(variants, count);
    bool compare = total <= MAX_STEPS / (total + 1);
    aa_host_policy *all = aa_arena_array(source->arena, total, sizeof(*all));
    if (all == NULL) {
        source->failed = true;
        return;
    }
    size_t n = 0;
    for (size_t v = 0; v < count; v++) {
        for (size_t i = 0; i < variants[v].domain_count; i++) {
            size_t same = 0;
            while (compare && same < n && strcmp(all[same].domain, variants[v].domains[i].domain) != 0)
                same++;
            if (compare && same < n)
                continue;
            all[n] = variants[v].domains[i];
            if (compare)
                merge_domain(variants, count, &all[n]);
            else
                all[n].cleartext = AA_UNKNOWN;
            n++;
        }
    }
    out->domains = all;
    out->domain_count = n;
}

aa_network_policy aa_network_merge(aa_source *source, const aa_network_policy *variants, size_t count,
                                   bool *differ_out)
{
    aa_network_policy out = variants[0];
    *differ_out = !all_agree(variants, count);
    if (!*differ_out)
        return out;
    for (size_t i = 1; i < count; i++) {
        take_weaker(&out.base, &variants[i].base);
        if (out.refusal == NULL)
            out.refusal = variants[i].refusal;
        if (!out.has_debug_overrides && variants[i].has_debug_overrides) {
            out.has_debug_overrides = true;
            out.debug_overrides_place = variants[i].debug_overrides_place;
            out.debug_anchors = variants[i].debug_anchors;
            out.debug_anchor_count = variants[i].debug_anchor_count;
        }
    }
    merge_domains(source, variants, count, &out);
    return out;
}
