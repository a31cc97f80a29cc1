/*
 * Numbers, dates and data of XML property lists, with the leniency of CFPropertyList.c.
 */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>

#include "base/base64.h"
#include "decode/plist_reader.h"

#define REAL_MAX 400 /* characters of a number: more than any double needs to be written out */

static uint64_t offset_of(const aa_plist_reader *r, aa_bytes text)
{
    return text.p >= r->file.p && text.p <= r->file.p + r->file.n ? (uint64_t)(text.p - r->file.p)
                                                                  : AA_NO_OFFSET;
}

/* Bytes of the space at |pos| in an <integer>, 0 when there is none. */
static size_t space_at(aa_bytes text, size_t pos)
{
    uint8_t c = text.p[pos];
    if (c < 0x21 || (c > 0x7E && c < 0xA1))
        return 1;
    if (text.n - pos < 3)
        return 0;
    uint8_t c2 = text.p[pos + 1];
    uint8_t c3 = text.p[pos + 2];
    bool wide = (c == 0xE2 && c2 == 0x80 && ((c3 >= 0x80 && c3 <= 0x8B) || c3 == 0xAF)) ||
                (c == 0xE2 && c2 == 0x81 && c3 == 0x9F) || (c == 0xE3 && c2 == 0x80 && c3 == 0x80);
    return wide ? 3 : 0;
}

static size_t skip_spaces(aa_bytes text, size_t pos)
{
    while (pos < text.n && space_at(text, pos) > 0)
        pos += space_at(text, pos);
    return pos;
}

static unsigned digit_of(uint8_t c)
{
    if (c >= '0' && c <= '9')
        return c - (unsigned)'0';
    if (c >= 'a' && c <= 'f')
        return c - (unsigned)'a' + 10;
    return c >= 'A' && c <= 'F' ? c - (unsigned)'A' + 10 : 99;
}

bool aa_plist_xml_integer(aa_plist_reader *r, aa_bytes text, aa_plist_node *node)
{
    size_t pos = skip_spaces(text, 0);
    bool negative = pos < text.n && text.p[pos] == '-';
    if (pos < text.n && (text.p[pos] == '-' || text.p[pos] == '+'))
        pos = skip_spaces(text, pos + 1);
    unsigned base = 10;
    if (text.n - pos >= 2 && text.p[pos] == '0' && (text.p[pos + 1] | 0x20) == 'x') {
        base = 16;
        pos += 2;
    }
    if (pos == text.n)
        return aa_plist_refuse(r, offset_of(r, text), "empty integer");
    uint64_t value = 0;
    for (; pos < text.n; pos++) {
        unsigned d = digit_of(text.p[pos]);
        if (d >= base || __builtin_mul_overflow(value, (uint64_t)base, &value) ||
            __builtin_add_overflow(value, (uint64_t)d, &value))
            return aa_plist_refuse(r, offset_of(r, text), "integer");
    }
    if (negative && value > (uint64_t)INT64_MAX + 1)
        return aa_plist_refuse(r, offset_of(r, text), "integer");
    node->wide = !negative && value > INT64_MAX;
    node->integer = (int64_t)(negative ? 0 - value : value);
    return true;
}

static bool same_letters(aa_bytes text, const char *word)
{
    if (text.n != strlen(word))
        return false;
    for (size_t i = 0; i < text.n; i++)
        if (tolower(text.p[i]) != word[i])
            return false;
    return true;
}

static bool named_real(aa_bytes text, double *out)
{
    static const struct {
        const char *word;
        double value;
    } names[] = {{"nan", (double)NAN},
                 {"infinity", (double)INFINITY},
                 {"+infinity", (double)INFINITY},
                 {"-infinity", -(double)INFINITY},
                 {"inf", (double)INFINITY},
                 {"+inf", (double)INFINITY},
                 {"-inf", -(double)INFINITY}};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (same_letters(text, names[i].word)) {
            *out = names[i].value;
            return true;
        }
    }
    return false;
}

