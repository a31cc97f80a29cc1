/*
 * Security-relevant library classes recognised by what renaming leaves: hierarchy, prototypes, fields and
 * literals. Presence never proves use; what a shape gives are the methods and fields to look for uses of.
 */
#ifndef AA_CODE_SHAPE_H
#define AA_CODE_SHAPE_H

#include "code/program.h"

typedef enum aa_shape_kind {
    AA_SHAPE_OKHTTP_PINNER,         /* okhttp3.CertificatePinner: CHECK */
    AA_SHAPE_OKHTTP_PINNER_BUILDER, /* ADD (String host, String[] pins), BUILD */
    AA_SHAPE_OKHTTP_CLIENT_BUILDER, /* SET_PINNER, SET_SOCKETS, SET_VERIFIER, SET_SPECS, BUILD */
    AA_SHAPE_OKHTTP_CLIENT,
    AA_SHAPE_OKHTTP_CONNECTION_SPEC, /* SET_VERSIONS: methods of its builder */
    AA_SHAPE_TRUSTKIT,               /* OPEN (Context, …) */
    AA_SHAPE_SECURITY_CRYPTO_PREFS,  /* EncryptedSharedPreferences: OPEN, which gives one */
    AA_SHAPE_SECURITY_CRYPTO_FILE,   /* EncryptedFile: WRITE, READ */
    AA_SHAPE_MASTER_KEY,
    AA_SHAPE_SQLCIPHER,        /* OPEN (… password …), NEW of a factory (passphrase) */
    AA_SHAPE_TINK,             /* CLEARTEXT: reads or writes keys that nothing encrypts */
    AA_SHAPE_ROOTBEER,         /* DETECT, each ()Z */
    AA_SHAPE_BIOMETRIC_PROMPT, /* androidx.biometric: NEW, ASK, ASK_CRYPTO, CALLBACK, SUCCESS, CRYPTO */
    AA_SHAPE_PLAY_INTEGRITY,   /* REQUEST, SET_NONCE */
    AA_SHAPE_SAFETYNET,        /* REQUEST (byte[] nonce, String) */
    AA_SHAPE_MMKV,             /* OPEN: static, give an MMKV; the prototype tells which argument is the key */
    AA_SHAPE_REALM,            /* SET_KEY (byte[]) of a configuration's builder */
    AA_SHAPE_OKHTTP_PIN,       /* a host pattern with a hash: NEW (String, String) */
    AA_SHAPE_OKHTTP_REQUEST,   /* Request.Builder: SET_URL (String) */
    AA_SHAPE_OKHTTP_URL,       /* HttpUrl: NEW, makes an address of its only String */
    AA_SHAPE_RETROFIT,         /* Retrofit.Builder: SET_URL (String) */
    AA_SHAPE_KOTLIN_INTRINSICS, /* GUARD (Object, String): throws for null, changes nothing */
    AA_SHAPE_APACHE_HTTP,       /* a HostnameVerifier that accepts every host */
    AA_SHAPE_BOUNCY_CASTLE,
    AA_SHAPE_TIMBER,      /* LOG */
    AA_SHAPE_GSON,        /* Gson */
    AA_SHAPE_JACKSON,     /* ObjectMapper: TYPING, reads class names out of the data */
    AA_SHAPE_ROOM,        /* SET_FACTORY (openHelperFactory) */
    AA_SHAPE_DATASTORE,   /* KEY: makes a preference key from its name */
    AA_SHAPE_WORKMANAGER, /* REQUEST (enqueue …) */
    AA_SHAPE_BILLING,     /* Play Billing: REQUEST (Activity, …) starts a payment */
    AA_SHAPE_APP_UPDATE,  /* in-app updates: REQUEST starts one */
    AA_SHAPE_COUNT
} aa_shape_kind;

