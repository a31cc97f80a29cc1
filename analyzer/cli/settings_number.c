#include <string.h>

#include "cli/settings.h"

/* The power of 1024 that |unit| stands for, in bits; -1: none. */
static int shift_of(const char *unit)
{
    static const char units[] = "KMG";
    const char *at = unit[0] == '\0' ? NULL : strchr(units, unit[0]);
    if (unit[0] == '\0')
        return 0;
    return at == NULL || unit[1] != '\0' ? -1 : 10 * (int)(at - units + 1);
}

bool aa_settings_number(const char *text, uint64_t least, uint64_t most, uint64_t *out)
{
    uint64_t value = 0;
    size_t n = 0;
    for (; text[n] >= '0' && text[n] <= '9'; n++) {
        uint64_t digit = (uint64_t)(text[n] - '0');
        if (value > (UINT64_MAX - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    int shift = shift_of(text + n);
    if (n == 0 || shift < 0 || value > UINT64_MAX >> shift || value << shift < least || value << shift > most)
        return false;
    *out = value << shift;
    return true;
}
