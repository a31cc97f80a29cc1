#include "code/use_allow.h"

#include "code/flow_internal.h"

enum { MAX_GUARDS = 16, MAX_STEPS = 16 };

/* How a text test compares. */
typedef enum how { NOT_A_TEST, WHOLE, BEGINNING, ENDING, INSIDE, OWN } how;

static bool goes_through(aa_code *code, const aa_origin *origin, const char *const *patterns)
{
    if (origin->kind == AA_ORIGIN_CALL && aa_method_is_any(code, origin->method, patterns))
        return true;
    for (const aa_step *step = origin->way; step != NULL; step = step->next)
        if (step->kind == AA_STEP_CALL && aa_method_is_any(code, step->method, patterns))
            return true;
    return false;
}

/* ---- what is tested -------------------------------------------------------------------------------------
 */

/* Parts that leave the rest of an address open, and what else an intent says. */
static const char *const beside[] = {
    "Landroid/net/Uri;->getScheme",
    "Landroid/net/Uri;->getPath",
    "Landroid/net/Uri;->getLastPathSegment",
    "Landroid/net/Uri;->getPathSegments",
    "Landroid/net/Uri;->getQuery",
    "Landroid/net/Uri;->getFragment",
    "Ljava/net/URI;->getScheme",
    "Ljava/net/URL;->getProtocol",
    "Landroid/content/Intent;->getAction",
    "Landroid/content/Intent;->getType",
    "Landroid/content/Intent;->getScheme",
    "Landroid/content/Intent;->getCategories",
    "Landroid/content/Intent;->getFlags",
    "Landroid/content/Intent;->getPackage",
    "Ljava/lang/String;->length",
    NULL,
};

static const char *const hosts[] = {
    "Landroid/net/Uri;->getHost",
    "Landroid/net/Uri;->getAuthority",
    "Ljava/net/URL;->getHost",
    "Ljava/net/URL;->getAuthority",
    "Ljava/net/URI;->getHost",
    "Ljava/net/URI;->getAuthority",
    NULL,
};

static aa_site call_at(aa_code *code, aa_method_id in, uint32_t pc, aa_method_id to)
{
    aa_site site = {.in = in, .to = to, .pc = pc, .flow = aa_code_flow(code, in)};
    site.call = site.flow == NULL ? NULL : aa_flow_call_at(site.flow, pc);
    return site;
}

/* Two calls of a getter ask for the same, by a constant name if they need one. */
static bool same_question(aa_code *code, const aa_site *one, const aa_site *two)
{
    aa_bytes p, q;
    if (one->call == NULL || two->call == NULL || one->call->argument_count != two->call->argument_count)
        return false;
    return one->call->argument_count < 2 ||
           (aa_site_text(code, one, 1, &p) && aa_site_text(code, two, 1, &q) && aa_bytes_equal(p, q));
}

static bool same_text(aa_code *code, const aa_origin *a, const aa_origin *b)
{
    const aa_site one = call_at(code, a->in, a->pc, a->method);
    const aa_site two = call_at(code, b->in, b->pc, b->method);
    return same_question(code, &one, &two);
}

/* Both give the same: one call, or two that ask for the same. */
static bool same_source(aa_code *code, const aa_origin *a, const aa_origin *b)
{
    static const char *const data[] = {"Landroid/content/Intent;->getData",
                                       "Landroid/content/Intent;->getDataString", NULL};
    if (a->kind != b->kind)
        return false;
    if (a->in == b->in && a->pc == b->pc && a->number == b->number && a->method == b->method)
        return true;
    if (a->kind != AA_ORIGIN_CALL)
        return false;
    if (aa_method_is_any(code, a->method, data) && aa_method_is_any(code, b->method, data))
        return true;
    return a->method == b->method && same_text(code, a, b);
}

/* |source| came by the very call that gave |a|. */
static bool came_by(const aa_origin *source, const aa_origin *a)
{
    for (const aa_step *step = a->kind == AA_ORIGIN_CALL ? source->way : NULL; step != NULL;
         step = step->next)
        if (step->kind == AA_STEP_CALL && step->in == a->in && step->pc == a->pc && step->method == a->method)
            return true;
    return false;
}

