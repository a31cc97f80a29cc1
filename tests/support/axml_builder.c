#include "support/axml_builder.h"

#include "support/test.h"

static uint32_t or_else(uint32_t value, uint32_t usual)
{
    return value == 0 ? usual : value;
}

static uint32_t index_of(axml_builder *b, const char *text)
{
    return text == NULL ? NO_STRING : pool_index(&b->pool, text);
}

void axml_name_id(axml_builder *b, const char *name, uint32_t id)
{
    b->pool.strings[b->pool.count] = name; /* equal names may have different ids */
    assert_int_equal(b->pool.count++, b->id_count);
    b->ids[b->id_count++] = id;
}

void axml_chunk(axml_builder *b, uint32_t type, uint32_t header, uint32_t size, size_t body)
{
    put_u16(&b->nodes, type);
    put_u16(&b->nodes, header);
    put_u32(&b->nodes, size);
    put_u32(&b->nodes, 7); /* line */
    put_u32(&b->nodes, NO_STRING);
    put_zeros(&b->nodes, (header > 16 ? header - 16 : 0) + body);
}

static void put_node(axml_builder *b, uint32_t type, uint32_t first, uint32_t second)
{
    axml_chunk(b, type, 16, 24, 0);
    put_u32(&b->nodes, first);
    put_u32(&b->nodes, second);
}

void axml_namespace(axml_builder *b, bool start, const char *prefix, const char *uri)
{
    put_node(b, start ? 0x100 : 0x101, index_of(b, prefix), index_of(b, uri));
}

void axml_end(axml_builder *b, const char *name)
{
    put_node(b, 0x103, NO_STRING, index_of(b, name));
}

void axml_text(axml_builder *b, const char *text)
{
    axml_chunk(b, 0x104, 16, 28, 0);
    put_u32(&b->nodes, index_of(b, text));
    put_u32(&b->nodes, 8);
    put_u32(&b->nodes, 0);
}

static void put_attr(axml_builder *b, const axml_attr *attr)
{
    uint32_t text = index_of(b, attr->text);
    put_u32(&b->nodes, index_of(b, attr->ns));
    put_u32(&b->nodes, index_of(b, attr->name));
    put_u32(&b->nodes, text);
    put_u16(&b->nodes, 8);
    put_u8(&b->nodes, 0);
    put_u8(&b->nodes, attr->text != NULL && attr->type == 0 ? 3 : attr->type);
    put_u32(&b->nodes, attr->text != NULL && attr->type == 0 ? text : attr->data);
}

void axml_start(axml_builder *b, const char *name, const axml_attr *attrs, size_t count)
{
    uint32_t start = or_else(b->attr_start, 20);
    uint32_t size = or_else(b->attr_size, 20);
    uint32_t header = or_else(b->node_header, 16);
    uint32_t name_index = index_of(b, name);
    axml_chunk(b, 0x102, header, (uint32_t)(header + start + count * size), 0);
    put_u32(&b->nodes, NO_STRING);
    put_u32(&b->nodes, name_index);
    put_u16(&b->nodes, start);
    put_u16(&b->nodes, size);
    put_u16(&b->nodes, (uint32_t)count);
    put_zeros(&b->nodes, 6 + start - 20);
    for (size_t i = 0; i < count; i++) {
        put_attr(b, &attrs[i]);
        put_zeros(&b->nodes, size - 20);
    }
}

aa_bytes axml_finish(axml_builder *b)
{
    byte_builder out = {NULL, 0, 0};
    uint32_t header = or_else(b->root_header, 8);
    put_u16(&out, or_else(b->root_type, 3));
    put_u16(&out, header);
    put_u32(&out, 0);
    put_zeros(&out, header - 8);
    put_pool(&out, &b->pool);
    put_bytes(&out, b->extra.p, b->extra.n);
    if (!b->no_resource_map) {
        put_u16(&out, 0x180);
        put_u16(&out, 8);
        put_u32(&out, (uint32_t)(8 + 4 * b->id_count));
        for (size_t i = 0; i < b->id_count; i++)
            put_u32(&out, b->ids[i]);
    }
    put_bytes(&out, b->nodes.p, b->nodes.n);
    patch_u32(&out, 4, b->root_size == AXML_NO_SIZE ? 0 : or_else(b->root_size, (uint32_t)out.n));
    put_zeros(&out, b->trailing);
    bytes_done(&b->nodes);
    bytes_done(&b->extra);
    return aa_bytes_of(out.p, out.n);
}
