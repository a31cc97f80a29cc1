/*
 * Credentials of an app: every file that no other reader takes apart, resource values, meta-data of the
 * manifest, and all constants of the bytecode, on several threads. What each finds is brought together in the
 * order of the files.
 */
#include <stdlib.h>

#include "base/pool.h"
#include "base/stopwatch.h"
#include "facts/code_store.h"
#include "facts/ios_internal.h"
#include "facts/members.h"
#include "facts/native.h"
#include "facts/secrets_internal.h"

/* One member, or the constants of one DEX file. */
typedef struct job {
    const aa_part *part;
    const aa_zip_entry *entry; /* NULL: constants */
    const aa_dex *dex;
    aa_area area;
    aa_zip_reader reader;
    bool quiet; /* another reader tells what is wrong with it */
    uint64_t cap;
    const char *member; /* in the facts' arena */
    aa_arena *arena;
    aa_notes notes;
    aa_secret_finder finder;
    size_t texts;
    uint64_t inflated;
} job;

typedef struct collection {
    aa_source *source;
    aa_facts *facts;
    const aa_secret_book *book;
    aa_vec jobs; /* of job */
    aa_secrets *out;
    aa_vec hits, stores, sources;
} collection;

/* ---- what is looked into --------------------------------------------------------------------------------
 */

static bool is_folder(const aa_zip_entry *entry)
{
    size_t n = strlen(entry->name);
    return n == 0 || entry->name[n - 1] == '/';
}

