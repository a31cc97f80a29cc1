#include "facts/sensitive.h"

#include "base/tsv.h"

/* More words than that are prose, not a name. */
enum { MAX_PARTS = 24, MAX_FORMS = 4 };

/* The table, read once for each text that is asked about. */
enum { MAX_LINES = 512 };

typedef struct line {
    aa_sensitive kind; /* NONE for an affix, an other, and what has no kind */
    bool affix, other;
    aa_bytes words;
} line;

typedef struct book {
    line lines[MAX_LINES];
    size_t count;
} book;

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

static void open_book(book *out)
{
    aa_tsv table = aa_tsv_open("sensitive-words.tsv");
    aa_bytes field[2];
    out->count = 0;
    while (out->count < MAX_LINES && aa_tsv_next(&table, field, 2))
        out->lines[out->count++] = (line){.kind = kind_of(field[0]),
                                          .affix = aa_bytes_is(field[0], "affix"),
                                          .other = aa_bytes_is(field[0], "other"),
                                          .words = field[1]};
}

/* |word| without one affix at its start or end; unchanged when it has none. */
static aa_bytes without_affix(const book *b, aa_bytes word)
{
    for (size_t i = 0; i < b->count; i++) {
        aa_bytes affix = b->lines[i].words;
        if (!b->lines[i].affix || word.n <= affix.n)
            continue;
        if (same(word.p, affix.p, affix.n))
            return aa_bytes_from(word, affix.n);
        if (same(word.p + word.n - affix.n, affix.p, affix.n))
            return (aa_bytes){word.p, word.n - affix.n};
    }
    return word;
}

static part forms_of(const book *b, aa_bytes word)
{
    part out = {{word}, 1};
    while (out.count < MAX_FORMS) {
        size_t n = word.n;
        while (n > 0 && is_digit(word.p[n - 1]))
            n--;
        aa_bytes shorter = n < word.n ? (aa_bytes){word.p, n} : without_affix(b, word);
        if (shorter.n == word.n || shorter.n == 0)
            break;
        word = out.form[out.count++] = shorter;
    }
    return out;
}

static void split(const book *b, aa_bytes text, parts *out)
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
            out->part[out->count++] = forms_of(b, (aa_bytes){text.p + start, i - start});
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

static size_t last_other(const book *b, const parts *p)
{
    size_t last = 0;
    for (size_t i = 0; i < b->count; i++) {
        size_t end = b->lines[i].other ? last_match(p, b->lines[i].words) : 0;
        if (end > last)
            last = end;
    }
    return last;
}

/* The strongest find decides, unless a longer one ends with the same part: "one time password". */
static aa_sensitive by_parts(const book *b, aa_bytes text)
{
    parts p;
    split(b, text, &p);
    size_t other = last_other(b, &p);
    aa_sensitive found = AA_SENSITIVE_NONE;
    size_t found_end = 0;
    size_t found_length = 0;
    for (size_t i = 0; i < b->count; i++) {
        const line *l = &b->lines[i];
        size_t end = l->kind == AA_SENSITIVE_NONE ? 0 : last_match(&p, l->words);
        /* A word of the kind "other" in the same place is the find itself, not what follows it. */
        if (end == 0 || end < other)
            continue;
        if (end == found_end ? l->words.n > found_length : l->kind > found) {
            found = l->kind;
            found_end = end;
            found_length = l->words.n;
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

static aa_sensitive by_longest(const book *b, aa_bytes text)
{
    aa_sensitive found = AA_SENSITIVE_NONE;
    size_t longest = 0;
    for (size_t i = 0; i < b->count; i++) {
        aa_bytes words = b->lines[i].words;
        if (words.n <= longest || words.p[0] < 0x80 || !contains(text, words))
            continue;
        longest = words.n;
        found = b->lines[i].kind;
    }
    return found;
}

/*
 * Where a name has both "_" and humps (etForgotPassword_AccountNo), what stands before the "_" is the screen:
 * the last segment that says anything decides.
 */
static aa_sensitive by_segments(const book *b, aa_bytes text)
{
    bool humps = false;
    size_t cut = 0; /* behind the last "_" */
    for (size_t i = 0; i < text.n; i++) {
        if (!is_word(text.p[i]) && text.p[i] != '_')
            return by_parts(b, text);
        humps = humps || (i > 0 && is_lower(text.p[i - 1]) && is_upper(text.p[i]));
        cut = text.p[i] == '_' ? i + 1 : cut;
    }
    aa_sensitive last = humps && cut > 1 ? by_parts(b, aa_bytes_from(text, cut)) : AA_SENSITIVE_NONE;
    return last != AA_SENSITIVE_NONE ? last : by_parts(b, text);
}

aa_sensitive aa_sensitive_text(const char *text)
{
    book b;
    if (text == NULL)
        return AA_SENSITIVE_NONE;
    aa_bytes bytes = aa_bytes_of(text, strlen(text));
    open_book(&b);
    aa_sensitive spelled = by_longest(&b, bytes);
    aa_sensitive named = by_segments(&b, bytes);
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
