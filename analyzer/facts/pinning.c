#include "facts/pinning.h"

#include <string.h>

/* ---- words
 * ------------------------------------------------------------------------------------------------- */

const char *aa_pin_mechanism_name(aa_pin_mechanism mechanism)
{
    static const char *const names[] = {
        [AA_PIN_CONFIG] = "network-config",       [AA_PIN_OKHTTP] = "okhttp",
        [AA_PIN_TRUST_MANAGER] = "trust-manager", [AA_PIN_ANCHORS] = "own-anchors",
        [AA_PIN_TRUSTKIT] = "trustkit",
    };
    return names[mechanism];
}

const char *aa_pin_state_name(aa_pin_state state)
{
    static const char *const names[] = {
        [AA_PIN_NONE] = "none",
        [AA_PIN_LIBRARY] = "library-only",
        [AA_PIN_CONFIGURED] = "configured",
        [AA_PIN_INEFFECTIVE] = "ineffective",
        [AA_PIN_UNKNOWN] = "unknown",
        [AA_PIN_ATTACHED] = "attached",
    };
    return names[state];
}

const char *aa_pin_reason_name(aa_pin_reason reason)
{
    static const char *const names[] = {
        [AA_PIN_NO_REASON] = "",
        [AA_PIN_NOT_GIVEN] = "not-given",
        [AA_PIN_NOT_REACHED] = "not-reached",
        [AA_PIN_NO_PINS] = "no-pins",
        [AA_PIN_BAD_FORM] = "bad-form",
        [AA_PIN_BY_SETTING] = "by-setting",
        [AA_PIN_NOT_TOLD] = "not-told",
        [AA_PIN_OVERRIDDEN] = "overridden",
        [AA_PIN_EXPIRED] = "expired",
    };
    return names[reason];
}

/* ---- hosts
 * ------------------------------------------------------------------------------------------------- */

static bool is_below(const char *host, const char *domain)
{
    size_t n = strlen(host);
    size_t m = strlen(domain);
    return n > m && host[n - m - 1] == '.' && strcmp(host + n - m, domain) == 0;
}

/* okhttp3.CertificatePinner: "*." stands for exactly one label, "**." for any number. */
bool aa_pinned_covers(const aa_pinned *pinned, const char *host)
{
    const char *pattern = pinned->host;
    if (pattern == NULL)
        return true;
    if (strncmp(pattern, "**.", 3) == 0)
        return strcmp(host, pattern + 3) == 0 || is_below(host, pattern + 3);
    if (strncmp(pattern, "*.", 2) == 0)
        return is_below(host, pattern + 2) && strchr(host, '.') == host + strlen(host) - strlen(pattern) + 1;
    return strcmp(host, pattern) == 0 || (pinned->subdomains && is_below(host, pattern));
}

/* "com.tw", "co.uk", "gov.tw": a country's names, sorted by kind. */
static bool is_shared_suffix(const char *last_two)
{
    static const char *const kinds[] = {"com", "co", "net", "org", "gov", "edu",
                                        "idv", "ac", "or",  "ne",  "go"};
    const char *dot = strchr(last_two, '.');
    if (dot == NULL || strlen(dot + 1) != 2)
        return false;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strlen(kinds[i]) == (size_t)(dot - last_two) &&
            strncmp(kinds[i], last_two, strlen(kinds[i])) == 0)
            return true;
    return false;
}

const char *aa_registered_domain(const char *host)
{
    const char *cuts[3] = {host, host, host}; /* behind the last, second and third dot from the end */
    size_t dots = 0;
    for (size_t i = strlen(host); i > 0 && dots < 3; i--)
        if (host[i - 1] == '.')
            cuts[dots++] = host + i;
    if (dots < 2)
        return host;
    if (!is_shared_suffix(cuts[1]))
        return cuts[1];
    return dots == 3 ? cuts[2] : host;
}

/* ---- states
 * ------------------------------------------------------------------------------------------------ */

aa_pin_state aa_pinned_state(const aa_pinned *pinned, int64_t today, aa_pin_reason *reason_out)
{
    bool expired = pinned->until != INT64_MIN && pinned->until <= today;
    if (reason_out != NULL)
        *reason_out = expired ? AA_PIN_EXPIRED : pinned->reason;
    return expired ? AA_PIN_INEFFECTIVE : pinned->state;
}

aa_pin_state aa_pinning_state(const aa_pinning *pinning, aa_pin_mechanism mechanism, const char *host,
                              int64_t today)
{
    aa_pin_state best = pinning->libraries[mechanism] ? AA_PIN_LIBRARY : AA_PIN_NONE;
    if (!pinning->complete && mechanism != AA_PIN_CONFIG)
        best = AA_PIN_UNKNOWN;
    for (size_t i = 0; i < pinning->count; i++) {
        const aa_pinned *item = &pinning->items[i];
        if (item->mechanism != mechanism || !aa_pinned_covers(item, host))
            continue;
        aa_pin_state state = aa_pinned_state(item, today, NULL);
        if (mechanism == AA_PIN_TRUSTKIT) /* takes its pins from the config */
            state = aa_pinning_state(pinning, AA_PIN_CONFIG, host, today) == AA_PIN_ATTACHED ? state : best;
        else if (item->host == NULL &&
                 state == AA_PIN_ATTACHED) /* which client connects to the host is not told */
            state = AA_PIN_UNKNOWN;
        best = state > best ? state : best;
    }
    return best;
}

aa_pin_state aa_pinning_best(const aa_pinning *pinning, const char *host, int64_t today)
{
    aa_pin_state best = AA_PIN_NONE;
    for (int m = 0; m < AA_PIN_MECHANISM_COUNT; m++) {
        aa_pin_state state = aa_pinning_state(pinning, (aa_pin_mechanism)m, host, today);
        best = state > best ? state : best;
    }
    return best;
}
