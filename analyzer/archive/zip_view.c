#include <zip.h>

#include "archive/zip_internal.h"

/* libzip hashes names without a secret, so a hostile directory can make it quadratic. About 8,000 ordinary
 * entries stay below. */
#define VIEW_WORK (UINT64_C(1) << 34)

/* What differs: how many, and the first one. */
typedef struct difference {
    uint64_t count;
    const char *first;
} difference;

static void add_difference(difference *d, const char *name)
{
    if (d->count++ == 0)
        d->first = name;
}

static void note_difference(const difference *d, const char *what, aa_notes *notes)
{
    const char *outer = notes->member;
    if (d->count == 0)
        return;
    notes->member = d->first;
    aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.second_view", AA_NO_OFFSET, "%s, %llu members", what,
                 (unsigned long long)d->count);
    notes->member = outer;
}

static void compare_entries(const aa_zip *zip, zip_t *other, uint64_t count, aa_notes *notes)
{
    difference names = {0};
    difference sizes = {0};
    for (uint64_t i = 0; i < count; i++) {
        const aa_zip_entry *entry = zip_entry_at(zip, (size_t)i);
        const char *name = zip_get_name(other, i, ZIP_FL_ENC_RAW);
        zip_stat_t st;
        if (name == NULL || !aa_bytes_is(entry->raw_name, name))
            add_difference(&names, entry->name);
        if (zip_stat_index(other, i, 0, &st) != 0 || st.size != entry->uncompressed_size ||
            st.comp_size != entry->compressed_size)
            add_difference(&sizes, entry->name);
    }
    note_difference(&names, "other name", notes);
    note_difference(&sizes, "other size", notes);
}

static uint64_t visible_count(const aa_zip *zip)
{
    uint64_t n = 0;
    while (n < zip->entries.count && !zip_entry_at(zip, (size_t)n)->hidden)
        n++;
    return n;
}

static void compare(const aa_zip *zip, zip_t *other, aa_notes *notes)
{
    zip_int64_t found = zip_get_num_entries(other, 0);
    uint64_t theirs = found < 0 ? 0 : (uint64_t)found;
    uint64_t ours = visible_count(zip);
    if (theirs != ours)
        aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.second_view", AA_NO_OFFSET, "%llu members instead of %llu",
                     (unsigned long long)theirs, (unsigned long long)ours);
    else
        compare_entries(zip, other, ours, notes);
}

void aa_zip_compare_views(const aa_zip *zip, aa_notes *notes)
{
    if (zip_directory_work(zip) > VIEW_WORK) {
        aa_notes_add(notes, AA_NOTE_ANOMALY, "limit.second_view", AA_NO_OFFSET, "%zu members",
                     zip->entries.count);
        return;
    }
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(zip->data.p, zip->data.n, 0, &error);
    zip_t *other = source == NULL ? NULL : zip_open_from_source(source, ZIP_RDONLY, &error);
    if (other != NULL) {
        compare(zip, other, notes);
        zip_discard(other);
    } else {
        zip_source_free(source);
        /* The code, not the text: that may come from the C library in the user's language. */
        if (zip_error_code_zip(&error) != ZIP_ER_MEMORY)
            aa_notes_add(notes, AA_NOTE_ANOMALY, "zip.second_view", AA_NO_OFFSET, "refused, libzip error %d",
                         zip_error_code_zip(&error));
    }
    zip_error_fini(&error);
}
