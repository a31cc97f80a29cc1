#include "decode/markup.h"

static bool is_space(uint8_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static uint8_t lower(uint8_t c)
{
    return c >= 'A' && c <= 'Z' ? (uint8_t)(c | 0x20) : c;
}

bool aa_markup_is(aa_bytes text, const char *word)
{
    size_t n = strlen(word);
    if (text.n != n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (lower(text.p[i]) != lower((uint8_t)word[i]))
            return false;
    return true;
}

/* Where |word| is found next, in any case; the end of the source when it is not. */
static size_t find(aa_bytes source, size_t from, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = from; n <= source.n && i <= source.n - n; i++)
        if (lower(source.p[i]) == lower((uint8_t)word[0]) && aa_markup_is(aa_bytes_of(source.p + i, n), word))
            return i;
    return source.n;
}

static bool begins(const aa_markup *m, const char *word)
{
    aa_bytes head;
    return aa_bytes_sub(m->source, m->pos, strlen(word), &head) && aa_bytes_is(head, word);
}

/* Behind the mark that ends what begins here. */
static void skip_to(aa_markup *m, const char *end)
{
    size_t at = find(m->source, m->pos, end);
    m->pos = at == m->source.n ? at : at + strlen(end);
}

/* Up to the ">" that is in no quotes. */
static void take_attributes(aa_markup *m)
{
    size_t begin = m->pos;
    uint8_t quote = 0;
    for (; m->pos < m->source.n; m->pos++) {
        uint8_t c = m->source.p[m->pos];
        if (quote == 0 && c == '>')
            break;
        if (c == '"' || c == '\'')
            quote = quote == 0 ? c : quote == c ? 0 : quote;
    }
    m->attributes = aa_bytes_of(m->source.p + begin, m->pos - begin);
    m->pos += m->pos < m->source.n ? 1 : 0;
}

static void take_script(aa_markup *m)
{
    size_t end = find(m->source, m->pos, "</script");
    m->script = aa_bytes_of(m->source.p + m->pos, end - m->pos);
    m->pos = end;
}

static void take_tag(aa_markup *m)
{
    size_t begin = m->pos;
    while (m->pos < m->source.n && !is_space(m->source.p[m->pos]) && m->source.p[m->pos] != '>')
        m->pos++;
    m->name = aa_bytes_of(m->source.p + begin, m->pos - begin);
    take_attributes(m);
    if (aa_markup_is(m->name, "script"))
        take_script(m);
}

bool aa_markup_next(aa_markup *m)
{
    m->script = aa_bytes_none();
    while (m->pos < m->source.n) {
        const uint8_t *open = memchr(m->source.p + m->pos, '<', m->source.n - m->pos);
        if (open == NULL)
            break;
        m->pos = (size_t)(open - m->source.p);
        if (begins(m, "<!--")) {
            skip_to(m, "-->");
        } else if (begins(m, "<![CDATA[")) {
            skip_to(m, "]]>");
        } else {
            m->pos++;
            take_tag(m);
            return true;
        }
    }
    m->pos = m->source.n;
    return false;
}

bool aa_markup_attribute(aa_bytes a, size_t *pos, aa_markup_attr *out)
{
    while (*pos < a.n && (is_space(a.p[*pos]) || a.p[*pos] == '/'))
        ++*pos;
    size_t begin = *pos;
    while (*pos < a.n && !is_space(a.p[*pos]) && a.p[*pos] != '=')
        ++*pos;
    *out = (aa_markup_attr){aa_bytes_of(a.p + begin, *pos - begin), aa_bytes_none()};
    while (*pos < a.n && is_space(a.p[*pos]))
        ++*pos;
    if (*pos >= a.n || a.p[*pos] != '=')
        return out->name.n > 0;
    do
        ++*pos;
    while (*pos < a.n && is_space(a.p[*pos]));
    uint8_t quote = *pos < a.n && (a.p[*pos] == '"' || a.p[*pos] == '\'') ? a.p[(*pos)++] : 0;
    begin = *pos;
    while (*pos < a.n && (quote != 0 ? a.p[*pos] != quote : !is_space(a.p[*pos])))
        ++*pos;
    out->value = aa_bytes_of(a.p + begin, *pos - begin);
    *pos += quote != 0 && *pos < a.n ? 1 : 0;
    return true;
}

bool aa_markup_get(const aa_markup *m, const char *name, aa_bytes *value)
{
    size_t pos = 0;
    aa_markup_attr a;
    while (aa_markup_attribute(m->attributes, &pos, &a)) {
        if (aa_markup_is(a.name, name)) {
            *value = a.value;
            return true;
        }
    }
    return false;
}
