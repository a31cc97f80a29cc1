/*
 * What proves a credential beyond its form, and what shows that it is made up.
 */
#include <zlib.h>

#include "base/base64.h"
#include "secrets/book_internal.h"

static aa_bytes value_of(const secret_case *c)
{
    return aa_bytes_of(c->text.p + c->match->offset, c->match->length);
}

/* ---- made up ------------------------------------------------------------------------------------------- */

static bool runs_on(aa_bytes value)
{
    size_t same = 1;
    size_t up = 1;
    for (size_t i = 1; i < value.n; i++) {
        same = value.p[i] == value.p[i - 1] ? same + 1 : 1;
        up = value.p[i] == value.p[i - 1] + 1 ? up + 1 : 1;
        if (same >= 6 || up >= 8)
            return true;
    }
    return false;
}

bool secret_is_made_up(aa_bytes value)
{
    static const char *const words[] = {
        "example",  "xxxx",    "placeholder", "your_",  "your-", "yourtoken", "changeme", "dummy",
        "redacted", "abcdefg", "12345678",    "sample", "todo",  "notreal",   "fake",     "qwerty"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (secret_search(value, words[i]) != SIZE_MAX)
            return true;
    return runs_on(value);
}

bool secret_is_random(aa_bytes value, bool both)
{
    uint32_t counts[256] = {0};
    size_t digits = 0;
    size_t letters = 0;
    uint64_t squares = 0;
    for (size_t i = 0; i < value.n; i++) {
        uint8_t c = value.p[i];
        counts[c]++;
        digits += c >= '0' && c <= '9';
        letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
    for (size_t i = 0; i < 256; i++)
        squares += (uint64_t)counts[i] * counts[i];
    /* n * n / squares is about how many characters an alphabet of equally likely ones would have. */
    uint64_t least = value.n < 16 ? 5 : 6;
    return (uint64_t)value.n * value.n >= least * squares && (!both || (digits > 0 && letters > 0));
}

/* ---- proofs -------------------------------------------------------------------------------------------- */

/* What chance made of the value: behind the longest text that all values of the form share. */
static aa_bytes chance_of(const secret_case *c)
{
    enum { ENOUGH = 12 };

    aa_bytes value = value_of(c);
    const aa_form *form = &c->book->lines[c->match->rule].form;
    aa_bytes literal = form->anchor < form->count ? form->items[form->anchor].literal : aa_bytes_none();
    for (size_t i = 0; literal.n > 0 && i + literal.n + ENOUGH <= value.n; i++)
        if (memcmp(value.p + i, literal.p, literal.n) == 0)
            return aa_bytes_from(value, i + literal.n);
    return value;
}

static bool judge_form(secret_case *c)
{
    return !secret_is_made_up(chance_of(c)) && secret_is_random(chance_of(c), false);
}

static bool judge_plain(secret_case *c)
{
    (void)c;
    return true;
}

static bool judge_mixed(secret_case *c)
{
    return !secret_is_made_up(chance_of(c)) && secret_is_random(chance_of(c), true);
}

/* Behind the prefix of four letters. */
static bool judge_upper(secret_case *c)
{
    aa_bytes value = aa_bytes_from(value_of(c), 4);
    return !secret_is_made_up(value) && secret_is_random(value, false);
}

/*
 * Thirty characters and six more: the CRC-32 of the thirty, base 62 with digits first, then capitals.
 * Source: GitHub, "Behind GitHub's new authentication token formats" (2021); npm uses the same.
 */
static bool judge_crc62(secret_case *c)
{
    static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    aa_bytes value = value_of(c);
    if (value.n < 36 || secret_is_made_up(value))
        return false;
    uint32_t crc = (uint32_t)crc32(0, value.p + value.n - 36, 30);
    uint8_t expected[6];
    for (size_t i = 6; i > 0; i--, crc /= 62)
        expected[i - 1] = (uint8_t)digits[crc % 62];
    c->match->proof = memcmp(expected, value.p + value.n - 6, 6) == 0 ? AA_SECRET_PROVED : AA_SECRET_REFUTED;
    return true;
}

/* Behind the last "=" of a name: bytes without a pattern. */
static bool judge_base64(secret_case *c)
{
    aa_bytes value = value_of(c);
    const uint8_t *equals = memchr(value.p, '=', value.n);
    aa_bytes body = equals == NULL || (size_t)(equals - value.p) + 3 > value.n
                        ? value
                        : aa_bytes_from(value, (uint64_t)(equals - value.p) + 1);
    return !secret_is_made_up(body) && secret_is_random(body, true);
}

/* The payload of a token names whom it speaks for. Source: Supabase, "API keys" (roles anon, service_role).
 */
static void grade_token(secret_case *c, aa_bytes payload)
{
    if (secret_search(payload, "\"service_role\"") != SIZE_MAX)
        c->match->power = AA_SECRET_SERVER;
    else if (secret_search(payload, "\"anon\"") != SIZE_MAX)
        c->match->power = AA_SECRET_PUBLIC;
}

/* RFC 7515, 4.1.1: the header is an object that names an algorithm. */
static bool judge_jwt(secret_case *c)
{
    aa_bytes value = value_of(c);
    const uint8_t *dot = memchr(value.p, '.', value.n);
    size_t head = (size_t)(dot - value.p);
    const uint8_t *second = memchr(dot + 1, '.', value.n - head - 1);
    aa_bytes header = aa_base64_decode(c->arena, aa_bytes_of(value.p, head), &c->failed);
    aa_bytes payload =
        aa_base64_decode(c->arena, aa_bytes_of(dot + 1, (size_t)(second - dot) - 1), &c->failed);
    if (header.n < 2 || header.p[0] != '{' || secret_search(header, "\"alg\"") == SIZE_MAX || payload.n < 2 ||
        payload.p[0] != '{')
        return false;
    c->match->proof = AA_SECRET_PROVED;
    grade_token(c, payload);
    return true;
}

/* "scheme://name:password@host": a host that others reach, and a password that is none of the usual words. */
static bool judge_host(secret_case *c)
{
    static const char *const local[] = {"localhost", "127.0.0.1", "example", "0.0.0.0", "10.0.2.2"};
    static const char *const words[] = {"password", "pass", "pwd", "user", "secret", "root", "test", "admin"};
    aa_bytes value = value_of(c);
    const uint8_t *at = memchr(value.p, '@', value.n);
    aa_bytes host = aa_bytes_from(value, (uint64_t)(at - value.p) + 1);
    const uint8_t *colon = at;
    while (*colon != ':')
        colon--;
    aa_bytes password = aa_bytes_of(colon + 1, (size_t)(at - colon) - 1);
    for (size_t i = 0; i < sizeof local / sizeof local[0]; i++)
        if (secret_search(host, local[i]) != SIZE_MAX)
            return false;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (secret_search(password, words[i]) == 0 && password.n == strlen(words[i]))
            return false;
    return memchr(host.p, '.', host.n) != NULL && !secret_is_made_up(password);
}

secret_judge secret_judge_named(aa_bytes name)
{
    static const struct {
        const char *name;
        secret_judge judge;
    } judges[] = {
        {"-", judge_form},         {"plain", judge_plain},        {"mixed", judge_mixed},
        {"upper", judge_upper},    {"crc62", judge_crc62},        {"base64", judge_base64},
        {"jwt", judge_jwt},        {"host", judge_host},          {"pem", secret_judge_pem},
        {"pgp", secret_judge_pgp}, {"putty", secret_judge_putty}, {"service-account", secret_judge_account}};

    for (size_t i = 0; i < sizeof judges / sizeof judges[0]; i++)
        if (aa_bytes_is(name, judges[i].name))
            return judges[i].judge;
    return NULL;
}
