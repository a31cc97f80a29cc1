#include "facts/version.h"

enum { BEFORE = -1, SAME = 0, AFTER = 1 }; /* what a word makes of the number in front of it */

/* A run of digits or letters. */
typedef struct token {
    aa_bytes text;
    bool number;
} token;

static bool is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

static uint8_t lower(uint8_t c)
{
    return c >= 'A' && c <= 'Z' ? (uint8_t)(c + ('a' - 'A')) : c;
}

static bool is_letter(uint8_t c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

/* The next token of |*rest|; no bytes at the end. */
static token next(aa_version_scheme scheme, aa_bytes *rest)
{
    while (rest->n > 0 && !is_digit(rest->p[0]) && !is_letter(rest->p[0])) {
        if (scheme == AA_VERSION_SEMVER && rest->p[0] == '+')
            rest->n = 0; /* build metadata has no part in the order */
        else
            *rest = aa_bytes_from(*rest, 1);
    }
    if (rest->n == 0)
        return (token){.text = aa_bytes_none(), .number = true};
    bool number = is_digit(rest->p[0]);
    size_t n = 1;
    while (n < rest->n && (number ? is_digit(rest->p[n]) : is_letter(rest->p[n])))
        n++;
    token t = {.text = aa_bytes_of(rest->p, n), .number = number};
    *rest = aa_bytes_from(*rest, n);
    return t;
}

static bool is_word(aa_bytes text, const char *word)
{
    size_t n = strlen(word);
    if (text.n != n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (lower(text.p[i]) != (uint8_t)word[i])
            return false;
    return true;
}

/* Steps before a release in their order, what is the release itself, what Maven puts after it. */
enum { RELEASE = 6, UNKNOWN_WORD = 8 };

static int rank_of(aa_bytes word)
{
    static const struct {
        const char *word;
        int rank;
    } words[] = {{"alpha", 0},
                 {"a", 0},
                 {"beta", 1},
                 {"b", 1},
                 {"milestone", 2},
                 {"m", 2},
                 {"eap", 3},
                 {"pre", 3},
                 {"rc", 4},
                 {"cr", 4},
                 {"snapshot", 5},
                 {"", RELEASE},
                 {"ga", RELEASE},
                 {"final", RELEASE},
                 {"release", RELEASE},
                 {"jre", RELEASE},
                 {"android", RELEASE},
                 {"sp", 7}};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (is_word(word, words[i].word))
            return words[i].rank;
    return UNKNOWN_WORD;
}

static int weight(aa_version_scheme scheme, const token *t)
{
    if (t->text.n == 0 || t->number)
        return SAME;
    if (scheme == AA_VERSION_LETTERS && t->text.n <= 2)
        return AFTER;
    if (scheme == AA_VERSION_MAVEN) {
        int rank = rank_of(t->text);
        return rank < RELEASE ? BEFORE : rank > RELEASE ? AFTER : SAME;
    }
    return BEFORE;
}

static aa_bytes without_zeros(aa_bytes number)
{
    while (number.n > 0 && number.p[0] == '0')
        number = aa_bytes_from(number, 1);
    return number;
}

static int compare_numbers(aa_bytes a, aa_bytes b)
{
    a = without_zeros(a);
    b = without_zeros(b);
    if (a.n != b.n)
        return a.n < b.n ? -1 : 1;
    return memcmp(a.p, b.p, a.n);
}

static int compare_words(aa_version_scheme scheme, aa_bytes a, aa_bytes b)
{
    int order = scheme == AA_VERSION_MAVEN ? rank_of(a) - rank_of(b) : 0;
    if (order != 0 || (scheme == AA_VERSION_MAVEN && rank_of(a) != UNKNOWN_WORD))
        return order;
    for (size_t i = 0; order == 0 && i < a.n && i < b.n; i++)
        order = (int)lower(a.p[i]) - (int)lower(b.p[i]);
    if (order != 0)
        return order;
    return a.n < b.n ? -1 : a.n > b.n;
}

/* Words come before a number, unless they come after the release. */
static int compare_tokens(aa_version_scheme scheme, const token *a, const token *b)
{
    if (a->number && b->number)
        return compare_numbers(a->text, b->text);
    int x = weight(scheme, a);
    int y = weight(scheme, b);
    if (!a->number && !b->number)
        return x != y ? x - y : compare_words(scheme, a->text, b->text);
    int number = compare_numbers(a->number ? a->text : b->text, aa_bytes_none());
    if (number > 0)
        return a->number ? 1 : -1;
    return x - y;
}

int aa_version_compare(aa_version_scheme scheme, aa_bytes a, aa_bytes b)
{
    while (a.n > 0 || b.n > 0) {
        token x = next(scheme, &a);
        token y = next(scheme, &b);
        int order = compare_tokens(scheme, &x, &y);
        if (order != 0)
            return order;
    }
    return 0;
}

aa_version_scheme aa_version_scheme_of(const char *purl)
{
    if (strncmp(purl, "pkg:maven/", 10) == 0)
        return AA_VERSION_MAVEN;
    return strcmp(purl, "pkg:generic/openssl") == 0 ? AA_VERSION_LETTERS : AA_VERSION_SEMVER;
}

bool aa_version_is_in(aa_version_scheme scheme, aa_bytes version, aa_bytes from, aa_bytes to)
{
    bool with = to.n > 2 && memcmp(to.p, "<=", 2) == 0;
    aa_bytes end = with ? aa_bytes_from(to, 2) : to;
    if (aa_version_compare(scheme, version, from) < 0)
        return false;
    int order = end.n == 0 ? -1 : aa_version_compare(scheme, version, end);
    return order < 0 || (with && order == 0);
}
