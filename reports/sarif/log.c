#include "reports/sarif/sarif.h"

#define SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

#define ALERTS_MAX 5000 /* results that code scanning keeps of one upload */

/*
 * In a message braces are placeholders and "[text](n)" is a link (3.11.5, 3.11.6), unless they are doubled
 * and escaped. Code scanning shows such escapes as they are, so there the link alone is broken.
 */
void aa_sarif_message(aa_sarif *s, const char *key, const char *text)
{
    aa_str out;
    aa_str_init(&out, AA_TEXT_MAX);
    for (const char *c = text; *c != '\0'; c++) {
        if (s->profile == AA_SARIF_ARCHIVE && (*c == '{' || *c == '}'))
            aa_str_putc(&out, *c);
        if (s->profile == AA_SARIF_ARCHIVE && (*c == '[' || *c == ']' || *c == '\\'))
            aa_str_putc(&out, '\\');
        aa_str_putc(&out, *c);
        if (s->profile == AA_SARIF_GITHUB && *c == ']' && c[1] == '(')
            aa_str_putc(&out, ' ');
    }
    aa_json_open_object(&s->j, key);
    if (text[0] == '\0')
        aa_str_putc(&out, '-'); /* an empty message makes importers drop the result */
    aa_json_text(&s->j, "text", aa_words_take(s->m->words, &out));
    aa_json_close_object(&s->j);
}

const char *aa_sarif_level(aa_severity severity)
{
    static const char *const levels[] = {[AA_SEVERITY_INFO] = "note",
                                         [AA_SEVERITY_LOW] = "note",
                                         [AA_SEVERITY_MEDIUM] = "warning",
                                         [AA_SEVERITY_HIGH] = "error",
                                         [AA_SEVERITY_CRITICAL] = "error"};
    return levels[severity];
}

/* "appassay/com.example.app/broker-三+mas-L3/": one run of one app by some tables. */
static void put_automation(aa_sarif *s)
{
    const char *package = s->m->result->facts->manifest.package.value;
    aa_str id;
    aa_str_init(&id, AA_TEXT_MAX);
    aa_str_put(&id, "appassay/");
    aa_uri_put(&id, package == NULL ? "app" : package);
    aa_str_putc(&id, '/');
    for (size_t i = 0; i < s->m->result->judgement_count; i++) {
        const aa_judgement *judgement = &s->m->result->judgements[i];
        aa_str_printf(&id, "%s%s-", i == 0 ? "" : "+", judgement->table->id);
        aa_str_put(&id, judgement->tier);
    }
    aa_str_putc(&id, '/');
    aa_json_open_object(&s->j, "automationDetails");
    aa_json_text(&s->j, "id", aa_words_take(s->m->words, &id));
    aa_json_close_object(&s->j);
}

static void put_notification(aa_sarif *s, const aa_gap *gap)
{
    const char *text = aa_words_get(s->m->words, "notes.tsv", gap->code);
    const char *area = aa_page_family(&s->m->page, "area", aa_area_name(gap->area));
    const char *member = gap->member == NULL ? "" : aa_words_excerpt(s->m->words, gap->member);
    aa_place place = {.artifact = gap->artifact, .member = gap->member, .offset = AA_NO_OFFSET};
    aa_json_open_object(&s->j, NULL);
    aa_json_text(&s->j, "level", gap->cause == AA_GAP_INPUT ? "error" : "note");
    aa_json_open_object(&s->j, "descriptor");
    aa_json_text(&s->j, "id", gap->code);
    aa_json_close_object(&s->j);
    aa_sarif_message(s, "message", aa_words_fill(s->m->words, "{0}: {1} {2}", AA_ARGS(area, text, member)));
    if (gap->artifact != NULL) {
        aa_json_open_array(&s->j, "locations");
        aa_json_open_object(&s->j, NULL);
        aa_json_open_object(&s->j, "physicalLocation");
        aa_sarif_file_at(s, "artifactLocation", &place, NULL);
        aa_json_close_object(&s->j);
        aa_json_close_object(&s->j);
        aa_json_close_array(&s->j);
    }
    aa_json_close_object(&s->j);
}

/* What was not read, so that silence about it is not taken for a pass. */
static void put_invocation(aa_sarif *s)
{
    const aa_coverage *coverage = &s->m->result->facts->coverage;
    aa_json_open_array(&s->j, "invocations");
    aa_json_open_object(&s->j, NULL);
    aa_json_bool(&s->j, "executionSuccessful", s->m->result->state != AA_ANALYSIS_NONE);
    aa_json_open_array(&s->j, "toolExecutionNotifications");
    for (size_t i = 0; i < coverage->gap_count; i++)
        put_notification(s, &coverage->gaps[i]);
    aa_json_close_array(&s->j);
    aa_json_close_object(&s->j);
    aa_json_close_array(&s->j);
}

static void put_properties(aa_sarif *s)
{
    aa_json_open_object(&s->j, "properties");
    aa_json_text(&s->j, "analysis", aa_analysis_state_name(s->m->result->state));
    aa_json_text(&s->j, "policyDate", s->m->page.from->policy_date);
    aa_json_text(&s->j, "judgedAsOf", s->m->result->today);
    aa_json_close_object(&s->j);
}

static void put_run(aa_sarif *s)
{
    aa_json_open_object(&s->j, NULL);
    aa_sarif_tool(s);
    aa_json_text(&s->j, "language", aa_lang_name(s->m->words->lang));
    put_automation(s);
    aa_json_text(&s->j, "columnKind", "unicodeCodePoints");
    put_invocation(s);
    if (s->profile == AA_SARIF_ARCHIVE) {
        aa_sarif_artifacts(s);
        aa_sarif_symbols(s);
        aa_sarif_policies(s);
        aa_sarif_taxonomies(s);
        aa_sarif_results(s);
    } else {
        aa_sarif_taxonomies(s);
        aa_sarif_alerts(s);
    }
    put_properties(s);
    aa_json_close_object(&s->j);
}

static bool collect(aa_sarif *s)
{
    s->alerts = aa_machine_alerts(s->m, &s->alert_count);
    if (s->alert_count > ALERTS_MAX) {
        s->alerts_left_out = s->alert_count - (ALERTS_MAX - 1);
        s->alert_count = ALERTS_MAX - 1; /* one more says so */
    }
    if (s->alerts == NULL || !aa_sarif_collect_rules(s) || !aa_sarif_collect_places(s))
        return false;
    s->lines = aa_machine_lines(s->m, s->alerts, s->alert_count);
    return s->lines != NULL;
}

static void put_log(aa_sarif *s)
{
    aa_json_open_object(&s->j, NULL);
    aa_json_text(&s->j, "$schema", SCHEMA);
    aa_json_text(&s->j, "version", "2.1.0");
    aa_json_open_array(&s->j, "runs");
    put_run(s);
    aa_json_close_array(&s->j);
    aa_json_close_object(&s->j);
}

void aa_sarif_write(const aa_document *document, const aa_report_options *options, aa_sarif_profile profile,
                    aa_str *out)
{
    aa_machine m;
    if (aa_machine_open(&m, document, options, out)) {
        aa_sarif s = {.m = &m, .profile = profile};
        aa_json_init(&s.j, out);
        if (collect(&s))
            put_log(&s);
        else
            m.words->failed = true;
    }
    aa_machine_close(&m);
}
