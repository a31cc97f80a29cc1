/*
 * What the checks over text fields share: fields that code makes or sets up, what they take, and what is said
 * to them in the same function; fields of nibs; fields of SwiftUI.
 */
#ifndef AA_CHECKS_IOS_FIELDS_H
#define AA_CHECKS_IOS_FIELDS_H

#include "engine/machine_record.h"
#include "facts/ios.h"
#include "facts/sensitive.h"
#include <string.h>

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

/* ---- nibs */

/* What |field| takes: the strongest of content type, placeholder and outlet; |*label| is the one that said
 * so, or how the field is best named. */
static inline aa_sensitive nib_field_kind(const aa_ios_field *field, const char **label)
{
    const char *const texts[] = {field->content_type, field->placeholder, field->outlet};
    aa_sensitive best = AA_SENSITIVE_NONE;
    *label = field->class_name;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        aa_sensitive kind = aa_sensitive_text(texts[i]);
        if (kind > best) {
            best = kind;
            *label = texts[i];
        }
    }
    return best;
}

/* Some call of |selector| gives a number other than |plain|, or one that is not known: which field it is for,
 * a nib does not say. */
static inline bool field_is_set_up_in_code(aa_machine *machine, const char *selector, int64_t plain)
{
    aa_msites sites = machine == NULL ? (aa_msites){0} : aa_machine_sends(machine, selector, NULL);
    for (size_t i = 0; i < sites.count; i++) {
        int64_t n;
        if (!aa_msite_int(machine, &sites.items[i], 2, &n) || n != plain)
            return true;
    }
    return false;
}

/* ---- SwiftUI */

/* The first program that makes a TextField of SwiftUI, whose texts are not followed; NULL: none does. */
static inline const aa_ios_object *swiftui_text_field(const aa_ios *ios)
{
    static const char initializer[] = "_$s7SwiftUI9TextFieldV";
    for (size_t i = 0; ios != NULL && i < ios->object_count; i++)
        for (size_t k = 0; k < ios->objects[i].import_count; k++)
            if (strncmp(ios->objects[i].imports[k], initializer, sizeof initializer - 1) == 0)
                return &ios->objects[i];
    return NULL;
}

/* Fields of nibs with |nibs|, which returns how many it saw, and those of code with |judge|. */
static inline void judge_all_fields(const aa_check_input *in, aa_sink *sink,
                                    size_t (*nibs)(const aa_check_input *in, aa_sink *sink),
                                    field_judge judge, unsigned swiftui, unsigned none)
{
    const aa_ios_object *untold = swiftui_text_field(in->facts->ios);
    size_t seen = nibs(in, sink);
    if (in->machine != NULL)
        seen += each_field(in->machine, sink, judge);
    if (untold != NULL)
        aa_cannot_tell(sink, swiftui, &untold->place, AA_ARGS(untold->member));
    else if (seen == 0)
        aa_absent(sink, none, AA_NO_ARGS);
}

#endif
