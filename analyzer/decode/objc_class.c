/*
 * Classes, categories and protocols of the 64-bit Objective-C runtime.
 *
 * Source: objc4 runtime/objc-runtime-new.h (objc_class, class_ro_t, method_list_t, method_t::small, ivar_t,
 * property_t, protocol_t, category_t).
 */
#include "decode/objc_reader.h"

enum { CLASS_ISA = 0, CLASS_SUPERCLASS = 8, CLASS_DATA = 32, CLASS_SWIFT = 3, CLASS_FLAGS = 7 };

enum { RO_NAME = 24, RO_METHODS = 32, RO_PROTOCOLS = 40, RO_IVARS = 48, RO_PROPERTIES = 64 };

enum { METHOD_BIG = 24, METHOD_SMALL = 12, IVAR = 32, PROPERTY = 16 };

#define LIST_RELATIVE UINT32_C(0x80000000)
#define LIST_DIRECT   UINT32_C(0x40000000) /* selectors themselves instead of references to them */
#define LIST_FLAGS    UINT32_C(0xffff0003)

typedef struct list {
    uint64_t first; /* address of the first entry */
    uint32_t step, count, flags;
} list;

/* The list at |address|: two words, then entries of at least |smallest| bytes. An empty one for 0. */
static list read_list(aa_objc_reader *r, uint64_t address, uint32_t smallest)
{
    list out = {.count = 0};
    aa_bytes head = aa_bytes_none();
    if (address == 0)
        return out;
    if (!aa_macho_read(r->m, address, 8, &head)) {
        aa_objc_gap(r, "objc.list", address);
        return out;
    }
    uint32_t word = aa_le32(head.p);
    uint32_t count = aa_le32(head.p + 4);
    out.flags = word & LIST_FLAGS;
    out.step = word & ~LIST_FLAGS;
    out.first = address + 8;
    uint32_t least = (out.flags & LIST_RELATIVE) != 0 ? METHOD_SMALL : smallest;
    aa_bytes all = aa_bytes_none();
    if (out.step < least || !aa_macho_read(r->m, out.first, (uint64_t)count * out.step, &all)) {
        aa_objc_gap(r, "objc.list", address);
        return out;
    }
    if (aa_objc_take(r, count))
        out.count = count;
    return out;
}

/* What the signed distance at |address| leads to. */
static uint64_t relative(const aa_objc_reader *r, uint64_t address)
{
    aa_bytes word = aa_bytes_none();
    if (!aa_macho_read(r->m, address, 4, &word))
        return 0;
    return address + (uint64_t)(int64_t)(int32_t)aa_le32(word.p);
}

static void read_method(aa_objc_reader *r, uint64_t at, uint32_t flags, aa_objc_method *out)
{
    if ((flags & LIST_RELATIVE) != 0) {
        uint64_t name = relative(r, at);
        out->selector = (flags & LIST_DIRECT) != 0 ? aa_objc_cstring(r, name) : aa_objc_text(r, name);
        out->types = aa_objc_cstring(r, relative(r, at + 4));
        uint64_t code = relative(r, at + 8);
        out->code = code == at + 8 ? 0 : code;
    } else {
        out->selector = aa_objc_text(r, at);
        out->types = aa_objc_text(r, at + 8);
        out->code = aa_objc_pointer(r, at + 16);
    }
    if (out->selector.n == 0)
        aa_objc_gap(r, "objc.method", at);
}

/* The methods of several lists, one behind the other. */
static const aa_objc_method *read_methods(aa_objc_reader *r, const uint64_t *lists, const bool *is_class,
                                          size_t list_count, uint32_t *count)
{
    list all[4];
    uint32_t total = 0;
    for (size_t i = 0; i < list_count; i++) {
        all[i] = read_list(r, lists[i], METHOD_BIG);
        total += all[i].count;
    }
    *count = 0;
    if (total == 0)
        return NULL;
    aa_objc_method *methods = aa_arena_array(r->arena, total, sizeof *methods);
    if (methods == NULL) {
        r->failed = true;
        return NULL;
    }
    for (size_t i = 0; i < list_count; i++) {
        for (uint32_t k = 0; k < all[i].count; k++) {
            aa_objc_method *to = &methods[(*count)++];
            to->is_class = is_class[i];
            read_method(r, all[i].first + (uint64_t)k * all[i].step, all[i].flags, to);
        }
    }
    return methods;
}

