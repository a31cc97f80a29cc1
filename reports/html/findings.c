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

/* "com.example.Screen.open:17": the place has the whole signature. */
static void put_method(aa_html *h, const json_t *at)
{
    const char *method = aa_html_or(aa_member_text(at, "method"), "");
    const char *class_name = aa_html_or(aa_member_text(at, "class"), "");
    const char *name = aa_html_format(h, "%.*s", (int)strcspn(method, "("), method);
    uint64_t line = aa_member_uint(at, "line", 0);
    const char *point = class_name[0] == '\0' || name[0] == '\0' ? "" : ".";
    aa_html_put(h, "<code>$0$1$2$3</code></li>\n",
                AA_ARGS(class_name, point, name, line == 0 ? "" : aa_html_format(h, ":%" PRIu64, line)));
}

/* The way to the place, step by step, and the place as its end. */
static void put_path(aa_html *h, const json_t *finding)
{
    const json_t *trace = json_object_get(finding, "trace");
    const json_t *place = json_object_get(finding, "place");
    size_t i = 0;
    const json_t *step = NULL;
    if (json_array_size(trace) == 0)
        return;
    aa_html_raw(h, "<ol class=path>\n");
    json_array_foreach(trace, i, step)
    {
        aa_html_put(h, "<li class=\"k-$0\"><span class=k>@{trace.$0}</span> ",
                    AA_ARGS(aa_html_or(aa_member_text(step, "kind"), "-")));
        put_method(h, step);
    }
    aa_html_put(h, "<li class=k-here><span class=k>@{find.here}</span> ", AA_NO_ARGS);
    put_method(h, place);
    aa_html_raw(h, "</ol>\n");
}

/* The way matters where something is wrong; in lists, where the app's own code does it. */
static bool shows_path(const json_t *finding)
{
    const char *kind = aa_member_text(finding, "kind");
    bool list = strcmp(kind, "inventory") == 0 || strcmp(kind, "manual") == 0;
    bool own = strcmp(aa_html_or(aa_member_text(finding, "owner"), ""), "app") == 0;
    return strcmp(aa_member_text(finding, "record"), "clear") != 0 && (!list || own);
}

static void put_tags(aa_html *h, const json_t *finding)
{
    const char *owner = aa_html_or(aa_member_text(finding, "owner"), "unknown");
    const char *reach = aa_html_or(aa_member_text(finding, "reach"), "none-needed");
    if (strcmp(owner, "app") != 0)
        aa_html_put(h, "<span class=tag>@{owner.$0}</span>", AA_ARGS(owner));
    if (strcmp(reach, "none-needed") != 0)
        aa_html_put(h, "<span class=\"tag r-$0\">@{reached.$0}</span>", AA_ARGS(reach));
}

static void put_finding(aa_html *h, const json_t *finding)
{
    const char *name = aa_member_text(finding, "fingerprint");
    const char *record = aa_member_text(finding, "record");
    const char *place = aa_texts_place(&h->texts[0], json_object_get(finding, "place"), false);
    bool first = aa_html_named(h, name) == finding; /* an id comes once */
    aa_html_put(h,
                first ? "<li class=f id=\"f-$0\" data-o=\"$1\" data-r=\"$2\" data-k=\"$3\">"
                      : "<li class=f data-o=\"$1\" data-r=\"$2\" data-k=\"$3\">",
                AA_ARGS(name, aa_html_or(aa_member_text(finding, "owner"), ""),
                        aa_html_or(aa_member_text(finding, "reach"), ""), record));
    aa_html_put(h,
                strcmp(record, "hit") == 0
                    ? "<p class=m><span class=\"d d-hit\"></span>"
                    : "<p class=m><span class=\"d d-$0\"><span class=sr>@{record.$0}: </span></span>",
                AA_ARGS(record));
    aa_html_message(h, finding);
    put_tags(h, finding);
    aa_html_raw(h, "</p>\n");
    if (place[0] != '\0')
        aa_html_put(h, "<p class=place><code>$0</code> <a class=fp href=\"#f-$1\">#$2</a></p>\n",
                    AA_ARGS(place, name, aa_html_format(h, "%.8s", name)));
    if (shows_path(finding))
        put_path(h, finding);
    aa_html_raw(h, "</li>\n");
}

/* ---- one check ----------------------------------------------------------------------------------------- */

static void put_words(aa_html *h, const char *key, const char *english, const char *chinese)
{
    if (english[0] == '\0')
        return;
    aa_html_put(h, "<div><dt>@{$0}</dt><dd>", AA_ARGS(key));
    aa_html_both(h, english, chinese);
    aa_html_raw(h, "</dd></div>\n");
}

/* "MASVS-CRYPTO-1 MASVS-CODE-4", each as a link when |base| is where such names are explained. */
static void put_references(aa_html *h, const char *names, const char *base)
{
    while (*names != '\0') {
        size_t n = strcspn(names, " ");
        const char *name = aa_html_format(h, "%.*s", (int)n, names);
        const char *tail = strncmp(name, "CWE-", 4) == 0 ? name + 4 : name;
        const char *end = strncmp(name, "CWE-", 4) == 0 ? ".html" : "/";
        aa_html_put(h,
                    base == NULL ? "<span class=refn>$0</span> "
                                 : "<a class=refn rel=\"noreferrer noopener\" href=\"$1$2$3\">$0</a> ",
                    AA_ARGS(name, aa_html_or(base, ""), tail, end));
        names += n + (names[n] == ' ' ? 1 : 0);
    }
}

