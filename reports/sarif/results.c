#include "reports/sarif/sarif.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/hash.h"

#define STEPS_MAX 1000 /* of one flow that code scanning shows */

/* ---- places
 * ------------------------------------------------------------------------------------------------- */

/*
 * Where it is. Members of packages are binary: their regions are bytes (3.30.2); a line of the developer's
 * source is a property. Code scanning wants a line and two columns of anything.
 */
static void put_region(aa_sarif *s, const aa_place *place, size_t line)
{
    if (s->profile == AA_SARIF_ARCHIVE && (place->member == NULL || place->offset == AA_NO_OFFSET))
        return;
    aa_json_open_object(&s->j, "region");
    if (s->profile == AA_SARIF_ARCHIVE) {
        aa_json_uint(&s->j, "byteOffset", place->offset);
        aa_json_uint(&s->j, "byteLength", 1);
    } else {
        aa_json_uint(&s->j, "startLine", line);
        aa_json_uint(&s->j, "startColumn", 1);
        aa_json_uint(&s->j, "endLine", line);
        aa_json_uint(&s->j, "endColumn", 2);
    }
    aa_json_close_object(&s->j);
}

static void put_physical(aa_sarif *s, const aa_place *place, const aa_finding *finding, size_t line)
{
    aa_json_open_object(&s->j, "physicalLocation");
    aa_sarif_file_at(s, "artifactLocation", place, finding);
    put_region(s, place, line);
    if (place->address != 0 && s->profile == AA_SARIF_ARCHIVE) {
        aa_json_open_object(&s->j, "address");
        aa_json_uint(&s->j, "absoluteAddress", place->address);
        aa_json_close_object(&s->j);
    }
    aa_json_close_object(&s->j);
}

/* One location: importers make a finding of each. */
static void put_locations(aa_sarif *s, const aa_place *place, const aa_finding *finding, size_t line)
{
    aa_json_open_array(&s->j, "locations");
    aa_json_open_object(&s->j, NULL);
    put_physical(s, place, finding, line);
    aa_sarif_logical(s, place);
    if (place->line > 0 && s->profile == AA_SARIF_ARCHIVE) {
        aa_json_open_object(&s->j, "properties");
        aa_json_uint(&s->j, "sourceLine", place->line);
        aa_json_close_object(&s->j);
    }
    aa_json_close_object(&s->j);
    aa_json_close_array(&s->j);
}

/* ---- flows
 * -------------------------------------------------------------------------------------------------- */

static const char *step_text(aa_sarif *s, const char *word, const char *class_name, const char *method,
                             uint32_t line)
{
    aa_str text;
    aa_str_init(&text, AA_TEXT_MAX);
    aa_str_printf(&text, "%s ", word);
    aa_code_put(&text, class_name, method);
    if (line > 0)
        aa_str_printf(&text, ":%" PRIu32, line);
    return aa_words_take(s->m->words, &text);
}

/* What a step is, in the words that SARIF proposes (3.38.8). */
static void put_kinds(aa_sarif *s, const aa_trace_line *line, bool first_value)
{
    aa_json_open_array(&s->j, "kinds");
    if (line == NULL) {
        aa_json_text(&s->j, NULL, "sink");
    } else if (line->kind == AA_TRACE_ENTRY) {
        aa_json_text(&s->j, NULL, "enter");
        aa_json_text(&s->j, NULL, "function");
    } else if (line->kind == AA_TRACE_CALL) {
        aa_json_text(&s->j, NULL, "call");
        aa_json_text(&s->j, NULL, "function");
    } else {
        if (first_value)
            aa_json_text(&s->j, NULL, "source");
        aa_json_text(&s->j, NULL, "value");
    }
    aa_json_close_array(&s->j);
}

