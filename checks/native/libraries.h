/*
 * What checks of native libraries share: a library that is there for several processors is told once, with
 * all of them; whoever makes a library that others make is named with it.
 */
#ifndef CHECKS_NATIVE_LIBRARIES_H
#define CHECKS_NATIVE_LIBRARIES_H

#include <stdio.h>
#include <string.h>

#include "engine/check.h"
#include "facts/native.h"

enum { NATIVE_VERDICTS = 3, NATIVE_WORDS = 200 };

typedef enum native_outcome { NATIVE_CLEAR, NATIVE_DOUBT, NATIVE_HIT } native_outcome;

/* What is to be recorded; |more|: arguments behind the name {0} and the processors {1}; NULL: none. */
typedef struct native_verdict {
    native_outcome outcome;
    unsigned message;
    aa_severity severity;
    aa_reach reach;
    const char *more[2];
} native_verdict;

typedef struct native_verdicts {
    native_verdict items[NATIVE_VERDICTS];
    size_t count;
} native_verdicts;

typedef void (*native_judge)(const aa_natives *natives, const aa_native *n, aa_sink *sink,
                             native_verdicts *out);

static inline void native_say(native_verdicts *out, native_outcome outcome, unsigned message,
                              aa_severity severity, const char *first, const char *second)
{
    if (out->count < NATIVE_VERDICTS)
        out->items[out->count++] =
            (native_verdict){outcome, message, severity, AA_REACH_NONE_NEEDED, {first, second}};
}

/* What else is said of it, a name or a number, may differ: that of the first processor is told. */
static inline bool native_has(const native_verdicts *all, const native_verdict *v)
{
    for (size_t i = 0; i < all->count; i++) {
        const native_verdict *one = &all->items[i];
        if (one->outcome == v->outcome && one->message == v->message && one->severity == v->severity)
            return true;
    }
    return false;
}

/* Records |v| of |n| with the processors for which it holds. */
static inline void native_record(const aa_natives *natives, const aa_native *n, const native_verdict *v,
                                 native_judge judge, aa_sink *sink)
{
    char processors[NATIVE_WORDS] = "", name[NATIVE_WORDS];
    size_t used = 0;
    for (size_t i = (size_t)(n - natives->items); i != SIZE_MAX && used + 2 < sizeof processors;
         i = natives->items[i].next_abi) {
        native_verdicts other = {.count = 0};
        if (natives->items[i].readable)
            judge(natives, &natives->items[i], sink, &other);
        if (native_has(&other, v))
            used += (size_t)snprintf(processors + used, sizeof processors - used, "%s%s",
                                     used > 0 ? ", " : "", natives->items[i].abi);
    }
    snprintf(name, sizeof name, n->vendor != NULL ? "%s [%s]" : "%s", n->name, n->vendor);
    const char *const *args = v->more[0] == NULL   ? AA_ARGS(name, processors)
                              : v->more[1] == NULL ? AA_ARGS(name, processors, v->more[0])
                                                   : AA_ARGS(name, processors, v->more[0], v->more[1]);
    /* Of a library that somebody else makes the app's provider can only take a newer release. */
    aa_owner owner = n->vendor != NULL ? AA_OWNER_LIBRARY : AA_OWNER_UNKNOWN;
    if (v->outcome == NATIVE_HIT)
        aa_hit_as(sink, v->message, v->severity, v->reach, owner, &n->place, args);
    else if (v->outcome == NATIVE_DOUBT)
        aa_cannot_tell(sink, v->message, &n->place, args);
    else
        aa_clear(sink, v->message, &n->place, args);
}

/* True when a library before |n| in its chain has |v| too. */
static inline bool native_was_told(const aa_natives *natives, size_t first, const aa_native *n,
                                   const native_verdict *v, native_judge judge, aa_sink *sink)
{
    for (size_t i = first; &natives->items[i] != n; i = natives->items[i].next_abi) {
        native_verdicts other = {.count = 0};
        if (natives->items[i].readable)
            judge(natives, &natives->items[i], sink, &other);
        if (native_has(&other, v))
            return true;
    }
    return false;
}

enum {
    NATIVE_PROCESSORS = 16
}; /* of one library; a package that has more is no app, and told each by each */

/* Records what |judge| says of each library. Returns how many were readable. */
static inline size_t native_each(const aa_check_input *in, aa_sink *sink, native_judge judge)
{
    const aa_natives *natives = in->facts->native_libraries;
    size_t readable = 0;
    for (size_t first = 0; natives != NULL && first < natives->count; first++) {
        size_t seen = 0;
        for (size_t i = natives->items[first].first_abi == first ? first : SIZE_MAX; i != SIZE_MAX;
             i = natives->items[i].next_abi, seen++) {
            const aa_native *n = &natives->items[i];
            native_verdicts said = {.count = 0};
            readable += n->readable;
            if (n->readable)
                judge(natives, n, sink, &said);
            for (size_t k = 0; k < said.count; k++)
                if (seen >= NATIVE_PROCESSORS ||
                    !native_was_told(natives, first, n, &said.items[k], judge, sink))
                    native_record(natives, n, &said.items[k], judge, sink);
        }
    }
    return readable;
}

/* True when the code of |n|, or of the same library for another processor, was looked at. */
static inline bool native_code_read_elsewhere(const aa_natives *natives, const aa_native *n)
{
    size_t seen = 0;
    for (size_t i = n->first_abi; i != SIZE_MAX && seen++ < NATIVE_PROCESSORS; i = natives->items[i].next_abi)
        if (natives->items[i].calls_read)
            return true;
    return false;
}

#endif
