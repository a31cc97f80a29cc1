#include "facts/machine.h"

#include <stdlib.h>

struct aa_machine_store {
    aa_arena *arena;
    aa_limits limits;
    aa_vec images;   /* of aa_image */
    aa_vec contents; /* of aa_zip_content: what the images read from */
    bool complete;
    aa_machine_base base;
};

const aa_machine_base *aa_facts_machine(const aa_facts *facts)
{
    return facts->machine != NULL && aa_machine_store_readable(facts->machine) > 0 ? &facts->machine->base
                                                                                   : NULL;
}

aa_machine_store *aa_machine_store_new(const aa_limits *limits)
{
    aa_machine_store *store = calloc(1, sizeof *store);
    if (store == NULL)
        return NULL;
    store->arena = aa_arena_new();
    store->limits = *limits;
    store->images = (aa_vec)AA_VEC_INIT(aa_image);
    store->contents = (aa_vec)AA_VEC_INIT(aa_zip_content);
    store->complete = true;
    if (store->arena == NULL) {
        free(store);
        return NULL;
    }
    return store;
}

void aa_machine_store_free(aa_machine_store *store)
{
    if (store == NULL)
        return;
    for (size_t i = 0; i < store->contents.count; i++)
        aa_zip_content_done((aa_zip_content *)store->contents.items + i);
    aa_arena_free(store->arena);
    free(store);
}

aa_err aa_machine_store_keep(aa_machine_store *store, aa_zip_content *content)
{
    aa_zip_content *kept = aa_vec_push(store->arena, &store->contents);
    if (kept == NULL) {
        aa_zip_content_done(content);
        return AA_E_NOMEM;
    }
    *kept = *content;
    return AA_OK;
}

static aa_err make(aa_machine_store *store, const aa_machine_input *input, aa_notes *notes, aa_image *out)
{
    aa_macho *macho = aa_arena_alloc(store->arena, sizeof *macho);
    aa_objc *objc = aa_arena_alloc(store->arena, sizeof *objc);
    if (macho == NULL || objc == NULL)
        return AA_E_NOMEM;
    size_t before = notes->items.count;
    aa_err e = aa_macho_open(store->arena, input->slice, &store->limits, notes, macho);
    if (e == AA_OK)
        e = aa_objc_read(store->arena, macho, notes, objc);
    for (size_t i = before; i < notes->items.count; i++)
        if (aa_notes_at(notes, i)->kind == AA_NOTE_GAP)
            store->complete = false;
    if (e == AA_OK)
        e = aa_image_make(store->arena, macho, objc, out);
    return e;
}

aa_err aa_machine_store_add(aa_machine_store *store, const aa_machine_input *input, aa_notes *notes)
{
    aa_image image = {0};
    aa_err e = make(store, input, notes, &image);
    if (e == AA_E_NOMEM)
        return e;
    if (e != AA_OK || !image.readable)
        store->complete = false;
    if (!image.readable)
        aa_notes_add(notes, AA_NOTE_GAP, image.far ? "macho.far" : "macho.encrypted", AA_NO_OFFSET, "%s",
                     input->arch);
    if (e != AA_OK)
        return AA_OK;
    image.artifact = aa_arena_strdup(store->arena, input->artifact);
    image.member = aa_arena_strdup(store->arena, input->member);
    image.arch = aa_arena_strdup(store->arena, input->arch);
    image.is_app = input->is_app;
    aa_image *kept = aa_vec_push(store->arena, &store->images);
    if (kept == NULL || image.artifact == NULL || image.member == NULL || image.arch == NULL)
        return AA_E_NOMEM;
    *kept = image;
    return AA_OK;
}

static bool copy_texts(aa_arena *arena, const char *const *texts, size_t count, const char *const **out)
{
    const char **copies = aa_arena_array(arena, count, sizeof *copies);
    bool ok = copies != NULL;
    for (size_t i = 0; ok && i < count; i++) {
        copies[i] = aa_arena_strdup(arena, texts[i]);
        ok = copies[i] != NULL;
    }
    *out = copies;
    return ok;
}

aa_err aa_machine_store_finish(aa_machine_store *store, const aa_mreach_names *names,
                               const char *const *first, size_t first_count)
{
    const char *const *copies;
    if (!copy_texts(store->arena, first, first_count, &copies))
        return AA_E_NOMEM;
    const aa_mreach_map *reach = NULL;
    aa_err e = aa_mreach_find(store->arena, store->images.items, store->images.count, names, &reach);
    store->base = (aa_machine_base){.images = store->images.items,
                                    .image_count = store->images.count,
                                    .reach = reach,
                                    .limits = &store->limits,
                                    .complete = store->complete,
                                    .first_classes = copies,
                                    .first_class_count = first_count};
    return e;
}

size_t aa_machine_store_count(const aa_machine_store *store)
{
    return store->images.count;
}

size_t aa_machine_store_readable(const aa_machine_store *store)
{
    size_t n = 0;
    for (size_t i = 0; i < store->images.count; i++)
        n += ((const aa_image *)store->images.items)[i].readable;
    return n;
}