static bool begins_with(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* Pictures, layouts and the like are read as what they are; libraries by who reads code. */
static bool wants_android(const aa_zip_entry *entry, job *j)
{
    j->area = aa_member_area(entry->name);
    j->reader = AA_ZIP_ASSET;
    j->quiet = j->area != AA_AREA_ASSETS;
    if (j->area == AA_AREA_RESOURCES)
        return begins_with(entry->name, "res/xml");
    return j->area == AA_AREA_ASSETS || j->area == AA_AREA_NATIVE;
}

static bool wants_ios(const aa_zip_entry *entry, job *j)
{
    const char *slash = strrchr(entry->name, '/');
    const char *base = slash == NULL ? entry->name : slash + 1;
    j->reader = AA_ZIP_ART;
    j->quiet = aa_ios_may_be_code(entry->name) || strcmp(base, "Info.plist") == 0;
    j->area = j->quiet ? AA_AREA_CODE : AA_AREA_ASSETS;
    return true;
}

static void list_members(collection *c, const aa_part *part, bool ios)
{
    for (size_t i = 0; part->zip != NULL && i < aa_zip_count(part->zip); i++) {
        const aa_zip_entry *entry = aa_zip_at(part->zip, i);
        job j = {.part = part, .entry = entry};
        if (is_folder(entry) || !(ios ? wants_ios(entry, &j) : wants_android(entry, &j)))
            continue;
        job *slot = aa_vec_push(c->source->scratch, &c->jobs);
        c->source->failed = c->source->failed || slot == NULL;
        if (slot == NULL)
            return;
        *slot = j;
        slot->member = aa_source_copy(c->source, entry->name);
    }
}

static void list_constants(collection *c)
{
    const aa_code_base *base = aa_facts_code(c->facts);
    size_t count = base == NULL ? 0 : aa_program_unit_count(base->program);
    for (size_t i = 0; i < count; i++) {
        job *slot = aa_vec_push(c->source->scratch, &c->jobs);
        c->source->failed = c->source->failed || slot == NULL;
        if (slot == NULL)
            return;
        const aa_unit *unit = aa_program_unit(base->program, (uint32_t)i);
        *slot = (job){.dex = &unit->dex, .area = AA_AREA_CODE, .quiet = true, .member = unit->member};
        slot->notes.artifact = unit->artifact;
    }
}

/* A framework, or a native library that somebody else is known for: what else is native may be the app's own.
 */
static bool is_others(const job *j)
{
    if (j->member == NULL || strstr(j->member, "/Frameworks/") != NULL)
        return j->member != NULL;
    const char *slash = strrchr(j->member, '/');
    return j->area == AA_AREA_NATIVE && aa_native_vendor(slash == NULL ? j->member : slash + 1).n > 0;
}

/* Shares out what may still be inflated, as for bytecode. */
static void prepare(collection *c)
{
    uint64_t left = c->source->package->budget_left;
    for (size_t i = 0; i < c->jobs.count; i++) {
        job *j = (job *)c->jobs.items + i;
        const char *artifact = j->entry == NULL ? j->notes.artifact : j->part->name;
        j->cap = c->source->limits->entry_bytes < left ? c->source->limits->entry_bytes : left;
        if (j->entry != NULL)
            left -= j->entry->uncompressed_size < j->cap ? j->entry->uncompressed_size : j->cap;
        j->arena = aa_arena_new();
        c->source->failed = c->source->failed || j->arena == NULL;
        if (j->arena == NULL)
            return;
        aa_notes_init(&j->notes, j->arena, c->source->limits->note_repeats);
        j->notes.artifact = artifact;
        j->notes.member = j->member;
        aa_secret_finder_init(&j->finder, c->book, c->source->limits, j->arena, &j->notes);
        j->finder.where.place = (aa_place){.artifact = artifact, .member = j->member, .offset = AA_NO_OFFSET};
        j->finder.where.framework = is_others(j);
    }
}

static void look_at_constants(job *j)
{
    uint32_t count = AA_DEX_STRING_COUNT(j->dex);
    for (uint32_t i = 0; i < count && !j->finder.failed; i++) {
        aa_bytes text = aa_dex_text(j->dex, i);
        j->finder.where.literal = text;
        aa_secret_look(&j->finder, text, AA_NO_OFFSET);
        j->texts++;
    }
}

static void run_job(void *context, size_t index)
{
    job *j = (job *)context + index;
    if (j->entry == NULL) {
        look_at_constants(j);
        return;
    }
    aa_zip_content content = {.bytes = aa_bytes_none()};
    aa_err err = aa_zip_read(j->part->zip, j->entry, j->reader, j->cap, &j->notes, &content);
    j->finder.failed = err == AA_E_NOMEM;
    j->inflated = content.owned == NULL ? 0 : content.bytes.n;
    if (err == AA_E_LIMIT)
        aa_notes_add(&j->notes, AA_NOTE_GAP, "limit.total", AA_NO_OFFSET, "%llu", (unsigned long long)j->cap);
    if (content.bytes.n > 0 && !j->finder.failed)
        aa_secret_look_file(&j->finder, j->member, &content);
    aa_zip_content_done(&content);
    aa_zip_leave(j->part->zip);
}

/* ---- values that are decoded already ---------------------------------------------------------------------
 */

typedef struct values {
    collection *c;
    aa_secret_finder *f;
} values;

static void look_at_value(values *v, const char *name, const aa_res_value *value)
{
    /* Values of files are their members. */
    if (value->type == AA_RES_STRING && value->text != NULL && !begins_with(value->text, "res/"))
        aa_secret_look_named(v->f, name, aa_bytes_of(value->text, strlen(value->text)), AA_NO_OFFSET);
}

static bool look_at_resource(void *context, uint32_t id, const char *type, const char *name,
                             const aa_arsc_value *items, size_t count)
{
    values *v = context;
    (void)id;
    size_t before = v->f->hits.count;
    for (size_t i = 0; i < count; i++) {
        look_at_value(v, name, &items[i].value);
        for (size_t k = 0; items[i].is_bag && k < items[i].item_count; k++)
            look_at_value(v, name, &items[i].items[k].value);
    }
    const char *path = v->f->hits.count == before ? NULL : aa_arena_printf(v->f->arena, "%s/%s", type, name);
    for (size_t i = before; i < v->f->hits.count; i++)
        ((aa_secret_hit *)v->f->hits.items)[i].spot.place.path = path;
    return !v->f->failed;
}

static void look_at_meta_data(aa_secret_finder *f, const aa_meta_data *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (items[i].name == NULL || items[i].value == NULL)
            continue;
        f->where.place = items[i].place;
        aa_secret_look_named(f, items[i].name, aa_bytes_of(items[i].value, strlen(items[i].value)),
                             items[i].place.offset);
    }
}

static void look_at_values(collection *c, aa_secret_finder *f)
{
    const aa_manifest *m = &c->facts->manifest;
    values v = {c, f};
    look_at_meta_data(f, m->meta_data, m->meta_data_count);
    for (size_t i = 0; i < m->component_count; i++)
        look_at_meta_data(f, m->components[i].meta_data, m->components[i].meta_data_count);
    for (size_t i = 0; i < c->source->part_count; i++) {
        const aa_source_part *part = &c->source->parts[i];
        f->where.place =
            (aa_place){.artifact = part->artifact, .member = "resources.arsc", .offset = AA_NO_OFFSET};
        if (part->arsc != NULL)
            aa_arsc_each(part->arsc, look_at_resource, &v);
    }
}

/* ---- bringing together ----------------------------------------------------------------------------------
 */