static void note_loads(aa_objc_reader *r, const aa_objc_class *class)
{
    for (uint32_t i = 0; i < class->method_count; i++) {
        if (!class->methods[i].is_class || !aa_bytes_is(class->methods[i].selector, "load"))
            continue;
        uint64_t *to = aa_vec_push(r->arena, &r->loads);
        if (to == NULL)
            r->failed = true;
        else
            *to = class->methods[i].code;
    }
}

/* The texts that pointers at |address|, |step| bytes apart, lead to. */
static const aa_bytes *read_names(aa_objc_reader *r, const list *names)
{
    if (names->count == 0)
        return NULL;
    aa_bytes *out = aa_arena_array(r->arena, names->count, sizeof *out);
    if (out == NULL)
        r->failed = true;
    for (uint32_t i = 0; out != NULL && i < names->count; i++)
        out[i] = aa_objc_text(r, names->first + (uint64_t)i * names->step);
    return out;
}

static void read_properties(aa_objc_reader *r, uint64_t address, aa_objc_class *out)
{
    list names = read_list(r, address, PROPERTY);
    out->properties = read_names(r, &names);
    out->property_count = out->properties == NULL ? 0 : names.count;
}

/* A count of 64 bits, then pointers to protocols, whose second field is their name. */
static void read_protocols(aa_objc_reader *r, uint64_t address, aa_objc_class *out)
{
    aa_bytes head = aa_bytes_none();
    aa_bytes all = aa_bytes_none();
    if (address == 0)
        return;
    if (!aa_macho_read(r->m, address, 8, &head) || aa_le64(head.p) > UINT32_MAX ||
        !aa_macho_read(r->m, address + 8, aa_le64(head.p) * 8, &all)) {
        aa_objc_gap(r, "objc.list", address);
        return;
    }
    uint32_t count = (uint32_t)aa_le64(head.p);
    if (count == 0 || !aa_objc_take(r, count))
        return;
    aa_bytes *names = aa_arena_array(r->arena, count, sizeof *names);
    if (names == NULL) {
        r->failed = true;
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint64_t protocol = aa_objc_pointer(r, address + 8 + (uint64_t)i * 8);
        names[i] = protocol == 0 ? aa_bytes_none() : aa_objc_text(r, protocol + 8);
    }
    out->protocols = names;
    out->protocol_count = count;
}

static void read_ivars(aa_objc_reader *r, uint64_t address, aa_objc_class *out)
{
    list all = read_list(r, address, IVAR);
    if (all.count == 0)
        return;
    aa_objc_ivar *ivars = aa_arena_array(r->arena, all.count, sizeof *ivars);
    if (ivars == NULL) {
        r->failed = true;
        return;
    }
    for (uint32_t i = 0; i < all.count; i++) {
        uint64_t at = all.first + (uint64_t)i * all.step;
        aa_bytes offset = aa_bytes_none();
        ivars[i].offset_address = aa_objc_pointer(r, at);
        ivars[i].name = aa_objc_text(r, at + 8);
        ivars[i].type = aa_objc_text(r, at + 16);
        if (ivars[i].offset_address != 0 && aa_macho_read(r->m, ivars[i].offset_address, 4, &offset))
            ivars[i].offset = aa_le32(offset.p);
    }
    out->ivars = ivars;
    out->ivar_count = all.count;
}

/* Address of the class_ro_t of the class object at |address|, or 0. */
static uint64_t data_of(const aa_objc_reader *r, uint64_t address, uint64_t *flags)
{
    uint64_t data = address == 0 ? 0 : aa_objc_pointer(r, address + CLASS_DATA);
    *flags = data & CLASS_FLAGS;
    return data & ~(uint64_t)CLASS_FLAGS;
}

