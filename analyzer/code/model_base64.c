/*
 * Base64 of android.util and of java.util.
 *
 * Sources: Android reference, android.util.Base64, java.util.Base64; RFC 4648.
 */
#include "code/model_internal.h"

#include <stdlib.h>

#include "base/base64.h"
#include "base/str.h"

#define ANDROID "Landroid/util/Base64;"

enum { NO_PADDING = 1, NO_WRAP = 2, CRLF = 4, URL_SAFE = 8 };

#define LINE 76U /* characters */

/* What is no digit is passed over, as Android's decoder does; those of java.util that are strict throw. */
static aa_value decode_text(aa_values *values, aa_bytes text)
{
    uint8_t *out = text.n > AA_MODEL_TEXT ? NULL : aa_values_memory(values, text.n + 1);
    size_t n = 0;
    bool ok = out != NULL && aa_base64_read(text, AA_BASE64_ANYTHING, out, text.n + 1, &n);
    aa_value v = ok ? aa_model_make_bytes(values, out, n) : AA_VALUE_UNKNOWN;
    free(out);
    return v;
}

/* Digits of the other alphabet are passed over by Android's decoder. */
static bool mixes_alphabets(aa_bytes text, bool url)
{
    for (size_t i = 0; i < text.n; i++)
        if (url ? text.p[i] == '+' || text.p[i] == '/' : text.p[i] == '-' || text.p[i] == '_')
            return true;
    return false;
}

/* Argument |i|, text or bytes; |url|: -1 for any alphabet. */
static aa_value decode_argument(const aa_model_call *c, size_t i, int url)
{
    aa_bytes text;
    size_t n = 0;
    if (aa_model_text(c, i, &text))
        return url >= 0 && mixes_alphabets(text, url == 1) ? AA_VALUE_UNKNOWN : decode_text(c->values, text);
    uint8_t *bytes = i < c->count ? aa_model_bytes(c->values, c->args[i], &n) : NULL;
    text = aa_bytes_of(bytes, n);
    aa_value v = bytes == NULL || (url >= 0 && mixes_alphabets(text, url == 1))
                     ? AA_VALUE_UNKNOWN
                     : decode_text(c->values, text);
    free(bytes);
    return v;
}

static aa_value decode_android(const aa_model_call *c)
{
    int64_t flags = 0;
    return aa_model_int(c, 1, &flags) ? decode_argument(c, 0, (flags & URL_SAFE) != 0) : AA_VALUE_UNKNOWN;
}

/* The receiver, which is not looked at, says which alphabet; a text fits only one. */
static aa_value decode_java(const aa_model_call *c)
{
    return decode_argument(c, 1, -1);
}

static void put_group(aa_str *out, const uint8_t *p, size_t n, int64_t flags)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    uint32_t group = (uint32_t)p[0] << 16 | (n > 1 ? (uint32_t)p[1] << 8 : 0) | (n > 2 ? p[2] : 0);
    for (size_t i = 0; i < 4; i++) {
        uint32_t d = group >> (18 - 6 * i) & 63;
        if (i <= n)
            aa_str_putc(out, d < 62             ? digits[d]
                             : flags & URL_SAFE ? (d == 62 ? '-' : '_')
                                                : (d == 62 ? '+' : '/'));
        else if (!(flags & NO_PADDING))
            aa_str_putc(out, '=');
    }
}

static bool encode(const aa_model_call *c, size_t i, int64_t flags, aa_str *out)
{
    size_t n = 0;
    uint8_t *bytes = i < c->count ? aa_model_bytes(c->values, c->args[i], &n) : NULL;
    const char *end = flags & CRLF ? "\r\n" : "\n";
    bool wraps = !(flags & NO_WRAP);
    for (size_t at = 0; bytes != NULL && at < n && aa_str_ok(out); at += 3) {
        if (wraps && at > 0 && at % (LINE / 4 * 3) == 0)
            aa_str_put(out, end);
        put_group(out, bytes + at, n - at < 3 ? n - at : 3, flags);
    }
    if (wraps && n > 0)
        aa_str_put(out, end);
    free(bytes);
    aa_values_check(c->values, out);
    return bytes != NULL && aa_str_ok(out);
}

static aa_value encode_android(const aa_model_call *c)
{
    int64_t flags = 0;
    bool text = strcmp(c->name, "encodeToString") == 0;
    aa_str out;
    if (!aa_model_int(c, 1, &flags))
        return AA_VALUE_UNKNOWN;
    aa_str_init(&out, AA_MODEL_TEXT);
    aa_value v = AA_VALUE_UNKNOWN;
    if (encode(c, 0, flags, &out))
        v = text ? aa_model_make_text(c->values, out.ptr, out.len)
                 : aa_model_make_bytes(c->values, out.ptr, out.len);
    aa_str_done(&out);
    return v;
}

/* Only what every encoder of java.util writes alike: one line, no padding, no digit in which the alphabets
 * differ. */
static aa_value encode_java(const aa_model_call *c)
{
    aa_str out;
    aa_str_init(&out, AA_MODEL_TEXT);
    bool same = encode(c, 1, NO_WRAP, &out) && out.len <= LINE;
    for (size_t i = 0; same && i < out.len; i++)
        same = out.ptr[i] != '+' && out.ptr[i] != '/' && out.ptr[i] != '=';
    aa_value v = same ? aa_model_make_text(c->values, out.ptr, out.len) : AA_VALUE_UNKNOWN;
    aa_str_done(&out);
    return v;
}

const aa_model_row aa_model_base64[] = {
    AA_PURE(ANDROID, "decode", "LI", decode_android),
    AA_PURE(ANDROID, "decode", "bI", decode_android),
    AA_PURE(ANDROID, "encode", "bI", encode_android),
    AA_PURE(ANDROID, "encodeToString", "bI", encode_android),
    AA_OPEN("Ljava/util/Base64$Decoder;", "decode", "L", 1, decode_java),
    AA_OPEN("Ljava/util/Base64$Decoder;", "decode", "b", 1, decode_java),
    AA_OPEN("Ljava/util/Base64$Encoder;", "encodeToString", "b", 1, encode_java),
    AA_MODEL_END,
};
