/*
 * What pins that Info.plist names are worth.
 */
#ifndef AA_FACTS_IOS_PINS_H
#define AA_FACTS_IOS_PINS_H

#include "facts/ios.h"
#include "facts/pinning.h"

/* Pinned identities that can match a certificate. */
size_t aa_ats_pins_sound(const aa_ats_pins *pins);

/* AA_PIN_ATTACHED or AA_PIN_INEFFECTIVE: iOS asks them itself. */
aa_pin_state aa_ats_pins_state(const aa_ats_pins *pins);

/* |asked|: code asks TrustKit; AA_UNKNOWN: cannot be told. |today|: days since 1970-01-01. */
aa_pin_state aa_trustkit_state(const aa_trustkit_domain *domain, aa_tri asked, int64_t today);

#endif
