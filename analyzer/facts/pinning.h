/*
 * Certificate pinning: which mechanism pins which host, and whether it takes effect. Being able to pin,
 * having pins and comparing them are different things.
 */
#ifndef AA_FACTS_PINNING_H
#define AA_FACTS_PINNING_H

#include "facts/facts.h"

typedef enum aa_pin_mechanism {
    AA_PIN_CONFIG,        /* network security config */
    AA_PIN_OKHTTP,        /* CertificatePinner */
    AA_PIN_TRUST_MANAGER, /* a trust manager of the app that compares */
    AA_PIN_ANCHORS,       /* own authorities in a key store */
    AA_PIN_TRUSTKIT,
    AA_PIN_MECHANISM_COUNT
} aa_pin_mechanism;

/* Better ones last, apart from what cannot be told. */
typedef enum aa_pin_state {
    AA_PIN_NONE,
    AA_PIN_LIBRARY,     /* a library that could pin is there, and nothing uses it */
    AA_PIN_CONFIGURED,  /* pins are there, and no connection is given them */
    AA_PIN_INEFFECTIVE, /* connections are given them, and they take no effect */
    AA_PIN_UNKNOWN,     /* cannot be told */
    AA_PIN_ATTACHED,    /* configured, and connections compare them */
    AA_PIN_STATE_COUNT
} aa_pin_state;

/* Why pins take no effect or cannot be told; stable words in aa_pin_reason_name(). */
typedef enum aa_pin_reason {
    AA_PIN_NO_REASON,
    AA_PIN_NOT_GIVEN,   /* no client gets them */
    AA_PIN_NOT_REACHED, /* the code that gives them to a client is not reached */
    AA_PIN_NO_PINS,     /* a pinner without pins */
    AA_PIN_BAD_FORM,    /* no pin can match */
    AA_PIN_BY_SETTING,  /* a stored or remote setting switches them */
    AA_PIN_NOT_TOLD,    /* could not be followed */
    AA_PIN_OVERRIDDEN,  /* a trust anchor overrides pins */
    AA_PIN_EXPIRED,
    AA_PIN_REASON_COUNT
} aa_pin_reason;

typedef struct aa_pinned {
    aa_pin_mechanism mechanism;
    aa_pin_state state; /* without regard to expiry */
    aa_pin_reason reason;
    const char *host;        /* "example.com", "*.example.com"; NULL: hosts of clients that are given it */
    bool subdomains;         /* everything below |host| too */
    const char *const *pins; /* as written; NULL-terminated */
    size_t pin_count;
    int64_t until; /* days since 1970-01-01; INT64_MIN: no end */
    aa_place place;
    uint32_t in, pc;             /* in code: method and place where it is configured; UINT32_MAX: none */
    uint32_t given_in, given_pc; /* where a client is given it; UINT32_MAX: nowhere */
} aa_pinned;

/* A host that code connects to by a constant address. */
typedef struct aa_contacted {
    const char *host; /* lower-case */
    bool own;         /* some code that is not a library's names it */
    uint32_t in, pc;  /* where it is named first */
} aa_contacted;

struct aa_pinning {
    const aa_pinned *items; /* by mechanism, place and host */
    size_t count;
    const aa_contacted *hosts; /* public ones, by name */
    size_t host_count;
    bool libraries[AA_PIN_MECHANISM_COUNT]; /* that could pin */
    bool complete;                          /* all code was read */
};

/* The state of one item, and the reason, on the day |today|. */
aa_pin_state aa_pinned_state(const aa_pinned *pinned, int64_t today, aa_pin_reason *reason_out);

/* True when |pinned| is for |host|: exact, "*." one label, "**." any, or below it with |subdomains|. */
bool aa_pinned_covers(const aa_pinned *pinned, const char *host);

/* What |mechanism| does for |host|; the best of all mechanisms. */
aa_pin_state aa_pinning_state(const aa_pinning *pinning, aa_pin_mechanism mechanism, const char *host,
                              int64_t today);
aa_pin_state aa_pinning_best(const aa_pinning *pinning, const char *host, int64_t today);

/* Stable words: "okhttp", "attached", "not-given". Never NULL. */
const char *aa_pin_mechanism_name(aa_pin_mechanism mechanism);
const char *aa_pin_state_name(aa_pin_state state);
const char *aa_pin_reason_name(aa_pin_reason reason);

/* Names below one owner: the last two labels, three where the last two are like "com.tw". */
const char *aa_registered_domain(const char *host);

#endif
