#include "machine/machine_internal.h"

#include <stdlib.h>

static void push_place(aa_machine *m, aa_vec *out, const aa_image *image, uint32_t function, uint64_t at,
                       aa_bytes text)
{
    aa_mplace_ref *p = aa_machine_push(m, out);
    if (p != NULL)
        *p = (aa_mplace_ref){aa_machine_image_index(m, image), function, at, text};
}

/* Places in code that mention |address|. */
static size_t push_mentions(aa_machine *m, aa_vec *out, const aa_image *image, uint64_t address,
                            aa_bytes text)
{
    const aa_image_mention *first;
    size_t n = aa_image_mentions_of(image, address, &first), found = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t f = aa_image_function_at(image, first[i].at);
        if (f == AA_NO_FUNCTION)
            continue;
        push_place(m, out, image, f, first[i].at, text);
        found++;
    }
    return found;
}

size_t aa_machine_symbol_uses(aa_machine *machine, const char *symbol, const aa_mplace_ref **out)
{
    aa_vec found = AA_VEC_INIT(aa_mplace_ref);
    for (size_t i = 0; i < machine->base->image_count; i++) {
        const aa_image *image = &machine->base->images[i];
        if (!image->readable)
            continue;
        for (size_t k = 0; k < image->macho->import_count; k++) {
            if (!aa_mname_fits(image->macho->imports[k].name, symbol))
                continue;
            for (size_t b = image->import_first[k]; b < image->import_first[k + 1]; b++)
                push_mentions(machine, &found, image, image->by_import[b]->address,
                              image->macho->imports[k].name);
        }
    }
    *out = found.items;
    return found.count;
}

size_t aa_machine_class_uses(aa_machine *machine, const char *name, const aa_mplace_ref **out)
{
    char *symbol = aa_arena_printf(machine->arena, "_OBJC_CLASS_$_%s", name);
    *out = NULL;
    if (symbol == NULL) {
        machine->failed = true;
        return 0;
    }
    aa_vec found = AA_VEC_INIT(aa_mplace_ref);
    const aa_mplace_ref *imported;
    size_t n = aa_machine_symbol_uses(machine, symbol, &imported);
    for (size_t i = 0; i < n; i++)
        push_place(machine, &found, &machine->base->images[imported[i].image], imported[i].function,
                   imported[i].at, imported[i].text);
    for (size_t i = 0; i < machine->base->image_count; i++) {
        const aa_image *image = &machine->base->images[i];
        for (size_t k = 0; image->readable && k < image->objc->class_ref_count; k++) {
            const aa_objc_ref *ref = &image->objc->class_refs[k];
            const aa_macho_fixup *fixup = aa_macho_fixup_at(image->macho, ref->address);
            bool bound = fixup != NULL && fixup->import != AA_MACHO_NO_IMPORT;
            if (!bound && aa_mname_fits(ref->name, name))
                push_mentions(machine, &found, image, ref->address, ref->name);
        }
    }
    *out = found.items;
    return found.count;
}

size_t aa_machine_methods(aa_machine *machine, const char *selector, const aa_mplace_ref **out)
{
    aa_vec found = AA_VEC_INIT(aa_mplace_ref);
    for (size_t i = 0; i < machine->base->image_count; i++) {
        const aa_image *image = &machine->base->images[i];
        for (size_t f = 0; image->readable && f < image->function_count; f++)
            if (image->functions[f].selector.n > 0 && aa_mname_fits(image->functions[f].selector, selector))
                push_place(machine, &found, image, (uint32_t)f, image->functions[f].address,
                           image->functions[f].selector);
    }
    *out = found.items;
    return found.count;
}

/* ---- texts
 * ------------------------------------------------------------------------------------------------- */

typedef struct text_search {
    aa_machine *m;
    const aa_image *image;
    aa_mtext_test fits;
    void *context;
    aa_vec found;
} text_search;

static void found_text(text_search *s, uint64_t address, aa_bytes text)
{
    if (push_mentions(s->m, &s->found, s->image, address, text) == 0)
        push_place(s->m, &s->found, s->image, AA_NO_FUNCTION, address, text);
}

/* NSString constants that stand for the C string at |address|: code names these instead. */
static bool found_objects(text_search *s, uint64_t address, aa_bytes text)
{
    const aa_image *image = s->image;
    size_t low = 0, high = image->by_target_count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (image->by_target[mid]->target < address)
            low = mid + 1;
        else
            high = mid;
    }
    bool any = false;
    for (; low < image->by_target_count && image->by_target[low]->target == address; low++) {
        uint64_t object = image->by_target[low]->address - 16;
        aa_bytes own;
        if (!aa_objc_string(s->m->arena, image->macho, object, &own))
            continue;
        found_text(s, object, text);
        any = true;
    }
    return any;
}