/* Parts of an address that are a value of their own: what is found of the whole says nothing of them. */
static const char *const parts[] = {
    "Landroid/net/Uri;->getQueryParameter",  "Landroid/net/Uri;->getQueryParameters",
    "Landroid/net/Uri;->getFragment",        "Landroid/net/Uri;->getPathSegments",
    "Landroid/net/Uri;->getLastPathSegment", NULL,
};

static const aa_step *part_of(aa_code *code, const aa_origin *origin)
{
    for (const aa_step *step = origin->way; step != NULL; step = step->next)
        if (step->kind == AA_STEP_CALL && aa_method_is_any(code, step->method, parts))
            return step;
    return NULL;
}

/* Where |source| is a part, |a| is that part too. */
static bool same_part(aa_code *code, const aa_origin *source, const aa_origin *a)
{
    const aa_step *x = part_of(code, source);
    const aa_step *y = part_of(code, a);
    if (x == NULL)
        return true;
    if (y == NULL || x->method != y->method)
        return false;
    const aa_site one = call_at(code, x->in, x->pc, x->method);
    const aa_site two = call_at(code, y->in, y->pc, y->method);
    return same_question(code, &one, &two);
}

/* The origin of argument |i| that is |source|, not by way of |but| (NULL: by any); NULL. */
static const aa_origin *tested_source(aa_code *code, const aa_site *test, size_t i, const aa_origin *source,
                                      const char *const *but)
{
    aa_origins whence = aa_code_whence(code, test, i);
    for (size_t k = 0; k < whence.count; k++)
        if ((came_by(source, &whence.items[k]) ||
             (same_source(code, &whence.items[k], source) && same_part(code, source, &whence.items[k]))) &&
            (but == NULL || !goes_through(code, &whence.items[k], but)))
            return &whence.items[k];
    return NULL;
}

/* ---- how it is tested -----------------------------------------------------------------------------------
 */

static how how_of_platform(aa_code *code, aa_method_id method)
{
    static const char *const whole[] = {
        "Ljava/lang/String;->equals",
        "Ljava/lang/String;->equalsIgnoreCase",
        "Ljava/lang/String;->contentEquals",
        "Ljava/lang/String;->matches",
        "Ljava/lang/Object;->equals",
        "Ljava/util/Objects;->equals",
        "Landroid/text/TextUtils;->equals",
        "Ljava/util/Collection;->contains",
        "Ljava/util/List;->contains",
        "Ljava/util/Set;->contains",
        "Ljava/util/ArrayList;->contains",
        "Ljava/util/HashSet;->contains",
        "Ljava/util/Map;->containsKey",
        "Ljava/util/regex/Matcher;->matches",
        NULL,
    };
    static const char *const beginning[] = {"Ljava/lang/String;->startsWith",
                                            "Ljava/lang/String;->regionMatches", NULL};
    static const char *const ending[] = {"Ljava/lang/String;->endsWith", NULL};
    static const char *const inside[] = {"Ljava/lang/String;->contains", "Ljava/util/regex/Matcher;->find",
                                         "Ljava/util/regex/Matcher;->lookingAt", NULL};
    return aa_method_is_any(code, method, whole)       ? WHOLE
           : aa_method_is_any(code, method, beginning) ? BEGINNING
           : aa_method_is_any(code, method, ending)    ? ENDING
           : aa_method_is_any(code, method, inside)    ? INSIDE
                                                       : NOT_A_TEST;
}

bool aa_tests_text(aa_code *code, aa_method_id method)
{
    return how_of_platform(code, method) != NOT_A_TEST;
}

static size_t count_texts(const aa_program *p, aa_method_id method)
{
    size_t texts = 0;
    for (size_t i = 0; i < aa_method_parameter_count(p, method); i++) {
        aa_bytes type = aa_method_parameter(p, method, i);
        texts += aa_bytes_is(type, "Ljava/lang/String;") || aa_bytes_is(type, "Ljava/lang/Object;") ||
                 aa_bytes_is(type, "Landroid/net/Uri;") || aa_bytes_is(type, "Ljava/lang/CharSequence;");
    }
    return texts;
}

