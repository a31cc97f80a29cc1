#include "signing/content_digest.h"

#include <stdatomic.h>
#include <stdlib.h>

#include <openssl/evp.h>

#include "base/pool.h"

#define CHUNK_BYTES (1U << 20)
#define PAGE_BYTES  4096U
#define LEAF_BYTES  32U
#define PARTS       3

/* ---- chunked ---------------------------------------------------------------------------------------- */

typedef struct chunk_job {
    aa_bytes parts[PARTS];
    size_t chunks[PARTS]; /* of each part */
    const EVP_MD *md;
    size_t digest_size;
    uint8_t *out; /* one digest a chunk */
    atomic_bool failed;
} chunk_job;

static bool digest_with_prefix(const EVP_MD *md, aa_bytes prefix, aa_bytes data, uint8_t *out)
{
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    bool ok = ctx != NULL && EVP_DigestInit_ex(ctx, md, NULL) == 1 &&
              EVP_DigestUpdate(ctx, prefix.p, prefix.n) == 1 && EVP_DigestUpdate(ctx, data.p, data.n) == 1 &&
              EVP_DigestFinal_ex(ctx, out, NULL) == 1;
    EVP_MD_CTX_free(ctx);
    return ok;
}

static void put_u32(uint8_t *p, uint32_t v)
{
    for (unsigned i = 0; i < 4; i++)
        p[i] = (uint8_t)(v >> (8 * i));
}

static void digest_chunk(void *context, size_t index)
{
    chunk_job *job = context;
    size_t part = 0;
    size_t at = index;
    while (at >= job->chunks[part])
        at -= job->chunks[part++];
    aa_bytes rest = aa_bytes_from(job->parts[part], (uint64_t)at * CHUNK_BYTES);
    aa_bytes chunk = {rest.p, rest.n < CHUNK_BYTES ? rest.n : CHUNK_BYTES};
    uint8_t prefix[5] = {0xa5};
    put_u32(prefix + 1, (uint32_t)chunk.n);
    if (!digest_with_prefix(job->md, aa_bytes_of(prefix, sizeof prefix), chunk,
                            job->out + index * job->digest_size))
        atomic_store(&job->failed, true);
}

static aa_err chunked(const EVP_MD *md, const aa_sections *s, unsigned threads, uint8_t *out,
                      size_t *length_out)
{
    chunk_job job = {.parts = {s->before_block, s->central, s->end}, .md = md};
    job.digest_size = (size_t)EVP_MD_get_size(md);
    size_t count = 0;
    for (size_t i = 0; i < PARTS; i++) {
        job.chunks[i] = job.parts[i].n / CHUNK_BYTES + (job.parts[i].n % CHUNK_BYTES != 0);
        count += job.chunks[i];
    }
    job.out = malloc(count * job.digest_size + 1);
    if (job.out == NULL)
        return AA_E_NOMEM;
    aa_pool_for(threads, count, digest_chunk, &job);
    uint8_t prefix[5] = {0x5a};
    put_u32(prefix + 1, (uint32_t)count);
    bool ok = !job.failed && digest_with_prefix(md, aa_bytes_of(prefix, sizeof prefix),
                                                aa_bytes_of(job.out, count * job.digest_size), out);
    free(job.out);
    *length_out = job.digest_size;
    return ok ? AA_OK : AA_E_NOMEM;
}

/* ---- verity ----------------------------------------------------------------------------------------- */

#define PAGES_A_JOB 256U /* one work item hashes 1 MiB: small enough to balance, large enough to amortise */

typedef struct verity_job {
    aa_bytes parts[PARTS];
    uint64_t size; /* of all parts together */
    aa_bytes salt;
    uint8_t *out; /* LEAF_BYTES a page */
    size_t pages;
    atomic_bool failed;
} verity_job;

/* Copies |page| of the parts laid end to end, zero-filled after their end. */
static void gather_page(const verity_job *job, size_t page, uint8_t *out)
{
    uint64_t skip = (uint64_t)page * PAGE_BYTES;
    size_t have = 0;
    for (size_t i = 0; i < PARTS && have < PAGE_BYTES; i++) {
        aa_bytes rest = aa_bytes_from(job->parts[i], skip);
        skip -= skip < job->parts[i].n ? skip : job->parts[i].n;
        size_t take = rest.n < PAGE_BYTES - have ? rest.n : PAGE_BYTES - have;
        memcpy(out + have, rest.p, take);
        have += take;
    }
    memset(out + have, 0, PAGE_BYTES - have);
}