static void search_cstrings(text_search *s, const aa_macho_section *section)
{
    size_t at = 0;
    while (at < section->data.n) {
        const uint8_t *p = section->data.p + at;
        const uint8_t *end = memchr(p, 0, section->data.n - at);
        size_t n = end != NULL ? (size_t)(end - p) : section->data.n - at;
        aa_bytes text = aa_bytes_of(p, n);
        uint64_t address = section->address + at;
        if (n > 0 && s->fits(s->context, text)) {
            bool as_object = found_objects(s, address, text);
            const aa_image_mention *first;
            bool direct = aa_image_mentions_of(s->image, address, &first) > 0;
            /* Swift names its literals 32 bytes before they begin */
            bool swift = aa_image_mentions_of(s->image, address - 32, &first) > 0;
            if (direct || (!as_object && !swift))
                found_text(s, address, text);
            if (swift)
                push_mentions(s->m, &s->found, s->image, address - 32, text);
        }
        at += n + 1;
    }
}

/* UTF-16 constants exist only as objects. */
static void search_objects(text_search *s, const aa_macho_section *section)
{
    for (size_t at = 0; at + 32 <= section->data.n; at += 32) {
        uint64_t address = section->address + at, target;
        uint32_t import;
        aa_bytes text;
        if (!aa_macho_pointer(s->image->macho, address + 16, &target, &import))
            continue;
        const aa_macho_section *in = aa_macho_section_at(s->image->macho, target);
        if (in == NULL || (in->flags & 0xff) == 2)
            continue; /* a C string: found there */
        if (aa_objc_string(s->m->arena, s->image->macho, address, &text) && s->fits(s->context, text))
            found_text(s, address, text);
    }
}

/* Swift's small literals: sixteen bytes in data, or two registers; the first kind is found by its last byte.
 */
static void search_small(text_search *s, const aa_macho_section *section)
{
    for (size_t at = 0; at + 16 <= section->data.n; at += 8) {
        const uint8_t *p = section->data.p + at;
        unsigned n = p[15] & 15U;
        if ((p[15] & 0xf0) != 0xe0 || n < 4 ||
            aa_macho_fixup_at(s->image->macho, section->address + at) != NULL)
            continue;
        bool padded = true;
        for (unsigned i = n; i < 15; i++)
            padded = padded && p[i] == 0;
        aa_bytes text = aa_bytes_of(p, n);
        if (padded && memchr(p, 0, n) == NULL && s->fits(s->context, text))
            push_place(s->m, &s->found, s->image, AA_NO_FUNCTION, section->address + at, text);
    }
}

static void search_registers(text_search *s)
{
    /* movk of the top sixteen bits that make a small literal: 0xE?.. */
    for (size_t r = 0; r < s->image->range_count; r++) {
        const aa_image_range *range = &s->image->ranges[r];
        if (range->memory != AA_MEMORY_CODE)
            continue;
        for (size_t at = 0; at + 4 <= range->data.n; at += 4) {
            uint32_t word = aa_le32(range->data.p + at);
            if ((word & UINT32_C(0xffe00000)) != UINT32_C(0xf2e00000) || (word >> 17 & 0xf) != 0xe)
                continue;
            uint64_t place = range->address + at;
            const aa_mflow *flow = aa_mflow_of(s->m->flows, s->image, aa_image_function_at(s->image, place));
            for (size_t c = 0; flow != NULL && c < flow->call_count; c++)
                for (size_t a = 0; a < 8; a++) {
                    int64_t count, object;
                    aa_bytes text;
                    if (flow->calls[c].at < place || flow->calls[c].at > place + 64 ||
                        !aa_value_is_int(s->m->values, flow->calls[c].args[a], &count) ||
                        !aa_value_is_int(s->m->values, flow->calls[c].args[a + 1], &object) ||
                        ((uint64_t)object >> 60) != 0xe ||
                        !aa_mswift_literal(s->m, s->image, (uint64_t)count, (uint64_t)object, &text) ||
                        !s->fits(s->context, text))
                        continue;
                    push_place(s->m, &s->found, s->image, flow->function, flow->calls[c].at, text);
                    a = 8;
                    c = flow->call_count - 1;
                }
        }
    }
}

size_t aa_machine_texts(aa_machine *machine, aa_mtext_test fits, void *context, const aa_mplace_ref **out)
{
    text_search s = {.m = machine, .fits = fits, .context = context, .found = AA_VEC_INIT(aa_mplace_ref)};
    for (size_t i = 0; i < machine->base->image_count; i++) {
        s.image = &machine->base->images[i];
        if (!s.image->readable)
            continue;
        for (size_t k = 0; k < s.image->macho->section_count; k++) {
            const aa_macho_section *section = &s.image->macho->sections[k];
            if ((section->flags & 0xff) == 2)
                search_cstrings(&s, section);
            else if (strcmp(section->name, "__cfstring") == 0)
                search_objects(&s, section);
            else if (strcmp(section->name, "__data") == 0 || strcmp(section->name, "__const") == 0)
                search_small(&s, section);
        }
        search_registers(&s);
    }
    *out = s.found.items;
    return s.found.count;
}
