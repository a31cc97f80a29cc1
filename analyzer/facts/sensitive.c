#include "facts/sensitive.h"

#include "base/tsv.h"

static const char list[] = "sensitive-words.tsv";

/* More words than that are prose, not a name. */
enum { MAX_PARTS = 24, MAX_FORMS = 4 };

/* A part of a name, then what is left of it without digits at its end and without affixes. */
typedef struct part {
    aa_bytes form[MAX_FORMS];
    size_t count;
} part;

typedef struct parts {
    part part[MAX_PARTS];
    size_t count;
} parts;

static const char *const names[] = {
    [AA_SENSITIVE_NONE] = "none",           [AA_SENSITIVE_DEVICE] = "device",
    [AA_SENSITIVE_LOCATION] = "location",   [AA_SENSITIVE_MESSAGE] = "message",
    [AA_SENSITIVE_TOKEN] = "token",         [AA_SENSITIVE_CONTACT] = "contact",
    [AA_SENSITIVE_LOGIN] = "login",         [AA_SENSITIVE_ACCOUNT] = "account",
    [AA_SENSITIVE_ID_NUMBER] = "id-number", [AA_SENSITIVE_CARD] = "card",
    [AA_SENSITIVE_CODE] = "code",           [AA_SENSITIVE_OTP] = "otp",
    [AA_SENSITIVE_PASSWORD] = "password",
};

const char *aa_sensitive_name(aa_sensitive kind)
{
    return names[kind];
}

static aa_sensitive kind_of(aa_bytes word)
{
    for (size_t i = 1; i < sizeof names / sizeof names[0]; i++)
        if (aa_bytes_is(word, names[i]))
            return (aa_sensitive)i;
    return AA_SENSITIVE_NONE;
}

