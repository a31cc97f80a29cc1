/*
 * What was read and what was not, what that costs, and by which tool and rules all was decided.
 */
#include "reports/html/page.h"

#define NAMES_MAX 5 /* members named for gaps of one kind */

/* Rows that could not be decided because |area| was not read: a set as in aa_html_check. NULL: memory is out.
 */
static json_t *rows_waiting(aa_html *h, const char *area)
{
    json_t *rows = json_object();
    size_t j = 0;
    const json_t *judgement = NULL;
    json_array_foreach(json_object_get(h->root, "judgements"), j, judgement)
    {
        size_t r = 0;
        const json_t *row = NULL;
        json_array_foreach(json_object_get(judgement, "rows"), r, row)
        {
            size_t i = 0;
            const json_t *reason = NULL;
            const char *id = aa_member_text(row, "id");
            json_array_foreach(json_object_get(row, "reasons"), i, reason)
            {
                const char *named = aa_member_text(reason, "area");
                const char *label = aa_html_format(h, "%s %s", aa_member_text(judgement, "standard"), id);
                if (named != NULL && strcmp(named, area) == 0 &&
                    json_object_set_new(rows, aa_html_anchor(h, j, id), json_string(label)) != 0)
                    h->failed = true;
            }
        }
    }
    return rows;
}

static const char *key_of(const json_t *gap)
{
    return aa_member_text(gap, "code");
}

/* Gaps of the kind of |first|: what they mean once, with the first members by name. */
static void put_gap_kind(aa_html *h, const json_t *gaps, size_t first)
{
    const json_t *gap = json_array_get(gaps, first);
    size_t count = 0;
    aa_html_put(h, "<li>@{notes:$0} <small>$0</small>", AA_ARGS(key_of(gap)));
    for (size_t i = first; i < json_array_size(gaps); i++) {
        const json_t *other = json_array_get(gaps, i);
        const char *member = aa_html_or(aa_member_text(other, "member"), aa_member_text(other, "artifact"));
        if (strcmp(key_of(other), key_of(gap)) != 0 || member == NULL)
            continue;
        if (++count <= NAMES_MAX)
            aa_html_put(h, "<br><code>$0</code> <small>$1</small>",
                        AA_ARGS(member, aa_html_or(aa_member_text(other, "detail"), "")));
    }
    if (count > NAMES_MAX)
        aa_html_put(h, "<br><small>@{find.more}</small>", AA_ARGS(aa_html_number(h, count - NAMES_MAX)));
    aa_html_raw(h, "</li>\n");
}

static void put_gaps(aa_html *h, const json_t *gaps)
{
    aa_html_raw(h, "<ul class=plain>\n");
    for (size_t i = 0; i < json_array_size(gaps); i++) {
        bool told = false;
        for (size_t k = 0; k < i && !told; k++)
            told = strcmp(key_of(json_array_get(gaps, k)), key_of(json_array_get(gaps, i))) == 0;
        if (!told)
            put_gap_kind(h, gaps, i);
    }
    aa_html_raw(h, "</ul>\n");
}

/* How full an area was read, as a gauge of four parts. */
static void put_gauge(aa_html *h, const char *state)
{
    static const struct {
        const char *state;
        unsigned width;
    } gauges[] = {{"read", 60}, {"partial", 30}, {"unread", 0}, {"failed", 0}, {"absent", 0}};

    unsigned width = 0;
    for (size_t i = 0; i < sizeof gauges / sizeof gauges[0]; i++)
        width = strcmp(gauges[i].state, state) == 0 ? gauges[i].width : width;
    aa_html_put(h,
                "<svg class=\"gauge ga-$0\" viewBox=\"0 0 62 12\" width=62 height=12 aria-hidden=true "
                "focusable=false><rect class=gb x=1 y=1 width=60 height=10 rx=2 />",
                AA_ARGS(state));
    if (width > 0)
        aa_str_printf(h->out, "<rect class=gf x=1 y=1 width=%u height=10 rx=2 />", width);
    aa_html_raw(h, "</svg>");
}

