/*
 * Swift's own metadata: types with the names of their fields, and which protocols they conform to.
 *
 * Sources: swift docs/ABI/TypeMetadata.rst, include/swift/ABI/Metadata.h (TargetContextDescriptor,
 * TargetTypeContextDescriptor, TargetProtocolConformanceDescriptor), include/swift/RemoteInspection/Records.h
 * (FieldDescriptor, FieldRecord).
 */
#include "decode/objc_reader.h"

enum { KIND_MODULE = 0, KIND_PROTOCOL = 3, KIND_FIRST_TYPE = 16 };

enum { KIND_LAST_TYPE = 18, KIND_MASK = 31, MAX_PARENTS = 32 };

enum { FIELD_HEADER = 16, FIELD_RECORD = 12 };

enum { REF_DIRECT = 0, REF_INDIRECT = 1, REF_OBJC_NAME = 2, REF_OBJC_CLASS = 3 };

/* What the distance at |address| leads to, 0 for none. An odd one leads to a pointer: what that holds, or its
 * import. */
static uint64_t relative(const aa_objc_reader *r, uint64_t address, bool may_indirect, uint32_t *import)
{
    aa_bytes word = aa_bytes_none();
    *import = AA_MACHO_NO_IMPORT;
    if (!aa_macho_read(r->m, address, 4, &word) || aa_le32(word.p) == 0)
        return 0;
    int32_t distance = (int32_t)aa_le32(word.p);
    bool indirect = may_indirect && (distance & 1) != 0;
    uint64_t target = address + (uint64_t)(int64_t)(indirect ? distance - 1 : distance);
    if (!indirect)
        return target;
    uint64_t held = 0;
    if (!aa_macho_pointer(r->m, target, &held, import))
        return 0;
    return *import == AA_MACHO_NO_IMPORT ? held : 0;
}

static uint64_t direct(const aa_objc_reader *r, uint64_t address)
{
    uint32_t import = AA_MACHO_NO_IMPORT;
    return relative(r, address, false, &import);
}

static aa_bytes text_of(aa_objc_reader *r, uint64_t address)
{
    uint64_t target = direct(r, address);
    return target == 0 ? aa_bytes_none() : aa_objc_cstring(r, target);
}

static uint32_t word_at(const aa_objc_reader *r, uint64_t address)
{
    aa_bytes word = aa_bytes_none();
    return aa_macho_read(r->m, address, 4, &word) ? aa_le32(word.p) : UINT32_MAX;
}

/* ---- names ---- */

/* "_$s10Foundation4DataVMn" names what it describes. */
static const char *import_name(aa_objc_reader *r, uint32_t import)
{
    return aa_swift_demangle(r->arena, r->m->imports[import].name);
}

/* Takes |bytes| from the text that may still be built. */
static bool take_text(aa_objc_reader *r, uint64_t bytes)
{
    if (bytes <= r->text) {
        r->text -= bytes;
        return true;
    }
    if (!r->text_ended)
        aa_notes_add(r->notes, AA_NOTE_GAP, "limit.swift_text", AA_NO_OFFSET, "%s", "");
    r->text_ended = true;
    return false;
}

static void join(aa_objc_reader *r, aa_bytes *name, aa_bytes outer)
{
    if (!take_text(r, name->n + outer.n + 1))
        return;
    char *text = aa_arena_alloc(r->arena, name->n + outer.n + 2);
    if (text == NULL) {
        r->failed = true;
        return;
    }
    memcpy(text, outer.p, outer.n);
    text[outer.n] = '.';
    memcpy(text + outer.n + 1, name->p, name->n);
    *name = aa_bytes_of(text, outer.n + 1 + name->n);
}

/* "Module.Outer.Type" of the descriptor at |address|. What has no name (files, extensions) is passed over. */
static aa_bytes full_name(aa_objc_reader *r, uint64_t address)
{
    aa_bytes name = text_of(r, address + 8);
    uint32_t import = AA_MACHO_NO_IMPORT;
    uint64_t parent = relative(r, address + 4, true, &import);
    for (int depth = 0; depth < MAX_PARENTS && parent != 0 && name.n > 0 && !r->failed; depth++) {
        uint32_t kind = word_at(r, parent) & KIND_MASK;
        bool named = kind == KIND_MODULE || (kind >= KIND_PROTOCOL && kind <= KIND_LAST_TYPE);
        aa_bytes outer = named ? text_of(r, parent + 8) : aa_bytes_none();
        if (outer.n > 0)
            join(r, &name, outer);
        if (kind == KIND_MODULE)
            return name;
        parent = relative(r, parent + 4, true, &import);
    }
    const char *outer = import == AA_MACHO_NO_IMPORT ? NULL : import_name(r, import);
    if (outer != NULL)
        join(r, &name, aa_bytes_of(outer, strlen(outer)));
    return name;
}

static const char *as_text(aa_objc_reader *r, aa_bytes name)
{
    if (name.n == 0 || !take_text(r, name.n))
        return NULL;
    char *text = aa_arena_utf8(r->arena, name);
    if (text == NULL)
        r->failed = true;
    return text;
}

/* ---- types ---- */

