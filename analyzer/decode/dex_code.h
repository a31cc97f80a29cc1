/*
 * What a class of a DEX file holds: members, code with its handlers, and lines. Readers are plain values
 * that walk the bytes; nothing is allocated.
 *
 * Sources: AOSP Dalvik executable format (class_data_item, code_item, debug_info_item);
 * art/libdexfile/dex/class_accessor-inl.h, code_item_accessors.h, dex_file-inl.h (DecodeDebugPositionInfo).
 */
#ifndef AA_DECODE_DEX_CODE_H
#define AA_DECODE_DEX_CODE_H

#include "decode/dex.h"

typedef enum aa_dex_member_kind {
    AA_DEX_STATIC_FIELD,
    AA_DEX_INSTANCE_FIELD,
    AA_DEX_DIRECT_METHOD,
    AA_DEX_VIRTUAL_METHOD,
} aa_dex_member_kind;

typedef struct aa_dex_member {
    aa_dex_member_kind kind;
    uint32_t index; /* field or method; may lie past its table */
    uint32_t flags;
    uint32_t code_offset; /* of a method; 0: abstract or native */
    bool repeated;        /* the same index as the one before: ART refuses the file */
} aa_dex_member;

typedef struct aa_dex_members {
    aa_cursor at;
    uint32_t left[4];
    uint32_t index;
    unsigned kind;
    bool first;
    bool lost; /* the list breaks off before its end */
} aa_dex_members;

/*
 * Members of the class, in file order. A class_data_item may be shared by hostile classes: a reader of all
 * classes must count what it does.
 */
aa_dex_members aa_dex_members_of(const aa_dex *dex, const aa_dex_class *of);
bool aa_dex_next_member(aa_dex_members *members, aa_dex_member *out);

typedef struct aa_dex_code {
    uint64_t offset; /* of the code_item, into aa_dex.data */
    uint16_t registers, ins, outs;
    uint32_t debug_offset;
    aa_bytes insns;    /* 16-bit code units */
    aa_bytes tries;    /* 8 bytes each */
    aa_bytes handlers; /* from encoded_catch_handler_list to the end of the file */
} aa_dex_code;

/* False when |offset| is 0, or the code does not lie in the file or is above aa_limits.dex_method_units. */
bool aa_dex_code_at(const aa_dex *dex, uint32_t offset, aa_dex_code *out);

typedef struct aa_dex_try {
    uint32_t start, end; /* code units; |end| is the first one behind */
    uint32_t handlers;   /* offset into aa_dex_code.handlers */
} aa_dex_try;

typedef struct aa_dex_handlers {
    aa_cursor at;
    uint32_t typed; /* left */
    bool catch_all; /* left */
} aa_dex_handlers;

static inline uint32_t aa_dex_try_count(const aa_dex_code *code)
{
    return aa_dex_count(code->tries, 8);
}

/* |index| is below aa_dex_try_count(). */
aa_dex_try aa_dex_try_at(const aa_dex_code *code, uint32_t index);

/* The handlers of |of| in the order they are tried. |at.bad| tells that the list breaks off. */
aa_dex_handlers aa_dex_handlers_of(const aa_dex_code *code, const aa_dex_try *of);

/* |*type| is AA_DEX_NO_INDEX for the one that catches everything. */
bool aa_dex_next_handler(aa_dex_handlers *handlers, uint32_t *type, uint32_t *address);

typedef struct aa_dex_lines {
    aa_cursor at;
    uint32_t pc, line;
    uint32_t parameters; /* names of parameters in the header; skipped */
    bool lost;           /* the program breaks off before its end */
    bool over;
} aa_dex_lines;

/* The program that tells lines. False: none, or its header does not lie in the file (|lost|). */
bool aa_dex_lines_of(const aa_dex *dex, const aa_dex_code *code, aa_dex_lines *out);

/* The next position: code from |*pc| on belongs to |*line|. */
bool aa_dex_next_line(aa_dex_lines *lines, uint32_t *pc, uint32_t *line);

/* The line of |pc|, or 0 when none is told. Walks the program: use a reader for many. */
uint32_t aa_dex_line_of(const aa_dex *dex, const aa_dex_code *code, uint32_t pc);

#endif
