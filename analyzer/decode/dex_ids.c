/*
 * Records of the id tables and strings, looked up when asked for.
 *
 * Source: AOSP art/libdexfile/dex/dex_file_structs.h, libdexfile/dex/utf.cc.
 */
#include "base/utf8.h"
#include "decode/dex.h"
#include "decode/dex_leb.h"

/* Record |index| of |table|, or NULL. */
static const uint8_t *record(aa_bytes table, uint32_t index, size_t size)
{
    return index < table.n / size ? table.p + (size_t)index * size : NULL;
}

aa_dex_text_state aa_dex_string(const aa_dex *dex, uint32_t index, aa_bytes *out, uint32_t *units)
{
    *out = aa_bytes_none();
    const uint8_t *p = record(dex->strings, index, 4);
    if (p == NULL)
        return AA_DEX_TEXT_INDEX;
    aa_cursor c = aa_cursor_at(dex->data, aa_le32(p));
    size_t start = c.pos;
    uint32_t declared = aa_read_uleb128(&c);
    if (units != NULL)
        *units = declared;
    size_t most = aa_cursor_left(&c);
    if (most > dex->limits->dex_string)
        most = dex->limits->dex_string;
    const uint8_t *text = c.b.p + c.pos;
    const uint8_t *end = c.bad || most == 0 ? NULL : memchr(text, 0, most);
    if (end == NULL)
        return AA_DEX_TEXT_BOUNDS;
    *out = (aa_bytes){text, (size_t)(end - text)};
    bool wide = c.pos - start == 5 && c.b.p[c.pos - 1] > 0x0F;
    return wide ? AA_DEX_TEXT_ULEB : AA_DEX_TEXT_OK;
}

aa_bytes aa_dex_text(const aa_dex *dex, uint32_t string)
{
    aa_bytes text = aa_bytes_none();
    aa_dex_string(dex, string, &text, NULL);
    return text;
}

aa_bytes aa_dex_descriptor(const aa_dex *dex, uint32_t type)
{
    const uint8_t *p = record(dex->types, type, 4);
    return p == NULL ? aa_bytes_none() : aa_dex_text(dex, aa_le32(p));
}

bool aa_dex_type_list(const aa_dex *dex, uint32_t offset, aa_bytes *out)
{
    *out = aa_bytes_none();
    if (offset == 0)
        return true;
    aa_cursor c = aa_cursor_at(dex->data, offset);
    uint32_t count = aa_read_u32le(&c);
    return !c.bad && aa_bytes_table(dex->data, c.pos, count, 2, out);
}

bool aa_dex_proto_at(const aa_dex *dex, uint32_t index, aa_dex_proto *out)
{
    *out = (aa_dex_proto){AA_DEX_NO_INDEX, AA_DEX_NO_INDEX, aa_bytes_none()};
    const uint8_t *p = record(dex->protos, index, 12);
    if (p == NULL)
        return false;
    out->shorty = aa_le32(p);
    out->return_type = aa_le32(p + 4);
    return aa_dex_type_list(dex, aa_le32(p + 8), &out->parameters);
}

static bool ref_at(aa_bytes table, uint32_t index, aa_dex_ref *out)
{
    *out = (aa_dex_ref){AA_DEX_NO_INDEX, AA_DEX_NO_INDEX, AA_DEX_NO_INDEX};
    const uint8_t *p = record(table, index, 8);
    if (p == NULL)
        return false;
    *out = (aa_dex_ref){aa_le16(p), aa_le16(p + 2), aa_le32(p + 4)};
    return true;
}

bool aa_dex_field_at(const aa_dex *dex, uint32_t index, aa_dex_ref *out)
{
    return ref_at(dex->fields, index, out);
}

bool aa_dex_method_at(const aa_dex *dex, uint32_t index, aa_dex_ref *out)
{
    return ref_at(dex->methods, index, out);
}

bool aa_dex_class_at(const aa_dex *dex, uint32_t index, aa_dex_class *out)
{
    *out = (aa_dex_class){.type = AA_DEX_NO_INDEX,
                          .superclass = AA_DEX_NO_INDEX,
                          .interfaces = aa_bytes_none(),
                          .source = AA_DEX_NO_INDEX};
    const uint8_t *p = record(dex->classes, index, 32);
    if (p == NULL)
        return false;
    out->type = aa_le32(p);
    out->flags = aa_le32(p + 4);
    out->superclass = aa_le32(p + 8);
    out->source = aa_le32(p + 16);
    out->annotations_offset = aa_le32(p + 20);
    out->data_offset = aa_le32(p + 24);
    out->values_offset = aa_le32(p + 28);
    out->interfaces_lost = !aa_dex_type_list(dex, aa_le32(p + 12), &out->interfaces);
    return true;
}

bool aa_dex_handle_at(const aa_dex *dex, uint32_t index, aa_dex_handle *out)
{
    const uint8_t *p = record(dex->handles, index, 8);
    *out = (aa_dex_handle){UINT16_MAX, AA_DEX_NO_INDEX};
    if (p == NULL)
        return false;
    *out = (aa_dex_handle){aa_le16(p), aa_le16(p + 4)};
    return true;
}

/* ---- MUTF-8 ---- */

static bool follows(aa_bytes b, size_t at)
{
    return at < b.n && (b.p[at] & 0xC0) == 0x80;
}

/* One UTF-16 unit in one to three bytes. An overlong form is taken as ART takes it. */
static uint32_t next_unit(aa_bytes b, size_t *pos)
{
    uint8_t lead = b.p[*pos];
    size_t at = (*pos)++;
    if (lead < 0x80)
        return lead;
    if ((lead & 0xE0) == 0xC0 && follows(b, at + 1)) {
        *pos = at + 2;
        return (lead & 0x1FU) << 6 | (b.p[at + 1] & 0x3FU);
    }
    if ((lead & 0xF0) == 0xE0 && follows(b, at + 1) && follows(b, at + 2)) {
        *pos = at + 3;
        return (lead & 0x0FU) << 12 | (b.p[at + 1] & 0x3FU) << 6 | (b.p[at + 2] & 0x3FU);
    }
    return AA_MUTF8_INVALID;
}

uint32_t aa_mutf8_next(aa_bytes text, size_t *pos)
{
    uint32_t unit = next_unit(text, pos);
    if (unit < 0xD800 || unit > 0xDBFF || *pos >= text.n)
        return unit;
    size_t after = *pos;
    uint32_t low = next_unit(text, &after);
    if (low < 0xDC00 || low > 0xDFFF)
        return unit;
    *pos = after;
    return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
}

uint32_t aa_mutf8_units(aa_bytes text)
{
    uint32_t units = 0;
    for (size_t pos = 0; pos < text.n; units++)
        if (next_unit(text, &pos) == AA_MUTF8_INVALID)
            return AA_DEX_NO_INDEX;
    return units;
}

void aa_mutf8_put(aa_str *s, aa_bytes text)
{
    for (size_t pos = 0; pos < text.n && aa_str_ok(s);) {
        size_t plain = pos;
        while (plain < text.n && text.p[plain] < 0x80)
            plain++;
        aa_str_putn(s, (const char *)text.p + pos, plain - pos);
        pos = plain;
        if (pos < text.n)
            aa_utf8_put(s, aa_mutf8_next(text, &pos));
    }
}
