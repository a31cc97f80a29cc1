/*
 * What the parts of the Objective-C and Swift reader share. Nobody else includes this.
 */
#ifndef AA_DECODE_OBJC_READER_H
#define AA_DECODE_OBJC_READER_H

#include "decode/objc.h"

typedef struct aa_objc_reader {
    aa_arena *arena;
    aa_notes *notes;
    const aa_macho *m;
    aa_objc *out;
    uint32_t left;   /* items that may still be read (aa_limits.objc_items) */
    bool ended;      /* it was noted that none are */
    bool text_ended; /* the same of names that are built */
    bool failed;     /* memory ran out */
    uint64_t text;   /* bytes of names that may still be built (aa_limits.swift_text) */
    aa_vec loads;    /* of uint64_t */
} aa_objc_reader;

/* A gap about the memory at |address|; not noted where the code is encrypted, which is a gap already. */
void aa_objc_gap(const aa_objc_reader *r, const char *code, uint64_t address);

/* Takes |count| from the items that are left; false, with a gap, when there are not as many. */
bool aa_objc_take(aa_objc_reader *r, uint64_t count);

/* The address that the pointer at |address| holds; 0 for none, for an import, and for what cannot be read. */
uint64_t aa_objc_pointer(const aa_objc_reader *r, uint64_t address);
/* The text that the pointer at |address| leads to; empty when there is none. */
aa_bytes aa_objc_text(aa_objc_reader *r, uint64_t address);
/* The text at |address|. Long ones count as items: looking for their end is work. */
aa_bytes aa_objc_cstring(aa_objc_reader *r, uint64_t address);

/* Name of the class that the pointer at |address| leads to, of the app or imported; empty: none. */
aa_bytes aa_objc_class_name(aa_objc_reader *r, uint64_t address);

/* |out| from the class or category at |address|. False: not readable, left out with a gap. */
bool aa_objc_read_class(aa_objc_reader *r, uint64_t address, aa_objc_class *out);
bool aa_objc_read_category(aa_objc_reader *r, uint64_t address, aa_objc_class *out);
bool aa_objc_read_protocol(aa_objc_reader *r, uint64_t address, aa_objc_protocol *out);

/* The __swift5_* sections. */
void aa_swift_read(aa_objc_reader *r);

#endif
