/*
 * Nibs as keyed archives: $objects of a property list, each turned into an object of the common form.
 */
#include "decode/nib_reader.h"

typedef struct keyed {
    aa_nib_reader *r;
    aa_plist plist;
    aa_nib_object *objects;
    uint32_t count;
    aa_vec values;
} keyed;

static aa_bytes literal(const char *text)
{
    return aa_bytes_of(text, strlen(text));
}

static aa_nib_value value_of(const keyed *k, aa_bytes key, const aa_plist_node *node)
{
    aa_nib_value v = {.key = key, .kind = AA_NIB_NIL, .bytes = aa_bytes_none(), .object = AA_NIB_NONE};
    switch (node->kind) {
    case AA_PLIST_BOOL:
        v.kind = AA_NIB_BOOL;
        v.integer = node->boolean;
        break;
    case AA_PLIST_INT:
        v.kind = AA_NIB_INT;
        v.integer = node->integer;
        break;
    case AA_PLIST_REAL:
    case AA_PLIST_DATE:
        v.kind = AA_NIB_REAL;
        v.real = node->real;
        break;
    case AA_PLIST_DATA:
    case AA_PLIST_STRING:
        v.kind = AA_NIB_BYTES;
        v.bytes = node->bytes;
        break;
    case AA_PLIST_UID:
        v.kind = node->integer > 0 && node->integer < k->count ? AA_NIB_OBJECT : AA_NIB_NIL;
        v.object = v.kind == AA_NIB_OBJECT ? (uint32_t)node->integer : AA_NIB_NONE;
        break;
    case AA_PLIST_NULL:
    case AA_PLIST_ARRAY:
    case AA_PLIST_SET:
    case AA_PLIST_DICT:
        break;
    }
    return v;
}

static aa_err push(keyed *k, aa_bytes key, const aa_plist_node *node)
{
    if (k->values.count >= k->r->limits->plist_refs) {
        aa_nib_gap(k->r, "limit.plist_refs", AA_NO_OFFSET);
        return AA_E_LIMIT;
    }
    aa_nib_value *v = aa_vec_push(k->r->arena, &k->values);
    if (v == NULL)
        return AA_E_NOMEM;
    *v = value_of(k, key, node);
    return AA_OK;
}

/* The values of one pair: an array gives one for each element. */
static aa_err push_pair(keyed *k, uint32_t key, uint32_t value)
{
    const aa_plist_node *name = aa_plist_at(&k->plist, key);
    const aa_plist_node *node = aa_plist_at(&k->plist, value);
    if (name->kind != AA_PLIST_STRING || aa_bytes_is(name->bytes, "$class"))
        return AA_OK;
    if (node->kind != AA_PLIST_ARRAY)
        return push(k, name->bytes, node);
    aa_err err = AA_OK;
    for (uint32_t i = 0; i < node->count && err == AA_OK; i++)
        err = push(k, name->bytes, aa_plist_at(&k->plist, aa_plist_child(&k->plist, value, i)));
    return err;
}

static aa_err read_object(keyed *k, uint32_t node, aa_nib_object *out)
{
    const aa_plist_node *n = aa_plist_at(&k->plist, node);
    out->first = (uint32_t)k->values.count;
    out->class_name = aa_bytes_none();
    aa_err err = AA_OK;
    if (n->kind == AA_PLIST_DICT) {
        const aa_plist_node *name = aa_plist_at(&k->plist, aa_plist_archived_class(&k->plist, node));
        if (name != NULL)
            out->class_name = name->bytes;
        uint32_t key = 0;
        uint32_t value = 0;
        for (uint32_t i = 0; err == AA_OK && aa_plist_pair(&k->plist, node, i, &key, &value); i++)
            err = push_pair(k, key, value);
    } else {
        bool text = n->kind == AA_PLIST_STRING;
        bool data = n->kind == AA_PLIST_DATA;
        out->class_name = literal(text ? "NSString" : data ? "NSData" : "NSNumber");
        err = push(k, literal(text || data ? "NS.bytes" : "NS.number"), n);
    }
    out->count = (uint32_t)k->values.count - out->first;
    return err;
}

aa_err aa_nib_read_keyed(aa_nib_reader *r, aa_bytes file, aa_nib *out)
{
    keyed k = {.r = r, .values = AA_VEC_INIT(aa_nib_value)};
    aa_err err = aa_plist_read(r->arena, file, r->limits, r->notes, &k.plist);
    if (err != AA_OK)
        return err;
    uint32_t list = aa_plist_get(&k.plist, k.plist.root, "$objects");
    const aa_plist_node *objects = aa_plist_at(&k.plist, list);
    if (objects == NULL || objects->kind != AA_PLIST_ARRAY) {
        aa_nib_gap(r, "nib.unknown", 0);
        return AA_E_UNSUPPORTED;
    }
    if (objects->count > r->limits->plist_nodes) {
        aa_nib_gap(r, "limit.plist_nodes", 0);
        return AA_E_LIMIT;
    }
    k.count = objects->count;
    k.objects = aa_arena_array(r->arena, k.count, sizeof *k.objects);
    if (k.objects == NULL)
        return AA_E_NOMEM;
    for (uint32_t i = 0; i < k.count && err == AA_OK; i++)
        err = read_object(&k, aa_plist_child(&k.plist, list, i), &k.objects[i]);
    out->keyed = true;
    out->objects = k.objects;
    out->object_count = k.count;
    out->values = k.values.items;
    out->value_count = (uint32_t)k.values.count;
    return err;
}