bool aa_plist_xml_real(aa_plist_reader *r, aa_bytes text, aa_plist_node *node)
{
    if (named_real(text, &node->real))
        return true;
    char copy[REAL_MAX + 1];
    bool plain = text.n > 0 && text.n <= REAL_MAX;
    for (size_t i = 0; plain && i < text.n; i++) {
        plain = strchr("0123456789+-.eE \t\r\n", text.p[i]) != NULL && text.p[i] != '\0';
        copy[i] = (char)text.p[i];
    }
    if (!plain)
        return aa_plist_refuse(r, offset_of(r, text), "real");
    copy[text.n] = '\0';
    char *end = NULL;
    node->real = strtod(copy, &end);
    return end == copy + text.n ? true : aa_plist_refuse(r, offset_of(r, text), "real");
}

/* Days from 2001-01-01 to the first of |month| of |year| in the Gregorian calendar. */
static int64_t days_to(int64_t year, int64_t month)
{
    static const int before[12] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    int64_t y = year - 1;
    int64_t floor4 = y >= 0 ? y / 4 : -((3 - y) / 4);
    int64_t floor100 = y >= 0 ? y / 100 : -((99 - y) / 100);
    int64_t floor400 = y >= 0 ? y / 400 : -((399 - y) / 400);
    int64_t days = y * 365 + floor4 - floor100 + floor400 - INT64_C(730485);
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days + before[month - 1] + (leap && month > 2);
}

static bool two_digits(aa_bytes text, size_t pos, int64_t *out)
{
    if (text.n < pos + 2 || digit_of(text.p[pos]) > 9 || digit_of(text.p[pos + 1]) > 9)
        return false;
    *out = digit_of(text.p[pos]) * 10 + digit_of(text.p[pos + 1]);
    return true;
}

/* YYYY-MM-DDThh:mm:ssZ, the year with any number of digits and a sign. */
bool aa_plist_xml_date(aa_plist_reader *r, aa_bytes text, aa_plist_node *node)
{
    static const char between[] = "-T::Z"; /* behind month, day, hour, minute, second */
    bool negative = text.n > 0 && text.p[0] == '-';
    size_t pos = negative;
    int64_t year = 0;
    for (; pos < text.n && digit_of(text.p[pos]) <= 9 && year < 1000000; pos++)
        year = year * 10 + digit_of(text.p[pos]);
    int64_t part[5] = {0};
    bool ok = pos < text.n && text.p[pos] == '-';
    pos++;
    for (size_t i = 0; ok && i < 5; i++, pos += 3)
        ok = two_digits(text, pos, &part[i]) && pos + 2 < text.n && text.p[pos + 2] == (uint8_t)between[i];
    if (!ok || pos != text.n || part[0] < 1 || part[0] > 12)
        return aa_plist_refuse(r, offset_of(r, text), "date");
    int64_t days = days_to(negative ? -year : year, part[0]) + part[1] - 1;
    node->real = (double)(((days * 24 + part[2]) * 60 + part[3]) * 60 + part[4]);
    return true;
}

/* 0 to 63; 0 for '='; -1 for what is skipped. */
static int sextet(uint8_t c)
{
    return c == '=' ? 0 : c == '-' || c == '_' ? -1 : aa_base64_digit(c);
}

bool aa_plist_xml_data(aa_plist_reader *r, aa_bytes text, aa_plist_node *node)
{
    uint8_t *out = aa_arena_alloc(r->arena, text.n / 4 * 3);
    if (out == NULL)
        return aa_plist_fail(r, AA_E_NOMEM, NULL, AA_NO_OFFSET, "");
    size_t n = 0;
    uint32_t bits = 0;
    unsigned taken = 0;
    unsigned padding = 0; /* '=' in a row, which shorten the group that they end */
    for (size_t i = 0; i < text.n; i++) {
        uint8_t c = text.p[i];
        if (c >= 0x80)
            return aa_plist_refuse(r, offset_of(r, text), "data");
        if (c == '=')
            padding++;
        else if (!(c == ' ' || (c >= '\t' && c <= '\r')))
            padding = 0;
        int value = sextet(c);
        if (value < 0)
            continue;
        bits = bits << 6 | (uint32_t)value;
        if (++taken % 4 != 0)
            continue;
        out[n++] = (uint8_t)(bits >> 16);
        if (padding < 2)
            out[n++] = (uint8_t)(bits >> 8);
        if (padding < 1)
            out[n++] = (uint8_t)bits;
    }
    node->bytes = (aa_bytes){out, n};
    return aa_plist_charge(r, n, node->offset);
}
