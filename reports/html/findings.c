/*
 * What was found: a card for each check, flaws first, each with its places and the way to them.
 */
#include <inttypes.h>

#include "reports/html/page.h"

/* Findings of one check that are written out; the result has all. */
#define HITS_MAX  30
#define CLEAR_MAX 3

static const char *const groups[AA_GROUP_COUNT] = {
    [AA_GROUP_FLAW] = "flaw",       [AA_GROUP_MISSING] = "missing", [AA_GROUP_OPEN] = "open",
    [AA_GROUP_HINT] = "hint",       [AA_GROUP_GOOD] = "good",       [AA_GROUP_LIST] = "list",
    [AA_GROUP_NOTHING] = "nothing",
};

/* ---- one finding --------------------------------------------------------------------------------------- */

/* "com.example.Screen.open:17", or ".open:17" in the class of the step before; the place has the signature.
 */
static void put_method(aa_html *h, const json_t *at, const char *class_before)
{
    const char *method = aa_html_or(aa_member_text(at, "method"), "");
    const char *class_name = aa_html_or(aa_member_text(at, "class"), "");
    const char *name = aa_html_format(h, "%.*s", (int)strcspn(method, "("), method);
    uint64_t line = aa_member_uint(at, "line", 0);
    const char *source = aa_member_text(at, "source");
    const char *number = line == 0 ? "" : aa_html_format(h, ":%" PRIu64, line);
    if (source != NULL) /* the developer's own file */
        number = aa_html_format(h, " %s%s", source, number);
    if (class_name[0] != '\0' && (name[0] == '-' || name[0] == '+')) { /* as Objective-C writes it */
        aa_html_put(h, "$0[$1 $2]$3\n", AA_ARGS(name[0] == '-' ? "-" : "+", class_name, name + 1, number));
        return;
    }
    const char *point = class_name[0] == '\0' || name[0] == '\0' ? "" : ".";
    bool same = point[0] != '\0' && strcmp(class_name, class_before) == 0;
    aa_html_put(h, "$0$1$2$3\n", AA_ARGS(same ? "" : class_name, point, name, number));
}

/* The way to |place|, step by step. What step it is stands where it changes, and so does the class. */
static void put_path(aa_html *h, const json_t *finding, const char *place)
{
    const char *kind_before = "";
    const char *class_before = "";
    size_t i = 0;
    const json_t *step = NULL;
    aa_html_raw(h, "<ol>\n");
    json_array_foreach(json_object_get(finding, "trace"), i, step)
    {
        const char *kind = aa_html_or(aa_member_text(step, "kind"), "-");
        aa_html_raw(h, "<li>");
        if (strcmp(kind, kind_before) != 0)
            aa_html_put(h, "<b>@{trace.$0}</b> ", AA_ARGS(kind));
        put_method(h, step, class_before);
        kind_before = kind;
        class_before = aa_html_or(aa_member_text(step, "class"), "");
    }
    aa_html_put(h, "<li><b>@{find.here}</b> $0</ol>\n", AA_ARGS(place));
}

static bool is_word(const json_t *finding, const char *key, const char *word)
{
    return strcmp(aa_html_or(aa_member_text(finding, key), ""), word) == 0;
}

/* The way and the code matter where something is wrong and can run; in lists, where the app's own code does
 * it. */
static bool shows_code(const json_t *finding)
{
    bool list = is_word(finding, "kind", "inventory") || is_word(finding, "kind", "manual");
    bool dead = is_word(finding, "owner", "library") && is_word(finding, "reach", "not-reached");
    return !is_word(finding, "record", "clear") && !dead && (!list || is_word(finding, "owner", "app"));
}

/* "001a invoke-virtual {v0}, Lx/Y;->run": what the method takes and returns stands in the result. */
static const char *without_prototype(aa_html *h, const char *line)
{
    const char *member = strstr(line, ";->");
    size_t n = member == NULL ? strlen(line) : (size_t)(member - line) + strcspn(member, "(");
    return aa_html_format(h, "%.*s", (int)n, line);
}

