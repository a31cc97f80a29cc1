/*
 * Certificate pinning in code: pins given to OkHttp, trust managers of the app that compare certificates, and
 * key stores of own anchors. What is configured and what a client is given are told apart: a pinner that
 * nobody uses pins nothing.
 */
#ifndef AA_CODE_USE_PIN_H
#define AA_CODE_USE_PIN_H

#include "code/use_tls.h"

typedef enum aa_pin_kind {
    AA_PIN_KIND_OKHTTP,        /* CertificatePinner, renamed or not */
    AA_PIN_KIND_TRUST_MANAGER, /* checkServerTrusted() that compares */
    AA_PIN_KIND_ANCHORS,       /* a key store of own authorities for TrustManagerFactory.init() */
    AA_PIN_KIND_TRUSTKIT,
} aa_pin_kind;

typedef enum aa_pin_fault {
    AA_PIN_SOUND,
    AA_PIN_NEVER_GIVEN,  /* made, but no client gets it */
    AA_PIN_GIVEN_UNRUN,  /* the code that gives it to a client is not reached */
    AA_PIN_EMPTY,        /* a pinner without pins */
    AA_PIN_MALFORMED,    /* no pin has the form that can match */
    AA_PIN_SWITCHABLE,   /* a stored setting decides whether a client gets it */
    AA_PIN_NOT_FOLLOWED, /* whether a client gets it cannot be told */
} aa_pin_fault;

typedef struct aa_pin_use {
    aa_pin_kind kind;
    aa_pin_fault fault;
    const char *host; /* pattern as written; NULL: every host of the clients that use it, or not constant */
    const char *const *pins; /* constants: "sha256/…"; NULL-terminated */
    size_t pin_count;
    aa_method_id in; /* where it is configured */
    uint32_t pc;
    aa_method_id given_in; /* where a client gets it; AA_NO_ID: nowhere */
    uint32_t given_pc;
} aa_pin_use;

typedef struct aa_pin_uses {
    const aa_pin_use *items; /* by kind, place and host */
    size_t count;
    bool okhttp, trustkit; /* the library is there, used or not */
} aa_pin_uses;

aa_pin_uses aa_code_pins(aa_code *code);

#endif
