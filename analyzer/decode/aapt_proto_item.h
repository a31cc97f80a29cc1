/* Values of both conversions. Internal to aapt_proto_*.c. */
#ifndef AA_DECODE_AAPT_PROTO_ITEM_H
#define AA_DECODE_AAPT_PROTO_ITEM_H

#include "decode/aapt_proto.h"
#include "decode/axml.h"
#include "decode/chunks.h"

#define AA_PROTO_NO_RESOURCE 0x7FFFFFFFU /* of a reference that has a name and no id: nothing has this id */

/* A Res_value: of AA_RES_STRING the text is in |text|. */
typedef struct aa_proto_item {
    uint8_t type;
    uint32_t data;
    aa_bytes text;
} aa_proto_item;

/* The message Item. */
aa_proto_item aa_proto_item_of(aa_bytes item);
/* Id of the message Reference. */
uint32_t aa_proto_reference(aa_bytes reference);
/* Writes a Res_value, its string into |pool|. */
void aa_proto_put_item(aa_str *out, aa_chunk_pool *pool, aa_proto_item item);

#endif
