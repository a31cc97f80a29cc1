/*
 * Values of names: "heroku_api_key = …", <string name="heroku_api_key">…, "herokuKey": "…".
 */
#include "secrets/book_internal.h"

enum { NAME_MAX = 48, SIGNS_MAX = 48, TAG_MAX = 48 };

static bool is_name(uint8_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           c == '-' || c == '.';
}

size_t secret_search(aa_bytes text, const char *needle)
{
    size_t n = strlen(needle);
    for (size_t i = 0; i + n <= text.n; i++) {
        size_t k = 0;
        while (k < n && (text.p[i + k] >= 'A' && text.p[i + k] <= 'Z' ? text.p[i + k] | 0x20
                                                                      : text.p[i + k]) == needle[k])
            k++;
        if (k == n)
            return i;
    }
    return SIZE_MAX;
}

/* The name says that its value opens something; of a public identifier also that it names something. */
static bool says_so(aa_bytes name, aa_secret_power power)
{
    static const char *const words[] = {"key", "token", "secret", "auth", "pass", "pwd", "cred", "api"};
    static const char *const ids[] = {"id", "sid", "client", "dsn", "app"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (secret_search(name, words[i]) != SIZE_MAX)
            return true;
    for (size_t i = 0; i < sizeof ids / sizeof ids[0] && power == AA_SECRET_PUBLIC; i++)
        if (secret_search(name, ids[i]) != SIZE_MAX)
            return true;
    return false;
}

static bool begins(aa_bytes text, size_t at, const char *with)
{
    size_t n = strlen(with);
    return at <= text.n && n <= text.n - at && memcmp(text.p + at, with, n) == 0;
}

/* Behind one sign, or word that stands between a name and its value; |at| itself: there is none. */
static size_t skip_one(aa_bytes text, size_t at, bool *says)
{
    static const char *const between[] = {"android:value=", "value=", "string ", "String "};
    uint8_t c = text.p[at];
    if (c == '<') {
        const uint8_t *end = memchr(text.p + at, '>', text.n - at < TAG_MAX ? text.n - at : TAG_MAX);
        *says = *says || end != NULL;
        return end == NULL ? at : (size_t)(end - text.p) + 1;
    }
    for (size_t i = 0; i < sizeof between / sizeof between[0]; i++)
        if (begins(text, at, between[i]))
            return at + strlen(between[i]);
    if (c == '\\' && at + 1 < text.n && strchr("\"'nrt", text.p[at + 1]) != NULL && text.p[at + 1] != 0)
        return at + 2;
    if (c == 0 || strchr(" \t\r\n\"'`=:>,(|[{?+.", c) == NULL)
        return at;
    *says = *says || strchr("=:>,(\"'`", c) != NULL;
    return at + 1;
}

bool secret_value_of(aa_bytes text, size_t at, size_t length, aa_secret_power power, size_t *value)
{
    size_t begin = at;
    size_t end = at + length;
    while (begin > 0 && at - begin < NAME_MAX && is_name(text.p[begin - 1]))
        begin--;
    while (end < text.n && end - at < NAME_MAX && is_name(text.p[end]))
        end++;
    if (!says_so(aa_bytes_of(text.p + begin, end - begin), power))
        return false;
    size_t from = end;
    bool says = false;
    for (size_t next = 0; end < text.n && end - from < SIGNS_MAX; end = next) {
        next = skip_one(text, end, &says);
        if (next == end)
            break;
    }
    *value = end;
    return says && end < text.n;
}
