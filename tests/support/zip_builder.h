/*
 * Archives in memory with control over every field. Right values first: make an entry, then change what
 * the test is about, then build. Everything lives in the arena; failures fail the running test.
 */
#ifndef AA_TEST_ZIP_BUILDER_H
#define AA_TEST_ZIP_BUILDER_H

#include "base/arena.h"

/* What one of the two headers of an entry says. */
typedef struct zb_header {
    uint32_t signature;
    uint16_t version, flags, method;
    uint32_t crc32, compressed, uncompressed;
    aa_bytes name, extra;
    uint16_t name_size, extra_size; /* as declared; the bytes written are those of |name| and |extra| */
} zb_header;

typedef struct zb_entry {
    zb_header local, central;
    aa_bytes body;       /* compressed content */
    aa_bytes descriptor; /* written behind the body */
    bool no_local;       /* no local header, no body */
    bool own_offset;     /* |offset| instead of where the local header is */
    uint32_t offset;
    uint16_t made_by, disk;
    uint32_t external_attributes;
    aa_bytes comment;
} zb_entry;

/* The rest of the file. Negative numbers stand for the right value. */
typedef struct zb_file {
    aa_bytes prefix;         /* before the first local header */
    uint32_t shift;          /* added to every offset: the prefix's size makes them right */
    aa_bytes before_central; /* unused bytes, signing block */
    aa_bytes after_central;
    aa_bytes comment, trailing;
    int64_t count, central_size, central_offset, comment_size;
    uint16_t disk;
    bool zip64;
    int64_t zip64_count;
} zb_file;

#define ZB_FILE                                                                                              \
    {                                                                                                        \
        .count = -1, .central_size = -1, .central_offset = -1, .comment_size = -1, .zip64_count = -1         \
    }

aa_bytes zb_text(const char *text);

/* |n| bytes that deflate badly, the same for the same |seed|. */
aa_bytes zb_noise(aa_arena *arena, size_t n, uint32_t seed);
aa_bytes zb_zeros(aa_arena *arena, size_t n);

zb_entry zb_stored(const char *name, aa_bytes data);
zb_entry zb_deflated(aa_arena *arena, const char *name, aa_bytes data);

/* Another name in both headers; it may hold any bytes. */
void zb_rename(zb_entry *entry, aa_bytes name);

/* An extra field part: tag, size, content. */
aa_bytes zb_extra(aa_arena *arena, unsigned tag, aa_bytes content);

/* An Info-ZIP Unicode Path field (APPNOTE 4.6.9) that replaces |name| by |other|. */
aa_bytes zb_unicode_path(aa_arena *arena, const char *name, const char *other);

void zb_set_extra(zb_header *header, aa_bytes extra);

/* A data descriptor with signature and the right values; bit 3 set, local sizes 0. */
void zb_use_descriptor(aa_arena *arena, zb_entry *entry);

/* An APK Signing Block with one pair of |size| zero bytes. */
aa_bytes zb_signing_block(aa_arena *arena, size_t size);

/* The file; |file| may be NULL. */
aa_bytes zb_build(aa_arena *arena, const zb_entry *entries, size_t count, const zb_file *file);

#endif
