/*
 * What the kinds of "appassay inspect" that look into Mach-O files share.
 */
#ifndef AA_CLI_INSPECT_MACHO_H
#define AA_CLI_INSPECT_MACHO_H

#include "cli/inspect.h"
#include "decode/objc.h"

/* One slice of a member, or of the file itself. */
typedef struct aa_macho_member {
    const char *name; /* of the member; of the file when there is no archive around it */
    const char *arch;
    const aa_macho_slice *slice;
    const aa_macho *macho;
    bool whole; /* false: only the header could be read */
} aa_macho_member;

typedef void (*aa_macho_show)(aa_inspection *in, const aa_macho_member *member);

/* Calls |show| for each slice of each Mach-O file of the app, in archive order, as --member and --slice ask.
 */
void aa_inspection_each_macho(aa_inspection *in, aa_macho_show show);

/* The same for |in->paths|: Mach-O files, and archives of any kind that hold some. */
void aa_inspection_each_macho_file(aa_inspection *in, aa_macho_show show);

/* "Payload/A.app/A arm64" or "Payload/A.app/A", then a colon and a line end. */
void aa_put_macho_name(aa_inspection *in, const aa_macho_member *member);

/* Text of the app, made harmless. */
void aa_put_macho_text(aa_inspection *in, aa_bytes text);

/* "class" and "strings" on an IPA. */
void aa_inspect_objc_class(aa_inspection *in);
void aa_inspect_macho_strings(aa_inspection *in);

#endif