static void read_fields(aa_objc_reader *r, uint64_t address, aa_swift_type *out)
{
    aa_bytes head = aa_bytes_none();
    aa_bytes all = aa_bytes_none();
    if (address == 0 || !aa_macho_read(r->m, address, FIELD_HEADER, &head))
        return;
    uint32_t step = aa_le16(head.p + 10);
    uint32_t count = aa_le32(head.p + 12);
    if (count == 0)
        return;
    if (step < FIELD_RECORD || !aa_macho_read(r->m, address + FIELD_HEADER, (uint64_t)count * step, &all)) {
        aa_objc_gap(r, "swift.fields", address);
        return;
    }
    aa_bytes *names = aa_objc_take(r, count) ? aa_arena_array(r->arena, count, sizeof *names) : NULL;
    if (names == NULL) {
        r->failed = r->failed || !r->ended;
        return;
    }
    for (uint32_t i = 0; i < count; i++)
        names[i] = text_of(r, address + FIELD_HEADER + (uint64_t)i * step + 8);
    out->fields = names;
    out->field_count = count;
}

static void read_type(aa_objc_reader *r, aa_vec *types, uint64_t place)
{
    uint32_t import = AA_MACHO_NO_IMPORT;
    uint64_t address = relative(r, place, true, &import);
    uint32_t kind = address == 0 ? UINT32_MAX : word_at(r, address) & KIND_MASK;
    aa_bytes name = aa_bytes_none();
    if (kind >= KIND_FIRST_TYPE && kind <= KIND_LAST_TYPE)
        name = text_of(r, address + 8);
    if (kind == KIND_PROTOCOL)
        return; /* protocols have a list of their own */
    if (name.n == 0) {
        aa_objc_gap(r, "swift.type", place);
        return;
    }
    if (!aa_objc_take(r, 1))
        return;
    aa_swift_type *to = aa_vec_push(r->arena, types);
    if (to == NULL) {
        r->failed = true;
        return;
    }
    *to = (aa_swift_type){.name = name, .descriptor = address, .kind = (uint8_t)kind};
    to->full_name = full_name(r, address);
    read_fields(r, direct(r, address + 16), to);
}

/* ---- conformances ---- */

static const char *protocol_name(aa_objc_reader *r, uint64_t place)
{
    uint32_t import = AA_MACHO_NO_IMPORT;
    uint64_t address = relative(r, place, true, &import);
    if (import != AA_MACHO_NO_IMPORT)
        return import_name(r, import);
    if (address == 0 || (word_at(r, address) & KIND_MASK) != KIND_PROTOCOL)
        return NULL;
    return as_text(r, full_name(r, address));
}

static const char *conforming_name(aa_objc_reader *r, uint64_t place, uint32_t how)
{
    uint64_t target = direct(r, place);
    uint64_t held = 0;
    uint32_t import = AA_MACHO_NO_IMPORT;
    aa_bytes text = aa_bytes_none();
    if (target == 0)
        return NULL;
    switch (how) {
    case REF_DIRECT:
        text = full_name(r, target);
        break;
    case REF_INDIRECT:
        if (!aa_macho_pointer(r->m, target, &held, &import))
            return NULL;
        if (import != AA_MACHO_NO_IMPORT)
            return import_name(r, import);
        text = full_name(r, held);
        break;
    case REF_OBJC_NAME:
        text = aa_objc_cstring(r, target);
        break;
    case REF_OBJC_CLASS:
        text = aa_objc_class_name(r, target);
        break;
    default:
        return NULL;
    }
    return as_text(r, text);
}

static void read_conformance(aa_objc_reader *r, aa_vec *out, uint64_t place)
{
    uint64_t address = direct(r, place);
    aa_bytes record = aa_bytes_none();
    if (address == 0 || !aa_macho_read(r->m, address, 16, &record)) {
        aa_objc_gap(r, "swift.conformance", place);
        return;
    }
    const char *type = conforming_name(r, address + 4, aa_le32(record.p + 12) >> 3 & 7);
    const char *protocol = protocol_name(r, address);
    if (type == NULL || protocol == NULL || r->failed || !aa_objc_take(r, 1) ||
        !take_text(r, strlen(type) + strlen(protocol)))
        return;
    char *text = aa_arena_printf(r->arena, "%s: %s", type, protocol);
    aa_bytes *to = text == NULL ? NULL : aa_vec_push(r->arena, out);
    if (to == NULL)
        r->failed = true;
    else
        *to = aa_bytes_of(text, strlen(text));
}

/* ---- all ---- */

typedef void (*read_record)(aa_objc_reader *r, aa_vec *out, uint64_t place);

static void each(aa_objc_reader *r, const char *name, const char *other, read_record read, aa_vec *out)
{
    for (size_t i = 0; i < r->m->section_count; i++) {
        const aa_macho_section *section = &r->m->sections[i];
        if (strcmp(section->name, name) != 0 && strcmp(section->name, other) != 0)
            continue;
        for (uint64_t at = 0; at + 4 <= section->data.n && !r->failed && !r->ended; at += 4)
            read(r, out, section->address + at);
    }
}

void aa_swift_read(aa_objc_reader *r)
{
    aa_vec types = AA_VEC_INIT(aa_swift_type);
    aa_vec conformances = AA_VEC_INIT(aa_bytes);
    each(r, "__swift5_types", "__swift5_types2", read_type, &types);
    each(r, "__swift5_proto", "__swift5_proto", read_conformance, &conformances);
    r->out->swift_types = types.items;
    r->out->swift_type_count = types.count;
    r->out->swift_conformances = conformances.items;
    r->out->swift_conformance_count = conformances.count;
}