/* The instructions around the place; its own is marked. */
static void put_code(aa_html *h, const json_t *finding)
{
    const json_t *code = json_object_get(finding, "code");
    size_t i = 0;
    const json_t *line = NULL;
    if (json_array_size(code) == 0)
        return;
    aa_html_raw(h, "<pre>");
    json_array_foreach(code, i, line)
    {
        bool here = json_is_true(json_object_get(line, "here"));
        aa_html_put(h, here ? "<mark>$0</mark>\n" : "$0\n",
                    AA_ARGS(without_prototype(h, aa_member_text(line, "text"))));
    }
    aa_html_raw(h, "</pre>\n");
}

static void put_finding(aa_html *h, const json_t *finding)
{
    const char *place = aa_texts_place(&h->texts[0], json_object_get(finding, "place"), false);
    bool shown = shows_code(finding);
    aa_html_put(h, "<li id=f-$0>",
                AA_ARGS(aa_html_finding_anchor(h, aa_member_text(finding, "fingerprint"))));
    aa_html_message(h, finding);
    aa_html_raw(h, "\n");
    if (shown && json_array_size(json_object_get(finding, "trace")) > 0)
        put_path(h, finding, place);
    else if (place[0] != '\0')
        aa_html_put(h, "<p>$0\n", AA_ARGS(place));
    if (shown)
        put_code(h, finding);
}

/* ---- one check ----------------------------------------------------------------------------------------- */

/* A text with its label before it, in one language. */
static void put_words(aa_html *h, aa_lang lang, const char *key, const char *text)
{
    if (text[0] == '\0')
        return;
    aa_html_raw(h, "<p><b>");
    aa_html_text(h, aa_html_words(h, lang, key));
    aa_html_raw(h, "</b> ");
    aa_html_attribute(h, text);
    aa_html_raw(h, "\n");
}

/* What the check is about: one language after the other, as for aa_html_both(). */
static void put_why(aa_html *h, const aa_html_check *c, aa_lang lang, bool advice)
{
    static const char *const open[] = {[AA_LANG_EN] = "<div class=why lang=en hidden>",
                                       [AA_LANG_ZH_TW] = "<div class=why lang=zh-TW hidden>"};
    const aa_texts *texts = &h->texts[lang];
    aa_html_raw(h, lang == h->lang ? "<div class=why>" : open[lang]);
    if (advice) {
        put_words(h, lang, "label.why", aa_texts_why(texts, c->id));
        put_words(h, lang, "label.fix", aa_texts_fix(texts, c->id));
    }
    put_words(h, lang, "find.limits", aa_texts_limits(texts, c->id));
    aa_html_raw(h, "</div>\n");
}

/* "MASVS-CRYPTO-1 MASVS-CODE-4", each as a link when |base| is where such names are explained. */
static void put_references(aa_html *h, const char *names, const char *base)
{
    while (*names != '\0') {
        size_t n = strcspn(names, " ");
        const char *name = aa_html_format(h, "%.*s", (int)n, names);
        const char *tail = strncmp(name, "CWE-", 4) == 0 ? name + 4 : name;
        const char *end = strncmp(name, "CWE-", 4) == 0 ? ".html" : "/";
        aa_html_put(h, base == NULL ? "$0 " : "<a href=\"$1$2$3\">$0</a> ",
                    AA_ARGS(name, aa_html_or(base, ""), tail, end));
        names += n + (names[n] == ' ' ? 1 : 0);
    }
}

/* True for checks whose findings are to be mended or looked into. */
static bool is_advised(const aa_html_check *c)
{
    return c->group == AA_GROUP_FLAW || c->group == AA_GROUP_MISSING || c->group == AA_GROUP_OPEN ||
           c->group == AA_GROUP_HINT;
}

