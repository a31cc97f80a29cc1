/*
 * What the parts of the Mach-O reader share while one slice is read. Nobody else includes this.
 */
#ifndef AA_DECODE_MACHO_READER_H
#define AA_DECODE_MACHO_READER_H

#include "decode/leb.h"
#include "decode/macho.h"

#define AA_MACHO_NAME_MAX ((size_t)1 << 20) /* a text that ends with NUL */

typedef struct aa_macho_reader {
    aa_arena *arena;
    aa_notes *notes;
    const aa_limits *limits;
    aa_macho *m;
    bool failed;    /* memory ran out */
    size_t pointer; /* bytes: 4 or 8 */
    aa_vec segments, sections, dylibs, rpaths, imports, fixups;
    uint64_t seen; /* commands that may come once, by code */
    bool has_dyld_info, has_chained;
    bool outline; /* only what is imported is asked for, not where */
    aa_bytes rebases, binds, weak_binds, lazy_binds, exports, chained, starts;
    aa_bytes symbols, strings; /* LC_SYMTAB */
    aa_bytes indirect;         /* LC_DYSYMTAB: indices of symbols */
    aa_bytes relocations;      /* LC_DYSYMTAB: external ones */
    uint32_t *slots;           /* of imports by name: 0 or index + 1 */
    size_t slot_count;         /* a power of two, or 0 */
} aa_macho_reader;

/* Adds a note at |offset| of the slice. */
void aa_macho_note(const aa_macho_reader *r, aa_note_kind kind, const char *code, uint64_t offset,
                   uint64_t value);

/* The load commands: segments, sections, libraries and where the tables are. False: no memory. */
bool aa_macho_load(aa_macho_reader *r, size_t header, uint32_t count, uint32_t bytes);

/* The entries of LC_SYMTAB, and what else the old tables say when there is neither LC_DYLD_INFO nor chains.
 */
bool aa_macho_read_symbols(aa_macho_reader *r);
bool aa_macho_read_classic(aa_macho_reader *r);

/* The import of that name, library and weakness, made when new; AA_MACHO_NO_IMPORT: limit or no memory. */
uint32_t aa_macho_import_id(aa_macho_reader *r, aa_bytes name, int32_t library, bool weak);
/* The first import of that name, or AA_MACHO_NO_IMPORT. */
uint32_t aa_macho_import_named(const aa_macho_reader *r, aa_bytes name);

/* Adds a place; false when it lies outside the file, a limit ends it, or memory is out: stop then. */
bool aa_macho_add_fixup(aa_macho_reader *r, const aa_macho_fixup *fixup);

/* Room for a place in every pointer of what is mapped behind the header; what is not used is never touched.
 * False: no memory. */
bool aa_macho_reserve_fixups(aa_macho_reader *r);
/* The places of LC_DYLD_INFO; those of LC_DYLD_CHAINED_FIXUPS; then in order, one for each address. */
bool aa_macho_read_dyld_info(aa_macho_reader *r);
bool aa_macho_read_chained(aa_macho_reader *r);
bool aa_macho_order_fixups(aa_macho_reader *r);

/*
 * Follows one chain in |segment| from |offset| on, until its end or |stop|. |first| and |count|: the imports
 * that its ordinals count. Used for LC_DYLD_INFO with threaded binds too.
 */
typedef struct aa_macho_chain {
    const aa_macho_segment *segment;
    uint64_t stop;
    uint16_t format; /* DYLD_CHAINED_PTR_* */
    uint32_t max_valid;
    const uint32_t *imports; /* ids by ordinal */
    const int64_t *addends;  /* by ordinal, or NULL */
    size_t count;
} aa_macho_chain;

bool aa_macho_follow_chain(aa_macho_reader *r, const aa_macho_chain *chain, uint64_t offset);

bool aa_macho_read_stubs(aa_macho_reader *r);
bool aa_macho_read_exports(aa_macho_reader *r);
bool aa_macho_read_starts(aa_macho_reader *r);
bool aa_macho_read_initializers(aa_macho_reader *r);

#endif
