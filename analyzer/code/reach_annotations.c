/*
 * Methods that something calls because of an annotation.
 *
 * Sources: Android reference, android.webkit.JavascriptInterface; java.lang.annotation.RetentionPolicy.
 */
#include "decode/dex_value.h"

#include "code/reach_internal.h"

#define RUNTIME 1 /* VISIBILITY_RUNTIME */

typedef enum mark { MARK_NONE, MARK_RUNTIME, MARK_JAVASCRIPT } mark;

static mark mark_of(const aa_dex *dex, uint32_t offset)
{
    aa_dex_values values = aa_dex_annotation_at(dex, offset);
    aa_bytes type = aa_dex_descriptor(dex, values.annotation);
    if (values.lost || values.visibility != RUNTIME || aa_bytes_is(type, "Ljava/lang/Deprecated;"))
        return MARK_NONE;
    return aa_bytes_is(type, "Landroid/webkit/JavascriptInterface;") ? MARK_JAVASCRIPT : MARK_RUNTIME;
}

static mark mark_of_set(aa_walk *w, const aa_dex *dex, uint32_t offset)
{
    aa_bytes set;
    mark most = MARK_NONE;
    if (!aa_dex_set_at(dex, offset, &set))
        return MARK_NONE;
    for (size_t i = 0; i + 4 <= set.n; i += 4) {
        /* Hostile classes share one set: what is read counts, not what is there. */
        if (w->budget < 8) {
            w->over = true;
            w->budget = 0;
            return most;
        }
        w->budget -= 8;
        mark one = mark_of(dex, aa_le32(set.p + i));
        most = one > most ? one : most;
    }
    return most;
}

void aa_walk_annotated(aa_walk *w, aa_type_id type, uint32_t from, bool all)
{
    const aa_type *t = aa_program_type(w->p, type);
    const aa_dex *dex = &aa_program_unit(w->p, t->unit)->dex;
    aa_dex_class class;
    aa_dex_directory directory;
    if (!aa_dex_class_at(dex, t->def, &class) || class.annotations_offset == 0 ||
        !aa_dex_directory_at(dex, class.annotations_offset, &directory))
        return;
    for (size_t i = 0; i + 8 <= directory.methods.n && !w->over; i += 8) {
        aa_method_id id = aa_program_method_of(w->p, t->unit, aa_le32(directory.methods.p + i));
        w->budget -= w->budget > 0;
        if (id >= w->methods || aa_program_method(w->p, id)->owner != type || w->reached[id] != 0)
            continue;
        mark m = mark_of_set(w, dex, aa_le32(directory.methods.p + i + 4));
        if (m == MARK_JAVASCRIPT || (all && m == MARK_RUNTIME))
            aa_walk_reach(w, id, from);
    }
}
