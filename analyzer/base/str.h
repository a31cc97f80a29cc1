/*
 * A growing text with a maximum. After a failure (memory, maximum) it stays failed and later
 * appends do nothing, so that a run of appends is checked once, with aa_str_ok().
 */
#ifndef AA_BASE_STR_H
#define AA_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct aa_str {
    char *ptr;  /* NUL-terminated; never NULL */
    size_t len; /* bytes, without the NUL */
    size_t cap;
    size_t max; /* bytes; appending past it fails */
    bool failed;
    bool too_long; /* failed because of |max|, not for want of memory */
} aa_str;

void aa_str_init(aa_str *s, size_t max);
void aa_str_done(aa_str *s);
void aa_str_clear(aa_str *s);
bool aa_str_ok(const aa_str *s);
void aa_str_put(aa_str *s, const char *text);
void aa_str_putn(aa_str *s, const char *text, size_t n);
void aa_str_putc(aa_str *s, char c);
void aa_str_printf(aa_str *s, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