static void put_area(aa_html *h, const json_t *area)
{
    const char *name = aa_member_text(area, "area");
    const char *state = aa_member_text(area, "state");
    json_t *rows = rows_waiting(h, name);
    aa_html_put(h, "<tr id=\"area-$0\"><th scope=row>@{area.$0}<td class=gauge>", AA_ARGS(name));
    put_gauge(h, state);
    aa_html_put(h, " <span class=\"a a-$0\">@{coverage.$0}</span><td>", AA_ARGS(state));
    put_gaps(h, json_object_get(area, "gaps"));
    aa_html_raw(h, "<td>");
    aa_html_row_links(h, rows);
    aa_html_raw(h, "</tr>\n");
    json_decref(rows);
}

static void put_anomalies(aa_html *h)
{
    const json_t *anomalies = json_object_get(json_object_get(h->root, "inventory"), "anomalies");
    if (json_array_size(anomalies) == 0)
        return;
    aa_html_put(h, "<p class=note>@{coverage.anomalies}</p>\n", AA_NO_ARGS);
    aa_html_list(h, "anomalies", anomalies);
}

void aa_html_coverage(aa_html *h)
{
    size_t i = 0;
    const json_t *area = NULL;
    aa_html_section(h, "coverage");
    aa_html_put(h,
                "<p class=note>@{cover.note}</p>\n<div class=scroll><table class=\"data "
                "cover\"><caption>@{cover.ledger}</caption><thead><tr><th scope=col>@{cover.part}"
                "<th scope=col>@{cover.state}<th scope=col>@{cover.missing}<th "
                "scope=col>@{cover.cost}</tr></thead><tbody>\n",
                AA_NO_ARGS);
    json_array_foreach(json_object_get(h->root, "coverage"), i, area) put_area(h, area);
    aa_html_raw(h, "</tbody></table></div>\n");
    put_anomalies(h);
    aa_html_raw(h, "</section>\n");
}

static void put_book(aa_html *h, const json_t *judgement)
{
    const char *standard = aa_member_text(judgement, "standard");
    const aa_table *table = aa_texts_table(&h->texts[0], standard);
    aa_html_put(h, "<tr><th scope=row>$0<td>", AA_ARGS(standard));
    if (table != NULL)
        aa_html_both(h, table->title[AA_LANG_EN], table->title[AA_LANG_ZH_TW]);
    aa_html_put(h, "<td>$0<td>$1<td>",
                AA_ARGS(aa_html_or(aa_member_text(judgement, "edition"), "-"),
                        aa_html_or(aa_member_text(judgement, "tier"), "-")));
    if (table != NULL)
        aa_html_both(h, table->source[AA_LANG_EN], table->source[AA_LANG_ZH_TW]);
    aa_html_raw(h, "</tr>\n");
}

void aa_html_about(aa_html *h)
{
    const json_t *tool = json_object_get(h->root, "tool");
    const json_t *policy = json_object_get(h->root, "policy");
    size_t i = 0;
    const json_t *judgement = NULL;
    aa_html_section(h, "about");
    aa_html_put(h,
                "<dl class=facts><div><dt>@{tool.name}</dt><dd>$0 "
                "$1</dd></div><div><dt>@{tool.policy}</dt><dd>$2</dd></div><div><dt>@{id.today}</dt><dd>$3</"
                "dd></div></dl>\n",
                AA_ARGS(aa_html_or(aa_member_text(tool, "name"), "-"),
                        aa_html_or(aa_member_text(tool, "version"), "-"),
                        aa_html_or(aa_member_text(policy, "date"), "-"),
                        aa_html_or(aa_member_text(policy, "today"), "-")));
    aa_html_put(h,
                "<div class=scroll><table class=data><caption>@{tool.books}</caption><thead><tr><th "
                "scope=col>@{tool.book}<th scope=col>@{tool.title}<th scope=col>@{label.edition}"
                "<th scope=col>@{label.tier}<th scope=col>@{tool.source}</tr></thead><tbody>\n",
                AA_NO_ARGS);
    json_array_foreach(json_object_get(h->root, "judgements"), i, judgement) put_book(h, judgement);
    aa_html_put(h, "</tbody></table></div><p class=note>@{tool.method}</p></section>\n", AA_NO_ARGS);
}
