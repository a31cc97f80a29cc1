/*
 * A bundle: results with what belongs to them in one ZIP, whose manifest holds the SHA-256 of every file and
 * can be signed. The same files make the same bytes: entries are sorted, stored, and dated 1980-01-01.
 */
#ifndef AA_REPORTS_BUNDLE_BUNDLE_H
#define AA_REPORTS_BUNDLE_BUNDLE_H

#include <appassay/error.h>
#include <appassay/result.h>

#include "base/arena.h"
#include "base/str.h"

#define AA_BUNDLE_SCHEMA    "appassay.bundle/1"
#define AA_BUNDLE_MANIFEST  "manifest.json"
#define AA_BUNDLE_SIGNATURE "manifest.sig" /* 64 bytes of Ed25519 over the manifest */
#define AA_BUNDLE_KEY       "manifest.pub" /* PEM of the key it verifies with */
#define AA_BUNDLE_CMS       "manifest.p7s" /* detached CMS over the manifest, DER */
#define AA_BUNDLE_FILES     1000
#define AA_BUNDLE_BYTES     ((size_t)1 << 30) /* of all files together */
#define AA_BUNDLE_WHY       512

typedef struct aa_bundle_file {
    const char *path; /* in the bundle: "results/result.json" */
    aa_bytes content;
    const char *of, *format,
        *lang; /* of a report: the result it was made of, how, in which language; else NULL */
} aa_bundle_file;

typedef struct aa_bundle {
    aa_bundle_file *files; /* sorted by path */
    size_t count;
} aa_bundle;

/* Sorts |bundle| by path. False: two files have one path (|*twice_out|). */
bool aa_bundle_sort(aa_bundle *bundle, const char **twice_out);

/* The manifest of the files of |bundle| that are neither it nor its signature. */
void aa_bundle_manifest(const aa_bundle *bundle, const char *tool, aa_str *out);

/* The ZIP of |bundle|, malloc'd. Errors: AA_E_NOMEM, AA_E_INTERNAL. */
AA_NODISCARD aa_err aa_bundle_write(const aa_bundle *bundle, char **out, size_t *out_len);

/*
 * Reads a ZIP into |arena|, every file whole. Errors: AA_E_FORMAT with |why|, AA_E_LIMIT, AA_E_NOMEM. Whether
 * the files are what the manifest says is not looked at.
 */
AA_NODISCARD aa_err aa_bundle_read(aa_arena *arena, aa_bytes zip, char why[AA_BUNDLE_WHY], aa_bundle *out);

/* The file at |path|, or NULL. */
const aa_bundle_file *aa_bundle_find(const aa_bundle *bundle, const char *path);

/* Tells one fault; |path| is NULL when it is of the whole. */
typedef void (*aa_bundle_tell)(void *context, const char *path, const char *what);

/*
 * Compares the files with the manifest and the ZIP with the one that these files make, and tells each fault.
 * Takes over from the manifest what the reports are of. True: nothing has been told.
 */
bool aa_bundle_check(aa_arena *arena, aa_bundle *bundle, aa_bytes zip, aa_bundle_tell tell, void *context);

/* ---- signatures -----------------------------------------------------------------------------------------
 */

/*
 * Signs |manifest| with the private key |key| (PEM): Ed25519 without |certificate|, CMS with it (PEM; further
 * certificates in it are put in too). Adds one or two files. Errors: AA_E_USAGE with |why| (no such key, an
 * encrypted one, one of another kind, not that of the certificate), AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_bundle_sign(aa_arena *arena, aa_bytes manifest, aa_bytes key, aa_bytes certificate,
                                   char why[AA_BUNDLE_WHY], aa_bundle_file out[2], size_t *count_out);

typedef enum aa_signed { AA_SIGNED_NOT, AA_SIGNED_WELL, AA_SIGNED_BADLY } aa_signed;

/*
 * Verifies the signature of |bundle|. |trusted| (no bytes: none) is a PEM of the public key or the
 * certificate that must have signed. |told| becomes who signed, or what is wrong.
 */
aa_signed aa_bundle_verify(const aa_bundle *bundle, aa_bytes trusted, char told[AA_BUNDLE_WHY]);

#endif
