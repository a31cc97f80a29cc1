/*
 * Resources as app bundles hold them, in protocol buffers, turned into what a device has: binary XML and a
 * resource table. Whoever reads those then reads bundles too, by the same rules.
 *
 * Source: AOSP frameworks/base/tools/aapt2/Resources.proto, Configuration.proto,
 * format/binary/TableFlattener.cpp, format/binary/XmlFlattener.cpp.
 */
#ifndef AA_DECODE_AAPT_PROTO_H
#define AA_DECODE_AAPT_PROTO_H

#include <appassay/error.h>
#include <appassay/limits.h>

#include "base/notes.h"
#include "decode/proto.h"

/*
 * |data|, a message XmlNode, as binary XML in |arena|. Lines are kept. Damage is a gap note proto.damaged,
 * and what came before it is kept; what is nested deeper than aa_limits.axml_depth is left out (limit.depth).
 * Errors: AA_E_FORMAT (no element), AA_E_LIMIT (more than aa_limits.axml_bytes), AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_proto_xml(aa_arena *arena, aa_bytes data, const aa_limits *limits, aa_notes *notes,
                                 aa_bytes *out);

/*
 * |data|, a message ResourceTable, as a resource table in |arena|, all configurations. Notes as above.
 * Errors: AA_E_FORMAT (no package), AA_E_LIMIT (more than aa_limits.arsc_bytes, entries above
 * aa_limits.arsc_entries), AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_proto_table(aa_arena *arena, aa_bytes data, const aa_limits *limits, aa_notes *notes,
                                   aa_bytes *out);

#endif
