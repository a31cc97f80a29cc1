#include "decode/assembly_store.h"

#include <lz4.h>
#include <stdlib.h>

#define STORE_MAGIC 0x41424158U /* "XABA" */
#define XALZ_MAGIC  0x5A4C4158U /* "XALZ" */
#define ELF_MAGIC   0x464C457FU
#define MOST        20000U /* assemblies; MAUI apps have some hundred */
#define RATIO       256U   /* a byte of LZ4 stands for at most 255 */

static bool is_magic(aa_bytes data, uint32_t magic)
{
    return data.n >= 4 && aa_le32(data.p) == magic;
}

bool aa_assembly_store_looks(aa_bytes file)
{
    return is_magic(file, STORE_MAGIC) || is_magic(file, ELF_MAGIC);
}

/* The section "payload" of a library begins on a page of its own, or at least on 8 bytes. */
static bool find_store(aa_bytes file, uint64_t *at)
{
    if (is_magic(file, STORE_MAGIC)) {
        *at = 0;
        return true;
    }
    for (uint64_t i = 8; i + 20 <= file.n && is_magic(file, ELF_MAGIC); i += 8) {
        uint32_t version = aa_le32(file.p + i + 4) & 0xFFFF;
        if (aa_le32(file.p + i) == STORE_MAGIC && version >= 1 && version <= 9) {
            *at = i;
            return true;
        }
    }
    return false;
}

static aa_err refuse(aa_notes *notes, aa_err err, const char *code, uint64_t offset)
{
    bool scope = err == AA_E_UNSUPPORTED;
    aa_notes_add(notes, scope ? AA_NOTE_ANOMALY : AA_NOTE_GAP, code, offset, "%s", "");
    return err;
}

/* Version 1: descriptors behind the header. From 2 on an index stands before them, and names behind. */
static bool lay_out(aa_assembly_store *s)
{
    aa_bytes head;
    if (!aa_bytes_sub(s->store, 0, 20, &head))
        return false;
    bool indexed = s->version >= 2;
    s->count = aa_le32(head.p + 8);
    s->descriptor_size = indexed ? 28 : 24;
    uint64_t at = 20 + (indexed ? (uint64_t)aa_le32(head.p + 16) : 0);
    if (!aa_bytes_table(s->store, at, s->count, s->descriptor_size, &s->descriptors))
        return false;
    s->names = indexed ? aa_bytes_from(s->store, at + s->descriptors.n) : aa_bytes_none();
    return true;
}

aa_err aa_assembly_store_read(aa_bytes file, aa_notes *notes, aa_assembly_store *out)
{
    *out = (aa_assembly_store){.descriptors = aa_bytes_none(), .names = aa_bytes_none()};
    if (!find_store(file, &out->offset))
        return refuse(notes, AA_E_FORMAT, "dotnet.store", 0);
    out->store = aa_bytes_from(file, out->offset);
    if (out->store.n < 20)
        return refuse(notes, AA_E_FORMAT, "dotnet.store", out->offset);
    out->version = aa_le32(out->store.p + 4) & 0xFFFF; /* the upper half names the ABI */
    if (out->version < 1 || out->version > 3)
        return refuse(notes, AA_E_UNSUPPORTED, "dotnet.store_version", out->offset + 4);
    aa_err e = lay_out(out) ? AA_OK : refuse(notes, AA_E_FORMAT, "dotnet.store", out->offset + 8);
    if (e == AA_OK && out->count > MOST)
        e = refuse(notes, AA_E_LIMIT, "limit.dotnet_assemblies", out->offset + 8);
    if (e != AA_OK)
        out->count = 0;
    return e;
}

static aa_bytes next_name(const aa_assembly_store *s, size_t *pos)
{
    aa_cursor c = aa_cursor_at(s->names, *pos);
    aa_bytes name = aa_read_bytes(&c, aa_read_u32le(&c));
    *pos = c.pos;
    return c.bad ? aa_bytes_none() : name;
}

bool aa_assembly_store_next(const aa_assembly_store *s, uint32_t *index, size_t *names,
                            aa_stored_assembly *out)
{
    if (*index >= s->count)
        return false;
    const uint8_t *p = s->descriptors.p + (size_t)*index * s->descriptor_size + (s->version >= 2 ? 4 : 0);
    ++*index;
    *out = (aa_stored_assembly){next_name(s, names), aa_bytes_none(), s->offset + aa_le32(p)};
    (void)aa_bytes_sub(s->store, aa_le32(p), aa_le32(p + 4), &out->data);
    return true;
}

bool aa_xalz_looks(aa_bytes data)
{
    return is_magic(data, XALZ_MAGIC);
}

aa_err aa_xalz_expand(aa_bytes data, uint64_t cap, aa_notes *notes, aa_bytes *out)
{
    *out = aa_bytes_none();
    if (!aa_xalz_looks(data) || data.n < 13 || data.n > LZ4_MAX_INPUT_SIZE)
        return refuse(notes, AA_E_FORMAT, "dotnet.xalz", 0);
    aa_bytes block = aa_bytes_from(data, 12);
    uint32_t size = aa_le32(data.p + 8);
    if (size > cap || size > INT32_MAX)
        return refuse(notes, AA_E_LIMIT, "limit.entry_bytes", 8);
    if (size == 0 || size / RATIO > block.n)
        return refuse(notes, AA_E_FORMAT, "dotnet.xalz", 8);
    char *to = malloc(size);
    if (to == NULL)
        return AA_E_NOMEM;
    int n = LZ4_decompress_safe((const char *)block.p, to, (int)block.n, (int)size);
    if (n <= 0) {
        free(to);
        return refuse(notes, AA_E_FORMAT, "dotnet.xalz", 12);
    }
    *out = aa_bytes_of(to, (size_t)n);
    return AA_OK;
}
