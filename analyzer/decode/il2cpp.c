#include "decode/il2cpp.h"

#define MAGIC 0xFAB11BAFU

bool aa_il2cpp_looks(aa_bytes file)
{
    return file.n >= 8 && aa_le32(file.p) == MAGIC;
}

static aa_err refuse(aa_notes *notes, aa_err err, const char *code, uint64_t offset, uint32_t detail)
{
    bool scope = err == AA_E_UNSUPPORTED;
    aa_notes_add(notes, scope ? AA_NOTE_ANOMALY : AA_NOTE_GAP, code, offset, "%u", detail);
    return err;
}

/* Offset and size in bytes of the table |index|: literals, their characters, names. */
static bool table(const aa_il2cpp *m, size_t index, bool counted, aa_bytes *out)
{
    aa_bytes entry;
    size_t size = counted ? 12 : 8;
    return aa_bytes_sub(m->file, 8 + index * size, size, &entry) &&
           aa_bytes_sub(m->file, aa_le32(entry.p), aa_le32(entry.p + 4), out);
}

bool aa_il2cpp_literal(const aa_il2cpp *m, uint32_t index, aa_bytes *out)
{
    const uint8_t *p = m->literals.p + (size_t)index * m->literal_size;
    *out = aa_bytes_none();
    if (m->literal_size == 8)
        return aa_bytes_sub(m->data, aa_le32(p + 4), aa_le32(p), out);
    uint32_t begin = aa_le32(p);
    uint64_t end = index + 1 < m->literal_count ? aa_le32(p + 4) : m->data.n;
    return end >= begin && aa_bytes_sub(m->data, begin, end - begin, out);
}

aa_err aa_il2cpp_read(aa_bytes file, const aa_limits *limits, aa_notes *notes, aa_il2cpp *out)
{
    *out = (aa_il2cpp){.file = file, .names = aa_bytes_none()};
    if (!aa_il2cpp_looks(file))
        return refuse(notes, AA_E_FORMAT, "unity.magic", 0, 0);
    if (file.n < 64)
        return refuse(notes, AA_E_FORMAT, "unity.truncated", file.n, 0);
    out->version = aa_le32(file.p + 4);
    bool counted = out->version >= 38;
    if (out->version < 16 || out->version > 39 || (out->version > 31 && out->version < 35))
        return refuse(notes, AA_E_UNSUPPORTED, "unity.version_unknown", 4, out->version);
    out->literal_size = out->version >= 35 ? 4 : 8;
    if (!table(out, 0, counted, &out->literals) || !table(out, 1, counted, &out->data) ||
        !table(out, 2, counted, &out->names))
        return refuse(notes, AA_E_FORMAT, "unity.bounds", 8, out->version);
    size_t count = out->literals.n / out->literal_size;
    if (count > limits->framework_texts)
        return refuse(notes, AA_E_LIMIT, "limit.unity_literals", 8, limits->framework_texts);
    out->literal_count = (uint32_t)count;
    aa_bytes text;
    for (uint32_t i = 0; i < out->literal_count; i++)
        out->bad_literals += !aa_il2cpp_literal(out, i, &text);
    if (out->bad_literals > 0)
        aa_notes_add(notes, AA_NOTE_GAP, "unity.literal_bounds", AA_NO_OFFSET, "%u", out->bad_literals);
    return AA_OK;
}