/* A step that is not the last: the member of its class is not known, so it lies in the app's file. */
static void put_step(aa_sarif *s, const aa_finding *finding, size_t index, size_t level, bool first_value)
{
    const aa_trace_line *line = &finding->trace[index];
    const char *word = aa_page_family(&s->m->page, "trace", aa_trace_name(line->kind));
    aa_place place = {.artifact = finding->place.artifact,
                      .class_name = line->class_name,
                      .method = line->method,
                      .offset = AA_NO_OFFSET};
    aa_json_open_object(&s->j, NULL);
    aa_json_open_object(&s->j, "location");
    aa_json_open_object(&s->j, "physicalLocation");
    if (s->profile == AA_SARIF_GITHUB) {
        aa_json_open_object(&s->j, "artifactLocation");
        aa_json_text(&s->j, "uri", aa_machine_step_path(s->m, finding, index, true));
        aa_json_close_object(&s->j);
        put_region(s, &place, line->line > 0 ? line->line : index + 1);
    } else {
        aa_sarif_file_at(s, "artifactLocation", &place, NULL);
    }
    aa_json_close_object(&s->j);
    aa_sarif_logical(s, &place);
    aa_sarif_message(s, "message", step_text(s, word, line->class_name, line->method, line->line));
    aa_json_close_object(&s->j);
    put_kinds(s, line, first_value);
    aa_json_uint(&s->j, "nestingLevel", level);
    aa_json_text(&s->j, "importance", "important");
    aa_json_close_object(&s->j);
}

static void put_last_step(aa_sarif *s, const aa_finding *finding, size_t line, size_t level)
{
    const aa_place *place = &finding->place;
    aa_json_open_object(&s->j, NULL);
    aa_json_open_object(&s->j, "location");
    put_physical(s, place, finding, line);
    aa_sarif_logical(s, place);
    aa_sarif_message(s, "message", aa_page_message(&s->m->page, finding));
    aa_json_close_object(&s->j);
    put_kinds(s, NULL, false);
    aa_json_uint(&s->j, "nestingLevel", level);
    aa_json_text(&s->j, "importance", "essential");
    aa_json_close_object(&s->j);
}

void aa_sarif_code_flow(aa_sarif *s, const aa_finding *finding, size_t line)
{
    size_t level = 0;
    bool value_seen = false;
    if (finding->trace_count == 0)
        return;
    aa_json_open_array(&s->j, "codeFlows");
    aa_json_open_object(&s->j, NULL);
    aa_json_open_array(&s->j, "threadFlows");
    aa_json_open_object(&s->j, NULL);
    aa_json_open_array(&s->j, "locations");
    for (size_t i = 0; i < finding->trace_count && i + 1 < STEPS_MAX; i++) {
        aa_trace_kind kind = finding->trace[i].kind;
        bool is_value = kind != AA_TRACE_ENTRY && kind != AA_TRACE_CALL;
        level += kind == AA_TRACE_CALL ? 1 : 0;
        put_step(s, finding, i, level, is_value && !value_seen);
        value_seen = value_seen || is_value;
    }
    put_last_step(s, finding, line, level);
    aa_json_close_array(&s->j);
    aa_json_close_object(&s->j);
    aa_json_close_array(&s->j);
    aa_json_close_object(&s->j);
    aa_json_close_array(&s->j);
}

/* ---- findings
 * ----------------------------------------------------------------------------------------------- */

/* What a record means to a reader of SARIF (3.27.9). */
static const char *kind_of(const aa_finding *f)
{
    aa_check_kind kind = f->check->check->kind;
    if (f->record == AA_RECORD_CLEAR)
        return "pass";
    if (f->record == AA_RECORD_ABSENT)
        return "notApplicable";
    if (f->record == AA_RECORD_UNDECIDED || kind == AA_KIND_COVERAGE)
        return "open";
    if (kind == AA_KIND_CONTROL)
        return "pass";
    if (kind == AA_KIND_MANUAL)
        return "review";
    return aa_machine_is_alert(f) ? "fail" : "informational";
}