/* Which part of the library |aa_shape.type| or |aa_shape.method| plays. */
typedef enum aa_shape_part {
    AA_PART_CLASS,      /* the class; no method is meant */
    AA_PART_LITERAL,    /* nothing but a text: |type| is where it stands, merged or written by someone else */
    AA_PART_NEW,        /* a constructor, or a static method in its stead */
    AA_PART_ADD,        /* adds a host and its pins */
    AA_PART_BUILD,      /* gives the thing that a builder builds */
    AA_PART_CHECK,      /* compares a certificate chain with the pins */
    AA_PART_OPEN,       /* opens a store, or starts the library */
    AA_PART_READ,       /* gives a stream to read from */
    AA_PART_WRITE,      /* gives a stream to write to */
    AA_PART_KEY,        /* makes the key of a value */
    AA_PART_SET_PINNER, /* of a builder, and so are the SET_ parts that follow */
    AA_PART_SET_SOCKETS,
    AA_PART_SET_VERIFIER,
    AA_PART_SET_SPECS,
    AA_PART_SET_VERSIONS,
    AA_PART_SET_URL,
    AA_PART_SET_KEY,
    AA_PART_SET_NONCE,
    AA_PART_SET_FACTORY,
    AA_PART_ASK,        /* shows the prompt */
    AA_PART_ASK_CRYPTO, /* shows the prompt for a crypto object, its second argument */
    AA_PART_CALLBACK,   /* the class that apps extend to be told */
    AA_PART_SUCCESS,    /* its method that is called on success: look for overrides */
    AA_PART_CRYPTO,     /* the class that wraps a Cipher, Signature or Mac */
    AA_PART_DETECT,
    AA_PART_REQUEST,
    AA_PART_LOG,
    AA_PART_GUARD,
    AA_PART_TYPING,
    AA_PART_CLEARTEXT,
    AA_PART_COUNT
} aa_shape_part;

const char *aa_shape_name(aa_shape_kind kind);      /* "okhttp-pinner" */
const char *aa_shape_part_name(aa_shape_part part); /* "set-pinner" */

typedef struct aa_shape {
    aa_shape_kind kind;
    aa_shape_part part;
    aa_type_id type;     /* the class that plays the part; defined in the app */
    aa_method_id method; /* its method that does, or the one that it was put into; AA_NO_ID: the class is
                            meant, or nothing is left of it */
    aa_field_id field;   /* of a SET_ part: where the builder keeps it. A shrinker puts small setters where
                            they are called, so a write of the field by another class is a call of the
                            setter. AA_NO_ID: none, or not known */
    bool by_name;        /* not renamed */
    bool sure;           /* false: an anchor literal alone */
    aa_bytes anchor;     /* text that gave it away; empty when by name or by its place in another shape */
} aa_shape;

typedef struct aa_shapes aa_shapes;

/*
 * All shapes of |program|, which outlives them: by kind, then type, part, method and field, each once. A
 * class can play a part in several copies of a library. A method with the name or form that is looked for
 * may be one of several overloads; then each is a shape. What the builder itself calls (setters that call
 * each other, a copying constructor) is found like any other call: leave out callers of the same type.
 * Errors: AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_shapes_find(const aa_program *program, aa_shapes **out);
void aa_shapes_free(aa_shapes *shapes); /* takes NULL */

/* False when the program is such that the search was ended: there may be shapes that are not told. */
bool aa_shapes_complete(const aa_shapes *shapes);

size_t aa_shapes_of(const aa_shapes *shapes, aa_shape_kind kind, const aa_shape **out);
size_t aa_shapes_all(const aa_shapes *shapes, const aa_shape **out);

/* The first shape with that method, or NULL: what does this call do? */
const aa_shape *aa_shape_of_method(const aa_shapes *shapes, aa_method_id method);
/* The first shape of |kind| that is |type| itself and not a literal in it, or NULL. */
const aa_shape *aa_shape_of_type(const aa_shapes *shapes, aa_shape_kind kind, aa_type_id type);

#endif