aa_bytes aa_objc_class_name(aa_objc_reader *r, uint64_t address)
{
    static const char prefix[] = "_OBJC_CLASS_$_";
    uint64_t target = 0;
    uint64_t flags = 0;
    uint32_t import = AA_MACHO_NO_IMPORT;
    if (!aa_macho_pointer(r->m, address, &target, &import))
        return aa_bytes_none();
    if (import != AA_MACHO_NO_IMPORT) {
        aa_bytes name = r->m->imports[import].name;
        size_t n = sizeof prefix - 1;
        if (name.n > n && memcmp(name.p, prefix, n) == 0)
            return aa_bytes_from(name, n);
        return aa_bytes_from(name, name.n > 0 && name.p[0] == '_' ? 1 : 0);
    }
    uint64_t data = data_of(r, target, &flags);
    return data == 0 ? aa_bytes_none() : aa_objc_text(r, data + RO_NAME);
}

bool aa_objc_read_class(aa_objc_reader *r, uint64_t address, aa_objc_class *out)
{
    uint64_t flags = 0;
    uint64_t meta_flags = 0;
    uint64_t data = data_of(r, address, &flags);
    aa_bytes name = data == 0 ? aa_bytes_none() : aa_objc_text(r, data + RO_NAME);
    if (name.n == 0) {
        aa_objc_gap(r, "objc.class", address);
        return false;
    }
    *out = (aa_objc_class){.name = name,
                           .superclass = aa_objc_class_name(r, address + CLASS_SUPERCLASS),
                           .address = address,
                           .is_swift = (flags & CLASS_SWIFT) != 0};
    uint64_t meta = data_of(r, aa_objc_pointer(r, address + CLASS_ISA), &meta_flags);
    const uint64_t lists[] = {aa_objc_pointer(r, data + RO_METHODS),
                              meta == 0 ? 0 : aa_objc_pointer(r, meta + RO_METHODS)};
    static const bool is_class[] = {false, true};
    out->methods = read_methods(r, lists, is_class, 2, &out->method_count);
    read_protocols(r, aa_objc_pointer(r, data + RO_PROTOCOLS), out);
    read_ivars(r, aa_objc_pointer(r, data + RO_IVARS), out);
    read_properties(r, aa_objc_pointer(r, data + RO_PROPERTIES), out);
    note_loads(r, out);
    return true;
}

bool aa_objc_read_category(aa_objc_reader *r, uint64_t address, aa_objc_class *out)
{
    *out = (aa_objc_class){
        .name = aa_objc_class_name(r, address + 8), .superclass = aa_bytes_none(), .is_category = true};
    if (out->name.n == 0) {
        aa_objc_gap(r, "objc.class", address);
        return false;
    }
    const uint64_t lists[] = {aa_objc_pointer(r, address + 16), aa_objc_pointer(r, address + 24)};
    static const bool is_class[] = {false, true};
    out->methods = read_methods(r, lists, is_class, 2, &out->method_count);
    read_protocols(r, aa_objc_pointer(r, address + 32), out);
    read_properties(r, aa_objc_pointer(r, address + 40), out);
    note_loads(r, out);
    return true;
}

bool aa_objc_read_protocol(aa_objc_reader *r, uint64_t address, aa_objc_protocol *out)
{
    *out = (aa_objc_protocol){.name = aa_objc_text(r, address + 8)};
    if (out->name.n == 0) {
        aa_objc_gap(r, "objc.class", address);
        return false;
    }
    uint64_t lists[4];
    static const bool is_class[] = {false, true, false, true};
    for (size_t i = 0; i < 4; i++)
        lists[i] = aa_objc_pointer(r, address + 24 + 8 * i);
    out->methods = read_methods(r, lists, is_class, 4, &out->method_count);
    return true;
}
