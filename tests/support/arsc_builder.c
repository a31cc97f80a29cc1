#include "support/arsc_builder.h"

#include "support/test.h"

size_t arsc_chunk(byte_builder *where, uint32_t type, uint32_t header, uint32_t size)
{
    size_t at = where->n;
    put_u16(where, type);
    put_u16(where, header);
    put_u32(where, size);
    put_zeros(where, size - 8);
    return at;
}

static void put_value(byte_builder *b, uint8_t type, uint32_t data)
{
    put_u16(b, 8);
    put_u8(b, 0);
    put_u8(b, type);
    put_u32(b, data);
}

static void put_entry(arsc_builder *b, byte_builder *out, const arsc_entry *entry)
{
    uint32_t key = pool_index(&b->keys, entry->key);
    uint8_t type = entry->text != NULL ? 3 : entry->type;
    uint32_t data = entry->text != NULL ? pool_index(&b->values, entry->text) : entry->data;
    if (entry->compact) {
        put_u16(out, key);
        put_u16(out, 0x0008U | (uint32_t)type << 8);
        put_u32(out, data);
        return;
    }
    put_u16(out, entry->items != NULL ? 16 : 8);
    put_u16(out, entry->items != NULL ? 1 : 0);
    put_u32(out, key);
    if (entry->items == NULL) {
        put_value(out, type, data);
        return;
    }
    put_u32(out, entry->parent);
    put_u32(out, (uint32_t)entry->item_count);
    for (size_t i = 0; i < entry->item_count; i++) {
        put_u32(out, entry->items[i].key);
        put_value(out, entry->items[i].type, entry->items[i].data);
    }
}

static void put_offset(arsc_builder *b, byte_builder *out, size_t entry, bool present, size_t at)
{
    switch (b->layout) {
    case ARSC_SPARSE:
        if (present) {
            put_u16(out, (uint32_t)entry);
            put_u16(out, (uint32_t)(at / 4));
        }
        break;
    case ARSC_OFFSET16:
        put_u16(out, present ? (uint32_t)(at / 4) : 0xFFFF);
        break;
    case ARSC_DENSE:
        put_u32(out, present ? (uint32_t)at : UINT32_MAX);
        break;
    }
}

static void put_config(arsc_builder *b)
{
    uint32_t size = b->config_size == 0 ? CONFIG_BYTES : b->config_size;
    put_u32(&b->children, size);
    put_bytes(&b->children, b->config + 4, size - 4);
}

void arsc_type(arsc_builder *b, const char *name, const arsc_entry *entries, size_t count)
{
    static const uint8_t flags[] = {[ARSC_DENSE] = 0, [ARSC_SPARSE] = 1, [ARSC_OFFSET16] = 2};
    uint32_t id = pool_index(&b->types, name) + 1;
    byte_builder offsets = {NULL, 0, 0};
    byte_builder body = {NULL, 0, 0};
    size_t present = 0;
    for (size_t i = 0; i < count; i++) {
        put_offset(b, &offsets, i, entries[i].key != NULL, body.n);
        present += entries[i].key != NULL;
        if (entries[i].key != NULL)
            put_entry(b, &body, &entries[i]);
    }
    put_align(&offsets, 4);
    if (!b->no_spec) {
        size_t spec = arsc_chunk(&b->children, 0x202, 16, (uint32_t)(16 + 4 * count));
        patch_u32(&b->children, spec + 8, id);
        patch_u32(&b->children, spec + 12, (uint32_t)count);
    }
    uint32_t header = 20 + (b->config_size == 0 ? CONFIG_BYTES : b->config_size);
    put_u16(&b->children, 0x201);
    put_u16(&b->children, header);
    put_u32(&b->children, (uint32_t)(header + offsets.n + body.n));
    put_u8(&b->children, id);
    put_u8(&b->children, flags[b->layout]);
    put_u16(&b->children, 0);
    put_u32(&b->children, (uint32_t)(b->layout == ARSC_SPARSE ? present : count));
    put_u32(&b->children, (uint32_t)(header + offsets.n));
    put_config(b);
    put_bytes(&b->children, offsets.p, offsets.n);
    put_bytes(&b->children, body.p, body.n);
    bytes_done(&offsets);
    bytes_done(&body);
}

void arsc_end_package(arsc_builder *b, uint32_t id)
{
    size_t at = arsc_chunk(&b->body, 0x200, 288, 288);
    patch_u32(&b->body, at + 8, id);
    patch_u32(&b->body, at + 268, 288);
    patch_u32(&b->body, at + 284, b->type_offset);
    put_pool(&b->body, &b->types);
    patch_u32(&b->body, at + 276, (uint32_t)(b->body.n - at));
    put_pool(&b->body, &b->keys);
    put_bytes(&b->body, b->children.p, b->children.n);
    patch_u32(&b->body, at + 4, (uint32_t)(b->body.n - at));
    b->types = (test_pool){.utf8 = b->types.utf8};
    b->keys = (test_pool){.utf8 = b->keys.utf8};
    bytes_done(&b->children);
    b->packages++;
}

aa_bytes arsc_finish(arsc_builder *b)
{
    if (b->children.n > 0)
        arsc_end_package(b, 0x7f);
    byte_builder out = {NULL, 0, 0};
    put_u16(&out, 0x0002);
    put_u16(&out, 12);
    put_u32(&out, 0);
    put_u32(&out, b->no_packages ? 0 : b->package_count != 0 ? b->package_count : (uint32_t)b->packages);
    put_pool(&out, &b->values);
    put_bytes(&out, b->body.p, b->body.n);
    patch_u32(&out, 4, (uint32_t)out.n);
    bytes_done(&b->body);
    return aa_bytes_of(out.p, out.n);
}
