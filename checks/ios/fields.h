/*
 * What the checks over text fields share: fields that code makes or sets up, what they take, and what is said
 * to them in the same function.
 */
#ifndef AA_CHECKS_IOS_FIELDS_H
#define AA_CHECKS_IOS_FIELDS_H

#include "engine/machine_record.h"
#include "facts/sensitive.h"

static inline const char *spot_name(aa_machine *machine, const aa_msite *site)
{
    return aa_arg_text(aa_machine_function_name(machine, site->image, site->function));
}

/* Selectors whose argument says what a field takes. */
static const char *const field_namers[] = {
    "setPlaceholder:", "setAccessibilityLabel:", "setAccessibilityIdentifier:"};

enum { FIELD_NAMERS = sizeof field_namers / sizeof field_namers[0] };

/* What |selector| is told the receiver of |site| in the same function: the only number; false: not seen. */
static inline bool field_setting(aa_machine *machine, const aa_msite *site, const char *selector,
                                 int64_t *out)
{
    for (size_t i = 0; i < site->flow->call_count; i++) {
        const aa_mcall *call = &site->flow->calls[i];
        const aa_msite one = {site->image, site->function, site->flow, call};
        if (call->kind == AA_MCALL_SEND && call->args[0] == site->call->args[0] &&
            aa_bytes_is(call->name, selector) && aa_msite_int(machine, &one, 2, out))
            return true;
    }
    return false;
}

/* The field is made in the function of |site|: nobody else set it up before. */
static inline bool field_is_new(aa_machine *machine, const aa_msite *site)
{
    aa_bytes receiver = aa_msite_receiver(machine, site);
    return aa_bytes_is(receiver, "UITextField");
}

/* What the text that |site| gives a field names; |*label| gets the text. */
static inline aa_sensitive field_kind(aa_machine *machine, const aa_msite *site, const char **label)
{
    aa_bytes text;
    if (!aa_msite_text(machine, site, 2, &text))
        return AA_SENSITIVE_NONE;
    *label = aa_machine_text(machine, text);
    return aa_sensitive_text(*label);
}

/* Each field that code names as sensitive, with |judge|. Returns how many there are. */
typedef void (*field_judge)(aa_machine *machine, aa_sink *sink, const aa_msite *site, aa_sensitive kind,
                            const char *label);

static inline size_t each_field(aa_machine *machine, aa_sink *sink, field_judge judge)
{
    size_t seen = 0;
    for (size_t n = 0; n < FIELD_NAMERS; n++) {
        aa_msites sites = aa_machine_sends(machine, field_namers[n], "UITextField");
        for (size_t i = 0; i < sites.count; i++) {
            const char *label = "";
            aa_sensitive kind = field_kind(machine, &sites.items[i], &label);
            if (kind < AA_SENSITIVE_ACCOUNT)
                continue;
            seen++;
            judge(machine, sink, &sites.items[i], kind, label);
        }
    }
    return seen;
}

#endif
