/*
 * Arrays, Base64, and the calls that write into an array they are given.
 *
 * Source: Android reference of the classes named in the table.
 */
#include "code/model_internal.h"

#include <stdlib.h>

/* ---- Base64 ------------------------------------------------------------------------------------------- */

static int sextet(uint8_t c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

/* White space and what is no digit is passed over, as Android's decoder does. */
static aa_value decode_text(aa_values *values, aa_bytes text)
{
    uint8_t *out = text.n > AA_MODEL_TEXT ? NULL : malloc(text.n + 1);
    size_t n = 0;
    uint32_t bits = 0;
    unsigned held = 0;
    for (size_t i = 0; out != NULL && i < text.n && text.p[i] != '='; i++) {
        int digit = sextet(text.p[i]);
        if (digit < 0)
            continue;
        bits = bits << 6 | (uint32_t)digit;
        held += 6;
        if (held >= 8) {
            held -= 8;
            out[n++] = (uint8_t)(bits >> held);
        }
    }
    aa_value v = out == NULL ? AA_VALUE_UNKNOWN : aa_model_make_bytes(values, out, n);
    free(out);
    return v;
}

/* The argument that is text or bytes: the first of android.util.Base64, the second of a java.util decoder. */
static aa_value decode(const aa_model_call *c)
{
    for (size_t i = 0; i < c->count && i < 2; i++) {
        aa_bytes text;
        size_t n = 0;
        if (aa_model_text(c, i, &text))
            return decode_text(c->values, text);
        uint8_t *bytes = aa_model_bytes(c->values, c->args[i], &n);
        if (bytes == NULL)
            continue;
        aa_value v = decode_text(c->values, aa_bytes_of(bytes, n));
        free(bytes);
        return v;
    }
    return AA_VALUE_UNKNOWN;
}

static aa_value encode(const aa_model_call *c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    size_t n = 0;
    int64_t flags = 0;
    if (c->count != 2 || !aa_model_int(c, 1, &flags) || (flags & ~INT64_C(2)) != 0)
        return AA_VALUE_UNKNOWN;
    uint8_t *bytes = aa_model_bytes(c->values, c->args[0], &n);
    bool lines = (flags & 2) == 0;
    if (bytes == NULL || n > 3000 || (lines && n > 57)) {
        free(bytes);
        return AA_VALUE_UNKNOWN;
    }
    char out[4096];
    size_t at = 0;
    for (size_t i = 0; i < n; i += 3) {
        uint32_t group = (uint32_t)bytes[i] << 16;
        group |= i + 1 < n ? (uint32_t)bytes[i + 1] << 8 : 0;
        group |= i + 2 < n ? bytes[i + 2] : 0;
        out[at++] = digits[group >> 18];
        out[at++] = digits[group >> 12 & 63];
        out[at++] = (char)(i + 1 < n ? digits[group >> 6 & 63] : '=');
        out[at++] = (char)(i + 2 < n ? digits[group & 63] : '=');
    }
    if (lines)
        out[at++] = '\n';
    free(bytes);
    return aa_model_make_text(c->values, out, at);
}

/* ---- copies ------------------------------------------------------------------------------------------- */

static aa_value copy_bytes(const aa_model_call *c, size_t from, size_t to)
{
    size_t n = 0;
    uint8_t *bytes = aa_model_bytes(c->values, c->args[0], &n);
    if (bytes == NULL || from > n || to < from || to - from > AA_MODEL_TEXT ||
        aa_value_kind_of(c->values, c->args[0]) != AA_V_BYTES) {
        free(bytes);
        return AA_VALUE_UNKNOWN;
    }
    uint8_t *out = calloc(to - from + 1, 1);
    if (out != NULL)
        memcpy(out, bytes + from, to < n ? to - from : n - from);
    aa_value v = out == NULL ? AA_VALUE_UNKNOWN : aa_model_make_bytes(c->values, out, to - from);
    free(out);
    free(bytes);
    return v;
}

static aa_value copy_of(const aa_model_call *c)
{
    int64_t length = 0;
    if (!aa_model_int(c, 1, &length) || length < 0)
        return AA_VALUE_UNKNOWN;
    return copy_bytes(c, 0, (size_t)length);
}

static aa_value copy_of_range(const aa_model_call *c)
{
    int64_t from = 0;
    int64_t to = 0;
    if (!aa_model_int(c, 1, &from) || !aa_model_int(c, 2, &to) || from < 0 || to < from)
        return AA_VALUE_UNKNOWN;
    return copy_bytes(c, (size_t)from, (size_t)to);
}

static aa_value equal_arrays(const aa_model_call *c)
{
    size_t m = 0;
    size_t n = 0;
    uint8_t *a = aa_model_bytes(c->values, c->args[0], &m);
    uint8_t *b = c->count > 1 ? aa_model_bytes(c->values, c->args[1], &n) : NULL;
    aa_value v =
        a == NULL || b == NULL ? AA_VALUE_UNKNOWN : aa_value_int(c->values, m == n && memcmp(a, b, m) == 0);
    free(a);
    free(b);
    return v;
}

#define FILLS(owner, name, parameters, which)                                                                \
    {                                                                                                        \
        owner, name, parameters, AA_EFFECT_FILLS, which, NULL                                                \
    }
#define SAME(owner, name, which)                                                                             \
    {                                                                                                        \
        owner, name, NULL, AA_EFFECT_IDENTITY, which, NULL                                                   \
    }

const aa_model aa_model_arrays[] = {
    {"Landroid/util/Base64;", "decode", NULL, AA_EFFECT_PURE, 0, decode},
    {"Landroid/util/Base64;", "encodeToString", "bI", AA_EFFECT_PURE, 0, encode},
    {"Ljava/util/Arrays;", "copyOf", "bI", AA_EFFECT_PURE, 0, copy_of},
    {"Ljava/util/Arrays;", "copyOfRange", "bII", AA_EFFECT_PURE, 0, copy_of_range},
    {"Ljava/util/Arrays;", "equals", "bb", AA_EFFECT_PURE, 0, equal_arrays},
    {"Ljava/security/MessageDigest;", "isEqual", "bb", AA_EFFECT_PURE, 0, equal_arrays},
    SAME("Ljava/util/Objects;", "requireNonNull", 0),
    FILLS("Ljava/util/Arrays;", "fill", NULL, 0),
    FILLS("Ljava/lang/System;", "arraycopy", NULL, 2),
    FILLS("Ljava/security/SecureRandom;", "nextBytes", NULL, 1),
    FILLS("Ljava/util/Random;", "nextBytes", NULL, 1),
    FILLS("Ljava/util/concurrent/ThreadLocalRandom;", "nextBytes", NULL, 1),
    FILLS("Ljava/io/InputStream;", "read", NULL, 1),
    FILLS("Ljava/io/FileInputStream;", "read", NULL, 1),
    FILLS("Ljava/io/BufferedInputStream;", "read", NULL, 1),
    FILLS("Ljava/io/DataInputStream;", "read", NULL, 1),
    FILLS("Ljava/io/DataInputStream;", "readFully", NULL, 1),
    FILLS("Ljava/io/ByteArrayInputStream;", "read", NULL, 1),
    FILLS("Ljava/io/RandomAccessFile;", "readFully", NULL, 1),
    FILLS("Ljava/io/RandomAccessFile;", "read", NULL, 1),
    FILLS("Ljava/io/Reader;", "read", NULL, 1),
    FILLS("Ljava/io/InputStreamReader;", "read", NULL, 1),
    FILLS("Ljava/nio/ByteBuffer;", "get", "b", 1),
    FILLS("Ljava/nio/ByteBuffer;", "get", "bII", 1),
    FILLS("Ljava/security/MessageDigest;", "digest", "bII", 1),
    FILLS("Ljavax/crypto/Cipher;", "doFinal", "bI", 1),
    FILLS("Ljavax/crypto/Cipher;", "doFinal", "bIIb", 4),
    FILLS("Ljavax/crypto/Cipher;", "doFinal", "bIIbI", 4),
    FILLS("Ljavax/crypto/Cipher;", "update", "bIIb", 4),
    FILLS("Ljavax/crypto/Cipher;", "update", "bIIbI", 4),
    FILLS("Ljavax/crypto/Mac;", "doFinal", "bI", 1),
    FILLS("Ljava/lang/String;", "getChars", NULL, 3),
    {NULL, NULL, NULL, 0, 0, NULL},
};
