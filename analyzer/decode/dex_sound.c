#include "decode/dex_sound.h"

#define OP_FILL_ARRAY_DATA 0x26
#define LIST_MAX           5 /* registers in a list */

/* Flags of a row: more than its length must be looked at; it has a list of registers; its index has 32 bits;
 * it names a table behind the code. */
enum { CLOSER = 1, LIST = 2, WIDE = 4, TABLE = 8 };

void aa_dex_sound_fill(aa_dex_sound *s, const aa_dex *dex)
{
    *s = (aa_dex_sound){.limits = {[AA_DEX_INDEX_NONE] = 0,
                                   [AA_DEX_INDEX_STRING] = AA_DEX_STRING_COUNT(dex),
                                   [AA_DEX_INDEX_TYPE] = AA_DEX_TYPE_COUNT(dex),
                                   [AA_DEX_INDEX_FIELD] = AA_DEX_FIELD_COUNT(dex),
                                   [AA_DEX_INDEX_METHOD] = AA_DEX_METHOD_COUNT(dex),
                                   [AA_DEX_INDEX_METHOD_PROTO] = AA_DEX_METHOD_COUNT(dex),
                                   [AA_DEX_INDEX_CALL_SITE] = AA_DEX_SITE_COUNT(dex),
                                   [AA_DEX_INDEX_HANDLE] = AA_DEX_HANDLE_COUNT(dex),
                                   [AA_DEX_INDEX_PROTO] = AA_DEX_PROTO_COUNT(dex)}};
    for (unsigned op = 0; op < 256; op++) {
        aa_dex_op about = aa_dex_op_of((uint8_t)op);
        bool table = (about.flow & AA_DEX_SWITCH) != 0 || op == OP_FILL_ARRAY_DATA;
        bool closer = op == 0 || about.units == 0 || about.list || table;
        s->rows[op] = (aa_dex_sound_row){
            .units = about.units,
            .index_kind = about.index_kind,
            .flags = (uint8_t)((closer ? CLOSER : 0U) | (about.list ? LIST : 0U) | (about.wide ? WIDE : 0U) |
                               (table ? TABLE : 0U)),
        };
    }
}

/* The table that the instruction at |pc| names is there and of its kind. */
static bool table_is_sound(aa_bytes insns, uint32_t pc, aa_dex_sound_size *size)
{
    const uint8_t *p = insns.p + (size_t)pc * 2;
    aa_dex_payload payload;
    bool array = p[0] == OP_FILL_ARRAY_DATA;
    if (!aa_dex_payload_at(insns, pc + aa_le32(p + 2), &payload) ||
        (payload.kind == AA_DEX_ARRAY_DATA) != array)
        return false;
    size->targets += array ? 0 : payload.count;
    return true;
}

/* Length of what is at |pc|, |left| code units before the end; 0: no instruction, or one to be told about. */
static uint32_t look_closer(aa_bytes insns, uint32_t pc, uint32_t left, aa_dex_sound_row row,
                            aa_dex_sound_size *size)
{
    const uint8_t *p = insns.p + (size_t)pc * 2;
    if (p[0] == 0 && p[1] >= 1 && p[1] <= 3) {
        aa_dex_payload payload;
        size->insns--; /* counted as one by the caller */
        return aa_dex_payload_at(insns, pc, &payload) ? payload.units : 0;
    }
    if (row.units == 0 || row.units > left || ((row.flags & LIST) != 0 && p[1] >> 4 > LIST_MAX) ||
        ((row.flags & TABLE) != 0 && !table_is_sound(insns, pc, size)))
        return 0;
    return row.units;
}

bool aa_dex_is_sound(const aa_dex_sound *s, const aa_dex_code *code, aa_dex_sound_size *size)
{
    const uint32_t end = (uint32_t)(code->insns.n / 2);
    *size = (aa_dex_sound_size){0};
    for (uint32_t pc = 0; pc < end;) {
        const uint8_t *p = code->insns.p + (size_t)pc * 2;
        aa_dex_sound_row row = s->rows[p[0]];
        uint32_t units = row.units;
        if ((row.flags & CLOSER) != 0)
            units = look_closer(code->insns, pc, end - pc, row, size);
        if (units - 1 >= end - pc) /* none, or too long */
            return false;
        if (row.index_kind != AA_DEX_INDEX_NONE &&
            ((row.flags & WIDE) != 0 ? aa_le32(p + 2) : aa_le16(p + 2)) >= s->limits[row.index_kind])
            return false;
        size->insns++;
        pc += units;
    }
    return true;
}
