/*
 * How the app answers when the system asks whether to trust a server: methods that the system calls with a
 * challenge, and what they look at before they say yes.
 *
 * Source: Apple, "Handling an authentication challenge"; URLSession.AuthChallengeDisposition: 0 use the
 * credential, 1 default handling, 2 cancel, 3 reject.
 */
#ifndef AA_MACHINE_USE_CHALLENGE_H
#define AA_MACHINE_USE_CHALLENGE_H

#include "machine/machine.h"

typedef enum aa_challenge_kind { AA_CHALLENGE_SESSION, AA_CHALLENGE_WEB_VIEW } aa_challenge_kind;

typedef enum aa_challenge_verdict {
    AA_CHALLENGE_DEFERS,  /* never says yes by itself */
    AA_CHALLENGE_BLIND,   /* says yes, and nothing looks at the certificate */
    AA_CHALLENGE_AROUND,  /* says yes on a way that does not look at the certificate */
    AA_CHALLENGE_IGNORES, /* looks, and does not use what it sees */
    AA_CHALLENGE_CHECKS,  /* says yes only after looking */
    AA_CHALLENGE_UNKNOWN, /* who says what cannot be told */
} aa_challenge_verdict;

typedef struct aa_challenge {
    uint32_t image, function;
    aa_challenge_verdict verdict;
    const aa_mcall *yes;     /* of the function, or of one it calls; NULL: none */
    const aa_mcall *compare; /* comparison of keys or certificates: pinning; NULL: none */
} aa_challenge;

/* Every method of the app for challenges of |kind|, in order. */
size_t aa_muse_challenges(aa_machine *machine, aa_challenge_kind kind, const aa_challenge **out);

#endif
