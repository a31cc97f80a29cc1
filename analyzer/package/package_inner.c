#include <stdlib.h>

#include "package/package_internal.h"

/* An archive whose members are still to be looked at for archives. */
typedef struct inner {
    const char *artifact; /* the part that it is, or is in */
    const char *path;     /* what stands before the names of its members there: "", "assets/a.zip!" */
    const aa_zip *zip;
    void *block;    /* its inflated bytes, when nothing else owns them */
    bool lent;      /* archives or parts that lie in it as they are were taken: the bytes stay */
    unsigned depth; /* archives around it, itself included */
    bool of_app;    /* APKs found here are parts of the app: only containers are around them */
} inner;

typedef struct search {
    pkg_build *b;
    aa_vec queue; /* of inner */
    aa_notes unsaid;
} search;

/* One member that may be an archive. */
typedef struct candidate {
    const aa_zip_entry *entry;
    const char *member; /* its name in the part |from->artifact| */
    const char *name;   /* as a part */
    aa_zip_content content;
    aa_zip *zip;
    pkg_class class;
} candidate;

static bool begins_as_zip(const aa_zip *zip, const aa_zip_entry *entry)
{
    aa_bytes b = aa_bytes_none();
    return entry->method == 0 && entry->data_offset != 0 &&
           aa_bytes_sub(aa_zip_data(zip), entry->data_offset, 4, &b) && memcmp(b.p, "PK\3\4", 4) == 0;
}

/* Deflated members are told by their names only: inflating each to look would cost more than the scan. */
static bool may_be_archive(const aa_zip *zip, const aa_zip_entry *entry)
{
    static const char *const endings[] = {".apk", ".xapk", ".apks", ".apkm", ".zip", ".jar", ".aar"};
    if (entry->uncompressed_size == 0 && !entry->size_unknown)
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (pkg_ends_with(entry->name, endings[i]))
            return true;
    }
    return begins_as_zip(zip, entry);
}

/* A gap about a member that is left closed. |value|: bytes left, or archives opened so far. */
static void withhold(search *s, const inner *from, const candidate *c, const char *code, uint64_t value)
{
    aa_notes *notes = s->b->notes;
    notes->artifact = from->artifact;
    notes->member = c->member;
    aa_notes_add(notes, AA_NOTE_GAP, code, AA_NO_OFFSET, "%llu", (unsigned long long)value);
    notes->artifact = notes->member = NULL;
    s->b->withheld = true;
}

/* Reads |c->entry| within what may still be inflated. A beginning is better than nothing. */
static aa_err read_member(search *s, const inner *from, candidate *c)
{
    pkg_build *b = s->b;
    aa_notes *notes = from->of_app ? b->notes : &s->unsaid;
    uint64_t *budget = &b->package->budget_left;
    if (*budget == 0) {
        withhold(s, from, c, "limit.total", 0);
        return AA_E_LIMIT;
    }
    notes->artifact = from->artifact;
    aa_err err = aa_zip_read(from->zip, c->entry, AA_ZIP_ASSET, *budget, notes, &c->content);
    notes->artifact = NULL;
    if (err == AA_E_LIMIT)
        withhold(s, from, c, "limit.total", *budget);
    if (c->content.owned != NULL) {
        uint64_t cost =
            c->content.bytes.n > c->entry->compressed_size ? c->content.bytes.n : c->entry->compressed_size;
        *budget -= cost < *budget ? cost : *budget;
    }
    return err == AA_E_FORMAT && c->content.bytes.n > 0 ? AA_OK : err;
}

/* Opens what was read. An archive that is no part of the app is not worth a note. */
static aa_err open_member(search *s, const inner *from, candidate *c)
{
    bool quiet = !from->of_app;
    aa_notes *notes = quiet ? &s->unsaid : s->b->notes;
    notes->artifact = c->name;
    aa_err err = aa_zip_open(s->b->arena, c->content.bytes, PKG_API, s->b->limits, notes, &c->zip);
    if (err == AA_E_FORMAT && !quiet && pkg_ends_with(c->member, ".apk"))
        aa_notes_add(notes, AA_NOTE_GAP, "input.unrecognised", AA_NO_OFFSET, "%s", "is no ZIP archive");
    notes->artifact = NULL;
    if (err != AA_OK)
        return err;
    c->class = pkg_classify(c->zip, c->member);
    return AA_OK;
}

/* True when the member becomes a part: an APK, a container of them, or what only claims to be an APK. */
static bool is_part(const inner *from, const candidate *c)
{
    if (c->zip == NULL)
        return from->of_app && pkg_ends_with(c->member, ".apk");
    return c->class == PKG_CLASS_APK || (from->of_app && c->class == PKG_CLASS_CONTAINER);
}

/* The bytes stay as long as the package. */
static bool keep_block(pkg_build *b, void *bytes)
{
    void **block = aa_vec_push(b->arena, &b->package->store->blocks);
    if (block != NULL)
        *block = bytes;
    return block != NULL;
}

