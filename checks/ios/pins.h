/*
 * What the checks of pinning share: pins that Info.plist names, and whether they take effect.
 *
 * Sources: Apple NSPinnedDomains; TrustKit "Getting Started", TSKPinningValidator.h.
 */
#ifndef AA_CHECKS_IOS_PINS_H
#define AA_CHECKS_IOS_PINS_H

#include <string.h>

#include "engine/machine_record.h"
#include "facts/ios_pins.h"
#include "machine/use_challenge.h"

static inline const aa_ios_bundle *pins_app(const aa_check_input *in)
{
    return in->facts->ios != NULL ? aa_ios_app(in->facts->ios) : NULL;
}

static inline bool pins_sends(aa_machine *m, const char *selector)
{
    return aa_machine_sends(m, selector, NULL).count > 0;
}

/* TrustKit is in the app, and asked when a connection is made: it put itself before the app's delegates, or
 * they ask it. AA_UNKNOWN: releases differ in what they do when swizzling is not set. */
static inline aa_tri pins_trustkit_asked(const aa_check_input *in, const aa_trustkit *trustkit)
{
    const aa_mplace_ref *places;
    aa_machine *m = in->machine;
    if (m == NULL)
        return AA_UNKNOWN;
    if (aa_machine_class_uses(m, "TrustKit", &places) == 0 &&
        aa_machine_methods(m, "initSharedInstanceWithConfiguration:", &places) == 0)
        return aa_machine_base_of(m)->complete ? AA_NO : AA_UNKNOWN;
    if (trustkit->swizzle == AA_YES || pins_sends(m, "pinningValidator") ||
        pins_sends(m, "handleChallenge:completionHandler:") || pins_sends(m, "evaluateTrust:forHostname:"))
        return AA_YES;
    return trustkit->swizzle == AA_NO && aa_machine_base_of(m)->complete ? AA_NO : AA_UNKNOWN;
}

static inline bool pins_cover(const char *domain, bool subdomains, const char *host)
{
    aa_pinned p = {.host = domain, .subdomains = subdomains};
    return aa_pinned_covers(&p, host);
}

/* Code pins, and for which hosts cannot be told. With a list in Info.plist TrustKit takes no other. */
static inline bool pins_untold(const aa_check_input *in, const aa_trustkit *trustkit)
{
    static const aa_challenge_kind kinds[] = {AA_CHALLENGE_SESSION, AA_CHALLENGE_WEB_VIEW};
    aa_machine *m = in->machine;
    aa_msites sites = aa_machine_sends(m, "policyWithPinningMode:*", NULL);
    for (size_t i = 0; i < sites.count; i++) {
        int64_t mode;
        if (!aa_msite_int(m, &sites.items[i], 2, &mode) || mode != 0)
            return true;
    }
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        const aa_challenge *c;
        size_t n = aa_muse_challenges(m, kinds[k], &c);
        for (size_t i = 0; i < n; i++)
            if (c[i].compare != NULL)
                return true;
    }
    return !trustkit->declared && pins_sends(m, "initSharedInstanceWithConfiguration:*");
}

#endif
