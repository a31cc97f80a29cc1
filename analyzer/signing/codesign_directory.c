#include <openssl/evp.h>

#include "signing/codesign_internal.h"

#define VERSION_SCATTER 0x20100U
#define VERSION_TEAM    0x20200U
#define VERSION_LIMIT64 0x20300U
#define VERSION_RUNTIME 0x20500U
#define MIN_VERSION     0x20001U /* xnu: "too old" below */
#define MIN_PAGE_SHIFT  12U
#define MAX_PAGE_SHIFT  14U
#define MAX_NAME        4096U

typedef struct hash_kind {
    const char *name;
    unsigned size, rank; /* bytes in a slot; xnu's order */
    bool sha1, sha384;
} hash_kind;

/* xnu hashPriorities: SHA-1 < SHA-256 truncated < SHA-256 < SHA-384. */
static const hash_kind kinds[] = {
    [AA_CS_SHA1] = {"SHA-1", 20, 1, true, false},
    [AA_CS_SHA256] = {"SHA-256", 32, 3, false, false},
    [AA_CS_SHA256_TRUNCATED] = {"SHA-256 truncated", 20, 2, false, false},
    [AA_CS_SHA384] = {"SHA-384", 48, 4, false, true},
};

static const hash_kind *kind_of(unsigned type)
{
    return type == 0 || type >= sizeof kinds / sizeof kinds[0] ? NULL : &kinds[type];
}

const char *aa_cs_slot_name(unsigned number)
{
    static const char *const names[] = {NULL,
                                        "Info.plist",
                                        "requirements",
                                        "CodeResources",
                                        "application",
                                        "entitlements",
                                        "representation",
                                        "entitlements (DER)",
                                        "launch constraint (self)",
                                        "launch constraint (parent)",
                                        "launch constraint (responsible)",
                                        "library constraint"};
    return number < sizeof names / sizeof names[0] ? names[number] : NULL;
}

const char *aa_cs_slot_state_name(aa_cs_slot_state state)
{
    static const char *const names[] = {
        [AA_CS_SLOT_EMPTY] = "not there",        [AA_CS_SLOT_MATCH] = "matches",
        [AA_CS_SLOT_MISMATCH] = "was changed",   [AA_CS_SLOT_MISSING] = "is missing",
        [AA_CS_SLOT_UNSIGNED] = "is not signed", [AA_CS_SLOT_UNREAD] = "cannot be read"};
    return names[state];
}