/* The rows that name the check, and what the world calls its subject. */
static void put_names(aa_html *h, const aa_html_check *c)
{
    const aa_check *check = is_advised(c) ? aa_texts_check(&h->texts[0], c->id) : NULL;
    if (check == NULL && json_object_size(c->rows) == 0)
        return;
    aa_html_raw(h, "<p>");
    aa_html_row_links(h, c->rows);
    if (check != NULL) { /* one made by hand for tests has no references */
        put_references(h, aa_html_or(check->cwe, ""), "https://cwe.mitre.org/data/definitions/");
        put_references(h, aa_html_or(check->masvs, ""), "https://mas.owasp.org/MASVS/controls/");
        put_references(h, aa_html_or(check->mastg, ""), NULL);
    }
    aa_html_raw(h, "\n");
}

static void put_explanation(aa_html *h, const aa_html_check *c)
{
    if (aa_texts_check(&h->texts[0], c->id) != NULL) {
        for (unsigned lang = 0; lang < AA_LANG_COUNT; lang++)
            put_why(h, c, (aa_lang)lang, is_advised(c));
    }
    put_names(h, c);
}

/* How many of the findings are written out: what is in order needs examples only. "1 more" saves nothing. */
static size_t shown_of(const aa_html *h, const aa_html_check *c)
{
    size_t bad = 0;
    while (bad < c->count && !is_word(aa_html_finding(h, c->findings[bad]), "record", "clear") &&
           (c->group != AA_GROUP_GOOD || bad < CLEAR_MAX))
        bad++;
    size_t most = bad == 0 || c->group == AA_GROUP_GOOD ? CLEAR_MAX : bad + CLEAR_MAX;
    most = most < HITS_MAX ? most : HITS_MAX;
    return c->count <= most + 1 ? c->count : most;
}

static const char *member_or(const json_t *finding, const char *key, const char *otherwise)
{
    return aa_html_or(aa_member_text(finding, key), otherwise);
}

/* True for findings that stand under one head: the same outcome, whose code it is, and whether it is reached.
 */
static bool is_kin(const json_t *a, const json_t *b)
{
    return strcmp(member_or(a, "record", ""), member_or(b, "record", "")) == 0 &&
           strcmp(member_or(a, "owner", ""), member_or(b, "owner", "")) == 0 &&
           strcmp(member_or(a, "reach", ""), member_or(b, "reach", "")) == 0;
}

/* The outcome that goes without saying: the head of the group has said it. */
static const char *usual_record(aa_html_group group)
{
    return group == AA_GROUP_GOOD ? "clear" : group == AA_GROUP_MISSING ? "absent" : "hit";
}

/* "in order · library", what is not the usual: in own code, where nothing need be reached. */
static const char *kin_words(aa_html *h, aa_html_group group, const json_t *finding, aa_lang lang)
{
    const char *const keys[][2] = {
        {"record", usual_record(group)}, {"owner", "app"}, {"reach", "none-needed"}};
    static const char *const families[] = {"record", "owner", "reached"};
    const char *words = "";
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        const char *value = member_or(finding, keys[i][0], keys[i][1]);
        if (strcmp(value, keys[i][1]) == 0)
            continue;
        const char *word = aa_html_words(h, lang, aa_html_format(h, "%s.%s", families[i], value));
        words = aa_html_format(h, "%s%s%s", words, words[0] == '\0' ? "" : " · ", word);
    }
    return words;
}

static void put_kin(aa_html *h, aa_html_group group, const json_t *finding)
{
    const char *english = kin_words(h, group, finding, AA_LANG_EN);
    const char *owner = member_or(finding, "owner", "app");
    const char *reach = member_or(finding, "reach", "none-needed");
    aa_html_put(h, "<div class=\"fs d-$0\"", AA_ARGS(member_or(finding, "record", "")));
    aa_html_put(h, strcmp(owner, "app") == 0 ? "" : " data-o=$0", AA_ARGS(owner));
    aa_html_put(h, strcmp(reach, "none-needed") == 0 ? ">" : " data-r=$0>", AA_ARGS(reach));
    if (english[0] == '\0')
        return;
    aa_html_raw(h, "<p>");
    aa_html_both(h, english, kin_words(h, group, finding, AA_LANG_ZH_TW));
}

