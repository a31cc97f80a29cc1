#include <appassay/version.h>

#include "engine/result.h"

const char *aa_version(void)
{
    return AA_VERSION_STRING;
}

const char *aa_verdict_name(aa_verdict verdict)
{
    static const char *const names[] = {"not-applicable", "pass", "not-tested", "undecided", "error", "fail"};
    return names[verdict];
}

const char *aa_severity_name(aa_severity severity)
{
    static const char *const names[] = {"info", "low", "medium", "high", "critical"};
    return names[severity];
}

const char *aa_lang_name(aa_lang lang)
{
    static const char *const names[AA_LANG_COUNT] = {"en", "zh-TW"};
    return names[lang];
}

const char *aa_check_kind_name(aa_check_kind kind)
{
    static const char *const names[] = {"defect", "control", "hint", "inventory", "manual", "coverage"};
    return names[kind];
}

const char *aa_record_name(aa_record_kind kind)
{
    static const char *const names[] = {"hit", "clear", "undecided", "absent"};
    return names[kind];
}

const char *aa_reach_name(aa_reach reach)
{
    static const char *const names[] = {"none-needed", "reached", "not-reached", "unknown"};
    return names[reach];
}

const char *aa_owner_name(aa_owner owner)
{
    static const char *const names[] = {"app", "library", "unknown"};
    return names[owner];
}

const char *aa_trace_name(aa_trace_kind kind)
{
    static const char *const names[AA_TRACE_COUNT] = {"entry", "call",   "value", "argument",
                                                      "field", "return", "result"};
    return names[kind];
}

const char *aa_reason_name(aa_reason_code code)
{
    static const char *const names[AA_REASON_COUNT] = {
        [AA_REASON_DEFECT] = "defect",
        [AA_REASON_MINOR_DEFECT] = "minor-defect",
        [AA_REASON_CHECK_UNDECIDED] = "check-undecided",
        [AA_REASON_CONTROL_PRESENT] = "control-present",
        [AA_REASON_CONTROL_MISSING] = "control-missing",
        [AA_REASON_CONTROL_UNSURE] = "control-unsure",
        [AA_REASON_CONTROL_ADVISED] = "control-advised",
        [AA_REASON_AREA_GAP] = "area-gap",
        [AA_REASON_CHECK_AWAITED] = "check-awaited",
        [AA_REASON_SLOT_OPEN] = "slot-open",
        [AA_REASON_SLOT_ANSWERED] = "slot-answered",
        [AA_REASON_OVERRIDDEN] = "overridden",
        [AA_REASON_ROLLUP] = "rollup",
        [AA_REASON_ABSENT] = "absent",
        [AA_REASON_PLATFORM] = "platform",
        [AA_REASON_SKIPPED] = "skipped",
        [AA_REASON_CLEAN] = "clean",
    };
    return names[code];
}

const char *aa_analysis_state_name(aa_analysis_state state)
{
    static const char *const names[] = {"complete", "partial", "none"};
    return names[state];
}
