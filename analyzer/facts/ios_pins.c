#include "facts/ios_pins.h"

size_t aa_ats_pins_sound(const aa_ats_pins *pins)
{
    size_t sound = 0;
    for (size_t i = 0; i < pins->identity_count; i++)
        sound += pins->identities[i].well_formed;
    return sound;
}

aa_pin_state aa_ats_pins_state(const aa_ats_pins *pins)
{
    return aa_ats_pins_sound(pins) > 0 ? AA_PIN_ATTACHED : AA_PIN_INEFFECTIVE;
}

aa_pin_state aa_trustkit_state(const aa_trustkit_domain *domain, aa_tri asked, int64_t today)
{
    bool expired = domain->until_day != INT64_MIN && domain->until_day <= today;
    if (domain->reports_only || domain->good_hashes == 0 || expired)
        return AA_PIN_INEFFECTIVE;
    return asked == AA_YES ? AA_PIN_ATTACHED : asked == AA_NO ? AA_PIN_CONFIGURED : AA_PIN_UNKNOWN;
}
