/*
 * What keeps a worker from doing anything but computing: resource limits, no new privileges, Landlock without
 * a single rule, and a list of allowed system calls (Linux).
 */
#ifndef AA_SUPERVISE_CAGE_H
#define AA_SUPERVISE_CAGE_H

#include <stdbool.h>
#include <stdint.h>

/* Built with AddressSanitizer: it reports faults itself, on standard error, and needs its address space. */
#if defined(__SANITIZE_ADDRESS__)
#define AA_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define AA_SANITIZED 1
#endif
#endif
#ifndef AA_SANITIZED
#define AA_SANITIZED 0
#endif

/* How much of it this kernel gave. Words of result.json: "limits", "seccomp", "full". */
typedef enum aa_isolation {
    AA_ISOLATION_LIMITS,  /* resource limits in a process of its own */
    AA_ISOLATION_SECCOMP, /* and only the listed system calls */
    AA_ISOLATION_FULL,    /* and no file, socket or process within reach even through those */
} aa_isolation;

typedef struct aa_cage {
    uint64_t memory_bytes; /* address space; 0: unlimited, as AddressSanitizer needs */
    uint64_t cpu_seconds;  /* over all threads; 0: unlimited */
    unsigned descriptors;  /* one more than the highest that may be open */
} aa_cage;

/* Puts the calling process, which has one thread, into |cage|. False: a limit was refused. */
bool aa_cage_enter(const aa_cage *cage);

/* What aa_cage_enter() would give here: tried once in a process of its own. */
aa_isolation aa_cage_probe(void);

const char *aa_isolation_name(aa_isolation isolation);

#endif
