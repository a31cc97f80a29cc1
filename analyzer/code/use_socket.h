/*
 * TLS sockets that the app opens itself, and whether anything compares their host with the certificate.
 */
#ifndef AA_CODE_USE_SOCKET_H
#define AA_CODE_USE_SOCKET_H

#include "code/code.h"

typedef enum aa_socket_compared {
    AA_SOCKET_NOT_COMPARED,
    AA_SOCKET_OUTCOME_DROPPED, /* a verifier is asked, its answer is not used */
    AA_SOCKET_COMPARED,
} aa_socket_compared;

typedef struct aa_socket_use {
    aa_site site; /* createSocket() */
    aa_socket_compared compared;
    aa_method_id compared_in; /* where; AA_NO_ID: nowhere */
    uint32_t compared_pc;
} aa_socket_use;

typedef struct aa_socket_uses {
    const aa_socket_use *items; /* in order of the sites */
    size_t count;
} aa_socket_uses;

/* Factories of the app that hand on another factory's sockets are left out: their callers compare. */
aa_socket_uses aa_code_sockets(aa_code *code);

#endif
