/*
 * Shared by the files that read code signatures.
 */
#ifndef AA_SIGNING_CODESIGN_INTERNAL_H
#define AA_SIGNING_CODESIGN_INTERNAL_H

#include "signing/codesign.h"
#include "signing/codesign_bytes.h"

#define CS_SUPER_MAGIC        0xfade0cc0U
#define CS_DIRECTORY_MAGIC    0xfade0c02U
#define CS_ENTITLEMENTS_MAGIC 0xfade7171U
#define CS_DER_MAGIC          0xfade7172U
#define CS_WRAPPER_MAGIC      0xfade0b01U

#define CS_BLOB_REQUIREMENTS 2U
#define CS_BLOB_APPLICATION  4U
#define CS_BLOB_ENTITLEMENTS 5U
#define CS_BLOB_DER          7U
#define CS_BLOB_ALTERNATE    0x1000U
#define CS_BLOB_ALTERNATES   5U
#define CS_BLOB_CMS          0x10000U

#define CS_SLOT_INFO      1U
#define CS_SLOT_RESOURCES 3U

typedef struct cs_build {
    aa_arena *arena;
    const aa_codesign_request *request;
    aa_codesign *out;
    aa_code_directory *directories; /* the same as |out|'s */
    aa_vec issues;                  /* of aa_cs_issue */
    bool failed;                    /* memory ran out */
} cs_build;

/* Adds an issue; |format| makes the detail. */
void cs_issue(cs_build *b, aa_cs_weight weight, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The first blob of |type|, or NULL. */
const aa_cs_blob *cs_blob(const aa_codesign *signature, uint32_t type);

/* codesign_directory.c: reads the directory in |blob|; what xnu refuses goes to |out->error|. Errors:
 * AA_E_NOMEM. */
AA_NODISCARD aa_err cs_directory_read(aa_arena *arena, const aa_cs_blob *blob, aa_code_directory *out);

/* Computes page and slot hashes again. Adds issues; |weighs|: a mismatch breaks the signature. */
void cs_directory_check(cs_build *b, aa_code_directory *d, bool weighs);

/* |data| by the hash of |d| into |out| (48 bytes); false when memory is out. */
bool cs_hash(const aa_code_directory *d, aa_bytes data, uint8_t *out);

/* codesign_signer.c: entitlements in both forms, and the CMS over the directories. */
void cs_read_entitlements(cs_build *b);
void cs_read_cms(cs_build *b);

#endif
