/*
 * Row by row: the verdict, what decided it, the evidence for passing as well as for failing, and what a
 * person has to answer.
 */
#include "reports/html/page.h"

/* Reasons of one code and one subject are told once. */
typedef struct subject {
    const char *code, *verdict;
    const char *check;   /* or NULL */
    const char *control; /* first check of the control, or NULL */
    const char *slot, *area;
    const char *arg;
} subject;

static const char *check_of(const aa_html *h, const json_t *reason)
{
    const char *name = aa_member_text(reason, "finding");
    const json_t *finding = name == NULL ? NULL : aa_html_named(h, name);
    return finding == NULL ? NULL : aa_member_text(finding, "check");
}

static subject subject_of(const aa_html *h, const json_t *reason)
{
    return (subject){
        .code = aa_member_text(reason, "code"),
        .verdict = aa_member_text(reason, "verdict"),
        .check = check_of(h, reason),
        .control = json_string_value(json_array_get(json_object_get(reason, "control"), 0)),
        .slot = aa_member_text(reason, "slot"),
        .area = aa_member_text(reason, "area"),
        .arg = json_string_value(json_array_get(json_object_get(reason, "args"), 0)),
    };
}

static bool same(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool same_subject(const subject *a, const subject *b)
{
    bool rollup = strcmp(a->code, "rollup") == 0;
    return same(a->code, b->code) && same(a->verdict, b->verdict) && (rollup || same(a->check, b->check)) &&
           same(a->control, b->control) && same(a->slot, b->slot) && same(a->area, b->area) &&
           (a->check != NULL || same(a->arg, b->arg));
}

/* True when a reason before |index| told the same. */
static bool is_told(const aa_html *h, const json_t *reasons, size_t index)
{
    subject this = subject_of(h, json_array_get(reasons, index));
    for (size_t i = 0; i < index; i++) {
        subject other = subject_of(h, json_array_get(reasons, i));
        if (same_subject(&this, &other))
            return true;
    }
    return false;
}

/* ---- subjects ------------------------------------------------------------------------------------------ */

static void put_control(aa_html *h, const char *standard, const char *row_id, const json_t *checks)
{
    const aa_row *row = aa_texts_row(&h->texts[0], standard, row_id);
    const char *first = json_string_value(json_array_get(checks, 0));
    const aa_required_control *found = NULL;
    for (size_t i = 0; row != NULL && first != NULL && i < row->control_count && found == NULL; i++) {
        const aa_required_control *control = &row->controls[i];
        if (control->check_count == json_array_size(checks) && strcmp(control->checks[0], first) == 0)
            found = control;
    }
    if (found != NULL)
        aa_html_both(h, found->title[AA_LANG_EN], found->title[AA_LANG_ZH_TW]);
    size_t i = 0;
    const json_t *check = NULL;
    aa_html_raw(h, found == NULL ? "" : " <small>");
    json_array_foreach(checks, i, check)
    {
        aa_html_raw(h, i == 0 ? "" : " · ");
        aa_html_link(h, json_string_value(check));
    }
    aa_html_raw(h, found == NULL ? "" : "</small>");
}

/* The findings that the reasons of one subject name: "#1 #2". */
static void put_finding_links(aa_html *h, const json_t *reasons, const subject *this)
{
    size_t i = 0;
    size_t count = 0;
    const json_t *reason = NULL;
    json_array_foreach(reasons, i, reason)
    {
        subject other = subject_of(h, reason);
        const char *name = aa_member_text(reason, "finding");
        if (name == NULL || !same_subject(this, &other))
            continue;
        if (++count <= 8)
            aa_html_put(h, " <a href=#f-$0>$1</a>",
                        AA_ARGS(aa_html_finding_anchor(h, name), aa_html_number(h, count)));
    }
    if (count > 8)
        aa_html_put(h, " <small>… $0</small>", AA_ARGS(aa_html_number(h, count)));
}

static void put_question(aa_html *h, const char *standard, const char *row, const char *slot)
{
    aa_html_both(h, aa_texts_question(&h->texts[AA_LANG_EN], standard, row, slot),
                 aa_texts_question(&h->texts[AA_LANG_ZH_TW], standard, row, slot));
}

/* A reason's arguments, where they say more than the rest: rows, checks to come, why a control is not sure.
 */
static void put_args(aa_html *h, size_t judgement, const json_t *reason, const char *code)
{
    size_t i = 0;
    const json_t *arg = NULL;
    json_array_foreach(json_object_get(reason, "args"), i, arg)
    {
        const char *text = json_string_value(arg);
        if (strcmp(code, "rollup") == 0)
            aa_html_put(h, " <a href=\"#$0\">$1</a>", AA_ARGS(aa_html_anchor(h, judgement, text), text));
        else if (strcmp(code, "control-unsure") == 0)
            aa_html_put(h, " – @{unsure.$0}", AA_ARGS(text));
        else if (strcmp(code, "control-advised") == 0)
            aa_html_put(h, " – @{advised.$0}", AA_ARGS(text));
        else
            aa_html_put(h, " <code>$0</code>", AA_ARGS(text));
    }
}

/* Reasons that only say that a person has to answer stand in a list of their own. */
static bool is_question(const json_t *reason)
{
    return strcmp(aa_member_text(reason, "code"), "slot-open") == 0;
}

/* True for reasons about findings that are told one after the other and differ in the finding alone. */
static bool is_like(const json_t *reason, const json_t *before)
{
    return before != NULL && aa_member_text(reason, "finding") != NULL &&
           aa_member_text(before, "finding") != NULL &&
           same(aa_member_text(reason, "code"), aa_member_text(before, "code")) &&
           same(aa_member_text(reason, "verdict"), aa_member_text(before, "verdict"));
}

/* |before|: the reason told before, NULL for none; what kind of reason it is stands where that changes. */
static void put_reason(aa_html *h, size_t judgement, const json_t *row, size_t index, const json_t *before)
{
    const json_t *j = json_array_get(json_object_get(h->root, "judgements"), judgement);
    const json_t *reasons = json_object_get(row, "reasons");
    const json_t *reason = json_array_get(reasons, index);
    const char *standard = aa_member_text(j, "standard");
    const char *id = aa_member_text(row, "id");
    subject this = subject_of(h, reason);
    bool unchecked = strcmp(this.code, "check-awaited") == 0 && this.arg == NULL;
    if (is_question(reason)) /* the head of the list says so */
        aa_html_raw(h, "<li>");
    else
        aa_html_put(h, "<li class=v-$0>", AA_ARGS(this.verdict));
    if (!is_question(reason) && !is_like(reason, before))
        aa_html_put(h, "<b>@{$1$0}</b> ",
                    AA_ARGS(unchecked ? "no_check" : this.code, unchecked ? "short." : "reason."));
    if (this.control != NULL)
        put_control(h, standard, id, json_object_get(reason, "control"));
    else if (this.check != NULL && strcmp(this.code, "rollup") != 0)
        aa_html_link(h, this.check);
    if (this.slot != NULL)
        put_question(h, standard, id, this.slot);
    if (this.area != NULL)
        aa_html_put(h, "<a href=\"#area-$0\">@{area.$0}</a>", AA_ARGS(this.area));
    if (this.check != NULL && strcmp(this.code, "rollup") != 0)
        put_finding_links(h, reasons, &this);
    put_args(h, judgement, reason, this.code);
    if (strcmp(this.code, "absent") == 0 && aa_member_text(reason, "old") != NULL)
        aa_html_put(h, " – @{person.absent} @{verdict.$0}", AA_ARGS(aa_member_text(reason, "old")));
    aa_html_answer(h, json_object_get(reason, "answer"), false);
    aa_html_answer(h, json_object_get(reason, "expired"), true);
    aa_html_raw(h, "\n");
}

static void put_reasons(aa_html *h, size_t judgement, const json_t *row, bool questions)
{
    const json_t *reasons = json_object_get(row, "reasons");
    const json_t *before = NULL;
    for (size_t i = 0; i < json_array_size(reasons); i++) {
        if (is_question(json_array_get(reasons, i)) != questions || is_told(h, reasons, i))
            continue;
        if (before == NULL)
            aa_html_put(h, "<h5>@{row.$0}</h5><ul class=\"reasons $1\">\n",
                        AA_ARGS(questions ? "questions" : "reasons", questions ? "questions" : ""));
        put_reason(h, judgement, row, i, before);
        before = json_array_get(reasons, i);
    }
    if (before != NULL)
        aa_html_raw(h, "</ul>\n");
}

/* ---- evidence ------------------------------------------------------------------------------------------ */

/* True when a reason of |row| names |check|: what it saw stands there. */
static bool is_reason(const aa_html *h, const json_t *row, const char *check)
{
    size_t i = 0;
    const json_t *reason = NULL;
    json_array_foreach(json_object_get(row, "reasons"), i, reason)
    {
        subject this = subject_of(h, reason);
        size_t k = 0;
        const json_t *control = NULL;
        if (strcmp(this.code, "rollup") != 0 && this.control == NULL && same(this.check, check))
            return true;
        json_array_foreach(json_object_get(reason, "control"), k, control)
        {
            if (same(json_string_value(control), check))
                return true;
        }
    }
    return false;
}

/* How many findings each check recorded for |row| that no reason names: numbers, in the order met. */
static json_t *count_evidence(aa_html *h, const json_t *row)
{
    const json_t *evidence = json_object_get(row, "evidence");
    json_t *counts = json_object();
    size_t i = 0;
    const json_t *item = NULL;
    json_array_foreach(evidence, i, item)
    {
        const json_t *finding = aa_html_named(h, json_string_value(item));
        const char *check = finding == NULL ? NULL : aa_member_text(finding, "check");
        json_int_t known = check == NULL ? 0 : json_integer_value(json_object_get(counts, check));
        if (check != NULL && !is_reason(h, row, check) &&
            json_object_set_new(counts, check, json_integer(known + 1)) != 0)
            h->failed = true;
    }
    return counts;
}

/* The checks of one group that are denied or not: with a mark for all, and a word where they are. */
static void put_seen_of(aa_html *h, json_t *counts, aa_html_group group, bool denied)
{
    static const char *const marks[AA_GROUP_COUNT] = {"flaw", "missing", "open",   "hint",
                                                      "good", "list",    "nothing"};
    const char *check = NULL;
    json_t *count = NULL;
    bool any = false;
    json_object_foreach(counts, check, count)
    {
        const aa_html_check *seen = aa_html_find_check(h, check);
        if (seen == NULL || seen->group != group || aa_html_is_denied(seen) != denied)
            continue;
        if (!any && denied)
            aa_html_put(h, "<p class=rk>@{find.denied}\n", AA_NO_ARGS);
        if (!any)
            aa_html_put(h, "<ul class=\"evidence m-$0\">\n", AA_ARGS(marks[group]));
        any = true;
        aa_html_raw(h, "<li>");
        aa_html_link(h, check);
        if (json_integer_value(count) > 1)
            aa_html_put(h, " <span class=n>$0</span>",
                        AA_ARGS(aa_html_number(h, (uint64_t)json_integer_value(count))));
        aa_html_raw(h, "\n");
    }
    if (any)
        aa_html_raw(h, "</ul>\n");
}

static void put_seen(aa_html *h, json_t *counts)
{
    for (unsigned group = 0; group < AA_GROUP_NOTHING; group++) {
        put_seen_of(h, counts, (aa_html_group)group, false);
        put_seen_of(h, counts, (aa_html_group)group, true);
    }
}

/* Checks that found nothing to look at are many: their names are enough. */
static void put_nothing(aa_html *h, json_t *counts)
{
    const char *check = NULL;
    json_t *count = NULL;
    bool any = false;
    json_object_foreach(counts, check, count)
    {
        const aa_html_check *seen = aa_html_find_check(h, check);
        if (seen == NULL || seen->group != AA_GROUP_NOTHING)
            continue;
        if (!any)
            aa_html_put(h, "<p class=none>@{row.nothing} ", AA_NO_ARGS);
        any = true;
        aa_html_put(h, "$0 ", AA_ARGS(check));
    }
    if (any)
        aa_html_raw(h, "\n");
}

/* The checks that looked at something for this row, each with what it saw. */
static void put_evidence(aa_html *h, const json_t *row)
{
    json_t *counts = count_evidence(h, row);
    if (json_object_size(counts) > 0) {
        aa_html_put(h, "<h5>@{row.evidence}</h5>", AA_NO_ARGS);
        put_seen(h, counts);
        put_nothing(h, counts);
    }
    json_decref(counts);
}

/* A reason in a few words. */
static void put_short(aa_html *h, const subject *this)
{
    bool awaited = strcmp(this->code, "check-awaited") == 0;
    if (this->check != NULL && strcmp(this->code, "rollup") != 0)
        aa_html_title(h, this->check);
    else if (awaited)
        aa_html_put(h, this->arg == NULL ? "@{short.no_check}" : "@{reason.$0} $1",
                    AA_ARGS(this->code, aa_html_or(this->arg, "")));
    else
        aa_html_put(h, this->area == NULL ? "@{reason.$0} " : "@{reason.$0} @{area.$1}",
                    AA_ARGS(this->code, aa_html_or(this->area, "")));
    if (this->control != NULL && this->check == NULL && !awaited)
        aa_html_title(h, this->control);
}

#define SHORT_MAX 2 /* reasons told in a row's line; a number says how many more there are */

/* What decided, in a line: as many of the deciding reasons as fit. */
static void put_brief(aa_html *h, const json_t *row)
{
    const json_t *reasons = json_object_get(row, "reasons");
    size_t shown = 0;
    size_t more = 0;
    size_t questions = 0;
    for (size_t i = 0; i < json_array_size(reasons); i++) {
        const json_t *reason = json_array_get(reasons, i);
        subject this = subject_of(h, reason);
        if (strcmp(this.verdict, aa_member_text(row, "verdict")) != 0 || is_told(h, reasons, i))
            continue;
        if (is_question(reason)) {
            questions++;
        } else if (shown == SHORT_MAX) {
            more++;
        } else {
            aa_html_raw(h, shown++ == 0 ? "" : " · ");
            put_short(h, &this);
        }
    }
    if (more > 0)
        aa_html_put(h, " <span class=n>+$0</span>", AA_ARGS(aa_html_number(h, more)));
    if (questions > 0)
        aa_html_put(h, shown > 0 ? " · @{short.slot_open}" : "@{short.slot_open}",
                    AA_ARGS(aa_html_number(h, questions)));
}

static void put_row(aa_html *h, size_t judgement, const json_t *row)
{
    const json_t *j = json_array_get(json_object_get(h->root, "judgements"), judgement);
    const char *standard = aa_member_text(j, "standard");
    const char *id = aa_member_text(row, "id");
    const char *verdict = aa_member_text(row, "verdict");
    aa_html_put(h, "<details class=row id=\"$0\" data-v=\"$1\"><summary><span class=rid>$2</span>",
                AA_ARGS(aa_html_anchor(h, judgement, id), verdict, id));
    aa_html_verdict(h, verdict);
    aa_html_raw(h, "<span class=rt><span class=rn>");
    aa_html_both(h, aa_texts_row_title(&h->texts[AA_LANG_EN], standard, id),
                 aa_texts_row_title(&h->texts[AA_LANG_ZH_TW], standard, id));
    if (json_is_true(json_object_get(row, "reference")))
        aa_html_put(h, " <small>@{grid.reference}</small>", AA_NO_ARGS);
    aa_html_raw(h, "</span><span class=brief>");
    put_brief(h, row);
    aa_html_raw(h, "</span></span></summary><div class=body>\n<p class=criterion>");
    aa_html_both(h, aa_texts_criterion(&h->texts[AA_LANG_EN], standard, id),
                 aa_texts_criterion(&h->texts[AA_LANG_ZH_TW], standard, id));
    aa_html_raw(h, "\n");
    put_reasons(h, judgement, row, false);
    put_reasons(h, judgement, row, true);
    aa_html_overridden(h, row);
    put_evidence(h, row);
    aa_html_raw(h, "</div></details>\n");
}

static void put_filter(aa_html *h)
{
    static const char *const verdicts[] = {"fail",       "error", "undecided",
                                           "not-tested", "pass",  "not-applicable"};
    aa_html_put(h,
                "<div class=filter data-js hidden><fieldset class=chips "
                "data-filter=v><legend>@{col.verdict}</legend>",
                AA_NO_ARGS);
    for (size_t i = 0; i < sizeof verdicts / sizeof verdicts[0]; i++)
        aa_html_put(h, "<label><input type=checkbox value=\"$0\">@{verdict.$0}</label>",
                    AA_ARGS(verdicts[i]));
    aa_html_raw(h, "</fieldset></div>\n");
}

void aa_html_rows(aa_html *h)
{
    size_t i = 0;
    const json_t *judgement = NULL;
    aa_html_section(h, "rows");
    put_filter(h);
    json_array_foreach(json_object_get(h->root, "judgements"), i, judgement)
    {
        const aa_table *table = aa_texts_table(&h->texts[0], aa_member_text(judgement, "standard"));
        size_t r = 0;
        const json_t *row = NULL;
        aa_html_raw(h, "<div class=list><h3>");
        if (table != NULL)
            aa_html_both(h, table->title[AA_LANG_EN], table->title[AA_LANG_ZH_TW]);
        aa_html_put(h, " <small>@{label.tier} $0</small></h3>\n",
                    AA_ARGS(aa_html_or(aa_member_text(judgement, "tier"), "-")));
        json_array_foreach(json_object_get(judgement, "rows"), r, row) put_row(h, i, row);
        aa_html_raw(h, "</div>\n");
    }
    aa_html_put(h, "<p class=empty hidden>@{ui.nothing}</p></section>\n", AA_NO_ARGS);
}
