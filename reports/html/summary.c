/*
 * Verdicts at a glance: a panel for each table, what each tier holds, and the grid of rows and tiers.
 */
#include "reports/html/page.h"

static const char *const verdicts[] = {"fail", "error", "undecided", "not-tested", "pass", "not-applicable"};
#define VERDICTS (sizeof verdicts / sizeof verdicts[0])

typedef struct tally {
    size_t of[VERDICTS];
    size_t references; /* counted apart: they never decide */
    size_t total;
} tally;

static void count_row(tally *t, const json_t *row)
{
    if (json_is_true(json_object_get(row, "reference"))) {
        t->references++;
        return;
    }
    for (size_t v = 0; v < VERDICTS; v++)
        t->of[v] += strcmp(aa_member_text(row, "verdict"), verdicts[v]) == 0 ? 1 : 0;
    t->total++;
}

/* A bar of |t|: one piece for each verdict, as wide as its rows are many. |scale|: rows of the longest bar.
 */
static void put_bar(aa_html *h, const tally *t, size_t scale)
{
    size_t x = 0;
    const unsigned width = 600;
    aa_html_raw(h, "<svg class=chart viewBox=\"0 0 600 14\" width=600 height=14 preserveAspectRatio=none "
                   "aria-hidden=true focusable=false>");
    for (size_t v = 0; v < VERDICTS && scale > 0; v++) {
        size_t w = t->of[v] * width / scale;
        if (w == 0)
            continue;
        aa_str_printf(h->out, "<rect class=\"f-%s\" x=%zu y=1 width=%zu height=12 rx=2 />", verdicts[v], x,
                      w > 3 ? w - 2 : w);
        x += w;
    }
    aa_html_raw(h, "</svg>");
}

static void put_legend(aa_html *h, const tally *t)
{
    aa_html_raw(h, "<ul class=legend>");
    for (size_t v = 0; v < VERDICTS; v++) {
        if (t->of[v] > 0)
            aa_html_put(h, "<li><b class=\"v v-$0\">@{verdict.$0}</b> <b class=big>$1</b></li>",
                        AA_ARGS(verdicts[v], aa_html_number(h, t->of[v])));
    }
    aa_html_raw(h, "</ul>\n");
}

static tally count_judgement(const json_t *judgement)
{
    tally t = {0};
    size_t i = 0;
    const json_t *row = NULL;
    json_array_foreach(json_object_get(judgement, "rows"), i, row) count_row(&t, row);
    return t;
}

static void put_table_title(aa_html *h, const char *standard)
{
    const aa_table *table = aa_texts_table(&h->texts[0], standard);
    if (table == NULL)
        aa_html_text(h, standard);
    else
        aa_html_both(h, table->title[AA_LANG_EN], table->title[AA_LANG_ZH_TW]);
}

static const json_t *judged_row(const json_t *judgement, const char *id)
{
    size_t i = 0;
    const json_t *row = NULL;
    json_array_foreach(json_object_get(judgement, "rows"), i, row)
    {
        if (strcmp(aa_member_text(row, "id"), id) == 0)
            return row;
    }
    return NULL;
}

static bool binds(const aa_row *row, const char *tier)
{
    for (size_t i = 0; i < row->tier_count; i++) {
        if (strcmp(row->tiers[i], tier) == 0)
            return true;
    }
    return false;
}

/* The rows that |tier| binds, with the verdicts of the tier that was judged. |*beyond|: rows it left out. */
static tally count_tier(const aa_table *table, const json_t *judgement, const char *tier, size_t *beyond)
{
    tally t = {0};
    *beyond = 0;
    for (size_t i = 0; i < table->row_count; i++) {
        if (!binds(&table->rows[i], tier))
            continue;
        const json_t *row = judged_row(judgement, table->rows[i].id);
        if (row != NULL)
            count_row(&t, row);
        else
            ++*beyond;
    }
    return t;
}

