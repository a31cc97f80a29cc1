/*
 * The DEX files of an app, read on several threads: contents are inflated and looked through for what cannot
 * be read. What each notices joins the notes in the order of the class path.
 */
#include <stdlib.h>

#include "base/pool.h"
#include "decode/dex_survey.h"
#include "facts/code_store.h"
#include "facts/members.h"

typedef struct dex_file {
    const aa_source_part *part;
    const aa_zip_entry *entry;
    size_t order;
    bool hidden; /* the platform does not see it: looked at only for damage */
    uint64_t cap;
    const aa_limits *limits;
    aa_arena *arena; /* of the next two */
    aa_notes notes;
    aa_vec units; /* of aa_unit */
    aa_zip_content content;
    bool failed;
} dex_file;

/* "classes.dex" is 1, "classes2.dex" 2. Numbers that no app has come last, in the order of the archive. */
static unsigned long number_of(const char *name)
{
    const char *digits = name + strlen("classes");
    return *digits == '.' ? 1 : strtoul(digits, NULL, 10);
}

static int by_number(const void *a, const void *b)
{
    const dex_file *x = a;
    const dex_file *y = b;
    unsigned long m = number_of(x->entry->name);
    unsigned long n = number_of(y->entry->name);
    if (x->hidden != y->hidden)
        return x->hidden ? 1 : -1;
    if (m != n)
        return m < n ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

/* What a member past the limit holds is not known. */
static void leave_out(aa_source *source, const aa_source_part *part, const aa_zip_entry *entry)
{
    source->notes->artifact = part->artifact;
    source->notes->member = aa_source_copy(source, entry->name);
    aa_notes_add(source->notes, AA_NOTE_GAP, "limit.dex_files", AA_NO_OFFSET, "%u",
                 (unsigned)source->limits->dex_files);
    source->notes->artifact = source->notes->member = NULL;
    aa_source_mark(source, AA_AREA_CODE, AA_AREA_PARTIAL);
}

static void list_part(aa_source *source, const aa_source_part *part, aa_vec *files)
{
    const aa_zip *zip = part->part->zip;
    size_t first = files->count;
    for (size_t i = 0; zip != NULL && i < aa_zip_count(zip); i++) {
        const aa_zip_entry *entry = aa_zip_at(zip, i);
        if (!aa_member_is_dex(entry->name))
            continue;
        if (files->count >= source->limits->dex_files) {
            leave_out(source, part, entry);
            return;
        }
        dex_file *file = aa_vec_push(source->scratch, files);
        if (file == NULL) {
            source->failed = true;
            return;
        }
        *file = (dex_file){.part = part,
                           .entry = entry,
                           .order = i,
                           .hidden = entry->hidden || aa_zip_find(zip, entry->name) != entry};
    }
    if (files->count - first > 1)
        qsort((dex_file *)files->items + first, files->count - first, sizeof(dex_file), by_number);
}

/* Shares out what may still be inflated. A member never gives more than it declares. */
static void prepare(aa_source *source, aa_code_store *store, dex_file *files, size_t count)
{
    uint64_t left = source->package->budget_left;
    for (size_t i = 0; i < count; i++) {
        dex_file *f = &files[i];
        f->limits = &store->limits;
        f->cap = store->limits.entry_bytes < left ? store->limits.entry_bytes : left;
        left -= f->entry->uncompressed_size < f->cap ? f->entry->uncompressed_size : f->cap;
        f->arena = aa_arena_new();
        f->units = (aa_vec)AA_VEC_INIT(aa_unit);
        aa_notes_init(&f->notes, f->arena, store->limits.note_repeats);
        f->notes.artifact = f->part->artifact;
        f->notes.member = aa_source_copy(source, f->entry->name);
        source->failed = source->failed || f->arena == NULL;
    }
}

/* Every DEX file in the content: one, or those of a container. */
static void open_units(dex_file *f)
{
    uint64_t at = 0;
    for (uint32_t seen = 1; !f->failed; seen++) {
        aa_dex dex;
        if (aa_dex_open(f->content.bytes, at, f->limits, &f->notes, &dex) != AA_OK)
            return;
        aa_dex_look(&dex, &f->notes);
        aa_unit *unit = aa_vec_push(f->arena, &f->units);
        f->failed = unit == NULL;
        if (unit != NULL)
            *unit = (aa_unit){.dex = dex, .artifact = f->notes.artifact, .member = f->notes.member};
        at = aa_dex_next(&dex, f->content.bytes, seen, &f->notes);
        if (at == 0)
            return;
    }
}

/* As ART reads it. What cannot be read is noted; a beginning is taken all the same. */
static void read_file(void *context, size_t index)
{
    dex_file *f = (dex_file *)context + index;
    aa_err err = aa_zip_read(f->part->part->zip, f->entry, AA_ZIP_ART, f->cap, &f->notes, &f->content);
    f->failed = err == AA_E_NOMEM;
    if (!f->hidden && f->content.bytes.n > 0 && (err == AA_OK || err == AA_E_FORMAT))
        open_units(f);
    aa_zip_leave(f->part->part->zip);
}

static bool keep(aa_code_store *store, dex_file *f)
{
    const aa_unit *units = f->units.items;
    aa_zip_content *kept = f->units.count == 0 ? NULL : aa_vec_push(store->arena, &store->contents);
    if (kept == NULL)
        return f->units.count == 0;
    *kept = f->content;
    f->content = (aa_zip_content){.bytes = aa_bytes_none()};
    for (size_t i = 0; i < f->units.count; i++) {
        aa_unit *unit = aa_vec_push(store->arena, &store->units);
        if (unit == NULL)
            return false;
        *unit = units[i];
    }
    return true;
}

static void join(aa_source *source, aa_code_store *store, dex_file *f)
{
    uint64_t *left = &source->package->budget_left;
    *left -= f->content.bytes.n < *left ? f->content.bytes.n : *left;
    aa_notes_join(source->notes, &f->notes);
    source->failed = source->failed || f->failed || !keep(store, f);
    aa_source_mark(source, AA_AREA_CODE, AA_AREA_READ);
}

void aa_read_dex_files(aa_source *source, aa_code_store *store)
{
    aa_vec files = AA_VEC_INIT(dex_file);
    for (size_t i = 0; i < source->part_count && !source->failed; i++)
        list_part(source, &source->parts[i], &files);
    dex_file *items = files.items;
    prepare(source, store, items, files.count);
    if (!source->failed)
        aa_pool_for(source->threads, files.count, read_file, items);
    for (size_t i = 0; i < files.count; i++) {
        if (!source->failed)
            join(source, store, &items[i]);
        aa_zip_content_done(&items[i].content);
        aa_arena_free(items[i].arena);
    }
}
