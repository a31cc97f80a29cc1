/*
 * NIBArchive: a header with four tables, of objects, keys, values and class names. Numbers of the tables
 * are 7 bits a byte, lowest first, and the last byte has its high bit set.
 */
#include "decode/nib_reader.h"

#define HEADER_BYTES   50
#define LATEST_VERSION 10

typedef struct table {
    uint32_t count;
    uint32_t offset;
} table;

typedef struct archive {
    aa_nib_reader *r;
    aa_bytes file;
    table objects, keys, values, classes;
    aa_bytes *key_names;
    aa_bytes *class_names;
    aa_nib_object *object_items;
    aa_nib_value *value_items;
} archive;

static aa_err refuse(const archive *a, size_t offset, const char *why)
{
    aa_notes_add(a->r->notes, AA_NOTE_GAP, "nib.format", offset, "%s", why);
    return AA_E_FORMAT;
}

static uint32_t read_number(aa_cursor *c)
{
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 35; shift += 7) {
        uint8_t byte = aa_read_u8(c);
        value |= (uint64_t)(byte & 0x7F) << shift;
        if ((byte & 0x80) != 0 && value <= UINT32_MAX)
            return (uint32_t)value;
    }
    c->bad = true;
    return 0;
}

static table read_table(aa_cursor *c)
{
    table t;
    t.count = aa_read_u32le(c);
    t.offset = aa_read_u32le(c);
    return t;
}

/* A table must be able to exist before memory is taken for it; |least|: bytes of its smallest entry. */
static aa_err make_room(archive *a, table t, size_t least, size_t size, void *out)
{
    aa_bytes bytes;
    if (!aa_bytes_table(a->file, t.offset, t.count, least, &bytes))
        return refuse(a, t.offset, "table outside");
    if (t.count > a->r->limits->plist_nodes) {
        aa_nib_gap(a->r, "limit.plist_nodes", t.offset);
        return AA_E_LIMIT;
    }
    void *items = aa_arena_array(a->r->arena, t.count, size);
    memcpy(out, &items, sizeof items);
    return items == NULL ? AA_E_NOMEM : AA_OK;
}

static aa_err read_header(archive *a)
{
    aa_cursor c = aa_cursor_at(a->file, 10);
    uint32_t form = aa_read_u32le(&c);
    uint32_t version = aa_read_u32le(&c);
    a->objects = read_table(&c);
    a->keys = read_table(&c);
    a->values = read_table(&c);
    a->classes = read_table(&c);
    if (c.bad)
        return refuse(a, a->file.n, "header");
    if (form != 1 || version > LATEST_VERSION) {
        aa_notes_add(a->r->notes, AA_NOTE_GAP, "nib.version", 10, "%u.%u", (unsigned)form, (unsigned)version);
        return AA_E_UNSUPPORTED;
    }
    aa_err err = make_room(a, a->objects, 3, sizeof *a->object_items, &a->object_items);
    if (err == AA_OK)
        err = make_room(a, a->keys, 1, sizeof *a->key_names, &a->key_names);
    if (err == AA_OK)
        err = make_room(a, a->values, 2, sizeof *a->value_items, &a->value_items);
    if (err == AA_OK)
        err = make_room(a, a->classes, 2, sizeof *a->class_names, &a->class_names);
    return err;
}

static aa_err read_keys(archive *a)
{
    aa_cursor c = aa_cursor_at(a->file, a->keys.offset);
    for (uint32_t i = 0; i < a->keys.count; i++) {
        a->key_names[i] = aa_read_bytes(&c, read_number(&c));
        if (c.bad)
            return refuse(a, c.pos, "key");
    }
    return AA_OK;
}

static aa_err read_classes(archive *a)
{
    aa_cursor c = aa_cursor_at(a->file, a->classes.offset);
    for (uint32_t i = 0; i < a->classes.count; i++) {
        uint32_t length = read_number(&c);
        uint32_t fallbacks = read_number(&c);
        aa_read_bytes(&c, (uint64_t)fallbacks * 4);
        aa_bytes name = aa_read_bytes(&c, length);
        if (c.bad)
            return refuse(a, c.pos, "class name");
        name.n -= name.n > 0 && name.p[name.n - 1] == '\0';
        a->class_names[i] = name;
    }
    return AA_OK;
}

