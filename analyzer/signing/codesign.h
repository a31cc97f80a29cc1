/*
 * The code signature of one Mach-O slice: what LC_CODE_SIGNATURE points to, with every hash that the kernel
 * or the installer would compare computed again from what is really there.
 *
 * Sources: xnu osfmk/kern/cs_blobs.h, bsd/kern/ubc_subr.c (cs_validate_csblob, cs_validate_codedirectory,
 * hash_rank, cs_validate_hash); Security framework, libsecurity_codesigning (StaticCode.cpp,
 * CodeDirectory.h); Apple TN3126, TN3127.
 */
#ifndef AA_SIGNING_CODESIGN_H
#define AA_SIGNING_CODESIGN_H

#include "decode/plist.h"
#include "signing/cms.h"

/* Hash types of a code directory; the higher of two ranks is the one that xnu takes. */
#define AA_CS_SHA1             1
#define AA_CS_SHA256           2
#define AA_CS_SHA256_TRUNCATED 3
#define AA_CS_SHA384           4

/* Flags of a code directory. */
#define AA_CS_ADHOC         0x2U
#define AA_CS_LINKER_SIGNED 0x20000U

/* Versions of the code directory that brought something. */
#define AA_CS_WITH_EXEC_SEGMENT 0x20400U

typedef enum aa_cs_slot_state {
    AA_CS_SLOT_EMPTY, /* not signed, and nothing there to sign */
    AA_CS_SLOT_MATCH,
    AA_CS_SLOT_MISMATCH, /* changed after signing */
    AA_CS_SLOT_MISSING,  /* signed, but not there */
    AA_CS_SLOT_UNSIGNED, /* there, but not signed */
    AA_CS_SLOT_UNREAD,   /* cannot be told */
} aa_cs_slot_state;

/* Something beside the code that a code directory holds the hash of. */
typedef struct aa_cs_slot {
    unsigned
        number; /* 1 Info.plist, 2 requirements, 3 CodeResources, 4 application, 5 and 7 entitlements, … */
    const char *name; /* static */
    aa_cs_slot_state state;
} aa_cs_slot;

#define AA_CS_SLOTS    11
#define AA_CS_BAD_KEPT 8

typedef struct aa_code_directory {
    uint32_t blob; /* 0: the primary one; 0x1000 and up: others */
    aa_bytes bytes;
    const char *error; /* stable code of why xnu refuses it; NULL. Nothing else is to be trusted then */
    uint32_t version, flags;
    unsigned hash_type, hash_size, platform;
    const char *hash_name; /* "SHA-256" */
    uint64_t page_size;    /* bytes */
    uint64_t code_limit;   /* bytes of the slice that the pages cover */
    uint32_t page_count, special_count;
    const char *identifier, *team; /* NULL: none */
    uint64_t exec_base, exec_limit, exec_flags;
    uint32_t runtime;
    bool scatter;   /* pages are not one after the other: not checked */
    bool encrypted; /* a second row of page hashes, from before the store's encryption */
    unsigned rank;
    uint8_t digest[48]; /* of the whole directory, by its own hash */
    unsigned digest_size;
    char cdhash[41]; /* its first 20 bytes, hex: how the platform names this code */
    aa_bytes hashes; /* slots and pages, the highest slot first */
    aa_cs_slot slots[AA_CS_SLOTS];
    size_t slot_count;
    uint32_t bad_pages; /* whose hash is another one, or that are missing */
    uint32_t bad_page[AA_CS_BAD_KEPT];
} aa_code_directory;

/* How much something matters. */
typedef enum aa_cs_weight {
    AA_CS_BROKEN,     /* a hash or a signature does not fit, or the platform refuses the form */
    AA_CS_UNVERIFIED, /* cannot be told here */
    AA_CS_REMARK,     /* no platform refuses it, but it is told */
} aa_cs_weight;

typedef struct aa_cs_issue {
    aa_cs_weight weight;
    const char *code;   /* stable, with a text in reports/text/sign.tsv */
    const char *detail; /* a page, a path, a name; "" for none */
} aa_cs_issue;

typedef struct aa_cs_blob {
    uint32_t type, magic;
    uint64_t offset; /* from the start of the signature */
    aa_bytes bytes;  /* header and all */
} aa_cs_blob;

typedef enum aa_cs_same { AA_CS_SAME_UNKNOWN, AA_CS_SAME, AA_CS_DIFFERENT } aa_cs_same;

typedef struct aa_codesign {
    bool present;
    const aa_cs_blob *blobs;
    size_t blob_count;
    const aa_code_directory *directories; /* as they stand; [best] is the one that xnu goes by */
    size_t directory_count;
    size_t best; /* SIZE_MAX: none can be used */
    bool ad_hoc, linker_signed;
    const char *designated; /* requirement as text; NULL: none */
    aa_bytes requirements;
    bool has_xml, has_der; /* entitlements are there in that form */
    bool has_entitlements; /* |entitlements| could be read */
    aa_plist entitlements; /* those in force: the DER form if there is one (iOS 15 on), else the XML form */
    aa_cs_same entitlements_same; /* both forms say the same */
    const aa_cms *cms;            /* NULL: ad hoc */
    const aa_cs_issue *issues;
    size_t issue_count;
} aa_codesign;

/* Something that lies beside the executable. */
typedef enum aa_cs_there { AA_CS_NOT_THERE, AA_CS_THERE, AA_CS_UNREADABLE } aa_cs_there;

typedef struct aa_codesign_request {
    aa_bytes slice;
    aa_bytes signature;          /* bytes of LC_CODE_SIGNATURE; no bytes: none */
    uint64_t signature_offset;   /* into the slice */
    aa_cs_there info, resources; /* Info.plist and _CodeSignature/CodeResources of the bundle */
    aa_bytes info_plist, seal;
    const aa_limits *limits;
} aa_codesign_request;

/*
 * Reads and checks the signature. What is wrong is a result, in |issues|. |out| borrows from the slice and
 * from the request's bytes. Errors: AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_codesign_verify(aa_arena *arena, const aa_codesign_request *request, aa_codesign *out);

/* True when no issue of weight |weight| is there. */
bool aa_codesign_free_of(const aa_codesign *signature, aa_cs_weight weight);
bool aa_codesign_has_issue(const aa_codesign *signature, const char *code);

/* "Info.plist"; NULL: no such slot. */
const char *aa_cs_slot_name(unsigned number);
const char *aa_cs_slot_state_name(aa_cs_slot_state state);

#endif
