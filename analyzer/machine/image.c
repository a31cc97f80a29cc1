#include "machine/image.h"

#include <stdlib.h>

#include "base/bisect.h"
#include "machine/arm64.h"
#include "machine/image_internal.h"

/* Segments and sections that nothing writes once dyld is done. Source: ld64, "__DATA_CONST" and the sections
 * that the Objective-C runtime only reads after load. */
static bool is_constant(const aa_macho_section *s)
{
    static const char *const segments[] = {"__TEXT", "__DATA_CONST", "__AUTH_CONST"};
    static const char *const sections[] = {
        "__objc_selrefs",  "__objc_classrefs", "__objc_superrefs", "__objc_const", "__cfstring",      "__got",
        "__la_symbol_ptr", "__const",          "__auth_got",       "__auth_ptr",   "__objc_protorefs"};
    for (size_t i = 0; i < sizeof segments / sizeof segments[0]; i++)
        if (strcmp(s->segment, segments[i]) == 0)
            return true;
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++)
        if (strcmp(s->name, sections[i]) == 0)
            return true;
    return false;
}

/* S_ATTR_PURE_INSTRUCTIONS, S_ATTR_SOME_INSTRUCTIONS; stubs are known by themselves. */
static bool is_code(const aa_macho_section *s)
{
    return (s->flags & UINT32_C(0x80000400)) != 0 && (s->flags & 0xff) == 0 &&
           strcmp(s->name, "__objc_stubs") != 0 && strcmp(s->name, "__stub_helper") != 0;
}

static int by_address(const void *a, const void *b)
{
    const aa_image_range *x = a, *y = b;
    return x->address != y->address ? (x->address < y->address ? -1 : 1) : 0;
}

/* |ranges| sorted. No linker lets sections overlap; where they do, none is known by its name. */
static void mark_shared(aa_image_range *ranges, size_t count)
{
    bool shared = false;
    for (size_t i = 1; i < count; i++)
        shared = shared || ranges[i].address - ranges[i - 1].address < ranges[i - 1].size;
    for (size_t i = 0; i < count && shared; i++)
        ranges[i].shared = ranges[i].refs = ranges[i].strings = true;
}

static aa_err find_ranges(aa_arena *arena, aa_image *image)
{
    const aa_macho *m = image->macho;
    aa_image_range *out = aa_arena_array(arena, m->section_count, sizeof *out);
    if (out == NULL)
        return AA_E_NOMEM;
    for (size_t i = 0; i < m->section_count; i++) {
        const aa_macho_section *s = &m->sections[i];
        out[i] = (aa_image_range){.address = s->address, .size = s->size, .data = s->data};
        out[i].strings = strcmp(s->name, "__cfstring") == 0;
        out[i].refs = strcmp(s->name, "__objc_selrefs") == 0 || strcmp(s->name, "__objc_classrefs") == 0 ||
                      strcmp(s->name, "__objc_superrefs") == 0;
        out[i].memory = strcmp(s->name, "__objc_ivar") == 0 ? AA_MEMORY_IVAR
                        : is_code(s)                        ? AA_MEMORY_CODE
                        : is_constant(s)                    ? AA_MEMORY_CONSTANT
                                                            : AA_MEMORY_DATA;
    }
    qsort(out, m->section_count, sizeof *out, by_address);
    mark_shared(out, m->section_count);
    image->ranges = out;
    image->range_count = m->section_count;
    return AA_OK;
}

const aa_image_range *aa_image_range_at(const aa_image *image, uint64_t address)
{
    size_t low;
    AA_BISECT(low, image->range_count, mid, image->ranges[mid].address <= address);
    if (low == 0)
        return NULL;
    const aa_image_range *r = &image->ranges[low - 1];
    return address - r->address < r->size ? r : NULL;
}

static bool in_code(const aa_image *image, uint64_t address)
{
    const aa_image_range *r = aa_image_range_at(image, address);
    return r != NULL && r->memory == AA_MEMORY_CODE && (address & 3) == 0 && address - r->address < r->data.n;
}

