/*
 * A folder of an archive as an archive: the modules of an app bundle.
 */
#include "archive/zip_internal.h"

static bool add_entries(const aa_zip *zip, aa_zip_rename rename, void *context, aa_zip *folder)
{
    for (size_t i = 0; i < zip->entries.count; i++) {
        const aa_zip_entry *from = zip_entry_at(zip, i);
        const char *name = rename(context, zip->arena, from->name);
        aa_zip_entry *entry = name == NULL ? NULL : aa_vec_push(zip->arena, &folder->entries);
        if (name == NULL)
            continue;
        if (entry == NULL)
            return false;
        *entry = *from;
        entry->name = name;
        entry->raw_name = aa_bytes_of(name, strlen(name));
    }
    return true;
}

aa_err aa_zip_folder(const aa_zip *zip, aa_zip_rename rename, void *context, aa_zip **out)
{
    aa_zip *folder = aa_arena_alloc(zip->arena, sizeof *folder);
    if (folder == NULL)
        return AA_E_NOMEM;
    *folder = *zip;
    folder->layout = (aa_zip_layout){0};
    folder->entries = (aa_vec)AA_VEC_INIT(aa_zip_entry);
    folder->by_start = NULL;
    folder->start_count = 0;
    if (!add_entries(zip, rename, context, folder))
        return AA_E_NOMEM;
    aa_notes quiet; /* what is odd about names was said of the whole archive */
    aa_notes_init(&quiet, zip->arena, 1);
    aa_err e = zip_index_names(folder, &quiet);
    if (e == AA_OK)
        *out = folder;
    return e;
}
