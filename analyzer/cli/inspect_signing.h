/*
 * Signatures as "appassay inspect signature" prints them.
 */
#ifndef AA_CLI_INSPECT_SIGNING_H
#define AA_CLI_INSPECT_SIGNING_H

#include "cli/inspect.h"
#include "facts/ios_signing.h"

/* Appends what is known of an iOS app's signatures. */
void aa_inspect_ios_signing(aa_inspection *in, const aa_ios_signing *signing);

#endif
