/*
 * Checks that ask of a call whether others choose what it is given are judged alike: the worst source of the
 * arguments decides, a comparison on the way clears.
 */
#ifndef AA_CHECKS_ANDROID_INPUTS_H
#define AA_CHECKS_ANDROID_INPUTS_H

#include "code/use_source.h"
#include "engine/code_record.h"

/* The messages that each of these checks has, in this order; own ones follow from INPUT_OWN on. */
enum {
    INPUT_PROVIDER, /* method, source */
    INPUT_APP,
    INPUT_NETWORK,
    INPUT_SHARED,
    INPUT_ARCHIVE,
    INPUT_PAGE,
    INPUT_TYPED,
    INPUT_PRIVATE,
    INPUT_UNSURE,   /* method, source: whether others get there cannot be told */
    INPUT_UNKNOWN,  /* method: what is given cannot be followed */
    INPUT_CHECKED,  /* method, source */
    INPUT_CLOSED,   /* method, source: the component is not open */
    INPUT_CONSTANT, /* number of calls */
    INPUT_NONE,
    INPUT_OWN
};

/* |key| begins the keys, |en| stands between a method and "what …", |zh| after "以 … 取得之內容". */
#define INPUT_MESSAGES(key, en, zh, none_en, none_zh)                                                        \
    [INPUT_PROVIDER] = {key "_provider",                                                                     \
                        {"{0} " en " what callers of {1} send; every app can call it",                       \
                         "{0} 以 {1} 之呼叫者所傳內容" zh "；任何應用程式皆可呼叫"}},                        \
    [INPUT_APP] = {key "_app",                                                                               \
                   {"{0} " en " what {1} gives, which another app or a link can choose",                     \
                    "{0} 以 {1} 取得之內容" zh "；可由其他應用程式或連結指定"}},                             \
    [INPUT_NETWORK] = {key "_network",                                                                       \
                       {"{0} " en " what comes over the network from {1}",                                   \
                        "{0} 以 {1} 由網路取得之內容" zh}},                                                  \
    [INPUT_SHARED] = {key "_shared",                                                                         \
                      {"{0} " en " what lies in storage that other apps can write: {1}",                     \
                       "{0} 以其他應用程式可寫入之儲存空間（{1}）之內容" zh}},                               \
    [INPUT_ARCHIVE] = {key "_archive",                                                                       \
                       {"{0} " en " what {1} gives, which whoever made the archive chose",                   \
                        "{0} 以 {1} 取得之內容" zh "；由壓縮檔製作者決定"}},                                 \
    [INPUT_PAGE] = {key "_page",                                                                             \
                    {"{0} " en " what scripts of a page hand to {1}",                                        \
                     "{0} 以網頁指令碼交給 {1} 之內容" zh}},                                                 \
    [INPUT_TYPED] = {key "_typed",                                                                           \
                     {"{0} " en " what the user typed ({1})", "{0} 以使用者輸入之內容（{1}）" zh}},          \
    [INPUT_PRIVATE] = {key "_private",                                                                       \
                       {"{0} " en                                                                            \
                        " what lies in the app's own storage ({1}); how it got there is not followed",       \
                        "{0} 以應用程式自有儲存空間（{1}）之內容" zh "；該內容之來源未追蹤"}},               \
    [INPUT_UNSURE] = {key "_unsure",                                                                         \
                      {"{0} " en " what {1} gives; whether another app can choose it cannot be told",        \
                       "{0} 以 {1} 取得之內容" zh "；無法判定其他應用程式能否指定"}},                        \
    [INPUT_UNKNOWN] = {key "_unknown",                                                                       \
                       {"{0} " en " something that cannot be followed to where it comes from",               \
                        "{0} 以無法追溯來源之內容" zh}},                                                     \
    [INPUT_CHECKED] = {key "_checked",                                                                       \
                       {"{0} " en " what {1} gives after a comparison",                                      \
                        "{0} 於比對後以 {1} 取得之內容" zh}},                                                \
    [INPUT_CLOSED] = {key "_closed",                                                                         \
                      {"{0} " en " what {1} gives; other apps cannot get to that component",                 \
                       "{0} 以 {1} 取得之內容" zh "；其他應用程式無法存取該元件"}},                          \
    [INPUT_CONSTANT] = {key "_own",                                                                          \
                        {"{0} calls of this kind are given nothing that others choose",                      \
                         "{0} 處此類呼叫之內容均非由外部指定"}},                                             \
    [INPUT_NONE] = {key "_none", {none_en, none_zh}}

