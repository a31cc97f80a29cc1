/*
 * UTF-8, UTF-16 and what a terminal makes of them.
 */
#ifndef AA_BASE_UTF8_H
#define AA_BASE_UTF8_H

#include "base/arena.h"
#include "base/str.h"

/*
 * The code point at |*pos| of |b|, which moves on by 1 to 4 bytes. An invalid, overlong or surrogate
 * sequence gives U+FFFD and moves on by one byte. Call only with |*pos| below b.n.
 */
uint32_t aa_utf8_next(aa_bytes b, size_t *pos);

/* Appends |cp| as UTF-8; a surrogate or a value above 0x10FFFF becomes U+FFFD. */
void aa_utf8_put(aa_str *s, uint32_t cp);

/* UTF-16LE units as NUL-terminated UTF-8; lone surrogates and NUL become U+FFFD. NULL: memory is out. */
char *aa_utf16le_to_utf8(aa_arena *arena, aa_bytes units);

/* Columns of |text| on a terminal, by East Asian Width (wide and fullwidth 2, combining 0). */
size_t aa_utf8_columns(const char *text);

/* Control characters (C0, DEL, C1), marks that turn the direction of text, and separators of lines: what a
 * terminal, or who reads, would take for more than text. */
bool aa_code_point_is_unsafe(uint32_t code_point);

/*
 * Appends text that came from an app: control characters, DEL, bidirectional controls and line
 * separators are written as \xNN or \u{NNNN}, so that it cannot move the cursor or reorder a line.
 */
void aa_utf8_put_safe(aa_str *s, const char *text);

#endif
