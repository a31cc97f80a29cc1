/*
 * Lists of classes, categories and protocols; references to selectors and classes; constant strings.
 *
 * Sources: objc4 runtime/objc-file.mm (GETSECT), objc-runtime-new.h; CoreFoundation CFString.c (the layout
 * that compilers write: clang CGObjCRuntime and GetAddrOfConstantCFString).
 */
#include <stdlib.h>

#include "base/bisect.h"
#include "decode/objc_reader.h"

void aa_objc_gap(const aa_objc_reader *r, const char *code, uint64_t address)
{
    if (r->m->crypt_id == 0)
        aa_notes_add(r->notes, AA_NOTE_GAP, code, AA_NO_OFFSET, "0x%llx", (unsigned long long)address);
}

bool aa_objc_take(aa_objc_reader *r, uint64_t count)
{
    if (count <= r->left) {
        r->left -= (uint32_t)count;
        return true;
    }
    if (!r->ended)
        aa_notes_add(r->notes, AA_NOTE_GAP, "limit.objc_items", AA_NO_OFFSET, "%u", r->m->limits->objc_items);
    r->ended = true;
    return false;
}

uint64_t aa_objc_pointer(const aa_objc_reader *r, uint64_t address)
{
    uint64_t target = 0;
    uint32_t import = AA_MACHO_NO_IMPORT;
    bool ok = aa_macho_pointer(r->m, address, &target, &import) && import == AA_MACHO_NO_IMPORT;
    return ok ? target : 0;
}

aa_bytes aa_objc_cstring(aa_objc_reader *r, uint64_t address)
{
    enum { BYTES_PER_ITEM = 256, NO_END = 1024 };

    aa_bytes text = aa_bytes_none();
    aa_bytes first = aa_bytes_none();
    if (r->ended)
        return text;
    if (aa_macho_cstring(r->m, address, &text))
        return aa_objc_take(r, text.n / BYTES_PER_ITEM) ? text : aa_bytes_none();
    if (aa_macho_read(r->m, address, 1, &first))
        (void)aa_objc_take(r, NO_END);
    return aa_bytes_none();
}

aa_bytes aa_objc_text(aa_objc_reader *r, uint64_t address)
{
    uint64_t target = aa_objc_pointer(r, address);
    return target == 0 ? aa_bytes_none() : aa_objc_cstring(r, target);
}

/* ---- lists ---- */

static bool is_named(const aa_macho_section *section, const char *const *names)
{
    for (size_t i = 0; names[i] != NULL; i++) {
        if (strcmp(section->name, names[i]) == 0)
            return true;
    }
    return false;
}

typedef bool (*read_item)(aa_objc_reader *r, uint64_t address, void *out);

static bool read_class(aa_objc_reader *r, uint64_t address, void *out)
{
    return aa_objc_read_class(r, address, out);
}

static bool read_category(aa_objc_reader *r, uint64_t address, void *out)
{
    return aa_objc_read_category(r, address, out);
}

static bool read_protocol(aa_objc_reader *r, uint64_t address, void *out)
{
    return aa_objc_read_protocol(r, address, out);
}

/* What the pointers in the sections of these names lead to. */
static void read_pointers(aa_objc_reader *r, const char *const *names, read_item read, aa_vec *out)
{
    for (size_t i = 0; i < r->m->section_count; i++) {
        const aa_macho_section *section = &r->m->sections[i];
        if (!is_named(section, names))
            continue;
        for (uint64_t at = 0; at + 8 <= section->data.n && !r->failed; at += 8) {
            uint64_t address = aa_objc_pointer(r, section->address + at);
            if (!aa_objc_take(r, 1))
                return;
            void *item = aa_vec_push(r->arena, out);
            if (item == NULL)
                r->failed = true;
            else if (!read(r, address, item))
                out->count--;
        }
    }
}

/* ---- references ---- */

static aa_bytes ref_name(aa_objc_reader *r, uint64_t address, bool is_class)
{
    return is_class ? aa_objc_class_name(r, address) : aa_objc_text(r, address);
}

static int by_address(const void *a, const void *b)
{
    const aa_objc_ref *left = a;
    const aa_objc_ref *right = b;
    return left->address < right->address ? -1 : left->address > right->address;
}

