#include "decode/dex_insn.h"

enum {
    FORMAT_NONE,
    FORMAT_10X,
    FORMAT_12X,
    FORMAT_11N,
    FORMAT_11X,
    FORMAT_10T,
    FORMAT_20T,
    FORMAT_22X,
    FORMAT_21T,
    FORMAT_21S,
    FORMAT_21H,
    FORMAT_21C,
    FORMAT_23X,
    FORMAT_22B,
    FORMAT_22T,
    FORMAT_22S,
    FORMAT_22C,
    FORMAT_30T,
    FORMAT_32X,
    FORMAT_31I,
    FORMAT_31T,
    FORMAT_31C,
    FORMAT_35C,
    FORMAT_3RC,
    FORMAT_45CC,
    FORMAT_4RCC,
    FORMAT_51L,
};

/* Code units of each format: the first digit of its name. */
static const uint8_t lengths[] = {0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2,
                                  2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 4, 4, 5};

typedef struct op_info {
    const char *name; /* NULL: unused */
    uint8_t format;
    uint8_t index_kind;
    uint8_t flow;
} op_info;

static const op_info ops[256] = {
#include "decode/dex_ops.inc"
};

#define OP_CONST_WIDE_HIGH16 0x19

const char *aa_dex_op_name(uint8_t op)
{
    return ops[op].name;
}

aa_dex_op aa_dex_op_of(uint8_t op)
{
    uint8_t format = ops[op].format;
    return (aa_dex_op){.units = lengths[format],
                       .index_kind = ops[op].index_kind,
                       .flow = ops[op].flow,
                       .wide = format == FORMAT_31C,
                       .list = format == FORMAT_35C || format == FORMAT_45CC};
}

aa_dex_insns aa_dex_insns_of(const aa_dex_code *code)
{
    return (aa_dex_insns){code->insns, 0, false};
}

aa_dex_insns aa_dex_insns_at(const aa_dex_code *code, uint32_t pc)
{
    return (aa_dex_insns){code->insns, pc, pc > code->insns.n / 2};
}

/* ---- payloads ---- */

enum { IDENT_PACKED = 0x0100, IDENT_SPARSE = 0x0200, IDENT_ARRAY = 0x0300 };

static bool packed_switch(aa_bytes at, aa_dex_payload *out)
{
    if (at.n < 8)
        return false;
    out->kind = AA_DEX_PACKED_SWITCH;
    out->count = aa_le16(at.p + 2);
    out->first = (int32_t)aa_le32(at.p + 4);
    out->units = 4 + 2 * out->count;
    return aa_bytes_table(at, 8, out->count, 4, &out->data);
}

static bool sparse_switch(aa_bytes at, aa_dex_payload *out)
{
    if (at.n < 4)
        return false;
    out->kind = AA_DEX_SPARSE_SWITCH;
    out->count = aa_le16(at.p + 2);
    out->units = 2 + 4 * out->count;
    return aa_bytes_table(at, 4, out->count, 4, &out->keys) &&
           aa_bytes_table(at, 4 + out->keys.n, out->count, 4, &out->data);
}

static bool array_data(aa_bytes at, aa_dex_payload *out)
{
    if (at.n < 8)
        return false;
    out->kind = AA_DEX_ARRAY_DATA;
    out->width = aa_le16(at.p + 2);
    out->count = aa_le32(at.p + 4);
    uint64_t bytes = (uint64_t)out->width * out->count;
    bytes += bytes & 1;
    if (!aa_bytes_sub(at, 8, bytes, &out->data))
        return false;
    out->units = (uint32_t)(4 + bytes / 2);
    out->data.n = (size_t)out->width * out->count;
    return true;
}

bool aa_dex_payload_at(aa_bytes insns, uint32_t pc, aa_dex_payload *out)
{
    *out = (aa_dex_payload){.keys = aa_bytes_none(), .data = aa_bytes_none()};
    aa_bytes at = aa_bytes_from(insns, (uint64_t)pc * 2);
    if (at.n < 2)
        return false;
    switch (aa_le16(at.p)) {
    case IDENT_PACKED:
        return packed_switch(at, out);
    case IDENT_SPARSE:
        return sparse_switch(at, out);
    case IDENT_ARRAY:
        return array_data(at, out);
    default:
        return false;
    }
}

int32_t aa_dex_switch_key(const aa_dex_payload *payload, uint32_t i)
{
    if (payload->kind == AA_DEX_SPARSE_SWITCH)
        return (int32_t)aa_le32(payload->keys.p + (size_t)i * 4);
    return (int32_t)((uint32_t)payload->first + i);
}

uint32_t aa_dex_switch_target(const aa_dex_payload *payload, uint32_t i, uint32_t pc)
{
    return pc + aa_le32(payload->data.p + (size_t)i * 4);
}

/* ---- operands ---- */

static int32_t nibble(unsigned value)
{
    return (int32_t)(value & 7U) - (int32_t)(value & 8U);
}

/* A branch offset may lead anywhere: the sum wraps, and is compared with the method before it is used. */
static uint32_t reach(const aa_dex_insn *in, int32_t offset)
{
    return in->pc + (uint32_t)offset;
}

static void set1(aa_dex_insn *in, unsigned a)
{
    in->count = 1;
    in->v[0] = (uint16_t)a;
}

