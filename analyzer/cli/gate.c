#include "cli/gate.h"

size_t aa_gate_count(const aa_judgement *judgement, aa_verdict verdict)
{
    size_t count = 0;
    for (size_t i = 0; i < judgement->row_count; i++) {
        const aa_row_result *row = &judgement->rows[i];
        count += !row->row->reference && row->verdict == verdict ? 1 : 0;
    }
    return count;
}

static aa_exit gate_rows(const aa_judgement *judgement, aa_fail_on fail_on)
{
    aa_exit code = AA_EXIT_OK;
    if (fail_on != AA_FAIL_ON_NEVER && aa_gate_count(judgement, AA_FAIL) > 0)
        code = AA_EXIT_FAILED;
    if (fail_on == AA_FAIL_ON_UNDECIDED && aa_gate_count(judgement, AA_UNDECIDED) > 0)
        code = aa_exit_worse(code, AA_EXIT_UNDECIDED);
    if (aa_gate_count(judgement, AA_ERROR) > 0)
        code = aa_exit_worse(code, AA_EXIT_INTERNAL);
    return code;
}

/* A flaw in code that cannot be reached is shown, but is no reason to stop a release. */
static bool has_finding(const aa_result *result, int severity)
{
    for (size_t i = 0; i < result->finding_count; i++) {
        const aa_finding *finding = &result->findings[i];
        if (finding->record == AA_RECORD_HIT && finding->check->check->kind == AA_KIND_DEFECT &&
            finding->reach != AA_NOT_REACHED && (int)finding->severity >= severity)
            return true;
    }
    return false;
}

bool aa_gate_is_incomplete(const aa_result *result)
{
    return result->state == AA_ANALYSIS_PARTIAL ||
           result->facts->coverage.area[AA_AREA_MANIFEST] >= AA_AREA_UNREAD;
}

aa_exit aa_gate(const aa_result *result, const aa_settings *settings)
{
    aa_exit code = AA_EXIT_OK;
    for (size_t i = 0; i < result->judgement_count; i++)
        code = aa_exit_worse(code, gate_rows(&result->judgements[i], settings->fail_on));
    if (settings->fail_on_severity >= 0 && has_finding(result, settings->fail_on_severity))
        code = aa_exit_worse(code, AA_EXIT_FAILED);
    if (result->state == AA_ANALYSIS_NONE)
        code = aa_exit_worse(code, AA_EXIT_NO_APP);
    if (aa_gate_is_incomplete(result) && !settings->allow_incomplete)
        code = aa_exit_worse(code, AA_EXIT_INCOMPLETE);
    return code;
}
