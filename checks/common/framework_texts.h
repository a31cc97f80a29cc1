/*
 * What checks over the texts of cross-platform programs share.
 */
#ifndef AA_CHECKS_COMMON_FRAMEWORK_TEXTS_H
#define AA_CHECKS_COMMON_FRAMEWORK_TEXTS_H

#include <stdio.h>

#include "addresses.h"
#include "engine/check.h"
#include "facts/frameworks.h"

enum { FRAMEWORK_HOSTS = 200 }; /* of one framework; a person reads them */

/* An address among the texts. */
typedef struct framework_address {
    const aa_framework_text *text;
    aa_bytes address, host;
} framework_address;

typedef struct framework_walk {
    size_t text, pos;
    aa_bytes seen[FRAMEWORK_HOSTS]; /* hosts given, each once for a scheme */
    size_t count;
} framework_walk;

static inline bool framework_was_seen(const framework_walk *w, aa_bytes address)
{
    for (size_t i = 0; i < w->count; i++)
        if (aa_bytes_equal(w->seen[i], address))
            return true;
    return false;
}

/* The device itself, and names in documents. */
static inline bool framework_is_no_server(aa_bytes address, aa_bytes host)
{
    static const char *const names[] = {"127.0.0.1", "10.0.2.2", "10.0.3.2", "0.0.0.0"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (aa_bytes_is(host, names[i]))
            return true;
    return address_is_name_only(address, host);
}

/* The next address of a server that programs of |kind| name, each once. Zeroed |walk| at first. */
static inline bool framework_next_address(const aa_frameworks *f, aa_framework_kind kind, framework_walk *w,
                                          framework_address *out)
{
    for (; f != NULL && w->text < f->text_count; w->text++, w->pos = 0) {
        const aa_framework_file *file = &f->files[f->texts[w->text].file];
        out->text = &f->texts[w->text];
        while (file->framework == kind && address_next(out->text->text, &w->pos, &out->address, &out->host)) {
            if (w->count == FRAMEWORK_HOSTS || framework_is_no_server(out->address, out->host) ||
                framework_was_seen(w, out->address))
                continue;
            w->seen[w->count++] = out->address;
            return true;
        }
    }
    return false;
}

/* |text| in |room|, cut to fit: hosts and names are short. */
static inline const char *framework_put(char *room, size_t size, aa_bytes text)
{
    snprintf(room, size, "%.*s", (int)(text.n < size ? text.n : size - 1), (const char *)text.p);
    return room;
}

static inline bool framework_text_has(aa_bytes text, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = 0; i + n <= text.n; i++) {
        const uint8_t *at = memchr(text.p + i, word[0], text.n - n - i + 1);
        if (at == NULL)
            return false;
        i = (size_t)(at - text.p);
        if (memcmp(at, word, n) == 0)
            return true;
    }
    return false;
}

/* The first text of |kind| that has |word|; NULL: none. */
static inline const aa_framework_text *framework_find(const aa_frameworks *f, aa_framework_kind kind,
                                                      const char *word)
{
    for (size_t i = 0; i < f->text_count; i++)
        if (f->files[f->texts[i].file].framework == kind && framework_text_has(f->texts[i].text, word))
            return &f->texts[i];
    return NULL;
}

/* Records |message| for each address without TLS. */
static inline void framework_cleartext(const aa_frameworks *f, aa_framework_kind kind, unsigned message,
                                       aa_sink *sink)
{
    framework_walk walk = {.text = 0};
    framework_address a;
    char host[256];
    while (framework_next_address(f, kind, &walk, &a)) {
        if (a.address.p[0] == 'h' ? a.address.p[4] == 's' : a.address.p[2] == 's')
            continue;
        aa_place place = aa_framework_place(f, a.text);
        aa_cannot_tell(sink, message, &place, AA_ARGS(framework_put(host, sizeof host, a.host)));
    }
}

/* What checks of programs that are read and not followed have in common. */
#define FRAMEWORK_CHECK                                                                                      \
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS, .kind = AA_KIND_COVERAGE,                            \
    .severity = AA_SEVERITY_INFO, .areas = 0, .mastg = "", .cwe = ""

#endif
