/*
 * The files that one resource can stand for on devices that matter. Internal to the facts layer.
 */
#ifndef AA_FACTS_VARIANTS_H
#define AA_FACTS_VARIANTS_H

#include "facts/source.h"

/*
 * The files of |id|, each once, without those that no device from API level |floor| on takes, because
 * another one for a later level (not above |floor|) always matches better.
 */
size_t aa_variants_of(aa_source *source, uint32_t id, int floor, const aa_source_file **out);

/*
 * Decodes |file|, to be released with aa_source_close(). False, with a gap of |area|, when it cannot be
 * read or has more than AA_MAX_RULE_ELEMENTS: each becomes a fact, and no rules for people have so many.
 */
#define AA_MAX_RULE_ELEMENTS 50000

bool aa_variants_open(aa_source *source, aa_area area, const aa_source_file *file, aa_source_doc *out);

#endif
