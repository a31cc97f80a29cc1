/*
 * What the checks over CommonCrypto share: where a call's algorithm, options, key and vector stand, and what
 * a key or a vector is made of.
 *
 * Source: Apple CommonCrypto, CommonCryptor.h (operation, algorithm, options and mode are enumerations).
 */
#ifndef AA_CHECKS_IOS_CRYPTO_H
#define AA_CHECKS_IOS_CRYPTO_H

#include "engine/machine_record.h"

typedef struct cipher_maker {
    const char *symbol;
    int8_t algorithm, options, mode, key, key_size, vector; /* arguments; -1: there is none */
} cipher_maker;

static const cipher_maker cipher_makers[] = {
    {"_CCCrypt", 1, 2, -1, 3, 4, 5},
    {"_CCCryptorCreate", 1, 2, -1, 3, 4, 5},
    {"_CCCryptorCreateFromData", 1, 2, -1, 3, 4, 5},
    {"_CCCryptorCreateWithMode", 2, -1, 1, 5, 6, 4},
};

enum { CIPHER_MAKERS = sizeof cipher_makers / sizeof cipher_makers[0] };

enum { CIPHER_AES, CIPHER_DES, CIPHER_3DES, CIPHER_CAST, CIPHER_RC4, CIPHER_RC2, CIPHER_BLOWFISH };

/* NULL: no algorithm of that number. */
static inline const char *cipher_name(int64_t algorithm)
{
    static const char *const names[] = {"AES", "DES", "3DES", "CAST", "RC4", "RC2", "Blowfish"};
    return algorithm >= CIPHER_AES && algorithm <= CIPHER_BLOWFISH ? names[algorithm] : NULL;
}

static inline const char *spot_name(aa_machine *machine, const aa_msite *site)
{
    return aa_arg_text(aa_machine_function_name(machine, site->image, site->function));
}

/* Where a value was chosen that nothing runs, the record belongs there: a wrapper is reached by its other
 * callers. Else it is the call. */
static inline aa_mspot spot_of(aa_machine *machine, const aa_msite *site, const aa_morigin *value)
{
    if (value == NULL || value->function == AA_NO_FUNCTION || value->function == site->function ||
        aa_machine_reach(machine, value->image, value->function).state != AA_MREACH_NO)
        return aa_mspot_of(site);
    return (aa_mspot){value->image, value->function, value->at};
}

/* What a key, a vector or a salt is. */
typedef enum material {
    MATERIAL_NULL,     /* a null pointer */
    MATERIAL_CONSTANT, /* the same in every installation, on some path at least */
    MATERIAL_OTHER,    /* a call gives it */
    MATERIAL_UNKNOWN,
} material;

/* |*what| becomes the origin that decided; untouched when none did. */
static inline material material_of(const aa_morigins *origins, const aa_morigin **what)
{
    material found = MATERIAL_UNKNOWN;
    for (size_t i = 0; i < origins->count; i++) {
        const aa_morigin *o = &origins->items[i];
        if (!o->exact)
            continue;
        if (o->kind == AA_MORIGIN_TEXT || o->kind == AA_MORIGIN_DATA) {
            *what = o;
            return MATERIAL_CONSTANT;
        }
        if ((o->kind == AA_MORIGIN_CALL || o->kind == AA_MORIGIN_OUT) && found == MATERIAL_UNKNOWN)
            found = MATERIAL_OTHER;
    }
    const aa_morigin *only = origins->count == 1 ? &origins->items[0] : NULL;
    if (only != NULL && only->kind == AA_MORIGIN_INT && only->exact && only->number == 0) {
        *what = only;
        return MATERIAL_NULL;
    }
    return found;
}

#endif
