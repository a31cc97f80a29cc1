/*
 * Arrays, and the calls that write into an array they are given.
 *
 * Source: Android reference of the classes named in the table.
 */
#include "code/model_internal.h"

#include <stdlib.h>

#include "base/str.h"

#define ARRAYS "Ljava/util/Arrays;"

/* ---- copies ------------------------------------------------------------------------------------------- */

/* Elements [from, to) of a constant array; what lies behind its end is 0. */
static aa_value copy_part(const aa_model_call *c, int64_t from, int64_t to)
{
    const aa_value_node *n = aa_value_at(c->values, c->args[0]);
    bool bytes = n->kind == AA_V_BYTES;
    int64_t have = bytes ? (int64_t)n->text.n : n->number;
    if (!bytes && (n->kind != AA_V_ARRAY || n->number < 0 || n->number != n->part_count))
        return AA_VALUE_UNKNOWN;
    if (from < 0 || from > have || to < from)
        return aa_value_nothing(c->values);
    size_t count = (size_t)(to - from);
    size_t kept = (size_t)(to < have ? to - from : have - from);
    if (count > (bytes ? AA_MODEL_TEXT : AA_MODEL_ELEMENTS))
        return AA_VALUE_UNKNOWN;
    aa_value v = AA_VALUE_UNKNOWN;
    if (bytes) {
        uint8_t *out = aa_values_memory(c->values, count + 1);
        if (out != NULL)
            memset(out, 0, count + 1);
        if (out != NULL && kept > 0)
            memcpy(out, n->text.p + from, kept);
        v = out == NULL ? v : aa_model_make_bytes(c->values, out, count);
        free(out);
        return v;
    }
    aa_value *parts = aa_values_memory(c->values, (count + 1) * sizeof *parts);
    for (size_t i = 0; parts != NULL && i < count; i++)
        parts[i] = i < kept ? aa_value_at(c->values, c->args[0])->parts[(size_t)from + i]
                            : aa_value_int(c->values, 0);
    if (parts != NULL)
        v = aa_value_node_of(c->values, AA_V_ARRAY, UINT32_MAX, (int64_t)count, parts, count);
    free(parts);
    return v;
}

static aa_value copy_of(const aa_model_call *c)
{
    int64_t length = 0;
    return aa_model_int(c, 1, &length) ? copy_part(c, 0, length) : AA_VALUE_UNKNOWN;
}

static aa_value copy_of_range(const aa_model_call *c)
{
    int64_t from = 0;
    int64_t to = 0;
    return aa_model_int(c, 1, &from) && aa_model_int(c, 2, &to) ? copy_part(c, from, to) : AA_VALUE_UNKNOWN;
}

static aa_value clone(const aa_model_call *c)
{
    const aa_value_node *n = aa_value_at(c->values, c->args[0]);
    bool whole =
        n->kind == AA_V_BYTES || (n->kind == AA_V_ARRAY && n->number >= 0 && n->number == n->part_count);
    return whole ? c->args[0] : AA_VALUE_UNKNOWN;
}

/* ---- comparing and showing ---------------------------------------------------------------------------- */

static aa_value equal_arrays(const aa_model_call *c)
{
    size_t m = 0;
    size_t n = 0;
    if (c->count < 2)
        return AA_VALUE_UNKNOWN;
    uint8_t *a = aa_model_bytes(c->values, c->args[0], &m);
    uint8_t *b = aa_model_bytes(c->values, c->args[1], &n);
    aa_value v = a == NULL || b == NULL ? AA_VALUE_UNKNOWN
                                        : aa_model_make_bool(c->values, m == n && memcmp(a, b, m) == 0);
    free(a);
    free(b);
    return v;
}

