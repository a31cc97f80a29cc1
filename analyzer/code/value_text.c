/*
 * What String.valueOf() makes of a value.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "code/value.h"

static size_t put_char(uint32_t c, char out[4])
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    c = c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c;
    out[0] = (char)(0xE0 | c >> 12);
    out[1] = (char)(0x80 | (c >> 6 & 0x3F));
    out[2] = (char)(0x80 | (c & 0x3F));
    return 3;
}

static aa_value number_text(aa_values *values, int64_t number, unsigned op)
{
    char text[32];
    size_t n = 0;
    if (op == AA_OP_TEXT_OF_BOOLEAN)
        n = (size_t)snprintf(text, sizeof text, "%s", number != 0 ? "true" : "false");
    else if (op == AA_OP_TEXT_OF_CHAR)
        n = put_char((uint16_t)number, text);
    else
        n = (size_t)snprintf(text, sizeof text, "%" PRId64, number);
    return aa_value_text(values, AA_V_STRING, aa_bytes_of(text, n));
}

static unsigned op_of(char type)
{
    return type == 'Z' ? AA_OP_TEXT_OF_BOOLEAN : type == 'C' ? AA_OP_TEXT_OF_CHAR : AA_OP_TEXT_OF_NUMBER;
}

static aa_value one_text(aa_values *values, aa_value v, char type)
{
    int64_t number = 0;
    const aa_value_node *n = aa_value_at(values, v);
    bool constant = aa_value_is_int(values, v, &number);
    if (n->kind == AA_V_NOTHING || n->kind == AA_V_UNKNOWN || n->kind == AA_V_STRING)
        return v;
    if (type == 'F' || type == 'D' || (constant && (type == 'L' || type == '[')))
        return aa_value_mix(values, &v, 1); /* of a boxed number the type is lost; 0 may be null */
    if (type == 'L' || type == '[')
        return v;
    return constant ? number_text(values, number, op_of(type))
                    : aa_value_node_of(values, AA_V_OP, op_of(type), 0, &v, 1);
}

aa_value aa_value_as_text(aa_values *values, aa_value v, char type)
{
    aa_value out = aa_value_nothing(values);
    for (size_t i = 0; i < aa_value_members(values, v); i++)
        out = aa_value_join(values, out, one_text(values, aa_value_member(values, v, i), type));
    return out;
}

aa_value aa_value_fold_text(aa_values *values, unsigned op, aa_value v)
{
    int64_t number = 0;
    return aa_value_is_int(values, v, &number) ? number_text(values, number, op) : AA_VALUE_UNKNOWN;
}
