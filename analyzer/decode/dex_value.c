#include "decode/dex_value.h"

#include "decode/dex_leb.h"

static aa_dex_values start(const aa_dex *dex, uint64_t offset)
{
    aa_dex_values v = {.at = aa_cursor_at(dex->data, offset), .annotation = AA_DEX_NO_INDEX};
    uint32_t depth = dex->limits->dex_depth;
    v.max_depth = depth < AA_DEX_VALUE_DEPTH ? depth : AA_DEX_VALUE_DEPTH;
    return v;
}

/* Goes into an array or annotation of |count| values. */
static bool enter(aa_dex_values *v, uint32_t count, bool named)
{
    if (v->depth >= v->max_depth) {
        v->too_deep = true;
        return false;
    }
    v->left[v->depth] = count;
    v->named[v->depth] = named;
    v->depth++;
    return true;
}

aa_dex_values aa_dex_array_at(const aa_dex *dex, uint32_t offset)
{
    aa_dex_values v = start(dex, offset);
    uint32_t count = aa_read_uleb128(&v.at);
    v.lost = v.at.bad;
    if (!v.lost)
        enter(&v, count, false);
    return v;
}

aa_dex_values aa_dex_annotation_at(const aa_dex *dex, uint32_t offset)
{
    aa_dex_values v = start(dex, offset);
    v.visibility = aa_read_u8(&v.at);
    v.annotation = aa_read_uleb128(&v.at);
    uint32_t count = aa_read_uleb128(&v.at);
    v.lost = v.at.bad;
    if (!v.lost)
        enter(&v, count, true);
    return v;
}

aa_dex_values aa_dex_call_site_at(const aa_dex *dex, uint32_t index)
{
    if (index < AA_DEX_SITE_COUNT(dex))
        return aa_dex_array_at(dex, aa_le32(dex->call_sites.p + (size_t)index * 4));
    aa_dex_values v = start(dex, 0);
    v.lost = true;
    return v;
}

/* |size| bytes, little-endian, without sign. */
static uint64_t number(aa_bytes raw)
{
    uint64_t value = 0;
    for (size_t i = 0; i < raw.n; i++)
        value |= (uint64_t)raw.p[i] << (8 * i);
    return value;
}

static int64_t signed_number(aa_bytes raw)
{
    uint64_t value = number(raw);
    if (raw.n > 0 && raw.n < 8 && (raw.p[raw.n - 1] & 0x80) != 0)
        value |= UINT64_MAX << (8 * raw.n);
    return (int64_t)value;
}

/* Bytes that a value of |type| may take at most; 0: it takes none, or is no plain value. */
static uint32_t most_bytes(unsigned type)
{
    switch (type) {
    case AA_DEX_VALUE_BYTE:
        return 1;
    case AA_DEX_VALUE_SHORT:
    case AA_DEX_VALUE_CHAR:
        return 2;
    case AA_DEX_VALUE_LONG:
    case AA_DEX_VALUE_DOUBLE:
        return 8;
    case AA_DEX_VALUE_INT:
    case AA_DEX_VALUE_FLOAT:
        return 4;
    default:
        return type >= AA_DEX_VALUE_METHOD_TYPE && type <= AA_DEX_VALUE_ENUM ? 4 : 0;
    }
}

static bool plain(aa_dex_values *v, unsigned type, uint32_t size, aa_dex_value *out)
{
    uint32_t most = most_bytes(type);
    if (size > most)
        return false;
    aa_bytes raw = aa_read_bytes(&v->at, size);
    if (v->at.bad)
        return false;
    if (type >= AA_DEX_VALUE_METHOD_TYPE)
        out->index = (uint32_t)number(raw);
    else if (type == AA_DEX_VALUE_FLOAT || type == AA_DEX_VALUE_DOUBLE)
        out->bits = number(raw) << (8 * (most - size)); /* zeros are left out on the right */
    else
        out->number = type == AA_DEX_VALUE_CHAR ? (int64_t)number(raw) : signed_number(raw);
    return true;
}

static bool read_value(aa_dex_values *v, aa_dex_value *out)
{
    uint8_t head = aa_read_u8(&v->at);
    unsigned type = head & 0x1FU;
    unsigned arg = head >> 5;
    out->type = (aa_dex_value_type)type;
    switch (type) {
    case AA_DEX_VALUE_BOOLEAN:
        out->number = arg & 1;
        return arg <= 1;
    case AA_DEX_VALUE_NULL:
        return arg == 0;
    case AA_DEX_VALUE_ANNOTATION:
        out->index = aa_read_uleb128(&v->at);
        out->count = aa_read_uleb128(&v->at);
        return !v->at.bad && enter(v, out->count, true);
    case AA_DEX_VALUE_ARRAY:
        out->count = aa_read_uleb128(&v->at);
        return !v->at.bad && enter(v, out->count, false);
    default:
        return plain(v, type, arg + 1, out);
    }
}

bool aa_dex_next_value(aa_dex_values *v, aa_dex_value *out)
{
    if (v->lost || v->too_deep || v->depth == 0)
        return false;
    uint32_t level = v->depth - 1;
    *out = (aa_dex_value){.depth = level, .name = AA_DEX_NO_INDEX, .index = AA_DEX_NO_INDEX};
    if (v->left[level] == 0) {
        v->depth--;
        out->type = AA_DEX_VALUE_END;
        out->depth = v->depth == 0 ? 0 : v->depth - 1;
        return v->depth > 0;
    }
    v->left[level]--;
    if (v->named[level])
        out->name = aa_read_uleb128(&v->at);
    bool ok = read_value(v, out) && !v->at.bad;
    v->lost = !ok && !v->too_deep;
    return ok;
}

bool aa_dex_directory_at(const aa_dex *dex, uint32_t offset, aa_dex_directory *out)
{
    aa_bytes none = aa_bytes_none();
    *out = (aa_dex_directory){0, none, none, none};
    if (offset == 0)
        return true;
    aa_cursor c = aa_cursor_at(dex->data, offset);
    out->class_set = aa_read_u32le(&c);
    uint32_t fields = aa_read_u32le(&c);
    uint32_t methods = aa_read_u32le(&c);
    uint32_t parameters = aa_read_u32le(&c);
    if (c.bad || !aa_bytes_table(dex->data, c.pos, fields, 8, &out->fields))
        return false;
    uint64_t at = c.pos + out->fields.n;
    if (!aa_bytes_table(dex->data, at, methods, 8, &out->methods))
        return false;
    return aa_bytes_table(dex->data, at + out->methods.n, parameters, 8, &out->parameters);
}

bool aa_dex_set_at(const aa_dex *dex, uint32_t offset, aa_bytes *out)
{
    *out = aa_bytes_none();
    if (offset == 0)
        return true;
    aa_cursor c = aa_cursor_at(dex->data, offset);
    uint32_t count = aa_read_u32le(&c);
    return !c.bad && aa_bytes_table(dex->data, c.pos, count, 4, out);
}
