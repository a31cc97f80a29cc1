/*
 * Mach-O: fat files and slices, load commands, symbols, fixups, as bounded views of the bytes.
 *
 * Sources: xnu EXTERNAL_HEADERS/mach-o/{fat,loader,nlist,fixup-chains,reloc}.h, bsd/kern/mach_fat.c,
 * mach_loader.c; dyld mach_o/Universal.cpp, common/MachOFile.cpp, MachOLoaded.cpp.
 */
#ifndef AA_DECODE_MACHO_H
#define AA_DECODE_MACHO_H

#include <appassay/error.h>
#include <appassay/limits.h>

#include "base/buckets.h"
#include "base/notes.h"

#define AA_CPU_ARM    UINT32_C(12)
#define AA_CPU_ARM64  UINT32_C(0x0100000c)
#define AA_CPU_X86    UINT32_C(7)
#define AA_CPU_X86_64 UINT32_C(0x01000007)
#define AA_CPU_PPC    UINT32_C(18)

#define AA_MACHO_NO_IMPORT UINT32_MAX

typedef struct aa_macho_slice {
    uint32_t cpu, subtype; /* subtype with its feature bits */
    uint64_t offset, size; /* bytes of the file */
    aa_bytes data;         /* what exists of it */
    const char *refusal;   /* note code of why kernel or dyld would not load it; NULL */
} aa_macho_slice;

/* True when |file| begins as a Mach-O or as a fat file that is no Java class. */
bool aa_macho_looks(aa_bytes file);

/*
 * The slices of a fat file in its order, or the one that the file is. Errors: AA_E_FORMAT (with a gap),
 * AA_E_NOMEM. Slices that do not lie in the file are there with no data and a refusal.
 */
AA_NODISCARD aa_err aa_macho_slices(aa_arena *arena, aa_bytes file, const aa_limits *limits, aa_notes *notes,
                                    const aa_macho_slice **out, size_t *count);

/* "arm64", "arm64e", "armv7", "x86_64", "i386"; "cpu-0x…" in |arena| for others. */
const char *aa_macho_arch(aa_arena *arena, uint32_t cpu, uint32_t subtype);

/* "4C4C44D3-5555-3144-A1DD-60BBCDFD5200" in |arena|; NULL: memory is out. */
const char *aa_macho_uuid(aa_arena *arena, const uint8_t uuid[16]);

typedef struct aa_macho_segment {
    char name[17];
    uint64_t address, size, file_offset, file_size;
    uint32_t max_protection, protection, flags;
    uint32_t first_section, section_count; /* in aa_macho.sections */
    aa_bytes data;                         /* what exists of it in the file */
} aa_macho_segment;

typedef struct aa_macho_section {
    char segment[17], name[17];
    uint64_t address, size;
    uint32_t offset, alignment, flags, reserved1, reserved2;
    aa_bytes data; /* empty for zero-fill, and for what lies outside the file */
} aa_macho_section;

typedef enum aa_dylib_kind {
    AA_DYLIB_NEEDED,
    AA_DYLIB_WEAK,
    AA_DYLIB_REEXPORT,
    AA_DYLIB_UPWARD,
    AA_DYLIB_LAZY,
} aa_dylib_kind;

typedef struct aa_macho_dylib {
    aa_dylib_kind kind;
    aa_bytes path; /* install name as written */
    uint32_t current_version, compatibility_version;
} aa_macho_dylib;

typedef struct aa_macho_symbol {
    aa_bytes name;
    uint64_t value;
    uint8_t type, section; /* n_type, n_sect */
    uint16_t desc;
} aa_macho_symbol;

typedef struct aa_macho_import {
    aa_bytes name;   /* with its leading underscore: "_CCCrypt", "_OBJC_CLASS_$_NSURLSession" */
    int32_t library; /* ordinal: 1-based index of the dylib; 0 self, -1 main, -2 flat, -3 weak */
    bool weak;
    int64_t addend;
} aa_macho_import;

/* A pointer-sized place in memory that dyld fills in. */
typedef struct aa_macho_fixup {
    uint64_t address; /* of the place */
    uint64_t target;  /* rebase: address pointed to, authentication bits removed; bind: addend */
    uint32_t import;  /* AA_MACHO_NO_IMPORT: a rebase */
    bool lazy, authenticated;
} aa_macho_fixup;

/* A stub: code at |address| that jumps to |import| or, for __objc_stubs, sends |selector|. */
typedef struct aa_macho_stub {
    uint64_t address, size;
    uint32_t import;   /* AA_MACHO_NO_IMPORT: an Objective-C message stub */
    aa_bytes selector; /* of a message stub */
} aa_macho_stub;

