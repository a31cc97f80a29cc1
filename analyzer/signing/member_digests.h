/*
 * Digests of archive members, each read once: the seals of an app and of the code inside it cover the same
 * files.
 */
#ifndef AA_SIGNING_MEMBER_DIGESTS_H
#define AA_SIGNING_MEMBER_DIGESTS_H

#include "archive/zip.h"

typedef enum aa_member_state {
    AA_MEMBER_SKIPPED, /* a folder, outside the prefix, or not seen by the platform */
    AA_MEMBER_READ,
    AA_MEMBER_UNREAD, /* damaged, or past a limit */
} aa_member_state;

typedef struct aa_member_digest {
    aa_member_state state;
    bool is_code;  /* begins as a Mach-O or a fat file */
    bool is_link;  /* a symbolic link: |target| is its content */
    bool digested; /* else aa_member_digest_of() tells: code is kept, and rarely sealed as a file */
    uint8_t sha1[20], sha256[32];
    aa_bytes target; /* in the arena */
    aa_zip_content
        content; /* of code, if asked for and if nothing was odd about the member: to be released */
} aa_member_digest;

typedef struct aa_member_digests {
    const aa_zip *zip;
    const aa_member_digest *items; /* by entry index */
    size_t count;
    uint64_t bytes;     /* read in all */
    uint64_t max_entry; /* as asked for */
} aa_member_digests;

/*
 * Reads every member whose name begins with |prefix| on up to |threads| threads (0: all cores). |budget|:
 * bytes in all; members past it, in archive order, are unread. |keep_code|: see aa_member_digest.content.
 * Errors: AA_E_NOMEM; contents are there even then.
 */
AA_NODISCARD aa_err aa_member_digests_make(aa_arena *arena, const aa_zip *zip, const char *prefix,
                                           uint64_t max_entry, uint64_t budget, unsigned threads,
                                           bool keep_code, aa_member_digests *out);

/* Member |i|, which was read, with its digests. Errors: AA_E_NOMEM; those of reading it. */
AA_NODISCARD aa_err aa_member_digest_of(const aa_member_digests *members, size_t i, aa_member_digest *out);

#endif
