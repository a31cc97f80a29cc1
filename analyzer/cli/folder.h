/*
 * Reports that are folders: a new folder whole or not at all.
 */
#ifndef AA_CLI_FOLDER_H
#define AA_CLI_FOLDER_H

#include <appassay/report.h>

#include "cli/interrupt.h"

/*
 * True when a folder can be made at |path| as far as can be told before the work: nothing is there, or an
 * empty folder, and the folder above exists. Otherwise a message has been written.
 */
bool aa_folder_is_possible(const char *path);

/*
 * Makes the folder of |format| at |path|: its rendered file, of |len| bytes, and those beside it (mode 0644
 * less the umask), written to a temporary folder beside |path| that is renamed at the end. A signal waits for
 * that. False: a message has been written, and nothing is left.
 */
bool aa_folder_write(aa_interrupt *interrupt, const char *path, const char *format, const char *text,
                     size_t len);

#endif
