#include "reports/common/wording.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/embedded.h"
#include "base/utf8.h"

#define EXCERPT_MAX 300 /* code points of one text of the app; result.json has all of it */

/* The part of |*rest| up to |stop|, which is skipped. */
static aa_bytes take_until(aa_bytes *rest, uint8_t stop)
{
    const uint8_t *end = memchr(rest->p, stop, rest->n);
    size_t n = end == NULL ? rest->n : (size_t)(end - rest->p);
    aa_bytes part = {rest->p, n};
    *rest = aa_bytes_from(*rest, end == NULL ? n : n + 1);
    return part;
}

bool aa_words_find(const char *file, const char *key, aa_lang lang, aa_bytes *out)
{
    aa_bytes rest = aa_embedded_find(file);
    while (rest.n > 0) {
        aa_bytes line = take_until(&rest, '\n');
        aa_bytes field = take_until(&line, '\t');
        if (!aa_bytes_is(field, key))
            continue;
        for (unsigned i = 0; i <= (unsigned)lang; i++)
            field = take_until(&line, '\t');
        if (field.n == 0)
            return false;
        *out = field;
        return true;
    }
    return false;
}

const char *aa_words_get(aa_words *words, const char *file, const char *key)
{
    aa_bytes text = aa_bytes_none();
    if (!aa_words_find(file, key, words->lang, &text))
        return key;
    const char *copy = aa_arena_strndup(words->arena, (const char *)text.p, text.n);
    if (copy == NULL)
        words->failed = true;
    return copy == NULL ? "" : copy;
}

void aa_excerpt_put(aa_str *s, const char *text)
{
    aa_bytes b = aa_bytes_of(text, strlen(text));
    size_t end = 0;
    for (size_t n = 0; n < EXCERPT_MAX && end < b.n; n++)
        aa_utf8_next(b, &end);
    aa_str head;
    aa_str_init(&head, end);
    aa_str_putn(&head, text, end);
    aa_utf8_put_safe(s, head.ptr);
    if (!aa_str_ok(&head))
        s->failed = true;
    aa_str_done(&head);
    if (end < b.n)
        aa_str_printf(s, "… (+%zu B)", b.n - end);
}

const char *aa_words_excerpt(aa_words *words, const char *text)
{
    aa_str s;
    aa_str_init(&s, AA_TEXT_MAX);
    aa_excerpt_put(&s, text);
    return aa_words_take(words, &s);
}

/* A place for an argument: "{0}", or "{0:notes}" when the argument is a key of notes.tsv. */
typedef struct placeholder {
    size_t index;
    char table[32]; /* "notes.tsv"; "" for none */
    size_t length;  /* characters in the text; 0: no placeholder stands here */
} placeholder;

static placeholder placeholder_at(const char *text)
{
    placeholder p = {0};
    if (text[0] != '{' || text[1] < '0' || text[1] > '9')
        return p;
    p.index = (size_t)(text[1] - '0');
    if (text[2] == '}') {
        p.length = 3;
    } else if (text[2] == ':') {
        size_t n = strcspn(text + 3, "}");
        if (text[3 + n] == '}' && n + sizeof ".tsv" <= sizeof p.table) {
            snprintf(p.table, sizeof p.table, "%.*s.tsv", (int)n, text + 3);
            p.length = n + 4;
        }
    }
    return p;
}

/* |words| NULL: arguments that are keys stay as they are. */
static void fill(aa_words *words, aa_str *s, const char *text, const char *const *args)
{
    size_t count = 0;
    while (args[count] != NULL)
        count++;
    while (*text != '\0') {
        size_t plain = strcspn(text, "{");
        aa_str_putn(s, text, plain);
        text += plain;
        placeholder p = placeholder_at(text);
        if (p.length > 0 && p.index < count) {
            const char *arg = args[p.index];
            bool is_key = words != NULL && p.table[0] != '\0';
            aa_utf8_put_safe(s, is_key ? aa_words_get(words, p.table, arg) : arg);
            text += p.length;
        } else if (*text != '\0') {
            aa_str_putc(s, *text++);
        }
    }
}

