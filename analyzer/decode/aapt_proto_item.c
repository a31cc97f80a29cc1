#include "decode/aapt_proto_item.h"

/* Fields of Resources.proto. */
enum {
    ITEM_REF = 1,
    ITEM_STR = 2,
    ITEM_RAW = 3,
    ITEM_STYLED = 4,
    ITEM_FILE = 5,
    ITEM_ID = 6,
    ITEM_PRIMITIVE = 7
};

enum { REF_TYPE = 1, REF_ID = 2, REF_NAME = 3, REF_DYNAMIC = 5 };

uint32_t aa_proto_reference(aa_bytes reference)
{
    uint32_t id = (uint32_t)aa_proto_value(reference, REF_ID);
    return id == 0 && aa_proto_bytes(reference, REF_NAME).n > 0 ? AA_PROTO_NO_RESOURCE : id;
}

static aa_proto_item reference(aa_bytes ref)
{
    bool attribute = aa_proto_value(ref, REF_TYPE) == 1;
    bool dynamic = aa_proto_value(aa_proto_bytes(ref, REF_DYNAMIC), 1) != 0;
    uint8_t type = attribute ? (dynamic ? AA_RES_DYNAMIC_ATTRIBUTE : AA_RES_ATTRIBUTE)
                             : (dynamic ? AA_RES_DYNAMIC_REFERENCE : AA_RES_REFERENCE);
    return (aa_proto_item){type, aa_proto_reference(ref), aa_bytes_none()};
}

/* What a field of Primitive is: Res_value::dataType. */
static aa_proto_item primitive(aa_bytes message)
{
    static const uint8_t types[] = {[1] = AA_RES_NULL,
                                    [2] = AA_RES_NULL,
                                    [3] = AA_RES_FLOAT,
                                    [4] = AA_RES_FLOAT,
                                    [5] = AA_RES_FLOAT,
                                    [6] = AA_RES_INT_DEC,
                                    [7] = AA_RES_INT_HEX,
                                    [8] = AA_RES_INT_BOOLEAN,
                                    [9] = 0x1c,
                                    [10] = 0x1d,
                                    [11] = 0x1e,
                                    [12] = 0x1f,
                                    [13] = AA_RES_DIMENSION,
                                    [14] = AA_RES_FRACTION};
    aa_proto p = aa_proto_of(message);
    aa_proto_field f;
    aa_proto_item out = {AA_RES_NULL, 0, aa_bytes_none()};
    while (aa_proto_next(&p, &f)) {
        if (f.number == 0 || f.number >= sizeof types)
            continue;
        out = (aa_proto_item){types[f.number], (uint32_t)f.value, aa_bytes_none()};
        if (f.number == 2) /* DATA_NULL_EMPTY */
            out.data = 1;
        if (f.number == 8)
            out.data = f.value != 0 ? UINT32_MAX : 0;
    }
    return out;
}

aa_proto_item aa_proto_item_of(aa_bytes item)
{
    aa_proto p = aa_proto_of(item);
    aa_proto_field f;
    aa_proto_item out = {AA_RES_NULL, 0, aa_bytes_none()};
    while (aa_proto_next(&p, &f))
        switch (f.number) {
        case ITEM_REF:
            out = reference(f.bytes);
            break;
        case ITEM_STR:
        case ITEM_RAW:
        case ITEM_STYLED:
        case ITEM_FILE:
            out = (aa_proto_item){AA_RES_STRING, 0, aa_proto_bytes(f.bytes, 1)};
            break;
        case ITEM_ID:
            out = (aa_proto_item){AA_RES_INT_BOOLEAN, 0, aa_bytes_none()};
            break;
        case ITEM_PRIMITIVE:
            out = primitive(f.bytes);
            break;
        default:
            break;
        }
    return out;
}

void aa_proto_put_item(aa_str *out, aa_chunk_pool *pool, aa_proto_item item)
{
    uint32_t data = item.type == AA_RES_STRING ? aa_chunk_string(pool, item.text) : item.data;
    aa_chunk_u16(out, 8);
    aa_chunk_u8(out, 0);
    aa_chunk_u8(out, item.type);
    aa_chunk_u32(out, data);
}
