/*
 * Shared by the files of the ZIP reader. Offsets are bytes from the start of the file unless said otherwise.
 */
#ifndef AA_ARCHIVE_ZIP_INTERNAL_H
#define AA_ARCHIVE_ZIP_INTERNAL_H

#include "archive/zip.h"

/* Signatures and fixed sizes: APPNOTE 4.3.7, 4.3.9, 4.3.12, 4.3.14 to 4.3.16. */
#define ZIP_LOCAL_SIGNATURE      0x04034b50U
#define ZIP_DESCRIPTOR_SIGNATURE 0x08074b50U
#define ZIP_CENTRAL_SIGNATURE    0x02014b50U
#define ZIP_END_SIGNATURE        0x06054b50U
#define ZIP_LOCAL_BYTES          30U
#define ZIP_CENTRAL_BYTES        46U
#define ZIP_END_BYTES            22U
#define ZIP_COMMENT_MAX          65535U

#define ZIP_SATURATED       UINT32_MAX /* the value is in the zip64 extra field */
#define ZIP_DEFLATED        8U
#define ZIP_STORED          0U
#define ZIP_FLAG_DESCRIPTOR 0x0008U

/* Android 12 was the first with zip64 in libziparchive. */
#define ZIP_ZIP64_API 31

/* Deflate cannot do better: a match of 258 bytes takes two bits at least (RFC 1951, 3.2.5). */
#define ZIP_DEFLATE_RATIO 1032U

struct aa_zip {
    aa_arena *arena;
    aa_bytes data;
    int api;
    aa_limits limits;
    const aa_watch *watch; /* told of every member that is read; NULL: nobody watches */
    const char *artifact;  /* what this archive is called there */
    aa_zip_status open_status;
    aa_zip_layout layout;
    uint64_t shift;        /* bytes that every declared offset is too small by */
    uint64_t walk_end;     /* where the last central record that was read ends */
    uint64_t record_end;   /* where the central directory should end */
    uint64_t extra_budget; /* bytes of local extra fields still to check: records can share one header */
    aa_vec entries;        /* of aa_zip_entry, central-directory order */
    const aa_zip_entry **by_name;  /* in raw-name order, then central-directory order */
    const aa_zip_entry **by_start; /* entries with content, in local-header order */
    size_t start_count;
    aa_bytes *lent; /* by entry: see aa_zip_lend(); NULL: none is */
};

/* One end of central directory record, zip64 resolved. */
typedef struct zip_end {
    uint64_t offset;
    uint64_t count, central_size, central_offset; /* as declared */
    uint64_t record_end; /* the directory has to end before this: the end record, or the zip64 one */
    uint64_t shift;      /* see aa_zip */
    uint16_t comment_size;
    bool zip64;
    bool disk_fields;     /* not all of them as in an archive on one disk */
    aa_zip_status status; /* what OpenArchive thinks of these fields */
} zip_end;

/* One central record, raw. */
typedef struct zip_record {
    uint16_t version_needed, flags, method, disk;
    uint32_t crc32, compressed_size, uncompressed_size, header_offset, external_attributes;
    uint8_t made_by_system;
    aa_bytes name, extra;
    uint64_t next; /* offset of what follows, comment skipped */
} zip_record;

/* The zip64 extra field: the saturated 32-bit values go in, the 64-bit values come out. */
typedef struct zip_sizes {
    uint64_t uncompressed, compressed, offset;
    bool has_offset; /* central records have one, local headers do not */
} zip_sizes;

static inline aa_zip_entry *zip_entry_at(const aa_zip *zip, size_t i)
{
    return (aa_zip_entry *)zip->entries.items + i;
}

/* One local header. */
typedef struct zip_local {
    uint64_t offset;
    bool has_signature;
    uint16_t flags, method, extra_size;
    uint32_t crc32;
    zip_sizes sizes; /* as the platform version understands them */
    size_t name_size;
    aa_bytes name;  /* may be cut short by the end of the file */
    aa_bytes extra; /* likewise */
} zip_local;

/* zip_end.c: end records. |platform| is the one that Android takes, |content| the one that leads to a
 * directory. False when the file has none. */
bool zip_find_ends(const aa_zip *zip, aa_notes *notes, zip_end *platform, zip_end *content);

/* Name comparisons times bytes that the directory of any end record can cost a reader with a bad hash.
 * UINT64_MAX when one claims more entries than the file has room for. */
uint64_t zip_directory_work(const aa_zip *zip);

/* zip_central.c: reading records. */
bool zip_read_record(aa_bytes data, uint64_t offset, uint64_t end, zip_record *out);
aa_zip_status zip_platform_status(const aa_zip *zip, const zip_end *end);
AA_NODISCARD aa_err zip_list_central(aa_zip *zip, const zip_end *end, aa_notes *notes);

/* zip_extra.c */
aa_zip_status zip_read_zip64(aa_bytes extra, zip_sizes *sizes);
void zip_check_extra(const aa_zip_entry *entry, aa_bytes extra, bool local, aa_notes *notes);

/* zip_local.c */
bool zip_read_local(aa_bytes data, uint64_t offset, zip_local *out);
uint64_t zip_data_offset(const zip_local *local);

/* Notes a gap when |entry| has content that cannot be read, in whole or in part. */
void zip_note_unreadable(const aa_zip *zip, const aa_zip_entry *entry, aa_notes *notes);

/* Fills data_offset, local_* and status of |entry|, and notes where the headers disagree.
 * |seen| are the sizes and the offset as the platform version understands them. */
void zip_check_local(aa_zip *zip, aa_zip_entry *entry, const zip_sizes *seen, aa_notes *notes);

/* zip_name.c */
bool zip_name_is_valid(aa_bytes name);
AA_NODISCARD aa_err zip_index_names(aa_zip *zip, aa_notes *notes);

/* zip_space.c: prefix, overlap, unused bytes, descriptors, signing block, sizes that cannot be. */
AA_NODISCARD aa_err zip_check_space(aa_zip *zip, aa_notes *notes);
void zip_find_signing_block(aa_zip *zip);

/* zip_salvage.c: entries by local headers alone, those that are already listed left out. */
AA_NODISCARD aa_err zip_salvage(aa_zip *zip, uint64_t end, aa_notes *notes);

/* zip_inflate.c */
typedef enum zip_stream {
    ZIP_STREAM_ENDED,   /* the final block was reached */
    ZIP_STREAM_MORE,    /* output stopped at the maximum, the stream goes on */
    ZIP_STREAM_DAMAGED, /* not deflate, or cut off */
    ZIP_STREAM_NOMEM,
} zip_stream;

/* Inflates all of |in| into |out|, of exactly |max| bytes at most. |*used|: bytes of |in| consumed. */
zip_stream zip_inflate_whole(aa_bytes in, uint64_t max, aa_zip_content *out, uint64_t *used);

/* The same, but what came before damage or the maximum is kept. Slower. */
zip_stream zip_inflate_part(aa_bytes in, uint64_t max, aa_zip_content *out);

/* Whether |in| inflates to more than |size| bytes. Nothing is kept. */
bool zip_inflates_past(aa_bytes in, uint64_t size);

#endif
