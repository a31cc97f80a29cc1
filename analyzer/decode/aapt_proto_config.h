/* Configurations of both forms. Internal to aapt_proto_*.c. */
#ifndef AA_DECODE_AAPT_PROTO_CONFIG_H
#define AA_DECODE_AAPT_PROTO_CONFIG_H

#include "decode/aapt_proto.h"

#define AA_PROTO_CONFIG_BYTES 64

/* The message Configuration as a ResTable_config of 64 bytes, its size first. */
void aa_proto_config(aa_bytes message, uint8_t out[AA_PROTO_CONFIG_BYTES]);

#endif
