/*
 * Annotations of methods.
 */
#include "code/program_internal.h"
#include "decode/dex_value.h"

enum {
    RUNTIME = 1,      /* VISIBILITY_RUNTIME */
    ANNOTATIONS = 32, /* of one method, looked at */
    ENTRY = 8         /* bytes of a method_annotation */
};

/* The annotation set of method |index| of its class; the table is sorted, as the platform's verifier wants
 * it. */
static bool find_set(const aa_dex_directory *directory, uint32_t index, uint32_t *offset)
{
    size_t low = 0, high = directory->methods.n / ENTRY;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        const uint8_t *entry = directory->methods.p + mid * ENTRY;
        if (aa_le32(entry) == index) {
            *offset = aa_le32(entry + 4);
            return true;
        }
        if (aa_le32(entry) < index)
            low = mid + 1;
        else
            high = mid;
    }
    return false;
}

bool aa_method_is_marked(const aa_program *p, aa_method_id id, const char *annotation)
{
    const aa_method *m = aa_program_method(p, id);
    const aa_type *t = m == NULL || m->code == 0 ? NULL : aa_program_type(p, m->owner);
    aa_dex_class class;
    aa_dex_directory directory;
    aa_bytes set;
    uint32_t offset = 0;
    if (t == NULL || t->unit != m->unit)
        return false;
    const aa_dex *dex = &aa_program_unit(p, t->unit)->dex;
    if (!aa_dex_class_at(dex, t->def, &class) || class.annotations_offset == 0 ||
        !aa_dex_directory_at(dex, class.annotations_offset, &directory) ||
        !find_set(&directory, m->index, &offset) || !aa_dex_set_at(dex, offset, &set))
        return false;
    for (size_t i = 0; i + 4 <= set.n && i < 4 * (size_t)ANNOTATIONS; i += 4) {
        aa_dex_values values = aa_dex_annotation_at(dex, aa_le32(set.p + i));
        if (!values.lost && values.visibility == RUNTIME &&
            aa_bytes_is(aa_dex_descriptor(dex, values.annotation), annotation))
            return true;
    }
    return false;
}
