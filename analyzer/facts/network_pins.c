#include "base/base64.h"
#include "facts/network_config.h"
#include "facts/tree.h"

#include <limits.h>
#include <strings.h>

#define SHA256_BYTES 32

/* Dates far beyond any life of an app; keeps the arithmetic inside 64 bits. */
#define MAX_YEAR 1000000

/* String.trim(): everything up to and including U+0020 at both ends. */
static const char *trimmed(aa_source *source, const char *text)
{
    size_t n = strlen(text);
    while (n > 0 && (unsigned char)text[n - 1] <= ' ')
        n--;
    while (n > 0 && (unsigned char)*text <= ' ') {
        text++;
        n--;
    }
    const char *copy = aa_arena_strndup(source->arena, text, n);
    if (copy == NULL)
        source->failed = true;
    return copy;
}

/* android.util.Base64 with the flags DEFAULT skips what is not of the alphabet and needs no padding. */
long aa_pin_set_decoded_size(const char *text)
{
    long digits = 0;
    long padding = 0;
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '=') {
            padding++;
        } else if (aa_base64_is_standard(aa_bytes_of(at, 1))) {
            if (padding > 0)
                return -1;
            digits++;
        }
    }
    long rest = digits % 4;
    bool padded_well = padding == 0 ? rest != 1 : (rest == 2 && padding == 2) || (rest == 3 && padding == 1);
    return padded_well ? digits / 4 * 3 + (rest == 0 ? 0 : rest - 1) : -1;
}

static bool read_number(const char **at, long *out)
{
    while (**at == ' ' || **at == '\t')
        (*at)++;
    long value = 0;
    const char *start = *at;
    for (; **at >= '0' && **at <= '9'; (*at)++)
        value = value > MAX_YEAR ? value : value * 10 + (**at - '0');
    *out = value;
    return *at != start;
}

static bool read_dash(const char **at)
{
    if (**at != '-')
        return false;
    (*at)++;
    return true;
}

static long days_in_month(long year, long month)
{
    static const unsigned char days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

/* The proleptic Gregorian calendar, counted in years that begin on the first of March. */
static int64_t civil_day(int64_t year, int64_t month, int64_t day)
{
    year -= month <= 2;
    int64_t era = year / 400;
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

bool aa_pin_set_day(const char *text, int64_t *day_out)
{
    long year = 0;
    long month = 0;
    long day = 0;
    const char *at = text;
    if (!read_number(&at, &year) || !read_dash(&at) || !read_number(&at, &month) || !read_dash(&at) ||
        !read_number(&at, &day))
        return false;
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
        return false;
    *day_out = civil_day(year, month, day);
    return true;
}

static void refuse(aa_pin_set *set, const char *fault, const char *text)
{
    if (set->fault == NULL) {
        set->fault = fault;
        set->fault_text = text;
    }
}

static void read_expiration(aa_source *source, const xmlNode *element, aa_pin_set *set)
{
    const xmlAttr *attr = aa_axml_plain_attr(element, "expiration");
    set->expiration = aa_source_written(source, attr);
    if (set->expiration != NULL && !aa_pin_set_day(set->expiration, &set->expiration_day))
        refuse(set, "pin-set expiration", set->expiration);
}

static void read_pin(aa_source *source, const aa_source_doc *doc, const xmlNode *element, aa_vec *pins,
                     aa_pin_set *set)
{
    aa_pin *pin = aa_source_push(source, pins);
    if (pin == NULL)
        return;
    const char *text = aa_tree_text(element);
    pin->digest = aa_source_written(source, aa_axml_plain_attr(element, "digest"));
    pin->value = trimmed(source, text == NULL ? "" : text);
    pin->place = aa_source_place(source, doc, element, NULL);
    if (source->failed)
        return;
    bool known = pin->digest != NULL && strcasecmp(pin->digest, "SHA-256") == 0;
    pin->well_formed = known && text != NULL && aa_pin_set_decoded_size(pin->value) == SHA256_BYTES;
    if (!known)
        refuse(set, "pin digest", pin->digest == NULL ? "" : pin->digest);
    else if (!pin->well_formed)
        refuse(set, "pin", pin->value);
}

aa_pin_set aa_pin_set_read(aa_source *source, const aa_source_doc *doc, const xmlNode *element)
{
    aa_pin_set set = {.expiration_day = INT64_MIN};
    aa_vec pins = AA_VEC_INIT(aa_pin);
    read_expiration(source, element, &set);
    for (const xmlNode *at = aa_source_child(element, "pin"); at != NULL; at = aa_source_next(at, "pin"))
        read_pin(source, doc, at, &pins, &set);
    set.pins = pins.items;
    set.count = pins.count;
    return set;
}