static void join(collection *c, const aa_secret_finder *f)
{
    aa_secrets_keep(c->source, f, &c->hits);
    const aa_key_store_fact *stores = f->stores.items;
    const aa_source_fact *sources = f->sources.items;
    for (size_t i = 0; i < f->stores.count; i++) {
        aa_key_store_fact *slot = aa_source_push(c->source, &c->stores);
        if (slot == NULL)
            return;
        *slot = stores[i];
        slot->place = aa_secret_keep_place(c->source, stores[i].place);
    }
    for (size_t i = 0; i < f->sources.count; i++) {
        aa_source_fact *slot = aa_source_push(c->source, &c->sources);
        if (slot == NULL)
            return;
        *slot = (aa_source_fact){sources[i].kind, aa_secret_keep_place(c->source, sources[i].place)};
    }
    c->out->bytes += f->bytes;
}

static void join_job(collection *c, job *j)
{
    aa_source *source = c->source;
    uint64_t *left = &source->package->budget_left;
    *left -= j->inflated < *left ? j->inflated : *left;
    source->failed = source->failed || j->finder.failed;
    c->out->files += j->entry != NULL;
    c->out->texts += j->texts;
    if (!j->quiet) {
        aa_source_read_mark *mark = aa_source_push(source, &source->reads);
        if (mark != NULL)
            *mark = (aa_source_read_mark){j->part->name, j->member, j->area};
        aa_notes_join(source->notes, &j->notes);
        aa_source_mark(source, j->area, AA_AREA_READ);
    }
    if (!source->failed)
        join(c, &j->finder);
}

/* ---- all ------------------------------------------------------------------------------------------------
 */

static void look(collection *c)
{
    aa_source *source = c->source;
    bool ios = source->package->kind == AA_PACKAGE_IPA;
    for (size_t i = 0; ios && i < source->package->part_count; i++)
        list_members(c, &source->package->parts[i], true);
    for (size_t i = 0; !ios && i < source->part_count; i++)
        list_members(c, source->parts[i].part, false);
    list_constants(c);
    prepare(c);
    job *jobs = c->jobs.items;
    if (!source->failed)
        aa_pool_for(source->threads, c->jobs.count, run_job, jobs);
    for (size_t i = 0; i < c->jobs.count; i++) {
        if (!source->failed)
            join_job(c, &jobs[i]);
        aa_arena_free(jobs[i].arena);
    }
}

static void look_at_decoded(collection *c)
{
    aa_arena *arena = aa_arena_new();
    aa_notes quiet;
    aa_secret_finder f;
    c->source->failed = c->source->failed || arena == NULL;
    if (arena == NULL)
        return;
    aa_notes_init(&quiet, arena, 1);
    aa_secret_finder_init(&f, c->book, c->source->limits, arena, &quiet);
    look_at_values(c, &f);
    c->source->failed = c->source->failed || f.failed;
    if (!c->source->failed)
        join(c, &f);
    aa_arena_free(arena);
}

aa_err aa_collect_secrets(aa_source *source, aa_facts *facts)
{
    collection c = {.source = source,
                    .facts = facts,
                    .jobs = AA_VEC_INIT(job),
                    .hits = AA_VEC_INIT(aa_secret_hit),
                    .stores = AA_VEC_INIT(aa_key_store_fact),
                    .sources = AA_VEC_INIT(aa_source_fact)};
    uint64_t begin = aa_process_time();
    c.out = aa_arena_alloc(source->arena, sizeof *c.out);
    if (c.out == NULL || aa_secret_book_new(source->scratch, &c.book) != AA_OK)
        return AA_E_NOMEM;
    look_at_decoded(&c);
    if (!source->failed)
        look(&c);
    aa_secret_merge all = {.source = source, .facts = facts, .book = c.book, .hits = &c.hits, .out = c.out};
    if (!source->failed)
        aa_secrets_merge(&all);
    aa_vec *found = aa_arena_alloc(source->arena, sizeof *found);
    if (found == NULL)
        return AA_E_NOMEM;
    *found = c.hits;
    *c.out = (aa_secrets){.items = c.out->items,
                          .count = c.out->count,
                          .found = found,
                          .book = c.book,
                          .stores = c.stores.items,
                          .store_count = c.stores.count,
                          .sources = c.sources.items,
                          .source_count = c.sources.count,
                          .files = c.out->files,
                          .bytes = c.out->bytes,
                          .texts = c.out->texts,
                          .forms = aa_secret_rule_count(c.book),
                          .took = aa_process_time() - begin};
    facts->secrets = c.out;
    return aa_source_status(source);
}
