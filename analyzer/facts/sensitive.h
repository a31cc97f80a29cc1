/*
 * What a value is, by the words people name it with (checks/data/sensitive-words.tsv).
 */
#ifndef AA_FACTS_SENSITIVE_H
#define AA_FACTS_SENSITIVE_H

#include "facts/facts.h"

/* In rising order of what a leak costs. */
typedef enum aa_sensitive {
    AA_SENSITIVE_NONE,
    AA_SENSITIVE_DEVICE,
    AA_SENSITIVE_LOCATION,
    AA_SENSITIVE_MESSAGE,
    AA_SENSITIVE_CONTACT,
    AA_SENSITIVE_LOGIN,
    AA_SENSITIVE_ACCOUNT,
    AA_SENSITIVE_ID_NUMBER,
    AA_SENSITIVE_CARD,
    AA_SENSITIVE_TOKEN, /* of a session or an account */
    AA_SENSITIVE_CODE,  /* a one-time password, or a picture to copy */
    AA_SENSITIVE_OTP,
    AA_SENSITIVE_PASSWORD,
} aa_sensitive;

/* The word of the data file: "id-number". Static storage. */
const char *aa_sensitive_name(aa_sensitive kind);

/* What |text|, an identifier or a label for people, says. NULL says nothing. */
aa_sensitive aa_sensitive_text(const char *text);

/*
 * What an input field takes: the strongest of autofill hints, id, hint and content description.
 * |*label_out| is the text that said so, or the best name of the field when nothing does; never NULL.
 */
aa_sensitive aa_sensitive_field(const aa_input_field *field, const char **label_out);

#endif