/* The first |shown| findings, those of one kin together. */
static void put_items(aa_html *h, const aa_html_check *c)
{
    size_t shown = shown_of(h, c);
    for (size_t i = 0; i < shown; i++) {
        const json_t *head = aa_html_finding(h, c->findings[i]);
        size_t before = 0;
        while (before < i && !is_kin(head, aa_html_finding(h, c->findings[before])))
            before++;
        if (before < i)
            continue; /* stood there already */
        put_kin(h, c->group, head);
        aa_html_raw(h, "<ol>");
        for (size_t k = i; k < shown; k++) {
            const json_t *finding = aa_html_finding(h, c->findings[k]);
            if (is_kin(head, finding))
                put_finding(h, finding);
        }
        aa_html_raw(h, "</ol></div>\n");
    }
    if (shown < c->count)
        aa_html_put(h, "<p class=more>@{find.more}\n", AA_ARGS(aa_html_number(h, c->count - shown)));
}

static void put_check(aa_html *h, const aa_html_check *c)
{
    bool flaw = c->group == AA_GROUP_FLAW;
    const char *severity = aa_severity_name(c->severity);
    aa_str_printf(h->out, "<details class=\"card g-%s\"", groups[c->group]);
    aa_html_put(h, " id=\"c-$0\"><summary>", AA_ARGS(c->id));
    if (flaw)
        aa_html_put(h, "<b class=\"s s-$0\">@{severity.$0}</b>", AA_ARGS(severity));
    aa_html_raw(h, "<span class=ct>");
    if (aa_html_is_denied(c))
        aa_html_put(h, "<b>@{find.denied}</b> ", AA_NO_ARGS);
    aa_html_title(h, c->id);
    aa_html_put(h, " <small>$0</small></span>", AA_ARGS(c->id));
    if (c->count > 1)
        aa_html_put(h, "<span class=n>$0</span>", AA_ARGS(aa_html_number(h, c->count)));
    aa_html_raw(h, "</summary><div class=body>\n");
    put_explanation(h, c);
    put_items(h, c);
    aa_html_raw(h, "</div></details>\n");
}

/* What the app has nothing of: a line each. */
static void put_nothing(aa_html *h)
{
    aa_html_put(h,
                "<details class=group id=g-nothing><summary><h3>@{group.nothing}</h3></summary>\n<ul "
                "class=nothing>\n",
                AA_NO_ARGS);
    for (size_t i = 0; i < h->check_count; i++) {
        const aa_html_check *c = &h->checks[i];
        if (c->group != AA_GROUP_NOTHING)
            continue;
        const json_t *first = aa_html_finding(h, c->findings[0]);
        aa_html_put(h, "<li id=\"c-$0\"><b id=f-$1>",
                    AA_ARGS(c->id, aa_html_finding_anchor(h, aa_member_text(first, "fingerprint"))));
        aa_html_title(h, c->id);
        aa_html_raw(h, "</b>\n");
        for (size_t k = 0; k < c->count && k < CLEAR_MAX; k++) {
            const json_t *finding = aa_html_finding(h, c->findings[k]);
            if (k > 0)
                aa_html_put(h, "<br id=f-$0>",
                            AA_ARGS(aa_html_finding_anchor(h, aa_member_text(finding, "fingerprint"))));
            aa_html_message(h, finding);
            aa_html_raw(h, "\n");
        }
    }
    aa_html_raw(h, "</ul></details>\n");
}