/* Checks made by hand for tests have no references. */
static bool has_references(const aa_check *check)
{
    return aa_html_or(check->cwe, "")[0] != '\0' || aa_html_or(check->masvs, "")[0] != '\0';
}

static void put_explanation(aa_html *h, const aa_html_check *c)
{
    const aa_texts *en = &h->texts[AA_LANG_EN];
    const aa_texts *zh = &h->texts[AA_LANG_ZH_TW];
    const aa_check *check = aa_texts_check(en, c->id);
    if (check == NULL)
        return;
    bool advice = c->group == AA_GROUP_FLAW || c->group == AA_GROUP_MISSING || c->group == AA_GROUP_OPEN ||
                  c->group == AA_GROUP_HINT;
    aa_html_raw(h, "<dl class=why>\n");
    if (advice) {
        put_words(h, "label.why", aa_texts_why(en, c->id), aa_texts_why(zh, c->id));
        put_words(h, "label.fix", aa_texts_fix(en, c->id), aa_texts_fix(zh, c->id));
    }
    put_words(h, "find.limits", aa_texts_limits(en, c->id), aa_texts_limits(zh, c->id));
    if (advice && has_references(check)) {
        aa_html_put(h, "<div><dt>@{find.references}</dt><dd>", AA_NO_ARGS);
        put_references(h, aa_html_or(check->cwe, ""), "https://cwe.mitre.org/data/definitions/");
        put_references(h, aa_html_or(check->masvs, ""), "https://mas.owasp.org/MASVS/controls/");
        put_references(h, aa_html_or(check->mastg, ""), NULL);
        aa_html_raw(h, "</dd></div>\n");
    }
    aa_html_raw(h, "</dl>\n");
}

static size_t shown_of(const aa_html_check *c)
{
    size_t most = c->group == AA_GROUP_GOOD ? CLEAR_MAX : HITS_MAX;
    return c->count <= most + 1 ? c->count : most; /* "1 more" saves nothing */
}

static void put_items(aa_html *h, const aa_html_check *c)
{
    size_t shown = shown_of(c);
    aa_html_raw(h, "<ol class=fs>\n");
    for (size_t i = 0; i < shown; i++)
        put_finding(h, aa_html_finding(h, c->findings[i]));
    aa_html_raw(h, "</ol>\n");
    if (shown < c->count)
        aa_html_put(h, "<p class=more>@{find.more}</p>\n", AA_ARGS(aa_html_number(h, c->count - shown)));
}

static void put_row_list(aa_html *h, const aa_html_check *c)
{
    if (json_object_size(c->rows) == 0)
        return;
    aa_html_put(h, "<p class=rls>@{label.rows} ", AA_NO_ARGS);
    aa_html_row_links(h, c->rows);
    aa_html_raw(h, "</p>\n");
}

/* The anchors of the rows that name a check, for the filter. */
static const char *row_keys(aa_html *h, const aa_html_check *c)
{
    aa_str s;
    aa_str_init(&s, AA_TEXT_MAX);
    const char *anchor = NULL;
    json_t *label = NULL;
    json_object_foreach(c->rows, anchor, label) aa_str_printf(&s, "%s%s", s.len == 0 ? "" : "|", anchor);
    return aa_words_take(&h->texts[0].words, &s);
}

static void put_check(aa_html *h, const aa_html_check *c)
{
    bool flaw = c->group == AA_GROUP_FLAW;
    const char *severity = aa_severity_name(c->severity);
    aa_str_printf(h->out, "<details class=\"card g-%s\" data-g=%s data-s=%s data-n=%zu", groups[c->group],
                  groups[c->group], flaw ? severity : "none", c->count);
    const char *keys = row_keys(h, c);
    /* anchors are ids of rows: too long for a cut text, harmless once escaped */
    aa_html_raw(h, " data-rows=\"");
    aa_html_attribute(h, keys);
    aa_html_put(h, "\" id=\"c-$0\"><summary>", AA_ARGS(c->id));
    if (flaw)
        aa_html_put(h, "<b class=\"s s-$0\">@{severity.$0}</b>", AA_ARGS(severity));
    else
        aa_html_put(h, "<span class=\"g g-$0\"></span>", AA_ARGS(groups[c->group]));
    aa_html_raw(h, "<span class=ct>");
    if (aa_html_is_denied(c))
        aa_html_put(h, "<span class=rk>@{find.denied}</span> ", AA_ARGS(c->id));
    aa_html_title(h, c->id);
    aa_html_put(h, " <span class=cid>$0</span></span><span class=n>$1</span></summary><div class=body>\n",
                AA_ARGS(c->id, c->count == 1 ? "" : aa_html_number(h, c->count)));
    put_explanation(h, c);
    put_row_list(h, c);
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
        aa_html_put(h, "<li id=\"c-$0\"><b>", AA_ARGS(c->id));
        aa_html_title(h, c->id);
        aa_html_raw(h, "</b> ");
        for (size_t k = 0; k < c->count && k < CLEAR_MAX; k++) {
            const json_t *finding = aa_html_finding(h, c->findings[k]);
            const char *name = aa_member_text(finding, "fingerprint");
            aa_html_put(h, aa_html_named(h, name) == finding ? "<span id=\"f-$0\">" : "<span>",
                        AA_ARGS(name));
            aa_html_message(h, finding);
            aa_html_raw(h, "</span> ");
        }
        aa_html_raw(h, "</li>\n");
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
