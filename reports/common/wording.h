/*
 * The words of reports, in both languages: reports/text/NAME.tsv, lines "key<TAB>English<TAB>zh-TW".
 */
#ifndef AA_REPORTS_COMMON_WORDING_H
#define AA_REPORTS_COMMON_WORDING_H

#include <appassay/result.h>

#include "base/arena.h"
#include "base/str.h"
#include "facts/facts.h"

#define AA_TEXT_MAX ((size_t)64 << 20) /* bytes of one text that is put together */

/* Finds texts in one language. |failed| tells that some text is "", because memory ran out. */
typedef struct aa_words {
    aa_arena *arena;
    aa_lang lang;
    bool failed;
} aa_words;

/* The text of |key| in |file| ("headings.tsv"); false when the file has no such key or no such language. */
bool aa_words_find(const char *file, const char *key, aa_lang lang, aa_bytes *out);

/* The text of |key|, NUL-terminated, in the arena. A key that is not there comes back as itself. */
const char *aa_words_get(aa_words *words, const char *file, const char *key);

/*
 * Appends |text| with each "{0}" to "{9}" replaced by that element of |args| (NULL-terminated), made
 * harmless by aa_utf8_put_safe(). A number past the end stays as it stands.
 */
void aa_fill_put(aa_str *s, const char *text, const char *const *args);

/*
 * The same into the arena of |words|; "" when memory is out. Here "{0:notes}" stands for the text that
 * notes.tsv has for the argument.
 */
const char *aa_words_fill(aa_words *words, const char *text, const char *const *args);

/* Text of an app as a report shows it: harmless, and cut after 300 characters with a note of the bytes left
 * out. */
void aa_excerpt_put(aa_str *s, const char *text);
const char *aa_words_excerpt(aa_words *words, const char *text);

/* |s| moved into the arena; releases |s|. "" when it failed. */
const char *aa_words_take(aa_words *words, aa_str *s);

/* |value| with a comma between groups of three digits. */
const char *aa_words_number(aa_words *words, uint64_t value);

/* Appends "com.example.Vault.seal([B)[B", "-[Vault seal:]" as Objective-C writes it, or a name alone; each
 * may be NULL. */
void aa_code_put(aa_str *s, const char *class_name, const char *method);

/*
 * Appends where something was seen: "base.apk!AndroidManifest.xml:12 application/@android:label". The
 * artifact is named when |name_artifact| is set. Where a line is known, of the path only the last element is
 * told. In a result mapped to sources the developer's file stands first, with the line. Nothing is appended
 * for a place that says nothing.
 */
void aa_place_put(aa_str *s, const aa_place *place, bool name_artifact);

#endif
