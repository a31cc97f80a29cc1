/*
 * The only place where text becomes markup.
 */
#include <stdio.h>

#include "base/utf8.h"
#include "reports/html/page.h"

/* What stands for |c| in HTML, in text and in attributes; NULL for itself. */
static const char *entity_of(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '`':
        return "&#96;";
    default:
        return NULL;
    }
}

/* Appends the |n| bytes of |text| with the characters escaped that mean something in HTML. */
static void escape(aa_str *out, const char *text, size_t n)
{
    size_t from = 0;
    for (size_t i = 0; i < n; i++) {
        const char *entity = entity_of(text[i]);
        if (entity == NULL)
            continue;
        aa_str_putn(out, text + from, i - from);
        aa_str_put(out, entity);
        from = i + 1;
    }
    aa_str_putn(out, text + from, n - from);
}

void aa_html_raw(aa_html *h, const char *markup)
{
    aa_str_put(h->out, markup);
}

void aa_html_attribute(aa_html *h, const char *text)
{
    aa_str safe;
    aa_str_init(&safe, AA_TEXT_MAX);
    aa_utf8_put_safe(&safe, text);
    h->failed = h->failed || !aa_str_ok(&safe);
    escape(h->out, safe.ptr, safe.len);
    aa_str_done(&safe);
}

void aa_html_text(aa_html *h, const char *text)
{
    aa_str safe;
    aa_str_init(&safe, AA_TEXT_MAX);
    aa_excerpt_put(&safe, text);
    h->failed = h->failed || !aa_str_ok(&safe);
    escape(h->out, safe.ptr, safe.len);
    aa_str_done(&safe);
}

/*
 * The language that is not shown first is hidden by an attribute, so that this holds without a style sheet;
 * only it says what language it is, because the other is the page's.
 */
static void put_in(aa_html *h, aa_lang lang, const char *text, size_t n)
{
    static const char *const open[] = {
        [AA_LANG_EN] = "<i lang=en hidden>", [AA_LANG_ZH_TW] = "<i lang=zh-TW hidden>"};
    bool first = lang == h->lang;
    aa_str_put(h->out, first ? "<bdi>" : open[lang]);
    escape(h->out, text, n);
    aa_str_put(h->out, first ? "</bdi>" : "</i>");
}

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* True when |text| can be divided at |at|: beside a blank, or where a word of plain letters begins or ends.
 */
static bool is_border(const char *text, size_t at)
{
    return at == 0 || text[at] == '\0' || text[at - 1] == ' ' || text[at] == ' ' ||
           is_word(text[at - 1]) != is_word(text[at]);
}

/* How much of the beginnings of both texts is the same, in whole words. */
static size_t common_head(const char *a, const char *b)
{
    size_t same = 0;
    while (a[same] != '\0' && a[same] == b[same])
        same++;
    while (same > 0 && !(is_border(a, same) && is_border(b, same)))
        same--;
    return same;
}