void aa_fill_put(aa_str *s, const char *text, const char *const *args)
{
    fill(NULL, s, text, args);
}

const char *aa_words_take(aa_words *words, aa_str *s)
{
    const char *text = aa_str_ok(s) ? aa_arena_strndup(words->arena, s->ptr, s->len) : NULL;
    aa_str_done(s);
    if (text == NULL)
        words->failed = true;
    return text == NULL ? "" : text;
}

const char *aa_words_fill(aa_words *words, const char *text, const char *const *args)
{
    aa_str s;
    aa_str_init(&s, AA_TEXT_MAX);
    fill(words, &s, text, args);
    return aa_words_take(words, &s);
}

const char *aa_words_number(aa_words *words, uint64_t value)
{
    char digits[32];
    int n = snprintf(digits, sizeof digits, "%" PRIu64, value);
    aa_str s;
    aa_str_init(&s, sizeof digits * 2);
    for (int i = 0; i < n; i++) {
        if (i > 0 && (n - i) % 3 == 0)
            aa_str_putc(&s, ',');
        aa_str_putc(&s, digits[i]);
    }
    return aa_words_take(words, &s);
}

static void put_separated(aa_str *s, size_t start, const char *separator, const char *text)
{
    if (s->len > start)
        aa_str_put(s, separator);
    aa_excerpt_put(s, text);
}

/*
 * The last element of a path inside a document, with the attribute behind it if there is one. A slash in
 * a quoted predicate separates nothing.
 */
static const char *last_element(const char *path)
{
    const char *last = path;
    bool quoted = false;
    for (const char *p = path; *p != '\0'; p++) {
        quoted = quoted != (*p == '"');
        if (*p == '/' && !quoted && p[1] != '@' && p[1] != '\0')
            last = p + 1;
    }
    return last;
}

void aa_code_put(aa_str *s, const char *class_name, const char *method)
{
    bool message = class_name != NULL && method != NULL && (method[0] == '-' || method[0] == '+');
    if (message)
        aa_str_printf(s, "%c[", method[0]);
    if (class_name != NULL)
        aa_excerpt_put(s, class_name);
    if (class_name != NULL && method != NULL)
        aa_str_putc(s, message ? ' ' : '.');
    if (method != NULL)
        aa_excerpt_put(s, message ? method + 1 : method);
    if (message)
        aa_str_putc(s, ']');
}

void aa_place_put(aa_str *s, const aa_place *place, bool name_artifact)
{
    size_t start = s->len;
    bool in_code = place->address != 0; /* |path| is the processor of a slice */
    if (place->source != NULL)
        put_separated(s, start, "", place->source);
    if (place->source != NULL && place->line > 0)
        aa_str_printf(s, ":%" PRIu32, place->line);
    if (place->source != NULL)
        aa_str_put(s, place->member == NULL ? "" : " ");
    if (place->source != NULL)
        start = s->len;
    if (place->artifact != NULL && (name_artifact || place->member == NULL))
        put_separated(s, start, "", place->artifact);
    if (place->member != NULL)
        put_separated(s, start, "!", place->member);
    if (place->line > 0 && place->source == NULL)
        aa_str_printf(s, ":%" PRIu32, place->line);
    if (place->path != NULL)
        put_separated(s, start, " ", place->line > 0 && !in_code ? last_element(place->path) : place->path);
    if ((place->path == NULL && place->class_name != NULL) || (in_code && place->method != NULL)) {
        aa_str_put(s, s->len > start ? " " : "");
        aa_code_put(s, place->class_name, place->method);
    }
    if (place->address != 0)
        aa_str_printf(s, " 0x%" PRIx64, place->address);
    else if (place->path == NULL && place->class_name == NULL && place->line == 0 &&
             place->offset != AA_NO_OFFSET)
        aa_str_printf(s, "+0x%" PRIx64, place->offset);
}