static aa_err add_part(search *s, const inner *from, candidate *c)
{
    pkg_build *b = s->b;
    aa_part *part = aa_vec_push(b->arena, &b->parts);
    if (part == NULL)
        return AA_E_NOMEM;
    *part = (aa_part){.name = c->name, .data = c->content.bytes, .zip = c->zip};
    part->is_apk = from->of_app && c->class != PKG_CLASS_CONTAINER;
    if (c->content.owned != NULL) {
        if (!keep_block(b, c->content.owned))
            return AA_E_NOMEM;
        c->content.owned = NULL;
    }
    if (!from->of_app) {
        b->notes->artifact = from->artifact;
        b->notes->member = c->member;
        aa_notes_add(b->notes, AA_NOTE_ANOMALY, "apk.embedded_app", AA_NO_OFFSET, "%zu members",
                     aa_zip_count(c->zip));
        b->notes->artifact = b->notes->member = NULL;
    } else if (part->is_apk && c->zip != NULL) {
        b->notes->artifact = c->name;
        aa_zip_compare_views(c->zip, b->notes);
        b->notes->artifact = NULL;
    }
    return aa_sha256_hex(part->data, part->sha256);
}

/* Lines the opened member up; its bytes stay until it was looked at. A part begins names anew. */
static aa_err enqueue(search *s, const inner *from, candidate *c, bool part)
{
    aa_arena *arena = s->b->arena;
    inner *next = aa_vec_push(arena, &s->queue);
    const char *path = part ? "" : aa_arena_printf(arena, "%s!", c->member);
    if (next == NULL || path == NULL)
        return AA_E_NOMEM;
    *next = (inner){.artifact = part ? c->name : from->artifact,
                    .path = path,
                    .zip = c->zip,
                    .block = c->content.owned,
                    .depth = from->depth + 1,
                    .of_app = from->of_app && c->class == PKG_CLASS_CONTAINER};
    c->content.owned = NULL;
    return AA_OK;
}

static bool is_taken(pkg_build *b, const char *name)
{
    for (size_t i = 0; i < b->parts.count; i++) {
        if (strcmp(pkg_part(b, i)->name, name) == 0)
            return true;
    }
    return false;
}

/* What the member is called as a part. An archive may hold a name twice; evidence must not: "base.apk#2". */
static const char *name_of(pkg_build *b, const inner *from, const candidate *c)
{
    const char *name = aa_arena_printf(b->arena, "%s!%s", from->artifact, c->member);
    for (unsigned copy = 2; name != NULL && is_taken(b, name); copy++)
        name = aa_arena_printf(b->arena, "%s!%s#%u", from->artifact, c->member, copy);
    return name;
}

static aa_err take(search *s, inner *from, candidate *c)
{
    c->name = name_of(s->b, from, c);
    if (c->name == NULL)
        return AA_E_NOMEM;
    aa_err err = read_member(s, from, c);
    if (err == AA_OK)
        err = open_member(s, from, c);
    if (err == AA_E_NOMEM)
        return err;
    bool part = is_part(from, c);
    from->lent = from->lent || (c->content.owned == NULL && (part || c->zip != NULL));
    err = part ? add_part(s, from, c) : AA_OK;
    return err == AA_OK && c->zip != NULL ? enqueue(s, from, c, part) : err;
}

/* One archive: each member that may be one itself, up to the limits. */
static aa_err look_into(search *s, inner *from)
{
    pkg_build *b = s->b;
    const char *limit = from->depth >= b->limits->nesting ? "limit.depth" : NULL;
    for (size_t i = 0; i < aa_zip_count(from->zip); i++) {
        candidate c = {.entry = aa_zip_at(from->zip, i), .content = {.bytes = aa_bytes_none()}};
        if (!may_be_archive(from->zip, c.entry))
            continue;
        c.member = aa_arena_printf(b->arena, "%s%s", from->path, c.entry->name);
        if (c.member == NULL)
            return AA_E_NOMEM;
        if (limit == NULL && b->opened >= b->limits->nested_count)
            limit = "limit.nested";
        if (limit != NULL) {
            withhold(s, from, &c, limit, b->opened);
            return AA_OK; /* one note stands for all that follow */
        }
        b->opened++;
        aa_err err = take(s, from, &c);
        aa_zip_content_done(&c.content);
        if (err != AA_OK)
            return err;
    }
    return AA_OK;
}

/* Gives back what only |from| needed. */
static aa_err leave(pkg_build *b, const inner *from)
{
    if (from->block != NULL && from->lent && keep_block(b, from->block))
        return AA_OK;
    free(from->block);
    return from->lent && from->block != NULL ? AA_E_NOMEM : AA_OK;
}

static aa_err search_all(search *s)
{
    aa_err err = AA_OK;
    for (size_t i = 0; i < s->queue.count; i++) {
        inner from = ((inner *)s->queue.items)[i]; /* a copy: the queue grows */
        if (err == AA_OK)
            err = look_into(s, &from);
        aa_err left = leave(s->b, &from);
        err = err == AA_OK ? left : err;
    }
    return err;
}

aa_err pkg_open_inner(pkg_build *b, size_t index, pkg_class class)
{
    search s = {.b = b, .queue = AA_VEC_INIT(inner)};
    aa_notes_init(&s.unsaid, b->arena, 1);
    s.unsaid.watch = b->notes->watch;
    inner *first = aa_vec_push(b->arena, &s.queue);
    if (first == NULL)
        return AA_E_NOMEM;
    *first = (inner){.artifact = pkg_part(b, index)->name,
                     .path = "",
                     .zip = pkg_part(b, index)->zip,
                     .depth = 1,
                     .of_app = class == PKG_CLASS_CONTAINER};
    return search_all(&s);
}