static void put_tier_bars(aa_html *h, const aa_table *table, const json_t *judgement)
{
    size_t scale = 1;
    size_t beyond = 0;
    for (size_t i = 0; i < table->tier_count; i++) {
        tally t = count_tier(table, judgement, table->tiers[i].id, &beyond);
        scale = t.total + beyond > scale ? t.total + beyond : scale;
    }
    aa_html_put(h, "<table class=bars><caption>@{sum.by_tier}</caption><tbody>\n",
                AA_ARGS(aa_html_or(aa_member_text(judgement, "tier"), "-")));
    for (size_t i = 0; i < table->tier_count; i++) {
        const aa_tier *tier = &table->tiers[i];
        tally t = count_tier(table, judgement, tier->id, &beyond);
        aa_html_put(h, "<tr><th scope=row>$0</th><td>", AA_ARGS(tier->id));
        put_bar(h, &t, scale);
        aa_html_raw(h, "<td class=num>");
        for (size_t v = 0; v < VERDICTS; v++) {
            if (t.of[v] > 0)
                aa_html_put(h, "<span class=\"t t-$0\"><span class=sr>@{verdict.$0} </span>$1</span> ",
                            AA_ARGS(verdicts[v], aa_html_number(h, t.of[v])));
        }
        if (beyond > 0)
            aa_html_put(h, "<span class=t>@{sum.beyond}</span>", AA_ARGS(aa_html_number(h, beyond)));
        aa_html_raw(h, "</tr>\n");
    }
    aa_html_raw(h, "</tbody></table>\n");
}

static void put_panel(aa_html *h, const json_t *judgement)
{
    const char *standard = aa_member_text(judgement, "standard");
    const char *verdict = aa_member_text(judgement, "verdict");
    const aa_table *table = aa_texts_table(&h->texts[0], standard);
    tally t = count_judgement(judgement);
    aa_html_put(h, "<article class=\"panel p-$0\"><h3>", AA_ARGS(verdict));
    put_table_title(h, standard);
    aa_html_put(h, "</h3><p class=meta>@{label.tier} <b>$0</b> · @{label.edition} $1</p>\n<p class=verdict>",
                AA_ARGS(aa_html_or(aa_member_text(judgement, "tier"), "-"),
                        aa_html_or(aa_member_text(judgement, "edition"), "-")));
    aa_html_verdict(h, verdict);
    aa_html_put(h, " <span class=of>@{sum.rows}</span></p>\n", AA_ARGS(aa_html_number(h, t.total)));
    put_legend(h, &t);
    if (table != NULL && table->tier_count > 1)
        put_tier_bars(h, table, judgement);
    else
        put_bar(h, &t, t.total);
    if (t.references > 0)
        aa_html_put(h, "<p class=meta>@{sum.references}</p>\n", AA_ARGS(aa_html_number(h, t.references)));
    aa_html_raw(h, "</article>\n");
}

/* Findings by severity, for those who come to fix. */
static void put_severities(aa_html *h)
{
    size_t counts[AA_SEVERITY_CRITICAL + 1] = {0};
    for (size_t i = 0; i < h->check_count; i++)
        counts[h->checks[i].severity] += h->checks[i].group == AA_GROUP_FLAW ? 1 : 0;
    aa_html_put(h, "<div class=sevs><h3>@{sum.flaws}</h3><ul class=legend>", AA_NO_ARGS);
    for (int s = AA_SEVERITY_CRITICAL; s >= AA_SEVERITY_INFO; s--) {
        if (counts[s] > 0)
            aa_html_put(h,
                        "<li><a href=\"#findings\"><b class=\"s s-$0\">@{severity.$0}</b> <b "
                        "class=big>$1</b></a></li>",
                        AA_ARGS(aa_severity_name((aa_severity)s), aa_html_number(h, counts[s])));
    }
    aa_html_raw(h, "</ul></div>\n");
}

void aa_html_summary(aa_html *h)
{
    size_t i = 0;
    const json_t *judgement = NULL;
    aa_html_raw(h, "<div class=panels>\n");
    json_array_foreach(json_object_get(h->root, "judgements"), i, judgement) put_panel(h, judgement);
    aa_html_raw(h, "</div>\n");
    put_severities(h);
    aa_html_files(h);
    aa_html_raw(h, "</section>\n");
}

