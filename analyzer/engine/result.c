#include "engine/result.h"

aa_analysis_state aa_result_state(const aa_result *result)
{
    return result->state;
}

size_t aa_result_judgement_count(const aa_result *result)
{
    return result->judgement_count;
}

const char *aa_result_standard(const aa_result *result, size_t index)
{
    return index < result->judgement_count ? result->judgements[index].table->id : NULL;
}

aa_verdict aa_result_verdict(const aa_result *result, size_t index)
{
    return index < result->judgement_count ? result->judgements[index].verdict : AA_ERROR;
}

bool aa_finding_is_flaw(const aa_finding *finding)
{
    aa_check_kind kind = finding->check->check->kind;
    bool tells = kind == AA_KIND_DEFECT || kind == AA_KIND_HINT || kind == AA_KIND_COVERAGE;
    return tells && finding->record == AA_RECORD_HIT && finding->reach != AA_NOT_REACHED;
}

/* The finding that the public index |index| means, or NULL. */
static const aa_finding *flaw_at(const aa_result *result, size_t index)
{
    for (size_t i = 0; i < result->finding_count; i++) {
        if (aa_finding_is_flaw(&result->findings[i]) && index-- == 0)
            return &result->findings[i];
    }
    return NULL;
}

size_t aa_result_finding_count(const aa_result *result)
{
    size_t count = 0;
    for (size_t i = 0; i < result->finding_count; i++)
        count += aa_finding_is_flaw(&result->findings[i]);
    return count;
}

aa_severity aa_result_finding_severity(const aa_result *result, size_t index)
{
    const aa_finding *finding = flaw_at(result, index);
    return finding == NULL ? AA_SEVERITY_INFO : finding->severity;
}

const char *aa_result_finding_check(const aa_result *result, size_t index)
{
    const aa_finding *finding = flaw_at(result, index);
    return finding == NULL ? NULL : finding->check->id;
}
