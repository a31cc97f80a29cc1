/*
 * Boxed numbers, characters and arithmetic helpers.
 *
 * Source: Android reference of the classes named in the table.
 */
#include "code/model_internal.h"

#define INTEGER   "Ljava/lang/Integer;"
#define LONG      "Ljava/lang/Long;"
#define SHORT     "Ljava/lang/Short;"
#define BYTE      "Ljava/lang/Byte;"
#define CHARACTER "Ljava/lang/Character;"
#define BOOLEAN   "Ljava/lang/Boolean;"
#define NUMBER    "Ljava/lang/Number;"
#define MATH      "Ljava/lang/Math;"
#define STRING    "Ljava/lang/String;"

/* ---- from text ---------------------------------------------------------------------------------------- */

static int digit_of(int64_t ch, int64_t radix)
{
    int64_t d = ch >= '0' && ch <= '9'   ? ch - '0'
                : ch >= 'a' && ch <= 'z' ? ch - 'a' + 10
                : ch >= 'A' && ch <= 'Z' ? ch - 'A' + 10
                                         : -1;
    return d < radix ? (int)d : -1;
}

/* A sign, then digits; what lies outside of [low, high] is refused. */
static bool parse(aa_bytes text, int64_t radix, int64_t low, int64_t high, int64_t *out)
{
    bool minus = text.n > 0 && text.p[0] == '-';
    size_t i = minus || (text.n > 0 && text.p[0] == '+');
    uint64_t most = minus ? 0 - (uint64_t)low : (uint64_t)high;
    uint64_t number = 0;
    if (radix < 2 || radix > 36 || i >= text.n)
        return false;
    for (; i < text.n; i++) {
        int d = digit_of(text.p[i], radix);
        if (d < 0 || number > (most - (uint64_t)d) / (uint64_t)radix)
            return false;
        number = number * (uint64_t)radix + (uint64_t)d;
    }
    *out = (int64_t)(minus ? 0 - number : number);
    return true;
}

static aa_value parse_within(const aa_model_call *c, int64_t low, int64_t high)
{
    aa_bytes text;
    int64_t radix = 10;
    int64_t number = 0;
    if (!aa_model_text(c, 0, &text) || !aa_model_is_ascii(text) ||
        (c->count > 1 && !aa_model_int(c, 1, &radix)))
        return AA_VALUE_UNKNOWN;
    return parse(text, radix, low, high, &number) ? aa_value_int(c->values, number)
                                                  : aa_value_nothing(c->values);
}

static aa_value parse_int(const aa_model_call *c)
{
    return parse_within(c, INT32_MIN, INT32_MAX);
}

static aa_value parse_long(const aa_model_call *c)
{
    return parse_within(c, INT64_MIN, INT64_MAX);
}

static aa_value parse_short(const aa_model_call *c)
{
    return parse_within(c, INT16_MIN, INT16_MAX);
}

static aa_value parse_byte(const aa_model_call *c)
{
    return parse_within(c, INT8_MIN, INT8_MAX);
}

static aa_value parse_boolean(const aa_model_call *c)
{
    static const char word[] = "true";
    aa_bytes text;
    if (!aa_model_text(c, 0, &text))
        return AA_VALUE_UNKNOWN;
    bool yes = text.n == 4;
    for (size_t i = 0; yes && i < 4; i++)
        yes = (text.p[i] | 0x20) == word[i];
    return aa_model_make_bool(c->values, yes);
}

/* ---- to text ------------------------------------------------------------------------------------------ */

static aa_value number_text(const aa_model_call *c)
{
    char digits[AA_MODEL_DIGITS];
    int64_t number = 0;
    int64_t radix = 10;
    if (!aa_model_int(c, 0, &number) || (c->count > 1 && !aa_model_int(c, 1, &radix)))
        return AA_VALUE_UNKNOWN;
    radix = radix < 2 || radix > 36 ? 10 : radix;
    return aa_model_make_text(c->values, digits, aa_model_digits(number, (unsigned)radix, digits));
}

