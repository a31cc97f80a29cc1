/*
 * BER without a library: signed attributes are to be hashed as the signer wrote them. Source: X.690, 8.1; RFC
 * 5652, 5.1.
 */
#include "signing/cms_chain.h"

#define CONSTRUCTED 0x20
#define CONTEXT_0   0xa0
#define CONTEXT_1   0xa1
#define TAG_SET     0x31

typedef struct header {
    uint8_t tag;
    bool indefinite;
    uint64_t length;
} header;

static bool read_header(aa_cursor *c, header *out)
{
    out->tag = aa_read_u8(c);
    out->length = aa_read_u8(c);
    out->indefinite = out->length == 0x80;
    if ((out->tag & 0x1f) == 0x1f || out->length > 0x84)
        return false;
    if (out->length > 0x80) {
        unsigned size = (unsigned)out->length & 0x7f;
        out->length = 0;
        for (unsigned i = 0; i < size; i++)
            out->length = out->length << 8 | aa_read_u8(c);
    }
    return !c->bad && !(out->indefinite && (out->tag & CONSTRUCTED) == 0);
}

/* Steps over one element. Those without a length end with two zero bytes, and hold others. */
static bool skip(aa_cursor *c)
{
    size_t open = 0;
    do {
        header h = {0};
        if (!read_header(c, &h))
            return false;
        if (h.indefinite)
            open++;
        else if (h.tag == 0 && h.length == 0 && open > 0)
            open--;
        else
            aa_read_bytes(c, h.length);
    } while (open > 0 && !c->bad);
    return !c->bad;
}

/* Steps into the element at |c|, which must be constructed. */
static bool enter(aa_cursor *c)
{
    header h = {0};
    return read_header(c, &h) && (h.tag & CONSTRUCTED) != 0;
}

static bool at(const aa_cursor *c, uint8_t tag)
{
    return c->pos < c->b.n && c->b.p[c->pos] == tag;
}

/* At the first SignerInfo: ContentInfo, [0], SignedData; version, digests, content, [0] certificates, [1]
 * lists. */
static bool find_signer(aa_cursor *c)
{
    if (!enter(c) || !skip(c) || !enter(c) || !enter(c) || !skip(c) || !skip(c) || !skip(c))
        return false;
    if (at(c, CONTEXT_0) && !skip(c))
        return false;
    if (at(c, CONTEXT_1) && !skip(c))
        return false;
    return at(c, TAG_SET) && enter(c);
}

bool cms_raw_attributes(aa_bytes cms, aa_bytes *out)
{
    aa_cursor c = aa_cursor_at(cms, 0);
    header h = {0};
    if (!find_signer(&c) || !enter(&c) || !skip(&c) || !skip(&c) || !skip(&c) || !at(&c, CONTEXT_0))
        return false;
    size_t start = c.pos;
    if (!read_header(&c, &h) || h.indefinite)
        return false;
    aa_read_bytes(&c, h.length);
    return !c.bad && aa_bytes_sub(cms, start, c.pos - start, out);
}
