/*
 * Security-relevant library classes recognised by what renaming leaves: hierarchy, prototypes, calls of the
 * platform and literals. Presence never proves use; what a shape gives are the methods to look for calls of.
 */
#ifndef AA_CODE_SHAPE_H
#define AA_CODE_SHAPE_H

#include "code/program.h"

typedef enum aa_shape_kind {
    AA_SHAPE_OKHTTP_PINNER,         /* okhttp3.CertificatePinner */
    AA_SHAPE_OKHTTP_PINNER_BUILDER, /* add(String, String[]) */
    AA_SHAPE_OKHTTP_CLIENT_BUILDER, /* certificatePinner(), sslSocketFactory(), hostnameVerifier() */
    AA_SHAPE_OKHTTP_CLIENT,
    AA_SHAPE_OKHTTP_CONNECTION_SPEC,
    AA_SHAPE_TRUSTKIT,
    AA_SHAPE_SECURITY_CRYPTO_PREFS, /* EncryptedSharedPreferences */
    AA_SHAPE_SECURITY_CRYPTO_FILE,  /* EncryptedFile */
    AA_SHAPE_MASTER_KEY,
    AA_SHAPE_SQLCIPHER,
    AA_SHAPE_TINK,
    AA_SHAPE_ROOTBEER,
    AA_SHAPE_BIOMETRIC_PROMPT, /* androidx.biometric */
    AA_SHAPE_PLAY_INTEGRITY,
    AA_SHAPE_SAFETYNET,
    AA_SHAPE_MMKV,
    AA_SHAPE_REALM,
    AA_SHAPE_COUNT
} aa_shape_kind;

const char *aa_shape_name(aa_shape_kind kind); /* "okhttp-pinner" */

typedef struct aa_shape {
    aa_shape_kind kind;
    aa_type_id type;     /* the class that plays the part */
    aa_method_id method; /* its method that matters (see shape.c's table); AA_NO_ID: merged away */
    bool by_name;        /* not renamed */
    bool sure;           /* false: an anchor literal alone */
    aa_bytes anchor;     /* text that gave it away; empty when by name */
} aa_shape;

typedef struct aa_shapes aa_shapes;

/* Errors: AA_E_NOMEM. */
AA_NODISCARD aa_err aa_shapes_find(const aa_program *program, aa_shapes **out);
void aa_shapes_free(aa_shapes *shapes); /* takes NULL */
size_t aa_shapes_of(const aa_shapes *shapes, aa_shape_kind kind, const aa_shape **out);

#endif
