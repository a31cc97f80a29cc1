/*
 * Typed values of Android resources as text.
 *
 * Source: AOSP frameworks/base/libs/androidfw/include/androidfw/ResourceTypes.h (Res_value: types, complex
 * units and radixes), core/java/android/util/TypedValue.java (complexToFloat, coerceToString).
 */
#include <stdio.h>
#include <stdlib.h>

#include "decode/axml.h"

#define COLOR_FIRST     0x1c
#define COLOR_LAST      0x1f
#define FLOAT_DIGITS    9 /* enough to tell any two floats apart */
#define MANTISSA_DIGITS 7 /* what 24 bits hold: 33% is stored as 0.33000004 */

/* The digits of |text| ("1.25e+03" in any locale's decimal point) and its exponent. */
static int split_number(const char *text, char digits[FLOAT_DIGITS + 1], size_t *count)
{
    const char *p = text;
    *count = 0;
    for (; *p != '\0' && *p != 'e'; p++)
        if (*p >= '0' && *p <= '9' && *count < FLOAT_DIGITS)
            digits[(*count)++] = *p;
    while (*count > 1 && digits[*count - 1] == '0')
        (*count)--;
    digits[*count] = '\0';
    return *p == 'e' ? (int)strtol(p + 1, NULL, 10) : 0;
}

/* Positional, never scientific within this range; |out| has room for AA_RES_TEXT_MAX less a unit. */
static void put_digits(const char *digits, size_t count, int exponent, bool negative, char *out, size_t size)
{
    const char *sign = negative ? "-" : "";
    if (exponent < -5 || exponent > 9) {
        snprintf(out, size, "%s%.1s%s%se%d", sign, digits, count > 1 ? "." : "", digits + 1, exponent);
        return;
    }
    if (exponent < 0) {
        snprintf(out, size, "%s0.%.*s%s", sign, -exponent - 1, "00000", digits);
        return;
    }
    size_t whole = (size_t)exponent + 1;
    if (whole >= count)
        snprintf(out, size, "%s%s%.*s", sign, digits, (int)(whole - count), "000000000");
    else
        snprintf(out, size, "%s%.*s.%s", sign, (int)whole, digits, digits + whole);
}

/* The shortest decimal, of at most |most| digits, that reads back as |value|. printf() and strtof() agree on
 * the locale's point. */
static void put_float(float value, int most, char *out, size_t size)
{
    if (value != value) {
        snprintf(out, size, "NaN");
        return;
    }
    if (value - value != 0) {
        snprintf(out, size, value < 0 ? "-Infinity" : "Infinity");
        return;
    }
    char text[32];
    for (int precision = 0; precision < most; precision++) {
        snprintf(text, sizeof text, "%.*e", precision, (double)value);
        if (strtof(text, NULL) == value)
            break;
    }
    char digits[FLOAT_DIGITS + 1];
    size_t count = 0;
    int exponent = split_number(text, digits, &count);
    put_digits(digits, count, exponent, value < 0, out, size);
}

/* Mantissa of 24 bits, radix point after 0, 7, 15 or 23 of them. */
static float complex_value(uint32_t data)
{
    static const float scale[] = {0x1p-8F, 0x1p-15F, 0x1p-23F, 0x1p-31F};
    return (float)(int32_t)(data & 0xFFFFFF00U) * scale[data >> 4 & 3];
}

static void put_complex(uint32_t data, float factor, const char *unit, char *buffer)
{
    put_float(complex_value(data) * factor, MANTISSA_DIGITS, buffer, AA_RES_TEXT_MAX - 8);
    size_t n = strlen(buffer);
    snprintf(buffer + n, AA_RES_TEXT_MAX - n, "%s", unit);
}

static const char *dimension_unit(uint32_t data)
{
    static const char *const units[] = {"px", "dp", "sp", "pt", "in", "mm"};
    uint32_t unit = data & 0xF;
    return unit < sizeof units / sizeof *units ? units[unit] : "?";
}

static const char *fraction_unit(uint32_t data)
{
    static const char *const units[] = {"%", "%p"};
    uint32_t unit = data & 0xF;
    return unit < sizeof units / sizeof *units ? units[unit] : "?";
}

static const char *integer_text(aa_res_value value, char *buffer)
{
    if (value.type == AA_RES_INT_BOOLEAN)
        return value.data != 0 ? "true" : "false";
    if (value.type >= COLOR_FIRST && value.type <= COLOR_LAST)
        snprintf(buffer, AA_RES_TEXT_MAX, "#%08x", (unsigned)value.data);
    else
        snprintf(buffer, AA_RES_TEXT_MAX, "%d", (int)(int32_t)value.data);
    return buffer;
}

const char *aa_res_value_text(aa_res_value value, char buffer[AA_RES_TEXT_MAX])
{
    float number = 0;
    switch (value.type) {
    case AA_RES_NULL:
        return value.data == 1 ? "@empty" : "@null";
    case AA_RES_STRING:
        return value.text;
    case AA_RES_REFERENCE:
    case AA_RES_DYNAMIC_REFERENCE:
        snprintf(buffer, AA_RES_TEXT_MAX, "@0x%08x", (unsigned)value.data);
        return buffer;
    case AA_RES_ATTRIBUTE:
    case AA_RES_DYNAMIC_ATTRIBUTE:
        snprintf(buffer, AA_RES_TEXT_MAX, "?0x%08x", (unsigned)value.data);
        return buffer;
    case AA_RES_FLOAT:
        memcpy(&number, &value.data, sizeof number);
        put_float(number, FLOAT_DIGITS, buffer, AA_RES_TEXT_MAX);
        return buffer;
    case AA_RES_DIMENSION:
        put_complex(value.data, 1, dimension_unit(value.data), buffer);
        return buffer;
    case AA_RES_FRACTION:
        put_complex(value.data, 100, fraction_unit(value.data), buffer);
        return buffer;
    default:
        return integer_text(value, buffer);
    }
}
