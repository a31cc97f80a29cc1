/* Internal to use_pin*.c. */
#ifndef AA_CODE_USE_PIN_INTERNAL_H
#define AA_CODE_USE_PIN_INTERNAL_H

#include "base/vec.h"
#include "code/use_pin.h"

void aa_pin_add(aa_code *code, aa_vec *uses, const aa_pin_use *use);

/* Texts among |origins| that |fits| accepts (NULL: all), as a NULL-terminated list. */
typedef bool (*aa_pin_test)(aa_bytes text);
const char *const *aa_pin_texts(aa_code *code, const aa_origins *origins, aa_pin_test fits,
                                size_t *count_out);

/* "sha256/" or "sha1/" and the digest in Base64, as OkHttp reads it. */
bool aa_pin_is_well_formed(const char *pin);

/* A setting that the user or a server can change decides whether the place is run. */
bool aa_pin_is_switchable(aa_code *code, aa_method_id method, uint32_t pc);

void aa_pin_okhttp(aa_code *code, aa_vec *uses);
void aa_pin_anchors(aa_code *code, aa_vec *uses);
void aa_pin_trust_managers(aa_code *code, aa_vec *uses);

#endif
