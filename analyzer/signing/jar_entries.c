/*
 * Scheme v1: the digest of every member, computed once for all platform versions, on several threads.
 */
#include <stdatomic.h>

#include <openssl/evp.h>
#include <openssl/objects.h>

#include "base/pool.h"
#include "signing/jar.h"

typedef struct expected_digest {
    int nid; /* NID_undef: this era finds no digest */
    size_t length;
    uint8_t value[64];
} expected_digest;

typedef struct entry_job {
    const aa_zip_entry *entry;
    const char *error[AA_JAR_ERA_COUNT];
    expected_digest expected[AA_JAR_ERA_COUNT];
    uint32_t signers;
    bool unread;
} entry_job;

typedef struct entries_job {
    const aa_sign_request *request;
    const aa_jar *jar;
    int first_era; /* aa_jar_era */
    entry_job *items;
    atomic_bool no_memory;
} entries_job;

static uint32_t signers_of(const aa_jar *jar, const char *name)
{
    uint32_t mask = 0;
    for (size_t i = 0; i < jar->signer_count; i++) {
        const aa_jar_signer *s = &jar->signers[i];
        if (s->error == NULL && !s->ignored && aa_jar_section_find(&s->file, name) != NULL)
            mask |= 1U << i;
    }
    return mask;
}

/* Which digests are wanted; false when no era wants any. */
static bool expect(const entries_job *job, entry_job *item)
{
    const aa_jar *jar = job->jar;
    const aa_jar_section *section = aa_jar_section_find(&jar->manifest, item->entry->name);
    bool any = false;
    item->signers = signers_of(jar, item->entry->name);
    for (int era = job->first_era; era < AA_JAR_ERA_COUNT; era++) {
        expected_digest *d = &item->expected[era];
        d->nid = section == NULL ? NID_undef
                                 : aa_jar_digest(&jar->manifest, section, "-Digest", (aa_jar_era)era,
                                                 d->value, &d->length);
        if (d->nid == NID_undef)
            item->error[era] = "no_digest_in_manifest";
        else if (item->signers == 0)
            item->error[era] = "entry_not_signed";
        any = any || item->error[era] == NULL;
    }
    return any;
}

static bool matches(const expected_digest *d, aa_bytes content)
{
    uint8_t actual[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    const EVP_MD *md = EVP_get_digestbynid(d->nid);
    return md != NULL && EVP_Digest(content.p, content.n, actual, &n, md, NULL) == 1 && n == d->length &&
           memcmp(actual, d->value, n) == 0;
}

static void compare(const entries_job *job, entry_job *item, aa_bytes content)
{
    for (int era = job->first_era; era < AA_JAR_ERA_COUNT; era++) {
        const expected_digest *d = &item->expected[era];
        const expected_digest *before = era > job->first_era ? d - 1 : NULL;
        if (item->error[era] != NULL)
            continue;
        if (before != NULL && before->nid == d->nid && before->length == d->length &&
            memcmp(before->value, d->value, d->length) == 0)
            item->error[era] = item->error[era - 1]; /* the same question was just answered */
        else if (!matches(d, content))
            item->error[era] = "entry_digest_mismatch";
    }
}

static void check_entry(void *context, size_t index)
{
    entries_job *job = context;
    entry_job *item = &job->items[index];
    if (!expect(job, item))
        return;
    aa_arena *arena = aa_arena_new(); /* notes of a worker; members are noted when they are first read */
    if (arena == NULL) {
        atomic_store(&job->no_memory, true);
        return;
    }
    aa_notes notes;
    aa_notes_init(&notes, arena, 1);
    aa_zip_content content = {0};
    aa_err err = aa_zip_read(job->request->zip, item->entry, AA_ZIP_JAR, job->request->limits->entry_bytes,
                             &notes, &content);
    if (err == AA_OK) {
        compare(job, item, content.bytes);
    } else {
        item->unread = err != AA_E_FORMAT;
        for (int era = job->first_era; era < AA_JAR_ERA_COUNT; era++)
            item->error[era] = "entry_unreadable";
        if (err == AA_E_NOMEM)
            atomic_store(&job->no_memory, true);
    }
    aa_zip_content_done(&content);
    aa_zip_leave(job->request->zip);
    aa_arena_free(arena);
}

static void collect(const entries_job *job, size_t count, aa_jar *jar)
{
    uint32_t first_signers = 0;
    for (size_t i = 0; i < count; i++) {
        entry_job *item = &job->items[i];
        jar->unread = jar->unread || item->unread;
        if (first_signers == 0)
            first_signers = item->signers;
        for (int era = job->first_era; era < AA_JAR_ERA_COUNT; era++) {
            if (item->error[era] == NULL && item->signers != first_signers)
                item->error[era] = "entry_signers_differ";
            if (jar->entry_error[era] == NULL && item->error[era] != NULL) {
                jar->entry_error[era] = item->error[era];
                jar->entry_detail[era] = item->entry->name;
            }
        }
    }
    jar->entry_signers = first_signers;
    for (int era = 0; era < AA_JAR_ERA_COUNT && first_signers == 0; era++) {
        if (jar->entry_error[era] == NULL)
            jar->entry_error[era] = "no_signed_entries";
    }
}

aa_err aa_jar_check_entries(aa_arena *arena, const aa_sign_request *request, int first_api, aa_jar *jar)
{
    const aa_zip *zip = request->zip;
    entries_job job = {.request = request, .jar = jar, .first_era = (int)aa_jar_era_of(first_api)};
    job.items = aa_arena_array(arena, aa_zip_count(zip) + 1, sizeof(entry_job));
    if (job.items == NULL)
        return AA_E_NOMEM;
    size_t count = 0;
    for (size_t i = 0; i < aa_zip_count(zip); i++) {
        if (aa_jar_entry_signed(aa_zip_at(zip, i)))
            job.items[count++].entry = aa_zip_at(zip, i);
    }
    aa_pool_for(request->threads, count, check_entry, &job);
    if (job.no_memory)
        return AA_E_NOMEM;
    collect(&job, count, jar);
    return AA_OK;
}
