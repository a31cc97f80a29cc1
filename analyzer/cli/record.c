#include "cli/record.h"

#include <string.h>

#include <jansson.h>

#include <appassay/version.h>

#include "base/json.h"
#include "base/utf8.h"
#include "cli/gate.h"

#define MAX_FINDINGS  1000 /* of one line; the count is told in full */
#define MAX_ANOMALIES 200  /* different ones: more than there are codes */

static void put_judgement(aa_json *j, const aa_judgement *judgement)
{
    aa_json_open_object(j, NULL);
    aa_json_text(j, "standard", judgement->table->id);
    aa_json_text(j, "edition", judgement->table->edition);
    aa_json_text(j, "tier", judgement->tier);
    aa_json_text(j, "verdict", aa_verdict_name(judgement->verdict));
    aa_json_open_object(j, "rows");
    for (size_t i = 0; i < judgement->row_count; i++) {
        const aa_row_result *row = &judgement->rows[i];
        if (!row->row->reference)
            aa_json_text(j, row->row->id, aa_verdict_name(row->verdict));
    }
    aa_json_close_object(j);
    aa_json_close_object(j);
}

static void put_finding(aa_json *j, const aa_finding *finding)
{
    aa_json_open_object(j, NULL);
    aa_json_text(j, "check", finding->check->id);
    aa_json_text(j, "severity", aa_severity_name(finding->severity));
    aa_json_text(j, "fingerprint", finding->fingerprint);
    aa_json_text(j, "member", finding->place.member);
    aa_json_close_object(j);
}

static void put_findings(aa_json *j, const aa_result *result)
{
    uint64_t count = 0;
    aa_json_open_array(j, "findings");
    for (size_t i = 0; i < result->finding_count; i++) {
        if (aa_finding_is_flaw(&result->findings[i]) && count++ < MAX_FINDINGS)
            put_finding(j, &result->findings[i]);
    }
    aa_json_close_array(j);
    aa_json_uint(j, "finding_count", count);
}

static void put_gaps(aa_json *j, const aa_coverage *coverage)
{
    aa_json_open_array(j, "gaps");
    for (size_t i = 0; i < coverage->gap_count && i < MAX_FINDINGS; i++) {
        const aa_gap *gap = &coverage->gaps[i];
        if (gap->cause != AA_GAP_INPUT)
            continue;
        aa_json_open_object(j, NULL);
        aa_json_text(j, "area", aa_area_name(gap->area));
        aa_json_text(j, "code", gap->code);
        aa_json_text(j, "member", gap->member);
        aa_json_text(j, "detail", gap->detail);
        aa_json_close_object(j);
    }
    aa_json_close_array(j);
}

/* What was unusual, by its codes alone: the result has the places. */
static void put_anomalies(aa_json *j, const aa_facts *facts)
{
    const char *told[MAX_ANOMALIES];
    size_t count = 0;
    aa_json_open_array(j, "anomalies");
    for (size_t i = 0; i < facts->anomaly_count && count < MAX_ANOMALIES; i++) {
        size_t k = 0;
        while (k < count && strcmp(told[k], facts->anomalies[i].code) != 0)
            k++;
        if (k < count)
            continue;
        told[count++] = facts->anomalies[i].code;
        aa_json_text(j, NULL, facts->anomalies[i].code);
    }
    aa_json_close_array(j);
}

void aa_record_put(aa_str *out, const aa_result *result)
{
    aa_str whole;
    aa_str_init(&whole, out->max);
    aa_json j;
    aa_json_init(&j, &whole);
    j.compact = true;
    aa_json_open_object(&j, NULL);
    aa_json_text(&j, "status", aa_gate_is_incomplete(result) ? "partial" : "judged");
    aa_json_text(&j, "engine", aa_version());
    aa_json_text(&j, "isolation", result->isolation);
    aa_json_text(&j, "policy", aa_policy_date(result->policy));
    aa_json_text(&j, "today", result->today);
    aa_json_text(&j, "platform", result->facts->platform == AA_PLATFORM_ANDROID ? "android" : "ios");
    aa_json_text(&j, "package", result->facts->manifest.package.value);
    aa_json_text(&j, "version_name", result->facts->manifest.version_name.value);
    aa_json_open_array(&j, "verdicts");
    for (size_t i = 0; i < result->judgement_count; i++)
        put_judgement(&j, &result->judgements[i]);
    aa_json_close_array(&j);
    put_findings(&j, result);
    put_gaps(&j, &result->facts->coverage);
    put_anomalies(&j, result->facts);
    aa_json_close_object(&j);
    if (aa_str_ok(&whole) && whole.len > 3)
        aa_str_putn(out, whole.ptr + 1, whole.len - 3); /* "{" before, "}" and the line's end behind */
    else
        out->failed = true;
    aa_str_done(&whole);
}

bool aa_record_is_sound(aa_bytes text)
{
    if (text.n == 0 || text.n > AA_RECORD_BYTES || memchr(text.p, '\n', text.n) != NULL)
        return false;
    aa_str whole;
    aa_str_init(&whole, AA_RECORD_BYTES + 2);
    aa_str_putc(&whole, '{');
    aa_str_putn(&whole, (const char *)text.p, text.n);
    aa_str_putc(&whole, '}');
    /* It refuses invalid UTF-8, NULs, a name that comes twice, and more than 2048 levels. */
    json_t *value = aa_str_ok(&whole) ? json_loadb(whole.ptr, whole.len, JSON_REJECT_DUPLICATES, NULL) : NULL;
    bool sound = json_is_object(value);
    json_decref(value);
    aa_str_done(&whole);
    return sound;
}