/* How much of the ends, at most |most| bytes, is the same, in whole words. */
static size_t common_tail(const char *a, size_t na, const char *b, size_t nb, size_t most)
{
    size_t same = 0;
    while (same < most && a[na - same - 1] == b[nb - same - 1])
        same++;
    while (same > 0 && !(is_border(a, na - same) && is_border(b, nb - same)))
        same--;
    return same;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* What a sentence names, such as a method, often stands at its beginning or end in both: that is written
 * once. */
void aa_html_both(aa_html *h, const char *english, const char *chinese)
{
    if (english == NULL || chinese == NULL)
        return;
    size_t en = strlen(english);
    size_t zh = strlen(chinese);
    size_t head = common_head(english, chinese);
    size_t tail = common_tail(english, en, chinese, zh, least(en, zh) - head);
    if (head == en && head == zh) {
        escape(h->out, english, en);
        return;
    }
    if (head + tail == least(en, zh)) { /* a language would be left without a text */
        head = 0;
        tail = 0;
    }
    escape(h->out, english, head);
    put_in(h, AA_LANG_EN, english + head, en - head - tail);
    put_in(h, AA_LANG_ZH_TW, chinese + head, zh - head - tail);
    escape(h->out, english + en - tail, tail);
}

/* The text of |key| in |file|; in html.tsv and then headings.tsv where |file| is "". */
static bool find_words(const char *file, const char *key, aa_lang lang, aa_bytes *out)
{
    char name[48];
    if (file[0] == '\0')
        return aa_words_find("html.tsv", key, lang, out) || aa_words_find("headings.tsv", key, lang, out);
    snprintf(name, sizeof name, "%s.tsv", file);
    return aa_words_find(name, key, lang, out);
}

/* What follows the last point of a key that has no text: a word of the document. */
static const char *last_part(const char *key, bool whole)
{
    const char *point = strrchr(key, '.');
    return whole || point == NULL ? key : point + 1;
}

static const char *words_of(aa_html *h, const char *file, const char *key, aa_lang lang,
                            const char *const *args)
{
    aa_bytes text = aa_bytes_none();
    aa_words *words = &h->texts[lang].words;
    const char *shown[11] = {NULL};
    if (!find_words(file, key, lang, &text))
        return aa_words_excerpt(words, last_part(key, file[0] != '\0'));
    for (size_t i = 0; i < 10 && args[i] != NULL; i++)
        shown[i] = aa_words_excerpt(words, args[i]);
    const char *copy = aa_arena_strndup(words->arena, (const char *)text.p, text.n);
    return copy == NULL ? "" : aa_words_fill(words, copy, shown);
}

const char *aa_html_words(aa_html *h, aa_lang lang, const char *key)
{
    return words_of(h, "", key, lang, AA_NO_ARGS);
}

static const char *arg_at(const char *const *args, char digit)
{
    size_t wanted = (size_t)(digit - '0');
    for (size_t i = 0; args[i] != NULL; i++) {
        if (i == wanted)
            return args[i];
    }
    return "";
}

static bool is_arg(const char *at)
{
    return at[0] == '$' && at[1] >= '0' && at[1] <= '9';
}

/* "@{file:key}" at |at|: written in both languages. Returns what follows it. */
static const char *put_words(aa_html *h, const char *at, const char *const *args)
{
    aa_str key;
    aa_str_init(&key, AA_TEXT_MAX);
    const char *p = at + 2;
    for (; *p != '}' && *p != '\0'; p++) {
        if (is_arg(p))
            aa_str_put(&key, arg_at(args, *++p));
        else
            aa_str_putc(&key, *p);
    }
    const char *behind = *p == '}' ? p + 1 : p;
    if (!aa_str_ok(&key)) { /* and is empty now: there is no name behind a colon in it */
        h->failed = true;
        aa_str_done(&key);
        return behind;
    }
    size_t colon = strcspn(at + 2, ":.}"); /* before any argument */
    bool named = at[2 + colon] == ':';
    char file[32] = "";
    if (named)
        snprintf(file, sizeof file, "%.*s", (int)colon, at + 2);
    const char *name = named ? key.ptr + colon + 1 : key.ptr;
    const char *english = words_of(h, file, name, AA_LANG_EN, args);
    aa_html_both(h, english, words_of(h, file, name, AA_LANG_ZH_TW, args));
    aa_str_done(&key);
    return behind;
}

void aa_html_put(aa_html *h, const char *markup, const char *const *args)
{
    while (*markup != '\0') {
        size_t plain = strcspn(markup, "$@");
        aa_str_putn(h->out, markup, plain);
        markup += plain;
        if (is_arg(markup)) {
            aa_html_text(h, arg_at(args, markup[1]));
            markup += 2;
        } else if (markup[0] == '@' && markup[1] == '{') {
            markup = put_words(h, markup, args);
        } else if (*markup != '\0') {
            aa_str_putc(h->out, *markup++);
        }
    }
}

const char *aa_html_or(const char *text, const char *otherwise)
{
    return text == NULL ? otherwise : text;
}

const char *aa_html_number(aa_html *h, uint64_t value)
{
    return aa_words_number(&h->texts[0].words, value);
}

const char *aa_html_format(aa_html *h, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *text = aa_arena_vprintf(h->arena, format, args);
    va_end(args);
    h->failed = h->failed || text == NULL;
    return text == NULL ? "" : text;
}