typedef struct input_sink {
    const char *pattern;
    unsigned arguments;  /* bits */
    aa_severity ceiling; /* AA_SEVERITY_CRITICAL: as the rule says */
    bool unknown;        /* something that cannot be followed is doubt, not silence */
} input_sink;

typedef struct input_rule {
    const input_sink *sinks;
    size_t sink_count;
    aa_severity severity[AA_SOURCE_KINDS]; /* by bit of AA_SOURCE_* */
    unsigned kinds;
    const char *const *washed;
    bool (*checked)(aa_code *code, const aa_site *site, const aa_origin *origin);
    /* Lowers a severity by what else the site shows; may be NULL. */
    aa_severity (*adjust)(aa_code *code, const aa_site *site, const aa_source_seen *seen,
                          aa_severity severity);
} input_rule;

static inline unsigned input_bit(unsigned kind)
{
    unsigned bit = 0;
    while (kind > 1U) {
        kind >>= 1U;
        bit++;
    }
    return bit;
}

static inline void input_record(const input_rule *rule, const input_sink *what, aa_sink *sink, aa_code *code,
                                const aa_site *site, const aa_source_seen *seen)
{
    unsigned bit = input_bit(seen->kind);
    const char *const *args =
        AA_ARGS(aa_code_method_name(code, site->in), aa_source_name(code, seen->origin));
    aa_severity severity = rule->severity[bit] < what->ceiling ? rule->severity[bit] : what->ceiling;
    if (rule->adjust != NULL)
        severity = rule->adjust(code, site, seen, severity);
    if (seen->open == AA_OPEN_NO)
        aa_clear_site(sink, INPUT_CLOSED, code, site, args);
    else if (rule->checked(code, site, seen->origin))
        aa_clear_site(sink, INPUT_CHECKED, code, site, args);
    else if (seen->open == AA_OPEN_UNSURE && aa_code_reach_of(code, site->in) == AA_NOT_REACHED)
        aa_clear_site(sink, INPUT_CLOSED, code, site, args);
    else if (seen->open == AA_OPEN_UNSURE)
        aa_cannot_tell_origin(sink, INPUT_UNSURE, code, site, seen->origin, args);
    else
        aa_hit_origin(sink, INPUT_PROVIDER + bit, severity, code, site, seen->origin, args);
}

/* True when there was nothing to record. */
static inline bool input_judge_site(const input_rule *rule, const input_sink *what, aa_sink *sink,
                                    aa_code *code, const aa_site *site)
{
    aa_source_seen worst = {0};
    bool complete = true;
    for (size_t i = 0; i < site->call->argument_count && i < 32; i++) {
        if ((what->arguments >> i & 1U) == 0)
            continue;
        aa_origins whence = aa_code_whence(code, site, i);
        aa_source_seen seen = aa_source_find(code, &whence, rule->kinds, rule->washed);
        complete = complete && whence.complete;
        if (seen.kind != 0 && (worst.kind == 0 || seen.open > worst.open))
            worst = seen;
    }
    if (worst.kind != 0)
        input_record(rule, what, sink, code, site, &worst);
    else if (!complete && what->unknown && aa_code_reach_of(code, site->in) != AA_NOT_REACHED)
        aa_cannot_tell_site(sink, INPUT_UNKNOWN, code, site, AA_ARGS(aa_code_method_name(code, site->in)));
    else
        return true;
    return false;
}

static inline void input_judge(const input_rule *rule, const aa_check_input *in, aa_sink *sink)
{
    size_t all = 0;
    size_t own = 0;
    const aa_site *first = NULL;
    if (in->code == NULL)
        return;
    for (size_t i = 0; i < rule->sink_count; i++) {
        aa_sites sites = aa_code_calls(in->code, rule->sinks[i].pattern);
        for (size_t k = 0; k < sites.count; k++) {
            bool silent = input_judge_site(rule, &rule->sinks[i], sink, in->code, &sites.items[k]);
            first = silent && first == NULL ? &sites.items[k] : first;
            own += silent;
        }
        all += sites.count;
    }
    if (all == 0)
        aa_absent(sink, INPUT_NONE, AA_NO_ARGS);
    else if (own > 0)
        aa_clear_site(sink, INPUT_CONSTANT, in->code, first, AA_ARGS(aa_arg_int(sink, (long long)own)));
}

#endif
