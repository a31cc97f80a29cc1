#include "signing/block.h"

#define FOOTER_BYTES 24 /* size of the block and magic */
#define EOCD_BYTES   22
#define MAX_PAIRS    4096 /* real blocks have two to six */

static const char *pair_name(uint32_t id)
{
    switch (id) {
    case AA_BLOCK_V2:
        return "APK Signature Scheme v2";
    case AA_BLOCK_V3:
        return "APK Signature Scheme v3";
    case AA_BLOCK_V31:
        return "APK Signature Scheme v3.1";
    case AA_BLOCK_STAMP_V1:
        return "source stamp v1";
    case AA_BLOCK_STAMP_V2:
        return "source stamp v2";
    case 0x42726577U:
        return "verity padding";
    case 0x504b4453U:
        return "dependency metadata";
    case 0x2146444eU:
        return "Google Play frosting";
    default:
        return NULL;
    }
}

/* Steps over one pair; false at the end, and with |c| bad at a pair that does not fit. */
static bool next_pair(aa_cursor *c, aa_sig_pair *pair, aa_bytes *value)
{
    if (c->bad || aa_cursor_left(c) == 0)
        return false;
    uint64_t length = aa_read_u64le(c);
    if (length < 4 || length > INT32_MAX || length > aa_cursor_left(c))
        c->bad = true;
    uint32_t id = aa_read_u32le(c);
    if (c->bad)
        return false;
    *value = aa_read_bytes(c, length - 4);
    *pair = (aa_sig_pair){id, value->n, pair_name(id)};
    return !c->bad;
}

static aa_err read_pairs(aa_arena *arena, aa_block *block)
{
    aa_vec pairs = AA_VEC_INIT(aa_sig_pair);
    aa_vec values = AA_VEC_INIT(aa_bytes);
    aa_bytes body = aa_bytes_none();
    if (!aa_bytes_sub(block->bytes, 8, block->bytes.n - 8 - FOOTER_BYTES, &body))
        return AA_OK;
    aa_cursor c = aa_cursor_at(body, 0);
    aa_sig_pair pair;
    aa_bytes value = aa_bytes_none();
    while (pairs.count < MAX_PAIRS && next_pair(&c, &pair, &value)) {
        aa_sig_pair *pair_slot = aa_vec_push(arena, &pairs);
        aa_bytes *slot = aa_vec_push(arena, &values);
        if (pair_slot == NULL || slot == NULL)
            return AA_E_NOMEM;
        *pair_slot = pair;
        *slot = value;
    }
    block->pairs_malformed = c.bad;
    block->pairs = pairs.items;
    block->values = values.items;
    block->pair_count = pairs.count;
    return AA_OK;
}

/* Why the platform would not find the block, or NULL. */
static const char *refusal(const aa_zip *zip, const aa_zip_layout *l)
{
    aa_bytes data = aa_zip_data(zip);
    aa_bytes magic = aa_bytes_none();
    aa_bytes locator = aa_bytes_none();
    if (l->eocd_offset >= 20 && aa_bytes_sub(data, l->eocd_offset - 20, 4, &locator) &&
        aa_le32(locator.p) == 0x07064b50U)
        return "block.zip64";
    if (l->central_offset > l->eocd_offset || l->central_size != l->eocd_offset - l->central_offset)
        return "block.directory_gap";
    if (l->signing_block_size != 0)
        return NULL;
    if (l->central_offset >= 16 && aa_bytes_sub(data, l->central_offset - 16, 16, &magic) &&
        aa_bytes_is(magic, "APK Sig Block 42"))
        return "block.size_mismatch";
    return "block.absent";
}

static aa_err make_sections(aa_arena *arena, aa_bytes data, const aa_zip_layout *l, aa_sections *out)
{
    aa_bytes end = aa_bytes_none();
    if (!aa_bytes_sub(data, 0, l->signing_block_offset, &out->before_block) ||
        !aa_bytes_sub(data, l->central_offset, l->central_size, &out->central) ||
        !aa_bytes_sub(data, l->eocd_offset, data.n - l->eocd_offset, &end) || end.n < EOCD_BYTES)
        return AA_E_FORMAT;
    uint8_t *copy = aa_arena_alloc(arena, end.n);
    if (copy == NULL)
        return AA_E_NOMEM;
    memcpy(copy, end.p, end.n);
    /* The digests are made as if the directory began where the block does, so that adding the block to a
     * file does not change them. */
    for (unsigned i = 0; i < 4; i++)
        copy[16 + i] = (uint8_t)(l->signing_block_offset >> (8 * i));
    out->end = aa_bytes_of(copy, end.n);
    out->block_size = l->signing_block_size;
    return AA_OK;
}

aa_err aa_block_read(aa_arena *arena, const aa_zip *zip, aa_block *out)
{
    aa_zip_layout l = aa_zip_get_layout(zip);
    aa_bytes data = aa_zip_data(zip);
    *out = (aa_block){.error = refusal(zip, &l), .bytes = aa_bytes_none()};
    if (out->error != NULL)
        return AA_OK;
    uint64_t size = l.signing_block_size;
    aa_bytes head = aa_bytes_none();
    if (!aa_bytes_sub(data, l.signing_block_offset, size, &out->bytes) || size < 8 + FOOTER_BYTES ||
        !aa_bytes_sub(out->bytes, 0, 8, &head) || aa_le64(head.p) != size - 8) {
        out->error = "block.size_mismatch";
        return AA_OK;
    }
    aa_err err = make_sections(arena, data, &l, &out->sections);
    if (err == AA_E_FORMAT) {
        out->error = "block.directory_gap";
        return AA_OK;
    }
    out->present = err == AA_OK;
    return err == AA_OK ? read_pairs(arena, out) : err;
}

bool aa_block_find(const aa_block *block, uint32_t id, aa_bytes *out)
{
    aa_bytes body = aa_bytes_none();
    if (!aa_bytes_sub(block->bytes, 8, block->bytes.n - 8 - FOOTER_BYTES, &body))
        return false;
    aa_cursor c = aa_cursor_at(body, 0);
    aa_sig_pair pair;
    while (
        next_pair(&c, &pair, out)) { /* all of them: the listing stops at MAX_PAIRS, the platform does not */
        if (pair.id == id)
            return true;
    }
    return false;
}