static void read_refs(aa_objc_reader *r, const char *const *names, bool is_class, aa_vec *out)
{
    for (size_t i = 0; i < r->m->section_count; i++) {
        const aa_macho_section *section = &r->m->sections[i];
        if (!is_named(section, names))
            continue;
        for (uint64_t at = 0; at + 8 <= section->data.n; at += 8) {
            aa_objc_ref ref = {.address = section->address + at};
            ref.name = ref_name(r, ref.address, is_class);
            if (ref.name.n == 0) {
                aa_objc_gap(r, "objc.reference", ref.address);
                continue;
            }
            if (!aa_objc_take(r, 1))
                return;
            aa_objc_ref *to = aa_vec_push(r->arena, out);
            if (to == NULL) {
                r->failed = true;
                return;
            }
            *to = ref;
        }
    }
}

/* Room for all that sections of these names can hold. */
static void reserve_refs(aa_objc_reader *r, const char *const *names, aa_vec *out)
{
    size_t count = 0;
    for (size_t i = 0; i < r->m->section_count; i++)
        if (is_named(&r->m->sections[i], names) && count < r->left)
            count += r->m->sections[i].data.n / 8;
    count = count < r->left ? count : r->left;
    out->items = aa_arena_array(r->arena, count, out->item_size);
    out->capacity = out->items == NULL ? 0 : count;
    r->failed = r->failed || out->items == NULL;
}

static void read_all_refs(aa_objc_reader *r)
{
    static const char *const selectors[] = {"__objc_selrefs", NULL};
    static const char *const classes[] = {"__objc_classrefs", "__objc_superrefs", NULL};
    aa_vec selector_refs = AA_VEC_INIT(aa_objc_ref);
    aa_vec class_refs = AA_VEC_INIT(aa_objc_ref);
    reserve_refs(r, selectors, &selector_refs);
    reserve_refs(r, classes, &class_refs);
    if (r->failed)
        return;
    read_refs(r, selectors, false, &selector_refs);
    read_refs(r, classes, true, &class_refs);
    if (selector_refs.count > 1)
        qsort(selector_refs.items, selector_refs.count, sizeof(aa_objc_ref), by_address);
    if (class_refs.count > 1)
        qsort(class_refs.items, class_refs.count, sizeof(aa_objc_ref), by_address);
    r->out->selectors = selector_refs.items;
    r->out->selector_count = selector_refs.count;
    r->failed = r->failed ||
                !aa_buckets_make(r->arena, selector_refs.items, selector_refs.count, sizeof(aa_objc_ref),
                                 &r->out->selector_steps) ||
                !aa_buckets_make(r->arena, class_refs.items, class_refs.count, sizeof(aa_objc_ref),
                                 &r->out->class_ref_steps);
    r->out->class_refs = class_refs.items;
    r->out->class_ref_count = class_refs.count;
}

static aa_bytes find_ref(const aa_objc_ref *refs, size_t count, const aa_buckets *steps, uint64_t address)
{
    size_t low, high;
    aa_buckets_find(steps, count, address, &low, &high);
    AA_BISECT_FROM(low, low, high, mid, refs[mid].address < address);
    return low < count && refs[low].address == address ? refs[low].name : aa_bytes_none();
}

aa_bytes aa_objc_selector_at(const aa_objc *objc, uint64_t address)
{
    return find_ref(objc->selectors, objc->selector_count, &objc->selector_steps, address);
}

aa_bytes aa_objc_class_ref_at(const aa_objc *objc, uint64_t address)
{
    return find_ref(objc->class_refs, objc->class_ref_count, &objc->class_ref_steps, address);
}

/* ---- all ---- */

static void read_objc(aa_objc_reader *r)
{
    static const char *const class_lists[] = {"__objc_classlist", NULL};
    static const char *const category_lists[] = {"__objc_catlist", "__objc_catlist2", NULL};
    static const char *const protocol_lists[] = {"__objc_protolist", NULL};
    aa_vec classes = AA_VEC_INIT(aa_objc_class);
    aa_vec protocols = AA_VEC_INIT(aa_objc_protocol);
    read_pointers(r, class_lists, read_class, &classes);
    read_pointers(r, category_lists, read_category, &classes);
    read_pointers(r, protocol_lists, read_protocol, &protocols);
    read_all_refs(r);
    r->out->classes = classes.items;
    r->out->class_count = classes.count;
    r->out->protocols = protocols.items;
    r->out->protocol_count = protocols.count;
    r->out->load_methods = r->loads.items;
    r->out->load_count = r->loads.count;
}