/* toHexString() and its kin: the bits of an int, or of a long. */
static aa_value bits_text(const aa_model_call *c, bool wide)
{
    char digits[AA_MODEL_DIGITS];
    int64_t number = 0;
    if (!aa_model_int(c, 0, &number))
        return AA_VALUE_UNKNOWN;
    unsigned radix = strcmp(c->name, "toHexString") == 0 ? 16 : strcmp(c->name, "toOctalString") == 0 ? 8 : 2;
    uint64_t bits = wide ? (uint64_t)number : (uint32_t)number;
    return aa_model_make_text(c->values, digits, aa_model_unsigned_digits(bits, radix, digits));
}

static aa_value int_bits(const aa_model_call *c)
{
    return bits_text(c, false);
}

static aa_value long_bits(const aa_model_call *c)
{
    return bits_text(c, true);
}

static aa_value boolean_text(const aa_model_call *c)
{
    int64_t number = 0;
    if (!aa_model_int(c, 0, &number))
        return AA_VALUE_UNKNOWN;
    return number != 0 ? aa_model_make_text(c->values, "true", 4) : aa_model_make_text(c->values, "false", 5);
}

static aa_value char_text(const aa_model_call *c)
{
    int64_t number = 0;
    if (!aa_model_int(c, 0, &number) || number < 0 || number > UINT16_MAX)
        return AA_VALUE_UNKNOWN;
    uint16_t unit = (uint16_t)number;
    return aa_model_from_utf16(c->values, &unit, 1);
}

/* ---- numbers of another width ------------------------------------------------------------------------- */

static aa_value narrow(const aa_model_call *c)
{
    int64_t number = 0;
    if (!aa_model_int(c, 0, &number))
        return AA_VALUE_UNKNOWN;
    switch (c->name[0]) {
    case 'b':
        return aa_value_int(c->values, (int8_t)(uint8_t)number);
    case 's':
        return aa_value_int(c->values, (int16_t)(uint16_t)number);
    case 'i':
        return aa_value_int(c->values, (int32_t)(uint32_t)number);
    case 'l':
        return aa_value_int(c->values, number);
    default:
        return AA_VALUE_UNKNOWN;
    }
}

static aa_value byte_unsigned(const aa_model_call *c)
{
    int64_t number = 0;
    return aa_model_int(c, 0, &number) ? aa_value_int(c->values, (uint8_t)number) : AA_VALUE_UNKNOWN;
}

/* ---- characters --------------------------------------------------------------------------------------- */

static bool ascii_char(const aa_model_call *c, int64_t *out)
{
    return aa_model_int(c, 0, out) && *out >= 0 && *out < 0x80;
}

static aa_value digit(const aa_model_call *c)
{
    int64_t ch = 0;
    int64_t radix = 0;
    if (!ascii_char(c, &ch) || !aa_model_int(c, 1, &radix))
        return AA_VALUE_UNKNOWN;
    return aa_value_int(c->values, radix < 2 || radix > 36 ? -1 : digit_of(ch, radix));
}

static aa_value numeric_value(const aa_model_call *c)
{
    int64_t ch = 0;
    return ascii_char(c, &ch) ? aa_value_int(c->values, digit_of(ch, 36)) : AA_VALUE_UNKNOWN;
}

static aa_value for_digit(const aa_model_call *c)
{
    int64_t d = 0;
    int64_t radix = 0;
    if (!aa_model_int(c, 0, &d) || !aa_model_int(c, 1, &radix))
        return AA_VALUE_UNKNOWN;
    bool sound = radix >= 2 && radix <= 36 && d >= 0 && d < radix;
    return aa_value_int(c->values, sound ? "0123456789abcdefghijklmnopqrstuvwxyz"[d] : 0);
}

static aa_value is_class(const aa_model_call *c)
{
    int64_t ch = 0;
    if (!ascii_char(c, &ch))
        return AA_VALUE_UNKNOWN;
    bool upper = ch >= 'A' && ch <= 'Z';
    bool lower = ch >= 'a' && ch <= 'z';
    bool number = ch >= '0' && ch <= '9';
    bool white = ch == ' ' || (ch >= 0x09 && ch <= 0x0D) || (ch >= 0x1C && ch <= 0x1F);
    bool yes = strcmp(c->name, "isUpperCase") == 0    ? upper
               : strcmp(c->name, "isLowerCase") == 0  ? lower
               : strcmp(c->name, "isDigit") == 0      ? number
               : strcmp(c->name, "isWhitespace") == 0 ? white
               : strcmp(c->name, "isLetter") == 0     ? upper || lower
                                                      : upper || lower || number;
    return aa_model_make_bool(c->values, yes);
}

