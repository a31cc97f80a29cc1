/*
 * What the kinds of "appassay inspect" that look into bytecode share.
 */
#ifndef AA_CLI_INSPECT_CODE_H
#define AA_CLI_INSPECT_CODE_H

#include "cli/inspect.h"
#include "decode/dex.h"

/* One logical DEX file of a member. */
typedef struct aa_dex_member_file {
    const aa_part *part;
    const char *member;
    uint64_t size; /* bytes of the member */
    bool loaded;   /* by the platform, from its name alone */
    const aa_dex *dex;
    size_t first_note; /* of this file */
} aa_dex_member_file;

/* Calls |show| for each DEX file of the app in archive order. What cannot be opened is a note. */
void aa_inspection_each_dex(aa_inspection *in,
                            void (*show)(aa_inspection *in, const aa_dex_member_file *file));

/* "app.apk!classes.dex", or "classes.dex" when there is one part; "#OFFSET" behind a later header. */
void aa_put_dex_name(aa_inspection *in, const aa_dex_member_file *file);

#endif
