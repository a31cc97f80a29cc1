/*
 * The constant texts of JavaScript: literals in quotes and templates, without a parser. Comments and regular
 * expressions are stepped over; whether "/" begins one is told by what stands before it, which fits what
 * bundlers write. Where that is wrong, the quotes of one expression are: the end of a line sets it right.
 *
 * Source: ECMA-262, 12 "Lexical Grammar".
 */
#ifndef AA_DECODE_JS_TEXT_H
#define AA_DECODE_JS_TEXT_H

#include "base/arena.h"

enum { AA_JS_TEMPLATES = 32 }; /* templates inside each other; deeper ones are read as code */

typedef struct aa_js_walk {
    aa_bytes source;
    size_t pos;
    uint8_t before; /* the last character that is neither space nor comment */
    size_t word;    /* where the last word began, and ended */
    size_t word_end;
    uint32_t braces[AA_JS_TEMPLATES]; /* open in the expression of each template that is not done */
    uint32_t depth;
} aa_js_walk;

/* A literal as it is written, without its quotes. Templates are cut where expressions stand in them. */
typedef struct aa_js_literal {
    aa_bytes raw;
    uint64_t offset; /* of |raw| */
    bool escaped;    /* it has backslashes */
} aa_js_literal;

/* The next literal of two characters or more. False at the end. */
bool aa_js_next(aa_js_walk *walk, aa_js_literal *out);

/* Escapes undone, as UTF-8 bytes in |arena|; lone surrogates become U+FFFD. No bytes when memory is out. */
aa_bytes aa_js_plain(aa_arena *arena, const aa_js_literal *literal);

#endif