static aa_value char_case(const aa_model_call *c)
{
    int64_t ch = 0;
    if (!ascii_char(c, &ch))
        return AA_VALUE_UNKNOWN;
    bool upper = strcmp(c->name, "toUpperCase") == 0;
    if (upper ? ch >= 'a' && ch <= 'z' : ch >= 'A' && ch <= 'Z')
        ch ^= 0x20;
    return aa_value_int(c->values, ch);
}

/* ---- arithmetic --------------------------------------------------------------------------------------- */

static aa_value extreme(const aa_model_call *c)
{
    int64_t a = 0;
    int64_t b = 0;
    if (!aa_model_int(c, 0, &a) || !aa_model_int(c, 1, &b))
        return AA_VALUE_UNKNOWN;
    return aa_value_int(c->values, (strcmp(c->name, "max") == 0) == (a > b) ? a : b);
}

static aa_value absolute(const aa_model_call *c)
{
    int64_t a = 0;
    if (!aa_model_int(c, 0, &a) || a <= INT32_MIN)
        return AA_VALUE_UNKNOWN;
    return aa_value_int(c->values, a < 0 ? -a : a);
}

static aa_value floor_mod(const aa_model_call *c)
{
    int64_t a = 0;
    int64_t b = 0;
    if (!aa_model_int(c, 0, &a) || !aa_model_int(c, 1, &b) || b == 0 || b == -1)
        return AA_VALUE_UNKNOWN;
    int64_t rest = a % b;
    return aa_value_int(c->values, rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest);
}

static aa_value compare(const aa_model_call *c)
{
    int64_t a = 0;
    int64_t b = 0;
    if (!aa_model_int(c, 0, &a) || !aa_model_int(c, 1, &b))
        return AA_VALUE_UNKNOWN;
    return aa_value_int(c->values, a < b ? -1 : a > b);
}

static aa_value bit_count(const aa_model_call *c)
{
    int64_t number = 0;
    int64_t count = 0;
    if (!aa_model_int(c, 0, &number))
        return AA_VALUE_UNKNOWN;
    for (uint32_t bits = (uint32_t)number; bits != 0; bits &= bits - 1)
        count++;
    return aa_value_int(c->values, count);
}

static aa_value rotate(const aa_model_call *c)
{
    int64_t number = 0;
    int64_t by = 0;
    if (!aa_model_int(c, 0, &number) || !aa_model_int(c, 1, &by))
        return AA_VALUE_UNKNOWN;
    uint32_t left = (strcmp(c->name, "rotateLeft") == 0 ? (uint32_t)by : 0U - (uint32_t)by) & 31;
    uint32_t bits = (uint32_t)number;
    return aa_value_int(c->values, (int32_t)(left == 0 ? bits : bits << left | bits >> (32 - left)));
}

