/*
 * One app as given: an APK, a set of split APKs (several files, or .apks/.xapk/.apkm), an AAB, an IPA.
 * Decides which member is what. Nothing is ever written to disk.
 */
#ifndef AA_PACKAGE_PACKAGE_H
#define AA_PACKAGE_PACKAGE_H

#include <appassay/analysis.h>

#include "archive/zip.h"
#include "base/hash.h"

typedef enum aa_package_kind {
    AA_PACKAGE_APK,
    AA_PACKAGE_SPLITS, /* several APKs of one app */
    AA_PACKAGE_AAB,    /* the bundle, then its modules */
    AA_PACKAGE_IPA,
} aa_package_kind;

/* One input file, or one APK inside a container. */
typedef struct aa_part {
    const char *name; /* base name of the file, or "container.apks!splits/base-master.apk",
                         "app.aab!base"; unique */
    aa_bytes data;    /* the whole part */
    aa_zip *zip;      /* NULL when it could not be opened */
    char sha256[AA_SHA256_HEX];
    bool is_apk;    /* an APK of the app: its manifest, code and resources count. False for containers,
                       for other variants of a part, and for archives with code among the app's files */
    bool is_module; /* a module of an app bundle: members have the names that they get in an APK; binary XML
                       and the resource table are protocol buffers (decode/aapt_proto.h) */
    aa_bytes idsig; /* the v4 signature file given with it; no bytes: none */
    const char *config; /* split name of the manifest, filled by facts; "" for the base */
} aa_part;

typedef struct aa_package_store aa_package_store;

typedef struct aa_package {
    aa_package_kind kind;
    aa_part
        *parts; /* input files in the order given, then every APK found inside one, as it is listed there */
    size_t part_count;
    uint64_t budget_left;    /* bytes that may still be inflated (aa_limits.total_bytes) */
    aa_package_store *store; /* what aa_package_close() releases */
} aa_package;

/*
 * Opens |count| files as one app. What is unusual goes to |notes| (artifact = part name). A file given
 * twice counts once. A package of which every APK is out of reach (nested too deep, left out of an .xapk)
 * opens without one, and a gap says why.
 * Errors: AA_E_IO (cannot be opened, not a regular file, empty), AA_E_FORMAT (not an app: gap note
 * input.* says what it looks like), AA_E_LIMIT (a file above aa_limits.file_bytes), AA_E_NOMEM,
 * AA_E_USAGE (the files are not one app, or a directory).
 * On an error |detail_out|, when not NULL, gets one sentence fragment in English (arena) such as
 * "looks like HTML: a download error page?".
 */
AA_NODISCARD aa_err aa_package_open(aa_arena *arena, const char *const *paths, size_t count,
                                    const aa_limits *limits, aa_notes *notes, aa_package **out,
                                    const char **detail_out);
/* The same for files that may be open already. */
AA_NODISCARD aa_err aa_package_open_inputs(aa_arena *arena, const aa_input *inputs, size_t count,
                                           const aa_limits *limits, aa_notes *notes, aa_package **out,
                                           const char **detail_out);
/* The files are hardly read from here on: their pages in memory are given back until they are. */
void aa_package_rest(aa_package *package);
/* Unmaps the files. The rest belongs to the arena. NULL is allowed. */
void aa_package_close(aa_package *package);

/* Takes over what |content| of a member of |part| owns and lends it to all who read that member again, until
 * the package is closed. See aa_zip_lend(). Errors: AA_E_NOMEM, and |content| is as before. */
AA_NODISCARD aa_err aa_package_keep(aa_package *package, const aa_part *part, const aa_zip_entry *entry,
                                    aa_zip_content *content);

/* "apk", "splits", "aab", "ipa". */
const char *aa_package_kind_name(aa_package_kind kind);

#endif
