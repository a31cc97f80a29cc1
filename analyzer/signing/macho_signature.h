/*
 * Where a Mach-O slice keeps what its signature is about. Only load commands are read: decode/macho.h reads
 * the rest.
 */
#ifndef AA_SIGNING_MACHO_SIGNATURE_H
#define AA_SIGNING_MACHO_SIGNATURE_H

#include <appassay/error.h>

#include "base/bytes.h"

typedef struct aa_macho_signature {
    uint32_t file_type; /* 2: an executable, 6: a library, 8: a bundle */
    bool present;       /* LC_CODE_SIGNATURE is there */
    bool outside;       /* it points outside the slice; |bytes| is what exists of it */
    uint64_t offset;    /* into the slice */
    aa_bytes bytes;
    bool has_info_plist; /* a property list inside __TEXT: of code that is no bundle */
    aa_bytes info_plist;
    bool encrypted; /* by the store: cryptid is not 0 */
    bool simulator; /* made for a simulator: LC_BUILD_VERSION says so, or an Intel processor runs what is for
                       iOS */
} aa_macho_signature;

/* Reads |slice|, little-endian, 32 or 64 bits. Errors: AA_E_FORMAT (no such header, or a command that does
 * not fit). */
AA_NODISCARD aa_err aa_macho_signature_find(aa_bytes slice, aa_macho_signature *out);

/*
 * The libraries that |slice| links, one a call: |*position| begins with 0, |*path| is the install name as
 * written. False past the last.
 */
bool aa_macho_signature_library(aa_bytes slice, size_t *position, aa_bytes *path);

#endif