static void put_fingerprints(aa_sarif *s, size_t index)
{
    const aa_identity *identity = &s->m->identities[index];
    char text[AA_SHA256_HEX + 24];
    aa_json_open_object(&s->j, "partialFingerprints");
    if (s->profile == AA_SARIF_GITHUB) {
        snprintf(text, sizeof text, "%.16s:%zu", identity->exact, identity->ordinal);
        aa_json_text(&s->j, "primaryLocationLineHash", text);
    }
    snprintf(text, sizeof text, "%s:%zu", identity->exact, identity->ordinal);
    aa_json_text(&s->j, "appassay/v1", text);
    aa_json_text(&s->j, "appassayShape/v1", identity->shape);
    aa_json_close_object(&s->j);
}

/* The bare minimum of a message is the check's title: an empty one makes importers drop the result. */
static const char *message_of(aa_sarif *s, const aa_finding *f)
{
    const char *text = aa_page_message(&s->m->page, f);
    return text[0] == '\0' ? f->check->check->text[s->m->words->lang].title : text;
}

static void put_finding(aa_sarif *s, size_t index)
{
    const aa_finding *f = &s->m->result->findings[index];
    const char *kind = kind_of(f);
    aa_json_open_object(&s->j, NULL);
    aa_json_text(&s->j, "ruleId", f->check->id);
    aa_json_uint(&s->j, "ruleIndex", aa_sarif_rule(s, f->check->id));
    aa_json_text(&s->j, "kind", kind);
    aa_json_text(&s->j, "level", strcmp(kind, "fail") == 0 ? aa_sarif_level(f->severity) : "none");
    aa_sarif_message(s, "message", message_of(s, f));
    put_locations(s, &f->place, f, 0);
    put_fingerprints(s, index);
    aa_sarif_code_flow(s, f, 0);
    aa_sarif_taxa(s, f->check->check, s->m->rows[index]);
    aa_json_open_object(&s->j, "properties");
    aa_json_text(&s->j, "fingerprint", f->fingerprint);
    aa_json_text(&s->j, "severity", aa_severity_name(f->severity));
    aa_json_text(&s->j, "owner", aa_owner_name(f->owner));
    aa_json_text(&s->j, "reach", aa_reach_name(f->reach));
    aa_json_close_object(&s->j);
    aa_json_close_object(&s->j);
}

/* ---- rows
 * --------------------------------------------------------------------------------------------------- */

/* Where only questions to a person are open, a person must look; else there is too little to tell. */
static const char *row_kind(const aa_row_result *row)
{
    static const char *const kinds[] = {[AA_NOT_APPLICABLE] = "notApplicable",
                                        [AA_PASS] = "pass",
                                        [AA_NOT_TESTED] = "open",
                                        [AA_UNDECIDED] = "open",
                                        [AA_ERROR] = "open",
                                        [AA_FAIL] = "fail"};
    bool only_questions = row->verdict == AA_UNDECIDED;
    for (size_t i = 0; i < row->reason_count; i++) {
        bool decides = row->reasons[i].verdict == row->verdict;
        only_questions = only_questions && (!decides || row->reasons[i].code == AA_REASON_SLOT_OPEN);
    }
    return only_questions ? "review" : kinds[row->verdict];
}

static void put_row_fingerprint(aa_sarif *s, const char *id)
{
    const char *package = s->m->result->facts->manifest.package.value;
    const char *key = aa_words_fill(s->m->words, "{0} {1}", AA_ARGS(id, package == NULL ? "" : package));
    char hex[AA_SHA256_HEX] = "";
    if (aa_sha256_hex(aa_bytes_of(key, strlen(key)), hex) != AA_OK)
        s->m->words->failed = true;
    aa_json_open_object(&s->j, "partialFingerprints");
    aa_json_text(&s->j, "appassay/v1", hex);
    aa_json_close_object(&s->j);
}

