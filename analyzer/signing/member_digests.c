#include "signing/member_digests.h"

#include <stdatomic.h>
#include <sys/stat.h>

#include <openssl/evp.h>

#include "base/pool.h"

#define MAX_LINK 4096U

typedef struct job {
    const aa_zip *zip;
    uint64_t max_entry;
    bool keep_code;
    aa_member_digest *items;
    const size_t *indices; /* of the entries to read */
    atomic_bool no_memory;
} job;

static bool is_link(const aa_zip_entry *e)
{
    return S_ISLNK(e->external_attributes >> 16);
}

/* A thin Mach-O of either width, or a fat file: a Java class has the same first bytes and a higher count. */
static bool looks_like_code(aa_bytes b)
{
    static const uint8_t thin[][4] = {{0xcf, 0xfa, 0xed, 0xfe}, {0xce, 0xfa, 0xed, 0xfe}};
    if (b.n < 8)
        return false;
    if (memcmp(b.p, thin[0], 4) == 0 || memcmp(b.p, thin[1], 4) == 0)
        return true;
    bool fat = b.p[0] == 0xca && b.p[1] == 0xfe && b.p[2] == 0xba && (b.p[3] == 0xbe || b.p[3] == 0xbf);
    return fat && b.p[4] == 0 && b.p[5] == 0 && b.p[6] == 0 && b.p[7] < 45;
}

static bool digest(aa_bytes content, aa_member_digest *out)
{
    unsigned n = 0;
    out->digested = true;
    return EVP_Digest(content.p, content.n, out->sha1, &n, EVP_sha1(), NULL) == 1 &&
           EVP_Digest(content.p, content.n, out->sha256, &n, EVP_sha256(), NULL) == 1;
}

static void read_member(void *context, size_t i)
{
    job *j = context;
    const aa_zip_entry *entry = aa_zip_at(j->zip, j->indices[i]);
    aa_member_digest *out = &j->items[j->indices[i]];
    aa_arena *arena = aa_arena_new();
    if (arena == NULL) {
        atomic_store(&j->no_memory, true);
        return;
    }
    aa_notes notes; /* what is odd about members is noted when they are read for what they are */
    aa_notes_init(&notes, arena, 1);
    aa_zip_content content = {0};
    aa_err err = aa_zip_read(j->zip, entry, AA_ZIP_JAR, j->max_entry, &notes, &content);
    bool read = err == AA_OK;
    out->is_code = read && !out->is_link && looks_like_code(content.bytes);
    out->state = read ? AA_MEMBER_READ : out->state;
    bool kept = read && j->keep_code && out->is_code && notes.items.count == 0;
    if (err == AA_E_NOMEM || (read && !kept && !digest(content.bytes, out)))
        atomic_store(&j->no_memory, true);
    if (kept) {
        out->content = content;
        content.owned = NULL;
    }
    aa_zip_content_done(&content);
    aa_zip_leave(j->zip);
    aa_arena_free(arena);
}

static bool wanted(const aa_zip_entry *e, const char *prefix)
{
    size_t n = strlen(e->name);
    return !e->hidden && n > 0 && e->name[n - 1] != '/' && strncmp(e->name, prefix, strlen(prefix)) == 0;
}

static size_t choose(job *j, const char *prefix, uint64_t budget, size_t *indices, uint64_t *bytes)
{
    size_t count = 0;
    for (size_t i = 0; i < aa_zip_count(j->zip); i++) {
        const aa_zip_entry *e = aa_zip_at(j->zip, i);
        if (!wanted(e, prefix))
            continue;
        j->items[i].state = AA_MEMBER_UNREAD;
        j->items[i].is_link = is_link(e);
        if (e->size_unknown || e->uncompressed_size > j->max_entry || e->uncompressed_size > budget - *bytes)
            continue;
        *bytes += e->uncompressed_size;
        indices[count++] = i;
    }
    return count;
}

/* Targets of links are kept whole: they are short, or no file system would take them. */
static aa_err read_links(aa_arena *arena, job *j, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        aa_member_digest *d = &j->items[j->indices[i]];
        if (!d->is_link || d->state != AA_MEMBER_READ)
            continue;
        aa_notes notes;
        aa_notes_init(&notes, arena, 1);
        aa_zip_content content = {0};
        aa_err err =
            aa_zip_read(j->zip, aa_zip_at(j->zip, j->indices[i]), AA_ZIP_JAR, MAX_LINK, &notes, &content);
        const char *copy =
            err == AA_OK ? aa_arena_strndup(arena, (const char *)content.bytes.p, content.bytes.n) : NULL;
        d->target = aa_bytes_of(copy, copy == NULL ? 0 : content.bytes.n);
        d->state = err == AA_OK ? AA_MEMBER_READ : AA_MEMBER_UNREAD;
        aa_zip_content_done(&content);
        if (err == AA_E_NOMEM || (err == AA_OK && copy == NULL))
            return AA_E_NOMEM;
    }
    return AA_OK;
}

aa_err aa_member_digests_make(aa_arena *arena, const aa_zip *zip, const char *prefix, uint64_t max_entry,
                              uint64_t budget, unsigned threads, bool keep_code, aa_member_digests *out)
{
    size_t all = aa_zip_count(zip);
    job j = {.zip = zip, .max_entry = max_entry, .keep_code = keep_code};
    *out = (aa_member_digests){.zip = zip, .max_entry = max_entry};
    size_t *indices = aa_arena_array(arena, all, sizeof *indices);
    j.items = aa_arena_array(arena, all, sizeof *j.items);
    if (indices == NULL || j.items == NULL)
        return AA_E_NOMEM;
    *out = (aa_member_digests){.zip = zip, .items = j.items, .count = all, .max_entry = max_entry};
    j.indices = indices;
    for (size_t i = 0; i < all; i++)
        j.items[i].target = aa_bytes_none();
    size_t count = choose(&j, prefix, budget, indices, &out->bytes);
    aa_pool_for(threads, count, read_member, &j);
    return atomic_load(&j.no_memory) ? AA_E_NOMEM : read_links(arena, &j, count);
}

aa_err aa_member_digest_of(const aa_member_digests *members, size_t i, aa_member_digest *out)
{
    *out = members->items[i];
    if (out->digested)
        return AA_OK;
    aa_arena *arena = aa_arena_new();
    if (arena == NULL)
        return AA_E_NOMEM;
    aa_notes notes;
    aa_notes_init(&notes, arena, 1);
    aa_zip_content content = {0};
    aa_err err = aa_zip_read(members->zip, aa_zip_at(members->zip, i), AA_ZIP_JAR, members->max_entry, &notes,
                             &content);
    if (err == AA_OK && !digest(content.bytes, out))
        err = AA_E_NOMEM;
    aa_zip_content_done(&content);
    aa_arena_free(arena);
    return err;
}