/* The first way in which a method of the app compares texts, itself or in what it calls with certainty. */
static how how_inside(aa_code *code, aa_method_id method)
{
    const aa_program *p = aa_code_base_of(code)->program;
    for (unsigned depth = 0; depth < 2 && method != AA_NO_ID; depth++) {
        const aa_flow *flow = aa_code_flow(code, method);
        aa_method_id below = AA_NO_ID;
        for (size_t i = 0; flow != NULL && i < flow->call_count; i++) {
            aa_method_id to = flow->calls[i].to;
            how found = to == AA_NO_ID ? NOT_A_TEST : how_of_platform(code, to);
            if (found != NOT_A_TEST)
                return found;
            if (to != AA_NO_ID && below == AA_NO_ID && aa_method_is_defined(p, to) &&
                count_texts(p, to) > 1 && aa_bytes_is(aa_method_result(p, to), "Z"))
                below = to;
        }
        method = below;
    }
    return NOT_A_TEST;
}

/* A comparison that is handed two texts compares as what it calls does; one that has the other side is OWN.
 */
static how how_of(aa_code *code, aa_method_id method)
{
    const aa_program *p = aa_code_base_of(code)->program;
    if (!aa_method_is_defined(p, method))
        return how_of_platform(code, method);
    size_t texts = count_texts(p, method);
    if (texts == 0 || !aa_bytes_is(aa_method_result(p, method), "Z"))
        return NOT_A_TEST;
    how inside = texts > 1 ? how_inside(code, method) : NOT_A_TEST;
    return inside == NOT_A_TEST ? OWN : inside;
}

static size_t after_scheme(aa_bytes text)
{
    for (size_t i = 0; i + 3 <= text.n; i++)
        if (memcmp(text.p + i, "://", 3) == 0)
            return i + 3;
    return 0;
}

/* "https://example.org/" leaves no room in the host; without its end, or without a host, there is some. */
static aa_allow by_beginning(aa_bytes text, bool host)
{
    size_t at = after_scheme(text);
    if (host || at == 0 || at == text.n)
        return AA_ALLOW_WEAK;
    const uint8_t *end = memchr(text.p + at, '/', text.n - at);
    return end != NULL && end > text.p + at ? AA_ALLOW_LISTED : AA_ALLOW_WEAK;
}

/* What the other arguments of the test say, when the constant is known. */
static bool find_text(aa_code *code, const aa_site *test, size_t but, aa_bytes *out)
{
    for (size_t i = 0; i < test->call->argument_count; i++)
        if (i != but && aa_site_text(code, test, i, out))
            return true;
    return false;
}

static aa_allow strength(aa_code *code, const aa_site *test, size_t argument, const aa_origin *tested)
{
    bool host = goes_through(code, tested, hosts);
    aa_bytes text;
    bool known = find_text(code, test, argument, &text);
    switch (how_of(code, test->to)) {
    case WHOLE:
        return AA_ALLOW_LISTED;
    case BEGINNING:
        return known ? by_beginning(text, host) : AA_ALLOW_UNKNOWN;
    case ENDING:
        return !host                            ? AA_ALLOW_WEAK
               : !known                         ? AA_ALLOW_UNKNOWN
               : text.n > 1 && text.p[0] == '.' ? AA_ALLOW_LISTED
                                                : AA_ALLOW_WEAK;
    case INSIDE:
        return AA_ALLOW_WEAK;
    case OWN:
        return AA_ALLOW_UNKNOWN;
    case NOT_A_TEST:
        break;
    }
    return AA_ALLOW_ALL;
}

/* ---- where it is tested ---------------------------------------------------------------------------------
 */

/* The call of a test whose answer decides, or NULL. */
static const aa_flow_call *decider(aa_code *code, const aa_flow *flow, aa_value v)
{
    const aa_value_node *n = aa_value_at(aa_code_values(code), v);
    return n->kind == AA_V_RESULT ? aa_flow_call_at(flow, n->at) : NULL;
}

