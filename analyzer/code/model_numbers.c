/*
 * Boxed numbers, characters and arithmetic helpers.
 *
 * Source: Android reference of the classes named in the table.
 */
#include "code/model_internal.h"

#include <stdio.h>
#include <stdlib.h>

static aa_value same_number(const aa_model_call *c)
{
    int64_t number = 0;
    return aa_model_int(c, 0, &number) ? c->args[0] : AA_VALUE_UNKNOWN;
}

static bool parse(aa_bytes text, int64_t radix, int64_t *out)
{
    char digits[72];
    char *end = NULL;
    if (text.n == 0 || text.n >= sizeof digits || radix < 2 || radix > 36 || text.p[0] == ' ')
        return false;
    memcpy(digits, text.p, text.n);
    digits[text.n] = '\0';
    *out = strtoll(digits, &end, (int)radix);
    return *end == '\0' && *out != INT64_MAX && *out != INT64_MIN;
}

static aa_value parse_number(const aa_model_call *c)
{
    aa_bytes text;
    int64_t radix = 10;
    int64_t number = 0;
    if (!aa_model_text(c, 0, &text) || (c->count > 1 && !aa_model_int(c, 1, &radix)))
        return AA_VALUE_UNKNOWN;
    return parse(text, radix, &number) ? aa_value_int(c->values, number) : aa_value_nothing(c->values);
}

static aa_value to_text(const aa_model_call *c)
{
    char text[32];
    int64_t number = 0;
    if (!aa_model_int(c, 0, &number))
        return AA_VALUE_UNKNOWN;
    int n = snprintf(text, sizeof text, "%lld", (long long)number);
    return aa_model_make_text(c->values, text, (size_t)n);
}

static aa_value to_hex(const aa_model_call *c)
{
    char text[32];
    int64_t number = 0;
    if (!aa_model_int(c, 0, &number))
        return AA_VALUE_UNKNOWN;
    int n = snprintf(text, sizeof text, "%x", (unsigned)(uint32_t)number);
    return aa_model_make_text(c->values, text, (size_t)n);
}

static aa_value digit(const aa_model_call *c)
{
    int64_t ch = 0;
    int64_t radix = 0;
    if (!aa_model_int(c, 0, &ch) || !aa_model_int(c, 1, &radix))
        return AA_VALUE_UNKNOWN;
    int64_t d = ch >= '0' && ch <= '9'   ? ch - '0'
                : ch >= 'a' && ch <= 'z' ? ch - 'a' + 10
                : ch >= 'A' && ch <= 'Z' ? ch - 'A' + 10
                                         : -1;
    return ch >= 0x80 ? AA_VALUE_UNKNOWN : aa_value_int(c->values, d < radix ? d : -1);
}

static aa_value parse_boolean(const aa_model_call *c)
{
    aa_bytes text;
    static const char word[] = "true";
    if (!aa_model_text(c, 0, &text))
        return AA_VALUE_UNKNOWN;
    bool yes = text.n == 4;
    for (size_t i = 0; yes && i < 4; i++)
        yes = (text.p[i] | 0x20) == word[i];
    return aa_value_int(c->values, yes);
}

static aa_value extreme(const aa_model_call *c)
{
    int64_t a = 0;
    int64_t b = 0;
    if (!aa_model_int(c, 0, &a) || !aa_model_int(c, 1, &b))
        return AA_VALUE_UNKNOWN;
    return strcmp(c->name, "max") == 0 ? c->args[a < b] : c->args[a > b];
}

static aa_value absolute(const aa_model_call *c)
{
    int64_t a = 0;
    if (!aa_model_int(c, 0, &a) || a <= INT32_MIN)
        return AA_VALUE_UNKNOWN;
    return aa_value_int(c->values, a < 0 ? -a : a);
}

#define BOX(owner, type)                                                                                     \
    {                                                                                                        \
        owner, "valueOf", type, AA_EFFECT_IDENTITY, 0, NULL                                                  \
    }
#define UNBOX(owner, name)                                                                                   \
    {                                                                                                        \
        owner, name, "", AA_EFFECT_IDENTITY, 0, NULL                                                         \
    }

const aa_model aa_model_numbers[] = {
    BOX("Ljava/lang/Integer;", "I"),
    BOX("Ljava/lang/Long;", "J"),
    BOX("Ljava/lang/Short;", "S"),
    BOX("Ljava/lang/Byte;", "B"),
    BOX("Ljava/lang/Character;", "C"),
    BOX("Ljava/lang/Boolean;", "Z"),
    UNBOX("Ljava/lang/Integer;", "intValue"),
    UNBOX("Ljava/lang/Long;", "longValue"),
    UNBOX("Ljava/lang/Short;", "shortValue"),
    UNBOX("Ljava/lang/Byte;", "byteValue"),
    UNBOX("Ljava/lang/Character;", "charValue"),
    UNBOX("Ljava/lang/Boolean;", "booleanValue"),
    {"Ljava/lang/Number;", "intValue", "", AA_EFFECT_PURE, 0, same_number},
    {"Ljava/lang/Integer;", "parseInt", NULL, AA_EFFECT_PURE, 0, parse_number},
    {"Ljava/lang/Integer;", "valueOf", "L", AA_EFFECT_PURE, 0, parse_number},
    {"Ljava/lang/Integer;", "valueOf", "LI", AA_EFFECT_PURE, 0, parse_number},
    {"Ljava/lang/Long;", "parseLong", NULL, AA_EFFECT_PURE, 0, parse_number},
    {"Ljava/lang/Long;", "valueOf", "L", AA_EFFECT_PURE, 0, parse_number},
    {"Ljava/lang/Byte;", "parseByte", NULL, AA_EFFECT_PURE, 0, parse_number},
    {"Ljava/lang/Boolean;", "parseBoolean", "L", AA_EFFECT_PURE, 0, parse_boolean},
    {"Ljava/lang/Integer;", "toString", NULL, AA_EFFECT_PURE, 0, to_text},
    {"Ljava/lang/Long;", "toString", NULL, AA_EFFECT_PURE, 0, to_text},
    {"Ljava/lang/Integer;", "toHexString", "I", AA_EFFECT_PURE, 0, to_hex},
    {"Ljava/lang/Character;", "digit", "CI", AA_EFFECT_PURE, 0, digit},
    {"Ljava/lang/Math;", "max", NULL, AA_EFFECT_PURE, 0, extreme},
    {"Ljava/lang/Math;", "min", NULL, AA_EFFECT_PURE, 0, extreme},
    {"Ljava/lang/Math;", "abs", "I", AA_EFFECT_PURE, 0, absolute},
    {NULL, NULL, NULL, 0, 0, NULL},
};
