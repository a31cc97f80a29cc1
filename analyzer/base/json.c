#include "base/json.h"

#include <assert.h>
#include <inttypes.h>

#include "base/utf8.h"

void aa_json_init(aa_json *j, aa_str *out)
{
    *j = (aa_json){.out = out};
    j->first[0] = true;
}

/* Bytes from |pos| on that are written as they are; nearly all of a report. */
static size_t plain_from(aa_bytes b, size_t pos)
{
    size_t end = pos;
    while (end < b.n && b.p[end] >= 0x20 && b.p[end] < 0x7f && b.p[end] != '"' && b.p[end] != '\\')
        end++;
    return end - pos;
}

static void put_string(aa_str *s, const char *text)
{
    aa_bytes b = aa_bytes_of(text, strlen(text));
    aa_str_putc(s, '"');
    for (size_t pos = 0; pos < b.n;) {
        size_t plain = plain_from(b, pos);
        if (plain > 0) {
            aa_str_putn(s, (const char *)b.p + pos, plain);
            pos += plain;
            continue;
        }
        uint32_t cp = aa_utf8_next(b, &pos);
        if (cp == '"' || cp == '\\')
            aa_str_printf(s, "\\%c", (int)cp);
        else if (aa_code_point_is_unsafe(cp)) /* none lies above U+FFFF */
            aa_str_printf(s, "\\u%04x", (unsigned)cp);
        else
            aa_utf8_put(s, cp);
    }
    aa_str_putc(s, '"');
}

static void new_line(aa_json *j)
{
    if (j->compact)
        return;
    aa_str_putc(j->out, '\n');
    for (unsigned i = 0; i < j->depth; i++)
        aa_str_put(j->out, "  ");
}

static void before_value(aa_json *j, const char *key)
{
    if (!j->first[j->depth])
        aa_str_putc(j->out, ',');
    j->first[j->depth] = false;
    if (j->depth > 0)
        new_line(j);
    if (key != NULL) {
        put_string(j->out, key);
        aa_str_put(j->out, j->compact ? ":" : ": ");
    }
}

static void open_container(aa_json *j, const char *key, char bracket)
{
    assert(j->depth + 1 < AA_JSON_DEPTH);
    before_value(j, key);
    aa_str_putc(j->out, bracket);
    j->first[++j->depth] = true;
}

static void close_container(aa_json *j, char bracket)
{
    assert(j->depth > 0);
    bool empty = j->first[j->depth--];
    if (!empty)
        new_line(j);
    aa_str_putc(j->out, bracket);
    if (j->depth == 0)
        aa_str_putc(j->out, '\n');
}

void aa_json_open_object(aa_json *j, const char *key)
{
    open_container(j, key, '{');
}

void aa_json_close_object(aa_json *j)
{
    close_container(j, '}');
}

void aa_json_open_array(aa_json *j, const char *key)
{
    open_container(j, key, '[');
}

void aa_json_close_array(aa_json *j)
{
    close_container(j, ']');
}

void aa_json_text(aa_json *j, const char *key, const char *text)
{
    if (text == NULL)
        return;
    before_value(j, key);
    put_string(j->out, text);
}

void aa_json_uint(aa_json *j, const char *key, uint64_t value)
{
    before_value(j, key);
    aa_str_printf(j->out, "%" PRIu64, value > INT64_MAX ? (uint64_t)INT64_MAX : value);
}

void aa_json_int(aa_json *j, const char *key, int64_t value)
{
    before_value(j, key);
    aa_str_printf(j->out, "%" PRId64, value);
}

void aa_json_bool(aa_json *j, const char *key, bool value)
{
    before_value(j, key);
    aa_str_put(j->out, value ? "true" : "false");
}
