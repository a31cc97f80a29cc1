/*
 * Objects of the app that decide about certificates and host names, what they look at, and where connections
 * are given them.
 */
#ifndef AA_CODE_USE_TLS_H
#define AA_CODE_USE_TLS_H

#include "code/use_verify.h"

typedef enum aa_tls_role { AA_TLS_TRUST_MANAGER, AA_TLS_HOSTNAME_VERIFIER } aa_tls_role;

/* A method that decides, in the class whose behaviour it is. */
typedef struct aa_tls_judge {
    aa_method_id method; /* checkServerTrusted(), verify() */
    aa_type_id type;     /* its owner, or a class below that changes what it does */
    aa_verify_result result;
} aa_tls_judge;

typedef struct aa_tls_judges {
    const aa_tls_judge *items; /* by method, then type */
    size_t count;
} aa_tls_judges;

/* All of the app. Methods without code are none. */
aa_tls_judges aa_tls_judges_of(aa_code *code, aa_tls_role role);

/* Where an object of |type| is given to a connection: the first reached site, else the first; NULL: none was
 * seen. */
const aa_site *aa_tls_installed(aa_code *code, aa_tls_role role, aa_type_id type);

/* Calls that give a connection an object of that role; |*argument|: which argument of each. */
typedef struct aa_tls_sink {
    aa_site site;
    size_t argument;
} aa_tls_sink;

size_t aa_tls_sinks(aa_code *code, aa_tls_role role, const aa_tls_sink **out);

/* "org.example.Net"; "org.example.Net.start()V:12" of a place, without a line where none is told. In the
 * code's arena; never NULL. */
const char *aa_code_type_name(aa_code *code, aa_type_id type);
const char *aa_code_place_text(aa_code *code, aa_method_id method, uint32_t pc);

#endif
