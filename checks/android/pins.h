/*
 * What the checks of pinning in code share.
 */
#ifndef AA_CHECKS_ANDROID_PINS_H
#define AA_CHECKS_ANDROID_PINS_H

#include "engine/code_record.h"
#include "facts/pinning.h"

/* Hosts of a mechanism that names none are those of the clients that are given it. */
static inline const char *pins_host(const aa_pinned *pinned)
{
    return pinned->host != NULL ? pinned->host : "*";
}

/* A library's own way to pin, which nothing in the app runs: it is a library that could. */
static inline bool pins_is_offer(const aa_check_input *in, const aa_pinned *pinned)
{
    return in->code != NULL && pinned->in != AA_NO_ID &&
           aa_code_reach_of(in->code, pinned->in) != AA_REACHED && pinned->state == AA_PIN_CONFIGURED &&
           aa_code_record_owner(in->code, pinned->in) == AA_OWNER_LIBRARY;
}

/* At the place in code where it is configured; without code at the place that the facts have. */
static inline void pins_hit(const aa_check_input *in, aa_sink *sink, unsigned message, aa_severity severity,
                            const aa_pinned *pinned, const char *const *args)
{
    if (in->code != NULL && pinned->in != AA_NO_ID)
        aa_hit_method(sink, message, severity, in->code, pinned->in, pinned->pc, args);
    else
        aa_hit_as(sink, message, severity, AA_REACH_UNKNOWN, AA_OWNER_UNKNOWN, &pinned->place, args);
}

static inline void pins_cannot_tell(const aa_check_input *in, aa_sink *sink, unsigned message,
                                    const aa_pinned *pinned, const char *const *args)
{
    if (in->code != NULL && pinned->in != AA_NO_ID)
        aa_cannot_tell_method(sink, message, in->code, pinned->in, pinned->pc, args);
    else
        aa_cannot_tell(sink, message, &pinned->place, args);
}

#endif