static aa_value show_bytes(const aa_model_call *c)
{
    size_t n = 0;
    uint8_t *bytes = aa_model_bytes(c->values, c->args[0], &n);
    aa_str out;
    aa_str_init(&out, AA_MODEL_TEXT);
    aa_str_putc(&out, '[');
    for (size_t i = 0; bytes != NULL && i < n; i++)
        aa_str_printf(&out, "%s%d", i > 0 ? ", " : "", (int8_t)bytes[i]);
    aa_str_putc(&out, ']');
    aa_values_check(c->values, &out);
    aa_value v =
        bytes != NULL && aa_str_ok(&out) ? aa_model_make_text(c->values, out.ptr, out.len) : AA_VALUE_UNKNOWN;
    aa_str_done(&out);
    free(bytes);
    return v;
}

#define FILLS(owner, name, parameters, which)                                                                \
    {                                                                                                        \
        owner, name, parameters, AA_EFFECT_FILLS, which, 0, NULL                                             \
    }

const aa_model_row aa_model_arrays[] = {
    {"[", "clone", "", AA_EFFECT_PURE | AA_EFFECT_COPIES, 0, 0, clone},
    AA_PURE(ARRAYS, "copyOf", "*I", copy_of),
    AA_PURE(ARRAYS, "copyOfRange", "*II", copy_of_range),
    AA_PURE(ARRAYS, "equals", "bb", equal_arrays),
    AA_PURE(ARRAYS, "toString", "b", show_bytes),
    FILLS(ARRAYS, "fill", NULL, 0),
    FILLS(ARRAYS, "sort", NULL, 0),
    FILLS("Ljava/lang/System;", "arraycopy", NULL, 2),
    FILLS("Ljava/lang/String;", "getChars", NULL, 3),
    FILLS("Ljava/lang/String;", "getBytes", "IIbI", 3),
    FILLS("Landroid/text/TextUtils;", "getChars", NULL, 3),
    FILLS("Ljava/util/Random;", "nextBytes", NULL, 1),
    FILLS("Ljava/io/InputStream;", "read", "b", 1),
    FILLS("Ljava/io/InputStream;", "read", "bII", 1),
    FILLS("Ljava/io/InputStream;", "readNBytes", "bII", 1),
    FILLS("Ljava/io/DataInputStream;", "readFully", NULL, 1),
    FILLS("Ljava/io/DataInput;", "readFully", NULL, 1),
    FILLS("Ljava/io/RandomAccessFile;", "read", "b", 1),
    FILLS("Ljava/io/RandomAccessFile;", "read", "bII", 1),
    FILLS("Ljava/io/RandomAccessFile;", "readFully", NULL, 1),
    FILLS("Ljava/io/ObjectInputStream;", "readFully", NULL, 1),
    FILLS("Ljava/io/Reader;", "read", "c", 1),
    FILLS("Ljava/io/Reader;", "read", "cII", 1),
    FILLS("Ljava/nio/ByteBuffer;", "get", "b", 1),
    FILLS("Ljava/nio/ByteBuffer;", "get", "bII", 1),
    FILLS("Ljava/nio/CharBuffer;", "get", "c", 1),
    FILLS("Ljava/nio/CharBuffer;", "get", "cII", 1),
    FILLS("Ljava/util/zip/Inflater;", "inflate", NULL, 1),
    FILLS("Ljava/util/zip/Deflater;", "deflate", NULL, 1),
    FILLS("Landroid/os/Parcel;", "readByteArray", "b", 1),
    FILLS("Ljava/security/MessageDigest;", "digest", "bII", 1),
    AA_PURE("Ljava/security/MessageDigest;", "isEqual", "bb", equal_arrays),
    FILLS("Ljava/security/Signature;", "sign", "bII", 1),
    FILLS("Ljavax/crypto/KeyAgreement;", "generateSecret", "bI", 1),
    FILLS("Ljavax/crypto/Cipher;", "doFinal", "bI", 1),
    FILLS("Ljavax/crypto/Cipher;", "doFinal", "bIIb", 4),
    FILLS("Ljavax/crypto/Cipher;", "doFinal", "bIIbI", 4),
    FILLS("Ljavax/crypto/Cipher;", "update", "bIIb", 4),
    FILLS("Ljavax/crypto/Cipher;", "update", "bIIbI", 4),
    FILLS("Ljavax/crypto/Mac;", "doFinal", "bI", 1),
    AA_MODEL_END,
};