static void read_real(aa_cursor *c, bool wide, aa_nib_value *v)
{
    float narrow = 0;
    v->kind = AA_NIB_REAL;
    if (wide) {
        uint64_t bits = aa_read_u64le(c);
        memcpy(&v->real, &bits, sizeof v->real);
        return;
    }
    uint32_t bits = aa_read_u32le(c);
    memcpy(&narrow, &bits, sizeof narrow);
    v->real = (double)narrow;
}

/* What the type byte announces. False: no such type. */
static bool read_content(aa_cursor *c, uint8_t type, aa_nib_value *v)
{
    switch (type) {
    case 0:
        v->integer = (int8_t)aa_read_u8(c);
        break;
    case 1:
        v->integer = (int16_t)aa_read_u16le(c);
        break;
    case 2:
        v->integer = (int32_t)aa_read_u32le(c);
        break;
    case 3:
        v->integer = (int64_t)aa_read_u64le(c);
        break;
    case 4:
    case 5:
        v->kind = AA_NIB_BOOL;
        v->integer = type == 4;
        break;
    case 6:
    case 7:
        read_real(c, type == 7, v);
        break;
    case 8:
        v->kind = AA_NIB_BYTES;
        v->bytes = aa_read_bytes(c, read_number(c));
        break;
    case 9:
        v->kind = AA_NIB_NIL;
        break;
    case 10:
        v->kind = AA_NIB_OBJECT;
        v->object = aa_read_u32le(c);
        break;
    default:
        return false;
    }
    return true;
}

static aa_err read_values(archive *a)
{
    aa_cursor c = aa_cursor_at(a->file, a->values.offset);
    for (uint32_t i = 0; i < a->values.count; i++) {
        aa_nib_value v = {.kind = AA_NIB_INT, .bytes = aa_bytes_none(), .object = AA_NIB_NONE};
        uint32_t key = read_number(&c);
        uint8_t type = aa_read_u8(&c);
        bool known = read_content(&c, type, &v);
        bool outside = key >= a->keys.count || (v.kind == AA_NIB_OBJECT && v.object >= a->objects.count);
        if (c.bad || !known || outside)
            return refuse(a, c.pos, "value");
        v.key = a->key_names[key];
        a->value_items[i] = v;
    }
    return AA_OK;
}

static aa_err read_objects(archive *a)
{
    aa_cursor c = aa_cursor_at(a->file, a->objects.offset);
    uint64_t held = 0; /* values of all objects, which may share them */
    for (uint32_t i = 0; i < a->objects.count; i++) {
        uint32_t name = read_number(&c);
        uint32_t first = read_number(&c);
        uint32_t count = read_number(&c);
        if (c.bad || name >= a->classes.count || first > a->values.count || count > a->values.count - first)
            return refuse(a, c.pos, "object");
        a->object_items[i] = (aa_nib_object){a->class_names[name], first, count};
        held += count;
    }
    if (held <= a->r->limits->plist_refs)
        return AA_OK;
    aa_nib_gap(a->r, "limit.plist_refs", a->objects.offset);
    return AA_E_LIMIT;
}

aa_err aa_nib_read_archive(aa_nib_reader *r, aa_bytes file, aa_nib *out)
{
    archive a = {.r = r, .file = file};
    if (file.n < HEADER_BYTES)
        return refuse(&a, file.n, "header");
    aa_err err = read_header(&a);
    if (err == AA_OK)
        err = read_keys(&a);
    if (err == AA_OK)
        err = read_classes(&a);
    if (err == AA_OK)
        err = read_values(&a);
    if (err == AA_OK)
        err = read_objects(&a);
    out->objects = a.object_items;
    out->object_count = a.objects.count;
    out->values = a.value_items;
    out->value_count = a.values.count;
    return err;
}
