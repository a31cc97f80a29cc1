/*
 * Dalvik instructions of one method, one after the other.
 *
 * Sources: AOSP Dalvik bytecode, Dalvik executable instruction formats; art/libdexfile/dex/dex_instruction.h.
 */
#ifndef AA_DECODE_DEX_INSN_H
#define AA_DECODE_DEX_INSN_H

#include "decode/dex_code.h"

/* Which table aa_dex_insn.index counts in. */
typedef enum aa_dex_index_kind {
    AA_DEX_INDEX_NONE,
    AA_DEX_INDEX_STRING,
    AA_DEX_INDEX_TYPE,
    AA_DEX_INDEX_FIELD,
    AA_DEX_INDEX_METHOD,
    AA_DEX_INDEX_METHOD_PROTO, /* and aa_dex_insn.proto */
    AA_DEX_INDEX_CALL_SITE,
    AA_DEX_INDEX_HANDLE,
    AA_DEX_INDEX_PROTO,
} aa_dex_index_kind;

/* Where control can go from an instruction. */
enum {
    AA_DEX_NEXT = 1,     /* to the one behind it */
    AA_DEX_BRANCH = 2,   /* to aa_dex_insn.target */
    AA_DEX_SWITCH = 4,   /* to the targets of the payload at aa_dex_insn.target */
    AA_DEX_THROWS = 8,   /* to a handler, or out */
    AA_DEX_RETURNS = 16, /* out */
};

typedef enum aa_dex_payload_kind {
    AA_DEX_NO_PAYLOAD,
    AA_DEX_PACKED_SWITCH,
    AA_DEX_SPARSE_SWITCH,
    AA_DEX_ARRAY_DATA,
} aa_dex_payload_kind;

typedef struct aa_dex_insn {
    uint32_t pc;     /* code units from the start of the method */
    uint32_t units;  /* length */
    uint8_t op;      /* 0 for a payload */
    uint8_t payload; /* aa_dex_payload_kind */
    uint8_t index_kind;
    uint8_t flow;
    uint8_t count; /* registers in |v|, or of the range that begins at v[0] */
    bool range;
    uint16_t v[5];  /* vA vB vC, or the arguments of a call */
    uint16_t proto; /* of invoke-polymorphic */
    uint32_t index;
    int64_t literal; /* sign-extended; of high16 forms shifted into place */
    uint32_t target; /* code unit that a branch, a switch or fill-array-data names; may lie anywhere */
} aa_dex_insn;

typedef struct aa_dex_insns {
    aa_bytes code;
    uint32_t pc;  /* of the next one */
    bool invalid; /* stopped at |pc|: an unused opcode, or one that runs over the end */
} aa_dex_insns;

aa_dex_insns aa_dex_insns_of(const aa_dex_code *code);

/* The same from the middle, to follow control flow. */
aa_dex_insns aa_dex_insns_at(const aa_dex_code *code, uint32_t pc);

/* False at the end of the method, or at the first unit that is no instruction (|invalid|). */
bool aa_dex_next_insn(aa_dex_insns *insns, aa_dex_insn *out);

/* "invoke-virtual"; NULL for an unused opcode. */
const char *aa_dex_op_name(uint8_t op);

/* What every instruction of an opcode has, for who passes over most of them. */
typedef struct aa_dex_op {
    uint8_t units;      /* code units; 0: unused */
    uint8_t index_kind; /* aa_dex_index_kind; the index is the second unit, or the second and third */
    uint8_t flow;       /* where control can go */
    bool wide;          /* the index has 32 bits */
    bool list;          /* up to five registers, their number in the top four bits of the first unit */
} aa_dex_op;

aa_dex_op aa_dex_op_of(uint8_t op);

typedef struct aa_dex_payload {
    aa_dex_payload_kind kind;
    uint32_t units; /* length, with the header */
    uint32_t count; /* of targets or elements */
    uint32_t width; /* bytes of an element of array data */
    int32_t first;  /* key of a packed switch */
    aa_bytes keys;  /* of a sparse switch, 4 bytes each */
    aa_bytes data;  /* elements, or targets of 4 bytes each, relative to the switch instruction */
} aa_dex_payload;

/* The payload at |pc|. False when there is none, or it does not lie in the method. */
bool aa_dex_payload_at(aa_bytes insns, uint32_t pc, aa_dex_payload *out);

/* Key |i| of a switch, below |count|, and the code unit it leads to from the switch at |pc|. */
int32_t aa_dex_switch_key(const aa_dex_payload *payload, uint32_t i);
uint32_t aa_dex_switch_target(const aa_dex_payload *payload, uint32_t i, uint32_t pc);

#endif
