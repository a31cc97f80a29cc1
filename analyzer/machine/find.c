#include "machine/machine_internal.h"

void aa_machine_push_place(aa_machine *m, aa_vec *out, const aa_image *image, uint32_t function, uint64_t at,
                           aa_bytes text)
{
    aa_mplace_ref *p = aa_machine_push(m, out);
    if (p != NULL)
        *p = (aa_mplace_ref){aa_machine_image_index(m, image), function, at, text};
}

/* Places in code that mention |address|. */
size_t aa_machine_push_mentions(aa_machine *m, aa_vec *out, const aa_image *image, uint64_t address,
                                aa_bytes text)
{
    const aa_image_mention *first;
    size_t n = aa_image_mentions_of(image, address, &first), found = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t at = aa_image_address(image, first[i].at);
        uint32_t f = aa_image_function_at(image, at);
        if (f == AA_NO_FUNCTION)
            continue;
        aa_machine_push_place(m, out, image, f, at, text);
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
                aa_machine_push_mentions(machine, &found, image, image->by_import[b]->address,
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
        aa_machine_push_place(machine, &found, &machine->base->images[imported[i].image],
                              imported[i].function, imported[i].at, imported[i].text);
    for (size_t i = 0; i < machine->base->image_count; i++) {
        const aa_image *image = &machine->base->images[i];
        for (size_t k = 0; image->readable && k < image->objc->class_ref_count; k++) {
            const aa_objc_ref *ref = &image->objc->class_refs[k];
            const aa_macho_fixup *fixup = aa_macho_fixup_at(image->macho, ref->address);
            bool bound = fixup != NULL && fixup->import != AA_MACHO_NO_IMPORT;
            if (!bound && aa_mname_fits(ref->name, name))
                aa_machine_push_mentions(machine, &found, image, ref->address, ref->name);
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
                aa_machine_push_place(machine, &found, image, (uint32_t)f, image->functions[f].address,
                                      image->functions[f].selector);
    }
    *out = found.items;
    return found.count;
}

size_t aa_machine_texts(aa_machine *machine, aa_mtext_test fits, void *context, const aa_mplace_ref **out)
{
    aa_vec found = AA_VEC_INIT(aa_mplace_ref);
    if (!machine->texts_ready) {
        aa_machine_find_texts(machine);
        machine->texts_ready = true;
    }
    const aa_mplace_ref *texts = machine->texts.items;
    bool fit = false;
    for (size_t i = 0; i < machine->texts.count; i++) {
        bool same = i > 0 && texts[i].text.p == texts[i - 1].text.p && texts[i].text.n == texts[i - 1].text.n;
        fit = same ? fit : fits(context, texts[i].text);
        if (!fit)
            continue;
        aa_mplace_ref *p = aa_machine_push(machine, &found);
        if (p != NULL)
            *p = texts[i];
    }
    *out = found.items;
    return found.count;
}