static bool is_lower(uint8_t c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_upper(uint8_t c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_word(uint8_t c)
{
    return is_lower(c) || is_upper(c) || is_digit(c);
}

/* True where a new part starts at |i|, both sides being word characters: aB, and the last capital of ABc. */
static bool hump(aa_bytes text, size_t i)
{
    if (!is_upper(text.p[i]))
        return false;
    return !is_upper(text.p[i - 1]) || (i + 1 < text.n && is_lower(text.p[i + 1]));
}

/* Compares |n| bytes, ours being lower-case. */
static bool same(const uint8_t *theirs, const uint8_t *ours, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint8_t c = is_upper(theirs[i]) ? (uint8_t)(theirs[i] + ('a' - 'A')) : theirs[i];
        if (c != ours[i])
            return false;
    }
    return true;
}

/* True when |word| is |words| without its spaces. */
static bool is_glued(aa_bytes word, aa_bytes words)
{
    size_t at = 0;
    for (size_t i = 0; i < words.n; i++) {
        if (words.p[i] == ' ')
            continue;
        if (at == word.n || !same(word.p + at, words.p + i, 1))
            return false;
        at++;
    }
    return at == word.n && word.n > 0;
}

/* |word| without one affix at its start or end; unchanged when it has none. */
static aa_bytes without_affix(aa_bytes word)
{
    aa_tsv table = aa_tsv_open(list);
    aa_bytes field[2];
    while (aa_tsv_next(&table, field, 2)) {
        size_t n = field[1].n;
        if (!aa_bytes_is(field[0], "affix") || word.n <= n)
            continue;
        if (same(word.p, field[1].p, n))
            return aa_bytes_from(word, n);
        if (same(word.p + word.n - n, field[1].p, n))
            return (aa_bytes){word.p, word.n - n};
    }
    return word;
}

static part forms_of(aa_bytes word)
{
    part out = {{word}, 1};
    while (out.count < MAX_FORMS) {
        size_t n = word.n;
        while (n > 0 && is_digit(word.p[n - 1]))
            n--;
        aa_bytes shorter = n < word.n ? (aa_bytes){word.p, n} : without_affix(word);
        if (shorter.n == word.n || shorter.n == 0)
            break;
        word = out.form[out.count++] = shorter;
    }
    return out;
}

static void split(aa_bytes text, parts *out)
{
    size_t i = 0;
    out->count = 0;
    while (i < text.n && out->count < MAX_PARTS) {
        while (i < text.n && !is_word(text.p[i]))
            i++;
        size_t start = i;
        while (i < text.n && is_word(text.p[i]) && (i == start || !hump(text, i)))
            i++;
        if (i > start)
            out->part[out->count++] = forms_of((aa_bytes){text.p + start, i - start});
    }
}

static bool part_is(const part *p, aa_bytes words)
{
    for (size_t i = 0; i < p->count; i++)
        if (is_glued(p->form[i], words))
            return true;
    return false;
}

/* The number of parts from |at| on that are |words|; 0 when they are not. */
static size_t match_at(const parts *p, size_t at, aa_bytes words)
{
    size_t used = 0;
    size_t start = 0;
    if (part_is(&p->part[at], words))
        return 1;
    for (size_t i = 0; i <= words.n; i++) {
        if (i < words.n && words.p[i] != ' ')
            continue;
        aa_bytes word = {words.p + start, i - start};
        if (at + used >= p->count || !part_is(&p->part[at + used], word))
            return 0;
        used++;
        start = i + 1;
    }
    return used;
}

/* The last part that belongs to a find of |words|, counted from 1; 0 when there is none. */
static size_t last_match(const parts *p, aa_bytes words)
{
    for (size_t at = p->count; at-- > 0;) {
        size_t used = match_at(p, at, words);
        if (used > 0)
            return at + used;
    }
    return 0;
}

static size_t last_other(const parts *p)
{
    aa_tsv table = aa_tsv_open(list);
    aa_bytes field[2];
    size_t last = 0;
    while (aa_tsv_next(&table, field, 2)) {
        if (!aa_bytes_is(field[0], "other"))
            continue;
        size_t end = last_match(p, field[1]);
        if (end > last)
            last = end;
    }
    return last;
}

/* The strongest find decides, unless a longer one ends with the same part: "one time password". */
static aa_sensitive by_parts(aa_bytes text)
{
    parts p;
    split(text, &p);
    size_t other = last_other(&p);
    aa_tsv table = aa_tsv_open(list);
    aa_bytes field[2];
    aa_sensitive found = AA_SENSITIVE_NONE;
    size_t found_end = 0;
    size_t found_length = 0;
    while (aa_tsv_next(&table, field, 2)) {
        aa_sensitive kind = kind_of(field[0]);
        size_t end = kind == AA_SENSITIVE_NONE ? 0 : last_match(&p, field[1]);
        /* A word of the kind "other" in the same place is the find itself, not what follows it. */
        if (end == 0 || end < other)
            continue;
        if (end == found_end ? field[1].n > found_length : kind > found) {
            found = kind;
            found_end = end;
            found_length = field[1].n;
        }
    }
    return found;
}

static bool contains(aa_bytes text, aa_bytes word)
{
    for (size_t i = 0; i + word.n <= text.n; i++)
        if (memcmp(text.p + i, word.p, word.n) == 0)
            return true;
    return false;
}

static aa_sensitive by_longest(aa_bytes text)
{
    aa_tsv table = aa_tsv_open(list);
    aa_bytes field[2];
    aa_sensitive found = AA_SENSITIVE_NONE;
    size_t longest = 0;
    while (aa_tsv_next(&table, field, 2)) {
        if (field[1].n <= longest || field[1].p[0] < 0x80 || !contains(text, field[1]))
            continue;
        longest = field[1].n;
        found = kind_of(field[0]);
    }
    return found;
}

aa_sensitive aa_sensitive_text(const char *text)
{
    if (text == NULL)
        return AA_SENSITIVE_NONE;
    aa_bytes bytes = aa_bytes_of(text, strlen(text));
    aa_sensitive spelled = by_longest(bytes);
    aa_sensitive named = by_parts(bytes);
    return named > spelled ? named : spelled;
}

aa_sensitive aa_sensitive_field(const aa_input_field *field, const char **label_out)
{
    const char *const texts[] = {field->autofill_hints, field->id, field->hint, field->content_description};
    const char *label = field->id != NULL ? field->id : field->hint;
    aa_sensitive found = AA_SENSITIVE_NONE;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        aa_sensitive kind = aa_sensitive_text(texts[i]);
        if (kind > found) {
            found = kind;
            label = texts[i];
        }
    }
    *label_out = label != NULL ? label : field->view != NULL ? field->view : "";
    return found;
}