static void set2(aa_dex_insn *in, unsigned a, unsigned b)
{
    set1(in, a);
    in->count = 2;
    in->v[1] = (uint16_t)b;
}

static void set3(aa_dex_insn *in, unsigned a, unsigned b, unsigned c)
{
    set2(in, a, b);
    in->count = 3;
    in->v[2] = (uint16_t)c;
}

/* Up to five registers: four in the third unit, the fifth beside the count. Six or more is no format. */
static bool set_list(aa_dex_insn *in, unsigned high, unsigned list)
{
    in->count = (uint8_t)(high >> 4);
    for (unsigned i = 0; i < 4; i++)
        in->v[i] = (uint16_t)(list >> (4 * i) & 0xF);
    in->v[4] = (uint16_t)(high & 0xF);
    return in->count <= 5;
}

static void one_unit(aa_dex_insn *in, unsigned high, unsigned f)
{
    switch (f) {
    case FORMAT_12X:
        set2(in, high & 0xF, high >> 4);
        break;
    case FORMAT_11N:
        set1(in, high & 0xF);
        in->literal = nibble(high >> 4);
        break;
    case FORMAT_11X:
        set1(in, high);
        break;
    case FORMAT_10T:
        in->target = reach(in, (int8_t)high);
        break;
    default: /* 10x has none */
        break;
    }
}

static void two_units(aa_dex_insn *in, unsigned high, unsigned next, unsigned f)
{
    int16_t number = (int16_t)next;
    switch (f) {
    case FORMAT_20T:
        in->target = reach(in, number);
        return;
    case FORMAT_22X:
        set2(in, high, next);
        return;
    case FORMAT_23X:
        set3(in, high, next & 0xFF, next >> 8);
        return;
    case FORMAT_22B:
        set2(in, high, next & 0xFF);
        in->literal = (int16_t)next >> 8;
        return;
    case FORMAT_22T:
        set2(in, high & 0xF, high >> 4);
        in->target = reach(in, number);
        return;
    case FORMAT_22S:
        set2(in, high & 0xF, high >> 4);
        in->literal = number;
        return;
    case FORMAT_22C:
        set2(in, high & 0xF, high >> 4);
        in->index = next;
        return;
    default:
        set1(in, high);
        break;
    }
    if (f == FORMAT_21T)
        in->target = reach(in, number);
    else if (f == FORMAT_21S)
        in->literal = number;
    else if (f == FORMAT_21H)
        in->literal =
            (int64_t)number * (in->op == OP_CONST_WIDE_HIGH16 ? INT64_C(1) << 48 : INT64_C(1) << 16);
    else
        in->index = next;
}

static bool more_units(aa_dex_insn *in, unsigned high, const uint8_t *p, unsigned f)
{
    uint32_t wide = aa_le32(p + 2);
    switch (f) {
    case FORMAT_30T:
        in->target = in->pc + wide;
        return true;
    case FORMAT_32X:
        set2(in, aa_le16(p + 2), aa_le16(p + 4));
        return true;
    case FORMAT_31I:
        set1(in, high);
        in->literal = (int32_t)wide;
        return true;
    case FORMAT_31T:
        set1(in, high);
        in->target = in->pc + wide;
        return true;
    case FORMAT_31C:
        set1(in, high);
        in->index = wide;
        return true;
    case FORMAT_51L:
        set1(in, high);
        in->literal = (int64_t)aa_le64(p + 2);
        return true;
    default:
        break;
    }
    in->index = aa_le16(p + 2);
    if (f == FORMAT_45CC || f == FORMAT_4RCC)
        in->proto = aa_le16(p + 6);
    if (f == FORMAT_35C || f == FORMAT_45CC)
        return set_list(in, high, aa_le16(p + 4));
    in->range = true;
    in->count = (uint8_t)high;
    in->v[0] = aa_le16(p + 4);
    return true;
}

static bool read_payload(aa_dex_insns *it, aa_dex_insn *out)
{
    aa_dex_payload payload;
    if (!aa_dex_payload_at(it->code, it->pc, &payload))
        return false;
    *out = (aa_dex_insn){.pc = it->pc, .units = payload.units, .payload = (uint8_t)payload.kind};
    return true;
}

static bool read_insn(aa_dex_insns *it, const uint8_t *p, size_t left, aa_dex_insn *out)
{
    if (p[0] == 0 && p[1] >= 1 && p[1] <= 3)
        return read_payload(it, out);
    const op_info *info = &ops[p[0]];
    uint32_t units = lengths[info->format];
    if (units == 0 || units > left / 2)
        return false;
    *out = (aa_dex_insn){
        .pc = it->pc, .units = units, .op = p[0], .index_kind = info->index_kind, .flow = info->flow};
    if (units == 1)
        one_unit(out, p[1], info->format);
    else if (units == 2)
        two_units(out, p[1], aa_le16(p + 2), info->format);
    else
        return more_units(out, p[1], p, info->format);
    return true;
}

bool aa_dex_next_insn(aa_dex_insns *it, aa_dex_insn *out)
{
    size_t at = (size_t)it->pc * 2;
    if (it->invalid || at >= it->code.n)
        return false;
    if (!read_insn(it, it->code.p + at, it->code.n - at, out)) {
        it->invalid = true;
        return false;
    }
    it->pc += out->units;
    return true;
}
