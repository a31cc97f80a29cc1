/*
 * Whose class it is, by its package: the app's own, or one of a known library
 * (checks/data/library_packages.txt).
 */
#ifndef AA_CODE_OWNER_H
#define AA_CODE_OWNER_H

#include "code/reach.h"

typedef struct aa_owners aa_owners;

/* |package|: of the manifest; NULL: unknown. NULL: memory is out. Freed by aa_owners_free(), which takes
 * NULL.
 */
aa_owners *aa_owners_new(const char *package);
void aa_owners_free(aa_owners *owners);

/* The package of |class_name| ("app.ui.Main"), which was written for this app, is its own too, unless it is a
 * known library's. False: memory is out. */
bool aa_owners_add(aa_owners *owners, const char *class_name);

/* |descriptor|: "Lapp/ui/Main;". */
aa_code_owner aa_owner_of(const aa_owners *owners, aa_bytes descriptor);

#endif
