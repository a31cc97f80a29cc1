#include "machine/image.h"

#include "base/bisect.h"

aa_callee aa_image_callee(const aa_image *image, uint64_t address)
{
    aa_callee out = {.kind = AA_CALLEE_NOTHING, .name = aa_bytes_none(), .function = AA_NO_FUNCTION};
    for (int hops = 0; hops < 4; hops++) {
        const aa_macho_stub *stub = aa_macho_stub_at(image->macho, address);
        if (stub != NULL && stub->import == AA_MACHO_NO_IMPORT && stub->selector.n > 0) {
            out.kind = AA_CALLEE_SELECTOR;
            out.name = stub->selector;
            return out;
        }
        if (stub != NULL && stub->import < image->macho->import_count) {
            out.kind = AA_CALLEE_IMPORT;
            out.name = image->macho->imports[stub->import].name;
            return out;
        }
        uint32_t f = aa_image_function_from(image, address);
        if (f == AA_NO_FUNCTION)
            return out;
        out.kind = AA_CALLEE_LOCAL;
        out.function = f;
        if (image->functions[f].thunk == 0)
            return out;
        address = image->functions[f].thunk;
    }
    return out;
}

aa_word aa_image_word(const aa_image *image, uint64_t address, unsigned size)
{
    const aa_image_range *r = aa_image_range_at(image, address);
    aa_word out = {.kind = AA_WORD_DATA};
    if (r == NULL || r->memory == AA_MEMORY_DATA)
        return out;
    if (r->memory == AA_MEMORY_IVAR) {
        out.kind = AA_WORD_IVAR;
        out.value = address;
        return out;
    }
    if (size == 8) {
        const aa_macho_fixup *fixup = aa_macho_fixup_at(image->macho, address);
        if (fixup != NULL) {
            out.kind = fixup->import == AA_MACHO_NO_IMPORT ? AA_WORD_NUMBER : AA_WORD_IMPORT;
            out.import = fixup->import;
            out.value = fixup->target;
            return out;
        }
    }
    aa_bytes bytes;
    if (!aa_bytes_sub(r->data, address - r->address, size, &bytes))
        return out;
    out.kind = AA_WORD_NUMBER;
    for (unsigned i = 0; i < size && i < 8; i++)
        out.value |= (uint64_t)bytes.p[i] << (8 * i);
    return out;
}

const char *aa_image_function_name(aa_arena *arena, const aa_image *image, uint32_t function)
{
    if (function >= image->function_count)
        return "?";
    const aa_image_function *f = &image->functions[function];
    if (f->class_name.n > 0) {
        const char *class_name = aa_swift_demangle(arena, f->class_name);
        if (class_name == NULL)
            class_name = aa_arena_utf8(arena, f->class_name);
        const char *selector = aa_arena_utf8(arena, f->selector);
        if (class_name == NULL || selector == NULL)
            return "?";
        const char *name =
            aa_arena_printf(arena, "%c[%s %s]", f->is_class_method ? '+' : '-', class_name, selector);
        return name != NULL ? name : "?";
    }
    const char *name = f->symbol.n > 0 ? aa_swift_demangle(arena, f->symbol) : NULL;
    if (name == NULL && f->symbol.n > 0)
        name = aa_arena_utf8(arena, f->symbol.p[0] == '_' ? aa_bytes_from(f->symbol, 1) : f->symbol);
    if (name == NULL)
        name = aa_arena_printf(arena, "sub_%llx", (unsigned long long)f->address);
    return name != NULL ? name : "?";
}

aa_bytes aa_image_class_at(const aa_image *image, uint64_t address)
{
    size_t low, n = image->by_class_count;
    if (n == 0 || address < image->by_class[0]->address || address > image->by_class[n - 1]->address)
        return aa_bytes_none();
    AA_BISECT(low, n, mid, image->by_class[mid]->address < address);
    bool found = low < n && image->by_class[low]->address == address;
    return found ? image->by_class[low]->name : aa_bytes_none();
}
