/*
 * Compiled resources of a part: chunks in an APK, protocol buffers in a module of an app bundle.
 */
#ifndef AA_PACKAGE_RESOURCES_H
#define AA_PACKAGE_RESOURCES_H

#include "decode/arsc.h"
#include "package/package.h"

/* |bytes|, a document of |part|, as a tree. Notes and errors: as aa_axml_parse() and aa_proto_xml(). */
AA_NODISCARD aa_err aa_part_xml(const aa_part *part, aa_arena *arena, aa_bytes bytes, const aa_limits *limits,
                                aa_notes *notes, aa_axml *out);

/* |bytes|, the resource table of |part|, which must outlive |*out|. Notes and errors: as aa_arsc_parse() and
 * aa_proto_table(). */
AA_NODISCARD aa_err aa_part_table(const aa_part *part, aa_arena *arena, aa_bytes bytes,
                                  const aa_limits *limits, aa_notes *notes, aa_arsc **out);

/* True when |bytes| can be a compiled document of |part|, by how they begin. */
bool aa_part_is_compiled(const aa_part *part, aa_bytes bytes);

#endif