bool cs_hash(const aa_code_directory *d, aa_bytes data, uint8_t *out)
{
    uint8_t whole[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    const hash_kind *kind = kind_of(d->hash_type);
    const EVP_MD *md = kind->sha1 ? EVP_sha1() : kind->sha384 ? EVP_sha384() : EVP_sha256();
    if (EVP_Digest(data.p, data.n, whole, &n, md, NULL) != 1)
        return false;
    memcpy(out, whole, kind->size);
    return true;
}

/* ---- reading --------------------------------------------------------------------------------- */

static const char *text_at(aa_arena *arena, aa_bytes bytes, uint32_t offset, bool *outside, bool *failed)
{
    aa_bytes rest = aa_bytes_from(bytes, offset);
    const uint8_t *end = memchr(rest.p, 0, rest.n < MAX_NAME ? rest.n : MAX_NAME);
    *outside = *outside || end == NULL;
    if (end == NULL)
        return NULL;
    const char *text = aa_arena_utf8(arena, (aa_bytes){rest.p, (size_t)(end - rest.p)});
    *failed = *failed || text == NULL;
    return text;
}

typedef struct fields {
    uint32_t hash_offset, ident_offset, team_offset, scatter_offset, page_shift;
} fields;

static bool read_fixed(aa_code_directory *d, aa_cursor *c, fields *f)
{
    d->version = cs_u32(c);
    d->flags = cs_u32(c);
    f->hash_offset = cs_u32(c);
    f->ident_offset = cs_u32(c);
    d->special_count = cs_u32(c);
    d->page_count = cs_u32(c);
    d->code_limit = cs_u32(c);
    d->hash_size = aa_read_u8(c);
    d->hash_type = aa_read_u8(c);
    d->platform = aa_read_u8(c);
    f->page_shift = aa_read_u8(c);
    aa_read_bytes(c, 4);
    if (d->version >= VERSION_SCATTER)
        f->scatter_offset = cs_u32(c);
    if (d->version >= VERSION_TEAM)
        f->team_offset = cs_u32(c);
    if (d->version >= VERSION_LIMIT64) {
        aa_read_bytes(c, 4);
        uint64_t wide = cs_u64(c);
        d->code_limit = wide != 0 ? wide : d->code_limit;
    }
    if (d->version >= AA_CS_WITH_EXEC_SEGMENT) {
        d->exec_base = cs_u64(c);
        d->exec_limit = cs_u64(c);
        d->exec_flags = cs_u64(c);
    }
    if (d->version >= VERSION_RUNTIME) {
        d->runtime = cs_u32(c);
        d->encrypted = cs_u32(c) != 0;
    }
    return !c->bad;
}

/* What xnu refuses; also what makes the hashes mean nothing. */
static const char *refusal(const aa_code_directory *d, const fields *f)
{
    const hash_kind *kind = kind_of(d->hash_type);
    if (d->version < MIN_VERSION)
        return "codesign.version";
    if (kind == NULL || d->hash_size != kind->size)
        return "codesign.hash_type";
    if (f->page_shift < MIN_PAGE_SHIFT || f->page_shift > MAX_PAGE_SHIFT)
        return "codesign.page_size";
    if (f->hash_offset > d->bytes.n || d->special_count > f->hash_offset / kind->size ||
        d->page_count > (d->bytes.n - f->hash_offset) / kind->size)
        return "codesign.hashes_outside";
    return NULL;
}

aa_err cs_directory_read(aa_arena *arena, const aa_cs_blob *blob, aa_code_directory *out)
{
    fields f = {0};
    bool outside = false;
    bool failed = false;
    *out = (aa_code_directory){.blob = blob->type, .bytes = blob->bytes, .hash_name = "unknown"};
    aa_cursor c = aa_cursor_at(blob->bytes, 8);
    if (blob->magic != CS_DIRECTORY_MAGIC || !read_fixed(out, &c, &f)) {
        out->error = "codesign.directory";
        return AA_OK;
    }
    const hash_kind *kind = kind_of(out->hash_type);
    out->error = refusal(out, &f);
    if (kind != NULL)
        out->hash_name = kind->name;
    if (out->error != NULL)
        return AA_OK;
    out->rank = kind->rank;
    out->page_size = UINT64_C(1) << f.page_shift;
    out->scatter = f.scatter_offset != 0;
    out->identifier = text_at(arena, out->bytes, f.ident_offset, &outside, &failed);
    if (f.team_offset != 0)
        out->team = text_at(arena, out->bytes, f.team_offset, &outside, &failed);
    if (outside)
        out->error = "codesign.name_outside";
    uint64_t start = f.hash_offset - (uint64_t)out->special_count * kind->size;
    out->hashes = (aa_bytes){out->bytes.p + start, out->bytes.n - (size_t)start};
    out->digest_size = kind->size;
    if (failed || !cs_hash(out, out->bytes, out->digest))
        return AA_E_NOMEM;
    aa_hex(aa_bytes_of(out->digest, 20), out->cdhash);
    return AA_OK;
}

/* ---- checking -------------------------------------------------------------------------------- */

static const uint8_t *page_hash(const aa_code_directory *d, uint32_t page)
{
    return d->hashes.p + ((size_t)d->special_count + page) * d->hash_size;
}

/* Slot 1 lies just below the first page, slot 2 below that. */
static const uint8_t *special_hash(const aa_code_directory *d, unsigned slot)
{
    return slot > d->special_count ? NULL : d->hashes.p + (size_t)(d->special_count - slot) * d->hash_size;
}

static bool is_zero(const uint8_t *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (p[i] != 0)
            return false;
    return true;
}

static void check_pages(cs_build *b, aa_code_directory *d)
{
    aa_bytes slice = b->request->slice;
    uint64_t pages = d->code_limit / d->page_size + (d->code_limit % d->page_size != 0);
    uint8_t digest[48];
    for (uint32_t i = 0; i < d->page_count && i < pages; i++) {
        uint64_t at = i * d->page_size;
        uint64_t size = d->code_limit - at < d->page_size ? d->code_limit - at : d->page_size;
        aa_bytes page = aa_bytes_none();
        bool there = aa_bytes_sub(slice, at, size, &page);
        if (there && !cs_hash(d, page, digest)) {
            b->failed = true;
            return;
        }
        if (there && memcmp(digest, page_hash(d, i), d->hash_size) == 0)
            continue;
        if (d->bad_pages < AA_CS_BAD_KEPT)
            d->bad_page[d->bad_pages] = i;
        d->bad_pages++;
    }
}

static aa_cs_slot_state compare(cs_build *b, const aa_code_directory *d, const uint8_t *want,
                                aa_cs_there there, aa_bytes data)
{
    uint8_t digest[48];
    bool claimed = want != NULL && !is_zero(want, d->hash_size);
    if (there == AA_CS_UNREADABLE)
        return AA_CS_SLOT_UNREAD;
    if (there == AA_CS_NOT_THERE)
        return claimed ? AA_CS_SLOT_MISSING : AA_CS_SLOT_EMPTY;
    if (!claimed)
        return AA_CS_SLOT_UNSIGNED;
    if (!cs_hash(d, data, digest)) {
        b->failed = true;
        return AA_CS_SLOT_UNREAD;
    }
    return memcmp(digest, want, d->hash_size) == 0 ? AA_CS_SLOT_MATCH : AA_CS_SLOT_MISMATCH;
}

static void check_slots(cs_build *b, aa_code_directory *d)
{
    for (unsigned n = 1; n <= AA_CS_SLOTS; n++) {
        const aa_cs_blob *blob = cs_blob(b->out, n);
        aa_cs_there there = blob != NULL ? AA_CS_THERE : AA_CS_NOT_THERE;
        aa_bytes data = blob != NULL ? blob->bytes : aa_bytes_none();
        if (n == CS_SLOT_INFO) {
            there = b->request->info;
            data = b->request->info_plist;
        } else if (n == CS_SLOT_RESOURCES) {
            there = b->request->resources;
            data = b->request->seal;
        }
        aa_cs_slot *slot = &d->slots[d->slot_count++];
        *slot = (aa_cs_slot){n, aa_cs_slot_name(n), compare(b, d, special_hash(d, n), there, data)};
    }
}

static void tell_slots(cs_build *b, const aa_code_directory *d, aa_cs_weight weight)
{
    for (size_t i = 0; i < d->slot_count; i++) {
        const aa_cs_slot *s = &d->slots[i];
        switch (s->state) {
        case AA_CS_SLOT_MISMATCH:
            cs_issue(b, weight, "codesign.slot_changed", "%s, %s", s->name, d->hash_name);
            break;
        case AA_CS_SLOT_MISSING:
            cs_issue(b, weight, "codesign.slot_missing", "%s, %s", s->name, d->hash_name);
            break;
        case AA_CS_SLOT_UNSIGNED:
            cs_issue(b, weight, "codesign.slot_unsigned", "%s, %s", s->name, d->hash_name);
            break;
        case AA_CS_SLOT_UNREAD:
            cs_issue(b, AA_CS_UNVERIFIED, "codesign.slot_unread", "%s, %s", s->name, d->hash_name);
            break;
        case AA_CS_SLOT_EMPTY:
        case AA_CS_SLOT_MATCH:
            break;
        }
    }
}

void cs_directory_check(cs_build *b, aa_code_directory *d, bool weighs)
{
    aa_cs_weight weight = weighs ? AA_CS_BROKEN : AA_CS_REMARK;
    if (d->error != NULL)
        return;
    uint64_t pages = d->code_limit / d->page_size + (d->code_limit % d->page_size != 0);
    if (d->scatter)
        cs_issue(b, AA_CS_UNVERIFIED, "codesign.scatter", "%s", d->hash_name);
    else
        check_pages(b, d);
    if (d->bad_pages > 0)
        cs_issue(b, weight, "codesign.page_changed", "%u of %u, first %u at 0x%llx, %s",
                 (unsigned)d->bad_pages, (unsigned)d->page_count, (unsigned)d->bad_page[0],
                 (unsigned long long)(d->bad_page[0] * d->page_size), d->hash_name);
    if (!d->scatter && d->page_count < pages)
        cs_issue(b, weight, "codesign.page_unsigned", "%u of %llu, %s", (unsigned)d->page_count,
                 (unsigned long long)pages, d->hash_name);
    if (d->code_limit < b->request->signature_offset)
        cs_issue(b, weight, "codesign.code_limit", "0x%llx < 0x%llx, %s", (unsigned long long)d->code_limit,
                 (unsigned long long)b->request->signature_offset, d->hash_name);
    check_slots(b, d);
    tell_slots(b, d, weight);
}