/* The text test that decides |guard|; false when it is something else. */
static bool test_of(aa_code *code, const aa_site *site, const aa_flow_guard *guard, aa_site *out)
{
    const aa_flow_call *call = decider(code, site->flow, guard->branch->a);
    if (call == NULL)
        call = decider(code, site->flow, guard->branch->b);
    if (call == NULL || call->to == AA_NO_ID || how_of(code, call->to) == NOT_A_TEST)
        return false;
    *out = (aa_site){.in = site->in, .to = call->to, .pc = call->pc, .call = call, .flow = site->flow};
    return true;
}

static aa_allow by_guard(aa_code *code, const aa_site *site, const aa_flow_guard *guard,
                         const aa_origin *source)
{
    aa_site test;
    aa_allow best = AA_ALLOW_ALL;
    uint8_t op = guard->branch->op;
    /* A call that runs where the test failed is limited by nothing but what it names. */
    bool failed = (op == OP_IF_EQZ && guard->taken) || (op == OP_IF_NEZ && !guard->taken);
    if (!test_of(code, site, guard, &test))
        return best;
    for (size_t i = 0; i < test.call->argument_count; i++) {
        const aa_origin *tested = tested_source(code, &test, i, source, beside);
        aa_allow one = tested == NULL ? AA_ALLOW_ALL : strength(code, &test, i, tested);
        if (failed && one == AA_ALLOW_LISTED)
            one = AA_ALLOW_WEAK;
        best = one > best ? one : best;
    }
    return best;
}

/* Any part of |source| is tested: as good as none for an address, and enough to say that somebody looks. */
static aa_allow looked_at(aa_code *code, const aa_site *site, const aa_flow_guard *guard,
                          const aa_origin *source)
{
    aa_site test;
    bool looks = false;
    if (!test_of(code, site, guard, &test))
        return AA_ALLOW_ALL;
    for (size_t i = 0; i < test.call->argument_count && !looks; i++)
        looks = tested_source(code, &test, i, source, NULL) != NULL;
    return looks ? AA_ALLOW_LISTED : AA_ALLOW_ALL;
}

typedef aa_allow (*guard_question)(aa_code *code, const aa_site *site, const aa_flow_guard *guard,
                                   const aa_origin *source);

static aa_allow best_at(aa_code *code, const aa_site *site, const aa_origin *source, guard_question ask)
{
    aa_flow_guard guards[MAX_GUARDS];
    size_t count = aa_flow_guards(site->flow, site->call->block, guards, MAX_GUARDS);
    aa_allow best = AA_ALLOW_ALL;
    for (size_t i = 0; i < count && i < MAX_GUARDS && best < AA_ALLOW_LISTED; i++) {
        aa_allow one = ask(code, site, &guards[i], source);
        best = one > best ? one : best;
    }
    return best;
}

/* At the call, and at those that handed the value on. */
static aa_allow best_on_the_way(aa_code *code, const aa_site *site, const aa_origin *source,
                                guard_question ask)
{
    aa_allow best = best_at(code, site, source, ask);
    const aa_step *step = source == NULL ? NULL : source->way;
    for (size_t i = 0; step != NULL && i < MAX_STEPS && best < AA_ALLOW_LISTED; i++, step = step->next) {
        aa_site at = {.in = step->in, .to = step->method, .pc = step->pc};
        at.flow = step->kind == AA_STEP_FIELD ? NULL : aa_code_flow(code, step->in);
        at.call = at.flow == NULL ? NULL : aa_flow_call_at(at.flow, step->pc);
        aa_allow one = at.call == NULL ? AA_ALLOW_ALL : best_at(code, &at, source, ask);
        best = one > best ? one : best;
    }
    return best;
}

aa_allow aa_site_allows(aa_code *code, const aa_site *site, const aa_origin *source)
{
    return best_on_the_way(code, site, source, by_guard);
}

bool aa_site_tests(aa_code *code, const aa_site *site, const aa_origin *source)
{
    return source != NULL && best_on_the_way(code, site, source, looked_at) != AA_ALLOW_ALL;
}
