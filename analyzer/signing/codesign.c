#include "signing/codesign.h"

#include "signing/codesign_internal.h"
#include "signing/requirement.h"

#define MAX_BLOBS 64U

bool aa_codesign_free_of(const aa_codesign *signature, aa_cs_weight weight)
{
    for (size_t i = 0; i < signature->issue_count; i++)
        if (signature->issues[i].weight == weight)
            return false;
    return true;
}

bool aa_codesign_has_issue(const aa_codesign *signature, const char *code)
{
    for (size_t i = 0; i < signature->issue_count; i++)
        if (strcmp(signature->issues[i].code, code) == 0)
            return true;
    return false;
}

void cs_issue(cs_build *b, aa_cs_weight weight, const char *code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    aa_cs_issue *issue = aa_vec_push(b->arena, &b->issues);
    const char *detail = issue == NULL ? NULL : aa_arena_vprintf(b->arena, format, args);
    va_end(args);
    if (detail == NULL) {
        b->failed = true;
        return;
    }
    *issue = (aa_cs_issue){weight, code, detail};
}

const aa_cs_blob *cs_blob(const aa_codesign *signature, uint32_t type)
{
    for (size_t i = 0; i < signature->blob_count; i++)
        if (signature->blobs[i].type == type)
            return &signature->blobs[i];
    return NULL;
}

/* ---- the super blob -------------------------------------------------------------------------- */

/* One entry of the index. False when what it names lies outside. */
static bool read_blob(aa_bytes whole, aa_cursor *index, aa_cs_blob *out)
{
    out->type = cs_u32(index);
    out->offset = cs_u32(index);
    aa_cursor c = aa_cursor_at(whole, out->offset);
    out->magic = cs_u32(&c);
    uint32_t length = cs_u32(&c);
    out->bytes = aa_bytes_none();
    return !c.bad && !index->bad && length >= 8 && aa_bytes_sub(whole, out->offset, length, &out->bytes);
}

static bool read_index(cs_build *b)
{
    aa_vec blobs = AA_VEC_INIT(aa_cs_blob);
    aa_bytes whole = b->request->signature;
    aa_cursor c = aa_cursor_at(whole, 0);
    uint32_t magic = cs_u32(&c);
    uint32_t length = cs_u32(&c);
    uint32_t count = cs_u32(&c);
    if (c.bad || magic != CS_SUPER_MAGIC || !aa_bytes_sub(whole, 0, length, &whole) || length < 12 ||
        count > (length - 12) / 8) {
        cs_issue(b, AA_CS_BROKEN, "codesign.malformed", "%08x", (unsigned)magic);
        return false;
    }
    if (count > MAX_BLOBS)
        cs_issue(b, AA_CS_UNVERIFIED, "codesign.too_many_blobs", "%u", (unsigned)count);
    for (uint32_t i = 0; i < count && i < MAX_BLOBS; i++) {
        aa_cs_blob blob = {0};
        if (!read_blob(whole, &c, &blob)) {
            cs_issue(b, AA_CS_BROKEN, "codesign.blob_outside", "0x%x", (unsigned)blob.type);
            continue;
        }
        aa_cs_blob *slot = aa_vec_push(b->arena, &blobs);
        if (slot == NULL) {
            b->failed = true;
            return false;
        }
        *slot = blob;
    }
    b->out->blobs = blobs.items;
    b->out->blob_count = blobs.count;
    return true;
}

static bool is_directory(uint32_t type)
{
    return type == 0 || (type >= CS_BLOB_ALTERNATE && type < CS_BLOB_ALTERNATE + CS_BLOB_ALTERNATES);
}

static void read_directories(cs_build *b)
{
    aa_vec list = AA_VEC_INIT(aa_code_directory);
    for (size_t i = 0; i < b->out->blob_count && !b->failed; i++) {
        if (!is_directory(b->out->blobs[i].type))
            continue;
        aa_code_directory *d = aa_vec_push(b->arena, &list);
        b->failed = d == NULL || cs_directory_read(b->arena, &b->out->blobs[i], d) != AA_OK;
    }
    b->directories = list.items;
    b->out->directories = list.items;
    b->out->directory_count = b->failed ? 0 : list.count;
}

