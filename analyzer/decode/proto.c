#include "decode/proto.h"

static uint64_t read_varint(aa_cursor *c)
{
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        uint8_t byte = aa_read_u8(c);
        if (c->bad)
            return 0;
        value |= (uint64_t)(byte & 0x7F) << shift;
        if ((byte & 0x80) == 0)
            return value;
    }
    c->bad = true;
    return 0;
}

bool aa_proto_next(aa_proto *p, aa_proto_field *out)
{
    if (p->at.bad || aa_cursor_left(&p->at) == 0)
        return false;
    uint64_t tag = read_varint(&p->at);
    *out = (aa_proto_field){.number = (uint32_t)(tag >> 3), .bytes = aa_bytes_none()};
    aa_bytes raw;
    switch (tag & 7) {
    case 0:
        out->value = read_varint(&p->at);
        break;
    case 1:
        raw = aa_read_bytes(&p->at, 8);
        out->value = raw.n == 8 ? aa_le64(raw.p) : 0;
        break;
    case 2:
        out->has_bytes = true;
        out->bytes = aa_read_bytes(&p->at, read_varint(&p->at));
        break;
    case 5:
        raw = aa_read_bytes(&p->at, 4);
        out->value = raw.n == 4 ? aa_le32(raw.p) : 0;
        break;
    default:
        p->at.bad = true;
    }
    p->at.bad = p->at.bad || tag >> 3 == 0 || tag >> 3 > UINT32_MAX;
    return !p->at.bad;
}

static bool last(aa_bytes message, uint32_t number, aa_proto_field *out)
{
    aa_proto p = aa_proto_of(message);
    aa_proto_field f;
    bool found = false;
    while (aa_proto_next(&p, &f))
        if (f.number == number) {
            *out = f;
            found = true;
        }
    return found;
}

aa_bytes aa_proto_bytes(aa_bytes message, uint32_t number)
{
    aa_proto_field f;
    return last(message, number, &f) && f.has_bytes ? f.bytes : aa_bytes_none();
}

uint64_t aa_proto_value(aa_bytes message, uint32_t number)
{
    aa_proto_field f;
    return last(message, number, &f) && !f.has_bytes ? f.value : 0;
}

bool aa_proto_has(aa_bytes message, uint32_t number)
{
    aa_proto_field f;
    return last(message, number, &f);
}