/* True when |tiers|, such as "L3+F", names |tier|. */
static bool names_tier(const char *tiers, const char *tier)
{
    size_t n = strlen(tier);
    for (const char *at = tiers; *at != '\0';) {
        size_t len = strcspn(at, "+");
        if (len == n && memcmp(at, tier, n) == 0)
            return true;
        at += len + (at[len] == '+' ? 1 : 0);
    }
    return false;
}

/* ---- the grid ------------------------------------------------------------------------------------------ */

/* The note above the grid says what the signs mean; the verdict's word stands in the last column. */
static void put_tier_cells(aa_html *h, const aa_table *table, const aa_row *row, const json_t *judged,
                           const char *judged_tier)
{
    for (size_t i = 0; i < table->tier_count; i++) {
        const char *tier = table->tiers[i].id;
        bool is_judged = judged != NULL && names_tier(judged_tier, tier);
        if (row->reference)
            aa_html_raw(h, "<td class=tier>○");
        else if (!binds(row, tier))
            aa_html_raw(h, "<td class=\"tier off\">–");
        else if (!is_judged)
            aa_html_raw(h, "<td class=tier>●");
        else
            aa_html_put(h, "<td class=\"tier on\"><b class=\"v v-$0\" aria-hidden=true></b>",
                        AA_ARGS(aa_member_text(judged, "verdict")));
    }
}

static void put_grid_row(aa_html *h, size_t index, const aa_table *table, const aa_row *row,
                         const json_t *judgement)
{
    const json_t *judged = judged_row(judgement, row->id);
    aa_html_raw(h, "<tr><th scope=row>");
    aa_html_put(h, judged == NULL ? "$1" : "<a href=\"#$0\">$1</a>",
                AA_ARGS(aa_html_anchor(h, index, row->id), row->id));
    aa_html_raw(h, "</th><td class=title>");
    aa_html_both(h, row->title[AA_LANG_EN], row->title[AA_LANG_ZH_TW]);
    put_tier_cells(h, table, row, judged, aa_html_or(aa_member_text(judgement, "tier"), ""));
    aa_html_raw(h, "<td>");
    if (judged == NULL)
        aa_html_put(h, "<span class=off>@{grid.not_judged}</span>", AA_NO_ARGS);
    else
        aa_html_verdict(h, aa_member_text(judged, "verdict"));
    aa_html_raw(h, "</tr>\n");
}

static void put_grid(aa_html *h, size_t index, const json_t *judgement)
{
    const char *standard = aa_member_text(judgement, "standard");
    const aa_table *table = aa_texts_table(&h->texts[0], standard);
    if (table == NULL)
        return;
    aa_html_raw(h, "<div class=scroll><table class=\"data grid\"><caption>");
    put_table_title(h, standard);
    aa_html_put(h, "</caption><thead><tr><th scope=col>@{col.row}<th scope=col>@{col.requirement}",
                AA_NO_ARGS);
    for (size_t i = 0; i < table->tier_count; i++)
        aa_html_put(h, "<th scope=col class=tier>$0", AA_ARGS(table->tiers[i].id));
    aa_html_put(h, "<th scope=col>@{col.verdict}</tr></thead><tbody>\n", AA_NO_ARGS);
    for (size_t i = 0; i < table->row_count; i++)
        put_grid_row(h, index, table, &table->rows[i], judgement);
    aa_html_raw(h, "</tbody></table></div>\n");
}

void aa_html_grid(aa_html *h)
{
    size_t i = 0;
    const json_t *judgement = NULL;
    aa_html_section(h, "grid");
    aa_html_put(h, "<p class=note>@{grid.note}</p>\n", AA_NO_ARGS);
    json_array_foreach(json_object_get(h->root, "judgements"), i, judgement) put_grid(h, i, judgement);
    aa_html_raw(h, "</section>\n");
}
