/*
 * Copies of the app's texts for people to read. They are cut: many elements can share one enormous string, so
 * that copies of it would outgrow the app by far. Internal to the facts layer.
 */
#ifndef AA_FACTS_TEXT_H
#define AA_FACTS_TEXT_H

#include "facts/source.h"

#define AA_TEXT_BYTES  1024
#define AA_CLASS_BYTES 256 /* longest class name that is looked for */

/* The first AA_TEXT_BYTES of |text|, ending between characters; NULL for NULL. */
const char *aa_text_cut(aa_source *source, const char *text);

/* The entry name of a resource, cut; NULL when no part knows the id. |type_out| may be NULL. */
const char *aa_text_entry(aa_source *source, uint32_t id, const char **type_out);

/* A class with its package: letters, digits, '_', '$' and points between them, AA_CLASS_BYTES at most. */
bool aa_text_is_class(const char *text);

#endif
