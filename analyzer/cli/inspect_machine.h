/*
 * "appassay inspect calls" of an app whose code is machine code.
 */
#ifndef AA_CLI_INSPECT_MACHINE_H
#define AA_CLI_INSPECT_MACHINE_H

#include "cli/inspect.h"
#include "machine/machine.h"

/* Prints the calls of in->called: "_CCCrypt", "setObject:forKey:", "-[NSUserDefaults setObject:forKey:]",
 * "svc". */
void aa_inspect_machine_calls(aa_inspection *in, const aa_machine_base *base);

#endif
