#include "package/resources.h"

#include "decode/aapt_proto.h"

#define RES_XML_TYPE   0x0003 /* ResourceTypes.h: ResChunk_header::type */
#define RES_TABLE_TYPE 0x0002

static bool is_chunk(aa_bytes bytes, uint16_t type)
{
    return bytes.n >= 2 && aa_le16(bytes.p) == type;
}

/* Files that the build did not take for XML stay as they were; no message begins like a chunk. */
aa_err aa_part_xml(const aa_part *part, aa_arena *arena, aa_bytes bytes, const aa_limits *limits,
                   aa_notes *notes, aa_axml *out)
{
    if (part->is_module && !is_chunk(bytes, RES_XML_TYPE)) {
        aa_err err = aa_proto_xml(arena, bytes, limits, notes, &bytes);
        if (err != AA_OK)
            return err;
    }
    return aa_axml_parse(arena, bytes, limits, notes, out);
}

aa_err aa_part_table(const aa_part *part, aa_arena *arena, aa_bytes bytes, const aa_limits *limits,
                     aa_notes *notes, aa_arsc **out)
{
    if (part->is_module && !is_chunk(bytes, RES_TABLE_TYPE)) {
        aa_err err = aa_proto_table(arena, bytes, limits, notes, &bytes);
        if (err != AA_OK)
            return err;
    }
    return aa_arsc_parse(arena, bytes, limits, notes, out);
}

/* XmlNode begins with its element: field 1, length-delimited. */
bool aa_part_is_compiled(const aa_part *part, aa_bytes bytes)
{
    return is_chunk(bytes, RES_XML_TYPE) || (part->is_module && bytes.n > 0 && bytes.p[0] == 0x0A);
}
