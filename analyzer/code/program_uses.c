#include "code/program_uses.h"

#define OP_PAYLOADS           0x00 /* or a nop */
#define OP_CONST_STRING       0x1A
#define OP_CONST_STRING_JUMBO 0x1B
#define OP_CONST_CLASS        0x1C
#define OP_CHECK_CAST         0x1F
#define OP_INSTANCE_OF        0x20
#define OP_NEW_INSTANCE       0x22
#define OP_IGET               0x52
#define OP_IPUT               0x59
#define OP_SGET               0x60
#define OP_SPUT               0x67
#define OP_SPUT_SHORT         0x6D
#define OP_INVOKE_VIRTUAL     0x6E
#define OP_INVOKE_INTERFACE   0x72
#define OP_INVOKE_VIRTUAL_R   0x74
#define OP_INVOKE_POLY        0xFA
#define OP_INVOKE_POLY_R      0xFB
#define OP_INVOKE_CUSTOM      0xFC
#define OP_INVOKE_CUSTOM_R    0xFD
#define OP_CONST_HANDLE       0xFE

#define LIST_MAX 5 /* registers in a list */

/* Flags of a row: its length must be looked at first; it has a list of registers; its index has 32 bits. */
enum { CLOSER = 1, LIST = 2, WIDE = 4 };

static void set_range(aa_use_table *t, unsigned from, unsigned to, aa_use_kind kind, unsigned how)
{
    for (unsigned op = from; op <= to; op++) {
        t->rows[op].kind = (uint8_t)kind;
        t->rows[op].how = (uint8_t)how;
    }
}

void aa_use_table_fill(aa_use_table *t)
{
    for (unsigned op = 0; op < 256; op++) {
        aa_dex_op about = aa_dex_op_of((uint8_t)op);
        unsigned closer = op == OP_PAYLOADS || about.units == 0 || about.list ? CLOSER : 0;
        t->rows[op] = (aa_use_row){
            .units = about.units,
            .flags = (uint8_t)(closer | (about.list ? LIST : 0U) | (about.wide ? WIDE : 0U)),
        };
    }
    set_range(t, OP_IGET, OP_IPUT - 1, AA_USES_FIELD, 0);
    set_range(t, OP_IPUT, OP_SGET - 1, AA_USES_FIELD, 1);
    set_range(t, OP_SGET, OP_SPUT - 1, AA_USES_FIELD, 0);
    set_range(t, OP_SPUT, OP_SPUT_SHORT, AA_USES_FIELD, 1);
    for (unsigned i = 0; i <= OP_INVOKE_INTERFACE - OP_INVOKE_VIRTUAL; i++) {
        set_range(t, OP_INVOKE_VIRTUAL + i, OP_INVOKE_VIRTUAL + i, AA_USES_METHOD, i);
        set_range(t, OP_INVOKE_VIRTUAL_R + i, OP_INVOKE_VIRTUAL_R + i, AA_USES_METHOD, i);
    }
    set_range(t, OP_INVOKE_POLY, OP_INVOKE_POLY_R, AA_USES_METHOD, AA_CALL_POLYMORPHIC);
    set_range(t, OP_INVOKE_CUSTOM, OP_INVOKE_CUSTOM_R, AA_USES_SITE, AA_CALL_CUSTOM);
    set_range(t, OP_CONST_HANDLE, OP_CONST_HANDLE, AA_USES_HANDLE, AA_CALL_CUSTOM);
    set_range(t, OP_CONST_STRING, OP_CONST_STRING_JUMBO, AA_USES_STRING, 0);
    set_range(t, OP_NEW_INSTANCE, OP_NEW_INSTANCE, AA_USES_TYPE, AA_USE_NEW);
    set_range(t, OP_CONST_CLASS, OP_CONST_CLASS, AA_USES_TYPE, AA_USE_CLASS);
    set_range(t, OP_CHECK_CAST, OP_CHECK_CAST, AA_USES_TYPE, AA_USE_CAST);
    set_range(t, OP_INSTANCE_OF, OP_INSTANCE_OF, AA_USES_TYPE, AA_USE_TEST);
}

/* Length of the payload, nop or call at |pc|, and in |*payload| 1 for a payload; 0: there is none. */
static uint32_t look_closer(aa_bytes code, uint32_t pc, aa_use_row row, uint32_t *payload)
{
    const uint8_t *p = code.p + (size_t)pc * 2;
    *payload = p[0] == OP_PAYLOADS && p[1] >= 1 && p[1] <= 3;
    if (*payload == 1) {
        aa_dex_payload content;
        return aa_dex_payload_at(code, pc, &content) ? content.units : 0;
    }
    return (row.flags & LIST) != 0 && p[1] >> 4 > LIST_MAX ? 0 : row.units;
}

size_t aa_next_uses(aa_use_reader *r, aa_use out[AA_USES])
{
    const aa_use_row *rows = r->table->rows;
    const uint8_t *code = r->code.p;
    const uint32_t end = (uint32_t)(r->code.n / 2);
    uint32_t pc = r->pc;
    uint32_t insns = 0;
    size_t count = 0;
    while (pc < end && count < AA_USES && !r->cut) {
        const uint8_t *p = code + (size_t)pc * 2;
        aa_use_row row = rows[p[0]];
        uint32_t units = row.units;
        uint32_t payload = 0;
        if ((row.flags & CLOSER) != 0)
            units = look_closer(r->code, pc, row, &payload);
        if (units - 1 >= end - pc) { /* none, or too long */
            r->cut = true;
            break;
        }
        if (row.kind != AA_USES_NOTHING)
            out[count++] =
                (aa_use){pc, (row.flags & WIDE) != 0 ? aa_le32(p + 2) : aa_le16(p + 2), row.kind, row.how};
        insns += 1 - payload;
        pc += units;
    }
    r->pc = pc;
    r->insns += insns;
    return count;
}