const aa_model_row aa_model_numbers[] = {
    AA_SAME(INTEGER, "valueOf", "I"),
    AA_SAME(INTEGER, "intValue", ""),
    AA_PURE(INTEGER, "byteValue", "", narrow),
    AA_PURE(INTEGER, "shortValue", "", narrow),
    AA_PURE(INTEGER, "longValue", "", narrow),
    AA_PURE(INTEGER, "parseInt", "L", parse_int),
    AA_PURE(INTEGER, "parseInt", "LI", parse_int),
    AA_PURE(INTEGER, "valueOf", "L", parse_int),
    AA_PURE(INTEGER, "valueOf", "LI", parse_int),
    AA_PURE(INTEGER, "toString", NULL, number_text),
    AA_PURE(INTEGER, "toHexString", "I", int_bits),
    AA_PURE(INTEGER, "toOctalString", "I", int_bits),
    AA_PURE(INTEGER, "toBinaryString", "I", int_bits),
    AA_PURE(INTEGER, "bitCount", "I", bit_count),
    AA_PURE(INTEGER, "rotateLeft", "II", rotate),
    AA_PURE(INTEGER, "rotateRight", "II", rotate),
    AA_PURE(INTEGER, "compare", "II", compare),
    AA_PURE(INTEGER, "max", "II", extreme),
    AA_PURE(INTEGER, "min", "II", extreme),
    AA_SAME(LONG, "valueOf", "J"),
    AA_SAME(LONG, "longValue", ""),
    AA_PURE(LONG, "intValue", "", narrow),
    AA_PURE(LONG, "parseLong", "L", parse_long),
    AA_PURE(LONG, "parseLong", "LI", parse_long),
    AA_PURE(LONG, "valueOf", "L", parse_long),
    AA_PURE(LONG, "toString", NULL, number_text),
    AA_PURE(LONG, "toHexString", "J", long_bits),
    AA_PURE(LONG, "toBinaryString", "J", long_bits),
    AA_PURE(LONG, "compare", "JJ", compare),
    AA_SAME(SHORT, "valueOf", "S"),
    AA_SAME(SHORT, "shortValue", ""),
    AA_PURE(SHORT, "parseShort", "L", parse_short),
    AA_PURE(SHORT, "parseShort", "LI", parse_short),
    AA_PURE(SHORT, "toString", NULL, number_text),
    AA_SAME(BYTE, "valueOf", "B"),
    AA_SAME(BYTE, "byteValue", ""),
    AA_PURE(BYTE, "intValue", "", narrow),
    AA_PURE(BYTE, "parseByte", "L", parse_byte),
    AA_PURE(BYTE, "parseByte", "LI", parse_byte),
    AA_PURE(BYTE, "valueOf", "L", parse_byte),
    AA_PURE(BYTE, "valueOf", "LI", parse_byte),
    AA_PURE(BYTE, "toUnsignedInt", "B", byte_unsigned),
    AA_PURE(BYTE, "toString", NULL, number_text),
    AA_SAME(CHARACTER, "valueOf", "C"),
    AA_SAME(CHARACTER, "charValue", ""),
    AA_PURE(CHARACTER, "toString", NULL, char_text),
    AA_PURE(CHARACTER, "digit", NULL, digit),
    AA_PURE(CHARACTER, "forDigit", "II", for_digit),
    AA_PURE(CHARACTER, "getNumericValue", NULL, numeric_value),
    AA_PURE(CHARACTER, "isUpperCase", NULL, is_class),
    AA_PURE(CHARACTER, "isLowerCase", NULL, is_class),
    AA_PURE(CHARACTER, "isDigit", NULL, is_class),
    AA_PURE(CHARACTER, "isLetter", NULL, is_class),
    AA_PURE(CHARACTER, "isLetterOrDigit", NULL, is_class),
    AA_PURE(CHARACTER, "isWhitespace", NULL, is_class),
    AA_PURE(CHARACTER, "toUpperCase", NULL, char_case),
    AA_PURE(CHARACTER, "toLowerCase", NULL, char_case),
    AA_SAME(BOOLEAN, "valueOf", "Z"),
    AA_SAME(BOOLEAN, "booleanValue", ""),
    AA_PURE(BOOLEAN, "valueOf", "L", parse_boolean),
    AA_PURE(BOOLEAN, "parseBoolean", "L", parse_boolean),
    AA_PURE(BOOLEAN, "toString", NULL, boolean_text),
    AA_PURE(NUMBER, "intValue", "", narrow),
    AA_PURE(NUMBER, "longValue", "", narrow),
    AA_PURE(NUMBER, "byteValue", "", narrow),
    AA_PURE(NUMBER, "shortValue", "", narrow),
    AA_PURE(MATH, "max", "II", extreme),
    AA_PURE(MATH, "max", "JJ", extreme),
    AA_PURE(MATH, "min", "II", extreme),
    AA_PURE(MATH, "min", "JJ", extreme),
    AA_PURE(MATH, "abs", "I", absolute),
    AA_PURE(MATH, "floorMod", "II", floor_mod),
    AA_PURE(STRING, "valueOf", "I", number_text),
    AA_PURE(STRING, "valueOf", "J", number_text),
    AA_PURE(STRING, "valueOf", "Z", boolean_text),
    AA_PURE(STRING, "valueOf", "C", char_text),
    AA_MODEL_END,
};
