/*
 * What the checks of self-protection share: of each technique the test that most comes of, in the app's own
 * code or a library's that acts on it, and the words for what comes of it.
 */
#ifndef AA_CHECKS_ANDROID_DETECT_H
#define AA_CHECKS_ANDROID_DETECT_H

#include "code/use_detect.h"
#include "code/use_digest.h"
#include "engine/code_record.h"
#include "facts/native.h"
#include <string.h>

/* Indices into a check's messages, in this order in every check of the family. */
enum {
    DETECT_STOPS,
    DETECT_WARNS,
    DETECT_SENT,
    DETECT_KEPT,
    DETECT_STATISTICS,
    DETECT_DROPPED,
    DETECT_LATER,
    DETECT_NATIVE,
    DETECT_NONE
};

#define DETECT_MESSAGES(key, none_en, none_zh)                                                               \
    [DETECT_STOPS] = {key "_stops",                                                                          \
                      {"{0} in {1}, and the app then stops: {2} ({3} such tests)",                           \
                       "{1} 以 {0} 偵測，並據以中止執行：{2}（同類偵測共 {3} 處）"}},                        \
    [DETECT_WARNS] = {key "_warns",                                                                          \
                      {"{0} in {1}, and the app then shows something: {2} ({3} such tests)",                 \
                       "{1} 以 {0} 偵測，並據以顯示畫面或訊息：{2}（同類偵測共 {3} 處）"}},                  \
    [DETECT_SENT] = {key "_sent",                                                                            \
                     {"{0} in {1}, and the app then talks to a server: {2} ({3} such tests)",                \
                      "{1} 以 {0} 偵測，並據以連線伺服器：{2}（同類偵測共 {3} 處）"}},                       \
    [DETECT_KEPT] = {key "_kept",                                                                            \
                     {"{0} in {1}; what the app does about it does not show ({3} such tests)",               \
                      "{1} 以 {0} 偵測，但無法看出後續處置（同類偵測共 {3} 處）"}},                          \
    [DETECT_STATISTICS] = {key "_statistics",                                                                \
                           {"{0} in {1}: a library's own test that nothing visible comes of",                \
                            "{1} 之 {0} 為函式庫自身之偵測，未見後續處置"}},                                 \
    [DETECT_DROPPED] = {key "_dropped",                                                                      \
                        {"{0} in {1}: nothing looks at the result", "{1} 之 {0} 偵測結果未經使用"}},         \
    [DETECT_LATER] = {key "_later",                                                                          \
                      {"{0} in {1} does not run when the app starts", "{1} 之 {0} 非於啟動時執行"}},         \
    [DETECT_NATIVE] = {key "_native",                                                                        \
                       {"Native code of {1} ({2}) has {0}; what the app does about it is not followed",      \
                        "{1}（{2}）之原生程式碼含 {0}；未追蹤後續處置"}},                                    \
    [DETECT_NONE] = {key "_none", {none_en, none_zh}}

static inline aa_react detect_reaction(const aa_detection *d, bool launch)
{
    return launch ? d->outcome.launch : d->outcome.best;
}

/* What comes of |d| as a message. */
static inline unsigned detect_message(const aa_detection *d, bool launch)
{
    switch (detect_reaction(d, launch).kind) {
    case AA_REACT_STOPS:
        return DETECT_STOPS;
    case AA_REACT_WARNS:
        return DETECT_WARNS;
    case AA_REACT_SENT: /* what libraries send home about devices keeps nobody from anything */
        return d->library ? DETECT_STATISTICS : DETECT_SENT;
    case AA_REACT_KEPT:
        return d->library ? DETECT_STATISTICS : DETECT_KEPT;
    case AA_REACT_DROPPED:
        break;
    }
    return launch && d->outcome.best.kind != AA_REACT_DROPPED ? DETECT_LATER : DETECT_DROPPED;
}

/* A test that runs counts more than one that does not, then one that more comes of. */
static inline bool detect_is_better(aa_code *code, const aa_detection *a, const aa_detection *b, bool launch)
{
    bool a_runs = aa_code_reach_of(code, a->in) != AA_NOT_REACHED;
    bool b_runs = aa_code_reach_of(code, b->in) != AA_NOT_REACHED;
    if (a_runs != b_runs)
        return a_runs;
    return detect_message(a, launch) < detect_message(b, launch);
}

/* What native code looks for: constant texts that hold one of |words|, and calls of |call| (NULL: none) with
 * the first argument |first|. Each library once, of the first processor it is there for. Returns how many. */
/* What |does| says of a library by its calls; NULL: nothing. */
typedef const char *(*detect_native_call)(const aa_native *native);

static inline size_t detect_native(const aa_check_input *in, aa_sink *sink, const char *const *words,
                                   detect_native_call does)
{
    const aa_natives *natives = in->facts->native_libraries;
    size_t found = 0;
    for (size_t i = 0; natives != NULL && i < natives->count; i++) {
        const aa_native *n = &natives->items[i];
        const char *what = NULL;
        for (size_t k = 0; words[k] != NULL && what == NULL; k++)
            what = aa_native_text(n, words[k]);
        if (what == NULL && does != NULL)
            what = does(n);
        if (what == NULL || n->first_abi != i)
            continue;
        found++;
        aa_cannot_tell(sink, DETECT_NATIVE, &n->place, AA_ARGS(what, n->name, n->abi));
    }
    return found;
}

static inline void detect_record(aa_code *code, aa_sink *sink, const aa_detection *d, size_t places,
                                 bool launch)
{
    unsigned message = detect_message(d, launch);
    aa_react react = detect_reaction(d, launch);
    const char *const *args = AA_ARGS(d->label, aa_code_method_name(code, d->in),
                                      message <= DETECT_SENT ? aa_call_name(code, react.to) : "-",
                                      aa_arg_int(sink, (long long)places));
    bool unreached = message == DETECT_KEPT && aa_code_reach_of(code, d->in) == AA_NOT_REACHED;
    if (message <= DETECT_SENT || unreached)
        aa_hit_method(sink, message, AA_SEVERITY_INFO, code, d->in, d->pc, args);
    else if (message == DETECT_KEPT)
        aa_cannot_tell_method(sink, message, code, d->in, d->pc, args);
    else
        aa_absent(sink, message, args);
}

/* One record for each technique among |found|; returns how many techniques there are. */
static inline size_t detect_record_best(aa_code *code, aa_sink *sink, const aa_detection *found, size_t count,
                                        bool launch)
{
    size_t recorded = 0;
    for (size_t i = 0, end; i < count; i = end) {
        const aa_detection *best = &found[i];
        for (end = i; end < count && found[end].technique == found[i].technique; end++)
            if (detect_is_better(code, &found[end], best, launch))
                best = &found[end];
        detect_record(code, sink, best, end - i, launch);
        recorded++;
    }
    return recorded;
}

/* The same for digests over what belongs to the app: one technique. */
static inline void detect_record_digests(aa_code *code, aa_sink *sink, const aa_digest *digests, size_t count)
{
    aa_detection best = {.technique = 0};
    for (size_t i = 0; i < count; i++) {
        const aa_detection one = {.in = digests[i].site.in,
                                  .pc = digests[i].site.pc,
                                  .label = digests[i].label,
                                  .library = digests[i].library,
                                  .outcome = digests[i].outcome};
        if (i == 0 || detect_is_better(code, &one, &best, false))
            best = one;
    }
    if (count > 0)
        detect_record(code, sink, &best, count, false);
}

#endif
