/*
 * What a DEX file refers to, and its instructions, as people read them: names as descriptors,
 * "Lx/Y;->run()V". All that comes from the file is made harmless: control characters and the like are written
 * as escapes.
 */
#ifndef AA_DECODE_DEX_PRINT_H
#define AA_DECODE_DEX_PRINT_H

#include "base/str.h"
#include "decode/dex_insn.h"
#include "decode/dex_value.h"

/* How constant texts are shown: who prints may have to keep some of them back. */
typedef struct aa_dex_words {
    void (*put)(aa_str *s, const aa_dex *dex, uint32_t string, const void *context); /* with its quotes */
    const void *context;
} aa_dex_words;

/* Lone surrogates as \u{d800}, what is no text as \u{fffd}. */
void aa_dex_put_text(aa_str *s, aa_bytes mutf8);

void aa_dex_put_type(aa_str *s, const aa_dex *dex, uint32_t index);
void aa_dex_put_field(aa_str *s, const aa_dex *dex, uint32_t index);
void aa_dex_put_method(aa_str *s, const aa_dex *dex, uint32_t index);
void aa_dex_put_value(aa_str *s, const aa_dex *dex, const aa_dex_value *value, const aa_dex_words *words);

/* "001a invoke-virtual {v0, v1}, Lx/Y;->run(I)V"; a payload by its name and size. */
void aa_dex_put_insn(aa_str *s, const aa_dex *dex, const aa_dex_insn *insn, const aa_dex_words *words);

#endif