aa_err aa_objc_read(aa_arena *arena, const aa_macho *macho, aa_notes *notes, aa_objc *out)
{
    *out = (aa_objc){.class_count = 0};
    aa_objc_reader r = {.arena = arena,
                        .notes = notes,
                        .m = macho,
                        .out = out,
                        .left = macho->limits->objc_items,
                        .text = macho->limits->swift_text,
                        .loads = AA_VEC_INIT(uint64_t)};
    if (macho->is64) {
        read_objc(&r);
        if (!r.failed)
            aa_swift_read(&r);
    } else if (aa_macho_section_of(macho, NULL, "__objc_classlist") != NULL ||
               aa_macho_section_of(macho, NULL, "__swift5_types") != NULL) {
        aa_notes_add(notes, AA_NOTE_GAP, "objc.narrow", AA_NO_OFFSET, "%s", "");
    }
    return r.failed ? AA_E_NOMEM : AA_OK;
}

/* ---- constant strings ---- */

enum { STRING_UNICODE = 0x10, STRING_CHARACTERS = 0x7c0 };

/* UTF-16 as UTF-8; lone surrogates become U+FFFD. */
static bool convert(aa_arena *arena, aa_bytes units, aa_bytes *out)
{
    uint8_t *text = aa_arena_alloc(arena, units.n / 2 * 3 + 1);
    size_t n = 0;
    if (text == NULL)
        return false;
    for (size_t i = 0; i + 2 <= units.n; i += 2) {
        uint32_t c = aa_le16(units.p + i);
        uint32_t next = i + 4 <= units.n ? aa_le16(units.p + i + 2) : 0;
        if (c >= 0xd800 && c < 0xdc00 && next >= 0xdc00 && next < 0xe000) {
            c = 0x10000 + ((c - 0xd800) << 10) + (next - 0xdc00);
            i += 2;
        } else if (c >= 0xd800 && c < 0xe000) {
            c = 0xfffd;
        }
        if (c < 0x80) {
            text[n++] = (uint8_t)c;
        } else if (c < 0x800) {
            text[n++] = (uint8_t)(0xc0 | c >> 6);
            text[n++] = (uint8_t)(0x80 | (c & 0x3f));
        } else if (c < 0x10000) {
            text[n++] = (uint8_t)(0xe0 | c >> 12);
            text[n++] = (uint8_t)(0x80 | (c >> 6 & 0x3f));
            text[n++] = (uint8_t)(0x80 | (c & 0x3f));
        } else {
            text[n++] = (uint8_t)(0xf0 | c >> 18);
            text[n++] = (uint8_t)(0x80 | (c >> 12 & 0x3f));
            text[n++] = (uint8_t)(0x80 | (c >> 6 & 0x3f));
            text[n++] = (uint8_t)(0x80 | (c & 0x3f));
        }
    }
    *out = aa_bytes_of(text, n);
    return true;
}

bool aa_objc_string(aa_arena *arena, const aa_macho *macho, uint64_t address, aa_bytes *out)
{
    uint64_t word = macho->is64 ? 8 : 4;
    uint64_t target = 0;
    uint32_t import = AA_MACHO_NO_IMPORT;
    aa_bytes fields = aa_bytes_none();
    if (!aa_macho_pointer(macho, address, &target, &import) || import == AA_MACHO_NO_IMPORT ||
        !aa_bytes_is(macho->imports[import].name, "___CFConstantStringClassReference") ||
        !aa_macho_read(macho, address, 4 * word, &fields) ||
        !aa_macho_pointer(macho, address + 2 * word, &target, &import) || import != AA_MACHO_NO_IMPORT)
        return false;
    uint32_t flags = aa_le32(fields.p + word);
    uint64_t length = macho->is64 ? aa_le64(fields.p + 24) : aa_le32(fields.p + 12);
    bool wide = (flags & STRING_UNICODE) != 0;
    aa_bytes text = aa_bytes_none();
    if ((flags & STRING_CHARACTERS) != STRING_CHARACTERS || length > UINT32_MAX ||
        !aa_macho_read(macho, target, wide ? length * 2 : length, &text))
        return false;
    if (wide)
        return convert(arena, text, out);
    *out = text;
    return true;
}
