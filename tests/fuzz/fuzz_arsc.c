#include <stdlib.h>
#include <string.h>

#include "decode/arsc_table.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct walk {
    const aa_arsc *arsc;
    uint32_t last;
    size_t left; /* resources to ask for again, one by one */
} walk;

/* What a visit gives must be in order, and the same as what asking for the id gives. */
static bool visit(void *context, uint32_t id, const char *type, const char *name, const aa_arsc_value *values,
                  size_t count)
{
    walk *w = context;
    if (count == 0 || (w->last != 0 && id <= w->last))
        abort();
    w->last = id;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < values[i].item_count; k++)
            if (values[i].items[k].value.text != NULL && strlen(values[i].items[k].value.text) > 1U << 20)
                abort();
    if (w->left == 0)
        return true;
    w->left--;
    const aa_arsc_value *again = NULL;
    const char *type_again = NULL;
    const char *name_again = NULL;
    aa_res_value out[4];
    aa_arsc_resolve(w->arsc, (aa_res_value){AA_RES_REFERENCE, id, NULL}, out, 4);
    bool shifted = w->arsc->state->aliases.count > 0; /* any id may lead elsewhere */
    if (!aa_arsc_failed(w->arsc) && !shifted &&
        (aa_arsc_values(w->arsc, id, &again) != count || again[0].offset != values[0].offset ||
         !aa_arsc_name(w->arsc, id, &type_again, &name_again) || strcmp(type, type_again) != 0 ||
         strcmp(name, name_again) != 0))
        abort();
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    aa_arena *arena = aa_arena_new();
    if (arena == NULL)
        return 0;
    aa_limits limits = AA_LIMITS_INIT;
    limits.arsc_bytes = 1U << 20;
    limits.arsc_entries = 50000;
    aa_notes notes;
    aa_notes_init(&notes, arena, limits.note_repeats);
    aa_arsc *arsc = NULL;
    aa_err err = aa_arsc_parse(arena, aa_bytes_of(data, size), &limits, &notes, &arsc);
    if ((err == AA_OK) != (arsc != NULL) || (err != AA_OK && notes.items.count == 0))
        abort();
    if (arsc != NULL) {
        walk w = {arsc, 0, 200};
        aa_arsc_each(arsc, visit, &w);
        aa_arsc_find(arsc, "string", "app_name");
    }
    aa_arena_free(arena);
    return 0;
}