static void put_row(aa_sarif *s, size_t k, size_t r, size_t at)
{
    const aa_judgement *judgement = &s->m->result->judgements[k];
    const aa_row_result *row = &judgement->rows[r];
    const char *kind = row_kind(row);
    const char *id = aa_sarif_row_id(s, judgement, row);
    const char *verdict = aa_page_family(&s->m->page, "verdict", aa_verdict_name(row->verdict));
    const char *why = aa_page_row_summary(&s->m->page, judgement, row);
    aa_place app = {.offset = AA_NO_OFFSET};
    bool *rows = aa_arena_array(s->m->words->arena, s->m->row_total, sizeof *rows);
    aa_json_open_object(&s->j, NULL);
    aa_json_text(&s->j, "ruleId", id);
    aa_json_uint(&s->j, "ruleIndex", aa_sarif_row_rule(s, k, r));
    aa_json_text(&s->j, "kind", kind);
    aa_json_text(&s->j, "level", strcmp(kind, "fail") == 0 ? "error" : "none");
    aa_sarif_message(s, "message",
                     aa_words_fill(s->m->words, "{0} {1}: {2}. {3}",
                                   AA_ARGS(judgement->table->id, row->row->id, verdict, why)));
    put_locations(s, &app, NULL, 0);
    put_row_fingerprint(s, id);
    if (rows != NULL)
        rows[at] = true;
    aa_sarif_taxa(s, NULL, rows);
    aa_json_open_object(&s->j, "properties");
    aa_json_text(&s->j, "verdict", aa_verdict_name(row->verdict));
    aa_json_text(&s->j, "standard", judgement->table->id);
    aa_json_text(&s->j, "tier", judgement->tier);
    aa_json_bool(&s->j, "reference", row->row->reference);
    aa_json_close_object(&s->j);
    aa_json_close_object(&s->j);
    s->m->words->failed = s->m->words->failed || rows == NULL;
}

void aa_sarif_results(aa_sarif *s)
{
    size_t at = 0;
    aa_json_open_array(&s->j, "results");
    for (size_t k = 0; k < s->m->result->judgement_count; k++) {
        for (size_t r = 0; r < s->m->result->judgements[k].row_count; r++)
            put_row(s, k, r, at++);
    }
    for (size_t i = 0; i < s->m->result->finding_count; i++)
        put_finding(s, i);
    aa_json_close_array(&s->j);
}

/* ---- alerts
 * ------------------------------------------------------------------------------------------------- */

static void put_alert(aa_sarif *s, size_t index, size_t line)
{
    const aa_finding *f = &s->m->result->findings[index];
    const char *rows = aa_machine_rows(s->m, index);
    const char *message = message_of(s, f);
    if (rows[0] != '\0')
        message = aa_words_fill(s->m->words, "{0} ({1}: {2})",
                                AA_ARGS(message, aa_page_word(&s->m->page, "label.rows"), rows));
    aa_json_open_object(&s->j, NULL);
    aa_json_text(&s->j, "ruleId", f->check->id);
    aa_json_uint(&s->j, "ruleIndex", aa_sarif_rule(s, f->check->id));
    aa_json_text(&s->j, "level", aa_sarif_level(f->severity));
    aa_sarif_message(s, "message", message);
    put_locations(s, &f->place, f, line);
    put_fingerprints(s, index);
    aa_sarif_code_flow(s, f, line);
    aa_sarif_taxa(s, f->check->check, NULL);
    aa_json_close_object(&s->j);
}

/* What the limits cut off is said in their place, never left out in silence. */
static void put_truncation(aa_sarif *s)
{
    const char *count = aa_words_number(s->m->words, s->alerts_left_out);
    aa_place app = {.offset = AA_NO_OFFSET};
    aa_json_open_object(&s->j, NULL);
    aa_json_text(&s->j, "ruleId", "appassay-results-truncated");
    aa_json_uint(&s->j, "ruleIndex", s->rule_count);
    aa_json_text(&s->j, "level", "warning");
    aa_sarif_message(s, "message", aa_page_fill(&s->m->page, "sarif.truncated", AA_ARGS(count)));
    put_locations(s, &app, NULL, 1);
    put_row_fingerprint(s, "appassay-results-truncated");
    aa_json_close_object(&s->j);
}

void aa_sarif_alerts(aa_sarif *s)
{
    aa_json_open_array(&s->j, "results");
    if (s->alerts_left_out > 0)
        put_truncation(s);
    for (size_t i = 0; i < s->alert_count; i++)
        put_alert(s, s->alerts[i], s->lines[i]);
    aa_json_close_array(&s->j);
}
