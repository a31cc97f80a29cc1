/*
 * The wire format of protocol buffers, one field at a time.
 *
 * Source: Protocol Buffers, "Encoding". Groups (wire types 3 and 4) are not used by what is read here and
 * count as damage.
 */
#ifndef AA_DECODE_PROTO_H
#define AA_DECODE_PROTO_H

#include "base/bytes.h"

typedef struct aa_proto {
    aa_cursor at;
} aa_proto;

typedef struct aa_proto_field {
    uint32_t number;
    bool has_bytes; /* length-delimited: |bytes|; else |value| */
    aa_bytes bytes;
    uint64_t value;
} aa_proto_field;

static inline aa_proto aa_proto_of(aa_bytes message)
{
    return (aa_proto){aa_cursor_at(message, 0)};
}

/* The next field. False at the end, or at damage, which |at.bad| tells. */
bool aa_proto_next(aa_proto *p, aa_proto_field *out);

/* The last field |number| of |message|: no bytes, or 0, when it is not there or of the other kind. */
aa_bytes aa_proto_bytes(aa_bytes message, uint32_t number);
uint64_t aa_proto_value(aa_bytes message, uint32_t number);
bool aa_proto_has(aa_bytes message, uint32_t number);

#endif