/* The highest rank. Two of one rank, or one that cannot be read, and xnu takes none at all. */
static void choose(cs_build *b)
{
    aa_codesign *out = b->out;
    for (size_t i = 0; i < out->directory_count; i++) {
        const aa_code_directory *d = &out->directories[i];
        if (d->error != NULL) {
            cs_issue(b, AA_CS_BROKEN, d->error, "0x%x", (unsigned)d->blob);
            continue;
        }
        if (out->best != SIZE_MAX && d->rank == out->directories[out->best].rank)
            cs_issue(b, AA_CS_BROKEN, "codesign.same_rank", "%s", d->hash_name);
        if (out->best == SIZE_MAX || d->rank > out->directories[out->best].rank)
            out->best = i;
    }
    if (out->best == SIZE_MAX)
        cs_issue(b, AA_CS_BROKEN, "codesign.no_directory", "%s", "");
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Directories of one signature differ in their hashes alone. */
static void compare_directories(cs_build *b)
{
    aa_code_directory *list = b->directories;
    const aa_code_directory *best = &list[b->out->best];
    for (size_t i = 0; i < b->out->directory_count && !b->failed; i++) {
        aa_code_directory *d = &list[i];
        cs_directory_check(b, d, d == best);
        if (d->error == NULL &&
            (!same_text(d->identifier, best->identifier) || !same_text(d->team, best->team) ||
             d->code_limit != best->code_limit || d->flags != best->flags))
            cs_issue(b, AA_CS_BROKEN, "codesign.directories_differ", "0x%x", (unsigned)d->blob);
    }
    b->out->ad_hoc = (best->flags & AA_CS_ADHOC) != 0;
    b->out->linker_signed = (best->flags & AA_CS_LINKER_SIGNED) != 0;
}

/* Bytes that no hash covers: the signature itself cannot, but what lies behind it could be anything. */
static void check_rest(cs_build *b)
{
    uint64_t end = 0;
    const aa_codesign_request *r = b->request;
    if (__builtin_add_overflow(r->signature_offset, r->signature.n, &end) || end >= r->slice.n)
        return;
    cs_issue(b, AA_CS_REMARK, "codesign.bytes_behind", "%llu", (unsigned long long)(r->slice.n - end));
}

static void read_requirements(cs_build *b)
{
    const aa_cs_blob *blob = cs_blob(b->out, CS_BLOB_REQUIREMENTS);
    if (blob == NULL)
        return;
    b->out->requirements = blob->bytes;
    aa_err err = aa_requirement_designated(b->arena, blob->bytes, &b->out->designated);
    if (err == AA_E_FORMAT)
        cs_issue(b, AA_CS_BROKEN, "codesign.requirements", "%s", "");
    b->failed = b->failed || err == AA_E_NOMEM;
}

static void verify(cs_build *b)
{
    if (!read_index(b))
        return;
    read_directories(b);
    choose(b);
    if (b->failed)
        return;
    if (b->out->best != SIZE_MAX)
        compare_directories(b);
    read_requirements(b);
    cs_read_entitlements(b);
    cs_read_cms(b);
    check_rest(b);
}

aa_err aa_codesign_verify(aa_arena *arena, const aa_codesign_request *request, aa_codesign *out)
{
    *out = (aa_codesign){
        .best = SIZE_MAX, .requirements = aa_bytes_none(), .entitlements = {.root = AA_PLIST_NONE}};
    cs_build b = {.arena = arena, .request = request, .out = out, .issues = AA_VEC_INIT(aa_cs_issue)};
    out->present = request->signature.n > 0;
    if (out->present)
        verify(&b);
    out->issues = b.issues.items;
    out->issue_count = b.issues.count;
    return b.failed ? AA_E_NOMEM : AA_OK;
}