static void hash_pages(void *context, size_t index)
{
    verity_job *job = context;
    uint8_t page[PAGE_BYTES];
    size_t end = (index + 1) * PAGES_A_JOB < job->pages ? (index + 1) * PAGES_A_JOB : job->pages;
    for (size_t i = index * PAGES_A_JOB; i < end; i++) {
        gather_page(job, i, page);
        if (!digest_with_prefix(EVP_sha256(), job->salt, aa_bytes_of(page, PAGE_BYTES),
                                job->out + i * LEAF_BYTES))
            atomic_store(&job->failed, true);
    }
}

/* Hashes the pages of the job's parts into a malloc'd level; NULL when memory is out. */
static uint8_t *hash_level(verity_job *job, unsigned threads)
{
    job->pages = (size_t)(job->size / PAGE_BYTES + (job->size % PAGE_BYTES != 0));
    job->out = malloc(job->pages * LEAF_BYTES + 1);
    if (job->out == NULL)
        return NULL;
    aa_pool_for(threads, (job->pages + PAGES_A_JOB - 1) / PAGES_A_JOB, hash_pages, job);
    if (job->failed) {
        free(job->out);
        return NULL;
    }
    return job->out;
}

static aa_err verity(const aa_bytes parts[PARTS], aa_bytes salt, unsigned threads, uint8_t *out)
{
    verity_job job = {.parts = {parts[0], parts[1], parts[2]}, .salt = salt};
    job.size = (uint64_t)parts[0].n + parts[1].n + parts[2].n;
    if (job.size == 0)
        return AA_E_FORMAT;
    uint8_t *level = hash_level(&job, threads);
    while (level != NULL && job.pages > PAGE_BYTES / LEAF_BYTES) {
        uint8_t *below = level;
        size_t size = job.pages * LEAF_BYTES;
        job = (verity_job){.parts = {aa_bytes_of(below, size), aa_bytes_none(), aa_bytes_none()},
                           .size = size,
                           .salt = salt};
        level = hash_level(&job, threads);
        free(below);
    }
    if (level == NULL)
        return AA_E_NOMEM;
    /* The root is the hash of the one page that holds the top level. */
    uint8_t page[PAGE_BYTES] = {0};
    memcpy(page, level, job.pages * LEAF_BYTES);
    free(level);
    return digest_with_prefix(EVP_sha256(), salt, aa_bytes_of(page, PAGE_BYTES), out) ? AA_OK : AA_E_NOMEM;
}

aa_err aa_verity_root(aa_bytes file, aa_bytes salt, unsigned threads, uint8_t out[32])
{
    const aa_bytes parts[PARTS] = {file, aa_bytes_none(), aa_bytes_none()};
    return verity(parts, salt, threads, out);
}

aa_err aa_content_digest_compute(aa_content_digest kind, const aa_sections *sections, unsigned threads,
                                 uint8_t *out, size_t *length_out)
{
    static const uint8_t no_salt[8] = {0};
    if (kind == AA_DIGEST_CHUNKED_SHA256)
        return chunked(EVP_sha256(), sections, threads, out, length_out);
    if (kind == AA_DIGEST_CHUNKED_SHA512)
        return chunked(EVP_sha512(), sections, threads, out, length_out);
    if (sections->before_block.n % PAGE_BYTES != 0 || sections->block_size % PAGE_BYTES != 0)
        return AA_E_FORMAT;
    const aa_bytes parts[PARTS] = {sections->before_block, sections->central, sections->end};
    aa_err err = verity(parts, aa_bytes_of(no_salt, sizeof no_salt), threads, out);
    uint64_t size = (uint64_t)parts[0].n + parts[1].n + parts[2].n;
    put_u32(out + LEAF_BYTES, (uint32_t)size);
    put_u32(out + LEAF_BYTES + 4, (uint32_t)(size >> 32));
    *length_out = LEAF_BYTES + 8;
    return err;
}