typedef struct aa_macho_export {
    aa_bytes name;
    uint64_t address; /* 0 for a re-export */
    uint64_t flags;
} aa_macho_export;

typedef struct aa_macho {
    aa_bytes data; /* the slice */
    uint32_t cpu, subtype, file_type, flags;
    bool is64;
    uint64_t base; /* address of the segment that maps the header (__TEXT) */
    const aa_macho_segment *segments;
    const aa_macho_section *sections;
    const aa_macho_dylib *dylibs;
    const aa_bytes *rpaths;
    size_t segment_count, section_count, dylib_count, rpath_count;
    aa_bytes install_name; /* LC_ID_DYLIB; empty: none */
    uint8_t uuid[16];
    bool has_uuid;
    uint32_t platform;    /* LC_BUILD_VERSION or LC_VERSION_MIN_*: 2 iOS, 7 simulator, …; 0: not said */
    uint32_t min_os, sdk; /* X.Y.Z as xxxx.yy.zz nibbles */
    uint64_t entry;       /* address of LC_MAIN's or LC_UNIXTHREAD's start; 0: none */
    bool has_encryption;  /* LC_ENCRYPTION_INFO(_64) is there */
    uint32_t crypt_id;    /* not 0: __TEXT in [crypt_offset, +crypt_size) of the file is encrypted */
    uint64_t crypt_offset, crypt_size;
    bool has_signature;
    aa_bytes signature;        /* the bytes of LC_CODE_SIGNATURE */
    uint64_t signature_offset; /* from the start of the slice */
    const aa_macho_symbol *symbols;
    size_t symbol_count;
    const aa_macho_import *imports;
    size_t import_count;
    const aa_macho_fixup *fixups; /* sorted by address, one for each address */
    aa_buckets fixup_steps;       /* in |fixups| */
    size_t fixup_count;
    const aa_macho_stub *stubs; /* sorted by address */
    size_t stub_count;
    const aa_macho_export *exports;
    size_t export_count;
    const uint64_t *functions; /* addresses, sorted: LC_FUNCTION_STARTS; empty when not given */
    size_t function_count;
    const uint64_t *initializers; /* addresses called at load: __mod_init_func, __init_offsets */
    size_t initializer_count;
    const aa_limits *limits;
} aa_macho;

/*
 * Reads one slice. Views point into |slice|, tables live in |arena|; both must outlive |out|. Notes macho.*
 * anomalies and gaps, limit.macho_*. What is damaged is left out with a gap, the rest is read.
 * Errors, each with a gap: AA_E_FORMAT no Mach-O header or a header that is cut off, AA_E_UNSUPPORTED big
 * endian, AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_macho_open(aa_arena *arena, aa_bytes slice, const aa_limits *limits, aa_notes *notes,
                                  aa_macho *out);

/*
 * The same without the places that dyld fixes: |fixups| is empty. Imports are there. Enough for what a file
 * is made of; nothing that leads to other places can be asked.
 */
AA_NODISCARD aa_err aa_macho_open_outline(aa_arena *arena, aa_bytes slice, const aa_limits *limits,
                                          aa_notes *notes, aa_macho *out);

/* The section, or NULL. Names as written, segment may be NULL for any. */
const aa_macho_section *aa_macho_section_of(const aa_macho *macho, const char *segment, const char *name);
const aa_macho_section *aa_macho_section_at(const aa_macho *macho, uint64_t address);

/* |size| bytes of memory at |address|, by segments. False when they are not all in the file. */
bool aa_macho_read(const aa_macho *macho, uint64_t address, uint64_t size, aa_bytes *out);
/* Bytes up to a NUL at |address|, without it. False when there is none within the section or 1 MiB. */
bool aa_macho_cstring(const aa_macho *macho, uint64_t address, aa_bytes *out);

/* The fixup of the place |address|, or NULL. */
const aa_macho_fixup *aa_macho_fixup_at(const aa_macho *macho, uint64_t address);
/*
 * What the pointer at |address| holds once dyld has run: an address in |*target|, or the import in
 * |*import| (AA_MACHO_NO_IMPORT otherwise). False when it cannot be read.
 */
bool aa_macho_pointer(const aa_macho *macho, uint64_t address, uint64_t *target, uint32_t *import);
const aa_macho_stub *aa_macho_stub_at(const aa_macho *macho, uint64_t address);

#endif
