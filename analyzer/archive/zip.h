/*
 * ZIP as Android reads it: the central directory decides, every reader of the platform has rules of its
 * own, and what unusual archives do is noted instead of refused.
 *
 * Sources: AOSP system/libziparchive/zip_archive.cc (OpenArchive, FindEntry, ExtractToWriter),
 * frameworks/base/libs/androidfw/AssetsProvider.cpp (ZipAssetsProvider::OpenInternal),
 * frameworks/base/core/java/android/util/jar/StrictJarFile.java; PKWARE APPNOTE.TXT 6.3.10.
 */
#ifndef AA_ARCHIVE_ZIP_H
#define AA_ARCHIVE_ZIP_H

#include <appassay/error.h>
#include <appassay/limits.h>

#include "base/notes.h"

typedef struct aa_zip aa_zip;

/* Which reader of the platform is imitated: they disagree about methods and sizes. */
typedef enum aa_zip_reader {
    AA_ZIP_ASSET, /* AndroidManifest.xml, resources.arsc, res/, assets/: method 8 inflates, any other is raw
                   */
    AA_ZIP_ART,   /* classes*.dex, native libraries: method 0 raw, 8 inflates, any other is an error */
    AA_ZIP_JAR,   /* v1 signature: method 0 raw, any other inflates */
} aa_zip_reader;

/* Whether the platform can open something, and if not why: the codes of libziparchive. */
typedef enum aa_zip_status {
    AA_ZIP_OK = 0,
    AA_ZIP_INVALID_FILE = -3,
    AA_ZIP_DUPLICATE_ENTRY = -5,
    AA_ZIP_EMPTY_ARCHIVE = -6,
    AA_ZIP_ENTRY_NOT_FOUND = -7,
    AA_ZIP_INVALID_OFFSET = -8,
    AA_ZIP_INCONSISTENT = -9,
    AA_ZIP_INVALID_ENTRY_NAME = -10,
    AA_ZIP_IO_ERROR = -11,
} aa_zip_status;

typedef struct aa_zip_entry {
    const char *name; /* the raw name as valid UTF-8 (U+FFFD for what is not), for people and for lookups */
    aa_bytes raw_name;
    uint16_t method;       /* central directory */
    uint16_t local_method; /* local header */
    uint16_t flags;
    uint16_t local_flags;
    uint32_t crc32;
    uint64_t compressed_size;   /* bytes, central directory, zip64 resolved */
    uint64_t uncompressed_size; /* bytes, central directory, zip64 resolved */
    uint64_t header_offset;     /* of the local header, bytes from the start of the file */
    uint64_t data_offset;       /* of the content; 0 when the local header cannot be read */
    uint32_t external_attributes;
    aa_zip_status status; /* what FindEntry answers for this name */
    bool hidden;       /* in the central directory but past the record count: the platform does not see it */
    bool duplicate;    /* another entry has the same raw name */
    bool salvaged;     /* found by its local header alone; |name| and sizes are those of the local header */
    bool size_unknown; /* salvaged without a data descriptor: sizes and CRC-32 are not known */
    bool size_lie;     /* the declared size was proved wrong when the archive was opened */
} aa_zip_entry;

/* Where things lie, in bytes from the start of the file. All 0 in a salvaged archive. */
typedef struct aa_zip_layout {
    uint64_t eocd_offset;
    uint64_t central_offset;       /* where it really is: differs from the declared offset after a prefix */
    uint64_t central_size;         /* bytes that its records take */
    uint64_t signing_block_offset; /* APK Signing Block, found as ApkSigningBlockUtils does; size 0: none */
    uint64_t signing_block_size;   /* bytes, with both size fields and the magic */
} aa_zip_layout;

/*
 * Reads the directory of |data|, which must outlive the archive. |api| is the platform version whose
 * rules decide aa_zip_status (34 is the default of the package layer). What is unusual goes to |notes|
 * as zip.* codes. An archive that the platform refuses is still listed as far as possible; past
 * |limits->entries| it is listed in part, with a gap. An archive without entries opens.
 * Errors: AA_E_FORMAT nothing usable, AA_E_NOMEM. The archive lives in |arena|, which |notes| must not
 * outlive: notes about a member point to its name.
 */
AA_NODISCARD aa_err aa_zip_open(aa_arena *arena, aa_bytes data, int api, const aa_limits *limits,
                                aa_notes *notes, aa_zip **out);

/* What OpenArchive answers for the file as a whole. */
aa_zip_status aa_zip_open_status(const aa_zip *zip);
const char *aa_zip_status_name(aa_zip_status status);
aa_zip_layout aa_zip_get_layout(const aa_zip *zip);
aa_bytes aa_zip_data(const aa_zip *zip);

/* All entries in central-directory order, hidden and duplicate ones included. */
size_t aa_zip_count(const aa_zip *zip);
const aa_zip_entry *aa_zip_at(const aa_zip *zip, size_t index);

/* The first visible entry of that exact name, or NULL. */
const aa_zip_entry *aa_zip_find(const aa_zip *zip, const char *name);

typedef struct aa_zip_content {
    aa_bytes bytes;
    void *owned;   /* NULL when borrowed */
    bool fallback; /* inflated although the platform gives the raw bytes, which are not the content */
} aa_zip_content;

/*
 * The content of |entry| as |reader| gives it, at most min(declared, |cap|) bytes. Stored content is
 * borrowed from the file; inflated content is a malloc'd block that aa_zip_content_done() releases.
 * AA_OK means whole. AA_E_FORMAT with |out->bytes| not empty means that only this much could be read
 * (a gap note says why). Errors with nothing: AA_E_FORMAT, AA_E_LIMIT (larger than |cap| or
 * aa_limits.entry_bytes), AA_E_NOMEM, AA_E_UNSUPPORTED (AA_ZIP_ART and neither stored nor deflated).
 * Several threads may read at once, each with notes of its own.
 */

AA_NODISCARD aa_err aa_zip_read(const aa_zip *zip, const aa_zip_entry *entry, aa_zip_reader reader,
                                uint64_t cap, aa_notes *notes, aa_zip_content *out);
/* Tells who watches that this thread is through with what it read: for jobs that run beside each other. */
void aa_zip_leave(const aa_zip *zip);

/*
 * Whoever reads |entry| from now on borrows |content|: what a reading gave, whole and without a note, which
 * must outlive |zip|. For what many look at. Not while another thread reads. Without memory nothing happens.
 */
void aa_zip_lend(aa_zip *zip, const aa_zip_entry *entry, const aa_zip_content *content);

void aa_zip_content_done(aa_zip_content *content);

/* Gives the name that a member has in a folder view, in |arena|; NULL: it is left out. */
typedef const char *(*aa_zip_rename)(void *context, aa_arena *arena, const char *name);

/*
 * The members of |zip| that |rename| gives a name, as an archive of their own over the same bytes; layout and
 * space belong to the whole. |zip| must outlive it. Errors: AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_zip_folder(const aa_zip *zip, aa_zip_rename rename, void *context, aa_zip **out);

/*
 * Opens the same bytes with libzip and notes zip.second_view where its names, order or sizes differ from
 * the platform's. Very large directories are not compared (limit.second_view).
 */
void aa_zip_compare_views(const aa_zip *zip, aa_notes *notes);

#endif
