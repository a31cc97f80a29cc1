/*
 * JUnit: one suite for each table and tier, one test case for each row. A row that fails is a failure, one
 * that could not be analysed an error, one that is open or has no object is skipped, with the reason.
 */
#include "engine/report.h"
#include "reports/machine/machine.h"
#include "reports/machine/xml.h"

/* Cases of one element, for its attributes. */
typedef struct counts {
    size_t tests, failures, errors, skipped;
} counts;

static const char *outcome(aa_verdict verdict)
{
    static const char *const elements[] = {
        [AA_NOT_APPLICABLE] = "skipped", [AA_PASS] = NULL,     [AA_NOT_TESTED] = "skipped",
        [AA_UNDECIDED] = "skipped",      [AA_ERROR] = "error", [AA_FAIL] = "failure"};
    return elements[verdict];
}

static void count(const aa_judgement *judgement, counts *c)
{
    for (size_t r = 0; r < judgement->row_count; r++) {
        aa_verdict verdict = judgement->rows[r].verdict;
        c->tests++;
        c->failures += verdict == AA_FAIL ? 1 : 0;
        c->errors += verdict == AA_ERROR ? 1 : 0;
        c->skipped += outcome(verdict) != NULL && verdict != AA_FAIL && verdict != AA_ERROR ? 1 : 0;
    }
}

static void put_counts(aa_str *out, const counts *c)
{
    aa_str_printf(out, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\"", c->tests, c->failures, c->errors);
}

/* A row that sums up others names their findings again. */
static bool is_told(const aa_row_result *row, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (row->reasons[i].finding == row->reasons[index].finding && row->reasons[i].verdict == row->verdict)
            return true;
    }
    return false;
}

/* The findings that fail the row, each with its place. */
static void put_findings(aa_machine *m, aa_str *text, const aa_row_result *row)
{
    for (size_t i = 0; i < row->reason_count; i++) {
        const aa_reason *reason = &row->reasons[i];
        if (reason->verdict != row->verdict || reason->finding == AA_NO_INDEX || is_told(row, i))
            continue;
        const aa_finding *f = &m->result->findings[reason->finding];
        aa_str_printf(text, "\n%s: %s", f->check->id, aa_page_message(&m->page, f));
        const char *place = aa_page_place(&m->page, &f->place);
        if (place[0] != '\0')
            aa_str_printf(text, " (%s)", place);
    }
}

static void put_case(aa_machine *m, aa_str *out, const aa_judgement *judgement, const aa_row_result *row)
{
    const char *title = aa_page_row_title(&m->page, row->row);
    const char *verdict = aa_page_family(&m->page, "verdict", aa_verdict_name(row->verdict));
    const char *why = aa_page_row_summary(&m->page, judgement, row);
    const char *element = outcome(row->verdict);
    aa_str_put(out, "    <testcase");
    aa_xml_attribute(out, "name", aa_words_fill(m->words, "{0} {1}", AA_ARGS(row->row->id, title)));
    aa_xml_attribute(
        out, "classname",
        aa_words_fill(m->words, "appassay.{0}.{1}", AA_ARGS(judgement->table->id, judgement->tier)));
    if (element == NULL) {
        aa_str_put(out, "/>\n");
        return;
    }
    bool failed = row->verdict == AA_FAIL || row->verdict == AA_ERROR;
    aa_str text;
    aa_str_init(&text, AA_TEXT_MAX);
    aa_str_printf(&text, "%s: %s", verdict, why);
    aa_str_printf(out, ">\n      <%s", element);
    if (failed) { /* the schema of <skipped> knows no attributes */
        put_findings(m, &text, row);
        aa_xml_attribute(out, "message", aa_words_fill(m->words, "{0}: {1}", AA_ARGS(verdict, why)));
        aa_xml_attribute(out, "type", aa_verdict_name(row->verdict));
    }
    aa_str_putc(out, '>');
    aa_xml_text(out, aa_words_take(m->words, &text));
    aa_str_printf(out, "</%s>\n    </testcase>\n", element);
}

static void put_suite(aa_machine *m, aa_str *out, const aa_judgement *judgement)
{
    counts c = {0};
    count(judgement, &c);
    aa_str_put(out, "  <testsuite");
    aa_xml_attribute(out, "name",
                     aa_words_fill(m->words, "{0} {1}",
                                   AA_ARGS(judgement->table->title[m->words->lang], judgement->tier)));
    put_counts(out, &c);
    aa_str_printf(out, " skipped=\"%zu\">\n    <properties>\n", c.skipped);
    const char *const properties[][2] = {
        {"standard", judgement->table->id},
        {"edition", judgement->table->edition},
        {"tier", judgement->tier},
        {"app", m->app},
        {"sha256", m->result->facts->artifact_count == 0 ? "" : m->result->facts->artifacts[0].sha256}};
    for (size_t i = 0; i < sizeof properties / sizeof properties[0]; i++) {
        aa_str_put(out, "      <property");
        aa_xml_attribute(out, "name", properties[i][0]);
        aa_xml_attribute(out, "value", properties[i][1]);
        aa_str_put(out, "/>\n");
    }
    aa_str_put(out, "    </properties>\n");
    for (size_t r = 0; r < judgement->row_count; r++)
        put_case(m, out, judgement, &judgement->rows[r]);
    aa_str_put(out, "  </testsuite>\n");
}

static void render(const aa_document *document, const aa_report_options *options, aa_str *out)
{
    aa_machine m;
    if (aa_machine_open(&m, document, options, out)) {
        counts all = {0};
        for (size_t i = 0; i < m.result->judgement_count; i++)
            count(&m.result->judgements[i], &all);
        aa_str_put(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"appassay\"");
        put_counts(out, &all);
        aa_str_put(out, ">\n");
        for (size_t i = 0; i < m.result->judgement_count; i++)
            put_suite(&m, out, &m.result->judgements[i]);
        aa_str_put(out, "</testsuites>\n");
    }
    aa_machine_close(&m);
}

const aa_report_format aa_report_format_junit = {
    .media_type = "application/xml",
    .render_document = render,
};