static size_t count_group(const aa_html *h, aa_html_group group)
{
    size_t count = 0;
    for (size_t i = 0; i < h->check_count; i++)
        count += h->checks[i].group == group ? 1 : 0;
    return count;
}

static void put_group(aa_html *h, aa_html_group group)
{
    size_t count = count_group(h, group);
    if (count == 0) {
        if (group == AA_GROUP_FLAW)
            aa_html_put(h, "<p class=empty>@{failures.none}</p>\n", AA_NO_ARGS);
        return;
    }
    aa_html_put(
        h,
        "<div class=list id=g-$0><h3>@{group.$0} <span class=n>$1</span></h3><p class=note>@{about.$0}</p>\n",
        AA_ARGS(groups[group], aa_html_number(h, count)));
    for (int severity = AA_SEVERITY_CRITICAL; severity >= AA_SEVERITY_INFO; severity--) {
        for (size_t i = 0; i < h->check_count; i++) {
            if (h->checks[i].group == group && (int)h->checks[i].severity == severity)
                put_check(h, &h->checks[i]);
        }
    }
    aa_html_raw(h, "</div>\n");
}

/* ---- filters ------------------------------------------------------------------------------------------- */

static void put_chips(aa_html *h, const char *name, const char *legend, const char *family,
                      const char *const *values)
{
    aa_html_put(h, "<fieldset class=chips data-filter=$0><legend>@{$1}</legend>", AA_ARGS(name, legend));
    for (; *values != NULL; values++)
        aa_html_put(h, "<label><input type=checkbox value=\"$0\">@{$1.$0}</label>", AA_ARGS(*values, family));
    aa_html_raw(h, "</fieldset>\n");
}

static void put_row_choice(aa_html *h)
{
    size_t j = 0;
    const json_t *judgement = NULL;
    aa_html_put(h, "<label class=pick>@{col.row} <select id=by-row><option value=\"\">–</option>",
                AA_NO_ARGS);
    json_array_foreach(json_object_get(h->root, "judgements"), j, judgement)
    {
        size_t r = 0;
        const json_t *row = NULL;
        json_array_foreach(json_object_get(judgement, "rows"), r, row)
            aa_html_put(h, "<option value=\"$0\">$1 $2</option>",
                        AA_ARGS(aa_html_anchor(h, j, aa_member_text(row, "id")),
                                aa_member_text(judgement, "standard"), aa_member_text(row, "id")));
    }
    aa_html_raw(h, "</select></label>\n");
}

static void put_filters(aa_html *h)
{
    static const char *const severities[] = {"critical", "high", "medium", "low", "info", NULL};
    static const char *const owners[] = {"app", "library", "unknown", NULL};
    static const char *const reaches[] = {"reached", "not-reached", "unknown", "none-needed", NULL};
    aa_html_raw(h, "<div class=filter data-js hidden>\n");
    put_chips(h, "s", "label.severity", "severity", severities);
    put_chips(h, "o", "label.owner", "owner", owners);
    put_chips(h, "r", "label.reach", "reached", reaches);
    put_row_choice(h);
    aa_html_put(h,
                "<fieldset class=chips><legend>@{ui.sort}</legend><label><input type=radio name=sort value=s "
                "checked>@{label.severity}</label>"
                "<label><input type=radio name=sort value=n>@{ui.by_count}</label>"
                "<label><input type=radio name=sort value=t>@{ui.by_title}</label></fieldset>\n"
                "<button type=button id=reset>@{ui.reset}</button></div>\n",
                AA_NO_ARGS);
}

void aa_html_findings(aa_html *h)
{
    aa_html_section(h, "findings");
    put_filters(h);
    for (unsigned group = 0; group < AA_GROUP_NOTHING; group++)
        put_group(h, (aa_html_group)group);
    if (count_group(h, AA_GROUP_NOTHING) > 0)
        put_nothing(h);
    aa_html_put(h, "<p class=empty hidden>@{ui.nothing}</p></section>\n", AA_NO_ARGS);
}
