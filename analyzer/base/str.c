#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What ptr is while nothing is allocated. Never written: cap is 0 then. */
static char *empty_text(void)
{
    static const char empty[1] = "";
    return (char *)(uintptr_t)empty;
}

void aa_str_init(aa_str *s, size_t max)
{
    *s = (aa_str){.ptr = empty_text(), .max = max};
}

void aa_str_done(aa_str *s)
{
    if (s->cap > 0)
        free(s->ptr);
    aa_str_init(s, s->max);
}

void aa_str_clear(aa_str *s)
{
    if (s->cap > 0)
        s->ptr[0] = '\0';
    s->len = 0;
}

bool aa_str_ok(const aa_str *s)
{
    return !s->failed;
}

/* Makes room for |extra| more bytes and the NUL. */
static bool reserve(aa_str *s, size_t extra)
{
    if (s->failed)
        return false;
    if (extra > s->max || s->len > s->max - extra) {
        s->failed = s->too_long = true;
        return false;
    }
    size_t need = s->len + extra + 1;
    if (need <= s->cap)
        return true;
    size_t cap = s->cap < 64 ? 64 : s->cap;
    while (cap < need)
        cap = cap > SIZE_MAX / 2 ? need : cap * 2;
    char *grown = realloc(s->cap > 0 ? s->ptr : NULL, cap);
    if (grown == NULL) {
        s->failed = true;
        return false;
    }
    s->ptr = grown;
    s->cap = cap;
    return true;
}

void aa_str_putn(aa_str *s, const char *text, size_t n)
{
    if (!reserve(s, n))
        return;
    memcpy(s->ptr + s->len, text, n);
    s->len += n;
    s->ptr[s->len] = '\0';
}

void aa_str_put(aa_str *s, const char *text)
{
    aa_str_putn(s, text, strlen(text));
}

void aa_str_putc(aa_str *s, char c)
{
    aa_str_putn(s, &c, 1);
}

void aa_str_printf(aa_str *s, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n < 0 || !reserve(s, (size_t)n)) {
        s->failed = true;
        return;
    }
    va_start(args, format);
    vsnprintf(s->ptr + s->len, (size_t)n + 1, format, args);
    va_end(args);
    s->len += (size_t)n;
}
