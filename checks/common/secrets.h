/*
 * What checks of credentials share: where a value stands, and what of it may be shown.
 */
#ifndef CHECKS_COMMON_SECRETS_H
#define CHECKS_COMMON_SECRETS_H

#include "engine/code_record.h"
#include "engine/machine_record.h"
#include "facts/secrets.h"

/* Where a value is recorded. */
typedef struct secret_at {
    aa_place place;
    aa_owner owner;
} secret_at;

static inline bool secret_literal_is(void *context, aa_bytes text)
{
    const aa_secret *secret = context;
    for (size_t i = 0; i < secret->spot_count; i++)
        if (secret->spots[i].literal.n == text.n && secret->spots[i].literal.p == text.p)
            return true;
    return false;
}

static inline bool secret_is_in(void *context, aa_bytes text)
{
    const aa_secret *secret = context;
    size_t n = strlen(secret->value);
    for (size_t at = 0; n > 0 && at + n <= text.n; at++) {
        const uint8_t *p = memchr(text.p + at, secret->value[0], text.n - at - n + 1);
        if (p == NULL)
            return false;
        at = (size_t)(p - text.p);
        if (memcmp(p, secret->value, n) == 0)
            return true;
    }
    return false;
}

/* Code that uses the value says most; else the first file that holds it. */
static inline secret_at secret_locate(const aa_check_input *in, const aa_secret *secret)
{
    const aa_secret_spot *first = &secret->spots[0];
    secret_at at = {first->place, first->framework ? AA_OWNER_LIBRARY : AA_OWNER_UNKNOWN};
    const aa_literal *literals = NULL;
    const aa_mplace_ref *texts = NULL;
    if (in->code != NULL &&
        aa_code_literals(in->code, secret_literal_is, (void *)(uintptr_t)secret, &literals) > 0) {
        at.place = aa_code_place(in->code, literals[0].in, literals[0].pc);
        at.owner = aa_code_record_owner(in->code, literals[0].in);
    } else if (in->machine != NULL &&
               aa_machine_texts(in->machine, secret_is_in, (void *)(uintptr_t)secret, &texts) > 0 &&
               texts[0].function != AA_NO_FUNCTION) {
        at.place = aa_machine_place(in->machine, aa_mspot_at(&texts[0]));
        at.owner = aa_machine_owner_of(in->machine, aa_mspot_at(&texts[0]));
    }
    return at;
}

/*
 * Records a value: {0} provider, {1} what it is, {2} its first characters, {3} its length, {4} its digest,
 * {5} the files. Whoever has the package has the value, whether or not code comes by it, so that nothing
 * need be reached.
 */
static inline void secret_hit(const aa_check_input *in, aa_sink *sink, unsigned message, aa_severity severity,
                              const aa_secret *secret)
{
    secret_at at = secret_locate(in, secret);
    aa_hit_as(sink, message, severity, AA_REACH_NONE_NEEDED, at.owner, &at.place,
              AA_ARGS(secret->provider, secret->what, secret->begins,
                      aa_arg_int(sink, (long long)secret->length), secret->digest, secret->members));
}

/* Records each value of exactly |power|, or |none|. */
static inline void secret_hit_each(const aa_check_input *in, aa_sink *sink, aa_secret_grade power,
                                   unsigned message, unsigned none)
{
    const aa_secrets *secrets = in->facts->secrets;
    bool any = false;
    for (size_t i = 0; secrets != NULL && i < secrets->count; i++) {
        if (secrets->items[i].power != power)
            continue;
        any = true;
        secret_hit(in, sink, message, AA_SEVERITY_INFO, &secrets->items[i]);
    }
    if (secrets != NULL && !any)
        aa_absent(sink, none, AA_NO_ARGS);
}

/* How many were recorded, and how many of them act as the owner. */
typedef struct secret_counts {
    size_t all, masters;
} secret_counts;

/* Records the values that are |keys|, or not, from |least| up: |master| for those that act as the owner. */
static inline secret_counts secret_hit_from(const aa_check_input *in, aa_sink *sink, bool keys,
                                            aa_secret_grade least, unsigned master, unsigned lesser)
{
    const aa_secrets *secrets = in->facts->secrets;
    secret_counts counts = {0, 0};
    for (size_t i = 0; i < secrets->count; i++) {
        const aa_secret *secret = &secrets->items[i];
        bool owner = secret->power == AA_SECRET_MASTER;
        if (secret->is_key != keys || secret->power < least)
            continue;
        counts.all++;
        counts.masters += owner;
        secret_hit(in, sink, owner ? master : lesser, owner ? AA_SEVERITY_HIGH : AA_SEVERITY_LOW, secret);
    }
    return counts;
}

/* What was looked at: {0} files, {1} constants. */
static inline void secret_none(const aa_check_input *in, aa_sink *sink, unsigned message)
{
    const aa_secrets *secrets = in->facts->secrets;
    aa_clear(
        sink, message, NULL,
        AA_ARGS(aa_arg_int(sink, (long long)secrets->files), aa_arg_int(sink, (long long)secrets->texts)));
}

#endif