/* ---- functions
 * ---------------------------------------------------------------------------------------------- */

static int by_start(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static bool is_listed(const aa_macho *m, uint64_t address)
{
    size_t low;
    AA_BISECT(low, m->function_count, mid, m->functions[mid] < address);
    return low < m->function_count && m->functions[low] == address;
}

/* What the linker lists is there already. */
static bool push_start(aa_arena *arena, const aa_image *image, aa_vec *starts, uint64_t address)
{
    if (is_listed(image->macho, address) || !in_code(image, address))
        return true;
    uint64_t *start = aa_vec_push(arena, starts);
    if (start != NULL)
        *start = address;
    return start != NULL;
}

static bool push_listed(aa_arena *arena, const aa_image *image, aa_vec *starts)
{
    const aa_macho *m = image->macho;
    starts->items = aa_arena_array(arena, m->function_count, starts->item_size);
    starts->capacity = starts->items == NULL ? 0 : m->function_count;
    for (size_t i = 0; starts->items != NULL && i < m->function_count; i++)
        if (in_code(image, m->functions[i]))
            ((uint64_t *)starts->items)[starts->count++] = m->functions[i];
    return starts->items != NULL;
}

/* N_STAB, N_TYPE and N_SECT of nlist.h */
static bool is_defined(const aa_macho_symbol *s)
{
    return (s->type & 0xe0) == 0 && (s->type & 0x0e) == 0x0e;
}

static bool collect_starts(aa_arena *arena, const aa_image *image, aa_vec *starts)
{
    const aa_macho *m = image->macho;
    bool ok = push_listed(arena, image, starts) && push_start(arena, image, starts, m->entry);
    for (size_t i = 0; ok && i < image->range_count; i++)
        if (image->ranges[i].memory == AA_MEMORY_CODE)
            ok = push_start(arena, image, starts, image->ranges[i].address);
    for (size_t i = 0; ok && i < m->initializer_count; i++)
        ok = push_start(arena, image, starts, m->initializers[i]);
    for (size_t i = 0; ok && i < m->export_count; i++)
        ok = push_start(arena, image, starts, m->exports[i].address);
    /* a symbol inside a function (a label) would cut it: only where there is no better list */
    for (size_t i = 0; ok && m->function_count == 0 && i < m->symbol_count; i++)
        if (is_defined(&m->symbols[i]))
            ok = push_start(arena, image, starts, m->symbols[i].value);
    for (size_t i = 0; ok && i < image->objc->class_count; i++)
        for (uint32_t k = 0; ok && k < image->objc->classes[i].method_count; k++)
            ok = push_start(arena, image, starts, image->objc->classes[i].methods[k].code);
    return ok;
}

/* Without a list from the linker: what is called begins a function. */
static bool collect_called(aa_arena *arena, const aa_image *image, aa_vec *starts)
{
    bool ok = true;
    for (size_t i = 0; ok && i < image->range_count; i++) {
        const aa_image_range *r = &image->ranges[i];
        for (size_t at = 0; ok && r->memory == AA_MEMORY_CODE && at + 4 <= r->data.n; at += 4) {
            uint32_t word = aa_le32(r->data.p + at);
            if (word >> 26 == 0x25)
                ok = push_start(arena, image, starts, (uint64_t)aa_a64_decode(word, r->address + at).imm);
        }
    }
    return ok;
}

static bool is_ordered(const uint64_t *at, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (at[i - 1] > at[i])
            return false;
    return true;
}

static aa_err find_functions(aa_arena *arena, aa_image *image)
{
    aa_vec starts = AA_VEC_INIT(uint64_t);
    if (!collect_starts(arena, image, &starts))
        return AA_E_NOMEM;
    if (image->macho->function_count == 0 && !collect_called(arena, image, &starts))
        return AA_E_NOMEM;
    uint64_t *at = starts.items;
    if (!is_ordered(at, starts.count))
        qsort(at, starts.count, sizeof *at, by_start);
    image->functions = aa_arena_array(arena, starts.count, sizeof *image->functions);
    if (image->functions == NULL)
        return AA_E_NOMEM;
    size_t n = 0;
    for (size_t i = 0; i < starts.count; i++) {
        if (i > 0 && at[i] == at[i - 1])
            continue;
        const aa_image_range *r = aa_image_range_at(image, at[i]);
        if (n > 0 && image->functions[n - 1].end > at[i])
            image->functions[n - 1].end = at[i];
        image->functions[n++] = (aa_image_function){.address = at[i],
                                                    .end = r->address + (r->data.n & ~(size_t)3),
                                                    .symbol = aa_bytes_none(),
                                                    .class_name = aa_bytes_none(),
                                                    .selector = aa_bytes_none()};
    }
    image->function_count = n;
    return aa_buckets_make(arena, image->functions, n, sizeof *image->functions, &image->function_steps)
               ? AA_OK
               : AA_E_NOMEM;
}

uint32_t aa_image_function_at(const aa_image *image, uint64_t address)
{
    size_t low, high;
    aa_buckets_find(&image->function_steps, image->function_count, address, &low, &high);
    AA_BISECT_FROM(low, low, high, mid, image->functions[mid].address <= address);
    return low > 0 && address < image->functions[low - 1].end ? (uint32_t)(low - 1) : AA_NO_FUNCTION;
}

uint32_t aa_image_function_from(const aa_image *image, uint64_t address)
{
    uint32_t f = aa_image_function_at(image, address);
    return f != AA_NO_FUNCTION && image->functions[f].address == address ? f : AA_NO_FUNCTION;
}

/* ---- names and roles
 * ------------------------------------------------------------------------------------------- */

static void name_functions(aa_image *image)
{
    const aa_macho *m = image->macho;
    for (size_t i = 0; i < m->symbol_count; i++) {
        uint32_t f =
            is_defined(&m->symbols[i]) ? aa_image_function_from(image, m->symbols[i].value) : AA_NO_FUNCTION;
        if (f != AA_NO_FUNCTION && image->functions[f].symbol.n == 0)
            image->functions[f].symbol = m->symbols[i].name;
    }
    for (size_t i = 0; i < m->export_count; i++) {
        uint32_t f = aa_image_function_from(image, m->exports[i].address);
        if (f == AA_NO_FUNCTION)
            continue;
        if (image->functions[f].symbol.n == 0)
            image->functions[f].symbol = m->exports[i].name;
        image->functions[f].is_entry = image->functions[f].is_entry || m->file_type == 6; /* MH_DYLIB */
    }
    for (size_t i = 0; i < image->objc->class_count; i++) {
        const aa_objc_class *c = &image->objc->classes[i];
        for (uint32_t k = 0; k < c->method_count; k++) {
            uint32_t f = aa_image_function_from(image, c->methods[k].code);
            if (f == AA_NO_FUNCTION || image->functions[f].class_name.n > 0)
                continue;
            image->functions[f].class_name = c->name;
            image->functions[f].selector = c->methods[k].selector;
            image->functions[f].is_class_method = c->methods[k].is_class;
        }
    }
}

static void mark_entry(aa_image *image, uint64_t address)
{
    uint32_t f = aa_image_function_from(image, address);
    if (f != AA_NO_FUNCTION)
        image->functions[f].is_entry = true;
}

/*
 * Swift's tables hold distances instead of addresses: 32 bits from the place itself. What lands on the
 * beginning of a function is taken for one; a wrong guess only makes a function "perhaps reached".
 * Source: swift include/swift/Basic/RelativePointer.h.
 */
static void mark_relative(aa_image *image, const aa_image_range *r)
{
    if (r->memory != AA_MEMORY_CONSTANT || image->function_count == 0)
        return;
    uint64_t low = image->functions[0].address, high = image->functions[image->function_count - 1].end;
    for (size_t at = 0; at + 4 <= r->data.n; at += 4) {
        int32_t distance = (int32_t)aa_le32(r->data.p + at);
        uint64_t target = r->address + at + (uint64_t)(int64_t)distance;
        if (distance == 0 || target < low || target >= high)
            continue;
        uint32_t f = aa_image_function_from(image, target);
        if (f != AA_NO_FUNCTION)
            image->functions[f].taken_in_data = true;
    }
}

static void mark_roles(aa_image *image)
{
    for (size_t i = 0; i < image->range_count; i++)
        mark_relative(image, &image->ranges[i]);
    const aa_macho *m = image->macho;
    mark_entry(image, m->entry);
    for (size_t i = 0; i < m->initializer_count; i++)
        mark_entry(image, m->initializers[i]);
    for (size_t i = 0; i < image->objc->load_count; i++)
        mark_entry(image, image->objc->load_methods[i]);
    for (size_t i = 0; i < m->fixup_count; i++) {
        uint32_t f = m->fixups[i].import == AA_MACHO_NO_IMPORT
                         ? aa_image_function_from(image, m->fixups[i].target)
                         : AA_NO_FUNCTION;
        if (f != AA_NO_FUNCTION)
            image->functions[f].taken_in_data = true;
    }
}

/* Where a function leads that is one jump, or "adrp, add, br", as linkers write for far calls; 0: it is none.
 */
static uint64_t thunk_of(const aa_image *image, const aa_image_function *f)
{
    const aa_image_range *r = aa_image_range_at(image, f->address);
    if (r == NULL || f->end - f->address < 4)
        return 0;
    const uint8_t *p = r->data.p + (f->address - r->address);
    aa_a64 first = aa_a64_decode(aa_le32(p), f->address);
    if (first.op == AA_A64_B && (uint64_t)first.imm != f->address)
        return (uint64_t)first.imm;
    if (first.op != AA_A64_ADR || f->end - f->address < 12)
        return 0;
    aa_a64 add = aa_a64_decode(aa_le32(p + 4), f->address + 4);
    aa_a64 jump = aa_a64_decode(aa_le32(p + 8), f->address + 8);
    bool is_one = add.op == AA_A64_ADD && add.has_imm && add.rn == first.rd && jump.op == AA_A64_BR &&
                  jump.rn == add.rd;
    return is_one ? (uint64_t)(first.imm + add.imm) : 0;
}

static aa_err find_thunks(aa_arena *arena, aa_image *image)
{
    aa_vec found = AA_VEC_INIT(uint32_t);
    for (uint32_t i = 0; i < image->function_count; i++) {
        image->functions[i].thunk = thunk_of(image, &image->functions[i]);
        uint32_t *item = image->functions[i].thunk != 0 ? aa_vec_push(arena, &found) : NULL;
        if (item != NULL)
            *item = i;
        else if (image->functions[i].thunk != 0)
            return AA_E_NOMEM;
    }
    image->thunks = found.items;
    image->thunk_count = found.count;
    return AA_OK;
}

#define TAG (UINT64_C(1) << 63)

/* Those that lead into the image, with the top bit as |tagged| says: the others are never looked for. */
static aa_err sort_rebases(aa_arena *arena, const aa_image *image, uint64_t tagged, aa_image_index *out)
{
    const aa_macho *m = image->macho;
    aa_image_mention *list = malloc(m->fixup_count * sizeof *list + 1);
    size_t n = 0;
    for (size_t i = 0; list != NULL && i < m->fixup_count; i++) {
        uint64_t to = (m->fixups[i].target ^ tagged) - image->low, at = m->fixups[i].address - image->low;
        if (m->fixups[i].import == AA_MACHO_NO_IMPORT && to < AA_IMAGE_SPAN && at < AA_IMAGE_SPAN)
            list[n++] = (aa_image_mention){(uint32_t)to, (uint32_t)at};
    }
    bool ok = list != NULL && aa_image_index_make(arena, list, n, out);
    free(list);
    return ok ? AA_OK : AA_E_NOMEM;
}

static aa_err sort_binds(aa_arena *arena, aa_image *image)
{
    const aa_macho *m = image->macho;
    const aa_macho_fixup **out = aa_arena_array(arena, m->fixup_count, sizeof *out);
    size_t *first = aa_arena_array(arena, m->import_count + 2, sizeof *first);
    if (out == NULL || first == NULL)
        return AA_E_NOMEM;
    /* counting sort: first[i + 1] counts, then sums, then moves on as the places are filled */
    for (size_t i = 0; i < m->fixup_count; i++)
        if (m->fixups[i].import < m->import_count)
            first[m->fixups[i].import + 2]++;
    for (size_t i = 2; i < m->import_count + 2; i++)
        first[i] += first[i - 1];
    for (size_t i = 0; i < m->fixup_count; i++)
        if (m->fixups[i].import < m->import_count)
            out[first[m->fixups[i].import + 1]++] = &m->fixups[i];
    image->by_import = out;
    image->import_first = first;
    return AA_OK;
}

static int by_object(const void *a, const void *b)
{
    const aa_objc_class *x = *(const aa_objc_class *const *)a, *y = *(const aa_objc_class *const *)b;
    if (x->address != y->address)
        return x->address < y->address ? -1 : 1;
    return x < y ? -1 : x > y; /* both of one list: the first listed comes first */
}

static aa_err sort_classes(aa_arena *arena, aa_image *image)
{
    const aa_objc *objc = image->objc;
    const aa_objc_class **out = aa_arena_array(arena, objc->class_count, sizeof *out);
    if (out == NULL)
        return AA_E_NOMEM;
    size_t n = 0;
    for (size_t i = 0; i < objc->class_count; i++)
        if (objc->classes[i].address != 0)
            out[n++] = &objc->classes[i];
    qsort(out, n, sizeof *out, by_object);
    image->by_class = out;
    image->by_class_count = n;
    return AA_OK;
}

static uint64_t least_address(const aa_image *image)
{
    const aa_macho *m = image->macho;
    uint64_t low = image->range_count > 0 ? image->ranges[0].address : UINT64_MAX;
    for (size_t i = 0; i < m->segment_count; i++)
        if (m->segments[i].data.n > 0 && m->segments[i].address < low)
            low = m->segments[i].address;
    return low;
}

static bool is_within(const aa_image *image, uint64_t address, uint64_t size)
{
    return size < AA_IMAGE_SPAN && address - image->low < AA_IMAGE_SPAN - size;
}

static bool is_far(const aa_image *image)
{
    const aa_macho *m = image->macho;
    for (size_t i = 0; i < image->range_count; i++)
        if (!is_within(image, image->ranges[i].address, image->ranges[i].size))
            return true;
    for (size_t i = 0; i < m->segment_count; i++)
        if (m->segments[i].data.n > 0 && !is_within(image, m->segments[i].address, m->segments[i].data.n))
            return true;
    return false;
}

aa_err aa_image_make(aa_arena *arena, const aa_macho *macho, const aa_objc *objc, aa_image *out)
{
    *out = (aa_image){.macho = macho, .objc = objc, .base = macho->base};
    aa_err e = find_ranges(arena, out);
    if (e != AA_OK)
        return e;
    out->low = least_address(out);
    out->far = is_far(out);
    out->readable = macho->cpu == AA_CPU_ARM64 && macho->crypt_id == 0 && !out->far;
    if (!out->readable)
        return AA_OK;
    e = find_functions(arena, out);
    if (e == AA_OK)
        e = sort_rebases(arena, out, 0, &out->by_target);
    if (e == AA_OK)
        e = sort_rebases(arena, out, TAG, &out->by_tagged);
    if (e == AA_OK)
        e = sort_binds(arena, out);
    if (e == AA_OK)
        e = sort_classes(arena, out);
    if (e != AA_OK)
        return e;
    name_functions(out);
    mark_roles(out);
    e = find_thunks(arena, out);
    return e == AA_OK ? aa_image_sweep(arena, out) : e;
}
